"""Parses kept in files, so that what comes after the parser is tested without the language model, and the model too.

A test that uses the fixture ``lane`` (tests/conftest.py) runs twice: in the fast lane ``kg.annotate`` is given
``StoredParses`` in place of the model, in the slow lane (marker ``slow``) ``CheckedModel``, which parses anew and
fails where the stored parse is not what the model gives. ``--update-cases`` and ``--update-parses`` write the parses.

A file of tests/parses/ belongs to one test module. It holds for each block of text the text and, below it, its tokens:
head, label, part of speech, tag, morphology, entity, lemma ("=" is the word itself, "~" the word in small letters).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, wraps
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import pytest

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

FOLDER = Path(__file__).parent / "parses"
CURE = "write it with: python -m pytest -m lanes --update-parses tests/test_{family}.py, and read the difference"
P = ParamSpec("P")
R = TypeVar("R")


# ------------------------------------------------------------------------------------------------ parses and lines
def line_of(doc: Doc) -> str:
    """A parse in one line, without the words."""
    return " ".join(_fields(token) for token in doc)


def _fields(token: Token) -> str:
    lemma = "=" if token.lemma_ == token.text else "~" if token.lemma_ == token.lower_ else token.lemma_
    entity = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else token.ent_iob_
    parts = (str(token.head.i), token.dep_, token.pos_, token.tag_, str(token.morph), entity, lemma)
    assert not any(" " in part for part in parts), f"a space in {parts}"
    assert not any("/" in part for part in parts[:-1]), f"a stroke in {parts}"
    return "/".join(parts)


def put(line: str, doc: Doc) -> Doc:
    """The same document with the parse that a line says; a ValueError where that is no parse of this document."""
    marked = [(t.is_sent_start, t.ent_iob_, t.ent_type_) for t in doc]
    rows = [token.split("/", 6) for token in line.split(" ")]
    if len(rows) != len(doc):
        raise ValueError(f"{len(doc)} tokens, and {len(rows)} when its parse was stored")
    strings = doc.vocab.strings
    for name, column in zip(("HEAD", "DEP", "POS", "TAG", "MORPH", "LEMMA"), _columns(rows, doc), strict=True):
        doc.from_array([name], _array([_number(strings, value) for value in column]))
    entities = [row[5].partition("-") for row in rows]
    codes = {"": 0, "I": 1, "O": 2, "B": 3}
    doc.from_array(["ENT_IOB", "ENT_TYPE"], _array([[codes[iob], strings.add(kind)] for iob, _, kind in entities]))
    starts = [start for start, _, _ in marked]
    if None not in starts and not _a_root_each(rows, starts):
        raise ValueError("sentences start elsewhere than when its parse was stored")
    for token, (_, iob, kind) in zip(doc, marked, strict=True):
        if iob and (token.ent_iob_, token.ent_type_) != (iob, kind):
            raise ValueError(f"other names are known than when its parse was stored, at {token.text!r}")
    return doc


def _a_root_each(rows: list[list[str]], starts: list[bool]) -> bool:
    """True if each sentence is a tree of its own, as the parser makes them."""
    sentence = list(accumulate(starts))
    heads = [int(row[0]) for row in rows]
    roots = [sentence[i] for i, head in enumerate(heads) if head == i]
    return roots == list(range(1, sum(starts) + 1)) and all(sentence[i] == sentence[h] for i, h in enumerate(heads))


def _columns(rows: list[list[str]], doc: Doc) -> Iterator[list[Any]]:
    yield [int(row[0]) - i for i, row in enumerate(rows)]
    for at in (1, 2, 3):
        yield [row[at] for row in rows]
    yield [doc.vocab.morphology.add(row[4]) for row in rows]
    yield [{"=": t.text, "~": t.lower_}.get(row[6], row[6]) for row, t in zip(rows, doc, strict=True)]


def _number(strings: Any, value: int | str) -> int:
    return strings.add(value) if isinstance(value, str) else value


def _array(values: list[Any]) -> Any:
    import numpy as np

    return np.array([v % 2**64 if isinstance(v, int) else v for v in values], dtype="uint64")


# ------------------------------------------------------------------------------------------------ files
def read_file(family: str) -> dict[str, str]:
    """The stored parses of a test module, by the text of the block."""
    path = FOLDER / f"{family}.txt"
    if not path.exists():
        return {}
    lines = path.read_bytes().decode("utf-8").split("\n")
    return dict(zip(lines[::3], lines[1::3], strict=False))


def write_file(family: str, parses: dict[str, str]) -> None:
    """Stores the parses of a test module in the order of their texts."""
    FOLDER.mkdir(exist_ok=True)
    for text in parses:
        assert "\n" not in text, f"a block of two lines: {text!r}"
    out = "".join(f"{text}\n{parses[text]}\n\n" for text in sorted(parses))
    (FOLDER / f"{family}.txt").write_bytes(out.encode("utf-8"))


# ------------------------------------------------------------------------------------------------ in place of the model
@cache
def blank() -> Language:
    """English without a model: the same tokens."""
    import spacy

    from kg.annotate import part_marks

    nlp = spacy.blank("en")
    part_marks(nlp)
    return nlp


class StoredParses:
    """What ``kg.annotate`` needs of a language model, from the stored parses of some test modules."""

    def __init__(self, *families: str) -> None:
        self.cure = CURE.format(family=families[0] if len(families) == 1 else "*")
        self.parses = {text: line for family in families for text, line in read_file(family).items()}
        self.vocab: Vocab = blank().vocab

    def make_doc(self, text: str) -> Doc:
        return blank().make_doc(text)

    def pipe(self, docs: Iterable[Doc], batch_size: int = 0) -> Iterator[Doc]:
        for doc in docs:
            if doc.text not in self.parses:
                pytest.fail(f"no parse is stored of {doc.text!r}; {self.cure}", pytrace=False)
            try:
                yield put(self.parses[doc.text], doc)
            except ValueError as error:
                pytest.fail(f"the stored parse is out of date: {doc.text!r}: {error}; {self.cure}", pytrace=False)


class CheckedModel:
    """The language model, which must give what is stored."""

    def __init__(self, family: str) -> None:
        from kg.annotate import load_model

        self.model = load_model()
        self.vocab = self.model.vocab
        self.make_doc = self.model.make_doc
        self.cure = CURE.format(family=family)
        self.parses = read_file(family)

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        for doc in self.model.pipe(docs, batch_size=batch_size):
            stored = self.parses.get(doc.text)
            if stored is None:
                pytest.fail(f"no parse is stored of {doc.text!r}; {self.cure}", pytrace=False)
            assert line_of(doc) == stored, f"the model parses {doc.text!r} otherwise than stored; {self.cure}"
            yield doc


class Recorder(CheckedModel):
    """The language model, whose parses are kept to be stored."""

    def __init__(self, family: str) -> None:
        super().__init__(family)
        self.family, self.seen = family, dict[str, str]()

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        for doc in self.model.pipe(docs, batch_size=batch_size):
            self.seen[doc.text] = line_of(doc)
            yield doc

    def write(self, *, whole: bool) -> None:
        """Stores what was seen; with ``whole`` nothing else stays in the file."""
        write_file(self.family, self.seen if whole else self.parses | self.seen)


class Lanes:
    """The models of a test session, each made when first asked for."""

    def __init__(self, *, update: bool) -> None:
        self.update = update
        self.made: dict[tuple[str, str], Any] = {}

    def model(self, lane: str, family: str) -> Any:
        make = Recorder if self.update else StoredParses if lane == "stored" else CheckedModel
        key = (make.__name__, family)
        if key not in self.made:
            self.made[key] = make(family)
        return self.made[key]

    def write(self, *, whole: bool) -> None:
        for made in self.made.values():
            if isinstance(made, Recorder):
                made.write(whole=whole)


def cached_by_lane(make: Callable[P, R]) -> Callable[P, R]:
    """``functools.cache``, with a memory for each model that ``kg.annotate`` is given."""

    @cache
    def made(model: object, *args: P.args, **kwargs: P.kwargs) -> R:
        return make(*args, **kwargs)

    @wraps(make)
    def current(*args: P.args, **kwargs: P.kwargs) -> R:
        from kg import annotate

        return made(annotate.load_model(), *args, **kwargs)

    return current
