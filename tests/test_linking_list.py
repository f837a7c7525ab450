"""The list of mentions of bench/linking.py: links that are accepted are right, and most that could be are found."""

from __future__ import annotations

import importlib.util
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.linking.deciding import Thresholds, decide
from kg.linking.links import Decision

pytestmark = pytest.mark.slow
PATH = Path(__file__).parents[1] / "bench" / "linking.py"


@cache
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_linking", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def judged(name: str = "written") -> tuple[list[Any], list[Any]]:
    rows = list(bench().rows(name))
    return rows, bench().answers(rows)


def test_the_list_is_long_and_has_every_sort_of_mention() -> None:
    rows, _ = judged()
    groups = Counter(row.group for row in rows)
    assert len(rows) >= 400
    assert sum(not row.target for row in rows) >= 60
    assert min(groups[g] for g in ("states", "misspelt", "governments", "ministries", "organisations", "media")) >= 25
    assert groups["persons"] >= 70
    assert groups["namesakes"] >= 20
    assert len({(row.mention, row.target) for row in rows}) == len(rows)


@pytest.mark.parametrize("fits", [True, False], ids=["fitted", "other"])
def test_what_is_accepted_is_right_and_most_is_found(fits: bool) -> None:
    rows, found = judged()
    some = [i for i, row in enumerate(rows) if row.fits is fits]
    right, accepted, there, _ = bench().measured([rows[i] for i in some], [found[i] for i in some], Thresholds())
    assert right >= 0.98 * accepted
    assert right >= 0.85 * there


def test_what_means_nothing_that_is_known_stays_unlinked() -> None:
    rows, found = judged()
    taken = [
        row.mention.name
        for row, judgements in zip(rows, found, strict=True)
        if not row.target
        and any(link.decision is Decision.ACCEPTED for link in decide(row.mention, judgements, Thresholds(), ""))
    ]
    assert taken == []


def test_scores_above_the_threshold_are_rates_of_being_right() -> None:
    rows, found = judged()
    pairs = [(j.score, j.candidate.target == row.target) for row, js in zip(rows, found, strict=True) for j in js]
    for low, high in ((0.0, 0.1), (0.95, 1.0)):
        inside = [(score, right) for score, right in pairs if low <= score <= high]
        said = sum(score for score, _ in inside) / len(inside)
        assert abs(said - sum(right for _, right in inside) / len(inside)) < 0.03


def test_the_second_list_is_of_other_mentions() -> None:
    rows, _ = judged("read")
    first = {(row.mention.kind, row.mention.name) for row in judged()[0]}
    from_reports = [row for row in rows if row.group in bench().READ]
    assert len(from_reports) >= 600
    assert len(rows) - len(from_reports) >= 200
    assert not first & {(row.mention.kind, row.mention.name) for row in from_reports}
    assert sum(not row.target for row in rows) >= 400


def test_what_is_accepted_of_actors_from_reports_is_right() -> None:
    rows, found = judged("read")
    some = [i for i, row in enumerate(rows) if row.group in bench().READ]
    right, accepted, there, _ = bench().measured([rows[i] for i in some], [found[i] for i in some], Thresholds())
    assert right >= 0.99 * accepted
    assert right >= 0.94 * there
