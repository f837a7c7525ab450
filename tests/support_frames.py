"""Documents made of one paragraph, stored parses and case files, for the tests of the frames."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.document import Document
from kg.frames.frame import Frames
from kg.frames.framing import describe
from kg.model import Report
from kg.text.cleaned import Block, BlockKind, CleanText, Layout, Quotation

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CASES = Path(__file__).parent / "cases" / "frames"


@cache
def model() -> Language:
    from kg.annotate import load_model

    return load_model()


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


def stored(parse: dict[str, Any]) -> Document:
    """A Document of one paragraph from a stored parse; no model is needed."""
    return document_of(doc_of(parse["text"], parse["tokens"]))


def doc_of(text: str, rows: Sequence[Sequence[Any]]) -> Doc:
    """A parse from rows of word, lemma, tag, part of speech, label, governor and entity type."""
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    words = [row[0] for row in rows]
    spaces, at = [], 0
    for word in words:
        at = text.index(word, at) + len(word)
        spaces.append(text[at : at + 1] == " ")
    lemmas, tags, pos, deps, heads, types = (list(column) for column in list(zip(*rows, strict=True))[1:])
    entities = [
        "O" if not name else f"{'I' if i and types[i - 1] == name and in_one(rows, i) else 'B'}-{name}"
        for i, name in enumerate(types)
    ]
    doc = Doc(Vocab(), words=words, spaces=spaces, tags=tags, pos=pos, lemmas=lemmas, heads=heads, deps=deps)
    doc.set_ents(_spans(doc, entities))
    return doc


def in_one(rows: Sequence[Sequence[Any]], i: int) -> bool:
    """True if tokens ``i`` - 1 and ``i`` hang together, so that like entity types are one entity."""
    return rows[i][5] == i - 1 or rows[i - 1][5] == i or rows[i][5] == rows[i - 1][5]


def _spans(doc: Doc, entities: list[str]) -> list[Any]:
    from spacy.tokens import Span

    found, start = [], 0
    for i in range(len(entities) + 1):
        if i == len(entities) or not entities[i].startswith("I-"):
            if i and entities[i - 1] != "O":
                found.append(Span(doc, start, i, label=entities[i - 1][2:]))
            start = i
    return found


def rows_of(doc: Doc) -> list[list[Any]]:
    """The rows that ``doc_of`` reads."""
    return [[t.text, t.lemma_, t.tag_, t.pos_, t.dep_, t.head.i, t.ent_type_] for t in doc]


# ------------------------------------------------------------------------------------------------ case files
def read_cases(path: Path) -> list[tuple[str, list[str]]]:
    """(sentence, expected lines) of a case file: a sentence after ``> ``, its frames below; ``#`` starts a remark."""
    cases: list[tuple[str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            cases.append((line[2:], []))
        elif line.strip() and not line.startswith("#"):
            cases[-1][1].append(line.strip())
    return cases


def write_cases(path: Path, found: dict[str, list[str]]) -> None:
    """Writes what came out below each sentence of a case file; remarks stay."""
    out: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            out += [line, *(f"  {frame}" for frame in found[line[2:]]), ""]
        elif line.startswith("#"):
            out.append(line)
    path.write_text("\n".join(out).rstrip() + "\n", encoding="utf-8")


def shown(frames: Frames, document: Document) -> list[str]:
    """The frames of a case in words; nouns that have no arguments are left out."""
    return [
        describe(f, document)
        for f in frames.values()
        if f.pos != "noun" or f.subjects or f.preps or f.clauses or f.negated
    ]


def read_parses(path: Path) -> dict[str, Any]:
    """The stored parses that belong to a case file, by sentence."""
    beside = path.with_suffix(".json")
    return {p["text"]: p for p in json.loads(beside.read_text(encoding="utf-8"))} if beside.exists() else {}


def write_parses(path: Path, parses: Sequence[dict[str, Any]]) -> None:
    """Stores the parses of a case file beside it, one a line."""
    lines = ",\n".join(json.dumps(p, ensure_ascii=False) for p in parses)
    path.with_suffix(".json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
