"""Answers that point back without naming what was asked: "ruled out such a step", "would fight to the last man", "wants
guarantees first", and answers told before the demand.

Second parts of adjacency pairs (Schegloff and Sacks 1973) in the ways in which English leaves the first part unsaid:

* a plain "no" or "yes", or a quantifier that denies ("would take none"), from one of those who were asked;
* a verb of wanting with what must come before a yes ("wants further guarantees", "needed assurances first");
* standing fast: a promise to go on as before ("would serve out his term", "vowed to stay off the job despite ...");
* a retelling that puts the answer first and the demand behind it as background ("X would never give up its right to
  enrich, it said. Washington had demanded a halt to enrichment": the inverted pyramid; van Dijk 1988, ch. 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.actors.sides import sides
from kg.candidates import DemandCandidate, ResponseCandidate
from kg.demands.parties import NOBODY, Party
from kg.document import TokenSpan
from kg.frames.frame import Frame
from kg.model import ActorKind, ResponseType, StatementKind
from kg.reading import Reading, Segment
from kg.responses.adjacency import reach
from kg.responses.conditions import bound, conditional
from kg.responses.houses import answers_for
from kg.responses.kinship import related
from kg.responses.polarity import answer_in
from kg.responses.stances import Finding, Stances, phrases, words
from kg.responses.tellers import teller, word_of

_YES, _NO, _IF, _LATER = (
    ResponseType.ACCEPTANCE, ResponseType.REFUSAL, ResponseType.CONDITION, ResponseType.DEFERRAL,
)  # fmt: skip
_WANTING = frozenset({"want", "need", "seek", "require", "await", "demand"})
_CONSIDERING = frozenset({"consider", "plan", "contemplate", "envisage", "foresee", "discuss", "intend"})
_MOVING = frozenset({"move", "act", "relent", "reconsider", "budge", "yield"})
_FIRST = frozenset({"guarantee", "assurance", "safeguard", "proof", "concession"})
_TIME = frozenset({"time", "clarification", "detail", "information"})
_REPLYING = frozenset({"respond", "reply", "retort", "counter", "answer", "hit back", "fire back", "shoot back"})
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_WILL = frozenset({"will", "would", "be going to", "shall"})
_AHEAD = 3


def find(reading: Reading) -> Iterator[ResponseCandidate]:
    """The answers whose demand stands before or behind them, unnamed."""
    stances = reading.once(Stances)
    for segment in reading.segments:
        yield from stances.tell_first(turn(stances, segment) for turn in (_plain, _replied, _beforehand))
    yield from stances.of_verbs(_first_wants, _fast, _bargain, _none_considered, _assented)


def _first_part(stances: Stances, segment: Segment) -> TokenSpan:
    """The words of a segment within one sentence: that of its verb, else its first."""
    start, end = stances.reading.document.sentence(segment.span[0])
    return (max(start, segment.span[0]), min(end, segment.span[1]))


# ---------------------------------------------------------------------------------------------- behind the demand
def _plain(stances: Stances, segment: Segment) -> Finding | None:
    """ "Hungary said no", "“Never,” said its premier", "would take none", from one of those who were asked."""
    if segment.kind is not StatementKind.SAYS or not segment.credits or segment.hedge:
        return None
    span = _first_part(stances, segment)
    low = stances.reading.document.lower[span[0] : span[1]]
    plain = " ".join(w for w in low if w.isalpha() or "'" in w).strip()
    kind = _NO if plain in phrases("plain_no") else _YES if plain in phrases("plain_yes") else None
    text = " ".join(low)
    firm = any(p in text for p in phrases("firm"))
    if kind is None and (firm or _none_of_it(stances, span)):
        kind = _NO
    by = teller(stances.scene, segment)
    if kind is None or not stances.scene.resolved(by):
        return None
    back = reach(stances.reading, span[0])
    to = stances.near(by, word_of(stances.scene, segment), back, named=True)
    if to < 0:
        doer = _doer(stances, span)
        to = (
            stances.near(doer, word_of(stances.scene, segment), back, named=True)
            if stances.scene.resolved(doer)
            else -1
        )
        by = _speaks_for(stances, by, doer) if to >= 0 else by
    if to < 0:
        to = _asked_of_nobody(stances, by, word_of(stances.scene, segment), 2 if firm else 1)
    if to < 0:
        return None
    said = span if segment.direct else None
    return Finding(
        "response-turn:plain", word_of(stances.scene, segment), by, kind, to, None, said, Decimal("0.6"), span
    )


def _doer(stances: Stances, span: TokenSpan) -> Party:
    """The subject of the first clause said: "Poland would take none, its minister said" is Poland's answer."""
    frames = (stances.scene.frame(i) for i in range(*span))
    first = next((f for f in frames if f is not None and f.pos == "verb" and f.relation not in ("relcl", "acl")), None)
    if first is None or any(stances.scene.lower(f.head) in _PRONOUNS for f in first.subjects):
        return NOBODY  # "the fishermen said they would ...": they are the fishermen
    return stances.scene.party(first.subjects, first.trigger)


