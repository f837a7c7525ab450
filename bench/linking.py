"""How often links are right and how many are found, on two lists of mentions made by hand; and the weights, fitted.

    python bench/linking.py          precision at the accept threshold, recall, by group, and how well scores are rates
    python bench/linking.py --list read     the same on actors that kg read from reports, and hard ones thought out
    python bench/linking.py --fit    the weights that the even rows of the list give, for kg/linking/scoring.py
    python bench/linking.py --wrong  the mentions that come out wrong

The authorities are those that come with kg. Precision counts the links that are accepted; recall the mentions that have
an item and are linked to it without anyone looking. The odd rows had no part in the weights.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from kg.authorities import DEFAULT, open_authority
from kg.authority import Kind, Mention, Office
from kg.linking.deciding import Judged, Source, Thresholds, decide, judge
from kg.linking.links import Decision
from kg.linking.scoring import Features
from kg.prefixes import PREFIXES, expanded

CASES = Path(__file__).parents[1] / "tests" / "cases" / "linking"
LISTS = {"written": "mentions.tsv", "read": "read.tsv"}
"""Mentions written for the weights, and others that kg read from reports, with hard ones, made after the weights."""
READ = ("persons", "states", "organisations", "governments", "media", "places", "local")
"""The groups of the list ``read`` that are from reports."""

SEED = 1
STRENGTH = 1.0  # of the pull of each weight towards its prior
PRIOR = Features(2.0, 2.0, 1.0, 0.5, 1.5, 1.5, 0.5, 0.5, 1.0, -1.0, -1.0)
"""What the weights are where the list says nothing of a feature."""


class Row(NamedTuple):
    """A mention with what it means (an IRI, or "" for nothing), and whether it is one of those that fit the weights."""

    group: str
    mention: Mention
    target: str
    fits: bool


def rows(name: str = "written") -> Iterator[Row]:
    """The rows of a list."""
    with (CASES / LISTS[name]).open(encoding="utf-8", newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)):
            first, _, last = row["day"].partition("..")
            begin, end = _day(first), _day(last or first)
            target = "" if row["target"] == "-" else expanded(row["target"], PREFIXES)
            mention = Mention(
                f"urn:mention:{number}",
                Kind(row["kind"]),
                row["name"],
                tuple(filter(None, row["names"].split(";"))),
                row["country"],
                tuple(_office(text, begin) for text in row["offices"].split(";") if text),
                begin,
                end,
                tuple(filter(None, row["beside"].split(";"))),
            )
            yield Row(row["group"], mention, target, number % 2 == 0)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _office(text: str, day: date | None) -> Office:
    """That of ``title@body``, held on the day of the report, or of ``title@body@day``, which may be empty."""
    title, body, *own = text.split("@")
    if own:
        day = _day(own[0])
    former = title.startswith("former ")
    return Office(title.removeprefix("former "), body, None if former else day, day)


def answers(of: Sequence[Row]) -> list[list[Judged]]:
    """For each row the candidates with their scores."""
    authorities = [open_authority(name) for name in DEFAULT]
    mentions = [row.mention for row in of]
    found = [list(one.candidates(iter(mentions))) for one in authorities]
    made = []
    for i, mention in enumerate(mentions):
        known = [(c, Source(a.name, a.version)) for a, every in zip(authorities, found, strict=True) for c in every[i]]
        made.append(judge(mention, known))
    return made


def measured(of: Sequence[Row], judged: Sequence[Sequence[Judged]], limits: Thresholds) -> tuple[int, int, int, int]:
    """Accepted and right, accepted, mentions that have an item, mentions whose item is accepted or up for review."""
    right = accepted = there = seen = 0
    for row, found in zip(of, judged, strict=True):
        links = decide(row.mention, found, limits, "")
        taken = [link for link in links if link.decision is Decision.ACCEPTED]
        accepted += len(taken)
        right += sum(link.target == row.target for link in taken)
        there += bool(row.target)
        seen += any(link.target == row.target for link in links)
    return right, accepted, there, seen


def told(name: str, counts: tuple[int, int, int, int]) -> str:
    """A line on what was measured."""
    right, accepted, there, seen = counts
    precision = right / accepted if accepted else 1.0
    recall = f"{right / there:.3f}" if there else "    -"
    review = f"{seen / there:.3f}" if there else "    -"
    return f"{name:14} precision {precision:.3f} of {accepted:3}   recall {recall} of {there:3}   with review {review}"


def calibration(of: Sequence[Row], judged: Sequence[Sequence[Judged]]) -> Iterator[str]:
    """For scores of a range, how many candidates have one, their mean, and the rate of being right."""
    pairs = [(j.score, j.candidate.target == row.target) for row, found in zip(of, judged, strict=True) for j in found]
    edges = (0.0, 0.1, 0.3, 0.6, 0.8, 0.95, 1.01)
    for low, high in pairwise(edges):
        inside = [(score, right) for score, right in pairs if low <= score < high]
        if inside:
            mean = sum(score for score, _ in inside) / len(inside)
            rate = sum(right for _, right in inside) / len(inside)
            yield f"  score {low:.2f}-{min(high, 1):.2f}: {len(inside):5} candidates, mean {mean:.3f}, right {rate:.3f}"


def fitted(of: Sequence[Row], judged: Sequence[Sequence[Judged]]) -> tuple[float, list[float]]:
    """Base and weights of least loss on the rows, held to the prior: logistic regression by Newton's method."""
    import numpy as np

    pairs = [(j.features, j.candidate.target == row.target) for row, f in zip(of, judged, strict=True) for j in f]
    x = np.array([[1.0, *features] for features, _ in pairs])
    y = np.array([float(right) for _, right in pairs])
    prior = np.array([0.0, *PRIOR])
    pull = np.diag([0.01, *[STRENGTH] * len(PRIOR)])

    def loss(w: np.ndarray) -> float:
        z = x @ w
        return float(np.sum(np.logaddexp(0, z) - y * z) + (w - prior) @ pull @ (w - prior) / 2)

    w = prior.copy()
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + pull, x.T @ (p - y) + pull @ (w - prior))
        length = 1.0
        while loss(w - length * step) > loss(w) and length > 1e-6:
            length /= 2
        w = w - length * step
    # a weight whose sign is not the prior's is noise: what speaks for a candidate does not speak against it
    return round(float(w[0]), 2), [
        round(float(one), 2) if one * by > 0 else 0.0 for one, by in zip(w[1:], prior[1:], strict=True)
    ]


