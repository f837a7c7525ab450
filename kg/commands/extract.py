"""Show what would be loaded from a report, with the words it rests on; nothing is stored.

kg extract talks.txt                   for people
kg extract talks.txt --format json     for programs
kg extract talks.txt --format trig     the quads that 'kg load' would store
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal

import typer

from kg import api
from kg.console import output as written
from kg.console import say_left_out, width
from kg.options import Date, Output, Publisher
from kg.showing import as_json, lines

if TYPE_CHECKING:
    from kg.model import Extraction


def run(
    paths: Annotated[list[str], typer.Argument(metavar="FILE|- ...", help="what to read")],
    form: Annotated[Literal["text", "json", "trig", "nq"], typer.Option("--format", help="how it is shown")] = "text",
    output: Output = None,
    date: Date = None,
    publisher: Publisher = "",
    _store: Annotated[str, typer.Option("--store", metavar="PATH", hidden=True)] = "",
) -> int:
    """Read each report and print what was found."""
    found, summary = api.extract(*paths, date=date, publisher=publisher)
    with written(output) as stream:
        for extraction in found:
            _write(extraction, form, stream)
    return say_left_out(summary.refused, summary.failed)


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

        quads = api.quads(extraction)
        known = prefixes("https://w3id.org/dmd/") if form == "trig" else None
        serialize(quads, stream, format=RdfFormat.TRIG if form == "trig" else RdfFormat.N_QUADS, prefixes=known)


def _fold(line: str) -> list[str]:
    """The line in pieces that fit the terminal, the later ones set in."""
    import textwrap

    room = max(40, min(width(), 140))
    lead = " " * (len(line) - len(line.lstrip()) + 4)
    text = "".join(c if c.isprintable() else "\ufffd" for c in line)
    return textwrap.wrap(text, room, subsequent_indent=lead if line.startswith(" ") else "") or [""]
