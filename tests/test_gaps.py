"""What was left unread: sentences with a sign that there may be something, each with its signs and the reason."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support_seed import EXTRACTION

from kg import vocabulary as v
from kg.annotate import annotate
from kg.extract import read
from kg.gaps import asking_words
from kg.model import Gap, Report, Sign, Why
from kg.quads import report_quads
from kg.showing import lines

ROOT = Path(__file__).parents[1]
CASES: dict[str, tuple[str, tuple[Sign, ...], Why] | None] = {
    # for: something stands there, and nothing was read
    "Peru met Chile in Lima on Monday. The budget has grown by 3 percent.": (
        "The budget has grown by 3 percent.",
        (Sign.FIGURE,),
        Why.ABSTAINED,
    ),
    "Norway urged Chile to wait. The pressure of the water was high.": (
        "The pressure of the water was high.",
        (Sign.ASKING_WORD,),
        Why.ABSTAINED,
    ),
    # against: it was read, or there is nothing in it
    "Norway urged Chile to cut tariffs by 3 percent.": None,
    "The sun was shining on the harbour.": None,
    "“We will wait,” President Lars Holm said.": None,
    "It was the 3rd of May 2024.": None,
}


def report(text: str) -> Report:
    return Report(name="case.txt", text=text, digest="0" * 64)


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("text", CASES)
def test_what_is_left(text: str) -> None:
    found = [(g.passage.words, g.signs, g.why) for g in read(annotate(report(text))).gaps]
    expected = CASES[text]
    assert found == ([expected] if expected else [])


@pytest.mark.usefixtures("lane")
def test_a_heading_is_no_sentence_and_offsets_are_those_of_the_report() -> None:
    text = "Budget up 3 percent\n\nThe sun was shining on the harbour. The budget has grown by 3 percent.\n"
    (gap,) = read(annotate(report(text))).gaps
    assert text[gap.passage.start : gap.passage.end] == gap.passage.words == "The budget has grown by 3 percent."


def test_words_that_are_met_everywhere_are_no_sign() -> None:
    assert {"urge", "demand", "ultimatum"} <= asking_words()
    assert {"have", "give", "tell"}.isdisjoint(asking_words())


def test_they_are_shown_and_stored() -> None:
    from dataclasses import replace

    passage = EXTRACTION.claims[0].evidence[0]
    some = replace(EXTRACTION, gaps=(Gap(passage, (Sign.ASKING_WORD, Sign.FIGURE), Why.NO_ACTOR),))
    shown = "\n".join(lines(some))
    assert "  has a word that asks and a figure; nobody is known who does it" in shown
    assert shown.endswith("1 sentence left unread")
    (quad,) = [q for q in report_quads(some) if q.predicate.value == v.LEAVES_UNREAD]
    assert quad.object.value == f"a word that asks and a figure, nobody is known who does it: {passage.words}"


@pytest.mark.slow
def test_a_diff_over_a_corpus_shows_nothing_where_nothing_changed(tmp_path: Path) -> None:
    """The revision checked out is the one at hand, so that the two sides differ in nothing but what is uncommitted."""
    if subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, check=False).returncode:
        pytest.skip("not in a checkout of git")
    text = tmp_path / "a.txt"
    text.write_text("Date: 2025-01-02\n\nNorway urged Chile to cut tariffs by 3 percent.\n", "utf-8")
    script = [sys.executable, str(ROOT / "bench" / "corpus_diff.py"), "HEAD", str(text)]
    run = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    assert run.stdout.splitlines()[-1].startswith("1 reports: ")


def test_a_diff_tells_gained_from_lost_and_changed() -> None:
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        from corpus_diff import Line, compared, shown
    finally:
        sys.path.pop(0)
    old = {Line("a", "demand", 1, 5, "words", "x"), Line("a", "demand", 9, 12, "more", "y")}
    new = {Line("a", "demand", 1, 5, "words", "z"), Line("a", "meeting", 9, 12, "more", "y")}
    found = compared(old, new)
    assert [len(found[name]) for name in ("gained", "lost", "changed")] == [1, 1, 1]
    assert shown("changed", found["changed"][0]).splitlines()[1:] == ["    was x", "    is  z"]