def main(arguments: Sequence[str]) -> int:
    """0 if precision and recall are as they should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--list", choices=LISTS, default="written")
    parser.add_argument("--accept", type=float, default=Thresholds().accept)
    options = parser.parse_args(arguments)
    every = list(rows(options.list))
    judged = answers(every)
    limits = Thresholds(options.accept)
    if options.fit:
        pairs = [(row, found) for row, found in zip(every, judged, strict=True) if row.fits]
        base, weights = fitted([row for row, _ in pairs], [found for _, found in pairs])
        print(f"WEIGHTS: Final = Features({', '.join(map(str, weights))})\nBASE: Final = {base}")
        return 0
    for group in dict.fromkeys(row.group for row in every):
        some = [i for i, row in enumerate(every) if row.group == group]
        print(told(group, measured([every[i] for i in some], [judged[i] for i in some], limits)))
    parts: dict[str, Callable[[Row], bool]] = {
        "from reports": lambda row: options.list == "read" and row.group in READ,
        "thought out": lambda row: options.list != "read" or row.group not in READ,
        "fitted rows": lambda row: row.fits,
        "other rows": lambda row: not row.fits,
        "all": lambda row: True,
    }
    for name, wanted in parts.items():
        some = [i for i, row in enumerate(every) if wanted(row)]
        counts = measured([every[i] for i in some], [judged[i] for i in some], limits)
        print(told(name, counts))
    for name in ("fitted rows", "other rows"):
        some = [i for i, row in enumerate(every) if parts[name](row)]
        print(f"scores of {name}")
        print("\n".join(calibration([every[i] for i in some], [judged[i] for i in some])))
    if options.wrong:
        for row, found in zip(every, judged, strict=True):
            links = decide(row.mention, found, limits, "")
            taken = [link.target for link in links if link.decision is Decision.ACCEPTED]
            if taken != ([row.target] if row.target else []):
                best = [
                    (round(j.score, 3), j.candidate.label, tuple(round(v, 2) for v in j.features)) for j in found[:2]
                ]
                print("WRONG" if taken else "missed", row.mention.kind, row.mention.name, row.target[-9:], best)
    right, accepted, there, _ = counts
    return 0 if right >= 0.98 * accepted and right >= 0.85 * there else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
