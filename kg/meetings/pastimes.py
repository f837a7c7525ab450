"""Sport, the stage and the shop have meetings, sessions and tours of their own, which are none between parties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.frames.frame import Frame
from kg.reading import Reading
from kg.values.numerals import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_STAGES = word_set(
    """final semifinal semi-final quarterfinal quarter-final qualifier playoff play-off cup tournament championship
    match game tie derby"""
)
_PLAYING = frozenset({"meet", "host", "receive", "visit", "welcome"})
_SPOUSES = frozenset({"husband", "wife", "fiancé", "fiancée", "spouse", "bride", "groom"})
_WINNING = word_set("beat win defeat thrash draw score edge")
_SCORE = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}")
# What comes before a noun for an encounter that is no encounter of parties: "a training session", "a school trip".
_LEISURE = word_set(
    """training trading practice recording jam photo gym therapy signing tasting school camping fishing hunting
    shopping field concert album stadium factory walking cycling golf boat bus yoga study reading rehearsal"""
)
_PERFORMERS = word_set(
    "band singer orchestra choir rapper circus troupe concert album gig musician comedian ballet pop jazz"
)


def match(reading: Reading, frame: Frame) -> bool:
    """True if those who meet marry or play: "meet in the final", "meet in the next round after a 2-0 win"."""
    document = reading.document
    if frame.lemma not in _PLAYING:
        return False
    if any(document.lemmas[f.head] in _SPOUSES and _possessed(reading, f.head) for f in frame.objects):
        return True  # "met her husband in 1961"
    named = {document.lemmas[f.head] for f in frame.prep("in")}
    if named & _STAGES:
        return True
    start, end = document.sentence(frame.trigger)
    won = bool(_WINNING & set(document.lemmas[start:end]) and _SCORE.search(document.words((start, end))))
    return won or ("round" in named and bool(_WINNING & set(document.lemmas[start:end])))


def _possessed(reading: Reading, noun: int) -> bool:
    return any(t.tag_ == "PRP$" for t in reading.document.doc[noun].lefts)


def pastime(reading: Reading, token: Token, family: str) -> bool:
    """True if the noun at ``token`` names a pastime: "a training session", "the band's tour"."""
    before = reading.document.lower[token.i - 1] if token.i else ""
    formal = before == "signing" and token.lower_ == "ceremony"  # not the "book signing"
    if before in _LEISURE and not formal and any(t.i == token.i - 1 for t in token.lefts):
        return True
    start, end = reading.document.sentence(token.i)
    tours = family == "visit" and token.lower_ in {"tour", "tours", "trip", "visit"}
    return tours and bool(_PERFORMERS & set(reading.document.lemmas[start:end]))
