"""Repairs of tags, and of the clauses that a wrong tag broke. Each names its construction, for and against."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import Control
from kg.frames.forms import SUBJECTS
from kg.frames.grammar import NOUNS, finite, has_to
from kg.frames.phrases import is_time

_CALLING = frozenset({"call", "appeal", "plead"})  # with "on" and "to", no participle that tells of a noun
_FOR = frozenset({"press", "call", "push", "plead", "appeal", "lobby", "campaign", "ask"})


def participle_of_noun(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Officials briefed on the matter said", "Asked what he wanted, he said": no past tense without a subject."""
    if arcs.tag[i] != "VBD" or arcs.only(i, "dobj", "mark", *SUBJECTS) >= 0:
        return False
    opening = arcs.dep[i] == "advcl" and i == arcs.first[i]
    if (arcs.dep[i] != "acl" and not opening) or _tells(arcs, i):
        return False
    arcs.retag(i, "VBN", "VERB")
    return True


def _tells(arcs: Arcs, i: int) -> bool:
    """True for a past tense below the noun of a sentence without a verb, where it can be no participle.

    Right after a name ("the IAEA called"), or with what is asked for ("an official called on Peru to act", "a minister
    pressed for answers").
    """
    noun = arcs.head[i]
    past = arcs.tag[i] == "VBD" or (arcs.tag[i] == "VBN" and arcs.lemma[i] in _CALLING)
    if not past or arcs.dep[i] != "acl" or arcs.head[noun] >= 0 or arcs.only(i, "agent") >= 0:
        return False
    if noun == i - 1 and arcs.ent[noun] in ("ORG", "PERSON", "GPE"):
        return True
    asked = [k for k in arcs.with_dep(i, "xcomp", "advcl", "ccomp") if has_to(arcs, k)]
    on = [k for k in arcs.with_dep(i, "prep") if arcs.only(k, "pobj") >= 0]
    if any(arcs.lower[k] == "for" for k in on if arcs.lemma[i] in _FOR) or any(k < asked[0] for k in on if asked):
        return True
    return any(arcs.only(k, "mark") >= 0 and arcs.only(k, "nsubj", "nsubjpass") >= 0 for k in asked)


def finite_participle(arcs: Arcs, words: Control, i: int) -> bool:
    """ "The refusal to pay angered the union": a past tense taken for a participle of the noun before it.

    A passive participle takes no object. Against: "The man given a medal left".
    """
    if arcs.tag[i] not in ("VBN", "VBD") or arcs.with_dep(i, "aux", "auxpass"):
        return False
    if arcs.dep[i] == "conj" and arcs.tag[i] == "VBN" and arcs.tag[arcs.head[i]] == "VBD" and arcs.only(i, "agent") < 0:
        arcs.retag(i, "VBD", "VERB")
        return True
    own = arcs.only(i, "nsubj") >= 0 and arcs.only(i, "agent") < 0
    if own and arcs.tag[i] == "VBN" and arcs.dep[i] in ("ROOT", "ccomp", "relcl"):
        arcs.retag(i, "VBD", "VERB")
        return True
    noun = arcs.head[i]
    if arcs.dep[i] != "acl" or arcs.head[noun] >= 0 or arcs.only(i, "dobj") < 0 or arcs.lemma[i] in words.addressee:
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


def verb_after_to(arcs: Arcs, words: Control, i: int) -> bool:
    """ "offered to host talks": an infinitive tagged as a noun. Against: "access to power", whose "to" governs it."""
    clause = arcs.dep[i] in ("xcomp", "advcl", "ccomp", "relcl", "acl", "conj")
    marked = i > arcs.first[i] and arcs.tag[i - 1] == "TO" and arcs.head[i - 1] == i and arcs.dep[i - 1] == "aux"
    if arcs.tag[i] != "NN" or not clause or not marked:
        return False
    arcs.retag(i, "VB", "VERB")
    return True


def content_clause(arcs: Arcs, words: Control, i: int) -> bool:
    """ "the request that Oslo pay was refused": a subjunctive taken for a relative clause.

    The bare form beside a subject in the singular shows it. Against: "the request that Oslo makes".
    """
    if arcs.dep[i] != "relcl" or arcs.lemma[arcs.head[i]] not in words.told | words.own:
        return False
    if any(arcs.lower[m] == "that" for m in arcs.with_dep(i, "mark")):  # a conjunction, no pronoun
        arcs.dep[i] = "acl"
        return True
    if arcs.tag[i] not in ("VB", "VBP"):
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
    if noun < 0 or arcs.pos[noun] not in NOUNS or not earlier or any(arcs.dep[d] == "det" for d in arcs.kids[noun]):
        return False
    if arcs.tag[k + 1] in ("DT", "PRP$", "CD"):  # "and given the owners a week": no adjective before its article
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