def _speaks_for(stances: Stances, speaker: Party, doer: Party) -> Party:
    """The speaker, if of the house that the words are about ("Poland would take none, the minister said"), else it."""
    who, whose = stances.scene.resolved(speaker), stances.scene.resolved(doer)
    return speaker if who and whose and answers_for(stances.reading, who, whose) else doer


def _replied(stances: Stances, segment: Segment) -> Finding | None:
    """ "replied that the matter was for the courts", right after a demand of another."""
    verb = stances.scene.frame(segment.trigger)
    if segment.kind is not StatementKind.SAYS or verb is None or verb.lemma not in _REPLYING or verb.prep("to", "at"):
        return None
    by, span, where = (
        teller(stances.scene, segment),
        _first_part(stances, segment),
        stances.reading.document.sentence_index,
    )
    kind = answer_in(stances, span)
    if kind is None or not stances.scene.resolved(by):
        return None
    who, found = stances.scene.resolved(by), -1
    for demand in stances.answers.told.near(segment.trigger, 1):
        asker, asked = stances.asker(demand), stances.asked(demand)
        others = bool(asker or asked) and not sides(stances.reading, who) & sides(stances.reading, asker)
        near = demand.trigger < segment.trigger and where(segment.trigger) - where(demand.trigger) <= 1
        if others and near and (not asked or answers_for(stances.reading, who, asked)):
            found = demand.trigger
    if found < 0:
        return None
    said = span if segment.direct else None
    return Finding("response-turn:replied", segment.trigger, by, kind, found, None, said, Decimal("0.6"), span)


def _asked_of_nobody(stances: Stances, by: Party, before: int, reach: int) -> int:
    """The last demand of a known other in the sentences before that nobody is told to meet, or -1."""
    where = stances.reading.document.sentence_index
    found = [
        d.trigger for d in stances.open_to(by, before)
        if where(before) - where(d.trigger) <= reach and stances.asker(d) and not stances.asked(d)
    ]  # fmt: skip
    return max(found, default=-1)


def _none_of_it(stances: Stances, span: TokenSpan) -> bool:
    """True for "would take none": the verb's object is a bare quantifier that denies."""
    frames = (stances.scene.frame(i) for i in range(*span))
    main = next((f for f in frames if f is not None and f.pos == "verb" and f.relation not in ("relcl", "acl")), None)
    will = main is not None and (main.modal in _WILL or main.tense == "future")
    return will and main is not None and any(stances.scene.lower(f.head) == "none" for f in main.objects)


