"""Segments that hang on a noun or a phrase: "X's claim that", "according to X", "reportedly", "is said to".

Prepositional attribution is in Quirk et al. (1985) 15.54, the passives of hearsay in Huddleston and Pullum (2002)
16.10.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.attribution.parts import Draft, Scene, phrase_rows, rows_for
from kg.document import TokenSpan
from kg.frames.frame import Frame, How
from kg.lexicon.rows import Row
from kg.model import StatementKind
from kg.reading import Segment

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = ("past", "present", "future")
_JUDGING = frozenset({"words", "view", "opinion", "analysis", "assessment", "judgment", "judgement", "estimation"})
_ACCOUNTS = frozenset({"account", "estimate", "reckoning", "count", "admission", "telling", "calculation"})
_SPEAKING = frozenset({"my", "our", "your"})
_COPULAR = frozenset({"be"})
_MAKING = frozenset(["make", "repeat", "issue", "press", "push", "advance", "maintain", "hold", "take"])
_HEARSAY_VERBS = frozenset(["say", "report", "believe", "think", "understand", "allege", "rumour", "rumor", "know"])


def noun_drafts(scene: Scene) -> Iterator[Draft]:
    """ "X's claim that the vote was fair": a noun of speech with its holder and its content."""
    for frame in scene.frames.values():
        if frame.pos != "noun" or not scene.readable(frame.trigger):
            continue
        for row in (r for r in rows_for("noun", frame.lemma) if r.cls == "voice"):
            draft = _voiced(scene, frame, row)
            if draft is not None:
                yield draft
                break


def _voiced(scene: Scene, frame: Frame, row: Row) -> Draft | None:
    content = _content(scene, frame)
    if content is None or frame.negated:
        return None
    holders = scene.speakers(frame.subjects)
    if scene.document.in_quotation[frame.trigger] >= 0 and scene.first_person(frame.subjects):
        return None  # "Our position is that ...": the words of whoever is quoted
    if not holders:
        holders = scene.speakers(f for f in frame.prep("by", "from", "of") if f.span[1] <= content[0])
    verb = scene.frames.get(frame.parent)
    if not holders and verb is not None and verb.lemma.split(" ")[0] in _MAKING and not (verb.negated or verb.modal):
        holders = scene.speakers(verb.subjects)
    return scene.draft(row, frame, holders, content) if holders else None


def _content(scene: Scene, frame: Frame) -> TokenSpan | None:
    """A that-clause after the noun, or after a copula ("his argument is that ...")."""
    clause = frame.clause("that")
    if clause is not None and clause.span[0] > frame.trigger:
        verb_form = scene.token(clause.trigger)
        bare = verb_form.tag_ == "VB" or any(c.tag_ == "VB" for c in verb_form.children if c.dep_ in ("aux", "auxpass"))
        finite = any(c.tag_ in ("MD", "VBD", "VBZ", "VBP") for c in verb_form.children if c.dep_ in ("aux", "auxpass"))
        return None if bare and not finite else clause.span  # the mandative subjunctive asks for something
    if frame.lemma == "announcement" and (thing := _announced(scene, frame)) is not None:
        return thing
    verb = scene.frames.get(frame.parent)
    if verb is not None and frame.relation in ("prep", "obj") and voiced(scene, frame):
        stray = next((c for c in verb.clauses if c.kind == "that" and c.span[0] > frame.trigger), None)
        if stray is not None and scene.token(stray.span[0]).lower_ == "that":
            return stray.span  # the parser has hung it on the verb: "replied to claims by X that ..."
    if verb is not None and verb.lemma in _COPULAR and frame.relation == "subj" and not (verb.negated or verb.modal):
        said = verb.clause("that")
        marked = said is not None and any(c.lower_ == "that" for c in scene.token(said.trigger).children)
        if said is not None and marked and said.span[0] > frame.trigger:
            return said.span
    return None


def _announced(scene: Scene, frame: Frame) -> TokenSpan | None:
    """ "the announcement by the airline of an order", "Norway's announcement of a ban": what is announced."""
    things = [f for f in frame.prep("of") if f.head > frame.trigger and not scene.resolver.is_actor(f)]
    return scene.full(things[0]) if things and voiced(scene, frame) else None


def voiced(scene: Scene, frame: Frame) -> bool:
    """True for a noun of speech with its holder beside it: "claims by the minister"."""
    return bool(rows_for("noun", frame.lemma)) and bool(scene.speakers((*frame.subjects, *frame.prep("by", "from"))))


# ------------------------------------------------------------------------------------------------ according to
def source_drafts(scene: Scene) -> Iterator[Draft]:
    """ "according to X", "in the words of X", "in X's words": the sentence or clause around them is X's."""
    rows = {row.lemma: row for row in phrase_rows("source")}
    for start, noun, name in _source_phrases(scene):
        if not scene.readable(start):
            continue
        head = scene.token(noun)
        named = scene.phrases(noun)
        speakers = scene.speakers(named)
        texts = () if speakers else tuple(t for t in map(scene.text_alone, named) if t is not None)
        if not speakers and not texts and not scene.own_words(named):
            continue
        end = max(t.i for t in head.subtree) + 1
        if head.dep_ == "poss" and head.i < head.head.i <= end + 2:
            end = head.head.i + 1  # "in Chad's view"
        before = scene.token(start - 1) if start else head
        if start > 1 and before.is_punct and scene.token(start - 2).lemma_ == "be":
            end = max(f.span[1] for f in named)  # "is, in the words of X, a success": the predicate is no apposition
        content = _scope(scene, start, end)
        if content is None:
            continue
        row = rows[name]
        yield Draft(
            Segment(
                span=content,
                trigger=start,
                kind=StatementKind.SAYS,
                evidence=scene.stretch([content, (start, max(end, *(f.span[1] for f in named)))]),
                speakers=speakers,
                speaker_actors=texts,
                direct=scene.quoted(content),
                rule=f"speech:source:{row.lemma}:adverb",
                how=speakers[0].how if speakers else How.EXPLICIT if texts else How.COREFERENCE,
                statement=not scene.headline(start),
            )
        )


