"""What linking many actors takes: time for each thousand and the most memory held, at a size and at ten times that.

Processor time is the steadier measure where others share the machine.

    python bench/linking_size.py [--actors 10000]                    by what comes with kg
    python bench/linking_size.py --actors 10000 --labels 1000000     by a table of so many names

The store is made: persons, bodies and states with names of made-up words, in reports that put two together. The
authorities are those that come with kg. The two lines should have about the same time a thousand, and the memory of the
second should be little more than that of the first. What `kg link` takes is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

BASE = "https://w3id.org/dmd/"
CLASSES = (
    "http://xmlns.com/foaf/0.1/Person",
    "http://www.w3.org/ns/org#Organization",
    "https://w3id.org/dmd/ns#State",
)
SEED = 7


def quads(actors: int) -> Iterator[ox.Quad]:
    """A registry of so many actors, and a report for every five of them."""
    chance = random.Random(SEED)  # noqa: S311 - made-up names
    registry = ox.NamedNode(f"{BASE}graph/registry")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    by, to = ox.NamedNode(f"{BASE}ns#doneBy"), ox.NamedNode(f"{BASE}ns#addressedTo")
    issued = ox.NamedNode("http://purl.org/dc/terms/issued")
    day = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
    heads, tails = (
        ("ba", "ke", "lo", "mi", "nu", "ra", "sa", "te", "vo", "zi"),
        ("bert", "dorn", "fels", "gard", "lund"),
    )
    parts = [a + b for a in heads for b in tails]
    nodes = []
    for n in range(actors):
        node = ox.NamedNode(f"{BASE}actor/a{n}")
        nodes.append(node)
        name = " ".join(chance.sample(parts, 3)).title()
        yield ox.Quad(node, kind, ox.NamedNode(CLASSES[n % 3]), registry)
        yield ox.Quad(node, label, ox.Literal(name, language="en"), registry)
    for n in range(0, actors, 5):
        graph = ox.NamedNode(f"{BASE}report/{n:016x}")
        yield ox.Quad(graph, kind, ox.NamedNode(f"{BASE}ns#Report"), graph)
        yield ox.Quad(graph, issued, ox.Literal(f"20{10 + n % 15}-06-01", datatype=day), graph)
        for i, node in enumerate(nodes[n : n + 5]):
            act = ox.NamedNode(f"{graph.value}#d{i}")
            yield ox.Quad(act, by, node, graph)
            yield ox.Quad(act, to, chance.choice(nodes), graph)


def table(path: Path, labels: int) -> None:
    """A table of persons and bodies with so many names of made-up words."""
    chance = random.Random(SEED + 1)  # noqa: S311 - made-up names
    letters = "abdefgiklmnoprstuvz"
    words = ["".join(chance.choice(letters) for _ in range(chance.randint(4, 9))).title() for _ in range(60_000)]
    with path.open("w", encoding="utf-8") as stream:
        stream.write("id,label,kind,country\n")
        for n in range(labels):
            name = " ".join(chance.sample(words, 3))
            stream.write(f"https://e.org/{n},{name},{('person', 'organization')[n % 2]},Norland\n")


class Taken(NamedTuple):
    """Seconds by the clock and of the processor for each thousand actors, and the most memory held, in MiB."""

    clock: float
    processor: float
    memory: float


def measured(actors: int, labels: int) -> Taken:
    """What linking so many actors takes."""
    from kg.stores import open_store

    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "s")
        made = open_store(place, write=True)
        made._store.bulk_extend(quads(actors))  # type: ignore[attr-defined]
        del made
        command = [sys.executable, __file__, "--run", place]
        if labels:
            table(Path(folder) / "t.csv", labels)
            command += ["--with", str(Path(folder) / "t.csv")]
        started = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        clock = time.monotonic() - started
        processor, memory = (float(word) for word in done.stdout.split()[-2:])
        return Taken(clock / actors * 1000, processor / actors * 1000, memory)


def run(place: str, authority: str) -> None:
    """Link a store, and tell the processor time that this process took and the most memory that it held."""
    from kg import cli

    cli.run(["link", "--quiet", "--store", place, *(["--with", authority] if authority else [])])
    print(time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actors", type=int, default=10_000)
    parser.add_argument("--labels", type=int, default=0)
    parser.add_argument("--with", default="", help=argparse.SUPPRESS)
    parser.add_argument("--run", metavar="STORE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        run(options.run, getattr(options, "with"))
        return
    first: Taken | None = None
    for actors in (options.actors, 10 * options.actors):
        found = measured(actors, options.labels)
        first = first or found
        print(
            f"{actors:>9,} actors: {found.clock:.2f} s a thousand, {found.processor:.2f} s of the processor "
            f"({found.processor / first.processor:.2f}x), {found.memory:.0f} MiB at most "
            f"({found.memory / first.memory:.2f}x)"
        )


if __name__ == "__main__":
    main()
