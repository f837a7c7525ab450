"""JSON Lines (https://jsonlines.org): an object a row, plain values; what a row leaves unbound is null.

Numbers and truth values are JSON's own; IRIs and all other literals are strings. ``--format json`` keeps every type.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO

from kg.columns import plain
from kg.results import is_rows

if TYPE_CHECKING:
    from kg.results import Style
    from kg.storing import Result

media_type = "application/jsonl"
writes = ("rows", "answer")


def write(result: Result, stream: BinaryIO, style: Style) -> None:
    """Write rows as they come, or the answer of an ASK."""
    if not is_rows(result):
        stream.write(b"true\n" if result else b"false\n")
        return
    names = [json.dumps(variable.value, ensure_ascii=False) for variable in result.variables]
    for row in result:
        pairs = (f"{name}: {_value(plain(term))}" for name, term in zip(names, row, strict=True))
        stream.write(("{" + ", ".join(pairs) + "}\n").encode("utf-8", "replace"))


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
