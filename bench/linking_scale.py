"""What looking up many actors in a big authority takes: seconds, lookups a second, and memory as it goes.

    python bench/linking_scale.py [--labels 1000000] [--actors 100000]

The authority is a CSV file of made-up persons and bodies. Of the actors a third bear a name as it stands there, a third
one with two letters changed over or in another order of words, a third none of it. Printed are the share of the first
two that are among what is found, and the most memory held after reading, after a tenth of the actors, and at the end:
the last two should be the same.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kg.authorities import open_authority
from kg.authority import Kind, Mention

SEED = 11
_SYLLABLES = [
    "ba",
    "dri",
    "el",
    "fo",
    "gor",
    "hun",
    "ka",
    "lo",
    "mi",
    "nu",
    "po",
    "ren",
    "sha",
    "ter",
    "tos",
    "va",
    "wei",
    "zan",
]
_BODIES = ("Ministry", "Bureau", "Institute", "Bank", "Union")


def words(number: int, chance: random.Random) -> list[str]:
    return ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).title() for _ in range(number)]


def things(number: int) -> Iterator[tuple[str, str]]:
    """Names with their kinds: two persons for each body."""
    chance = random.Random(SEED)  # noqa: S311
    first, last = words(2_000, chance), words(60_000, chance)
    for n in range(number):
        if n % 3:
            yield f"{chance.choice(first)} {chance.choice(last)}", "person"
        else:
            yield f"{chance.choice(_BODIES)} of {chance.choice(last)} {chance.choice(last)}", "organization"


def spoilt(name: str, chance: random.Random) -> str:
    """The name with two letters changed over, or its words turned round."""
    if chance.random() < 0.3:
        return " ".join(reversed(name.split()))
    at = chance.randrange(1, len(name) - 2)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=int, default=1_000_000)
    parser.add_argument("--actors", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "things.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(("id", "label", "kind", "description"))
            for n, (name, kind) in enumerate(things(options.labels)):
                writer.writerow((f"https://example.org/thing/{n}", name, kind, f"{kind} number {n}"))
        size, start = path.stat().st_size, time.perf_counter()
        authority = open_authority(str(path))
        took = time.perf_counter() - start
    print(f"read {options.labels:,} labels ({size / 1e6:.0f} MB): {took:.1f} s; most memory {memory():.0f} MiB")

    chance = random.Random(SEED + 1)  # noqa: S311
    known: list[str] = []  # the name that each actor should find

    def actors() -> Iterator[Mention]:
        every = max(1, options.labels // options.actors)
        for n, (name, kind) in enumerate(things(options.labels)):
            if n % every == 0 and len(known) < options.actors:
                how = len(known) % 3
                known.append(name if how < 2 else "")
                told = (name, spoilt(name, chance), " ".join(words(2, chance)))[how]
                yield Mention(f"https://example.org/actor/{n}", Kind(kind), told)

    start, found, candidates = time.perf_counter(), [0, 0, 0], 0
    for number, answer in enumerate(authority.candidates(actors())):
        found[number % 3] += any(one.label == known[number] for one in answer)
        candidates += len(answer)
        if number + 1 == options.actors // 10:
            early = memory()
    took = time.perf_counter() - start
    share = [100 * hits / max(1, len(known[how::3])) for how, hits in enumerate(found)]
    each = candidates / len(known)
    print(
        f"looked up {len(known):,} actors: {took:.1f} s, {len(known) / took:,.0f} a second, {each:.1f} candidates each"
    )
    print(f"most memory after a tenth {early:.0f} MiB, at the end {memory():.0f} MiB")
    print(f"found: {share[0]:.1f} % of names as they stand, {share[1]:.1f} % of spoilt ones")


if __name__ == "__main__":
    main()
