"""Write the graphs out as RDF; the texts of the reports are never part of it.

kg export > all.nq                            everything, as N-Quads
kg export --format trig -o all.trig           everything, as TriG
kg export --graph graph:registry              one graph, by its IRI or shortened
kg export --report talks.txt --format trig    the graph of one report
kg export --view rdf12 --format trig          claims as reifiers of what they claim (RDF 1.2)

An export of everything comes back as it was with 'kg import --whole'. JSON-LD is compacted by the project's context.
Claims as Web Annotations and as NIF are saved queries: 'kg query annotations', 'kg query nif'.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal

import typer

from kg.console import output as written
from kg.errors import UsageError
from kg.iris import INFERRED
from kg.options import Output, Store, loaded_names
from kg.prefixes import expanded, prefixes
from kg.stores import open_store

if TYPE_CHECKING:
    from pyoxigraph import Quad, RdfFormat

    from kg.storing import Store as AnyStore

FORMATS = {"nq": "N_QUADS", "trig": "TRIG", "jsonld": "JSON_LD", "nt": "N_TRIPLES", "turtle": "TURTLE"}


def run(
    form: Annotated[
        Literal["nq", "trig", "jsonld", "nt", "turtle"], typer.Option("--format", help="how it is written")
    ] = "nq",
    graph: Annotated[str | None, typer.Option("--graph", metavar="IRI", help="only this graph")] = None,
    report: Annotated[
        str | None,
        typer.Option(
            "--report",
            metavar="REPORT",
            help="only the graph of this report (path, name, IRI or digest)",
            autocompletion=loaded_names,
        ),
    ] = None,
    view: Annotated[
        Literal["plain", "rdf12"], typer.Option("--view", help="as stored, or claims as RDF 1.2 reifiers")
    ] = "plain",
    output: Output = None,
    store: Store = "",
) -> int:
    """Write the quads as they come."""
    from pyoxigraph import RdfFormat

    from kg.pipeline import loaded_report

    opened = open_store(store)
    known = prefixes(opened.base)
    wanted = expanded(graph, known) if graph else None
    if report:
        wanted = loaded_report(opened, report).graph
    rdf: RdfFormat = getattr(RdfFormat, FORMATS[form])
    if not wanted and not rdf.supports_datasets:
        raise UsageError(f"{form} holds one graph; give --graph or --report, or --format nq or trig")
    if view == "rdf12" and form == "jsonld":
        raise UsageError("JSON-LD has no triple terms; give --view rdf12 another --format, such as trig")
    quads = _viewed(opened, wanted, view) if form != "nq" or view != "plain" else opened.quads(wanted)
    with written(output) as stream:
        _write(quads, stream, rdf, known)
    return 0


def _viewed(store: AnyStore, graph: str | None, view: str) -> Iterator[Quad]:
    """The quads graph by graph, graphs in the order of their names."""
    from kg.iris import graph_iri
    from kg.views import reified

    loaded = {report.graph for report in store.reports()}
    names = [graph] if graph else sorted(store.graphs(), key=lambda name: (name in loaded, name))
    for name in names:
        if view == "rdf12" and name in loaded:
            yield from reified(store.quads(name))
        elif view == "plain" or name != graph_iri(store.base, INFERRED):  # those would assert situations
            yield from store.quads(name)


def _write(quads: Iterator[Quad], stream: BinaryIO, rdf: RdfFormat, known: dict[str, str]) -> None:
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
