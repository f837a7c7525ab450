"""Numerals of English text: the tokens of a line, and the figure that a run of them spells.

Shared by ``kg.values.quantities`` and ``kg.values.dates``. Values are ``Decimal``: "3.5" stays 3.5, and "1.2" with
"bn" is 1200000000 exactly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<num>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)
  | (?P<word>(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*)
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)

UNITS = MappingProxyType(
    {
        word: Decimal(value)
        for value, word in enumerate(
            (
                *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
                *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
            )
        )
    }
)
TENS = MappingProxyType(
    {
        word: Decimal(10 * place)
        for place, word in enumerate(
            ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
        )
    }
)
SCALES = MappingProxyType(
    {
        "hundred": Decimal(100),
        "thousand": Decimal(1_000),
        "million": Decimal(1_000_000),
        "mln": Decimal(1_000_000),
        "mn": Decimal(1_000_000),
        "billion": Decimal(1_000_000_000),
        "bln": Decimal(1_000_000_000),
        "bn": Decimal(1_000_000_000),
        "trillion": Decimal(1_000_000_000_000),
        "trn": Decimal(1_000_000_000_000),
        "tn": Decimal(1_000_000_000_000),
        "dozen": Decimal(12),
        "lakh": Decimal(100_000),
        "lakhs": Decimal(100_000),
        "crore": Decimal(10_000_000),
        "crores": Decimal(10_000_000),
    }
)
# One letter stands for a scale beside a currency only: "5m" alone is a length.
MONEY_SCALES = MappingProxyType(
    {"k": Decimal(1_000), "m": Decimal(1_000_000), "b": Decimal(1_000_000_000), "t": Decimal(1_000_000_000_000)}
)


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


_MONTHS = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec"
)
# A number after one of these, in capitals, is a part of a name or a count of pages.
_LABELS = word_set(
    "article resolution section chapter title annex paragraph part phase level stage point group type flight no number "
    "nos page clause rule directive regulation schedule proposition order war act ii channel route highway room track "
    "circa tier class protocol batch round day week mark boeing airbus category figure table note page bus line iso "
    "euro fortune terminal gate reactor block form title version"
)


class Token(NamedTuple):
    """A number in digits, a word or a single mark, with its place in the text."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The token in small letters."""
        return self.text.lower()


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order."""
    return tuple(Token(m.lastgroup or "mark", m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text))


def plain(value: Decimal) -> Decimal:
    """The value without trailing zeros or exponent.

    >>> plain(Decimal("1.2") * 10 ** 9)
    Decimal('1200000000')
    """
    text = format(value, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def digits(text: str) -> Decimal:
    """The value of a figure in digits: "10,000" is 10000; digits of any script are read."""
    return Decimal(text.replace(",", ""))


@dataclass(frozen=True, slots=True)
class Numeral:
    """A figure: its value, the index after its last token, and how it was written."""

    value: Decimal
    stop: int
    scaled: bool = False  # "2 million"
    spelt: bool = False  # "twelve"
    grouped: bool = False  # "10,000"


def joined(line: Sequence[Token], at: int) -> bool:
    """True if the token at ``at`` follows the one before it without white space."""
    return 0 < at < len(line) and line[at - 1].end == line[at].start


def over_hyphen(line: Sequence[Token], at: int) -> int:
    """``at``, or the index after a hyphen that joins two words there ("twenty-five", "3-percent")."""
    if at < len(line) and line[at].text in "-‑" and joined(line, at) and joined(line, at + 1):
        return at + 1
    return at


def numeral(line: Sequence[Token], at: int, money: bool = False) -> Numeral | None:
    """The figure that starts at token ``at``, with its scale; None if there is none.

    >>> numeral(tokens("two hundred and fifty tanks"), 0).value
    Decimal('250')
    >>> numeral(tokens("half a million"), 0).value
    Decimal('500000')
    """
    if at >= len(line):
        return None
    token = line[at]
    if token.kind == "num":
        value, stop, spelt = digits(token.text), at + 1, False
        mixed = _mixed_fraction(line, stop)
        if mixed:
            value, stop = value + mixed, stop + 4
    elif token.kind == "word":
        words = _spelt(line, at)
        if words is None:
            return None
        value, stop = words
        spelt = True
    else:
        return None
    scaled = spelt and any(line[i].lower in SCALES for i in range(at, stop))
    while True:
        after = over_hyphen(line, stop)
        factor = _scale(line, after, money)
        if factor is None:
            break
        value, stop, scaled = value * factor, after + 1, True
    return Numeral(plain(value), stop, scaled, spelt, "," in token.text)


def _scale(line: Sequence[Token], at: int, money: bool) -> Decimal | None:
    if at >= len(line) or line[at].kind != "word":
        return None
    word = line[at].lower
    if word in MONEY_SCALES and money and line[at - 1].kind == "num" and joined(line, at):
        return MONEY_SCALES[word]
    return SCALES.get(word)


def _mixed_fraction(line: Sequence[Token], at: int) -> Decimal | None:
    """The fraction of "3-1/2", as the wires of the 1980s print it."""
    if at + 3 >= len(line) or line[at].text != "-" or line[at + 2].text != "/":
        return None
    top, bottom = line[at + 1], line[at + 3]
    if (
        top.kind != "num"
        or bottom.text not in {"2", "4", "8", "16", "32"}
        or not all(joined(line, i) for i in range(at, at + 4))
    ):
        return None
    value = digits(top.text)
    return value / Decimal(bottom.text) if value < Decimal(bottom.text) else None


def _spelt(line: Sequence[Token], at: int) -> tuple[Decimal, int] | None:
    """The value of a figure in words ("two hundred and fifty", "a dozen", "half a million")."""
    word = line[at].lower
    following = line[at + 1].lower if at + 1 < len(line) else ""
    if word == "half" and following in {"a", "an"} and at + 2 < len(line) and line[at + 2].lower in SCALES:
        return SCALES[line[at + 2].lower] * Decimal("0.5"), at + 3
    if word in {"a", "an"}:
        return (SCALES[following], at + 2) if following in SCALES else None
    total, current, stop, seen = Decimal(0), Decimal(0), at, False
    while stop < len(line):
        place = over_hyphen(line, stop) if seen else stop
        if place >= len(line):
            break
        word = line[place].lower
        if word == "and" and seen and current % 100 == 0 and current and _small(line, place + 1):
            place += 1
            word = line[place].lower
        if word in UNITS and (not seen or current == 0 or current % 100 == 0 or _open_tens(current, UNITS[word])):
            current += UNITS[word]
        elif word in TENS and (not seen or current % 100 == 0):
            current += TENS[word]
        elif word in {"hundred", "dozen"} and seen and 0 < current < 100:
            current *= SCALES[word]
        elif word in {"thousand", "million", "billion", "trillion"} and seen and current:
            total, current = total + current * SCALES[word], Decimal(0)
        else:
            break
        stop, seen = place + 1, True
    return (total + current, stop) if seen else None


def _open_tens(current: Decimal, unit: Decimal) -> bool:
    """True where "twenty" may still take "five"."""
    return current % 10 == 0 and current % 100 >= 20 and 0 < unit < 10


def _small(line: Sequence[Token], at: int) -> bool:
    return at < len(line) and (line[at].lower in UNITS or line[at].lower in TENS)


def stands_alone(line: Sequence[Token], at: int) -> bool:
    """False inside a name, score, date or telephone number: "F-16", "G7", "2+2", "3:00", "15th", "50-50"."""
    token = line[at]
    if token.kind == "mark":
        return False
    if at and joined(line, at) and (line[at - 1].kind in {"word", "num"} or line[at - 1].text in "-‑+/.:'’#@_&"):
        return False
    if token.kind == "num" and at + 1 < len(line) and joined(line, at + 1):
        after = line[at + 1]
        if after.text in {"+", ":", "/", "_", "@", "&"} and at + 2 < len(line) and joined(line, at + 2):
            return False
        if after.kind == "word" and after.lower in {"st", "nd", "rd", "th", "s", "a", "am", "pm"}:
            return False
    if at and line[at - 1].kind == "word":
        label = line[at - 1]
        if label.lower in _LABELS and (label.text[0].isupper() or label.lower in {"no", "number", "article"}):
            return False
    return not (at >= 2 and line[at - 1].text == "." and line[at - 2].lower in {"no", "nos", "art"})


def is_calendar(line: Sequence[Token], at: int, number: Numeral) -> bool:
    """True for a year and for the day of a month."""
    token = line[at]
    if token.kind == "num" and len(token.text) == 4 and not number.scaled and 1500 <= number.value <= 2199:
        return True
    before = line[at - 1].lower if at else ""
    if before in {"–", "-", "to", "and", "."} and at >= 2:
        near = {line[i].lower for i in range(max(0, at - 4), at)}
        if near & _MONTHS and number.value <= 31:
            return True
    after = line[number.stop].lower if number.stop < len(line) else ""
    return number.value <= 31 and (before in _MONTHS or after in _MONTHS)
