"""For whom persons meet: the bodies of the posts that a report gives them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kg.actors.posts import Post, Posts, distinct, posts
from kg.model import Actor
from kg.reading import Reading


def offices(reading: Reading) -> Mapping[Actor, Actor]:
    """For each person of whom the report tells a post the body that the post is in."""
    return reading.once(_offices)


def holders(reading: Reading) -> frozenset[Actor]:
    """The persons to whom the report gives a post, of whatever body."""
    return reading.once(_holders)


def told_posts(reading: Reading) -> tuple[Post, ...]:
    """All mentions of posts, in the order of the text."""
    return tuple(sorted(reading.once(_table).rows, key=lambda post: post.start))


def _table(reading: Reading) -> Posts:
    known = getattr(reading.resolver, "posts", None)  # the name table has read them already
    return known if isinstance(known, Posts) else posts(reading.document)


def _posts(reading: Reading) -> tuple[Post, ...]:
    return distinct(reading.once(_table))


def _holders(reading: Reading) -> frozenset[Actor]:
    return frozenset(post.person for post in reading.once(_posts))


def _offices(reading: Reading) -> Mapping[Actor, Actor]:
    found: dict[Actor, Actor] = {}
    for post in reading.once(_posts):
        if post.body is not None:
            found.setdefault(post.person, post.body)
    return MappingProxyType(found)
