"""Demands without a word of asking, in words that somebody is known to say: "Libya must disarm", "it is vital that".

A speaker who says that another must do something asks for it (an indirect directive: Searle 1975, "Indirect speech
acts"; deontic modality: Palmer 2001). What "we" must do is no demand, nor what must be so (epistemic "must"), nor what
a report says in its own voice. "Britain is keen for Libya to act" and imperatives in speech are read here too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.candidates import DemandCandidate
from kg.demands.actions import Deed, clause_deeds
from kg.demands.deeds import deeds, demand_rows, listed, rule_of
from kg.demands.demanding import MIDDLE, UNMARKED, Asking, demands_of, is_mandative
from kg.demands.parties import FIRST, NOBODY, SECOND, Party, Scene
from kg.frames.frame import Clause, Filler, Frame, How
from kg.joining import country
from kg.lexicon.rows import Row
from kg.model import ActorKind, Force
from kg.reading import Reading
from kg.text.cleaned import BlockKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NO_NEED = frozenset({"need to", "have to", "ought to"})
_FORETOLD = Decimal("0.55")
_WHEN = frozenset(
    {"last", "ago", "yesterday", "occasions", "sometimes", "often", "once", "previously", "usually", "case"}
)
_IRREAL = frozenset({"if", "unless", "whether", "when", "once", "until"})
_HELD = frozenset({"think", "believe", "feel", "suppose", "see", "imagine", "say", "agree"})
_CLEFTS = frozenset({"what", "which", "that", "who", "how", "why", "where"})
_IMPERATIVE = Row(
    "let", "phrase", "imperative", "imperative", {"force": Force.URGING.value}, "Open the gates!", "The gates open."
)


def find(reading: Reading) -> Iterator[DemandCandidate]:
    """The demands that modals, evaluations and imperatives make."""
    scene = reading.once(Scene)
    for frame in reading.frames.values():
        if not scene.readable(frame.trigger):
            continue
        if frame.modal and frame.pos in ("verb", "adj"):
            yield from _modal(scene, frame)
        if frame.pos == "adj" and not frame.negated:
            yield from _adjective(scene, frame)
        if frame.pos == "verb" and not frame.modal:
            yield from _imperative(scene, frame)
        if frame.lemma == "be" and not frame.negated:
            yield from _up_to(scene, frame)


# ---------------------------------------------------------------------------------------------- "X must do"
def _modal(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    rows = demand_rows("modal", frame.modal)
    voice = scene.demanding_voice(frame.trigger)
    if not rows or not voice or not scene.resolved(voice) or scene.asks(frame.trigger) or not _deontic(scene, frame):
        return
    to = NOBODY
    if frame.modal not in ("should", "ought to") and any(_judges(scene, f) for f in voice.fillers):
        return  # "the bank needs to raise capital, analysts said"
    if any(scene.lower(f.head) in ("all", "what", "everything") for f in frame.subjects):
        return  # "all it needs to defend itself"
    if _wondered(scene, frame):
        return
    required = frame.clause("to") if frame.passive and frame.lemma in listed("requiring") else None
    acting = frame.objects if _of_themselves(frame) or required is not None else frame.subjects
    actors = [f for f in acting if scene.is_actor(f)]
    owners = _owners(scene, frame) if not actors else []
    if actors:
        to = scene.party(actors, frame.trigger)
        if scene.first_person(actors) or (_anyone(scene, actors) and not to):
            return
        if _own_state(scene, voice, to):
            return
        if not any(scene.named(f) for f in actors) and scene.lower(actors[0].head) in ("it", "this", "that"):
            return
    elif owners:
        to = scene.party(owners, frame.trigger)
        if not to or scene.first_person(owners) or _own_state(scene, voice, to):
            return
    elif frame.passive and (frame.modal in _NO_NEED or not (frame.objects or frame.subjects)):
        return  # "promises have to be kept": a necessity that is told, not imposed (Palmer 2001, 3.2)
    elif (
        not frame.passive
        and not _of_undertaking(scene, frame)
        and not (frame.pos == "adj" and frame.lemma in listed("granted_states"))
        and not (
            not frame.clauses
            and not frame.objects
            and (frame.lemma in listed("unaccusative") or _goes(scene, frame))
            and (frame.modal not in ("should", "ought to") or _goes_ahead(scene, frame))
        )
    ):
        return
    row = rows[0]
    clause = required or Clause(frame.trigger, "must", _clause(scene, frame))
    deed = clause_deeds(scene, clause)[0]
    if required is not None and frame.negated:  # "shall not be required to pay"
        deed = replace(deed, negative=True, prefix="not")
    if not actors:
        deed = replace(
            deed,
            span=(_subject_start(scene, frame, deed), deed.span[1]),
            about=frame.objects or frame.subjects,
            prefix="",
        )
    sure = _FORETOLD if _predicted(scene, frame) else Decimal("0.75")
    asking = Asking(row, rule_of("demand-modal", row), frame.trigger, voice, to, sure, stand=UNMARKED)
    yield from demands_of(scene, asking, (deed,))


def _of_themselves(frame: Frame) -> bool:
    """True where those to whom it is done do it: "must be prepared", but "must commit troops"."""
    return frame.lemma in MIDDLE and (frame.passive or frame.lemma == "rid" or not frame.subjects)


def _goes(scene: Scene, frame: Frame) -> bool:
    return (frame.lemma == "go" and not frame.preps) or _goes_ahead(scene, frame)


def _goes_ahead(scene: Scene, frame: Frame) -> bool:
    """True for "the vote should go ahead", "should not go forward": what others are to hold or to stop."""
    ahead = scene.lower(frame.trigger + 1) in ("ahead", "forward")
    return frame.lemma == "proceed" or (frame.lemma in ("go", "go ahead") and ahead)


def _wondered(scene: Scene, frame: Frame) -> bool:
    """True for an embedded question by its subject: "argue by how much taxes should rise", "which ships must leave"."""
    start = min((f.span[0] for f in (*frame.subjects, *(frame.objects if frame.passive else ()))), default=-1)
    if start < 0:
        return False
    words = [scene.lower(i) for i in range(max(0, start - 2), start + 2)]
    how = any(a == "how" and b in ("much", "many", "far", "long") for a, b in pairwise(words))
    return how or (scene.lower(start) in ("which", "whose") and start + 1 < frame.trigger)


def _judges(scene: Scene, speaker: Filler) -> bool:
    """True for those who only tell what they think comes next."""
    return bool({scene.lemma(speaker.head), scene.lower(speaker.head).removesuffix("s")} & listed("foretelling"))


def _owners(scene: Scene, frame: Frame) -> list[Filler]:
    """Whose thing is to comply with something: "the claims of all nations should comply with the law"."""
    if frame.passive or frame.lemma not in listed("complying"):
        return []
    things = [n for f in frame.subjects if (n := scene.frame(f.head)) is not None]
    ends = frame.lemma in listed("unaccusative")  # "the killing of civilians must stop": they do not do it
    of = [f for n in things if not ends or n.lemma in listed("doings") for f in n.prep("of")]
    return [f for f in (*(f for n in things for f in n.subjects), *of) if scene.is_actor(f)]


def _of_undertaking(scene: Scene, frame: Frame) -> bool:
    """True for what an undertaking must be or do: "any deal must be fair", "the talks must lead to a truce"."""
    return frame.modal in ("must", "have to", "need to") and any(
        scene.lemma(f.head) in listed("undertakings") for f in frame.subjects
    )


def _own_state(scene: Scene, voice: Party, to: Party) -> bool:
    """True if a speaker of a state says what that state must do: its own side's plan."""
    states = {a.name for a in scene.resolved(to) if a.kind is ActorKind.STATE}
    return bool(states) and any(country(a) in states for a in scene.resolved(voice))


