"""Repairs of infinitives: those taken for adjectives, and those that a participle asks for. For and against, each."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import Control
from kg.frames.grammar import NOUNS, has_to, speaks

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


def for_before_infinitive(arcs: Arcs, words: Control, p: int) -> bool:
    """ "asking for the project to be moved": "for" without a noun phrase, whose subject was given to the infinitive.

    Against: "asking for the project that was to be moved", where "for" has its noun phrase.
    """
    verb = arcs.head[p]
    if arcs.lower[p] != "for" or arcs.dep[p] != "prep" or verb < 0 or arcs.kids[p] or not arcs.is_verb(verb):
        return False
    for k in arcs.with_dep(verb, "ccomp", "xcomp", "advcl"):
        own = arcs.only(k, "nsubj", "nsubjpass")
        if has_to(arcs, k) and own >= 0 and arcs.subtree(own)[0] == p + 1:
            arcs.dep[k] = "advcl"
            return arcs.attach(p, k, "mark")
    return False


def participle_after_infinitive(arcs: Arcs, words: Control, k: int) -> bool:
    """ "asked X to approve the cap and ordered Y to save": a past tense taken for a participle beside an infinitive.

    Against: "asked X to be tried and sentenced", "asked to see the list checked and signed".
    """
    head = arcs.head[k]
    if arcs.dep[k] != "conj" or arcs.tag[k] != "VBN" or not has_to(arcs, head) or arcs.tag[head] != "VB":
        return False
    if arcs.with_dep(k, "aux", "auxpass", "agent") or arcs.only(head, "auxpass") >= 0:
        return False
    own = arcs.only(k, "dobj", "xcomp", "ccomp") > k or any(arcs.lower[p] in ("on", "for") for p in arcs.kids[k])
    if not own or arcs.lemma[k] not in words.speech | words.needs_to | words.object:
        return False
    above = next((v for v in arcs.ancestors(head) if arcs.is_verb(v) and arcs.tag[v] == "VBD" and v < k), -1)
    if above < 0 or arcs.quoted[above] != arcs.quoted[k]:
        return False
    arcs.retag(k, "VBD", "VERB")
    return arcs.attach(k, above, "conj")


def asking_at_start(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Urge insurers to refuse cover" as an item of a list: its verb taken for an adjective of its object.

    Against: "Urgent calls to refuse cover went out".
    """
    noun = arcs.head[i]
    if i != arcs.first[i] or arcs.lower[i] not in words.needs_to or arcs.dep[i] not in ("amod", "compound", "nmod"):
        return False
    k = arcs.head[noun]
    if not i < noun < k or arcs.dep[noun] not in ("nsubj", "nsubjpass") or not has_to(arcs, k) or arcs.dep[k] != "ROOT":
        return False
    if not arcs.promote(i, k):
        return False
    arcs.retag(i, "VBP", "VERB", arcs.lower[i])
    arcs.attach(noun, i, "dobj")
    for end in [t for t in arcs.kids[k] if arcs.dep[t] == "punct" and t == arcs.last[k] - 1]:
        arcs.attach(end, i, "punct")
    return arcs.attach(k, i, "xcomp")


def infinitive_of_asked(arcs: Arcs, words: Control, i: int) -> bool:
    """ "urging the premier, who faces a vote, to scrap the levy": what is asked, taken for a relative of who is asked.

    Against: "urged a plan to scrap the levy", where nobody is asked.
    """
    noun = arcs.head[i]
    if arcs.dep[i] not in ("relcl", "acl") or not has_to(arcs, i) or arcs.only(i, "nsubj", "nsubjpass") >= 0:
        return False
    verb = arcs.head[noun]
    if arcs.dep[noun] != "dobj" or not 0 <= verb < noun < i or arcs.lemma[verb] not in words.needs_to:
        return False
    if not speaks(arcs, words, noun) or any(has_to(arcs, k) for k in arcs.with_dep(verb, "xcomp", "ccomp", "advcl")):
        return False
    return arcs.attach(i, verb, "xcomp")


_PERFORMED = frozenset(
    {
        "underscore", "underline", "emphasise", "emphasize", "stress", "highlight", "reaffirm", "reiterate", "welcome",
        "condemn", "commend", "deplore", "note", "recall", "express", "call", "urge", "demand",
    }
)  # fmt: skip


def performed_conjunct(arcs: Arcs, words: Control, k: int) -> bool:
    """ "We encourage China to engage with us and underscore the need for talks": what "we" do, hung on what China does.

    Verbs by which a paper speaks are its own. Against: "We encourage China to engage and to welcome inspectors".
    """
    head = arcs.head[k]
    if arcs.dep[k] != "conj" or arcs.lower[k] not in _PERFORMED or has_to(arcs, k) or not has_to(arcs, head):
        return False
    above = next((v for v in arcs.ancestors(head) if arcs.is_verb(v) and not has_to(arcs, v)), -1)
    if above < 0 or arcs.tag[above] not in ("VBP", "VB") or arcs.lower[k - 1] != "and" or above > head:
        return False
    own = arcs.only(above, "nsubj")
    speaks_so = (own >= 0 and arcs.lower[own] in ("we", "i")) or (own < 0 and above == arcs.first[above])
    if not speaks_so or arcs.only(k, "dobj", "prep", "ccomp") < k:
        return False
    arcs.retag(k, "VBP", "VERB")
    return arcs.attach(k, above, "conj")


def subjunctive_for_compound(arcs: Arcs, words: Control, k: int) -> bool:
    """ "recommended that X vet them and that an office handle complaints": a bare verb taken for a part of its object.

    Against: "that an office handle was missing", where the clause has its verb.
    """
    if arcs.tag[k] != "VB" or arcs.dep[k] not in ("compound", "amod"):
        return False
    noun = arcs.head[k]
    own = arcs.only(k, "nsubj")
    if own < 0 or not own < k < noun:
        return False
    that = next((m for m in (*arcs.kids[noun], *arcs.kids[k]) if arcs.lower[m] == "that" and arcs.dep[m] == "mark"), -1)
    first = next((c for c in range(arcs.first[k], that) if arcs.dep[c] == "ccomp" and arcs.is_verb(c)), -1)
    if that < 0 or first < 0 or arcs.dep[noun] not in ("conj", "ccomp", "dobj"):
        return False
    if not arcs.attach(k, first, "conj") or not arcs.attach(noun, k, "dobj"):
        return False
    arcs.retag(k, "VB", "VERB", arcs.lower[k])
    return arcs.attach(that, k, "mark")


__all__ = [
    "asking_at_start",
    "for_before_infinitive",
    "infinitive_for_adjective",
    "infinitive_of_asked",
    "infinitive_of_participle",
    "participle_after_infinitive",
    "performed_conjunct",
    "subjunctive_for_compound",
]
