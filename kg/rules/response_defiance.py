"""Defiance and plain noes: "went ahead despite calls for restraint", "defended the ban", "said no to the plan".

Four constructions in which the refusal lies in the deed or in one word:

* a concessive phrase over a demand ("despite pressure from Peru", "in defiance of the order"; Quirk et al. 1985,
  15.39): whoever does the deed in spite of it has refused;
* a verb of defending or holding on, with the very thing that whoever holds on to it was asked to change;
* "no" and "yes" said to a matter of another;
* a retort without an object, right after a demand on whoever retorts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.actors.sides import sides
from kg.candidates import ResponseCandidate
from kg.demands.parties import Party
from kg.frames.frame import Filler, Frame
from kg.model import ActorKind, ResponseType
from kg.reading import Reading
from kg.responses.kinship import related
from kg.responses.stances import Finding, Stances, words

_REFUSAL = ResponseType.REFUSAL
_WILL = frozenset({"will", "would", "be going to"})
_MASTERS = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGANIZATION, ActorKind.GROUP})
_CONCEDING = frozenset({"despite", "although", "though", "even though", "in spite of", "notwithstanding"})
_SIGNAL = {"no": _REFUSAL, "yes": ResponseType.ACCEPTANCE}


def find(reading: Reading) -> Iterator[ResponseCandidate]:
    """The refusals that concessives, defences, noes and retorts tell of."""
    stances = reading.once(Stances)
    for frame in reading.frames.values():
        if frame.pos != "verb":
            continue
        patterns = (
            (_despite, _unswayed)
            if frame.negated
            else (_despite, _defying, _carrying_on, _defending, _saying_no, _retort)
        )
        yield from stances.tell_first(pattern(stances, frame) for pattern in patterns)


def _despite(stances: Stances, frame: Frame) -> Finding | None:
    """ "launched it despite calls by Peru to wait": a deed in spite of a demand that others make."""
    teller = _binding(stances, frame)
    if teller is not None:
        frame = replace(teller, preps=(*teller.preps, *frame.preps))
    unmoved = frame.passive and frame.negated and (frame.modal in _WILL or frame.tense == "future")
    if frame.tense not in ("past", "present", "future") or stances.asked_for(frame) or (frame.passive and not unmoved):
        return None  # "would not be rushed, despite the call"
    by = stances.answers.answerer(frame.objects if unmoved else frame.subjects, frame.trigger)
    said = (frame.tense == "future" or frame.modal in _WILL) and stances.answers.own_words(by, frame.trigger)
    done = stances.happened(frame) or (frame.negated and frame.modal in ("", "do") and frame.tense != "future")
    if not said and not done:
        return None
    for filler in _conceded(stances, frame):
        matter = stances.matter(filler)
        if matter is None or stances.scene.lemma(filler.head) not in words("pressing"):
            continue
        if not stances.scene.resolved(by) or stances.owns(by, matter) or not _put_to(stances, by, matter.to):
            continue
        about, shown = filler.span, (min(frame.trigger, filler.span[0]), max(frame.trigger + 1, filler.span[1]))
        rule, to = "response-defiance:despite", stances.link(by, matter, frame.trigger)
        return Finding(rule, frame.trigger, by, _REFUSAL, to, about, None, Decimal("0.65"), shown)
    for name, at in frame.adverbials:
        demand = stances.answers.told.at(at)
        if name in _CONCEDING and demand is not None and stances.scene.resolved(by) and _put_to(stances, by, at):
            shown = (min(frame.trigger, at), max(frame.trigger, at) + 1)
            rule = "response-defiance:despite"
            return Finding(rule, frame.trigger, by, _REFUSAL, at, None, None, Decimal("0.65"), shown)
    return None


def _binding(stances: Stances, frame: Frame) -> Frame | None:
    """The promise that an infinitive hangs on: "vowed to stay despite the order"."""
    above = stances.scene.frame(frame.parent) if frame.tense == "infinitive" else None
    return above if above is not None and above.lemma in words("binding") and not above.negated else None


def _conceded(stances: Stances, frame: Frame) -> Iterator[Filler]:
    """The noun phrases in spite of which something is done."""
    yield from frame.prep("despite", "in spite of", "in defiance of", "notwithstanding")
    for filler in frame.prep("in"):
        noun = stances.scene.frame(filler.head)
        if noun is not None and noun.lemma in ("defiance", "spite"):
            yield from noun.prep("of")


def _put_to(stances: Stances, by: Party, to: int) -> bool:
    """True unless the demand is known to be put to others."""
    demand = stances.answers.told.at(to)
    asked = stances.asked(demand) if demand is not None else ()
    reading = stances.reading
    return not asked or bool(sides(reading, asked) & sides(reading, stances.scene.resolved(by)))


def _defying(stances: Stances, frame: Frame) -> Finding | None:
    """ "is defying the international community", "defied Washington": what they ask for is not done."""
    if frame.lemma != "defy" or not stances.happened(frame):
        return None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    for filler in frame.objects:
        kinds = {a.kind for a in stances.scene.named(filler)}
        asker = bool(kinds & _MASTERS) or stances.scene.lemma(filler.head) in ("community", "world")
        if asker and stances.scene.resolved(by) and not stances.answers.is_demand_noun(filler):
            rule = "response-defiance:defy"
            return Finding(rule, frame.trigger, by, _REFUSAL, -1, filler.span, None, Decimal("0.6"))
    return None


def _carrying_on(stances: Stances, frame: Frame) -> Finding | None:
    """ "vowed to fight on", "said she would stay", right after a demand to stop or to go."""
    scene = stances.scene
    if not _goes_on(stances, frame) or stances.asked_for(frame):
        return None
    above = scene.frame(frame.parent) if frame.relation in ("xcomp", "advcl") else None
    bound = above is not None and above.lemma in words("binding") and not above.negated and stances.happened(above)
    teller = above if bound and above is not None else frame
    by = stances.answers.answerer(teller.subjects, teller.trigger)
    said = frame.modal in _WILL and stances.answers.own_words(by, frame.trigger)
    if not scene.resolved(by) or not (bound or said):
        return None
    to = stances.near(by, teller.trigger, 2, named=True)
    demand = stances.answers.told.at(to)
    if demand is None or not (demand.negative or words("ending") & stances.content(demand.action)):
        return None
    rule, shown = "response-defiance:carry-on", (min(teller.trigger, frame.trigger), frame.trigger + 1)
    return Finding(rule, teller.trigger, by, _REFUSAL, to, None, None, Decimal("0.6"), shown)


def _goes_on(stances: Stances, frame: Frame) -> bool:
    """True for verbs of going on, with their particle."""
    first, after = frame.lemma.split(" ")[0], frame.trigger + 1
    lower = stances.reading.document.lower
    particle = frame.lemma.partition(" ")[2] or (lower[after] if after < len(lower) else "")
    return first in words("going_on") or (first in words("pressing_on") and particle in ("on", "ahead", "forward"))


def _unswayed(stances: Stances, frame: Frame) -> Finding | None:
    """ "would not be swayed by foreign calls", "was not moved by the pleas"."""
    if not frame.passive or frame.lemma.split(" ")[0] not in words("swaying") or stances.asked_for(frame):
        return None
    by = stances.answers.answerer(frame.objects, frame.trigger)
    for filler in (*frame.subjects, *frame.prep("by", "into")):
        matter = stances.matter(filler)
        if matter is not None and matter.strong and stances.scene.resolved(by) and not stances.owns(by, matter):
            rule, to = "response-defiance:unswayed", stances.link(by, matter, frame.trigger)
            return Finding(rule, frame.trigger, by, _REFUSAL, to, filler.span, None, Decimal("0.65"))
    return None


def _defending(stances: Stances, frame: Frame) -> Finding | None:
    """ "defended the ban", by whoever was asked to lift it."""
    lemma = frame.lemma.split(" ")[0]
    fillers = frame.objects if lemma in words("defending") else ()
    if lemma in ("stand", "stick", "cling", "hold"):
        fillers = frame.prep("by", "to")
    if not fillers or not stances.happened(frame):
        return None
    by = stances.scene.party(frame.subjects, frame.trigger)
    who = sides(stances.reading, stances.scene.resolved(by))
    where = stances.reading.document.sentence_index
    for filler in fillers:
        heads = stances.content((filler.head, filler.head + 1))
        for demand in reversed(stances.answers.told.near(frame.trigger, 5)):
            near = 0 <= where(frame.trigger) - where(demand.trigger) <= 5 and demand.trigger < frame.trigger
            asked = who & sides(stances.reading, stances.asked(demand))
            inside = filler.span[0] <= demand.trigger < filler.span[1]
            if near and asked and not inside and related(heads, stances.content(demand.action)):
                rule = "response-defiance:defend"
                return Finding(rule, frame.trigger, by, _REFUSAL, demand.trigger, filler.span, None, Decimal("0.55"))
    return None


def _saying_no(stances: Stances, frame: Frame) -> Finding | None:
    """ "said no to the plan"."""
    document = stances.reading.document
    if frame.lemma != "say" or not stances.happened(frame) or frame.trigger + 1 >= len(document.doc):
        return None
    kind = _SIGNAL.get(document.doc[frame.trigger + 1].lower_)
    if document.doc[frame.trigger + 1].dep_ == "det":
        return None  # "said no agreement had been reached"
    by = stances.scene.party(frame.subjects, frame.trigger)
    fillers = frame.prep("to") if kind is not None and stances.scene.resolved(by) else ()
    if kind is not None and not fillers and (to := stances.near(by, frame.trigger, 1, named=True)) >= 0:
        shown = (frame.trigger, frame.trigger + 2)
        return Finding("response-defiance:no", frame.trigger, by, kind, to, None, None, Decimal("0.65"), shown)
    for filler in fillers:
        matter = stances.matter(filler)
        if kind is not None and matter is not None and not stances.owns(by, matter):
            to, rule = stances.link(by, matter, frame.trigger), "response-defiance:no"
            return Finding(rule, frame.trigger, by, kind, to, filler.span, None, Decimal("0.75"))
    return None


def _retort(stances: Stances, frame: Frame) -> Finding | None:
    """ "hit back", right after a demand by somebody else."""
    lemma = " ".join((frame.lemma.split(" ")[0], "back"))
    back = "back" in frame.adverbs or frame.lemma.endswith(" back")
    if not back or lemma not in ("hit back", "fire back", "shoot back", "snap back") or frame.objects:
        return None
    by = stances.scene.party(frame.subjects, frame.trigger)
    speaks = any(s.trigger >= 0 and _same(stances, s.trigger, frame.trigger) for s in stances.reading.segments)
    if not stances.scene.resolved(by) or not speaks or not stances.happened(frame):
        return None
    to = stances.near(by, frame.trigger, 2, named=True)
    if to < 0:
        return None
    return Finding("response-defiance:retort", frame.trigger, by, _REFUSAL, to, None, None, Decimal("0.5"), frame.span)


def _same(stances: Stances, a: int, b: int) -> bool:
    document = stances.reading.document
    return document.sentence_index(a) == document.sentence_index(b)


_NEGATED = (_despite, _unswayed)
_PLAIN = (_despite, _defying, _carrying_on, _defending, _saying_no, _retort)
