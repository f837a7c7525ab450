"""A table that fits the terminal: where it would not, cells wrap and long texts go below their rows.

Where the columns are too many even so, each row becomes a block of lines. The first rows decide how wide the columns
are; the rest is written as it comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO

from kg.results import as_table, shown

if TYPE_CHECKING:
    from kg.results import Style
    from kg.storing import Result

media_type = "text/plain"
writes = ("rows", "answer", "graph")
_SAMPLE = 500
_LEAST = 8  # a column is not made narrower than this, unless its cells are
_WORD = 16  # nor narrower than its longest word, up to this
_LONG = 32  # a column of longer texts goes below the row, where the whole does not fit
_GAP = "  "


def write(result: Result, stream: BinaryIO, style: Style) -> None:
    """Write rows, triples, or the answer of an ASK as a word."""
    found = as_table(result)
    if found is None:
        stream.write(b"yes\n" if result else b"no\n")
        return
    names, terms = found
    rows = ([" ".join(shown(term, style.prefixes).split()) for term in row] for row in terms)
    sample = list(islice(rows, _SAMPLE))
    for line in lines(names, sample, rows, style.width):
        stream.write(line.encode("utf-8", "replace") + b"\n")


def lines(
    names: Sequence[str], sample: Sequence[Sequence[str]], rest: Iterable[Sequence[str]], width: int
) -> Iterator[str]:
    """The lines of the table; ``sample`` holds the first rows, ``rest`` the others."""
    columns = [[name, *(row[i] for row in sample)] for i, name in enumerate(names)]
    natural = [max(map(cells, column)) for column in columns]
    below: list[int] = []
    if sum(natural) + len(_GAP) * (len(names) - 1) > width:
        below = [i for i, column in enumerate(columns) if sorted(map(cells, column))[len(column) // 2] > _LONG]
    across = [i for i in range(len(names)) if i not in below]
    least = [min(natural[i], max(_LEAST, min(_WORD, _longest_word(columns[i])))) for i in across]
    widths = fitted([natural[i] for i in across], least, width)
    if widths is None or not across:
        yield from _blocks(names, chain(sample, rest), width)
        return
    yield _row([names[i] for i in across], widths)
    yield _GAP.join("─" * w for w in widths)
    apart = bool(below) or any(w < natural[i] for w, i in zip(widths, across, strict=True))
    for number, row in enumerate(chain(sample, rest)):
        if apart and number:
            yield ""
        parts = [wrapped(row[i], w) for i, w in zip(across, widths, strict=True)]
        for i in range(max(len(p) for p in parts)):
            yield _row([p[i] if i < len(p) else "" for p in parts], widths)
        for i in below:
            for j, line in enumerate(wrapped(row[i], max(_LEAST, width - len(names[i]) - 6))):
                yield f"    {names[i] if j == 0 else ' ' * cells(names[i])}  {line}"
    if not sample:
        yield "(no rows)"


def _longest_word(column: Iterable[str]) -> int:
    return max(cells(word) for text in column for word in text.split(" "))


def fitted(natural: Sequence[int], least: Sequence[int], width: int) -> list[int] | None:
    """Column widths that fit, the widest columns cut first, none below its least; None if that cannot be.

    >>> fitted([5, 40, 60], [5, 10, 10], 60), fitted([20] * 9, [10] * 9, 80)
    ([5, 25, 26], None)
    """
    room = width - len(_GAP) * (len(natural) - 1)
    if sum(least) > room:
        return None
    widths = list(natural)
    for _ in range(sum(widths) - room):
        widest = max((i for i in range(len(widths)) if widths[i] > least[i]), key=lambda i: widths[i])
        widths[widest] -= 1
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
    """The text in lines of at most ``width`` terminal cells, broken at spaces or else at hyphens where that can be.

    >>> wrapped("to raise its military spending", 12)
    ['to raise its', 'military', 'spending']
    >>> wrapped("2025-06-20-tokyo-cancels.txt", 16)
    ['2025-06-20-', 'tokyo-', 'cancels.txt']
    >>> wrapped("ab-", 2), wrapped("--", 1)
    (['ab', '-'], ['-', '-'])
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
            fits = next(i for i in range(len(word), 0, -1) if cells(word[:i]) <= width or i == 1)
            cut = max((i for i in range(max(1, fits // 3), fits + 1) if word[i - 1] in "-_/#"), default=fits)
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
