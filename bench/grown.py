"""Makes a store of a million quads or more that keeps the shape of real loads.

Run ``python bench/grown.py STORE --quads 1000000``. It starts from what ``kg load`` makes of the sample reports (or
from the store that ``--like`` names) and copies it: each copy of a report has a name, a digest and dates of its own,
and speaks of the same actors as the first if several reports do; of those that only one report knows, there is a new
one every so many copies, as in a growing collection.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.stores import open_store

ROOT = Path(__file__).resolve().parents[1]
NEW_ACTORS = 20  # of those that one report knows, there are new ones every so many copies
_ACTOR = re.compile(r"<([^<>]*/(?:actor|post)/[^<>]+)>")
_DAY = re.compile(r'"(\d{4}-\d\d-\d\d)"')
_NAME = re.compile(r'"([^"/]*)\.(txt|md)"')


def lines(store: ox.Store) -> dict[str, list[str]]:
    """The quads as lines of N-Quads, by graph."""
    found: dict[str, list[str]] = {}
    for quad in store:
        found.setdefault(getattr(quad.graph_name, "value", ""), []).append(f"{quad} .\n")
    return found


@cache
def shifted(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


class Copier:
    """Copies the reports of a store."""

    def __init__(self, store: ox.Store) -> None:
        graphs = lines(store)
        self.reports = {g: "".join(ls) for g, ls in graphs.items() if "/report/" in g}
        self.shared = [line for g, ls in graphs.items() if "/report/" not in g for line in ls]
        known = Counter(actor for text in self.reports.values() for actor in set(_ACTOR.findall(text)))
        self.rare = {actor for actor, number in known.items() if number == 1}
        self.about: dict[str, list[str]] = {}  # what the shared graphs say of a rare actor, or of a report's nodes
        for line in self.shared:
            subject = line[1:].partition(">")[0]
            if subject in self.rare:
                self.about.setdefault(subject, []).append(line)
            elif "/report/" in subject:
                self.about.setdefault(subject.partition("#")[0], []).append(line)
        self.size = sum(text.count("\n") for text in self.copy(1))

    def copy(self, number: int) -> Iterator[str]:
        """The quads of one copy of all reports."""
        generation = number // NEW_ACTORS
        told: set[str] = set()
        for graph, text in self.reports.items():
            short = graph.rpartition("/")[2]
            new = hashlib.sha256(f"{short} {number}".encode()).hexdigest()[: len(short)]
            whole = text + "".join(self.about.get(graph, ()))
            for actor in set(_ACTOR.findall(text)) & self.rare:
                if generation and number % NEW_ACTORS == 0 and actor not in told:
                    told.add(actor)
                    whole += "".join(self.about.get(actor, ()))
            yield self._renamed(whole.replace(short, new), number, generation)

    def _renamed(self, text: str, number: int, generation: int) -> str:
        def actor(match: re.Match[str]) -> str:
            return f"<{match[1]}-{generation}>" if generation and match[1] in self.rare else match[0]

        text = _DAY.sub(lambda m: f'"{shifted(m[1], number)}"', text)
        text = _NAME.sub(lambda m: f'"{m[1]}-{number}.{m[2]}"', text)
        return _ACTOR.sub(actor, text)


def grow(place: str, quads: int, like: str) -> int:
    """Make a store of about so many quads; how many there are."""
    source = open_store(like)
    copier = Copier(source._store)  # type: ignore[attr-defined]
    made = open_store(place, write=True)
    with tempfile.NamedTemporaryFile("w", suffix=".nq", encoding="utf-8") as dump:
        dump.writelines(copier.shared)
        dump.writelines(copier.reports.values())
        for number in range(1, round((quads - len(source)) / copier.size) + 1):
            dump.writelines(copier.copy(number))
        dump.flush()
        made._store.bulk_load(path=dump.name, format=ox.RdfFormat.N_QUADS)  # type: ignore[attr-defined]
    made._store.optimize()  # type: ignore[attr-defined] # as a store is that has been at rest
    return len(made)


def sample_store(folder: str) -> str:
    """A store with the sample reports."""
    place = f"{folder}/samples"
    subprocess.run(["kg", "--store", place, "load", "-q", str(ROOT / "data" / "reports")], check=True)
    return place


def main() -> int:
    """Make the store and say how many quads it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--like", help="a store with real loads (default: the sample reports are loaded)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = grow(options.store, options.quads, options.like or sample_store(folder))
    print(f"{found:,} quads in {options.store}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
