"""Which speakers vouch for what is told of an encounter.

Whoever issued the report tells of its own encounters as the report does ("we met in Rome"), unless it calls for one.
No source is credited for what is taken for granted: the conference whose statement is reaffirmed, the summit at which
something is announced or is to be done, the meeting that the report has told of itself. Nor are those credited who
agree among themselves to meet: their agreement is told of, not their words.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.candidates import MeetingCandidate
from kg.frames.frame import How
from kg.meetings.words import TRANSPARENT
from kg.model import Actor, Status
from kg.reading import Reading, Segment

_BEFORE = frozenset({"before", "until", "till", "by"})


def unsaid(reading: Reading, candidate: MeetingCandidate, group: Sequence[MeetingCandidate] = ()) -> tuple[int, ...]:
    """The segments around a mention whose speakers are no sources for it."""
    around = [(i, reading.segments[i]) for i in reading.sources(candidate.trigger)]
    granted = not candidate.status_said and candidate.definite
    known = granted and any(not reading.sources(c.trigger) for c in group if c.trigger < candidate.trigger)
    token = reading.document.doc[candidate.trigger]
    there = token.dep_ == "pobj" and token.head.lower_ in {"at", "during"}  # "will speak at the General Assembly"
    known = known or (granted and there and token.pos_ == "PROPN")
    called_for = candidate.status is Status.PROPOSED
    people = {a for f in candidate.participants for a in reading.resolver.actors(f)} | set(candidate.participant_actors)
    return tuple(
        i
        for i, segment in around
        if (segment.how is How.ISSUER and not called_for)
        or (granted and segment.rule.startswith("speech:commit:"))
        or (known and not segment.direct)
        or _circumstance(reading, candidate.trigger, segment)
        or (_agreed(segment) and bool(people & _speakers(reading, segment)))
    )


def _circumstance(reading: Reading, at: int, segment: Segment) -> bool:
    """True of what the saying itself is beside: "announced at the summit that", "said after the talks"."""
    doc = reading.document.doc
    up = doc[at]
    while up.dep_ == "pobj" and up.head.lower_ == "of" and up.head.head.lemma_.lower() in TRANSPARENT:
        up = up.head.head
    over = up.head
    beside = up.dep_ == "pobj" and over.lower_ not in _BEFORE and over.dep_ == "prep"
    there = over.lower_ in {"at", "during"} and over.head.dep_ == "dobj"  # the parser hangs it on what is announced
    return beside and segment.trigger >= 0 and segment.trigger in {over.head.i, over.head.head.i if there else -1}


def _agreed(segment: Segment) -> bool:
    return bool({"agree", "decide", "resolve"} & set(segment.rule.split(":")))


def _speakers(reading: Reading, segment: Segment) -> set[Actor]:
    return {a for f in segment.speakers for a in reading.resolver.actors(f)} | set(segment.speaker_actors)
