"""Repairs of verbs that go on after a comma or "and": taken for nouns, for clauses of another verb, for adverbials."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import Control
from kg.frames.forms import SUBJECTS
from kg.frames.grammar import NOUNS, has_to

_FINITE = ("VBZ", "VBP", "VBD")

_VERBS = frozenset(
    {
        *("call", "demand", "request", "hope", "stress", "note", "order", "pledge", "promise", "fear", "question"),
        *("claim", "offer", "plan", "press", "vow", "report", "remark", "wish", "regret", "visit"),
    }
)
"""Verbs whose third person is a plural noun as well, and that take a clause, an infinitive or a party."""

_UNDERGOING = frozenset(
    {
        *("face", "receive", "hear", "get", "meet", "ignore", "resist", "defy", "answer", "prompt", "spark", "draw"),
        *("provoke", "trigger", "bring", "cause", "list", "include", "contain", "reflect", "quote", "cite", "cover"),
    }
)
"""Verbs whose object may well be a call or a claim: "faces a strike and calls for his removal"."""

_SPEAKING = frozenset(
    {
        *(
            "express",
            "urge",
            "call",
            "condemn",
            "welcome",
            "support",
            "reaffirm",
            "reiterate",
            "commend",
            "ask",
            "thank",
        ),
        *("demand", "deplore", "encourage", "stress", "underscore", "underline", "note", "look", "reject", "remain"),
        *("affirm", "acknowledge", "applaud", "recognize", "recognise", "emphasize", "emphasise", "remind", "warn"),
        *("strive", "stand", "pledge", "believe", "hope", "want", "expect", "insist", "agree", "intend", "plan"),
    }
)
"""Verbs with which speakers go on telling of themselves, rather than of what they ask for."""

_FORMS = {"NNS": "VBZ", "VBZ": "VBZ", "NN": "VBP"}
"""What a word tagged as a noun is where it is the second verb; the tag itself may be right and the place wrong."""

_PREPOSITIONS = frozenset({"on", "upon", "for"})
_OBJECTS = ("dobj", "attr", "acomp", "oprd", "prep", "agent", "ccomp", "xcomp", "nsubj")
_FIRST_OF_PHRASE = frozenset({"DT", "PRP", "PRP$", "NNP", "NNPS", "CD", "PDT"})


def verb_after_and(arcs: Arcs, words: Control, i: int) -> bool:
    """ "The ministry regrets the raid and demands that Chad pay": the second verb taken for a second object.

    A bare plural is not joined to a phrase with an article (conjuncts are alike), and here the first verb is in the
    present as the second would be. Against: "rejects pleas and demands that it pay", both bare; "rejected the plea and
    demands that it pay", whose first verb is in the past.
    """
    form = _FORMS.get(arcs.tag[i], "")
    if not form or arcs.lemma[i] not in _VERBS:
        return False
    joined = _joint(arcs, i)
    if joined < 0 or not _complement(arcs, i):
        return False
    verb = _first_verb(arcs, joined, form)
    if verb < 0 or arcs.quoted[verb] != arcs.quoted[i] or (arcs.tag[i] == form and arcs.head[i] == verb):
        return False
    if not _unlike(arcs, verb, joined, i):
        return False
    return _rejoin(arcs, verb, joined, i)


def _joint(arcs: Arcs, i: int) -> int:
    """The "and" or "but" right before the bare plural, an adverb between them allowed; or -1."""
    at = i - 1
    if at > arcs.first[i] and arcs.lower[at] in ("further", "also", "again", "strongly", "now", "therefore", "firmly"):
        at -= 1
    bare = not any(k < at or arcs.dep[k] in ("det", "poss", "nummod", "compound") for k in arcs.kids[i] if k < i)
    return at if at > arcs.first[i] and arcs.lower[at] in ("and", "but") and bare else -1


def _complement(arcs: Arcs, i: int) -> bool:
    """True if what follows is what the verb takes: "that", "to", "on X to", a party or a thing with an article."""
    after = i + 1
    if after >= arcs.last[i] - 1:
        return False
    if arcs.lower[after] in _PREPOSITIONS:
        return arcs.lemma[i] in ("call", "press", "hope", "plan")
    return arcs.lower[after] in ("that", "to") or arcs.tag[after] in _FIRST_OF_PHRASE


def _first_verb(arcs: Arcs, joined: int, form: str) -> int:
    """The nearest finite verb before ``joined``, if it has that form and its subject; else -1."""
    for v in range(joined - 1, arcs.first[joined] - 1, -1):
        if not arcs.is_verb(v) or arcs.tag[v] not in ("VBZ", "VBD", "VBP", "VBN", "MD"):
            continue
        subject = arcs.only(v, "nsubj", "nsubjpass")
        series = arcs.dep[v] == "conj" and arcs.tag[v] == form
        if subject < 0 and not series:
            if arcs.tag[v] in ("VBN", "VBD"):
                continue  # "concerned", "the accord signed in May"
            return -1
        undergone = arcs.lemma[v] in _UNDERGOING
        return v if (arcs.tag[v] == form or (form == "VBZ" and _perfect(arcs, v))) and not undergone else -1
    return -1


def _perfect(arcs: Arcs, v: int) -> bool:
    """True for "has condemned"."""
    return arcs.tag[v] == "VBN" and any(arcs.lower[k] == "has" for k in arcs.with_dep(v, "aux"))


def _unlike(arcs: Arcs, verb: int, joined: int, i: int) -> bool:
    """True if no phrase before "and" is of the kind that a bare plural could be joined to."""
    on = arcs.lower[i + 1] in ("on", "upon")
    if _perfect(arcs, verb) and not on:
        return False
    last = joined - 1
    while arcs.pos[last] == "PUNCT" and last > verb:
        last -= 1
    joinable = any(verb < k < i and arcs.dep[k] in _OBJECTS for k in arcs.kids[verb])
    if not joinable or arcs.pos[last] not in (*NOUNS, "PRON", "NUM"):
        return True
    chain = [last, *(k for k in arcs.ancestors(last) if verb < k < joined and arcs.pos[k] in NOUNS)]
    if any(arcs.tag[k] == "NNS" and not _marked(arcs, k) for k in chain):
        return False
    return any(_marked(arcs, k) for k in chain) or (on and arcs.tag[last] == "NN")


def _marked(arcs: Arcs, k: int) -> bool:
    """True for a name, a pronoun, or a noun with an article, a possessor or a number."""
    own = any(arcs.dep[d] in ("det", "poss", "nummod") for d in arcs.kids[k] if d < k)
    return own or arcs.pos[k] in ("PROPN", "PRON")


def _rejoin(arcs: Arcs, verb: int, joined: int, i: int) -> bool:
    """Make ``i`` the second verb, with what follows as its own."""
    end = arcs.last[i]
    for k in range(verb + 1, joined):  # the first object may have become the subject of what follows
        if arcs.head[k] >= i and not arcs.attach(k, verb, "dobj" if arcs.pos[k] in NOUNS else arcs.dep[k]):
            return False
    if arcs.head[i] != verb and not arcs.attach(i, verb, "conj"):
        return False
    arcs.dep[i] = "conj"
    arcs.retag(i, _FORMS[arcs.tag[i]], "VERB")
    arcs.attach(joined, verb, "cc")
    to = next((k for k in range(i + 1, end) if arcs.tag[k] == "VB" and has_to(arcs, k)), -1)
    for k in range(i + 1, end):
        if arcs.pos[k] != "PUNCT" and 0 <= arcs.head[k] < i:
            arcs.attach(k, i, _role(arcs, i, k, to))
    _content(arcs, i)
    return True


def _content(arcs: Arcs, i: int) -> None:
    """Make what follows "that" the verb's content; a bare verb after its subject may have been taken for a noun."""
    that = i + 1
    if arcs.lower[that] != "that":
        return
    clause = next((k for k in arcs.kids[i] if k > that and arcs.dep[k] in ("relcl", "acl", "ccomp", "advcl")), -1)
    if clause < 0 or not that < clause:
        return
    arcs.dep[clause] = "ccomp"
    if arcs.head[that] == clause:
        arcs.dep[that] = "mark"
    if arcs.pos[clause] == "NOUN" and arcs.tag[clause] == "NN":  # "that Chad | pay"
        named = [k for k in arcs.kids[clause] if that < k < clause and arcs.pos[k] in NOUNS]
        if named and named[-1] == clause - 1:
            arcs.retag(clause, "VB", "VERB")
            arcs.dep[named[-1]] = "nsubj"


