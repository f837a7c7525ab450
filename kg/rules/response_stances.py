"""Support and opposition: "seconded the call", "slammed Peru's plan", "described the appeal as worthless".

Four constructions of English in which somebody takes a stand on a matter of somebody else's:

* a verb of taking sides with the matter for its object, active, passive or reduced ("a plan backed by Chile"), or under
  the verb's preposition ("agreed with the proposal", "pushed back against the target");
* an evaluative object complement ("called the demand unacceptable", the object also behind it: "described as worthless
  an appeal by Peru"; Huddleston and Pullum 2002, 4.5.3);
* an evaluative predicate in somebody's words ("the offer was not good enough", "the target was not a rigid rule");
* a noun for the stand ("its rejection of the plan", "voiced support for the call").

Of what will or may be said nothing is answered yet, and nobody answers a matter of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.actors.sides import sides
from kg.candidates import ResponseCandidate
from kg.demands.parties import Party
from kg.document import TokenSpan
from kg.frames.frame import Filler, Frame
from kg.lexicon.rows import Row
from kg.model import ResponseType
from kg.reading import Reading
from kg.responses.stances import Finding, Matter, Stances, stance_rows, words

_SURE = Decimal("0.75")
_UNSURE = Decimal("0.6")
_COPULAS = frozenset({"be", "seem", "look", "sound", "appear", "remain"})


def find(reading: Reading) -> Iterator[ResponseCandidate]:
    """The stands that verbs, labels, predicates and nouns express."""
    stances = reading.once(Stances)
    for frame in reading.frames.values():
        for finding in _read(stances, frame):
            yield from stances.tell(finding)


def _read(stances: Stances, frame: Frame) -> Iterator[Finding]:
    for row in stance_rows(frame):
        found: Finding | None = None
        if row.frame in ("np", "prep-np"):
            found = _side(stances, frame, row)
        elif row.frame == "label":
            found = _label(stances, frame, row)
        elif row.frame == "n-of":
            found = _noun(stances, frame, row)
        if found is not None:
            yield found
            return
    if frame.passive and (frame.lemma in words("delaying") or _looked_at(stances, frame)):
        found = _being_studied(stances, frame)
    elif frame.lemma in _COPULAS:
        found = _predicate(stances, frame)
    else:
        return
    if found is not None:
        yield found


def rule_name(row: Row) -> str:
    """The name under which a row's findings are told."""
    return f"response-stance:{row.lemma.replace(' ', '-')}/{row.frame}"


def _kind(stances: Stances, frame: Frame, row: Row) -> ResponseType | None:
    """What the stand is, negation counted in; None if none was taken (yet)."""
    if frame.negated:
        negated = row.text("negated")
        own = frame.modal == "could" and stances.answers.own_words(_by(stances, frame), frame.trigger)  # "cannot", told
        fits = negated and not stances.asked_for(frame) and (own or frame.modal not in ("may", "might", "could"))
        return ResponseType(negated) if fits else None
    own = frame.modal in ("will", "would") and stances.answers.own_words(_by(stances, frame), frame.trigger)
    return ResponseType(row.text("type")) if own or stances.happened(frame) else None


def _by(stances: Stances, frame: Frame) -> Party:
    return stances.answers.answerer(frame.subjects, frame.trigger)


def _side(stances: Stances, frame: Frame, row: Row) -> Finding | None:
    """A verb of taking sides with its matter."""
    kind = _kind(stances, frame, row)
    fillers = frame.objects if row.frame == "np" else frame.prep(*row.words("prep"))
    subjects = frame.subjects
    if frame.passive and frame.lemma == "oppose" and frame.prep("to"):
        subjects, fillers = frame.objects, frame.prep("to")  # "was opposed to the plan" is no passive
    if kind is None or not fillers or not subjects:
        return None
    by = stances.answers.answerer(subjects, frame.trigger)
    for filler in fillers:
        matter = stances.matter(filler) or stances.meant(filler)
        if matter is not None and not matter.deed and not _answerable(stances, by, matter, kind, frame):
            matter = _asked_for_before(stances, by, matter, frame)
        if matter is not None and _answerable(stances, by, matter, kind, frame):
            to = stances.link(by, matter, frame.trigger)
            sure = _SURE if matter.strong or to >= 0 else _UNSURE
            return Finding(rule_name(row), frame.trigger, by, kind, to, filler.span, None, sure)
    return None


