"""Fails where the core is tested less than it should be: ``python tests/coverage_gate.py coverage.json``.

The core is what reads, decides and makes quads: all but the edges, whose troubles (no model, no disk, no terminal)
would have to be staged. pytest writes the file with ``--cov --cov-report=json:coverage.json``. Nothing is said if all
is well, so that pytest's summary stays the last thing that is seen; with ``--show`` the figures are.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

LEAST = 90.0
"""Percent of the branches of the core as a whole."""

LEAST_OF_ONE = 60.0
"""Percent of the branches of each of its modules; a module that nobody tests hides well in a good average."""

EDGES = (
    *(
        "annotate",
        "answering",
        "api",
        "app",
        "caching",
        "checking",
        "cli",
        "compacting",
        "console",
        "hosts",
        "exporting",
        "http",
        "importing",
        "linker",
        "reviewing",
        "incoming",
        "packed",
        "options",
        "pipeline",
        "rdflibs",
        "relaying",
        "reports",
        "resources",
        "shacl",
        "showing",
        "validating",
    ),
    *("authorities/", "commands/", "formats/", "sources/", "stores/"),
)


def branches(files: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """How many branches were taken, of how many, of each module of the core."""
    found: dict[str, tuple[int, int]] = {}
    for path, measured in sorted(files.items()):
        name = "/".join(Path(path).parts[Path(path).parts.index("kg") + 1 :])
        if not any(name.startswith(edge) if edge.endswith("/") else name == f"{edge}.py" for edge in EDGES):
            summary = measured["summary"]
            found[name] = (summary["covered_branches"], summary["num_branches"])
    return found


def percent(taken: int, number: int) -> float:
    return 100 * taken / number if number else 100.0


def faults(of: dict[str, tuple[int, int]]) -> list[str]:
    """What is tested less than it should be, in sentences."""
    if not of:
        return ["no module of the core was measured"]
    whole = percent(sum(taken for taken, _ in of.values()), sum(number for _, number in of.values()))
    found = [f"{whole:.1f} % of the core's branches are tested, less than {LEAST:.0f} %"] if whole < LEAST else []
    for name, (taken, number) in of.items():
        if percent(taken, number) < LEAST_OF_ONE:
            found.append(f"{percent(taken, number):.1f} % of the branches of {name} are tested, of {number}")
    return found


def main(arguments: list[str]) -> int:
    """0 if enough is tested, 1 if not."""
    (path,) = [a for a in arguments if a != "--show"]
    of = branches(json.loads(Path(path).read_text("utf-8"))["files"])
    if "--show" in arguments:
        for name, (taken, number) in of.items():
            print(f"{percent(taken, number):5.1f} % of {number:3} branches  {name}")
        total = [sum(column) for column in zip(*of.values(), strict=True)]
        print(f"{percent(*total):5.1f} % of the core's {total[1]} branches")
    wrong = faults(of)
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
