"""Shows what another version reads otherwise: claims gained, lost and changed over a folder of reports.

Run ``python bench/corpus_diff.py REV [FOLDER|FILE ...]`` (or ``just corpus-diff REV``): REV is a revision of git, which
is checked out into a temporary folder and read with the interpreter that runs this; the working tree is read beside it.
The folder is ../shared/reports where that is there, else data/reports. ``--sample 30`` prints so many of the gained
claims, picked evenly, each with its words, to be judged by eye; ``--kind demand`` keeps to one kind.

A claim is a line: situation, who says so, how. Lines with the same words in the text and the same kind in both versions
are "changed", others gained or lost.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "reports"
SIGNS = {"gained": "+", "lost": "-", "changed": "~"}


class Line(NamedTuple):
    """A claim as people read it, with the place and the words that it rests on."""

    file: str
    kind: str
    start: int
    end: int
    words: str
    said: str


def lines(tree: Path, files: list[Path]) -> set[Line]:
    """The claims that the version in ``tree`` reads in the files."""
    code = "from kg.showing import headline" if (tree / "kg" / "showing.py").exists() else ""
    if not code:
        raise SystemExit(f"{tree}: that version is too old to be read")
    script = Path(__file__).resolve()
    run = subprocess.run(
        [sys.executable, str(script), "--read", *map(str, files)],
        env={**os.environ, "PYTHONPATH": str(tree)},
        cwd=tree,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return {Line(*row) for row in json.loads(run.stdout)}


def read(files: list[str]) -> int:
    """Print the claims of the kg on the path, as JSON."""
    from kg.pipeline import extractions
    from kg.reports import read_report
    from kg.showing import headline, voice

    found: list[Line] = []
    reports = [next(iter(read_report(Path(file)))) for file in files]
    for file, (report, extraction, trouble) in zip(files, extractions(reports), strict=True):
        if extraction is None:
            print(f"{file}: {trouble}", file=sys.stderr)
            continue
        situations: dict[str, Any] = {s.key: s for s in extraction.situations}
        for claim in extraction.claims:
            situation, passage = situations[claim.situation], claim.evidence[0]
            said = f"{headline(situation, situations)} || {voice(claim, report.publisher or 'the report')}"
            kind = type(situation).__name__.lower()
            words = " ".join(passage.words.split())
            found.append(Line(Path(file).name, kind, passage.start, passage.end, words, " ".join(said.split())))
    json.dump(sorted(found), sys.stdout)
    return 0


def compared(old: set[Line], new: set[Line]) -> dict[str, list[tuple[Line, ...]]]:
    """Gained and lost lines by themselves, changed ones in pairs."""
    places: dict[tuple[str, str, int], tuple[list[Line], list[Line]]] = defaultdict(lambda: ([], []))
    for side, some in enumerate((old - new, new - old)):
        for line in sorted(some):
            places[line.file, line.kind, line.start][side].append(line)
    out: dict[str, list[tuple[Line, ...]]] = {"gained": [], "lost": [], "changed": []}
    for before, after in places.values():
        both = min(len(before), len(after))
        out["changed"].extend(zip(before[:both], after[:both], strict=True))
        out["lost"].extend((line,) for line in before[both:])
        out["gained"].extend((line,) for line in after[both:])
    return {name: sorted(some) for name, some in out.items()}


def shown(name: str, some: tuple[Line, ...]) -> str:
    """One difference in a few lines."""
    head = f"{SIGNS[name]} {some[-1].file} [{some[-1].start}-{some[-1].end}]  “{some[-1].words}”"
    if name == "changed":
        return f"{head}\n    was {some[0].said}\n    is  {some[1].said}"
    return f"{head}\n    {some[0].said}"


def files_of(paths: list[str]) -> list[Path]:
    folder = SHARED if SHARED.is_dir() else ROOT / "data" / "reports"
    found: list[Path] = []
    for path in map(Path, paths or [str(folder)]):
        found.extend(sorted(path.glob("*.txt")) if path.is_dir() else [path])
    return [path.resolve() for path in found]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("revision", metavar="REV")
    parser.add_argument("paths", nargs="*", metavar="FOLDER|FILE")
    parser.add_argument("--sample", type=int, default=0, help="print so many gained claims only")
    parser.add_argument("--kind", default="", help="demand, response, meeting, statuschange, tenure or statement")
    options = parser.parse_args()
    files = files_of(options.paths)
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, options.revision], cwd=ROOT, check=True)
        try:
            old, new = lines(tree, files), lines(ROOT, files)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)
    kept = {side: {x for x in some if options.kind in ("", x.kind)} for side, some in (("old", old), ("new", new))}
    found = compared(kept["old"], kept["new"])
    if options.sample:
        step = max(1, len(found["gained"]) // options.sample)
        found = {"gained": found["gained"][::step][: options.sample]}
    for name, some in found.items():
        for one in some:
            print(shown(name, one))
    counts = ", ".join(f"{len(some)} {name}" for name, some in found.items())
    print(f"{len(files)} reports: {len(kept['old'])} claims, now {len(kept['new'])}; {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(read(sys.argv[2:]) if sys.argv[1:2] == ["--read"] else main())