def _anyone(scene: Scene, fillers: list[Filler]) -> bool:
    """True for "you" that means people at large ("you have to see them as people")."""
    return all(scene.lower(f.head) in SECOND for f in fillers)


def _clause(scene: Scene, frame: Frame) -> tuple[int, int]:
    end = min(frame.span[1], scene.reading.document.sentence(frame.trigger)[1])
    segment = next(
        (s for s in reversed(scene.reading.sources(frame.trigger)) if scene.reading.segments[s].span[1] < end), None
    )
    return frame.trigger, scene.reading.segments[segment].span[1] if segment is not None else end


def _subject_start(scene: Scene, frame: Frame, deed: Deed) -> int:
    if frame.relation == "conj" and not frame.passive and all(f.how is How.COORDINATION for f in frame.subjects):
        return deed.span[0]
    return min([deed.span[0], *(f.span[0] for f in (*frame.objects, *frame.subjects) if f.head < frame.trigger)])


def _deontic(scene: Scene, frame: Frame) -> bool:
    """True unless the modal tells what is probably so, what need not be, or what should have been."""
    if frame.perfect or frame.progressive or (frame.negated and frame.modal in _NO_NEED) or _coping(scene, frame):
        return False
    taken = frame.lemma == "take" and not frame.prep("as")  # "steps should be taken", but "should be taken as a sign"
    if frame.lemma in listed("appraising") or (frame.passive and frame.lemma in listed("regarding") and not taken):
        return False  # "should be seen as a gift", "should thank the crew"
    if frame.pos == "verb" and frame.lemma in listed("mental") and not frame.passive:
        return False
    weak = frame.modal in ("should", "ought to") and frame.lemma not in listed("granted_states")
    if frame.pos == "adj" and (weak or not _can_be_asked(scene, frame)):
        return False
    doc = scene.reading.document.doc
    if (
        _after_or(scene, frame)
        or frame.relation in ("relcl", "advcl")
        or any(c.dep_ == "mark" and c.lower_ in _IRREAL for c in doc[frame.trigger].children)
    ):
        return False
    modal = next((c.i for c in doc[frame.trigger].children if c.tag_ == "MD"), -1)
    inverted = modal >= 0 and any(modal < f.head < frame.trigger for f in frame.subjects)
    above = scene.frame(frame.parent)
    if above is not None and above.negated and above.lemma in _HELD:
        return False  # "I do not think he should resign" (neg-raising: Horn 1978)
    if above is not None and above.relation == "relcl" and above.lemma in _HELD - {"say"}:
        return False  # "those who think he should resign": they hold it, and not the speaker
    asked = above is not None and any(c.kind == "wh" and c.trigger == frame.trigger for c in above.clauses)
    cleft = any(
        c.lower_ in _CLEFTS and c.i < frame.trigger and c.dep_ in ("dobj", "advmod", "pobj")
        for c in doc[frame.trigger].children
    )
    return not (inverted or asked or cleft)


