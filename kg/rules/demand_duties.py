"""Demands told as duties and needs of others: "there must be a truce", "Kenya has a duty to act", "the onus is on X".

Whoever says that another is bound to act asks for it, as with the modals (Palmer 2001, 3.2: modality told by nouns and
by existential clauses). What the speaker is bound to do, and what only cannot be done, is no demand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.candidates import DemandCandidate
from kg.demands.actions import Deed, clause_deeds, is_deed, noun_deed
from kg.demands.deeds import deeds, demand_rows, listed, rule_of
from kg.demands.demanding import UNMARKED, Asking, demands_of, gerund_deeds
from kg.demands.parties import NOBODY, Party, Scene
from kg.frames.frame import Clause, Filler, Frame, How
from kg.joining import country
from kg.lexicon.rows import Row
from kg.model import ActorKind
from kg.reading import Reading

_SURE = Decimal("0.7")
_LYING = frozenset({"be", "lie", "rest", "fall"})
_WANTED = frozenset({"want", "need", "ask", "expect", "like", "demand", "seek"})
_HAVING = frozenset({"have", "acquire", "obtain", "possess", "develop", "get"})
_GOING_ON = frozenset({"continue", "keep", "go on"})
_NEEDED = frozenset({"need", "require"})
_OPEN = frozenset({"may", "might", "could", "can", "would"})
_LETTING = frozenset({"allow", "permit", "let"})
_GIVEN_WORD = frozenset({"commitment", "pledge", "promise"})  # a promise binds whoever gives it (Searle 1976)
_MEANS = frozenset({"time", "effort", "work", "progress", "patience"})  # "more time is needed" tells what is lacking


def find(reading: Reading) -> Iterator[DemandCandidate]:
    """The demands that duties, needs and what may not be make."""
    scene = reading.once(Scene)
    for frame in reading.frames.values():
        if not scene.readable(frame.trigger) or scene.asks(frame.trigger):
            continue
        if frame.pos == "noun" and not frame.negated:
            yield from _duty(scene, frame)
        if frame.pos in ("adj", "verb") and not frame.negated and not frame.passive:
            yield from _conditional(scene, frame)
        if frame.pos != "verb":
            continue
        if frame.lemma in _NEEDED and frame.passive and not (frame.negated or frame.modal in _OPEN):
            yield from _needed(scene, frame)
        if frame.lemma == "be" and frame.modal:
            yield from _exists(scene, frame)
            yield from _priority(scene, frame)
        if frame.lemma == "be":
            yield from _cleft(scene, frame)
        if frame.modal == "can" and frame.negated:
            yield from _cannot(scene, frame)


def _asked(scene: Scene, row: Row, at: int, to: Party = NOBODY, *, negative: bool = False) -> Asking | None:
    """The asking of whoever speaks the words at a token; None where nobody does, or says it of his own side."""
    voice = scene.demanding_voice(at)
    if not voice or not scene.resolved(voice) or own_side(scene, voice, to):
        return None
    rule = rule_of("demand-duty", row)
    return Asking(row, rule, at, voice, to, _SURE, stand=UNMARKED, negative=negative)


def own_side(scene: Scene, voice: Party, to: Party) -> bool:
    """True if a speaker of a state says what that state must do."""
    states = {a.name for a in scene.resolved(to) if a.kind is ActorKind.STATE}
    return bool(states) and any(country(a) in states for a in scene.resolved(voice))


def _others(scene: Scene, fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
    """Those among the noun phrases who can act and are not the speaker."""
    return tuple(f for f in fillers if scene.is_actor(f) and not scene.first_person((f,)))


# ---------------------------------------------------------------------------------------------- "there must be"
def _exists(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "There must be a ceasefire", "there should be no attacks"."""
    doc = scene.reading.document.doc
    rows = [r for r in demand_rows("phrase", "there") if frame.modal in r.words("prep")]
    there = any(c.dep_ == "expl" and c.lower_ == "there" for c in doc[frame.trigger].children)
    if not rows or not there or frame.subjects or frame.perfect or frame.relation in ("advcl", "relcl"):
        return
    for filler in frame.attributes:
        none = any(scene.lower(i) == "no" for i in range(filler.span[0], filler.head))
        if not (is_deed(scene, filler) or (none and frame.modal == "must")) or scene.lemma(filler.head) in listed(
            "unasked"
        ):
            continue
        asking = _asked(scene, rows[0], frame.trigger, negative=none or frame.negated)
        if asking is not None:
            deed = noun_deed(scene, filler)
            yield from demands_of(scene, asking, (replace(deed, prefix="no" if frame.negated else ""),))


