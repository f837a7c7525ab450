"""What the saved queries answer on the bundled sample reports, as files that a person can read.

A file in tests/samples/ holds a command line after ``$ kg`` and the table that it prints. ``--update-cases`` rewrites
the tables; read the difference before you commit it: it is what the change did to real text.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.resources import query_names, saved_query

ROOT = Path(__file__).parents[1]
SAMPLES = Path(__file__).parent / "samples"
CASES = sorted(SAMPLES.glob("*.txt"))
pytestmark = pytest.mark.slow


def kg(*arguments: str, cwd: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """One run of the installed command, at a terminal 120 columns wide."""
    command = shutil.which("kg")
    assert command, "kg is installed"
    environment = {**os.environ, "COLUMNS": "120", "KG_STORE": str(cwd / "store")}
    return subprocess.run(
        [command, *arguments], cwd=cwd, env=environment, text=True, capture_output=True, check=check, timeout=300
    )


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of the sample reports, and with copies of them."""
    folder = tmp_path_factory.mktemp("samples")
    shutil.copytree(ROOT / "data" / "reports", folder / "reports")
    kg("load", "--quiet", "reports", cwd=folder)
    return folder


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_answers_on_the_sample_reports(path: Path, loaded: Path, pytestconfig: pytest.Config) -> None:
    command = path.read_text("utf-8").splitlines()[0]
    out = kg(*shlex.split(command.removeprefix("$ kg ")), cwd=loaded).stdout.replace("\r\n", "\n")
    found = "\n".join([command, *(line.rstrip() for line in out.splitlines())]) + "\n"
    if pytestconfig.getoption("--update-cases"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


def test_the_expectations_are_all_there() -> None:
    assert len(CASES) >= 10


def test_the_samples_are_as_the_page_about_them_says() -> None:
    page = (ROOT / "data" / "README.md").read_text("utf-8")
    reports = sorted((ROOT / "data" / "reports").iterdir())
    named = set(re.findall(r"`(\d{4}-[\w-]+\.(?:txt|md))`", page))
    assert named <= {p.name for p in reports}
    assert len(reports) >= 15
    for report in reports:
        text = report.read_text("utf-8")
        assert 150 <= len(text.split()) <= 500, report.name
        assert re.search(r"^status: (invented|written for this project)", text, re.I | re.M), report.name


def test_loading_the_samples_again_changes_nothing(loaded: Path) -> None:
    before = kg("query", "-e", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--format", "csv", cwd=loaded).stdout
    kg("load", "--quiet", "reports", cwd=loaded)
    assert kg("query", "-e", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--format", "csv", cwd=loaded).stdout == before


def test_the_example_of_every_saved_query_has_an_answer(loaded: Path) -> None:
    for name in query_names():
        if "--allow-service" in saved_query(name).example:
            continue  # runs in tests/test_federated.py
        out = kg(*shlex.split(saved_query(name).example)[1:], cwd=loaded).stdout
        if name not in (
            "links",
            "target-versus-actual",
        ):  # no sample is linked; tests/test_docs_linking.py asks of tables
            assert out.count("\n") > 1, saved_query(name).example


def test_every_command_in_the_readme_runs(loaded: Path) -> None:
    shutil.copy(next((ROOT / "data" / "reports").glob("*tokyo*")), loaded / "report.txt")
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("kg ")]
    assert len(lines) >= 7
    for line in lines:
        run = kg(*shlex.split(line, comments=True)[1:], cwd=loaded, check=False)
        assert run.returncode == 0, f"{line}\n{run.stderr}"
        assert run.stdout or "load" in line or " -o " in line, line
