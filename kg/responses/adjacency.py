"""How far back what is answered may stand: in a transcript anywhere in the turn before, else in the sentence before.

A question at a briefing tells of a demand, asks what the minister makes of it and thanks him; "no" answers all of it
(adjacency pairs: Schegloff and Sacks 1973).
"""

from __future__ import annotations

from kg.reading import Reading
from kg.text.cleaned import BlockKind

_OPENING = 2  # sentences of a turn that answer: "No. We will not."


def reach(reading: Reading, token: int, otherwise: int = 1) -> int:
    """Sentences back to the first of the turn before, for words that open a turn; ``otherwise`` for all others."""
    document = reading.document
    here, own = document.sentence_index(token), document.block(token)
    if document.kind(token) is not BlockKind.TURN:
        return otherwise
    first = here
    while first and document.block(document.sentences[first - 1][0]) == own:
        first -= 1
    if not first or here - first >= _OPENING:
        return otherwise
    start = document.sentences[first - 1][0]
    if document.kind(start) is not BlockKind.TURN:
        return otherwise
    before, at = document.block(start), first - 1
    while at and document.block(document.sentences[at - 1][0]) == before:
        at -= 1
    return max(otherwise, here - at)


__all__ = ["reach"]
