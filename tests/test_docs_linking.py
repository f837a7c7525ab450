"""docs/linking.md, the user's own table: every command runs, on the files that are shown, and answers what is said."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support_cli import ROOT

PAGE = (ROOT / "docs" / "linking.md").read_text("utf-8").partition("## Join your own table in ten minutes")[2]
FILES = re.findall(r"```(?:sparql|csv|python)\n# (\S+)\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
    if line.startswith(("kg ", "python "))
]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each command of the page says, run one after the other in a folder with the page's files."""
    place = tmp_path_factory.mktemp("linking")
    shutil.copytree(ROOT / "data", place / "data")
    for name, text in FILES:
        (place / name).write_text(text, "utf-8")
    surroundings = {k: v for k, v in os.environ.items() if k not in ("KG_STORE", "KG_QUERIES")}
    surroundings["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{surroundings['PATH']}"
    answers = {}
    for line in COMMANDS:
        command = line.partition("  #")[0].strip()
        done = subprocess.run(["bash", "-c", command], cwd=place, env=surroundings, capture_output=True, text=True)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        answers[command] = done.stdout
    return answers


def _rows(answer: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer)))


def test_every_command_runs_and_every_query_answers(said: dict[str, str]) -> None:
    assert len(said) >= 9
    assert [command for command, answer in said.items() if "query" in command and len(answer.splitlines()) < 2] == []


def test_japan_is_held_against_the_imported_table_and_the_users_own(said: dict[str, str]) -> None:
    rows = _rows(said["kg query target-versus-actual --addressee Japan --format csv"])
    found = {(row["table"], row["value"], row["actual"], row["year"], row["estimated"], row["gap"]) for row in rows}
    assert found == {
        ("https://w3id.org/dmd/data/military-expenditure/cube", "3.5", "1.4", "2024", "true", "2.1"),
        ("https://example.org/harbours/cube", "3.5", "1.75", "2024", "", "1.75"),
    }
    assert all("Japan" in row["quote"] for row in rows)


def test_cuts_are_held_against_the_climate_table(said: dict[str, str]) -> None:
    rows = _rows(said["kg query cuts.rq --format csv"])
    assert [row["year"] for row in rows] == ["2024", "2023", "2022"]
    assert {row["addressee"] for row in rows} == {"European Union"}
    assert {row["asked"] for row in rows} == {"90"}
    assert float(rows[0]["reached"]) > float(rows[2]["reached"]) > 20
