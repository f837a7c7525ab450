"""What a query's result is, and how its terms are shown to people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple
    from typing_extensions import TypeIs

    from kg.storing import Result, Solutions, Triples

    Term = NamedNode | BlankNode | Literal | Triple

ROWS, GRAPH, ANSWER = "rows", "graph", "answer"
UNBOUND = "·"
_UNSEEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_LOCAL = r"[\w.%-]*"


class Style(NamedTuple):
    """How people see a result: ``width`` of the terminal in columns, ``prefixes`` to shorten IRIs by."""

    width: int = 100
    prefixes: Mapping[str, str] = {}


def kind(result: Result) -> str:
    """``rows`` for SELECT, ``graph`` for CONSTRUCT and DESCRIBE, ``answer`` for ASK."""
    return ROWS if is_rows(result) else GRAPH if is_graph(result) else ANSWER


def is_rows(result: Result) -> TypeIs[Solutions]:
    """True for the result of a SELECT, whichever store gave it."""
    return hasattr(result, "variables")


def is_graph(result: Result) -> TypeIs[Triples]:
    """True for the result of a CONSTRUCT or DESCRIBE, whichever store gave it."""
    return hasattr(result, "__next__") and not hasattr(result, "variables")


def as_table(result: Result) -> tuple[list[str], Iterable[Iterable[Term | None]]] | None:
    """The names of the columns, and the rows, of a SELECT's rows or of a graph's triples; None for an ASK's answer."""
    if is_rows(result):
        return [variable.value for variable in result.variables], result
    return (["subject", "predicate", "object"], result) if is_graph(result) else None


def shown(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """A term as people read it: an IRI shortened by a prefix, a literal's text without quotes, ``·`` for none.

    Control characters, which could write over a terminal, are shown as U+FFFD.
    """
    if term is None:
        return UNBOUND
    value = getattr(term, "value", None)
    if type(term).__name__ == "NamedNode":
        return short_iri(str(value), prefixes)
    return re.sub(_UNSEEN, "\ufffd", str(value if type(term).__name__ == "Literal" else term))


def short_iri(iri: str, prefixes: Mapping[str, str]) -> str:
    """The IRI by its prefix, or in angle brackets.

    >>> short_iri("urn:x#y", {"x": "urn:x#"}), short_iri("urn:z", {})
    ('x:y', '<urn:z>')
    """
    best = ""
    for name, namespace in prefixes.items():
        if iri.startswith(namespace) and len(namespace) > len(prefixes.get(best, "")):
            local = iri[len(namespace) :]
            if re.fullmatch(_LOCAL, local.replace("#", "", 1)):
                best = name
    return f"{best}:{iri[len(prefixes[best]) :]}" if best else f"<{iri}>"
