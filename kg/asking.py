"""Joins query and store: what is asked, whether it may reach where it would, and its result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg import sparql

if TYPE_CHECKING:
    from kg.storing import Result, Store


class Asked(NamedTuple):
    """What is to be run: ``union`` if all graphs are seen as one; ``prefixes`` if undeclared ones are known.

    ``source`` is the file that it comes from, for messages.
    """

    text: str
    union: bool
    prefixes: bool
    source: str = ""


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
