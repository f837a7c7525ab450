"""One answer told by two rules: "President Putin said Russia was ready" is Putin's answer, not Russia's too.

Two answers of one sentence, of one kind, by one side and to the same demand are one; the surer reading stays, and of
two equally sure ones that which names a person.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.actors.sides import sides
from kg.candidates import ResponseCandidate
from kg.demands.parties import Party, Scene
from kg.model import Actor, ActorKind, ResponseType
from kg.reading import Reading

_YES = frozenset({ResponseType.ACCEPTANCE, ResponseType.CONDITION, ResponseType.DEFERRAL})


def without_double_answers(reading: Reading, found: Iterable[ResponseCandidate]) -> tuple[ResponseCandidate, ...]:
    """The answers, each once, in the order in which they came."""
    scene = reading.once(Scene)
    every = tuple(found)
    who = {c: scene.resolved(Party(c.by, c.by_actor)) for c in every}
    ranked = sorted(every, key=lambda c: (-c.confidence, not _person(who[c]), c.trigger, c.evidence, c.rule))
    kept: list[ResponseCandidate] = []
    for one in ranked:
        if not any(_same(reading, one, other, who[one], who[other]) for other in kept):
            kept.append(one)
    return tuple(c for c in every if c in kept)


def _person(actors: tuple[Actor, ...]) -> bool:
    return any(a.kind is ActorKind.PERSON for a in actors)


def _same(
    reading: Reading, a: ResponseCandidate, b: ResponseCandidate, left: tuple[Actor, ...], right: tuple[Actor, ...]
) -> bool:
    where = reading.document.sentence_index
    if where(a.trigger) != where(b.trigger) or not (a.type is b.type or {a.type, b.type} <= _YES):
        return False
    if a.to >= 0 and b.to >= 0 and a.to != b.to:
        return False
    two = _person(left) and _person(right) and not set(left) & set(right)
    return not two and bool(sides(reading, left) & sides(reading, right)) and _overlap(a, b)


def _overlap(a: ResponseCandidate, b: ResponseCandidate) -> bool:
    return a.evidence[0] < b.evidence[1] and b.evidence[0] < a.evidence[1]
