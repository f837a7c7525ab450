"""Which of the demands that one verb makes is answered: "urged Chad to pay and to leave", "Chad refused to leave"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.candidates import ResponseCandidate
from kg.demands.told import content_lemmas
from kg.document import TokenSpan
from kg.reading import Reading
from kg.responses.kinship import related


def answered(reading: Reading, answer: ResponseCandidate, told: Sequence[tuple[TokenSpan, str]]) -> str:
    """The key of the demand meant, of those told under one trigger, each with the words of its deed; "" for none.

    The deed that shares most words with what the answer is about is meant, else the first: who refuses, refuses all.
    """
    if any(start <= answer.trigger < end for (start, end), _ in told):
        return ""  # "called for it to stop refusing" makes the demand of a refusal, which answers another
    if len(told) < 2:
        return told[0][1] if told else ""
    spans = [span for span in (answer.about, answer.words, answer.evidence) if span is not None]
    lemmas = [content_lemmas(reading, span) for span in spans]

    def shared(deed: TokenSpan) -> tuple[int, ...]:
        return tuple(len(related(own, content_lemmas(reading, deed))) for own in lemmas)

    return max(told, key=lambda one: shared(one[0]))[1]


__all__ = ["answered"]
