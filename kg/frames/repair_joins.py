"""Repairs of coordination and of participles: verbs that were joined to one that they do not agree with."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import Control
from kg.frames.forms import SUBJECTS
from kg.frames.grammar import NOUNS, end_of, finite, has_to, mute, speaks, thing

# Verbs of saying that things can do as well: figures indicate, laws order, storms threaten, offers invite.
_OF_THINGS = frozenset(
    {"indicate", "reveal", "suggest", "predict", "explain", "refute", "threaten", "invite", "defend", "order", "call"}
    | {"offer", "press", "declare", "state", "report", "cite", "underscore", "underline", "vote", "note"}
)

_REFUSING = frozenset({"refuse", "decline"})


def subject_after_and(arcs: Arcs, words: Control, k: int) -> bool:
    """ "had beaten X and Y would move in": the second clause's subject taken for a second object.

    A noun phrase between "and" and a finite verb is that verb's subject. Against: "met X and Y and left".
    """
    if arcs.dep[k] != "conj" or not finite(arcs, k) or arcs.only(k, "expl", *SUBJECTS) >= 0 or not arcs.is_verb(k):
        return False
    head = arcs.head[k]
    start = min([k, *(t for t in arcs.kids[k] if arcs.dep[t] in ("aux", "auxpass", "advmod", "neg"))])
    if not arcs.is_verb(head) or head > k or start <= arcs.first[k]:
        return False
    noun = start - 1
    while arcs.dep[noun] != "conj" and head < arcs.head[noun] < start and end_of(arcs, arcs.head[noun]) == start:
        noun = arcs.head[noun]
    if arcs.dep[noun] != "conj" or arcs.pos[noun] not in (*NOUNS, "PRON") or end_of(arcs, noun) != start:
        return False
    first = arcs.subtree(noun)[0]
    if arcs.lower[first - 1] not in ("and", "but") or head not in arcs.ancestors(noun):
        return False
    return arcs.attach(noun, k, "nsubjpass" if arcs.only(k, "auxpass") >= 0 else "nsubj")


def finite_conjunct(arcs: Arcs, words: Control, k: int) -> bool:
    """ "said Iran wants to leave and demanded a vote": a finite verb coordinated with one that it does not agree with.

    It goes to the nearest verb before it that is finite in the same tense. Against: "said Iran left and demanded a
    vote" (both readings agree). A bare form beside a past one is a present: "we thank those who paid and urge others".
    """
    if arcs.dep[k] != "conj" or not arcs.is_verb(k) or arcs.only(k, "expl", *SUBJECTS) >= 0:
        return False
    tense, head = finite(arcs, k), arcs.head[k]
    bare = arcs.tag[k] == "VB" and arcs.tag[head] in ("VBN", "VBD") and not arcs.with_dep(k, "aux", "auxpass")
    tense = "present" if bare else tense
    if tense not in ("past", "present") or not arcs.is_verb(head) or head > k:
        return False
    if not bare and not _disagrees(arcs, words, k, head, tense):
        return False
    for up in arcs.ancestors(head):
        if up < k and arcs.is_verb(up) and finite(arcs, up) == tense and arcs.quoted[up] == arcs.quoted[k]:
            if arcs.lemma[k] in words.speech and _owed(arcs, up):
                continue
            if finite(arcs, head) and arcs.lemma[k] not in words.speech and tense == "present" and not bare:
                return False
            for cc in arcs.with_dep(head, "cc"):
                if cc < k and all(arcs.pos[t] in ("ADV", "PUNCT", "AUX") for t in range(cc + 1, k)):
                    arcs.attach(cc, up, "cc")
            if bare:
                arcs.tag[k] = "VBP"
            return arcs.attach(k, up, "conj")
    return False


def _owed(arcs: Arcs, verb: int) -> bool:
    """True for what others have to do: "said donors had to act and asked the fund to lend"."""
    return arcs.lemma[verb] in ("have", "need") and arcs.only(verb, "xcomp") >= 0 and arcs.dep[verb] == "ccomp"


def _disagrees(arcs: Arcs, words: Control, k: int, head: int, tense: str) -> bool:
    """True if verb ``k`` cannot share the subject and the auxiliaries of ``head``.

    A verb of speech asks for somebody as its subject: "said a summit was prepared and denied that it was off". What
    others have to do is no deed to go on from.
    """
    other = finite(arcs, head)
    if arcs.quoted[head] != arcs.quoted[k] and arcs.quoted[k] < 0:
        return True
    if not other or other != tense:
        return True
    speech = arcs.lemma[k] in words.speech and arcs.lemma[head] not in words.speech
    if not speech or (arcs.lemma[k] in ("decline", "refuse") and not arcs.with_dep(k, "xcomp")):  # output declines too
        return False
    perfect = any(arcs.lemma[a] == "have" for a in arcs.with_dep(head, "aux"))
    if perfect and not arcs.with_dep(k, "aux", "auxpass"):
        return True
    subject = arcs.only(head, *SUBJECTS)
    if subject < 0:
        return False
    if _owed(arcs, head):
        return True
    return (thing if arcs.lemma[k] in _OF_THINGS else mute)(arcs, words, subject)


def participle_of_speaker(arcs: Arcs, words: Control, i: int) -> bool:
    """ "said the men must go, adding that": the participle of saying belongs to whoever speaks.

    Against: "said the king had left, saying nothing" (the king can say things; only "adding" is always the speaker's).
    """
    if arcs.dep[i] != "advcl" or arcs.tag[i] != "VBG" or arcs.lemma[i] not in words.speech or arcs.lower[i - 1] != ",":
        return False
    low = arcs.head[i]
    subject = arcs.only(low, *SUBJECTS)
    asked = has_to(arcs, low) and subject < 0 and arcs.dep[low] in ("xcomp", "advcl", "conj")
    if low > i or not (arcs.lemma[i] == "add" or asked or (subject >= 0 and not speaks(arcs, words, subject))):
        return False
    for up in arcs.ancestors(low):
        if up < i and arcs.is_verb(up) and arcs.lemma[up] in words.speech and arcs.lemma[low] not in words.speech:
            return arcs.attach(i, up, "advcl")
    return False


def participle_of_refuser(arcs: Arcs, words: Control, i: int) -> bool:
    """ "refused to admit monitors, defying an order": the free adjunct behind what is not done belongs to the refusal.

    Against: "refused to leave carrying a flag" (no comma), "plans to leave, taking the files" (the deed is to come).
    """
    if arcs.dep[i] != "advcl" or arcs.tag[i] != "VBG" or arcs.lower[i - 1] != ",":
        return False
    low = arcs.head[i]
    up = arcs.head[low]
    refused = low < i and arcs.dep[low] == "xcomp" and up >= 0 and arcs.lemma[up] in _REFUSING
    return refused and arcs.attach(i, up, "advcl")


def infinitive_conjunct(arcs: Arcs, words: Control, k: int) -> bool:
    """ "said X must act to end the war and not to host Y": an infinitive joined to a finite verb.

    It goes to the nearest infinitive before it. Against: "agreed to act and to pay".
    """
    if arcs.dep[k] != "conj" or not has_to(arcs, k) or arcs.only(k, *SUBJECTS) >= 0:
        return False
    head = arcs.head[k]
    if not arcs.is_verb(head) or has_to(arcs, head) or head > k or not finite(arcs, head):
        return False
    before = [t for t in arcs.subtree(head) if t < k and has_to(arcs, t) and k not in arcs.subtree(t)]
    return bool(before) and arcs.attach(k, before[-1], "conj")


def bare_in_series(arcs: Arcs, words: Control, k: int) -> bool:
    """ "urge X to reduce tariffs, keep its word and pay": later bare verbs of a series, hung on the first verb.

    Against: "urge X to go, says the paper" (a finite verb with a subject).
    """
    if arcs.tag[k] not in ("VB", "VBP") or arcs.dep[k] not in ("dep", "advcl", "ccomp", "parataxis", "conj"):
        return False
    if not arcs.is_verb(k) or arcs.with_dep(k, "aux", "auxpass", "mark", *SUBJECTS) or arcs.lower[k] != arcs.lemma[k]:
        return False
    head = arcs.head[k]
    if not arcs.is_verb(head) or arcs.tag[head] == "VB" or (arcs.dep[k] == "conj" and arcs.tag[k] != "VB"):
        return False
    if arcs.dep[k] == "conj" and any(arcs.tag[a] == "MD" for a in arcs.with_dep(head, "aux")):
        return False
    before = [t for t in arcs.with_dep(head, "xcomp", "ccomp", "advcl") if t < k and has_to(arcs, t)]
    if arcs.lemma[head] == "be":  # "it is time to end the war, free the men and open the roads"
        before += [t for n in arcs.with_dep(head, "attr", "acomp") for t in arcs.kids[n] if t < k and has_to(arcs, t)]
    if not before and finite(arcs, head) == "past":  # "discussed efforts to help X, restore Y": no past tense here
        before = [t for t in arcs.subtree(head) if t < k and has_to(arcs, t) and k not in arcs.subtree(t)]
    if not before or arcs.lower[k - 1] not in (",", "and", ";"):
        return False
    arcs.retag(k, "VB", "VERB")
    return arcs.attach(k, before[-1], "conj")


def closing_tag(arcs: Arcs, words: Control, t: int) -> bool:
    """ "An official said the visit was off, the paper reported.": the tag that closes a report, hung inside it.

    Against: "An official said the paper reported it".
    """
    upper = arcs.head[t]
    if upper < 0 or upper > t or arcs.lemma[t] not in words.speech or not finite(arcs, t) or not arcs.is_verb(upper):
        return False
    own, clause = arcs.only(t, "nsubj"), arcs.only(t, "ccomp")
    if own < 0 or own > t or clause >= own or not _closes(arcs, own, t):
        return False
    if arcs.dep[t] == "conj" and clause >= 0:  # "X met, and Y left, the agency said"
        arcs.attach(clause, upper, "conj")
    elif (
        arcs.dep[t] == "ccomp" and arcs.lemma[upper] in words.speech and (clause >= 0 or arcs.only(upper, "ccomp") != t)
    ):
        if clause >= 0:
            arcs.attach(clause, upper, "ccomp")
    else:
        return False
    arcs.promote(t, upper)
    arcs.dep[upper] = "ccomp"
    return True


def _closes(arcs: Arcs, own: int, t: int) -> bool:
    """True if ", NP said" with at most a date after it ends the sentence."""
    start = arcs.subtree(own)[0]
    rest = range(t + 1, arcs.last[t])
    return arcs.lower[start - 1] == "," and all(arcs.pos[r] in ("PUNCT", "SPACE") or _dated(arcs, r) for r in rest)


def _dated(arcs: Arcs, i: int) -> bool:
    return arcs.ent[i] in ("DATE", "TIME") or arcs.lower[i] == "on"


def lost_first_verb(arcs: Arcs, words: Control, i: int) -> bool:
    """ "The group called for peace and said that ...": the first verb taken for a participle of the subject.

    "and" straight before the main verb joins it to something. Against: "The men called up and paid left".
    """
    if arcs.dep[i] != "acl" or arcs.tag[i] not in ("VBN", "VBD") or arcs.only(i, "agent", "aux", "auxpass") >= 0:
        return False
    noun = arcs.head[i]
    verb = arcs.head[noun]
    if arcs.dep[noun] != "nsubj" or verb < i or not arcs.is_verb(verb) or finite(arcs, verb) != "past":
        return False
    if arcs.lower[verb - 1] not in ("and", "but") or arcs.with_dep(verb, "aux", "auxpass") or verb in arcs.subtree(i):
        return False
    if any(arcs.dep[k] == "conj" for k in arcs.kids[noun]):
        return False
    arcs.promote(i, verb)
    arcs.attach(noun, i, "nsubj")
    for k in list(arcs.kids[noun]):
        if k > i:
            arcs.attach(k, i, arcs.dep[k])
    arcs.retag(i, "VBD", "VERB")
    return arcs.attach(verb, i, "conj")


def relative_series(arcs: Arcs, words: Control, k: int) -> bool:
    """ "stop acts that break the law, raise tensions, or harm trade": verbs of the relative clause, hung on "stop".

    The "or" that closes the list shows it. Against: "stop acts that break the law, leave the town and return".
    """
    if arcs.dep[k] != "conj" or arcs.tag[k] not in ("VB", "VBP") or arcs.lower[k] != arcs.lemma[k] or has_to(arcs, k):
        return False
    head = arcs.head[k]
    if not arcs.is_verb(head) or head > k or arcs.only(k, *SUBJECTS) >= 0 or arcs.lower[k - 1] not in (",", "or"):
        return False
    relatives = [t for t in range(head + 1, k) if arcs.dep[t] == "relcl" and arcs.tag[t] == "VBP"]
    if not relatives or arcs.dep[head] == "relcl" or relatives[-1] not in arcs.subtree(head):
        return False
    closing = [t for t in range(relatives[-1], min(k + 20, arcs.last[k])) if arcs.lower[t] in ("or", "and")]
    closed = any(arcs.lower[t] == "or" and arcs.pos[t + 1] in ("VERB", "ADV") for t in closing if t + 1 < arcs.last[k])
    return closed and arcs.attach(k, relatives[-1], "conj")


def joint_report(arcs: Arcs, words: Control, c: int) -> bool:
    """ "X met, and Y left, she said": two clauses before one verb of saying are joined to each other.

    Against: "She said that X met", with one clause.
    """
    verb = arcs.head[c]
    if arcs.dep[c] != "ccomp" or verb < c or arcs.lemma[verb] not in words.speech:
        return False
    first = arcs.only(verb, "ccomp")
    if first >= c or arcs.lower[arcs.subtree(c)[0] - 1] not in ("and", "but"):
        return False
    return arcs.attach(c, first, "conj")


def modal_conjunct(arcs: Arcs, words: Control, k: int) -> bool:
    """ "said it could not pay, but would consider it": a modal goes with the modal that is reported.

    Against: "said it could not pay, and left".
    """
    verb = arcs.head[k]
    if arcs.dep[k] != "conj" or verb < 0 or arcs.lemma[verb] not in words.speech or arcs.only(k, *SUBJECTS) >= 0:
        return False
    clause = next((c for c in arcs.with_dep(verb, "ccomp") if verb < c < k), -1)
    if clause < 0 or arcs.quoted[clause] != arcs.quoted[k]:
        return False
    modal = finite(arcs, k) == finite(arcs, clause) == "modal" and finite(arcs, verb) != "modal"
    return modal and arcs.attach(k, clause, "conj")
