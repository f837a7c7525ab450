"""Stretches of the calendar: days, weeks, months, quarters, seasons, years, and the parts of them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def iso(self) -> str:
        """The most precise date that all its days share: a day, a month, a year; or nothing.

        A week is told by its month or year alone: ISO 8601 weeks sort among no days, and its bounds are kept anyway.

        >>> Interval(date(2025, 6, 8), date(2025, 6, 10)).iso
        '2025-06'
        """
        if self.first == self.last:
            return self.first.isoformat()
        if (self.first.year, self.first.month) == (self.last.year, self.last.month):
            return self.first.isoformat()[:7]
        return self.first.isoformat()[:4] if self.first.year == self.last.year else ""

    def to(self, other: Interval) -> Interval:
        """From the first day of this to the last day of the other; ValueError if that runs backwards."""
        if other.last < self.first:
            raise ValueError("an interval runs backwards")
        return Interval(self.first, other.last)

    def part(self, name: str) -> Interval:
        """Its early, middle or late third, its end (the last tenth of a year, third of a month) or its beginning."""
        days = (self.last - self.first).days + 1
        third = max(1, days // 3)
        if name in {"early", "beginning", "start"}:
            return Interval(self.first, self.first + (third - 1) * _DAY)
        if name in {"mid", "middle"}:
            return Interval(self.first + third * _DAY, self.last - third * _DAY if days > 2 else self.last)
        if name in {"late", "end", "close"}:
            return Interval(self.last - (third - 1) * _DAY, self.last)
        return self


def day(year: int, month: int, number: int) -> Interval:
    """One day."""
    return Interval(date(year, month, number), date(year, month, number))


def month(year: int, number: int) -> Interval:
    """A month."""
    return Interval(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def quarter(year: int, number: int) -> Interval:
    """A quarter of a calendar year, 1 to 4."""
    return month(year, 3 * number - 2).to(month(year, 3 * number))


def half(year: int, number: int) -> Interval:
    """A half of a calendar year, 1 or 2."""
    return month(year, 6 * number - 5).to(month(year, 6 * number))


def year_of(number: int) -> Interval:
    """A calendar year."""
    return Interval(date(number, 1, 1), date(number, 12, 31))


def season(year: int, name: str) -> Interval:
    """A season by the months that it has in the north; winter runs into the year after."""
    start = _SEASONS[name]
    return month(year, start).to(month(year + 1, 2) if start == 12 else month(year, start + 2))


def week_of(anchor: date) -> Interval:
    """The week around a day, Monday to Sunday (ISO 8601)."""
    monday = anchor - anchor.weekday() * _DAY
    return Interval(monday, monday + 6 * _DAY)


def unit_around(anchor: date, unit: str, offset: int = 0) -> Interval:
    """The week, weekend, month, quarter, year, decade or century of a day, or one so many units off.

    >>> unit_around(date(2025, 1, 15), "month", -1).iso
    '2024-12'
    """
    if unit == "day":
        return Interval(anchor + offset * _DAY, anchor + offset * _DAY)
    if unit == "week":
        return week_of(anchor + 7 * offset * _DAY)
    if unit == "weekend":
        monday = week_of(anchor + 7 * offset * _DAY).first
        return Interval(monday + 5 * _DAY, monday + 6 * _DAY)
    if unit == "month":
        moved = shift(anchor.replace(day=1), "month", offset)
        return month(moved.year, moved.month)
    if unit == "quarter":
        moved = shift(anchor.replace(day=1), "month", 3 * offset)
        return quarter(moved.year, (moved.month + 2) // 3)
    size = {"year": 1, "decade": 10, "century": 100}[unit]
    start = anchor.year // size * size + size * offset
    return year_of(start).to(year_of(start + size - 1))


def shift(anchor: date, unit: str, count: int) -> date:
    """The day so many days, weeks, months, years or decades off; the last of the month where the day is missing."""
    if unit in {"day", "week", "fortnight"}:
        return anchor + count * {"day": 1, "week": 7, "fortnight": 14}[unit] * _DAY
    months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    index = anchor.year * 12 + anchor.month - 1 + months
    year, number = divmod(index, 12)
    return date(year, number + 1, min(anchor.day, monthrange(year, number + 1)[1]))
