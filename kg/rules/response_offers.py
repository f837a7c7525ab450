"""Answers that match a demand by deed or offer: "offered 3 percent", "will appeal", "a key demand of the unions".

Constructions in which no word of answering stands:

* a counter-offer, right after a demand: less than was asked, or something in exchange (Searle 1976 on offers as
  commissives): "offered 3 percent", "offered to free ten of them in exchange for a pause";
* an appeal against an order of a court or a regulator, told of whoever was ordered;
* an act that the text itself calls what was asked for: "withdrew the bill, a key demand of the protesters", "will add
  two seats. This was one of the unions' demands" (Halliday and Hasan 1976 on reference to a clause);
* words that deny that the deed will come to be: "there will be no early election" (existential negation);
* voting for or against the deed ("voted against sending back the files"); what "would stay" as it is;
* talks held over the demand itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.actors.sides import sides
from kg.candidates import DemandCandidate, ResponseCandidate
from kg.demands.deeds import listed
from kg.demands.parties import Party
from kg.document import TokenSpan
from kg.factuality import construed
from kg.frames.frame import Filler, Frame
from kg.model import Modality, ResponseType
from kg.reading import Reading
from kg.responses.conditions import conditional
from kg.responses.counters import other_figure
from kg.responses.kinship import related
from kg.responses.stances import Finding, Stances, words

_YES, _NO, _IF = ResponseType.ACCEPTANCE, ResponseType.REFUSAL, ResponseType.CONDITION
_COURTS = frozenset({"court", "judge", "tribunal", "regulator", "panel", "ruling", "verdict"})
_UNREAL = (Modality.HYPOTHETICAL, Modality.DENIED)
_WILL = frozenset({"will", "would", "be going to"})
_TALKS = frozenset({"consultation", "talk", "discussion", "negotiation", "meeting", "dialogue"})
_HOLDING = frozenset({"hold", "conduct", "open", "begin", "start", "have", "enter", "plan", "launch"})
_SAYING = frozenset({"say", "announce", "agree", "promise", "pledge", "decide", "vow", "confirm", "declare"})


def find(reading: Reading) -> Iterator[ResponseCandidate]:
    """The answers that offers, appeals, granted demands, existential denials and votes tell of."""
    stances = reading.once(Stances)
    for frame in reading.frames.values():
        if stances.scene.readable(frame.trigger) and not stances.asked_for(frame):
            yield from stances.tell_first(pattern(stances, frame) for pattern in _PATTERNS)


def _recent(stances: Stances, frame: Frame, by: Party, reach: int) -> Iterator[DemandCandidate]:
    """The demands of others within some sentences before, that ``by`` may have to meet, the last one first."""
    where, reading = stances.reading.document.sentence_index, stances.reading
    who = sides(reading, stances.scene.resolved(by))
    for demand in reversed(stances.answers.told.near(frame.trigger, reach)):
        asked, asker = sides(reading, stances.asked(demand)), sides(reading, stances.asker(demand))
        near = demand.trigger < frame.trigger and where(frame.trigger) - where(demand.trigger) <= reach
        if near and who and not who & asker and (who & asked or not asked):
            yield demand


# ---------------------------------------------------------------------------------------------- counter-offers
def _counter_offer(stances: Stances, frame: Frame) -> Finding | None:
    """ "offered 3 percent", "offered to free ten of them in exchange for a pause"."""
    if frame.pos != "verb" or frame.lemma not in ("offer", "counter", "propose") or frame.negated:
        return None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    if not stances.scene.resolved(by) or not stances.happened(frame):
        return None
    clause = frame.clause("to", "ing")
    for demand in _recent(stances, frame, by, 2):
        asked = bool(stances.asked(demand))
        figure = bool(demand.targets) and any(_figure(stances, f) for f in frame.objects)
        deed = clause is not None and bool(related(stances.content(clause.span), stances.content(demand.action)))
        other = clause is not None and other_figure(stances, clause.span, demand)
        if figure or other or (deed and asked and conditional(stances.reading, frame)):
            about = clause.span if clause is not None else frame.objects[0].span
            rule = "response-offer:counter"
            return Finding(rule, frame.trigger, by, _IF, demand.trigger, about, None, Decimal("0.6"))
    return None


def _figure(stances: Stances, filler: Filler) -> bool:
    return any(t.like_num for t in stances.reading.document.tokens(filler.span))


# ---------------------------------------------------------------------------------------------- appeals
def _appeal(stances: Stances, frame: Frame) -> Finding | None:
    """ "said it would appeal", after an order of a court."""
    if frame.pos != "verb" or frame.lemma not in ("appeal", "contest", "challenge") or frame.negated:
        return None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    own = (frame.modal in _WILL or frame.tense == "future") and stances.answers.own_words(by, frame.trigger)
    vowed = frame.tense == "infinitive" and _promised(stances, frame)
    if not stances.scene.resolved(by) or not (own or vowed or stances.happened(frame)):
        return None
    for demand in _recent(stances, frame, by, 2):
        ordered = any(_of_court(stances, a.name) for a in stances.asker(demand))
        if ordered and stances.asked(demand):
            rule = "response-offer:appeal"
            return Finding(rule, frame.trigger, by, _NO, demand.trigger, None, None, Decimal("0.6"), frame.span)
    return None


def _promised(stances: Stances, frame: Frame) -> bool:
    above = stances.scene.frame(frame.parent)
    return above is not None and above.lemma in words("binding") and stances.happened(above)


def _of_court(stances: Stances, name: str) -> bool:
    return bool(_COURTS & set(name.lower().split()))


# ---------------------------------------------------------------------------------------------- granted demands
def _granted(stances: Stances, frame: Frame) -> Finding | None:
    """ "agreed to drop the bill, a key demand of the protesters"; "This was one of the protesters' demands."."""
    if frame.pos != "noun" or not stances.answers.is_demand_noun(Filler(frame.trigger, frame.span)):
        return None
    asker = _askers(stances, frame)
    act = _act_named(stances, frame) if asker else None
    if act is None or act.trigger == frame.trigger:
        return None
    teller, by = _doer(stances, act)
    if not stances.scene.resolved(by) or sides(stances.reading, stances.scene.resolved(by)) & sides(
        stances.reading, stances.scene.resolved(asker)
    ):
        return None
    kind = _turn(stances, act, teller)
    if kind is None:
        return None
    rule, shown = "response-offer:granted", (min(teller.trigger, act.trigger), max(act.trigger, teller.trigger) + 1)
    shown = (shown[0], max(shown[1], act.span[1]))
    return Finding(rule, teller.trigger, by, kind, -1, None, None, Decimal("0.6"), shown)


def _askers(stances: Stances, noun: Frame) -> Party:
    """Whose demand it is: "a demand of the unions", "the unions' demands", "one of the demands of the protesters"."""
    fillers = [f for f in (*noun.subjects, *noun.prep("of", "by", "from")) if stances.scene.named(f)]
    return stances.scene.party(fillers, noun.trigger)


def _act_named(stances: Stances, noun: Frame) -> Frame | None:
    """The predicate whose deed the noun for the demand names, by apposition, a relative clause or "this was"."""
    doc = stances.reading.document.doc
    token = doc[noun.trigger]
    while token.dep_ in ("pobj", "prep") and token.head.lower_ in ("one", "another", "some", "part", "of", "all"):
        token = token.head
    if token.dep_ in ("appos", "conj") and token.head.i < token.i:
        return _governing(stances, token.head.i)
    if token.dep_ not in ("attr", "pobj", "dobj") or token.head.lemma_ not in ("be", "meet", "satisfy", "grant"):
        return None
    copula = stances.scene.frame(token.head.i)
    if copula is not None and copula.tense == "participle" and copula.lemma != "be":
        return _governing(stances, token.head.head.i)  # "said it would pay, meeting the main demand of the unions"
    subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
    if copula is None or copula.negated or subject is None or subject.i > token.head.i:
        return None
    if subject.lower_ in ("this", "that", "it"):
        return _main_before(stances, token.head.i)
    return _governing(stances, token.head.head.i) if subject.lower_ == "which" and token.head.dep_ == "relcl" else None


def _governing(stances: Stances, i: int) -> Frame | None:
    """The verb that has a noun, or what hangs on it, for its argument."""
    token = stances.reading.document.doc[i]
    for _ in range(6):
        frame = stances.scene.frame(token.i)
        if frame is not None and frame.pos == "verb":
            return frame
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _main_before(stances: Stances, i: int) -> Frame | None:
    """The main verb of the sentence before, or what is announced in it."""
    document = stances.reading.document
    number = document.sentence_index(i)
    if number == 0 or document.block_of[document.sentences[number - 1][0]] != document.block_of[i]:
        return None
    frames = (stances.scene.frame(k) for k in range(*document.sentences[number - 1]))
    main = next((f for f in frames if f is not None and f.pos == "verb" and f.relation == "root"), None)
    if main is None or main.lemma not in _SAYING:
        return main
    clause = main.clause("that", "to")
    inner = stances.scene.frame(clause.trigger) if clause is not None else None
    return inner if inner is not None and inner.pos == "verb" else main


def _doer(stances: Stances, act: Frame) -> tuple[Frame, Party]:
    """Who acts: whoever announces it, where the act is in its own words, else the verb's subject."""
    above = stances.scene.frame(act.parent)
    if above is not None and above.lemma in _SAYING and act.relation in ("ccomp", "xcomp"):
        by = stances.answers.answerer(above.subjects, above.trigger)
        if stances.scene.resolved(by):
            return above, by
    return act, stances.answers.answerer(act.subjects, act.trigger)


