"""Layout: golden cases (a text, then its blocks), and what must hold of any text."""

from __future__ import annotations

import hashlib
import textwrap
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.model import Report
from kg.text.cleaned import BlockKind, Layout
from kg.text.layout import MAX_BLOCK, MAX_WORD, layout

FOLDER = Path(__file__).parent / "cases/text/layout"
CASES = sorted(FOLDER.glob("*.txt"))
SPLIT = "---- blocks\n"


def report(text: str) -> Report:
    return Report("x", text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def shown(text: str, seen: Layout) -> str:
    """The layout as the golden files write it."""
    rows = []
    if seen.dateline:
        rows.append(f"dateline <{text[slice(*seen.dateline)]}>")
    if seen.issuer:
        rows.append(f"issuer <{text[slice(*seen.issuer)]}>")
    for block in seen.blocks:
        speaker = f" <{text[slice(*block.speaker)]}>" if block.speaker else ""
        rows.append(f"{block.kind.value}{speaker} | {block.clean.text}")
    return "\n".join(rows) + "\n"


def test_no_case_is_lost() -> None:
    assert len(CASES) == 14


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_case(path: Path) -> None:
    text, expected = path.read_text(encoding="utf-8").split(SPLIT)
    assert shown(text, layout(report(text))) == expected


MARKS = [
    *("“", "”", '"', "'", "’", "*", "**", "_", "#", "- ", "\n", "\n\n", "\r\n", "(EU)", "[", "](", ")", "<b>", "&amp;"),
    *("<figure>", "Q ", "MR. SATO:", "Kari Lund: ", "OSLO, May 3 (NWA) - ", "He said:", " ", "…", ".", "—", "\u200b"),
    *("Norway", "asked", "U.S. May", "re-open", "– Ana Paz", "\x0c", "> ", "1. ", "\U0001f600", "<!--", "-->", "---\n"),
]
HARD = st.lists(st.sampled_from(MARKS), max_size=30).map("".join)


@settings(deadline=None)
@given(HARD | st.text())
@example("\\.")
def test_any_text(text: str) -> None:
    seen = layout(report(text))
    assert seen == layout(report(text))
    last = 0
    for block in seen.blocks:
        assert 0 <= last <= block.start < block.end <= len(text)
        last = block.start
        clean = block.clean
        assert clean.text
        assert len(clean.text) <= MAX_BLOCK
        assert clean.text == " ".join(clean.text.split())
        assert len(clean.offsets) == len(clean.text) + 1
        assert all(a <= b for a, b in zip(clean.offsets, clean.offsets[1:], strict=False))
        assert block.start <= clean.offsets[0]
        assert clean.offsets[-1] <= block.end
        for character, at in zip(clean.text, clean.offsets, strict=False):
            assert character == text[at] or _documented(character, text[at])
        if block.speaker:
            assert 0 <= block.speaker[0] < block.speaker[1] <= len(text)
        assert (block.speaker is not None) == (block.kind in (BlockKind.TURN, BlockKind.QUOTED))
    for quotation in seen.quotations:
        assert 0 <= quotation.start < quotation.end <= len(text)


def _documented(new: str, old: str) -> bool:
    """The replacements that the text layer makes: white space, plain marks, entities, small letters after "U.S."."""
    return (
        (new == " " and (old.isspace() or not old.isprintable() or old in "*<-‐‑_`~&"))
        or (new in "\"'" and old in "“”„«»‟‘’‚‛′&")
        or old == "&"
        or new == old.lower()
    )


@settings(deadline=None)
@given(st.integers(1, 3), st.sampled_from(["word ", "It is. ", "x ", "“a” "]))
def test_long_blocks_are_cut(times: int, unit: str) -> None:
    text = unit * (times * MAX_BLOCK // len(unit) + 5)
    seen = layout(report(text))
    assert all(len(block.clean.text) <= MAX_BLOCK for block in seen.blocks)
    kept = "".join(block.clean.text for block in seen.blocks).replace(" ", "").replace('"', "")
    assert kept == "".join(c for c in text if c.isalnum() or c == ".")


@pytest.mark.parametrize("run", ["(x" * 3000, "x-" * 1000, "=a" * 20_000])
def test_an_unbroken_run_is_no_word(run: str) -> None:
    """The tokenizer takes time by the square of its length: a file of nothing but quotation marks took an hour."""
    seen = layout(report(f"Norway asked {run} Chile to pay."))
    assert " ".join(block.clean.text for block in seen.blocks) == "Norway asked Chile to pay."
    assert all(len(block.clean.text) < MAX_WORD for block in layout(report(run)).blocks)


def test_the_header_is_no_block() -> None:
    text = "Title: Fish\n\nNorway asked Chile to pay."
    seen = layout(Report("x", text, "", body=text.index("Norway")))
    assert [block.clean.text for block in seen.blocks] == ["Norway asked Chile to pay."]


def test_a_lone_line_is_a_paragraph() -> None:
    assert layout(report("Norway asks Chile to pay")).blocks[0].kind is BlockKind.PARAGRAPH


PROSE = [
    "Norway asked Chile on Monday to cut its catch by a third, a demand that Gen. Petrov of the U.S. mission called "
    "“late”. The minister of fish, who had flown in from Oslo the day before, said that no state could be asked to pay "
    "for what its neighbours had done in the 1990s.",
    "“We shall study it,” the Chilean minister told reporters in Santiago. “We have paid 2.5 percent of our income for "
    "the northern fleet since 2019, and we have asked Norway to pay as much as we do.” She gave no date for an answer.",
    "The two states will meet again on 4 May in Lima, where Peru’s foreign minister, Ana Paz, is to bring together the "
    "envoys of nine states. Mr. Sato of Japan will not attend, his office said in a statement.",
]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("gap", [1, 2])
def test_the_same_text_wrapped_or_not(width: int, end: str, gap: int) -> None:
    plain = layout(report("\n\n".join(PROSE)))
    wrapped = (end * gap).join(textwrap.fill(part, width).replace("\n", end) for part in PROSE)
    words = " ".join(block.clean.text for block in layout(report(wrapped)).blocks)
    assert words == " ".join(block.clean.text for block in plain.blocks)
    if gap == 2:
        assert len(layout(report(wrapped)).blocks) == len(PROSE)


def test_markdown_marks_change_nothing() -> None:
    marked = [part.replace("Norway", "*Norway*").replace("2.5 percent", "**2.5** percent") for part in PROSE]
    assert [b.clean.text for b in layout(report("\n\n".join(marked))).blocks] == [
        b.clean.text for b in layout(report("\n\n".join(PROSE))).blocks
    ]
