"""Who is asked where the demand's own words do not say: tried in a fixed order, each for one construction.

Whoever holds what is to be undone; the state to whose ground access is to be given; whoever gets the aid that hangs on
the deed; those who rule the people that ask. "They" in speech can be a state or a body, if only one was told of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.demands.actions import Deed
from kg.demands.deeds import listed
from kg.demands.holders import holder
from kg.demands.parties import NOBODY, Party, Scene
from kg.demands.places import state_at
from kg.demands.scenes import hearing
from kg.frames.frame import Filler, How
from kg.joining import country
from kg.model import ActorKind
from kg.names.gazetteer import government

_THIRD = frozenset({"he", "she", "they", "it", "him", "her", "them"})
_MANY = frozenset({"they", "them"})
_BODIES = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGANIZATION})
_GROUND = frozenset({"in", "to", "into", "across", "through", "throughout", "inside"})
_BACK = 3  # sentences back in which "they" is looked for


def settled(scene: Scene, deed: Deed, by: Party, to: Party, trigger: int) -> Party:
    """Those who are asked, looked for where the words leave them open."""
    if to:
        if scene.resolved(to) or scene.everybody(to):
            return to
        return _said_of(scene, to, by, trigger) or _body_meant(scene, to, by, trigger) or to
    found = holder(scene, deed, by) or _granting(scene, deed, by, trigger) or _favoured(scene, trigger)
    return found or hearing(scene, trigger, by) or _ruling(scene, by)


# ---------------------------------------------------------------------------------------------- "said of X"
def _said_of(scene: Scene, to: Party, by: Party, trigger: int) -> Party:
    """Of whom the words are said: "“He must go,” the union said of the minister"."""
    if not all(scene.lower(f.head) in _THIRD for f in to.fillers):
        return NOBODY
    for index in reversed(scene.reading.sources(trigger)):
        verb = scene.frame(scene.reading.segments[index].trigger)
        of = [f for f in verb.prep("of", "about") if scene.is_actor(f)] if verb is not None else []
        named = scene.party([replace(f, how=How.COREFERENCE) for f in of], trigger)
        if len(of) == 1 and not scene.same(named, by):
            return named
    return NOBODY


# ---------------------------------------------------------------------------------------------- "they" for a state
def _body_meant(scene: Scene, to: Party, by: Party, trigger: int) -> Party:
    """The one state or body, besides the asker's, that "they" can mean: "Chad broke its word. They must pay"."""
    heads = [f.head for f in to.fillers]
    if not heads or any(scene.lower(h) not in _MANY for h in heads):
        return NOBODY
    voice = scene.voice(trigger)
    own = {country(a) for a in (*scene.resolved(by), *scene.resolved(voice))}
    askers = {f.head for f in (*by.fillers, *voice.fillers)}
    for start, end in _sentences(scene, min(heads)):
        phrases = [f for f in _phrases(scene, start, end) if f.head not in askers]
        many = [f for f in phrases if _several(scene, f)]
        if many:
            return Party((replace(many[0], how=How.INHERITED),)) if len(many) == 1 else NOBODY
        told = [(f, a) for f in reversed(phrases) for a in scene.named(f)]
        bodies = {a: f for f, a in told if a.kind in _BODIES and country(a) not in own}
        if bodies:
            one = replace(next(iter(bodies.values())), how=How.INHERITED)
            places = {a.name for f in phrases for a in state_at(scene, f)} - own
            return Party((one,)) if len({country(a) for a in bodies} | places) == 1 else NOBODY
    return NOBODY


def _several(scene: Scene, filler: Filler) -> bool:
    """True for a plural of those who can act ("the nurses")."""
    token = scene.reading.document.doc[filler.head]
    named = scene.named(filler)
    if named:
        return len(named) > 1 or named[0].kind is ActorKind.GROUP
    return token.tag_ in ("NNS", "NNPS") and scene.is_actor(filler)


def _sentences(scene: Scene, token: int) -> Iterator[tuple[int, int]]:
    """What stands before a token in its sentence, then the sentences before, the last one first."""
    document = scene.reading.document
    here = document.sentence_index(token)
    yield document.sentences[here][0], token
    for back in range(1, min(here, _BACK) + 1):
        if document.block_of[token] - document.block_of[document.sentences[here - back][0]] > 1:
            return
        yield document.sentences[here - back]


def _phrases(scene: Scene, start: int, end: int) -> Iterator[Filler]:
    """The noun phrases between two tokens by their heads: no modifiers, but for names of bodies ("the NATO treaty")."""
    doc = scene.reading.document.doc
    for i in range(start, end):
        if doc[i].pos_ not in ("NOUN", "PROPN"):
            continue
        one = Filler(i, (doc[i].left_edge.i, i + 1))
        inner = doc[i].dep_ in ("compound", "amod", "nmod")
        if inner and not any(a.kind is ActorKind.ORGANIZATION for a in scene.named(one)):
            continue
        yield one


# ---------------------------------------------------------------------------------------------- access, aid, rule
def _granting(scene: Scene, deed: Deed, by: Party, trigger: int) -> Party:
    """The state to whose ground access is asked for: "full access for the agencies across Chad"."""
    noun = scene.frame(deed.trigger)
    if noun is None or noun.pos != "noun" or noun.lemma not in listed("granted_access"):
        return NOBODY
    own = {country(a) for a in scene.resolved(by)}
    verb = scene.frame(trigger)
    loose = [(n, f) for n, f in verb.preps if f.head > deed.trigger] if verb is not None and verb.pos == "verb" else []
    named = [f for name, f in (*noun.preps, *loose) if name in _GROUND]
    named.extend(f for outer in tuple(named) if (n := scene.frame(outer.head)) for f in n.prep("in"))
    found = [a for f in named for a in state_at(scene, f) if country(a) not in own]
    return Party((), tuple(found)) if len(set(found)) == 1 else NOBODY


def _favoured(scene: Scene, trigger: int) -> Party:
    """Whoever gets the favour that hangs on the deed: "aid to Chad depends on reforms"."""
    frame = scene.frame(trigger)
    if frame is None or frame.pos == "noun":
        return NOBODY
    for favour in frame.subjects:
        noun = scene.frame(favour.head)
        if noun is None or scene.lemma(favour.head) not in listed("given"):
            continue
        named = noun.prep("to", "for")
        getters = tuple(replace(f, how=How.CONTROL) for f in named if scene.is_actor(f))
        states = tuple(a for f in named for a in state_at(scene, f))
        if getters or states:
            return scene.party(getters, trigger) if getters else Party((), states[:1])
    return NOBODY


def _ruling(scene: Scene, by: Party) -> Party:
    """The government of the people who ask: "thousands of Cuban citizens demanded change"."""
    states: set[str] = set()
    for filler in by.fillers:
        token = scene.reading.document.doc[filler.head]
        people = token.pos_ == "PROPN" and token.lower_.endswith("s")  # "Nicaraguans"
        own = people or scene.lemma(filler.head) in listed("populace")
        for actor in scene.named(filler) if own else ():
            if actor.kind not in (ActorKind.GROUP, ActorKind.UNIDENTIFIED):
                continue
            state = actor.part_of
            states.add(state.name if state is not None and state.kind is ActorKind.STATE else "")
    name = states.pop() if len(states) == 1 else ""
    return Party((), (government(name),)) if name else NOBODY


__all__ = ["settled"]
