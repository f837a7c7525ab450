"""A table that fits the terminal: long cells wrap, and where the columns are too many, a block of lines a row.

The first rows decide how wide the columns are; the rest is written as it comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import QuerySolutions, QueryTriples

from kg.results import shown

if TYPE_CHECKING:
    from kg.results import Style
    from kg.storing import Result

media_type = "text/plain"
writes = ("rows", "answer", "graph")
_SAMPLE = 500
_LEAST = 12  # a column is not made narrower than this, unless its cells are
_GAP = "  "


def write(result: Result, stream: BinaryIO, style: Style) -> None:
    """Write rows, triples, or the answer of an ASK as a word."""
    if isinstance(result, QuerySolutions):
        names = [variable.value for variable in result.variables]
    elif isinstance(result, QueryTriples):
        names = ["subject", "predicate", "object"]
    else:
        stream.write(b"yes\n" if result else b"no\n")
        return
    rows = ([" ".join(shown(term, style.prefixes).split()) for term in row] for row in result)
    sample = list(islice(rows, _SAMPLE))
    for line in lines(names, sample, rows, style.width):
        stream.write(line.encode("utf-8", "replace") + b"\n")


def lines(
    names: Sequence[str], sample: Sequence[Sequence[str]], rest: Iterable[Sequence[str]], width: int
) -> Iterator[str]:
    """The lines of the table; ``sample`` holds the first rows, ``rest`` the others."""
    natural = [max([cells(name), *(cells(row[i]) for row in sample)]) for i, name in enumerate(names)]
    widths = fitted(natural, width)
    if widths is None:
        yield from _blocks(names, chain(sample, rest), width)
        return
    yield _row(names, widths)
    yield _GAP.join("─" * w for w in widths)
    wraps = any(w < n for w, n in zip(widths, natural, strict=True))
    for number, row in enumerate(chain(sample, rest)):
        if wraps and number:
            yield ""
        parts = [wrapped(cell, w) for cell, w in zip(row, widths, strict=True)]
        for i in range(max((len(p) for p in parts), default=0)):
            yield _row([p[i] if i < len(p) else "" for p in parts], widths)
    if not sample:
        yield "(no rows)"


def fitted(natural: Sequence[int], width: int) -> list[int] | None:
    """Column widths that fit, the widest columns cut first; None if there are too many columns.

    >>> fitted([5, 40, 60], 60), fitted([20] * 9, 80)
    ([5, 25, 26], None)
    """
    room = width - len(_GAP) * (len(natural) - 1)
    if sum(min(n, _LEAST) for n in natural) > room:
        return None
    widths = list(natural)
    while (over := sum(widths) - room) > 0:
        widest = max(widths)
        next_widest = max((w for w in widths if w < widest), default=0)
        at = [i for i, w in enumerate(widths) if w == widest]
        cut = min(over, (widest - max(next_widest, 1)) * len(at))
        for rank, i in enumerate(at):
            widths[i] -= cut // len(at) + (rank < cut % len(at))
    return widths


def _blocks(names: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> Iterator[str]:
    """One line a value, one block a row."""
    label = max(cells(name) for name in names)
    for number, row in enumerate(rows, 1):
        yield f"── {number} " + "─" * max(0, width - len(str(number)) - 4)
        for name, cell in zip(names, row, strict=True):
            for i, line in enumerate(wrapped(cell, max(_LEAST, width - label - len(_GAP)))):
                yield padded(name if i == 0 else "", label) + _GAP + line


def _row(parts: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(padded(part, w) for part, w in zip(parts, widths, strict=True)).rstrip()


def padded(text: str, width: int) -> str:
    """The text with spaces up to ``width`` terminal cells."""
    return text + " " * (width - cells(text))


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` terminal cells, broken at spaces where that can be.

    >>> wrapped("to raise its military spending", 12)
    ['to raise its', 'military', 'spending']
    """
    done: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if cells(joined) <= width:
            line = joined
            continue
        if line:
            done.append(line)
        while cells(word) > width:
            cut = next(i for i in range(len(word), 0, -1) if cells(word[:i]) <= width or i == 1)
            done.append(word[:cut])
            word = word[cut:]
        line = word
    return [*done, line]


def cells(text: str) -> int:
    """How many terminal cells the text takes (Unicode Standard Annex 11: wide characters take two)."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
