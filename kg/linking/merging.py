"""Two of our own things that may be one: what keeps them apart, and which of the two stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.authority import Candidate, Kind, Mention, Name, Office
from kg.linking.deciding import Judged, Source, Thresholds, decide
from kg.linking.links import Link
from kg.linking.naming import core
from kg.linking.scoring import GRACE, features, logit, name_likeness, rate, same_title
from kg.linking.similarity import Likeness
from kg.names.gazetteer import lookup

OURSELVES = Source("store", "")
"""Where candidates are from that are things of the store itself."""


def as_candidate(mention: Mention) -> Candidate:
    """A thing of ours as a candidate for another."""
    return Candidate(
        mention.iri,
        mention.name,
        tuple(Name(name) for name in mention.names),
        mention.kind,
        mention.country,
        _described(mention),
        mention.offices,
    )


def _described(mention: Mention) -> str:
    offices = dict.fromkeys(", ".join(filter(None, (o.title, o.body))) for o in mention.offices)
    days = sorted({day.isoformat() for day in (mention.first, mention.last) if day})
    return "; ".join((*list(offices)[:3], " to ".join(days))).strip("; ")


def main_likeness(one: Mention, other: Mention) -> Likeness:
    """How like the name of either is to a name of the other; two that share a byname only ("the Republic") do not."""
    bare, named = replace(one, names=()), replace(other, names=())
    return max(name_likeness(bare, as_candidate(other)), name_likeness(one, as_candidate(named)))


def apart(one: Mention, other: Mention) -> str:
    """Why the two cannot be one; "" if they can.

    Two of one surname who hold different offices at one time are two, unless their whole names are the same. So are two
    bodies, states or papers that the reader's own lists have under different names.
    """
    if one.kind is not other.kind:
        return "of two sorts"
    if one.country and other.country and core(one.country) != core(other.country):
        return "of two countries"
    if _listed_apart(one, other):
        return "listed as two"
    if one.kind is Kind.PERSON and name_likeness(one, as_candidate(other)).value < 0.96:
        for ours in one.offices:
            for theirs in other.offices:
                if _meet(ours, theirs) and not same_title(ours.title, theirs.title):
                    return f"{ours.title} and {theirs.title} at one time"
        bodies = [{core(o.body) for o in mention.offices if o.body} for mention in (one, other)]
        if bodies[0] and bodies[1] and not bodies[0] & bodies[1]:
            return "in the offices of two bodies"
    return ""


def _listed_apart(one: Mention, other: Mention) -> bool:
    """True if the lists of names know both, as two; not of persons, whose names many share."""
    if one.kind is Kind.PERSON:
        return False
    known = [name.actor for mention in (one, other) if (name := lookup(mention.name)) and name.actor]
    return len(known) == 2 and known[0] != known[1]


def _meet(one: Office, other: Office) -> bool:
    """True if both are told of on days that are near each other."""
    days = [(o.since or o.until, o.until or o.since) for o in (one, other)]
    (a, b), (c, d) = days
    return a is None or b is None or c is None or d is None or (a - GRACE <= d and c - GRACE <= b)


def stays(one: Mention, other: Mention) -> bool:
    """True if the first is the one that stays: the one known by more of a name, and in more than one report."""

    def rank(mention: Mention) -> tuple[bool, int, int, str]:
        return ("/report/" in mention.iri, -len(core(mention.name, person=True)), -len(mention.name), mention.iri)

    return rank(one) < rank(other)


def merged(
    one: Mention, others: Iterable[Mention], thresholds: Thresholds, version: str, least: float = 0.5
) -> list[Link]:
    """The links by which ``one`` would be replaced by another, the likeliest; none if it is the one that stays.

    A name that is less like than ``least`` is not looked at.
    """
    judged: list[Judged] = []
    for other in others:
        if other.iri == one.iri or stays(one, other) or apart(one, other):
            continue
        candidate = as_candidate(other)
        alike = main_likeness(one, other)
        if alike.value >= least:
            of = features(one, candidate, alike)
            judged.append(Judged(candidate, OURSELVES, of, rate(logit(of))))
    judged.sort(key=lambda one: (-one.score, one.candidate.target))
    return decide(one, judged, thresholds, version)


def unsettled(proposed: Sequence[Link], kept: Sequence[Link]) -> list[Link]:
    """The proposals on pairs of which nothing was decided in either direction."""
    decided = {frozenset((link.subject, link.target)) for link in kept if link.personal}
    return [link for link in proposed if frozenset((link.subject, link.target)) not in decided]
