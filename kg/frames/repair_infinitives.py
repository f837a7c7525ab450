"""Repairs of infinitives: those taken for adjectives, and those that a participle asks for. For and against, each."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import Control
from kg.frames.grammar import NOUNS, has_to

_VERBS_TOO = frozenset(
    {"spare", "open", "free", "clear", "secure", "lower", "complete", "clean", "slow", "empty", "calm"}
)


def infinitive_for_adjective(arcs: Arcs, words: Control, i: int) -> bool:
    """ "called on the pilots to spare villages": a bare verb after "to" taken for an adjective of its object.

    Against: "moved to open fields", where no verb that asks stands above; "urged a return to free elections".
    """
    noun, to = arcs.head[i], i - 1
    if arcs.dep[i] not in ("amod", "compound", "nmod") or not i < noun or arcs.tag[i] not in ("VB", "JJ"):
        return False
    if arcs.tag[i] == "JJ" and arcs.lower[i] not in _VERBS_TOO:
        return False
    if to < arcs.first[i] or arcs.lower[to] != "to" or arcs.head[noun] != to or arcs.dep[noun] != "pobj":
        return False
    verb = next((v for v in arcs.ancestors(to) if arcs.lemma[v] in words.needs_to and arcs.is_verb(v)), -1)
    if (
        verb < 0
        or arcs.pos[arcs.head[to]] in NOUNS
        or any(has_to(arcs, k) for k in arcs.with_dep(verb, "xcomp", "advcl"))
    ):
        return False
    if not (arcs.attach(i, verb, "xcomp") and arcs.attach(noun, i, "dobj")):
        return False
    arcs.retag(i, "VB", "VERB", arcs.lower[i])
    arcs.retag(to, "TO", "PART", "to")
    for k in [k for k in arcs.kids[to] if k != i]:
        arcs.attach(k, i, arcs.dep[k])
    return arcs.attach(to, i, "aux")


def infinitive_of_participle(arcs: Arcs, words: Control, i: int) -> bool:
    """ "signed an order directing agencies to cut": the infinitive that a participle asks for, hung on the verb above.

    Against: "signed a pact linking the ports to win votes", where the participle takes no infinitive.
    """
    if arcs.dep[i] not in ("xcomp", "advcl") or not has_to(arcs, i) or arcs.only(i, "nsubj", "nsubjpass", "mark") >= 0:
        return False
    verb, start = arcs.head[i], arcs.subtree(i)[0]
    for asked in (start - 1, arcs.head[start - 1]):
        if not 0 <= verb < asked < i or arcs.pos[asked] not in NOUNS or arcs.subtree(asked)[-1] != start - 1:
            continue
        low = arcs.head[asked]
        participle = arcs.tag[low] == "VBG" and arcs.dep[low] in ("acl", "advcl") and verb in arcs.ancestors(low)
        if participle and arcs.dep[asked] == "dobj" and arcs.lemma[low] in words.object and not has_to(arcs, low):
            return arcs.attach(i, low, "xcomp")
    return False


__all__ = ["infinitive_for_adjective", "infinitive_of_participle"]
