"""Demands put as conditions: "will close the strait unless X lets go", "has until Friday to leave", "only if X signs".

A consequence that one party controls, held out or threatened until another acts, asks for that act (commissives that
serve as directives: Searle and Vanderveken 1985). What nature or one's own side must do first is no demand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.candidates import DemandCandidate
from kg.demands.actions import clause_deeds
from kg.demands.deeds import demand_rows, listed, rule_of
from kg.demands.demanding import UNMARKED, Asking, demands_of
from kg.demands.parties import Party, Scene
from kg.document import TokenSpan
from kg.frames.frame import Clause, Frame
from kg.lexicon.rows import Row
from kg.model import Force
from kg.reading import Reading

_NEGATIVE = frozenset({"unless", "until", "till"})
_COMMITTING = frozenset(
    {"will", "would", "be going to", "shall", "can", "could", "may", "threaten to", "vow to", "plan to"}
)
_FAILING = frozenset({"refuse", "fail", "decline", "neglect"})
_CONDITION = Row(
    "unless", "phrase", "condition", "unless", {"force": Force.PRESSING.value},
    "Turkey will not ratify the treaty until Sweden extradites the writer.", "Turkey will wait until the rain stops.",
)  # fmt: skip
_LIMIT = Row(
    "have", "phrase", "condition", "until", {"force": Force.ORDERING.value},
    "Eritrea has until Friday to leave the town.", "Eritrea has a week to celebrate.",
)  # fmt: skip


def find(reading: Reading) -> Iterator[DemandCandidate]:
    """The demands that threats, conditions and deadlines make."""
    scene = reading.once(Scene)
    for frame in reading.frames.values():
        if frame.pos != "verb" or not scene.readable(frame.trigger):
            continue
        threat = _threat(scene, frame)
        yield from threat
        if not threat:
            yield from _condition(scene, frame)
            yield from _limit(scene, frame)


# ---------------------------------------------------------------------------------------------- threats
def _threat(scene: Scene, frame: Frame) -> tuple[DemandCandidate, ...]:
    """ "threatened to close the strait unless Britain lets the tanker go"."""
    rows = [r for r in demand_rows("verb", frame.lemma) if r.frame == "unless"]
    if not rows or frame.negated:
        return ()
    by = scene.demander(frame)
    clause = frame.clause("to")
    inner = scene.frame(clause.trigger) if clause is not None else None
    if not by:
        return ()
    asking = Asking(
        rows[0], rule_of("demand-condition", rows[0]), frame.trigger, by,
        confidence=Decimal("0.8"), force=Force.THREATENING,
    )  # fmt: skip
    return tuple(_made(scene, asking, [f for f in (inner, frame) if f is not None]))


# ---------------------------------------------------------------------------------------------- conditions
def _condition(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "will not ratify until Sweden extradites the writer", "will ratify only if Sweden does"."""
    if frame.modal not in _COMMITTING or frame.modal.startswith(("threaten", "vow")) or scene.asks(frame.trigger):
        return
    subjects = [f for f in frame.subjects if scene.is_actor(f)]
    by = (
        scene.party(subjects, frame.trigger) if subjects else (scene.voice(frame.trigger) if frame.passive else Party())
    )
    if not by:
        return
    asking = Asking(
        _CONDITION, "demand-condition:unless", frame.trigger, by, confidence=Decimal("0.65"), stand=UNMARKED
    )
    yield from _made(scene, asking, [frame])


def _made(scene: Scene, asking: Asking, mains: list[Frame]) -> Iterator[DemandCandidate]:
    for main in mains:
        for name, at in main.adverbials:
            inner = scene.frame(at)
            if inner is None or not _is_condition(
                scene, name, inner, main.modal in ("would", "could") or main.tense == "past", "only" in main.adverbs
            ):
                continue
            actors = [f for f in inner.subjects if scene.is_actor(f) and not scene.first_person((f,))]
            if not actors or inner.lemma in listed("states"):
                continue
            to = scene.party(actors, at)
            deeds = clause_deeds(scene, _asked_for(inner))
            if inner.negated:  # "if Sweden does not sign" asks to sign
                deeds = tuple(replace(d, negative=False, prefix="") for d in deeds)
            one = Asking(
                asking.row, asking.rule, asking.trigger, asking.by, to, asking.confidence,
                condition=_consequence(main, inner), stand=asking.stand, force=asking.force,
            )  # fmt: skip
            yield from demands_of(scene, one, deeds[:1])


def _asked_for(inner: Frame) -> Clause:
    """The clause that is to come true; of "refuses to sign" and "fails to sign" the infinitive."""
    clause = inner.clause("to") if inner.lemma in _FAILING else None
    return clause or Clause(inner.trigger, "bare", (inner.trigger, inner.span[1]))


def _is_condition(scene: Scene, name: str, inner: Frame, shifted: bool, only: bool) -> bool:
    """True if the clause must come true lest something happen: "unless", "until", "only if", "if ... not".

    ``shifted``: a past tense may stand for a present one, as in reported speech. ``only``: the main clause has it
    ("will only lift the veto if").
    """
    if inner.passive or inner.tense == "infinitive" or (inner.tense == "past" and not shifted):
        return False
    if name in _NEGATIVE:
        return not inner.negated
    if name != "if":
        return False
    mark = next((c.i for c in scene.reading.document.doc[inner.trigger].children if c.dep_ == "mark"), -1)
    if inner.lemma in _FAILING:
        return not inner.negated and inner.clause("to") is not None
    return inner.negated or only or (mark > 0 and scene.lower(mark - 1) == "only")


def _consequence(main: Frame, inner: Frame) -> TokenSpan:
    """The words of what happens otherwise, without those of the condition."""
    end = main.span[1]
    first = min([inner.span[0], *(f.span[0] for f in inner.subjects)])
    return (main.trigger, max(main.trigger + 1, min(end, first)) if first > main.trigger else end)


# ---------------------------------------------------------------------------------------------- deadlines
def _limit(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "Eritrea has until Friday to leave", "has 45 days to pay"."""
    if frame.lemma != "have" or frame.negated or scene.asks(frame.trigger):
        return
    named = [f for f in frame.subjects if scene.is_actor(f)]
    counted = [f for f in frame.objects if _is_span(scene, f.span)]
    if not named or scene.first_person(named) or not (counted or frame.prep("until", "till")):
        return
    clause = frame.clause("to")
    at = next((at for name, at in frame.adverbials if name == "" and at > frame.trigger), -1)
    if clause is None and counted:
        noun = scene.frame(counted[0].head)
        clause = noun.clause("to") if noun is not None else None
    if clause is None and at > 0 and scene.reading.frames[at].tense == "infinitive":
        clause = Clause(at, "to", (at, scene.reading.frames[at].span[1]))
    if clause is None or (not scene.attributed(frame.trigger) and not frame.prep("until", "till")):
        return
    asking = Asking(
        _LIMIT, "demand-condition:deadline", frame.trigger, scene.voice(frame.trigger),
        scene.party(named, frame.trigger), Decimal("0.65"), stand=UNMARKED,
    )  # fmt: skip
    limit = (*frame.prep("until", "till"), *counted)[0].span
    yield from demands_of(scene, asking, (replace(d, limit=limit) for d in clause_deeds(scene, clause)))


def _is_span(scene: Scene, span: TokenSpan) -> bool:
    """True for a counted length of time ("45 days")."""
    doc = scene.reading.document.doc
    return any(scene.lemma(i) in listed("times") for i in range(*span)) and any(doc[i].like_num for i in range(*span))
