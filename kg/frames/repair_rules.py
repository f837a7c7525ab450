"""Repairs of rules that ask ("the law obliges X to") and of sums whose unit the parser took for a name."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import Control
from kg.frames.forms import SUBJECTS
from kg.frames.grammar import has_to

_NOUNS = ("NOUN", "PROPN")
_MULTIPLES = frozenset({"double", "triple", "treble", "quadruple"})
_OPENING = frozenset({"the", "a", "an", "its", "their", "this", "that"})
_RUPEES = frozenset({"rs", "rs.", "re", "sh", "shs", "ksh", "n", "tk", "rm", "cfa", "birr"})
_SCALES = frozenset(
    {"m", "mn", "mln", "bn", "bln", "b", "tn", "k", "million", "billion", "crore", "crores", "lakh", "lakhs"}
)


def verb_for_subject(arcs: Arcs, words: Control, i: int) -> bool:
    """ "The law obliges Peru to pay.": a verb of asking taken for the subject of whom it asks.

    It has a subject of its own, and an infinitive follows. Against: "What the law obliges is unclear".
    """
    lemma = arcs.lemma[i].removesuffix("s") if arcs.tag[i] == "NNS" else arcs.lemma[i]
    if arcs.tag[i] not in ("VBZ", "NNS") or arcs.dep[i] != "nsubj" or lemma not in words.object:
        return False
    asked = arcs.head[i]
    own = next((k for k in arcs.kids[i] if k < i and arcs.dep[k] in ("nsubj", "compound")), -1)
    if own < 0 or asked <= i or arcs.head[asked] >= 0 or arcs.only(asked, "aux", "auxpass") >= 0:
        return False
    told = [k for k in arcs.kids[asked] if k > asked and has_to(arcs, k) and arcs.only(k, *SUBJECTS) < 0]
    plural = arcs.tag[asked] == "VBZ" and asked == i + 1  # "obliges states to"
    name = arcs.ent[asked] in ("GPE", "ORG", "PERSON")
    if len(told) != 1 or not (plural or name or arcs.pos[asked] in _NOUNS) or not arcs.promote(i, asked):
        return False
    for k in [k for k in arcs.kids[asked] if k in told or arcs.dep[k] == "punct"]:
        arcs.attach(k, i, arcs.dep[k])
    for k in [k for k in arcs.kids[i] if k < own]:
        arcs.attach(k, own, arcs.dep[k])
    arcs.retag(i, "VBZ", "VERB", lemma)
    if plural:
        arcs.retag(asked, "NNS", "NOUN")
    elif name:
        arcs.retag(asked, "NNP", "PROPN")
    arcs.dep[own], arcs.dep[asked], arcs.dep[told[0]] = "nsubj", "dobj", "xcomp"
    return True


def verb_for_ruled(arcs: Arcs, words: Control, i: int) -> bool:
    """ "The ruling orders the ministry to pay.": a verb of asking taken for a plural that a relative clause tells of.

    Against: "The orders the ministry had to fill", which has a verb of its own.
    """
    lemma = arcs.lemma[i].removesuffix("s")
    if arcs.tag[i] != "NNS" or arcs.head[i] >= 0 or lemma not in words.object:
        return False
    rule, opening = i - 1, arcs.first[i]
    told = [k for k in arcs.with_dep(i, "relcl", "acl") if k > i and has_to(arcs, k)]
    asked = arcs.only(told[0], "nsubj") if told else -1
    if asked <= i or rule <= opening or arcs.lower[opening] not in _OPENING or arcs.head[rule] != i:
        return False
    if arcs.dep[rule] not in ("amod", "compound") or any(k < rule and arcs.pos[k] == "ADP" for k in arcs.kids[i]):
        return False
    for k in [k for k in arcs.kids[i] if k < rule]:
        arcs.attach(k, rule, arcs.dep[k])
    arcs.retag(i, "VBZ", "VERB", lemma)
    arcs.retag(rule, "NN", "NOUN")
    arcs.dep[rule], arcs.dep[told[0]] = "nsubj", "xcomp"
    return arcs.attach(asked, i, "dobj")


def scale_for_name(arcs: Arcs, words: Control, i: int) -> bool:
    """ "asked for 200m euros": the letter of a scale taken for the head, the currency for its apposition.

    Against: "fell 200 m, metres that count", where a comma stands between.
    """
    unit = i + 1
    if arcs.lower[i] not in _SCALES or unit >= arcs.last[i] or i == arcs.first[i] or arcs.tag[i - 1] != "CD":
        return False
    if arcs.head[unit] != i or arcs.dep[unit] not in ("appos", "npadvmod", "dep", "nmod") or arcs.tag[unit] != "NNS":
        return False
    arcs.promote(unit, i)
    for k in list(arcs.kids[i]):
        if k > unit:
            arcs.attach(k, unit, arcs.dep[k])
    arcs.dep[i] = "nummod"
    arcs.retag(i, "CD", "NUM")
    return True


def mark_for_sum(arcs: Arcs, words: Control, i: int) -> bool:
    """ "demanded Rs 500 crore from the state": the mark of a currency taken for the object, its sum for an adverbial.

    Against: "gave Rex 500 dollars", where the word is no mark.
    """
    number = i + 1
    if arcs.lower[i] not in _RUPEES or not arcs.words[i][:1].isupper() or number >= arcs.last[i]:
        return False
    total = arcs.head[number] if arcs.dep[number] in ("nummod", "compound", "quantmod") else number
    if arcs.tag[number] != "CD" or total < number or total > number + 2 or arcs.head[total] != arcs.head[i]:
        return False
    if arcs.dep[i] not in ("dobj", "pobj", "attr", "nsubj", "nsubjpass"):
        return False
    dep = arcs.dep[i]
    if not arcs.attach(i, total, "nmod"):
        return False
    arcs.dep[total] = dep
    return True


def multiple_for_adjective(arcs: Arcs, words: Control, i: int) -> bool:
    """ "urged states to triple output and double aid": a verb of a multiple taken for an adjective of its object.

    Against: "to order coffee and a double whisky", which has an article.
    """
    noun = arcs.head[i]
    if arcs.lower[i] not in _MULTIPLES or arcs.dep[i] != "amod" or arcs.lower[i - 1] not in ("and", ","):
        return False
    if noun < i or arcs.dep[noun] != "conj" or any(k < i for k in arcs.with_dep(noun, "det", "poss", "amod")):
        return False
    verb = next((up for up in arcs.ancestors(noun) if arcs.is_verb(up)), -1)
    if verb < 0 or verb > i or not (has_to(arcs, verb) or arcs.only(verb, "aux") >= 0):
        return False
    if not (arcs.attach(noun, verb, "dobj") and arcs.promote(i, noun)):
        return False
    arcs.retag(i, "VB", "VERB", arcs.lower[i])
    arcs.dep[i], arcs.dep[noun] = "conj", "dobj"
    for k in [k for k in arcs.kids[noun] if k > noun and arcs.dep[k] == "prep"]:
        arcs.attach(k, i, "prep")
    return True
