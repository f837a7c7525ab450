"""Answers that carry no verb of answering: whoever was asked speaks right after, and says no.

Only adjacency ties such words to the demand (an adjacency pair: Schegloff and Sacks 1973), so the reading is marked as
unsure: the speaker is the one who was asked, speaks in the same sentence or within the next two, speaks of itself or of
what was asked, and denies it; further on it must refuse the very deed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.actors.sides import sides
from kg.candidates import DemandCandidate, ResponseCandidate
from kg.demands.deeds import response_rows
from kg.demands.parties import Party
from kg.demands.told import content_lemmas
from kg.frames.frame import Frame
from kg.model import ResponseType, StatementKind
from kg.reading import Reading, Segment
from kg.responses.answers import Answers
from kg.responses.houses import answers_for
from kg.responses.kinship import related

_NEAR = 2
_FAR = 8  # sentences to which the very deed may be refused
_SURE = Decimal("0.5")
_UNTIL = frozenset({"before", "until", "till", "unless"})
_ANSWERING = frozenset({"reject", "accept", "defer", "label", "answer", "answer-noun", "unacceptable"})
_WILLING = frozenset({"will", "would", "can", "could", "do", "must", "be going to", "have to"})


def find(reading: Reading) -> Iterator[ResponseCandidate]:
    """The refusals that stand in the words of whoever was asked."""
    answers = reading.once(Answers)
    for segment in reading.segments:
        if segment.kind is not StatementKind.SAYS or not segment.credits or segment.hedge:
            continue
        speaker = Party(segment.speakers, segment.speaker_actors)
        demand = _asked_before(answers, segment, speaker)
        denial = _denial(answers, segment, demand) if demand is not None else None
        if demand is None or denial is None or _answered(answers, segment):
            continue
        named = tuple(f for f in segment.speakers if reading.resolver.actors(f))
        trigger = segment.trigger if segment.trigger >= 0 else denial.trigger
        sentence = reading.document.sentence(trigger)
        evidence = (
            segment.evidence if sentence[0] <= segment.evidence[0] and segment.evidence[1] <= sentence[1] else sentence
        )
        yield ResponseCandidate(
            rule="response-quote:denial",
            trigger=trigger,
            evidence=(min(evidence[0], trigger), max(evidence[1], trigger + 1)),
            confidence=_SURE,
            by=tuple(replace(f, how=f.how) for f in named[:1]),
            by_actor=segment.speaker_actors if not named else (),
            type=ResponseType.ACCEPTANCE if demand.negative else ResponseType.REFUSAL,
            to=demand.trigger,
            about=None,
            words=segment.span if segment.direct else None,
        )


def _asked_before(answers: Answers, segment: Segment, speaker: Party) -> DemandCandidate | None:
    """The last demand before a segment, made by another, that its speaker was the one to meet."""
    who = sides(answers.reading, answers.scene.resolved(speaker))
    where = answers.reading.document.sentence_index
    start = segment.evidence[0]
    found: DemandCandidate | None = None
    for demand in answers.told.near(start, _FAR):
        inside = segment.span[0] <= demand.trigger < segment.span[1]
        beside = where(start) == where(demand.trigger)  # "“We will not pay,” he said after Oslo demanded payment"
        near = (demand.trigger < start or beside) and 0 <= where(start) - where(demand.trigger) <= _FAR
        if not near or inside:
            continue
        to = answers.scene.resolved(Party(demand.addressee, demand.to_actor))
        asked = sides(answers.reading, to)
        asker = sides(answers.reading, answers.scene.resolved(Party(demand.by, demand.by_actor)))
        close = where(start) - where(demand.trigger) <= _NEAR
        meets = bool(who & asked) or (close and answers_for(answers.reading, answers.scene.resolved(speaker), to))
        if not who & asker and (meets or (close and not asked and who)):
            found = demand
    return found


def _denial(answers: Answers, segment: Segment, demand: DemandCandidate) -> Frame | None:
    """The first main clause of the words that denies the deed asked for, or what "we" will do."""
    lemmas = content_lemmas(answers.reading, demand.action)
    where = answers.reading.document.sentence_index
    near = where(segment.evidence[0]) - where(demand.trigger) <= _NEAR
    known = near and bool(answers.scene.resolved(Party(demand.addressee, demand.to_actor)))
    for i in range(*segment.span):
        frame = answers.scene.frame(i)
        if frame is None or frame.pos != "verb" or frame.relation in ("relcl", "acl", "advcl") or not frame.negated:
            continue
        own = answers.scene.first_person(frame.subjects) and (frame.modal in _WILLING or frame.tense == "future")
        if any(name in _UNTIL for name, _ in (*frame.adverbials, *frame.preps)):
            return None  # "not before": a condition, which response_commitments reads
        words = content_lemmas(answers.reading, (frame.trigger, frame.span[1]))
        same = bool(related(words, lemmas))
        deed = bool(related(frozenset({frame.lemma.split(" ")[0]}), lemmas)) and (
            frame.modal in _WILLING or frame.tense == "future"
        )
        if demand.negative:  # "urged it not to close the camp. It said it would not close it"
            if known and deed:
                return frame
            continue
        if (known and (own or same)) or (not known and deed):
            return frame  # further on, or where nobody is named who was asked, the very deed must be refused
    return None


def _answered(answers: Answers, segment: Segment) -> bool:
    """True if a verb of answering stands in the same sentence: then that verb tells the answer."""
    start, end = answers.reading.document.sentence(segment.evidence[0])
    frames = (answers.scene.frame(i) for i in range(start, end))
    rows = (row for f in frames if f is not None for row in response_rows(f.pos, f.lemma.split(" ")[0]))
    return any(row.cls in _ANSWERING for row in rows)
