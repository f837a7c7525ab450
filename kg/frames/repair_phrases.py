"""Repairs of attachment: phrases and infinitives that were hung on the wrong word. Each says for and against."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import Control
from kg.frames.forms import SUBJECTS
from kg.frames.grammar import NOUNS, end_of, finite, has_to, speaks
from kg.frames.phrases import is_amount, is_time


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
    if arcs.dep[i] != "dative" or arcs.pos[i] not in NOUNS or i + 1 >= arcs.last[i] or arcs.kids[i]:
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


def beyond_the_name(arcs: Arcs, words: Control, p: int) -> bool:
    """ "demands by Washington for access": the for-phrase belongs to the noun of saying, not to the name.

    Against: "demands by the Campaign for Freedom" (one name), "a plea to the group for peace".
    """
    if arcs.dep[p] != "prep" or arcs.lower[p] not in ("for", "on", "to"):
        return False
    name = arcs.head[p]
    if name < 0 or arcs.dep[name] != "pobj":
        return False
    by, noun = arcs.head[name], arcs.head[arcs.head[name]]
    if noun < 0 or arcs.lemma[noun] not in words.told or arcs.pos[noun] != "NOUN":
        return False
    named = arcs.ent[name] in ("GPE", "NORP", "PERSON")
    somebody = arcs.lower[by] in ("by", "from") and arcs.lower[p] == "for" and speaks(arcs, words, name)
    if not named and (
        not somebody or arcs.ent[name] or any(arcs.lower[k] == "for" for k in arcs.with_dep(noun, "prep"))
    ):
        return False
    return arcs.attach(p, noun, "prep")


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
        told = arcs.pos[noun] in NOUNS and arcs.lemma[noun] in words.told and not speaks(arcs, words, noun)
        if told and end_of(arcs, noun) == p:
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
    if upper < 0 or arcs.pos[upper] not in NOUNS or speaks(arcs, words, upper):
        return False
    return arcs.attach(i, upper, "acl")


def asked_from(arcs: Arcs, words: Control, p: int) -> bool:
    """ "demands a rise from the firm": whoever is asked, hung on what is asked for.

    Against: "received a request from the firm", "demanded withdrawal from Syria".
    """
    if arcs.dep[p] != "prep" or arcs.lower[p] != "from":
        return False
    noun, inner = arcs.head[p], arcs.only(p, "pobj")
    while noun >= 0 and arcs.dep[noun] == "pobj" and arcs.lower[arcs.head[noun]] == "of":
        noun = arcs.head[arcs.head[noun]]  # "a rise of 8 percent from the state"
    if inner < 0 or noun < 0 or arcs.dep[noun] != "dobj" or is_time(arcs, inner):
        return False
    verb = arcs.head[noun]
    if arcs.lemma[verb] not in words.from_whom or not speaks(arcs, words, inner) or arcs.lemma[noun] in words.away:
        return False
    return arcs.attach(p, verb, "prep")


def participle_after_object(arcs: Arcs, words: Control, i: int) -> bool:
    """ "support no government in the city imposed by force": a participle that belongs to the noun phrase before it.

    Against: "left the city, urged on by the crowd" (a comma), "left when asked" (no noun).
    """
    if arcs.dep[i] != "advcl" or arcs.tag[i] != "VBN" or arcs.with_dep(i, "mark", "aux", "auxpass", *SUBJECTS):
        return False
    start = arcs.subtree(i)[0]
    verb = arcs.head[i]
    if start < i or start - 1 <= verb or not arcs.is_verb(verb):
        return False
    noun = arcs.only(verb, "dobj")
    return noun >= 0 and arcs.pos[noun] in NOUNS and end_of(arcs, noun) == start and arcs.attach(i, noun, "acl")


def infinitive_past_relative(arcs: Arcs, words: Control, i: int) -> bool:
    """ "call on any state that wishes to join us to do so", "on those waging war in Goma to stop": hung too low.

    Against: "call on states that sent troops to fight", where the lower verb takes the infinitive.
    """
    if arcs.dep[i] not in ("xcomp", "advcl", "ccomp") or not has_to(arcs, i) or arcs.only(i, *SUBJECTS) >= 0:
        return False
    low = arcs.head[i]
    if arcs.lemma[low] in words.object | words.subject | words.active or arcs.only(low, "dobj", "prep") < 0 or low > i:
        return False
    path = list(arcs.ancestors(i))
    relatives = [at for at in path if arcs.dep[at] == "relcl" or (arcs.dep[at] == "acl" and arcs.tag[at] == "VBG")]
    if not relatives:
        return False
    for verb in path[path.index(relatives[-1]) + 1 :]:
        if arcs.is_verb(verb):
            free = not any(has_to(arcs, k) for k in arcs.with_dep(verb, "xcomp", "ccomp", "advcl"))
            return free and verb < i and arcs.lemma[verb] in words.needs_to and arcs.attach(i, verb, "xcomp")
    return False


def phrase_past_person(arcs: Arcs, words: Control, p: int) -> bool:
    """ "met Ana Berg alongside her deputy": a person's name takes no phrase but "of" and "from".

    Against: "met the head of the agency in Oslo", "met Ana Berg of the Greens".
    """
    if arcs.dep[p] != "prep" or arcs.head[p] < 0 or arcs.ent[arcs.head[p]] != "PERSON" or arcs.ent[p]:
        return False
    if arcs.lower[p] in ("of", "from", "including") or arcs.head[p] > p:
        return False
    for up in arcs.ancestors(p):
        event = arcs.pos[up] == "NOUN" and not arcs.ent[up] and not speaks(arcs, words, up)
        if arcs.is_verb(up) or event:  # "a meeting between Ana Berg and Jon Dahl in Oslo"
            return up < p and arcs.attach(p, up, "prep")
    return False


def subject_in_apposition(arcs: Arcs, words: Control, i: int) -> bool:
    """ "According to the agency, the governor said": the subject taken for an apposition within the opening phrase.

    Against: "According to Mehr, the agency, the governor said", where there is a subject.
    """
    if arcs.dep[i] != "appos" or i + 1 >= arcs.last[i]:
        return False
    noun = arcs.head[i]
    prep = arcs.head[noun]
    while prep >= 0 and arcs.dep[prep] in ("pobj", "conj", "appos"):
        prep = arcs.head[prep]
    verb = arcs.head[prep] if prep >= 0 else -1
    while verb >= 0 and not arcs.is_verb(verb):
        verb = arcs.head[verb]
    if verb < i or arcs.only(verb, "expl", *SUBJECTS) >= 0 or not finite(arcs, verb) or not speaks(arcs, words, i):
        return False
    start = arcs.subtree(i)[0]
    if arcs.lower[start - 1] != "," or arcs.dep[verb] not in ("ROOT", "ccomp"):
        return False
    return arcs.attach(i, verb, "nsubjpass" if arcs.only(verb, "auxpass") >= 0 else "nsubj")


def before_that(arcs: Arcs, words: Control, i: int) -> bool:
    """ "said, without naming anyone, that X did": what stands before "that" belongs to the verb above.

    Against: "said that, without help, X would fail".
    """
    clause = arcs.head[i]
    if arcs.dep[i] not in ("prep", "advcl", "npadvmod") or clause < i or arcs.dep[clause] != "ccomp":
        return False
    that = next((m for m in arcs.with_dep(clause, "mark") if arcs.lower[m] == "that"), -1)
    verb = arcs.head[clause]
    return verb < i < that and arcs.subtree(i)[0] > verb and arcs.attach(i, verb, arcs.dep[i])


def asked_for(arcs: Arcs, words: Control, p: int) -> bool:
    """ "asks allies for air defence": what is asked for, hung on who is asked. Against: "met a group for peace"."""
    noun = arcs.head[p]
    if arcs.dep[p] != "prep" or arcs.lower[p] != "for" or noun < 0 or arcs.dep[noun] != "dobj" or arcs.ent[p]:
        return False
    verb = arcs.head[noun]
    if arcs.lemma[verb] not in words.for_what or arcs.only(verb, "xcomp", "ccomp") >= 0:
        return False
    return speaks(arcs, words, noun) and verb < noun and arcs.attach(p, verb, "prep")


def that_after_noun(arcs: Arcs, words: Control, i: int) -> bool:
    """ "back a proposal by Spain that members pay": the content of the proposal, taken for an adverbial clause.

    Against: "so weak a proposal that members left".
    """
    if arcs.dep[i] != "advcl" or arcs.head[i] > i:
        return False
    that = next((m for m in arcs.with_dep(i, "mark") if arcs.lower[m] == "that"), -1)
    noun = arcs.only(arcs.head[i], "dobj")
    if that < 0 or noun < 0 or arcs.lemma[noun] not in words.told | words.own or end_of(arcs, noun) != that:
        return False
    return not any(arcs.lower[t] in ("so", "such") for t in arcs.subtree(noun)) and arcs.attach(i, noun, "acl")
