"""docs/linking.md, where candidates come from: the examples work, and the columns are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.authorities import DEFAULT, _module, open_authority
from kg.authority import Kind, Mention
from kg.linking.naming import folded
from kg.linking.rows import HEADINGS
from kg.linking.settings import settings_in

PAGE = (Path(__file__).parents[1] / "docs/linking.md").read_text("utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_table_on_the_page_is_an_authority(tmp_path: Path) -> None:
    path = tmp_path / "things.csv"
    path.write_text(block("csv"), "utf-8")
    authority = open_authority(str(path))
    for kind, name, target in (
        (Kind.ORGANIZATION, "the Finnish lake ministry", "https://lakes.example/body/1"),
        (Kind.PERSON, "Prime Minister Aino Jarvi", "https://lakes.example/person/7"),
        (Kind.STATE, "Suomi", "http://www.wikidata.org/entity/Q33"),
    ):
        (found,) = authority.candidates([Mention("urn:x", kind, name)])
        assert found[0].target == target


def test_the_settings_on_the_page_are_settings() -> None:
    where, settings = settings_in("lakes.toml", block("toml"))
    assert where.startswith("reconcile+https://")
    assert settings.languages == ("fi", "sv")
    assert set(settings.types) == {Kind.PERSON, Kind.ORGANIZATION}


def test_the_columns_on_the_page_are_those_of_the_code() -> None:
    rows = re.search(r"\| column \| other headings.*?\n\| ---.*?\n(.*?)\n\n", PAGE, re.DOTALL)
    assert rows is not None
    told: dict[str, set[str]] = {}
    for row in rows[1].splitlines():
        columns, others, _ = (cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:4])
        for column, names in zip(columns.split(", "), (others.split("; ") * 2), strict=False):
            told[column] = {folded(name).replace(" ", "") for name in (column, *names.split(", ")) if name}
    assert told == {column: set(names) for column, names in HEADINGS.items()}


@pytest.mark.parametrize("text", re.findall(r"^\| `(?!--)(.*?)` .*?\|", PAGE, re.MULTILINE))
def test_what_can_be_named_is_known(text: str) -> None:
    for one in text.split("`, `"):
        assert one.endswith(".toml") or _module(one) in (*DEFAULT, "tables", "rdf", "reconciliation")
