"""A table in GitHub's Markdown (https://github.github.com/gfm/#tables-extension-), for reports and issues."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from kg.results import is_rows, shown

if TYPE_CHECKING:
    from kg.results import Style
    from kg.storing import Result

media_type = "text/markdown"
writes = ("rows", "answer")
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\|*_`<>[]#"} | {"\n": "<br>", "\r": None})


def write(result: Result, stream: BinaryIO, style: Style) -> None:
    """Write rows as they come, or the answer of an ASK as a word."""
    if not is_rows(result):
        stream.write(b"yes\n" if result else b"no\n")
        return
    names = [variable.value for variable in result.variables]
    _line(stream, names)
    _line(stream, ["---"] * len(names))
    for row in result:
        _line(stream, [shown(term, style.prefixes).translate(_MARKS) for term in row])


def _line(stream: BinaryIO, cells: list[str]) -> None:
    stream.write(f"| {' | '.join(cells)} |\n".encode("utf-8", "replace"))
