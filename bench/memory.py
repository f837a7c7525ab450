"""Prints how the memory of a load grows over a long stream of reports, each with words that no other has.

Run ``python bench/memory.py [REPORTS]`` (default 2000). The reports are made up, read as ``kg load`` reads them, and
thrown away; what grows is what the language model and kg remember. "New words" tells how many each report brings.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.model import Report

STEPS = 8
_PARTS = ("ba", "do", "ki", "lu", "mer", "nov", "ran", "sta", "ter", "vis")
_TEXT = """{city}, June {day} - {person}, the foreign minister of {state}, urged {other} on Monday to withdraw its \
{number} troops from {place} by July {day}.

"We will not wait," {last} told reporters after talks with the {state} parliament. He said the {firm} Group had been \
asked to halt exports of {thing}.

{other} rejected the demand, an official said. President {rival} will meet {last} in {city} next week, according to \
the {paper} Daily."""


def word(number: int, key: str) -> str:
    """A word that only this report has."""
    digest = hashlib.sha256(f"{number} {key}".encode()).digest()
    return "".join(_PARTS[byte % len(_PARTS)] for byte in digest[:6])


def reports(number: int) -> Iterator[Report]:
    """Made-up reports."""
    for i in range(number):
        names = {key: word(i, key).capitalize() for key in ("city", "last", "place", "firm", "rival", "paper")}
        person = f"{word(i, 'first').capitalize()} {names['last']}"
        state, other = (("Peru", "Chile"), ("Japan", "Poland"), ("Kenya", "Norway"))[i % 3]
        text = _TEXT.format(
            **names, person=person, state=state, other=other, thing=word(i, "thing"), day=i % 28 + 1, number=1000 + i
        )
        yield Report(f"report-{i}.txt", text, hashlib.sha256(text.encode()).hexdigest())


def resident() -> float:
    """Megabytes of memory in use, as the system counts them (Linux)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise OSError("the system does not tell")


def main() -> int:
    """Read the stream and print the growth."""
    from kg.annotate import load_model
    from kg.pipeline import read_all

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="?", type=int, default=2000)
    options = parser.parse_args()
    nlp = load_model()
    step = max(1, options.reports // STEPS)
    first, words = 0.0, len(nlp.vocab.strings)
    for done, _ in enumerate(read_all(reports(options.reports)), 1):
        if done % step == 0:
            now = resident()
            first = first or now
            print(f"{done:6} reports  {now:7.1f} MB  {len(nlp.vocab.strings) - words:7} strings more", flush=True)
    per = (now - first) / (options.reports - step) * 1000
    print(f"growth after the first {step}: {now - first:.1f} MB, {per:.1f} MB a thousand reports")
    return 0


if __name__ == "__main__":
    sys.exit(main())
