"""Load the bundled sample reports and ask who pushed which spending target.

kg demo                   in a store that is thrown away
kg demo --store my-demo   in a store that stays, to try other queries on
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kg.answering import Asked, answer
from kg.console import Progress, say
from kg.pipeline import LoadOptions, load
from kg.queries import bound
from kg.resources import folder, saved_query
from kg.stores import open_store

own_store = True
QUESTION = "who-pushed-which-spending-target"


def configure(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> None:
    """Declare the options."""
    parser.add_argument("--format", metavar="NAME", help="as of kg query")
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing but the answer")


def run(options: argparse.Namespace) -> int:
    """Load and ask."""
    if options.store:
        return _demo(options.store, options)
    with tempfile.TemporaryDirectory() as place:
        return _demo(str(Path(place) / "kg-store"), options)


def _demo(location: str, options: argparse.Namespace) -> int:
    reports = Path(folder("data"), "reports")
    progress = Progress(len(list(reports.iterdir())), shown=not options.quiet)
    store = open_store(location, write=True)
    try:
        summary = load([reports], store, LoadOptions(), lambda report, _: progress.step(report.name))
    finally:
        progress.clear()
    for _, reason in summary.refused:
        say(f"kg: refused: {reason}")
    if not options.quiet:
        say(f"{summary.line()}\nkg query {QUESTION}")
    answer(store, Asked(bound(saved_query(QUESTION), {}), union=False, prefixes=False), options.format, None)
    return 1 if summary.refused else 0
