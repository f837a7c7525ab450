"""Whether two answers are the same: rows as bags or lists, graphs up to blank nodes, literals by their values."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Key = tuple[object, ...]
Row = dict[str, Term]
FORMATS = {".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON, ".tsv": ox.QueryResultsFormat.TSV,
           ".xml": ox.QueryResultsFormat.XML, ".json": ox.QueryResultsFormat.JSON}  # fmt: skip


def value(term: Term | None) -> Key:
    """What a term stands for: numbers by value within their datatype, language tags in any case."""
    if isinstance(term, ox.BlankNode):
        return ("blank", term.value)
    if isinstance(term, ox.Triple):
        return ("triple", value(term.subject), value(term.predicate), value(term.object))
    if not isinstance(term, ox.Literal):
        return ("iri", term.value) if term is not None else ()
    kind = term.datatype.value.removeprefix(XSD)
    shown: object = term.value
    try:
        if kind in ("double", "float"):
            shown = str(float(term.value))
        elif kind in ("integer", "decimal"):
            shown = Decimal(term.value)
        elif kind == "boolean":
            shown = term.value in ("true", "1")
    except (ValueError, InvalidOperation):
        pass  # ill-typed: as it is spelt
    return ("literal", shown, kind, (term.language or "").lower(), str(getattr(term, "direction", None)))


def _open(key: object, names: dict[str, str]) -> object:
    """The key with its blank nodes as ``names`` has them."""
    if isinstance(key, tuple):
        return ("blank", names.get(str(key[1]), "")) if key[:1] == ("blank",) else tuple(_open(k, names) for k in key)
    return key


def _blanks(key: object) -> Iterator[str]:
    if isinstance(key, tuple):
        if key[:1] == ("blank",):
            yield str(key[1])
        else:
            for part in key:
                yield from _blanks(part)


def same(found: Sequence[Key], wanted: Sequence[Key], *, ordered: bool = False) -> bool:
    """True if the rows are the same up to the names of blank nodes; as bags, or as lists."""
    if len(found) != len(wanted):
        return False
    if ordered:
        return all(_open(a, {}) == _open(b, {}) for a, b in zip(found, wanted, strict=True)) and same(found, wanted)
    ours, theirs = (sorted({b for row in rows for b in _blanks(row)}) for rows in (found, wanted))
    if len(ours) != len(theirs):
        return False
    return _matched(list(found), list(wanted), ours, theirs, {}, {})


def _matched(
    found: list[Key], wanted: list[Key], ours: list[str], theirs: list[str], mine: dict[str, str], yours: dict[str, str]
) -> bool:
    """Pairs off blank nodes one by one, as long as the rows that they stand in look alike."""
    if Counter(_open(r, mine) for r in found) != Counter(_open(r, yours) for r in wanted):
        return False
    left = [name for name in ours if name not in mine]
    if not left:
        return True
    name, mark = left[0], f"b{len(mine)}"
    return any(
        _matched(found, wanted, ours, theirs, {**mine, name: mark}, {**yours, other: mark})
        for other in theirs
        if other not in yours
    )


# ---------------------------------------------------------------------------------------------- files to answers
def answer(path: Path, base: str) -> bool | list[Row] | list[Key]:
    """A file's answer: of an ASK, rows with names, or the keys of a graph's triples."""
    if path.suffix in FORMATS:
        results = ox.parse_query_results(path=str(path), format=FORMATS[path.suffix])
        if isinstance(results, ox.QueryBoolean):
            return bool(results)
        assert isinstance(results, ox.QuerySolutions)
        names = [v.value for v in results.variables]
        return [{n: term for n in names if (term := row[n]) is not None} for row in results]
    form = ox.RdfFormat.from_extension(path.suffix[1:])
    graph = list(ox.parse(path=str(path), format=form, base_iri=base))
    if any(q.object == ox.NamedNode(f"{RS}ResultSet") for q in graph):
        return _result_set(ox.Dataset(graph))
    return triples(graph)


def _result_set(graph: ox.Dataset) -> bool | list[Row]:
    """Rows, in their order if it is given, or the answer of an ASK, in the vocabulary of SPARQL 1.0's tests."""

    def objects(subject: Term, name: str) -> list[Term]:
        return [q.object for q in graph.quads_for_subject(subject) if q.predicate.value == f"{RS}{name}"]  # type: ignore[arg-type]

    said = list(graph.quads_for_predicate(ox.NamedNode(f"{RS}boolean")))
    if said:
        return str(getattr(said[0].object, "value", "")) == "true"
    found = []
    for quad in graph.quads_for_predicate(ox.NamedNode(f"{RS}solution")):
        bindings = objects(quad.object, "binding")
        row = {str(getattr(objects(b, "variable")[0], "value", "")): objects(b, "value")[0] for b in bindings}
        index = [int(str(getattr(i, "value", "0"))) for i in objects(quad.object, "index")]
        found.append((index, row))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def keys(rows: Iterable[Row]) -> list[Key]:
    """The rows as keys; a variable without a value does not count."""
    return [tuple((name, value(row[name])) for name in sorted(row)) for row in rows]


def triples(graph: Iterable[ox.Quad]) -> list[Key]:
    """The distinct quads as keys."""
    return list({(value(q.subject), value(q.predicate), value(q.object), _graph(q)) for q in graph})


def _graph(quad: ox.Quad) -> Key:
    return () if isinstance(quad.graph_name, ox.DefaultGraph) else value(quad.graph_name)


def cells(path: Path) -> list[Key]:
    """The rows of a CSV, in which terms are plain values: numbers by value, blank nodes open."""
    with path.open(newline="", encoding="utf-8") as stream:
        names, *rows = csv.reader(stream)
    order = sorted(range(len(names)), key=lambda i: names[i])
    return [tuple(sorted(names)), *(tuple(_cell(row[i]) for i in order) for row in rows)]


def _cell(text: str) -> Key:
    if text.startswith("_:"):
        return ("blank", text)
    try:
        return ("number", Decimal(text))
    except InvalidOperation:
        return ("text", text)
