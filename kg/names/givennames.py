"""What given names tell: that a name is a person's, and often its bearer's sex (``kg/lexicon/givennames.toml``)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.lexicon.tables import lexicon_table
from kg.names.acronyms import is_body_noun
from kg.names.nouns import nouns
from kg.names.people import fold
from kg.names.titlewords import Words
from kg.values.numerals import word_set


@cache
def _table() -> dict[str, frozenset[str]]:
    table = lexicon_table("givennames")
    return {kind: frozenset(names.split()) for kind, names in table.items()}


@cache
def _given() -> frozenset[str]:
    return frozenset().union(*_table().values()) - _WORDS_TOO


@cache
def _sexes() -> dict[str, bool]:
    women, men = _table()["women"], _table()["men"]
    return {name: name in women for name in women ^ men}


def woman_by_name(name: str) -> bool | None:
    """True for "Anna Berg", False for "Lars Holm", None for a surname alone and for names that tell nothing.

    >>> woman_by_name("Anna Berg"), woman_by_name("Lars Holm"), woman_by_name("Berg")
    (True, False, None)
    """
    words = fold(name).lower().split()
    return _sexes().get(words[0]) if len(words) > 1 else None


def names_called(words: Words) -> Iterator[str]:
    """Names of two or three capitalised words that begin with a given name and are no body's, place's or text's.

    >>> list(names_called(Words.of("Talks of Ivo Brandt with the Anna Berg Institute in Victoria Falls")))
    ['Ivo Brandt']
    """
    at, last = 0, len(words.tokens)
    while at < last:
        end = at
        while end < last and words.capital(end) and end not in words.inside and words.tokens[end].text[-1].isalpha():
            end += 1
        if 2 <= end - at <= 3 and _calls(words, at, end):
            yield words.cut(at, end)
        at = max(end, at + 1)


def _calls(words: Words, first: int, last: int) -> bool:
    given, others = fold(words.tokens[first].text), [words.tokens[i].text for i in range(first + 1, last)]
    if given.lower() not in _given() or given.isupper():
        return False
    if any(name.isupper() or is_body_noun(name.lower()) or name.lower() in _NO_SURNAMES for name in others):
        return False
    joined = "&" in (words.low(first - 1), words.low(last)) or words.low(last) == "of"
    return not joined and not {name.lower() for name in others} & nouns("undertaking")


# Given names that are words, places or firms' names as well: those tell a person only with the recogniser's consent.
_WORDS_TOO = word_set(
    "bill christian frank grace grant guy jack mark martin victor will carolina charlotte florence georgia iris "
    "vera victoria virginia salvador santiago philip nelson joy hope rose may june april august art dean earl "
    "jordan chad morgan logan sydney sun min pat"
)
_NO_SURNAMES = word_set(
    "falls valley river island islands lake bay beach street square avenue road park airport university college "
    "school hospital day peace prize award foundation building hall palace castle bridge street strait port harbor "
    "harbour county city town district province state line sea desert mountains says said"
)

__all__ = ["names_called", "woman_by_name"]
