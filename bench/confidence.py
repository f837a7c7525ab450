"""Prints how often readings of each confidence are right, on annotated reports.

Run ``python bench/confidence.py GOLD [GOLD ...]``, each a folder of reports with annotations as ../shared/gold has
them. Right means what that scorer calls "who": an annotated item whose words overlap, with every name right. What the
annotation leaves open (a statement where it has a demand) is not counted. The confidence of an item is the highest of
its claims'.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.pipeline import LoadOptions, load
from kg.prefixes import prefixes
from kg.queries import bound
from kg.resources import saved_query
from kg.stores import open_store
from kg.storing import Store, rows

KEYS = {"demands": "demand", "responses": "response", "meetings": "meeting", "roles": "role", "statements": "statement"}
BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.01)
CONFIDENCE = """SELECT ?item (MAX(?c) AS ?most) {
  GRAPH ?report { ?report a dmd:Report . ?claim dmd:states ?item ; dmd:readBy ?way }
  GRAPH graph:registry { ?way dmd:hasConfidence ?c } } GROUP BY ?item"""


def scorer(gold: Path) -> Any:
    """The scorer that lies beside the annotated reports."""
    spec = importlib.util.spec_from_file_location("score", gold.parent / "score.py")
    if spec is None or spec.loader is None or not (gold.parent / "score.py").is_file():
        raise SystemExit(f"{gold.parent}: there is no score.py; name a folder beside it with --scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(store: Store, name: str) -> list[dict[str, str]]:
    """The rows of a saved query by column, unbound ones left out."""
    result: Any = store.query(bound(saved_query(name), {}))
    columns = [v.value for v in result.variables]
    return [{c: r[c].value for c in columns if r[c] is not None} for r in result]


def judged(score: Any, gold: Path, store: Store) -> list[tuple[str, float, bool]]:
    """Each item that was read: its kind, its confidence, and whether it is right."""
    known = {iri: float(c) for iri, c in rows(store, CONFIDENCE, prefixes(store.base))}
    out: list[tuple[str, float, bool]] = []
    for kind, key in KEYS.items():
        read = table(store, kind)
        items = score.group(kind, read)
        iris = list(dict.fromkeys((r.get("file"), r.get(key) or r.get("quote")) for r in read))
        for path in sorted(gold.glob("*.txt")):
            text, whole = path.read_text("utf-8"), json.loads(path.with_suffix(".json").read_text("utf-8"))
            mine = [(iri, p) for (file, iri), p in zip(iris, items, strict=True) if file == path.name]
            right = matched(score, kind, text, whole[kind], [p for _, p in mine])
            open_ = [q for k in ("demands", "responses") for g in whole[k] for q in score.g_quotes(k, g)]
            left = score.spans(text, open_) if kind == "statements" else []
            for number, (iri, p) in enumerate(mine):
                if number in right or not score.overlap(score.spans(text, list(p["quotes"])), left):
                    out.append((kind, known.get(str(iri), 0.0), number in right))
    return out


def matched(score: Any, kind: str, text: str, gold: list[Any], read: list[Any]) -> set[int]:
    """Which of the items read are right."""
    places = [score.spans(text, score.g_quotes(kind, g)) for g in gold]
    found = [score.spans(text, list(p["quotes"])) for p in read]

    def fits(i: int, j: int) -> float:
        shared = score.overlap(places[i], found[j])
        return 1 + shared if shared >= 0.3 and score.who(kind, gold[i], read[j]) else 0

    return {j for _, j in score.pairs(range(len(gold)), range(len(read)), fits)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--scorer", type=Path, help="the folder whose parent has score.py (default: the first)")
    options = parser.parse_args()
    score = scorer((options.scorer or options.gold[0]).resolve())
    counts = defaultdict[tuple[str, int], list[int]](lambda: [0, 0])
    for gold in options.gold:
        with tempfile.TemporaryDirectory() as folder:
            store = open_store(f"{folder}/store", write=True)
            load(sorted(gold.glob("*.txt")), store, LoadOptions(), lambda report, what: None)
            for kind, confidence, right in judged(score, gold, store):
                place = max(i for i, low in enumerate(BINS) if confidence >= low)
                for name in (kind, "all"):
                    counts[name, place][0] += right
                    counts[name, place][1] += 1
    heads = [f"{low:.1f} to {min(high, 1.0):.1f}" for low, high in pairwise(BINS)]
    print("kind        " + "".join(f"{head:>16}" for head in heads))
    for kind in (*KEYS, "all"):
        cells = [counts[kind, i] for i in range(len(BINS) - 1)]
        print(f"{kind:12}" + "".join(f"{f'{r}/{n} = {r / n:.2f}' if n else '-':>16}" for r, n in cells))
    return 0


if __name__ == "__main__":
    sys.exit(main())