def subject_of_auxiliary(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Our states are committed": the subject hung on the auxiliary. Against: "Our states are rich" (a copula)."""
    verb = arcs.head[i]
    if arcs.dep[i] not in SUBJECTS or verb < 0 or arcs.dep[verb] not in ("aux", "auxpass") or arcs.head[verb] < 0:
        return False
    main = arcs.head[verb]
    if arcs.only(main, *SUBJECTS) >= 0:
        return False
    return arcs.attach(i, main, "nsubjpass" if arcs.dep[verb] == "auxpass" else "nsubj")


def that_of_clause(arcs: Arcs, words: Control, i: int) -> bool:
    """ "stress that international aid will depend": "that" taken for a determiner.

    Against: "stress that point", where no clause follows.
    """
    if arcs.lower[i] != "that" or arcs.dep[i] != "det" or i - 1 < arcs.first[i]:
        return False
    noun = arcs.head[i]
    clause = arcs.head[noun]
    if arcs.dep[noun] not in ("nsubj", "nsubjpass") or clause < 0 or arcs.dep[clause] != "ccomp" or i + 1 == noun:
        return False
    return arcs.head[clause] == i - 1 and arcs.attach(i, clause, "mark")


def existential_participle(arcs: Arcs, words: Control, i: int) -> bool:
    """ "There have been growing calls": an adjective taken for the verb. Against: "There are people waiting"."""
    if arcs.tag[i] not in ("VBG", "VBN") or arcs.only(i, "expl") < 0:
        return False
    be = next((k for k in arcs.with_dep(i, "aux", "auxpass") if arcs.lemma[k] == "be"), -1)
    noun = arcs.only(i, "attr", "dobj", "nsubj", "nsubjpass")
    if be < 0 or noun < i or arcs.subtree(noun)[0] != i + 1 or arcs.pos[noun] not in NOUNS:
        return False
    arcs.promote(be, i)
    arcs.pos[be] = "AUX"
    for k in list(arcs.kids[i]):
        arcs.attach(k, be, "attr" if k == noun else arcs.dep[k])
    arcs.retag(i, "JJ", "ADJ")
    return arcs.attach(i, noun, "amod")


def that_before_subject(arcs: Arcs, words: Control, i: int) -> bool:
    """ "demanded of his ministers that they resign": "that" taken for an object within its clause.

    Against: "the letter that they wrote" (a relative clause).
    """
    if arcs.lower[i] != "that" or arcs.dep[i] not in ("dobj", "pobj", "attr", "dep", "npadvmod"):
        return False
    clause = next((up for up in arcs.ancestors(i) if arcs.dep[up] == "ccomp" and arcs.subtree(up)[0] == i), -1)
    if clause < i or arcs.with_dep(clause, "mark"):
        return False
    own = arcs.only(clause, *SUBJECTS)
    return own > i and arcs.attach(i, clause, "mark")


def subject_before_tag(arcs: Arcs, words: Control, i: int) -> bool:
    """ "Washington, it said, had demanded": the subject cut off by the tag that is put in after it.

    Against: "Monday, he said, was free" as it is, where there is a subject.
    """
    verb = arcs.head[i]
    if (
        arcs.dep[i] not in ("dep", "npadvmod", "dobj", "nmod", "appos", "intj", "attr")
        or verb < i
        or not finite(arcs, verb)
    ):
        return False
    tag = arcs.only(verb, "parataxis")
    if arcs.only(verb, "expl", *SUBJECTS) >= 0 or not i < tag < verb or arcs.pos[i] not in NOUNS:
        return False
    after = arcs.subtree(i)[-1] + 1
    if after >= tag or arcs.lower[after] != "," or is_time(arcs, i):
        return False
    return arcs.attach(i, verb, "nsubjpass" if arcs.only(verb, "auxpass") >= 0 else "nsubj")


def lost_finite_verb(arcs: Arcs, words: Control, i: int) -> bool:
    """ "A delegation led by the minister left for Rome.": a sentence whose only finite verb was taken for a participle.

    A name is told apart by nothing, so what follows it is no participle: "The ILO called on Peru to act." Against: "A
    man arrested in Rome", a caption.
    """
    if arcs.dep[i] != "acl" or arcs.tag[i] not in ("VBN", "VBD") or arcs.only(i, "agent", "aux", "auxpass") >= 0:
        return False
    root = next((up for up in arcs.ancestors(i) if arcs.head[up] < 0), -1)
    sentence = range(arcs.first[i], arcs.last[i])
    if root < 0 or arcs.pos[root] not in NOUNS or arcs.lower[sentence[-1]] != "." or arcs.lower[i - 1] == ",":
        return False
    if any(arcs.is_verb(t) and t != i and finite(arcs, t) and arcs.dep[t] not in ("relcl", "acl") for t in sentence):
        return False
    earlier = any(arcs.dep[t] in ("acl", "relcl") for t in range(root, i))
    if not earlier and not _tells(arcs, i) and arcs.lemma[i] not in words.alone:
        return False
    arcs.promote(i, root)
    arcs.dep[root] = "nsubj"
    for k in list(arcs.kids[root]):
        if k > i:
            arcs.attach(k, i, arcs.dep[k])
    arcs.retag(i, "VBD", "VERB")
    return True


def participle_in_commas(arcs: Arcs, words: Control, i: int) -> bool:
    """ "The minister, asked if he would resign, said no": a participle in commas, taken for a reported clause.

    Against: "The minister asked, the agency said", where the verb of saying has a subject.
    """
    verb = arcs.head[i]
    joined = arcs.dep[i] in ("ccomp", "advcl")
    if not joined or arcs.tag[i] not in ("VBD", "VBN", "VBG") or verb < i or arcs.with_dep(i, "aux"):
        return False
    noun = arcs.only(i, "nsubj", "nsubjpass")
    if noun < 0 or noun > i or arcs.only(verb, "expl", *SUBJECTS) >= 0 or not finite(arcs, verb):
        return False
    closing = next((t for t in range(verb - 1, i, -1) if arcs.pos[t] not in ("ADV", "AUX")), i)
    if arcs.lower[i - 1] != "," or arcs.lower[closing] != "," or arcs.quoted[i] != arcs.quoted[verb]:
        return False
    arcs.attach(noun, verb, "nsubj")
    if arcs.tag[i] == "VBD":
        arcs.retag(i, "VBN", "VERB")
    return arcs.attach(i, noun, "acl")