def _coping(scene: Scene, frame: Frame) -> bool:
    """True for a need that is told: "are having to rely on themselves", "would only have to pay the fee"."""
    if frame.modal not in _NO_NEED:
        return False
    group = [scene.lower(i) for i in range(max(0, frame.trigger - 4), frame.trigger)]
    past = frame.modal == "have to" and "had" in group and _told_of_past(scene, frame)
    return (
        past
        or "having" in group
        or any(a == "only" and b in ("have", "has", "had", "need") for a, b in pairwise(group))
    )


def _told_of_past(scene: Scene, frame: Frame) -> bool:
    """True where the clause says when it was so: "last week the clerks had to write it all again"."""
    start, end = scene.reading.document.sentence(frame.trigger)
    subject = min((f.span[0] for f in (*frame.subjects, *frame.objects)), default=frame.trigger)
    near = range(max(start, subject - 5), min(end, max(frame.span[1], frame.trigger + 12)))
    return any(scene.lower(i) in _WHEN for i in near)


def _predicted(scene: Scene, frame: Frame) -> bool:
    """True for what "will" or "would" have to be: as often foretold as asked for."""
    group = {scene.lower(i) for i in range(max(0, frame.trigger - 4), frame.trigger)}
    return frame.modal in _NO_NEED and bool(group & {"will", "would", "'ll", "’ll", "'d"})


def _after_or(scene: Scene, frame: Frame) -> bool:
    """True for what follows if the first is not done, or stands against it ("must cut ties or lose aid")."""
    if scene.lower(max(0, frame.trigger - 1)) == "than":
        return True  # "needs to build schools rather than respond to raids"
    if frame.relation != "conj" or frame.parent < 0:
        return False
    doc = scene.reading.document.doc
    return any(doc[i].lower_ == "or" and doc[i].dep_ == "cc" for i in range(frame.parent, frame.trigger))


def _can_be_asked(scene: Scene, frame: Frame) -> bool:
    """True for what one can choose to be, after a copula: "must be ready", not "must be glad"."""
    copula = str(scene.reading.document.doc[frame.trigger].head.lemma_)
    return frame.lemma in listed("asked_states") | listed("granted_states") and copula in (
        "be",
        "remain",
        "stay",
        "become",
        "get",
    )


