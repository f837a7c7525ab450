"""The rows of ``kg/lexicon/meeting.toml`` by frame and lemma, and which tokens they take for encounters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.lexicon.rows import Row, load_rows
from kg.reading import Reading
from kg.text.cleaned import BlockKind
from kg.values.numerals import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

DETERMINERS = frozenset({"the", "this", "that", "these", "those", "both", "his", "her", "its", "their", "our"})
# Nouns that stand for what is under their "of": "a round of talks".
TRANSPARENT = frozenset(
    {"round", "series", "set", "day", "bout", "hour", "week", "start", "beginning", "opening", "outset"}
    | {"end", "close", "completion", "conclusion", "margin", "sideline"}
)
_EDGES = frozenset({"margin", "sideline"})
_COP = re.compile(r"COP-?\d{1,2}")
_TWO_DIGITS = 2
_GROUPS = frozenset({"G7", "G8", "G20", "G-7", "G-8", "G-20", "APEC", "BRICS", "COP"})
_WHILE = frozenset({"at", "during", "before", "after", "following"})
HABITUAL = word_set("usual regular weekly monthly daily frequent occasional routine numerous countless")
_CALLING = word_set("hold have make place receive take host join schedule cancel")
ORDINALS = word_set("first second third fourth fifth sixth seventh eighth ninth tenth final")
_ROUNDS = word_set("next new last latest previous fresh further another follow-up")
_PHONE = frozenset({"phone", "telephone", "video", "conference", "with", "secure", "between"})


@cache
def _table(frame: str) -> Mapping[tuple[str, str], Row]:
    return MappingProxyType({(row.pos, row.lemma): row for row in load_rows("meeting") if row.frame == frame})


def row(frame: str, pos: str, lemma: str) -> Row | None:
    """The row of a lemma in one frame, if there is one."""
    return _table(frame).get((pos, lemma))


def modifier(word: str) -> Row | None:
    """The row of an adjective or participle that stands before the noun of an encounter."""
    return _table("event-mod").get(("adj", word))


@cache
def compounds() -> frozenset[tuple[str, str]]:
    """Encounters of two words ("press conference"), as pairs of modifier and head."""
    return frozenset(
        (first, second) for _, lemma in _table("event") if lemma.count(" ") == 1 for first, second in [lemma.split(" ")]
    )


def event(reading: Reading, at: int) -> Row | None:
    """The row of the noun at ``at``, if its words allow for an encounter."""
    doc = reading.document.doc
    token = doc[at]
    before = doc[at - 1].lower_ if at else ""
    if token.text == "2":
        return row("event", "noun", "2 + 2") if before == "+" and at > 1 and doc[at - 2].text == "2" else None
    if (named := _named_after(token)) is not None:
        return named
    lemma = "talk" if misread(token) else token.lemma_.lower()
    if token.tag_ in {"NNPS", "NNP"} and lemma.endswith("s") and row("event", "noun", lemma) is None:
        lemma = lemma.removesuffix("s")  # "the Annual Consultations", of which the lemma is the name itself
    if (before, lemma) in compounds():
        return row("event", "noun", f"{before} {lemma}")
    found = row("event", "noun", lemma) if lemma not in {"g7", "cop"} else None
    if found is None or (found.flag("plural") and not token.lower_.endswith("s")):
        return None
    if found.flag("single") and any(t.dep_ == "compound" and t.pos_ in {"NOUN", "PROPN"} for t in token.lefts):
        return None  # what is exchanged, or where: "the stock exchange", "a prisoner exchange"
    if found.flag("phone"):
        near = {doc[i].lower_ for i in range(max(0, at - 3), min(at + 2, len(doc)))}
        if "for" in near or not (near & _PHONE or _called(token)):
            return None
    if (lemma == "round" and not _counted(token)) or (lemma == "event" and token.tag_ != "NN"):
        return None  # "the events in Oslo" are what happened there
    if found.flag("with") and not any(t.lower_ in {"with", "between"} and t.dep_ == "prep" for t in token.rights):
        return None
    return found


def _counted(token: Token) -> bool:
    """True of "the third round", of nothing that is said to be of something: a round of voting."""
    of = any(t.lower_ in {"of", "in"} and t.dep_ == "prep" for t in token.rights)
    lefts = {t.lower_ for t in token.lefts}
    return not of and bool(lefts & (ORDINALS | _ROUNDS))


def _called(token: Token) -> bool:
    """True of "made calls to his counterpart", "during the call": not of "a call to arms", "renewed his call"."""
    up = token.head
    if token.dep_ == "pobj" and up.lower_ in _WHILE | {"on", "in"}:
        return any(t.lower_ in DETERMINERS or t.tag_ == "POS" for t in token.lefts)
    if token.dep_ != "dobj" or up.lemma_ not in _CALLING:
        return False
    whom = [t for prep in (*token.rights, *up.rights) if prep.lower_ in {"to", "with", "from"} for t in prep.rights]
    return any(t.pos_ in {"PROPN", "PRON"} or any(s.pos_ in {"PROPN", "PRON"} for s in t.subtree) for t in whom)


def _named_after(token: Token) -> Row | None:
    """The row of a conference by its number ("COP27"), or of a group's meeting by the group's name ("at the G7").

    A group stands for its meeting where it is hosted or attended, and under "at", "during", "ahead of".
    """
    if _COP.fullmatch(token.text) or (token.text == "COP" and edition(token)):
        return row("event", "noun", "cop")
    assembly = token.text == "Assembly" and token.i and token.doc[token.i - 1].text == "General"
    if not (token.text in _GROUPS or assembly) or token.dep_ not in {"dobj", "pobj", "nsubjpass"}:
        return None
    up = token.head
    if token.dep_ == "pobj":
        told = up.lower_ in _WHILE or (up.lower_ == "of" and up.head.lower_ in {"ahead", "sidelines", "margins"})
    else:
        told = up.lemma_ in {"host", "attend", "skip", "hold"} or bool(assembly and up.lemma_ == "address")
    return row("event", "noun", "g7") if told else None


def edition(token: Token) -> int:
    """Which of the climate conferences "COP27" or "COP 27" is; 0 for other words."""
    after = token.doc[token.i + 1] if token.text == "COP" and token.i + 1 < len(token.doc) else None
    digits = after.text if after is not None else token.text.removeprefix("COP").removeprefix("-")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _TWO_DIGITS else 0


def misread(token: Token) -> bool:
    """True of "talks" where the tagger takes it for a verb, though it is the subject or object of one."""
    return token.lower_ == "talks" and token.pos_ == "VERB" and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}


def named(token: Token) -> bool:
    """True of a name, also where the tagger takes "COP 30" for a common noun."""
    return token.pos_ == "PROPN" or (token.text == "COP" and edition(token) > 0)


def definite(token: Token) -> bool:
    """True of a noun with a definite determiner or possessor, of a name, and of "the first round of talks"."""
    over = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
    if over.lemma_ in TRANSPARENT - _EDGES:  # "the margins of a summit" are as definite as the summit
        token = over
    return named(token) or any(t.lower_ in DETERMINERS or t.dep_ == "poss" for t in token.lefts)


def asked(reading: Reading, at: int) -> bool:
    """True in a question, which asserts nothing that it does not presuppose."""
    _, end = reading.document.sentence(at)
    return reading.document.doc[end - 1].text == "?"


def unread(reading: Reading, at: int) -> bool:
    """True in headings, notices and the plots of novels: headlines are no evidence."""
    return reading.document.kind(at) is BlockKind.HEADING or not reading.document.tells(at)
