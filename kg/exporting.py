"""Joins a store and the RDF formats: graphs as they are, or with claims as RDF 1.2 reifiers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import UsageError
from kg.iris import INFERRED, graph_iri
from kg.prefixes import prefixes

if TYPE_CHECKING:
    from pyoxigraph import Quad, RdfFormat

    from kg.api import Form, View
    from kg.storing import Store

FORMATS = {"nq": "N_QUADS", "trig": "TRIG", "jsonld": "JSON_LD", "nt": "N_TRIPLES", "turtle": "TURTLE"}


def check(form: Form, view: View, graph: str | None) -> None:
    """Refuse, with a UsageError, what a format cannot hold, and a graph that can be none."""
    if graph is None and form in ("nt", "turtle"):
        raise UsageError(f"{form} holds one graph; give --graph or --report, or --format nq or trig")
    if graph is not None:
        from pyoxigraph import NamedNode

        try:
            NamedNode(graph)
        except ValueError as error:
            raise UsageError(f"--graph must be an IRI, not {graph!r} ({error})") from error
    if view == "rdf12" and form == "jsonld":
        raise UsageError("JSON-LD has no triple terms; give --view rdf12 another --format, such as trig")


def export(store: Store, stream: IO[bytes], form: Form = "nq", graph: str | None = None, view: View = "plain") -> None:
    """Write all graphs, or one, as they come."""
    from pyoxigraph import RdfFormat

    check(form, view, graph)
    rdf: RdfFormat = getattr(RdfFormat, FORMATS[form])
    quads = _viewed(store, graph, view) if form != "nq" or view != "plain" else store.quads(graph)
    _write(quads, stream, rdf, prefixes(store.base))


def _viewed(store: Store, graph: str | None, view: View) -> Iterator[Quad]:
    """The quads graph by graph, graphs in the order of their names."""
    from kg.views import reified

    loaded = {report.graph for report in store.reports()}
    names = [graph] if graph else sorted(store.graphs(), key=lambda name: (name in loaded, name))
    for name in names:
        if view == "rdf12" and name in loaded:
            yield from reified(store.quads(name))
        elif view == "plain" or name != graph_iri(store.base, INFERRED):  # those would assert situations
            yield from store.quads(name)


def _write(quads: Iterator[Quad], stream: IO[bytes], rdf: RdfFormat, known: dict[str, str]) -> None:
    from pyoxigraph import RdfFormat, serialize

    if rdf == RdfFormat.JSON_LD:
        import json

        from kg.compacting import write_dataset
        from kg.resources import folder

        terms = json.loads(Path(folder("ontology"), "context.jsonld").read_text("utf-8"))["@context"]
        write_dataset(quads, stream, terms, known)
        return
    found = quads if rdf.supports_datasets else (quad.triple for quad in quads)
    serialize(found, stream, format=rdf, prefixes=known if rdf in (RdfFormat.TRIG, RdfFormat.TURTLE) else None)
