"""The texts of the cases of every family, as reports."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from kg.lexicon.rows import load_rows
from kg.model import Report

CASES = Path(__file__).parent / "cases"
LISTS = ("demand", "meeting", "response", "speech", "stance")
AT_LEAST = {
    "attribution": 74,
    "demand": 223,
    "factuality": 27,
    "lists": 1855,
    "meetings": 155,
    "resolve": 73,
    "response": 204,
    "statements": 62,
}
"""How many texts there were when this was written: fewer were lost, more are welcome."""


def _report(text: str, publisher: str = "", title: str = "", day: date | None = None) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report("case.txt", text, digest, publisher=publisher, title=title, date=day)


def _asked_and_answered(folder: str) -> Iterator[Report]:
    from test_demand_cases import ALL

    for family, _, text, _ in ALL:
        if family == folder:
            first, _, rest = text.partition("\n")
            told = first.startswith("Publisher: ")
            yield _report(rest, first.removeprefix("Publisher: ")) if told else _report(text)


def _meetings() -> Iterator[Report]:
    import test_meetings

    yield from (_report(str(case["text"]), day=date(2025, 6, 21)) for case in test_meetings.CASES)


def _resolve() -> Iterator[Report]:
    for path in sorted((CASES / "resolve").glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            yield _report(case["text"], case.get("publisher", ""), case.get("title", ""))


def _speech(folder: str) -> Iterator[Report]:
    from support_speech import cases

    yield from (_report(case.text) for case in cases(folder))


def _factuality() -> Iterator[Report]:
    from test_factuality import ROWS

    yield from (_report(row["sentence"]) for row in ROWS)


def _lists() -> Iterator[Report]:
    for name in LISTS:
        for row in load_rows(name):
            yield from (_report(row.matches), _report(row.misses))


@cache
def every_text() -> dict[str, tuple[Report, ...]]:
    """The reports of each family, each text once."""
    found = {
        "attribution": _speech("attribution"),
        "demand": _asked_and_answered("demand"),
        "factuality": _factuality(),
        "lists": _lists(),
        "meetings": _meetings(),
        "resolve": _resolve(),
        "response": _asked_and_answered("response"),
        "statements": _speech("statements"),
    }
    return {
        name: tuple({(r.text, r.publisher, r.title): r for r in reports}.values()) for name, reports in found.items()
    }
