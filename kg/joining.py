"""Which candidates of one report tell of the same situation.

Within a sentence a stretch of words makes one demand: of two candidates that share most of their action, the one with
more named slots stays. Over sentences a retelling joins an earlier demand only where nothing speaks against it: the
named slots agree, the figures do not clash, the topic is one, and the retelling is marked as one ("the push", "the
demand") or says the same words again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.candidates import DemandCandidate
from kg.document import TokenSpan
from kg.frames.frame import How
from kg.model import Actor, ActorKind, Target, Topic
from kg.slots import Slot

_RETOLD = "demand-retold:joined"


@dataclass(frozen=True, slots=True)
class ToldDemand:
    """A demand candidate with its slots resolved."""

    candidate: DemandCandidate
    by: Slot
    addressee: Slot
    topic: Topic
    lemmas: frozenset[str]  # content words of the action

    @property
    def named(self) -> int:
        """How many slots are filled."""
        return bool(self.by.actors) + bool(self.addressee.actors) + bool(self.candidate.targets)


def overlap(a: TokenSpan, b: TokenSpan) -> float:
    """The share of the shorter span that lies in both."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    shorter = min(a[1] - a[0], b[1] - b[0])
    return shared / shorter if shared > 0 and shorter else 0.0


def without_doubles(told: Iterable[ToldDemand]) -> tuple[ToldDemand, ...]:
    """The demands with each stretch of words read once: of two over the same words the fuller one, then the first."""
    kept: list[ToldDemand] = []
    at: dict[int, list[ToldDemand]] = {}  # by token: demands over the same words share one
    for one in sorted(told, key=lambda d: (-d.named, -d.candidate.confidence, d.candidate.trigger, d.candidate.rule)):
        tokens = (one.candidate.trigger, *range(*one.candidate.action))
        if not any(_same_words(one.candidate, other.candidate) for i in tokens for other in at.get(i, ())):
            kept.append(one)
            for i in set(tokens):
                at.setdefault(i, []).append(one)
    return tuple(sorted(kept, key=lambda d: (d.candidate.evidence, d.candidate.trigger, d.candidate.rule)))


def _same_words(a: DemandCandidate, b: DemandCandidate) -> bool:
    if a.trigger == b.trigger:
        return overlap(a.action, b.action) > 0.5 or a.action == b.action
    if _RETOLD in (a.rule, b.rule):
        return False  # the words of one demand, told of others too
    return overlap(a.action, b.action) > 0.8 and _length(a.action) > 0


def _length(span: TokenSpan) -> int:
    return span[1] - span[0]


def country(actor: Actor) -> str:
    """The state behind an actor, where the actor stands for it; else the actor's name."""
    if actor.kind is ActorKind.STATE:
        return actor.name
    if actor.country:
        return actor.country
    if actor.part_of is not None and actor.kind is not ActorKind.GROUP:
        return country(actor.part_of)
    return actor.name


def agree(a: Sequence[Actor], b: Sequence[Actor]) -> bool:
    """True if one is empty or both name an actor in common, states and their offices taken as one."""
    if not a or not b:
        return True
    return bool(_states_behind(a) & _states_behind(b))


def _states_behind(actors: Sequence[Actor]) -> set[str]:
    return {country(one) for actor in actors for one in (actor, *actor.members)}


def figures_agree(a: Sequence[Target], b: Sequence[Target]) -> bool:
    """True if the demands name the same figures, or one of them names none."""
    if not a or not b:
        return True
    return {(t.value, t.unit) for t in a} == {(t.value, t.unit) for t in b}


def one_demand(earlier: ToldDemand, later: ToldDemand) -> bool:
    """True if ``later`` is told as the same demand as ``earlier``."""
    a, b = earlier.candidate, later.candidate
    if a.negative != b.negative or not figures_agree(a.targets, b.targets):
        return False
    if not agree(earlier.by.actors, later.by.actors) or not agree(earlier.addressee.actors, later.addressee.actors):
        return False
    if earlier.topic is not later.topic:
        return False
    shared = len(earlier.lemmas & later.lemmas)
    if b.anaphoric:
        both_named = bool(earlier.addressee.actors and later.addressee.actors)
        return both_named and not (b.targets and not a.targets) and not a.targets and shared >= 1
    explicit = How.INHERITED not in (later.by.how, later.addressee.how)
    filled = bool(earlier.by.actors and later.by.actors and earlier.addressee.actors and later.addressee.actors)
    same = len(later.lemmas) > 0 and shared >= max(2, (min(len(earlier.lemmas), len(later.lemmas)) * 4 + 4) // 5)
    return explicit and filled and same and a.modality is b.modality


def group_demands(told: Sequence[ToldDemand]) -> tuple[tuple[ToldDemand, ...], ...]:
    """The demands of a report in the order of their first telling, each with all its tellings.

    Those that are one share a word of the deed, so that only such are compared; of tellings that are alike in all that
    is compared, one stands for all.
    """
    groups: list[list[ToldDemand]] = []
    kinds: list[dict[tuple[object, ...], ToldDemand]] = []  # each group's tellings, alike ones once
    sharing: dict[str, dict[int, None]] = {}  # groups by the words of their deeds
    for one in told:
        near = sorted({g for lemma in one.lemmas for g in sharing.get(lemma, ())})
        home = next((g for g in near if all(one_demand(other, one) for other in kinds[g].values())), len(groups))
        if home == len(groups):
            groups.append([])
            kinds.append({})
        groups[home].append(one)
        c = one.candidate
        alike = (one.by.actors, one.addressee.actors, one.topic, one.lemmas, c.targets, c.negative, c.modality)
        kinds[home].setdefault(alike, one)
        for lemma in one.lemmas:
            sharing.setdefault(lemma, {})[home] = None
    return tuple(tuple(g) for g in groups)
