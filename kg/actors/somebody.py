"""Whom a noun phrase names that stands where only someone can stand: "ordered Brightwater to pay", "told carmakers to".

The slot tells what no list does: whoever is ordered, urged or forbidden to do something can act.
"""

from __future__ import annotations

from kg.actors.phrasing import Phrases, unnamed
from kg.frames.arcs import Arcs
from kg.frames.frame import Filler
from kg.model import Actor, ActorKind

_POINTING = frozenset({"those", "others", "all", "both", "each"})
_EVERYONE = frozenset({"everyone", "everybody", "anyone", "anybody", "nobody"})
_CROWDS = frozenset({"thousands", "hundreds", "dozens", "scores", "millions"})
_NO_NAME = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})


def somebody(arcs: Arcs, phrases: Phrases, filler: Filler) -> tuple[Actor, ...]:
    """The actor that the words describe: a name as it stands, a plural as a group, else someone unnamed."""
    head = filler.head
    if (pointed := _indefinite(arcs, phrases, filler)) or (
        arcs.ent[head] in _NO_NAME and arcs.lower[head] not in _CROWDS
    ):
        return pointed
    phrase = phrases.read(head, filler.span)
    words = phrase.words.removeprefix("the ").removeprefix("The ")
    if arcs.pos[head] == "PROPN" and words[:1].isupper():
        kind = ActorKind.PERSON if arcs.ent[head] == "PERSON" else ActorKind.ORGANIZATION
        return (Actor(kind, words),)
    if arcs.pos[head] == "NOUN" and phrase.plural:
        return (Actor(ActorKind.GROUP, words),)
    if arcs.pos[head] == "NOUN":
        return (unnamed(phrase),)
    return ()


def _indefinite(arcs: Arcs, phrases: Phrases, filler: Filler) -> tuple[Actor, ...]:
    """Those whom a pronoun of number means: "everyone", "all of you", "no one in the region", "all" by itself.

    "Others", "those" and "each" mean somebody only with what describes them.
    """
    head = filler.head
    word = "no one" if arcs.lower[head] == "one" and arcs.lower[max(0, head - 1)] == "no" else arcs.lower[head]
    alone = word in _EVERYONE or word in ("no one", "all", "both")
    alone = alone or (arcs.pos[head] == "NUM" and arcs.lower[max(0, head - 1)] in ("the", "these"))
    described = word in _POINTING and filler.span[1] - filler.span[0] > 1
    if not alone and not described:
        return ()
    words = " ".join(phrases.read(head, filler.span).words.split())
    whole = words if word in words.lower() else word
    return (Actor(ActorKind.GROUP, whole[:1].lower() + whole[1:]),)
