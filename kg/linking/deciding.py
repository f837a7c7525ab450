"""What is done with candidates: accepted, left for people to review, or not proposed at all.

A state is not its government, nor a government its head, nor a paper its owner, nor a place the government that is
named by it: whatever the scores say, things of two sorts are never proposed as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, NamedTuple

from kg import vocabulary as v
from kg.authority import Candidate, Kind, Mention
from kg.linking.links import BY_LIKE_NAME, BY_MORE, BY_NAME, PLACES, TOOL, Decision, Link
from kg.linking.naming import words
from kg.linking.scoring import Features, explained, features, logit, name_likeness, rate, rivalled

IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
"""What the IRI of a candidate must look like; whatever else a data set gives is none."""

MARGIN: Final = 1.0
"""The log of the odds by which the best candidate must lead the next to be accepted."""

MOST: Final = 5
"""Candidates that are left for review, for each other data set."""

UNSURE_OF_KIND: Final = frozenset((Kind.STATE, Kind.GOVERNMENT, Kind.PLACE, Kind.MEDIUM))
"""Sorts of which a candidate of no known sort is never accepted: others bear their names."""

NEAR: Final = {Kind.GOVERNMENT: (Kind.ORGANIZATION,), Kind.ORGANIZATION: (Kind.GOVERNMENT,)}
"""What other data sets may call the same sort of thing, a ministry above all: for people to decide."""

_GOVERNING: Final = {"government", "cabinet", "ministry", "council", "administration", "embassy", "parliament"}
_OFFICES: Final = {"president", "minister", "secretary", "chancellor", "king", "queen", "governor", "mayor"}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Rates of being right: at ``accept`` or above a link is accepted, below ``review`` it is not proposed."""

    accept: float = 0.95
    review: float = 0.3


class Source(NamedTuple):
    """The authority that a candidate is from."""

    name: str
    version: str


class Judged(NamedTuple):
    """A candidate with what speaks for it, and the rate of being right."""

    candidate: Candidate
    source: Source
    features: Features
    score: float


def space(target: str) -> str:
    """What the IRIs of one data set begin with.

    >>> space("http://www.wikidata.org/entity/Q17"), space("https://sws.geonames.org/1861060/")
    ('http://www.wikidata.org/entity/', 'https://sws.geonames.org/')
    """
    return re.sub(r"[^/#]+/?$", "", target)


def barred(mention: Mention, candidate: Candidate) -> str:
    """Why the two cannot be one, whatever they are called; "" if they can.

    >>> barred(Mention("urn:m", Kind.STATE, "Norland"), Candidate("urn:c", "Norland", kind=Kind.GOVERNMENT))
    'a state is no government'
    """
    if candidate.kind is not None:
        return (
            "" if candidate.kind in {mention.kind, *NEAR.get(mention.kind, ())} else _no(mention.kind, candidate.kind)
        )
    said = set(words(candidate.label)) - set(words(mention.name))
    if mention.kind in (Kind.STATE, Kind.PLACE, Kind.PERSON) and said & _GOVERNING:
        return f"a {mention.kind} is no body of government"
    if mention.kind is not Kind.PERSON and said & _OFFICES:
        return f"a {mention.kind} is no office"
    return ""


def _no(ours: Kind, theirs: Kind) -> str:
    return f"{'an' if ours is Kind.ORGANIZATION else 'a'} {ours} is no {theirs}"


