"""Whose demand a noun phrase names: "Norway's demand", "US pressure", "the request by the union"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.actors.sides import one_side, sides
from kg.candidates import DemandCandidate
from kg.demands.deeds import listed
from kg.demands.parties import Party, Scene
from kg.frames.frame import Filler
from kg.model import Actor, ActorKind
from kg.reading import Reading

_AHEAD = 3  # sentences on, in which what "an appeal by Norway" was may be told


def owners(scene: Scene, filler: Filler) -> tuple[Actor, ...]:
    """Those named as who makes the demand that a noun phrase speaks of; none where it names nobody."""
    frame = scene.frame(filler.head)
    if frame is None:
        return ()
    named = [f for f in (*frame.subjects, *frame.prep("by", "from")) if scene.named(f)]
    return scene.resolved(scene.party(named, filler.head)) if named else ()


def points_back(reading: Reading, filler: Filler) -> bool:
    """True of "the demand", "its call", "US pressure": a noun phrase that does not say itself what is asked."""
    scene = reading.once(Scene)
    frame, doc = scene.frame(filler.head), reading.document.doc
    own = frame is not None and bool(frame.prep("for") or frame.clause("to", "that"))
    definite = any(c.lower_ in listed("definite") or c.dep_ == "poss" for c in doc[filler.head].children)
    return definite or (not own and bool(owners(scene, filler)))


def taken_up(reading: Reading, demands: Sequence[DemandCandidate], filler: Filler) -> int:
    """The trigger of the demand that "..., a request that A has resisted" takes up; or -1."""
    doc = reading.document.doc
    token, start = doc[filler.head], filler.span[0]
    new = any(c.lower_ in {"a", "an"} for c in token.children) and any(c.dep_ == "relcl" for c in token.children)
    first, _ = reading.document.sentence(filler.head)
    if not new or start <= first or doc[start - 1].text not in {",", "—", "–"}:
        return -1
    return max((d.trigger for d in demands if first <= d.trigger < start), default=-1)


def made_by(
    reading: Reading, demands: Sequence[DemandCandidate], whose: tuple[Actor, ...]
) -> tuple[DemandCandidate, ...]:
    """The demands of one side, else those of which nobody is told who makes them; all of them where no side is named.

    "Peru's demand" is none of Norway's.
    """
    if not whose:
        return tuple(demands)
    scene, side = reading.once(Scene), sides(reading, whose)
    asker = {id(d): scene.resolved(Party(d.by, d.by_actor)) for d in demands}
    own = tuple(d for d in demands if sides(reading, asker[id(d)]) & side)
    return own or tuple(d for d in demands if not asker[id(d)])


def told_after(
    reading: Reading, demands: Sequence[DemandCandidate], who: tuple[Actor, ...], filler: Filler, at: int
) -> int:
    """The trigger of the demand on ``who`` that the sentences after tell of: "rejected an appeal by Norway. On Monday
    Norway had urged it to pay"; or -1. Only a demand of the side that the noun phrase names is meant; that of a person
    who is named may be told of anywhere behind.
    """
    scene, where = reading.once(Scene), reading.document.sentence_index
    whose = owners(scene, filler)
    side, persons = sides(reading, whose), {a for a in whose if a.kind is ActorKind.PERSON}
    for demand in demands:
        asker, asked = (Party(demand.by, demand.by_actor), Party(demand.addressee, demand.to_actor))
        whom, named = scene.resolved(asked), bool(persons & set(scene.resolved(asker)))
        near = demand.trigger > at and (named or 0 < where(demand.trigger) - where(at) <= _AHEAD)
        if near and side & sides(reading, scene.resolved(asker)) and whom and one_side(reading, who, whom):
            return demand.trigger
    return -1


__all__ = ["made_by", "owners", "points_back", "taken_up", "told_after"]