def _turn(stances: Stances, act: Frame, teller: Frame) -> ResponseType | None:
    """Whether the deed is granted or refused."""
    for frame in (teller, act):
        open_ = construed(stances.reading, frame.trigger).modality in _UNREAL
        if open_ and not frame.negated and frame.modal not in _WILL:
            return None
    no = act.negated or teller.negated or {act.lemma, teller.lemma} & (words("refusing") | words("bare_no"))
    if no:
        return _NO
    granted = teller.lemma in _SAYING or act.lemma in words("accepting") | listed("giving") | words("ending")
    return _YES if granted or act.lemma in ("withdraw", "scrap", "drop", "lift", "release", "free", "add") else None


# ---------------------------------------------------------------------------------------------- there will be none
def _none_ahead(stances: Stances, frame: Frame) -> Finding | None:
    """ "There will be no early election," said by whoever was asked for one."""
    if frame.pos != "verb" or not (frame.modal in _WILL or frame.tense == "future") or frame.relation == "relcl":
        return None
    doc = stances.reading.document.doc
    there = frame.lemma == "be" and any(c.dep_ == "expl" for c in doc[frame.trigger].children)
    never = frame.lemma in ("happen", "take place", "occur", "take") and frame.negated
    said = stances.speaks(frame.trigger) if there or never else None
    if said is None:
        return None
    things = (*frame.attributes, *frame.objects) if there else frame.subjects
    no = frame.negated or any(c.lower_ == "no" for f in things for c in doc[f.head].children)
    segment, by = said
    if never and stances.pointing(frame.subjects, frame.trigger):  # "That is not going to happen."
        to = stances.near(by, frame.trigger, 1, named=True)
        at = segment.trigger if segment.trigger >= 0 and _here(stances, segment.trigger, frame) else frame.trigger
        rule, words_ = "response-offer:none-ahead", _clip(stances, segment.span, at)
        return Finding(rule, at, by, _NO, to, None, words_, Decimal("0.55")) if to >= 0 else None
    for demand in _recent(stances, frame, by, 4) if no else ():
        spans = [f.span for f in things if related(stances.content(f.span), stances.content(demand.action))]
        if spans:
            at = segment.trigger if segment.trigger >= 0 and _here(stances, segment.trigger, frame) else frame.trigger
            words_ = _clip(stances, segment.span, at)
            rule = "response-offer:none-ahead"
            return Finding(rule, at, by, _NO, demand.trigger, spans[0], words_, Decimal("0.6"))
    return None


