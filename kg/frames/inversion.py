"""Conditions by word order: "had Peru asked", "were Peru to ask", "should Peru ask" (Quirk et al. 1985, 15.36)."""

from __future__ import annotations

from kg.document import Document
from kg.frames.frame import Frame

_AUXILIARIES = frozenset({"had", "were", "should"})
_BEFORE = frozenset({",", ";", ":", '"', "“", "‘", "'", "that", "but", "and"})


def condition_by_order(document: Document, frame: Frame) -> bool:
    """True if the auxiliary opens the clause, before its subject, and nothing is asked."""
    if frame.pos != "verb" or len(frame.subjects) != 1:
        return False
    subject = frame.subjects[0].span[0]
    start, end = document.sentence(frame.trigger)
    at = subject - 1
    opens = at >= start and (at == start or document.lower[at - 1] in _BEFORE)
    return opens and document.lower[at] in _AUXILIARIES and subject < frame.trigger and document.lower[end - 1] != "?"
