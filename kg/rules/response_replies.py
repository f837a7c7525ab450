"""Replies: "responding to the calls, he said Peru would never bow", and what whoever was asked says right after.

The second part of an adjacency pair (Schegloff and Sacks 1973) takes its sense from the first. Three ways to tell it:

* in one sentence, the demand under a phrase of replying ("in response to", "asked about", "reacting to") and the answer
  in the words of speech;
* in two, the reply told by a verb ("Chile was replying to Peru's demand") and its words before or after it;
* by adjacency alone: whoever was asked puts off, sets a condition, or says it will do what was asked for.

What the words answer is read off their polarity, their conditions and a few verbs; words without any answer nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.actors.sides import sides
from kg.candidates import DemandCandidate, ResponseCandidate
from kg.demands.parties import NOBODY, Party
from kg.document import TokenSpan
from kg.frames.frame import Filler, Frame
from kg.model import Actor, ActorKind, ResponseType, StatementKind
from kg.reading import Reading, Segment
from kg.responses.houses import answers_for, governs, of_trade
from kg.responses.kinship import related
from kg.responses.polarity import answer_in, bound_promise
from kg.responses.stances import Finding, Stances, phrases, words
from kg.responses.tellers import teller, word_of

_REPLYING = frozenset(
    {"respond", "reply", "react", "answer", "retort", "counter", "hit back", "fire back", "shoot back"}
)
_NOUNS = frozenset({"response", "reply", "answer", "reaction"})
_ASKED = frozenset({"ask", "press", "question", "quiz", "challenge"})
_SAYING = frozenset({"say", "remark"})
_DECISIONS = frozenset(
    {"decision", "decide", "judgment", "judgement", "determination", "matter", "request", "issue", "question", "demand"}
    | {
        "proposal",
        "case",
        "application",
        "option",
        "letter",
        "message",
        "plan",
        "offer",
        "idea",
        "suggestion",
        "appeal",
    }
)
_BACK, _ON = 3, 2
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_CLAIMS = frozenset(
    {"claim", "accusation", "criticism", "allegation", "comment", "remark", "tweet", "message", "threat"}
)


def find(reading: Reading) -> Iterator[ResponseCandidate]:
    """The answers that replies give."""
    stances = reading.once(Stances)
    for frame in reading.frames.values():
        if not stances.scene.readable(frame.trigger):
            continue
        for finding in _replies(stances, frame):
            yield from stances.tell(finding)
    for segment in reading.segments:
        finding_ = _adjacent(stances, segment)
        if finding_ is not None:
            yield from stances.tell(finding_)


# ---------------------------------------------------------------------------------------------- replies that are named
def _replies(stances: Stances, frame: Frame) -> Iterator[Finding]:
    """The answers beside one phrase of replying."""
    matter = _replied_to(stances, frame)
    if matter is None or frame.negated:
        return
    same, by = _segments_here(stances, frame), _replier(stances, frame)
    if frame.lemma in _SAYING:
        same = [s for s in stances.reading.segments if s.trigger == frame.trigger and s.kind is StatementKind.SAYS]
    if not same and frame.pos == "verb" and frame.relation in ("root", "conj", "ccomp"):
        same = _segments_around(stances, frame, by)
    for segment in same:
        speaker = teller(stances.scene, segment)
        kind = answer_in(stances, _within(stances, segment)) or bound_promise(stances, _within(stances, segment))
        if kind is None and _said_only(stances, segment):
            kind = ResponseType.DEFERRAL
        owner = stances.matter(matter)
        if kind is None or not stances.scene.resolved(speaker) or (owner is not None and stances.owns(speaker, owner)):
            continue
        to = _demand_of(stances, speaker, matter, frame)
        if to is None:
            continue
        at = word_of(stances.scene, segment)
        said = _within(stances, segment)
        yield Finding("response-reply:framed", at, speaker, kind, to, None, said, Decimal("0.6"))
        return
    deed = _done_in_reply(stances, frame, matter)
    if deed is not None:
        yield deed


def _said_only(stances: Stances, segment: Segment) -> bool:
    """True for "asked about the demand, he said only that ...": he did not answer it."""
    after = stances.reading.document.lower[segment.trigger + 1 : segment.trigger + 2] if segment.trigger >= 0 else ()
    return "".join(after) in ("only", "merely")


def _done_in_reply(stances: Stances, frame: Frame, matter: Filler) -> Finding | None:
    """ "in response to the request, Chile pledged to send ships": a promise, or the very deed that was asked for."""
    main = stances.scene.frame(frame.parent) if frame.pos == "noun" else None
    if main is None or main.pos != "verb" or main.negated or not stances.happened(main):
        return None
    by, owner = stances.answers.answerer(main.subjects, main.trigger), stances.matter(matter)
    if not stances.scene.resolved(by) or owner is None or not owner.strong or stances.owns(by, owner):
        return None
    to = stances.link(by, owner, frame.trigger)
    demand = stances.answers.told.at(to)
    promised = main.lemma in words("binding") | {"agree"} and main.clause("to") is not None
    rest = stances.content((main.trigger, main.span[1]))
    same = demand is not None and main.lemma in stances.content(demand.action) and bool(rest)
    if not promised and not same:
        return None
    rule = "response-reply:done"
    return Finding(rule, main.trigger, by, ResponseType.ACCEPTANCE, to, matter.span, None, Decimal("0.6"))


def _replied_to(stances: Stances, frame: Frame) -> Filler | None:
    """What is replied to, for a phrase of replying."""
    found: tuple[Filler, ...] = ()
    if frame.pos == "verb" and frame.lemma in _REPLYING:
        found = frame.prep("to", "at") + (frame.objects if frame.lemma == "answer" else ())
    elif frame.pos == "noun" and frame.lemma in _NOUNS and frame.relation == "prep":
        found = frame.prep("to")
    elif frame.pos == "verb" and frame.lemma in _SAYING and not frame.negated:
        found = tuple(f for f in frame.prep("of", "about") if _is_matter(stances, f))
    elif frame.pos == "verb" and frame.lemma in _ASKED and frame.relation in ("advcl", "acl"):
        found = frame.prep("about", "on", "over") + _asked_whether(stances, frame)
    return next((f for f in found if stances.reading.document.doc[f.head].pos_ in ("NOUN", "PROPN")), None)


def _is_matter(stances: Stances, filler: Filler) -> bool:
    matter = stances.matter(filler)
    return matter is not None and matter.strong


def _asked_whether(stances: Stances, frame: Frame) -> tuple[Filler, ...]:
    """The demand in what somebody is asked ("asked whether it would meet the demand")."""
    clause = frame.clause("wh")
    inner = stances.scene.frame(clause.trigger) if clause is not None else None
    nouns = (*inner.objects, *(f for _, f in inner.preps)) if inner is not None else ()
    return tuple(f for f in nouns if stances.answers.is_demand_noun(f))


def _demand_of(stances: Stances, by: Party, filler: Filler, frame: Frame) -> int | None:
    """The demand that is replied to, -1 where only its noun is known, None if nothing was asked."""
    matter = stances.matter(filler)
    if matter is not None:
        return stances.link(by, matter, frame.trigger)
    noun = stances.scene.frame(filler.head)
    if noun is None or stances.scene.lemma(filler.head) not in _CLAIMS:
        return None
    owner = set(stances.scene.resolved(stances.scene.party(noun.subjects, filler.head)))
    where = stances.reading.document.sentence_index
    about = stances.content(noun.span)
    for demand in stances.answers.demands:
        asker = set(stances.asker(demand))
        if asker & set(stances.scene.resolved(by)):
            continue
        if owner & asker and about & stances.content(demand.evidence):
            return demand.trigger
        if not owner and 0 <= where(frame.trigger) - where(demand.trigger) <= _BACK and asker:
            return demand.trigger
    return None


def _replier(stances: Stances, frame: Frame) -> Party:
    return stances.scene.party(frame.subjects, frame.trigger) if frame.pos == "verb" else Party()


def _segments_here(stances: Stances, frame: Frame) -> list[Segment]:
    """What is said in the sentence of a phrase of replying, outside that phrase."""
    start, end = stances.reading.document.sentence(frame.trigger)
    return [
        s for s in stances.reading.segments
        if s.kind is StatementKind.SAYS and s.credits and start <= word_of(stances.scene, s) < end
        and not s.span[0] <= frame.trigger < s.span[1] and s.span[0] < end and s.span[1] > start
        and s.trigger not in range(*frame.span)
    ]  # fmt: skip


def _segments_around(stances: Stances, frame: Frame, by: Party) -> list[Segment]:
    """What the one who replies says in the sentences next to the telling, the nearest after it first."""
    document, who = stances.reading.document, set(stances.scene.resolved(by))
    here = document.sentence_index(frame.trigger)
    near: list[tuple[int, int, Segment]] = []
    for s in stances.reading.segments:
        away = document.sentence_index(s.span[0]) - here
        fits = s.kind is StatementKind.SAYS and s.credits and -_BACK <= away <= _ON and away != 0
        if fits and who & set(stances.scene.resolved(teller(stances.scene, s))):
            back = frame.progressive and away < 0
            if back or (away > 0 and not frame.progressive):
                near.append((abs(away) if away > 0 else -away, s.span[0], s))
    near.sort(key=lambda one: (one[1] if frame.progressive else one[0], one[1]))
    return [s for _, _, s in near]


def _within(stances: Stances, segment: Segment) -> TokenSpan:
    """The part of a stretch of speech that stands in the sentence of its verb, or its first sentence."""
    at = word_of(stances.scene, segment)
    start, end = stances.reading.document.sentence(at)
    first, last = max(start, segment.span[0]), min(end, segment.span[1])
    if first < last:
        return (first, last)
    start, end = stances.reading.document.sentence(segment.span[0])
    return (segment.span[0], min(end, segment.span[1]))


# ---------------------------------------------------------------------------------------------- adjacency
def _adjacent(stances: Stances, segment: Segment) -> Finding | None:
    """What whoever was asked says of the matter right after: later, only if, or yes."""
    if segment.kind is not StatementKind.SAYS or not segment.credits or segment.hedge:
        return None
    span = _within(stances, segment)
    kind = answer_in(stances, span)
    if kind is ResponseType.REFUSAL or stances.scene.asks(span[0]):
        return None
    doer = NOBODY if kind is ResponseType.DEFERRAL else _doer(stances, span)  # putting off is done by saying so
    for by in (teller(stances.scene, segment), doer):
        demand = _asked_before(stances, segment, by, undecided=kind is ResponseType.DEFERRAL)
        if demand is None:
            continue
        if kind in (None, ResponseType.ACCEPTANCE):
            kind = ResponseType.ACCEPTANCE if _will_do_it(stances, span, demand) else None
        if kind is None:
            return None
        said, at = span if segment.direct else None, word_of(stances.scene, segment)
        return Finding("response-reply:adjacent", at, by, kind, demand.trigger, None, said, Decimal("0.5"), span)
    return None


def _doer(stances: Stances, span: TokenSpan) -> Party:
    """The subject of the first clause said: "Chile would ..., an official said" is Chile's answer."""
    frames = (stances.scene.frame(i) for i in range(*span))
    first = next((f for f in frames if f is not None and f.pos == "verb" and f.relation not in ("relcl", "acl")), None)
    if first is None or any(stances.scene.lower(f.head) in _PRONOUNS for f in first.subjects):
        return NOBODY  # "the fishermen said they would ...": they are the fishermen
    return stances.scene.party(first.subjects, first.trigger)


