"""Who meets where the text only points: "the two leaders will meet again", "the next round of talks is due in July".

Those who are pointed to are those of the encounter told of last. A noun for the next or the last of a series names no
new ones either: whoever was at the one is at the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.candidates import MeetingCandidate
from kg.meetings.likeness import UNNAMED
from kg.meetings.words import TRANSPARENT
from kg.model import Actor, ActorKind, Modality
from kg.reading import Reading
from kg.values.numerals import word_set

_PARTIES = word_set("side party leader president minister delegation negotiator counterpart country pair two both")
_SIDES = frozenset({"side", "party", "both", "delegation"})
_POINTING = frozenset({"the", "two", "both", "these", "three", "four"})
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "pair": 2}
_SERIES = frozenset({"next", "second", "third", "fourth", "fifth", "final", "similar", "follow-up", "further", "fresh"})
_FOLLOWING = frozenset({"follow", "-", "up"})
_ANY = frozenset({"meeting", "gathering", "session", "encounter", "edition", "summit", "talk", "conference"})
_MET = _ANY | {"negotiation", "discussion", "dialogue", "consultation"}
ROUND, SESSION = "event:round", "event:session"
_TALKS = frozenset({"talk", "negotiation", "discussion", "consultation", "dialogue"})
_NEAR = 6  # sentences
_ROUND_NEAR = 3


def pointed(
    reading: Reading, candidate: MeetingCandidate, known: Sequence[Sequence[MeetingCandidate]]
) -> MeetingCandidate:
    """The mention with those who were told of before, where it only points to them."""
    told = _told(reading, candidate, known)
    others = {f.head for f in candidate.participants} - {f.head for f in candidate.by}
    if not (others or candidate.participant_actors):  # "a second meeting was called off by the union"
        before = next((members for members in told if _of_series(reading, candidate, members)), None)
        series = True
    else:
        series = False
        count = _count(reading, candidate)
        fits = (members for members in told if _fits(reading, candidate, members, count)) if count >= 0 else iter(())
        before = next(fits, None)
    if before is None:
        return candidate
    return replace(candidate, participants=(), participant_actors=_actors(reading, before, groups=series))


def _fits(reading: Reading, candidate: MeetingCandidate, before: Sequence[MeetingCandidate], count: int) -> bool:
    """True if those who are pointed to can be those of the encounter: near enough, and as many."""
    here = reading.document.sentence_index(candidate.trigger)
    far = here - max(reading.document.sentence_index(c.trigger) for c in before if c.trigger < candidate.trigger)
    sides = reading.document.doc[candidate.participants[0].head].lemma_.lower() in _SIDES
    if far > (_NEAR if sides else 1):
        return False  # "the two ministers" may be others by now
    kinds = {actor.kind is ActorKind.STATE for actor in _actors(reading, before)}
    return (not count or count == len(_actors(reading, before))) and (sides or len(kinds) == 1)


def _told(
    reading: Reading, candidate: MeetingCandidate, known: Sequence[Sequence[MeetingCandidate]]
) -> list[Sequence[MeetingCandidate]]:
    """The encounters told of before the mention, the last first, of which two and more are known to take part."""
    found = [
        (max(c.trigger for c in members if c.trigger < candidate.trigger), number)
        for number, members in enumerate(known)
        if any(c.trigger < candidate.trigger for c in members)
        and any(c.modality is not Modality.DENIED for c in members)
    ]
    return [known[n] for _, n in sorted(found, reverse=True) if len(_actors(reading, known[n], groups=True)) > 1]


def _actors(reading: Reading, members: Sequence[MeetingCandidate], *, groups: bool = False) -> tuple[Actor, ...]:
    found = [a for c in members for filler in c.participants for a in reading.resolver.actors(filler)]
    found += [a for c in members for a in c.participant_actors]
    everyone = [a for one in found for a in (one.members or (one,))]
    return tuple(a for a in dict.fromkeys(everyone) if groups or a.kind is not ActorKind.GROUP)


def _count(reading: Reading, candidate: MeetingCandidate) -> int:
    """How many "the two leaders" are, 0 where they are not counted; -1 where the mention names somebody itself."""
    if candidate.participant_actors or len(candidate.participants) != 1:
        return -1
    filler = candidate.participants[0]
    own = reading.resolver.actors(filler)
    inside = reading.document.doc[filler.span[0] : filler.span[1]]
    words = [t.lower_ for t in inside]
    plain = all(t.lower_ in _POINTING or t.i == filler.head or t.lower_ in {"foreign", "prime"} for t in inside)
    head = reading.document.doc[filler.head]
    if not plain or head.lemma_.lower() not in _PARTIES or any(a.kind not in UNNAMED or a.members for a in own):
        return -1
    if not set(words) & _POINTING:
        return -1
    return next((_NUMBERS[w] for w in words if w in _NUMBERS), 0)


def _of_series(reading: Reading, candidate: MeetingCandidate, before: Sequence[MeetingCandidate]) -> bool:
    """True of "the next round of talks" after talks: another of the series that the encounter before belongs to."""
    doc = reading.document.doc
    head = doc[candidate.trigger]
    over = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else head
    words = (head, over) if over.lemma_.lower() in TRANSPARENT else (head,)
    heads = {t.lemma_.lower() for c in before for t in doc[c.name[0] : c.name[1]]} | {c.title for c in before}
    if candidate.rule.startswith(ROUND):
        here = reading.document.sentence_index(candidate.trigger)
        far = here - max(reading.document.sentence_index(c.trigger) for c in before if c.trigger < candidate.trigger)
        return bool(heads & _TALKS) or (far <= _ROUND_NEAR and bool(heads & {"meeting", "summit"}))
    named = {t.lower_ for t in doc[candidate.name[0] : candidate.name[1]]}
    marked = "follow" in named or any(t.lower_ in _SERIES for word in words for t in word.lefts)
    if not marked or candidate.name == (0, 0) or any(c.family != candidate.family for c in before):
        return False
    own = {t.lemma_.lower() for t in doc[candidate.name[0] : candidate.name[1]]} - {t.lower_ for t in words[-1].lefts}
    own -= _FOLLOWING
    other = {t.lemma_.lower() for c in before for t in doc[c.name[0] : c.name[1]] if t.pos_ != "PROPN"}
    other |= {c.title for c in before}  # "they met": a meeting
    loose = (
        head.lemma_.lower() in _ANY and bool(other & _MET) and not own - _ANY
    )  # "their first summit ... the next gathering"
    again = over is not head and any(doc[c.name[1] - 1].text == head.text for c in before)  # "the Dialogue"
    return (bool(own & other) or loose or again) and (head.pos_ != "PROPN" or again)


__all__ = ["pointed"]
