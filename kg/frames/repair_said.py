"""Content clauses that the parser has hung on what stands between them and their verb."""

from __future__ import annotations

from kg.frames.arcs import QUOTE_MARKS, Arcs
from kg.frames.control import Control

_OBJECTS = frozenset({"dobj", "attr", "oprd", "dep", "npadvmod"})
_TELLING = frozenset(
    {"tell", "inform", "assure", "remind", "warn", "notify", "advise", "convince", "persuade", "promise"}
)
_BETWEEN = frozenset({"advmod", "npadvmod", "tmod"})


def clause_past_adverb(arcs: Arcs, words: Control, i: int) -> bool:
    """ "said earlier that the cabinet was split", "said Tuesday the port would close": the clause is the verb's.

    Against: "so late that the port closed", where the adverb asks for the clause.
    """
    between = arcs.head[i]
    if arcs.dep[i] not in ("ccomp", "acl", "relcl", "advcl") or between < 0 or between > i:
        return False
    if arcs.dep[between] not in _BETWEEN or any(arcs.lower[k] in ("so", "such", "as") for k in arcs.kids[between]):
        return False
    that = any(arcs.lower[m] == "that" for m in arcs.with_dep(i, "mark"))
    verb = arcs.head[between]
    if verb < 0 or verb > between or not arcs.is_verb(verb) or arcs.only(verb, "ccomp", "xcomp", "dobj") >= 0:
        return False
    subject = arcs.only(i, "nsubj", "nsubjpass", "expl") >= 0
    return subject and (that or arcs.dep[i] == "ccomp") and arcs.attach(i, verb, "ccomp")


def that_told(arcs: Arcs, words: Control, i: int) -> bool:
    """ "told the mission that dues would not rise": what is told, hung on whoever is told it.

    Against: "told the mission that he leads", where the clause lacks what "that" stands for.
    """
    told = arcs.head[i]
    if arcs.dep[i] != "relcl" or told < 0 or arcs.dep[told] not in ("dobj", "dative") or arcs.head[told] > told:
        return False
    verb = arcs.head[told]
    that = any(arcs.lower[m] == "that" for m in arcs.with_dep(i, "mark"))
    if not that or arcs.lemma[verb] not in _TELLING or arcs.only(verb, "ccomp", "xcomp") >= 0:
        return False
    return arcs.only(i, "nsubj", "nsubjpass", "expl") >= 0 and arcs.attach(i, verb, "ccomp")


def inverted_tag(arcs: Arcs, words: Control, t: int) -> bool:
    """'"Everybody knows that," said a docker': the tag behind a quotation, hung inside it, its subject an object.

    Against: '"Go," said Ana', where the subject was seen.
    """
    if arcs.tag[t] not in ("VBD", "VBZ") or arcs.lemma[t] not in words.speech or t < 2 or arcs.quoted[t] >= 0:
        return False
    if arcs.words[t - 1] not in QUOTE_MARKS or arcs.first[t] == t or arcs.only(t, "nsubj", "nsubjpass") >= 0:
        return False
    speaker = next(
        (k for k in arcs.kids[t] if k > t and arcs.dep[k] in ("dobj", "attr", "oprd", "dep", "npadvmod")), -1
    )
    if speaker < 0 or arcs.subtree(speaker)[0] != t + 1 or arcs.pos[speaker] not in ("NOUN", "PROPN", "PRON"):
        return False
    arcs.attach(speaker, t, "nsubj")
    top = next((up for up in arcs.ancestors(t) if arcs.head[up] < 0), -1)
    if 0 <= top < t:
        arcs.promote(t, top)
        arcs.dep[top] = "ccomp"
        for k in [k for k in arcs.with_dep(t, "mark", "advmod") if k < t and arcs.quoted[k] >= 0]:
            arcs.attach(k, top, "dobj" if arcs.dep[k] == "mark" else "advmod")
    return True


def modal_for_name(arcs: Arcs, words: Control, k: int) -> bool:
    """'"Never," May said': a last name that looks like a modal, before a verb that no modal can go with.

    Against: "May he say so", where the verb is bare.
    """
    verb = arcs.head[k]
    if arcs.words[k] not in ("May", "Will", "Might") or arcs.dep[k] != "aux" or verb <= k:
        return False
    if arcs.tag[verb] not in ("VBD", "VBZ") or arcs.only(verb, "nsubj", "nsubjpass", "expl") >= 0:
        return False
    arcs.retag(k, "NNP", "PROPN", arcs.words[k])
    return arcs.attach(k, verb, "nsubj")
