"""Prints how long the saved queries take on stores of two sizes, and whether time grows faster than the answers.

Run ``python bench/answers.py [--quads 1000000] [--like STORE]``. Each query runs as a process, with the values of its
example, on a store of a quarter of the size and on the whole one (see bench/grown.py). Seconds are those of the
processor, which others on the machine disturb less. ``growth`` is how many times longer the second takes, start-up
taken off, divided by how many times more rows it has: 1 is in step, below 1 better. The first line is the engine's own
scan of plain rows with a sort by strings: what a bigger store costs whatever is asked of it. ``/scan`` is growth
divided by that of this line; a query whose time grows no faster than its answers has 1 or less. ``topics`` counts, so
its rows are the demands that it counts. ``MB`` is what the bigger run held.
"""

from __future__ import annotations

import argparse
import csv
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from grown import grow, sample_store

from kg.resources import query_names, saved_query

FLAT = ("demands", "responses", "meetings", "roles", "statements", "links")
LIMIT = 300.0
SCAN = "SELECT ?s ?words ?report { GRAPH ?report { ?s dmd:hasWords ?words } } ORDER BY ?words ?s"
COUNTING = {"topics": "demands"}
"""Queries whose rows are counts, with the column of what they count."""


class Run(NamedTuple):
    """Seconds of the processor, the rows that were written (none if it took too long), and megabytes held."""

    seconds: float
    rows: int
    held: float


def run(arguments: list[str], out: str, counted: str = "") -> Run:
    """One run of a command; its rows are its lines, or the sum of the column ``counted``."""
    process = subprocess.Popen(["kg", *arguments, "--timeout", str(LIMIT), "-o", out], stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds, held = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    if status:
        return Run(seconds, 0, held)
    with Path(out).open(encoding="utf-8", newline="") as stream:
        if counted:
            return Run(seconds, sum(int(row[counted]) for row in csv.DictReader(stream)), held)
        return Run(seconds, sum(1 for _ in stream), held)


def arguments_of(name: str) -> list[str]:
    """The arguments of the query's example, without a format, and without a file, which is one of very many."""
    words = shlex.split(saved_query(name).example)[2:]
    for option in ("--format", "--report-file"):
        if option in words:
            del words[words.index(option) : words.index(option) + 2]
    return words


def compare(stores: list[str], names: list[str], runs: int) -> None:
    """Run the scan and the queries on both stores and print a line each."""
    out = f"{tempfile.mkdtemp()}/out"
    start_up = min(run(["--store", store, "query", "-e", "ASK {}"], out).seconds for store in stores * 5)
    print(f"start-up {start_up * 1000:.0f} ms")
    print(f"{'query':34}{'s':>8}{'rows':>10}{'s':>9}{'rows':>10}{'growth':>9}{'/scan':>7}{'MB':>7}")
    of_scan = 0.0
    for name in ("", *names):
        words = ["query", *(arguments_of(name) if name else ["-e", SCAN])]
        small, big = (
            min(run(["--store", store, *words], out, COUNTING.get(name, "")) for _ in range(runs)) for store in stores
        )
        line = f"{name or 'scan':34}{small.seconds:8.2f}{small.rows:10,}{big.seconds:9.2f}{big.rows:10,}"
        if not big.rows or not small.rows:
            print(f"{line}{'too long':>9}", flush=True)
            continue
        longer = max(big.seconds - start_up, 0.001) / max(small.seconds - start_up, 0.001)
        growth = longer / (big.rows / small.rows)
        of_scan = of_scan or growth
        print(f"{line}{growth:9.2f}{growth / of_scan:7.2f}{big.held:7.0f}", flush=True)


def main() -> int:
    """Make the stores, or take those that are there, and run the queries."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--like", help="a store with real loads (default: the sample reports are loaded)")
    parser.add_argument("--stores", nargs=2, help="the small and the big store, made by bench/grown.py")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("names", nargs="*", help="only these queries")
    options = parser.parse_args()
    names = options.names or [*FLAT, *(n for n in query_names() if n not in FLAT)]
    with tempfile.TemporaryDirectory() as folder:
        stores = options.stores
        if not stores:
            stores, like = [f"{folder}/small", f"{folder}/big"], options.like or sample_store(folder)
            for store, quads in zip(stores, (options.quads // 4, options.quads), strict=True):
                print(f"{grow(store, quads, like):,} quads")
        compare(stores, names, options.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
