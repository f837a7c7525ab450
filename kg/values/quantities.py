"""Figures with their units: ``quantities(text)`` says what each measured amount of a text is, exactly.

A grammar over tokens, in ``Decimal``. Read are percentages with their base, points, sums of money in ISO 4217 codes,
counts of things ("10,000 troops"), measures ("1.5 degrees", "1,000 barrels per day"), fractions and multiples. A
year, date, ordinal, number in a name ("G7", "Resolution 2254", "F-16"), telephone number or duration is no quantity.

What cannot be written as a level is written as percent: "by a third" is a change of 33.33 percent, "two-thirds of the
budget" 66.67 percent of budget (two decimals where the fraction does not end), "double" a change of 100 percent,
"triple" of 200, "halve" of 50. The words keep what was said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kg.model import Comparator
from kg.values.amount import Amount
from kg.values.amounts import amounts
from kg.values.numerals import Token, joined, tokens, word_set
from kg.values.units import before_comparator, comparator_before

_PREVIOUS = word_set("previous current present existing earlier former original prior initial")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure: ``text[start:end] == words``.

    ``unit`` is the whole unit ("percent of GDP", "USD", "USD per year", "troops"), ``base`` what follows "percent of".
    ``upper`` closes a range whose lower end is ``value``. ``change`` tells a difference from a level, ``baseline`` is
    the previous figure in the same unit, ``baseline_words`` what the change is measured from ("2020 levels").
    ``previous`` marks a figure that is itself such a baseline ("from the previous 3%"): what is asked is another.
    """

    start: int
    end: int
    words: str
    value: Decimal
    unit: str
    base: str = ""
    comparator: Comparator = Comparator.EXACTLY
    upper: Decimal | None = None
    change: bool = False
    baseline: Decimal | None = None
    baseline_words: str = ""
    previous: bool = False


@lru_cache(maxsize=512)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of ``text`` in order; their spans do not overlap.

    >>> [(str(q.value), q.unit) for q in quantities("to spend 3.5% of GDP and $800 billion")]
    [('3.5', 'percent of GDP'), ('800000000000', 'USD')]
    """
    line = tokens(text)
    found = list(amounts(line))
    out = [_quantity(text, line, amount) for amount in found]
    return tuple(_with_baselines(text, line, found, out))


# ---------------------------------------------------------------------------------------------- what stands around
def _comparator_after(line: Sequence[Token], stop: int) -> tuple[Comparator, int] | None:
    following = [line[i].lower for i in range(stop, min(stop + 2, len(line)))]
    if following == ["or", "more"]:
        return Comparator.AT_LEAST, stop + 2
    if following in (["or", "less"], ["or", "fewer"]):
        return Comparator.AT_MOST, stop + 2
    if following[:1] == ["+"] and joined(line, stop):
        return Comparator.AT_LEAST, stop + 1
    return None


def _quantity(text: str, line: Sequence[Token], amount: Amount) -> Quantity:
    comparator, first = comparator_before(line, amount.first)
    if comparator is Comparator.EXACTLY:
        first = amount.first
    stop = amount.stop
    after = _comparator_after(line, stop)
    if after:
        comparator, stop = after
    start, end = line[first].start, line[stop - 1].end
    measured = _measured_from(text, line, stop)
    return Quantity(
        start,
        end,
        text[start:end],
        amount.value,
        amount.unit,
        amount.base,
        comparator,
        amount.upper,
        amount.change or bool(measured),
        amount.baseline,
        measured,
    )


def _measured_from(text: str, line: Sequence[Token], stop: int) -> str:
    """ "2020 levels" of "30% from 2020 levels", "below the level of 1990"."""
    for at in range(stop, min(stop + 4, len(line))):
        if line[at].kind == "mark":
            break
        if line[at].lower not in {"from", "below", "above", "over", "under", "to", "with", "on"}:
            continue
        first = at + 1
        if first < len(line) and line[first].lower == "the":
            first += 1
        for end in range(first + 1, min(first + 5, len(line)) + 1):
            inside = line[first:end]
            if any(token.kind == "mark" and token.text not in "-‑" for token in inside):
                break
            dated = any(token.kind == "num" and len(token.text) == 4 for token in inside)
            level = any(token.lower in {"level", "levels", "baseline"} for token in inside)
            industrial = any(token.lower in {"industrial", "preindustrial", "current", "pre"} for token in inside)
            closed = inside[-1].lower in {"level", "levels", "baseline"} or inside[-1].kind == "num"
            if level and closed and (dated or industrial):
                return text[line[first].start : inside[-1].end]
    return ""


def _with_baselines(
    text: str, line: Sequence[Token], found: Sequence[Amount], out: list[Quantity]
) -> Iterator[Quantity]:
    """Gives each figure the one before it that it is measured from, by "from"."""
    for number, amount in enumerate(found):
        if not _is_previous(line, amount):
            continue
        old = out[number]
        if line[max(0, before_comparator(line, amount.first))].lower in {"not", "of", "than"}:  # what is not asked for
            out[number] = replace(old, previous=True)
            continue
        other = number + 1 if _leads_to(line, found, number) else number - 1
        if not 0 <= other < len(out) or not _comparable(old, out[other]):
            continue
        between = text[min(old.end, out[other].end) : max(old.start, out[other].start)]
        if any(mark in between for mark in ".;!?\n") or len(between) > 60:
            continue
        if not old.base and out[other].base:
            old = replace(old, unit=out[other].unit, base=out[other].base)
        out[number] = replace(old, previous=True)
        out[other] = replace(out[other], baseline=old.value)
    yield from out


def _is_previous(line: Sequence[Token], amount: Amount) -> bool:
    """True after "from", "from the previous", "from its current", "compared with", "up from"."""
    at = before_comparator(line, amount.first)
    while at >= 0 and (line[at].lower in _PREVIOUS or line[at].lower in {"the", "a", "an", "its", "their"}):
        at -= 1
    if at < 0:
        return False
    word = line[at].lower
    if (word == "of" and at >= 1 and line[at - 1].lower == "instead") or (
        word == "than" and at >= 1 and line[at - 1].lower == "rather"
    ):
        return True
    if word == "not":
        return at >= 1 and line[at - 1].text == ","
    return word in {"from", "versus"} or (word in {"with", "to"} and at >= 1 and line[at - 1].lower == "compared")


def _leads_to(line: Sequence[Token], found: Sequence[Amount], number: int) -> bool:
    """True for "from 2% to 3%": the figure after it is the new one."""
    if number + 1 >= len(found):
        return False
    return any(line[i].lower == "to" for i in range(found[number].stop, found[number + 1].first)) and (
        found[number + 1].first - found[number].stop <= 8
    )


def _comparable(old: Quantity, new: Quantity) -> bool:
    first, second = old.unit.split(" of ")[0], new.unit.split(" of ")[0]
    return first == second or not first or not second
