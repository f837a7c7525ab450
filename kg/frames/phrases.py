"""Noun phrases and clauses as token spans: what a slot of a frame holds.

A phrase keeps its determiner, modifiers and the prepositional phrases that tell who or what is meant ("the head of the
agency", "sources familiar with the talks"); relative and appositive clauses and coordinated phrases are left out.
"""

from __future__ import annotations

from kg.document import TokenSpan
from kg.frames.arcs import Arcs
from kg.frames.control import lexicon
from kg.frames.frame import Filler, How

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "DET", "X"})
TIME_ENTITIES = frozenset({"DATE", "TIME"})
_NAMES = frozenset({"GPE", "PERSON", "NORP", "LOC"})
_KEPT = frozenset({"of", "in", "at", "to", "for", "with", "from", "on", "within", "inside", "without", "under", "near"})
_LEFT_OUT = frozenset(
    {"relcl", "appos", "cc", "conj", "preconj", "acl", "advcl", "ccomp", "xcomp", "parataxis", "punct", "nsubj"}
)
_BELOW_LEFT_OUT = frozenset({"relcl", "appos", "advcl", "parataxis"})
_INFORMED = frozenset(
    {"brief", "acquaint", "involve", "inform", "base", "name", "call", "know", "authorize", "authorise"}
)


def is_time(arcs: Arcs, i: int) -> bool:
    """True if the noun phrase headed by ``i`` is a date or a length of time: no one who acts."""
    if arcs.ent[i] in TIME_ENTITIES:
        return True
    if arcs.lemma[i] in lexicon().time and arcs.ent[i] in ("", "CARDINAL", "EVENT"):
        return True
    return arcs.pos[i] == "NUM" and len(arcs.words[i]) == 4 and arcs.words[i].isdigit()


def is_amount(arcs: Arcs, i: int) -> bool:
    """True if the noun phrase headed by ``i`` is a figure with its unit ("2 percent", "$5 billion")."""
    return arcs.ent[i] in ("PERCENT", "MONEY", "QUANTITY") or arcs.lemma[i] in ("percent", "%")


def _kept(arcs: Arcs, head: int, k: int) -> bool:
    """True if dependant ``k`` belongs to the phrase of ``head`` and not to something said about it."""
    dep = arcs.dep[k]
    if dep == "prep":
        if arcs.lower[k] not in _KEPT or (arcs.ent[head] in _NAMES and arcs.lower[k] != "of"):
            return False
        inner = arcs.only(k, "pobj")
        return inner >= 0 and (arcs.lower[k] == "of" or not is_time(arcs, inner)) and k > head
    if dep == "acl":
        return k == head + 1 and arcs.tag[k] == "VBN" and arcs.lemma[k] in _INFORMED
    if dep == "punct":
        return arcs.lower[k] in ("-", "–", "/", "'", "%") or (k < head and arcs.lower[k] in QUOTING)
    if dep == "appos":
        return close_apposition(arcs, head, k)
    return dep not in _LEFT_OUT


def close_apposition(arcs: Arcs, head: int, k: int) -> bool:
    """True if ``k`` names whom or what ``head`` tells of, without a comma: "prime minister Ana Berg"."""
    return (
        arcs.dep[k] == "appos" and arcs.pos[k] == "PROPN" and arcs.tag[head] != "NNS" and arcs.subtree(k)[0] == head + 1
    )


QUOTING = frozenset({'"', "“", "‘"})


def phrase_tokens(arcs: Arcs, head: int) -> set[int]:
    """The tokens of the noun phrase headed by ``head``."""
    found = {head}
    stack = [head]
    while stack:
        at = stack.pop()
        for k in arcs.kids[at]:
            if at == head:
                if not _kept(arcs, head, k):
                    continue
            elif arcs.dep[k] in _BELOW_LEFT_OUT or (arcs.dep[at] == "appos" and arcs.dep[k] in ("conj", "cc", "punct")):
                continue
            found.add(k)
            stack.append(k)
    return found


def phrase_span(arcs: Arcs, head: int) -> TokenSpan:
    """The unbroken token span of the noun phrase headed by ``head``."""
    if not arcs.kids[head]:
        return (head, head + 1)
    inside = phrase_tokens(arcs, head)
    start, end = head, head + 1
    while start - 1 in inside:
        start -= 1
    while end in inside:
        end += 1
    while start < head and (arcs.dep[start] in ("punct", "cc", "preconj") or arcs.lower[start] in ("neither", "nor")):
        start += 1
    while end - 1 > head and arcs.dep[end - 1] in ("punct", "cc", "case"):
        end -= 1
    return (start, end)


def conjuncts(arcs: Arcs, head: int) -> list[int]:
    """``head`` and the noun phrases coordinated with it, in order."""
    kids = arcs.kids[head]
    if not kids:
        return [head]
    found = [head]
    for i in found:
        for k in arcs.kids[i]:
            if k > i and _together(arcs, k):
                found.extend(p for p in arcs.with_dep(k, "pobj") if p not in found)
            if k <= i or arcs.pos[k] not in NOMINAL or k in found:
                continue
            if arcs.dep[k] == "conj" or (arcs.dep[k] == "appos" and _after_and(arcs, k)):
                found.append(k)
            elif close_apposition(arcs, i, k):
                found.extend(c for c in arcs.with_dep(k, "conj") if arcs.pos[c] in NOMINAL)
    return sorted(found)


def _together(arcs: Arcs, k: int) -> bool:
    """True if ``k`` is the "with" of "A, together with B"."""
    return arcs.lower[k] == "with" and arcs.dep[k] == "prep" and arcs.lower[k - 1] in ("together", "along", "jointly")


def _after_and(arcs: Arcs, k: int) -> bool:
    """True if the phrase of ``k`` follows "and": coordinated, whatever the parser called it."""
    return arcs.lower[arcs.subtree(k)[0] - 1] in ("and", "&")


def fillers(arcs: Arcs, head: int, how: How = How.EXPLICIT) -> tuple[Filler, ...]:
    """The noun phrase headed by ``head`` and those coordinated with it, each by itself."""
    return tuple(
        Filler(i, phrase_span(arcs, i), how if i == head or how is not How.EXPLICIT else How.COORDINATION)
        for i in conjuncts(arcs, head)
    )


def _parenthesis(arcs: Arcs, trigger: int, governor: int, inside: list[int]) -> bool:
    """True if ``governor`` ("he said") is put into its own report: "The talks, he said, were off"."""
    return arcs.dep[governor] == "parataxis" and arcs.head[governor] == trigger and inside[0] < governor < inside[-1]


def clause_span(arcs: Arcs, trigger: int, governor: int = -1) -> TokenSpan:
    """The token span of the clause of ``trigger``, the side of ``governor`` that it stands on, punctuation trimmed."""
    inside = arcs.subtree(trigger)
    if governor >= 0 and _parenthesis(arcs, trigger, governor, inside):
        tag = set(arcs.subtree(governor))
        left = [i for i in inside if i not in tag]
        closes = all(arcs.pos[i] in ("PUNCT", "SPACE") for i in left if i > governor)
        inside = [i for i in left if i < governor] if closes else inside
    elif governor >= 0:
        inside = [i for i in inside if (i > governor) == (trigger > governor)]
    start, end = inside[0], inside[-1] + 1
    while start < trigger and (arcs.pos[start] in ("PUNCT", "SPACE") or arcs.dep[start] == "cc"):
        start += 1
    while end - 1 > trigger and (arcs.pos[end - 1] in ("PUNCT", "SPACE") or arcs.dep[end - 1] == "cc"):
        end -= 1
    return (start, end)
