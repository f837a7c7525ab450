"""The grammar of titles and names: cases as data, and what must hold for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.names.acronyms import acronyms
from kg.names.grammar import find_titles
from kg.names.titlemention import TitleMention

CASES = Path(__file__).parent / "cases" / "roles"
AT_LEAST = 70


def _cases() -> list[tuple[str, dict[str, object]]]:
    found = []
    for file in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            found.append((f"{file.stem}: {case['about']}", case))
    return found


def _line(mention: TitleMention) -> str:
    body = mention.body.name if mention.body is not None else ""
    return " ".join(f"{mention.person} | {mention.title} | {body} | {mention.phase}".split())


def test_no_case_is_lost():
    assert len(_cases()) >= AT_LEAST


@pytest.mark.parametrize(("about", "case"), _cases(), ids=[about for about, _ in _cases()])
def test_roles_in_a_sentence(about: str, case: dict[str, object]):
    text = str(case["text"])
    found = find_titles(text, acronyms=acronyms(text))
    assert [_line(mention) for mention in found] == case["roles"]
    for mention in found:
        assert text[slice(*mention.person_span)].split()[0] == mention.person.split()[0]
        assert mention.start <= mention.title_span[0] < mention.title_span[1] <= mention.end


VOCABULARY = """
the a of for to and , . - 's ( ) — " “ ” U.S. US Japanese Japan Washington President president ministers Minister
Prime prime Foreign foreign State Secretary secretary General Gen. Gen spokesman official chief NATO EU Pentagon
Ana Novak Petr Kral von der Leyen al-Hadi bin J. former then- ex- acting -elect Minister-designate counterpart his her
Presidents Times Reuters New York March II Jr. Mr. Dr. Sir Ministry Department Council who said Deputy Treasury
"""
WORDS = st.sampled_from(VOCABULARY.split())
SENTENCES = st.lists(WORDS, max_size=25).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(st.one_of(SENTENCES, st.text(max_size=120)))
def test_any_text_is_read_without_fault_and_spans_lie_inside(text: str):
    for mention in find_titles(text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.start <= mention.person_span[0] < mention.person_span[1] <= mention.end
        assert mention.title
        assert mention.person


@given(SENTENCES)
@settings(max_examples=60, deadline=None)
def test_two_readings_are_equal(text: str):
    assert find_titles(text) == find_titles(text)
