"""What must be so of every extraction: a list of sentences that say what is not, empty if all is well.

Shapes check the graph; this checks the values before they become one, and what a shape cannot say: that each quote
equals the text at its offsets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.iris import ReportIris
from kg.model import Claim, Demand, Extraction, Meeting, Passage, Report, Response, Situation, StatusChange

FACETS = ("instigator", "reason", "condition", "consequence")


def check(extraction: Extraction) -> list[str]:
    """Each fault of the extraction in a sentence, in a fixed order."""
    report = extraction.report
    situations = {s.key: s for s in extraction.situations}
    claims = {c.key: c for c in extraction.claims}
    faults = list(_keys(extraction))
    for situation in extraction.situations:
        faults += _references(situation, situations)
    for claim in extraction.claims:
        faults += _claim(claim, situations, claims)
        for passage in claim.evidence:
            faults += _passage(passage, report, claim.key)
    claimed = {c.situation for c in extraction.claims if not c.facet}
    faults += [f"{key}: no claim states it" for key in situations if key not in claimed]
    faults += [f"{key}: relays itself in a circle" for key in _circular(claims)]
    return faults


def _keys(extraction: Extraction) -> Iterator[str]:
    keys = [s.key for s in extraction.situations] + [c.key for c in extraction.claims]
    yield from (f"{key!r}: {n} things have this key" for key, n in Counter(keys).items() if n > 1)
    iris = ReportIris.of("urn:x:", extraction.report)
    names = Counter(iris.keyed(key) for key in dict.fromkeys(keys))
    yield from (f"{name}: {n} keys make this IRI" for name, n in names.items() if n > 1)


def _references(situation: Situation, situations: dict[str, Situation]) -> Iterator[str]:
    """Keys in the situation that lead nowhere or to the wrong kind of thing."""
    wanted: tuple[tuple[str, str, type[object]], ...] = ()
    match situation:
        case Demand():
            wanted = (("raises", situation.raises, Demand), ("at", situation.at, Meeting))
        case Response():
            wanted = (("to", situation.to, Demand),)
        case StatusChange():
            wanted = (("meeting", situation.meeting, Meeting), ("reason", situation.reason, object))
            if not situation.meeting:
                yield f"{situation.key}: names no meeting"
    for slot, key, kind in wanted:
        if key and not isinstance(situations.get(key), kind):
            yield f"{situation.key}: {slot} is {key!r}, which is no {kind.__name__.lower()} of this report"
        elif key and key not in situations:
            yield f"{situation.key}: {slot} is {key!r}, which is not in this report"
        if key == situation.key:
            yield f"{situation.key}: {slot} is itself"


def _claim(claim: Claim, situations: dict[str, Situation], claims: dict[str, Claim]) -> Iterator[str]:
    if claim.situation not in situations:
        yield f"{claim.key}: states {claim.situation!r}, which is not in this report"
    if not claim.evidence:
        yield f"{claim.key}: has no evidence"
    if not 0 <= claim.confidence <= 1:
        yield f"{claim.key}: confidence {claim.confidence} is not between 0 and 1"
    if not claim.rule:
        yield f"{claim.key}: does not say which rule read it"
    for key in claim.relays:
        if key not in claims:
            yield f"{claim.key}: relays {key!r}, which is not in this report"
        elif claims[key].situation != claim.situation:
            yield f"{claim.key}: relays {key!r}, which states something else"
    yield from _facet(claim, situations)


def _facet(claim: Claim, situations: dict[str, Situation]) -> Iterator[str]:
    if claim.facet and claim.facet not in FACETS:
        yield f"{claim.key}: facet {claim.facet!r} is none of {', '.join(FACETS)}"
    if not claim.facet and (claim.facet_actor or claim.facet_situation or claim.facet_words):
        yield f"{claim.key}: a facet's value without a facet"
    if claim.facet == "instigator" and claim.facet_actor is None:
        yield f"{claim.key}: an instigator is an actor"
    if claim.facet in ("condition", "consequence") and not claim.facet_words:
        yield f"{claim.key}: a {claim.facet} is words"
    if claim.facet_situation and claim.facet_situation not in situations:
        yield f"{claim.key}: facet situation {claim.facet_situation!r} is not in this report"
    if claim.facet == "reason" and not claim.facet_situation:
        stated = situations.get(claim.situation)
        if not isinstance(stated, StatusChange) or not stated.reason_words:
            yield f"{claim.key}: a reason is a situation, or words of the status change"


def _passage(passage: Passage, report: Report, claim: str) -> Iterator[str]:
    if not 0 <= passage.start < passage.end <= len(report.text):
        yield f"{claim}: passage {passage.start}-{passage.end} is not in the report"
    elif report.text[passage.start : passage.end] != passage.words:
        yield f"{claim}: the words of passage {passage.start}-{passage.end} are not those of the report"


def _circular(claims: dict[str, Claim]) -> tuple[str, ...]:
    """Keys of the claims from which following ``relays`` comes back to them."""
    found = []
    for key in claims:
        seen: set[str] = set()
        open_ = [key]
        while open_:
            for below in claims[open_.pop()].relays:
                if below in claims and below not in seen:
                    seen.add(below)
                    open_.append(below)
        if key in seen:
            found.append(key)
    return tuple(found)
