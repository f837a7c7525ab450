"""Prints how much longer ``kg load`` takes than the bare spaCy pipeline over the same texts.

Run ``python bench/load.py [FOLDER]`` (default ``../shared/reports`` where it is there, else the bundled samples). Both
run as whole processes, in turns; the ratio of the medians, and of the parts after start-up, is printed.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BARE = """
import sys, time
from pathlib import Path
from kg.annotate import load_model
start = time.perf_counter()
nlp = load_model()
texts = [p.read_text(encoding="utf-8", errors="replace") for p in sorted(Path(sys.argv[1]).iterdir())
         if p.suffix in (".txt", ".md")]
words = sum(len(doc) for doc in nlp.pipe((part for text in texts for part in text.split("\\n\\n")), batch_size=64))
print(words)
"""


def seconds(command: list[str]) -> float:
    """Wall-clock seconds of one run of a command."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    """Run the comparison and print it."""
    shared = ROOT.parent / "shared" / "reports"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=shared if shared.is_dir() else ROOT / "data/reports")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    bare: list[float] = []
    load: list[float] = []
    for turn in range(options.runs + 1):
        with tempfile.TemporaryDirectory() as folder:
            first = seconds([sys.executable, "-c", BARE, str(options.folder)])
            second = seconds(["kg", "--store", f"{folder}/store", "load", "--quiet", str(options.folder)])
        if turn:
            bare.append(first)
            load.append(second)
    ratio = statistics.median(b / a for a, b in zip(bare, load, strict=True))
    print(f"bare spaCy pipeline {statistics.median(bare):7.2f} s")
    print(f"kg load             {statistics.median(load):7.2f} s   {ratio:5.2f} x, pair by pair")
    return 0


if __name__ == "__main__":
    sys.exit(main())
