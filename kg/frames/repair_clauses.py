"""Repairs of clauses: a main verb lost behind commas, a content clause taken for an adjunct. For and against, each."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import Control
from kg.frames.grammar import NOUNS, finite

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_PLAIN = frozenset({"clear", "plain", "explicit", "certain", "adamant", "insistent", "known"})
_DEGREES = frozenset({"so", "such", "now", "in", "except", "provided", "given", "enough"})


def main_verb_past_commas(arcs: Arcs, words: Control, i: int) -> bool:
    """ "The minister, in remarks aired by state radio, called on ...": the main verb taken for a second participle.

    Against: "The minister, seen in remarks aired on Monday, called the bluff" (its verb is found already).
    """
    if arcs.tag[i] not in ("VBN", "VBD") or arcs.dep[i] not in ("acl", "advcl", "conj", "dep", "relcl"):
        return False
    noun, start = arcs.head[i], arcs.first[i]
    while noun >= 0 and arcs.head[noun] >= 0:
        noun = arcs.head[noun]
    if (
        noun < start
        or arcs.pos[noun] not in NOUNS
        or noun > i
        or arcs.lower[i - 1] != ","
        or arcs.lower[noun + 1] != ","
    ):
        return False
    if arcs.only(i, "aux", "auxpass", "agent", *_SUBJECTS) >= 0 or arcs.quoted[i] != arcs.quoted[noun]:
        return False
    others = (k for k in range(start, arcs.last[i]) if k != i and arcs.is_verb(k) and arcs.tag[k] in _FINITE)
    if any(not _below_relative(arcs, k) for k in others) or not (
        arcs.only(i, "dobj", "prep", "ccomp", "xcomp", "prt") > i
    ):
        return False
    if not arcs.promote(i, noun):
        return False
    arcs.retag(i, "VBD", "VERB")
    arcs.dep[noun] = "nsubj"
    for k in [k for k in arcs.kids[noun] if k > i]:
        arcs.attach(k, i, arcs.dep[k])
    return True


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _below_relative(arcs: Arcs, k: int) -> bool:
    return any(arcs.dep[at] in ("relcl", "ccomp") for at in (k, *arcs.ancestors(k)))


def asked_aside(arcs: Arcs, words: Control, i: int) -> bool:
    """ "The minister, asked about the demand, said only ...": a participle of asking taken for the main verb.

    Against: "The minister asked about the fish and said nothing", with nothing but a comma parted.
    """
    h = arcs.head[i]
    if h < 0 or arcs.dep[i] not in ("conj", "dep", "ccomp", "parataxis") or arcs.tag[i] != "VBD":
        return False
    subject = arcs.only(h, "nsubj", "nsubjpass")
    aside = arcs.lower[h] in _ASKED and arcs.lower[h - 1] == "," and 0 <= subject < h - 1
    spoken = arcs.lemma[i] in words.speech and arcs.lower[i - 1] == "," and arcs.only(i, *_SUBJECTS) < 0
    if not aside or not spoken or arcs.only(h, "cc") >= 0 or arcs.quoted[i] != arcs.quoted[h]:
        return False
    if not arcs.promote(i, h):
        return False
    arcs.attach(subject, i, "nsubj")
    arcs.attach(h, subject, "acl")
    for k in [k for k in arcs.kids[h] if k > i]:
        arcs.attach(k, i, arcs.dep[k])
    arcs.retag(h, "VBN", "VERB")
    return True


_ASKED = frozenset({"asked", "pressed", "questioned", "quizzed", "challenged"})


def main_verb_past_participle(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Leaders meeting in Rome on Monday called on Chad to act": a participle of the subject taken for the main verb.

    Against: "Leaders were meeting in Rome when Chad called", with an auxiliary and a clause of its own.
    """
    own = arcs.only(i, "nsubj")
    if arcs.tag[i] != "VBG" or arcs.dep[i] not in ("ROOT", "ccomp") or own < 0 or own != i - 1:
        return False
    if arcs.with_dep(i, "aux", "auxpass", "mark") or arcs.pos[own] not in NOUNS:
        return False
    for k in arcs.with_dep(i, "advcl", "ccomp", "conj", "xcomp"):
        finite_here = arcs.tag[k] in ("VBD", "VBZ", "VBP") and not arcs.with_dep(k, "aux", "mark", *_SUBJECTS)
        if k < i or not finite_here or arcs.quoted[k] != arcs.quoted[i] or arcs.only(i, "cc") in range(i, k):
            continue
        if not arcs.promote(k, i):
            return False
        arcs.attach(own, k, "nsubj")
        for t in [t for t in arcs.kids[i] if t > k]:
            arcs.attach(t, k, arcs.dep[t])
        return arcs.attach(i, own, "acl")
    return False


def that_for_adjunct(arcs: Arcs, words: Control, i: int) -> bool:
    """ "made it clear to his hosts that they should go": a content clause taken for an adjunct.

    Against: "was so clear that they went", "was clear in that they went".
    """
    up = arcs.head[i]
    if arcs.dep[i] != "advcl" or up < 0 or up > i or not finite(arcs, i):
        return False
    that = next((m for m in arcs.with_dep(i, "mark") if arcs.lower[m] == "that"), -1)
    if that < 0 or arcs.lemma[up] not in _PLAIN | words.speech or arcs.only(up, "ccomp") > up:
        return False
    if any(arcs.lower[k] in _DEGREES for k in (that - 1, up - 1)):
        return False
    arcs.dep[i] = "ccomp"
    return True


__all__ = ["main_verb_past_commas", "main_verb_past_participle", "that_for_adjunct"]
