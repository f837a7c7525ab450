"""States that a phrase of place names: "aid access across Chad", "jailed in Belarus", "held in Tehran"."""

from __future__ import annotations

from kg.demands.parties import Scene
from kg.frames.frame import Filler
from kg.model import Actor, ActorKind


def state_at(scene: Scene, place: Filler) -> tuple[Actor, ...]:
    """The state that the words name, be it only as the place where something is."""
    document = scene.reading.document
    named = scene.reading.resolver.at(document.starts[place.head], document.ends[place.head])
    return tuple(a for a in named if a.kind is ActorKind.STATE)


__all__ = ["state_at"]
