"""How many sentences of our own hold the reading, and that a third of them are against it: they must give nothing.

Own plans, facts, figures that are no targets, rhetorical questions, negations, headlines and the like are what keeps
rules from finding too much. The rows of ``kg/lexicon`` carry a sentence for and one against each; they are not counted.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from support_speech import cases
from test_demand_cases import all_cases

CASES = Path(__file__).parent / "cases"
TABLES = {"dates": "gives", "meetings": "gives", "quantities": "gives", "posts": "roles", "roles": "roles"}


def counted() -> Counter[tuple[str, bool]]:
    """The number of texts for (False) and against (True) each family."""
    found: Counter[tuple[str, bool]] = Counter()
    for folder, _, _, expected in all_cases():
        found[folder, expected == ["nothing"]] += 1
    for family in ("attribution", "statements"):
        found.update((family, not case.expected) for case in cases(family))
    for family, key in TABLES.items():
        for path in sorted((CASES / family).glob("*.toml")):
            found.update((family, not case[key]) for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"])
    for path in sorted((CASES / "resolve").glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            found["resolve", not any(case.get("want", {"": 1}).values())] += 1
    return found


def test_a_third_of_the_sentences_are_against() -> None:
    found = counted()
    against = sum(number for (_, nothing), number in found.items() if nothing)
    assert sum(found.values()) >= 1500
    assert 3 * against >= sum(found.values())


def test_every_family_has_sentences_against() -> None:
    found = counted()
    for family in {name for name, _ in found}:
        assert 8 * found[family, True] >= found[family, False], family


if __name__ == "__main__":
    for (family, nothing), number in sorted(counted().items()):
        print(f"{family:12} {'against' if nothing else 'for':8} {number:5}")
