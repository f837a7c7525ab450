"""Say what the store holds: reports, claims, graphs, size, and by which reader it was read.

kg info              a few lines
kg info --reports    the loaded reports, a line each
kg info --graphs     the graphs with the numbers of their quads
kg info --json       the same for programs
kg info --format turtle --licence https://creativecommons.org/licenses/by/4.0/
                     a VoID and DCAT description of the store, counted anew
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.errors import UsageError
from kg.options import Store as StoreOption
from kg.options import size_of
from kg.pipeline import reader
from kg.stores import open_store
from kg.storing import rows

if TYPE_CHECKING:
    from kg.storing import LoadedReport, Store

_COUNTS = """SELECT ?class (COUNT(?thing) AS ?number) WHERE { GRAPH ?g { ?g a dmd:Report . ?thing a ?class } }
GROUP BY ?class ORDER BY DESC(?number) ?class"""
_GRAPHS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
_LOADS = """SELECT ?day ?version (COUNT(DISTINCT ?report) AS ?reports) { GRAPH <%s> {
  ?run prov:endedAtTime ?time ; dmd:hasSoftwareVersion ?version ; prov:used ?report
  BIND(SUBSTR(STR(?time), 1, 10) AS ?day) } } GROUP BY ?day ?version ORDER BY DESC(?day) DESC(?version) LIMIT 5"""
_SHOWN = {
    "Claim": "claims",
    "Demand": "demands",
    "Response": "responses",
    "Meeting": "meetings",
    "StatusChange": "statuses of meetings",
    "Tenure": "posts held",
    "Statement": "statements",
}


def run(
    reports: Annotated[bool, typer.Option("--reports", help="list the loaded reports")] = False,
    graphs: Annotated[bool, typer.Option("--graphs", help="list the graphs")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON")] = False,
    form: Annotated[
        Literal["text", "json", "turtle"], typer.Option("--format", help="text, JSON, or a VoID description")
    ] = "text",
    licence: Annotated[
        str, typer.Option("--licence", metavar="IRI", show_default=False, help="the licence that a description names")
    ] = "",
    store: StoreOption = "",
) -> int:
    """Print what the store holds."""
    opened = open_store(store)
    if form == "turtle":
        return _described(opened, licence)
    loaded = tuple(opened.reports())
    sizes = {name: int(number) for name, number in rows(opened, _GRAPHS, {})}
    facts = {**_facts(opened, loaded), "graphs": len(sizes)}
    if as_json or form == "json":
        listed = [{**report._asdict(), "current": report.reader == facts["reader"]} for report in loaded]
        sys.stdout.write(
            json.dumps(
                {
                    **facts,
                    **({"reports": listed} if reports else {}),
                    **({"quads by graph": sizes} if graphs else {}),
                },
                ensure_ascii=False,
                indent=2,
            )
            + "\n"
        )
    elif graphs:
        sys.stdout.write("".join(f"{number:>12,}  {name}\n" for name, number in sizes.items()))
    elif reports:
        for report in loaded:
            sys.stdout.write(f"{report.graph}  {report.date or '-':10}  {report.path or report.name}\n")
    else:
        sys.stdout.write("".join(f"{name:<24}{_shown(value)}\n" for name, value in facts.items()))
    return 0


def _described(store: Store, licence: str) -> int:
    """Write the VoID description of the store."""
    from pyoxigraph import RdfFormat, serialize

    from kg.describing import DCAT, VOID, description
    from kg.prefixes import PREFIXES, prefixes
    from kg.validating import count

    try:
        triples = description(count(store, licence), PREFIXES)
    except ValueError as error:
        raise UsageError(f"--licence must be an IRI, not {licence!r}") from error
    known = {"void": VOID, "dcat": DCAT, **prefixes(store.base)}
    sys.stdout.write((serialize(triples, format=RdfFormat.TURTLE, prefixes=known) or b"").decode("utf-8"))
    return 0


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "-"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _linked(store: Store) -> dict[str, object]:
    """How many actors and places are linked, and to which data sets by how many links."""
    from kg.describing import COUNTS, LINKED
    from kg.iris import ACCEPTED, REGISTRY, graph_iri

    names = {
        "accepted": graph_iri(store.base, ACCEPTED),
        "registry": graph_iri(store.base, REGISTRY),
        "base": store.base,
    }
    by_space: dict[str, int] = {}
    for _, space, number in rows(store, COUNTS["links"] % names, {}):
        by_space[space] = by_space.get(space, 0) + int(number)
    number = next(rows(store, LINKED % names, {}), ("0",))[0]
    to = [f"{space} ({number})" for space, number in sorted(by_space.items(), key=lambda one: (-one[1], one[0]))]
    return {"linked actors": int(number), "linked to": to}


def _facts(store: Store, reports: Sequence[LoadedReport]) -> dict[str, object]:
    from importlib.metadata import version

    from kg.iris import PROVENANCE, graph_iri
    from kg.prefixes import PREFIXES

    facts: dict[str, object] = {"store": store.location, "base": store.base}
    current = reader()
    facts["loaded reports"] = len(reports)
    facts["read by another reader"] = sum(1 for report in reports if report.reader != current)
    counted = {name.rpartition("#")[2]: int(number) for name, number in rows(store, _COUNTS, PREFIXES)}
    facts.update({label: counted.get(name, 0) for name, label in _SHOWN.items()})
    facts.update(_linked(store))
    facts["quads"] = len(store)
    if Path(store.location).is_dir():  # a server does not tell
        facts["bytes on disk"] = size_of(Path(store.location))
    facts["reader"] = current
    facts["versions"] = f"kg {version('kg-reports')}, Oxigraph {version('pyoxigraph')}"
    facts["last loads"] = [
        f"{day} ({number} report{'s' if number != '1' else ''}, kg {by})"
        for day, by, number in rows(store, _LOADS % graph_iri(store.base, PROVENANCE), PREFIXES)
    ]
    return facts
