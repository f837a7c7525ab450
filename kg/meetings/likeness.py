"""What makes two mentions one encounter besides who meets: names, what a verb of meeting is for, and retellings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.candidates import MeetingCandidate
from kg.frames.frame import Filler
from kg.meetings.draft import TALKED
from kg.meetings.words import TRANSPARENT
from kg.model import ActorKind
from kg.names.gazetteer import lookup
from kg.reading import Reading
from kg.values.numerals import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

UNNAMED = frozenset({ActorKind.GROUP, ActorKind.UNIDENTIFIED})
_MEETING = ("np:meet", "with:meet", "together:meet", "together:gather", "together:convene", "together:reconvene")
_HOLDING = word_set("hold continue conduct start begin resume have launch open pursue advance")
_BETWEEN = TRANSPARENT | {"for", "of", "to"}
_THERE = frozenset({"in", "during", "at", "over", "by", "via"})
_LEAST = 3  # words of a name that may lack some of a longer one


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True if one name is the end of the other, or the other without some of its words.

    >>> same_name(("strategic", "dialogue"), ("us", "czech", "strategic", "dialogue"))
    True
    >>> same_name(("tenth", "review", "conference"), ("tenth", "npt", "review", "conference"))
    True
    >>> same_name(("eu", "leaders", "summit"), ("eu", "china", "leaders", "summit"))
    False
    """
    short, long = sorted((one, other), key=len)
    if short[0].startswith("cop") and "conference" in long:  # "COP26", "the 26th Conference of the Parties"
        return any(word[:-2] == short[0].lstrip("cop-") for word in long)
    if long[len(long) - len(short) :] == short:
        return True
    if len(short) < _LEAST or short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(word in rest for word in short) and not any(lookup(word.title()) for word in set(long) - set(short))


def calling(inside: Sequence[Token]) -> tuple[str, ...]:
    """The words of a noun with what stands before it as its name does ("leaders summit"), none for a noun alone."""
    words = tuple(t.lower_ for t in inside if t.text.isalnum())
    whole = all(t.pos_ in {"NOUN", "PROPN"} for t in inside if t.text.isalnum())
    return words if whole and len(words) > 1 and inside[-1].tag_ in {"NN", "NNP"} else ()


def to_meet_for(reading: Reading, mention: MeetingCandidate, meeting: MeetingCandidate) -> bool:
    """True of what they meet for or to hold: "agreed to meet for talks", "met to continue their consultations"."""
    doc = reading.document.doc
    if not meeting.rule.startswith(_MEETING) or not doc[meeting.trigger].is_ancestor(doc[mention.trigger]):
        return False
    for token in doc[mention.trigger].ancestors:
        if token.i == meeting.trigger:
            return True
        held = token.pos_ == "VERB" and token.tag_ == "VB" and token.lemma_ in _HOLDING
        if not held and token.lower_ not in _BETWEEN:
            return False
    return False


def talked_in(reading: Reading, mention: MeetingCandidate, meeting: MeetingCandidate) -> bool:
    """True of the call in "discussed fish in a phone call", "spoke in a meeting in Lima": talked there."""
    token = reading.document.doc[mention.trigger]
    verb = meeting.rule.startswith((*TALKED, "with:discuss", "with:speak", "with:talk"))
    return verb and token.dep_ == "pobj" and token.head.lower_ in _THERE and token.head.head.i == meeting.trigger


def pointing(reading: Reading, candidate: MeetingCandidate) -> MeetingCandidate:
    """Of "the Secretary and the Envoy discussed fish" a mention of those who are known, and of nobody besides."""
    named = tuple(filler for filler in candidate.participants if _named(reading, filler))
    others = tuple(actor for actor in candidate.participant_actors if actor.kind not in UNNAMED)
    unnamed = len(named) < len(candidate.participants) or len(others) < len(candidate.participant_actors)
    if not unnamed and not candidate.definite:
        return candidate
    return replace(candidate, definite=True, participants=named, participant_actors=others)


def _named(reading: Reading, filler: Filler) -> bool:
    """True of a name, and of "his Chinese counterpart", which names a state."""
    passage = reading.document.passage(*filler.span)
    inside = reading.resolver.at(passage.start, passage.end)
    own = reading.resolver.actors(filler)
    return any(actor.kind not in UNNAMED for actor in own) or any(actor.kind is ActorKind.STATE for actor in inside)
