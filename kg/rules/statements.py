"""Statements: who says, denies or will not say what; one for each speaker, verb chain and sentence.

"Lee said the port was shut and added that ships would wait" is one statement of Lee's, "Lee said the port was shut, but
declined to comment on the cause" two: a statement and a silence. Which words credit a source without being a statement
(an urging, hearsay) is marked on the segment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.candidates import StatementCandidate
from kg.factuality import construed
from kg.frames.frame import How
from kg.model import Actor, StatementKind
from kg.reading import Reading, Segment

_CONFIDENCE: dict[str, Decimal] = {
    "speech:turn": Decimal("0.95"),
    "speech:block": Decimal("0.9"),
    "speech:run": Decimal("0.85"),
    "speech:issuer": Decimal("0.8"),
    "speech:signed": Decimal("0.8"),
    "speech:stance": Decimal("0.8"),
}
_WORDS = Decimal("0.9")
_INHERITED = Decimal("0.6")


def find(reading: Reading) -> Iterator[StatementCandidate]:
    """The statements of a report, in the order of the text."""
    told: dict[tuple[object, ...], int] = {}
    for index, segment in enumerate(reading.segments):
        if not segment.statement or not (segment.speakers or segment.speaker_actors):
            continue
        identity = _identity(reading, segment)
        if identity not in told or _fuller(reading, segment, reading.segments[told[identity]]):
            told[identity] = index
    for index in sorted(told.values()):
        yield _candidate(reading, index, reading.segments[index])


def _fuller(reading: Reading, segment: Segment, known: Segment) -> bool:
    """True if the segment hangs on the main verb and the known one does not, or adds the words to the same verb."""
    words = segment.trigger == known.trigger and segment.direct and not known.direct
    return words or (_main(reading, segment) and not _main(reading, known))


def _main(reading: Reading, segment: Segment) -> bool:
    """True if the segment hangs on the main verb of its sentence, or on none."""
    frame = reading.frames.get(segment.trigger)
    return frame is None or frame.relation == "root"


def _identity(reading: Reading, segment: Segment) -> tuple[object, ...]:
    """Speaker, kind and sentence; a speaker whom nobody can name counts by its word."""
    actors: tuple[Actor, ...] = segment.speaker_actors
    for filler in segment.speakers:
        actors += reading.resolver.actors(filler)
    speaker: object = tuple(sorted({a.key for a in actors})) or tuple(f.head for f in segment.speakers)
    return speaker, segment.kind, reading.document.sentence_index(segment.evidence[0])


def _candidate(reading: Reading, index: int, segment: Segment) -> StatementCandidate:
    document = reading.document
    start, end = segment.span
    trigger = segment.trigger if segment.trigger >= 0 else start
    silent = segment.kind is StatementKind.NO_COMMENT
    candidate = StatementCandidate(
        rule=f"statements.{segment.rule}",
        trigger=trigger,
        evidence=segment.evidence,
        confidence=_INHERITED if segment.how is How.INHERITED else _CONFIDENCE.get(segment.rule, _WORDS),
        speaker=segment.speakers,
        speaker_actor=segment.speaker_actors,
        kind=segment.kind,
        content=(document.starts[start], document.ends[end - 1]) if end > start else None,
        told_to=segment.told_to,
        direct=segment.direct,
        segment=index,
    )
    if segment.trigger < 0 or silent:
        return candidate
    stand = construed(reading, segment.trigger)
    return replace(candidate, timeframe=stand.timeframe)


__all__ = ["find"]