def _source_phrases(scene: Scene) -> Iterator[tuple[int, int, str]]:
    """(first token, head noun of the source, row) of each phrase that names a source."""
    doc = scene.document.doc
    for token in scene.document.all_tokens:
        low = token.lower_
        if low == "according":
            following = [t for t in doc[token.i + 1 : token.i + 2] if t.lower_ == "to"]
            for prep in [c for c in token.children if c.lower_ == "to"] or following:
                noun = next((c.i for c in prep.children if c.dep_ == "pobj"), None)
                noun = noun if noun is not None else next((c.i for c in token.children if c.dep_ == "pobj"), None)
                if noun is not None:
                    yield token.i, noun, "according to"
        elif low in _JUDGING and token.dep_ == "pobj" and token.head.lower_ == "in":
            for child in token.children:
                if child.dep_ == "poss" and child.lower_ not in _SPEAKING:
                    yield token.head.i, child.i, "in the words of" if low == "words" else "in the view of"
                elif child.lower_ == "of" and token.nbor(-1).lower_ != "in":  # "in view of" is "because of"
                    noun = next((c.i for c in child.children if c.dep_ == "pobj"), None)
                    if noun is not None:
                        yield token.head.i, noun, "in the words of" if low == "words" else "in the view of"
        else:
            yield from _by_account(token)


def _by_account(token: Token) -> Iterator[tuple[int, int, str]]:
    """ "by the ministry's own account", "on their reckoning"."""
    if token.lower_ in _ACCOUNTS and token.dep_ == "pobj" and token.head.lower_ in ("by", "on"):
        for child in token.children:
            if child.dep_ == "poss" and child.lower_ not in _SPEAKING:
                yield token.head.i, child.i, "by the account of"
            elif child.lower_ == "of" and any(c.lower_ == "the" for c in token.children):
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        yield token.head.i, noun.i, "by the account of"


def _scope(scene: Scene, start: int, end: int) -> TokenSpan | None:
    """The clause that a source phrase covers: at an edge of the sentence all of it, inside it the clause around."""
    first, last = scene.document.sentence(start)
    before, after = scene.trim((first, start)), scene.trim((end, last))
    if before[0] >= before[1]:
        return _with_verb(scene, after)
    if after[0] >= after[1]:
        return _with_verb(scene, before)
    clause = _clause_around(scene, start)
    if clause is None:
        return _with_verb(scene, scene.trim((first, last)))
    if clause[1] <= start and _finite(scene, after) is None:
        return _with_verb(scene, scene.trim((first, last)))
    if clause[0] <= start < clause[1]:
        left, right = scene.trim((clause[0], start)), scene.trim((end, clause[1]))
        if left[0] >= left[1]:
            return _with_verb(scene, right)
        if right[0] >= right[1]:
            return _with_verb(scene, left)
    return _with_verb(scene, clause)


