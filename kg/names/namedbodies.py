"""Bodies that no table knows, read off their form before a title: "Quiet Waters Institute | director".

::

    run    = capital {capital | link capital}         ("Institute for Quiet Waters", "Harbour and Coast Authority")
    body   = a run of two words or more that ends in a noun for bodies, or begins with one and a preposition
           | a run of any kind before the head of a firm ("Brightwater chief executive")
           | a place in the possessive before a post that places have ("Westshire's chief constable")
"""

from __future__ import annotations

from kg.model import Actor, ActorKind
from kg.names.acronyms import is_body_noun
from kg.names.gazetteer import NameKind, body
from kg.names.people import PARTICLES
from kg.names.titlewords import Head, Words, head_at, title_words

_LINKS = frozenset({"for", "of", "on", "and", "&", "the", "in"})
_GRADES = frozenset({"deputy", "vice", "assistant", "associate", "executive", "managing", "senior", "chief", "acting"})
_DEPUTIES = frozenset({"deputy", "vice", "assistant", "associate", "senior", "undersecretary"})
_PLACE_POSTS = frozenset({"constable", "sheriff", "mayor", "police", "governor"})
_DIVISIONS = frozenset(
    {"county", "city", "province", "region", "town", "district", "municipality", "borough", "territory", "island"}
)
THE_COUNTRY = Actor(ActorKind.UNIDENTIFIED, "the country")  # which, the text before tells
_LONGEST = 9
_ADJECTIVES = ("ar", "al", "ic", "ous", "ing", "ed", "ive", "ful", "ish", "ian", "ent", "ant", "less", "ble")


def body_before(words: Words, head: Head) -> tuple[Actor, int, int] | None:
    """The unknown body right before a title, with its first token and the token where the title's words begin."""
    end = head.first + (
        head.last - head.first > 1 and words.capital(head.first) and is_body_noun(words.low(head.first))
    )
    while end > 1 and words.low(end - 1) in _GRADES and words.capital(end - 1) == words.capital(head.first):
        end -= 1
    first = _run(words, end)
    if first is None or words.low(first - 1) in ("'s", "'"):
        return None
    end = next((i for i in range(first + 1, end) if words.low(i) in _GRADES), end)
    if any(head_at(words, i) is not None for i in range(first, min(end, head.first))) or _second_post(
        words, first, end
    ):
        return None
    left = words.ending.get(first)
    if left is not None and left.has(NameKind.BODY):
        first = left.first
    elif left is not None:
        return None
    named = any(is_body_noun(words.low(i)) for i in (end - 1, *_before_links(words, first, end)))
    if end - first > 1 and named:
        return body(words.cut(first, end)), first, end
    begins = _begins_sentence(words, first) and not _own_name(words, first, head)
    firm = head.noun in title_words().corporate and not begins and end - first < 4
    return (body(words.cut(first, end)), first, end) if firm else None


def _second_post(words: Words, first: int, end: int) -> bool:
    """True for "... Affairs Commission and Foreign | Minister": what follows "and" belongs to the second post."""
    cut = max((i for i in range(first, end) if words.low(i) in ("and", "&")), default=first)
    return cut > first and is_body_noun(words.low(cut - 1)) and not is_body_noun(words.low(end - 1))


def _before_links(words: Words, first: int, end: int) -> list[int]:
    return [i for i in range(first, end - 1) if words.low(i + 1) in ("for", "of", "on")]


def _run(words: Words, end: int) -> int | None:
    """The first token of the capitalised name that ends before token ``end``."""
    table = title_words()
    first = end
    while first > 0 and end - first < _LONGEST:
        at = first - 1
        glued = words.tokens[at].end + 1 >= words.tokens[at + 1].start
        link = words.low(at) in _LINKS and first < end and _after_capital(words, at)
        if glued and (link or (words.capital(at) and words.tokens[at].key[0].isalpha() and _free(words, at))):
            first = at
        else:
            break
    outside = _LINKS | table.no_names | table.current | table.phases.keys() | table.honorifics | _DEPUTIES
    while first < end and words.low(first) in outside and not is_body_noun(words.low(first)):
        first += 1
    return first if first < end else None


def _after_capital(words: Words, at: int) -> bool:
    """True if a capitalised word stands before the small words that end with token ``at``."""
    while at > 0 and words.low(at) in _LINKS and not words.capital(at):
        at -= 1
    return words.capital(at)


def _free(words: Words, at: int) -> bool:
    """True if the token is no part of a state's or a body's name: those are read by the tables."""
    if at not in words.inside:
        return words.low(at) not in title_words().honorifics
    hit = next(h for f, h in words.starting.items() if f <= at < h.last)
    return hit.has(NameKind.PLACE, NameKind.CAPITAL)


def _own_name(words: Words, at: int, head: Head) -> bool:
    """True for one capitalised word before a post in small letters: "Brightwater | general secretary"."""
    small = head.noun == "general secretary" and not words.capital(head.first) and at == head.first - 1
    return small and words.low(at) not in title_words().modifiers and not words.low(at).endswith(_ADJECTIVES)


def _begins_sentence(words: Words, at: int) -> bool:
    return words.low(at - 1) in ("", ".", "!", "?", ":", "“", '"')


def place_before(words: Words, end: int) -> tuple[Actor, int] | None:
    """The place whose possessive mark is token ``end - 1``, before one of a place's posts, with its first token.

    "The country's" stands before any post.
    """
    if words.low(end - 2) in ("country", "nation", "republic") and words.low(end - 3) in ("the", "this", "that"):
        return THE_COUNTRY, end - 3
    if not any(words.low(i) in _PLACE_POSTS for i in range(end, end + 2)):
        return None
    at = end - 1
    if words.low(at - 1) in _DIVISIONS and words.low(at - 2) in ("the", "this", "that"):
        return Actor(ActorKind.UNIDENTIFIED, f"the {words.low(at - 1)}"), at - 2
    first = at
    while first > 0 and at - first < 3 and words.capital(first - 1) and first - 1 not in words.inside:
        first -= 1
    return (body(words.cut(first, at)), first) if first < at else None


_TIMES = frozenset(
    {"today", "yesterday", "tomorrow", "tonight", "week", "month", "year", "monday", "tuesday", "wednesday", "thursday"}
    | {"friday", "saturday", "sunday"}
)


def owner_before(words: Words, end: int) -> tuple[str, int] | None:
    """The plain name in the possessive before token ``end``, with its first token: "Novak's | chief of staff".

    It is a person's, or that of a body that no table knows.
    """
    if words.low(end - 1) not in ("'s", "'"):
        return None
    at = end - 1
    first = at
    while first > 0 and at - first < 4 and _plain(words, first - 1):
        if first < at and words.tokens[first].start - words.tokens[first - 1].end > 1:
            break
        first -= 1
    while first < at and not words.capital(first):
        first += 1
    plain = [words.low(i) for i in range(first, at)]
    if not plain or plain[-1] in _TIMES or title_words().modifiers.issuperset(plain):
        return None
    name = words.cut(first, at)
    while (
        first > 1 and at - first < 8 and (words.capital(first - 1) or words.low(first - 1) in ("the", "of", "former"))
    ):
        first -= 1  # the owner's own title
    return name, first


def _plain(words: Words, at: int) -> bool:
    token = words.tokens[at]
    if token.key.lower() in PARTICLES and not token.capital:
        return words.capital(at + 1)
    table = title_words()
    return (
        token.capital
        and token.key[0].isalpha()
        and at not in words.inside
        and token.key.lower() not in table.no_names | table.honorifics
        and head_at(words, at) is None
    )
