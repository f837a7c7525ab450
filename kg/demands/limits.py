"""Limits and quotas that are set on the goods of others: "limits Chad's exports to 900 tonnes", "set Oslo's quota at".

Whoever bounds what another may sell, make or catch asks it to keep within the bound. Whose goods they are is told by
their own phrase; a bound on one's own goods is a plan, and one on nobody's asks nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from kg.demands.actions import Deed, clause_deeds, noun_deed
from kg.demands.addressed import Match, asked
from kg.demands.deeds import listed
from kg.demands.figures import figures
from kg.demands.parties import NOBODY, Party, Scene
from kg.demands.places import state_at
from kg.frames.frame import Filler, Frame, How
from kg.lexicon.rows import Row

_OWN = frozenset({"its", "their", "his", "her", "our", "my"})
_INWARD = frozenset({"import", "purchase"})
_OWNERS = ("for", "on", "to")


def _np_limit(scene: Scene, frame: Frame, row: Row) -> Match | None:
    """ "limits Chad's exports to 900 tonnes", "Chad's quota was cut by 10 pct", "set a quota of 9 tonnes for Chad"."""
    known = row.words("goods") or ("traded",)
    for thing in frame.objects:
        if not any(scene.lemma(thing.head) in listed(name) for name in known) or scene.is_actor(thing):
            continue
        to, deed = _owners(scene, frame, thing), _bound(scene, frame, thing)
        if to and (figures(scene, deed).targets or _lasting(scene, frame)):
            return to, (deed,)
    return None


def _lasting(scene: Scene, frame: Frame) -> bool:
    """True for what a rule bounds, also where it does not say how far ("the pact limits Chad's exports")."""
    return any(scene.lemma(f.head) in listed("rules") and not scene.is_actor(f) for f in frame.subjects)


def _bound(scene: Scene, frame: Frame, thing: Filler) -> Deed:
    """The goods with the bound that the verb sets on them."""
    end = max(frame.span[1], thing.span[1])
    whole = noun_deed(scene, thing)
    last = max((f.span[1] for name, f in frame.preps if name in ("to", "at", "by", "below", "of")), default=0)
    last = max(last, whole.span[1])
    start = min(whole.span[0], frame.trigger)
    action = (start, last) if thing.head > frame.trigger else (whole.span[0], max(last, frame.trigger + 1))
    return replace(whole, span=action, region=(whole.span[0], end), doers=())


def _owners(scene: Scene, frame: Frame, thing: Filler) -> Party:
    """Whose goods they are; nobody where a pronoun gives them to whoever sets the bound."""
    noun = scene.frame(thing.head)
    if noun is None or any(scene.lower(i) in _OWN for i in range(thing.span[0], thing.head)):
        return NOBODY
    inward = scene.lemma(thing.head) in _INWARD
    owned = [f for f in noun.subjects if scene.is_actor(f)] if scene.lemma(thing.head) in listed("shares") else []
    if not inward and (found := tuple(owned) or scene.within(thing)):
        return scene.party(found, frame.trigger)
    inner = [n for f in noun.prep("of") if (n := scene.frame(f.head)) is not None]
    preps = ("from",) if inward else _OWNERS
    phrases = [f for one in (noun, *inner, frame) for f in one.prep(*preps) if f.head > thing.head]
    direct = [replace(f, how=How.MODIFIER) for f in phrases if scene.is_actor(f)]
    states = tuple(a for f in phrases for a in state_at(scene, f)) if inward and not direct else ()
    if direct or states:
        return scene.party(direct, frame.trigger) if direct else Party((), states)
    inside = (scene.party(scene.within(f), frame.trigger) or _owners(scene, noun, f) for f in phrases)
    return next((to for to in inside if to), NOBODY)


def _would_have(scene: Scene, frame: Frame, row: Row) -> Match | None:
    """ "The plan would have Chad sell its mills": what somebody who is not the subject is to do."""
    clause = frame.clause("bare", "that")
    if clause is None or frame.modal != "would" or frame.perfect or scene.lemma(clause.trigger) in row.words("blocks"):
        return None
    deeds = clause_deeds(scene, clause)
    to = asked(scene, frame, row, frame.objects or deeds[0].doers, deeds[0])
    return (to, deeds) if to else None


LIMITS: Mapping[str, Callable[[Scene, Frame, Row], Match | None]] = MappingProxyType(
    {"np-limit": _np_limit, "would-have": _would_have}
)
