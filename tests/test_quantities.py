"""Figures and their units: cases as data, and what holds of any text."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Comparator
from kg.values.numerals import word_set
from kg.values.quantities import Quantity, quantities

FILES = sorted((Path(__file__).parent / "cases/quantities").glob("*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text("utf-8"))["case"]]
_FLAGS = {">=": Comparator.AT_LEAST, "<=": Comparator.AT_MOST, "~": Comparator.ABOUT}


def shown(quantity: Quantity) -> str:
    parts = [str(quantity.value), quantity.unit]
    parts += [flag for flag, comparator in _FLAGS.items() if quantity.comparator is comparator]
    parts += ["change"] if quantity.change else []
    parts += [f"..{quantity.upper}"] if quantity.upper is not None else []
    parts += [f"from {quantity.baseline}"] if quantity.baseline is not None else []
    parts += [f"({quantity.baseline_words})"] if quantity.baseline_words else []
    parts += ["previous"] if quantity.previous else []
    return "|".join(parts)


def test_no_case_is_lost() -> None:
    assert len(CASES) >= 44


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_case(case: dict[str, object]) -> None:
    assert [shown(quantity) for quantity in quantities(str(case["text"]))] == case["gives"]


def check(text: str) -> None:
    found = quantities(text)
    assert found == quantities(text)
    at = 0
    for quantity in found:
        assert at <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.words
        assert quantity.upper is None or quantity.upper > quantity.value
        at = quantity.end


WORDS = st.sampled_from(
    sorted(
        word_set(
            """raise to from between and by at least up 2% 3.5% of GDP $5 billion 10,000 troops a third half two-
            thirds double its spending the previous 3 percent mln dlrs per day July 2020 levels - – , . ( ) * €
            1/2 F-16 2+2 no more than more tanks percentage points twelve hundred dozen € bn m or"""
        )
    )
)


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_spans_hold_in_any_mixture(text: str) -> None:
    check(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_spans_hold_in_any_text(text: str) -> None:
    check(text)


@given(
    st.decimals(min_value=Decimal("0.01"), max_value=Decimal(999), places=2),
    st.sampled_from(
        [("{}% of GDP", "percent of GDP", 1), ("{} per cent", "percent", 1), ("{} pct of GNP", "percent of GNP", 1)]
    ),
)
def test_percent_round_trip(value: Decimal, form: tuple[str, str, int]) -> None:
    (quantity,) = quantities("It asks for " + form[0].format(value) + ".")
    assert (quantity.value, quantity.unit) == (value, form[1])


@given(
    st.decimals(min_value=Decimal("0.1"), max_value=Decimal(9999), places=1),
    st.sampled_from([("bn", 10**9), (" billion", 10**9), (" mln", 10**6), ("m", 10**6), (" trillion", 10**12)]),
    st.sampled_from([("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("HK$", "HKD")]),
)
def test_money_round_trip(value: Decimal, scale: tuple[str, int], mark: tuple[str, str]) -> None:
    (quantity,) = quantities(f"It gives {mark[0]}{value}{scale[0]} now.")
    assert (quantity.value, quantity.unit) == (value * scale[1], mark[1])


@given(st.integers(min_value=1000, max_value=10**9))
def test_count_round_trip(number: int) -> None:
    (quantity,) = quantities(f"Send {number:,} soldiers.")
    assert (quantity.value, quantity.unit) == (number, "soldiers")
