"""Demands that lean on others: "the earlier 3 percent request", and a slot taken over from an earlier demand.

A figure before a noun of asking is a demand of its own, put by and to the parties of the demand beside it. A demand
without an addressee takes that of an earlier demand only if the demander is the same and two content words of the deed
come again: on wider terms, slots are lent to strangers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from kg.actors.sides import sides
from kg.candidates import DemandCandidate
from kg.demands.actions import Deed
from kg.demands.deeds import demand_rows, listed, rule_of
from kg.demands.parties import Party, Scene
from kg.demands.told import content_lemmas, outright_demands
from kg.frames.frame import Filler, Frame, How
from kg.model import Actor, Force, Target
from kg.reading import Reading
from kg.values.quantities import Quantity, quantities

_NEAR = 2  # sentences back in which the demand beside a figure must stand
_LESS = Decimal("0.1")


def find(reading: Reading) -> Iterator[DemandCandidate]:
    """The demands that are told by leaning on others."""
    scene = reading.once(Scene)
    outright = outright_demands(reading)
    figured = tuple(_figured(scene, outright))
    yield from figured
    yield from _inheriting(scene, (*outright, *figured))


# ---------------------------------------------------------------------------------------------- "the 3% request"
def _figured(scene: Scene, outright: tuple[DemandCandidate, ...]) -> Iterator[DemandCandidate]:
    for frame in scene.reading.frames.values():
        rows = [r for r in demand_rows("noun", frame.lemma) if r.frame == "n-figure"] if frame.pos == "noun" else []
        if not rows or not scene.readable(frame.trigger) or any(c.trigger == frame.trigger for c in outright):
            continue
        found = _figure_before(scene, frame)
        if found is None:
            continue
        deed, quantity = found
        model = _beside(scene, frame.trigger, quantity, outright)
        own = scene.party([f for f in (*frame.subjects, *frame.prep("by", "from")) if scene.is_actor(f)], frame.trigger)
        if not own and model is None:
            continue
        by = own or _inherited(model.by, model.by_actor) if model is not None else own
        to = _inherited(model.addressee, model.to_actor) if model is not None else Party()
        sentence = scene.reading.document.sentence(frame.trigger)
        yield DemandCandidate(
            rule=rule_of("demand-followup", rows[0]),
            trigger=frame.trigger,
            evidence=(max(sentence[0], min(deed.span[0], _phrase_start(scene, frame.trigger))), frame.trigger + 1),
            confidence=Decimal("0.8"),
            by=by.fillers,
            by_actor=by.actors,
            addressee=to.fillers,
            to_actor=to.actors,
            action=deed.span,
            force=Force(rows[0].text("force", Force.REQUESTING.value)),
            targets=(_target(scene, quantity, frame.trigger),),
        )


def _figure_before(scene: Scene, frame: Frame) -> tuple[Deed, Quantity] | None:
    """The figure that stands before the noun as its modifier, with the words from its first to the noun."""
    document = scene.reading.document
    first, last = document.sentence(frame.trigger)
    base = document.doc[first].idx
    end = document.doc[frame.trigger].idx - base
    text = document.words((first, last))
    for quantity in quantities(text):
        gap = text[quantity.end : end]
        measured = quantity.unit.startswith(("percent", "USD", "EUR")) or len(quantity.unit) == 3
        if 0 <= end - quantity.end <= 25 and not any(c in gap for c in ",;.()") and measured and gap.count(" ") <= 3:
            start = next(i for i in range(first, last) if document.doc[i].idx - base >= quantity.start)
            tokens = document.doc[start : frame.trigger]
            if any(t.pos_ in ("VERB", "ADP", "AUX") and t.text not in ("%",) for t in tokens):
                continue
            span = (start, frame.trigger + 1)
            return Deed(frame.trigger, span, span), quantity
    return None


def _phrase_start(scene: Scene, head: int) -> int:
    """Where the noun phrase of ``head`` begins."""
    before = [t.i for c in scene.reading.document.doc[head].children if c.i < head for t in c.subtree]
    return min(before, default=head)


def _beside(
    scene: Scene, trigger: int, quantity: Quantity, outright: Iterable[DemandCandidate]
) -> DemandCandidate | None:
    """The demand that the figure is compared with: the nearest one before it that has figures of the same kind."""
    where = scene.reading.document.sentence_index
    near = [
        c for c in outright
        if c.trigger < trigger and where(trigger) - where(c.trigger) <= _NEAR
        and any(_kind(t.unit) == _kind(quantity.unit) for t in c.targets)
    ]  # fmt: skip
    return max(near, key=lambda c: c.trigger, default=None)


def _kind(unit: str) -> str:
    return unit.split(" ")[0]


def _target(scene: Scene, quantity: Quantity, trigger: int) -> Target:
    """The figure with the base of its unit as given before: "3.5 percent of GDP ... the 3 percent request"."""
    unit = quantity.unit
    if unit == "percent":
        first = scene.reading.document.sentence(trigger)[0]
        start = max(0, first - 150)
        before = scene.reading.document.words((start, trigger))
        bases = [q.unit for q in quantities(before) if q.unit.startswith("percent of ")]
        unit = bases[-1] if bases else unit
    return Target(quantity.value, unit, quantity.words, quantity.comparator, quantity.change)


# ---------------------------------------------------------------------------------------------- inheritance
def _inheriting(scene: Scene, told: tuple[DemandCandidate, ...]) -> Iterator[DemandCandidate]:
    for one in told:
        verb = scene.frame(one.trigger)
        own = one.rule.startswith("demand-modal") and verb is not None and not verb.passive  # what a deal must be
        if own or one.addressee or one.to_actor or not (one.by or one.by_actor):
            continue
        model = _same_matter(scene, one, told) or _same_hearing(scene, one, told)
        if model is not None:
            to = _inherited(model.addressee, model.to_actor)
            yield replace(
                one,
                rule="demand-followup:same-matter",
                addressee=to.fillers,
                to_actor=to.actors,
                confidence=one.confidence - _LESS,
            )


def _same_matter(scene: Scene, one: DemandCandidate, told: Iterable[DemandCandidate]) -> DemandCandidate | None:
    """The last demand before this one by the same demander on the same matter that names its addressee.

    What is to be done, in the passive, to the same thing ("urged that the ban be lifted" after "asked Peru to lift the
    ban") is the same matter whoever asks.
    """
    who = set(scene.resolved(Party(one.by, one.by_actor)))
    lemmas = content_lemmas(scene.reading, one.action)
    undergone = _undergone(scene, one)
    found: DemandCandidate | None = None
    for other in told:
        same = who and who == set(scene.resolved(Party(other.by, other.by_actor)))
        if undergone and undergone == _done(scene, other):
            same = True
        if other.trigger >= one.trigger or not same or not scene.resolved(Party(other.addressee, other.to_actor)):
            continue
        if len(lemmas & content_lemmas(scene.reading, other.action)) >= 2:
            found = other
    return found


def _same_hearing(scene: Scene, one: DemandCandidate, told: Iterable[DemandCandidate]) -> DemandCandidate | None:
    """The last request before this one that touches the same thing, where the report has one hearer of all such.

    "Brewers asked the panel for exclusions from the duty. ... Hotels asked that hops be spared the duty."
    """
    if not _requests(scene, one):
        return None
    lemmas = content_lemmas(scene.reading, one.action)
    found: dict[frozenset[str], DemandCandidate] = {}
    for other in told:
        heard = sides(scene.reading, scene.resolved(Party(other.addressee, other.to_actor)))
        if other.trigger < one.trigger and heard and _requests(scene, other):
            shared = lemmas & content_lemmas(scene.reading, other.action)
            found[heard] = other if shared or heard not in found else found[heard]
    if len(found) != 1:
        return None
    model = next(iter(found.values()))
    own = sides(scene.reading, scene.resolved(Party(one.by, one.by_actor)))
    shared = lemmas & content_lemmas(scene.reading, model.action)
    return model if shared and not own & next(iter(found)) else None


def _requests(scene: Scene, one: DemandCandidate) -> bool:
    """True for a verb of requesting, which somebody hears."""
    frame = scene.frame(one.trigger)
    return frame is not None and frame.pos == "verb" and frame.lemma.split(" ")[0] in listed("requesting")


def _undergone(scene: Scene, one: DemandCandidate) -> frozenset[str]:
    """The verb of a passive deed and the thing that undergoes it ("the ban be lifted")."""
    for i in range(*one.action):
        frame = scene.frame(i)
        if frame is not None and frame.passive and not frame.subjects and frame.objects:
            return frozenset({frame.lemma, scene.lemma(frame.objects[0].head)})
    return frozenset()


def _done(scene: Scene, one: DemandCandidate) -> frozenset[str]:
    """The verb of a deed and its object ("lift the ban")."""
    for i in range(*one.action):
        frame = scene.frame(i)
        if frame is not None and frame.pos == "verb" and not frame.passive and frame.objects:
            return frozenset({frame.lemma, scene.lemma(frame.objects[0].head)})
    return frozenset()


def _inherited(fillers: tuple[Filler, ...], actors: tuple[Actor, ...]) -> Party:
    return Party(tuple(replace(f, how=How.INHERITED) for f in fillers), actors)
