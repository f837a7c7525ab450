"""Sentences that add to those who meet: "A led the delegation", "They were joined by B", "C also took part".

They name no encounter; ``kg.meetings.events`` ties them to the one told of just before, or drops them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.candidates import MeetingCandidate
from kg.frames.frame import Filler, Frame
from kg.meetings.draft import ATTENDING, Draft
from kg.meetings.slots import Slots
from kg.meetings.status import Standing
from kg.meetings.words import asked, unread
from kg.model import Status
from kg.reading import Reading
from kg.values.numerals import word_set

_LEADING = frozenset({"lead", "head"})
_SENT = frozenset({"delegation", "team", "side", "mission"})
_JOINING = frozenset({"join", "accompany"})
_TAKING_PART = word_set("attend participate")
_REPRESENTING = frozenset({"represent"})
_THEM = frozenset({"they", "them", "him", "her", "he", "she", "both", "two", "leaders", "ministers"})


@dataclass(frozen=True)
class Attendance:
    """Finds such sentences of one reading."""

    reading: Reading
    slots: Slots

    def find(self) -> Iterator[MeetingCandidate]:
        """A nameless mention for each verb that says who else took part."""
        for frame in self.reading.frames.values():
            plain = frame.tense in {"past", "present", "future"} and frame.modal in {"", "will", "be to"}
            if frame.pos != "verb" or frame.negated or not plain:
                continue
            if unread(self.reading, frame.trigger) or asked(self.reading, frame.trigger):
                continue
            people = tuple(f for f in self.slots.actors(self._more(frame)) if self.slots.named(f))
            if not people:
                continue
            draft = Draft(frame.trigger, f"{ATTENDING}:{frame.lemma}", Standing(Status.HELD, False), definite=True)
            draft.people = people
            draft.others = tuple(self.slots.behind(people))
            draft.tokens = ((frame.trigger, frame.trigger + 1),)
            yield draft.candidate(self.reading)

    def _more(self, frame: Frame) -> tuple[Filler, ...]:
        doc = self.reading.document.doc
        things = {doc[f.head].lemma_.lower() for f in frame.objects}
        if frame.lemma in _LEADING and things & _SENT:
            return frame.subjects
        if frame.lemma in _JOINING and frame.objects and {doc[f.head].lower_ for f in frame.objects} <= _THEM:
            return frame.subjects
        if frame.lemma in _REPRESENTING and all(self.slots.is_where(f) for f in frame.objects):
            return frame.subjects if frame.objects else ()
        also = "also" in frame.adverbs or "present" in frame.adverbs
        if frame.lemma in _TAKING_PART and also and not frame.objects and not frame.prep("in", "at"):
            return frame.subjects
        if frame.lemma == "take" and things == {"part"} and also and not frame.prep("in", "at"):
            return frame.subjects
        return ()


__all__ = ["Attendance"]
