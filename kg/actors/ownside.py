"""Whose government, country or party it is that a pronoun owns: "his government" is that of the minister's state.

A possessive before a noun for a body one can belong to names the owner's own (relational nouns: Barker 1995).
"""

from __future__ import annotations

from collections.abc import Callable

from kg.actors.phrasing import Phrase
from kg.actors.posts import Posts
from kg.frames.arcs import Arcs
from kg.frames.frame import Filler
from kg.model import Actor, ActorKind
from kg.names.gazetteer import government

OWNERS = frozenset({"his", "her", "its", "their"})
_STATES = frozenset({"country", "nation", "state", "homeland"})
_RULES = frozenset({"government", "administration", "cabinet"})
_BODIES = frozenset({"party", "ministry", "department", "union", "agency", "group", "movement", "organisation"})
_MORE = _BODIES | frozenset({"organization", "company", "firm", "office"})


def owned(phrase: Phrase, arcs: Arcs, posts: Posts, read: Callable[[Filler], tuple[Actor, ...]]) -> Actor | None:
    """The body of the phrase, if a pronoun owns it and somebody is meant by that."""
    start = phrase.span[0]
    plain = arcs.lower[start] in OWNERS and phrase.head - start in (1, 2) and not phrase.before and not phrase.after
    if not plain or phrase.plural or not (phrase.head - start == 1 or arcs.lower[start + 1] == "own"):
        return None
    owner = read(Filler(start, (start, start + 1)))
    return belonging(owner[0], phrase.lemma, posts) if len(owner) == 1 else None


def belonging(owner: Actor, lemma: str, posts: Posts) -> Actor | None:
    """The country, government or body of somebody, as far as the report gives a post."""
    state = posts.state_of(owner)
    if lemma in _STATES:
        return state
    if lemma in _RULES and state is not None:
        return government(state.name)
    if lemma not in _MORE or owner.kind is not ActorKind.PERSON:
        return None
    body = next((p.body for p in reversed(posts.rows) if p.person == owner and p.body is not None), None)
    if lemma == "office":  # whoever speaks for an office speaks for its holder
        return owner
    return body if body is not None and body.kind is ActorKind.ORGANIZATION else None


__all__ = ["OWNERS", "belonging", "owned"]