def _role(arcs: Arcs, i: int, k: int, to: int) -> str:
    """What a phrase that was hung before the verb is to it."""
    if k == to:
        return "xcomp"
    if arcs.lower[i + 1] == "that" and arcs.dep[k] in ("relcl", "acl", "ccomp", "advcl"):
        return "ccomp"
    if arcs.pos[k] in NOUNS and (to < 0 or k < to):
        return "dobj"
    return arcs.dep[k]


def first_of_series(arcs: Arcs, words: Control, i: int) -> bool:
    """ "The council welcomes the truce, condemns the raid and ...": the first verb taken for what the second says.

    Against: "The truce holds, says the minister", which has its own subject; "It holds, reads the note", no series.
    """
    second = arcs.head[i]
    if arcs.dep[i] != "ccomp" or second < i or arcs.tag[i] not in _FINITE or arcs.tag[second] != arcs.tag[i]:
        return False
    if arcs.only(i, *SUBJECTS) < 0 or arcs.only(second, *SUBJECTS, "mark", "aux") >= 0 or not _goes_on(arcs, second):
        return False
    if arcs.lower[_before_adverbs(arcs, second)] != "," or arcs.quoted[i] != arcs.quoted[second]:
        return False
    return arcs.promote(i, second) and arcs.attach(second, i, "conj")


