"""All demands of a reading together, for rules that build on them: responses, retellings, inheritance.

Each stretch of words counts once: of two candidates over the same words the one with more named slots stays.
"""

from __future__ import annotations

from kg.candidates import DemandCandidate
from kg.demands.deeds import listed
from kg.document import TokenSpan
from kg.reading import Reading
from kg.rules import (
    demand_accords,
    demand_conditions,
    demand_duties,
    demand_listed,
    demand_modals,
    demand_nouns,
    demand_points,
    demand_verbs,
)

_FAMILIES = (
    demand_verbs,
    demand_nouns,
    demand_modals,
    demand_duties,
    demand_conditions,
    demand_points,
    demand_listed,
    demand_accords,
)


def outright_demands(reading: Reading) -> tuple[DemandCandidate, ...]:
    """The demands that verbs, nouns, modals and conditions make, in the order of the text."""
    return reading.once(_outright)


def _outright(reading: Reading) -> tuple[DemandCandidate, ...]:
    found: list[DemandCandidate] = []
    for family in _FAMILIES:
        found.extend(reading.all_of(family.find))
    kept: list[DemandCandidate] = []
    over: dict[int, list[DemandCandidate]] = {}  # those kept, by each token of their action
    for one in sorted(found, key=lambda c: (-named(c), -c.confidence, c.trigger, c.action, c.rule)):
        if not any(_shared(one.action, other.action) > 0.8 for i in range(*one.action) for other in over.get(i, ())):
            kept.append(one)
            for i in range(*one.action):
                over.setdefault(i, []).append(one)
    return tuple(sorted(kept, key=lambda c: (c.trigger, c.action, c.rule)))


def named(candidate: DemandCandidate) -> int:
    """How many of demander, addressee and target are filled."""
    by = bool(candidate.by or candidate.by_actor)
    to = bool(candidate.addressee or candidate.to_actor)
    return by + to + bool(candidate.targets)


def content_lemmas(reading: Reading, span: TokenSpan) -> frozenset[str]:
    """The lemmas of the content words of a span."""
    return frozenset(
        token.lemma_.lower()
        for token in reading.document.tokens(span)
        if token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ")
        and len(token.text) > 2
        and token.lemma_.lower() not in listed("light_words")
    )


def _shared(a: TokenSpan, b: TokenSpan) -> float:
    common = min(a[1], b[1]) - max(a[0], b[0])
    shorter = min(a[1] - a[0], b[1] - b[0])
    return common / shorter if common > 0 and shorter else 0.0
