"""The rows of ``kg/lexicon/meeting.toml`` by frame and lemma."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.lexicon.rows import Row, load_rows


@cache
def _table(frame: str) -> Mapping[tuple[str, str], Row]:
    return MappingProxyType({(row.pos, row.lemma): row for row in load_rows("meeting") if row.frame == frame})


def row(frame: str, pos: str, lemma: str) -> Row | None:
    """The row of a lemma in one frame, if there is one."""
    return _table(frame).get((pos, lemma))


def modifier(word: str) -> Row | None:
    """The row of an adjective or participle that stands before the noun of an encounter."""
    return _table("event-mod").get(("adj", word))


@cache
def compounds() -> frozenset[tuple[str, str]]:
    """Encounters of two words ("press conference"), as pairs of modifier and head."""
    return frozenset(
        (first, second) for _, lemma in _table("event") if lemma.count(" ") == 1 for first, second in [lemma.split(" ")]
    )
