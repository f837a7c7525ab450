"""Acronyms that a report defines in brackets: "Coastal Fisheries Authority (CFA)".

The words before the bracket must be a body of the tables, or a capitalised name whose initials spell the acronym (a
strict form of Schwartz and Hearst 2003) and whose head noun is one for bodies.
"""

from __future__ import annotations

import re

from kg.model import Actor
from kg.names.gazetteer import NameKind, Token, body, hits, lookup, tokens
from kg.names.nouns import nouns

_SMALL = frozenset({"of", "the", "for", "and", "&", "on", "in", "to", "de", "la", "du", "des"})
_LONGEST = 10  # words of a name


def acronyms(text: str) -> dict[str, Actor]:
    """The bodies that the text gives acronyms to, by acronym; those of the tables keep their own meaning."""
    if "(" not in text:
        return {}
    words = tokens(text)
    ending = {hit.last: hit for hit in hits(words)}
    found: dict[str, Actor] = {}
    for at in range(1, len(words) - 2):
        if words[at].key != "(" or words[at + 2].key != ")":
            continue
        short = words[at + 1].key
        if not re.fullmatch(r"[A-Z]{2,7}", short) or short in found or lookup(short) is not None:
            continue
        hit = ending.get(at)
        if hit is not None and hit.has(NameKind.BODY) and hit.name.actor is not None:
            found[short] = hit.name.actor
        elif name := _spelt(text, words, at, short):
            found[short] = body(name)
    return found


def _spelt(text: str, words: tuple[Token, ...], end: int, short: str) -> str:
    """The name that ends before token ``end`` and whose initials are ``short``, if it is a body's."""
    letters = list(short)
    at = end
    while letters and at > 0 and end - at < _LONGEST:
        at -= 1
        word = words[at]
        if word.key.lower() in _SMALL:
            continue
        if not word.capital or word.key[0] != letters.pop():
            return ""
    if letters:
        return ""
    head = next((i for i in range(at + 1, end) if words[i].key.lower() in ("of", "for", "on")), end) - 1
    if not is_body_noun(words[head].key.lower()) and not is_body_noun(words[end - 1].key.lower()):
        return ""
    return " ".join(text[words[at].start : words[end - 1].end].split())


def is_body_noun(word: str) -> bool:
    """True if the noun can head a body's name ("institute", "authority")."""
    return word in nouns("body-head") or (word in nouns("institution") and word not in _NO_NAME)


_NO_NAME = frozenset({"crown", "monarchy", "electorate", "opposition", "intelligence", "board"})
