"""Offers that are answered by less than was asked for: "offered to raise pay by 6 percent", after 12 was demanded."""

from __future__ import annotations

from kg.candidates import DemandCandidate
from kg.document import TokenSpan
from kg.responses.kinship import related
from kg.responses.stances import Stances


def other_figure(stances: Stances, span: TokenSpan, demand: DemandCandidate) -> bool:
    """True if the words of an offer name the deed that was asked for, with figures of which none was asked for."""
    document = stances.reading.document
    told, asked = ({t.lower_ for t in document.tokens(s) if t.like_num} for s in (span, demand.evidence))
    deed = related(stances.content(span), stances.content(demand.action))
    return bool(demand.targets and deed and told) and not told & asked


__all__ = ["other_figure"]
