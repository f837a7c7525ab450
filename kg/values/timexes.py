"""Readers of date expressions: for each form of words the interval of days that it stands for, and on what grounds.

Each takes a match of a pattern of ``kg.values.dates`` and the text's context, and gives the interval, its ISO form and
what it rests on; None where the words are no date after all; ValueError where there is no such day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from kg.model import Resolution
from kg.values.intervals import Interval, day, half, month, quarter, season, shift, unit_around, week_of, year_of
from kg.values.numerals import numeral, tokens

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBER = MappingProxyType({name[:3].lower(): number for number, name in enumerate(_MONTHS, start=1)})

_YEAR_CUE = re.compile(
    r"(?:\b(?:in|by|since|until|till|of|from|to|for|during|before|after|through|throughout|between|and|the|its|year|"
    r"around|end|than|with)|[(,–-])$",
    re.IGNORECASE,
)
_WEEKDAY_NAME = re.compile(
    r"(?:['’]s)?(?:\s+(?:Evening|Night|Morning))?\s+(?:Times|Telegraph|Mirror|Mail|Express|Herald|Post|Agreement|Mass|School|Club|Accord|Review|Sun|Star|World|Child|Live)\b"
)
_IN_NAME = re.compile(r"(?:\b[A-Z]\w*|\bof) $")  # a capital of its own behind another: the name of something
_FIXED_FOR = frozenset(
    {"planned", "set", "scheduled", "slated", "due", "expected", "booked", "pencilled", "penciled", "fixed", "arranged"}
    | {"rescheduled", "called", "convened", "timetabled", "announced", "foreseen", "envisaged", "targeted"}
)
_MOVED_TO = frozenset(
    {"postponed", "moved", "delayed", "deferred", "rescheduled", "back", "forward", "shifted", "brought", "until"}
)
_NAMED_DAY = re.compile(r"\b(?:Black|Good|Bloody|Super|Ash|Holy|Easter|Palm|Cyber|Man|every|each)\s+$")


@dataclass(frozen=True, slots=True)
class Context:
    """The text, the report's date, and whether what is dated lies ahead or behind."""

    text: str
    anchor: date | None
    ahead: bool
    behind: bool


Found = tuple[Interval | None, str, Resolution]
Reader = Callable[["re.Match[str]", Context], "Found | None"]


# ---------------------------------------------------------------------------------------------- years and months
def _stated(interval: Interval) -> Found:
    return interval, interval.iso, Resolution.STATED


def _relative(interval: Interval) -> Found:
    return interval, interval.iso, Resolution.FROM_REPORT_DATE


def _unresolved(iso: str = "") -> Found:
    return None, iso, Resolution.UNRESOLVED


def _month_number(name: str) -> int:
    return _NUMBER[name[:3].lower()]


def _part(match: re.Match[str]) -> str:
    return (match["part"] or "").lower()


def _which(match: re.Match[str]) -> str:
    return (match["which"] or "").lower()


def _nearest(context: Context, anchor: date, make: Callable[[int], Interval]) -> Interval | None:
    """The interval in the year that lies nearest to the anchor; the next one if what is dated lies ahead.

    Reports look back: a day ahead counts as twice as far, so that in August "the February 1 vote" is behind.
    """
    choices: list[Interval] = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        with suppress(ValueError):  # 29 February
            choices.append(make(year))
    if context.ahead:
        choices = [choice for choice in choices if choice.last >= anchor] or choices
    if context.behind:
        choices = [choice for choice in choices if choice.first <= anchor] or choices

    def distance(interval: Interval) -> int:
        middle = interval.first + (interval.last - interval.first) / 2
        days = (middle - anchor).days
        return 0 if interval.first <= anchor <= interval.last else max(-days, days if context.ahead else 2 * days)

    return min(choices, key=distance, default=None)


def _with_year(context: Context, year: str | None, make: Callable[[int], Interval], open_iso: str) -> Found:
    if year:
        return _stated(make(int(year)))
    if context.anchor is None:
        make(2024)  # a leap year: raises for a day that no year has
        return _unresolved(open_iso)
    interval = _nearest(context, context.anchor, make)
    if interval is None:
        raise ValueError("no year near the report's has that day")
    return interval, interval.iso, Resolution.YEAR_ASSUMED


def iso_day_reader(match: re.Match[str], context: Context) -> Found | None:
    """ "2025-07-01"."""
    return _stated(day(int(match["y"]), int(match["m"]), int(match["d"])))


def day_month_reader(match: re.Match[str], context: Context) -> Found | None:
    """ "1 July (2025)", "3 to 5 May", "30 June to 2 July"."""
    end, first = _month_number(match["m"]), int(match["d"])
    start = _month_number(match["m1"]) if match["m1"] else end
    return _days(context, match, (start, first), (end, int(match["d2"] or first)))


