"""Answers to demands: "rejected the call", "agreed to withdraw", "will study the request", and silences.

One pattern for each frame of kg/lexicon/response.toml. A promise or a refusal answers something; what will be agreed
one day answers nothing yet; a negated verb answers only where its row says what it then means ("did not agree to").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from kg.candidates import ResponseCandidate
from kg.demands.actions import clause_deeds
from kg.demands.deeds import listed, response_rows, rule_of
from kg.demands.parties import Party
from kg.document import TokenSpan
from kg.factuality import construed
from kg.frames.frame import Clause, Filler, Frame
from kg.lexicon.rows import Row
from kg.model import Modality, ResponseType
from kg.reading import Reading
from kg.responses import silences
from kg.responses.answers import Answers
from kg.responses.conditions import conditional, restricted
from kg.responses.owners import owners
from kg.responses.silences import Answer, who_answers
from kg.responses.tellers import ruled_out

_SILENT = frozenset({"no-answer", "no-answer-adj", "silence", "no-reply", "no-statement", "no-reason", "no-comment"})
_PROMISES = frozenset({"will", "would", "shall", "be going to"})  # a commissive in one's own words
_MAYBE = frozenset({"may", "might"})
_KEEPING = frozenset({"remain", "stay", "keep", "fall", "be"})
_NO = frozenset({"no", "not", "n't", "n’t", "never", "nothing", "nobody", "none", "neither", "nor", "refuse", "reject"})


def find(reading: Reading) -> Iterator[ResponseCandidate]:
    """The answers that verbs, nouns and adjectives of answering tell of."""
    answers = reading.once(Answers)
    for frame in reading.frames.values():
        if not answers.scene.readable(frame.trigger) or answers.scene.asks(frame.trigger):
            continue
        if answers.told.asks(frame.trigger):
            continue  # what is asked for is no answer ("urged it to heed the calls")
        for row in sorted(_rows(frame), key=lambda r: _ORDER.index(r.frame)):
            answer = _PATTERNS[row.frame](answers, frame, row)
            kind = _type(answers, frame, row, answer) if answer is not None else None
            if answer is not None and kind is not None:
                yield from _candidates(answers, frame, row, answer, kind)
                break


def _rows(frame: Frame) -> tuple[Row, ...]:
    """The rows of the word with its particle, to the parser maybe an adverb or a preposition, or without it."""
    first = frame.lemma.split(" ")[0]
    beside = (*frame.adverbs, *(name for name, _ in frame.preps))
    lemmas = (frame.lemma, *(f"{first} {word}" for word in beside), first)
    return next((rows for lemma in lemmas if (rows := response_rows(frame.pos, lemma))), ())


def _type(answers: Answers, frame: Frame, row: Row, answer: Answer) -> ResponseType | None:
    """What the answer is, negation and conditions counted in; None if nothing was answered (yet).

    What will be answered one day is no answer, but for what somebody says that it will do itself.
    """
    if answer.type is not None:
        return answer.type
    if row.cls in _SILENT:
        return ResponseType(row.text("type"))
    stand = construed(answers.reading, frame.trigger)
    if answers.is_denied(frame.trigger):
        return None
    if frame.negated and (frame.modal == "have yet to" or "yet" in frame.adverbs):
        return ResponseType.DEFERRAL if row.text("negated") else None
    if frame.negated:
        negated = row.text("negated")
        kind = ResponseType(negated) if negated and frame.modal not in _MAYBE else None
        return ResponseType.CONDITION if kind is ResponseType.REFUSAL and conditional(answers.reading, frame) else kind
    if row.flag("future") and not answers.own_words(answer.by, frame.trigger):
        return None
    if row.cls == "defer" and frame.modal in ("will", "would"):
        return ResponseType.DEFERRAL  # "will study the request" puts off by itself
    kind = ResponseType(row.text("type"))
    if kind is ResponseType.ACCEPTANCE and frame.tense == "infinitive":
        above = answers.scene.frame(frame.parent)
        if above is not None and above.lemma.split(" ")[0] in listed("failing") and not above.negated:
            return ResponseType.REFUSAL  # "failed to heed the calls"
        if above is not None and above.pos == "noun" and above.lemma not in listed("resolving"):
            return None  # "its plans to accept", "pressure to comply"
    under = conditional(answers.reading, frame) or restricted(answers.reading, frame.trigger)
    bound = kind is ResponseType.ACCEPTANCE and under
    own = (frame.modal in _PROMISES or frame.tense == "participle") and answers.own_words(answer.by, frame.trigger)
    if stand.modality in (Modality.EXPECTED, Modality.HYPOTHETICAL, Modality.DENIED) and not own:
        return None
    return ResponseType.CONDITION if bound else kind


def _candidates(
    answers: Answers, frame: Frame, row: Row, answer: Answer, kind: ResponseType
) -> Iterator[ResponseCandidate]:
    """One candidate for each of those who answer together."""
    stand = construed(answers.reading, frame.trigger)
    if kind is not ResponseType.NO_REASON_GIVEN and not answers.scene.resolved(answer.by):
        return  # nobody who can be told
    known = [f for f in answer.by.fillers if answers.scene.named(f) and not ruled_out(answers.scene, f)]
    groups = [Party((f,)) for f in known or answer.by.fillers] or [Party((), answer.by.actors)]
    for group in groups:
        spans = [answer.about, answer.words, *(f.span for f in answer.by.fillers)]
        yield ResponseCandidate(
            rule=rule_of("response", row),
            trigger=frame.trigger,
            evidence=answers.evidence(frame.trigger, spans),
            hedge=stand.hedge,
            timeframe=stand.timeframe,
            confidence=answer.confidence,
            by=group.fillers,
            by_actor=group.actors,
            type=kind,
            to=answer.to,
            about=answer.about,
            when=answers.when(frame),
            words=answer.words,
        )


# ---------------------------------------------------------------------------------------------- demands as objects
def _np(answers: Answers, frame: Frame, row: Row) -> Answer | None:
    particle = row.lemma.partition(" ")[2]
    fillers = frame.objects or (frame.prep(particle) if particle else ()) or answers.gap(frame)
    if row.cls in ("reject", "label") and not fillers:
        fillers = frame.prep("as")  # the object stands last: "rejected as baseless Peru's demand"
    if row.lemma == "meet" and frame.passive and frame.prep("with"):
        return None  # "was met with scorn" is told by response_idioms
    return _about(answers, frame, row, fillers)


def _prep_np(answers: Answers, frame: Frame, row: Row) -> Answer | None:
    return _about(answers, frame, row, frame.prep(*row.words("prep")))


def _about(answers: Answers, frame: Frame, row: Row, fillers: tuple[Filler, ...]) -> Answer | None:
    by = who_answers(answers, frame) or answers.unnamed_agent(frame) or answers.asked_in_passive(frame, fillers)
    if not by or not _as_row_says(frame, row):
        return None
    only = row.words("only")
    fillers = tuple(answers.unwrapped(f) for f in fillers)
    for filler in (f for f in fillers if not only or answers.scene.lemma(f.head) in only):
        if answers.is_demand_noun(filler) and not _of_press(answers, filler):
            to = answers.named_demand(filler)
            if to < 0:
                whose = owners(answers.scene, filler)
                to = answers.by_matter(by, filler.span, frame.trigger, whose=whose)
            if to < 0:
                to = answers.nearest(by, filler, frame.trigger)
            if to < 0 and answers.says_nothing(filler):
                return None
            return Answer(by, to, filler.span)
        if frame.lemma in listed("obeying") and answers.scene.lemma(filler.head) in listed("rulings"):
            return Answer(by, answers.beside(by, frame.trigger), filler.span, confidence=Decimal("0.75"))
        if (to := answers.yielded_to(by, filler, frame)) >= 0:
            return Answer(by, to, filler.span, confidence=Decimal("0.7"))
        if frame.pos == "adj" and (to := answers.pointed_at(by, filler, frame.trigger)) >= 0:
            return Answer(by, to, filler.span)  # "open to the idea"
        if row.cls in ("reject", "accept"):
            if (to := answers.asked_thing(by, filler)) >= 0:
                return Answer(by, to, filler.span, confidence=Decimal("0.75"))
            to = answers.in_paper(by, filler, refused=row.cls == "reject")
            if to < 0 and not frame.clauses and frame.lemma not in listed("loose"):
                to = answers.pointed_at(by, filler, frame.trigger)
            if to >= 0:
                return Answer(by, to, filler.span, confidence=Decimal("0.75"))
    if row.cls not in ("reject", "accept"):
        return None
    if frame.lemma in listed("loose"):
        named = ((answers.deed_named(by, f, frame.trigger), f.span) for f in fillers)
        return next((Answer(by, to, span, confidence=Decimal("0.7")) for to, span in named if to >= 0), None)
    spans = [_whole(answers, f) for f in fillers if answers.reading.document.doc[f.head].pos_ != "PROPN"]
    spans += [c.span for c in frame.clauses if c.kind == "ing"] or _gerund(answers, frame)
    least = 1 if row.cls == "reject" else 2
    for span in spans if not only else ():
        to = answers.by_matter(by, span, frame.trigger, least)
        if to >= 0:
            return Answer(by, to, span, confidence=Decimal("0.7"))
    return None


def _gerund(answers: Answers, frame: Frame) -> list[TokenSpan]:
    """The gerund right behind the verb or its particle, to the parser an adjunct: "ruled out reopening the mine"."""
    frames = [answers.scene.frame(at) for name, at in frame.adverbials if name == "" and 0 < at - frame.trigger <= 2]
    return [(f.trigger, f.span[1]) for f in frames if f is not None and f.tense == "participle" and not f.passive]


def _whole(answers: Answers, filler: Filler) -> TokenSpan:
    """The noun phrase with the clause behind its noun: "any idea of delaying the duties"."""
    inner = answers.scene.frame(filler.head)
    ends = (c.span[1] for c in inner.clauses if c.trigger > filler.head) if inner is not None else ()
    return (filler.span[0], max((filler.span[1], *ends)))


def _as_row_says(frame: Frame, row: Row) -> bool:
    """True if the adverb and the tense that a row asks for are there."""
    ahead = frame.tense == "future" or frame.modal in _PROMISES
    return not (row.words("adverbs") and not set(row.words("adverbs")) & set(frame.adverbs)) and (
        ahead or not row.flag("future")
    )


def _of_press(answers: Answers, filler: Filler) -> bool:
    """True for "a request for comment": what a journalist asks is no demand."""
    frame = answers.scene.frame(filler.head)
    below = answers.reading.document.doc[filler.head].children
    words = {answers.scene.lemma(c.i) for c in below if c.dep_ == "compound"}
    if words & listed("press_matters"):
        return True
    return frame is not None and any(answers.scene.lemma(f.head) in listed("press_matters") for f in frame.prep("for"))


def _to(answers: Answers, frame: Frame, row: Row) -> Answer | None:
    """ "refused to withdraw", "agreed to withdraw", "vowed not to"."""
    by, clause = who_answers(answers, frame), frame.clause("to") or _infinitive(answers, frame)
    if not by or clause is None:
        return None
    inner = answers.scene.frame(clause.trigger)
    gives = answers.scene.lemma(clause.trigger) in listed("giving")
    told = inner is not None and answers.tells(inner)
    if answers.scene.lemma(clause.trigger) in _silences(row) and (told or not gives):
        return None
    to = answers.by_matter(by, clause.span, frame.trigger)
    if row.flag("link") and to < 0 and (frame.negated or row.cls == "reject"):
        to = answers.on_topic(by, clause.span, frame.trigger)
    if row.flag("link") and (to < 0 or answers.together(by) or answers.loose(to, inner)):
        return None
    negated = inner is not None and inner.negated and clause_deeds(answers.scene, clause)[0].negative
    kind = ResponseType(row.text("negated")) if negated and row.text("negated") and not frame.negated else None
    if negated and kind is None:
        return None
    sure = Decimal("0.85") if to >= 0 else Decimal("0.7")
    if to < 0 and row.cls == "reject":
        to = answers.beside(by, frame.trigger)
        open_ = inner is not None and inner.lemma.split(" ")[0] in listed("open_ended")
        if to < 0 and (row.lemma != "refuse" or open_):
            return None
    return Answer(by, to, clause.span, kind, confidence=sure)


def _infinitive(answers: Answers, frame: Frame) -> Clause | None:
    """An infinitive after the verb that the parser took for one of purpose ("committed to close it")."""
    for name, at in frame.adverbials:
        inner = answers.scene.frame(at)
        if name == "" and inner is not None and inner.tense == "infinitive" and at > frame.trigger:
            return Clause(at, "to", (at, inner.span[1]))
    return None


def _silences(row: Row) -> frozenset[str]:
    """The infinitives that make the same verb a silence ("declined to comment")."""
    return frozenset(
        w for r in response_rows(row.pos, row.lemma) if r.frame == "comment" for w in r.words("infinitive")
    )


def _label(answers: Answers, frame: Frame, row: Row) -> Answer | None:
    """ "called the demand absurd", "described the request as unacceptable"."""
    by = who_answers(answers, frame)
    start, end = frame.trigger, min(frame.span[1], answers.reading.document.sentence(frame.trigger)[1])
    words = {answers.scene.lemma(i) for i in range(start, end)} | {answers.scene.lower(i) for i in range(start, end)}
    if not by or not words & listed("bad"):
        return None
    inside = [f for f in frame.objects if answers.is_demand_noun(f)]
    if not inside:
        inside = [
            Filler(f.trigger, f.span) for f in answers.reading.frames.values()
            if start < f.trigger < end and f.pos == "noun" and answers.is_demand_noun(Filler(f.trigger, f.span))
        ][:1]  # fmt: skip
    for filler in inside:
        to = answers.named_demand(filler)
        return Answer(by, to if to >= 0 else answers.nearest(by, filler, frame.trigger), (start, end))
    return None


def _quote(answers: Answers, frame: Frame, row: Row) -> Answer | None:
    """ "responded to the calls by saying ...": what the quotation says decides."""
    by = who_answers(answers, frame)
    words = answers.quotation(frame.trigger)
    named = [f for f in frame.prep("to") if answers.is_demand_noun(f) and not _of_press(answers, f)]
    if not by or not named or words is None or frame.negated:
        return None
    refuses = any(answers.scene.lemma(i) in _NO or answers.scene.lower(i) in _NO for i in range(*words))
    to = answers.named_demand(named[0])
    if to < 0:
        to = answers.nearest(by, named[0], frame.trigger)
    kind = ResponseType.REFUSAL if refuses else ResponseType.DEFERRAL
    return Answer(by, to, named[0].span, kind, words, Decimal("0.75") if refuses else Decimal("0.5"))


# ---------------------------------------------------------------------------------------------- nouns, adjectives
def _noun_of(answers: Answers, frame: Frame, row: Row) -> Answer | None:
    by = who_answers(answers, frame)
    named = [f for f in frame.prep("of", "with", "to") if answers.is_demand_noun(f)]
    if not by or not named or frame.negated:
        return None
    to = answers.named_demand(named[0])
    if to < 0:
        to = answers.nearest(by, named[0], frame.trigger)
    return Answer(by, to, named[0].span, ResponseType(row.text("type")))


def _noun_to(answers: Answers, frame: Frame, row: Row) -> Answer | None:
    by, clause = who_answers(answers, frame), frame.clause("to")
    if not by or clause is None or frame.negated:
        return None
    return Answer(by, answers.by_matter(by, clause.span, frame.trigger), clause.span, ResponseType(row.text("type")))


def _is(answers: Answers, frame: Frame, row: Row) -> Answer | None:
    if row.lemma == "silent":
        by = who_answers(answers, frame)
        verb = answers.scene.lemma(answers.reading.document.doc[frame.trigger].head.i)
        body = any(answers.reading.resolver.is_actor(f) or answers.scene.is_actor(f) for f in frame.subjects)
        return Answer(by, type=ResponseType.NO_STATEMENT) if by and body and verb in _KEEPING - {"be"} else None
    named = [f for f in frame.subjects if answers.is_demand_noun(f)]
    by = answers.scene.voice(frame.trigger)
    if not named or not by:
        return None
    to = answers.named_demand(named[0])
    return Answer(by, to if to >= 0 else answers.nearest(by, named[0], frame.trigger), named[0].span)


_PATTERNS: Mapping[str, Callable[[Answers, Frame, Row], Answer | None]] = MappingProxyType(
    {
        "comment": silences.comment,
        "wh": silences.wh,
        "issue": silences.issue,
        "quote": _quote,
        "reply": silences.reply,
        "label": _label,
        "to": _to,
        "np": _np,
        "prep-np": _prep_np,
        "ing": silences.ing,
        "n-of": _noun_of,
        "n-to": _noun_to,
        "is": _is,
    }
)
_ORDER = tuple(_PATTERNS)