def _first_wants(stances: Stances, frame: Frame) -> Finding | None:
    """ "wants further guarantees", "needed assurances first", right after a demand."""
    if frame.lemma not in _WANTING or frame.negated or frame.passive or frame.clause("that", "to") is not None:
        return None
    heads = {stances.scene.lemma(f.head) for f in frame.objects}
    kind = _IF if heads & _FIRST else _LATER if heads & _TIME else None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    if kind is None or not stances.scene.resolved(by):
        return None
    to, about = stances.near(by, frame.trigger, 1, named=True), None
    if to < 0:
        other = _answered_beside(stances, by, frame)
        if other is None:
            return None
        to, about = other.to, other.about
    return Finding("response-turn:first", frame.trigger, by, kind, to, about, None, Decimal("0.55"), frame.span)


def _answered_beside(stances: Stances, by: Party, frame: Frame) -> ResponseCandidate | None:
    """What another answers in the same sentence: "France has agreed to the proposal, while Italy wants guarantees"."""
    start, end = stances.reading.document.sentence(frame.trigger)
    who = sides(stances.reading, stances.scene.resolved(by))
    for one in stances.known:
        other = sides(stances.reading, stances.scene.resolved(Party(one.by, one.by_actor)))
        if start <= one.trigger < end and not who & other and (one.to >= 0 or one.about is not None):
            return one
    return None


def _fast(stances: Stances, frame: Frame) -> Finding | None:
    """ "would serve out his term", "would fight to the last man", right after a demand to go or to give up."""
    text = " ".join(stances.reading.document.lower[frame.trigger : frame.trigger + 4])
    lemma = frame.lemma.split(" ")[0]
    text = " ".join((lemma, *text.split(" ")[1:]))
    if not any(text.startswith(p) for p in phrases("standing_fast")) or frame.negated:
        return None
    above = stances.scene.frame(frame.parent) if frame.relation in ("xcomp", "advcl") else None
    binds = above is not None and above.lemma in words("binding") and not above.negated
    teller = above if binds and above is not None else frame
    by = stances.answers.answerer(teller.subjects, teller.trigger)
    said = stances.speaks(frame.trigger)
    pronoun = any(stances.scene.lower(f.head) in ("he", "she", "it", "they", "we", "i") for f in frame.subjects)
    if said is not None and pronoun and not binds:
        by = said[1]
    will = (frame.modal in _WILL or frame.tense == "future") and stances.answers.own_words(by, frame.trigger)
    if not stances.scene.resolved(by) or not (binds or will):
        return None
    to = stances.near(by, teller.trigger, 1, named=True)
    if to < 0:
        return None
    shown = (min(teller.trigger, frame.trigger), frame.trigger + 1)
    return Finding("response-turn:fast", teller.trigger, by, _NO, to, None, None, Decimal("0.6"), shown)


def _bargain(stances: Stances, frame: Frame) -> Finding | None:
    """ "would be willing to pay if Peru withdrew its complaint", by one of whom something was asked right before."""
    ahead = frame.modal in (*_WILL, "may", "might", "could") or frame.tense == "future"
    doc = stances.reading.document.doc
    near = doc[frame.trigger : min(frame.trigger + 3, len(doc))]
    ready = any(t.lower_ in ("ready", "prepared", "willing") for t in near)
    if frame.negated or not (ahead or (ready and frame.lemma == "be")) or frame.relation in ("advcl", "relcl", "acl"):
        return None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    if not stances.scene.resolved(by) or not stances.answers.own_words(by, frame.trigger):
        return None
    clause = _condition(stances, frame)
    if clause is None:
        return None
    other = stances.scene.resolved(stances.scene.party(clause.subjects or clause.objects, clause.trigger))
    where, who, found = stances.reading.document.sentence_index, stances.scene.resolved(by), -1
    for demand in stances.open_to(by, frame.trigger):
        asker = stances.asker(demand)
        theirs = bool(other) and bool(sides(stances.reading, other) & sides(stances.reading, asker))
        known = bool(stances.asked(demand)) and answers_for(stances.reading, who, stances.asked(demand))
        known = known and (
            frame.lemma in words("accepting") | words("opening") | _MOVING or _same_deed(stances, frame, demand)
        )
        if asker and where(frame.trigger) - where(demand.trigger) <= 3 and (theirs or known):
            found = demand.trigger
    if found < 0:
        return None
    start, end = stances.reading.document.sentence(frame.trigger)
    shown, said = (frame.trigger, min(end, max(clause.span[1], clause.trigger + 1))), stances.speaks(frame.trigger)
    at = frame.trigger
    if said is not None and sides(stances.reading, stances.scene.resolved(said[1])) & sides(stances.reading, who):
        by, at = said[1], said[0].trigger if start <= said[0].trigger < end else at  # one answer, the speaker's
    return Finding("response-turn:bargain", at, by, _IF, found, None, None, Decimal("0.55"), shown)


