"""Killed in the middle of a load, twenty times: what was acknowledged is whole, and the rest comes on the next run."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

REPORTS = 200
KILLS = 20
INFERRED = "https://w3id.org/dmd/graph/inferred"
STATES = ("Norway", "Peru", "Ghana", "Nepal", "Chile", "Kenya", "Malta", "Oman")
DEEDS = ("open its ports", "cut tariffs by 5 percent", "free the sailors", "raise its aid to 3 million dollars")


def write_reports(folder: Path) -> None:
    """Small reports, no two alike, that share their actors."""
    folder.mkdir()
    for i in range(REPORTS):
        one, other = STATES[i % 8], STATES[(i // 8 + i + 1) % 8]
        name = f"Harbour Gazette {i % 5}"
        body = f"{one} urged {other} to {DEEDS[i % 4]}, a minister said on day {i}."
        (folder / f"{i:03}.txt").write_text(f"Title: Report {i}\nDate: 2025-06-20\nSource: {name}\n\n{body}\n", "utf-8")


def load(store: Path, folder: Path) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-c",
        "from kg.cli import main; main()",
        "--store",
        str(store),
        "load",
        "-v",
        str(folder),
    ]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def graphs(store: Path) -> dict[str, frozenset[str]]:
    """What the store holds by graph; the record of load runs is left out, for it tells the time."""
    found: dict[str, set[str]] = {}
    for quad in ox.Store.read_only(str(store)):
        found.setdefault(quad.graph_name.value, set()).add(f"{quad.subject} {quad.predicate} {quad.object}")
    return {name: frozenset(quads) for name, quads in found.items() if not name.endswith("/provenance")}


def acknowledged(line: str) -> str:
    """The graph of the report that a line says is loaded: "loaded: path (digest)"."""
    return f"https://w3id.org/dmd/report/{line.rsplit('(', 1)[1].rstrip(')' + chr(10))}"


@pytest.mark.slow
def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    folder, store = tmp_path / "reports", tmp_path / "store"
    write_reports(folder)
    clean = load(tmp_path / "clean", folder)
    clean.communicate()
    assert clean.returncode == 0
    expected = graphs(tmp_path / "clean")
    assert sum("/report/" in name for name in expected) == REPORTS

    chance = random.Random(7)
    done: set[str] = set()
    killed = 0
    for number in range(3 * KILLS):
        if killed == KILLS:
            break
        if len(done) > REPORTS - 10:  # on a busy machine more is loaded between a line and the kill than is waited for
            store, done = tmp_path / f"store-{number}", set()
        running = load(store, folder)
        assert running.stderr is not None
        wanted = chance.randint(1, max(2 * (REPORTS - len(done)) // (KILLS - killed + 1), 0) + 1)
        for line in running.stderr:
            if line.startswith("loaded: "):
                done.add(acknowledged(line))
                wanted -= 1
            if wanted <= 0:
                break
        time.sleep(chance.random() * 0.02)
        running.kill()
        done.update(
            acknowledged(line) for line in running.stderr if line.startswith("loaded: ") and line.endswith(")\n")
        )
        running.stderr.close()
        killed += running.wait() == -9
        there = graphs(store)
        assert done <= there.keys(), "acknowledged and gone"
        for name, quads in there.items():
            shared = name.endswith(("/registry", "/inferred"))
            assert quads <= expected[name] if shared else quads == expected[name], f"half there: {name}"
        follows = {quad for quad in expected[INFERRED] if quad[1:].partition("#")[0] in there}
        assert follows == there.get(INFERRED, frozenset()), "what follows is not there with its report, or without"
    assert killed == KILLS

    last = load(store, folder)
    _, err = last.communicate()
    assert last.returncode == 0, err
    assert graphs(store) == expected
    texts = {path.name for path in (store / "texts").iterdir()}
    assert len([name for name in texts if name.endswith(".txt")]) == REPORTS
