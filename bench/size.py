"""Prints what reports cost in the store: quads and bytes, with super-types spelt out and without, and the time to load.

Run ``python bench/size.py [FOLDER]`` (default: the sample reports). Quads are counted in the reports' own graphs, and
besides in what they share; bytes are those of the store's folder without the texts, after ``optimize``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox

from kg.pipeline import LoadOptions, load
from kg.stores import open_store

ROOT = Path(__file__).resolve().parents[1]


def measure(folder: Path, supertypes: bool) -> dict[str, float]:
    """Figures of a load into a new store."""
    with tempfile.TemporaryDirectory() as place:
        store = open_store(f"{place}/store", write=True, supertypes=supertypes)
        start = time.perf_counter()
        summary = load([folder], store, LoadOptions(keep_text=False), lambda report, what: None)
        seconds, total = time.perf_counter() - start, len(store)
        del store
        ox.Store(f"{place}/store").optimize()
        size = sum(p.stat().st_size for p in Path(place).rglob("*.sst"))
    return {
        "reports": summary.loaded,
        "claims": summary.claims,
        "quads a claim, own graphs": summary.quads / summary.claims,
        "quads in all": total,
        "bytes": size,
        "bytes a report": size / summary.loaded,
        "seconds": seconds,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "data" / "reports")
    folder = parser.parse_args().folder
    measure(folder, True)  # the model is loaded once, before the clock runs
    plain, usual = measure(folder, False), measure(folder, True)
    print(f"{'':28}{'without':>14}{'with':>14}{'ratio':>8}")
    for name in usual:
        print(f"{name:28}{plain[name]:14,.2f}{usual[name]:14,.2f}{usual[name] / plain[name]:8.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