def _same_deed(stances: Stances, frame: Frame, demand: DemandCandidate) -> bool:
    """True if a predicate has a word of what was asked."""
    return bool(related(stances.content((frame.trigger, frame.span[1])), stances.content(demand.action)))


def _none_considered(stances: Stances, frame: Frame) -> Finding | None:
    """ "no further cut was being considered", in the words of one who was asked for one."""
    if frame.lemma not in _CONSIDERING or not frame.passive:
        return None
    said = stances.speaks(frame.trigger)
    for filler in frame.objects if said is not None else ():
        no = any(c.lower_ == "no" for c in stances.reading.document.doc[filler.head].children)
        to = stances.about(said[1], (filler.head, filler.head + 1), frame.trigger, 1) if no and said else -1
        if to >= 0 and said is not None:
            at = said[0].trigger if said[0].trigger >= 0 else frame.trigger
            rule, shown = "response-turn:none-considered", (filler.span[0], frame.trigger + 1)
            return Finding(rule, at, said[1], _NO, to, None, None, Decimal("0.6"), shown)
    return None


def _assented(stances: Stances, frame: Frame) -> Finding | None:
    """ "Iran has agreed to a ceasefire", told of one side alone: another has put it forward."""
    if frame.lemma not in ("agree", "accept") or frame.negated or frame.prep("with"):
        return None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    will = (frame.modal in _WILL or frame.tense == "future") and stances.answers.own_words(by, frame.trigger)
    tied = will and conditional(stances.reading, frame)  # "it would agree to a truce provided that Chad did so too"
    if not tied and (frame.lemma != "agree" or not stances.happened(frame)):
        return None
    who = stances.scene.resolved(by)
    if len(who) != 1 or who[0].kind is ActorKind.GROUP or who[0].members or stances.answers.together(by):
        return None
    filler = next(
        (f for f in (*frame.prep("to"), *frame.objects) if stances.scene.lemma(f.head) in words("assented")), None
    )
    if filler is None:
        return None
    to = stances.about(by, filler.span, frame.trigger, 1)
    return Finding(
        "response-turn:assented", frame.trigger, by, _IF if tied else _YES, to, filler.span, None, Decimal("0.55")
    )


def _condition(stances: Stances, frame: Frame) -> Frame | None:
    """The clause behind a predicate that puts it under a condition."""
    document = stances.reading.document
    start, end = document.sentence(frame.trigger)
    low = document.lower
    first = start + (document.in_quotation[start] >= 0 and not low[start].isalpha())
    if low[first : first + 1] and low[first] == "if":  # "If Peru withdraws its suit, we would be ready to pay"
        return _clause_after(stances, first, frame.trigger)
    for i in range(frame.trigger + 1, end):
        if low[i] in ("if", "provided") and low[i - 1] not in ("even", "as", "only", "ask", "asked", "see"):
            return _clause_after(stances, i, end)
        if low[i] in ("if", "when", "after", "once") and low[i - 1] == "only":
            return _clause_after(stances, i, end)
        if low[i] == "long" and low[i - 1] == "as" and "".join(low[i + 1 : i + 2]) == "as":
            return _clause_after(stances, i, end)
        if low[i] == "condition" and low[i - 1] == "on":
            return _clause_after(stances, i, end)
    return None


