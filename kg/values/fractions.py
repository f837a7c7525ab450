"""Shares and fractions: "a third of its fleet", "cut in half", "one in three ministers", "half a percentage point"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from types import MappingProxyType

from kg.values.amount import CHANGES, Amount
from kg.values.numerals import Token, joined, numeral, over_hyphen, plain, stands_alone, word_set
from kg.values.units import base_of, things

_FRACTIONS = MappingProxyType(
    {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
)
_SHARES = word_set("stake share holding quota")


def part_of_a_point(line: Sequence[Token], at: int) -> Amount | None:
    """ "half a percentage point", "a quarter of a point", "a full percentage point": always a change."""
    words = [token.lower for token in line[at : at + 6]]
    number = numeral(line, at)
    if number is not None and not number.scaled and number.stop < len(line) and line[number.stop].lower == "points":
        cut = line[at - 1].lower == "by" if at else False
        rate = any(line[i].lower in _RATES for i in range(max(0, at - 8), at))
        return Amount(at, number.stop + 1, number.value, "percentage points", change=True) if cut and rate else None
    value, size = Decimal(1), 0
    if words[:2] in (["half", "a"], ["half", "of"]) or words[:3] == ["a", "half", "of"]:
        value, size = Decimal("0.5"), 2 if words[1] == "a" else words.index("of") + 2
    elif words[:3] == ["a", "quarter", "of"] and words[3:4] == ["a"]:
        value, size = Decimal("0.25"), 4
    elif words[:2] in (["a", "quarter"], ["a", "half"]):
        value, size = Decimal("0.25") if words[1] == "quarter" else Decimal("0.5"), 2
    elif words[:2] == ["a", "full"]:
        size = 2
    elif words[:2] == ["a", "percentage"]:
        size = 1
    place = over_hyphen(line, at + size) if size else at
    if not size or place >= len(line):
        return None
    percentage = line[place].lower in {"percentage", "per", "percent"}
    place += 1 + (line[place].lower == "per") if percentage else 0
    ends = place < len(line) and line[place].lower in {"point", "points"}
    cuts = not percentage and any(line[i].lower in _RATES for i in range(max(0, at - 8), at))
    return Amount(at, place + 1, value, "percentage points", change=True) if ends and (percentage or cuts) else None


_RATES = word_set("rate rates lending discount repo yield yields tariff tariffs tax taxes duty duties")


def cut_by_a_fraction(line: Sequence[Token], at: int) -> Amount | None:
    """ "a two-thirds cut", "a one-third reduction"."""
    number = numeral(line, at)
    if number is None or not number.spelt or number.value > 9 or number.scaled:
        return None
    place = over_hyphen(line, number.stop)
    parts = _FRACTIONS.get(line[place].lower.removesuffix("s")) if place < len(line) and place > number.stop else None
    after = line[place + 1].lower if place + 1 < len(line) else ""
    if not parts or number.value >= parts or after not in CHANGES:
        return None
    value = plain((number.value * 100 / parts).quantize(Decimal("0.01")))
    return Amount(at, place + 1, value, "percent", change=True)


def one_in(line: Sequence[Token], at: int) -> Amount | None:
    """ "one in three ministers", "1 in 5 seats": a share of all."""
    few = numeral(line, at) if stands_alone(line, at) else None
    if few is None or few.scaled or few.stop >= len(line) or line[few.stop].lower not in {"in", "out"}:
        return None
    start = few.stop + 1 + (line[few.stop].lower == "out")
    whole = numeral(line, start)
    if whole is None or whole.scaled or not few.value < whole.value <= 100 or few.spelt is not whole.spelt:
        return None
    counted = things(line, whole.stop)
    if counted is None:
        return None
    value = plain((few.value * 100 / whole.value).quantize(Decimal("0.01")))
    return Amount(at, counted[1], value, f"percent of {counted[0]}", counted[0])


def stake(line: Sequence[Token], at: int) -> Amount | None:
    """ "a one-third stake": the share that a noun of shares is said to be."""
    number = numeral(line, at)
    if number is None or not number.spelt or number.value > 9 or number.scaled:
        return None
    place = over_hyphen(line, number.stop)
    parts = _FRACTIONS.get(line[place].lower.removesuffix("s")) if place < len(line) else None
    after = line[place + 1].lower if place + 1 < len(line) else ""
    if not parts or number.value >= parts or after not in _SHARES:
        return None
    value = plain((number.value * 100 / parts).quantize(Decimal("0.01")))
    return Amount(at, place + 1, value, "percent")


def fraction(line: Sequence[Token], at: int) -> Amount | None:
    """ "a third of its fleet", "by a quarter", "two-thirds of", "cut in half"."""
    if line[at].kind != "word" or (at and line[at - 1].text in "-‑" and joined(line, at)):
        return None
    number = Decimal(1) if line[at].lower in {"a", "an"} else None
    if line[at].lower == "half":
        place, number = at, Decimal(1)
    else:
        spelt = numeral(line, at) if number is None else None
        if spelt and (not spelt.spelt or spelt.value > 9):
            return None
        number = number or (spelt.value if spelt else None)
        place = over_hyphen(line, spelt.stop if spelt else at + 1)
    if not number or place >= len(line):
        return None
    word = line[place].lower
    parts = _FRACTIONS.get(word) or _FRACTIONS.get(word.removesuffix("s"))
    if not parts or number >= parts:
        return None
    before = line[at - 1].lower if at else ""
    after = line[place + 1].lower if place + 1 < len(line) else ""
    difference = before in {"by", "in"} and (before == "by" or word == "half")
    named = after == "of" and place + 2 < len(line) and line[place + 2].kind == "word"
    difference = difference or (before == "by")
    if (not difference and not named) or before in {"first", "second", "latter", "last", "other", "third", "final"}:
        return None  # "the second half of 2022"
    base, stop = base_of(line, place + 1)
    value = plain((number * 100 / parts).quantize(Decimal("0.01")))
    unit = f"percent of {base}" if base else "percent"
    return Amount(at, stop if base else place + 1, value, unit, base, change=difference)
