"""Who a pronoun means: the subject of its own sentence first, then that of the sentence before.

A stripped-down form of Hobbs (1978) and of Lappin and Leass (1994): only grammatical subjects are looked at, person,
number and gender must fit, a speaker is not "he" in its own quotation, and where two fit equally well nobody is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.document import Document
from kg.frames.arcs import Arcs
from kg.frames.frame import Filler, Frame, Frames
from kg.frames.phrases import phrase_span
from kg.model import Actor, ActorKind
from kg.names.nouns import nouns

MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
THING = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
FIRST = SINGULAR | frozenset({"we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "which", "whom", "that", "whose"})
PERSONAL = MASCULINE | FEMININE | THING | PLURAL | FIRST

_THIRD = frozenset({"he", "she", "it", "they"})
_BODIES = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGANIZATION, ActorKind.MEDIUM})
_MANY = frozenset({ActorKind.GROUP, ActorKind.UNIDENTIFIED})
_SPEAKING_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "aide", "lawyer", "attorney", "office"})
_JUDGING = frozenset(
    {"criticise", "criticize", "condemn", "rebuke", "blame", "fault", "thank", "praise", "punish", "sanction", "scold"}
    | {"slam", "censure", "commend", "fine", "suspend", "protest", "complain", "denounce", "attack", "lambast"}
)
_FOR_WHAT = frozenset({"over", "for", "about"})
_SPEAKING = frozenset({"say", "add", "read", "state", "claim", "show", "suggest", "note", "warn", "report", "conclude"})
_COMING = frozenset({"come", "follow", "be", "happen", "mark", "take"})  # "the ban came after it said": somebody's act
Names = Callable[[Filler], tuple[Actor, ...]]


def pronoun(arcs: Arcs, token: int) -> str:
    """The pronoun at a token in lower case, or nothing; "US" is the state."""
    word = arcs.lower[token]
    return word if word in PERSONAL | RELATIVE else ""


def fits(word: str, actors: tuple[Actor, ...], woman: Callable[[Actor], bool | None]) -> bool:
    """True if the pronoun can stand for these actors together."""
    if not actors:
        return False
    if word in PLURAL:
        one = actors[0]
        return len(actors) > 1 or one.kind is ActorKind.GROUP or (one.kind in _MANY and several(one.name))
    if len(actors) > 1:
        return False
    actor = actors[0]
    if word in THING:  # "the regime" is "it" as well, though nobody says whose it is
        return actor.kind in _BODIES or (actor.kind is ActorKind.UNIDENTIFIED and _described_body(actor.name))
    if actor.kind is ActorKind.PERSON:
        known = woman(actor)
        return known is None or known == (word in FEMININE)
    return actor.kind is ActorKind.UNIDENTIFIED and not _plural(actor.name) and not _described_body(actor.name)


def _described_body(name: str) -> bool:
    """True for "the government", "the defence ministry": bodies are "it" or "they"."""
    return _FURTHER.split(name)[0].split()[-1].lower() in nouns("institution") | nouns("government")


_FURTHER = re.compile(r" (?:of|for|in|on|at|from|with|to|close|familiar|briefed|who|that|speaking)\b")


def several(description: str) -> bool:
    """True for "two officials briefed on the talks": the head, before what describes it further, is a plural or a body.

    A body that only has a description ("the ministry") is "they" as well as "it".
    """
    words = _FURTHER.split(description)[0].split()
    last = words[-1].lower()
    plural = (last.endswith("s") and not last.endswith("ss")) or last in ("people", "men", "women", "police", "media")
    return (plural and words[0].lower() not in ("a", "an", "one")) or last in nouns("institution") | nouns("government")


def _plural(name: str) -> bool:
    last = _FURTHER.split(name)[0].split()[-1]
    possessed = "'s " in name or "’s " in name  # "Kenya's president"
    return not (name.lower().startswith(("a ", "an ", "the ", "one ")) or possessed) or last.endswith("s")


def antecedent(
    document: Document,
    arcs: Arcs,
    frames: Frames,
    token: int,
    names: Names,
    woman: Callable[[Actor], bool | None],
    word: str = "",
    kinds: tuple[ActorKind, ...] = (),
) -> tuple[Actor, ...]:
    """The actors whom the pronoun at ``token`` means, or none; ``word`` and ``kinds`` are for nouns used like one."""
    word = word or arcs.lower[token]

    def fitting(actors: tuple[Actor, ...]) -> bool:
        return fits(word, actors, woman) and (not kinds or all(actor.kind in kinds for actor in actors))

    judged = _judged(arcs, frames, token, names) or _beside_possessor(arcs, token, names)
    if fitting(judged):
        return judged
    if not kinds and word in THING and _of_thing(arcs, frames, token, names):
        return ()
    own = _own_subject(arcs, frames, token)
    governing = _governing(arcs, frames, token, names, own)
    if fitting(governing):
        return governing
    number = document.sentence_index(token)
    others = _others(document, arcs, token, names)
    if own >= 0:
        others.append(tuple(dict.fromkeys(actor for f in frames[own].subjects for actor in names(f))))
        near = _objects(document, arcs, frames, token, names)
        free = list(dict.fromkeys(actors for actors in near if fitting(actors) and actors not in others))
        if len(free) == 1:
            return free[0]
    for back in range(3):
        if number - back < 0 or document.block_of[document.sentences[number - back][0]] < document.block_of[token] - 1:
            break
        found = _subjects(document, arcs, frames, number - back, token, names)
        distinct = list(dict.fromkeys(actors for actors, _ in found if fitting(actors) and actors not in others))
        if len(distinct) == 1:
            return distinct[0]
        if distinct:
            return _first_main(found, distinct, back)
        if back and word in PLURAL and _quoted_alike(arcs, document.sentences[number - back], token):
            end = document.sentences[number - back][1]
            objects = dict.fromkeys(a for a in _objects(document, arcs, frames, end - 1, names) if fitting(a))
            if len(objects) == 1:
                return next(iter(objects))
    if kinds:
        return ()
    return _only_person(document, arcs, frames, token, names, fitting, own) or _ahead(
        arcs, frames, token, names, fitting
    )


def _ahead(
    arcs: Arcs, frames: Frames, token: int, names: Names, fitting: Callable[[tuple[Actor, ...]], bool]
) -> tuple[Actor, ...]:
    """The subject of the main clause, for a pronoun in a clause before it: "After he met A, B said".

    Cataphora (Carden 1982): the pronoun must stand below what it looks ahead to. Against: "He said that B".
    """
    if arcs.quoted[token] >= 0:
        return ()
    below = False
    for at in arcs.ancestors(token):
        frame = frames.get(at)
        if below and frame is not None and frame.pos == "verb" and frame.subjects:
            subjects = [f for f in frame.subjects if token < f.head and not pronoun(arcs, f.head)]
            found = tuple(dict.fromkeys(actor for f in subjects for actor in names(f)))
            return found if subjects and fitting(found) else ()
        below = below or arcs.dep[at] == "advcl" or (arcs.dep[at] == "prep" and arcs.first[at] == at)
    return ()


def _only_person(
    document: Document,
    arcs: Arcs,
    frames: Frames,
    token: int,
    names: Names,
    fitting: Callable[[tuple[Actor, ...]], bool],
    own: int,
) -> tuple[Actor, ...]:
    """The only person named near before whom "he" or "she" can mean, whatever the part: "in Torvik's talks, she".

    Whoever is the subject of the same clause is not meant by its object ("A met B. He asked him").
    """
    word, quoted = arcs.lower[token], arcs.quoted[token]
    if word not in MASCULINE | FEMININE:
        return ()
    barred = {a for f in frames[own].subjects for a in names(f)} if own >= 0 else set()
    number = document.sentence_index(token)
    found: dict[Actor, None] = {}
    for back in range(min(number, 2) + 1):
        start, end = document.sentences[number - back]
        if document.block_of[start] < document.block_of[token] - 1:
            break
        for i in range(start, min(end, token)):
            if arcs.pos[i] not in ("NOUN", "PROPN") or arcs.dep[i] in ("compound", "amod"):
                continue
            if (arcs.quoted[i] >= 0) if quoted < 0 else arcs.quoted[i] not in (quoted, quoted - 1):
                continue
            for actor in names(Filler(i, phrase_span(arcs, i))):
                if actor not in barred and fitting((actor,)):
                    found[actor] = None
    return tuple(found) if len(found) == 1 and next(iter(found)).kind is ActorKind.PERSON else ()


def _quoted_alike(arcs: Arcs, sentence: tuple[int, int], token: int) -> bool:
    """True if the pronoun is no part of a quotation, or of the one that the sentence begins with."""
    return arcs.quoted[token] < 0 or arcs.quoted[token] == arcs.quoted[sentence[0]]


def _own_subject(arcs: Arcs, frames: Frames, token: int) -> int:
    """The predicate whose subject a plain object pronoun cannot mean ("Ana asked her"), or -1.

    Principle B of binding (Chomsky 1981): a pronoun that is no possessive and no reflexive is free in its clause.
    """
    word, dep, up = arcs.lower[token], arcs.dep[token], arcs.head[token]
    if word.endswith(("self", "selves")) or dep == "poss" or up < 0:
        return -1
    bare = arcs.tag[up] == "VB" and not any(arcs.tag[k] == "MD" for k in arcs.kids[up])
    if (dep == "nsubj" and bare and arcs.dep[up] in ("xcomp", "ccomp")) or dep == "pobj":
        up = arcs.head[up]
    elif dep not in ("dobj", "dative", "iobj"):
        return -1
    frame = frames.get(up)
    return up if frame is not None and frame.pos == "verb" and frame.subjects else -1


def _governing(arcs: Arcs, frames: Frames, token: int, names: Names, own: int) -> tuple[Actor, ...]:
    """The subject of the nearest clause above the pronoun that is not the pronoun itself."""
    at = arcs.head[token]
    while at >= 0:
        frame = frames.get(at)
        verb = frame is not None and frame.pos == "verb" and at != own
        if frame is not None and verb and frame.subjects and not _controlled(frame, own, frames):
            subjects = [f for f in frame.subjects if f.head < token and not f.span[0] <= token < f.span[1]]
            outside = arcs.quoted[token] >= 0 and any(arcs.quoted[f.head] != arcs.quoted[token] for f in subjects)
            if outside:
                return ()
            if subjects and (principal := _principal(arcs, frames, token, subjects, names)):
                return principal
            if subjects and all(not pronoun(arcs, f.head) for f in subjects):
                return tuple(dict.fromkeys(actor for f in subjects for actor in names(f)))
        at = arcs.head[at]
    return ()


def _principal(arcs: Arcs, frames: Frames, token: int, subjects: list[Filler], names: Names) -> tuple[Actor, ...]:
    """Whom a spokesman speaks of: "a spokesman for the king said he was well" tells of the king."""
    noun = frames.get(subjects[0].head)
    if (
        len(subjects) > 1
        or noun is None
        or noun.lemma not in _SPEAKING_FOR
        or arcs.lower[token] not in MASCULINE | FEMININE
    ):
        return ()
    whose = (*noun.prep("for", "of", "to"), *(f for f in noun.subjects if f.head != subjects[0].head))
    found = tuple(dict.fromkeys(actor for f in whose for actor in names(f)))
    one = len(found) == 1 and not pronoun(arcs, whose[0].head)
    office = noun.lemma == "office" and fits(arcs.lower[token], found, lambda _: None)
    return found if one and (found[0].kind is ActorKind.PERSON or office) else ()


def _judged(arcs: Arcs, frames: Frames, token: int, names: Names) -> tuple[Actor, ...]:
    """Whose conduct is judged: "protested to Chad over its refusal", "thanked Peru for its help".

    Thanks and blame are for what their target did, as with the gerund ("blamed Chad for refusing": object control).
    """
    if arcs.dep[token] != "poss" or arcs.head[token] < 0:
        return ()
    noun = arcs.head[token]
    for at in arcs.ancestors(noun):
        frame = frames.get(at)
        if frame is None or frame.pos != "verb":
            continue
        if frame.lemma not in _JUDGING or not any(f.head == noun for name in _FOR_WHAT for f in frame.prep(name)):
            return ()
        target = [f for f in (*frame.objects, *frame.prep("to", "with")) if f.head < token and f.head != noun]
        return tuple(dict.fromkeys(actor for f in target for actor in names(f)))
    return ()


def _beside_possessor(arcs: Arcs, token: int, names: Names) -> tuple[Actor, ...]:
    """Whose the noun is to which the pronoun's own is joined: "Chad's raids and its blockade"."""
    at = arcs.head[token]
    if arcs.dep[token] != "poss" or at < 0 or arcs.dep[at] != "conj":
        return ()
    owners = [k for k in arcs.kids[arcs.head[at]] if arcs.dep[k] == "poss" and not pronoun(arcs, k)]
    return names(Filler(owners[0], phrase_span(arcs, owners[0]))) if owners else ()


