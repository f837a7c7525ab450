"""Layout: golden cases (a text, then its blocks), and what must hold of any text."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.layout import MAX_BLOCK, layout
from kg.model import Report
from kg.text import BlockKind, Layout

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
    assert len(CASES) == 12


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
@given(st.integers(1, 3), st.sampled_from(["word ", "It is. ", "x", "“a” "]))
def test_long_blocks_are_cut(times: int, unit: str) -> None:
    text = unit * (times * MAX_BLOCK // len(unit) + 5)
    seen = layout(report(text))
    assert all(len(block.clean.text) <= MAX_BLOCK for block in seen.blocks)
    kept = "".join(block.clean.text for block in seen.blocks).replace(" ", "").replace('"', "")
    assert kept == "".join(c for c in text if c.isalnum() or c == ".")


def test_the_header_is_no_block() -> None:
    text = "Title: Fish\n\nNorway asked Chile to pay."
    seen = layout(Report("x", text, "", body=text.index("Norway")))
    assert [block.clean.text for block in seen.blocks] == ["Norway asked Chile to pay."]


def test_a_lone_line_is_a_paragraph() -> None:
    assert layout(report("Norway asks Chile to pay")).blocks[0].kind is BlockKind.PARAGRAPH
