"""Segments for words that were not said: "declined to comment", "did not respond", "has issued no statement".

A silence is a refusal (a verb of declining with an infinitive of speech) or a failure (a verb of speech or of issuing
under negation, where somebody could have been expected to speak). It never counts as an answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.attribution.parts import Draft, Scene, rows_for
from kg.attribution.words import speech_words
from kg.document import TokenSpan
from kg.frames.frame import Filler, Frame
from kg.lexicon.rows import Row

_REFUSALS = frozenset({"decline", "refuse"})
_MODALS = frozenset({"", "would", "will", "could", "can", "have yet to"})
_ANSWERING = frozenset({"respond", "reply"})
_RETURNING = frozenset({"return", "answer"})
_WITHHOLDING = frozenset({"say", "specify", "disclose", "confirm", "name"})
_ASKED = frozenset({"wh"})


def silence_drafts(scene: Scene) -> Iterator[Draft]:
    """The silences of a report, in the order of the text."""
    for frame in scene.frames.values():
        if not scene.readable(frame.trigger) or scene.document.in_quotation[frame.trigger] >= 0:
            continue
        for row in rows_for(frame.pos, frame.lemma):
            if row.frame != "no-words":
                continue
            content = _adjective(scene, frame, row) if row.pos == "adj" else _verb(scene, frame, row)
            speakers = _silent(scene, frame)
            if content is not None and speakers:
                yield scene.draft(row, frame, speakers, content)
                break
    yield from _no_comment_from(scene)
    yield from _unanswered(scene)


def _silent(scene: Scene, frame: Frame) -> tuple[Filler, ...]:
    fillers = frame.objects if frame.lemma in ("reach", "draw") else frame.subjects
    found = scene.speakers(fillers)
    return () if scene.first_person(found) else found


def _verb(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """The words about which nothing was said, or the verb itself, if the frame is a silence."""
    wanted = row.words("objects")
    if row.lemma in _REFUSALS:
        clause = frame.clause("to")
        inner = scene.frames.get(clause.trigger) if clause is not None else None
        if clause is None and not frame.negated and frame.tense == "past":  # "declined comment"
            asked = [f for f in frame.objects if scene.token(f.head).lower_ in ("comment", "interview", "interviews")]
            return asked[0].span if asked else None
        if clause is None or inner is None or frame.negated or frame.modal not in ("", "will", "would"):
            return None
        if inner.passive and inner.lemma != "draw":  # "declined to be drawn on the date"
            return None  # who declines to be named speaks all the same
        if inner.lemma == "go":
            return clause.span if _details(scene, inner) else None
        if inner.lemma == "discuss" and row.lemma == "refuse" and not _matter(scene, inner):
            return None  # who refuses to discuss a border refuses to negotiate
        return (
            clause.span
            if inner.lemma.split(" ")[0] in (*wanted, "draw") and (inner.passive or inner.lemma != "draw")
            else None
        )
    if not (frame.negated or _no_object(scene, frame)) or _without(scene, frame):
        return None
    if frame.modal not in _MODALS or _conditional(scene, frame):
        return None
    if frame.tense == "infinitive" and frame.modal == "":
        return None
    if row.lemma == "reach":
        return _tail(scene, frame) if _for_comment(scene, frame) else None
    if row.lemma == "draw":
        return _tail(scene, frame) if _pressed(scene, frame) else None
    if row.lemma in _ANSWERING:
        return _tail(scene, frame) if _asked(scene, frame) else None
    if row.lemma in _WITHHOLDING:
        return _withheld(scene, frame, row)
    if "*" in wanted:
        return _tail(scene, frame)
    heads = {scene.token(f.head).lemma_.lower() for f in frame.objects}
    return _tail(scene, frame) if heads & set(wanted) else None


def _without(scene: Scene, frame: Frame) -> bool:
    """True for "Without giving details, he said ...": a setting of what is said, and no news of a silence."""
    above = scene.token(frame.trigger).head
    return frame.tense == "participle" and above.lower_ == "without" and above.head.i > frame.trigger


def _details(scene: Scene, frame: Frame) -> bool:
    """True for "go into details", "go further"."""
    into = {scene.token(f.head).lemma_.lower() for f in frame.prep("into", "beyond")}
    return bool(into & {"detail", "specific", "particular"}) or "further" in frame.adverbs


def _matter(scene: Scene, frame: Frame) -> bool:
    """True if what is not discussed is something that one is asked about: a report, a case, details."""
    heads = {scene.token(f.head).lemma_.lower() for f in frame.objects}
    return bool(heads & (speech_words("request") | speech_words("document") | speech_words("matter")))


def _no_object(scene: Scene, frame: Frame) -> bool:
    return any(c.lower_ == "no" for f in frame.objects for c in scene.token(f.head).children)


def _conditional(scene: Scene, frame: Frame) -> bool:
    marks = {c.lower_ for c in scene.token(frame.trigger).children if c.dep_ == "mark"}
    return bool(marks & {"if", "unless", "whether"})


def _pressed(scene: Scene, frame: Frame) -> bool:
    """True for "would not be drawn on the date", "could not be drawn as to when"."""
    asked = bool(frame.prep("on", "about")) or frame.clause("wh") is not None
    asked = asked or any(name in ("on", "about") for name, _ in frame.adverbials)
    return frame.passive and frame.modal in ("would", "could", "will") and asked


def _for_comment(scene: Scene, frame: Frame) -> bool:
    nouns = {scene.token(f.head).lemma_.lower() for _, f in frame.preps}
    if nouns & {"comment", "interview"}:
        return True
    return any(t.lower_ == "comment" for t in scene.token(frame.trigger).subtree)


def _asked(scene: Scene, frame: Frame) -> bool:
    """True unless what was not answered is an event ("did not respond to the attack")."""
    to = frame.prep("to")
    if not to:
        return True
    for filler in to:
        words = {t.lemma_.lower() for t in scene.document.tokens(scene.full(filler))}
        if words & speech_words("request") or scene.resolver.is_actor(filler):
            return True
    return False


def _withheld(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """ "did not say when", "would not confirm the report"; "did not say that" leaves open what was said."""
    clause = frame.clause("wh")
    if clause is not None and clause.trigger > frame.trigger:
        return clause.span
    if row.lemma == "say" or not frame.objects:
        return None
    bounded = frame.modal in ("would", "could", "will") or frame.tense == "past" or frame.perfect
    return scene.trim((frame.trigger + 1, max(scene.full(f)[1] for f in frame.objects))) if bounded else None


def _tail(scene: Scene, frame: Frame) -> TokenSpan:
    """The verb with what follows it in its clause."""
    ends = [frame.trigger + 1, *(scene.full(f)[1] for f in frame.objects if f.head > frame.trigger)]
    ends.extend(scene.full(f)[1] for _, f in frame.preps if f.head > frame.trigger)
    return (frame.trigger, max(ends))


def _adjective(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    end = max(frame.trigger + 1, frame.span[1])
    span = (frame.trigger, end)
    comment = any(t.lower_ == "comment" for t in scene.document.tokens(span))
    comment = comment or any(scene.token(f.head).lower_ == "comment" for _, f in frame.preps)
    if frame.modal not in ("", "will", "would"):
        return None
    if row.lemma == "unavailable":
        return span if comment and not frame.negated else None
    if row.lemma == "available":
        return span if comment and frame.negated else None
    copula = scene.frames.get(frame.parent)
    kept = copula is not None and copula.lemma in ("remain", "stay", "keep")
    return span if kept and not frame.negated and (frame.prep("on", "about") or end <= frame.trigger + 2) else None


def _no_comment_from(scene: Scene) -> Iterator[Draft]:
    """ "There was no immediate comment from the ministry.\""""
    row = next(r for r in rows_for("verb", "comment") if r.frame == "no-words")
    for frame in scene.frames.values():
        if frame.pos != "noun" or frame.lemma not in ("comment", "response", "reaction", "word") or not frame.negated:
            continue
        speakers = scene.speakers(frame.prep("from", "by"))
        if speakers and scene.readable(frame.trigger):
            yield scene.draft(row, frame, speakers, scene.trim(frame.span))


def _unanswered(scene: Scene) -> Iterator[Draft]:
    """ "Calls to the ministry went unanswered", "Messages to the bank were not returned."."""
    row = next(r for r in rows_for("verb", "answer") if r.frame == "no-words")
    for frame in scene.frames.values():
        if frame.pos != "noun" or frame.lemma not in speech_words("request") or not scene.readable(frame.trigger):
            continue
        above = scene.frames.get(frame.parent)
        below = (c.lower_ for c in scene.token(above.trigger).children) if above is not None else ()
        lost = above is not None and ("unanswered" in below or (above.lemma in _RETURNING and above.negated))
        speakers = scene.speakers(frame.prep("to", "for")) if lost else ()
        if speakers and above is not None and above.tense == "past":
            end = max([above.trigger, *(c.i for c in scene.token(above.trigger).children if c.lower_ == "unanswered")])
            yield scene.draft(row, frame, speakers, (frame.span[0], end + 1))


__all__ = ["silence_drafts"]