def _of_thing(arcs: Arcs, frames: Frames, token: int, names: Names) -> bool:
    """True for the subject "it" of a clause below one whose subject is a thing: "the ship sank after it was hit".

    Parallel subjects are one (Kameyama 1986); a paper that says something of others is none.
    """
    if arcs.dep[token] not in ("nsubj", "nsubjpass"):
        return False
    below = arcs.head[token]
    if below < 0 or arcs.dep[below] != "advcl":
        return False
    above = frames.get(arcs.head[below])
    if above is None or above.pos != "verb" or above.lemma in _SPEAKING | _COMING:
        return False
    told = [f for f in (above.objects if above.passive else above.subjects) if f.head < token]
    return bool(told) and all(arcs.tag[f.head] == "NN" and not names(f) for f in told)


def _objects(document: Document, arcs: Arcs, frames: Frames, token: int, names: Names) -> Iterator[tuple[Actor, ...]]:
    """Whom objects earlier in the sentence mean, for an object that cannot be its subject."""
    start, _ = document.sentence(token)
    for trigger in range(start, token):
        frame = frames.get(trigger)
        if frame is not None and frame.pos == "verb":
            for filler in (*frame.objects, *frame.recipients, *frame.prep("with", "to", "by", "from")):
                if filler.head < token and not pronoun(arcs, filler.head):
                    yield names(filler)


