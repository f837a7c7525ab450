"""What was said where it is a clause or a quotation: beside the verb, before it, around it, or hung elsewhere."""

from __future__ import annotations

from kg.attribution.citing import SPOKEN
from kg.attribution.nouns import voiced
from kg.attribution.parts import Scene, rows_for
from kg.attribution.words import speech_words
from kg.document import TokenSpan
from kg.frames.frame import Clause, Frame
from kg.lexicon.rows import Row

_WHEN = frozenset({"ADP", "PROPN", "NOUN", "NUM", "DET"})
_SETTINGS = ("in", "during", "at", "on", "via", "through", "after", "before", "following", "ahead of", "from")
_NO_TAGS = frozenset({"agree", "concur", "recognize", "recognise"})  # "the bloc has agreed" reports no clause beside it
_OPINION = frozenset({"as", "like"})


def clausal(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """The tokens of the clauses or the quotation that the verb reports, or None."""
    if row.frame == "tell" and not frame.recipients and not frame.objects:
        return None
    if row.lemma == "make clear":
        return _made_clear(scene, frame)
    following = scene.token(min(frame.trigger + 1, len(scene.document.doc) - 1))
    if row.lemma == "say" and following.tag_ == "TO":
        return None  # "people said to be close to the king": hearsay
    clauses = [c for c in frame.clauses if c.kind in SPOKEN and _whole(frame, c) and not _of_noun(scene, frame, c)]
    if row.cls == "urge":
        clauses = [c for c in clauses if c.kind == "quote" and scene.quoted(c.span)]
    if clauses:
        span = (min(c.span[0] for c in clauses), max(c.span[1] for c in clauses))
        return scene.trim(_from_start(scene, frame, _without_next(scene, frame, clauses[-1], span)))
    stray = _of_setting(scene, frame, row)
    if stray is not None and row.cls != "urge":
        return stray
    quoted = _quotation_beside(scene, frame)
    if quoted is not None or row.cls == "urge":
        return quoted
    if interposed(scene, frame):
        first, last = scene.document.sentence(frame.trigger)
        behind = max(frame.trigger, frame.subjects[0].span[1] - 1) + 1
        start = min(frame.trigger, frame.subjects[0].span[0])
        return scene.trim((first, last if scene.token(behind).text == "," else start))
    return None if row.lemma in _NO_TAGS else _comment_clause(scene, frame)


def interposed(scene: Scene, frame: Frame) -> bool:
    """True for a tag between commas within the words it reports ("The plan would, X argued, cost jobs").

    The parser often takes such a tag for the main verb and gives it the auxiliaries of the sentence around it.
    """
    trigger = frame.trigger
    if len(frame.subjects) != 1 or scene.token(trigger).tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    start, end = frame.subjects[0].span
    first, last = scene.document.sentence(trigger)
    left, right = min(start, trigger), max(end, trigger + 1)
    if not (end == trigger or start == trigger + 1) or left < first + 2 or right > last - 3:
        return False
    if scene.token(left - 1).text != ",":
        return False
    while right < last and right < end + 9 and scene.token(right).pos_ in _WHEN:
        right += 1  # "reported on Friday"
    if right >= last - 2 or scene.token(right).text != ",":
        return False
    return (
        right == max(end, trigger + 1)
        or scene.token(right + 1).pos_ == "SCONJ"
        or scene.token(right + 1).dep_ == "mark"
    )


def _made_clear(scene: Scene, frame: Frame) -> TokenSpan | None:
    """The clause after "made (it) clear", however the parser has hung it."""
    clear = next((t for t in scene.token(frame.trigger).subtree if t.lower_ == "clear" and t.i > frame.trigger), None)
    _, last = scene.document.sentence(frame.trigger)
    if clear is None or clear.i > frame.trigger + 3 or clear.i + 2 >= last:
        return None
    ends = [t.i for t in scene.token(frame.trigger).subtree if t.i > clear.i]
    that = scene.token(clear.i + 1).lower_ == "that"
    return _finite(scene, (clear.i + 1, max(ends) + 1)) if that and ends else None


def _from_start(scene: Scene, frame: Frame, span: TokenSpan) -> TokenSpan:
    """The content; of a tag that ends its sentence ("..., X reported.") all that stands before it in the sentence."""
    first, last = scene.document.sentence(frame.trigger)
    subject = {i for f in frame.subjects for i in range(*f.span)}
    rest = [i for i in range(frame.trigger + 1, last) if not scene.token(i).is_punct and i not in subject]
    if span[1] > frame.trigger or scene.quoted(span) or rest:
        return span
    return scene.trim((first, span[1]))


def _without_next(scene: Scene, frame: Frame, clause: Clause, span: TokenSpan) -> TokenSpan:
    """The content without a main clause that the parser took for its conjunct.

    After a subordinate tag ("While X told Y the talks were off, no reason was given") a clause with a subject of its
    own and no conjunction is the main clause; after any tag "..., and Z said ..." is the next tag.
    """
    contrast = _contrasted(scene, frame, clause)
    if contrast is not None and span[0] < contrast < span[1]:
        return scene.trim((span[0], contrast))
    subordinate = any(c.dep_ == "mark" for c in scene.token(frame.trigger).children)
    at = clause.trigger
    for child in scene.token(at).children:
        inner = scene.frames.get(child.i)
        if child.dep_ != "conj" or child.i < frame.trigger or inner is None or inner.tense not in ("past", "present"):
            continue
        start = min(t.i for t in child.subtree)
        own = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        comma = any(scene.token(i).text == "," for i in range(at, start + 1))
        marked = any(c.dep_ == "mark" for c in child.children)
        joined = any(c.dep_ == "cc" for c in scene.token(at).children if at < c.i < child.i)
        tag = joined and _tags(scene, inner)
        if own and comma and not marked and span[0] < start < span[1] and ((subordinate and not joined) or tag):
            stop = max(i for i in range(at, start + 1) if scene.token(i).text == ",")
            return scene.trim((span[0], max(stop, at + 1)))
    return span


def _contrasted(scene: Scene, frame: Frame, clause: Clause) -> int | None:
    """The comma before ", while Z said ...": what a second speaker says is no part of the first one's words.

    Contrastive "while" and "whereas" set two main clauses against each other (Quirk et al. 15.43).
    """
    for child in scene.token(clause.trigger).children:
        inner = scene.frames.get(child.i)
        if child.dep_ != "advcl" or inner is None or inner.tense not in ("past", "present") or child.i < frame.trigger:
            continue
        start = min(t.i for t in child.subtree)
        word = scene.token(start).lower_
        comma = start > 0 and scene.token(start - 1).text == ","
        speaks = bool(rows_for("verb", inner.lemma)) and bool(scene.speakers(inner.subjects))
        if word in ("while", "whereas") and comma and speaks and scene.document.in_quotation[start] < 0:
            return start - 1
    return None


def _tags(scene: Scene, frame: Frame) -> bool:
    said = any(r.frame in ("content", "tell", "no-words") for r in rows_for("verb", frame.lemma))
    return said and bool(scene.speakers(frame.subjects))


def _of_setting(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """A that-clause that the parser has hung on where, or to whom, it was said: "told senators that aid was late"."""
    heard = (*frame.recipients, *frame.objects)  # "told a briefing that ..."
    for setting in (*frame.prep(*_SETTINGS), *heard):
        noun = scene.token(setting.head)
        told = row.frame == "tell" and setting in heard
        place = noun.lemma_.lower() in speech_words("document") | speech_words("setting")
        if noun.i < frame.trigger or not (told or place):
            continue
        for child in noun.children:
            full = any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ != "that" for c in child.children)
            that = next((c.i for c in child.children if c.lower_ == "that" and not c.dep_.startswith("nsubj")), -1)
            if full and child.dep_ in ("acl", "relcl", "ccomp") and that == noun.i + 1:
                return scene.trim((that, max(t.i for t in child.subtree) + 1))
    return None


def _of_noun(scene: Scene, frame: Frame, clause: Clause) -> bool:
    """True if the clause belongs to a noun of speech before it ("responded to claims by X that ...")."""
    nouns = [scene.frames[f.head] for _, f in frame.preps if f.head in scene.frames and f.head > frame.trigger]
    return any(n.trigger < clause.span[0] and voiced(scene, n) for n in nouns)


def _whole(frame: Frame, clause: Clause) -> bool:
    return clause.span[1] - clause.span[0] >= 2 or clause.kind == "quote"


def _quotation_beside(scene: Scene, frame: Frame) -> TokenSpan | None:
    """A quotation that only punctuation parts from the tag, where the parser has not tied the two."""
    if scene.document.in_quotation[frame.trigger] >= 0:
        return None
    runs = scene.quotations_in(scene.document.sentence(frame.trigger))
    heads = [frame.trigger, *(f.head for f in frame.subjects), *(f.head for f in frame.recipients)]
    heads.extend(f.head for _, f in frame.preps if abs(f.head - frame.trigger) < 12)
    left, right = min(heads), max(heads)
    for run in runs:
        between = range(run[1], left) if run[1] <= left else range(right + 1, run[0])
        if all(_slack(scene, i) for i in between) and not run[0] <= frame.trigger < run[1]:
            return run
    return None


def _slack(scene: Scene, i: int) -> bool:
    token = scene.token(i)
    slack = token.pos_ in ("DET", "ADJ", "ADV", "PROPN", "ADP", "PART")
    return token.is_punct or token.is_space or slack or token.dep_ in ("compound", "nmod", "prt", "poss")


def _comment_clause(scene: Scene, frame: Frame) -> TokenSpan | None:
    """The main clause beside "..., the minister said." or "As the minister noted, ..." (Quirk et al. 15.53-54)."""
    if frame.objects or frame.tense not in ("past", "present"):
        return None
    first, last = scene.document.sentence(frame.trigger)
    tag = sorted([frame.trigger, *(i for f in frame.subjects for i in range(*f.span) if first <= i < last)])
    left, right = tag[0], tag[-1] + 1
    as_clause = any(c.lower_ in _OPINION and c.i < frame.trigger for c in scene.token(frame.trigger).children)
    if as_clause:
        left = min(c.i for c in scene.token(frame.trigger).children if c.lower_ in _OPINION)
        rest = (right, last) if left <= first + 1 else (first, left)
        return _finite(scene, rest)
    if left > first + 2 and scene.token(left - 1).text == "," and right - left <= 14:
        rest_after = [i for i in range(right, last) if not scene.token(i).is_punct]
        tail = all(scene.token(i).pos_ in ("ADP", "PROPN", "NOUN", "DET", "NUM", "ADJ", "ADV") for i in rest_after)
        if tail and not frame.clauses:
            return _finite(scene, (first, left))
    return None


def _finite(scene: Scene, span: TokenSpan) -> TokenSpan | None:
    """The span, trimmed, if it holds a finite verb: a clause and no mere adjunct."""
    span = scene.trim(span)
    tenses = ("past", "present", "future")
    held = any(i in scene.frames and scene.frames[i].tense in tenses for i in range(*span))
    return span if held else None


__all__ = ["clausal", "interposed"]
