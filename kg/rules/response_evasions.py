"""Answers that are none: "has not decided whether to accept", "would respond in due course", "needs time to study it".

Seven constructions that put a demand off or step round it (FrameNet Avoiding, Cogitation, Delay):

* an open question: a verb of deciding or saying under a negation, or "leave open", over "whether" and what was asked;
* "stopped short of accepting";
* time that is needed or asked for ("needed more time to study the proposal");
* a matter taken or kept "under advisement", "under review";
* a reply that will come later ("would respond in due course to the request");
* calls and letters that nobody answered;
* neither yes nor no ("neither confirmed nor denied the report"), plans that have not been announced.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.actors.sides import sides
from kg.candidates import ResponseCandidate
from kg.demands.deeds import response_rows
from kg.demands.parties import Party
from kg.document import TokenSpan
from kg.frames.frame import Clause, Filler, Frame
from kg.model import ResponseType
from kg.reading import Reading
from kg.responses.stances import Finding, Stances, phrases, words

_DEFER, _SILENT = ResponseType.DEFERRAL, ResponseType.DECLINED_TO_COMMENT
_LATER = frozenset({"later", "soon", "tomorrow", "eventually", "shortly"})
_ANSWERING = frozenset({"respond", "reply", "answer", "decide"})


def find(reading: Reading) -> Iterator[ResponseCandidate]:
    """The answers that put off or step round what was asked."""
    stances = reading.once(Stances)
    yield from stances.of_verbs(
        _undecided, _short_of, _time, _under, _later, _neither, _no_plans, _unanswered, _passed_on
    )


def _first(frame: Frame) -> str:
    return frame.lemma.split(" ")[0]


def _finding(
    stances: Stances,
    frame: Frame,
    rule: str,
    to: int,
    about: TokenSpan | None,
    by: Party | None = None,
    kind: ResponseType = _DEFER,
) -> Finding | None:
    who = by or stances.answers.answerer(frame.subjects, frame.trigger)
    if not stances.scene.resolved(who) or stances.answers.is_denied(frame.trigger):
        return None
    shown = about or frame.span
    return Finding(f"response-evasion:{rule}", frame.trigger, who, kind, to, about, None, Decimal("0.6"), shown)


def _matter_in(stances: Stances, by: Party, fillers: tuple[Filler, ...], before: int) -> tuple[int, TokenSpan] | None:
    """The demand behind the first matter of another's among noun phrases, with its words."""
    for filler in fillers:
        matter = stances.matter(filler)
        if matter is not None and matter.strong and not stances.owns(by, matter):
            return stances.link(by, matter, before), filler.span
    return None


def _asked_in(stances: Stances, by: Party, clause: Clause, before: int) -> tuple[int, TokenSpan] | None:
    """The demand that a clause speaks of: it holds the matter, or the deed that ``by`` was asked for."""
    inner = stances.scene.frame(clause.trigger)
    found = None
    answers = inner is not None and any(r.cls in ("accept", "reject") for r in response_rows("verb", _first(inner)))
    if inner is not None and (answers or _first(inner) in words("siding")):
        found = _matter_in(stances, by, (*inner.objects, *(f for _, f in inner.preps)), before)
    if found is not None:
        return found
    to = stances.about(by, (clause.trigger, clause.span[1]), before, 1)
    return (to, clause.span) if to >= 0 else None


def _undecided(stances: Stances, frame: Frame) -> Finding | None:
    """ "has not decided whether to accept the demand", "left open whether it would close the mine"."""
    clause = frame.clause("wh")
    left = _first(frame) == "leave" and "open" in stances.reading.document.lower[frame.trigger : frame.trigger + 4]
    open_ = frame.negated and _first(frame) in ("decide", "determine", "agree")
    considers = _first(frame) in words("delaying") - {"depend"} and not frame.negated
    if clause is None or not (left or open_ or considers) or frame.passive:
        return None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    found = _asked_in(stances, by, clause, frame.trigger) if stances.scene.resolved(by) else None
    return _finding(stances, frame, "open", *found, by) if found is not None else None


def _short_of(stances: Stances, frame: Frame) -> Finding | None:
    """ "stopped short of accepting the demand"."""
    short = "short" in frame.adverbs or any(name.startswith("short") for name, _ in frame.adverbials)
    if _first(frame) not in ("stop", "fall") or not short or frame.negated:
        return None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    if not stances.scene.resolved(by) or not stances.happened(frame):
        return None
    for _, at in frame.adverbials:
        inner = stances.scene.frame(at)
        if inner is not None and at > frame.trigger:
            found = _asked_in(stances, by, Clause(at, "ing", (at, inner.span[1])), frame.trigger)
            return _finding(stances, frame, "short-of", *found, by) if found is not None else None
    return None


def _time(stances: Stances, frame: Frame) -> Finding | None:
    """ "needed more time to study the proposal", "asked for time to consider the demand"."""
    if _first(frame) not in ("need", "want", "ask", "request", "require", "seek") or frame.negated:
        return None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    for noun in (*frame.objects, *frame.prep("for")):
        inner = stances.scene.frame(noun.head)
        clause = inner.clause("to") if inner is not None and inner.lemma == "time" else None
        verb = stances.scene.frame(clause.trigger) if clause is not None else None
        if clause is None or verb is None or _first(verb) not in words("delaying") | _ANSWERING:
            continue
        if stances.scene.resolved(by):
            found = _matter_in(stances, by, (*verb.objects, *(f for _, f in verb.preps)), frame.trigger)
            to = stances.near(by, frame.trigger, 2, named=True)
            if found is not None or to >= 0:
                return _finding(stances, frame, "time", *(found or (to, clause.span)), by)
    return None


