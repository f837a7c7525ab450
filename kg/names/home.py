"""The state that a report is written from, by its dateline: "DUBLIN, March 3 -" tells whose finance minister it is."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from kg.model import Actor, ActorKind, Report
from kg.names.gazetteer import NameKind, lookup, state
from kg.names.people import fold
from kg.text.notices import dateline

_OPENING = 8  # paragraphs among which a dateline is looked for


@cache
def _cities() -> dict[str, str]:
    """The state of each city, without diacritics and in small letters; nothing for places of conferences."""
    out: dict[str, str] = {}
    for line in files("kg.lexicon").joinpath("cities.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, cities = line.split("\t")
            for city in cities.split("|"):
                out[fold(city).lower()] = "" if country == "*" else country
    return out


def state_of_city(name: str) -> Actor | None:
    """The state whose seat or city that is, if the news of no other state is usually written there.

    >>> state_of_city("OSLO").name, state_of_city("Rio de Janeiro").name, state_of_city("GENEVA")
    ('Norway', 'Brazil', None)
    """
    name = " ".join(name.strip(" ,.").split())
    known = _cities().get(fold(name).lower())
    if known is not None:
        return state(known) if known else None
    entry = lookup(name.title() if name.isupper() else name)
    if entry is None or entry.actor is None or not entry.kinds & {NameKind.CAPITAL, NameKind.COUNTRY}:
        return None
    return entry.actor if entry.actor.kind is ActorKind.STATE else None


def dateline_state(report: Report) -> Actor | None:
    """The state of the place in the report's dateline, or None."""
    for paragraph in re.split(r"\n\s*\n|\n", report.text[report.body :].strip(), maxsplit=_OPENING)[:_OPENING]:
        words = re.sub(r"[*_]+", "", " ".join(paragraph.split()))
        found = dateline(words)
        if found is None or not found.place:
            continue
        place = words[: found.place]
        return None if "/" in place or " AND " in place.upper() else state_of_city(place.partition(",")[0])
    return None
