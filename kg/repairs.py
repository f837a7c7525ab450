"""Known errors of the parser, undone on the arcs, each under a name with a construction for and against.

The grounds are grammatical: a verb that cannot take what it was given, a tense that does not agree, a phrase that
belongs to the noun it follows. Where two readings are both English the parser's stays.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.arcs import Arcs
from kg.control import Control, lexicon
from kg.phrases import is_amount, is_time
from kg.subjects import SUBJECTS

_FINITE = {"VBD": "past", "VBZ": "present", "VBP": "present", "MD": "modal"}
_NOUNS = ("NOUN", "PROPN")
_NAMES = ("GPE", "ORG", "PERSON", "NORP")
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "men", "ee")


def repair(arcs: Arcs) -> Arcs:
    """The same arcs, repaired in place; what was done is in ``arcs.repaired``."""
    words = lexicon()
    for rule in REPAIRS:
        for i in range(len(arcs)):
            if rule(arcs, words, i):
                arcs.repaired.append((rule.__name__, i))
    return arcs


# ------------------------------------------------------------------------------------------------ helpers
def finite(arcs: Arcs, i: int) -> str:
    """The tense of verb ``i`` (``past``, ``present``, ``modal``), or the empty string where it is not finite."""
    for k in arcs.kids[i]:
        if arcs.dep[k] in ("aux", "auxpass") and arcs.tag[k] in _FINITE:
            return _FINITE[arcs.tag[k]]
    return _FINITE.get(arcs.tag[i], "")


def has_to(arcs: Arcs, i: int) -> bool:
    """True if verb ``i`` is an infinitive with "to"."""
    return any(arcs.tag[k] == "TO" for k in arcs.kids[i])


def speaks(arcs: Arcs, words: Control, i: int) -> bool:
    """True if the noun phrase headed by ``i`` can be somebody who says something."""
    if arcs.pos[i] in ("PROPN", "PRON") or arcs.ent[i] in _NAMES:
        return arcs.lower[i] not in ("it", "that", "this", "which", "there")
    return arcs.lemma[i] in words.people or arcs.lemma[i].endswith(_PERSON_ENDINGS)


def _end(arcs: Arcs, i: int) -> int:
    return arcs.subtree(i)[-1] + 1


# ------------------------------------------------------------------------------------------------ tags
def adjective_after_and(arcs: Arcs, words: Control, k: int) -> bool:
    """ "urges X and allied groups to halt": a participle before a noun, taken for a second finite verb.

    Against: "urged X and asked Y to halt".
    """
    if arcs.dep[k] != "conj" or arcs.tag[k] not in ("VBD", "VBN") or k + 1 >= arcs.last[k]:
        return False
    verb = arcs.head[k]
    if (
        not arcs.is_verb(verb)
        or arcs.lower[k - 1] not in ("and", "or")
        or arcs.lemma[verb] not in words.object | set(words.through)
    ):
        return False
    if arcs.lemma[k] in words.object or not (arcs.lower[k] in words.adjectival or finite(arcs, verb) != "past"):
        return False
    noun = arcs.only(k, "dobj", "nsubj")
    earlier = [t for t in arcs.subtree(verb) if verb < t < k - 1 and arcs.dep[t] in ("dobj", "pobj", "conj")]
    if noun < 0 or arcs.pos[noun] not in _NOUNS or not earlier or any(arcs.dep[d] == "det" for d in arcs.kids[noun]):
        return False
    rest = [t for t in arcs.kids[k] if t != noun]
    arcs.attach(noun, earlier[-1], "conj")
    for t in rest:
        arcs.attach(t, verb, "xcomp" if has_to(arcs, t) else arcs.dep[t])
    arcs.retag(k, "JJ", "ADJ", arcs.lower[k])
    return arcs.attach(k, noun, "amod")


def member_states(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Fellow EU states Germany and France objected": a plural noun taken for "to state".

    Against: "The EU states Germany objected" (a determiner makes the name the subject).
    """
    if arcs.lower[i] != "states" or arcs.tag[i] != "VBZ" or i + 1 >= arcs.last[i] or arcs.pos[i + 1] != "PROPN":
        return False
    clause, subject = arcs.only(i, "ccomp"), arcs.only(i, "nsubj")
    if clause < 0 or subject < 0 or arcs.lower[subject] not in words.groups:
        return False
    if any(arcs.dep[d] == "det" for d in arcs.kids[subject]) or arcs.with_dep(clause, "mark"):
        return False
    inner = arcs.only(clause, "nsubj", "nsubjpass")
    label = arcs.dep[inner] if inner >= 0 else "nsubj"
    arcs.promote(clause, i)
    arcs.retag(i, "NNS", "NOUN", "state")
    arcs.dep[i] = label
    arcs.dep[subject] = "compound"
    for k in list(arcs.kids[i]):
        if k > i:
            arcs.attach(k, clause, arcs.dep[k])
    return inner < 0 or arcs.attach(inner, i, "appos")