def _under(stances: Stances, frame: Frame) -> Finding | None:
    """ "would take the demands under advisement"."""
    heads = {stances.scene.lemma(f.head) for f in frame.prep("under")}
    if _first(frame) not in ("take", "keep", "put", "place", "have") or not heads & words("reviews"):
        return None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    if frame.negated or not stances.scene.resolved(by):
        return None
    found = _matter_in(stances, by, frame.objects, frame.trigger)
    return _finding(stances, frame, "under", *found, by) if found is not None else None


def _later(stances: Stances, frame: Frame) -> Finding | None:
    """ "would respond in due course to the request", "will decide later on the proposal"."""
    ahead = frame.tense == "future" or frame.modal in ("will", "would", "be going to")
    if _first(frame) not in _ANSWERING or not ahead or frame.negated:
        return None
    start, end = stances.reading.document.sentence(frame.trigger)
    text = " ".join(stances.reading.document.lower[start:end])
    dated = any(p in text for p in phrases("later")) or bool(_LATER & set(text.split()))
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    if not dated or not stances.scene.resolved(by):
        return None
    found = _matter_in(stances, by, (*frame.prep("to", "on", "about"), *frame.objects), frame.trigger)
    return _finding(stances, frame, "later", *found, by) if found is not None else None


def _neither(stances: Stances, frame: Frame) -> Finding | None:
    """ "neither confirmed nor denied the report", "would not confirm or deny it"."""
    if _first(frame) != "confirm" or not frame.negated:
        return None
    after = frame.trigger + 1
    near = stances.reading.document.lemmas[after : after + 2]
    if len(near) < 2 or near[0] not in ("nor", "or") or near[1] != "deny":
        return None
    about = next((f.span for f in frame.objects), None)
    return _finding(stances, frame, "neither", -1, about, None, _SILENT)


def _no_plans(stances: Stances, frame: Frame) -> Finding | None:
    """ "had not announced any plans to leave", where somebody asked for it."""
    if _first(frame) not in ("announce", "unveil", "outline", "present", "disclose") or not frame.negated:
        return None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    for noun in frame.objects:
        inner = stances.scene.frame(noun.head)
        clause = inner.clause("to", "ing") if inner is not None and inner.lemma in ("plan", "step", "measure") else None
        to = stances.about(by, clause.span, frame.trigger, 1) if clause is not None else -1
        to = to if to >= 0 else stances.near(by, frame.trigger, 1, named=True)
        if to >= 0 and clause is not None and stances.scene.resolved(by):
            return _finding(stances, frame, "no-plans", to, clause.span, by)
    return None


def _delivered(stances: Stances, noun: Filler) -> tuple[Filler, ...]:
    """Whom a letter went to by its participle: "a note delivered to the ministry"."""
    children = stances.reading.document.doc[noun.head].children
    frames = (stances.scene.frame(c.i) for c in children if c.dep_ in ("acl", "relcl") and c.i > noun.head)
    return tuple(f for inner in frames if inner is not None for f in inner.prep("to", "with", "at"))


def _passed_on(stances: Stances, frame: Frame) -> Finding | None:
    """ "would take the suggestion to the president", "agreed to refer it to a committee"."""
    nouns = (stances.scene.frame(f.head) for f in frame.objects)
    fillers = (*frame.prep("to", "before"), *(f for noun in nouns if noun is not None for f in noun.prep("to")))
    whom = [f for f in fillers if stances.scene.named(f) or stances.scene.can_act(f)]
    if _first(frame) not in words("passing_on") or frame.negated or not whom or frame.passive:
        return None
    above = stances.scene.frame(frame.parent) if frame.tense == "infinitive" else None
    teller = above if above is not None and above.lemma in words("binding") | {"agree", "decide"} else frame
    if frame.tense == "infinitive" and teller is frame:
        return None
    by = stances.answers.answerer(teller.subjects, teller.trigger)
    for filler in frame.objects:
        matter = stances.matter(filler) or stances.meant(filler)
        if matter is None or not matter.strong or stances.owns(by, matter) or not stances.scene.resolved(by):
            continue
        if stances.scene.resolved(matter.owner) and sides(
            stances.reading, stances.scene.resolved(matter.owner)
        ) & sides(stances.reading, [a for f in whom for a in stances.scene.named(f)]):
            continue  # handed back to whoever asked
        return _finding(stances, frame, "passed-on", stances.link(by, matter, frame.trigger), filler.span, by)
    return None


def _unanswered(stances: Stances, frame: Frame) -> Finding | None:
    """ "calls to the ministry went unanswered", "messages left with the embassy were not returned"."""
    lower, lemma = stances.reading.document.lower, _first(frame)
    after = lower[frame.trigger + 1] if frame.trigger + 1 < len(lower) else ""
    nothing = lemma in ("go", "be", "remain") and after in ("unanswered", "unreturned") and not frame.negated
    passive = frame.passive and frame.negated and lemma in ("answer", "return")
    for noun in frame.subjects if nothing else frame.objects if passive else ():
        inner = stances.scene.frame(noun.head)
        if inner is None or inner.lemma not in words("contacts"):
            continue
        reached = (
            *inner.prep("to", "with"),
            *(f for f in frame.prep("to", "by") if passive),
            *_delivered(stances, noun),
        )
        by = stances.scene.party([f for f in reached if stances.scene.named(f)], frame.trigger)
        if stances.scene.resolved(by):
            return _finding(stances, frame, "unanswered", -1, noun.span, by, ResponseType.NO_REPLY)
    return None
