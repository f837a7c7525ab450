"""How like two names are, from 0 to 1: words misspelt, or as another language writes them; initials; acronyms.

It says nothing of who is meant: namesakes are alike, and "Holland" is not like "Netherlands" unless one of the names of
either says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kg.linking.naming import SMALL, core, initials, is_acronym, sound, words

MOST_NAMES = 64
"""Names of one thing that are looked at; some have hundreds, one for each language."""

_OWNS = re.compile(r"['’]s\b")  # "Norland's Ministry of Tides"
_LIKE = 0.78  # of two words, below which they are others


class Likeness(NamedTuple):
    """How like, and in which way: ``same``, ``core``, ``order``, ``acronym``, ``initials``, ``like``, ``part``, ""."""

    value: float
    way: str = ""


NOTHING = Likeness(0.0)


def likeness(ours: Iterable[str], theirs: Iterable[str], *, person: bool = False) -> Likeness:
    """That of the likest pair of names; of pairs that are equally like, the first.

    That one is the acronym of the other counts only where one of the two has no name but acronyms: what names itself in
    full can be compared in full, and "ROK" would fit "Republic of Kenya", too.

    >>> likeness(["J. Falk"], ["Jon Falk"], person=True)
    Likeness(value=0.9, way='initials')
    >>> likeness(["Ministry of Tides"], ["Ministry of Ports"]).value < 0.6
    True
    """
    best = NOTHING
    mine, yours = (list(dict.fromkeys(names))[:MOST_NAMES] for names in (ours, theirs))
    short = all(map(is_acronym, mine)) or all(map(is_acronym, yours))
    for one in mine:
        for other in yours:
            found = pair(one, other, person)
            if found.value > best.value and (short or found.way != "acronym"):
                best = found
                if best.value == 1.0:
                    return best
    return best


@lru_cache(1 << 16)
def pair(one: str, other: str, person: bool = False) -> Likeness:
    """How like two names are; the same whichever comes first."""
    ours, mine = _read(one, person)
    theirs, yours = _read(other, person)
    if not ours or not theirs:
        return NOTHING
    if person:
        if min(len(_proper(mine)), len(_proper(yours))) <= 1:
            return _surname(mine, yours)  # which is that of many
        if _of_a_line(ours) != _of_a_line(theirs):  # the father, or the son
            return min(_persons(mine, yours), Likeness(0.84, "part"))
    if ours == theirs:
        return Likeness(1.0, "same")
    if mine == yours:
        return Likeness(0.98, "core")
    if "".join(mine) == "".join(yours):
        return Likeness(0.96, "core")
    if sorted(mine) == sorted(yours) and len(mine) > 1 and not (person and _PARTICLES.intersection(mine)):
        return Likeness(0.94, "order")
    return _persons(mine, yours) if person else max(_acronyms(one, other), _bodies(mine, yours))


@lru_cache(1 << 16)
def _read(name: str, person: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a name, and those that carry its meaning."""
    if not person:
        name = _OWNS.sub("", name)
    return words(name), core(name, person=person)


_BEFORE = "bin ibn ben bint al el abu van von zu zur ter ten der den st"
_PARTICLES = frozenset(word for word in SMALL if len(word) > 1).union(_BEFORE.split())
"""Words that stand before a surname and are none."""


