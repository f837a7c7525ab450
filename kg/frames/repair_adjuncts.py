"""Repairs of what stands behind an adjunct: "urged Chad in a statement to act", "called in a speech on Chad to act".

The parser hangs what a verb asks for on the nearest noun. A noun in an adjunct of place, time or means takes no such
complement (Quirk et al. 1985, 8.13, 17.35); one that does ("a bid to", "the fact that") keeps it.
"""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import Control
from kg.frames.forms import SUBJECTS
from kg.frames.grammar import NOUNS, has_to

_TAKING = frozenset(
    {"plan", "bid", "effort", "attempt", "decision", "move", "deal", "call", "offer", "pledge", "vow", "promise"}
    | {"refusal", "agreement", "campaign", "drive", "push", "pressure", "need", "right", "way", "chance", "opportunity"}
    | {"ability", "power", "order", "request", "demand", "proposal", "law", "bill", "resolution", "failure", "capacity"}
    | {"intention", "willingness", "readiness", "reason", "authority", "obligation", "duty", "permission", "appeal"}
    | {"threat", "warning", "hope", "desire", "wish", "mandate", "scheme", "programme", "program", "project", "fund"}
    | {"mechanism", "measure", "step", "force", "mission", "team", "committee", "commission", "panel", "conference"}
)
_TELLING = frozenset(
    {"claim", "fact", "report", "news", "demand", "warning", "statement", "idea", "hope", "fear", "sign", "belief"}
    | {"condition", "insistence", "suggestion", "allegation", "view", "evidence", "proof", "impression", "rumour"}
    | {"understanding", "assurance", "promise", "agreement", "decision", "proposal", "call", "concern", "way", "day"}
)
_MANDATIVE = frozenset(
    {"demand", "insist", "propose", "recommend", "request", "ask", "order", "require", "urge", "suggest", "rule"}
)
_PLACING = frozenset({"in", "at", "on", "through", "via", "by", "during", "after", "before", "over", "with", "within"})
_TURNING = frozenset({"call", "press", "push", "appeal", "plead"})
_ORDINAL = frozenset({"first", "second", "third", "fourth", "fifth", "last"})


