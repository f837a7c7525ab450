"""Sentence starts: cases as data, and what must hold of any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.text.sentences import ends_open, sentence_starts

CASES = [
    line
    for line in (Path(__file__).parent / "cases/text/sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def parts(text: str) -> list[str]:
    starts = sentence_starts(text)
    return [text[a:b].strip() for a, b in zip(starts, (*starts[1:], len(text)), strict=True)]


def test_no_case_is_lost() -> None:
    assert len(CASES) == 50


@pytest.mark.parametrize("case", CASES)
def test_case(case: str) -> None:
    expected = [part.strip() for part in case.split("|")]
    text = case.replace(".| ", ".").replace("| ", "")
    assert parts(text) == expected


@settings(deadline=None)
@given(st.text())
def test_any_text(text: str) -> None:
    starts = sentence_starts(text)
    assert list(starts) == sorted(set(starts))
    assert bool(starts) == bool(text.strip())
    assert all(0 <= start < len(text) for start in starts)
    assert not starts or text[: starts[0]].strip() == ""


@settings(deadline=None)
@given(st.lists(st.sampled_from(["U.S.", "Mr.", "said", '"', "”", "The", "I", "3.", "...", "!", " ", "—", "p.m."])))
def test_any_row_of_the_hard_words(words: list[str]) -> None:
    text = " ".join(words)
    assert all(not text[start].isspace() for start in sentence_starts(text))


@pytest.mark.parametrize(
    ("line", "open_"),
    [
        ("He met Mr.", True),
        ("signed by President Donald J.", True),
        ("It ended.", False),
        ("It grew to 3.", False),
        ("in the U.S.", False),
        ("", False),
    ],
)
def test_ends_open(line: str, open_: bool) -> None:
    assert ends_open(line) is open_
