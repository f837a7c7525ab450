"""Demands told of by a noun that stands for them: "the call was seconded by X", "X's main demand is a truce".

Whoever seconds, joins or echoes a call asks for the same of the same people. A noun of asking that is equated with a
deed (a specificational copula: Higgins 1979, "The pseudo-cleft construction") asks for that deed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.candidates import DemandCandidate
from kg.demands.actions import Deed, clause_deeds, is_deed, noun_deed, separate
from kg.demands.contacts import partner
from kg.demands.deeds import demand_rows, listed
from kg.demands.demanding import Asking, addressee_of, demands_of, gerund_deeds
from kg.demands.parties import Party, Scene
from kg.demands.told import outright_demands
from kg.frames.frame import Clause, Filler, Frame, How
from kg.lexicon.rows import Row
from kg.model import Force
from kg.reading import Reading

_BACK = 2  # sentences back in which the demand that is seconded must stand
_CLASSES = ("call-noun", "request-noun", "demand-noun")
_EQUATING = frozenset({"be", "include", "comprise"})
_ONE_OF = frozenset({"one", "first", "second", "third", "last", "some", "part", "two", "three", "most", "many"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})


def find(reading: Reading) -> Iterator[DemandCandidate]:
    """The demands that others join in, and those that a noun is equated with."""
    scene = reading.once(Scene)
    outright = outright_demands(reading)
    for frame in reading.frames.values():
        if frame.pos != "verb" or frame.negated or not scene.readable(frame.trigger):
            continue
        if frame.lemma in _EQUATING:
            yield from _equated(scene, frame, outright)
        elif frame.prep("under"):
            yield from _pressed(scene, frame)
        elif frame.prep("at"):
            yield from _at_request(scene, frame)
        elif frame.lemma in listed("joining") and not frame.modal:
            yield from _joined(scene, frame, outright)


# ---------------------------------------------------------------------------------------------- "seconded the call"
def _joined(scene: Scene, frame: Frame, outright: tuple[DemandCandidate, ...]) -> Iterator[DemandCandidate]:
    by = scene.party([f for f in frame.subjects if scene.is_actor(f)], frame.trigger)
    nouns = [f for f in frame.objects if _row(scene, f) is not None]
    if not by or not nouns or scene.asks(frame.trigger):
        return
    for model in _meant(scene, nouns[0], outright):
        to = Party(model.addressee, model.to_actor)
        own = set(scene.resolved(by))
        asked = set(scene.resolved(Party(model.by, model.by_actor)))
        if not own or own & (asked | set(scene.resolved(to))):
            continue
        spans = [(frame.trigger, frame.trigger + 1), nouns[0].span, *(f.span for f in by.fillers)]
        start, end = scene.reading.document.sentence(frame.trigger)
        inside = [s for s in spans if start <= s[0] and s[1] <= end]
        yield replace(
            model,
            rule="demand-retold:joined",
            trigger=frame.trigger,
            evidence=(min(s[0] for s in inside), max(s[1] for s in inside)),
            confidence=Decimal("0.7"),
            by=by.fillers,
            by_actor=by.actors,
            addressee=tuple(replace(f, how=How.INHERITED) for f in to.fillers),
            instigator=(),
        )


def _row(scene: Scene, noun: Filler) -> Row | None:
    rows = (r for r in demand_rows("noun", scene.lemma(noun.head)) if r.cls in _CLASSES)
    return next((r for r in rows if r.text("force") != Force.SUGGESTING.value), None)


def _meant(scene: Scene, noun: Filler, outright: tuple[DemandCandidate, ...]) -> tuple[DemandCandidate, ...]:
    """The demand that the noun tells of itself, with others' names; else the last one before it, if it points back."""
    frame = scene.frame(noun.head)
    first, last = noun.span[0], max(noun.span[1], frame.span[1] if frame is not None else 0)
    own = tuple(c for c in outright if first <= c.trigger < last)
    if own:
        return own
    index = scene.reading.document.sentence_index
    before = [c for c in outright if c.trigger < first and index(first) - index(c.trigger) <= _BACK]
    if scene.lower(first) not in _POINTING or (frame is not None and (frame.preps or frame.clauses)):
        return ()
    latest = max((index(c.trigger) for c in before), default=-1)
    found = tuple(c for c in before if index(c.trigger) == latest)
    return found if len(found) == 1 else ()


