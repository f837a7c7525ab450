"""How the engine goes about the saved queries: the flat ones, which list all reports, build no table of all of them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.queries import bound
from kg.resources import saved_query

ROW_BY_ROW = ("demands", "meetings", "responses", "roles", "statements", "who-demanded-what", "who-met-whom")
ONE_FILE = ROW_BY_ROW[:5]


def steps(plan: dict[str, object]) -> Iterator[str]:
    """The names of all steps of a plan."""
    yield str(plan["name"])
    for child in plan.get("children", ()):  # type: ignore[attr-defined]
        yield from steps(child)


def plan_of(query: str, folder: Path) -> list[str]:
    command = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    assert command, "pip install oxigraph"
    (folder / "q.rq").write_text(query, "utf-8")
    ox.Store(str(folder / "s")).flush()
    arguments = [
        "--query-file",
        str(folder / "q.rq"),
        "--results-format",
        "csv",
        "--explain-file",
        str(folder / "plan.json"),
    ]
    subprocess.run([command, "query", "--location", str(folder / "s"), *arguments], check=True, capture_output=True)
    found = json.loads((folder / "plan.json").read_text("utf-8"))
    return list(steps(found.get("plan") or found["tree"]))


@pytest.mark.parametrize("name", ROW_BY_ROW)
def test_a_flat_query_is_answered_row_by_row(name: str, tmp_path: Path) -> None:
    found = plan_of(bound(saved_query(name), {}), tmp_path)
    assert "Slice(start = 0, length = 100000000)" in found, "the fence is there"
    assert not [step for step in found if "HashBuild" in step], "each would read all reports into memory"


@pytest.mark.parametrize("name", ONE_FILE)
def test_one_file_is_where_its_query_begins(name: str, tmp_path: Path) -> None:
    found = plan_of(bound(saved_query(name), {"report-file": "a.txt"}), tmp_path)
    patterns = [
        step for step in found if step.startswith(("QuadPattern", "Values", "StaticBindings", "Path", "VALUES"))
    ]
    assert "hasFileName" in " ".join(patterns[:2]), patterns[:3]
