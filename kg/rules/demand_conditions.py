"""Demands put as conditions: "will close the strait unless X lets go", "has until Friday to leave", "only if X signs".

A consequence that one party controls, held out or threatened until another acts, asks for that act (commissives that
serve as directives: Searle and Vanderveken 1985). What nature or one's own side must do first is no demand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.candidates import DemandCandidate
from kg.demands.actions import clause_deeds, is_deed, noun_deed
from kg.demands.asking import own_infinitive
from kg.demands.deeds import demand_rows, listed, rule_of
from kg.demands.demanding import UNMARKED, Asking, demands_of
from kg.demands.parties import NOBODY, Party, Scene
from kg.document import TokenSpan
from kg.frames.frame import Clause, Filler, Frame
from kg.lexicon.rows import Row
from kg.model import ActorKind, Force
from kg.reading import Reading

_UNTIL = frozenset({"until", "till", "before"})
_TENSELESS = frozenset({"infinitive", "participle", ""})
_AFTER = frozenset({"once", "when", "after"})
_COMMITTING = frozenset(
    {"will", "would", "be going to", "shall", "can", "could", "may", "threaten to", "vow to", "plan to", "refuse to"}
)
_HOLDING_OUT = frozenset({"offer", "promise", "agree", "pledge", "ready", "willing", "prepared", "vow", "propose"})
_TOLD = frozenset({"they", "it"})
_GETTING = frozenset({"hope", "get", "expect", "receive", "have", "join", "return", "rejoin", "count", "enter", "draw"})
_GOING_ON = frozenset({"keep", "continue", "remain", "stay", "last", "go on"})
_HOSTILE = frozenset({"respond", "retaliate", "fight", "defend", "resist", "hit back", "strike back", "fight back"})
_FAILING = frozenset({"refuse", "fail", "decline", "neglect"})
_CONDITION = Row(
    "unless", "phrase", "condition", "unless", {"force": Force.PRESSING.value},
    "Turkey will not ratify the treaty until Sweden extradites the writer.", "Turkey will wait until the rain stops.",
)  # fmt: skip
_GLAD = Row(
    "glad", "phrase", "condition", "unless", {"force": Force.SUGGESTING.value},
    "The envoy would be glad if Turkey signed the treaty.", "The envoy would be glad if the rain stopped.",
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
            yield from _glad(scene, frame)
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
    if by is None or (not by and not frame.passive):
        return ()
    asking = Asking(
        rows[0], rule_of("demand-condition", rows[0]), frame.trigger, by,
        confidence=Decimal("0.8"), force=Force.THREATENING,
    )  # fmt: skip
    return tuple(_made(scene, asking, [f for f in (inner, frame) if f is not None]))


# ---------------------------------------------------------------------------------------------- conditions
def _condition(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "will not ratify until Sweden extradites the writer", "will ratify only if Sweden does"."""
    pressing = frame.modal.startswith(("threaten", "vow"))
    held = _withholds(scene, frame) or ((frame.lemma != "be" or bool(frame.adverbials)) and _ready(scene, frame))
    if pressing or scene.asks(frame.trigger) or not (frame.modal in _COMMITTING or held):
        return
    if frame.modal and frame.modal not in _COMMITTING and not frame.negated:
        return
    subjects = [f for f in frame.subjects if scene.is_actor(f)]
    if any(scene.nobody(f) for f in subjects):
        return
    by = scene.party(subjects, frame.trigger) if subjects else NOBODY
    if subjects and _kept_from(scene, frame, subjects):
        by = scene.demanding_voice(frame.trigger)
    if not by and (frame.passive or _of_itself(scene, frame)):
        by = scene.demanding_voice(frame.trigger)
    if not by:
        return
    asking = Asking(
        _CONDITION, "demand-condition:unless", frame.trigger, by, confidence=Decimal("0.65"), stand=UNMARKED
    )
    yield from _made(scene, asking, [frame])


