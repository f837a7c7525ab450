"""For which state an actor speaks: its own, its body's, or that of the post which the report gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.actors.posts import Posts, posts
from kg.joining import country
from kg.model import Actor, ActorKind
from kg.reading import Reading

_SOME = re.compile(r"^(?:(?:the|a|an|most|many|some|several|all|both|these|those|of) )+")


def posts_of(reading: Reading) -> Posts:
    """The posts that the report gives, as its resolver knows them."""
    known = getattr(reading.resolver, "posts", None)
    return known if isinstance(known, Posts) else posts(reading.document)


def side(reading: Reading, actor: Actor) -> str:
    """The state behind an actor, or its own name: a minister answers for the country that was asked."""
    found = country(actor)
    if found == actor.name and actor.kind is ActorKind.PERSON:
        known = reading.once(posts_of)
        behind = known.state_of(actor) or known.body_of(actor)  # the alliance's secretary general is the alliance's
        return country(behind) if behind is not None else found
    if found == actor.name and actor.kind in (ActorKind.GROUP, ActorKind.UNIDENTIFIED):
        return _SOME.sub("", found.lower()).strip() or found  # "most residents" answer for "the residents"
    return found


def sides(reading: Reading, actors: Iterable[Actor]) -> frozenset[str]:
    """The states behind actors and their members."""
    return frozenset(side(reading, one) for actor in actors for one in (actor, *actor.members))


def one_side(reading: Reading, a: Iterable[Actor], b: Iterable[Actor]) -> bool:
    """True if one is nobody known or both stand for a state or body in common."""
    left, right = sides(reading, a), sides(reading, b)
    return not left or not right or bool(left & right)


__all__ = ["one_side", "posts_of", "side", "sides"]
