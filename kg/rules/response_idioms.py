"""Answers in two words: "turned a deaf ear to the pleas", "gave the green light", "the plan met with opposition".

A verb of little sense with a noun that carries it (light verbs and idioms: Huddleston and Pullum 2002, 4.7; Nunberg,
Sag and Wasow 1994), a row each in kg/lexicon/answer.toml, and two constructions around them:

* the matter is the subject, the answer a noun that it wins or meets with, whoever gives it behind "of", "from", "by";
* a verb of coming out or voting with "for", "against", "in favour of" and a matter of another's.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from kg.candidates import DemandCandidate, ResponseCandidate
from kg.demands.parties import Party
from kg.frames.frame import Filler, Frame
from kg.lexicon.rows import Row, load_rows
from kg.lexicon.tables import lexicon_table
from kg.model import ResponseType
from kg.reading import Reading
from kg.responses.owners import made_by, owners, points_back
from kg.responses.seats import seated
from kg.responses.stances import Finding, Matter, Stances

_PREDICATED = frozenset({"acomp", "advmod", "oprd", "amod", "prt", "xcomp"})
_GIVERS = ("of", "from", "by", "among")


@cache
def _rows(frame: str) -> dict[str, Row]:
    return {row.lemma: row for row in load_rows("answer") if row.frame == frame}


@cache
def _list(name: str) -> frozenset[str]:
    data = lexicon_table("answer")
    return frozenset(data["lists"][name].split())


def find(reading: Reading) -> Iterator[ResponseCandidate]:
    """The answers that verbs tell together with a noun or a phrase of their own."""
    stances = reading.once(Stances)
    for frame in reading.frames.values():
        if frame.pos != "verb" or not stances.scene.readable(frame.trigger) or stances.asked_for(frame):
            continue
        for pattern in (_idiom, _ground, _firm, _deaf, _siding):
            finding = pattern(stances, frame)
            if finding is not None:
                yield from stances.tell(finding)
                break
        else:
            for finding in _met(stances, frame):
                yield from stances.tell(finding)


def _verb(frame: Frame) -> str:
    return frame.lemma.split(" ")[0]


def _kind(stances: Stances, frame: Frame, row: Row, by: Party, noun: int) -> ResponseType | None:
    """What the answer is, "no" and negation counted in; None if there is none (yet)."""
    no = any(c.lower_ == "no" for c in stances.reading.document.doc[noun].children)
    if no or frame.negated:
        negated = row.text("negated")
        return ResponseType(negated) if negated and frame.modal not in ("may", "might") else None
    text = row.text("type")
    ahead = frame.modal in ("will", "would") or frame.tense == "future"
    promised = ahead and (text == "deferral" or stances.answers.own_words(by, frame.trigger))
    return ResponseType(text) if text and (promised or stances.happened(frame)) else None


def _idiom(stances: Stances, frame: Frame) -> Finding | None:
    """A verb, its noun, and a preposition before the matter."""
    scene = stances.scene
    for noun in frame.objects:
        row = _rows("to").get(f"{_verb(frame)} {scene.lemma(noun.head)}")
        if row is None or (row.lemma == "give light" and "green" not in scene.reading.document.words(noun.span)):
            continue
        by = stances.answers.answerer(frame.subjects, frame.trigger)
        inner = scene.frame(noun.head)
        fillers = (*frame.prep(*row.words("prep")), *(inner.prep(*row.words("prep")) if inner is not None else ()))
        kind = _kind(stances, frame, row, by, noun.head)
        for filler in fillers if kind is not None else ():
            matter = stances.matter(filler)
            if matter is not None and kind is not None and _open(stances, by, matter, kind):
                return _finding(stances, frame, by, kind, matter, f"response-idiom:{row.lemma.replace(' ', '-')}/to")
    return None


def _open(stances: Stances, by: Party, matter: Matter, kind: ResponseType) -> bool:
    """True if the matter is another's, and for a yes one that is known to have been asked."""
    if not stances.scene.resolved(by) or stances.owns(by, matter) or matter.deed:
        return False
    known = matter.strong or bool(stances.scene.resolved(matter.owner)) or matter.to >= 0
    definite = any(
        c.lower_ in ("the", "this", "that") for c in stances.reading.document.doc[matter.filler.head].children
    )
    return known or (definite and kind is not ResponseType.ACCEPTANCE)


def _finding(stances: Stances, frame: Frame, by: Party, kind: ResponseType, matter: Matter, rule: str) -> Finding:
    to = stances.link(by, matter, frame.trigger)
    return Finding(rule, frame.trigger, by, kind, to, matter.filler.span, None, Decimal("0.7"))


def _ground(stances: Stances, frame: Frame) -> Finding | None:
    """ "stood its ground", right after a demand."""
    scene = stances.scene
    for noun in (*frame.objects, *frame.prep("in")):
        row = _rows("ground").get(f"{_verb(frame)} {scene.lemma(noun.head)}")
        own = any(c.lower_ in ("its", "his", "her", "their") for c in stances.reading.document.doc[noun.head].children)
        by = stances.answers.answerer(frame.subjects, frame.trigger)
        if row is None or not own or frame.negated or not stances.happened(frame) or not scene.resolved(by):
            continue
        to = stances.near(by, frame.trigger, 2, named=True)
        if to >= 0:
            rule = f"response-idiom:{row.lemma.replace(' ', '-')}/ground"
            return Finding(rule, frame.trigger, by, ResponseType.REFUSAL, to, None, None, Decimal("0.6"), frame.span)
    return None


