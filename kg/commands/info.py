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
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg import api
from kg.options import Store

if TYPE_CHECKING:
    from kg.api import Graphs
    from kg.describing import Held

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
    store: Store = "",
) -> int:
    """Print what the store holds."""
    opened = api.open(store)
    if form == "turtle":
        return _described(opened, licence)
    held = opened.info()
    facts = _facts(held, opened.size())
    if as_json or form == "json":
        listed = [{**report._asdict(), "current": report.reader == held.reader} for report in held.reports]
        sys.stdout.write(
            json.dumps(
                {
                    **facts,
                    **({"reports": listed} if reports else {}),
                    **({"quads by graph": held.graphs} if graphs else {}),
                },
                ensure_ascii=False,
                indent=2,
            )
            + "\n"
        )
    elif graphs:
        sys.stdout.write("".join(f"{number:>12,}  {name}\n" for name, number in held.graphs.items()))
    elif reports:
        for report in held.reports:
            sys.stdout.write(f"{report.graph}  {report.date or '-':10}  {report.path or report.name}\n")
    else:
        sys.stdout.write("".join(f"{name:<24}{_shown(value)}\n" for name, value in facts.items()))
    return 0


def _described(graphs: Graphs, licence: str) -> int:
    """Write the VoID description of the store."""
    from pyoxigraph import RdfFormat, serialize

    from kg.prefixes import prefixes

    text = serialize(graphs.description(licence), format=RdfFormat.TURTLE, prefixes=prefixes(graphs.base))
    sys.stdout.write((text or b"").decode("utf-8"))
    return 0


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "-"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _facts(held: Held, size: int | None) -> dict[str, object]:
    """What is told of the store, a name and a value a line; ``size``: bytes on disk, if they are known."""
    from importlib.metadata import version

    facts: dict[str, object] = {"store": held.location, "base": held.base}
    facts["loaded reports"] = len(held.reports)
    facts["read by another reader"] = sum(1 for report in held.reports if report.reader != held.reader)
    facts.update({label: held.classes.get(name, 0) for name, label in _SHOWN.items()})
    facts["linked actors"] = held.linked
    facts["linked to"] = [f"{space} ({number})" for space, number in held.links]
    facts["quads"] = held.quads
    if size is not None:  # a server does not tell
        facts["bytes on disk"] = size
    facts["reader"] = held.reader
    facts["versions"] = f"kg {version('kg-reports')}, Oxigraph {version('pyoxigraph')}"
    facts["last loads"] = [
        f"{day} ({number} report{'s' if number != 1 else ''}, kg {by})" for day, by, number in held.loads
    ]
    facts["graphs"] = len(held.graphs)
    return facts
