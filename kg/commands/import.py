"""Put any other RDF data set into the store, into a graph of its own.

  kg import countries.ttl                                     into the graph graph:import/countries.ttl
  kg import sites.nq.gz --graph https://example.org/sites     into the graph of that name
  kg import all.trig --whole --store new-store                an export of a whole store, graphs as they are

The graph holds just what the file holds afterwards; what was in it before is replaced. Graphs that the file names are
put together. The format is known by the file's ending: .ttl, .nt, .nq, .trig, .rdf, .owl, .xml, .jsonld, .n3, with or
without .gz or .zst. A big file goes into an empty graph as it is read; into one that holds something it goes by way of
memory.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.console import say
from kg.errors import UsageError
from kg.importing import Source, import_file, import_whole, told_by
from kg.options import Quiet, Store
from kg.packed import EXPANSION
from kg.stores import open_store

FORMATS = {
    "turtle": "TURTLE",
    "nt": "N_TRIPLES",
    "nq": "N_QUADS",
    "trig": "TRIG",
    "rdfxml": "RDF_XML",
    "jsonld": "JSON_LD",
    "n3": "N3",
}


def run(
    file: Annotated[str, typer.Argument(metavar="FILE", help="what to import")],
    graph: Annotated[
        str | None,
        typer.Option("--graph", metavar="IRI", help="the graph (default: graph:import/ and the file's name)"),
    ] = None,
    form: Annotated[
        Literal["turtle", "nt", "nq", "trig", "rdfxml", "jsonld", "n3"] | None,
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
    from pyoxigraph import RdfFormat

    path = Path(file)
    if not path.is_file():
        raise UsageError(f"{file}: there is no such file")
    source = Source(path, getattr(RdfFormat, FORMATS[form]) if form else None, expansion)
    source.format()
    if whole:
        if graph:
            raise UsageError("an export keeps its graphs; give --whole or --graph, not both")
        told = told_by(source)
        opened = open_store(store, write=True, base=told.base, supertypes=told.supertypes)
        import_whole(opened, source)
        done = f"{len(opened):,} quads in {store}"
    else:
        read = None if source.is_big() else list(source.quads())  # before a store is made for it
        result = import_file(open_store(store, write=True), source, graph, read)
        done = f"{result.quads:,} quads in {result.graph}{'' if result.changed else ', as before'}"
    if not quiet:
        say(done)
    return 0
