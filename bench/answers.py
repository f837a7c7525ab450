"""Prints how long the saved queries take on stores of two sizes, and whether time grows faster than the answers.

Run ``python bench/answers.py [--quads 1000000] [--like STORE]``. Each query runs as a process, with the values of its
example, on a store of a quarter of the size and on the whole one (see bench/grown.py). Seconds are those of the
processor, which others on the machine disturb less. ``growth`` is how many times longer the second takes, start-up
taken off, divided by how many times more rows it has: 1 is in step, below 1 better. ``MB`` is what the bigger run held.
"""

from __future__ import annotations

import argparse
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


class Run(NamedTuple):
    """Seconds of the processor, the lines that were written (none if it took too long), and megabytes held."""

    seconds: float
    lines: int
    held: float


def run(arguments: list[str], out: str) -> Run:
    """One run of a command."""
    process = subprocess.Popen(["kg", *arguments, "--timeout", str(LIMIT), "-o", out], stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds, held = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    if status:
        return Run(seconds, 0, held)
    with Path(out).open("rb") as stream:
        return Run(seconds, sum(1 for _ in stream), held)


def arguments_of(name: str) -> list[str]:
    """The arguments of the query's example, without a format, and without a file, which is one of very many."""
    words = shlex.split(saved_query(name).example)[2:]
    for option in ("--format", "--report-file"):
        if option in words:
            del words[words.index(option) : words.index(option) + 2]
    return words


def compare(stores: list[str], names: list[str], runs: int) -> None:
    """Run the queries on both stores and print a line each."""
    out = tempfile.mkdtemp()
    start_up = min(run(["--store", store, "query", "-e", "ASK {}"], f"{out}/out").seconds for store in stores * 5)
    print(
        f"start-up {start_up * 1000:.0f} ms\n{'query':34}{'s':>8}{'rows':>9}{'s':>9}{'rows':>9}{'growth':>9}{'MB':>7}"
    )
    for name in names:
        words = ["query", *arguments_of(name)]
        small, big = (min(run(["--store", store, *words], f"{out}/out") for _ in range(runs)) for store in stores)
        longer = max(big.seconds - start_up, 0.001) / max(small.seconds - start_up, 0.001)
        more = big.lines / max(1, small.lines)
        growth = f"{longer / more:9.2f}" if big.lines else f"{'too long':>9}"
        print(
            f"{name:34}{small.seconds:8.2f}{small.lines:9,}{big.seconds:9.2f}{big.lines:9,}{growth}{big.held:7.0f}",
            flush=True,
        )


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
