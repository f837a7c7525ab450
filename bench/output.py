"""Prints what a million rows cost in each format: seconds of the processor, memory, and how soon the first bytes come.

Run ``python bench/output.py [--rows 1000000]``. The same query is written as CSV by ``oxigraph query``; the ratio is
that of the processor's seconds.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.stores import open_store

QUERY = "SELECT ?s ?o ?n { ?s <urn:says> ?o ; <urn:number> ?n }"
FORMATS = ("csv", "tsv", "json", "xml", "jsonl", "markdown", "html", "table", "arrow", "parquet")


class Cost(NamedTuple):
    """Seconds of the processor, seconds until the first bytes, MiB of memory at most, bytes."""

    seconds: float
    first: float
    memory: float
    size: int


def cost(command: list[str]) -> Cost:
    """What one run of a command costs; its output is counted and dropped."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        if running.stdout is None:
            raise AssertionError("a pipe was asked for")
        size, first = 0, 0.0
        while block := os.read(running.stdout.fileno(), 1 << 20):
            first = first or time.perf_counter() - start
            size += len(block)
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = status
    if status:
        raise SystemExit(f"{' '.join(command)}: failed")
    return Cost(used.ru_utime + used.ru_stime, first, used.ru_maxrss / 1024, size)


def make(place: str, rows: int) -> None:
    """A store whose answer to the query has so many rows."""
    store = open_store(place, write=True)
    says, number = ox.NamedNode("urn:says"), ox.NamedNode("urn:number")

    def quads() -> Iterator[ox.Quad]:
        for i in range(rows):
            node = ox.NamedNode(f"https://w3id.org/dmd/report/{i:016x}")
            yield ox.Quad(node, says, ox.Literal(f"The ministers met on day {i}, an aide said."))
            yield ox.Quad(node, number, ox.Literal(i))

    store._store.bulk_extend(quads())  # type: ignore[attr-defined]
    store._store.optimize()  # type: ignore[attr-defined]


def show(name: str, one: Cost, plain: Cost, few: Cost) -> None:
    """A line; ``more`` is the memory beyond that for a thousand rows."""
    figures = f"{one.seconds:8.2f}{one.seconds / plain.seconds:8.2f}{one.first:14.2f}{one.memory:8.0f}"
    print(f"{name:16}{figures}{one.memory - few.memory:10.0f}{one.size:14,}", flush=True)


def main() -> int:
    """Make the store, run the query once in each format, print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("formats", nargs="*", default=FORMATS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        maker = multiprocessing.get_context("spawn").Process(target=make, args=(store, options.rows))
        maker.start()  # apart, as what this process holds is counted with every command that it starts
        maker.join()
        plain = cost(["oxigraph", "query", "-l", store, "-q", QUERY, "--results-format", "csv"])
        few = cost(["kg", "--store", store, "query", "-e", f"{QUERY} LIMIT 1000", "--format", "csv"])
        print(f"{'':16}{'s':>8}{'ratio':>8}{'first byte s':>14}{'MiB':>8}{'more MiB':>10}{'bytes':>14}")
        show("oxigraph csv", plain, plain, plain)
        for name in options.formats:
            show(name, cost(["kg", "--store", store, "query", "-e", QUERY, "--format", name]), plain, few)
    return 0


if __name__ == "__main__":
    sys.exit(main())
