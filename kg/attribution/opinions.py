"""Segments that hang on no verb of speech: opinions told of, reactions drawn, idioms of making known.

* A predicate adjective with a that-clause or its preposition: "was adamant that", "is critical of" (Quirk et al. 1985,
  16.70-72). What somebody thinks in silence is no statement, so the list holds what one tells when asked.
* A noun of reaction with its source: "the vote drew criticism from Norway".
* "left no doubt that", "let it be known that", "put the toll at 40".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.attribution.parts import Draft, Scene, rows_for
from kg.document import TokenSpan
from kg.frames.frame import Filler, Frame
from kg.lexicon.rows import Row

_HAPPENED = ("past", "present")
_COPULAS = frozenset({"be", "remain", "stay", "sound", "appear", "seem", "become"})
_SAID = frozenset({"be", "remain", "sound", "stay"})
_FIGURE = frozenset({"CD"})


def opinion_drafts(scene: Scene) -> Iterator[Draft]:
    """The opinions, reactions and idioms, in the order of the text."""
    for frame in scene.frames.values():
        if not scene.readable(frame.trigger):
            continue
        draft = _READERS[frame.pos](scene, frame) if frame.pos in _READERS else None
        if draft is not None:
            yield draft


def _told(frame: Frame | None) -> bool:
    """True for a verb that says that something is so, not that it may be."""
    return frame is not None and frame.tense in _HAPPENED and not frame.modal and not frame.negated


# ------------------------------------------------------------------------------------------------ adjectives
def _adjective(scene: Scene, frame: Frame) -> Draft | None:
    rows = [r for r in rows_for("adj", frame.lemma) if r.cls == "opinion"]
    copula = scene.frames.get(frame.parent)
    if not rows or frame.negated or frame.modal or copula is None or copula.lemma not in _SAID or not _told(copula):
        return None
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in scene.token(copula.trigger).children):
        return None
    speakers = scene.speakers(frame.subjects)
    if not speakers or scene.first_person(speakers) or scene.document.in_quotation[frame.trigger] >= 0:
        return None
    for row in rows:
        content = _of_adjective(scene, frame, row)
        if content is not None:
            return scene.draft(row, frame, speakers, content)
    return None


def _of_adjective(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    if row.frame == "content":
        clause = frame.clause("that", "quote")
        return clause.span if clause is not None and clause.span[0] > frame.trigger else None
    found = [scene.full(f) for f in frame.prep(*row.words("preps")) if f.head > frame.trigger]
    return (min(s for s, _ in found), max(e for _, e in found)) if found else None


# ------------------------------------------------------------------------------------------------ reactions
def _noun(scene: Scene, frame: Frame) -> Draft | None:
    """ "drew criticism from Norway": whoever is behind "from" has said something of the verb's subject."""
    row = next((r for r in rows_for("noun", frame.lemma) if r.cls == "reaction"), None)
    verb = scene.frames.get(frame.parent)
    if row is None or verb is None or frame.negated or not _happened(scene, verb):
        return None
    if verb.lemma.split(" ")[0] not in row.words("verbs"):
        return None
    sources = (*frame.prep("from", "by", "among"), *verb.prep("from", "by", "among"))
    if verb.passive:  # "was met with scorn by farmers"
        sources = (*sources, *verb.subjects)
    speakers = scene.speakers(dict.fromkeys(f for f in sources if f.head > frame.trigger))
    if not speakers:
        return None
    return scene.draft(row, frame, speakers, scene.trim(_about(scene, frame, verb)))


def _about(scene: Scene, frame: Frame, verb: Frame) -> TokenSpan:
    """What is judged, to the noun of reaction: the verb's subject where it stands in the sentence, else the noun."""
    judged = [f for f in (verb.objects if verb.passive else verb.subjects) if f.head < verb.trigger]
    return (min([verb.trigger, *(f.span[0] for f in judged)]), frame.trigger + 1)


def _happened(scene: Scene, verb: Frame) -> bool:
    """True for a verb that tells what came about, a participle beside such a verb counted in."""
    if verb.tense == "participle" and not verb.negated:
        above = scene.frames.get(verb.parent)
        return above is None or above.tense != "future"
    return _told(verb)


# ------------------------------------------------------------------------------------------------ idioms
def _verb(scene: Scene, frame: Frame) -> Draft | None:
    rows = [r for r in rows_for("verb", frame.lemma) if r.cls == "idiom"]
    if not rows or frame.tense not in _HAPPENED or frame.modal:
        return None
    for row in rows:
        content = _IDIOMS[row.frame](scene, frame, row)
        speakers = scene.speakers(frame.subjects) if content is not None else ()
        if content is not None and speakers:
            return scene.draft(row, frame, speakers, content)
    return None


def _figure(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """ "put the turnout at 40,000": an estimate of a quantity."""
    heads = {scene.token(f.head).lemma_.lower() for f in frame.objects}
    at = [f for f in _beside(scene, frame, "at") if any(scene.token(i).tag_ in _FIGURE for i in range(*f.span))]
    if frame.negated or not at or not heads & set(row.words("objects")):
        return None
    spans = [f.span for f in (*frame.objects, *at) if f.head > frame.trigger]
    return scene.trim((min(s for s, _ in spans), max(e for _, e in spans))) if spans else None


def _beside(scene: Scene, frame: Frame, name: str) -> tuple[Filler, ...]:
    """The phrases of a preposition at the verb or at its object, where the parser may have hung them."""
    nouns = [scene.frames[f.head] for f in frame.objects if f.head in scene.frames]
    return (*frame.prep(name), *(f for n in nouns for f in n.prep(name)))


def _no_doubt(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """ "left no doubt that", "gave assurances that": the clause hangs on the verb's object."""
    for thing in frame.objects:
        noun = scene.frames.get(thing.head)
        clause = noun.clause("that") if noun is not None else None
        if noun is not None and clause is not None and noun.lemma in row.words("objects"):
            return clause.span if noun.negated == (noun.lemma == "doubt") else None
    return None


def _known(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """ "let it be known that", "made it plain that": the clause after the word that makes the idiom."""
    _, last = scene.document.sentence(frame.trigger)
    words = range(frame.trigger + 1, min(frame.trigger + 5, last))
    known = next((i for i in words if scene.token(i).lower_ in row.words("objects")), -1)
    if frame.negated or known < 0 or known + 2 >= last or scene.token(known + 1).lower_ != "that":
        return None
    ends = [t.i for t in scene.token(frame.trigger).subtree if known < t.i < last]
    return scene.trim((known + 1, max(ends) + 1)) if ends else None


def _as_put(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """ "As the minister put it, the ship had sailed": the rest of the sentence."""
    children = list(scene.token(frame.trigger).children)
    opening = next((c.i for c in children if c.lower_ == "as" and c.i < frame.trigger), -1)
    it = next((c.i for c in children if c.lower_ == "it" and c.i > frame.trigger), -1)
    if opening < 0 or it < 0 or frame.negated:
        return None
    first, last = scene.document.sentence(frame.trigger)
    content = scene.trim((it + 1, last) if opening <= first + 1 else (first, opening))
    return content if content[1] - content[0] > 1 else None


_IDIOMS = {"adverb": _as_put, "at": _figure, "object": _no_doubt, "content": _known}
_READERS = {"adj": _adjective, "noun": _noun, "verb": _verb}

__all__ = ["opinion_drafts"]