def middle_of_series(arcs: Arcs, words: Control, k: int) -> bool:
    """ "deplores the raid, calls for an end to it, and urges ...": a finite verb of a series, taken for an aside.

    Against: "deplores the raid, calling for", no finite verb; "left, as it calls for", which has its conjunction.
    """
    first = arcs.head[k]
    if arcs.dep[k] not in ("advcl", "dep", "parataxis") or not 0 <= first < k or not arcs.is_verb(first):
        return False
    same = arcs.tag[k] == arcs.tag[first] or (arcs.tag[first] == "VBP" and arcs.tag[k] == "VB")
    if not same or arcs.tag[first] not in _FINITE or arcs.only(k, *SUBJECTS, "mark", "aux", "auxpass") >= 0:
        return False
    if arcs.lower[_before_adverbs(arcs, k)] != "," or arcs.quoted[first] != arcs.quoted[k]:
        return False
    if not (_goes_on(arcs, k) or _goes_on(arcs, first, k)):
        return False
    asked = _asked_before(arcs, first, k)
    if asked >= 0:
        arcs.retag(k, "VB", "VERB")
        return arcs.attach(k, asked, "conj")
    if arcs.tag[k] == "VB":
        arcs.retag(k, "VBP", "VERB")
    return arcs.attach(k, first, "conj")


def _asked_before(arcs: Arcs, first: int, k: int) -> int:
    """The infinitive that the series goes on: "call on Chad to open the border, free all captives and pay"; or -1.

    "We call on Chad to pay, condemn the raid and urge calm" goes on with what the speaker does by saying so.
    """
    if arcs.tag[first] != "VBP" or arcs.lemma[k] in _SPEAKING:
        return -1
    kids = [v for v in arcs.kids[first] if first < v < k and arcs.tag[v] == "VB" and has_to(arcs, v)]
    return kids[-1] if kids else -1


def _before_adverbs(arcs: Arcs, i: int) -> int:
    at = i - 1
    while at > arcs.first[i] and arcs.tag[at] == "RB":
        at -= 1
    return at


def _goes_on(arcs: Arcs, i: int, after: int = -1) -> bool:
    """True if a conjunct stands behind "and" after the verb."""
    end = max(i, after)
    return any(arcs.dep[k] == "cc" and k > end and arcs.lower[k] == "and" for k in arcs.subtree(i))


def mark_for_preposition(arcs: Arcs, words: Control, p: int) -> bool:
    """ "calls upon all sides to stop": the preposition taken for a conjunction of the infinitive."""
    verb, infinitive = arcs.head[arcs.head[p]] if arcs.head[p] >= 0 else -1, arcs.head[p]
    if arcs.dep[p] != "mark" or arcs.lower[p] not in ("on", "upon") or verb != p - 1 or not arcs.is_verb(verb):
        return False
    if arcs.only(p, "pobj") < 0 or not has_to(arcs, infinitive):
        return False
    arcs.retag(p, "IN", "ADP", arcs.lower[p])
    return arcs.attach(p, verb, "prep")
