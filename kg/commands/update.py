"""Change the store by SPARQL Update: all of it happens or nothing does.

kg update fix.ru                                         from a file ('-': from standard input)
kg update -e 'DELETE WHERE { GRAPH <urn:g> { ?s ?p ?o } }'
kg update fix.ru --check                                 only check that it parses

Name the graphs that are meant (GRAPH, WITH, USING): the default graph is empty in a store of reports. The project's
prefixes need not be declared. LOAD and SERVICE are refused unless their address was allowed. What was read from reports
is better changed by loading them again; 'kg validate' says what an update has left amiss.
"""

from __future__ import annotations

from typing import Annotated

import typer

from kg import api
from kg.answering import in_file, sparql_in
from kg.asking import check_reach
from kg.console import within
from kg.errors import UsageError
from kg.options import Store
from kg.prefixes import prefixes


def run(
    file: Annotated[str | None, typer.Argument(metavar="[FILE|-]", help="a file with an update")] = None,
    execute: Annotated[
        str | None, typer.Option("--execute", "-e", metavar="SPARQL", help="an update, as given")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="only check that it parses (exit status 2 if not)")] = False,
    no_prefixes: Annotated[bool, typer.Option("--no-prefixes", help="declare no prefixes")] = False,
    base: Annotated[
        str | None, typer.Option("--base", metavar="IRI", help="what relative IRIs are relative to")
    ] = None,
    allow_service: Annotated[
        list[str] | None,
        typer.Option("--allow-service", metavar="URL", help="let SERVICE and LOAD reach addresses within this one"),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", min=0.001, help="give up after so long, with nothing done"),
    ] = None,
    store: Store = "",
) -> int:
    """Carry out the update."""
    if (file is None) == (execute is None):
        raise UsageError("give one update: a FILE, - or -e SPARQL")
    text, source = (execute or "", "") if file is None else sparql_in(file)
    with in_file(source):
        if check:
            from kg.checking import check_syntax

            check_syntax(text, update=True, prefixes=None if no_prefixes else prefixes(), base=base)
            return 0
        allowed = allow_service or []
        check_reach(text, allowed)  # before a store is opened
        with api.open(store, write=True, make=False) as graphs:
            within(timeout, lambda: graphs.update(text, prefixes=not no_prefixes, base=base, allow_service=allowed))
    return 0
