"""Links as values, and as the quads that a store keeps of them.

A link tells of a statement that ties one of our things to another data set, or to another of ours, with its grounds and
with what was decided on it; only what is accepted is stated, in a graph of its own. Terms are those of SSSOM
(https://mapping-commons.github.io/sssom/), with the IRIs that its schema gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import vocabulary as v
from kg.iris import ACCEPTED, LINKS, authority_iri, graph_iri, link_iri
from kg.terms import Graph, day, number, plain

SEMAPV: Final = "https://w3id.org/semapv/vocab/"
UNSPECIFIED: Final = SEMAPV + "UnspecifiedMatching"
BY_HAND: Final = SEMAPV + "ManualMappingCuration"
BY_NAME: Final = SEMAPV + "LexicalMatching"
BY_LIKE_NAME: Final = SEMAPV + "LexicalSimilarityThresholdMatching"
BY_MORE: Final = SEMAPV + "CompositeMatching"
TOOL: Final = "kg link"
PLACES: Final = Decimal("0.001")


class Decision(StrEnum):
    """What was decided on a link."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNSURE = "unsure"


DECISIONS: Final = MappingProxyType(
    {
        Decision.PROPOSED: v.LINK_PROPOSED,
        Decision.ACCEPTED: v.LINK_ACCEPTED,
        Decision.REJECTED: v.LINK_REJECTED,
        Decision.UNSURE: v.LINK_UNSURE,
    }
)
_DECISION_OF: Final = {iri: decision for decision, iri in DECISIONS.items()}