def _others(document: Document, arcs: Arcs, token: int, names: Names) -> list[tuple[Actor, ...]]:
    """Whom pronouns of the other sex mean earlier in the sentence: "She said he ..." is about two persons."""
    word = arcs.lower[token]
    other = FEMININE if word in MASCULINE else MASCULINE if word in FEMININE else frozenset()
    start, _ = document.sentence(token)
    return [names(Filler(i, (i, i + 1))) for i in range(start, token) if arcs.lower[i] in other]


def _controlled(frame: Frame, own: int, frames: Frames) -> bool:
    """True if the clause has the same subjects as the one whose subject is ruled out."""
    return own >= 0 and {f.head for f in frame.subjects} == {f.head for f in frames[own].subjects}


def _first_main(
    found: list[tuple[tuple[Actor, ...], bool]], distinct: list[tuple[Actor, ...]], back: int
) -> tuple[Actor, ...]:
    """The subject of the main clause among several; nobody where two main clauses tie."""
    main = list(dict.fromkeys(actors for actors, is_main in found if is_main and actors in distinct))
    return main[0] if len(main) == 1 else ()


def _topics(arcs: Arcs, frame: Frame, names: Names) -> tuple[Filler, ...]:
    """The grammatical subjects of a verb: "Berg was met by Paz. She ..." goes on with Berg."""
    surface = tuple(f for f in frame.objects if arcs.dep[f.head] == "nsubjpass") if frame.passive else ()
    return surface if any(names(f) for f in surface) else frame.subjects


