"""Statements: cases, the seed report where it is at hand, and what holds of any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support_speech import Case, cases, names, reading, statement_lines

from kg.rules.statements import find

STATEMENTS = tuple(cases("statements"))
SEED = Path(__file__).parents[1].parent / "shared" / "gold" / "dev-1" / "seed.txt"


def test_no_case_was_lost() -> None:
    assert len(STATEMENTS) >= 28
    assert len({c.name for c in STATEMENTS}) == len(STATEMENTS)


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("case", STATEMENTS, ids=lambda c: c.name)
def test_statements(case: Case) -> None:
    assert tuple(statement_lines(reading(case.text))) == case.expected


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([c.text for c in STATEMENTS]), min_size=1, max_size=4).map("\n\n".join))
@example("MINISTER BERG: Norway will pay for half.\n\nAccording to a draft seen by Reuters, the leaders will meet.")
def test_no_statement_comes_twice(text: str) -> None:
    found = reading(text)
    seen = [(names(found, c.speaker), c.speaker_actor, c.kind, c.evidence) for c in find(found)]
    assert len(seen) == len(set(seen))
    for candidate in find(found):
        assert candidate.segment >= 0
        assert found.segments[candidate.segment].statement
        if candidate.content is not None:
            start, end = candidate.content
            assert 0 <= start < end <= len(text)


@pytest.mark.slow
@pytest.mark.skipif(not SEED.exists(), reason="the shared reports are not beside this checkout")
def test_the_seed_report() -> None:
    found = reading(SEED.read_text(encoding="utf-8"))
    gold = json.loads(SEED.with_suffix(".json").read_text(encoding="utf-8"))["statements"]
    said = list(find(found))
    assert len(said) == len(gold)
    for item in gold:
        start = found.document.report.text.find(item["quote"])
        match = [c for c in said if _overlaps(found.document.passage(*c.evidence), start, start + len(item["quote"]))]
        speakers = {a.name for c in match for f in c.speaker for a in found.resolver.actors(f)}
        assert any(c.kind.value == item["kind"] for c in match), item
        assert any(s in alias or alias in s for s in speakers for alias in item["speaker"]), (speakers, item)


def _overlaps(passage: object, start: int, end: int) -> bool:
    first, last = passage.start, passage.end  # type: ignore[attr-defined]
    return min(last, end) - max(first, start) > 0.5 * min(last - first, end - start)
