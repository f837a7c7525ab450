"""Every row of the meeting words finds a meeting in its own sentence by that very row, and none in its near miss."""

from __future__ import annotations

import pytest
from support_parses import cached_by_lane

from kg.lexicon.rows import Row, load_rows

ROWS = load_rows("meeting")


def identity(row: Row) -> str:
    return f"{row.frame}:{row.lemma}"


@cached_by_lane
def rules_found() -> dict[str, frozenset[str]]:
    """For each sentence of the list the rows by which meetings were found in it."""
    from kg.annotate import annotate_all
    from kg.extract import understand
    from kg.rules.meetings import find
    from kg.text.header import make_report

    texts = sorted({text for row in ROWS for text in (row.matches, row.misses)})
    documents = annotate_all([make_report(text, "utf-8", "row") for text in texts])
    out: dict[str, frozenset[str]] = {}
    for text, document in zip(texts, documents, strict=True):
        found = find(understand(document))
        out[text] = frozenset(part for candidate in found for part in candidate.rule.split(", "))
    return out


def test_the_list_is_not_cut_short() -> None:
    assert len(ROWS) >= 186


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("row", ROWS, ids=identity)
def test_row(row: Row) -> None:
    found = rules_found()
    assert identity(row) in found[row.matches], row.where
    assert identity(row) not in found[row.misses], row.where