def _asked_before(stances: Stances, segment: Segment, by: Party, *, undecided: bool) -> DemandCandidate | None:
    """The last demand that the speaker's side was to meet, near before, and of the same matter as the words."""
    document = stances.reading.document
    who = stances.scene.resolved(by)
    here, lemmas = document.sentence_index(segment.span[0]), stances.content(_within(stances, segment))
    near = [
        d for d in stances.answers.told.near(segment.span[0], _ON + 1)
        if d.trigger < segment.span[0] and here - document.sentence_index(d.trigger) <= _ON + 1
        and not (segment.span[0] < d.evidence[1] and d.evidence[0] < segment.span[1])
    ]  # fmt: skip
    open_ = undecided and bool(lemmas & _DECISIONS)  # "looking into the matter", "before it decides"
    asked = [
        d for d in near
        if _may_answer(stances, d, who, lemmas)
        or (open_ and here - document.sentence_index(d.trigger) <= 1 and _of_nobody(stances, d, who))
    ]  # fmt: skip
    if not asked:
        return None
    said = " ".join(document.lower[slice(*_within(stances, segment))])
    put_off = undecided and any(p in said for p in phrases("later"))  # "we have promised nothing", right after
    open_ = open_ or (put_off and here - document.sentence_index(asked[-1].trigger) <= 1)
    topical = open_ or any(related(lemmas, stances.content(d.action) | stances.content(d.evidence)) for d in near)
    return asked[-1] if topical else None