def _clause_around(scene: Scene, start: int) -> TokenSpan | None:
    """The finite clause whose verb the phrase at ``start`` hangs on; coordinated clauses are left out."""
    at = scene.token(start)
    while at.head.i != at.i:
        at = at.head
        frame = scene.frames.get(at.i)
        if frame is not None and frame.pos == "verb" and frame.tense in _FINITE:
            return scene.trim(_without_conjoined(scene, at.i))
    return None


def _without_conjoined(scene: Scene, verb: int) -> TokenSpan:
    """The clause of a verb up to the next clause that is coordinated with it."""
    inside = [verb]
    open_ = [verb]
    while open_:
        for child in scene.token(open_.pop()).children:
            frame = scene.frames.get(child.i)
            clause = child.dep_ == "conj" and frame is not None and frame.tense in _FINITE and child.head.i == verb
            if clause and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in child.children):
                continue
            inside.append(child.i)
            open_.append(child.i)
    return (min(inside), max(inside) + 1)


def _finite(scene: Scene, span: TokenSpan) -> int | None:
    """The first finite verb of a span."""
    return next((i for i in range(*span) if i in scene.frames and scene.frames[i].tense in _FINITE), None)


def _with_verb(scene: Scene, span: TokenSpan) -> TokenSpan | None:
    """The span if it tells something: it holds a verb or at least a noun for an event (a headline without a verb)."""
    return span if span[1] - span[0] >= 2 and any(i in scene.frames for i in range(*span)) else None


# ------------------------------------------------------------------------------------------------ hearsay
def hearsay_drafts(scene: Scene) -> Iterator[Draft]:
    """ "reportedly", "is said to", "it was reported that": a source that goes unnamed; the hedge keeps its words."""
    adverbs = {row.lemma for row in phrase_rows("hearsay") if " " not in row.lemma}
    for token in scene.document.all_tokens:
        if not scene.readable(token.i):
            continue
        if token.lower_ in adverbs:
            span = _clause_around(scene, token.i) or scene.trim(scene.document.sentence(token.i))
            yield _hedged(scene, span, token.i, token.lower_, token.lower_)
        elif token.tag_ == "VBN" and token.i in scene.frames:
            yield from _passive_hearsay(scene, scene.frames[token.i])


def _passive_hearsay(scene: Scene, frame: Frame) -> Iterator[Draft]:
    if not frame.passive or frame.negated or frame.subjects or frame.tense not in ("past", "present"):
        return
    token = scene.token(frame.trigger)
    auxiliary = next((c for c in token.children if c.dep_ == "auxpass"), None)
    if auxiliary is None or (frame.modal and frame.modal not in ("can", "may")):
        return
    words = scene.document.words((auxiliary.i, frame.trigger + 1))
    lemma = frame.lemma.split(" ")[0]
    clause = frame.clause("to")
    if lemma in _HEARSAY_VERBS and clause is not None:
        yield _hedged(scene, scene.trim(frame.span), frame.trigger, f"{words} to", f"be {token.lower_} to")
    elif lemma == "attribute" and frame.prep("to"):
        ends = [f.span[1] for f in frame.prep("to")]
        span = (min(f.span[0] for f in frame.objects), max(*ends, frame.trigger + 1)) if frame.objects else frame.span
        yield _hedged(scene, scene.trim(span), frame.trigger, f"{words} to", "be attributed to")
    elif lemma in _HEARSAY_VERBS:
        said = frame.clause("that")
        it = any(c.lower_ == "it" and c.dep_ in ("nsubjpass", "expl", "nsubj") for c in token.children)
        if said is not None and it:
            yield _hedged(scene, said.span, frame.trigger, f"it {words}", "it be said")


def _hedged(scene: Scene, span: TokenSpan, trigger: int, hedge: str, name: str) -> Draft:
    return Draft(
        Segment(
            span=span,
            trigger=trigger,
            kind=StatementKind.SAYS,
            evidence=scene.stretch([span]),
            hedge=hedge,
            rule=f"speech:hearsay:{name}:adverb",
            statement=False,
        )
    )


__all__ = ["hearsay_drafts", "noun_drafts", "source_drafts"]