def infinitive_past_adjunct(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Urged Chad in a statement to act": what is asked, taken for what the statement is to do.

    Against: "urged Chad in a bid to win", whose noun takes the infinitive; "told Chad of a ship to sell".
    """
    noun = arcs.head[i]
    if not has_to(arcs, i) or arcs.dep[i] not in ("acl", "relcl", "advcl") or arcs.only(i, *SUBJECTS) >= 0:
        return False
    verb = _adjunct_of(arcs, noun, i)
    if verb < 0 or _takes(arcs, noun, _TAKING) or arcs.lemma[verb] not in words.object | words.addressee:
        return False
    whom = arcs.only(verb, "dobj", "dative", "nsubjpass")
    if whom < 0 or whom > i or arcs.only(verb, "xcomp", "ccomp") >= 0:
        return False
    return arcs.attach(i, verb, "xcomp")


def clause_past_adjunct(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Demanded through mediators that Chad act", "said in an interview with a paper that": taken for a relative.

    The clause lacks nothing. Against: "spoke of mediators that Chad sent", "demanded in a statement that drew scorn".
    """
    noun = arcs.head[i]
    if arcs.dep[i] not in ("acl", "relcl", "ccomp", "advcl") or not arcs.is_verb(i):
        return False
    that = next(
        (k for k in arcs.kids[i] if k < i and arcs.lower[k] == "that" and arcs.dep[k] in ("mark", "advmod")), -1
    )
    own = arcs.only(i, "nsubj", "nsubjpass")
    verb = _adjunct_of(arcs, noun, i)
    if that < 0 or own <= that or verb < 0 or arcs.lemma[verb] not in _MANDATIVE | words.speech:
        return False
    said = arcs.lemma[verb] in ("say", "tell", "insist", "demand")
    if arcs.only(verb, "ccomp", "xcomp") >= 0 or (_takes(arcs, noun, _TELLING) and not said):
        return False
    if arcs.only(verb, "dobj") >= 0 and arcs.lemma[verb] not in words.addressee:
        return False
    arcs.dep[that] = "mark"
    return arcs.attach(i, verb, "ccomp")


def for_clause_past_adjunct(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Called for the second time for Chad to act": what is called for, hung on the time.

    Against: "called for time for Chad to act", which is what is called for.
    """
    noun = arcs.head[i]
    if not has_to(arcs, i) or arcs.dep[i] not in ("acl", "relcl", "advcl") or arcs.only(i, "nsubj") < 0:
        return False
    marked = any(arcs.lower[k] == "for" for k in arcs.with_dep(i, "mark"))
    verb = _adjunct_of(arcs, noun, i)
    if not marked or verb < 0 or arcs.lemma[verb] not in _TURNING or _takes(arcs, noun, _TAKING):
        return False
    return arcs.attach(i, verb, "advcl")


def phrase_past_adjunct(arcs: Arcs, words: Control, p: int) -> bool:
    """ "Called in an interview on Chad to act", "warned Chad in a letter against closing it": whom, hung on the paper.

    Against: "called in a paper on Chad for calm", which is on Chad.
    """
    noun = arcs.head[p]
    if arcs.dep[p] != "prep" or noun < 0 or arcs.pos[noun] not in NOUNS:
        return False
    verb = _adjunct_of(arcs, noun, p)
    if verb < 0:
        return False
    warns = arcs.lemma[verb] in ("warn", "caution", "advise") and arcs.lower[p] == "against"
    turns = arcs.lemma[verb] == "call" and arcs.lower[p] in ("on", "upon")
    told = [k for k in arcs.kids[verb] if k > p and has_to(arcs, k)]
    whom = arcs.only(p, "pobj")
    if turns and whom >= 0 and not told:
        told = [k for k in arcs.kids[whom] if has_to(arcs, k) and arcs.only(k, *SUBJECTS) < 0]
    if not (warns and arcs.only(p, "pcomp", "pobj") >= 0) and not (turns and whom >= 0 and told):
        return False
    if not warns and arcs.head[told[0]] != verb:
        arcs.attach(told[0], verb, "xcomp")
    return arcs.attach(p, verb, "prep")


def _takes(arcs: Arcs, noun: int, nouns: frozenset[str]) -> bool:
    """True if the noun takes such a complement; "time" does, but not "the second time"."""
    if arcs.lemma[noun] == "time":
        return not any(arcs.lower[k] in _ORDINAL for k in arcs.kids[noun])
    return arcs.lemma[noun] in nouns


def _of_adjunct(arcs: Arcs, prep: int, noun: int, up: int) -> bool:
    """True for a preposition of place, time or means, and any inside such a phrase ("in an interview with a paper")."""
    timed = arcs.lower[prep] == "for" and arcs.lemma[noun] in ("time", "year", "month", "week", "day")
    return timed or arcs.lower[prep] in _PLACING or (arcs.pos[up] in NOUNS and arcs.dep[up] == "pobj")


def _adjunct_of(arcs: Arcs, noun: int, before: int) -> int:
    """The verb that has the noun in a prepositional phrase after it, or in one inside that, or -1."""
    at = noun
    for _ in range(3):
        if at < 0 or arcs.pos[at] not in NOUNS or arcs.dep[at] != "pobj" or at > before:
            return -1
        prep = arcs.head[at]
        up = arcs.head[prep] if prep >= 0 and arcs.dep[prep] == "prep" else -1
        if up < 0 or up > prep or not _of_adjunct(arcs, prep, at, up):
            return -1
        if arcs.is_verb(up):
            return up if arcs.quoted[up] == arcs.quoted[before] or arcs.quoted[before] < 0 else -1
        if arcs.dep[up] == "dobj" and arcs.is_verb(arcs.head[up]):
            return arcs.head[up]  # "urged Chad | in a statement": hung on whom is urged
        at = up
    return -1


def day_for_subject(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Peers will today urge the premier to act": the day between modal and verb, taken for a second subject.

    Against: "Today will be long", whose only subject it is.
    """
    verb = arcs.head[i]
    if arcs.lower[i] not in ("today", "tomorrow", "tonight") or arcs.dep[i] != "nsubj" or i != verb - 1:
        return False
    if not any(k < i for k in arcs.with_dep(verb, "nsubj")) or arcs.dep[i - 1] != "aux":
        return False
    arcs.dep[i] = "npadvmod"
    return True
