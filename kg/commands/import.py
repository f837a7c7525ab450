"""Put any other RDF data set into the store, into a graph of its own.

  kg import countries.ttl                                     into the graph graph:import/countries.ttl
  kg import sites.nq.gz --graph https://example.org/sites     into the graph of that name
  kg import all.trig --whole --store new-store                an export of a whole store, graphs as they are

The graph holds just what the file holds afterwards; what was in it before is replaced. Graphs that the file names are
put together. The format is known by the file's ending: .ttl, .nt, .nq, .trig, .rdf, .owl, .xml, .jsonld, .n3, with or
without .gz or .zst. A big file is not held in memory, only what it changes in a graph that holds something.
"""

from __future__ import annotations

from typing import Annotated

import typer

from kg import api
from kg.api import Kind
from kg.console import say
from kg.errors import UsageError
from kg.options import Quiet, Store
from kg.packed import EXPANSION


def run(
    file: Annotated[str, typer.Argument(metavar="FILE", help="what to import")],
    graph: Annotated[
        str | None,
        typer.Option("--graph", metavar="IRI", help="the graph (default: graph:import/ and the file's name)"),
    ] = None,
    form: Annotated[
        Kind | None,
        typer.Option("--format", help="the format, where the file's ending does not say it"),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="an export of a whole store, into a store that holds nothing")
    ] = False,
    expansion: Annotated[
        float,
        typer.Option(
            "--max-expansion",
            metavar="N",
            min=1,
            help="refuse what unpacks to more than N times its size",
        ),
    ] = EXPANSION,
    store: Store = "",
    quiet: Quiet = False,
) -> int:
    """Put the file in as one transaction."""
    if whole and graph:
        raise UsageError("an export keeps its graphs; give --whole or --graph, not both")
    if whole:
        done = f"{api.import_whole(store, file, format=form, max_expansion=expansion):,} quads in {store}"
    else:
        result = api.import_file(store, file, graph, format=form, max_expansion=expansion)
        done = f"{result.quads:,} quads in {result.graph}{'' if result.changed else ', as before'}"
    if not quiet:
        say(done)
    return 0
