"""The series to which a meeting belongs: "the annual 2+2", "the G7 summit in Elmau", "COP27".

A series is known by its name, so that reports that tell of its meetings in different years meet in it. A format that
varying parties use ("2+2") is a series for each set of states.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.lexicon.tables import lexicon_table
from kg.model import Actor, ActorKind
from kg.names.nouns import nouns

_WHO = "(?P<who>(?:foreign|finance|defen[cs]e|trade|interior|energy|health) ministers)"
_HEAD = rf"(?:summits?|{_WHO}[’']? (?:meeting|talks))"


@dataclass(frozen=True, slots=True)
class Series:
    """A row of ``kg/lexicon/series.toml``."""

    name: str
    words: re.Pattern[str]
    matches: str
    misses: str
    parties: bool = False


@cache
def series() -> tuple[Series, ...]:
    """The rows, in the order of the file."""
    rows = lexicon_table("series")["row"]
    return tuple(Series(**{**row, "words": re.compile(rf"(?<!\w)(?:{row['words']})(?!\w)")}) for row in rows)


@cache
def _groups() -> frozenset[str]:
    return nouns("with-members") | {"EU", "UN"}


@cache
def _of_groups() -> re.Pattern[str]:
    names = sorted((re.escape(name) for name in _groups()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?P<group>{'|'.join(names)}) (?:leaders[’']? )?{_HEAD}(?!\w)", re.IGNORECASE)


def series_of(name: str, people: Iterable[Actor] = ()) -> str:
    """The series of a meeting by the words that name it and by who takes part, or "".

    >>> series_of("NATO summit in The Hague"), series_of("summit in The Hague")
    ('NATO summit', '')
    >>> norway, chile = Actor(ActorKind.STATE, "Norway"), Actor(ActorKind.STATE, "Chile")
    >>> series_of("2+2 meeting", [norway, chile]), series_of("2+2 meeting", [norway])
    ('2+2 (Chile, Norway)', '')
    """
    words = " ".join(name.split())
    for row in series():
        if row.words.search(words):
            return _between(row.name, people) if row.parties else row.name
    if found := _of_groups().search(words):
        group = next(n for n in _groups() if n.casefold() == found["group"].casefold())
        return f"{group} {found['who'].lower()}' meeting" if found["who"] else f"{group} summit"
    return ""


def _between(name: str, people: Iterable[Actor]) -> str:
    states = sorted({a.name if a.kind is ActorKind.STATE else a.country for a in people} - {""})
    return f"{name} ({', '.join(states)})" if len(states) > 1 else ""