def _priority(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "The return of the crew must be a priority for both sides"."""
    rows = [r for r in demand_rows("phrase", "there") if frame.modal in r.words("prep")]
    ranks = [n for f in frame.attributes if (n := scene.frame(f.head)) is not None and n.lemma == "priority"]
    things = [f for f in frame.subjects if is_deed(scene, f)]
    if not rows or not ranks or not things or frame.negated or frame.perfect or frame.relation in ("advcl", "relcl"):
        return
    to = scene.party(_others(scene, ranks[0].prep("for")), frame.trigger)
    asking = _asked(scene, rows[0], frame.trigger, to)
    if asking is not None and to:
        yield from demands_of(scene, asking, (replace(noun_deed(scene, things[0]), doers=()),))


# ---------------------------------------------------------------------------------------------- "is needed"
def _needed(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "Urgent action is needed to save the reef", "more troops are required", told by who does not foretell."""
    row = next(iter(demand_rows("phrase", "needed")), None)
    if row is None or frame.relation in ("relcl", "acl", "advcl") or frame.perfect:
        return
    judges = [f for f in scene.demanding_voice(frame.trigger).fillers if scene.lemma(f.head) in listed("foretelling")]
    for filler in frame.objects if not judges else ():
        if filler.head > frame.trigger or scene.is_actor(filler) or not is_deed(scene, filler):
            continue
        if scene.lemma(filler.head) in _MEANS:
            continue
        asking = _asked(scene, row, frame.trigger)
        deed = noun_deed(scene, filler)
        if asking is not None:
            yield from demands_of(scene, asking, (deed,))


# ---------------------------------------------------------------------------------------------- duties
def _duty(scene: Scene, noun: Frame) -> Iterator[DemandCandidate]:
    """ "Kenya has a duty to act", "underscored Iran's obligation to cooperate", "the onus is on Chad to pay"."""
    rows = [r for r in demand_rows("noun", noun.lemma) if r.frame == "n-duty"]
    if not rows:
        return
    found = _of_verb(scene, noun)
    if found is None:
        return
    bound, clause, by = found
    if not bound or clause is None or scene.lemma(clause.trigger) in listed("mental"):
        return
    to = scene.party(bound, noun.trigger)
    asking = _asked(scene, rows[0], noun.trigger, to) if by is None else None
    if by is not None and not own_side(scene, by, to):
        asking = Asking(rows[0], rule_of("demand-duty", rows[0]), noun.trigger, by, to, Decimal("0.75"))
    if asking is not None:
        yield from demands_of(scene, asking, (replace(d, doers=(), about=()) for d in clause_deeds(scene, clause)))


Bound = tuple[tuple[Filler, ...], Clause | None, Party | None]


def _of_verb(scene: Scene, noun: Frame) -> Bound | None:
    """Who is bound, to what, and who says so where that is the verb's subject: by the verb that carries the noun."""
    own = noun.clause("to")
    for verb in scene.reading.frames.values():
        if verb.pos != "verb" or abs(verb.trigger - noun.trigger) > 25 or verb.negated:
            continue
        clause = own or verb.clause("to") or _loose(scene, verb)
        if verb.lemma == "have" and any(f.head == noun.trigger for f in verb.objects):
            modal = verb.modal and verb.modal not in ("must", "should")
            reported = any(not scene.reading.segments[i].direct for i in scene.reading.sources(verb.trigger))
            return (
                None
                if modal or (verb.tense == "past" and not reported)
                else (_others(scene, verb.subjects), clause, None)
            )
        if verb.lemma in _LYING and any(f.head == noun.trigger for f in verb.subjects):
            return _others(scene, verb.prep("on", "with", "upon")), clause, None
        if verb.lemma == "be" and any(f.head == noun.trigger for f in verb.attributes):
            return _others(scene, (*noun.subjects, *noun.prep("of"))), clause, None
        stressed = verb.lemma in deeds().stress and any(f.head == noun.trigger for f in verb.objects)
        stressed = stressed and noun.lemma not in _GIVEN_WORD  # "reaffirmed Norway's commitment": given once more
        reminded = verb.lemma == "remind" and _put_to(verb, noun)
        if stressed or reminded:
            told = tuple(replace(f, span=(f.span[0], f.head + 1)) for f in verb.objects)
            bound = _others(scene, told if reminded else noun.subjects)
            return bound, own, scene.party(verb.subjects, verb.trigger) or None
    return None


def _loose(scene: Scene, verb: Frame) -> Clause | None:
    """The infinitive that the parser gave to the verb as its purpose ("the onus is on Chad | to pay")."""
    for name, at in verb.adverbials:
        inner = scene.frame(at)
        if name == "" and at > verb.trigger and inner is not None and inner.tense == "infinitive":
            return Clause(at, "to", (at, inner.span[1]))
    return None


def _put_to(verb: Frame, noun: Frame) -> bool:
    """True if somebody is reminded of the noun, wherever the parser put "of"."""
    within = any(f.head < noun.trigger < f.span[1] for f in verb.objects)
    return within or any(f.head == noun.trigger for f in verb.prep("of", "about"))


def _conditional(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "The loan is conditional on Kenya's ratification of the pact": whoever gives it, or says so, asks.

    Of aid and other favours the speaker sets the terms also where nobody is told to meet them.
    """
    given = any(scene.lemma(f.head) in listed("given") for f in frame.subjects)
    for row in (r for r in demand_rows(frame.pos, frame.lemma) if r.frame == "it-cond"):
        preps = row.words("prep")
        asked = [noun_deed(scene, f) for f in frame.prep(*preps) if f.head > frame.trigger and is_deed(scene, f)]
        for name, at in (*frame.adverbials, *((p, c.trigger) for c in frame.clauses if c.kind == "ing" for p in preps)):
            inner = scene.frame(at)
            own = inner is not None and any(f.how is not How.CONTROL for f in inner.subjects)
            if name in preps and own:
                asked.extend(gerund_deeds(scene, at))
        if any(scene.is_actor(f) for f in frame.subjects):  # "the rebels depend on Libyan support": what they live on
            asked = [d for d in asked if scene.frame_is_verb(d.trigger)]
        asked = [d for d in asked if given or _others(scene, d.doers)]
        givers = scene.party((w for f in frame.subjects for w in scene.within(f)), frame.trigger)
        by = _maker(scene, frame) or givers or scene.demanding_voice(frame.trigger)
        if by and asked:
            yield from demands_of(
                scene, Asking(row, rule_of("demand-duty", row), frame.trigger, by, NOBODY, _SURE, stand=UNMARKED), asked
            )


def _maker(scene: Scene, frame: Frame) -> Party:
    """Who makes it so: the subject of "made the loan conditional on"."""
    above = scene.frame(frame.parent)
    made = above is not None and above.lemma in ("make", "render", "keep", "declare")
    return scene.party([f for f in above.subjects if scene.is_actor(f)], frame.trigger) if made and above else NOBODY


# ---------------------------------------------------------------------------------------------- clefts
def _cleft(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "What Kenya must do is act", "what we want is for Kenya to act" (pseudo-clefts: Higgins 1979)."""
    rows = demand_rows("phrase", "what")
    start = scene.reading.document.sentence(frame.trigger)[0]
    before_it = (scene.frame(i) for i in range(max(start, frame.trigger - 10), frame.trigger))
    inner = next((f for f in before_it if f is not None and f.pos == "verb"), None)
    if not rows or inner is None or not inner.subjects or frame.negated or inner.negated:
        return
    before = inner.subjects[0].span[0] - 1
    if before < start or scene.lower(before) not in ("what", "all"):
        return
    clause = frame.clause("to", "bare", "that")
    rule = rule_of("demand-duty", rows[0])
    if clause is None and inner.lemma in _WANTED:  # "what we ask of X is patience"
        by = scene.party(inner.subjects, inner.trigger)
        to = scene.party(_others(scene, inner.prep("of", "from")), inner.trigger)
        things = tuple(noun_deed(scene, f) for f in frame.attributes if is_deed(scene, f))
        if by and to:
            yield from demands_of(scene, Asking(rows[0], rule, frame.trigger, by, to, _SURE), things)
        return
    if clause is None or clause.trigger < frame.trigger:
        return
    found: tuple[Deed, ...] = clause_deeds(scene, clause)
    if inner.lemma == "do" and demand_rows("modal", inner.modal):
        bound = _others(scene, inner.subjects)
        asking = _asked(scene, rows[0], frame.trigger, scene.party(bound, frame.trigger)) if bound else None
        if asking is not None:
            yield from demands_of(scene, replace(asking, rule=rule), (replace(d, doers=()) for d in found))
    elif inner.lemma in _WANTED:
        by = scene.party(inner.subjects, inner.trigger)
        to = scene.party(_others(scene, frame.prep("for")), frame.trigger)
        own = [f for d in found for f in _others(scene, d.doers) if f.how is not How.CONTROL]
        if by and (to or own):
            yield from demands_of(scene, Asking(rows[0], rule, frame.trigger, by, to, _SURE), found)


# ---------------------------------------------------------------------------------------------- "X cannot have"
def _cannot(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "Iran cannot have the bomb", "cannot be allowed to build it", "cannot go on arming the rebels".

    Of having and going on, "cannot" forbids; of other verbs it may only tell of what is beyond somebody's power.
    """
    rows = demand_rows("modal", "cannot")
    first = scene.frame(frame.parent) if frame.relation == "conj" else frame
    above = scene.frame(first.parent) if first is not None else None
    ensured = (
        first is not None and above is not None and first.relation == "ccomp" and above.lemma in listed("ensuring")
    )
    if not rows or ensured or frame.perfect or frame.progressive or frame.relation in ("advcl", "relcl"):
        return
    clause = Clause(frame.trigger, "must", (frame.trigger, frame.span[1]))
    doers = _others(scene, frame.subjects)
    if frame.passive and frame.lemma in _LETTING and (inner := frame.clause("to")) is not None:
        clause, doers = inner, _others(scene, frame.objects)
    elif frame.lemma in _GOING_ON:
        clause = frame.clause("to", "ing") or clause
    elif frame.lemma not in _HAVING or not frame.objects or not _weapon(scene, frame.objects[0]):
        return
    to = scene.party(doers, frame.trigger)
    asking = _asked(scene, rows[0], frame.trigger, to, negative=True) if scene.resolved(to) else None
    if asking is not None:
        asked = (replace(d, doers=(), about=(), negative=False, prefix="not") for d in clause_deeds(scene, clause))
        yield from demands_of(scene, asking, asked)


def _weapon(scene: Scene, filler: Filler) -> bool:
    """True for what states are told not to have."""
    return scene.lemma(filler.head) in listed("forbidden_things")
