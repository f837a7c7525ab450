"""RDF terms from Python values, in the form that Oxigraph itself writes, and a collector of the quads of one graph.

Oxigraph stores a literal by its value: ``5.0`` comes back as ``5``, ``@EN-GB`` as ``@en-gb``. Terms made here come
back as they went in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import vocabulary as v

_LANGUAGE_TAG: Final = re.compile(r"[a-z]{2,8}(-[a-z0-9]{2,8})*")


def plain(text: str) -> Literal:
    """An xsd:string; halves of surrogate pairs, which are no characters, become U+FFFD."""
    return Literal(_characters(text))


def worded(text: str, language: str) -> Literal:
    """Words in a language: the tag in small letters, ``und`` where the report's language is no tag."""
    tag = language.strip().lower().replace("_", "-")
    try:
        return Literal(_characters(text), language=tag if _LANGUAGE_TAG.fullmatch(tag) else "und")
    except ValueError:  # well-formed to the pattern above, not to BCP 47
        return Literal(_characters(text), language="und")


def number(value: Decimal) -> Literal:
    """An xsd:decimal without exponent, trailing zeros or a negative zero."""
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Literal("0" if digits in ("-0", "") else digits, datatype=NamedNode(v.DECIMAL))


def day(value: date) -> Literal:
    """An xsd:date."""
    return Literal(value.isoformat(), datatype=NamedNode(v.DATE))


def moment(value: datetime) -> Literal:
    """An xsd:dateTime in UTC; ValueError for a time without a zone, which would mean another moment elsewhere."""
    if value.tzinfo is None:
        raise ValueError(f"a time without a zone: {value.isoformat()}")
    text = value.astimezone(UTC).replace(tzinfo=None).isoformat()
    if "." in text:
        text = text.rstrip("0")
    return Literal(text + "Z", datatype=NamedNode(v.DATE_TIME))


def _characters(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


TRUE: Final = Literal(True)


# ------------------------------------------------------------------------------------------------ collecting
@dataclass
class Graph:
    """Collects the quads of one graph, each once, in the order in which they were first told."""

    name: str
    found: dict[Quad, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._node = NamedNode(self.name)
        self._nodes: dict[str, NamedNode] = {}

    def _named(self, iri: str) -> NamedNode:
        node = self._nodes.get(iri)
        if node is None:
            node = self._nodes[iri] = NamedNode(iri)
        return node

    def tell(self, subject: str, predicate: str, value: str | Literal) -> None:
        """One quad; a string value is an IRI."""
        node = value if isinstance(value, Literal) else self._named(value)
        self.found[Quad(self._named(subject), self._named(predicate), node, self._node)] = None

    def tell_all(self, subject: str, predicate: str, values: Iterable[str | Literal]) -> None:
        """One quad a value."""
        for value in values:
            self.tell(subject, predicate, value)

    def by_subject(self) -> tuple[Quad, ...]:
        """The quads with those of one subject together, subjects in the order in which they were first told of."""
        order: dict[object, list[Quad]] = {}
        for quad in self.found:
            order.setdefault(quad.subject, []).append(quad)
        return tuple(quad for quads in order.values() for quad in quads)
