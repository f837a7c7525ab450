"""What is kept to save time is what would be made anew, and nobody's changes show in it."""

from __future__ import annotations

import gc
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from support_frames import doc_of, document_of

from kg.actors.mentions import plain, plain_blocks
from kg.document import Document
from kg.frames.arcs import Arcs
from kg.frames.repairs import repair, repaired
from kg.pipeline import LoadOptions, _seldom_collected, load
from kg.reading import Reading
from kg.text.cleaned import CleanText

ROWS = [
    ("Peru", "Peru", "NNP", "PROPN", "nsubj", 1, "GPE"),
    ("urged", "urge", "VBD", "VERB", "ROOT", 1, ""),
    ("Chile", "Chile", "NNP", "PROPN", "dobj", 1, "GPE"),
    ("to", "to", "TO", "PART", "aux", 4, ""),
    ("talk", "talk", "VB", "VERB", "xcomp", 1, ""),
    (".", ".", ".", "PUNCT", "punct", 1, ""),
]


def _document() -> Document:
    return document_of(doc_of("Peru urged Chile to talk.", ROWS))


def test_a_thing_is_made_once_for_each_maker() -> None:
    made: list[str] = []

    def words(document: Document) -> str:
        made.append("words")
        return document.report.text

    def letters(document: Document) -> int:
        made.append("letters")
        return len(document.report.text)

    one, other = _document(), _document()
    text = one.report.text
    assert [one.once(words), one.once(letters), one.once(words)] == [text, len(text), text]
    assert made == ["words", "letters"]
    other.once(words)
    assert made == ["words", "letters", "words"], "documents keep their own"


def test_what_a_family_finds_is_a_tuple_that_can_be_read_twice() -> None:
    calls: list[int] = []

    def find(reading: Reading) -> Iterator[int]:
        calls.append(1)
        yield from reading.frames

    reading = Reading(_document(), {}, resolver=None)  # type: ignore[arg-type]
    assert reading.all_of(find) == reading.all_of(find) == ()
    assert calls == [1]


def test_the_raw_arcs_stay_raw_while_others_are_repaired() -> None:
    document = _document()
    raw = document.once(Arcs.of)
    copied = raw.copy()
    assert copied == raw == Arcs.of(document)
    assert copied.attach(2, 4, "nsubj")
    copied.retag(4, "NN", "NOUN", "talks")
    copied.repaired.append(("a test", 2))
    assert raw == Arcs.of(document)
    assert document.once(repaired) == repair(Arcs.of(document))
    assert raw == Arcs.of(document)


@given(st.text(alphabet="ab \\*_\n\t\r\u00a0\u200b\ufeff\u00ad", max_size=30), st.integers(0, 3))
def test_plain_words_are_white_space_and_marks_one_by_one(text: str, lead: int) -> None:
    clean = plain("x" * lead + text, lead, lead + len(text))
    want, places = "", []
    for i, c in enumerate(text):
        gone = c in "\u200b\ufeff\u00ad" or (c in "*_" and (i == 0 or text[i - 1] != "\\"))
        if not gone:
            want += " " if c in "\n\t\r\u00a0" else c
            places.append(lead + i)
    assert clean.text == want
    assert list(clean.offsets) == [*places, lead + len(text)]


def test_kept_tokens_say_what_spacys_say() -> None:
    document = _document()
    doc = document.doc
    assert list(document.lower) == [doc[i].text.lower() for i in range(len(doc))]
    assert list(document.lemmas) == [doc[i].lemma_.lower() for i in range(len(doc))]
    assert [document.token(i) for i in (0, 3, -1)] == [doc[0], doc[3], doc[-1]]
    for span in ((0, 3), (2, 2), (1, len(doc) + 4)):
        assert list(document.tokens(span)) == list(doc[span[0] : span[1]])


def test_the_plain_words_of_all_blocks() -> None:
    document = _document()
    assert document.once(plain_blocks) == (plain(document.report.text, 0, len(document.report.text)),)


def test_no_edits_leave_the_text_as_it_is() -> None:
    text = CleanText.of("a word", 0, 6)
    assert text.replace([]) == CleanText("a word", (0, 1, 2, 3, 4, 5, 6))
    assert text.without([(1, 2)]).text == "aword"


def test_the_collector_is_as_it_was_after_a_load() -> None:

    before = gc.get_threshold()
    load([], None, LoadOptions(), lambda report, what: None)
    assert gc.get_threshold() == before
    with _seldom_collected():
        assert gc.get_threshold() > before
    assert gc.get_threshold() == before
