"""Every row of the list of words that take a stand does what its own two sentences say."""

from __future__ import annotations

import pytest
from support_demands import RESPONSES, found, read

from kg.lexicon.rows import Row, load_rows
from kg.responses.kinship import kin

ROWS = load_rows("stance")
FAMILIES = ("response_commitments", "response_stances")


def rule(row: Row) -> str:
    return f"response-stance:{row.lemma.replace(' ', '-')}/{row.frame}"


def test_no_row_is_lost():
    assert len(ROWS) >= 110
    assert {row.frame for row in ROWS} == {"np", "prep-np", "label", "yield", "obtain", "n-of", "n-lack"}


@pytest.mark.parametrize(
    ("verb", "noun", "same"),
    [
        ("withdraw", "withdrawal", True), ("release", "release", True), ("suspend", "suspension", True),
        ("waive", "waiver", True), ("close", "closure", True), ("close", "closet", False), ("pay", "payment", True),
        ("apologise", "apology", True), ("mine", "minister", False),
    ],
)  # fmt: skip
def test_a_deed_and_its_noun(verb: str, noun: str, same: bool):
    assert kin(verb, noun) is same


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.lemma} {row.frame}")
def test_a_word_that_takes_a_stand(row: Row):
    # some of the words are outright answers too (response.toml); then either rule may tell it, and only one of them
    reading = read(row.matches)
    rules = {c.rule for c in found(reading, RESPONSES)}
    plain = {f"response:{row.lemma.replace(' ', '-')}/{frame}" for frame in ("np", "prep-np", "label", "to", "n-of")}
    assert rules & {rule(row), *plain, "response:refuse/to"}, f"{row.where}: {row.matches} gives {rules}"
    missed = {c.rule for c in found(read(row.misses), FAMILIES)}
    assert rule(row) not in missed, f"{row.where} matches its near miss: {row.misses}"


@pytest.mark.usefixtures("lane")
def test_no_act_is_told_twice():
    for row in ROWS:
        told = [(c.trigger, c.by, c.by_actor) for c in found(read(row.matches), RESPONSES)]
        assert len(told) == len(set(told)), row.matches
