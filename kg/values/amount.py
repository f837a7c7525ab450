"""One amount: a figure with the unit that it counts in, and where it stands in a line of tokens."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.values.numerals import word_set

CHANGES = word_set(
    "cut cuts reduction reductions increase increases rise rises decrease drop hike hikes boost raise fall decline"
)
"""Nouns and verbs of a difference: "a 5 percent cut"."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its unit, in tokens ``first`` to ``stop``."""

    first: int
    stop: int
    value: Decimal
    unit: str
    base: str = ""
    upper: Decimal | None = None
    change: bool = False
    baseline: Decimal | None = None
