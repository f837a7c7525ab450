"""What was said where it is no clause: a thing announced or condemned, a predicate given to it, a promise."""

from __future__ import annotations

from collections.abc import Iterator

from kg.attribution.parts import Scene
from kg.document import TokenSpan
from kg.frames.frame import Filler, Frame, How
from kg.lexicon.rows import Row

_PERSONS = frozenset({"PERSON", "GPE", "NORP"})


def complement(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """The infinitive or gerund of a promise, a denial or a suggestion."""
    clause = frame.clause(row.frame)
    if clause is None and row.frame == "ing" and " " in row.lemma:  # "ruled out sending", read as an adverbial
        behind = scene.token(min(frame.trigger + 1 + row.lemma.count(" "), len(scene.document.doc) - 1))
        beside = behind.tag_ == "VBG" and behind.head.i == frame.trigger and behind.i in scene.frames
        return scene.trim(scene.frames[behind.i].span) if beside else None
    if clause is None or clause.trigger < frame.trigger or (row.frame == "to" and frame.objects):
        return None
    return clause.span


def described(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """ "described X as Y", "called X Y": from X to the end of Y."""
    if row.cls == "call":
        return _called(scene, frame)
    ends = [f.span[1] for f in frame.prep("as")]
    ends.extend(scene.frames[at].span[1] for name, at in frame.adverbials if name == "as" and at in scene.frames)
    ends.extend(_bare_as(scene, frame))
    after = [e for e in ends if e > frame.trigger]
    if not after or (frame.passive and not frame.objects):
        return None
    if not frame.objects:  # the object stands last: "described as absurd a report that ..."
        return scene.trim((frame.trigger + 1, max(after)))
    start = min(frame.trigger + 1, *(f.span[0] for f in frame.objects))
    return scene.trim((start, max(*after, *(f.span[1] for f in frame.objects))))


def _bare_as(scene: Scene, frame: Frame) -> Iterator[int]:
    """The ends of "as" with an adjective, which is no noun phrase ("dismissed it as absurd")."""
    for child in scene.token(frame.trigger).children:
        if child.lower_ == "as" and child.i > frame.trigger:
            yield max(t.i for t in child.subtree) + 1
    for filler in frame.objects:
        for child in scene.token(filler.head).children:
            if child.lower_ == "as" and child.i > filler.head:
                yield max(t.i for t in child.subtree) + 1


def _called(scene: Scene, frame: Frame) -> TokenSpan | None:
    """An object with a predicate of its own: "called the vote a farce" ("oprd", or a verbless clause)."""
    token = scene.token(frame.trigger)
    if frame.passive:
        return None
    for child in token.children:
        if child.i <= frame.trigger:
            continue
        small = child.dep_ in ("ccomp", "xcomp") and child.pos_ in ("ADJ", "NOUN", "PROPN")
        second = child.dep_ == "dobj" and any(c.dep_ == "dobj" and c.i < child.i for c in token.children)
        if child.dep_ == "oprd" or small or second:
            end = max(t.i for t in child.subtree) + 1
            return scene.trim((frame.trigger + 1, end))
    return None


def prepositional(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """What a preposition of the row governs, with the object before it."""
    wanted = row.words("preps")
    if row.flag("persons") and not any(scene.resolver.is_actor(f) for f in (*frame.objects, *frame.recipients)):
        return None
    if row.cls == "liken" and row.lemma in ("commit", "recommit") and (frame.passive or frame.objects):
        return None  # crimes are committed, troops are committed to a front
    found = [scene.full(f) for name, f in frame.preps if name in wanted and f.head > frame.trigger]
    found.extend(
        (at, scene.frames[at].span[1]) for name, at in frame.adverbials if name in wanted and at in scene.frames
    )
    for thing in frame.objects:  # the parser hangs the preposition on the object as often as not
        noun = scene.frames.get(thing.head)
        after = noun.prep(*wanted) if noun is not None else ()
        found.extend(scene.full(f) for f in after if f.head > thing.head)
    if not found:
        return None
    spans = [*found, *(f.span for f in frame.objects if f.head > frame.trigger)]
    return scene.trim((min(s for s, _ in spans), max(e for _, e in spans)))


def nominal(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """What is announced, condemned or expressed; "*" among the row's objects stands for any noun."""
    if not frame.objects and row.cls == "judge" and not frame.passive:  # "condemned what it called a crime"
        free = frame.clause("wh")
        what = free is not None and free.span[0] > frame.trigger and scene.token(free.span[0]).lower_ == "what"
        return free.span if free is not None and what else None
    if not frame.objects or (frame.recipients and row.cls == "deny"):
        return None
    heads = {scene.token(f.head).lemma_.lower() for f in frame.objects}
    if heads & set(row.words("except")):
        return None
    wanted = row.words("objects")
    first = frame.objects[0]
    taken_up = row.cls == "deny" and scene.token(first.head).lower_ in ("it", "this", "that")  # "Police denied this."
    if wanted and "*" not in wanted and not (taken_up or heads & set(wanted)):
        return None
    if scene.token(first.head).pos_ == "PRON" and (row.flag("things") or wanted) and not taken_up:
        return None
    if row.flag("things") and _person(scene, first):
        return None
    if row.lemma == "send" and heads & {"message", "signal"} and not _that(scene, first):
        return None  # "sent a message to its ships" tells nothing of what it said
    if frame.passive and first.how is How.RELATIVE:
        # Set off by a comma it tells something; else it only says which one is meant ("the plan announced by X").
        apart = any(scene.token(i).text in (",", "(", "—", "–") for i in range(first.span[1], frame.trigger))
        return first.span if apart or frame.tense != "participle" else None
    ends = [scene.full(f)[1] for f in frame.objects]
    if row.cls == "judge":  # what somebody is blamed, praised or thanked for belongs to what was said
        ends.extend(scene.full(f)[1] for f in frame.prep("of", "for", "over") if f.head > first.head)
        deeds = [at for name, at in frame.adverbials if name in ("of", "for") and at in scene.frames]
        ends.extend(scene.frames[at].span[1] for at in deeds if at > first.head)
    starts = [f.span[0] for f in frame.objects]
    if row.cls == "cite" and (words := quoted_words(scene, frame)) is not None:
        return words
    if row.cls == "cite":  # the words that somebody is quoted as having said may stand first
        ends.extend(c.span[1] for c in frame.clauses if c.trigger > frame.trigger)
        starts.extend(c.span[0] for c in frame.clauses if c.kind == "quote" and frame.passive)
    return scene.trim((min(starts), max(ends)))


def quoted_words(scene: Scene, frame: Frame) -> TokenSpan | None:
    """The words in "quoted Berg as saying that ...", "..., Berg was quoted as saying", without the tag."""
    inner = [scene.frames[at] for name, at in frame.adverbials if name == "as" and at in scene.frames]
    spans = [c.span for one in inner for c in one.clauses if c.trigger > one.trigger]
    if inner and not spans:
        spans = [c.span for c in frame.clauses if c.kind in ("that", "quote", "bare") and c.span[1] <= frame.trigger]
    return scene.trim((min(s for s, _ in spans), max(e for _, e in spans))) if spans else None


def _that(scene: Scene, filler: Filler) -> bool:
    noun = scene.frames.get(filler.head)
    clause = noun is not None and noun.clause("that") is not None
    return clause or scene.token(min(filler.head + 1, len(scene.document.doc) - 1)).lower_ == "that"


def _person(scene: Scene, filler: Filler) -> bool:
    token = scene.token(filler.head)
    return (token.ent_type_ in _PERSONS and token.pos_ == "PROPN") or scene.resolver.is_actor(filler)


__all__ = ["complement", "described", "nominal", "prepositional", "quoted_words"]
