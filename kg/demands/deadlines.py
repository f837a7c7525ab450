"""Deadlines that are set for a deed: "gave X until Friday to", "set X a 24-hour deadline to"."""

from __future__ import annotations

from dataclasses import replace

from kg.demands.actions import clause_deeds
from kg.demands.addressed import Match, asked
from kg.demands.asking import infinitive, is_over, is_time, own_infinitive
from kg.demands.parties import Scene
from kg.document import TokenSpan
from kg.frames.frame import Clause, Filler, Frame
from kg.lexicon.rows import Row

_DEADLINES = frozenset({"deadline", "ultimatum", "date", "time"})


def length_before(scene: Scene, filler: Filler) -> TokenSpan | None:
    """The length of time in "a 24-hour deadline", "a 72-hour ultimatum"."""
    doc = scene.reading.document.doc
    numbers = [i for i in range(filler.span[0], filler.head) if doc[i].like_num]
    return (numbers[0], filler.head) if numbers and scene.lemma(filler.head) in ("deadline", "ultimatum") else None


def until(scene: Scene, frame: Frame, row: Row) -> Match | None:
    """ "gave X until Friday to do", "gave X 48 hours to do", "set X a deadline to do"."""
    at = next((at for name, at in frame.adverbials if name == "" and infinitive(scene, at)), -1)
    clause = frame.clause("to") or (Clause(at, "to", (at, scene.reading.frames[at].span[1])) if at >= 0 else None)
    limits = [f for f in frame.objects if scene.lemma(f.head) in _DEADLINES or is_time(scene, f)]
    limits.extend(f for f in frame.prep("") if f.head > frame.trigger and f not in limits)
    limits.extend(f for f in frame.prep("with") if is_time(scene, f))
    limits = [f for f in limits if not is_over(scene, f)]
    if clause is None:
        clause = own_infinitive(scene, frame) or next(
            (c for f in limits if (n := scene.frame(f.head)) is not None for c in n.clauses if c.kind == "to"), None
        )
    if clause is not None and scene.lemma(clause.trigger) in ("spend", "rest", "enjoy"):
        return None  # "gave them two days to spend at home"
    if clause is None or " " in frame.lemma or not (limits or frame.prep("until", "till")):
        return None
    if frame.recipients and any(f not in limits for f in frame.objects):
        return None  # "gave it permission last week to open"
    to = asked(scene, frame, row, frame.recipients or tuple(f for f in frame.objects if f not in limits))
    times = [f.span for f in (*frame.prep("until", "till"), *(f for f in limits if is_time(scene, f)))]
    times.extend(span for f in limits if (span := length_before(scene, f)) is not None)
    limit = times[0] if times else None
    return None if to is None else (to, tuple(replace(d, limit=limit) for d in clause_deeds(scene, clause)))
