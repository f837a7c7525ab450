"""Take a report out of the store, with whatever only it told.

kg retract talks.txt           by the path or name of its file
kg retract 06318f8af4ab81aa    by its IRI, or the beginning of its digest
"""

from __future__ import annotations

from typing import Annotated

import typer

from kg.console import say
from kg.options import Quiet, Store, loaded_names
from kg.pipeline import loaded_report, retract
from kg.stores import open_store


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
    open_store(store)  # a store that is not there is not to be made
    opened = open_store(store, write=True)
    found = {report.graph: report for report in (loaded_report(opened, name) for name in reports)}
    for report in found.values():
        retract(opened, report)
        if not quiet:
            say(f"retracted: {report.name} ({report.graph})")
    return 0
