"""Repairs of names that the parser does not know: words taken for verbs, and verbs for attributes."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import Control
from kg.frames.forms import SUBJECTS
from kg.frames.grammar import finite, has_to

_OBJECTS = ("dobj", "pobj", "attr")


def acronym_for_verb(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Was urged by ECOWAS leaders": a body's acronym taken for a verb with the noun after it as its object.

    Against: "By BACKING the plan", which is no name.
    """
    if not arcs.words[i].isupper() or not arcs.tag[i].startswith("VB") or len(arcs.words[i]) < 3:
        return False
    noun = arcs.only(i, "dobj", "dep", "oprd")
    if noun != i + 1 or arcs.pos[noun] != "NOUN":
        return False
    if arcs.words[noun].isupper() or arcs.only(i, "aux", "auxpass", *SUBJECTS) >= 0:
        return False
    arcs.retag(i, "NNP", "PROPN")
    arcs.promote(noun, i)
    by = arcs.head[noun]
    for k in list(arcs.kids[i]):
        told = arcs.dep[noun] == "pobj" and arcs.dep[by] == "agent" and has_to(arcs, k)  # "urged by ECOWAS leaders to"
        arcs.attach(k, arcs.head[by] if told else noun, "xcomp" if told else arcs.dep[k])
    arcs.dep[i] = "compound"
    return True


def object_for_verb(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Lopez renewed calls for talks": an object that was tagged as a verb in the third person.

    Against: "the minister who calls for talks", which has its subject.
    """
    if arcs.tag[i] != "VBZ" or arcs.dep[i] not in _OBJECTS or arcs.only(i, "aux", *SUBJECTS) >= 0:
        return False
    arcs.retag(i, "NNS", "NOUN")
    return True


def verb_for_attribute(arcs: Arcs, words: Control, i: int) -> bool:
    """ "The junta renewed calls for talks.": the only verb of a sentence, taken for an attribute.

    It has a subject of its own, which no attribute has: "Fans of the premier renewed pressure for his return." Against:
    "the renewed calls for talks".
    """
    noun = arcs.head[i]
    if arcs.dep[i] != "amod" or arcs.tag[i] not in ("VBD", "VBN") or noun < i or arcs.head[noun] >= 0:
        return False
    before = [k for k in arcs.kids[noun] if k < i and arcs.dep[k] == "nmod" and arcs.tag[k] == "NNS"]
    subject = before[0] if len(before) == 1 else arcs.only(i, "nsubj")
    if not 0 <= subject < i or arcs.lower[arcs.last[i] - 1] != ".":
        return False
    if any(arcs.is_verb(k) and k != i and finite(arcs, k) for k in arcs.subtree(noun) if arcs.dep[k] != "relcl"):
        return False
    arcs.promote(i, noun)
    arcs.retag(i, "VBD", "VERB")
    arcs.dep[noun] = "dobj"
    for k in list(arcs.kids[noun]):
        if k < i:
            arcs.attach(k, i, "nsubj" if k == subject else arcs.dep[k])
    return True


def _main_noun(arcs: Arcs, i: int) -> None:
    """Puts the plural over what it asks, if the parser made it the subject of that ("the pact obliges | firms to")."""
    asked = arcs.head[i]
    whole = arcs.dep[i] == "nsubj" and asked > i and arcs.head[asked] < 0 and arcs.pos[asked] in ("NOUN", "PROPN")
    told = [k for k in arcs.kids[asked] if k > asked and has_to(arcs, k)] if whole else []
    if not told or arcs.only(i, "compound") < 0 or not arcs.promote(i, asked):
        return
    for k in [k for k in arcs.kids[asked] if k in told or arcs.dep[k] == "punct"]:
        arcs.attach(k, i, arcs.dep[k])


def verb_for_plural(arcs: Arcs, words: Control, i: int) -> bool:
    """ "The treaty obliges Chad to open its ports.": a verb of asking taken for a plural, whom it asks for a clause.

    Against: "The treaty orders to ships to turn back", where a preposition stands between.
    """
    if arcs.tag[i] != "NNS" or arcs.lemma[i].removesuffix("s") not in words.object:
        return False
    which = arcs.only(i, "nsubj")
    if arcs.dep[i] == "relcl" and which >= 0 and arcs.tag[which] in ("WDT", "WP"):  # "a rule that obliges Chad to"
        arcs.retag(i, "VBZ", "VERB", arcs.lemma[i].removesuffix("s"))
        return True
    if 0 <= which < i < arcs.only(i, "dobj"):  # only the tag is wrong
        arcs.retag(i, "VBZ", "VERB", arcs.lemma[i].removesuffix("s"))
        for k in [k for k in arcs.with_dep(i, "advcl") if has_to(arcs, k) and arcs.only(k, *SUBJECTS) < 0][:1]:
            arcs.dep[k] = "xcomp"
        return True
    if arcs.lower[arcs.first[i]] in ("the", "a", "its"):
        _main_noun(arcs, i)
    if arcs.head[i] >= 0:
        return False
    noun = next((k for k in arcs.kids[i] if k < i and arcs.dep[k] == "compound"), -1)
    asked = next((k for k in arcs.kids[i] if k > i and arcs.pos[k] in ("NOUN", "PROPN")), -1)
    told = [k for k in arcs.kids[i] if k > i and has_to(arcs, k) and arcs.only(k, *SUBJECTS) < 0]
    if noun < 0 or asked < 0 or not told or not asked < told[0] or arcs.lower[arcs.first[i]] not in ("the", "a", "its"):
        return False
    if any(arcs.pos[k] == "ADP" for k in range(i + 1, asked)):
        return False
    arcs.retag(i, "VBZ", "VERB", arcs.lemma[i].removesuffix("s"))
    for k in list(arcs.kids[i]):
        if k < noun:
            arcs.attach(k, noun, arcs.dep[k])
    arcs.dep[noun], arcs.dep[asked], arcs.dep[told[0]] = "nsubj", "dobj", "xcomp"
    return True