def month_day_reader(match: re.Match[str], context: Context) -> Found | None:
    """ "July 1(, 2025)", "June 8-10", "June 30 - July 2"."""
    start, first = _month_number(match["m"]), int(match["d"])
    end = _month_number(match["m2"]) if match["m2"] else start
    if re.match(r"\s*(?:percent|per\s+cent|pct|%)", context.text[match.end() :]):
        return None
    return _days(context, match, (start, first), (end, int(match["d2"] or match["d3"] or first)))


def _days(context: Context, match: re.Match[str], start: tuple[int, int], end: tuple[int, int]) -> Found:
    iso = f"--{start[0]:02d}-{start[1]:02d}" if start == end else f"--{start[0]:02d}" if start[0] == end[0] else ""

    def make(year: int) -> Interval:
        return day(year, *start).to(day(year + (end[0] < start[0]), *end))

    if match["rel"] and context.anchor is not None:
        return _relative(make(context.anchor.year + {"last": -1, "next": 1}.get(match["rel"], 0)))
    return _with_year(context, match["y"], make, iso)


def month_only_reader(match: re.Match[str], context: Context) -> Found | None:
    """ "in March", "mid-July 2025", "last October"."""
    year = match["y"]
    if not year and not is_month_reader(match, context):
        return None
    number, part, which = _month_number(match["m"]), _part(match), _which(match)
    if which and not year:
        if context.anchor is None:
            return _unresolved(f"--{number:02d}")
        there = month(context.anchor.year, number)
        if which == "last" and there.last >= context.anchor:
            there = month(context.anchor.year - 1, number)
        elif which == "next" and there.first <= context.anchor:
            there = month(context.anchor.year + 1, number)
        return _relative(there.part(part))
    return _with_year(context, year, lambda y: month(y, number).part(part), f"--{number:02d}")


def is_month_reader(match: re.Match[str], context: Context) -> bool:
    """False where the word is a person ("May said"), a verb ("March on") or a part of a name.

    January, February, July, September to December name months only; the others need a preposition of time, and "by",
    "before" and "from" are none after a participle ("signed by May").
    """
    name, after = match["m"].rstrip("."), context.text[match.end() :]
    if re.match(r"\s+(?:(?:Revolution|Crisis|War|Days?)\b|\d)", after):
        return False
    person = name in {"May", "MAY", "April", "APRIL", "June", "JUNE", "August", "AUGUST"}
    if person and not match["which"] and re.match(r"[’']s\b(?!\s+end\b)", after):
        return False
    if match["part"] or match["which"]:
        return True
    if not person and name not in {"March", "MARCH"}:
        return name.title() in _MONTHS
    before = re.search(r"(\S+)\s+(\S+)\s*$", " . " + context.text[: match.start()])
    previous, word = (before[1].lower(), before[2].lower()) if before else ("", "")
    if word in {"for", "to"}:
        return previous in (_FIXED_FOR if word == "for" else _MOVED_TO)  # "is planned for May", "was moved to August"
    if word in {"by", "before", "from"}:
        return not previous.endswith(("ed", "en", "ership", "ment"))
    return word in {"in", "since", "until", "till", "during", "through", "throughout"}


def year_reader(match: re.Match[str], context: Context) -> Found | None:
    """ "in 2025", "by 2035", "late 2024", "fiscal 2027"; a bare number needs a preposition or determiner."""
    if match["fiscal"]:
        return None, match["y"], Resolution.STATED
    before, after = context.text[: match.start()].rstrip(), context.text[match.end() :]
    if re.match(
        r"\s*(?:GMT|UTC|hours|percent|per\s+cent|pct|%|million|billion|trillion|thousand|mln|bln|[a-z]+s\s+of\b)|[,.]\d|-\d{1,3}\b",
        after,
    ):
        return None
    cue = _YEAR_CUE.search(before)
    if not cue and not match["part"]:
        return None
    if cue and cue.group() in {"(", ",", "-", "–"} and not re.match(r"\s*(?:[),.;–-]|$)", after):
        return None
    return _stated(year_of(int(match["y"])).part(_part(match)))


def decade_reader(match: re.Match[str], context: Context) -> Found | None:
    """ "the 1990s", "the early 1990s"."""
    start = int(match["y"]) // 10 * 10
    return _stated(year_of(start).to(year_of(start + 9)).part(_part(match)))


def fraction_of_year_reader(match: re.Match[str], context: Context) -> Found | None:
    """ "the first quarter (of 2025)", "the second half of this year", "Q3 2024"."""
    word, halves = match["n"].lower(), match["size"] == "half"
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}.get(word) or int(word)
    if halves and word in {"last", "final"}:
        number = 2
    if (halves and number > 2) or (word in {"last", "final"} and not match["y"] and not match["which"]):
        return None
    if halves and not match["y"] and not match["which"]:
        return None  # of a match, a report, anything
    make = half if halves else quarter
    if match["which"]:
        if context.anchor is None:
            return _unresolved()
        offset = {"last": -1, "next": 1}.get(_which(match), 0)
        return _relative(make(context.anchor.year + offset, number))
    return _with_year(context, match["y"], lambda y: make(y, number), "")


