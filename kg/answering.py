"""Joins store and format: runs a checked query and writes its result."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg import sparql
from kg.console import is_terminal, output, width
from kg.errors import QueryError, StoreError, UsageError

if TYPE_CHECKING:
    from kg.formats import Format
    from kg.storing import Result, Store


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


class Asked(NamedTuple):
    """What is to be run: ``union`` if all graphs are seen as one; ``prefixes`` if undeclared ones are known.

    ``source`` is the file that it comes from, for messages.
    """

    text: str
    union: bool
    prefixes: bool
    source: str = ""


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


def check_reach(text: str, allowed: Sequence[str]) -> None:
    """Refuse a query or update that fetches from where it was not allowed to, a private network above all."""
    words = ("SERVICE", "LOAD", "\\U")  # the last as it may spell the others
    if not any(word in text.upper() for word in words):
        return
    from kg.reaching import check

    if places := check(text, allowed):
        from kg.hosts import check_private

        check_private(places, allowed)


def result_of(store: Store, asked: Asked, base: str | None = None) -> Result:
    """The result of the query on the store."""
    from kg.prefixes import prefixes

    known = prefixes(store.base) if asked.prefixes else None
    return store.query(sparql.rebased(asked.text, store.base), union=asked.union, prefixes=known, base=base)


def answer(store: Store, asked: Asked, form: str | None, path: str | None, base: str | None = None) -> None:
    """Run the query on the store and write its result to the file, or to standard output."""
    from kg.prefixes import prefixes
    from kg.results import Style

    known = prefixes(store.base)
    text = sparql.rebased(asked.text, store.base)
    expected = sparql.form(text)
    writer = _format(form, expected, path)  # before the query: a wrong name should not cost a long query
    with in_file(asked.source), _fetched(text):
        result = result_of(store, asked, base)
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
