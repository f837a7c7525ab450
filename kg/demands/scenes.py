"""Whom a request is put to within one scene: the panel that was told, the minister who was met, in the sentence before.

"Brewers told the panel that the duty hurt them. Hotels also asked for exemptions." A request is put to somebody
(Searle and Vanderveken 1985: "request" has a hearer who can refuse); a "call for" need not be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.actors.nearby import sides as two_sides
from kg.actors.sides import sides
from kg.demands.deeds import listed
from kg.demands.parties import FIRST, NOBODY, Party, Scene
from kg.frames.frame import Filler, Frame, How
from kg.model import ActorKind

_ALSO = frozenset({"also", "too", "likewise", "similarly", "others", "another"})
_TELLING = frozenset(
    {"tell", "ask", "petition", "urge", "request", "testify", "appear", "appeal", "write", "beg", "warn"}
)
_TALKING = frozenset(
    {"meet", "speak", "talk", "call", "phone", "telephone", "host", "receive", "visit", "welcome", "see"}
)
_BACK = 3  # sentences in which others put the same to the same body


def hearing(scene: Scene, trigger: int, by: Party) -> Party:
    """Whoever hears the request, as the sentences before tell; nobody where they tell of two."""
    frame = scene.frame(trigger)
    if frame is None or frame.lemma.split(" ")[0] not in listed("requesting"):
        return NOBODY
    document = scene.reading.document
    here = document.sentence_index(trigger)
    own = sides(scene.reading, scene.resolved(by))
    start, end = document.sentences[here]
    if found := _only(scene, _beside(scene, frame), own):
        return found
    for back in range(1, min(here, _BACK) + 1):
        first, last = document.sentences[here - back]
        if not own or document.block_of[start] - document.block_of[first] > 1:
            break
        if found := _only(scene, _partners(scene, first, last, own), own):
            return found
    if here and any(scene.lower(i) in _ALSO for i in range(start, end)):
        first = document.sentences[max(0, here - _BACK)][0]
        if found := _only(scene, _partners(scene, first, start, frozenset()), own):
            return found
    return _other_state(scene, own)


def _other_state(scene: Scene, own: frozenset[str]) -> Party:
    """The other of two states, in a text that one of them issued about its dealings with the other."""
    both = scene.reading.document.once(two_sides)
    if both is None or len(own) != 1 or not own <= {a.name for a in both}:
        return NOBODY
    return Party((), tuple(a for a in both if a.name not in own))


def _beside(scene: Scene, frame: Frame) -> Iterator[tuple[Filler, ...]]:
    """Who hears it by the words around: "in testimony before the panel", "at a hearing of X", "appearing before X"."""
    for place in frame.prep("in", "at", "during"):
        noun = scene.frame(place.head)
        if noun is None:
            continue
        if noun.lemma in listed("papers") | listed("testimonies"):
            yield tuple(f for f in noun.prep("to", "before") if _hears(scene, f))
        elif noun.lemma == "hearing":
            yield tuple(f for f in (*noun.prep("of", "before"), *noun.subjects) if _hears(scene, f))
    for _, at in frame.adverbials:
        beside = scene.frame(at)
        if beside is not None and beside.lemma in ("testify", "appear", "speak", "petition", "write"):
            yield tuple(f for f in (*beside.prep("before", "to"), *beside.objects) if _hears(scene, f))


def _partners(scene: Scene, start: int, end: int, own: frozenset[str]) -> Iterator[tuple[Filler, ...]]:
    """Whom those who ask turned to between two tokens; whom anybody put something to, where it is not told who asks."""
    for i in range(start, end):
        frame = scene.frame(i)
        if frame is None or frame.negated or (frame.modal and frame.modal != "will"):
            continue
        if frame.pos == "noun":
            verb = scene.frame(frame.parent)
            doers = (*frame.subjects, *(verb.subjects if verb is not None and verb.pos == "verb" else ()))
            talks = frame.lemma in listed("encounters")
            yield from _others(scene, doers, frame.prep("with"), own, both=True) if talks and own else ()
        elif frame.lemma in listed("contact") or frame.lemma in _TELLING or frame.lemma in _TALKING:
            to = (*frame.recipients, *frame.objects, *frame.prep("to", "with", "before"))
            if own:
                yield from _others(scene, frame.subjects, to, own, both=frame.lemma in _TALKING)
            elif frame.lemma in _TELLING:
                yield tuple(f for f in to if _hears(scene, f))
        elif own and frame.lemma in ("receive", "get") and _letter(scene, frame, own):
            yield tuple(f for f in frame.subjects if _hears(scene, f))


def _others(
    scene: Scene, doers: tuple[Filler, ...], to: tuple[Filler, ...], own: frozenset[str], *, both: bool
) -> Iterator[tuple[Filler, ...]]:
    """Those on the other side of a contact from those who ask."""
    if own & _sides(scene, doers):
        yield tuple(f for f in to if _hears(scene, f))
    elif both and own & _sides(scene, to):
        yield tuple(f for f in doers if _hears(scene, f))


def _sides(scene: Scene, fillers: tuple[Filler, ...]) -> frozenset[str]:
    return sides(scene.reading, (a for f in fillers for a in scene.named(f)))


def _letter(scene: Scene, verb: Frame, own: frozenset[str]) -> bool:
    """True if a paper of theirs is what somebody gets."""
    for thing in verb.objects:
        noun = scene.frame(thing.head)
        if noun is not None and noun.lemma in listed("papers"):
            return bool(own & _sides(scene, (*noun.subjects, *noun.prep("from", "by"))))
    return False


def _hears(scene: Scene, filler: Filler) -> bool:
    """True for those of whom something can be requested: nobody at large, no press."""
    if scene.lower(filler.head) in FIRST or not scene.is_actor(filler):
        return False
    return scene.lemma(filler.head) not in listed("audiences") and not any(
        a.kind is ActorKind.MEDIUM for a in scene.named(filler)
    )


def _only(scene: Scene, told: Iterator[tuple[Filler, ...]], own: frozenset[str]) -> Party:
    found: dict[frozenset[str], tuple[Filler, ...]] = {}
    for fillers in told:
        names = _sides(scene, fillers) or frozenset(scene.lemma(f.head) for f in fillers)
        if names and not own & names:
            found.setdefault(names, tuple(replace(f, how=How.INHERITED) for f in fillers))
    return Party(next(iter(found.values()))) if len(found) == 1 else NOBODY


__all__ = ["hearing"]
