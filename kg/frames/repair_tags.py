"""Repairs of those who speak: names that the parser tied to what is said, adjectives of those who are told."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import Control
from kg.frames.forms import SUBJECTS
from kg.frames.grammar import finite

_REACH = 30
_TITLE_TAGS = frozenset({"NN", "NNP", "NNPS", "JJ", "DT"})
_COMING = frozenset({"visiting", "outgoing", "incoming", "departing", "returning", "leading", "sitting"})


def speaker_in_commas(arcs: Arcs, words: Control, i: int) -> bool:
    """ "It will not come to Lima, Juan Paz, head of the Growers' Union, said.": the speaker hung on what is said.

    The name between commas, its title behind it, is all that can be the subject of the verb that closes the sentence.
    Against: "In Lima, Juan Paz, head of the union, said" as it is, where the verb has its subject.
    """
    if arcs.lemma[i] not in words.speech or not finite(arcs, i) or arcs.only(i, "expl", *SUBJECTS) >= 0:
        return False
    if arcs.lower[i - 1] != "," or not any(arcs.dep[k] == "ccomp" and k < i for k in arcs.kids[i]):
        return False
    for comma in range(i - 2, max(arcs.first[i] + 1, i - _REACH), -1):
        if arcs.lower[comma] != ",":
            continue
        name = comma - 1
        start = _name_start(arcs, name)
        if start < 0 or any(finite(arcs, k) and arcs.is_verb(k) for k in range(comma + 1, i - 1)):
            continue
        for k in range(comma + 1, i - 1):  # the title goes with the name
            if not start <= arcs.head[k] < i and arcs.pos[k] != "PUNCT":
                arcs.attach(k, name, "appos")
        for k in range(start, name):
            if not start <= arcs.head[k] <= name:
                arcs.attach(k, name, "compound")
        return arcs.attach(name, i, "nsubj")
    return False


def title_for_subject(arcs: Arcs, words: Control, s: int) -> bool:
    """ "In Lima, Juan Paz, head of the union, said": the title taken for the subject, the name for a second place.

    Against: "In a letter to Juan Paz, the minister said", where no comma closes the title.
    """
    verb = arcs.head[s]
    if arcs.dep[s] != "nsubj" or arcs.pos[s] != "NOUN" or verb < s or arcs.lemma[verb] not in words.speech:
        return False
    name = next((k for k in arcs.subtree(s) if arcs.pos[k] != "PUNCT"), s) - 2
    if name <= arcs.first[s] or arcs.lower[name + 1] != "," or arcs.lower[verb - 1] != ",":
        return False
    if not finite(arcs, verb) or verb in (arcs.head[name], name) or _name_start(arcs, name) < 0:
        return False
    if name in arcs.subtree(s) or arcs.dep[name] not in ("conj", "appos", "pobj", "dobj", "npadvmod", "dep"):
        return False
    return arcs.attach(name, verb, "nsubj") and arcs.attach(s, name, "appos")


def _name_start(arcs: Arcs, name: int) -> int:
    """Where the name that ends with token ``name`` begins, with its title; -1 unless a comma stands before it."""
    if arcs.tag[name] not in ("NNP", "NNPS"):
        return -1
    start = name
    while start > arcs.first[name] and arcs.tag[start - 1] in _TITLE_TAGS:
        start -= 1
    named = sum(arcs.tag[k] in ("NNP", "NNPS") for k in range(start, name + 1))
    before = start > arcs.first[name] and arcs.lower[start - 1] == ","
    return start if before and named > 1 else -1


def past_date(arcs: Arcs, words: Control, i: int) -> bool:
    """ "warned on Friday of a war", "complained Monday about the tax": the preposition hung on the day.

    Against: "in March of 1987", where the phrase says which one.
    """
    day = arcs.head[i]
    if arcs.dep[i] != "prep" or arcs.lower[i] not in ("of", "about", "against", "to", "for") or day < 0 or day > i:
        return False
    if arcs.ent[day] != "DATE" or arcs.tag[day] != "NNP" or i != day + 1:
        return False
    inner = arcs.only(i, "pobj")
    verb = next((up for up in arcs.ancestors(day) if arcs.is_verb(up)), -1)
    near = verb >= 0 and arcs.head[day] in (verb, *arcs.with_dep(verb, "prep"))
    if not near or inner < 0 or arcs.ent[inner] == "DATE" or arcs.lemma[verb] not in words.speech:
        return False
    return arcs.attach(i, verb, "prep")


def visiting_object(arcs: Arcs, words: Control, i: int) -> bool:
    """ "told visiting Norwegian minister Anna Berg that ...": an adjective before a name, taken for a clause.

    Against: "remembered visiting Anna Berg" (nobody is remembered visiting), where the verb takes no person.
    """
    verb = arcs.head[i]
    if arcs.lower[i] not in _COMING or arcs.tag[i] != "VBG" or verb != i - 1 or not arcs.is_verb(verb):
        return False
    if arcs.lemma[verb] not in words.speech and arcs.lemma[verb] not in ("meet", "receive", "greet", "host", "see"):
        return False
    noun = arcs.only(i, "dobj", "attr", "oprd")
    if noun < i or noun > i + 8 or arcs.only(verb, "dobj", "dative") >= 0:
        return False
    if any(arcs.pos[k] not in ("ADJ", "PROPN", "NOUN", "PUNCT") for k in range(i + 1, noun)):
        return False
    for k in [k for k in arcs.kids[i] if k != noun]:
        arcs.attach(k, verb, arcs.dep[k])
    arcs.retag(i, "JJ", "ADJ")
    return arcs.attach(noun, verb, "dobj") and arcs.attach(i, noun, "amod")
