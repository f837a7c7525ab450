"""Dates in English text as intervals of days: ``dates(text, anchor)`` gives each mention with what it rests on.

Follows the split of TimeML between what a timex says and what it is worth (TIMEX3 ``value`` and ``anchorTimeID``,
Pustejovsky et al. 2003): the words stay, the interval is resolved against the report's date where the words leave
something open, and ``Resolution`` tells which of the two it was. A year is never invented: without a report date
"July 1" is ``--07-01``. A fiscal year has its number and no bounds, as states begin it in different months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.model import When
from kg.values.timexes import (
    WEEKDAYS,
    Context,
    Reader,
    ago_reader,
    day_month_reader,
    decade_reader,
    deictic_reader,
    fraction_of_year_reader,
    iso_day_reader,
    month_day_reader,
    month_only_reader,
    season_reader,
    span_of_units_reader,
    unit_reader,
    weekday_reader,
    year_reader,
)

_M = r"(?:January|February|March|April|May|June|July|August|September|October|November|December" + (
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_W = "(?:" + "|".join(WEEKDAYS) + ")"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_Y = r"(?:19|20)\d\d"
_ORD = r"(?:st|nd|rd|th)?"
_DASH = r"\s*(?:-|–|—|to|through|until)\s*"
_PART = (
    r"(?:(?:the\s+)?(?P<part>[Ee]arly|[Mm]id|[Ll]ate|end|beginning|start|middle|close)"
    r"(?:\s*-\s*|\s+)(?:of[\s-]+|in\s+)?)?"
)
_THAT = r"(?:,?\s+(?:of\s+)?(?:(?P<y>(?:19|20)\d\d)|(?P<rel>last|this|next)\s+year)\b)?"
_UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year|decade|century)"
_N = (
    r"(?P<n>\d{1,4}|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twenty|thirty|forty|sixty|ninety)(?:-\w+)?"
    r"|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_BEFORE = r"(?<![\w$€£.,:/%-])"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at ``text[start:end]``."""

    start: int
    end: int
    when: When


@lru_cache(maxsize=512)
def dates(text: str, anchor: date | None, ahead: bool = False, behind: bool = False) -> tuple[DateMention, ...]:
    """The dates in ``text`` in order; their spans do not overlap.

    ``anchor`` is the report's date. ``ahead`` resolves a bare weekday, month or day of a month to the next one; by
    default a weekday is the latest one up to the anchor, and a day or month without a year the nearest one, or with
    ``behind`` ("they met on July 3") the nearest that is past.

    >>> [m.when.iso for m in dates("from July 1, 2025 until the end of next month", date(2025, 6, 21))]
    ['2025-07-01', '2025-07']
    >>> dates("set for July 1", None)[0].when.iso
    '--07-01'
    """
    context = Context(text, anchor, ahead, behind and not ahead)
    found = sorted(_mentions(context), key=lambda mention: (mention.start, -mention.end))
    out: list[DateMention] = []
    for mention in found:
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return tuple(out)


def _mentions(context: Context) -> Iterator[DateMention]:
    for pattern, reader in _RULES:
        for match in pattern.finditer(context.text):
            try:
                found = reader(match, context)
            except (ValueError, OverflowError):  # no such day, or outside the calendar: then it is no date
                continue
            if found is None:
                continue
            interval, iso, resolution = found
            first, last = (interval.first, interval.last) if interval else (None, None)
            yield DateMention(match.start(), match.end(), When(match.group(), iso, first, last, resolution))


# ---------------------------------------------------------------------------------------------- the rules
def _rule(pattern: str, reader: Reader, flags: int = 0) -> tuple[re.Pattern[str], Reader]:
    return re.compile(pattern, flags), reader


_RULES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    _rule(rf"{_BEFORE}(?P<y>{_Y})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])", iso_day_reader),
    _rule(
        rf"{_BEFORE}(?:{_W},?\s+(?:the\s+)?)?(?P<d>{_D}){_ORD}"
        rf"(?:(?:\s+(?P<m1>{_M}))?(?:{_DASH}|\s+and\s+)(?P<d2>{_D}){_ORD})?"
        rf"\s+(?:of\s+)?(?P<m>{_M})\b{_THAT}",
        day_month_reader,
    ),
    _rule(
        rf"\b(?:{_W},?\s+)?(?P<m>{_M})\s+(?P<d>{_D}){_ORD}(?![\d:%]|[.,]\d)\b"
        rf"(?:(?:{_DASH}(?:(?P<m2>{_M})\s+)?(?P<d2>{_D}){_ORD}\b(?![:%]))|"
        rf"\s+and\s+(?P<d3>{_D}){_ORD}(?=[.,;:)]?(?:$|\s+(?:in|at|on|to|for|with|when|between|by|{_Y})\b|\s+[A-Z]|\n)))?"
        rf"{_THAT}",
        month_day_reader,
    ),
    _rule(
        rf"\b{_PART}(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s+)?(?P<m>{_M})(?:,?\s+(?:of\s+)?(?P<y>{_Y})\b)?(?!\w)",
        month_only_reader,
    ),
    _rule(rf"{_BEFORE}{_PART}(?P<fiscal>(?:[Ff]iscal(?:\s+[Yy]ear)?|FY)\s*)?(?P<y>{_Y})\b(?!s)", year_reader),
    _rule(rf"\b(?:the\s+)?{_PART}(?P<y>{_Y})s\b", decade_reader),
    _rule(
        r"\b(?:the\s+)?(?P<n>first|second|third|fourth|last|final)\s+(?P<size>quarter|half)"
        rf"(?:\s+of\s+(?:(?P<y>{_Y})|(?P<which>last|this|next|the)\s+year))?\b(?!-)(?!\s+of\s+(?:the|a|his|her)\s+(?!year|fiscal))",
        fraction_of_year_reader,
        re.IGNORECASE,
    ),
    _rule(rf"\bQ(?P<n>[1-4])(?P<size>)(?P<which>)\s+(?:of\s+)?(?P<y>{_Y})\b", fraction_of_year_reader),
    _rule(
        r"\b(?:(?P<which>last|this|next)\s+)?(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter)\b"
        rf"(?:\s+(?:of\s+)?(?P<y>{_Y})\b)?",
        season_reader,
        re.IGNORECASE,
    ),
    _rule(
        rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming)\s+)?(?P<w>{_W})\b"
        r"(?:\s+(?:morning|afternoon|evening|night)\b)?",
        weekday_reader,
    ),
    _rule(
        r"\b(?:today|yesterday|tomorrow|tonight|last\s+night|this\s+(?:morning|afternoon|evening))\b",
        deictic_reader,
        re.IGNORECASE,
    ),
    _rule(
        rf"\b(?:(?:earlier|later)\s+)?{_PART}(?P<which>last|this|next|the\s+(?:coming|previous|following)|the)\s+"
        r"(?P<unit>weekend|week|month|quarter|year|decade|century)\b",
        unit_reader,
        re.IGNORECASE,
    ),
    _rule(
        rf"\b(?:within|in|over|for|during|of)\s+the\s+(?P<way>next|coming|past|last)\s+(?:{_N}\s+)?{_UNIT}(?P<many>s?)\b",
        span_of_units_reader,
        re.IGNORECASE,
    ),
    _rule(
        rf"\b(?P<way>)(?:within|in)\s+{_N}\s+{_UNIT}(?P<many>s?)\b(?!\s+(?:ago|earlier|before|after|later|old))",
        span_of_units_reader,
        re.IGNORECASE,
    ),
    _rule(rf"\b{_N}\s+{_UNIT}s?\s+ago\b", ago_reader, re.IGNORECASE),
)