def _kept_from(scene: Scene, main: Frame, subjects: list[Filler]) -> bool:
    """True for "Peru cannot hope for aid until it signs": who may not is who must act, and others set the terms."""
    able = main.negated and main.modal in ("can", "could") and main.lemma in _GETTING and not main.passive
    return able and not scene.first_person(subjects)


def _listed(frame: Frame, name: str) -> bool:
    return frame.lemma.replace(" ", "_") in listed(name)


def _of_itself(scene: Scene, frame: Frame) -> bool:
    """True for what is told without a doer: "sanctions will remain until", "there will be no talks unless"."""
    if frame.lemma == "be":
        return frame.negated or "only" in frame.adverbs
    return _lasts(scene, frame) or (frame.lemma in listed("unaccusative") and _lever(scene, frame))


def _lever(scene: Scene, frame: Frame) -> bool:
    """True if a pressure is what goes on, or a favour what begins."""
    heads = [scene.lemma(f.head) for f in (*frame.subjects, *frame.objects)]
    return any(h in listed("levers") or h in listed("given") for h in heads)


def _withholds(scene: Scene, frame: Frame) -> bool:
    """True where something is kept back: "rules out talks", "is blocking the loan", "refused to back the plan"."""
    above = scene.frame(frame.parent) if frame.relation == "xcomp" else None
    if above is not None and (above.lemma in _FAILING or above.lemma in _HOLDING_OUT):
        return not above.negated
    return not frame.negated and _listed(frame, "withholding")


def _refuses(scene: Scene, frame: Frame) -> bool:
    """True for "refused to sign"."""
    above = scene.frame(frame.parent) if frame.relation == "xcomp" else None
    return above is not None and above.lemma in _FAILING and not above.negated


def _made(scene: Scene, asking: Asking, mains: list[Frame]) -> Iterator[DemandCandidate]:
    for main in mains:
        for name, inner in _beside(scene, main):
            if not _is_condition(scene, name, main, inner):
                continue
            actors = [f for f in inner.subjects if scene.is_actor(f) and not scene.first_person((f,))]
            done = inner.passive and any(not scene.is_actor(f) for f in inner.objects)  # "unless the bases are closed"
            if not (actors or done) or inner.lemma in listed("states"):
                continue
            told: tuple[Filler, ...] = ()
            if all(scene.lower(f.head) in _TOLD for f in actors):  # "told the firms that if they refuse ..."
                kept = [f for f in main.subjects if scene.is_actor(f)]
                mine = kept if _kept_from(scene, main, kept) else ()
                told = tuple(mine) or _hearers(scene, inner.trigger) or _threatened(scene, main, actors)
            to = scene.party(told or actors, inner.trigger)
            deeds = clause_deeds(scene, _asked_for(inner))
            if done and not actors:  # "unless their wage is raised": by others
                own = set(scene.resolved(asking.by))
                theirs = {f for f in inner.objects if own & {a for w in scene.within(f) for a in scene.named(w)}}
                deeds = tuple(replace(d, about=tuple(f for f in d.about if f not in theirs)) for d in deeds)
            if inner.negated:  # "if Sweden does not sign" asks to sign
                deeds = tuple(replace(d, negative=False, prefix="") for d in deeds)
            one = Asking(
                asking.row, asking.rule, asking.trigger, asking.by, to, asking.confidence,
                consequence=_consequence(main, inner), stand=asking.stand, force=asking.force,
            )  # fmt: skip
            yield from demands_of(scene, one, deeds[:1])


def _hearers(scene: Scene, token: int) -> tuple[Filler, ...]:
    """Whom the words are said to, unless it is a medium through which others hear."""
    told = scene.told_to(token)
    return tuple(f for f in told if not any(a.kind is ActorKind.MEDIUM for a in scene.named(f)))


