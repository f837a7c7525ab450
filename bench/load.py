"""Prints how much longer ``kg load`` takes than the bare spaCy pipeline over the same texts.

Run ``python bench/load.py [FOLDER]`` (default ``../shared/reports`` where it is there, else the bundled samples). Both
run as whole processes, start-up and all, in turns. Processor time is the steadier measure where others share the
machine; of each the smallest and the median are printed, and the median of the ratios, pair by pair.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
BARE = """
import sys
from pathlib import Path
import spacy
nlp = spacy.load(sys.argv[2])
texts = [p.read_text(encoding="utf-8", errors="replace") for p in sorted(Path(sys.argv[1]).iterdir())
         if p.suffix in (".txt", ".md")]
words = sum(len(doc) for doc in nlp.pipe((part for text in texts for part in text.split("\\n\\n")), batch_size=64))
print(words)
"""


class Cost(NamedTuple):
    """What one run took, in seconds."""

    wall: float
    processor: float


def cost(command: list[str], compiled: str) -> Cost:
    """The cost of one run of a command; ``compiled`` is a folder for compiled modules, as an installed kg has them."""
    surroundings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    surroundings["PYTHONPYCACHEPREFIX"] = compiled
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=surroundings)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> int:
    """Run the comparison and print it."""
    from kg.annotate import DEFAULT_MODEL

    shared = ROOT.parent / "shared" / "reports"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=shared if shared.is_dir() else ROOT / "data/reports")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    bare: list[Cost] = []
    load: list[Cost] = []
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(options.runs + 1):
            first = cost([sys.executable, "-c", BARE, str(options.folder), DEFAULT_MODEL], f"{folder}/compiled")
            loading = ["kg", "--store", f"{folder}/store-{turn}", "load", "--quiet", str(options.folder)]
            second = cost(loading, f"{folder}/compiled")
            if turn:  # the first is to warm the disk
                bare.append(first)
                load.append(second)
    for field, name in (("wall", "elapsed"), ("processor", "processor")):
        a, b = ([getattr(one, field) for one in costs] for costs in (bare, load))
        ratio = statistics.median(y / x for x, y in zip(a, b, strict=True))
        print(
            f"{name:<9}  bare pipeline {min(a):6.2f} s (median {statistics.median(a):6.2f})   "
            f"kg load {min(b):6.2f} s (median {statistics.median(b):6.2f})   ratio {ratio:4.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
