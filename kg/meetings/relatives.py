"""Relative clauses that tell of an encounter though the parser hangs them on what stands between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.frames.frame import Frame, How
from kg.meetings.words import event, row
from kg.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

_INSIDE = frozenset({"of", "between", "with", "on", "for"})
_HOLDING = frozenset({"hold", "convene", "host"})


def governed(reading: Reading, frame: Frame) -> Iterator[tuple[int, str]]:
    """The nouns that the verb of a relative clause tells of, each with its role; the parse gives it another noun."""
    up = reading.frames.get(frame.parent)
    if frame.relation != "relcl" or up is None:
        return
    if event(reading, up.trigger) is not None:
        yield from _displaced(reading, frame, up)
    else:
        yield from _took_place(reading, frame, up)
    yield from _called_for(reading, frame, up)


def _displaced(reading: Reading, frame: Frame, up: Frame) -> Iterator[tuple[int, str]]:
    """ "The summit between A and B, which was cancelled": the parser takes B for what was cancelled."""
    entry = row("event-obj", "verb", frame.lemma) if frame.passive and up.pos == "noun" else None
    heads = [filler.head for filler in frame.objects if filler.how is How.RELATIVE]
    if entry is not None and entry.text("status") and heads and all(up.trigger < h < frame.trigger for h in heads):
        yield up.trigger, "obj"


def _took_place(reading: Reading, frame: Frame, up: Frame) -> Iterator[tuple[int, str]]:
    """ "The meeting of the commission, which took place in Oslo": bodies do not take place, nor are they held."""
    takes = "place" in {reading.document.lower[f.head] for f in frame.objects}
    held = frame.passive and frame.lemma in _HOLDING
    noun = next(_above(reading, up.trigger), None) if takes or held else None
    if noun is not None:
        yield noun, "subj" if takes else "obj"


def _called_for(reading: Reading, frame: Frame, up: Frame) -> Iterator[tuple[int, str]]:
    """ "The talks on fish that A called for this week", whose preposition is stranded."""
    doc = reading.document.doc
    entry = row("event-pp", "verb", frame.lemma)
    after = doc[frame.trigger + 1] if frame.trigger + 1 < len(doc) else None
    if entry is None or after is None or after.lower_ not in entry.words("prep"):
        return
    if any(t.dep_ == "pobj" and t.ent_type_ not in {"DATE", "TIME"} for t in after.rights):
        return
    noun = up.trigger if event(reading, up.trigger) is not None else next(_above(reading, up.trigger), None)
    if noun is not None:
        yield noun, after.lower_


def _above(reading: Reading, at: int) -> Iterator[int]:
    """The nouns for encounters that the noun at ``at`` is "of", "between", "on"."""
    token: Token = reading.document.doc[at]
    while token.dep_ in {"pobj", "conj", "appos"} or (token.dep_ == "prep" and token.lower_ in _INSIDE):
        token = token.head
        if event(reading, token.i) is not None:
            yield token.i
