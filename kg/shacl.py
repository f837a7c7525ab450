"""The SHACL shapes at work: data to the results that the engine finds. The only place that loads the engine.

The engine is pyrudof, which gives the same results on our shapes as pySHACL (tests/test_validate.py) and is many times
faster (bench/validate.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from kg.errors import StoreError, UsageError

if TYPE_CHECKING:
    from pyoxigraph import Quad

SH = "http://www.w3.org/ns/shacl#"


class Result(NamedTuple):
    """A validation result: https://www.w3.org/TR/shacl/#results-validation-result."""

    node: str
    shape: str
    severity: str
    message: str
    path: str
    value: str


class Shapes:
    """Compiled shapes, to be used on any number of graphs."""

    def __init__(self, turtle: str) -> None:
        try:
            import pyrudof
        except ImportError as error:
            raise UsageError("the shapes are checked by pyrudof, which is missing: pip install pyrudof") from error
        self._formats = pyrudof.RDFFormat
        self._engine: Any = pyrudof.Rudof(pyrudof.RudofConfig())
        self._engine.read_shacl(turtle)
        self._homes, self._nested = _homes(turtle)

    def results(self, quads: Iterable[Quad]) -> list[Result]:
        """All results for the quads, taken as one graph; in the order of their nodes."""
        triples = {quad.triple for quad in quads}
        data = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode("utf-8")
        if not data:
            return []
        self._engine.reset_data()
        try:
            self._engine.read_data(data, self._formats.NTriples)
            entries = list(self._engine.validate_shacl())
        except Exception as error:
            raise StoreError(f"the shapes could not be checked: {error}") from error
        return sorted(self._result(entry) for entry in entries)

    def _result(self, entry: Any) -> Result:
        message, path = str(entry.message or "").strip('"'), str(entry.path or "")
        if message.startswith("Shape _:"):  # of sh:node, where the engine words what the property shape has words for
            message = self._nested.get(path, message)
        shape = str(entry.source_shape or "")
        name = shape if shape and not shape.startswith("_:") else self._homes.get(message, "")
        return Result(
            node=str(entry.focus_node).strip("<>"),
            shape=name.rpartition("#")[2],
            severity=str(entry.severity).lower(),
            message=message,
            path=path if path.startswith("http") else "",
            value=str(entry.value or "").strip('"'),
        )


def _homes(turtle: str) -> tuple[dict[str, str], dict[str, str]]:
    """The node shape to which each message belongs, as property shapes have no name; messages of sh:node by path."""
    store = ox.Store()
    store.load(turtle.encode("utf-8"), format=ox.RdfFormat.TURTLE)
    homes = f"""PREFIX sh: <{SH}> SELECT ?message ?shape {{ ?shape a sh:NodeShape ; (sh:property|sh:sparql)+ ?p .
      ?p sh:message ?message FILTER(isIRI(?shape)) }} ORDER BY ?message DESC(?shape)"""
    nested = f"PREFIX sh: <{SH}> SELECT ?path ?message {{ ?p sh:node ?n ; sh:path ?path ; sh:message ?message }}"
    first, second = (
        {row[0].value: row[1].value for row in store.query(query)}  # type: ignore[union-attr]
        for query in (homes, nested)
    )
    return first, second
