"""Joins store and format: runs a checked query and writes its result."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from kg import sparql
from kg.console import is_terminal, output, width
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.formats import Format
    from kg.storing import Store


class Asked(NamedTuple):
    """What is to be run: ``union`` if all graphs are seen as one; ``prefixes`` if undeclared ones are known."""

    text: str
    union: bool
    prefixes: bool


def answer(store: Store, asked: Asked, form: str | None, path: str | None, base: str | None = None) -> None:
    """Run the query on the store and write its result to the file, or to standard output."""
    from kg.prefixes import prefixes
    from kg.results import Style

    known = prefixes(store.base)
    text = sparql.rebased(asked.text, store.base)
    expected = sparql.form(text)
    writer = _format(form, expected, path)  # before the query: a wrong name should not cost a long query
    result = store.query(text, union=asked.union, prefixes=known if asked.prefixes else None, base=base)
    with output(path) as stream:
        writer.write(result, stream, Style(width(), known))


def _format(name: str | None, form: str, path: str | None) -> Format:
    from kg.formats import format_named

    kind = {"SELECT": "rows", "ASK": "answer"}.get(form, "graph")
    if name is None:
        people = path is None and is_terminal(sys.stdout)
        name = "turtle" if kind == "graph" else "table" if people else "csv"
    found = format_named(name)
    if kind not in found.writes:
        raise UsageError(f"format {name} cannot hold the result of {form} ({kind})")
    return found
