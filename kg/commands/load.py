"""Turn reports into triples.

  kg load reports/                       every text and Markdown file in a folder and below
  kg load talks.txt --date 2025-06-20    one file, with the date that its header lacks
  pbpaste | kg load -                    standard input

Each report is loaded whole or not at all. What is loaded already is passed over, so a load that was stopped can simply
be run again. Inputs that are refused are named, and the exit status is then 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.console import Progress, say
from kg.errors import StoreError, UsageError
from kg.iris import check_base
from kg.pipeline import LoadOptions, LoadSummary, load
from kg.stores import open_store

if TYPE_CHECKING:
    from kg.model import Report
    from kg.storing import Store


def configure(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="+", metavar="FILE|FOLDER|-", help="what to load")
    parser.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="the date of reports that give none")
    parser.add_argument("--publisher", default="", metavar="NAME", help="the publisher of reports that give none")
    parser.add_argument("--url", default="", metavar="URL", help="the address of reports that give none")
    parser.add_argument("--replace", action="store_true", help="retract what the same paths held before")
    parser.add_argument("--dry-run", action="store_true", help="read everything, write nothing")
    parser.add_argument("--no-keep-text", action="store_true", help="do not keep the texts beside the store")
    parser.add_argument(
        "--max-size", type=_size, metavar="BYTES", help="refuse bigger files (10M; k, M, G are understood)"
    )
    parser.add_argument("-j", "--jobs", type=_jobs, default=1, metavar="N", help="read with N processes")
    parser.add_argument("--base", type=_base, metavar="IRI", help="what a new store's IRIs begin with")
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing but what was refused")
    parser.add_argument("-v", "--verbose", action="store_true", help="a line for each report, when it is stored")


def run(options: argparse.Namespace) -> int:
    """Load, and say in one line what came of it."""
    for path in options.paths:
        if path.startswith(("http://", "https://")):
            raise UsageError(f"{path}: kg load reads files and fetches nothing; save the page as text first")
    paths = [Path(path) for path in options.paths]
    how = LoadOptions(
        date=options.date,
        publisher=options.publisher,
        url=options.url,
        replace=options.replace,
        keep_text=not options.no_keep_text,
        jobs=options.jobs,
        **({"limit_bytes": options.max_size} if options.max_size else {}),
    )
    store = _store(options)
    progress = Progress(_count(paths), shown=not options.quiet and not options.verbose)
    notes: list[str] = []
    try:
        summary = load(paths, store, how, _teller(progress, notes, verbose=options.verbose), write=not options.dry_run)
    finally:
        progress.clear()
    if not options.quiet:
        for note in notes:
            say(note)
    return _report(summary, options)


def _store(options: argparse.Namespace) -> Store | None:
    if not options.dry_run:
        return open_store(options.store, write=True, base=options.base)
    try:
        return open_store(options.store)
    except StoreError:
        return None  # a dry run needs no store


def _count(paths: Sequence[Path]) -> int:
    from kg.reports import find

    return sum(1 for _ in find(paths))


def _teller(progress: Progress, notes: list[str], *, verbose: bool) -> Callable[[Report, str], None]:
    """What is told of each report as it is done; an encoding that had to be found out goes into the notes."""

    def told(report: Report, what: str) -> None:
        if report.encoding not in ("utf-8", "utf-8-sig") and what != "unchanged":
            notes.append(f"kg: {report.path or report.name}: was read as {report.encoding}")
        if verbose:
            say(f"{what}: {report.path or report.name} ({report.digest[:16]})")
        progress.step(report.name)

    return told


def _report(summary: LoadSummary, options: argparse.Namespace) -> int:
    for _, reason in summary.refused:
        say(f"kg: refused: {reason}")
    if not options.quiet:
        say(f"{summary.line()}{' (dry run: nothing was written)' if options.dry_run else f' in {options.store}'}")
    sys.stdout.flush()
    return 1 if summary.refused else 0


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _jobs(text: str) -> int:
    jobs = int(text)
    if not 1 <= jobs <= 64:
        raise ValueError(text)
    return jobs


def _size(text: str) -> int:
    factor = {"k": 10**3, "m": 10**6, "g": 10**9}.get(text[-1:].lower(), 1)
    size = int(float(text[:-1] if factor > 1 else text) * factor)
    if size < 1:
        raise ValueError(text)
    return size


def _base(text: str) -> str:
    try:
        return check_base(text)
    except ValueError as error:
        raise UsageError(str(error)) from error
