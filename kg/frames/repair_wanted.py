"""Repairs of what is asked for: results that are wanted, raises, bare verbs of a that-clause. For and against, each."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import Control
from kg.frames.forms import SUBJECTS
from kg.frames.grammar import has_to

_WANTING = frozenset({"want", "like", "wish"})
_PERCENT = frozenset({"percent", "pct", "%"})
_RAISING = frozenset({"raise", "hike", "cut", "rise", "increase"})
_MANDATING = frozenset(
    {"demand", "propose", "recommend", "insist", "request", "urge", "suggest", "order", "ask", "require"}
)
_ADJECTIVES = frozenset({"complete", "open", "free", "clear", "secure", "full", "total", "lasting", "direct"})
_PARTS = frozenset({"some", "many", "most", "all", "few", "several", "none", "both"})
_VERBS_TOO = frozenset({"close", "open", "free", "clear", "slow", "clean", "empty", "lower", "secure"})


def wanted_result_of_noun(arcs: Arcs, words: Control, i: int) -> bool:
    """ "wants the ceiling on loans raised by 2 percent": the result taken for a participle of the noun before it.

    Against: "wants the ship built in 1950 scrapped", where another verb tells what is wanted.
    """
    if arcs.tag[i] not in ("VBN", "VBD") or arcs.dep[i] != "acl" or i + 1 >= len(arcs):
        return False
    above = next((v for v in arcs.ancestors(i) if arcs.is_verb(v)), -1)
    if above < 0 or arcs.lemma[above] not in _WANTING or arcs.with_dep(above, "ccomp", "xcomp"):
        return False
    thing = arcs.only(above, "dobj")
    inside = thing >= 0 and above < thing < i and i in arcs.subtree(thing) and max(arcs.subtree(arcs.head[i])) >= i
    known = inside and any(
        arcs.lower[k] in ("the", "its", "their", "his", "her", "this", "these") for k in arcs.kids[thing]
    )
    following = [
        k
        for k in arcs.subtree(i)
        if k > i and (arcs.tag[k] == "VBN" or (arcs.lower[k][:2] in ("19", "20") and arcs.lower[k].isdigit()))
    ]
    if (
        not known
        or following
        or arcs.lower[i - 1] in (",", "-")
        or any(k > i and arcs.tag[k] == "VBN" for k in arcs.kids[above])
    ):
        return False
    arcs.retag(i, "VBN", "VERB")
    return arcs.attach(i, above, "ccomp") and arcs.attach(thing, i, "nsubjpass")


def raise_for_verb(arcs: Arcs, words: Control, i: int) -> bool:
    """ "seeking a 20 percent raise": a noun taken for a verb beside its measure. Against: "told 3 percent to raise"."""
    if arcs.lower[i] not in _RAISING or arcs.tag[i] not in ("VB", "VBP") or arcs.dep[i] not in ("dobj", "pobj", "conj"):
        return False
    if (
        i < 1
        or arcs.lower[i - 1] not in _PERCENT
        or arcs.head[i - 1] not in (i, arcs.head[i])
        or arcs.with_dep(i, "dobj", "aux")
    ):
        return False
    arcs.retag(i, "NN", "NOUN")
    return arcs.head[i - 1] == i or arcs.attach(i - 1, i, "compound")


def bare_verb_after_mandate(arcs: Arcs, words: Control, k: int) -> bool:
    """ "demanded that the rebels leave the town at once, lay down their arms and pay": verbs hung on "demanded".

    A form that may be past, in a series with bare verbs, goes with the bare verb of the clause (Huddleston and Pullum
    2002, 11.1.1). Against: "demanded that the rebels leave the town, and put off the talks".
    """
    head = arcs.head[k]
    above = arcs.head[head] if arcs.dep[head] == "ccomp" and head < k else head  # or hung on the clause's verb
    if arcs.dep[k] != "conj" or not arcs.is_verb(k) or arcs.lemma[above] not in _MANDATING or arcs.lower[k - 1] != ",":
        return False
    if arcs.tag[k] not in ("VB", "VBD", "VBP") or arcs.with_dep(k, *SUBJECTS, "aux", "mark") or has_to(arcs, k):
        return False
    first = next((c for c in arcs.with_dep(above, "ccomp") if above < c < k and arcs.tag[c] in ("VB", "VBP")), -1)
    last = next((c for c in (*arcs.kids[k], *arcs.kids[head]) if arcs.dep[c] == "conj" and c > k), -1)
    bare = last >= 0 and arcs.tag[last] in ("VB", "VBP") and not arcs.with_dep(last, *SUBJECTS, "aux")
    if first < 0 or not bare or arcs.with_dep(first, "aux") or (head == first and arcs.tag[k] != "VBD"):
        return False
    arcs.retag(k, "VB", "VERB", arcs.lower[k])
    if arcs.head[last] == head:
        arcs.attach(last, k, "conj")
    return head == first or arcs.attach(k, first, "conj")


def bare_verb_after_gerund(arcs: Arcs, words: Control, k: int) -> bool:
    """ "must stop arming the rebels and open the border": a bare verb hung on the gerund before it.

    Against: "must stop arming and paying the rebels".
    """
    gerund = arcs.head[k]
    if arcs.dep[k] != "conj" or arcs.tag[k] not in ("VB", "VBP") or arcs.tag[gerund] != "VBG" or k < gerund:
        return False
    head = arcs.head[gerund]
    bare = arcs.is_verb(head) and arcs.tag[head] in ("VB", "VBP") and arcs.dep[gerund] in ("xcomp", "ccomp")
    if not bare or arcs.with_dep(k, *SUBJECTS, "aux", "mark") or arcs.with_dep(gerund, "aux"):
        return False
    arcs.retag(k, "VB", "VERB", arcs.lower[k])
    return arcs.attach(k, head, "conj")


def adverb_for_bare_verb(arcs: Arcs, words: Control, i: int) -> bool:
    """ "proposed that states close 20 tonnes of capacity": the bare verb of a clause taken for an adverb.

    Against: "proposed that states close to the sea pay more", where the clause has its verb.
    """
    if arcs.lower[i] not in _VERBS_TOO or arcs.tag[i] not in ("RB", "JJ") or arcs.dep[i] != "ccomp":
        return False
    subject, head = arcs.only(i, "nsubj"), arcs.head[i]
    thing = next((k for k in arcs.kids[i] if k > i and arcs.tag[k].startswith("NN")), -1)
    if arcs.lemma[head] not in _MANDATING or arcs.with_dep(i, "cop", "aux") or subject < 0 or thing < 0:
        return False
    arcs.retag(i, "VB", "VERB", arcs.lower[i])
    arcs.dep[thing] = "dobj"
    return True


def adjective_after_to(arcs: Arcs, words: Control, k: int) -> bool:
    """ "committed to complete, lasting and open talks and call on Chad": an adjective taken for an infinitive.

    Against: "committed to complete, sign and keep the pact".
    """
    if arcs.lower[k] not in _ADJECTIVES or arcs.tag[k] != "VB":
        return False
    to = next((t for t in arcs.kids[k] if arcs.tag[t] == "TO" and t == k - 1), -1)
    if to < 0 or k + 2 >= len(arcs) or arcs.only(k, "dobj") >= 0:
        return False
    if arcs.lower[k + 1] != "," or not arcs.tag[k + 2].startswith("JJ"):
        return False
    noun = next((n for n in range(k + 3, min(k + 9, len(arcs))) if arcs.tag[n].startswith("NN")), -1)
    between = {arcs.tag[i] for i in range(k + 1, max(noun, k + 1))}
    head = arcs.head[k]
    if noun < 0 or not between <= {",", "CC", "JJ", "RB"} or noun not in arcs.subtree(head):
        return False
    over = next((v for v in (head, *arcs.ancestors(head)) if arcs.is_verb(v)), -1)
    inside = [i for i in (*range(k + 2, noun), noun) if arcs.tag[i].startswith("JJ") or i == noun]
    later = [
        v
        for i in (k, *inside)
        for v in arcs.kids[i]
        if v > noun and arcs.is_verb(v) and arcs.dep[v] in ("conj", "advcl", "xcomp")
    ]
    arcs.retag(to, "IN", "ADP")
    arcs.retag(k, "JJ", "ADJ", arcs.lower[k])
    if not arcs.attach(to, head, "prep") or not arcs.attach(noun, to, "pobj"):
        return False
    for i in (k, *inside[:-1]):
        arcs.attach(i, noun, "amod")
    joined = next((v for v in later if arcs.dep[v] == "conj" and not has_to(arcs, v)), -1)
    if joined >= 0 and over >= 0:
        arcs.retag(joined, "VBP", "VERB")
        arcs.attach(joined, over, "conj")
        for v in later:
            if v > joined and has_to(arcs, v):
                arcs.attach(v, joined, "advcl")
    return True


def infinitive_past_partitive(arcs: Arcs, words: Control, k: int) -> bool:
    """ "time for others, some of great wealth, to pay": the aside that tells of a part, taken for the subject.

    Against: "time for talks, some of us to leave".
    """
    if not has_to(arcs, k):
        return False
    part = arcs.only(k, "nsubj")
    if part < 1 or arcs.lower[part] not in _PARTS or arcs.lower[part - 1] != ",":
        return False
    of = next((p for p in arcs.kids[part] if arcs.lower[p] == "of"), -1)
    closed = next((i for i in range(part, k) if arcs.lower[i] == ","), -1)
    named = [
        n
        for f in arcs.with_dep(arcs.head[k], "prep")
        if arcs.lower[f] == "for" and f < part
        for n in arcs.with_dep(f, "pobj")
    ]
    if of < 0 or closed < 0 or not named or arcs.tag[closed + 1] != "TO":
        return False
    return arcs.attach(part, named[0], "appos")


def time_for(arcs: Arcs, words: Control, p: int) -> bool:
    """ "It is time now for Chad to act": what it is time for, hung on "is". Against: "It is time now, for many"."""
    if arcs.lower[p] != "for" or arcs.dep[p] not in ("prep", "mark"):
        return False
    marked = arcs.dep[p] == "mark" and has_to(arcs, arcs.head[p])
    be = arcs.head[arcs.head[p]] if marked else arcs.head[p]
    noun = arcs.only(be, "attr") if be >= 0 else -1
    if noun < 0 or arcs.lower[noun] != "time" or not noun < p - 1 or arcs.lower[be] not in ("is", "'s", "was"):
        return False
    act = arcs.head[p] if marked else next((k for k in arcs.kids[be] if k > p and has_to(arcs, k)), -1)
    if act < 0 or any(arcs.lower[i] not in ("now", "again", "also") for i in range(noun + 1, p)):
        return False
    doer = arcs.only(act, "nsubj") if marked else -1
    if not arcs.attach(p, noun, "prep") or not arcs.attach(act, noun, "acl"):
        return False
    return doer < 0 or arcs.attach(doer, p, "pobj")


__all__ = [
    "adverb_for_bare_verb",
    "bare_verb_after_gerund",
    "bare_verb_after_mandate",
    "raise_for_verb",
    "time_for",
    "wanted_result_of_noun",
]
