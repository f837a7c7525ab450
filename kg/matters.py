"""The topic of a stretch of a report: its telling words are picked here and weighed in ``kg.values.topics``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.document import TokenSpan
from kg.model import Topic
from kg.reading import Reading
from kg.text.cleaned import BlockKind
from kg.values.topics import main_topic, topic_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_TELLING = ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "SYM")
_OF_LAW = frozenset({"agreement", "accord", "treaty", "pact", "protocol", "convention", "declaration"})


def matter_of(reading: Reading, action: TokenSpan, trigger: int) -> Topic:
    """What the deed in the tokens ``action`` is about, asked for by the word at ``trigger``."""
    document = reading.document
    inner = list(_lemmas(reading, action))
    around = list(_lemmas(reading, document.sentence(trigger)))
    return topic_of(inner, around, reading.once(report_topic))


def own_topic(reading: Reading, span: TokenSpan) -> Topic:
    """What a stretch is about by its own words alone; "other" where they tell nothing."""
    return topic_of(list(_lemmas(reading, span)))


def report_topic(reading: Reading) -> Topic:
    """What the whole report is about, by its title or by most of its sentences; "other" where it has many matters."""
    document = reading.document
    sentences = [
        list(_lemmas(reading, s)) for s in document.sentences
        if document.kind(s[0]) not in (BlockKind.HEADING, BlockKind.NOTICE)
    ]  # fmt: skip
    return main_topic(sentences, document.report.title.split())


def _lemmas(reading: Reading, span: TokenSpan) -> Iterator[str]:
    """The content words of a span; the words of long names aside, which tell who and not what ("Court of Justice")."""
    for token in reading.document.tokens(span):
        if token.pos_ in _TELLING and not _of_name(token):
            yield token.lemma_.lower()


def _of_name(token: Token) -> bool:
    """True for a word in the name of a person or of a body; treaties are named for their matter."""
    if token.ent_type_ not in ("ORG", "PERSON") or token.pos_ != "PROPN":
        return False
    doc, first, last = token.doc, token.i, token.i
    while first and doc[first - 1].ent_type_ == token.ent_type_ and doc[first].ent_iob_ != "B":
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].ent_type_ == token.ent_type_ and doc[last + 1].ent_iob_ == "I":
        last += 1
    return last > first and not any(doc[i].lower_ in _OF_LAW for i in range(first, last + 1))
