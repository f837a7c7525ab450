"""Who answers, by what stands around the words of answering: whoever says them, whoever was asked above."""

from __future__ import annotations

from kg.demands.parties import Party, Scene
from kg.frames.frame import Filler, Frame
from kg.reading import Segment
from kg.responses.told import Told


def teller(scene: Scene, segment: Segment) -> Party:
    """Whoever says a stretch of speech."""
    speaker = scene.party(segment.speakers, segment.span[0])
    return Party(speaker.fillers, segment.speaker_actors or speaker.actors)


def word_of(scene: Scene, segment: Segment) -> int:
    """Where a stretch of speech hangs: its verb of speech, else its first predicate."""
    if segment.trigger >= 0:
        return segment.trigger
    return next((i for i in range(*segment.span) if i in scene.reading.frames), segment.span[0])


def word_beside(scene: Scene, segment: Segment | None, token: int) -> int:
    """The verb by which the words at ``token`` are said, if it stands in their sentence; else ``token``."""
    sentence = scene.reading.document.sentence
    here = segment is not None and segment.trigger >= 0 and sentence(segment.trigger) == sentence(token)
    return segment.trigger if segment is not None and here else token


def asked_above(scene: Scene, told: Told, frame: Frame) -> Party:
    """Whoever was asked, for "it" in "urged Chile to pay, something it has refused to do"."""
    pronoun = any(scene.lower(f.head) in ("it", "he", "she", "they") for f in frame.subjects)
    demand = told.at(frame.parent)
    if frame.relation != "relcl" or not pronoun or demand is None:
        return Party()
    asked = Party(demand.addressee, demand.to_actor)
    return asked if scene.resolved(asked) else Party()


def ruled_out(scene: Scene, filler: Filler) -> bool:
    """True of the army in "accepted by the rebels but not by the army"."""
    return "not" in scene.reading.document.lower[max(0, filler.span[0] - 2) : filler.span[0]]


__all__ = ["asked_above", "ruled_out", "teller", "word_beside", "word_of"]