def _threatened(scene: Scene, main: Frame, pronouns: list[Filler]) -> tuple[Filler, ...]:
    """Whom a threatened deed would hit, or one refused would favour: who threatens sets no condition for itself.

    "Threatened to impose sanctions on Chad unless it reopened the border", "would not talk to the rebels until they
    disarm".
    """
    many = any(scene.lower(f.head) == "they" for f in pronouns)
    threatens = main.lemma == "threaten" and not main.passive
    if (main.negated and not many) or not (threatens or main.tense == "infinitive" or main.modal in _COMMITTING):
        return ()
    if threatens and (named := tuple(f for f in main.objects if scene.is_actor(f))):
        return named
    nouns = [noun for f in main.objects if (noun := scene.frame(f.head)) is not None]
    hit = (*main.objects, *(f for one in (main, *nouns) for _, f in one.preps))
    found = [f for f in hit if scene.is_actor(f)] or [f for n in nouns for f in n.subjects if scene.is_actor(f)]
    doc = scene.reading.document.doc
    if main.negated:  # the subject too can be "they"
        found = [f for f in found if doc[f.head].tag_ in ("NNS", "NNPS")]
    return tuple(found) if len(found) == 1 and not scene.first_person(found) else ()


def _beside(scene: Scene, main: Frame) -> Iterator[tuple[str, Frame]]:
    """The clauses beside a predicate, with the words that join them: "if", "unless", "provided", "as long as"."""
    for name, at in main.adverbials:
        inner = scene.frame(at)
        if inner is not None and name:
            yield name, inner
    for clause in main.clauses:  # "should Serbia fail to act, talks will end"
        inner = scene.frame(clause.trigger)
        inverted = inner is not None and inner.modal == "should" and scene.lower(clause.span[0]) == "should"
        if inner is not None and inverted and clause.trigger < main.trigger:
            yield "if", inner
    for i in range(main.trigger + 1, scene.reading.document.sentence(main.trigger)[1] - 2):
        word, after = scene.lower(i), i + 1
        if word in ("provided", "providing"):
            after += scene.lower(after) == "that"
        elif word in ("so", "as") and scene.lower(i + 1) == "long" and scene.lower(i + 2) == "as":
            word, after = "as long as", i + 3
        else:
            continue
        inner = next((f for k in range(after, after + 9) if (f := scene.frame(k)) and _opens(f, after)), None)
        if inner is not None:
            yield word, inner


def _opens(frame: Frame, at: int) -> bool:
    return frame.pos == "verb" and any(f.span[0] == at for f in frame.subjects)


def _asked_for(inner: Frame) -> Clause:
    """The clause that is to come true; of "refuses to sign" and "fails to sign" the infinitive."""
    clause = inner.clause("to") if inner.lemma in _FAILING else None
    first = min((f.span[0] for f in inner.objects if inner.passive and f.head < inner.trigger), default=inner.trigger)
    return clause or Clause(inner.trigger, "bare", (first, inner.span[1]))


def _is_condition(scene: Scene, name: str, main: Frame, inner: Frame) -> bool:
    """True if the clause must come true lest something happen, or for something to be granted.

    A past tense may stand for a present one, as in reported speech.
    """
    shifted = any(f.modal in ("would", "could") or f.tense == "past" for f in _chain(scene, main))
    held_out = main.negated or main.modal.startswith(("threaten", "vow")) or main.lemma in ("threaten", "vow")
    undergone = inner.passive and not (name == "unless" and inner.objects and held_out)
    if undergone or inner.tense == "infinitive" or (inner.tense == "past" and not shifted):
        return False
    if inner.perfect and inner.tense == "past" and main.modal in ("would", "could", "might") and _unreal(main):
        return False  # "would not be in a mess if it had not borrowed"
    mark = next((c.i for c in scene.reading.document.doc[inner.trigger].children if c.dep_ == "mark"), -1)
    only = "only" in (*main.adverbs, *inner.adverbs) or (mark > 0 and scene.lower(mark - 1) == "only")
    granted = _grants(scene, main)
    if name == "unless":
        return not inner.negated
    if name in _UNTIL:
        if name == "before" and main.modal in ("may", "might", "could", "can"):
            return False  # "may be put off before it decides": only when
        held = main.negated or _refuses(scene, main)
        if name != "before":  # "rejected calls for a vote before Britain leaves": nothing is kept back till then
            held = held or _withholds(scene, main) or _lasts(scene, main)
        return held and not inner.negated
    if name in ("provided", "providing"):
        return not inner.negated
    if name == "as long as":  # of what goes on it means "while": "will stay as long as the rebels keep shooting"
        goes_on = inner.lemma in _GOING_ON or inner.modal in ("keep", "continue to")
        return not goes_on and granted and not inner.negated
    if name in _AFTER:
        lifted = name == "when" and any(scene.lemma(f.head) in listed("levers") for f in main.objects)
        offered = granted and (name == "once" or lifted or (name == "when" and _ready(scene, main)))
        return not inner.negated and (only or offered)
    if name != "if":
        return False
    if inner.lemma in _FAILING:
        return not inner.negated and inner.clause("to") is not None
    return inner.negated or only or granted


