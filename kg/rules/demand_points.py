"""Demands told as somebody's point: "what matters is that ...", "our message to X is: stop", "our concern is that".

A specificational sentence (Higgins 1979) gives the content of a noun or of a cleft: of what matters to a speaker, of a
message, of advice. Told of others' deeds, it asks for them. What matters to oneself ("the priority is to win") asks
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.candidates import DemandCandidate
from kg.demands.actions import clause_deeds, is_deed, noun_deed
from kg.demands.deeds import demand_rows, listed, rule_of
from kg.demands.demanding import MANDATIVE, UNMARKED, Asking, demands_of, is_mandative
from kg.demands.parties import NOBODY, Party, Scene
from kg.frames.frame import Clause, Frame, How
from kg.reading import Reading

_SURE = Decimal("0.65")
_MATTERING = frozenset({"matter", "count"})
_ABLE = frozenset({"can", "could"})


def find(reading: Reading) -> Iterator[DemandCandidate]:
    """The demands that are told as somebody's point or message."""
    scene = reading.once(Scene)
    for frame in reading.frames.values():
        if frame.pos != "verb" or frame.lemma != "be" or frame.negated or not scene.readable(frame.trigger):
            continue
        if scene.asks(frame.trigger):
            continue
        yield from _what_matters(scene, frame)
        yield from _message(scene, frame)
        yield from _precondition(scene, frame)


# ---------------------------------------------------------------------------------------------- "what matters is"
def _what_matters(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "What matters is that both sides keep the truce", "our first concern is that the captives be freed"."""
    rows = demand_rows("phrase", "point")
    clause = frame.clause("that", "bare")
    if not rows or clause is None or clause.trigger < frame.trigger or not _points(scene, frame):
        return
    inner = scene.frame(clause.trigger)
    if inner is None or scene.first_person(inner.subjects) or inner.lemma in listed("mental") | {"be", "have"}:
        return
    if not (is_mandative(scene, frame, clause) or (inner.modal in _ABLE and not inner.negated and inner.passive)):
        return
    voice = scene.demanding_voice(frame.trigger)
    if voice and scene.resolved(voice):
        asking = Asking(
            rows[0], rule_of("demand-point", rows[0]), frame.trigger, voice, confidence=_SURE, stand=UNMARKED
        )
        yield from demands_of(scene, asking, clause_deeds(scene, clause))


def _points(scene: Scene, frame: Frame) -> bool:
    """True if the subject is what matters: a cleft, or a noun for what comes first."""
    before = range(scene.reading.document.sentence(frame.trigger)[0], frame.trigger)
    if any(_plans(f) for i in before if (f := scene.frame(i)) is not None):
        return False
    if any(scene.lemma(f.head) in listed("points") for f in frame.subjects if f.head < frame.trigger):
        return True
    cleft = (f for i in before if (f := scene.frame(i)) is not None and f.lemma in _MATTERING)
    return any(scene.lower(s.head) == "what" for f in cleft for s in f.subjects)


def _plans(inner: Frame) -> bool:
    """True for "the first thing she will do | is ...": what one will do oneself (Higgins 1979)."""
    return inner.lemma == "do" and inner.relation in ("relcl", "csubj", "ccomp") and inner.modal not in MANDATIVE


def _precondition(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "The handover of the general is a precondition for talks": whoever says so asks for it."""
    rows = demand_rows("phrase", "point")
    named = any(scene.lemma(f.head) in ("precondition", "prerequisite", "condition", "must") for f in frame.attributes)
    voice = scene.demanding_voice(frame.trigger) if named and rows and not frame.modal else NOBODY
    if not voice or not scene.resolved(voice):
        return
    asking = Asking(rows[0], rule_of("demand-point", rows[0]), frame.trigger, voice, confidence=_SURE, stand=UNMARKED)
    things = (f for f in frame.subjects if f.head < frame.trigger and is_deed(scene, f) and not scene.is_actor(f))
    yield from demands_of(scene, asking, (noun_deed(scene, f) for f in things))


# ---------------------------------------------------------------------------------------------- "our message is"
def _message(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "Our message to X is clear: stop the raids", "his advice to X is to wait"."""
    for subject in frame.subjects:
        noun = scene.frame(subject.head)
        row = next((r for r in demand_rows("noun", scene.lemma(subject.head)) if r.frame == "n-is"), None)
        if noun is None or row is None or subject.head > frame.trigger:
            continue
        clause = frame.clause("to") or _after_colon(scene, frame)
        if clause is None or scene.lemma(clause.trigger) in listed("mental"):
            continue
        to = scene.party([f for f in noun.prep("to", "for") if scene.is_actor(f)], frame.trigger)
        by = _sender(scene, noun, frame)
        asking = Asking(row, rule_of("demand-point", row), frame.trigger, by, to, _SURE, stand=UNMARKED)
        if to and by:
            yield from demands_of(scene, asking, (replace(d, doers=(), about=()) for d in clause_deeds(scene, clause)))


def _sender(scene: Scene, noun: Frame, frame: Frame) -> Party:
    own = [f for f in (*noun.subjects, *noun.prep("from", "of")) if scene.is_actor(f)]
    return scene.party(own, frame.trigger) if own else (scene.demanding_voice(frame.trigger) or NOBODY)


def _after_colon(scene: Scene, frame: Frame) -> Clause | None:
    """The bare verb right after the colon that ends "is clear:", "is simple:"."""
    doc = scene.reading.document.doc
    end = scene.reading.document.sentence(frame.trigger)[1]
    for i in range(frame.trigger + 1, min(frame.trigger + 5, end - 2)):
        if doc[i].text not in (":", "—", "–"):
            continue
        at = next((k for k in range(i + 1, min(i + 4, end)) if doc[k].pos_ not in ("PUNCT", "ADV", "PART", "INTJ")), -1)
        inner = scene.frame(at) if at > 0 else None
        own = any(f.how is How.EXPLICIT and f.span[0] > i for f in inner.subjects) if inner is not None else True
        bare = not own and doc[at].tag_ in ("VB", "VBP")
        return Clause(at, "bare", (at, max(inner.span[1], at + 1))) if bare and inner is not None else None
    return None
