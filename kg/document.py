"""A report as its readers see it: one spaCy Doc for the whole report, tied to the report's offsets.

The blocks are parsed one by one and joined, so a token's index is unique in the report. Token spans are pairs of
indices, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kg.model import Passage, Report
from kg.text.cleaned import Block, BlockKind, Layout
from kg.text.fiction import WORDS, invented

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

TokenSpan = tuple[int, int]
ACRONYMS: Final = frozenset({"US", "WHO"})
"""Names that are pronouns in small letters; ``Document.lower`` leaves them as they are."""
T = TypeVar("T")


@dataclass(frozen=True)
class Document:
    """``starts[i]``/``ends[i]`` are token i's report offsets; ``block_of[i]`` is the index of its block."""

    report: Report
    layout: Layout
    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    block_of: tuple[int, ...]
    _made: dict[Callable[[Document], Any], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[[Document], T]) -> T:
        """What ``make`` gives for this document: made when first asked for, kept with it, not to be changed."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def block(self, token: int) -> Block:
        """The block that token ``token`` stands in."""
        return self.layout.blocks[self.block_of[token]]

    def kind(self, token: int) -> BlockKind:
        """The kind of token ``token``'s block."""
        return self.block(token).kind

    def tells(self, token: int) -> bool:
        """True if token ``token`` stands in words that tell of the world: in no notice and no novel's plot."""
        return self._telling[token]

    def readable(self, token: int) -> bool:
        """True if token ``token`` tells of the world and stands in no heading."""
        return self._readable[token]

    def asks(self, token: int) -> bool:
        """True if the sentence of token ``token`` is a question, by one of its last three tokens."""
        return self._asking[self._sentence_of[token]]

    @cached_property
    def _telling(self) -> tuple[bool, ...]:
        notice = [block.kind is BlockKind.NOTICE for block in self.layout.blocks]
        return tuple(not notice[b] and not self.made_up(i) for i, b in enumerate(self.block_of))

    @cached_property
    def _readable(self) -> tuple[bool, ...]:
        heading = [block.kind is BlockKind.HEADING for block in self.layout.blocks]
        return tuple(t and not heading[b] for t, b in zip(self._telling, self.block_of, strict=True))

    @cached_property
    def _asking(self) -> tuple[bool, ...]:
        return tuple("?" in self.lower[max(start, end - 3) : end] for start, end in self.sentences)

    def made_up(self, token: int) -> bool:
        """True if token ``token`` stands in the plot of a novel, a film or a play."""
        return self._sentence_of[token] in self._invented

    def passage(self, start: int, end: int) -> Passage:
        """The report's words from token ``start`` to token ``end`` (exclusive), white space trimmed."""
        first, last = self.starts[start], self.ends[end - 1]
        return self.cut(first, last)

    def cut(self, first: int, last: int) -> Passage:
        """The report's words between two report offsets, white space trimmed."""
        words = self.report.text[first:last]
        lead = len(words) - len(words.lstrip())
        words = words.strip()
        return Passage(first + lead, first + lead + len(words), words)

    def words(self, span: TokenSpan) -> str:
        """The cleaned words of a token span, as the parser saw them."""
        return str(self.doc[span[0] : span[1]].text)

    @cached_property
    def sentences(self) -> tuple[TokenSpan, ...]:
        """Token spans of the sentences, in order."""
        return tuple((s.start, s.end) for s in self.doc.sents)

    @cached_property
    def _sentence_of(self) -> tuple[int, ...]:
        out: list[int] = []
        for number, (start, end) in enumerate(self.sentences):
            out.extend([number] * (end - start))
        return tuple(out)

    @cached_property
    def _invented(self) -> frozenset[int]:
        if WORDS.isdisjoint(self.lower):
            return frozenset()
        found: set[int] = set()
        for n, (start, end) in enumerate(self.sentences):
            told = n - 1 in found and self.block_of[start] == self.block_of[start - 1]
            goes_on = told and self.doc[start:end].root.tag_ in {"VBZ", "VBP"}  # a plot is told in the present tense
            if goes_on or invented(self.words((start, end))):
                found.add(n)
        return frozenset(found)

    def sentence_index(self, token: int) -> int:
        """The number of the sentence that token ``token`` stands in."""
        return self._sentence_of[token]

    def sentence(self, token: int) -> TokenSpan:
        """The token span of the sentence that token ``token`` stands in."""
        return self.sentences[self._sentence_of[token]]

    @cached_property
    def all_tokens(self) -> tuple[Token, ...]:
        """Every token; spaCy makes a new object whenever one is asked for."""
        return tuple(self.doc)

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """Every token's word in lower case, but names that would be pronouns then."""
        words = [token.text for token in self.all_tokens]
        return tuple(w if w in ACRONYMS and not self._shouted(i) else w.lower() for i, w in enumerate(words))

    def _shouted(self, token: int) -> bool:
        """True in a sentence that has no word in small letters."""
        return not any(other.text.islower() for other in self.tokens(self.sentence(token)) if len(other) > 1)

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """Every token's lemma in lower case."""
        return tuple(token.lemma_.lower() for token in self.all_tokens)

    def token(self, i: int) -> Token:
        """Token ``i``."""
        return self.all_tokens[i]

    def tokens(self, span: TokenSpan) -> Iterator[Token]:
        """The tokens of a span."""
        return iter(self.all_tokens[span[0] : span[1]])

    def span(self, start: int, end: int) -> Span:
        """A spaCy Span."""
        return self.doc[start:end]

    def token_span(self, first: int, last: int) -> TokenSpan | None:
        """The tokens that lie within the report offsets ``first`` to ``last``, or None."""
        start, end = bisect_left(self.starts, first), bisect_right(self.ends, last)
        return (start, end) if start < end else None

    @cached_property
    def in_quotation(self) -> tuple[int, ...]:
        """For each token the index of the (longest-running, not scare) quotation it stands in, or -1."""
        out = [-1] * len(self.starts)
        for number, quotation in enumerate(self.layout.quotations):
            if quotation.scare:
                continue
            first, last = bisect_left(self.starts, quotation.start), bisect_left(self.starts, quotation.end)
            out[first:last] = [number] * (last - first)
        return tuple(out)