def judge(mention: Mention, found: Iterable[tuple[Candidate, Source]]) -> list[Judged]:
    """The candidates that can be it, the likeliest first, of equals the one whose IRI comes first.

    Candidates of one data set compete; one that two authorities know counts once, as the one that knows it better.
    """
    able: dict[str, tuple[Candidate, Source, Features]] = {}
    for candidate, source in found:
        if barred(mention, candidate) or not IRI.fullmatch(candidate.target):
            continue
        alike = name_likeness(mention, candidate)
        if alike.value <= 0:
            continue
        one = (candidate, source, features(mention, candidate, alike))
        known = able.get(candidate.target)
        if known is None or logit(one[2]) > logit(known[2]):
            able[candidate.target] = one
    judged: list[Judged] = []
    for home in sorted({space(target) for target in able}):
        rivals = [one for target, one in able.items() if space(target) == home]
        for (candidate, source, _), of in zip(rivals, rivalled([one[2] for one in rivals]), strict=True):
            judged.append(Judged(candidate, source, of, rate(logit(of))))
    return sorted(judged, key=lambda one: (-one.score, one.candidate.target))


def decide(mention: Mention, judged: Sequence[Judged], thresholds: Thresholds, version: str) -> list[Link]:
    """The links that follow: for each other data set one that is accepted, or those that people are to review."""
    links: list[Link] = []
    for home in sorted({space(one.candidate.target) for one in judged}):
        rivals = [one for one in judged if space(one.candidate.target) == home]
        fit = [one for one in rivals if one.score >= thresholds.review][:MOST]
        if not fit:
            continue
        if fit[0].score >= thresholds.accept and _sure(mention, rivals):
            links.append(_link(mention, fit[0], Decision.ACCEPTED, version))
        else:
            links += [_link(mention, one, Decision.PROPOSED, version) for one in fit]
    return links


def _sure(mention: Mention, rivals: Sequence[Judged]) -> bool:
    """True if the first is known to be of the right sort, and the next is much less likely."""
    best = rivals[0]
    kind = best.candidate.kind
    if kind is not mention.kind and (kind is not None or mention.kind in UNSURE_OF_KIND):
        return False
    return len(rivals) < 2 or logit(best.features) - logit(rivals[1].features) >= MARGIN


def _link(mention: Mention, one: Judged, decision: Decision, version: str) -> Link:
    of = one.features
    more = (of.country, of.office, of.beside, of.service) != (0, 0, 0, 0)
    told = "; ".join(filter(None, (one.candidate.description, explained(of))))
    return Link(
        subject=mention.iri,
        predicate=v.EXACT_MATCH,
        target=one.candidate.target,
        decision=decision,
        justification=BY_MORE if more else BY_NAME if of.exact else BY_LIKE_NAME,
        confidence=Decimal(str(one.score)).quantize(PLACES),
        subject_label=mention.name,
        target_label=one.candidate.label,
        description=told,
        source=one.source.name,
        source_version=one.source.version,
        tool=TOOL,
        tool_version=version,
    )


def reconciled(kept: Sequence[Link], proposed: Sequence[Link], asked: frozenset[str]) -> list[Link]:
    """The links that one thing has after a run, from those that it had and those that the authorities asked propose.

    What a person decided stays, and what a person rejected is not proposed again; a data set in which a person accepted
    a match gets no other. What the program found stays if its authority was not asked, else it is replaced.
    """
    personal = [link for link in kept if link.personal]
    decided = {link.target for link in personal}
    settled = {space(link.target) for link in personal if _exact(link)}
    stays = (link.personal or (link.source not in asked and space(link.target) not in settled) for link in kept)
    after = {link.key: link for link, keep in zip(kept, stays, strict=True) if keep}
    taken = {space(link.target): link.target for link in after.values() if _exact(link)}
    for link in proposed:
        home = space(link.target)
        if link.target in decided or home in settled:
            continue
        if link.decision is Decision.ACCEPTED and taken.get(home, link.target) != link.target:
            link = replace(link, decision=Decision.PROPOSED)
        before = after.get(link.key)
        if before is None or (link.confidence or 0) > (before.confidence or 0):
            after[link.key] = link
    return list(after.values())


def _exact(link: Link) -> bool:
    return link.decision is Decision.ACCEPTED and link.predicate in (v.EXACT_MATCH, v.SAME_AS)
