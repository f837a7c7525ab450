"""Datelines, notices, labels, introductions and signatures: cases as data, for and against."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kg.text.notices import dateline, is_notice
from kg.text.speakers import find_labels, introduced, signature

FOLDER = Path(__file__).parent / "cases/text"


def cases(name: str, key: str) -> list[str]:
    return list(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))[key])


def test_no_case_is_lost() -> None:
    assert [len(cases("beginnings", key)) for key in ("dateline", "none")] == [15, 9]
    assert [len(cases("notices", key)) for key in ("notice", "text")] == [36, 15]
    keys = ("label", "no_label", "introduces", "no_introduction", "signature", "no_signature")
    assert [len(cases("labels", key)) for key in keys] == [20, 22, 6, 6, 4, 6]


@pytest.mark.parametrize("case", cases("beginnings", "dateline"))
def test_datelines(case: str) -> None:
    text = case.replace("| ", "")
    found = dateline(text)
    assert found is not None
    assert text[found.text :] == case.split("| ")[1]
    place = text[: found.place]
    assert place
    assert text[found.place] in " ,:—/"


@pytest.mark.parametrize("case", cases("beginnings", "none"))
def test_no_datelines(case: str) -> None:
    assert dateline(case) is None


@pytest.mark.parametrize("case", cases("notices", "notice"))
def test_notices(case: str) -> None:
    assert is_notice(case, early=True)


@pytest.mark.parametrize("case", cases("notices", "text"))
def test_no_notices(case: str) -> None:
    assert not is_notice(case, early=True)


@pytest.mark.parametrize("case", cases("labels", "label"))
def test_labels(case: str) -> None:
    (label,) = find_labels([case])
    assert label is not None
    assert case[label.rest :] == case.split(": ", 1)[1]


@pytest.mark.parametrize("case", cases("labels", "no_label"))
def test_no_labels(case: str) -> None:
    assert find_labels([case]) == (None,)


def test_a_transcript_makes_labels_of_names() -> None:
    texts = ["KARI LUND: We pay.", "PEDRO SOTO: We do too.", "QUESTION: Why?", "Q Why?", "Quality matters."]
    assert [label is not None for label in find_labels(texts)] == [True, True, True, True, False]
    assert find_labels(["Q Why?", "Norway pays."]) == (None, None)


@pytest.mark.parametrize("case", cases("labels", "introduces"))
def test_introductions(case: list[str]) -> None:
    found = introduced(case[0])
    assert found is not None
    assert case[0][slice(*found)] == case[1]


@pytest.mark.parametrize("case", cases("labels", "no_introduction"))
def test_no_introductions(case: str) -> None:
    assert introduced(case) is None


@pytest.mark.parametrize("case", cases("labels", "signature"))
def test_signatures(case: list[str]) -> None:
    found = signature(case[0])
    assert found is not None
    assert case[0][slice(*found)] == case[1]


@pytest.mark.parametrize("case", cases("labels", "no_signature"))
def test_no_signatures(case: str) -> None:
    assert signature(case) is None
