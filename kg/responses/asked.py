"""Who answers, by what stands around the words of answering: whoever was asked above, nobody who is ruled out."""

from __future__ import annotations

from collections.abc import Iterable

from kg.candidates import DemandCandidate
from kg.demands.parties import Party, Scene
from kg.frames.frame import Filler, Frame


def asked_above(scene: Scene, demands: Iterable[DemandCandidate], frame: Frame) -> Party:
    """Whoever was asked, for "it" in "urged Chile to pay, something it has refused to do"."""
    pronoun = any(scene.lower(f.head) in ("it", "he", "she", "they") for f in frame.subjects)
    demand = next((d for d in demands if d.trigger == frame.parent), None)
    if frame.relation != "relcl" or not pronoun or demand is None:
        return Party()
    asked = Party(demand.addressee, demand.to_actor)
    return asked if scene.resolved(asked) else Party()


def ruled_out(scene: Scene, filler: Filler) -> bool:
    """True of the army in "accepted by the rebels but not by the army"."""
    return "not" in scene.reading.document.lower[max(0, filler.span[0] - 2) : filler.span[0]]


__all__ = ["asked_above", "ruled_out"]
