"""Arguments that refuse: "there is no need for a second vote", "I don't think he should go", "will not bow to threats".

Whoever is asked, or another who takes a side, says why what was asked for will not or should not be done (reasons given
instead of a no: Pomerantz 1984 on dispreferred answers):

* no need, reason or sense for the deed ("there is no reason to keep to the deal", "saw no need for it");
* a negated "should" over the very deed, also raised ("did not believe the speaker should resign"; Horn 1978);
* the deed judged badly ("closing it would be a mistake");
* no sign that it will be done;
* what one will not bow to, without a word of who asked ("will not yield to pressure").
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.actors.sides import sides
from kg.candidates import DemandCandidate, ResponseCandidate
from kg.demands.parties import Party
from kg.document import TokenSpan
from kg.frames.frame import Frame
from kg.model import ActorKind, ResponseType
from kg.reading import Reading
from kg.responses.houses import answers_for
from kg.responses.kinship import related
from kg.responses.stances import Finding, Stances, words
from kg.responses.tellers import word_beside
from kg.values.numerals import word_set

_NO = ResponseType.REFUSAL
_NEEDS = word_set("need reason point sense case cause basis justification room appetite scope purpose necessity merit")
_SEEING = frozenset({"see", "find", "have", "be", "feel"})
_SHOULD = frozenset({"should", "ought to", "must", "need", "have to", "need to"})
_THINKING = frozenset({"think", "believe", "feel", "see"})
_SIGNS = frozenset({"indication", "sign", "hint", "signal"})
_GIVING = frozenset({"give", "show", "offer"})
_BOWING = word_set("bow yield give cave succumb submit surrender bend kneel capitulate knuckle")
_FORCE = word_set("pressure threat blackmail intimidation ultimatum diktat coercion bullying dictate")
_FORCING = word_set("blackmail bully intimidate pressure pressurise pressurize coerce cow dictate browbeat threaten")
_WILL = frozenset({"will", "would", "shall", "can", "could", "be going to"})
_POINTING = frozenset({"it", "that", "them", "this", "so", "one"})
_EMPTY = frozenset({"nothing", "little"})
_PEOPLE = frozenset({ActorKind.PERSON, ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGANIZATION, ActorKind.GROUP})
_NEAR = 3  # sentences


def find(reading: Reading) -> Iterator[ResponseCandidate]:
    """The refusals that arguments give."""
    stances = reading.once(Stances)
    yield from stances.of_verbs(_no_need, _not_should, _deed_judged, _no_sign, _unbowed)


def _against(stances: Stances, by: Party, said: TokenSpan, before: int, *, deed: bool = True) -> DemandCandidate | None:
    """The last demand of others near before whose deed the words name; with ``deed``, its verb or noun itself."""
    reading, who = stances.reading, stances.scene.resolved(by)
    where, told = reading.document.sentence_index, stances.content(said)
    points = any(reading.document.lower[i] in _POINTING for i in range(*said))
    for demand in reversed(stances.answers.told.near(before, _NEAR)):
        away = where(before) - where(demand.trigger)
        asker = stances.asker(demand)
        own = bool(sides(reading, who) & sides(reading, asker))
        if demand.trigger >= before or not 0 <= away <= _NEAR or own or not who or demand.negative:
            continue
        if said[0] <= demand.trigger < said[1] or not (asker or stances.asked(demand)):
            continue
        named = related(told, stances.content(demand.action))
        ends = bool(words("ending") & stances.content(demand.action))
        if named and (not (deed or ends) or related(named, _verbs(stances, demand)) or len(named) > 1):
            return demand
        asked = stances.asked(demand)
        if points and away <= 1 and (not asked or answers_for(reading, who, asked)):
            return demand
    return None


def _verbs(stances: Stances, demand: DemandCandidate) -> frozenset[str]:
    """The words for the deed itself: its verbs, or its first noun where it has none."""
    tokens = list(stances.reading.document.tokens(demand.action))
    verbs = [t.lemma_.lower() for t in tokens if t.pos_ == "VERB"]
    nouns = [t.lemma_.lower() for t in tokens if t.pos_ == "NOUN"]
    return frozenset(verbs or nouns)


def _teller(stances: Stances, frame: Frame) -> tuple[int, Party]:
    """Where the words are said, and by whom; whoever sees no need says so."""
    said = stances.speaks(frame.trigger)
    if said is None:
        return frame.trigger, stances.answers.answerer(frame.subjects, frame.trigger)
    return word_beside(stances.scene, said[0], frame.trigger), said[1]


def _no_need(stances: Stances, frame: Frame) -> Finding | None:
    """ "there is no need for a second vote", "saw no reason to keep to the deal"."""
    if (
        frame.lemma.split(" ")[0] not in _SEEING
        or frame.tense not in ("present", "past")
        or frame.modal not in ("", "do", "can", "could")
    ):
        return None
    doc = stances.reading.document.doc
    heads = {f.head for f in (*frame.objects, *frame.attributes)}
    heads |= {c.i for c in doc[frame.trigger].children if c.dep_ in ("attr", "dobj")}
    for head in sorted(heads):
        lefts = {c.lower_ for c in doc[head].lefts}
        no = "no" in lefts or (frame.negated and lefts & {"any", "a", "the"})
        if stances.scene.lemma(head) not in _NEEDS or not no:
            continue
        end = max(
            max(t.i for t in doc[head].subtree) + 1, min(frame.span[1], stances.reading.document.sentence(head)[1])
        )
        at, by = _teller(stances, frame)
        demand = _against(stances, by, (head + 1, end), frame.trigger, deed=False)
        if demand is not None and stances.scene.resolved(by):
            rule, shown = "response-argument:no-need", (frame.trigger, end)
            return Finding(rule, at, by, _NO, demand.trigger, None, None, Decimal("0.55"), shown)
    return None


def _not_should(stances: Stances, frame: Frame) -> Finding | None:
    """ "I don't think he should step down", "the speaker should not resign"."""
    above = stances.scene.frame(frame.parent)
    raised = above is not None and above.negated and above.lemma in _THINKING and frame.relation == "ccomp"
    if frame.modal not in _SHOULD or not (raised or frame.negated) or frame.relation in ("relcl", "acl", "advcl"):
        return None
    teller = above if raised and above is not None else frame
    said = stances.speaks(teller.trigger)
    if said is None:
        return None
    at, by = _teller(stances, teller)
    if raised and not stances.scene.first_person(teller.subjects) and stances.scene.resolved(by) == ():
        by = stances.answers.answerer(teller.subjects, teller.trigger)
    end = max(frame.span[1], frame.trigger + 1)
    demand = _against(stances, by, (frame.trigger, end), teller.trigger)
    if demand is None or not related(frozenset({frame.lemma.split(" ")[0]}), _verbs(stances, demand)):
        return None
    rule, shown = "response-argument:should-not", (min(teller.trigger, frame.trigger), end)
    return Finding(rule, at, by, _NO, demand.trigger, None, None, Decimal("0.55"), shown)


def _deed_judged(stances: Stances, frame: Frame) -> Finding | None:
    """ "closing it would be a mistake", "a freeze would solve nothing"."""
    document = stances.reading.document
    if (
        stances.speaks(frame.trigger) is None
        or frame.relation in ("relcl", "acl", "advcl")
        or frame.modal in ("may", "might")
    ):
        return None
    end = min(document.sentence(frame.trigger)[1], max(frame.span[1], frame.trigger + 1))
    nothing = any(stances.scene.lower(f.head) in _EMPTY for f in frame.objects) and frame.modal in ("will", "would")
    judged = frame.lemma == "be" and stances.judgement((frame.trigger, end))
    if not (nothing or judged):
        return None
    children = document.doc[frame.trigger].children
    deeds = [c for c in children if c.dep_ in ("csubj", "nsubj") and c.i < frame.trigger and c.tag_ in ("VBG", "NN")]
    at, by = _teller(stances, frame)
    for deed in deeds:
        demand = _against(stances, by, (deed.left_edge.i, frame.trigger), frame.trigger)
        verb = demand is not None and related(frozenset({deed.lemma_.lower()}), _verbs(stances, demand))
        if demand is not None and verb and stances.scene.resolved(by):
            rule, shown = "response-argument:judged", (deed.left_edge.i, end)
            return Finding(rule, at, by, _NO, demand.trigger, None, None, Decimal("0.55"), shown)
    return None


def _no_sign(stances: Stances, frame: Frame) -> Finding | None:
    """ "has given no indication that it will open it"."""
    if (
        frame.lemma not in _GIVING
        or frame.modal
        or not stances.scene.resolved(stances.scene.party(frame.subjects, frame.trigger))
    ):
        return None
    doc = stances.reading.document.doc
    for filler in frame.objects:
        no = any(c.lower_ == "no" for c in doc[filler.head].children) and doc[filler.head + 1].lower_ != "of"
        if stances.scene.lemma(filler.head) not in _SIGNS or not no:
            continue
        by = stances.scene.party(frame.subjects, frame.trigger)
        end = max(t.i for t in doc[filler.head].subtree) + 1
        end = max(end, min(frame.span[1], stances.reading.document.sentence(filler.head)[1]))
        demand = _against(stances, by, (filler.head + 1, end), frame.trigger)
        if demand is not None and (
            not stances.asked(demand) or answers_for(stances.reading, stances.scene.resolved(by), stances.asked(demand))
        ):
            rule, shown = "response-argument:no-sign", (frame.trigger, end)
            return Finding(rule, frame.trigger, by, _NO, demand.trigger, None, None, Decimal("0.55"), shown)
    return None


def _unbowed(stances: Stances, frame: Frame) -> Finding | None:
    """ "will not yield to pressure", "would never be blackmailed": an answer to whoever presses, who is not named."""
    lemma = frame.lemma.split(" ")[0]
    if (
        not frame.negated
        or not (frame.modal in _WILL or frame.tense == "future")
        or frame.relation in ("relcl", "acl", "advcl")
    ):
        return None
    force = [f for f in frame.prep("to", "in to", "under", "before") if stances.scene.lemma(f.head) in _FORCE]
    forced = frame.passive and lemma in _FORCING
    if not forced and not (lemma in _BOWING and force):
        return None
    by = stances.answers.answerer(frame.objects if forced else frame.subjects, frame.trigger)
    said = stances.speaks(frame.trigger)
    if said is not None and (
        stances.scene.first_person(frame.objects if forced else frame.subjects) or not stances.scene.resolved(by)
    ):
        by = said[1]
    actors = stances.scene.resolved(by)
    if not actors or any(a.kind not in _PEOPLE | {ActorKind.UNIDENTIFIED} for a in actors):
        return None
    to = stances.near(by, frame.trigger, 2, named=True)
    if to < 0 and stances.answers.told.near(frame.trigger, 1):
        return None  # which of the demands told here is answered the other rules say
    about = force[0].span if force else None
    shown = (frame.trigger, max([frame.trigger + 1, *(f.span[1] for f in force)]))
    return Finding("response-argument:unbowed", frame.trigger, by, _NO, to, about, None, Decimal("0.6"), shown)
