"""Whom a noun phrase names that stands where only someone can stand: "ordered Brightwater to pay", "told carmakers to".

The slot tells what no list does: whoever is ordered, urged or forbidden to do something can act.
"""

from __future__ import annotations

from kg.actors.phrasing import Phrases, unnamed
from kg.frames.arcs import Arcs
from kg.frames.frame import Filler
from kg.model import Actor, ActorKind

_POINTING = frozenset({"those", "others", "everyone", "everybody", "all"})
_NO_NAME = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})


def somebody(arcs: Arcs, phrases: Phrases, filler: Filler) -> tuple[Actor, ...]:
    """The actor that the words describe: a name as it stands, a plural as a group, else someone unnamed."""
    head = filler.head
    if arcs.ent[head] in _NO_NAME:
        return ()
    phrase = phrases.read(head, filler.span)
    words = phrase.words.removeprefix("the ").removeprefix("The ")
    if arcs.pos[head] == "PROPN" and words[:1].isupper():
        kind = ActorKind.PERSON if arcs.ent[head] == "PERSON" else ActorKind.ORGANIZATION
        return (Actor(kind, words),)
    if arcs.pos[head] == "NOUN" and phrase.plural:
        return (Actor(ActorKind.GROUP, words),)
    if arcs.pos[head] == "NOUN":
        return (unnamed(phrase),)
    pointing = arcs.lower[head] in _POINTING and filler.span[1] - filler.span[0] > 1
    return (Actor(ActorKind.GROUP, phrase.words),) if pointing else ()