def _here(stances: Stances, at: int, frame: Frame) -> bool:
    where = stances.reading.document.sentence_index
    return where(at) == where(frame.trigger)


def _clip(stances: Stances, span: TokenSpan, at: int) -> TokenSpan | None:
    start, end = stances.reading.document.sentence(at)
    first, last = max(start, span[0]), min(end, span[1])
    return (first, last) if first < last else None


# ---------------------------------------------------------------------------------------------- votes
def _vote(stances: Stances, frame: Frame) -> Finding | None:
    """ "voted against sending back the files", "voted to send them back", by a body of whoever was asked."""
    if frame.pos != "verb" or frame.lemma != "vote" or frame.negated or not stances.happened(frame):
        return None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    if not stances.scene.resolved(by):
        return None
    for name, at in frame.adverbials:
        inner = stances.scene.frame(at)
        if name in ("against", "for") and inner is not None:
            to = stances.about(by, (at, inner.span[1]), frame.trigger, 1)
            if to >= 0:
                kind, rule = _NO if name == "against" else _YES, "response-offer:vote"
                return Finding(rule, frame.trigger, by, kind, to, (at, inner.span[1]), None, Decimal("0.65"))
    clause = frame.clause("to")
    if clause is not None:
        to = stances.about(by, (clause.trigger, clause.span[1]), frame.trigger, 2)
        if to >= 0:
            return Finding("response-offer:vote", frame.trigger, by, _YES, to, clause.span, None, Decimal("0.6"))
    return None


