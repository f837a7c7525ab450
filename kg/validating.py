"""Joins store, shapes and checks: goes through a store report by report, so that memory does not grow with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg import vocabulary as v
from kg.describing import COUNTS, Counts
from kg.errors import UsageError
from kg.findings import Finding, Severity, StoredReport, check
from kg.iris import ACCEPTED, INFERRED, PROVENANCE, REGISTRY, VOCABULARY, graph_iri
from kg.linking.flaws import flaws
from kg.resources import folder
from kg.storing import rows

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

    from kg.shacl import Shapes
    from kg.storing import LoadedReport, Store

    Checked = Callable[[LoadedReport], object]
    """Is told of each report when it was checked."""

TOGETHER = 16
"""Reports that go through the shapes at a time: reading a graph costs the engine a fixed time besides."""


def findings(store: Store, reports: Sequence[LoadedReport] | None, told: Checked) -> Iterator[tuple[str, Finding]]:
    """What is wrong with the reports, or with all of them and the store's counts, each with the name of its file."""
    for report, found in validate(store, tuple(store.reports()) if reports is None else reports):
        told(report)
        for finding in found:
            yield report.path or report.name, finding
    if reports is None:
        for finding in chain(miscounted(store), flaws(store, shapes())):
            yield store.location, finding


def validate(store: Store, reports: Sequence[LoadedReport]) -> Iterator[tuple[LoadedReport, list[Finding]]]:
    """Each report with what is wrong with it, in order."""
    compiled = shapes()
    codes = {q.subject.value for q in store.quads(graph_iri(store.base, VOCABULARY)) if hasattr(q.subject, "value")}
    known = frozenset(codes | v.terms())
    for start in range(0, len(reports), TOGETHER):
        some = reports[start : start + TOGETHER]
        stored = [_stored(store, report) for report in some]
        by_report = _by_report(compiled, stored)
        for report, one in zip(some, stored, strict=True):
            yield report, sorted((*by_report[one.iri], *check(one, known, store.base)))


def shapes() -> Shapes:
    """The shapes of the ontology, compiled."""
    from kg.shacl import Shapes

    return Shapes(Path(folder("ontology"), "shapes.ttl").read_text("utf-8"))


def _stored(store: Store, report: LoadedReport) -> StoredReport:
    own = tuple(store.quads(report.graph))
    spelt = None
    if store.supertypes:
        spelt = frozenset(store.about(sorted(_iris(q.subject for q in own)), graph_iri(store.base, INFERRED)))
    return StoredReport(report.graph, own, tuple(_reached(store, own)), spelt, store.text(report.digest))


def _reached(store: Store, own: Iterable[Quad]) -> Iterator[Quad]:
    """The registry's quads on all that the quads lead to, directly or through the registry."""
    registry, seen = graph_iri(store.base, REGISTRY), set[str]()
    ahead = _iris(q.object for q in own)
    while ahead := {node for node in ahead if node.startswith(store.base)} - seen:
        seen |= ahead
        found = tuple(store.about(sorted(ahead), registry))
        yield from found
        ahead = _iris(q.object for q in found)


def _iris(terms: Iterable[object]) -> set[str]:
    """Those of the terms that are IRIs."""
    return {str(term.value) for term in terms if isinstance(term, NamedNode)}


def _by_report(compiled: Shapes, stored: Sequence[StoredReport]) -> dict[str, list[Finding]]:
    """What the shapes say, by the report that each node belongs to; what is shared belongs to all that reach it."""
    found: dict[str, list[Finding]] = {one.iri: [] for one in stored}
    results = compiled.results(q for one in stored for q in (*one.own, *one.shared))
    described = {one.iri: {q.subject.value for q in one.shared if hasattr(q.subject, "value")} for one in stored}
    for result in results:
        home = result.node.partition("#")[0]
        for one in stored:
            if home == one.iri or result.node in described[one.iri]:
                found[one.iri].append(
                    Finding(
                        report=one.iri,
                        severity=Severity(result.severity),
                        shape=result.shape,
                        node=result.node,
                        message=result.message,
                        path=result.path,
                        value=result.value,
                        words=one.words(result.node),
                    )
                )
    return found


def count(store: Store, licence: str = "") -> Counts:
    """What the store holds, counted by queries."""
    graphs = {
        "accepted": graph_iri(store.base, ACCEPTED),
        "runs": graph_iri(store.base, PROVENANCE),
        "base": store.base,
    }
    found = {name: tuple(rows(store, query % graphs, {})) for name, query in COUNTS.items()}

    def one(name: str) -> str:
        return found[name][0][0] if found[name] else ""

    def each(name: str) -> dict[str, int]:
        return {iri: int(number) for iri, number in found[name]}

    return Counts(
        base=store.base,
        triples=len(store),
        subjects=int(one("subjects") or 0),
        objects=int(one("objects") or 0),
        properties=each("properties"),
        classes=each("classes"),
        links={(predicate, space): int(number) for predicate, space, number in found["links"]},
        rights=tuple(row[0] for row in found["rights"]),
        modified=one("modified"),
        example=one("example"),
        licence=licence,
    )


def described(store: Store, licence: str = "") -> tuple[Triple, ...]:
    """A VoID and DCAT description of the store; UsageError if the licence is no IRI."""
    from kg.describing import description
    from kg.prefixes import PREFIXES

    try:
        return description(count(store, licence), PREFIXES)
    except ValueError as error:
        raise UsageError(f"the licence must be an IRI, not {licence!r}") from error


def miscounted(store: Store) -> Iterator[Finding]:
    """Where the counts of the store's description are not those of its quads, gone through one by one."""
    said, total = count(store), 0
    properties: dict[str, int] = {}
    for quad in store.quads():
        total += 1
        properties[quad.predicate.value] = properties.get(quad.predicate.value, 0) + 1
    dataset = f"{store.base}dataset"
    if total != said.triples:
        message = f"The description counts {said.triples} triples, the store holds {total}."
        yield Finding(dataset, Severity.VIOLATION, "Counts", dataset, message)
    for name in sorted(properties.keys() | said.properties.keys()):
        if (there := properties.get(name, 0)) != (told := said.properties.get(name, 0)):
            message = f"The description counts {told} triples of a property, the store holds {there}."
            yield Finding(dataset, Severity.VIOLATION, "Counts", dataset, message, name)
