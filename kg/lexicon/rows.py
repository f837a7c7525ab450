"""Word lists whose every row brings its own proof: a sentence that the row must match, and a near miss.

A list is a TOML file of this package. It first declares what its rows may say, then gives them in classes; what a
class says holds for each of its rows unless the row says otherwise::

    [schema]
    frames = ["np-to", "that"]
    [schema.attributes]
    force = ["urging", "ordering"]        # one of these words
    rule_subject = "bool"                 # or "bool", "str", "list"

    [[class]]
    name = "urge"
    pos = "verb"
    force = "urging"
    source = "VerbNet 58.1"
    rows = [
      { lemma = "urge", frame = "np-to", matches = "Peru urged Chile to wait.", misses = "Peru felt an urge to wait." },
    ]

The two sentences are run through the whole reader by the tests: a row that does not do what it says is refused there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

Value = str | bool | tuple[str, ...]

_POS = ("verb", "noun", "adj", "modal", "phrase")
_NAMED = ("lemma", "pos", "frame", "matches", "misses")


class LexiconError(ValueError):
    """A word list that breaks its own schema: a mistake in the package, no mistake of a user."""


@dataclass(frozen=True, slots=True)
class Row:
    """One lemma in one frame. ``where`` is file and row, for messages; ``attrs`` are the schema's columns."""

    lemma: str
    pos: str
    cls: str
    frame: str
    attrs: Mapping[str, Value] = field(hash=False)
    matches: str
    misses: str
    where: str = ""

    def text(self, name: str, default: str = "") -> str:
        """A column of words, or ``default`` where the row leaves it out."""
        value = self.attrs.get(name, default)
        return value if isinstance(value, str) else default

    def flag(self, name: str) -> bool:
        """A yes-or-no column, False where the row leaves it out."""
        return self.attrs.get(name) is True

    def words(self, name: str) -> tuple[str, ...]:
        """A column that lists words, empty where the row leaves it out."""
        value = self.attrs.get(name, ())
        return value if isinstance(value, tuple) else ()


@cache
def load_rows(name: str) -> tuple[Row, ...]:
    """The rows of ``kg/lexicon/<name>.toml`` in the order of the file; LexiconError names the row that is at fault."""
    text = files("kg.lexicon").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return parse_rows(text, f"{name}.toml")


def parse_rows(text: str, name: str) -> tuple[Row, ...]:
    """The rows of a word list given as TOML text; ``name`` stands for it in messages."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}: {error}") from error
    frames, columns = _schema(data, name)
    rows: list[Row] = []
    seen: dict[tuple[str, str, str], str] = {}
    for cls, where, raw in _raw_rows(data, name):
        row = _row(cls, where, raw, frames, columns)
        identity = (row.lemma, row.pos, row.frame)
        if identity in seen:
            raise LexiconError(f"{where}: {' '.join(identity)} stands already at {seen[identity]}")
        seen[identity] = where
        rows.append(row)
    return tuple(rows)


def _schema(data: Mapping[str, object], name: str) -> tuple[frozenset[str], dict[str, object]]:
    schema = data.get("schema")
    if not isinstance(schema, dict) or not isinstance(schema.get("frames"), list):
        raise LexiconError(f"{name}: [schema] with a list of frames is missing")
    columns = schema.get("attributes", {})
    if not isinstance(columns, dict):
        raise LexiconError(f"{name}: [schema.attributes] is no table")
    return frozenset(schema["frames"]), columns


def _raw_rows(data: Mapping[str, object], name: str) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Class name, place and cells of each row, the class's own cells filled in."""
    classes = data.get("class", [])
    if not isinstance(classes, list):
        raise LexiconError(f"{name}: classes are written [[class]]")
    for number, table in enumerate(classes, 1):
        cls = table.get("name")
        if not isinstance(cls, str) or not cls:
            raise LexiconError(f"{name}: class {number} has no name")
        shared = {key: value for key, value in table.items() if key not in ("name", "rows")}
        for place, row in enumerate(table.get("rows", []), 1):
            where = f"{name}: class {cls}, row {place} ({row.get('lemma', '?')})"
            yield cls, where, {**shared, **row}


def _row(cls: str, where: str, raw: dict[str, object], frames: frozenset[str], columns: Mapping[str, object]) -> Row:
    cells: dict[str, str] = {}
    for key in _NAMED:
        cell = raw.get(key)
        if not isinstance(cell, str) or not cell.strip():
            raise LexiconError(f"{where}: {key} is missing or no text")
        cells[key] = cell
    if cells["pos"] not in _POS:
        raise LexiconError(f"{where}: pos is {cells['pos']!r}, not one of {', '.join(_POS)}")
    if cells["frame"] not in frames:
        raise LexiconError(f"{where}: frame {cells['frame']!r} is not in the schema")
    if cells["matches"] == cells["misses"]:
        raise LexiconError(f"{where}: the match and the near miss are the same sentence")
    attrs = {key: _value(where, key, value, columns) for key, value in raw.items() if key not in _NAMED}
    return Row(
        lemma=cells["lemma"],
        pos=cells["pos"],
        cls=cls,
        frame=cells["frame"],
        attrs=MappingProxyType(attrs),
        matches=cells["matches"],
        misses=cells["misses"],
        where=where,
    )


def _value(where: str, key: str, value: object, columns: Mapping[str, object]) -> Value:
    if key not in columns:
        raise LexiconError(f"{where}: {key} is no column of the schema")
    kind = columns[key]
    if isinstance(kind, list):
        if not isinstance(value, str) or value not in kind:
            raise LexiconError(f"{where}: {key} is {value!r}, not one of {', '.join(kind)}")
        return value
    if kind == "bool" and isinstance(value, bool):
        return value
    if kind == "str" and isinstance(value, str):
        return value
    if kind == "list" and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise LexiconError(f"{where}: {key} is {value!r}, where the schema wants {kind}")
