"""Whom a pronoun means that says something, where the grammar of its own sentence does not tell: who spoke last.

In the sentence before whoever spoke is taken at once. Further back a person is taken only if nobody else whom "he" or
"she" could mean has been the subject of anything since, or if the report names no other such person at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.actors.pronouns import several
from kg.attribution.parts import Draft, Scene
from kg.attribution.runs import whole_quotation
from kg.frames.frame import Filler
from kg.model import Actor, ActorKind, StatementKind
from kg.names.nouns import nouns
from kg.reading import Segment

_MANY = frozenset({"they", "them", "two", "both"})
_FEMININE = frozenset({"she", "her"})
_BODIES = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGANIZATION, ActorKind.MEDIUM})
_BEHIND = re.compile(r" (?:of|for|from|in|at|with|who|familiar|close|on|said|and) ")
_KEPT = 8  # sentences for which a person stays in mind while nobody else comes up
_NEAR = 4  # sentences before in which the only man, or woman, is meant
Voices = tuple[tuple[Filler, ...], tuple[Actor, ...]]
_NOBODY: Voices = ((), ())


def speaker_before(scene: Scene, segment: Segment, before: Sequence[Draft], word: str) -> Voices:
    """The speakers of the sentence before, or the person who spoke last and still is the only one in mind."""
    if word in ("one", "another"):
        return ((), _part(scene, segment, before, word))
    here = scene.document.sentence_index(segment.evidence[0])
    quoted = 0  # sentences of a quotation that runs on, which leave its speaker in the centre
    while here - quoted > 1 and whole_quotation(scene, scene.document.sentences[here - quoted - 1]):
        quoted += 1
    for one in _earlier(before):
        back = here - quoted - scene.document.sentence_index(one.evidence[0])
        if back == 1:
            return (
                (one.speakers, one.speaker_actors) if _fits(scene, one, word) else _still(scene, segment, before, word)
            )
        if back > 1:
            break
    return _still(scene, segment, before, word)


def several_before(scene: Scene, segment: Segment, before: Sequence[Draft]) -> bool:
    """True if the sentence before is told by several unnamed people: "they" in what follows are they."""
    here = scene.document.sentence_index(segment.evidence[0])
    last = next(iter(_earlier(before)), None)
    if last is None or here - scene.document.sentence_index(last.evidence[0]) != 1:
        return False
    actors = _actors(scene, last)
    return len(actors) == 1 and actors[0].kind is ActorKind.UNIDENTIFIED and several(actors[0].name)


def _part(scene: Scene, segment: Segment, before: Sequence[Draft], word: str) -> tuple[Actor, ...]:
    """One of those who spoke or did something just before: "Bankers were angry. 'Never,' said one."."""
    here = scene.document.sentence_index(segment.evidence[0])
    own = segment.speakers[0].head if segment.speakers else segment.evidence[0]
    near = [d.segment for d in before if 0 <= here - scene.document.sentence_index(d.segment.evidence[0]) <= 1]
    spoke = [s for s in near if all(f.head < own for f in s.speakers)]
    many = [a for one in spoke for a in _actors(scene, one)]
    for i in range(*scene.document.sentences[here - 1]) if here else ():
        frame = scene.frames.get(i)
        if not many and frame is not None and frame.relation == "root":
            many = [a for f in frame.subjects for a in scene.resolver.actors(f)]
    for actor in reversed(many):
        if actor.name.startswith(("one of ", "another of ")):  # "Another said" goes on from "one said"
            return (
                Actor(ActorKind.UNIDENTIFIED, f"{word} of {actor.name.split(' of ', 1)[1]}", part_of=actor.part_of),
            )
        if actor.kind is ActorKind.GROUP or (actor.kind is ActorKind.UNIDENTIFIED and several(actor.name)):
            return (Actor(ActorKind.UNIDENTIFIED, f"{word} of {_definite(actor.name)}", part_of=actor.part_of),)
    return ()


def _definite(name: str) -> str:
    first, _, rest = name.partition(" ")
    name = rest if first.lower() in ("some", "several", "many") and rest else name
    return name if name.split()[0].lower() in ("the", "two", "three", "four") else f"the {name[:1].lower()}{name[1:]}"


def _earlier(before: Sequence[Draft]) -> Iterator[Segment]:
    """The statements before, the last one first."""
    for draft in reversed(before):
        one = draft.segment
        if (one.speakers or one.speaker_actors) and one.via < 0 and one.kind is not StatementKind.NO_COMMENT:
            yield one


def _fits(scene: Scene, one: Segment, word: str) -> bool:
    actors = _actors(scene, one)
    if word in _MANY:
        alone = actors[0] if len(actors) == 1 else None
        many = alone is not None and alone.kind is ActorKind.UNIDENTIFIED and several(alone.name)
        return len(actors) > 1 or many or (alone is not None and alone.kind is ActorKind.GROUP)
    if word == "it":
        if len(actors) == 1 and actors[0].kind in _BODIES:
            return True
        frame = scene.frames.get(one.trigger)
        text = frame is not None and any(scene.is_document(f.head) for f in frame.subjects)  # "The letter said ..."
        body = len(one.speakers) == 1 and scene.described(one.speakers[0]) is not None
        return text or (body and all(a.kind is ActorKind.UNIDENTIFIED for a in actors))
    alone = actors[0] if len(actors) == 1 else None
    someone = alone is not None and alone.kind is ActorKind.UNIDENTIFIED and _somebody(alone.name)
    return alone is not None and (someone or (alone.kind is ActorKind.PERSON and _can_be(scene, alone, word)))


def _somebody(name: str) -> bool:
    """True for "the Treasury spokesman", "a diplomat in Oslo": a person who goes unnamed."""
    head = re.split(r" (?:of|for|from|in|at|with|who|familiar|close|on|said|and) ", name.lower(), maxsplit=1)[
        0
    ].split()[-1]
    return head in nouns("unnamed") and not several(name)


def _actors(scene: Scene, one: Segment) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys([a for f in one.speakers for a in scene.resolver.actors(f)] or one.speaker_actors))


def _can_be(scene: Scene, actor: Actor, word: str) -> bool:
    woman = scene.resolver.woman(actor)
    return woman is None or woman == (word in _FEMININE)


def _still(scene: Scene, segment: Segment, before: Sequence[Draft], word: str) -> Voices:
    """The person who spoke last, if no other has come up since that "he" or "she" could mean."""
    if word in _MANY or word == "it":
        return _NOBODY
    here = scene.document.sentence_index(segment.evidence[0])
    last = next((one for one in _earlier(before) if _fits(scene, one, word)), None)
    if last is None:
        return _only(scene, here, segment, word)
    start = scene.document.sentence_index(last.evidence[0])
    actor = _actors(scene, last)[0]
    if not 0 < here - start <= _KEPT:
        return _NOBODY
    since = range(scene.document.sentences[start][0], segment.evidence[0])
    others = {
        a
        for i in since
        if (frame := scene.frames.get(i)) is not None and frame.pos == "verb"
        for f in frame.subjects
        for a in scene.resolver.actors(f)
        if a.kind in (ActorKind.PERSON, ActorKind.UNIDENTIFIED) and a != actor and _can_be(scene, a, word)
    }
    return (last.speakers, last.speaker_actors) if not others else _NOBODY


def _only(scene: Scene, here: int, segment: Segment, word: str) -> Voices:
    """The only man, or woman, among those of whom the sentences before tell anything, whatever their part."""
    near = range(scene.document.sentences[max(0, here - _NEAR)][0], segment.evidence[0])
    people = {
        a
        for i in near
        if (frame := scene.frames.get(i)) is not None and scene.document.in_quotation[i] < 0
        for f in (*frame.subjects, *frame.objects, *frame.recipients, *(f for _, f in frame.preps))
        for a in scene.resolver.actors(f)
        if a.kind is ActorKind.PERSON and _can_be(scene, a, word)
    }
    known = [a for a in people if scene.resolver.woman(a) is not None]
    return ((), (known[0],)) if len(people) == len(known) == 1 else _NOBODY


__all__ = ["several_before", "speaker_before"]
