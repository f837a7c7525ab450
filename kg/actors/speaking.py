"""Persons whom the recogniser took for something else, known by what they do: they speak, or are "who"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.document import Document
from kg.frames.arcs import Arcs
from kg.frames.control import lexicon
from kg.names.acronyms import is_body_noun
from kg.names.gazetteer import lookup
from kg.names.nouns import nouns
from kg.names.people import person_name
from kg.names.titlewords import Words, head_at, title_words

_OTHERS = frozenset({"ORG", "NORP", "PERSON"})  # a body speaks as well; a person is known
_MEDIA = frozenset({"news", "times", "post", "tribune", "herald", "online", "today", "wire"})


def speaking_names(document: Document) -> Iterator[str]:
    """Full names that are the subject of a verb of speech, or that "who" takes up: "Holt, who was there, said".

    Verbs of speech ask for somebody (their selectional restriction); bodies are kept out by their last word.
    """
    arcs = document.once(Arcs.of)
    speech = lexicon().speech
    for i, dep in enumerate(arcs.dep):
        if dep != "nsubj" or arcs.tag[i] != "NNP" or arcs.ent[i] in _OTHERS or arcs.head[i] < 0:
            continue
        start = i
        while start > arcs.first[i] and arcs.tag[start - 1] == "NNP" and arcs.head[start - 1] in (i, start):
            start -= 1
        who = any(arcs.lower[k] == "who" for k in range(i + 1, min(i + 3, arcs.last[i])))
        if not start < i or not (who or arcs.lemma[arcs.head[i]] in speech):
            continue
        words = arcs.words[start : i + 1]
        name = person_name(" ".join(words))
        if name is not None and not any(lookup(w) or _title(w) for w in words) and not _body(words[-1].lower()):
            yield name


def _title(word: str) -> bool:
    table = title_words()
    return head_at(Words.of(word), 0) is not None or word.lower() in table.modifiers | table.no_names


def _body(word: str) -> bool:
    return is_body_noun(word) or word in nouns("medium") or word in nouns("undertaking") or word in _MEDIA


__all__ = ["speaking_names"]