def _proper(found: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a person's name that are names, without what stands before a surname."""
    return tuple(word for word in found if word not in _PARTICLES)


_LINE = ("jr", "sr", "ii", "iii", "iv")


def _of_a_line(found: tuple[str, ...]) -> str:
    """What tells a person from a parent of the same name."""
    return found[-1] if found[-1] in _LINE else ""


def _acronyms(one: str, other: str) -> Likeness:
    """One is the acronym of the other, which may be that of many more, above all if it has two letters."""
    for short, long in ((one, other), (other, one)):
        letters = "".join(words(short))
        if is_acronym(short) and letters in initials(long):
            return Likeness(0.8 if len(letters) > 2 else 0.65, "acronym")
    return NOTHING


# ---------------------------------------------------------------------------------------------- words
@lru_cache(1 << 16)
def word_likeness(one: str, other: str, person: bool = False) -> float:
    """How like two words are: 1 if they are one, 0 if they are others. Names of persons that sound alike are like.

    >>> word_likeness("zelensky", "zelenskyy") > 0.85, word_likeness("iran", "iraq")
    (True, 0.0)
    >>> word_likeness("schulz", "shults"), word_likeness("schulz", "shults", True)
    (0.0, 0.86)
    """
    if one == other:
        return 1.0
    if one.isdigit() or other.isdigit():
        return 0.0
    from rapidfuzz.distance import OSA

    found = float(OSA.normalized_similarity(one, other))
    if one[0] != other[0]:
        found -= 0.15
    if person and min(len(one), len(other)) > 3 and sound(one) == sound(other):
        found = max(found, 0.86)
    return found if found >= _LIKE else 0.0


def _matched(short: tuple[str, ...], long: tuple[str, ...], person: bool) -> list[tuple[float, int]]:
    """For each word of ``short`` how like it is to the word of ``long`` that it fits best, and where that stands.

    No word is taken twice; what fits none has 0 and -1.
    """
    free = list(range(len(long)))
    found: list[tuple[float, int]] = []
    for word in short:
        best = max(((word_likeness(word, long[i], person), -i) for i in free), default=(0.0, 0))
        if best[0] > 0:
            free.remove(-best[1])
            found.append((best[0], -best[1]))
        else:
            found.append((0.0, -1))
    return found


def _bodies(mine: tuple[str, ...], yours: tuple[str, ...]) -> Likeness:
    """Of names of anything but persons: the share of their words that fit, longer words counting more."""
    short, long = sorted((mine, yours), key=lambda found: (len(found), found))
    fits = _matched(short, long, False)
    pairs = [(fit, max(len(word), len(long[at])) + 2) for word, (fit, at) in zip(short, fits, strict=True) if fit]
    taken = {at for fit, at in fits if fit}
    left = sum(len(word) + 2 for word, (fit, _) in zip(short, fits, strict=True) if not fit)
    over = sum(len(word) + 2 for i, word in enumerate(long) if i not in taken)
    value = 0.95 * sum(fit * weight for fit, weight in pairs) / (sum(weight for _, weight in pairs) + max(left, over))
    if not left and over:
        return Likeness(max(value, 0.3), "part")
    return Likeness(value, "like")


# ---------------------------------------------------------------------------------------------- persons
def _surname(mine: tuple[str, ...], yours: tuple[str, ...]) -> Likeness:
    """Of names of persons of which one is a surname alone, or a given name."""
    short, long = sorted((_proper(mine) or mine, _proper(yours) or yours), key=lambda found: (len(found), found))
    last = max(word_likeness(short[-1], long[-1], True), 0.9 * word_likeness(short[-1], long[0], True))
    return Likeness(0.6 * last, "part")


def _persons(mine: tuple[str, ...], yours: tuple[str, ...]) -> Likeness:
    """Of whole names of persons: the surname must fit, and the given name, as far as both are told, too."""
    short, long = sorted((mine, yours), key=lambda found: (len(found), found))
    found = _matched(short, long, True)
    fits, places = [fit for fit, _ in found], [at for _, at in found]
    turned = places != sorted(places) and len(short) < len(long)  # "A bin B" is no "B bin A of C"
    if turned or (places != sorted(places) and _PARTICLES.intersection(short)):
        return Likeness(0.35, "")
    if all(fits) and sum(len(word) > 1 and word not in _PARTICLES for word in short) > 1:
        extra = len([word for word in long if len(word) > 1 and word not in SMALL]) - len(short)
        value = 0.97 * sum(fits) / len(fits) - 0.03 * max(0, extra)
        return Likeness(value, "like" if min(fits) < 1 else "part" if extra > 0 else "order")
    last, first = word_likeness(mine[-1], yours[-1], True), _given(mine[0], yours[0])
    if not last:
        return Likeness(0.2 * sum(fits) / len(long), "")
    if not first:
        return Likeness(0.35 * last, "")
    initial = min(len(mine[0]), len(yours[0])) <= 2
    return Likeness(last * (0.9 if initial else 0.45 + 0.5 * first), "initials" if initial else "like")


def _given(one: str, other: str) -> float:
    """How like two given names are; an initial, or two, fit the names that begin so."""
    if min(len(one), len(other)) <= 2:
        return 1.0 if one[0] == other[0] else 0.0
    return word_likeness(one, other, True)
