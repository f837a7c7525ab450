"""Silences: "declined to comment", "would not say whether", "could not be reached", "has issued no statement".

Also what a rule on answers reads, ``Answer``, and who it is that answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.demands.deeds import listed
from kg.demands.parties import NOBODY, Party
from kg.document import TokenSpan
from kg.frames.frame import Frame
from kg.lexicon.rows import Row
from kg.model import ResponseType
from kg.responses.answers import Answers
from kg.responses.tellers import asked_above

_DOORS = frozenset({"door", "bell", "helm", "description", "prayer", "need", "name"})  # answered without a word


@dataclass(frozen=True, slots=True)
class Answer:
    """What a pattern reads: who answers, to which demand (a trigger, or -1), in which words."""

    by: Party
    to: int = -1
    about: TokenSpan | None = None
    type: ResponseType | None = None
    words: TokenSpan | None = None
    confidence: Decimal = Decimal("0.85")


def who_answers(answers: Answers, frame: Frame) -> Party:
    """Who answers by the verb of a frame."""
    if any(answers.scene.lemma(f.head) in listed("no_answerers") for f in frame.subjects):
        return NOBODY
    return asked_above(answers.scene, answers.told, frame) or answers.answerer(frame.subjects, frame.trigger)


def comment(answers: Answers, frame: Frame, row: Row) -> Answer | None:
    """ "declined to comment", "had no comment"."""
    if frame.pos == "noun":
        return _no_comment(answers, frame)
    by, clause = who_answers(answers, frame), frame.clause("to")
    if not by or clause is None or answers.scene.lemma(clause.trigger) not in row.words("infinitive"):
        return None
    inner = answers.scene.frame(clause.trigger)
    if inner is not None and inner.passive != (inner.lemma == "draw"):
        return None  # "declined to be drawn" is a silence, "to draw a map" and "to be named" are none
    if inner is not None and inner.lemma in listed("giving") and not answers.tells(inner):
        return None  # "declined to give a date" is a silence, "to give aid" none
    about = _matter(inner, "on", "about") if inner is not None else None
    return Answer(by, about=about or clause.span)


def _no_comment(answers: Answers, frame: Frame) -> Answer | None:
    """ "had no comment", "there was no comment from the ministry", "“No comment,” said the minister"."""
    if not frame.negated:
        return None
    verb = answers.scene.frame(frame.parent)
    if verb is not None and verb.lemma == "make":
        return None  # "made no comment": the verb tells it
    by = NOBODY
    if (
        verb is not None
        and verb.lemma in ("have", "offer", "make", "give")
        and any(f.head == frame.trigger for f in verb.objects)
    ):
        by = who_answers(answers, verb)
    by = by or answers.scene.party(frame.prep("from", "by"), frame.trigger)
    if frame.lemma == "comment":
        by = by or answers.scene.silent(frame.trigger) or answers.scene.voice(frame.trigger)
    return Answer(by, about=_matter(frame, "on")) if by else None


def reply(answers: Answers, frame: Frame, row: Row) -> Answer | None:
    """ "did not respond to queries", "could not be reached for comment"."""
    if frame.pos == "adj":
        return _available(answers, frame, row)
    if not frame.negated or frame.tense == "future":
        return None
    if row.lemma == "reach":
        named = [f for f in frame.objects if answers.scene.is_actor(f)]
        asked = any(answers.scene.lemma(f.head) == "comment" for f in frame.prep("for"))
        speaks = any(answers.scene.lemma(f.head) in listed("speaking") for f in named) and not frame.subjects
        fits = named and (asked or speaks)
        return Answer(answers.scene.party(named, frame.trigger), about=_matter(frame, "for")) if fits else None
    by = who_answers(answers, frame)
    to = next((answers.named_demand(f) for f in frame.prep("to") if answers.is_demand_noun(f)), -1)
    silent = bool(by) and not any(answers.scene.lemma(f.head) in _DOORS for f in frame.objects)
    return Answer(by, to, _matter(frame, "to", "on") or next((f.span for f in frame.objects), None)) if silent else None


def _available(answers: Answers, frame: Frame, row: Row) -> Answer | None:
    """ "was not available for comment"."""
    asked = any(answers.scene.lemma(f.head) == "comment" for f in frame.prep("for"))
    by = who_answers(answers, frame)
    return Answer(by) if by and asked and frame.negated != row.lemma.startswith("un") else None


def wh(answers: Answers, frame: Frame, row: Row) -> Answer | None:
    """ "would not say whether"."""
    clause, by = frame.clause("wh"), who_answers(answers, frame)
    unwilling = frame.negated and frame.modal in ("would", "will", "could", "can")
    return Answer(by, about=clause.span) if clause is not None and by and unwilling else None


def issue(answers: Answers, frame: Frame, row: Row) -> Answer | None:
    """ "has issued no statement", "no reason was provided"."""
    named = [f for f in frame.objects if answers.scene.lemma(f.head) in row.words("objects")]
    none = any(c.lower_ == "no" for f in named for c in answers.reading.document.doc[f.head].children)
    silent = frame.negated or none or row.lemma == "decline"
    if not named or not silent or frame.tense == "future":
        return None
    by = who_answers(answers, frame)
    if not by and row.cls != "no-reason":
        return None
    return Answer(by, about=named[0].span)


def ing(answers: Answers, frame: Frame, row: Row) -> Answer | None:
    """ "avoided commenting"."""
    clause = frame.clause("ing")
    by = who_answers(answers, frame)
    if clause is None or not by or answers.scene.lemma(clause.trigger) not in row.words("infinitive"):
        return None
    return Answer(by, about=clause.span)


def _matter(frame: Frame, *preps: str) -> TokenSpan | None:
    return next((f.span for f in frame.prep(*preps)), None)
