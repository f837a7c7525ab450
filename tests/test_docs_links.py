"""docs/linking.md: the commands on proposing, reviewing and asking run one after the other and do what it says."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support_cli import ROOT

PAGE = (ROOT / "docs" / "linking.md").read_text("utf-8").partition("## Join your own table")[0]
FILES = re.findall(r"```csv\n# (\S+)\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = [
    line.partition("  #")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("kg ")
]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """What each command says, on standard output and error."""
    place = tmp_path_factory.mktemp("links")
    shutil.copytree(ROOT / "data" / "reports", place / "data" / "reports")
    for name, text in FILES:
        (place / name).write_text(text, "utf-8")
    surroundings = {k: v for k, v in os.environ.items() if k not in ("KG_STORE", "KG_QUERIES")}
    surroundings["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{surroundings['PATH']}"
    answers = {}
    for line in COMMANDS:
        done = subprocess.run(["bash", "-c", line], cwd=place, env=surroundings, capture_output=True, text=True)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        answers[line] = done.stdout, done.stderr
    return answers


def rows(answer: str) -> list[dict[str, str]]:
    return list(csv.DictReader(answer.splitlines()))


def test_what_the_page_says_comes_out(said: dict[str, tuple[str, str]]) -> None:
    assert len(COMMANDS) >= 15
    assert "0 links changed" in said["kg link"][1], "the second time"
    (japan,) = rows(said["kg query links --actor Japan --format csv"][0])
    assert (japan["target"], japan["decision"]) == ("http://www.wikidata.org/entity/Q17", "accepted")
    assert "linked actors" in said["kg info"][0]
    assert "Q17" not in said['kg link --with mine.csv --kind "news medium" --dry-run'][0]
    assert "0 links changed" in said["kg link import links.sssom.tsv"][1]


def test_the_review_of_the_page_decides_what_it_says(said: dict[str, tuple[str, str]]) -> None:
    shown = next(out for line, (out, _) in said.items() if line.startswith("kg link review"))
    assert "1 decision saved" in shown
    assert "a namesake" in shown
    accepted = rows(said['kg query links --decision accepted --actor "Marco Rubio" --format csv'][0])
    (rubio,) = [row for row in accepted if row["author"]]  # the other is kg's own
    assert (rubio["author"], rubio["target"]) == ("Ann Moor", "https://example.org/people/2")


def test_an_actor_is_asked_for_by_what_it_is_linked_to(said: dict[str, tuple[str, str]]) -> None:
    by_curie = rows(said["kg query who-demanded-what --addressee wd:Q17 --format csv"][0])
    assert by_curie
    assert {row["addressee"] for row in by_curie} == {"Japan"}
    page = "kg query who-demanded-what --addressee https://www.wikidata.org/wiki/Q17 --format csv"
    assert rows(said[page][0]) == by_curie
    assert said["kg show wd:Q17"][0].startswith("Japan")