def _clause_after(stances: Stances, at: int, end: int) -> Frame | None:
    frames = (stances.scene.frame(i) for i in range(at + 1, end))
    return next((f for f in frames if f is not None and f.pos == "verb"), None)


# ---------------------------------------------------------------------------------------------- before the demand
def _beforehand(stances: Stances, segment: Segment) -> Finding | None:
    """What somebody will do, or not, or only if; the sentences behind tell that another had asked for it."""
    if segment.kind is not StatementKind.SAYS or not segment.credits or segment.hedge:
        return None
    span = _first_part(stances, segment)
    by = teller(stances.scene, segment)
    main = _own_deed(stances, span, by)
    if main is None and (main := _own_deed(stances, span, doer := _doer(stances, span))) is not None:
        by = _speaks_for(stances, by, doer)
    if main is None or not stances.scene.resolved(by) or stances.scene.asks(span[0]):
        return None
    kind = _turn(stances, main)
    deed = (main.trigger, max(span[1], main.span[1]))
    demand = _told_later(stances, by, deed, span[1]) if kind is not None else None
    if demand is None or kind is None:
        return None
    said = span if segment.direct else None
    rule = "response-turn:beforehand"
    return Finding(rule, word_of(stances.scene, segment), by, kind, demand.trigger, None, said, Decimal("0.55"), span)


def _own_deed(stances: Stances, span: TokenSpan, by: Party) -> Frame | None:
    """The first main clause that tells what the speaker, or its side, will do or is ready to do."""
    for i in range(*span):
        frame = stances.scene.frame(i)
        if frame is None or frame.pos == "noun" or frame.relation in ("relcl", "acl", "advcl", "xcomp"):
            continue
        who, speaker = stances.scene.resolved(stances.scene.party(frame.subjects, i)), stances.scene.resolved(by)
        pronoun = any(stances.scene.lower(f.head) in ("he", "she", "it", "they") for f in frame.subjects)
        own = (
            (pronoun and not who)
            or stances.scene.first_person(frame.subjects)
            or (bool(who) and bool(sides(stances.reading, who) & sides(stances.reading, speaker)))
        )
        if frame.lemma == "be" and not frame.modal:
            continue
        ahead = frame.modal in _WILL or frame.tense == "future" or frame.lemma in ("ready", "prepared", "willing")
        return frame if own and ahead else None
    return None


def _turn(stances: Stances, frame: Frame) -> ResponseType | None:
    document = stances.reading.document
    low = document.lower[frame.trigger : document.sentence(frame.trigger)[1]]
    if bound(low) or (frame.negated and {"until", "unless", "before"} & set(low)):
        return _IF
    return _NO if frame.negated else None


def _told_later(stances: Stances, by: Party, deed: TokenSpan, after: int) -> DemandCandidate | None:
    """The first demand on the speaker's side told within the next sentences whose deed is that of the words."""
    where = stances.reading.document.sentence_index
    said, who = stances.content(deed), stances.scene.resolved(by)
    whose = stances.scene.resolved(_doer(stances, deed))  # "Chile would ..., its president said"
    for demand in stances.answers.told.near(deed[0], 0, _AHEAD):
        away = where(demand.trigger) - where(deed[0])
        asked, asker = stances.asked(demand), stances.asker(demand)
        if demand.trigger < after or not 0 < away <= _AHEAD or not asker or not who:
            continue
        if sides(stances.reading, (*who, *whose)) & sides(stances.reading, asker):
            continue
        if asked and not answers_for(stances.reading, who, asked):
            continue
        wanted = stances.content(demand.action)
        shared = related(wanted, said)
        if len(shared) >= 2 or (shared and 2 * len(shared) >= len(wanted)):
            return demand
    return None
