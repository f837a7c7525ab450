"""Dates as intervals: cases as data, and what holds of any text."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Resolution
from kg.values.dates import DateMention, dates
from kg.values.intervals import Interval
from kg.values.numerals import word_set

FILES = sorted((Path(__file__).parent / "cases/dates").glob("*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text("utf-8"))["case"]]


def shown(mention: DateMention) -> str:
    when = mention.when
    return f"{when.words} | {when.iso} | {when.first or ''}..{when.last or ''} | {when.resolution.value}"


def test_no_case_is_lost() -> None:
    assert len(CASES) >= 64


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case['text'][:30]}-{case.get('report')}-{case.get('ahead')}"
)
def test_case(case: dict[str, object]) -> None:
    anchor = case.get("report")
    assert anchor is None or isinstance(anchor, date)
    found = dates(str(case["text"]), anchor, ahead=bool(case.get("ahead")), behind=bool(case.get("behind")))
    assert [shown(mention) for mention in found] == case["gives"]


def check(text: str, anchor: date | None, ahead: bool) -> None:
    found = dates(text, anchor, ahead)
    assert found == dates(text, anchor, ahead)
    at = 0
    for mention in found:
        assert at <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.when.words
        first, last = mention.when.first, mention.when.last
        assert (first is None) == (last is None)
        if first and last:
            assert first <= last
            assert mention.when.resolution is not Resolution.UNRESOLVED
            assert mention.when.iso in {"", Interval(first, last).iso}
        if anchor is None:
            assert mention.when.resolution in {Resolution.STATED, Resolution.UNRESOLVED}
        at = mention.end


WORDS = st.sampled_from(
    sorted(
        word_set(
            "July March May February 1 30 31 3rd 2025 2035 1990s to and - – , the in by on of end early mid- late last "
            "next this week month year decade Tuesday Sunday Times today tomorrow two weeks ago within 45 days first "
            "quarter half summer fiscal FY2027 Q3 2025-07-01 since from until said"
        )
    )
)
ANCHORS = st.one_of(st.none(), st.dates())


@given(st.lists(WORDS, max_size=12).map(" ".join), ANCHORS, st.booleans())
def test_spans_and_bounds_hold_in_any_mixture(text: str, anchor: date | None, ahead: bool) -> None:
    check(text, anchor, ahead)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60), ANCHORS, st.booleans())
def test_spans_and_bounds_hold_in_any_text(text: str, anchor: date | None, ahead: bool) -> None:
    check(text, anchor, ahead)


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["%B {d}, %Y", "{d} %B %Y", "%A, %B {d}, %Y", "the {d}th of %B %Y", "%Y-%m-%d"]),
    ANCHORS,
)
def test_a_full_date_is_that_day_whatever_the_report_says(day: date, form: str, anchor: date | None) -> None:
    (mention,) = dates(f"It was on {day.strftime(form).format(d=day.day)}.", anchor)
    assert (mention.when.first, mention.when.last, mention.when.iso) == (day, day, day.isoformat())
    assert mention.when.resolution is Resolution.STATED


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 1, 1)), st.integers(min_value=-240, max_value=120))
def test_a_day_without_a_year_is_the_nearest_rather_behind(anchor: date, off: int) -> None:
    day = anchor + timedelta(days=off)
    if (day.month, day.day) != (2, 29):
        (mention,) = dates(f"They met on {day.strftime('%B')} {day.day}.", anchor)
        assert mention.when.first == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 1, 1)), st.booleans())
def test_a_weekday_is_within_a_week_on_the_right_side(anchor: date, ahead: bool) -> None:
    for number, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")):
        (mention,) = dates(f"It is on {name}.", anchor, ahead)
        first = mention.when.first
        assert first is not None
        assert first.weekday() == number
        assert 0 <= (first - anchor).days * (1 if ahead else -1) < 7
