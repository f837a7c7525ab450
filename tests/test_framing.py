"""The frames of sentences of every construction that the grammar knows, and of those that only look like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support_frames import CASES, parsed, read_cases, read_parses, rows_of, shown, stored, write_cases, write_parses

from kg.framing import build_frames

FILES = sorted(CASES.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_stored_parses_give_the_frames(path: Path, request: pytest.FixtureRequest) -> None:
    cases = read_cases(path)
    if request.config.getoption("--update-cases"):
        known = read_parses(path)
        write_parses(path, [known.get(s) or {"text": s, "tokens": rows_of(parsed(s).doc)} for s, _ in cases])
    parses = read_parses(path)
    found = {s: shown(build_frames(document := stored(parses[s])), document) for s, _ in cases}
    if request.config.getoption("--update-cases"):
        write_cases(path, found)
        cases = read_cases(path)
    assert [(s, found[s]) for s, _ in cases] == cases


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_model_still_gives_the_stored_parses(path: Path) -> None:
    parses = read_parses(path)
    assert {s: rows_of(parsed(s).doc) for s in parses} == {s: p["tokens"] for s, p in parses.items()}


def test_cases_are_many_and_none_is_twice() -> None:
    sentences = [s for path in FILES for s, _ in read_cases(path)]
    assert len(sentences) >= 150
    assert len(sentences) == len(set(sentences))
