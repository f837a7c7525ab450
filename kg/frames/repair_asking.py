"""Repairs of what is asked for: series of infinitives, gaps, subjunctives taken for nouns. For and against, each."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import Control
from kg.frames.grammar import NOUNS, has_to, speaks

_MANDATIVE = frozenset(
    {"demand", "insist", "urge", "recommend", "request", "propose", "ask", "require", "order", "suggest", "stipulate"}
)
_PREPOSITIONS = ("on", "upon", "for")
_CLAUSES = ("xcomp", "advcl", "conj", "ccomp", "relcl", "acl", "dep", "parataxis")


def _to_of(arcs: Arcs, k: int) -> int:
    """The "to" of infinitive ``k``, or -1."""
    return next((t for t in arcs.kids[k] if arcs.tag[t] == "TO"), -1)


def _start(arcs: Arcs, k: int) -> int:
    """Where the infinitive ``k`` begins: at "to", "not to", "also to"."""
    at = _to_of(arcs, k)
    while at > arcs.first[k] and arcs.pos[at - 1] in ("ADV", "PART") and arcs.tag[at - 1] != "POS":
        at -= 1
    return at


def _asks(arcs: Arcs, words: Control, v: int) -> bool:
    return arcs.lemma[v] in words.needs_to or arcs.lemma[v] in ("ask", "push", "pressure", "want", "request", "lobby")


def _opener(arcs: Arcs, words: Control, k: int) -> int:
    """The first infinitive that the asking verb around ``k`` takes, nearest before ``k``; or -1."""
    above = [v for v in arcs.ancestors(k) if arcs.is_verb(v) and _asks(arcs, words, v) and v < k]
    for v in above:
        for x in arcs.with_dep(v, "xcomp", "advcl", "ccomp"):
            if v < x < k and has_to(arcs, x) and arcs.lower[_start(arcs, x) - 1] not in (",", "and"):
                return x
    return -1


def to_series(arcs: Arcs, words: Control, k: int) -> bool:
    """ "urge X to end the raids, to leave and to pay": later infinitives of a series, hung on the first as its purpose.

    Against: "urge X to raise taxes, to cut the debt" (no "and" closes the series).
    """
    if arcs.dep[k] not in _CLAUSES or not arcs.is_verb(k) or not has_to(arcs, k):
        return False
    start = _start(arcs, k)
    if start <= arcs.first[k] or arcs.lower[start - 1] not in (",", "and") or arcs.with_dep(k, "nsubj", "nsubjpass"):
        return False
    x = _opener(arcs, words, k)
    if x < 0 or (arcs.dep[k] == "conj" and arcs.head[k] == x) or not _closed(arcs, start):
        return False
    return arcs.attach(k, x, "conj")


def _closed(arcs: Arcs, start: int) -> bool:
    """True if the series that goes on at ``start`` has its "and to"."""
    if arcs.lower[start - 1] == "and":
        return True
    return any(
        arcs.tag[t] == "TO" and arcs.lower[t - 1] == "and" and arcs.pos[t + 1] in ("VERB", "AUX", "ADV")
        for t in range(start + 3, arcs.last[start] - 1)
    )


def open_series(arcs: Arcs, words: Control, k: int) -> bool:
    """ "to free A, keep its vow to pay, and leave": the verb after "and" closes the series that a comma left open.

    Against: "to free A and keep its vow to pay and leave".
    """
    h = arcs.head[k]
    if arcs.tag[k] != "VB" or arcs.dep[k] != "conj" or has_to(arcs, k) or not has_to(arcs, h):
        return False
    if arcs.lower[k - 1] != "and" or arcs.with_dep(k, "nsubj", "nsubjpass", "aux"):
        return False
    for x in arcs.ancestors(h):
        up = arcs.head[x]
        listed = arcs.tag[x] == "VB" and not has_to(arcs, x) and 0 <= up < x < h and arcs.lower[x - 1] == ","
        if not listed or "and" in arcs.lower[up:x]:
            continue
        if arcs.dep[x] in ("xcomp", "ccomp"):  # hung on the asking verb itself
            first = [t for t in arcs.with_dep(up, "xcomp", "ccomp", "advcl") if t < x and has_to(arcs, t)]
            if not first or not arcs.attach(x, first[0], "conj"):
                return False
        return arcs.dep[x] == "conj" and arcs.attach(k, x, "conj")
    return False


def gapped_asking(arcs: Arcs, words: Control, k: int) -> bool:
    """ "call on A to stop and B to pay", "..., and on B to pay": what others are asked for in the same breath.

    Against: "call on A to lower tariffs and barriers to help trade".
    """
    if (
        arcs.dep[k] not in _CLAUSES
        or not arcs.is_verb(k)
        or not has_to(arcs, k)
        or arcs.with_dep(k, "nsubj", "nsubjpass")
    ):
        return False
    t = _start(arcs, k)
    s, before = _phrase_before(arcs, t)
    heads = [i for i in range(s, t) if arcs.pos[i] in NOUNS and not s <= arcs.head[i] < t]
    x = _opener(arcs, words, k)
    if not heads or not 0 <= x < s or before not in ("and", ","):
        return False
    if arcs.lower[s - 1] in ("and", ",") and not all(speaks(arcs, words, h) for h in heads):
        return False
    if not arcs.attach(k, x, "conj"):
        return False
    return arcs.attach(heads[0], k, "nsubj")


def _phrase_before(arcs: Arcs, t: int) -> tuple[int, str]:
    """Where the noun phrase that ends before ``t`` begins, under a preposition or as a name; what stands before it."""
    for p in range(t - 1, max(arcs.first[t], t - 10), -1):
        if arcs.lower[p] in _PREPOSITIONS:
            return p + 1 + (arcs.lower[p + 1] == "both"), arcs.lower[p - 1]
        if arcs.pos[p] not in ("NOUN", "PROPN", "ADJ", "DET", "CCONJ", "PART", "PUNCT"):
            break
    s = t
    while s - 1 > arcs.first[t] and arcs.pos[s - 1] == "PROPN":
        s -= 1
    return s, arcs.lower[s - 1]


def mandative_noun(arcs: Arcs, words: Control, i: int) -> bool:
    """ "demanding that the president resign": a bare verb taken for a noun. Against: "said the aim was peace"."""
    up = arcs.head[i]
    if arcs.dep[i] != "ccomp" or arcs.tag[i] not in ("NN", "JJ", "NNP") or up < 0 or arcs.lemma[up] not in _MANDATIVE:
        return False
    own = arcs.only(i, "nsubj")
    marked = next((m for m in arcs.with_dep(i, "mark") if arcs.lower[m] == "that"), -1)
    if own < 0 and marked >= 0:  # "that the minister resign": its subject taken for a part of it
        own = next((k for k in arcs.with_dep(i, "compound") if k == i - 1 and arcs.pos[k] in NOUNS), -1)
        for k in [k for k in arcs.kids[i] if k < own and arcs.dep[k] in ("det", "poss", "amod")] if own >= 0 else ():
            arcs.attach(k, own, arcs.dep[k])
        if own >= 0:
            arcs.dep[own] = "nsubj"
    if own < 0 or not own < i or arcs.only(i, "cop", "det", "poss") >= 0 or arcs.with_dep(up, "aux", "attr") == [i]:
        return False
    arcs.retag(i, "VB", "VERB", arcs.lower[i])
    return True


def mandative_compound(arcs: Arcs, words: Control, i: int) -> bool:
    """ "demands that Tokyo limit car exports": the verb taken for a part of its object.

    "that" before a plural noun is no determiner. Against: "demands these arms exports".
    """
    up = arcs.head[i]
    if arcs.dep[i] != "dobj" or arcs.tag[i] not in ("NNS", "NNPS") or up < 0 or arcs.lemma[up] not in _MANDATIVE:
        return False
    that = arcs.only(i, "det", "mark")
    if that < 0 or arcs.lower[that] != "that" or that < up:
        return False
    names = [j for j in range(that + 1, i) if arcs.pos[j] == "PROPN" and arcs.words[j][:1].isupper()]
    at = names[-1] + 1 if names and names[0] == that + 1 else -1
    if at < 0 or at >= i or arcs.tag[at] != "NN" or arcs.dep[at] not in ("compound", "nmod"):
        return False
    arcs.retag(at, "VB", "VERB", arcs.lower[at])
    if not (arcs.attach(at, up, "ccomp") and arcs.attach(i, at, "dobj")):
        return False
    arcs.attach(names[-1], at, "nsubj")
    for j in names[:-1]:
        arcs.attach(j, names[-1], "compound")
    return arcs.attach(that, at, "mark")


def verb_in_subject(arcs: Arcs, words: Control, k: int) -> bool:
    """ "The agency ordered airlines to inspect the engines": the asking verb taken for an adjective of its object.

    An infinitive with "to" is no main verb. Against: "The airlines ordered to inspect the engines complied".
    """
    if not has_to(arcs, k) or arcs.with_dep(k, "aux") != [_to_of(arcs, k)]:
        return False
    noun = arcs.only(k, "nsubj") if arcs.dep[k] in ("ROOT", "ccomp") else arcs.head[k]
    below = noun == arcs.head[k]
    if not 0 <= noun < k or (below and (arcs.dep[noun] != "ROOT" or arcs.dep[k] not in ("relcl", "acl"))):
        return False
    v = next((i for i in arcs.kids[noun] if arcs.dep[i] == "amod" and arcs.tag[i] in ("VBN", "VBD", "JJ")), -1)
    verb = arcs.lower[v].removesuffix("d") if v >= 0 else ""
    known = {verb, verb.removesuffix("e"), arcs.lemma[v]} & (words.needs_to | {"order", "ask", "tell"})
    before = sorted(i for i in (*arcs.kids[noun], *arcs.kids[v]) if i < v)
    own = [i for i in before if arcs.pos[i] in NOUNS]
    if not known or not own or arcs.lower[v - 1] in ("the", "a", "an"):
        return False
    if not below and not arcs.promote(noun, k):
        return False
    return _main_verb(arcs, v, noun, k, next(iter(sorted(known))), before, own[-1])


def _main_verb(arcs: Arcs, v: int, noun: int, k: int, lemma: str, before: list[int], own: int) -> bool:
    """Makes ``v`` the main verb: ``own`` with what stands before it asks ``noun`` to do ``k``."""
    if not arcs.promote(v, noun):
        return False
    arcs.retag(v, "VBD", "VERB", lemma)
    arcs.dep[noun] = "dobj"
    for i in before:
        if i != own:
            arcs.attach(i, own, arcs.dep[i])
    arcs.attach(own, v, "nsubj")
    for above in (k, noun):
        for i in [i for i in arcs.kids[above] if arcs.dep[i] == "punct" and i == arcs.last[k] - 1]:
            arcs.attach(i, v, "punct")
    return arcs.attach(k, v, "xcomp")


__all__ = ["gapped_asking", "mandative_compound", "mandative_noun", "open_series", "to_series", "verb_in_subject"]
