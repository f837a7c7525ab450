"""Joins query and store: what is asked, whether it may reach where it would, and its result."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg import sparql

if TYPE_CHECKING:
    from kg.reaching import Checked
    from kg.storing import Result, Store


class Asked(NamedTuple):
    """What is to be run: ``union`` if all graphs are seen as one; ``prefixes`` if undeclared ones are known.

    ``source`` is the file that it comes from, for messages; ``places`` are those it fetches from, as they were checked.
    """

    text: str
    union: bool
    prefixes: bool
    source: str = ""
    places: Sequence[Checked] = ()


def check_reach(text: str, allowed: Sequence[str]) -> Sequence[Checked]:
    """Where a query or update fetches from; refused if that was not allowed, a private network above all."""
    words = ("SERVICE", "LOAD", "\\U")  # the last as it may spell the others
    if not any(word in text.upper() for word in words):
        return ()
    from kg.reaching import check

    if not (places := check(text, allowed)):
        return ()
    from kg.hosts import check_private

    return check_private(places, allowed)


def led(text: str, store: Store, places: Sequence[Checked]) -> str:
    """The query or update with ways to the numbers that were checked, if the store's engine runs here."""
    if not places or store.location.startswith(("http://", "https://")):
        return text
    from kg.http import limits
    from kg.reaching import redirected
    from kg.relaying import ways

    return redirected(text, ways(places, limits(os.environ)))


def result_of(store: Store, asked: Asked, base: str | None = None) -> Result:
    """The result of the query on the store."""
    from kg.prefixes import prefixes

    known = prefixes(store.base) if asked.prefixes else None
    text = led(sparql.rebased(asked.text, store.base), store, asked.places)
    return store.query(text, union=asked.union, prefixes=known, base=base)