def _subjects(
    document: Document, arcs: Arcs, frames: Frames, number: int, token: int, names: Names
) -> list[tuple[tuple[Actor, ...], bool]]:
    """Subjects of a sentence before ``token`` with whether their clause is the main one, in order."""
    start, end = document.sentences[number]
    out = []
    quoted = arcs.quoted[token]
    for trigger in range(start, end):
        frame = frames.get(trigger)
        told = _topics(arcs, frame, names) if frame is not None and frame.pos == "verb" else ()
        if frame is None or not told:
            continue
        fillers = [f for f in told if start <= f.head < min(end, token) and f.head != token]
        own = document.sentence_index(token) == number
        fillers = [f for f in fillers if not (word := pronoun(arcs, f.head)) or (not own and word in _THIRD)]
        if not fillers or any(token in range(*f.span) for f in fillers):
            continue
        inside = arcs.quoted[fillers[0].head]
        goes_on = inside == quoted - 1 >= 0 and document.block_of[token] == document.block_of[start]
        if (quoted >= 0 and inside != quoted and not goes_on) or (quoted < 0 and inside >= 0):
            continue  # whom quoted words are about is not "he" outside of them
        actors = tuple(dict.fromkeys(actor for filler in fillers for actor in names(filler)))
        if actors:
            out.append((actors, frame.relation in ("root", "conj") or frame.parent < 0))
    return out
