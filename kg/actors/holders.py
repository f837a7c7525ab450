"""Holders of offices who are not named: "Chad's foreign minister in Geneva", "its president"."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.actors.phrasing import STATE_KINDS, Phrase, Phrases, unnamed
from kg.frames.arcs import Arcs
from kg.frames.frame import Filler, How
from kg.model import Actor, ActorKind

_AT_HOME = frozenset(
    {"minister", "president", "premier", "chancellor", "king", "queen", "emir", "sultan", "secretary", "governor"}
    | {"speaker", "chief", "leader", "spokesman", "spokeswoman", "spokesperson", "monarch", "prime"}
)
_PLACED = re.compile(r" (?:in|at|on|during|after|before) ")


def unnamed_holder(phrase: Phrase, arcs: Arcs, phrases: Phrases, read: Callable[[Filler], tuple[Actor, ...]]) -> Actor:
    """The holder of an office under its owner's name, without where he is just now.

    "Its president" is Chad's where "its" is Chad; "Chad's foreign minister in Geneva" is Chad's foreign minister.
    Against: "the Peruvian ambassador in Rome", who is that of Rome.
    """
    found = unnamed(phrase)
    words = phrases.until(phrase)
    owner = _owner(phrase, arcs, phrases, read)
    if owner is not None:
        return Actor(ActorKind.UNIDENTIFIED, f"{owner.name}'s {words.split(' ', 1)[-1]}", part_of=owner)
    placed = _PLACED.match(found.name[len(words) :]) is not None
    if placed and phrase.lemma in _AT_HOME and any(m.has(*STATE_KINDS) for m in phrase.before):
        return Actor(ActorKind.UNIDENTIFIED, found.name[: len(words)], part_of=found.part_of)
    return found


def _owner(phrase: Phrase, arcs: Arcs, phrases: Phrases, read: Callable[[Filler], tuple[Actor, ...]]) -> Actor | None:
    """The state or body that "its" or "their" before the office stands for."""
    first = phrase.span[0]
    if arcs.lower[first] not in ("its", "their") or first >= phrase.head:
        return None
    found = read(Filler(first, (first, first + 1), How.MODIFIER))
    if not found and arcs.lower[first] == "its":  # "visited Chad for talks with its president"
        starts = phrases.document.starts
        before = phrases.mentions.between(starts[arcs.first[first]], starts[first])
        found = tuple(dict.fromkeys(m.actor for m in before if m.actor is not None and m.has(*STATE_KINDS)))
    one = found[0] if len(found) == 1 else None
    return one if one is not None and one.kind in (ActorKind.STATE, ActorKind.ORGANIZATION) else None
