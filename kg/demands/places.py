"""States that a phrase of place names: "aid access across Chad", "jailed in Belarus", "held in Tehran"."""

from __future__ import annotations

from kg.demands.parties import Scene
from kg.frames.frame import Filler
from kg.model import Actor, ActorKind


def state_at(scene: Scene, place: Filler) -> tuple[Actor, ...]:
    """The state that the words name, be it only as the place where something is."""
    document = scene.reading.document
    for first in range(place.head, place.span[0] - 1, -1):  # "Korea", "South Korea"
        named = scene.reading.resolver.at(document.starts[first], document.ends[place.head])
        if found := tuple(a for a in named if a.kind is ActorKind.STATE):
            return found
    return ()


__all__ = ["state_at"]
