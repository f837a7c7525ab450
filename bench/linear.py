"""Prints how the time to read a report grows with its length, for texts of awkward kinds: the ratio for twice as much.

Run ``python bench/linear.py [--size 100]`` (thousands of characters of the shorter text). Linear time gives 2.0. The
kinds: all in one line, many short paragraphs, a transcript, quotation marks only, right-to-left words, no full stop.
Processor time of reading alone, the language model loaded before.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections.abc import Callable

from kg.annotate import annotate
from kg.extract import read
from kg.model import Report

STATES = ("Norway", "Chile", "Peru", "Kenya", "Japan", "Poland", "Ghana", "Nepal", "Laos", "Malta", "Samoa", "Togo")
DEEDS = ("cut tariffs", "reopen the port", "free the crews", "sign the treaty", "close the mine", "lift the embargo")


def sentence(i: int) -> str:
    """One of many sentences, with a demand and its speaker."""
    one, other = STATES[i % len(STATES)], STATES[(i * 5 + 3) % len(STATES)]
    deed = DEEDS[i % len(DEEDS)]
    return f"{one} urged {other} to {deed} by {i % 40} percent, Foreign Minister Anna Berg said on Monday."


def many(size: int, piece: Callable[[int], str], between: str) -> str:
    """Pieces joined until the text has so many characters."""
    parts: list[str] = []
    length = i = 0
    while length < size:
        parts.append(piece(i))
        length, i = length + len(parts[-1]) + len(between), i + 1
    return between.join(parts)


def turn(i: int) -> str:
    """Two turns of a transcript."""
    return (
        f"MINISTER BERG: We urge Chile to {DEEDS[i % len(DEEDS)]}. We will not wait.\n\nQUESTION: And {STATES[i % 12]}?"
    )


KINDS: dict[str, Callable[[int], str]] = {
    "one line": lambda size: many(size, sentence, " "),
    "paragraphs": lambda size: many(size, sentence, "\n\n"),
    "transcript": lambda size: many(size, turn, "\n\n"),
    "quotation marks": lambda size: '"' * size,
    "opening marks": lambda size: "“" * size,
    "right to left": lambda size: many(size, lambda i: "قال وزير الخارجية إن بلاده تطالب بخفض الرسوم.", " "),
    "no full stop": lambda size: many(size, lambda i: f"{STATES[i % 12]} and", " "),
}


def seconds(text: str) -> float:
    """Processor seconds to read a text."""
    report = Report(name="made-up.txt", text=text, digest=hashlib.sha256(text.encode()).hexdigest())
    start = time.process_time()
    read(annotate(report))
    return time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, default=100, help="thousands of characters of the shorter text")
    size = parser.parse_args().size * 1000
    seconds(sentence(1))
    print(f"{'':18}{size:>12,} {2 * size:>12,}  ratio")
    for name, make in KINDS.items():
        short, long = seconds(make(size)), seconds(make(2 * size))
        print(f"{name:18}{short:10.2f} s {long:10.2f} s  {long / short:5.2f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
