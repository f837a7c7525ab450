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

import sys
from typing import Annotated

import typer

from kg import api
from kg.api import Form, View
from kg.options import Output, Store, loaded_names


def run(
    form: Annotated[Form, typer.Option("--format", help="how it is written")] = "nq",
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
    view: Annotated[View, typer.Option("--view", help="as stored, or claims as RDF 1.2 reifiers")] = "plain",
    output: Output = None,
    store: Store = "",
) -> int:
    """Write the quads as they come."""
    with api.open(store) as graphs:
        graphs.export(output or sys.stdout.buffer, form, graph=graph, report=report, view=view)
    return 0
