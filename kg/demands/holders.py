"""Who can undo what is to be undone: whoever imposed the ban, holds the captives, closed the border.

"The sanctions that the EU adopted must be lifted", "called for lifting US sanctions", "Turkey imposed an embargo. The
embargo must end". To undo a state of things presupposes whoever brought it about (verbs of change of state, with "re-"
and "un-": Horn 1988, "Morphology, pragmatics, and the un-verb").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.demands.actions import Deed
from kg.demands.deeds import listed
from kg.demands.parties import NOBODY, Party, Scene
from kg.demands.places import state_at
from kg.frames.frame import Filler, Frame, How
from kg.joining import country
from kg.model import Actor

_BACK = 8  # sentences in which who brought it about is looked for
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "all", "his", "her"})
_HELD_IN = frozenset({"in", "at"})


def holder(scene: Scene, deed: Deed, by: Party) -> Party:
    """Whoever holds up what the deed is to undo: told beside it, else before; nobody where two could be."""
    things = undone(scene, deed)
    own = {country(a) for a in scene.resolved(by)}
    for thing in things:
        found = _only(scene, _beside(scene, thing), own, How.MODIFIER)
        if not found:
            found = _only(scene, _before(scene, thing), own, How.INHERITED)
        if found:
            return found
    return NOBODY


def undone(scene: Scene, deed: Deed) -> tuple[Filler, ...]:
    """The things that a deed of undoing is done to ("the lifting of | the ban", "the hostages be freed")."""
    frame = scene.frame(deed.trigger)
    if frame is None:
        return ()
    if frame.pos == "noun":
        of = frame.prep("of", "to", "on") if frame.lemma in listed("undoings") else ()
        own = tuple(f for f in frame.subjects if frame.lemma in listed("undergone"))
        return of or own
    lemma = frame.lemma.replace(" ", "_")
    if lemma in listed("undoing") and frame.objects:
        return frame.objects
    ending = frame.lemma in listed("unaccusative") and not frame.objects
    return frame.subjects if ending and not any(scene.is_actor(f) for f in frame.subjects) else ()


def _beside(scene: Scene, thing: Filler) -> Iterator[tuple[Filler, ...]]:
    """Whom the thing's own phrase names: "EU sanctions", "a ban by X", "the hostages held by X", "jailed in X"."""
    noun = scene.frame(thing.head)
    if scene.lemma(thing.head) not in listed("harmed"):
        yield scene.within(thing)
    if noun is not None:
        yield tuple(f for f in noun.prep("by") if scene.is_actor(f))
        if scene.lemma(thing.head) in listed("captives"):
            yield tuple(f for f in noun.prep("in") if state_at(scene, f))
    start, end = scene.reading.document.sentence(thing.head)
    for i in range(max(start, thing.head - 3), min(end, thing.head + 25)):
        verb = scene.frame(i)
        if verb is None or verb.parent != thing.head or verb.relation not in ("relcl", "acl") or verb.pos != "verb":
            continue
        if not _brings(verb, thing):
            continue
        doers = tuple(f for f in verb.subjects if scene.is_actor(f) and f.head != thing.head)
        held = verb.lemma in listed("seizing") | listed("keeping")
        yield doers or (tuple(f for name, f in verb.preps if name in _HELD_IN and state_at(scene, f)) if held else ())


def _brings(verb: Frame, thing: Filler) -> bool:
    """True for a verb of bringing about or keeping up, done to the thing."""
    fits = verb.lemma in listed("imposing") | listed("seizing") | listed("keeping")
    return fits and not verb.negated and (not verb.objects or any(f.head == thing.head for f in verb.objects))


def _before(scene: Scene, thing: Filler) -> Iterator[tuple[Filler, ...]]:
    """Those who are told to have brought about the same thing, the last one first."""
    document = scene.reading.document
    first = scene.lower(thing.span[0])
    if first not in _DEFINITE and document.doc[thing.head].tag_ not in ("NNS", "NNPS"):
        return
    lemma = scene.lemma(thing.head)
    here = document.sentence_index(thing.head)
    start = document.sentences[max(0, here - _BACK)][0]
    for i in range(thing.span[0] - 1, start - 1, -1):
        frame = scene.frame(i)
        if frame is None or frame.negated:
            continue
        if frame.pos == "verb" and _did(scene, frame, lemma):
            yield tuple(f for f in frame.subjects if scene.is_actor(f))
        elif frame.pos == "noun" and frame.lemma == lemma and lemma not in listed("harmed"):
            yield scene.within(Filler(i, frame.span))


def _did(scene: Scene, verb: Frame, lemma: str) -> bool:
    """True if the verb tells that the thing was brought about, or is the deed that the noun names ("the bombing")."""
    if verb.modal and verb.modal not in ("will", "have"):
        return False
    bringing = verb.lemma.split(" ")[0] in listed("imposing") | listed("seizing") | listed("keeping")
    if bringing and any(scene.lemma(f.head) == lemma for f in verb.objects):
        return True
    return lemma in listed("levers") and lemma in (verb.lemma, f"{verb.lemma}ing", f"{verb.lemma.removesuffix('e')}ing")


def _only(scene: Scene, told: Iterable[tuple[Filler, ...]], own: set[str], how: How) -> Party:
    """The one party that is told of; nobody where it asks itself, or where two are told of."""
    found: dict[frozenset[Actor], tuple[Filler, ...]] = {}
    for fillers in told:
        named = frozenset(a for f in fillers for a in (scene.named(f) or state_at(scene, f)))
        if named and not own & {country(a) for a in named}:
            found.setdefault(named, fillers)
    if len(found) != 1:
        return NOBODY
    actors, fillers = next(iter(found.items()))
    plain = tuple(replace(f, how=how) for f in fillers if scene.named(f))
    return Party(plain) if plain else Party((), tuple(actors))


__all__ = ["holder", "undone"]
