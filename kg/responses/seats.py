"""States by the towns where they answer: "was greeted with anger in Ankara", "was rejected in Santiago"."""

from __future__ import annotations

from collections.abc import Iterable

from kg.frames.frame import Filler
from kg.model import Actor, ActorKind
from kg.reading import Reading


def seated(reading: Reading, places: Iterable[Filler]) -> tuple[Actor, ...]:
    """The state whose capital the first of some places is, or nobody."""
    for filler in places:
        passage = reading.document.passage(*filler.span)
        states = [a for a in reading.resolver.at(passage.start, passage.end) if a.kind is ActorKind.STATE]
        if states:
            return tuple(states[:1])
    return ()


__all__ = ["seated"]
