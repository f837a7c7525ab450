"""Take a report out of the store, with whatever only it told.

kg retract talks.txt           by the path or name of its file
kg retract 06318f8af4ab81aa    by its IRI, or the beginning of its digest
"""

from __future__ import annotations

from typing import Annotated

import typer

from kg import api
from kg.console import say
from kg.options import Quiet, Store, loaded_names


def run(
    reports: Annotated[
        list[str],
        typer.Argument(
            metavar="REPORT...", help="path, file name, IRI or digest of a loaded report", autocompletion=loaded_names
        ),
    ],
    store: Store = "",
    quiet: Quiet = False,
) -> int:
    """Retract each report; nothing is done if one of them is not there."""
    with api.open(store, write=True, make=False) as graphs:
        found = {report.graph: report for report in (graphs.report(name) for name in reports)}
        for report in found.values():
            graphs.retract(report)
            if not quiet:
                say(f"retracted: {report.name} ({report.graph})")
    return 0
