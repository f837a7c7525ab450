"""How a predicate is put: by its own words, and for the outlet once sources are counted in."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from support_speech import reading

from kg.factuality import Stand, construed, modality, relayed
from kg.model import Factuality, Modality, Timeframe

TABLE = Path(__file__).parent / "cases" / "factuality.tsv"
with TABLE.open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines, delimiter="\t"))


def test_no_row_was_lost() -> None:
    assert len(ROWS) >= 27


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['word']}: {r['sentence']}")
def test_words_by_themselves(row: dict[str, str]) -> None:
    found = reading(row["sentence"])
    token = next(t.i for t in found.document.doc if t.text == row["word"])
    stand = construed(found, token)
    assert stand == Stand(
        Modality(row["modality"]), row["hedge"], Factuality(row["factuality"]), Timeframe(row["timeframe"])
    )
    assert modality(found, token).factuality.value == row["of the outlet"]


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("Reuters said Norway had asked Sweden to wait.", "asked", Modality.REPORTED),
        ("Norway denied that it asked Sweden to wait.", "asked", Modality.DENIED),
        ("According to Reuters, Norway will ask Sweden to wait.", "ask", Modality.EXPECTED),
        ("Reuters said Norway might ask Sweden to wait.", "ask", Modality.HYPOTHETICAL),
        ("France condemned the attack that Norway planned.", "attack", Modality.ASSERTED),
        ("Norway asked Sweden to wait, Reuters reported.", "asked", Modality.REPORTED),
        ("Norway declined to comment on the attack.", "attack", Modality.ASSERTED),
    ],
)
def test_sources_make_it_reported(sentence: str, word: str, kind: Modality) -> None:
    found = reading(sentence)
    token = next(t.i for t in found.document.doc if t.text == word)
    assert modality(found, token).modality is kind


def test_who_relays_stays_uncommitted_unless_the_verb_is_factive() -> None:
    told = Stand(Modality.ASSERTED, "", Factuality.CERTAIN, Timeframe.BEHIND)
    assert relayed(told) == Stand(Modality.REPORTED, "", Factuality.UNCOMMITTED, Timeframe.BEHIND)
    assert relayed(told, factive=True) == told
    denied = told._replace(modality=Modality.DENIED, factuality=Factuality.CERTAIN_NOT)
    assert relayed(denied).modality is Modality.DENIED
