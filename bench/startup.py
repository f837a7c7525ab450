"""Prints how much longer ``kg query`` takes than ``oxigraph query``, both as whole processes on the same store.

Run ``python bench/startup.py [--runs 15]`` where ``kg`` and ``oxigraph`` (PyPI, in the dev extra) are on the path. The
two commands alternate, so that a drift of the machine's speed hits both; the ratio of the medians is printed. Where
Comunica (``comunica-sparql-file``, npm's @comunica/query-sparql-file) or Jena's ``arq`` is on the path, they ask the
same of the store's export, which they read anew each time: they have no store for that.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IN_GRAPHS = "SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1"
QUERY = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"


def seconds(command: list[str], compiled: str) -> float:
    """Wall-clock seconds of one run; ``compiled`` is a folder for compiled modules, as an installed kg has them."""
    surroundings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    surroundings["PYTHONPYCACHEPREFIX"] = compiled
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings)
    return time.perf_counter() - start


def compare(commands: dict[str, list[str]], runs: int, compiled: str) -> dict[str, float]:
    """Median seconds of each command, the commands taking turns, one warm-up each."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            taken = seconds(command, compiled)
            if turn:
                times[name].append(taken)
    return {name: statistics.median(taken) for name, taken in times.items()}


def main() -> int:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        sample = next(iter(sorted((ROOT / "data" / "reports").glob("*.txt"))))
        subprocess.run(["kg", "--store", store, "load", "--quiet", str(sample)], check=True)
        quads = next(p for p in (Path(store) / "oxigraph", Path(store)) if (p / "CURRENT").exists())
        commands = {
            "oxigraph query": ["oxigraph", "query", "-l", str(quads), "-q", QUERY, "--results-format", "csv"],
            "kg query": ["kg", "--store", store, "query", "-e", QUERY, "--format", "csv"],
            "kg --help": ["kg", "--help"],
            "python -c pass": [sys.executable, "-c", "pass"],
        }
        dump = f"{folder}/all.nq"
        subprocess.run(["kg", "--store", store, "export", "-o", dump], check=True)
        if shutil.which("comunica-sparql-file"):
            commands["comunica"] = ["comunica-sparql-file", dump, IN_GRAPHS, "-t", "text/csv"]
        if shutil.which("arq"):
            commands["arq"] = ["arq", "--data", dump, "--results", "csv", IN_GRAPHS]
        medians = compare(commands, runs, f"{folder}/compiled")
    base = medians["oxigraph query"]
    for name, median in medians.items():
        print(f"{name:16s} {median * 1000:7.1f} ms   {median / base:5.2f} x oxigraph query")
    return 0


if __name__ == "__main__":
    sys.exit(main())