@dataclass(frozen=True, slots=True)
class Link:
    """``subject`` ``predicate`` ``target`` (IRIs), its grounds, and what was decided on it.

    ``justification`` is an IRI of SEMAPV; ``confidence`` from 0 to 1, the rate at which links of this score are right;
    ``description`` tells people of the target; ``source`` names the authority that knows it. ``author`` is the person
    who decided, a name or an IRI, on ``day``; without one the decision is the program's.
    """

    subject: str
    predicate: str
    target: str
    decision: Decision = Decision.PROPOSED
    justification: str = UNSPECIFIED
    confidence: Decimal | None = None
    subject_label: str = ""
    target_label: str = ""
    description: str = ""
    source: str = ""
    source_version: str = ""
    tool: str = ""
    tool_version: str = ""
    author: str = ""
    day: date | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two links one."""
        return (self.subject, self.predicate, self.target)

    @property
    def personal(self) -> bool:
        """True if a person decided on it; the program then leaves it alone."""
        return bool(self.author)


def names_someone(author: str) -> bool:
    """True if the author is given by an IRI, not by a name.

    >>> names_someone("https://orcid.org/0000-0001"), names_someone("Ann Moor")
    (True, False)
    """
    return re.fullmatch(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+", author) is not None


def of_ours(iri: str, base: str) -> bool:
    """True for a thing that a store with this base tells of itself, and not another data set.

    >>> of_ours("https://w3id.org/dmd/actor/japan-1", "https://w3id.org/dmd/")
    True
    """
    return iri.startswith((f"{base}actor/", f"{base}place/", f"{base}report/"))


# ---------------------------------------------------------------------------------------------- to quads
def link_quads(link: Link, base: str) -> tuple[Quad, ...]:
    """What the graph of links holds of the link."""
    node = link_iri(base, *link.key)
    graph = Graph(graph_iri(base, LINKS))
    for predicate, iri in (
        (v.RDF_TYPE, v.LINK),
        (v.SUBJECT, link.subject),
        (v.PREDICATE, link.predicate),
        (v.OBJECT, link.target),
        (v.HAS_DECISION, DECISIONS[link.decision]),
        (v.MAPPING_JUSTIFICATION, link.justification),
    ):
        graph.tell(node, predicate, iri)
    if link.confidence is not None:
        graph.tell(node, v.CONFIDENCE, number(link.confidence.quantize(PLACES)))
    if link.source:
        graph.tell(node, v.OBJECT_SOURCE, link.source if ":" in link.source else authority_iri(base, link.source))
    for predicate, text in (
        (v.SUBJECT_LABEL, link.subject_label),
        (v.OBJECT_LABEL, link.target_label),
        (v.COMMENT, link.description),
        (v.OBJECT_SOURCE_VERSION, link.source_version),
        (v.MAPPING_TOOL, link.tool),
        (v.MAPPING_TOOL_VERSION, link.tool_version),
    ):
        if text:
            graph.tell(node, predicate, plain(text))
    if link.author:
        known = names_someone(link.author)
        graph.tell(node, v.CREATOR if known else v.AUTHOR_LABEL, link.author if known else plain(link.author))
    if link.day is not None:
        graph.tell(node, v.CREATED, day(link.day))
    return graph.quads()


def accepted_quads(link: Link, base: str, *, same: bool = False) -> tuple[Quad, ...]:
    """What is stated because of the link: nothing unless it is accepted.

    Of two things of ours that are one, the subject is replaced by the target (dct:isReplacedBy), so that whoever comes
    with the old IRI finds the way. ``same``: an exact match is stated as owl:sameAs, too.
    """
    if link.decision is not Decision.ACCEPTED:
        return ()
    graph = Graph(graph_iri(base, ACCEPTED))
    graph.tell(link.subject, link.predicate, link.target)
    if link.predicate in (v.EXACT_MATCH, v.SAME_AS):
        if of_ours(link.target, base):
            graph.tell(link.subject, v.IS_REPLACED_BY, link.target)
        if same:
            graph.tell(link.subject, v.SAME_AS, link.target)
    return graph.quads()


def change(before: Iterable[Link], after: Iterable[Link], base: str, *, same: bool) -> tuple[set[Quad], list[Quad]]:
    """The quads to take out and to put in, so that the store holds the links ``after`` where it held ``before``."""
    old, new = set[Quad](), dict[Quad, None]()
    for link in before:
        old.update((*link_quads(link, base), *accepted_quads(link, base, same=same)))
    for link in after:
        new.update(dict.fromkeys((*link_quads(link, base), *accepted_quads(link, base, same=same))))
    return old - new.keys(), [quad for quad in new if quad not in old]


# ---------------------------------------------------------------------------------------------- from quads
def links_in(quads: Iterable[Quad], base: str) -> Iterator[Link]:
    """The links that quads of the graph of links tell, in the order of their IRIs; without those that lack a part."""
    by_node: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            told = by_node.setdefault(quad.subject.value, {})
            told.setdefault(quad.predicate.value, []).append(quad.object.value)
    for _, told in sorted(by_node.items()):
        link = _link(told, base)
        if link is not None:
            yield link


def _link(told: dict[str, list[str]], base: str) -> Link | None:
    def one(predicate: str) -> str:
        return min(told.get(predicate, ("",)))

    key = (one(v.SUBJECT), one(v.PREDICATE), one(v.OBJECT))
    decision = _DECISION_OF.get(one(v.HAS_DECISION))
    if not all(key) or decision is None:
        return None
    return Link(
        *key,
        decision,
        one(v.MAPPING_JUSTIFICATION) or UNSPECIFIED,
        confidence_in(one(v.CONFIDENCE)),
        one(v.SUBJECT_LABEL),
        one(v.OBJECT_LABEL),
        one(v.COMMENT),
        one(v.OBJECT_SOURCE).removeprefix(f"{base}authority/"),
        one(v.OBJECT_SOURCE_VERSION),
        one(v.MAPPING_TOOL),
        one(v.MAPPING_TOOL_VERSION),
        one(v.CREATOR) or one(v.AUTHOR_LABEL),
        date_in(one(v.CREATED)),
    )


def confidence_in(text: str) -> Decimal | None:
    """The number from 0 to 1 that a text gives; None if it gives none."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 <= value <= 1 else None


def date_in(text: str) -> date | None:
    """The day that a text in ISO form begins with; None if there is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
