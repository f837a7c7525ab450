"""Sentences for and against every construction that asks or answers: tests/cases/demand and tests/cases/response.

A case is a sentence or two, under it a line for each thing found ("= nothing" where nothing is). ``--update-cases``
writes what comes out into the files, for review.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from support_demands import DEMANDS, RESPONSES, found, lines, read

from kg.candidates import DemandCandidate
from kg.reading import Reading

CASES = Path(__file__).parent / "cases"
FOLDERS = {"demand": DEMANDS, "response": RESPONSES}


def cases(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The text of each case of a file, with the lines that are expected."""
    for block in path.read_text(encoding="utf-8").strip("\n").split("\n\n"):
        rows = [row for row in block.split("\n") if row and not row.startswith("#")]
        text = "\n".join(row for row in rows if not row.startswith("= "))
        if text:
            yield text, [row.removeprefix("= ") for row in rows if row.startswith("= ")]


def all_cases() -> list[tuple[str, str, str, list[str]]]:
    out = []
    for folder in FOLDERS:
        for path in sorted((CASES / folder).glob("*.txt")):
            out.extend((folder, path.stem, text, expected) for text, expected in cases(path))
    return out


ALL = all_cases()


def reading_of(text: str) -> Reading:
    publisher = ""
    if text.startswith("Publisher: "):
        publisher, text = text.removeprefix("Publisher: ").split("\n", 1)
    return read(text, publisher)


def test_no_case_is_lost():
    assert len(ALL) >= 150
    assert sum(expected == ["nothing"] for _, _, _, expected in ALL) >= 50


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize(("folder", "name", "text", "expected"), ALL, ids=[f"{n}: {t[:60]}" for _, n, t, _ in ALL])
def test_a_text_gives_what_its_case_says(folder, name, text, expected, request):
    got = lines(reading_of(text), FOLDERS[folder]) or ["nothing"]
    if request.config.getoption("--update-cases"):
        write(CASES / folder / f"{name}.txt", text, got)
    else:
        assert got == expected


def write(path: Path, text: str, got: list[str]) -> None:
    """Puts what was found under the case with this text."""
    blocks = path.read_text(encoding="utf-8").strip("\n").split("\n\n")
    for i, block in enumerate(blocks):
        kept = [row for row in block.split("\n") if not row.startswith("= ")]
        if "\n".join(row for row in kept if not row.startswith("#")) == text:
            blocks[i] = "\n".join([*kept, *(f"= {row}" for row in got)])
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("folder", FOLDERS)
def test_evidence_lies_within_a_sentence_and_holds_the_trigger(folder):
    for kind, _, text, _ in ALL:
        if kind != folder:
            continue
        reading = reading_of(text)
        for c in found(reading, FOLDERS[folder]):
            start, end = reading.document.sentence(c.trigger)
            assert start <= c.evidence[0] < c.evidence[1] <= end, text
            assert c.evidence[0] <= c.trigger < c.evidence[1], text
            passage = reading.document.passage(*c.evidence)
            assert reading.document.report.text[passage.start : passage.end] == passage.words
            if isinstance(c, DemandCandidate):
                assert c.action[0] < c.action[1], text


@pytest.mark.usefixtures("lane")
def test_what_is_found_depends_on_neither_order_nor_run():
    text = "\n\n".join(text for _, name, text, _ in ALL if name in ("verbs", "nouns", "answers"))
    reading = reading_of(text)
    families = [*DEMANDS, *RESPONSES]
    first = found(reading, families)
    random.Random(1).shuffle(families)
    assert found(reading, families) == first
    assert len(first) > 60


@pytest.mark.usefixtures("lane")
def test_paragraphs_tell_the_same_in_any_order():
    pronouns = {"it", "its", "they", "their", "him", "it,"}  # what these mean is up to the paragraphs before
    texts = [t for _, name, t, _ in ALL if name in ("verbs", "targets") and not pronouns & set(t.lower().split())]
    said = [sorted(lines(read(t), ["demand_verbs"])) for t in texts]
    mixed = list(range(len(texts)))
    random.Random(2).shuffle(mixed)
    together = read("\n\n".join(texts[i] for i in mixed))
    assert sorted(lines(together, ["demand_verbs"])) == sorted({line for lines_ in said for line in lines_})


@pytest.mark.usefixtures("lane")
def test_an_empty_report_and_one_without_words_ask_nothing():
    for text in ("", "\n\n", "1234 -- ***"):
        assert found(read(text), (*DEMANDS, *RESPONSES)) == ()
