"""The cases of the W3C's SPARQL test suites, read from their manifests (https://www.w3.org/2009/sparql/docs/tests/)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

ROOT = "https://w3c.github.io/rdf-tests/sparql/"
"""What the suites' files are called on the web; relative IRIs are relative to these names."""

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
KINDS = {
    "QueryEvaluationTest": "query",
    "CSVResultFormatTest": "query",
    "UpdateEvaluationTest": "update",
    "PositiveSyntaxTest": "good query",
    "PositiveSyntaxTest11": "good query",
    "NegativeSyntaxTest": "bad query",
    "NegativeSyntaxTest11": "bad query",
    "PositiveUpdateSyntaxTest": "good update",
    "PositiveUpdateSyntaxTest11": "good update",
    "NegativeUpdateSyntaxTest": "bad update",
    "NegativeUpdateSyntaxTest11": "bad update",
}
"""The kinds of tests that a command line can run; those for HTTP servers are others."""


class Dataset(NamedTuple):
    """Files by their names on the web: those of the default graph, and those of named graphs with these graphs."""

    default: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()


class Case(NamedTuple):
    """One test; ``file`` is the query or update, ``result`` the file with the answer or the dataset after an update.

    ``lax``: a row that comes several times may come any number of times (REDUCED).
    """

    name: str
    kind: str
    file: str
    data: Dataset
    result: str | Dataset
    lax: bool = False


class Manifest:
    """One manifest as a graph."""

    def __init__(self, path: Path, url: str) -> None:
        self.graph = ox.Dataset(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=url))
        self.url = url

    def all(self, subject: Term, predicate: str) -> list[Term]:
        """The objects."""
        if isinstance(subject, ox.Literal):
            return []
        quads = self.graph.quads_for_subject(subject)  # type: ignore[arg-type]
        return [q.object for q in quads if q.predicate.value == predicate]

    def one(self, subject: Term, predicate: str) -> Term | None:
        """The object, if there is one."""
        return next(iter(self.all(subject, predicate)), None)

    def items(self, head: Term | None) -> Iterator[Term]:
        """The members of a list."""
        while head is not None and (first := self.one(head, f"{RDF}first")) is not None:
            yield first
            head = self.one(head, f"{RDF}rest")

    def entries(self) -> Iterator[Term]:
        """The tests, in their order."""
        for quad in self.graph.quads_for_predicate(ox.NamedNode(f"{MF}entries")):
            yield from self.items(quad.object)


def text(term: Term | None) -> str:
    return str(getattr(term, "value", ""))


def cases(folder: Path) -> Iterator[Case]:
    """All cases of the suites in the folder that a command line can run, by name; none twice."""
    seen: set[tuple[str, str]] = set()
    for path in sorted(folder.rglob("manifest.ttl")):
        place = path.relative_to(folder).parent.as_posix()
        manifest = Manifest(path, f"{ROOT}{path.relative_to(folder).as_posix()}")
        for entry in manifest.entries():
            case = _case(manifest, entry, place)
            if case is not None and (case.name, case.file) not in seen:
                seen.add((case.name, case.file))
                yield case


def _case(manifest: Manifest, entry: Term, place: str) -> Case | None:
    types = {text(t).rpartition("#")[2] for t in manifest.all(entry, f"{RDF}type")}
    kind = next((KINDS[t] for t in sorted(types) if t in KINDS), None)
    action = manifest.one(entry, f"{MF}action")
    if kind is None or action is None:
        return None
    name = f"{place}/{text(entry).rpartition('#')[2]}"
    file = text(manifest.one(action, f"{QT}query") or manifest.one(action, f"{UT}request") or action)
    result = manifest.one(entry, f"{MF}result")
    answer = _dataset(manifest, result, UT) if kind == "update" and result is not None else text(result)
    lax = text(manifest.one(entry, f"{MF}resultCardinality")) == f"{MF}LaxCardinality"
    return Case(name, kind, file, _dataset(manifest, action, UT if kind == "update" else QT), answer, lax)


def _dataset(manifest: Manifest, node: Term, words: str) -> Dataset:
    named = []
    for graph in manifest.all(node, f"{words}graphData"):
        file = manifest.one(graph, f"{words}graph") or manifest.one(graph, f"{QT}graph") or graph
        named.append((text(file), text(manifest.one(graph, f"{RDFS}label")) or text(file)))
    return Dataset(tuple(sorted(text(t) for t in manifest.all(node, f"{words}data"))), tuple(sorted(named)))


def quads(folder: Path, data: Dataset) -> Iterator[ox.Quad]:
    """The quads of a dataset; blank nodes of different files are different."""
    for url, graph in (*((url, "") for url in data.default), *data.named):
        path = folder / url.removeprefix(ROOT)
        form = ox.RdfFormat.from_extension(path.suffix[1:])
        for quad in ox.parse(path=str(path), format=form, base_iri=url, rename_blank_nodes=True):
            yield ox.Quad(*quad.triple, ox.NamedNode(graph)) if graph else quad
