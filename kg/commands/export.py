"""Write the graphs out as RDF; the texts of the reports are never part of it.

kg export > all.nq                            everything, as N-Quads
kg export --format trig -o all.trig           everything, as TriG
kg export --graph graph:registry              one graph, by its IRI or shortened
kg export --report talks.txt --format trig    the graph of one report
"""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kg.console import output as written
from kg.errors import UsageError
from kg.options import Output, Store, loaded_names
from kg.prefixes import expanded, prefixes
from kg.stores import open_store

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
    output: Output = None,
    store: Store = "",
) -> int:
    """Write the quads as they come."""
    from pyoxigraph import RdfFormat, serialize

    from kg.pipeline import loaded_report

    opened = open_store(store)
    known = prefixes(opened.base)
    wanted = expanded(graph, known) if graph else None
    if report:
        wanted = loaded_report(opened, report).graph
    rdf: RdfFormat = getattr(RdfFormat, FORMATS[form])
    if not wanted and not rdf.supports_datasets:
        raise UsageError(f"{form} holds one graph; give --graph or --report, or --format nq or trig")
    quads = opened.quads(wanted)
    found = (quad if rdf.supports_datasets else quad.triple for quad in quads)
    with written(output) as stream:
        serialize(found, stream, format=rdf, prefixes=known if form in ("trig", "turtle") else None)  # type: ignore[arg-type]
    return 0
