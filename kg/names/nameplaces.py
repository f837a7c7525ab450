"""Whose post it is, told behind the name: "Prime Minister Novak of Slovakia", "Senator Novak (R-Ohio)"."""

from __future__ import annotations

from kg.model import Actor
from kg.names.gazetteer import NameKind, body
from kg.names.localities import locality
from kg.names.objects import LOCAL_POSTS
from kg.names.parties import constituency
from kg.names.personnames import PersonName
from kg.names.titlewords import Head, Words


def place_after(words: Words, name: PersonName, head: Head | None = None) -> tuple[Actor, int, int] | None:
    """The state or body after a name: "Prime Minister Novak of Slovakia", or, in a list, "Novak, Slovakia"."""
    if (marked := constituency(words, name.last)) is not None:
        return marked
    opener = words.low(name.last)
    if opener not in ("of", ",", "("):
        return None
    at = name.last + 1 + (words.low(name.last + 1) == "the")
    hit = words.starting.get(at)
    if opener == "(":
        state = hit is not None and hit.has(NameKind.COUNTRY) and words.low(hit.last) == ")"
        return (hit.name.actor, hit.first, hit.last) if state and hit and hit.name.actor is not None else None
    if opener == "," and (hit is None or words.low(hit.last) not in ("", ";")):
        return None
    if hit is not None and hit.name.actor is not None and hit.has(NameKind.COUNTRY, NameKind.BODY):
        return hit.name.actor, hit.first, hit.last
    if hit is not None and opener == "of" and head is not None and head.noun in LOCAL_POSTS and hit.has(NameKind.PLACE):
        return body(words.cut(hit.first, hit.last)), hit.first, hit.last
    return locality(words, at, head.noun) if hit is None and opener == "of" and head is not None else None
