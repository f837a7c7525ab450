"""Segments of whoever is cited: "X reported, citing two officials" hands X's words to the officials."""

from __future__ import annotations

from kg.attribution.parts import Draft, Scene, rows_for
from kg.frames.frame import Frame
from kg.lexicon.rows import Row

SPOKEN = frozenset({"that", "quote", "wh", "bare"})
"""Kinds of clauses that can be what was said."""


def cited(scene: Scene, frame: Frame, rows: list[Row]) -> Draft | None:
    """ "citing two officials" hands the governing clause's words to the officials; other citing is speech itself."""
    row = next((r for r in rows if r.cls == "cite"), None)
    if row is None or frame.tense != "participle" or frame.passive or any(name == "as" for name, _ in frame.adverbials):
        return None
    sources = scene.speakers(frame.objects)
    telling = _telling(scene, frame)
    if not sources or telling is None:
        return None
    clause = next((c for c in telling.clauses if c.kind in SPOKEN), None)
    if clause is None:
        return None
    start, end = clause.span
    if start <= frame.trigger < end:
        end = frame.trigger
    content = scene.trim((start, end))
    return scene.draft(row, frame, sources, content, under=telling.trigger) if content[0] < content[1] else None


def _telling(scene: Scene, frame: Frame) -> Frame | None:
    """The verb of speech whose words the citing goes with, however the parser has hung the participle."""
    at: Frame | None = frame
    for _ in range(4):
        at = scene.frames.get(at.parent) if at is not None else None
        if at is None:
            return None
        if at.pos == "verb" and any(r.frame in ("content", "tell") for r in rows_for("verb", at.lemma)) and at.clauses:
            return at
        if at.pos == "noun" and frame.relation != "acl":
            return None
    return None


__all__ = ["SPOKEN", "cited"]