# ---------------------------------------------------------------------------------------------- "it is vital that"
def _adjective(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    for row in demand_rows("adj", frame.lemma):
        if row.frame == "it-cond":
            continue
        if row.frame in ("for-to", "that"):
            found = _wished(scene, frame, row)
        elif not frame.subjects:
            found = _valued(scene, frame, row)
        else:
            continue
        asking, wished = found if found is not None else (None, ())
        made = list(demands_of(scene, asking, wished)) if asking is not None else []
        yield from made
        if made:
            return


def _wished(scene: Scene, frame: Frame, row: Row) -> tuple[Asking, tuple[Deed, ...]] | None:
    """ "X is keen for Y to do", "X is adamant that Y do": the subject asks."""
    by = scene.demander(frame) if frame.subjects else None
    if not by:
        return None
    asking = Asking(row, rule_of("demand-modal", row), frame.trigger, by, confidence=Decimal("0.8"))
    if row.frame == "that":
        clause = frame.clause("that", "bare")
        fits = clause is not None and is_mandative(scene, frame, clause)
        inner = scene.frame(clause.trigger) if clause is not None else None
        if row.flag("addressee_actor") and not (inner is not None and any(scene.is_actor(f) for f in inner.subjects)):
            return None
        return (asking, clause_deeds(scene, clause)) if clause is not None and fits else None
    clause, named = frame.clause("to"), [f for f in frame.prep("for") if scene.is_actor(f)]
    if clause is None or not named:
        return None
    return replace(asking, to=scene.party(named, frame.trigger)), clause_deeds(scene, clause)


def _valued(scene: Scene, frame: Frame, row: Row) -> tuple[Asking, tuple[Deed, ...]] | None:
    """ "it is vital that Y do", "for Y to do": whoever says so asks."""
    voice = scene.demanding_voice(frame.trigger)
    if not voice or scene.asks(frame.trigger):
        return None
    asking = Asking(row, rule_of("demand-modal", row), frame.trigger, voice, confidence=Decimal("0.7"), stand=UNMARKED)
    if row.frame == "it-that":
        clause = frame.clause("that", "bare")
        if clause is None or (row.flag("mandative") and not is_mandative(scene, frame, clause)):
            return None
        clause = _enabled(scene, clause)
        inner = scene.frame(clause.trigger)
        if (
            inner is None
            or scene.first_person(inner.subjects)
            or inner.lemma in listed("mental")
            or (inner.tense == "past" and not inner.modal)
        ):
            return None
        return asking, clause_deeds(scene, clause)
    preps = row.words("prep") or ("for",)
    clause, named = frame.clause("to"), [f for f in frame.prep(*preps) if scene.is_actor(f)]
    if row.frame == "it-to":
        if clause is None or frame.prep("for") or scene.lemma(clause.trigger) in listed("mental"):
            return None
        return asking, tuple(replace(d, doers=(), about=()) for d in clause_deeds(scene, clause))
    if clause is None or not named or scene.first_person(named) or scene.lemma(clause.trigger) in listed("mental"):
        return None
    if any(scene.lower(f.span[0]) in ("a", "an") for f in named):
        return None  # "vital for a party to have a plan": so of any party
    return replace(asking, to=scene.party(named, frame.trigger)), clause_deeds(scene, clause)


def _enabled(scene: Scene, clause: Clause) -> Clause:
    """What others are to be able to do: "vital that reporters are able to work" asks that they may work."""
    for at in range(clause.trigger + 1, min(clause.span[1], clause.trigger + 4)):
        able = scene.frame(at)
        inner = able.clause("to") if able is not None and able.lemma in ("able", "free") else None
        if inner is not None:
            return replace(clause, trigger=inner.trigger)
    return clause


# ---------------------------------------------------------------------------------------------- imperatives
def _imperative(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    """ "Open the gates!", "Let the inspectors in" in somebody's words; no phrase that only steers the talk."""
    voice = scene.demanding_voice(frame.trigger) if _is_imperative(scene, frame) else NOBODY
    if not voice or scene.asks(frame.trigger):
        return
    let = frame.lemma == "let"
    clause = frame.clause("bare", "that") if let else None
    called = [f for f in frame.subjects if scene.is_actor(f) and scene.lower(f.span[1]) == ","]
    if let and called and clause is not None and any(scene.lower(f.head) in FIRST for f in frame.objects):
        asking = Asking(
            _IMPERATIVE, "demand-modal:imperative", frame.trigger, voice, scene.party(called, frame.trigger),
            Decimal("0.6"), stand=UNMARKED,
        )  # fmt: skip
        yield from demands_of(scene, asking, clause_deeds(scene, clause))
        return
    if any(scene.lower(f.head) in FIRST for f in frame.objects):
        return
    handing = frame.lemma == "give" and any(_is_third(scene, f) for f in frame.recipients) and _tangible(scene, frame)
    if (let and clause is None) or (not let and (not frame.objects or (frame.lemma in deeds().talk and not handing))):
        return
    if not let and frame.lemma in listed("mental"):  # "Do not expect the ban to be lifted": said to whoever reads it
        return
    inner = scene.frame(clause.trigger) if clause is not None else None
    if inner is not None and (scene.first_person(inner.subjects) or inner.lemma in listed("mental")):
        return
    told = tuple(f for f in scene.told_to(frame.trigger) if not scene.of_press(f))
    asking = Asking(
        _IMPERATIVE, "demand-modal:imperative", frame.trigger, voice, Party(told), Decimal("0.6"), stand=UNMARKED
    )
    asked = clause_deeds(scene, Clause(frame.trigger, "bare", _clause(scene, frame)))
    yield from demands_of(scene, asking, (replace(d, doers=(), about=()) for d in asked))


def _is_third(scene: Scene, filler: Filler) -> bool:
    """True for those who neither speak nor are spoken to."""
    return scene.lower(filler.head) not in FIRST | SECOND and scene.is_actor(filler)


def _tangible(scene: Scene, frame: Frame) -> bool:
    """True for what can be handed over: "give them the papers", not "give him a chance"."""
    return not any(scene.lemma(f.head) in listed("light_gifts") for f in frame.objects)


def _is_imperative(scene: Scene, frame: Frame) -> bool:
    """True for a bare verb in speech with nothing before it in its sentence that could be its subject."""
    document = scene.reading.document
    token = document.doc[frame.trigger]
    said = document.kind(frame.trigger) in (BlockKind.TURN, BlockKind.QUOTED)
    if token.tag_ != "VB" or not (said or document.in_quotation[frame.trigger] >= 0):
        return False
    called = [f for f in frame.subjects if frame.lemma == "let" and scene.lower(f.span[1]) == ","]
    subject = ("nsubj", "nsubjpass", "expl")
    if any((c.dep_ in subject and not called) or c.tag_ in ("TO", "MD") for c in token.children):
        return False
    start = document.sentence(frame.trigger)[0]
    before = [document.doc[i] for i in range(max(start, called[0].span[1]) if called else start, frame.trigger)]
    before = [t for t in before if t.pos_ not in ("PUNCT", "SPACE", "CCONJ", "ADV")]
    return all(t.dep_ in ("neg", "vocative", "npadvmod", "intj") or t.lower_ in ("do", "please", "so") for t in before)


# ---------------------------------------------------------------------------------------------- "it is up to X to do"
def _it_is_for(doc: Doc, frame: Frame, named: Filler) -> bool:
    """True for "it is (now) for X to act" (Quirk et al. 1985, 16.83), nothing else standing between the words."""
    between = {doc[i].lower_ for i in range(frame.trigger + 1, named.span[0])}
    it = frame.trigger > 0 and doc[frame.trigger - 1].lower_ in ("it", "not")
    return (
        it and "for" in between and between <= {"for", "now", "therefore", "also", "first"} and frame.tense == "present"
    )


def _up_to(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    rows = demand_rows("phrase", "up to")
    loose = (scene.frame(at) for name, at in frame.adverbials if name == "" and at > frame.trigger)
    below = next((f for f in loose if f is not None and f.tense == "infinitive"), None)
    clause = frame.clause("to") or (Clause(below.trigger, "to", (below.trigger, below.span[1])) if below else None)
    loose_up = [f for f in frame.prep("to") if scene.lower(f.span[0] - 2) == "up"]  # "it was up | to Chad to act"
    named = [f for f in (*frame.prep("up", "up to", "for"), *loose_up) if scene.is_actor(f)]
    doc = scene.reading.document.doc
    if named and frame.prep("for") and not _it_is_for(doc, frame, named[0]):
        return
    voice = scene.demanding_voice(frame.trigger)
    if clause is None or not named or not voice or scene.first_person(named) or scene.asks(frame.trigger):
        return
    to = scene.party(named, frame.trigger)
    asking = Asking(
        rows[0], rule_of("demand-modal", rows[0]), frame.trigger, voice, to, Decimal("0.65"), stand=UNMARKED
    )
    yield from demands_of(scene, asking, clause_deeds(scene, clause))
