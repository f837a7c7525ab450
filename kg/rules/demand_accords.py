"""Duties that an accord or a law lays on others: "under the accord, the rebels must hand in their weapons".

What a rule obliges somebody to do it asks of him, whether or not anybody says so (Palmer 2001, 3.2: the source of an
obligation may be a rule). Whose rule it is asks, where the report tells; what a side says of itself is its own plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.candidates import DemandCandidate
from kg.demands.actions import clause_deeds
from kg.demands.deeds import demand_rows, listed, rule_of
from kg.demands.demanding import UNMARKED, Asking, demands_of
from kg.demands.papers import authors, issuers, itself
from kg.demands.parties import Party, Scene
from kg.frames.frame import Clause, Filler, Frame
from kg.reading import Reading

_BINDING = frozenset({"must", "have to", "shall", "be to", "need to"})
_UNDER = ("under", "according to", "by")
_OVER = frozenset({"previous", "old", "former", "earlier", "past"})  # rules that bind nobody any more
_LOOSE = frozenset({"plan", "policy", "statement", "measure", "standard"})


def find(reading: Reading) -> Iterator[DemandCandidate]:
    """The demands that rules make of those who are under them."""
    scene = reading.once(Scene)
    rows = demand_rows("phrase", "under")
    for frame in reading.frames.values():
        if not rows or frame.pos != "verb" or frame.modal not in _BINDING or not scene.readable(frame.trigger):
            continue
        rule = _rule(scene, frame)
        if rule is None or frame.passive or frame.perfect or scene.asks(frame.trigger):
            continue
        if (frame.negated and frame.modal in ("have to", "need to")) or frame.lemma == "abide":
            continue  # "does not have to abide by the ruling": free not to
        bound = [f for f in frame.subjects if scene.is_actor(f) or scene.lemma(f.head) in listed("asked_bodies")]
        if scene.lemma(rule.head) in _LOOSE and not _of_another(scene, rule, bound):
            continue
        if not bound or scene.first_person(bound) or frame.lemma in listed("mental"):
            continue
        to = scene.party(bound, frame.trigger) or Party(tuple(bound))  # "the car industry must"
        asking = Asking(
            rows[0], rule_of("demand-accord", rows[0]), frame.trigger, _maker(scene, rule), to, Decimal("0.75"),
            stand=UNMARKED, negative=frame.negated,
        )  # fmt: skip
        clause = Clause(frame.trigger, "must", (frame.trigger, frame.span[1]))
        yield from demands_of(scene, asking, clause_deeds(scene, clause))


def _rule(scene: Scene, frame: Frame) -> Filler | None:
    """The rule under which somebody must act, told before or after."""
    above = scene.frame(frame.parent) if frame.relation == "xcomp" else None
    for verb in (frame, above):
        for name, filler in verb.preps if verb is not None else ():
            lemma = scene.lemma(filler.head)
            binds = lemma in listed("rules")
            over = any(scene.lower(i) in _OVER for i in range(filler.span[0], filler.head))
            if name in _UNDER and not over and (binds or (lemma == "term" and scene.frame(filler.head) is not None)):
                return filler
    return None


def _of_another(scene: Scene, rule: Filler, bound: list[Filler]) -> bool:
    """True if the text says whose plan it is, and they are not those who are bound by it."""
    maker, under = scene.resolved(_maker(scene, rule)), {a for f in bound for a in scene.named(f)}
    return bool(maker) and not under & set(maker)


def _maker(scene: Scene, rule: Filler) -> Party:
    """Whose rule it is, by its own phrase or by what was told of it."""
    own = [f for f in scene.within(rule) if scene.is_actor(f)] or list(authors(scene, rule))
    return scene.party(own or issuers(scene, rule), rule.head) or Party(itself(scene, rule))
