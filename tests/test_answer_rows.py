"""Every row of the list of answers in two words does what its own two sentences say."""

from __future__ import annotations

import pytest
from support_demands import RESPONSES, found, read

from kg.lexicon.rows import Row, load_rows

ROWS = load_rows("answer")


def rule(row: Row) -> str:
    return f"response-idiom:{row.lemma.replace(' ', '-')}/{row.frame}"


def test_no_row_is_lost():
    assert len(ROWS) >= 50
    assert {row.frame for row in ROWS} == {"to", "ground", "met"}


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.lemma} {row.frame}")
def test_an_answer_in_two_words(row: Row):
    told = found(read(row.matches), RESPONSES)
    kinds = {row.text("type"), row.text("negated")} - {""}
    # nouns of taking sides have rows of their own; one of the two tells it
    assert any(c.type.value in kinds for c in told), f"{row.where}: {row.matches} gives {told}"
    assert len({(c.trigger, c.by, c.by_actor) for c in told}) == len(told)
    missed = {c.rule for c in found(read(row.misses), RESPONSES)}
    assert rule(row) not in missed, f"{row.where} matches its near miss: {row.misses}"