def _chain(scene: Scene, main: Frame) -> tuple[Frame, ...]:
    """The predicate, and those above it that have the tense which an infinitive lacks."""
    found = [main]
    while found[-1].tense in _TENSELESS and len(found) < 4 and (up := scene.frame(found[-1].parent)) is not None:
        found.append(up)
    near = (scene.frame(i) for i in range(max(0, main.trigger - 4), main.trigger))  # "would be | prepared to lift"
    copula = [f for f in near if f is not None and f.lemma == "be"] if found[-1].pos == "adj" else []
    return (*found, *copula)


def _ready(scene: Scene, main: Frame) -> bool:
    """True for "is ready to lift": of the copula, and of what one is ready to do."""
    near = range(main.trigger, main.trigger + 4) if main.lemma == "be" else (main.parent,) if main.parent >= 0 else ()
    found = [f for i in near if (f := scene.frame(i)) is not None and not f.negated]
    return any(
        f.lemma in ("ready", "willing", "prepared") or (f.lemma, f.tense) == ("prepare", "participle") for f in found
    )


def _unreal(main: Frame) -> bool:
    """True for what would have been, or would be so: no threat of a deed."""
    return main.perfect or main.lemma in ("be", "have")


def _grants(scene: Scene, main: Frame) -> bool:
    """True for what somebody else is glad of: "will lift the tariffs", "offered to sign", "is ready to return"."""
    if main.lemma in _HOSTILE | listed("wrongs"):
        return False  # "is ready to hit back if they break the truce"
    above = scene.frame(main.parent) if main.relation == "xcomp" else None
    if (above is not None and above.lemma in _HOLDING_OUT) or (main.lemma != "be" and _ready(scene, main)):
        return above is not None and not above.negated
    if main.lemma == "be" and _ready(scene, main):
        return not main.negated
    favour = main.lemma in listed("favours") and main.modal in ("will", "would", "be going to", "shall")
    return favour and not main.negated


def _lasts(scene: Scene, main: Frame) -> bool:
    """True for a pressure that goes on: "sanctions will remain", "will keep up the strike", no mere stay."""
    return _listed(main, "lasting") and _lever(scene, main)


def _consequence(main: Frame, inner: Frame) -> TokenSpan:
    """The words of what happens otherwise, without those of the condition."""
    end = main.span[1]
    first = min([inner.span[0], *(f.span[0] for f in inner.subjects)])
    return (main.trigger, max(main.trigger + 1, min(end, first)) if first > main.trigger else end)