def season_reader(match: re.Match[str], context: Context) -> Found | None:
    """ "this summer", "the spring of 2022", "summer 2024"."""
    name, which = match["season"].lower(), _which(match)
    if match["y"]:
        return _stated(season(int(match["y"]), name))
    if not which:
        return None
    if context.anchor is None:
        return _unresolved()
    here = season(context.anchor.year, name)
    if which == "last" and here.last >= context.anchor:
        here = season(context.anchor.year - 1, name)
    elif which == "next" and here.first <= context.anchor:
        here = season(context.anchor.year + 1, name)
    return _relative(here)


# ---------------------------------------------------------------------------------------------- days and weeks
def weekday_reader(match: re.Match[str], context: Context) -> Found | None:
    """ "on Tuesday", "last Tuesday", "Tuesday night"; "next" means of the week after."""
    before, after = context.text[: match.start()], context.text[match.end() :]
    if _WEEKDAY_NAME.match(after) or _NAMED_DAY.search(before):
        return None
    if context.anchor is None:
        return _unresolved()
    which, week = _which(match), timedelta(days=7)
    here = week_of(context.anchor).first + timedelta(days=WEEKDAYS.index(match["w"]))
    if which == "next":
        here += week
    elif which == "last":
        # "last" sets it against the weekday just gone, which goes by its bare name.
        here -= week if here >= context.anchor - timedelta(days=2) else timedelta(0)
    elif which not in {"this", "coming"}:
        if context.ahead and here < context.anchor:
            here += week
        elif not context.ahead and here > context.anchor:
            here -= week
    return _relative(Interval(here, here))


def deictic_reader(match: re.Match[str], context: Context) -> Found | None:
    """ "today", "yesterday", "tomorrow", "this morning"."""
    if match.group()[0].isupper() and _IN_NAME.search(context.text[: match.start()]):
        return None  # "USA Today", "History Today"
    if context.anchor is None:
        return _unresolved()
    word = match.group().lower()
    offset = -1 if word == "yesterday" or word.startswith("last") else 1 if word == "tomorrow" else 0
    return _relative(unit_around(context.anchor, "day", offset))


def unit_reader(match: re.Match[str], context: Context) -> Found | None:
    """ "last week", "early next month", "the end of the year", "later this year"."""
    unit, which = match["unit"].lower(), " ".join(_which(match).split())
    bare = which == "the" and _part(match) not in {"end", "beginning", "start", "middle", "close"}
    if bare and unit != "weekend":
        return None
    if context.anchor is None:
        return _unresolved()
    offset = {"last": -1, "the previous": -1, "next": 1, "the coming": 1, "the following": 1}.get(which, 0)
    if bare and not context.ahead and context.anchor.weekday() < 5:
        offset = -1  # "over the weekend" looks back as a weekday does
    if unit in {"decade", "century"} and offset:
        edge = shift(context.anchor, unit, offset)
        return _relative(Interval(min(edge, context.anchor), max(edge, context.anchor)))
    return _relative(unit_around(context.anchor, unit, offset).part(_part(match)))


def _count(words: str) -> int | None:
    if words.lower() in {"a", "an"}:
        return 1
    number = numeral(tokens(words), 0)
    return int(number.value) if number and number.value < 10_000 else None


def span_of_units_reader(match: re.Match[str], context: Context) -> Found | None:
    """ "within 45 days", "in two weeks", "in the next decade", "over the past three years"."""
    unit = match["unit"].lower()
    count = _count(match["n"]) if match["n"] else 1
    if not count or (not match["way"] and (unit in {"decade", "century"} or is_record_reader(match, context))):
        return None
    if context.anchor is None or (not match["n"] and match["many"]):
        return _unresolved()  # "the coming weeks" are of no known number
    back = (match["way"] or "").lower() in {"past", "last"}
    edge = shift(context.anchor, unit, -count if back else count)
    return _relative(Interval(min(edge, context.anchor), max(edge, context.anchor)))


def is_record_reader(match: re.Match[str], context: Context) -> bool:
    """True for "the first visit in two years": how long it had not been, no date."""
    before = context.text[: match.start()]
    return bool(
        re.search(
            r"\b(?:first|second|third|fourth|fifth|most|worst|best|biggest|largest|highest|lowest|time)\b[^.;]{0,40}$",
            before,
        )
    )


def ago_reader(match: re.Match[str], context: Context) -> Found | None:
    """ "two weeks ago": a day for days, else the week, month or year of that day."""
    count = _count(match["n"])
    if not count:
        return None
    if context.anchor is None:
        return _unresolved()
    unit = match["unit"].lower()
    there = shift(context.anchor, unit, -count)
    wide = {"fortnight": "week", "decade": "year", "century": "year", "quarter": "month"}.get(unit, unit)
    return _relative(unit_around(there, wide))
