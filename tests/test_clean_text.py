"""Cleaned text: every character left knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.cleaned import CleanText


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    text = draw(st.text(min_size=1, max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    return text, [(a, b, draw(st.text(max_size=3))) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]


@given(edited())
def test_edits(case: tuple[str, list[tuple[int, int, str]]]) -> None:
    text, edits = case
    clean = CleanText.of("ab" + text, 2, 2 + len(text)).replace(edits)
    assert len(clean.offsets) == len(clean.text) + 1
    assert clean.offsets[-1] == 2 + len(text)
    assert list(clean.offsets) == sorted(clean.offsets)
    changed = {i for a, b, _ in edits for i in range(a, b)}
    for start in range(len(clean.text)):
        first, last = clean.original(start, start + 1)
        assert 2 <= first < last <= 2 + len(text)
        assert text[first - 2] == clean.text[start] or first - 2 in changed


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        CleanText.of("abc", 0, 3).replace([(0, 2, "x"), (1, 3, "y")])


def test_a_longer_replacement_points_at_the_last_character() -> None:
    clean = CleanText.of("a&b", 0, 3).replace([(1, 2, "and")])
    assert (clean.text, clean.offsets) == ("aandb", (0, 1, 1, 1, 2, 3))
