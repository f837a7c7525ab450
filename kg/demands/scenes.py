"""Whom a request is put to within one scene: the panel that was told, the minister who was met, in the sentence before.

"Brewers told the panel that the duty hurt them. Hotels also asked for exemptions." A request is put to somebody
(Searle and Vanderveken 1985: "request" has a hearer who can refuse); a "call for" need not be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.demands.deeds import listed
from kg.demands.parties import FIRST, NOBODY, Party, Scene
from kg.frames.frame import Filler, Frame, How
from kg.joining import country
from kg.model import Actor, ActorKind

_ALSO = frozenset({"also", "too", "likewise", "similarly", "others", "another"})
_TELLING = frozenset(
    {"tell", "ask", "petition", "urge", "request", "testify", "appear", "appeal", "write", "beg", "warn"}
)
_BACK = 3  # sentences in which others put the same to the same body


def hearing(scene: Scene, trigger: int, by: Party) -> Party:
    """Whoever hears the request, as the sentences before tell; nobody where they tell of two."""
    frame = scene.frame(trigger)
    if frame is None or frame.lemma.split(" ")[0] not in listed("requesting"):
        return NOBODY
    document = scene.reading.document
    here = document.sentence_index(trigger)
    own = set(scene.resolved(by))
    start, end = document.sentences[here]
    if own and here and (found := _only(scene, _partners(scene, *document.sentences[here - 1], own), own)):
        return found
    if here and any(scene.lower(i) in _ALSO for i in range(start, end)):
        first = document.sentences[max(0, here - _BACK)][0]
        return _only(scene, _partners(scene, first, start, None), own)
    return NOBODY


def _partners(scene: Scene, start: int, end: int, own: set[Actor] | None) -> Iterator[tuple[Filler, ...]]:
    """Whom those who ask turned to between two tokens; whom anybody put something to, where it is not told who asks."""
    for i in range(start, end):
        frame = scene.frame(i)
        if frame is None or frame.negated or (frame.modal and frame.modal != "will"):
            continue
        if frame.pos == "noun":
            yield from _talks(scene, frame, own)
        elif frame.lemma in listed("contact") or frame.lemma in _TELLING:
            turned = {a for f in frame.subjects for a in scene.named(f)}
            if frame.lemma not in _TELLING if own is None else not own & turned:
                continue
            named = (*frame.recipients, *frame.objects, *frame.prep("to", "with", "before"))
            yield tuple(f for f in named if _hears(scene, f))
        elif own is not None and frame.lemma in ("receive", "get") and _letter(scene, frame, own):
            yield tuple(f for f in frame.subjects if _hears(scene, f))


def _talks(scene: Scene, noun: Frame, own: set[Actor] | None) -> Iterator[tuple[Filler, ...]]:
    """With whom talks are held ("held talks with X"), by those who ask."""
    if own is None or noun.lemma not in listed("encounters"):
        return
    verb = scene.frame(noun.parent)
    holders = (*noun.subjects, *(verb.subjects if verb is not None and verb.pos == "verb" else ()))
    if own & {a for f in holders for a in scene.named(f)}:
        yield tuple(f for f in noun.prep("with") if _hears(scene, f))


def _letter(scene: Scene, verb: Frame, own: set[Actor]) -> bool:
    """True if a paper of theirs is what somebody gets."""
    for thing in verb.objects:
        noun = scene.frame(thing.head)
        if noun is not None and noun.lemma in listed("papers"):
            return bool(own & {a for f in (*noun.subjects, *noun.prep("from", "by")) for a in scene.named(f)})
    return False


def _hears(scene: Scene, filler: Filler) -> bool:
    """True for those of whom something can be requested: nobody at large, no press."""
    if scene.lower(filler.head) in FIRST or not scene.is_actor(filler):
        return False
    return scene.lemma(filler.head) not in listed("audiences") and not any(
        a.kind is ActorKind.MEDIUM for a in scene.named(filler)
    )


def _only(scene: Scene, told: Iterator[tuple[Filler, ...]], own: set[Actor]) -> Party:
    found: dict[tuple[str, ...], tuple[Filler, ...]] = {}
    for fillers in told:
        names = tuple(country(a) for f in fillers for a in scene.named(f)) or tuple(
            scene.lemma(f.head) for f in fillers
        )
        if names and not {country(a) for a in own} & set(names):
            found.setdefault(names, tuple(replace(f, how=How.INHERITED) for f in fillers))
    return Party(next(iter(found.values()))) if len(found) == 1 else NOBODY


__all__ = ["hearing"]