def _asked_for_before(stances: Stances, by: Party, matter: Matter, frame: Frame) -> Matter:
    """The matter with the demand shortly before that named it: "called for an embargo. Peru could not back one"."""
    to = stances.about(by, matter.filler.span, frame.trigger, 1)
    demand = stances.answers.told.at(to)
    where = stances.reading.document.sentence_index
    named = demand is not None and stances.scene.lemma(matter.filler.head) in stances.content(demand.action)
    near = demand is not None and where(frame.trigger) - where(to) <= 4
    return replace(matter, to=to) if named and near else matter


def _answerable(stances: Stances, by: Party, matter: Matter, kind: ResponseType, frame: Frame) -> bool:
    """True if ``by`` can take a stand on a matter: it is named and another's, or somebody's who is not known.

    A body passes or drops plans of its own, so backing one counts only where another proposed it or it is asked.
    """
    scene = stances.scene
    lemma = scene.lemma(matter.filler.head)
    if not scene.resolved(by) or stances.owns(by, matter):
        return False
    if lemma in words("moves") and frame.lemma not in words("refusing"):
        return False
    if lemma in ("offer", "invitation") and kind is ResponseType.ACCEPTANCE and matter.to < 0:
        return False  # "accepted the offer to host the games": the deed is of whoever offers
    if matter.deed and frame.lemma not in words("siding"):
        return False  # who condemns what was asked to end does not refuse the asking
    if lemma in ("responsibility", "term", "condition") and frame.lemma not in ("accept", "reject", "refuse"):
        return False
    if lemma == "responsibility":
        return frame.lemma == "accept"
    own = any(
        c.dep_ == "poss" and scene.lower(c.i) in ("its", "his", "her", "their", "our", "my")
        for c in stances.reading.document.doc[matter.filler.head].children
    )
    if own and not scene.resolved(matter.owner):
        return False
    known = bool(scene.resolved(matter.owner)) or matter.to >= 0
    if kind is ResponseType.DEFERRAL:
        return matter.strong and not _of_any_kind(stances, matter)
    if kind is ResponseType.ACCEPTANCE:
        return matter.strong or (known and frame.lemma not in words("greeting"))
    refusing = frame.lemma in words("refusing")
    full = refusing or stances.tells_its_own(matter.filler)
    return (
        known
        or (matter.strong and full and not _of_any_kind(stances, matter))
        or (_definite(stances, matter) and (matter.strong or refusing))
    )


def _of_any_kind(stances: Stances, matter: Matter) -> bool:
    """True for "all proposals", "any offer": what may come is no matter yet."""
    children = {c.lower_ for c in stances.reading.document.doc[matter.filler.head].children}
    return bool(children & {"all", "any", "every", "no", "possible", "further", "such"})


def _definite(stances: Stances, matter: Matter) -> bool:
    """True if the noun phrase means one certain matter: "the plan", no "all initiatives"."""
    children = [c.lower_ for c in stances.reading.document.doc[matter.filler.head].children]
    return not {"all", "any", "such", "every", "a", "an"} & set(children) and len(children) > 0


# ---------------------------------------------------------------------------------------------- judgements
def _label(stances: Stances, frame: Frame, row: Row) -> Finding | None:
    """An evaluative object complement."""
    scene, doc = stances.scene, stances.reading.document.doc
    by = scene.party(frame.subjects, frame.trigger)
    end = min(frame.span[1], stances.reading.document.sentence(frame.trigger)[1])
    if frame.negated or not scene.resolved(by) or not stances.happened(frame):
        return None
    inner = [
        Filler(f.trigger, f.span) for f in (scene.frame(i) for i in range(frame.trigger + 1, end))
        if f is not None and f.pos == "noun"
    ]  # fmt: skip
    for filler in (*frame.objects, *inner):
        matter = stances.matter(filler, judged=True)
        if matter is None or stances.owns(by, matter) or scene.lemma(filler.head) in words("moves"):
            continue
        first = min((t.i for t in doc[filler.head].subtree), default=filler.head)
        before = (frame.trigger + 1, max(filler.head, first))
        last = max((t.i for t in doc[filler.head].subtree), default=filler.head)
        judged = _judged_before(stances, before) or stances.judgement((min(last, end - 1), end))
        judged = judged or (stances.judgement((filler.head + 1, end)) and not _clause_between(stances, filler, end))
        if judged:
            to, kind = stances.link(by, matter, frame.trigger), ResponseType(row.text("type"))
            bad = [i for i in range(frame.trigger, end) if stances.judgement((i, i + 1))]
            shown = (frame.trigger, max(bad, default=frame.trigger) + 1)
            return Finding(rule_name(row), frame.trigger, by, kind, to, filler.span, None, _SURE, shown)
    return None


