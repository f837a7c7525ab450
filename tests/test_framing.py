"""The frames of sentences of every construction that the grammar knows, and of those that only look like it."""

from __future__ import annotations

import copy
import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_frames import (
    CASES,
    document_of,
    parsed,
    read_cases,
    read_parses,
    rows_of,
    shown,
    stored,
    write_cases,
    write_parses,
)

from kg.frames.arcs import ROOT, Arcs
from kg.frames.framing import build_frames, frames_of
from kg.frames.repairs import REPAIRS, repair

FILES = sorted(CASES.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_stored_parses_give_the_frames(path: Path, request: pytest.FixtureRequest) -> None:
    cases = read_cases(path)
    if request.config.getoption("--update-cases"):
        known = read_parses(path)
        write_parses(path, [known.get(s) or {"text": s, "tokens": rows_of(parsed(s).doc)} for s, _ in cases])
    parses = read_parses(path)
    found = {s: shown(build_frames(document := stored(parses[s])), document) for s, _ in cases}
    if request.config.getoption("--update-cases"):
        write_cases(path, found)
        cases = read_cases(path)
    assert [(s, found[s]) for s, _ in cases] == cases


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_model_still_gives_the_stored_parses(path: Path) -> None:
    parses = read_parses(path)
    assert {s: rows_of(parsed(s).doc) for s in parses} == {s: p["tokens"] for s, p in parses.items()}


MADE = {
    # parses that the model made of longer sentences of this form: word, lemma, tag, part of speech, label, governor
    "lost_subject": [
        ("He", "he", "PRP", "PRON", "nsubj", 1),
        ("said", "say", "VBD", "VERB", "ROOT", 1),
        ("workers", "worker", "NNS", "NOUN", "poss", 4),
        ("'", "'", "POS", "PART", "case", 2),
        ("demand", "demand", "NN", "NOUN", "dobj", 1),
        ("would", "would", "MD", "AUX", "aux", 6),
        ("be", "be", "VB", "AUX", "ccomp", 1),
        ("rest", "rest", "NN", "NOUN", "attr", 6),
        (".", ".", ".", "PUNCT", "punct", 1),
    ],
    "participle_after_object": [
        ("We", "we", "PRP", "PRON", "nsubj", 1),
        ("support", "support", "VBP", "VERB", "ROOT", 1),
        ("no", "no", "DT", "DET", "det", 3),
        ("cabinet", "cabinet", "NN", "NOUN", "dobj", 1),
        ("imposed", "impose", "VBN", "VERB", "advcl", 1),
        ("by", "by", "IN", "ADP", "agent", 4),
        ("Moscow", "Moscow", "NNP", "PROPN", "pobj", 5),
        (".", ".", ".", "PUNCT", "punct", 1),
    ],
    "infinitive_conjunct": [
        ("They", "they", "PRP", "PRON", "nsubj", 2),
        ("must", "must", "MD", "AUX", "aux", 2),
        ("act", "act", "VB", "VERB", "ROOT", 2),
        ("to", "to", "TO", "PART", "aux", 4),
        ("help", "help", "VB", "VERB", "advcl", 2),
        ("and", "and", "CC", "CCONJ", "cc", 2),
        ("not", "not", "RB", "PART", "neg", 8),
        ("to", "to", "TO", "PART", "aux", 8),
        ("hinder", "hinder", "VB", "VERB", "conj", 2),
        (".", ".", ".", "PUNCT", "punct", 2),
    ],
}
REPAIRED = {
    "lost_subject": ["say", 'that:"workers\' demand would be rest"'],
    "participle_after_object": ["support", "obj=(no cabinet)"],
    "infinitive_conjunct": ["hinder", "<conj help>"],
}


@pytest.mark.parametrize("name", list(MADE))
def test_made_parses_are_repaired(name: str) -> None:
    rows = [[*row, ""] for row in MADE[name]]
    document = stored({"text": " ".join(row[0] for row in rows), "tokens": rows})
    arcs = repair(Arcs.of(document))
    lemma, part = REPAIRED[name]
    assert [fired for fired, _ in arcs.repaired] == [name]
    assert part.replace("workers'", "workers '") in next(
        line for line in shown(frames_of(arcs), document) if line.startswith(lemma)
    )


def test_every_repair_is_needed_by_a_sentence() -> None:
    fired = {
        name
        for path in FILES
        for parse in read_parses(path).values()
        for name, _ in repair(Arcs.of(stored(parse))).repaired
    }
    assert {rule.__name__ for rule in REPAIRS} - fired - set(MADE) == set()


def test_cases_are_many_and_none_is_twice() -> None:
    sentences = [s for path in FILES for s, _ in read_cases(path)]
    assert len(sentences) >= 150
    assert len(sentences) == len(set(sentences))


DEPS = [
    "nsubj", "nsubjpass", "dobj", "dative", "prep", "pobj", "pcomp", "agent", "xcomp", "ccomp", "advcl", "acl", "relcl",
    "conj", "cc", "aux", "auxpass", "mark", "punct", "attr", "acomp", "oprd", "prt", "advmod", "neg", "det", "poss",
    "amod", "compound", "appos", "parataxis", "expl", "csubj", "dep",
]  # fmt: skip
WORDS = [
    ("urged", "urge"), ("called", "call"), ("on", "on"), ("to", "to"), ("for", "for"), ("by", "by"), ("from", "from"),
    ("that", "that"), ("which", "which"), ("it", "it"), ("there", "there"), ("and", "and"), (",", ","), ("said", "say"),
    ("is", "be"), ("had", "have"), ("will", "will"), ("demand", "demand"), ("talks", "talk"), ("Japan", "Japan"),
    ("no", "no"), ("states", "state"), ("allied", "ally"), ("given", "give"),
    ("ready", "ready"), ("going", "go"), ("of", "of"),
    ("target", "target"), ("percent", "percent"), ("want", "want"), ("adding", "add"), ('"', '"'),
    ("without", "without"),
]  # fmt: skip
TAGS = [
    ("VBD", "VERB"), ("VBN", "VERB"), ("VB", "VERB"), ("VBG", "VERB"), ("VBZ", "VERB"), ("VBZ", "AUX"), ("MD", "AUX"),
    ("NN", "NOUN"), ("NNS", "NOUN"), ("NNP", "PROPN"), ("PRP", "PRON"), ("IN", "ADP"), ("TO", "PART"), ("JJ", "ADJ"),
    ("WDT", "PRON"), ("CC", "CCONJ"), (",", "PUNCT"), ("RB", "ADV"), ("DT", "DET"), ("CD", "NUM"),
]  # fmt: skip


@st.composite
def weird_arcs(draw: st.DrawFn) -> Arcs:
    """Trees that no grammar would make, of the words that the rules look for."""
    size = draw(st.integers(1, 14))
    order = draw(st.permutations(range(size)))
    head = [ROOT] * size
    for rank, i in enumerate(order[1:], 1):
        head[i] = order[draw(st.integers(0, rank - 1))]
    words = [draw(st.sampled_from(WORDS)) for _ in range(size)]
    tags = [draw(st.sampled_from(TAGS)) for _ in range(size)]
    return Arcs(
        words=[word for word, _ in words],
        lower=[word.lower() for word, _ in words],
        lemma=[lemma.lower() for _, lemma in words],
        tag=[tag for tag, _ in tags],
        pos=[pos for _, pos in tags],
        dep=["ROOT" if up == ROOT else draw(st.sampled_from(DEPS)) for up in head],
        head=head,
        ent=[draw(st.sampled_from(["", "", "GPE", "DATE", "PERCENT"])) for _ in range(size)],
        first=[0] * size,
        last=[size] * size,
        quoted=[draw(st.sampled_from([-1, -1, 0])) for _ in range(size)],
    )


@settings(max_examples=300, deadline=None)
@given(weird_arcs())
def test_any_tree_gives_frames_within_the_text(arcs: Arcs) -> None:
    again = copy.deepcopy(arcs)
    frames = frames_of(repair(arcs))
    assert frames == frames_of(repair(again))
    assert list(frames) == sorted(frames)
    size = len(arcs)
    for i in range(size):
        assert len(list(itertools.islice(arcs.ancestors(i), size + 1))) <= size, "a circle"
        assert all(arcs.head[k] == i for k in arcs.kids[i])
        assert arcs.kids[i] == sorted(arcs.kids[i])
    for trigger, frame in frames.items():
        assert frame.trigger == trigger
        fillers = [*frame.subjects, *frame.objects, *frame.recipients, *frame.attributes, *(f for _, f in frame.preps)]
        spans = [frame.span, *(f.span for f in fillers), *(c.span for c in frame.clauses)]
        assert all(0 <= start < end <= size for start, end in spans)
        assert all(f.span[0] <= f.head < f.span[1] for f in fillers)
        assert frame.parent == -1 or frame.parent in frames


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([w for w, _ in WORDS]), max_size=12))
@pytest.mark.slow
def test_any_words_give_frames(words: list[str]) -> None:
    document = parsed(" ".join(words))
    assert build_frames(document) == build_frames(document)


@pytest.mark.parametrize("text", ["", " ", ".", '"'])
def test_texts_without_words_have_no_frames(text: str) -> None:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    doc = Doc(Vocab(), words=[text] if text.strip() else [], spaces=[False] if text.strip() else [])
    assert build_frames(document_of(doc)) == {}
