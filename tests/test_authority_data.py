"""data/authority/bodies.csv: its form, and that it speaks of bodies by the labels that kg's own tables give them.

``faults`` says what is wrong with a table; it is run on the file, on copies of the file with one thing broken in each,
and on what a wheel carries. That an id is right no test can see: data/README.md tells how a row is checked.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.authority import Kind
from kg.names.gazetteer import countries, government, lookup
from kg.resources import folder

ROOT = Path(__file__).parents[1]
BODIES = Path(folder("data")) / "authority" / "bodies.csv"
COLUMNS = ["id", "label", "names", "kind", "country", "from", "to", "description", "source"]
AT_LEAST = 964
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_NAME = re.compile(r"[^@|]*[^@|\s](@[a-z]{2,3}(-[A-Z][a-z]{3})?)?")  # BCP 47: a language and, at most, a script
Row = dict[str, str]


def rows(text: str) -> list[Row]:
    """The rows of a table; a row with too few or too many cells has None in it or a column None."""
    return list(csv.DictReader(io.StringIO(text)))


def plain_names(row: Row) -> list[str]:
    """The names that carry no language: those that an English report may use."""
    return [row["label"], *(name for name in row["names"].split("|") if name and "@" not in name)]


def all_names(row: Row) -> set[str]:
    """Label and names without their languages, in lower case."""
    return {name.rpartition("@")[0].lower() if "@" in name else name.lower() for name in _cells(row)}


def _cells(row: Row) -> list[str]:
    return [row["label"], *(name for name in row["names"].split("|") if name)]


def faults(text: str) -> Iterator[str]:
    """What is wrong with the table, a line each."""
    if "\r" in text or not text.endswith("\n"):
        yield "lines end with LF"
    table = rows(text)
    if list(table[0]) != COLUMNS:
        yield f"columns are {', '.join(COLUMNS)}"
        return
    ids: set[str] = set()
    named: dict[tuple[str, str, str], str] = {}
    for row in table:
        where = row["id"]
        if None in row or None in row.values():
            yield f"{where}: too few or too many cells"
            continue
        yield from (f"{where}: {fault}" for fault in (*_form(row), *_labels(row)))
        if where in ids:
            yield f"{where}: stands twice"
        ids.add(where)
        for name in all_names(row):
            if named.setdefault((name, row["kind"], row["country"]), where) != where:
                yield f"{where}: {name!r} is also {named[name, row['kind'], row['country']]}"


def _form(row: Row) -> Iterator[str]:
    if not re.fullmatch(r"wd:Q[1-9]\d*", row["id"]):
        yield "the id is no CURIE of Wikidata"
    if row["kind"] not in {Kind.GOVERNMENT, Kind.ORGANIZATION, Kind.MEDIUM}:
        yield f"kind {row['kind']!r}"
    if row["country"] and row["country"] not in countries():
        yield f"country {row['country']!r} is not in kg/lexicon/countries.tsv"
    if any(cell != cell.strip() or "\n" in cell for cell in row.values()):
        yield "white space around a cell"
    bad = [name for name in row["names"].split("|") if row["names"] and not _NAME.fullmatch(name)]
    if bad or not row["label"] or "@" in row["label"] or "|" in row["label"]:
        yield f"names {bad or [row['label']]}"
    dates = [row["from"], row["to"]]
    if any(date and not _DATE.fullmatch(date) for date in dates):
        yield f"dates {dates}"
    elif all(dates) and dates[0] > dates[1]:
        yield "ends before it begins"
    if not re.fullmatch(r"https://\S+", row["source"]):
        yield "no source"
    elif "github.com" in row["source"] and not re.search(r"/blob/[0-9a-f]{40}/.", row["source"]):
        yield "a source that can change: name the commit"
    if not row["description"] or len(row["description"].split()) > 15:
        yield "describe it in one to fifteen words"


def _labels(row: Row) -> Iterator[str]:
    """Where kg's tables know a name of the row, they have to mean the same thing by it."""
    for name in plain_names(row):
        known = lookup(name)
        if known is not None and known.actor is not None:
            actor = known.actor
            if (actor.name, actor.kind.value, actor.country) != (row["label"], row["kind"], row["country"]):
                yield f"{name!r} is {actor.name} ({actor.kind}, {actor.country}) to kg"
    if row["kind"] == Kind.GOVERNMENT and lookup(row["label"]) is None and row["country"] in countries():
        name = government(row["country"]).name
        if name != row["label"]:
            yield f"kg calls it {name}"


TEXT = BODIES.read_text(encoding="utf-8")


def test_the_file_is_in_order() -> None:
    assert list(faults(TEXT)) == []


def test_no_row_is_lost() -> None:
    table = rows(TEXT)
    assert len(table) >= AT_LEAST
    kinds = {kind: sum(row["kind"] == kind for row in table) for kind in {row["kind"] for row in table}}
    assert kinds["government"] >= 20
    assert kinds["news medium"] >= 50


def test_a_body_is_found_by_what_a_report_calls_it() -> None:
    found = {name: row["id"] for row in rows(TEXT) for name in plain_names(row)}
    assert found["North Atlantic Treaty Organization"] == found["NATO"] == "wd:Q7184"
    assert found["Pentagon"] != found["Government of the United States"]
    assert found["Bundestag"] != found["Bundesrat"]


def _first_row(change: Callable[[Row], object]) -> str:
    table = rows(TEXT)
    change(table[0])
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue()


BROKEN = [
    ("id", "Q1065", "CURIE"),
    ("id", "wd:Q0", "CURIE"),
    ("id", "wd:Q7184", "twice"),
    ("label", "NATO", "is also wd:Q1065"),
    ("label", "The UN", "to kg"),
    ("names", "UN|NATO", "is NATO"),
    ("names", "UN||UNO", "names"),
    ("names", "UN|ONU@French", "names"),
    ("kind", "planet", "kind"),
    ("kind", "person", "kind"),
    ("country", "Atlantis", "country"),
    ("from", "24 October 1945", "dates"),
    ("from", "1945-13-1", "dates"),
    ("to", "1944", "ends before"),
    ("description", "", "describe"),
    ("description", " of states", "white space"),
    ("source", "", "no source"),
    ("source", "from memory", "no source"),
    ("source", "https://github.com/a/b/blob/main/c.csv", "commit"),
]


@pytest.mark.parametrize(("column", "value", "fault"), BROKEN, ids=[f"{c}-{v}" for c, v, _ in BROKEN])
def test_a_broken_row_is_refused(column: str, value: str, fault: str) -> None:
    said = list(faults(_first_row(lambda row: row.update({column: value}))))
    assert any(fault in line for line in said), said


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (TEXT.replace("\n", "\r\n"), "LF"),
        (TEXT.rstrip("\n"), "LF"),
        (TEXT.replace("id,label", "id,name", 1), "columns"),
        (TEXT + "wd:Q1,Universe\n", "cells"),
    ],
    ids=["crlf", "no-newline", "columns", "short-row"],
)
def test_a_broken_file_is_refused(text: str, fault: str) -> None:
    assert any(fault in line for line in faults(text))


def test_the_wheel_carries_it() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert wheel["wheel"]["force-include"]["data"] == "kg/_resources/data"
    assert (ROOT / "data" / "authority" / "bodies.csv").is_file()
