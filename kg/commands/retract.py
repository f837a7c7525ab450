"""Take a report out of the store, with whatever only it told.

kg retract talks.txt           by the path or name of its file
kg retract 06318f8af4ab81aa    by its IRI, or the beginning of its digest
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from kg.console import say
from kg.pipeline import loaded_report
from kg.stores import open_store


def configure(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> None:
    """Declare the options."""
    parser.add_argument(
        "reports", nargs="+", metavar="REPORT", help="path, file name, IRI or digest of a loaded report"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing")


def run(options: argparse.Namespace) -> int:
    """Retract each report; nothing is done if one of them is not there."""
    open_store(options.store)  # a store that is not there is not to be made
    store = open_store(options.store, write=True)
    found = {report.graph: report for report in (loaded_report(store, name) for name in options.reports)}
    for report in found.values():
        store.retract(report.graph)
        store.drop_text(report.digest)
        if not options.quiet:
            say(f"retracted: {report.name} ({report.graph})")
    return 0