# ---------------------------------------------------------------------------------------------- "under pressure from X"
def _pressed(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "Under pressure from X, Y agreed to do", "Y opened its ports under pressure from X": what X presses for."""
    clause = frame.clause("to") if frame.lemma in listed("yielding") else None
    done = frame.tense in ("past", "present") and not (frame.passive or frame.modal) and bool(frame.objects)
    if clause is None and done and frame.lemma not in listed("mental") | {"be", "have", "find"}:
        clause = Clause(frame.trigger, "must", (frame.trigger, frame.span[1]))
    rows = demand_rows("noun", "pressure")
    for filler in frame.prep("under") if clause is not None and rows else ():
        noun = scene.frame(filler.head)
        if noun is None or noun.lemma != "pressure" or clause is None:
            continue
        by = scene.party([f for f in noun.subjects if scene.is_actor(f)], frame.trigger)
        to = scene.party([replace(f, how=How.CONTROL) for f in frame.subjects if scene.is_actor(f)], frame.trigger)
        if by and to:
            asking = Asking(rows[0], "demand-retold:pressed", noun.trigger, by, to, Decimal("0.65"))
            found = [_until(d, filler.span[0] - 1) for d in clause_deeds(scene, clause)[:1]]
            yield from demands_of(scene, asking, found)


def _until(deed: Deed, end: int) -> Deed:
    """The deed without its doer and without what follows a token: "opened its ports | under pressure"."""
    stop = end if deed.trigger < end < deed.span[1] else deed.span[1]
    return replace(deed, doers=(), span=(deed.span[0], stop))


def _at_request(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "At X's urging, Y did", "did so at the request of X": what Y does is what X asks for."""
    rows = {row.lemma: row for lemma in ("request", "urging", "insistence") for row in demand_rows("noun", lemma)}
    for filler in frame.prep("at"):
        noun = scene.frame(filler.head)
        if noun is None or noun.lemma not in listed("instances") or frame.lemma in listed("convening"):
            continue
        row = rows.get(noun.lemma) or rows.get("request")
        by = scene.party([f for f in (*noun.subjects, *noun.prep("of", "from")) if scene.is_actor(f)], frame.trigger)
        doers = [f for f in frame.subjects if scene.is_actor(f) and not scene.first_person((f,))]
        to = scene.party([replace(f, how=How.CONTROL) for f in doers], frame.trigger)
        if row is not None and by and to:
            asking = Asking(row, "demand-retold:instance", noun.trigger, by, to, Decimal("0.7"))
            clause = Clause(frame.trigger, "must", (frame.trigger, frame.span[1]))
            yield from demands_of(scene, asking, (replace(d, doers=()) for d in clause_deeds(scene, clause)[:1]))


# ---------------------------------------------------------------------------------------------- "X's demand is Y"
def _equated(scene: Scene, frame: Frame, outright: tuple[DemandCandidate, ...]) -> Iterator[DemandCandidate]:
    for subject in (part for f in frame.subjects for part in _parts(scene, f)):
        row, noun = _row(scene, subject), scene.frame(subject.head)
        if row is None or noun is None or subject.how is not How.EXPLICIT:
            continue
        own = (*noun.subjects, *noun.prep("by", "from", "of"))
        by = scene.party([f for f in own if scene.is_actor(f)], frame.trigger) or _last_asker(scene, noun, outright)
        deeds = _deeds(scene, frame)
        if not by or not deeds:
            continue
        to = scene.party([f for f in noun.prep("on", "to") if scene.is_actor(f)], frame.trigger)
        if not to and not any(addressee_of(scene, d, frame.trigger) for d in deeds):
            to = _met(scene, noun, frame)
        asking = Asking(row, "demand-retold:equated", noun.trigger, by, to, Decimal("0.8"))
        yield from demands_of(scene, asking, deeds)


def _parts(scene: Scene, subject: Filler) -> tuple[Filler, ...]:
    """The noun phrase itself, or what it is one of: "the first of X's demands is", "one of X's demands is"."""
    doc = scene.reading.document.doc
    if scene.lemma(subject.head) not in _ONE_OF:
        return (subject,)
    of = (noun for p in doc[subject.head].children if p.lower_ == "of" for noun in p.children if noun.dep_ == "pobj")
    return tuple(Filler(noun.i, (noun.left_edge.i, noun.i + 1)) for noun in of) or (subject,)


def _last_asker(scene: Scene, noun: Frame, outright: tuple[DemandCandidate, ...]) -> Party:
    """Whose "the demands" or "their demands" are: whoever asked right before, if anybody did."""
    where = scene.reading.document.sentence_index
    if scene.lower(noun.span[0]) not in _POINTING | {"their", "its", "his", "her"}:
        return Party()
    before = [d for d in outright if d.trigger < noun.trigger and where(noun.trigger) - where(d.trigger) <= _BACK]
    party = Party(before[-1].by, before[-1].by_actor) if before else Party()
    return Party(tuple(replace(f, how=How.INHERITED) for f in party.fillers), party.actors)


def _deeds(scene: Scene, frame: Frame) -> tuple[Deed, ...]:
    if frame.lemma != "be":
        things = tuple(noun_deed(scene, f) for f in separate(scene, frame.objects) if is_deed(scene, f))
        told = tuple(c for c in frame.clauses if c.kind in ("ing", "that") and c.trigger > frame.trigger)
        doing = (d for c in told if c.kind == "ing" for d in gerund_deeds(scene, c.trigger))
        clauses = (d for c in told if c.kind == "that" for d in clause_deeds(scene, c))
        return (*things, *(replace(d, doers=(), about=()) for d in doing), *clauses)
    clause = frame.clause("that", "to", "bare")
    if clause is not None:
        found = clause_deeds(scene, clause)
        return tuple(replace(d, doers=()) for d in found) if clause.kind == "to" else found
    return tuple(noun_deed(scene, f) for f in frame.attributes if is_deed(scene, f))


def _met(scene: Scene, noun: Frame, frame: Frame) -> Party:
    """Whom one is to talk with when the demand is put: "his demand when he arrives for talks with X would be"."""
    inner = (scene.frame(at) for at in range(noun.trigger + 1, frame.trigger))
    beside = [f for f in inner if f is not None and f.relation == "advcl"]
    found = (partner(scene, f) for f in (noun, frame, *beside))
    return next((p for p in found if p), Party())
