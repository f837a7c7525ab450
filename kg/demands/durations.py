"""Lengths of time that a deed is to last, and zero: "a 60-day ceasefire", "a pause of at least five days", "net zero".

A length of time is a figure of what is asked for only where it measures the thing itself: a truce, a ban, a sentence.
Of other things it tells when and how long things are ("a three-day visit").
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kg.demands.actions import Deed
from kg.demands.deeds import listed
from kg.demands.parties import Scene
from kg.document import TokenSpan
from kg.model import Comparator
from kg.values.numerals import Token, joined, numeral, over_hyphen, tokens
from kg.values.units import comparator_before


class Measure(NamedTuple):
    """A length or a zero that is asked for, with its words and their tokens."""

    value: Decimal
    unit: str
    words: str
    comparator: Comparator
    change: bool
    span: TokenSpan


def measures(scene: Scene, deed: Deed) -> Iterator[Measure]:
    """The lengths of time in the words of a deed, and a zero that is to be reached."""
    document = scene.reading.document
    start, end = deed.region
    text, base = document.words((start, end)), document.doc[start].idx
    line = tokens(text)
    verb = scene.lemma(deed.trigger)
    for at, token in enumerate(line):
        found = _length(line, at, verb) or _zero(line, at)
        if found is None:
            continue
        value, unit, first, stop, change = found
        comparator, first = comparator_before(line, first)
        left, right = line[first].start, line[stop - 1].end
        inside = [i for i in range(start, end) if base + left < _end(scene, i) and document.doc[i].idx < base + right]
        if inside and token.kind in ("num", "word"):
            span = (inside[0], inside[-1] + 1)
            yield Measure(value, unit, text[left:right], comparator, change, span)


def _end(scene: Scene, i: int) -> int:
    token = scene.reading.document.doc[i]
    return int(token.idx) + len(token)


Found = tuple[Decimal, str, int, int, bool]


def _length(line: tuple[Token, ...], at: int, verb: str) -> Found | None:
    """Value, unit, first token, end, and whether it is a difference."""
    number = numeral(line, at)
    if number is None or (at and joined(line, at) and line[at - 1].kind != "mark"):
        return None
    place = over_hyphen(line, number.stop)
    unit = line[place].lower if place < len(line) else ""
    if unit.removesuffix("s") not in listed("times"):
        return None
    plural = unit if unit.endswith("s") else f"{unit}s"
    before = comparator_before(line, at)[1] - 1
    word = line[before].lower if before >= 0 else ""
    head = line[before - 1].lower if before >= 1 else ""
    if place > number.stop or (word in ("a", "an") and place == number.stop and unit == plural[:-1]):  # "60-day truce"
        after = [token.lower for token in line[place + 1 : place + 5]]
        return (number.value, plural, at, place + 1, False) if set(after) & listed("lasting_deeds") else None
    if word == "of" and head in listed("lasting_deeds"):
        return number.value, plural, at, place + 1, False
    if word in ("by", "for") and verb in listed("stretching"):
        return number.value, plural, at, place + 1, word == "by"
    if word in ("for", "lasting") and any(
        t.lower in listed("lasting_deeds") for t in line[max(0, before - 4) : before]
    ):
        return number.value, plural, at, place + 1, False
    return None


def _zero(line: tuple[Token, ...], at: int) -> Found | None:
    """ "reach net zero", "net-zero emissions"."""
    if line[at].lower != "net":
        return None
    place = over_hyphen(line, at + 1)
    if place >= len(line) or line[place].lower != "zero":
        return None
    return Decimal(0), "net emissions", at, place + 1, False
