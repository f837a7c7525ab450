"""Show what would be loaded from a report, with the words it rests on; nothing is stored.

kg extract talks.txt                   for people
kg extract talks.txt --format json     for programs
kg extract talks.txt --format trig     the quads that 'kg load' would store
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.console import output, say, width
from kg.pipeline import LoadOptions, LoadSummary, collect, extractions, quads_of
from kg.showing import as_json, lines

if TYPE_CHECKING:
    from kg.model import Extraction

FORMATS = ("text", "json", "trig", "nq")


def configure(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="+", metavar="FILE|-", help="what to read")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file, which appears when it is whole")
    parser.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="the date of reports that give none")
    parser.add_argument("--publisher", default="", metavar="NAME", help="the publisher of reports that give none")


def _date(text: str) -> object:
    from datetime import date

    return date.fromisoformat(text)


def run(options: argparse.Namespace) -> int:
    """Read each report and print what was found."""
    summary = LoadSummary()
    how = LoadOptions(date=options.date, publisher=options.publisher)
    found = collect([Path(path) for path in options.paths], how, summary)
    with output(options.output) as stream:
        for report, extraction, trouble in extractions(found):
            if extraction is None:
                summary.refused.append((report.name, f"{report.path}: {trouble}"))
            else:
                _write(extraction, options.format, stream)
    for _, reason in summary.refused:
        say(f"kg: refused: {reason}")
    return 1 if summary.refused else 0


def _write(extraction: Extraction, form: str, stream: BinaryIO) -> None:
    if form == "text":
        stream.writelines(part.encode("utf-8", "replace") + b"\n" for line in lines(extraction) for part in _fold(line))
    elif form == "json":
        data = as_json(extraction)
        if isinstance(data, dict) and isinstance(report := data["report"], dict):
            del report["text"]  # a line a report is enough without it
        stream.write(json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
    else:
        from pyoxigraph import RdfFormat, serialize

        from kg.prefixes import prefixes

        quads = (quad for part in quads_of(extraction) for quad in part)
        known = prefixes("https://w3id.org/dmd/") if form == "trig" else None
        serialize(quads, stream, format=RdfFormat.TRIG if form == "trig" else RdfFormat.N_QUADS, prefixes=known)


def _fold(line: str) -> list[str]:
    """The line in pieces that fit the terminal, the later ones set in."""
    import textwrap

    room = max(40, min(width(), 140))
    lead = " " * (len(line) - len(line.lstrip()) + 4)
    text = "".join(c if c.isprintable() else "\ufffd" for c in line)
    return textwrap.wrap(text, room, subsequent_indent=lead if line.startswith(" ") else "") or [""]
