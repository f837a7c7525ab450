"""Title phrases hidden from the parser: for and against."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.names.hiding import title_phrases


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Former US Ambassador to the United Nations Ana Paz wrote.", "Former US Ambassador Ana Paz wrote."),
        ("Chile sent its Minister for the Middle East Pedro Soto.", "Chile sent its Minister Pedro Soto."),
        ("Special Envoy for Climate Kari Lund left.", "Special Envoy Kari Lund left."),
        ("The ambassador to NATO said no.", "The ambassador to NATO said no."),
        ("Ana Paz, the Minister for the Middle East, left.", "Ana Paz, the Minister for the Middle East, left."),
        ("Secretary of State Kari Lund met Pedro Soto.", "Secretary of State Kari Lund met Pedro Soto."),
        ("Norway asked the Minister for help.", "Norway asked the Minister for help."),
        ("Kari Lund, Jr., met Pedro Soto.", "Kari Lund met Pedro Soto."),
        ("Kari Lund, Jr. met Pedro Soto.", "Kari Lund met Pedro Soto."),
        ("Kari Lund, Jr., Pedro Soto and Ana Paz met.", "Kari Lund, Pedro Soto and Ana Paz met."),
        ("Chile sent Pedro Soto, Jr. Norway sent Ana Paz.", "Chile sent Pedro Soto, Jr. Norway sent Ana Paz."),
        ("Chile sent Pedro Soto, Jr.", "Chile sent Pedro Soto, Jr."),
        ("", ""),
    ],
)
def test_title_phrases(text: str, left: str) -> None:
    for start, end in reversed(title_phrases(text)):
        text = text[:start] + text[end:]
    assert text == left


WORDS = [
    *("Minister", "for", "the", "Middle", "East", "Ana", "Paz", "to", "NATO", "Envoy", "and", ",", "Secretary", "Jr.")
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS)).map(" ".join) | st.text())
def test_any_text(text: str) -> None:
    at = 0
    for start, end in title_phrases(text):
        assert at <= start < end <= len(text)
        at = end
