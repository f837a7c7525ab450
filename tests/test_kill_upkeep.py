"""Killed in the middle of imports, updates, loads, retractions, backups and restores, eighty times.

A worker does one thing after another and says when each begins and is done. Wherever it is killed, the store is as
after the last thing that was done, or as after the one that had begun: never in between.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from support_stores import BASE, DEEDS, deed, do

from kg.stores import open_store
from kg.stores.oxigraph import Mark, OxigraphStore
from kg.storing import Store

KILLS = 80
CODE = "import sys; sys.path.insert(0, sys.argv[1]); from support_stores import *; work(Path(sys.argv[2]), int(sys.argv[3]))"  # noqa: E501
State = frozenset[str]


def state(store: Store) -> State:
    return frozenset(map(str, store.quads()))


def killed(place: Path, number: int, chance: random.Random) -> list[str]:
    """What a worker said that began with this number, until it was killed."""
    here = str(Path(__file__).parent)
    command = [sys.executable, "-c", CODE, here, str(place), str(number)]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    lines = [worker.stdout.readline() for _ in range(chance.randint(1, 6))]
    time.sleep(chance.random() ** 2 * 0.1)
    worker.kill()
    lines += worker.stdout.readlines()
    worker.stdout.close()
    assert worker.wait() == -9, lines
    return lines


def stopped(seen: set[str]) -> set[str]:
    return {what for what in DEEDS if f"{what} begin" in seen}


def copies(place: Path) -> list[Path]:
    return [path for path in place.iterdir() if path.name.startswith(("backup", "again"))]


@pytest.mark.slow
def test_the_store_is_never_in_between(tmp_path: Path) -> None:
    chance, place = random.Random(11), tmp_path / "s"
    model = OxigraphStore("memory", ox.Store(), Mark(BASE))
    open_store(str(place), write=True)
    number, seen = 0, set[str]()
    copied: dict[str, State] = {}
    for kills in range(5 * KILLS):  # how much a worker does before it is killed is the machine's affair
        if kills >= KILLS and len(stopped(seen)) >= 5 and len(copies(tmp_path)) > 20:
            break
        before = after = state(model)
        last = ""
        for line in killed(tmp_path, number, chance):
            last, _, at = line.partition(" ")
            number = int(at)
            if last == "begin":
                before = after
                do(deed(number), number, tmp_path, model)
                after = copied[str(number)] = state(model)
        found = state(open_store(str(place), write=True))
        whole = last == "done"
        assert found in ((after,) if whole else (before, after)), f"{deed(number)} {number}: half there, or lost"
        seen.add(f"{deed(number)} {last}")
        if found != after:
            model._store.clear()
            model._store.extend(open_store(str(place)).quads())
        number += 1
    assert len(stopped(seen)) >= 5, f"killed in the middle of {stopped(seen)} only"
    assert len(copies(tmp_path)) > 20
    for path in copies(tmp_path):
        if path.suffix != ".kg-part":  # what a kill left is known by its name
            assert state(open_store(str(path))) == copied[path.name.lstrip("backupgin")], f"{path.name}: half there"
    store = open_store(str(place), write=True)
    store.optimize()
    assert state(store) == after or state(store) == state(model)
    assert not [path.name for path in place.iterdir() if "part" in path.name]
