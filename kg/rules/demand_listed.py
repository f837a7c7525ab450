"""Demands in a list after the noun: "set three conditions: a truce and an amnesty", "demands, including a recount".

What stands in apposition to a noun of asking, after a colon or "including", or is told to be among one's demands, is
asked for by whose demands they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.candidates import DemandCandidate
from kg.demands.actions import Deed, is_deed, noun_deed, separate
from kg.demands.deeds import deeds, demand_rows
from kg.demands.demanding import Asking, demands_of, gerund_deeds
from kg.demands.listing import in_list
from kg.demands.parties import NOBODY, Party, Scene
from kg.frames.frame import Filler, Frame
from kg.lexicon.rows import Row
from kg.reading import Reading

_CLASSES = ("call-noun", "request-noun", "demand-noun")
_SURE = Decimal("0.75")


def find(reading: Reading) -> Iterator[DemandCandidate]:
    """The demands that a noun of asking announces and a list names."""
    scene = reading.once(Scene)
    for frame in reading.frames.values():
        if not scene.readable(frame.trigger) or scene.asks(frame.trigger):
            continue
        if frame.pos == "verb" and frame.lemma == "be" and not frame.negated:
            yield from _among(scene, frame)
        row = _row(scene, frame.trigger) if frame.pos == "noun" else None
        if row is not None and not frame.negated:
            by = _whose(scene, frame)
            asking = Asking(row, "demand-listed:members", frame.trigger, by, confidence=_SURE)
            yield from demands_of(scene, asking, _members(scene, frame) if by else ())


def _row(scene: Scene, noun: int) -> Row | None:
    """The row of a plural noun of asking: one demand is told otherwise."""
    if scene.reading.document.doc[noun].tag_ not in ("NNS", "NNPS") and scene.lemma(noun) != "condition":
        return None
    return next((r for r in demand_rows("noun", scene.lemma(noun)) if r.cls in _CLASSES), None)


def _whose(scene: Scene, noun: Frame) -> Party:
    """Whose demands they are: told by the noun's own phrase, or by the verb that sets them."""
    own = [f for f in (*noun.subjects, *noun.prep("by", "from", "of")) if scene.is_actor(f)]
    if own:
        return scene.party(own, noun.trigger)
    for i in range(max(scene.reading.document.sentence(noun.trigger)[0], noun.trigger - 12), noun.trigger):
        verb = scene.frame(i)
        carries = verb is not None and any(f.span[0] <= noun.trigger < f.span[1] for f in verb.objects)
        if verb is not None and carries and not verb.negated and not verb.passive:
            names = verb.lemma.split(" ")[0] in deeds().support | {"set", "list", "name", "outline", "lay", "have"}
            return scene.party([f for f in verb.subjects if scene.is_actor(f)], noun.trigger) if names else NOBODY
    return NOBODY


# ---------------------------------------------------------------------------------------------- "demands: a truce"
def _members(scene: Scene, noun: Frame) -> tuple[Deed, ...]:
    doc = scene.reading.document.doc
    end = scene.reading.document.sentence(noun.trigger)[1]
    at = noun.trigger + 1
    if at < end and scene.lower(at) == ",":
        at += 1
    if at >= end or not (doc[at].text in (":", "—", "–") or scene.lower(at) == "including"):
        return ()
    start = at + 1
    head = next((i for i in range(start, min(start + 9, end)) if _heads(scene, i, start)), -1)
    if head < 0:
        inner = scene.frame(start)
        return gerund_deeds(scene, start) if inner is not None and doc[start].tag_ == "VBG" else ()
    return in_list(scene, (noun_deed(scene, Filler(head, (start, head + 1))),))


def _heads(scene: Scene, i: int, start: int) -> bool:
    """True if token ``i`` heads the noun phrase that opens at ``start``."""
    token = scene.reading.document.doc[i]
    if token.pos_ != "NOUN" or token.left_edge.i > start or token.dep_ in ("compound", "nsubj", "nsubjpass"):
        return False
    return is_deed(scene, Filler(i, (start, i + 1)))


# ---------------------------------------------------------------------------------------------- "among its demands are"
def _among(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    for filler in frame.prep("among"):
        noun, row = scene.frame(filler.head), _row(scene, filler.head)
        by = _whose(scene, noun) if noun is not None and row is not None else NOBODY
        things = frame.attributes or tuple(f for f in frame.subjects if f.head != filler.head)
        wanted = tuple(noun_deed(scene, f) for f in separate(scene, things) if is_deed(scene, f))
        if row is not None and by:
            yield from demands_of(scene, Asking(row, "demand-listed:among", filler.head, by, confidence=_SURE), wanted)
