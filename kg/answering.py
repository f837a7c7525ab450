"""Joins result and format: asks a checked query and writes what comes."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import sparql
from kg.console import is_terminal, output, width
from kg.errors import QueryError, StoreError, UsageError

if TYPE_CHECKING:
    from kg.api import Graphs
    from kg.asking import Asked
    from kg.formats import Format


ENDINGS = {
    "csv": "csv",
    "tsv": "tsv",
    "json": "json",
    "srj": "json",
    "xml": "xml",
    "srx": "xml",
    "md": "markdown",
    "html": "html",
    "jsonl": "jsonl",
    "parquet": "parquet",
    "arrow": "arrow",
    "arrows": "arrow",
    "ttl": "turtle",
    "trig": "trig",
    "nt": "nt",
    "nq": "nq",
    "jsonld": "jsonld",
}
"""The endings of file names whose format goes without saying."""


def sparql_in(path: str) -> tuple[str, str]:
    """The text of a file, or of standard input for ``-``, and what it is called in messages."""
    source = "standard input" if path == "-" else path
    try:
        if path == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig"), source
        with open(path, "rb") as stream:
            return stream.read().decode("utf-8-sig"), source
    except OSError as error:
        raise UsageError(f"{source}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{source}: is not UTF-8 (byte {error.start})") from error


@contextlib.contextmanager
def in_file(path: str) -> Iterator[None]:
    """What is said of a query names the file that it comes from, if it comes from one."""
    try:
        yield
    except QueryError as error:
        if not path:
            raise
        raise QueryError(f"{path}{',' if str(error).startswith('line ') else ':'} {error}") from error


def answer(graphs: Graphs, asked: Asked, form: str | None, path: str | None, base: str | None = None) -> None:
    """Ask the store and write its result to the file, or to standard output."""
    from kg.prefixes import prefixes
    from kg.results import Style

    known = prefixes(graphs.base)
    text = sparql.rebased(asked.text, graphs.base)
    expected = sparql.form(text)
    writer = _format(form, expected, path)  # before the query: a wrong name should not cost a long query
    with in_file(asked.source), _fetched(text):
        result = graphs.result(asked, base)
    with output(path) as stream, _fetched(text):
        writer.write(result, stream, Style(width(), known))


@contextlib.contextmanager
def _fetched(text: str) -> Iterator[None]:
    """What a SERVICE met with (no answer, a redirect, which is never followed) is told as a failure of the server."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        if getattr(error, "errno", None) is None and "SERVICE" in sparql.unescaped(text).upper():
            raise StoreError(f"SERVICE failed: {' '.join(str(error).split())}") from error
        raise


def _format(name: str | None, form: str, path: str | None) -> Format:
    """The format that was asked for, or else that of the file's ending, or else what suits the kind of result."""
    from kg.formats import format_named

    kind = {"SELECT": "rows", "ASK": "answer"}.get(form, "graph")
    people = path is None and is_terminal(sys.stdout)
    if name is None:
        ending = ENDINGS.get((path or "").rpartition(".")[2].lower())
        if ending is not None and kind in format_named(ending).writes:
            return format_named(ending)
        name = "turtle" if kind == "graph" else "table" if people else "csv"
    found = format_named(name)
    if kind not in found.writes:
        raise UsageError(f"format {name} cannot hold the result of {form} ({kind})")
    if people and found.media_type.startswith("application/vnd.apache"):
        raise UsageError(f"format {name} is not for a terminal; give --output FILE, or pass it on")
    return found
