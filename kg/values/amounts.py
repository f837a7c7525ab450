"""Amounts: the figures of a line of tokens with the unit that each counts in, before comparator and baseline.

One recogniser for each way of writing an amount: money marked first, a multiple, a fraction, a figure with its unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from types import MappingProxyType

from kg.values.amount import CHANGES, Amount
from kg.values.fractions import cut_by_a_fraction, fraction, one_in, part_of_a_point, stake
from kg.values.numerals import Numeral, Token, is_calendar, joined, numeral, over_hyphen, plain, stands_alone, word_set
from kg.values.units import CURRENCY_WORDS, MARKS, SYMBOLS, before_comparator, currency_word, measure, things

_MULTIPLES = MappingProxyType(
    {
        "double": Decimal(100),
        "triple": Decimal(200),
        "treble": Decimal(200),
        "quadruple": Decimal(300),
        "halve": Decimal(50),
    }
)


_PERIODS = MappingProxyType(
    {
        **{
            name: name
            for name in [
                "day",
                "week",
                "month",
                "year",
                "hour",
                "minute",
                "person",
                "capita",
                "household",
                "tonne",
                "ton",
                "barrel",
                "bushel",
                "pound",
                "kilo",
                "kilogram",
                "quintal",
                "gallon",
                "head",
                "vote",
                "job",
                "child",
                "family",
                "ounce",
                "share",
                "kilowatt",
                "megawatt",
            ]
        },
        "litre": "litre",
        "liter": "litre",
        "mwh": "megawatt hour",
        "kwh": "kilowatt hour",
    }
)


def amounts(line: Sequence[Token]) -> Iterator[Amount]:
    """The amounts of a line in order, none within another."""
    at = 0
    while at < len(line):
        amount = _amount(line, at)
        if amount is None:
            at += 1
            continue
        yield amount
        at = amount.stop


def _amount(line: Sequence[Token], at: int) -> Amount | None:
    return (
        _money_first(line, at)
        or _multiple(line, at)
        or part_of_a_point(line, at)
        or one_in(line, at)
        or stake(line, at)
        or fraction(line, at)
        or cut_by_a_fraction(line, at)
        or _figure(line, at)
    )


def _money_first(line: Sequence[Token], at: int) -> Amount | None:
    """ "$5 billion", "US$30-40 bn", "EUR 2 million"."""
    marked = _currency_mark(line, at)
    if marked is None:
        return None
    code, start = marked
    number = numeral(line, start, money=True)
    if number is None or number.spelt:
        return None
    value, upper, stop = _range(line, number, code)
    unit, stop = _per(line, code, stop)
    return Amount(at, stop, value, unit, upper=upper, change=_is_change(line, at, stop))


def _currency_mark(line: Sequence[Token], at: int) -> tuple[str, int] | None:
    token = line[at]
    if token.text in SYMBOLS:
        return SYMBOLS[token.text], at + 1
    if token.kind != "word" or at + 1 >= len(line):
        return None
    if line[at + 1].text == "$" and joined(line, at + 1) and token.text + "$" in SYMBOLS:
        return SYMBOLS[token.text + "$"], at + 2
    if token.text in CURRENCY_WORDS.values() and line[at + 1].kind == "num":
        return token.text, at + 1
    if token.text in MARKS:
        number = at + 1 + (line[at + 1].text == "." and joined(line, at + 1))
        return (MARKS[token.text], number) if number < len(line) and line[number].kind == "num" else None
    return None


def _range(line: Sequence[Token], number: Numeral, code: str) -> tuple[Decimal, Decimal | None, int]:
    """The two ends of "30-40 billion"; the lower takes the scale that only the upper has."""
    at = number.stop
    if at >= len(line) or line[at].lower not in {"-", "–", "—", "to", "and", "or"}:
        return number.value, None, at
    if line[at].lower in {"and", "or"} and not _between(line, at):
        return number.value, None, at
    if line[at].lower == "to" and _after_from(line, at):
        return number.value, None, at
    start = at + 1
    if code:
        marked = _currency_mark(line, start) if start < len(line) else None
        start = marked[1] if marked and marked[0] == code else start
    second = numeral(line, start, money=bool(code))
    if second is None or (second.spelt and not number.spelt):
        return number.value, None, at
    low = number.value
    if second.scaled and not number.scaled and low < 1000:
        bare = _unscaled(line, start)
        low = low * second.value / bare if bare else low
    return (plain(low), second.value, second.stop) if low < second.value else (number.value, None, at)


def _unscaled(line: Sequence[Token], at: int) -> Decimal:
    single = numeral(line[: at + 1], at)
    return single.value if single else Decimal(0)


def _between(line: Sequence[Token], at: int) -> bool:
    return any(line[i].lower == "between" for i in range(max(0, at - 5), at))


def _after_from(line: Sequence[Token], at: int) -> bool:
    return any(line[i].lower == "from" for i in range(max(0, at - 5), at))


def _multiple(line: Sequence[Token], at: int) -> Amount | None:
    """ "to double its spending", "a doubling of", "a threefold increase"."""
    word = line[at].lower
    if line[at].kind != "word":
        return None
    stem = next((stem for stem in _MULTIPLES if word in _forms(stem)), None)
    if stem:
        before = line[at - 1].lower if at else ""
        after = line[at + 1].lower if at + 1 < len(line) else ""
        verb = after in {
            "its",
            "their",
            "his",
            "her",
            "our",
            "your",
            "the",
            "of",
            "spending",
            "aid",
            "output",
            "funding",
        }
        told = before in _AUXILIARIES and word == stem and after not in _DOUBLED and line[at].kind == "word"
        if verb or told or (before == "to" and after not in {"check", "down", "digit", "digits"} and word == stem):
            return Amount(at, at + 1, _MULTIPLES[stem], "percent", change=True)
        return None
    number = numeral(line, at)
    if number and number.spelt is False:
        return None
    for name, size in (("twofold", 2), ("threefold", 3), ("fourfold", 4), ("fivefold", 5), ("tenfold", 10)):
        if word == name:
            return Amount(at, at + 1, Decimal(100 * (size - 1)), "percent", change=True)
    return None


_AUXILIARIES = word_set("must should shall will would could can and")
_DOUBLED = word_set(
    "check down digit digits standard standards agent agents taxation game games whammy vision act bind bed counting "
    "talk and or , . figures jeopardy life role glazing amputee room rooms murder decker time times as back trouble"
)


def _forms(stem: str) -> tuple[str, ...]:
    root = stem.removesuffix("e")
    return (stem, stem + "s", root + "ing", root + "ed")


def _figure(line: Sequence[Token], at: int) -> Amount | None:
    """A numeral and what it counts or measures."""
    if not stands_alone(line, at):
        return None
    number = numeral(line, at) or None
    money = numeral(line, at, money=True)
    if number is None or money is None:
        return None
    if money.stop > number.stop and currency_word(line, money.stop):
        number = money
    value, upper, stop = _range(line, number, "")
    raised = _raised(line, at, number)
    if raised:
        return raised
    single = _repeated_unit(line, number)
    if single:
        value, upper, stop = single
    place = over_hyphen(line, stop)
    paid = number.scaled or (number.grouped and not _weighed(line, place))
    found = measure(line, place, scaled=paid, spelt=number.spelt)
    if found:
        unit, base, end = found
        unit, end = _per(line, unit, end)
        return Amount(at, end, value, unit, base, upper, _is_change(line, at, end))
    if place != stop or not number.value or is_calendar(line, at, number) or _is_definite(line, at, number):
        return None
    counted = things(line, stop) or _out_of(line, number)
    if counted is None:
        return _bare(line, at, number) if upper is None else None
    unit, end, more = counted
    unit, end = _per(line, unit, end)
    return Amount(at, end, value, unit, upper=upper, change=more or _is_change(line, at, end, strict=True))


def _weighed(line: Sequence[Token], at: int) -> bool:
    """True for "pounds of", a weight unless it is counted in millions."""
    return [token.lower for token in line[at : at + 2]] == ["pounds", "of"]


def _raised(line: Sequence[Token], at: int, number: Numeral) -> Amount | None:
    """The new figure of "from 2 to 3 percent", whose unit is said once."""
    if not at or line[at - 1].lower != "from" or number.stop >= len(line) or line[number.stop].lower != "to":
        return None
    second = numeral(line, number.stop + 1)
    if second is None:
        return None
    unit = measure(line, over_hyphen(line, second.stop), scaled=second.scaled, spelt=second.spelt)
    if not unit:
        return None
    old = number.value
    if second.scaled and not number.scaled:
        old = plain(old * second.value / (_unscaled(line, number.stop + 1) or Decimal(1)))
    return Amount(at, unit[2], second.value, unit[0], unit[1], baseline=old)


def _repeated_unit(line: Sequence[Token], number: Numeral) -> tuple[Decimal, Decimal, int] | None:
    """The range of "between 2 percent and 3 percent", whose unit is said twice."""
    first = measure(line, over_hyphen(line, number.stop), scaled=number.scaled, spelt=number.spelt)
    if not first or first[2] >= len(line) or line[first[2]].lower not in {"and", "-", "–"}:
        return None
    if line[first[2]].lower == "and" and not _between(line, first[2]):
        return None
    second = numeral(line, first[2] + 1)
    if second is None or second.value <= number.value:
        return None
    again = measure(line, over_hyphen(line, second.stop), scaled=second.scaled, spelt=second.spelt)
    return (number.value, second.value, second.stop) if again and again[0].startswith(first[0][:7]) else None


def _bare(line: Sequence[Token], at: int, number: Numeral) -> Amount | None:
    """A number that leaves its noun to the reader: "reduce its force to 8,600"."""
    before = line[at - 1].lower if at else ""
    after = line[number.stop].lower if number.stop < len(line) else "."
    if not (number.grouped or number.scaled) or number.spelt or before not in {"to", "by", "at", "from"}:
        return None
    if after not in {".", ",", ";", "by", "from", "in", "and", "over", "within", "this", "next", "before", "until"}:
        return None
    return Amount(at, number.stop, number.value, "", change=before == "by")


def _out_of(line: Sequence[Token], number: Numeral) -> tuple[str, int, bool] | None:
    """What is counted in "6,500 of the asylum seekers", "30 of the 100 seats"."""
    at = number.stop
    if at + 2 >= len(line) or line[at].lower != "of" or line[at + 1].lower not in {"the", "its", "their", "those"}:
        return None
    at += 2
    whole = numeral(line, at)
    return things(line, whole.stop if whole is not None else at)


def _is_definite(line: Sequence[Token], at: int, number: Numeral) -> bool:
    """True for "the two leaders", "these three states": known already, not an amount."""
    before = line[at - 1].lower if at else ""
    return number.spelt and number.value <= 12 and before in {
        "the", "these", "those", "all", "both", "its", "their", "his", "our", "other", "no", "any",
    }  # fmt: skip


def _per(line: Sequence[Token], unit: str, stop: int) -> tuple[str, int]:
    """Adds "per day" for "per day", "a day", "each year", "annually"."""
    if stop >= len(line) or not unit:
        return unit, stop
    word = line[stop].lower
    first = over_hyphen(line, stop)
    last = over_hyphen(line, first + 1)
    if first > stop and last < len(line) and line[first].lower in {"a", "an"} and line[last].lower in _PERIODS:
        return f"{unit} per {_PERIODS[line[last].lower]}", last + 1  # "$15-an-hour"
    after = line[stop + 1].lower if stop + 1 < len(line) else ""
    if word in {"annually", "yearly"}:
        return f"{unit} per year", stop + 1
    if word in {"per", "a", "an", "each", "every"} and after in _PERIODS and not unit.startswith("percent"):
        return f"{unit} per {_PERIODS.get(after, after)}", stop + 2
    return unit, stop


def _is_change(line: Sequence[Token], at: int, stop: int, strict: bool = False) -> bool:
    """True for "by 30 percent", "a 5% increase", "cuts of 10 percent"."""
    before = before_comparator(line, at)
    if before >= 0 and line[before].lower == "by":
        return not strict
    after = line[stop].lower if stop < len(line) else ""
    if before >= 0 and line[before].lower in {"additional", "further", "extra"}:
        return True
    if after in CHANGES and (before >= 0 and line[before].lower in {"a", "an", "the", "its", "of", "with"}):
        return True
    if after in {"below", "lower", "higher", "above", "fewer", "more", "less"}:
        return True
    return before >= 1 and line[before].lower == "of" and line[before - 1].lower in CHANGES
