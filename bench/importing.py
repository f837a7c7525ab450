"""Prints how long ``kg import`` of a big file takes against ``oxigraph load``, into a graph of an empty store.

Run ``python bench/importing.py [TRIPLES]`` (default: 300,000). The commands take turns; the least of their times
counts, by the clock and by the processor: other work on the machine adds to the former only.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BIN = Path(sys.executable).parent
TURNS = 3


def measure(command: list[str]) -> tuple[float, float, int]:
    """Seconds of the clock and of the processor, and the most memory in KiB."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return clock, used, after.ru_maxrss


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    with tempfile.TemporaryDirectory() as place:
        file = Path(place, "many.nt")
        with file.open("w", encoding="utf-8") as stream:
            for i in range(number):
                stream.write(f'<https://example.org/thing/{i}> <https://example.org/p{i % 20}> "value number {i}" .\n')
        found: dict[str, list[tuple[float, float, int]]] = {"kg import": [], "oxigraph load": []}
        for turn in range(TURNS):
            kg = [str(BIN / "kg"), "--store", f"{place}/kg{turn}", "import", str(file)]
            oxigraph = [str(BIN / "oxigraph"), "load", "-l", f"{place}/ox{turn}", "-f", str(file), "--graph", "urn:g"]
            found["kg import"].append(measure(kg))
            found["oxigraph load"].append(measure(oxigraph))
    least = {name: [min(column) for column in zip(*times, strict=True)] for name, times in found.items()}
    print(f"{number:,} triples{'':16}{'clock':>9}{'processor':>11}")
    for name, (clock, used, _) in least.items():
        print(f"{name:29}{clock:9.2f}{used:11.2f}")
    ratios = [one / other for one, other in zip(least["kg import"], least["oxigraph load"], strict=True)]
    print(f"{'ratio':29}{ratios[0]:9.2f}{ratios[1]:11.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