# ---------------------------------------------------------------------------------------------- stays as it is
def _stays(stances: Stances, frame: Frame) -> Finding | None:
    """ "vowed that the law would stay", said by whoever was asked to change it."""
    ahead = frame.modal in _WILL or frame.tense == "future"
    if frame.pos != "verb" or frame.lemma not in ("stay", "remain", "stand", "continue") or frame.negated or not ahead:
        return None
    said = stances.speaks(frame.trigger)
    if said is None:
        return None
    segment, by = said
    who = sides(stances.reading, stances.scene.resolved(by))
    for demand in _recent(stances, frame, by, 3):
        same = any(stances.content(f.span) & stances.content(demand.action) for f in frame.subjects)
        if same and who & sides(stances.reading, stances.asked(demand)):
            at = segment.trigger if segment.trigger >= 0 and _here(stances, segment.trigger, frame) else frame.trigger
            words_ = _clip(stances, segment.span, at)
            rule = "response-offer:stays"
            return Finding(rule, at, by, _NO, demand.trigger, None, words_, Decimal("0.55"))
    return None


# ---------------------------------------------------------------------------------------------- talks on it
def _talks_on(stances: Stances, frame: Frame) -> Finding | None:
    """ "plans to hold consultations with the bank over its demand": the matter is taken up, and put off."""
    if frame.pos != "noun" or frame.lemma not in _TALKS or frame.negated:
        return None
    verb = stances.scene.frame(frame.parent)
    if verb is None or verb.pos != "verb" or verb.lemma.split(" ")[0] not in _HOLDING or verb.negated:
        return None
    by = stances.answers.answerer(verb.subjects, verb.trigger)
    for filler in (*frame.prep("over", "on", "about", "regarding"), *verb.prep("over", "on", "about", "regarding")):
        if not stances.answers.is_demand_noun(filler) or not stances.scene.resolved(by):
            continue
        matter = stances.matter(filler)
        if matter is not None and not stances.owns(by, matter):
            to, rule = stances.link(by, matter, frame.trigger), "response-offer:talks"
            kind = ResponseType.DEFERRAL
            return Finding(rule, verb.trigger, by, kind, to, filler.span, None, Decimal("0.6"))
    return None


_PATTERNS = (_counter_offer, _appeal, _granted, _none_ahead, _vote, _stays, _talks_on)
