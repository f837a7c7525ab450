"""Turn reports into triples.

  kg load reports/                       every text and Markdown file in a folder and below
  kg load talks.txt --date 2025-06-20    one file, with the date that its header lacks
  pbpaste | kg load -                    standard input

Each report is loaded whole or not at all. What is loaded already is passed over, so a load that was stopped can simply
be run again. Inputs that are refused are named, as are those that a fault of kg keeps out, with its traceback; the
exit status is then 1.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg import api
from kg.console import Progress, say, say_left_out
from kg.errors import UsageError
from kg.iris import check_base
from kg.options import Date, Publisher
from kg.options import Store as StoreOption

if TYPE_CHECKING:
    from kg.model import Report
    from kg.pipeline import LoadSummary, Told


def _size(text: str) -> int:
    factor = {"k": 10**3, "m": 10**6, "g": 10**9}.get(text[-1:].lower(), 1)
    try:
        size = int(float(text[:-1] if factor > 1 else text) * factor)
        if size < 1:
            raise ValueError(text)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"--max-size must be a number of bytes, such as 500k or 10M; not {text!r}") from error
    return size


def _base(text: str) -> str:
    try:
        return check_base(text)
    except ValueError as error:
        raise UsageError(str(error)) from error


def run(
    paths: Annotated[list[str], typer.Argument(metavar="FILE|FOLDER|- ...", help="what to load")],
    date: Date = None,
    publisher: Publisher = "",
    url: Annotated[
        str, typer.Option("--url", metavar="URL", show_default=False, help="the address of reports that give none")
    ] = "",
    replace: Annotated[bool, typer.Option("--replace", help="retract what the same paths held before")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="read everything, write nothing")] = False,
    no_keep_text: Annotated[
        bool, typer.Option("--no-keep-text", help="do not keep the texts beside the store")
    ] = False,
    max_size: Annotated[
        int | None,
        typer.Option(
            "--max-size", parser=_size, metavar="BYTES", help="refuse bigger files (10M; k, M, G are understood)"
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, metavar="N", help="read with N processes")] = 1,
    base: Annotated[
        str | None, typer.Option("--base", parser=_base, metavar="IRI", help="what a new store's IRIs begin with")
    ] = None,
    supertypes: Annotated[
        bool | None,
        typer.Option(
            "--supertypes/--no-supertypes",
            help="whether a new store spells out super-types, for queries without inference",
            show_default="they are",
        ),
    ] = None,
    store: StoreOption = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="print nothing but what was refused")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="a line for each report, when it is stored")] = False,
) -> int:
    """Load, and say in one line what came of it."""
    for path in paths:
        if path.startswith(("http://", "https://")):
            raise UsageError(f"{path}: kg load reads files and fetches nothing; save the page as text first")
    how: dict[str, Any] = {
        "date": date,
        "publisher": publisher,
        "url": url,
        "limit_bytes": max_size,
        "replace": replace,
        "keep_text": not no_keep_text,
        "jobs": jobs,
    }
    if dry_run:
        load, place = partial(api.dry_run, store, *paths, **how), " (dry run: nothing was written)"
        return _load(load, _count(paths), place, quiet=quiet, verbose=verbose)
    with api.open(store, write=True, base=base, supertypes=supertypes) as graphs:
        load = partial(graphs.load, *paths, **how)
        return _load(load, _count(paths), f" in {store}", quiet=quiet, verbose=verbose)


def _load(load: Callable[..., LoadSummary], number: int, place: str, *, quiet: bool, verbose: bool) -> int:
    """Load, telling of it; ``place`` says where to."""
    progress = Progress(number, shown=not quiet and not verbose)
    notes: list[str] = []
    told = _teller(progress, notes, verbose=verbose)
    try:
        summary = load(told=told)
    finally:
        progress.clear()
    for note in () if quiet else notes:
        say(note)
    status = say_left_out(summary.refused, summary.failed)
    if not quiet:
        say(f"{summary.line()}{place}")
    sys.stdout.flush()
    return status


def _count(paths: Sequence[str]) -> int:
    from kg.reports import find

    return sum(1 for _ in find([Path(path) for path in paths]))


def _teller(progress: Progress, notes: list[str], *, verbose: bool) -> Told:
    """What is told of each report as it is done; an encoding that had to be found out goes into the notes."""

    def told(report: Report, what: str) -> None:
        if report.encoding not in ("utf-8", "utf-8-sig") and what != "unchanged":
            notes.append(f"kg: {report.path or report.name}: was read as {report.encoding}")
        if verbose:
            say(f"{what}: {report.path or report.name} ({report.digest[:16]})")
        progress.step(report.name)

    return told