# ---------------------------------------------------------------------------------------------- "would be glad if"
def _glad(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "would be grateful if Japan opened its markets", "it would be helpful if", "would welcome it if"."""
    if frame.modal not in ("would", "'d") or frame.negated:
        return
    near = (scene.frame(i) for i in range(frame.trigger, frame.trigger + 4))
    feels = frame.lemma == "be" and any(f.pos == "adj" and f.lemma in listed("gladness") for f in near if f is not None)
    if not feels and not (frame.lemma in ("appreciate", "welcome", "like") and not frame.passive):
        return
    holders = [f for f in frame.subjects if scene.is_actor(f) and scene.lower(f.head) != "it"]
    by = scene.party(holders, frame.trigger) or (NOBODY if holders else scene.demanding_voice(frame.trigger))
    if by and frame.lemma in ("welcome", "appreciate") and not any(n == "if" for n, _ in _beside(scene, frame)):
        yield from _welcomed(scene, frame, by)
    for name, inner in _beside(scene, frame) if by else ():
        actors = [f for f in inner.subjects if scene.is_actor(f) and not scene.first_person((f,))]
        if name != "if" or not actors or inner.negated or inner.passive:
            continue
        clause = inner.clause("to") if inner.lemma == "be" else Clause(inner.trigger, "bare", inner.span)
        if clause is None or scene.lemma(clause.trigger) in listed("states"):
            continue
        asking = Asking(
            _GLAD, "demand-condition:glad", frame.trigger, by, scene.party(actors, inner.trigger), Decimal("0.65"),
            stand=UNMARKED,
        )  # fmt: skip
        clause = Clause(clause.trigger, clause.kind, (clause.trigger, clause.span[1]))
        yield from demands_of(scene, asking, clause_deeds(scene, clause)[:1])


def _welcomed(scene: Scene, frame: Frame, by: Party) -> Iterator[DemandCandidate]:
    """ "Would welcome any step that opens the border", "would welcome Oslo's return to the talks"."""
    asked = [f for f in frame.objects if f.head > frame.trigger and is_deed(scene, f)]
    asking = Asking(_GLAD, "demand-condition:glad", frame.trigger, by, NOBODY, Decimal("0.65"), stand=UNMARKED)
    yield from demands_of(scene, asking, (noun_deed(scene, f) for f in asked))


# ---------------------------------------------------------------------------------------------- deadlines
def _limit(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "Eritrea has until Friday to leave", "has 45 days to pay"."""
    if frame.lemma != "have" or frame.negated or scene.asks(frame.trigger):
        return
    named = [f for f in frame.subjects if scene.is_actor(f)]
    counted = [f for f in frame.objects if _is_span(scene, f.span)]
    then = scene.lower(frame.trigger + 1) == "until" and scene.lower(frame.trigger + 2) == "then"
    if not named or scene.first_person(named) or not (counted or then or frame.prep("until", "till")):
        return
    clause = frame.clause("to")
    at = next((at for name, at in frame.adverbials if name == "" and at > frame.trigger), -1)
    if clause is None and counted:
        noun = scene.frame(counted[0].head)
        clause = noun.clause("to") if noun is not None else None
    if clause is None and at > 0 and scene.reading.frames[at].tense == "infinitive":
        clause = Clause(at, "to", (at, scene.reading.frames[at].span[1]))
    inner = scene.frame(frame.trigger + 4) if then and scene.lower(frame.trigger + 3) == "to" else None
    if clause is None and inner is not None and inner.tense == "infinitive":
        clause = Clause(inner.trigger, "to", (inner.trigger, inner.span[1]))
    clause = clause or own_infinitive(scene, frame)
    if clause is None or (not scene.attributed(frame.trigger) and not (then or frame.prep("until", "till"))):
        return
    asking = Asking(
        _LIMIT, "demand-condition:deadline", frame.trigger, scene.voice(frame.trigger),
        scene.party(named, frame.trigger), Decimal("0.65"), stand=UNMARKED,
    )  # fmt: skip
    limits = [f.span for f in (*frame.prep("until", "till"), *counted)]
    limit = limits[0] if limits and not then else (frame.trigger + 2, frame.trigger + 3)
    yield from demands_of(scene, asking, (replace(d, limit=limit) for d in clause_deeds(scene, clause)))


def _is_span(scene: Scene, span: TokenSpan) -> bool:
    """True for a counted length of time ("45 days")."""
    doc = scene.reading.document.doc
    return any(scene.lemma(i) in listed("times") for i in range(*span)) and any(doc[i].like_num for i in range(*span))
