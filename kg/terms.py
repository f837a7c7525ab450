"""RDF terms from Python values, in the form that Oxigraph itself writes, and a collector of the quads of one graph.

Oxigraph stores a literal by its value: ``5.0`` comes back as ``5``, ``@EN-GB`` as ``@en-gb``. Terms made here come
back as they went in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
    _found: dict[tuple[str, str, str | Literal], None] = field(default_factory=dict)

    def tell(self, subject: str, predicate: str, value: str | Literal) -> None:
        """One quad; a string value is an IRI."""
        self._found[subject, predicate, value] = None

    def tell_all(self, subject: str, predicate: str, values: Iterable[str | Literal]) -> None:
        """One quad a value."""
        for value in values:
            self.tell(subject, predicate, value)

    def quads(self) -> tuple[Quad, ...]:
        """The quads in the order in which they were told."""
        return tuple(self._quads(self._found))

    def by_subject(self) -> tuple[Quad, ...]:
        """The quads with those of one subject together, subjects in the order in which they were first told of."""
        order: dict[str, list[tuple[str, str, str | Literal]]] = {}
        for row in self._found:
            order.setdefault(row[0], []).append(row)
        return tuple(self._quads(row for rows in order.values() for row in rows))

    def _quads(self, rows: Iterable[tuple[str, str, str | Literal]]) -> Iterator[Quad]:
        graph, nodes = NamedNode(self.name), _Nodes()
        for subject, predicate, value in rows:
            yield Quad(nodes[subject], nodes[predicate], nodes[value] if isinstance(value, str) else value, graph)


class _Nodes(dict[str, NamedNode]):
    """Nodes by their IRIs, each made once."""

    def __missing__(self, iri: str) -> NamedNode:
        node = self[iri] = NamedNode(iri)
        return node
