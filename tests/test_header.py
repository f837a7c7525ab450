"""Headers and dates: cases as data, and what must hold of any text."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReportError
from kg.text.header import Header, make_report, read_date, read_header

CASES = tomllib.loads((Path(__file__).parent / "cases/text/headers.toml").read_text(encoding="utf-8"))["case"]


def test_no_case_is_lost() -> None:
    assert len(CASES) == 12


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("case", CASES, ids=[case["text"][:30] for case in CASES])
def test_case(case: dict[str, Any], end: str) -> None:
    text = case["text"].replace("|", end)
    found = read_header(text)
    assert text[found.body :] == case["body"].replace("|", end)
    assert asdict(found) == asdict(Header(body=found.body, **case["header"]))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-05-03", date(2026, 5, 3)),
        ("2026/05/03", date(2026, 5, 3)),
        ("20260503", date(2026, 5, 3)),
        ("2026-05-03T23:10:00+02:00", date(2026, 5, 3)),
        ("Sun, 03 May 2026 10:00:00 +0000", date(2026, 5, 3)),
        ("Sunday, May 3rd, 2026", date(2026, 5, 3)),
        ("3 May 2026", date(2026, 5, 3)),
        ("3rd of May 2026", date(2026, 5, 3)),
        ("Sept. 3, 2026", date(2026, 9, 3)),
        ("3.5.2026", date(2026, 5, 3)),
        ("23/05/2026", date(2026, 5, 23)),
        ("05/23/2026", date(2026, 5, 23)),
        ("05/05/2026", date(2026, 5, 5)),
        ("03/05/2026", None),  # May 3 in one country, March 5 in another
        ("31 February 2026", None),
        ("2026-05", None),
        ("unknown", None),
        ("", None),
    ],
)
def test_dates(words: str, day: date | None) -> None:
    assert read_date(words) == day


MARKS = ["Title: ", "Date: ", "Note: ", "---", "\n", "\n\n", "\r\n", "x", " ", "2026-05-03", "> |"]
HARD = st.lists(st.sampled_from(MARKS))


@settings(deadline=None)
@given(HARD.map("".join) | st.text())
def test_any_text(text: str) -> None:
    found = read_header(text)
    assert 0 <= found.body <= len(text)
    assert found.body > 0 or found == Header()


def test_a_report_keeps_its_whole_text() -> None:
    text = "Title: T\nDate: 2026-05-03\n\nNorway left."
    report = make_report(text, "utf-8", "x.txt")
    assert (report.text, report.text[report.body :]) == (text, "Norway left.")
    assert len(report.digest) == 64


def test_a_markdown_heading_is_the_title() -> None:
    assert make_report("# Talks *off* \n\nNorway left.", "utf-8", "x.md", markdown=True).title == "Talks *off"
    assert make_report("# Talks off\n\nNorway left.", "utf-8", "x.txt").title == ""


@pytest.mark.parametrize("text", ["Title: T\nDate: 2026-05-03\n\n", "<!DOCTYPE html>\n<p>Hi</p>", "\n<html lang='en'>"])
def test_refusals(text: str) -> None:
    with pytest.raises(ReportError, match=r"^x\.txt: "):
        make_report(text, "utf-8", "x.txt")
