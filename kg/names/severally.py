"""Several persons under one title in the plural.

::

    joined      = plural-title name [place] {"," | "and" name [place]}      "Presidents Novak and Kral"
    respective  = plural-title "of" states "," names                                "the ministers of A and B, X and Y"
    behind      = names "," "the" plural-title "of" states                          "X and Y, the ministers of A and B"
    interleaved = plural-title "of" state "," name {"and" ["of"] state "," name}    "the ministers of A, X, and of B, Y"
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.model import Actor
from kg.names.gazetteer import NameKind
from kg.names.nameplaces import place_after
from kg.names.personnames import PersonName, name_at, name_before
from kg.names.titlemention import TitleMention, mention_of
from kg.names.titles import Title
from kg.names.titlewords import Words, head_at, title_words

_Place = tuple[Actor, int, int]
_Named = tuple[PersonName, _Place | None]
_STATES = (NameKind.COUNTRY, NameKind.ADJECTIVE)
_ENDS = frozenset({",", ".", ";", ")", "—", "–", ""})


def severally(words: Words, title: Title) -> Iterator[TitleMention]:
    """One role for each person whom a plural title names."""
    singular = replace(title, text=_singular(title))
    names = _row(words, title.last)
    pair: list[Actor] = list(_two_bodies(words, title) or ())
    if not names and words.low(title.last) == ",":
        names = _row(words, title.last + 1)
        pair = pair or [state for state, _ in _owners(words, title)]
        closed = bool(names) and words.low(names[-1][0].last) in _ENDS
        names = names if closed and len(pair) == len(names) and all(place is None for _, place in names) else []
    if len(names) < 2:
        names, pair = _interleaved(words, title), []
    if len(names) < 2:
        return
    for number, (name, place) in enumerate(names):
        own = replace(singular, body=pair[number]) if len(pair) == len(names) else singular
        if place is not None and title.rule == "of":
            own = replace(own, body=None, body_at=None)
        yield mention_of(words, own, name, "joined", place)


def listed_before(words: Words, title: Title, known: frozenset[str]) -> Iterator[TitleMention]:
    """One role for each person of a list to which "the ministers of Kenya and Chad" is apposed, in order."""
    first = title.first - (title.determiner == "the")
    if words.low(first - 1) != "," or title.determiner != "the":
        return
    states, end = _states_after(words, title.head.last)
    names = _names_before(words, first - 1, known)
    if len(states) < 2 or len(states) != len(names) or words.low(end) not in _ENDS:
        return  # "With X and Y, the ministers of A and B left": two pairs
    singular = replace(title, text=_singular(title))
    for name, state in zip(names, states, strict=True):
        yield mention_of(words, replace(singular, body=state), name, "joined", None)


def _states_after(words: Words, at: int) -> tuple[list[Actor], int]:
    """The states of "of Kenya, Chad and the Netherlands", which begins at token ``at``, and the token behind them."""
    found: list[Actor] = []
    end = at
    while words.low(at) in (("of",) if not found else (",", "and")):
        at += 1
        while words.low(at) in ("and", "the", "of"):
            at += 1
        hit = words.starting.get(at)
        if hit is None or not hit.has(NameKind.COUNTRY) or hit.name.actor is None:
            break
        found.append(hit.name.actor)
        at = end = hit.last
    return found, end


def _names_before(words: Words, end: int, known: frozenset[str]) -> list[PersonName]:
    """The full names of a list that ends right before token ``end``, in the text's order; all are joined by "and"."""
    names: list[PersonName] = []
    joint = False
    while (name := name_before(words, end, known)) is not None and " " in name.text:
        names.append(name)
        before = words.low(name.first - 1)
        joint = joint or before == "and"
        if before not in (",", "and") or not joint:
            break
        end = name.first - 1 - (before == "and" and words.low(name.first - 2) == ",")
    return names[::-1] if joint else []


def _row(words: Words, at: int) -> list[_Named]:
    """The names that are joined from token ``at`` on, each with the place after it."""
    names: list[_Named] = []
    while True:
        if words.low(at) in _PARTISANS or head_at(words, at + 1) is not None or (name := name_at(words, at)) is None:
            break  # "Senators A and B, and | Democrat C": whose post stays open
        place = place_after(words, name)
        names.append((name, place))
        at = _past_place(words, place[2] if place else name.last)
        if words.low(at) == "," and words.low(at + 1) == "and":
            at += 2
        elif words.low(at) in (",", "and", "&"):
            at += 1
        else:
            break
    return names


_PARTISANS = frozenset({"democrat", "democrats", "republican", "republicans", "independent", "independents"})


def _past_place(words: Words, at: int) -> int:
    """Past "of Ohio", which tells of a lawmaker where he is elected and of nobody whose post it is."""
    if words.low(at) == ")":
        return at + 1
    hit = words.starting.get(at + 1) if words.low(at) == "of" else None
    return hit.last if hit is not None and hit.has(NameKind.PLACE) else at


def _owners(words: Words, title: Title) -> list[tuple[Actor, int]]:
    """The states after "of" in a plural title's phrase: "the ministers of Kenya and Chad"."""
    if words.low(title.head.last) != "of":
        return []
    found = []
    for at in range(title.head.last, title.last):
        hit = words.starting.get(at)
        if hit is not None and hit.has(NameKind.COUNTRY, NameKind.BODY) and hit.name.actor is not None:
            found.append((hit.name.actor, hit.last))
    return found


def _interleaved(words: Words, title: Title) -> list[_Named]:
    """The names of "the ministers of Kenya, Ana Novak, and of Chad, Petr Kral"."""
    at = title.head.last
    names: list[_Named] = []
    while words.low(at) == "of" or names:
        at += words.low(at) == "of"
        at += words.low(at) == "the"
        hit = words.starting.get(at)
        if hit is None or not hit.has(NameKind.COUNTRY, NameKind.BODY) or hit.name.actor is None:
            break
        if words.low(hit.last) != "," or (name := name_at(words, hit.last + 1)) is None:
            break
        names.append((name, (hit.name.actor, hit.first, hit.last)))
        at = name.last
        if words.low(at) not in (",", "and"):
            break
        at += 1
        at += words.low(at) == "and"
    return names


def _singular(title: Title) -> str:
    words = title.text.split()
    plurals = title_words().plurals
    return " ".join(_cased(word, plurals.get(word.lower(), word.lower())) for word in words)


def _cased(model: str, word: str) -> str:
    if model.lower() == word:
        return model
    if model[:-1].isupper() and model[:-1].lower() == word:
        return model[:-1]
    return word[0].upper() + word[1:] if model[:1].isupper() else word


def _two_bodies(words: Words, title: Title) -> tuple[Actor, Actor] | None:
    """The bodies of "the Czech and Slovak foreign ministers"."""
    if title.body is None or title.body_at is None:
        return None
    at = title.body_at[0]
    if words.low(at - 1) != "and":
        return None
    hit = words.ending.get(at - 1)
    if hit is None or not hit.has(*_STATES) or hit.name.actor is None:
        return None
    return hit.name.actor, title.body
