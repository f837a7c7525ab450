"""What the repairs ask of a verb or a noun: is it finite, can it speak, where does its phrase end."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import Control
from kg.names.nouns import nouns

NAMES = ("GPE", "ORG", "PERSON", "NORP")
NOUNS = ("NOUN", "PROPN")
_FINITE = {"VBD": "past", "VBZ": "present", "VBP": "present", "MD": "modal"}
_THING_ENDINGS = ("tion", "sion", "ment", "ing", "ity", "ness", "ism", "ance", "ence", "sis", "ship", "ure")
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "men", "ee")


def finite(arcs: Arcs, i: int) -> str:
    """The tense of verb ``i`` (``past``, ``present``, ``modal``), or the empty string where it is not finite."""
    for k in arcs.kids[i]:
        if arcs.dep[k] in ("aux", "auxpass") and arcs.tag[k] in _FINITE:
            return _FINITE[arcs.tag[k]]
    return _FINITE.get(arcs.tag[i], "")


def has_to(arcs: Arcs, i: int) -> bool:
    """True if verb ``i`` is an infinitive with "to"."""
    return "TO" in map(arcs.tag.__getitem__, arcs.kids[i])  # asked of every token by many repairs


def speaks(arcs: Arcs, words: Control, i: int) -> bool:
    """True if the noun phrase headed by ``i`` can be somebody who says something."""
    if arcs.pos[i] in ("PROPN", "PRON") or arcs.ent[i] in NAMES:
        return arcs.lower[i] not in ("it", "that", "this", "which", "there")
    return arcs.lemma[i] in words.people or arcs.lemma[i].endswith(_PERSON_ENDINGS)


def end_of(arcs: Arcs, i: int) -> int:
    """The token after the last one below ``i``."""
    return arcs.subtree(i)[-1] + 1


def thing(arcs: Arcs, words: Control, i: int) -> bool:
    """True if the noun phrase headed by ``i`` is surely no one who speaks: a word, a deed, a measure."""
    if arcs.pos[i] != "NOUN" or speaks(arcs, words, i):
        return False
    lemma = arcs.lemma[i]
    return lemma in words.told or lemma in words.own or lemma in words.measure or lemma.endswith(_THING_ENDINGS)


def mute(arcs: Arcs, words: Control, i: int) -> bool:
    """True if the noun phrase headed by ``i`` is a common noun for nobody: no person, no group, no body of people."""
    if arcs.pos[i] != "NOUN" or speaks(arcs, words, i):
        return False
    bodies = nouns("institution") | nouns("government") | nouns("medium") | nouns("group") | nouns("body-head")
    return not {arcs.lemma[i], arcs.lower[i]} & (bodies | nouns("unnamed") | nouns("agentive"))