def _judged_before(stances: Stances, span: TokenSpan) -> bool:
    """True if "as WORTHLESS" stands between the verb and the matter."""
    low = [stances.scene.lower(i) for i in range(*span)]
    return "as" in low and stances.judgement(span)


def _clause_between(stances: Stances, filler: Filler, end: int) -> bool:
    """True if another finite verb stands behind the matter: the judgement may be its own."""
    frames = (stances.scene.frame(i) for i in range(filler.head + 1, end))
    return any(f is not None and f.pos == "verb" and f.tense in ("past", "present", "future") for f in frames)


def _predicate(stances: Stances, frame: Frame) -> Finding | None:
    """An evaluative predicate over a matter, or over "that" right after it, in somebody's words."""
    scene, document = stances.scene, stances.reading.document
    said = stances.speaks(frame.trigger)
    if said is None or stances.asked_for(frame) or frame.relation in ("relcl", "acl", "advcl"):
        return None
    if frame.modal in ("may", "might", "could") or frame.tense == "future":
        return None
    segment, by = said
    end = _predicate_end(stances, frame)
    judged = stances.judgement((frame.trigger, end))
    trigger = segment.trigger if segment.trigger >= 0 else frame.trigger
    if document.sentence(trigger) != document.sentence(frame.trigger):
        trigger = frame.trigger
    words_ = (max(segment.span[0], document.sentence(trigger)[0]), min(segment.span[1], document.sentence(trigger)[1]))
    for filler in frame.subjects if judged else ():
        matter = stances.matter(filler)
        if scene.lemma(filler.head) in words("utterances") | words("moves"):
            continue  # what is said may be false or rude, and ask for nothing
        if matter is not None and not stances.owns(by, matter) and not _by_the_asker(stances, by, matter):
            to = stances.link(by, matter, frame.trigger)
            if to < 0 and not matter.strong and not scene.resolved(matter.owner):
                continue
            about = filler.span
            return Finding("response-stance:judged", trigger, by, ResponseType.REFUSAL, to, about, words_, _UNSURE)
    for filler in frame.attributes if frame.negated and not frame.subjects else ():
        matter = stances.matter(filler)
        to = stances.about(by, filler.span, frame.trigger, 1) if matter is not None else -1
        if to >= 0:
            about = filler.span
            return Finding("response-stance:there-is-no", trigger, by, ResponseType.REFUSAL, to, about, words_, _UNSURE)
    delayed = {scene.lemma(f.head) for f in frame.prep("under")} & words("reviews")
    for filler in frame.subjects if delayed and not frame.negated else ():
        matter = stances.matter(filler)
        if matter is not None and not stances.owns(by, matter) and not _by_the_asker(stances, by, matter):
            to, kind = stances.link(by, matter, frame.trigger), ResponseType.DEFERRAL
            return Finding("response-stance:under-review", trigger, by, kind, to, filler.span, words_, _UNSURE)
    if not judged:
        return None
    if stances.pointing(frame.subjects, frame.trigger) and not any(stances.matter(f) for f in frame.subjects):
        pointed = _pointed_at(stances, by, frame)
        if pointed is not None:
            kind = ResponseType.REFUSAL
            return Finding("response-stance:that-is-not", trigger, by, kind, pointed, None, words_, Decimal("0.5"))
    return None


def _looked_at(stances: Stances, frame: Frame) -> bool:
    """True for "is being looked at", "looked into", whose preposition is stranded."""
    document = stances.reading.document
    after = frame.trigger + 1 < document.sentence(frame.trigger)[1] and stances.scene.lower(frame.trigger + 1)
    return frame.lemma.split(" ")[0] == "look" and after in ("at", "into")


def _being_studied(stances: Stances, frame: Frame) -> Finding | None:
    """ "the request is being studied", said by whoever studies it."""
    said = stances.speaks(frame.trigger)
    if said is None or frame.subjects or frame.negated or stances.asked_for(frame):
        return None
    segment, by = said
    here = stances.reading.document.sentence(segment.trigger) == stances.reading.document.sentence(frame.trigger)
    for filler in frame.objects:
        matter = stances.matter(filler)
        if matter is None or matter.deed or stances.owns(by, matter) or _by_the_asker(stances, by, matter):
            continue
        to, at = stances.link(by, matter, frame.trigger), segment.trigger if here else frame.trigger
        kind, shown = ResponseType.DEFERRAL, (filler.span[0], frame.trigger + 1)
        return Finding("response-stance:being-studied", at, by, kind, to, filler.span, None, _UNSURE, shown)
    return None