def participle_of_noun(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Officials briefed on the matter said": a participle that the tagger took for a past tense."""
    if arcs.dep[i] != "acl" or arcs.tag[i] != "VBD" or arcs.only(i, "dobj", *SUBJECTS) >= 0:
        return False
    arcs.retag(i, "VBN", "VERB")
    return True


def finite_participle(arcs: Arcs, words: Control, i: int) -> bool:
    """ "The refusal to pay angered the union": a past tense taken for a participle of the noun before it.

    A passive participle takes no object. Against: "The man given a medal left".
    """
    if arcs.tag[i] not in ("VBN", "VBD") or arcs.with_dep(i, "aux", "auxpass"):
        return False
    if arcs.dep[i] == "conj" and arcs.tag[i] == "VBN" and arcs.tag[arcs.head[i]] == "VBD" and arcs.only(i, "agent") < 0:
        arcs.retag(i, "VBD", "VERB")
        return True
    if arcs.only(i, "nsubj") >= 0 and arcs.only(i, "agent") < 0 and arcs.dep[i] in ("ROOT", "ccomp", "relcl"):
        arcs.retag(i, "VBD", "VERB")
        return True
    noun = arcs.head[i]
    if (
        arcs.dep[i] != "acl"
        or noun < 0
        or arcs.head[noun] >= 0
        or arcs.only(i, "dobj") < 0
        or arcs.lemma[i] in words.addressee
    ):
        return False
    arcs.promote(i, noun)
    arcs.dep[noun] = "nsubj"
    for k in list(arcs.kids[noun]):
        if k > i:
            arcs.attach(k, i, arcs.dep[k])
    for k in arcs.with_dep(i, "advmod"):
        if noun < k < i and has_to(arcs, k):
            arcs.attach(k, noun, "acl")
    arcs.retag(i, "VBD", "VERB")
    return True


def lost_main_verb(arcs: Arcs, words: Control, i: int) -> bool:
    """ "The request that Oslo makes is refused": the main verb hung within the relative clause before it.

    Against: "The man who said prices fell", where the clause has its own subject.
    """
    if arcs.dep[i] != "ccomp" or not finite(arcs, i) or arcs.only(i, "mark", "expl", *SUBJECTS) >= 0:
        return False
    relative = arcs.head[i]
    noun = arcs.head[relative]
    if (
        arcs.dep[relative] != "relcl"
        or noun < 0
        or arcs.head[noun] >= 0
        or relative > i
        or arcs.quoted[i] != arcs.quoted[noun]
    ):
        return False
    arcs.promote(i, noun)
    arcs.dep[noun] = "nsubjpass" if arcs.only(i, "auxpass") >= 0 else "nsubj"
    for k in list(arcs.kids[noun]):
        if k > i:
            arcs.attach(k, i, arcs.dep[k])
    return True


# ------------------------------------------------------------------------------------------------ complements
def bare_preposition(arcs: Arcs, words: Control, p: int) -> bool:
    """ "called on Japan": preposition and noun phrase hung on the verb side by side.

    Against: "called off the talks", where "off" belongs to the verb.
    """
    verb = arcs.head[p]
    if verb < 0 or arcs.dep[p] not in ("prt", "prep", "advmod") or arcs.only(p, "pobj") >= 0 or not arcs.is_verb(verb):
        return False
    name = "on" if arcs.lower[p] == "upon" else arcs.lower[p]
    if name not in words.through.get(arcs.lemma[verb], ()):
        return False
    noun = next((k for k in arcs.with_dep(verb, "dobj", "dative", "attr", "npadvmod") if k > p), -1)
    if noun < 0:
        return False
    arcs.dep[p] = "prep"
    arcs.pos[p] = "ADP"
    return arcs.attach(noun, p, "pobj")


def told_noun_phrase(arcs: Arcs, words: Control, i: int) -> bool:
    """ "told NATO allies that": a compound taken for a receiver and a thing. Against: "gave NATO weapons"."""
    if arcs.dep[i] != "dative" or arcs.pos[i] not in _NOUNS or i + 1 >= arcs.last[i] or arcs.kids[i]:
        return False
    verb = arcs.head[i]
    if arcs.lemma[verb] not in ("tell", "inform", "remind", "warn", "assure", "ask", "advise", "brief"):
        return False
    noun = arcs.only(verb, "dobj")
    if noun <= i or arcs.pos[noun] != "NOUN" or any(arcs.dep[k] == "det" for k in arcs.kids[noun]):
        return False
    if not speaks(arcs, words, noun):
        return False
    return arcs.attach(i, noun, "compound")


def lost_subject(arcs: Arcs, words: Control, i: int) -> bool:
    """ "said X's demand would be the lifting": the clause's subject taken for the object of "said".

    Against: "told reporters he would go", where the clause has a subject of its own.
    """
    if arcs.dep[i] != "ccomp" or not finite(arcs, i) or arcs.only(i, "expl", *SUBJECTS) >= 0:
        return False
    verb = arcs.head[i]
    if arcs.lemma[verb] not in words.speech or arcs.lemma[verb] in words.addressee:
        return False
    between = [
        k for k in arcs.with_dep(verb, "dobj", "dep") if verb < k < i and arcs.pos[k] in ("NOUN", "PROPN", "PRON")
    ]
    if not between or any(t < i and arcs.lower[t] == "," for t in range(between[-1], i)):
        return False
    return arcs.attach(between[-1], i, "nsubjpass" if arcs.only(i, "auxpass") >= 0 else "nsubj")


def parenthetical_infinitive(arcs: Arcs, words: Control, i: int) -> bool:
    """ "call upon X, as stated in Y, to cease": the infinitive hung within the parenthesis before it.

    Against: "called on X, which agreed to cease" (no comma before "to").
    """
    if not has_to(arcs, i) or arcs.dep[i] not in ("xcomp", "advcl", "acl", "ccomp"):
        return False
    to = next(k for k in arcs.kids[i] if arcs.tag[k] == "TO")
    if to == 0 or arcs.lower[to - 1] != ",":
        return False
    at = arcs.head[i]
    for verb in arcs.ancestors(at):
        if not arcs.is_verb(verb) or verb > at:
            continue
        opening = any(arcs.lower[t] == "," for t in range(verb + 1, at))
        takes = arcs.lemma[verb] in words.object or arcs.lemma[verb] in words.through
        if (
            opening
            and takes
            and arcs.only(verb, "dobj", "prep") >= 0
            and not any(has_to(arcs, k) for k in arcs.with_dep(verb, "xcomp", "ccomp"))
        ):
            return arcs.attach(i, verb, "xcomp")
        return False
    return False


def infinitive_of_noun(arcs: Arcs, words: Control, i: int) -> bool:
    """ "put pressure on Tokyo to spend": an infinitive that belongs to the noun, hung on the verb.

    Against: "used the call to press Tokyo", "visited Rome to sign".
    """
    if arcs.dep[i] not in ("xcomp", "advcl", "relcl") or not has_to(arcs, i) or arcs.only(i, *SUBJECTS) >= 0:
        return False
    verb = arcs.head[i]
    if not arcs.is_verb(verb) or arcs.lemma[verb] in words.subject:
        return False
    noun = arcs.only(verb, "dobj", "nsubjpass")
    if noun < 0 or noun > i or arcs.lemma[noun] not in words.asked | words.own:
        return False
    if arcs.lemma[verb] not in words.light | words.received_by | {"reject", "drop", "back", "support", "repeat"}:
        return False
    if any(arcs.lower[t] == "," for t in range(noun, i)):
        return False
    for k in list(arcs.kids[verb]):
        if noun < k < i and arcs.dep[k] in ("prep", "dative") and arcs.lower[k] in ("on", "to", "from", "for", "by"):
            inner = arcs.only(k, "pobj")
            if inner >= 0 and not is_time(arcs, inner):
                arcs.attach(k, noun, "prep")
    return arcs.attach(i, noun, "acl")


def linear_noun_phrase(arcs: Arcs, words: Control, p: int) -> bool:
    """ "reports of demands by X for Y": by- and for-phrases belong to the noun of saying that they follow.

    Against: "put off the talks on demands for Friday", and "a demand by the head of the party for reform" as it is.
    """
    if arcs.dep[p] not in ("prep", "agent") or arcs.lower[p] not in ("by", "for", "from", "on"):
        return False
    inner, upper = arcs.only(p, "pobj"), arcs.head[p]
    if inner < 0 or is_time(arcs, inner) or is_amount(arcs, inner) or p - 1 < arcs.first[p]:
        return False
    noun = p - 1
    while noun >= 0 and arcs.first[noun] == arcs.first[p] and noun != upper:
        if arcs.pos[noun] in _NOUNS and arcs.lemma[noun] in words.told and _end(arcs, noun) == p:
            break
        if arcs.pos[noun] in ("VERB", "PUNCT", "AUX", "CCONJ"):
            return False
        noun -= 1
    else:
        return False
    if noun == upper or noun < arcs.first[p]:
        return False
    if arcs.dep[p] == "agent" or (arcs.lower[p] != "by" and arcs.is_verb(upper) and arcs.lemma[upper] in words.through):
        return False
    if arcs.lower[p] == "on" and arcs.is_verb(upper):
        return False
    return arcs.attach(p, noun, "prep")


def beyond_the_name(arcs: Arcs, words: Control, p: int) -> bool:
    """ "demands by Washington for access": the for-phrase belongs to the noun of saying, not to the name.

    Against: "demands by the Campaign for Freedom" (one name).
    """
    if arcs.dep[p] != "prep" or arcs.lower[p] not in ("for", "on", "to"):
        return False
    name = arcs.head[p]
    if arcs.ent[name] not in ("GPE", "NORP", "PERSON") or arcs.dep[name] != "pobj" or arcs.ent[p]:
        return False
    noun = arcs.head[arcs.head[name]]
    if noun < 0 or arcs.lemma[noun] not in words.told or arcs.pos[noun] != "NOUN":
        return False
    return arcs.attach(p, noun, "prep")


def figure_of_measure(arcs: Arcs, words: Control, p: int) -> bool:
    """ "the target for members of 2 percent": a figure belongs to the measure. Against: "members with 2 percent"."""
    if arcs.dep[p] != "prep" or arcs.lower[p] not in ("of", "at") or arcs.head[p] < 0:
        return False
    inner = arcs.only(p, "pobj")
    head = arcs.head[p]
    if inner < 0 or not is_amount(arcs, inner) or arcs.lemma[head] in words.measure:
        return False
    if not speaks(arcs, words, head):
        return False
    for up in arcs.ancestors(head):
        if arcs.is_verb(up):
            return False
        if arcs.lemma[up] in words.measure and arcs.pos[up] == "NOUN":
            return arcs.attach(p, up, "prep")
    return False


def agent_of_passive(arcs: Arcs, words: Control, p: int) -> bool:
    """ "was invited to visit Chile by its president": whoever acts, hung on the infinitive.

    Against: "was asked to pay by the end of the year", "was told to stand by the king".
    """
    if arcs.dep[p] != "prep" or arcs.lower[p] != "by":
        return False
    low, inner = arcs.head[p], arcs.only(p, "pobj")
    top = arcs.head[low]
    if inner < 0 or top < 0 or not has_to(arcs, low) or arcs.dep[low] != "xcomp" or arcs.only(low, "auxpass") >= 0:
        return False
    if arcs.only(top, "auxpass") < 0 or arcs.only(top, "agent") >= 0 or is_time(arcs, inner) or p == low + 1:
        return False
    return speaks(arcs, words, inner) and arcs.attach(p, top, "agent")


def noun_after_to(arcs: Arcs, words: Control, i: int) -> bool:
    """ "invited Sudan to talks": a plural noun taken for an infinitive. Against: "invited Sudan to talk"."""
    if arcs.tag[i] != "NNS" or arcs.dep[i] not in ("xcomp", "advcl", "ccomp", "relcl", "acl"):
        return False
    to = i - 1
    if to < arcs.first[i] or arcs.lower[to] != "to" or arcs.head[to] != i:
        return False
    top = arcs.head[i]
    arcs.promote(to, i)
    arcs.dep[to] = "prep"
    arcs.retag(to, "IN", "ADP", "to")
    return top >= 0 and arcs.attach(i, to, "pobj")


def participle_of_event(arcs: Arcs, words: Control, i: int) -> bool:
    """ "a meeting of ministers planned for July": the event is planned, not those who meet.

    Against: "a meeting of ministers appointed in July".
    """
    if arcs.dep[i] != "acl" or arcs.tag[i] != "VBN" or arcs.lemma[i] not in words.event:
        return False
    noun = arcs.head[i]
    while arcs.dep[noun] == "conj":
        noun = arcs.head[noun]
    if arcs.dep[noun] != "pobj" or not speaks(arcs, words, noun):
        return False
    upper = arcs.head[arcs.head[noun]]
    if upper < 0 or arcs.pos[upper] not in _NOUNS or speaks(arcs, words, upper):
        return False
    return arcs.attach(i, upper, "acl")


def content_clause(arcs: Arcs, words: Control, i: int) -> bool:
    """ "the request that Oslo pay was refused": a subjunctive taken for a relative clause.

    The bare form beside a subject in the singular shows it. Against: "the request that Oslo makes".
    """
    if (
        arcs.dep[i] != "relcl"
        or arcs.tag[i] not in ("VB", "VBP")
        or arcs.lemma[arcs.head[i]] not in words.told | words.own
    ):
        return False
    that, subject = arcs.only(i, "dobj"), arcs.only(i, "nsubj", "nsubjpass")
    if that < 0 or arcs.lower[that] != "that" or subject < that:
        return False
    bare = arcs.tag[i] == "VB" and not arcs.with_dep(i, "aux")
    if not bare and (
        arcs.tag[subject] not in ("NN", "NNP")
        or arcs.lower[subject] in ("i", "you")
        or len(arcs.with_dep(subject, "conj"))
    ):
        return False
    if arcs.with_dep(i, "aux"):
        return False
    arcs.dep[that] = "mark"
    arcs.dep[i] = "acl"
    return True


def wanted_result(arcs: Arcs, words: Control, i: int) -> bool:
    """ "wants the law scrapped": a participle taken for a past tense. Against: "said the law passed"."""
    if arcs.dep[i] != "ccomp" or arcs.tag[i] not in ("VBD", "VBN") or arcs.with_dep(i, "aux", "auxpass", "mark"):
        return False
    subject, verb = arcs.only(i, "nsubj", "nsubjpass"), arcs.head[i]
    if (
        subject < 0
        or arcs.lemma[verb] not in words.result
        or arcs.only(i, "dobj") >= 0
        or arcs.lower[subject] in ("he", "they")
    ):
        return False
    arcs.retag(i, "VBN", "VERB")
    arcs.dep[subject] = "nsubjpass"
    return True


def asked_from(arcs: Arcs, words: Control, p: int) -> bool:
    """ "demands a rise from the firm": whoever is asked, hung on what is asked for.

    Against: "received a request from the firm", "demanded withdrawal from Syria".
    """
    if arcs.dep[p] != "prep" or arcs.lower[p] != "from":
        return False
    noun, inner = arcs.head[p], arcs.only(p, "pobj")
    if inner < 0 or arcs.dep[noun] != "dobj" or is_time(arcs, inner):
        return False
    verb = arcs.head[noun]
    if arcs.lemma[verb] not in words.from_whom or not speaks(arcs, words, inner) or arcs.lemma[noun] in words.away:
        return False
    return arcs.attach(p, verb, "prep")


def infinitive_after_demand(arcs: Arcs, words: Control, i: int) -> bool:
    """ "bowed to pressure from X to open": the infinitive belongs to the demand under the preposition.

    Against: "turned to the press to open".
    """
    if arcs.dep[i] not in ("xcomp", "advcl") or not has_to(arcs, i) or arcs.only(i, *SUBJECTS) >= 0:
        return False
    verb = arcs.head[i]
    if not arcs.is_verb(verb) or verb > i:
        return False
    for p in reversed(arcs.with_dep(verb, "prep")):
        noun = arcs.only(p, "pobj")
        if verb < noun < i and arcs.lemma[noun] in words.asked and arcs.pos[noun] == "NOUN":
            taken = arcs.lemma[verb] in words.received_by or arcs.lower[p] in (
                "under",
                "despite",
                "with",
                "after",
                "in",
            )
            if taken and not any(arcs.lower[t] == "," for t in range(noun, i)):
                return arcs.attach(i, noun, "acl")
    return False


# ------------------------------------------------------------------------------------------------ coordination
def finite_conjunct(arcs: Arcs, words: Control, k: int) -> bool:
    """ "said Iran wants to leave and demanded a vote": a finite verb coordinated with one that it does not agree with.

    It goes to the nearest verb before it that is finite in the same tense. Against: "said Iran left and demanded a
    vote" (both readings agree).
    """
    if arcs.dep[k] != "conj" or not arcs.is_verb(k) or arcs.only(k, "expl", *SUBJECTS) >= 0:
        return False
    tense, head = finite(arcs, k), arcs.head[k]
    if tense not in ("past", "present") or not arcs.is_verb(head) or head > k:
        return False
    if not _disagrees(arcs, words, k, head, tense):
        return False
    for up in arcs.ancestors(head):
        if up < k and arcs.is_verb(up) and finite(arcs, up) == tense and arcs.quoted[up] == arcs.quoted[k]:
            if finite(arcs, head) and arcs.lemma[k] not in words.speech and tense == "present":
                return False
            for cc in arcs.with_dep(head, "cc"):
                if cc < k and all(arcs.pos[t] in ("ADV", "PUNCT", "AUX") for t in range(cc + 1, k)):
                    arcs.attach(cc, up, "cc")
            return arcs.attach(k, up, "conj")
    return False


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
    while arcs.dep[noun] != "conj" and head < arcs.head[noun] < start and _end(arcs, arcs.head[noun]) == start:
        noun = arcs.head[noun]
    if arcs.dep[noun] != "conj" or arcs.pos[noun] not in (*_NOUNS, "PRON") or _end(arcs, noun) != start:
        return False
    first = arcs.subtree(noun)[0]
    if arcs.lower[first - 1] not in ("and", "but") or head not in arcs.ancestors(noun):
        return False
    return arcs.attach(noun, k, "nsubjpass" if arcs.only(k, "auxpass") >= 0 else "nsubj")


def participle_of_speaker(arcs: Arcs, words: Control, i: int) -> bool:
    """ "said the men must go, adding that": the participle of saying belongs to whoever speaks.

    Against: "said the king had left, saying nothing" (the king can say things; only "adding" is always the speaker's).
    """
    if arcs.dep[i] != "advcl" or arcs.tag[i] != "VBG" or arcs.lemma[i] not in words.speech or arcs.lower[i - 1] != ",":
        return False
    low = arcs.head[i]
    subject = arcs.only(low, *SUBJECTS)
    if low > i or (arcs.lemma[i] != "add" and (subject < 0 or speaks(arcs, words, subject))):
        return False
    for up in arcs.ancestors(low):
        if up < i and arcs.is_verb(up) and arcs.lemma[up] in words.speech and arcs.lemma[low] not in words.speech:
            return arcs.attach(i, up, "advcl")
    return False


def _disagrees(arcs: Arcs, words: Control, k: int, head: int, tense: str) -> bool:
    """True if verb ``k`` cannot share the subject and the auxiliaries of ``head``."""
    other = finite(arcs, head)
    if arcs.quoted[head] != arcs.quoted[k] and arcs.quoted[k] < 0:
        return True
    if not other or other != tense:
        return True
    speech = arcs.lemma[k] in words.speech and arcs.lemma[head] not in words.speech
    if not speech:
        return False
    perfect = any(arcs.lemma[a] == "have" for a in arcs.with_dep(head, "aux"))
    if perfect and not arcs.with_dep(k, "aux", "auxpass"):
        return True
    subject = arcs.only(head, *SUBJECTS)
    return subject >= 0 and not speaks(arcs, words, subject) and arcs.pos[subject] == "NOUN"


Rule = Callable[[Arcs, Control, int], bool]
REPAIRS: tuple[Rule, ...] = (
    participle_of_noun,
    finite_participle,
    lost_main_verb,
    wanted_result,
    noun_after_to,
    content_clause,
    adjective_after_and,
    member_states,
    bare_preposition,
    told_noun_phrase,
    lost_subject,
    parenthetical_infinitive,
    subject_after_and,
    finite_conjunct,
    participle_of_speaker,
    beyond_the_name,
    linear_noun_phrase,
    figure_of_measure,
    infinitive_of_noun,
    infinitive_after_demand,
    agent_of_passive,
    participle_of_event,
    asked_from,
)
