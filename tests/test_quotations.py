"""Quotations: cases as data, and what must hold of any paragraphs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.text.cleaned import CleanText
from kg.text.quotations import quotation_runs, quotations

CASES = tomllib.loads((Path(__file__).parent / "cases/text/quotations.toml").read_text(encoding="utf-8"))["case"]
HARD = st.text(st.sampled_from("ab A.,!'\"“”‘’«»—( )"), max_size=40)


def test_no_case_is_lost() -> None:
    assert len(CASES) == 24


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    text = "¶".join(case["text"])
    texts, at = [], 0
    for paragraph in case["text"]:
        texts.append(CleanText.of(text, at, at + len(paragraph)))
        at += len(paragraph) + 1
    found = [("?" if q.scare else "") + ("" if q.closed else "~") + text[q.start : q.end] for q in quotations(texts)]
    assert found == case["quotations"]


@settings(deadline=None, max_examples=300)
@given(st.lists(HARD | st.text(max_size=20), max_size=5))
@example(['"A', "'A»’"])  # a quotation that is closed within what looks like another
def test_any_paragraphs(texts: list[str]) -> None:
    last = (0, 0)
    for run in quotation_runs(texts):
        assert (run.first, run.start) < (run.last, run.end)
        assert last <= (run.first, run.start), "none overlaps another"
        assert run.end <= len(texts[run.last])
        assert not (run.scare and not run.closed)
        if run.closed:
            assert texts[run.last][run.end] in "\"”»'’"
        last = (run.last, run.end)