def _firm(stances: Stances, frame: Frame) -> Finding | None:
    """ "stood firm", "remained defiant", right after a demand."""
    below = {t.lower_ for t in stances.reading.document.doc[frame.trigger].children if t.dep_ in _PREDICATED}
    if _verb(frame) not in _list("keeping") or not below & _list("firm") or frame.negated:
        return None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    to = (
        stances.near(by, frame.trigger, 2, named=True) if stances.happened(frame) and stances.scene.resolved(by) else -1
    )
    rule, shown = "response-idiom:firm", (frame.trigger, frame.trigger + 2)
    return (
        Finding(rule, frame.trigger, by, ResponseType.REFUSAL, to, None, None, Decimal("0.6"), shown)
        if to >= 0
        else None
    )


def _deaf(stances: Stances, frame: Frame) -> Finding | None:
    """ "the appeal fell on deaf ears": whoever was asked did not heed it."""
    doc = stances.reading.document.doc
    ears = [f for f in frame.prep("on") if stances.scene.lemma(f.head) == "ear"]
    deaf = any(c.lower_ == "deaf" for f in ears for c in doc[f.head].children)
    if _verb(frame) != "fall" or not deaf or frame.negated or not stances.happened(frame):
        return None
    for subject in frame.subjects:
        if not stances.answers.is_demand_noun(subject):
            continue
        demand = _spoken_of(stances, subject, frame.trigger)
        by = Party(demand.addressee, demand.to_actor) if demand is not None else Party()
        if demand is not None and stances.scene.resolved(by):
            rule, kind = "response-idiom:deaf-ears", ResponseType.REFUSAL
            return Finding(rule, frame.trigger, by, kind, demand.trigger, subject.span, None, Decimal("0.65"))
    return None


def _spoken_of(stances: Stances, noun: Filler, before: int) -> DemandCandidate | None:
    """The demand in a noun phrase, else the last one before that it can point back to."""
    told, to = stances.answers.told, stances.answers.named_demand(noun)
    if to >= 0 or not points_back(stances.reading, noun):
        return told.at(to)
    near = [d for d in told.near(before, 2) if d.trigger < noun.span[0]]
    return next(reversed(made_by(stances.reading, near, owners(stances.scene, noun))), None)


def _siding(stances: Stances, frame: Frame) -> Finding | None:
    """ "came out against the proposal", "voted in favour of the request"."""
    if _verb(frame) not in _list("siding") or frame.negated or frame.passive or not stances.happened(frame):
        return None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    if any(stances.reading.document.doc[f.head].like_num for f in frame.subjects):
        return None  # "five of the members voted for it": a count of votes is nobody's answer
    for filler, kind in _sides(stances, frame):
        matter = stances.matter(filler)
        if matter is not None and matter.strong and _open(stances, by, matter, kind):
            return _finding(stances, frame, by, kind, matter, f"response-idiom:{_verb(frame)}/side")
    return None


def _sides(stances: Stances, frame: Frame) -> Iterator[tuple[Filler, ResponseType]]:
    """What a verb of siding is for or against."""
    for filler in frame.prep("against"):
        yield filler, ResponseType.REFUSAL
    for filler in frame.prep("for") if _verb(frame) == "vote" else ():
        yield filler, ResponseType.ACCEPTANCE
    for phrase in frame.prep("in"):
        noun = stances.scene.frame(phrase.head)
        if noun is not None and noun.lemma in ("favour", "favor", "support"):
            for filler in noun.prep("of"):
                yield filler, ResponseType.ACCEPTANCE


def _met(stances: Stances, frame: Frame) -> Iterator[Finding]:
    """ "the proposal won the backing of Spain and Portugal"."""
    scene = stances.scene
    if _verb(frame) not in _list("meeting") or frame.negated or not stances.happened(frame):
        return
    passive = frame.passive and _verb(frame) in ("meet", "greet", "receive")
    subjects = frame.objects if passive else frame.subjects
    answers = (*(() if passive else frame.objects), *frame.prep("with", "into", "by"))
    for noun in answers:
        row, inner = _rows("met").get(scene.lemma(noun.head)), scene.frame(noun.head)
        if row is None or _absent(stances, noun):
            continue
        giving = (inner.prep(*_GIVERS), inner.subjects) if inner is not None else ()
        both = (*giving, frame.prep("from", "among"))  # "won a welcome from Spain": the parser hangs it on either
        givers = next((found for group in both if (found := [f for f in group if scene.named(f)])), [])
        kind = ResponseType(row.text("type"))
        for subject in subjects:
            matter = stances.matter(subject)
            if matter is not None and matter.strong and not matter.deed and not givers:
                by = _there(stances, frame, noun)
                if stances.scene.resolved(by) and not stances.owns(by, matter):
                    yield _finding(stances, frame, by, kind, matter, f"response-idiom:{row.lemma}/met")
            for giver in givers if matter is not None and not matter.deed else ():
                by = scene.party((giver,), frame.trigger)
                if matter is not None and matter.strong and not stances.owns(by, matter):
                    yield _finding(stances, frame, by, kind, matter, f"response-idiom:{row.lemma}/met")


def _there(stances: Stances, frame: Frame, noun: Filler) -> Party:
    """Those of the capital in which a matter met with something: "was greeted with anger in Ankara"."""
    inner = stances.scene.frame(noun.head)
    return Party(actors=seated(stances.reading, (*frame.prep("in"), *(inner.prep("in") if inner is not None else ()))))


def _absent(stances: Stances, noun: Filler) -> bool:
    return any(c.lower_ in ("no", "little", "some") for c in stances.reading.document.doc[noun.head].children)
