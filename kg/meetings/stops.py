"""The states that a journey leads to one after the other: "a tour of Peru, Chile, Bolivia and Ecuador".

The parser breaks long lists of names, so the words after the first are read as they stand: names of states and towns
with commas between them and "and" before the last. What goes on after the list with a verb of its own is no part of it
("on his visit to Peru, Chile and Bolivia signed a pact").
"""

from __future__ import annotations

from kg.document import TokenSpan
from kg.model import Actor, ActorKind
from kg.reading import Reading

_ARTICLES = frozenset({"the"})
_LAST = frozenset({"and", "&"})


def stops(reading: Reading, first: TokenSpan) -> tuple[Actor, ...]:
    """The states after the place ``first`` in a list that an "and" closes; none where it is no list."""
    document = reading.document
    doc = document.doc
    _, end = document.sentence(first[0])
    found: list[Actor] = []
    at, closed = _name_end(reading, first[0], end), False
    while at < end and not closed:
        after = at
        while after < end and (doc[after].text == "," or doc[after].lower_ in _LAST):
            closed = closed or doc[after].lower_ in _LAST
            after += 1
        until = _name_end(reading, after, end) if after > at else after
        if until == after:
            return ()
        passage = document.passage(after, until)
        found += [a for a in reading.resolver.at(passage.start, passage.end) if a.kind is ActorKind.STATE]
        at = until
    goes_on = at < end and (doc[at].pos_ in {"VERB", "AUX"} or doc[at].tag_ == "POS" or doc[at].pos_ == "NOUN")
    return tuple(dict.fromkeys(found)) if closed and not (goes_on and not _within(reading, first, at)) else ()


def _within(reading: Reading, first: TokenSpan, at: int) -> bool:
    """True if the verb after the list has it in its subject: "the visit to A, B and C ended"."""
    token = reading.document.doc[at]
    token = token.head if token.dep_ in {"aux", "auxpass"} else token
    head = reading.document.doc[first[0]]
    return token.pos_ in {"VERB", "AUX"} and any(
        up.dep_ in {"nsubj", "nsubjpass"} and up.i < first[0] and token.is_ancestor(up) for up in head.ancestors
    )


def _name_end(reading: Reading, at: int, end: int) -> int:
    """The token after the name that begins at ``at``, or ``at`` where none begins there."""
    doc = reading.document.doc
    first = at + 1 if at < end and doc[at].lower_ in _ARTICLES else at
    last = first
    while last < end and doc[last].pos_ == "PROPN":
        last += 1
    return last if last > first else at
