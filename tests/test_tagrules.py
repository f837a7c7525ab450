"""A ruler that remembers finds what the ruler finds."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import tagrules
from kg.tagrules import Memory, is_simple

WORDS = ("Talks", "talks", "gon", "na", "n't", "nt", " ", "Ai", "the")
RULES: list[dict[str, Any]] = [
    {"patterns": [[{"TAG": "NN"}], [{"TAG": "VB"}]], "attrs": {"POS": "X"}},
    {"patterns": [[{"LOWER": "talks", "DEP": {"IN": ["ROOT", "conj"]}}]], "attrs": {"POS": "VERB"}},
    {"patterns": [[{"LOWER": {"IN": ["the", "a"]}, "TAG": {"NOT_IN": ["VB"]}}]], "attrs": {"POS": "DET"}},
    {"patterns": [[{"LOWER": {"REGEX": "^n'?t$"}}]], "attrs": {"LEMMA": "not"}},
    {"patterns": [[{"LOWER": "gon"}, {"LOWER": "na"}]], "attrs": {"LEMMA": "to"}, "index": 1},
    {"patterns": [[{"DEP": "expl"}, {"LOWER": {"IN": ["talks"]}}]], "attrs": {"POS": "VERB"}, "index": 1},
    {"patterns": [[{"IS_SPACE": True}]], "attrs": {"POS": "SPACE"}},
]
TOKENS = st.tuples(
    st.sampled_from(WORDS), st.sampled_from(("NN", "VB", "DT")), st.sampled_from(("ROOT", "conj", "expl"))
)


def _ruler(rules: list[dict[str, Any]]) -> Any:
    from spacy.pipeline import AttributeRuler
    from spacy.vocab import Vocab

    ruler = AttributeRuler(Vocab())
    ruler.add_patterns(rules)
    return ruler


def _memory(ruler: Any) -> Memory:
    from spacy.matcher import Matcher

    return Memory.of(ruler, Matcher(ruler.vocab))


def _doc(vocab: Any, rows: list[tuple[str, str, str]]) -> Any:
    from spacy.tokens import Doc

    words, tags, labels = zip(*rows, strict=True)
    return Doc(vocab, words=list(words), tags=list(tags), deps=list(labels), heads=[0] * len(words))


@settings(deadline=None)
@given(st.lists(st.lists(TOKENS, min_size=1, max_size=6), min_size=1, max_size=6))
def test_the_matches_are_the_rulers(texts: list[list[tuple[str, str, str]]]) -> None:
    ruler = _ruler(RULES)
    memory = _memory(ruler)
    for rows in texts:
        doc = _doc(ruler.vocab, rows)
        assert memory.match(doc) == ruler.match(doc)
        assert memory.match(doc) == ruler.match(doc), "the second time, from memory"


def test_all_is_forgotten_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagrules, "LIMIT", 2)
    ruler = _ruler(RULES)
    memory = _memory(ruler)
    doc = _doc(ruler.vocab, [(word, "NN", "ROOT") for word in WORDS if word != "gon"])
    assert memory.match(doc) == ruler.match(doc)
    assert len(memory._words) <= 2
    assert len(memory._known) <= 2


@pytest.mark.parametrize(
    ("pattern", "simple"),
    [
        ([{"LOWER": "the", "TAG": "DT"}], True),
        ([{"LOWER": {"REGEX": "^t"}}], True),
        ([{"LOWER": {"NOT_IN": ["the"]}}], False),
        ([{"LOWER": "the", "OP": "+"}], False),
        ([{"TAG": "DT"}, {"SHAPE": "Xx"}], False),
    ],
)
def test_which_rulers_may_remember(pattern: list[dict[str, Any]], simple: bool) -> None:
    assert is_simple(_ruler([{"patterns": [pattern], "attrs": {"POS": "X"}}])) is simple


@pytest.mark.slow
def test_the_models_ruler_remembers() -> None:
    import spacy

    from kg.annotate import DEFAULT_MODEL, load_model

    nlp, plain = load_model(), spacy.load(DEFAULT_MODEL)
    memory = getattr(nlp.get_pipe("attribute_ruler").match, "__self__", None)
    assert isinstance(memory, Memory)
    for text in (
        "It ain't over: there's talk, and let's see. He does know y'all.",
        "The talks are gonna  go on.\n\nYes",
    ):
        with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"]):
            doc = nlp(text)
        assert memory.match(doc) == memory.match(doc) == plain.get_pipe("attribute_ruler").match(doc)
        fields = ["LEMMA", "POS", "MORPH", "TAG", "DEP", "HEAD", "ENT_TYPE"]
        assert (nlp(text).to_array(fields) == plain(text).to_array(fields)).all()
    assert re.search("gon", " ".join(memory.named))
