"""Every row of the lists of asking and answering words does what its own two sentences say."""

from __future__ import annotations

import pytest
from support_demands import DEMANDS, RESPONSES, found, read

from kg.demands.deeds import rule_of
from kg.lexicon.rows import Row, load_rows

FAMILY = {
    "verb": "demand-verb",
    "noun": "demand-noun",
    "adj": "demand-modal",
    "modal": "demand-modal",
    "phrase": "demand-modal",
}
FRAME = {
    "unless": "demand-condition",
    "n-figure": "demand-followup",
    "n-duty": "demand-duty",
    "must-be": "demand-duty",
    "cleft": "demand-duty",
    "it-cond": "demand-duty",
    "n-is": "demand-point",
}
LEMMA = {"cannot": "demand-duty", "point": "demand-point", "under": "demand-accord", "needed": "demand-duty"}
DEMAND, RESPONSE = load_rows("demand"), load_rows("response")


def name(row: Row) -> str:
    return f"{row.lemma} {row.pos} {row.frame}"


def test_no_row_is_lost():
    assert len(DEMAND) >= 400
    assert len(RESPONSE) >= 90


def test_no_sentence_serves_two_rows_of_one_lemma_as_a_match():
    seen = {}
    for row in (*DEMAND, *RESPONSE):
        assert seen.setdefault((row.lemma, row.matches), row.where) == row.where


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("row", DEMAND, ids=name)
def test_a_word_that_asks(row: Row):
    rule = rule_of(LEMMA.get(row.lemma) or FRAME.get(row.frame, FAMILY[row.pos]), row)
    rules = {c.rule for c in found(read(row.matches), DEMANDS)}
    assert rule in rules, f"{row.where} does not match its own sentence: {row.matches}"
    missed = {c.rule for c in found(read(row.misses), DEMANDS)}
    assert rule not in missed, f"{row.where} matches its near miss: {row.misses}"


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("row", RESPONSE, ids=name)
def test_a_word_that_answers(row: Row):
    rule = rule_of("response", row)
    rules = {c.rule for c in found(read(row.matches), RESPONSES)}
    assert rule in rules, f"{row.where} does not match its own sentence: {row.matches}"
    missed = {c.rule for c in found(read(row.misses), RESPONSES)}
    assert rule not in missed, f"{row.where} matches its near miss: {row.misses}"
