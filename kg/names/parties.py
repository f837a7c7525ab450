"""Members of parties and parliaments: "Green MEP Ana Novak", "Senator Ana Novak (R-Ohio)"."""

from __future__ import annotations

import re

from kg.model import Actor
from kg.names.gazetteer import NameKind, body, lookup, state
from kg.names.objects import Found
from kg.names.titlewords import Head, Words, title_words

_MEMBERS = frozenset(
    {
        "mp",
        "mep",
        "msp",
        "mla",
        "td",
        "lawmaker",
        "legislator",
        "leader",
        "candidate",
        "nominee",
        "member",
        "councillor",
    }
    | {
        "councillor",
        "politician",
        "parliamentarian",
        "whip",
        "chairman",
        "chair",
        "chairwoman",
        "deputy",
        "senator",
        "sen.",
        "rep.",
    }
    | {"representative", "congressman", "congresswoman", "governor", "gov.", "chief", "minister", "spokesman", "mayor"}
    | {"spokeswoman", "spokesperson", "strategist", "official", "co-leader", "deputy leader"}
)
_AMERICAN = frozenset(
    {"senator", "sen.", "rep.", "representative", "congressman", "congresswoman", "governor", "gov.", "lawmaker"}
)
_MARK = re.compile(r"[DRI]-[A-Z][A-Za-z]+")


def party_before(words: Words, start: int, head: Head) -> Found | None:
    """The party whose adjective is among a title's first words or right before them, capitalised."""
    if head.noun.split()[-1] not in _MEMBERS or head.plural:
        return None
    table = title_words().parties
    for first in range(max(0, start - 2), head.first):
        for last in (first + 2, first + 1):
            if start <= last <= head.first and words.capital(first):
                name = table.get(" ".join(words.low(i) for i in range(first, last)))
                if name is not None and words.capital(last - 1):
                    return Found(_actor(name, head), first, last)
    return None


def _actor(name: str, head: Head) -> Actor:
    if name in ("Republican Party", "Democratic Party") and head.noun in _AMERICAN:
        return state("United States")
    entry = lookup(name)
    return entry.actor if entry is not None and entry.actor is not None else body(name)


def constituency(words: Words, at: int) -> tuple[Actor, int, int] | None:
    """The United States, for one of its lawmakers with party and state after the name: "(D-Ohio)", ", R-Texas"."""
    if words.low(at) not in ("(", ",") or at + 1 >= len(words.tokens):
        return None
    if words.low(at + 1) in ("a", "an", "the") and (end := _of_state(words, at + 2)) is not None:
        return state("United States"), at + 2, end
    if not _MARK.fullmatch(words.tokens[at + 1].text):
        return None
    return state("United States"), at + 1, at + 2


_PARTISANS = frozenset({"republican", "democrat"})


def _of_state(words: Words, at: int) -> int | None:
    """Where "Ohio Republican", "Democrat from Ohio" ends, which says that somebody sits for a state of the union."""
    hit = words.starting.get(at)
    if hit is not None and hit.has(NameKind.PLACE) and words.low(hit.last) in _PARTISANS:
        return hit.last + 1
    hit = words.starting.get(at + 2)
    from_state = words.low(at) in _PARTISANS and words.low(at + 1) in ("from", "of") and hit is not None
    return hit.last if from_state and hit is not None and hit.has(NameKind.PLACE) else None
