"""Load the bundled sample reports and ask who pushed which spending target.

kg demo                   in a store that is thrown away
kg demo --store my-demo   in a store that stays, to try other queries on
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from kg import api
from kg.answering import answer
from kg.asking import Asked
from kg.console import Progress, say, say_left_out
from kg.options import OwnStore
from kg.queries import bound
from kg.resources import folder, saved_query

QUESTION = "who-pushed-which-spending-target"


def run(
    store: OwnStore = "",
    form: Annotated[str | None, typer.Option("--format", metavar="NAME", help="as of kg query")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="print nothing but the answer")] = False,
) -> int:
    """Load and ask."""
    if store:
        return _demo(store, form, quiet=quiet)
    with tempfile.TemporaryDirectory() as place:
        return _demo(str(Path(place) / "kg-store"), form, quiet=quiet)


def _demo(location: str, form: str | None, *, quiet: bool) -> int:
    reports = Path(folder("data"), "reports")
    progress = Progress(len(list(reports.iterdir())), shown=not quiet)
    try:
        with api.open(location, write=True) as graphs:
            summary = graphs.load(reports, told=lambda report, _: progress.step(report.name))
    finally:
        progress.clear()
    status = say_left_out(summary.refused, summary.failed)
    if not quiet:
        say(f"{summary.line()}\nkg query {QUESTION}")
    answer(api.open(location), Asked(bound(saved_query(QUESTION), {}), union=False, prefixes=False), form, None)
    return status