def _predicate_end(stances: Stances, frame: Frame) -> int:
    """Where the predicate's own words end: before the next verb or the next stop."""
    document = stances.reading.document
    end = min(frame.span[1], document.sentence(frame.trigger)[1])
    for i in range(frame.trigger + 1, end):
        token = document.doc[i]
        if token.text in (",", ";", ":", "—", "–") or (token.dep_ == "cc" and token.head.i == frame.trigger):
            return i
    return end


def _by_the_asker(stances: Stances, by: Party, matter: Matter) -> bool:
    """True if whoever judges made the last demand before: one's own "request" is not answered."""
    children = stances.reading.document.doc[matter.filler.head].children
    if stances.scene.resolved(matter.owner) or any(
        c.lower_ in ("their", "its", "his", "her", "your") for c in children
    ):
        return False
    here = matter.filler.head
    near = [d for d in stances.answers.told.near(here, 3) if d.trigger < here]
    reading, who = stances.reading, stances.scene.resolved(by)
    return bool(near) and bool(sides(reading, who) & sides(reading, stances.asker(near[-1])))


def _pointed_at(stances: Stances, by: Party, frame: Frame) -> int | None:
    """The demand that "that" stands for, or -1 where it is another's answer; None if it is neither."""
    document = stances.reading.document
    to = stances.near(by, frame.trigger, 1, named=True)
    if to >= 0:
        return to
    index = document.sentence_index(frame.trigger)
    if index == 0:
        return None
    start, end = document.sentences[index - 1]
    who = set(stances.scene.resolved(by))
    for i in range(end - 1, start - 1, -1):
        said = stances.speaks(i)
        if said is None:
            continue
        others = set(stances.scene.resolved(said[1]))
        if others & who or not others:
            return None
        return -1 if _dispute(stances, by, said[1], frame.trigger) else None
    return None


def _dispute(stances: Stances, one: Party, other: Party, before: int) -> bool:
    """True if one of two speakers asked something before and the other can be who was asked."""
    for a, b in ((one, other), (other, one)):
        mine = set(stances.scene.resolved(a))
        for demand in stances.open_to(b, before):
            asked = sides(stances.reading, stances.asked(demand))
            if mine & set(stances.asker(demand)) and asked & sides(stances.reading, stances.scene.resolved(b)):
                return True
    return False


# ---------------------------------------------------------------------------------------------- nouns
def _noun(stances: Stances, frame: Frame, row: Row) -> Finding | None:
    """A noun for the stand: whose it is, or who voices it."""
    scene = stances.scene
    if frame.negated or not scene.readable(frame.trigger) or scene.asks(frame.trigger):
        return None
    by = scene.party(frame.subjects, frame.trigger)
    verb = scene.frame(frame.parent)
    lent = verb is not None and verb.lemma.split(" ")[0] in words("lending") and verb.pos == "verb"
    if lent and verb is not None:
        if verb.negated or not stances.happened(verb):
            return None
        of = () if "of" in row.words("prep") else tuple(f for f in frame.prep("of") if scene.named(f))
        by = scene.party(of or verb.subjects, frame.trigger) or by  # "voiced the support of Kenya for the plan"
    elif verb is not None and any(f.head == frame.trigger for f in verb.prep("for")) and _its(stances, frame):
        by = scene.party(verb.objects, frame.trigger) or by  # "criticised Chile for its rejection"
    if not scene.resolved(by) or not (lent or _presupposed(stances, frame)):
        return None
    lent_to = verb.prep(*row.words("prep")) if lent and verb is not None else ()
    for filler in (*frame.prep(*row.words("prep")), *lent_to):
        matter = stances.matter(filler)
        kind = ResponseType(row.text("type"))
        if matter is not None and _answerable(stances, by, matter, kind, frame):
            to = stances.link(by, matter, frame.trigger)
            return Finding(rule_name(row), frame.trigger, by, kind, to, filler.span, None, _SURE)
    return None


def _its(stances: Stances, frame: Frame) -> bool:
    """True if the possessor of the noun is a pronoun."""
    return any(stances.scene.lower(f.head) in ("its", "his", "her", "their") for f in frame.subjects)


def _presupposed(stances: Stances, frame: Frame) -> bool:
    """True if a possessor or "by" makes the stand a fact ("Chile's opposition to")."""
    children = stances.reading.document.doc[frame.trigger].children
    return any(c.dep_ == "poss" or c.lower_ == "by" for c in children) or any(n == "by" for n, _ in frame.preps)
