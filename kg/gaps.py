"""What a report may hold that was not read: sentences with a word that asks, a figure or a quotation, without a claim.

A list to look through, not a list of faults: many such sentences ask nothing of anybody. It says how far an answer
"nothing was found" reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from kg.candidates import AnyCandidate, RoleCandidate
from kg.document import Document, TokenSpan
from kg.lexicon.rows import load_rows
from kg.model import Extraction, Gap, Sign, Tenure, Why
from kg.reading import Reading
from kg.text.cleaned import BlockKind
from kg.values.quantities import quantities

# Words that ask only together with others, and are met everywhere without them.
_COMMON = "be give have hope important let like limit look need see set tell time up"
COMMON: Final = frozenset(_COMMON.split())
_MAY_BE_FIGURE: Final = re.compile(
    r"\d|\b(?:per\s?cent|hundred|thousand|[mbtr]+illion|half|third|quarter|double|triple)", re.IGNORECASE
)


@cache
def asking_words() -> frozenset[str]:
    """Lemmas of the demand lexicon that are a word and by themselves tell of a demand."""
    found = {row.lemma for row in load_rows("demand") if row.pos in ("verb", "noun", "adj") and " " not in row.lemma}
    return frozenset(found - COMMON)


def gaps(reading: Reading, found: Iterable[AnyCandidate], extraction: Extraction) -> tuple[Gap, ...]:
    """The sentences that were left, in the order of the text, each with its signs and why nothing came of it."""
    document = reading.document
    told = _told(document, extraction)
    tried = {document.sentence_index(c.trigger) for c in found if not isinstance(c, RoleCandidate)}
    left: list[Gap] = []
    for number, span in enumerate(document.sentences):
        if number in told or document.kind(span[0]) in (BlockKind.HEADING, BlockKind.NOTICE):
            continue
        signs = tuple(_signs(document, span))
        if signs:
            why = Why.NO_ACTOR if number in tried else _why(reading, span, signs)
            left.append(Gap(document.passage(*span), signs, why))
    return tuple(left)


def _told(document: Document, extraction: Extraction) -> set[int]:
    """The sentences that a claim rests on, posts aside: a title told in passing is no reading of its sentence."""
    posts = {s.key for s in extraction.situations if isinstance(s, Tenure)}
    found: set[int] = set()
    for claim in extraction.claims:
        for passage in () if claim.situation in posts else claim.evidence:
            span = document.token_span(passage.start, passage.end)
            if span is not None:
                found.update(range(document.sentence_index(span[0]), document.sentence_index(span[1] - 1) + 1))
    return found


def _signs(document: Document, span: TokenSpan) -> Iterator[Sign]:
    if not asking_words().isdisjoint(document.lemmas[span[0] : span[1]]):
        yield Sign.ASKING_WORD
    words = document.words(span)
    if _MAY_BE_FIGURE.search(words) and quantities(words):
        yield Sign.FIGURE
    if any(at >= 0 for at in document.in_quotation[span[0] : span[1]]):
        yield Sign.QUOTATION


def _why(reading: Reading, span: TokenSpan, signs: tuple[Sign, ...]) -> Why:
    """No frame: no predicate governs the sign; abstained: there is one, and no rule takes it for a demand."""
    if signs == (Sign.QUOTATION,):
        return Why.NO_SPEAKER
    document, words = reading.document, asking_words()
    asking = [i for i in range(*span) if document.lemmas[i] in words]
    return Why.ABSTAINED if any(i in reading.frames for i in asking) or not asking else Why.NO_FRAME
