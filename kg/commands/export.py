"""Write the graphs out as RDF; the texts of the reports are never part of it.

kg export > all.nq                            everything, as N-Quads
kg export --format trig -o all.trig           everything, as TriG
kg export --graph graph:registry              one graph, by its IRI or shortened
kg export --report talks.txt --format trig    the graph of one report
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from kg.console import output
from kg.errors import UsageError
from kg.prefixes import expanded, prefixes
from kg.stores import open_store

FORMATS = {"nq": "N_QUADS", "trig": "TRIG", "jsonld": "JSON_LD", "nt": "N_TRIPLES", "turtle": "TURTLE"}


def configure(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> None:
    """Declare the options."""
    parser.add_argument("--format", choices=tuple(FORMATS), default="nq", help="default: nq")
    parser.add_argument("--graph", metavar="IRI", help="only this graph")
    parser.add_argument("--report", metavar="REPORT", help="only the graph of this report (path, name, IRI or digest)")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file, which appears when it is whole")


def run(options: argparse.Namespace) -> int:
    """Write the quads as they come."""
    from pyoxigraph import RdfFormat, serialize

    from kg.pipeline import loaded_report

    store = open_store(options.store)
    known = prefixes(store.base)
    graph = expanded(options.graph, known) if options.graph else None
    if options.report:
        graph = loaded_report(store, options.report).graph
    form: RdfFormat = getattr(RdfFormat, FORMATS[options.format])
    if not graph and not form.supports_datasets:
        raise UsageError(f"{options.format} holds one graph; give --graph or --report, or --format nq or trig")
    quads = store.quads(graph)
    found = (quad if form.supports_datasets else quad.triple for quad in quads)
    with output(options.output) as stream:
        serialize(found, stream, format=form, prefixes=known if options.format in ("trig", "turtle") else None)  # type: ignore[arg-type]
    return 0