def _of_nobody(stances: Stances, demand: DemandCandidate, who: tuple[Actor, ...]) -> bool:
    """True if another asks, and the text does not say whom: whoever speaks next of a decision may be the one."""
    asker = stances.asker(demand)
    others = bool(who) and bool(asker) and not sides(stances.reading, who) & sides(stances.reading, asker)
    decides = any(governs(stances.reading, a) or a.kind is ActorKind.ORGANIZATION for a in who)
    return others and decides and not stances.asked(demand)


def _may_answer(stances: Stances, demand: DemandCandidate, who: tuple[Actor, ...], lemmas: frozenset[str]) -> bool:
    """True if a demand is put to the speaker's side, or to a group whose deed the words name."""
    reading, asked = stances.reading, stances.asked(demand)
    if not who or sides(reading, who) & sides(reading, stances.asker(demand)):
        return False
    verb = next((t.lemma_.lower() for t in reading.document.tokens(demand.action) if t.pos_ == "VERB"), "")
    group = any(a.kind is ActorKind.GROUP for a in asked) and verb in lemmas
    if not asked and stances.asker(demand):  # "called for a truce. The rebels would keep a truce if ..."
        return bool(related(lemmas, stances.content(demand.action)))
    return group or answers_for(reading, who, asked) or of_trade(reading, who, asked)


def _will_do_it(stances: Stances, span: TokenSpan, demand: DemandCandidate) -> bool:
    """True if the words promise the deed itself: "it will close the mine"."""
    lemmas = stances.content(demand.action)
    for i in range(*span):
        frame = stances.scene.frame(i)
        if frame is None or frame.pos != "verb" or frame.negated or frame.relation in ("relcl", "acl", "advcl"):
            continue
        start = min((f.span[0] for f in frame.subjects), default=i)
        if stances.scene.lower(max(0, start - 1)) in ("how", "whether", "what", "why", "if", "when"):
            continue  # "explain how they would pay": no promise to pay
        will = frame.tense == "future" or frame.modal in ("will", "would", "be going to")
        told = stances.content((i, frame.span[1])).union(*(stances.content(f.span) for f in frame.objects))
        points = any(stances.scene.lower(f.head) in ("it", "this", "that", "one") for f in frame.objects)
        if (
            will
            and related(frozenset({frame.lemma.split(" ")[0]}), lemmas)
            and (points or len(related(told, lemmas)) >= min(2, len(lemmas)))
        ):
            return True
    return False
