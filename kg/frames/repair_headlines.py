"""Repairs of headlines: verbs without articles around them, taken for nouns. Only where no verb is finite."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import Control
from kg.frames.grammar import NOUNS, finite, has_to


def headline(arcs: Arcs, i: int) -> bool:
    """True if the sentence of ``i`` has the form of a headline: no full stop and no finite verb."""
    first, last = arcs.first[i], arcs.last[i]
    while last > first and arcs.pos[last - 1] == "SPACE":
        last -= 1
    if arcs.pos[last - 1] == "PUNCT":
        return False
    return not any(arcs.is_verb(t) and finite(arcs, t) and arcs.dep[t] != "compound" for t in range(first, last))


def _asks_or_tells(arcs: Arcs, words: Control, i: int) -> bool:
    return arcs.lemma[i] in words.object or arcs.lemma[i] in words.speech


def headline_verb(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Premier orders inquiry": a verb taken for a part of a compound. Against: "Drug price demand in letter"."""
    if arcs.dep[i] != "compound" or i <= arcs.first[i] or not _asks_or_tells(arcs, words, i):
        return False
    noun = arcs.head[i]
    before = sorted(k for k in (*arcs.kids[noun], *arcs.kids[i]) if k < i)
    if noun < i or not before or before[-1] != i - 1 or arcs.dep[i - 1] not in ("compound", "amod", "nsubj"):
        return False
    plural = arcs.tag[i - 1] == "NNS"
    third = arcs.lower[i].endswith("s") and not arcs.lemma[i].endswith("s")
    if arcs.pos[i - 1] not in NOUNS or plural == third or not headline(arcs, i):
        return False
    arcs.promote(i, noun)
    arcs.retag(i, "VBP" if plural else "VBZ", "VERB")
    subject = before[-1]
    arcs.attach(subject, i, "nsubj")
    for k in before[:-1]:
        arcs.attach(k, subject, arcs.dep[k])
    return arcs.attach(noun, i, "dobj")


def headline_root(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Trump pressures Tokyo to buy rice": the verb taken for a plural noun before a name.

    Against: "EU demands on Tokyo", where a preposition follows.
    """
    if arcs.head[i] >= 0 or arcs.tag[i] != "NNS" or not _asks_or_tells(arcs, words, i):
        return False
    subject = next((k for k in reversed(arcs.with_dep(i, "compound", "nsubj")) if k < i), -1)
    objects = [k for k in arcs.with_dep(i, "appos", "dobj", "npadvmod") if k > i and arcs.pos[k] in NOUNS]
    if subject != i - 1 or not objects or arcs.subtree(objects[0])[0] != i + 1 or not headline(arcs, i):
        return False
    arcs.retag(i, "VBZ", "VERB")
    arcs.dep[subject] = "nsubj"
    for k in [k for k in arcs.kids[i] if k < subject]:
        arcs.attach(k, subject, arcs.dep[k])
    arcs.dep[objects[0]] = "dobj"
    for k in arcs.with_dep(i, "relcl", "acl", "advcl"):
        if has_to(arcs, k):
            arcs.dep[k] = "xcomp"
    return True


def headline_infinitive(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Macron to visit Rome": what is to be, taken for a noun with a clause. Against: "Plan to visit Rome"."""
    noun = arcs.head[i]
    if arcs.dep[i] not in ("relcl", "acl") or not has_to(arcs, i) or noun < 0 or arcs.head[noun] >= 0 or i != noun + 2:
        return False
    if arcs.lemma[noun] in words.own | words.told or not headline(arcs, i):
        return False
    if arcs.pos[noun] != "PROPN" and arcs.ent[noun] not in ("PERSON", "ORG", "GPE"):
        return False
    arcs.promote(i, noun)
    arcs.dep[noun] = "nsubj"
    return True
