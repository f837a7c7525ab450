"""Those who meet, where the parser hangs them on something else than the noun for their encounter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.frames.frame import Filler, Frame
from kg.meetings.words import ORDINALS, definite, event
from kg.model import ActorKind
from kg.reading import Reading
from kg.values.numerals import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

# What one has in talks with others.
POSITIONS = word_set("position stance role part hand leverage bargaining participation representative side negotiator")
_LEADING = frozenset({"lead", "head"})
_MISSIONS = frozenset({"delegation", "team", "mission"})
_AFTER = frozenset({"after", "as", "when", "before", "until", "once"})
_TWO = 2
_TAKING = frozenset({"accept", "take up", "welcome"})
_DECLINING = frozenset({"decline", "refuse", "reject", "turn down", "spurn", "snub", "rebuff"})
_EDGES = frozenset({"sideline", "margin", "fringe"})
_ORDER = ORDINALS | {"latest", "last"}


def made_by(reading: Reading, at: int) -> tuple[Filler, ...]:
    """Whoever comes, behind a date or a place: "the visit to Lima this week by the minister"."""
    doc = reading.document.doc
    _, end = reading.document.sentence(at)
    by = at + 1
    while by < end and (doc[by].ent_type_ in {"DATE", "GPE", "LOC"} or doc[by].lower_ in {"to", "of", "in", "on"}):
        by += 1
    if by >= end or doc[by].lower_ != "by":
        return ()
    return tuple(Filler(t.i, (t.left_edge.i, t.i + 1)) for t in doc[by].rights if t.dep_ == "pobj")


def between(reading: Reading, at: int) -> tuple[Filler, ...]:
    """Those whom the parser hangs on a place or day: "will be held in Oslo on Monday between A and B"."""
    doc = reading.document.doc
    _, end = reading.document.sentence(at)
    for token in doc[at + 1 : end]:
        if event(reading, token.i) is not None:
            return ()
        if token.lower_ == "between" and token.head.pos_ in {"VERB", "AUX", "PROPN"}:
            return tuple(_both(token))
    return ()


def first_between(reading: Reading, at: int) -> tuple[Filler, ...]:
    """Those of an apposition that counts the encounters: "the talks, the first between A and B in ten years"."""
    doc = reading.document.doc
    _, end = reading.document.sentence(at)
    for comma in range(at + 1, min(at + 8, end - 3)):
        if doc[comma].text == "," and doc[comma + 1].lower_ == "the" and doc[comma + 2].lower_ in _ORDER:
            found = next((t for t in doc[comma + 3 : min(comma + 9, end)] if t.lower_ in {"between", ","}), None)
            return tuple(_both(found)) if found is not None and found.lower_ == "between" else ()
    return ()


def led(reading: Reading, above: tuple[tuple[Frame, str], ...]) -> Iterator[Frame]:
    """The verbs of "led the delegation to the talks", "heads a mission at the conference"."""
    for frame, role in above:
        over = reading.frames.get(frame.parent) if frame.pos == "noun" else frame
        things = {reading.document.lemmas[f.head] for f in over.objects} if over is not None else set()
        if role in {"to", "at", "in", "for"} and over is not None and over.lemma in _LEADING and things & _MISSIONS:
            yield over


def beside_which(reading: Reading, frames: Iterable[Frame]) -> tuple[Filler, ...]:
    """What they met on the sidelines of: "met A on the margins of the assembly in New York"."""
    edges = [f for frame in frames for f in frame.prep("on", "at") if reading.document.lemmas[f.head] in _EDGES]
    nouns = [reading.frames.get(f.head) for f in edges]
    return tuple(f for noun in nouns if noun is not None for f in noun.prep("of"))


def invited(reading: Reading, above: tuple[tuple[Frame, str], ...]) -> Iterator[Filler]:
    """Who has accepted to come: "accepted an invitation to the summit"."""
    for frame, role in above:
        over = reading.frames.get(frame.parent) if frame.lemma == "invitation" and role in {"to", "for"} else None
        if over is not None and over.lemma in _TAKING and not over.negated and frame.relation == "obj":
            yield from over.subjects


def declined(reading: Reading, frame: Frame) -> bool:
    """True of "attend" in "declined an invitation to attend the summit": who declines is not there."""
    noun = reading.frames.get(frame.parent) if frame.tense == "infinitive" else None
    over = reading.frames.get(noun.parent) if noun is not None and noun.lemma == "invitation" else None
    return over is not None and over.lemma in _DECLINING and not over.negated


def of_both(reading: Reading, at: int) -> tuple[Filler, ...]:
    """The two of the main clause: "Kenya and Egypt traded blame after talks on the river collapsed".

    A noun of mutual doing in a clause of time has no parties of its own; they are those of whom the sentence tells.
    """
    own = next((f for f in reading.frames.values() if any(s.head == at for s in (*f.subjects, *_passive(f)))), None)
    over = reading.frames.get(own.parent) if own is not None and own.relation == "advcl" else None
    noun = reading.document.doc[at]
    if own is None or over is None or over.pos != "verb" or over.passive or noun.tag_ != "NNS" or definite(noun):
        return ()
    after = any(word in _AFTER and trigger == own.trigger for word, trigger in over.adverbials)
    both = tuple(f for f in over.subjects if f.head != at)
    named = all(
        a.kind in {ActorKind.STATE, ActorKind.PERSON, ActorKind.ORGANIZATION}
        for f in both
        for a in reading.resolver.actors(f)
    )
    return both if after and named and len(both) == _TWO else ()


def _passive(frame: Frame) -> tuple[Filler, ...]:
    return frame.objects if frame.passive else ()


def _both(preposition: Token) -> Iterator[Filler]:
    first = [t for t in preposition.rights if t.dep_ == "pobj"]
    for token in (*first, *(c for t in first for c in t.conjuncts)):
        yield Filler(token.i, (token.left_edge.i, _end(token)))


def _end(token: Token) -> int:
    """The end of a noun phrase with those for whom it acts: "delegations from A and B"."""
    own = [t.right_edge.i for t in token.rights if t.lower_ == "from"]
    return max([token.i, *own]) + 1
