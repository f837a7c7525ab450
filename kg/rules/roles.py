"""Who holds which post: "Japanese Foreign Minister Ana Novak", "Ana Novak, the ministry's spokeswoman".

A grammar over the report's own words finds them (``kg.names.grammar``, ``kg.actors.posts``); the parse only says to
which tokens they belong. A title without a name is no role; a rank and a post are two.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.actors.posts import Post, Posts, posts, tellings
from kg.candidates import RoleCandidate
from kg.model import Phase, Timeframe
from kg.reading import Reading

_CONFIDENCE = {
    "demonym": "0.97",
    "country": "0.97",
    "organisation": "0.95",
    "possessive": "0.95",
    "of": "0.95",
    "apposition": "0.93",
    "inverted": "0.92",
    "coordination": "0.9",
    "default": "0.95",
    "counterpart": "0.85",
    "nominal": "0.85",
    "joined": "0.9",
    "place": "0.9",
    "rank": "0.85",
}


def find(reading: Reading) -> Iterator[RoleCandidate]:
    """One candidate for each person and post of the report; a second where the name and the body stand apart."""
    known = getattr(reading.resolver, "posts", None)
    found = tellings(known if isinstance(known, Posts) else posts(reading.document))
    for post in (post for told in found for post in told):
        tokens = _tokens(reading, post)
        label = tokens is None  # of a transcript: the parser does not see it, and nobody in the text says it
        tokens = tokens or _behind(reading, post)
        if not label and reading.document.made_up(tokens[0]):
            continue
        sure = _CONFIDENCE.get(post.rule, "0.9")
        yield RoleCandidate(
            rule=f"role-{post.rule}",
            trigger=-1 if label else tokens[1] - 1,
            evidence=tokens,
            timeframe=Timeframe.BEHIND if post.phase is Phase.FORMER else Timeframe.GOING_ON,
            confidence=Decimal(sure if post.body is not None else "0.8"),
            person=post.person,
            title=post.title,
            body=post.body,
            phase=post.phase,
            where=(post.start, post.end),
        )


def _tokens(reading: Reading, post: Post) -> tuple[int, int] | None:
    """The tokens of the mention, or of the name where the title is hidden from the parser."""
    document = reading.document
    return document.token_span(post.start, post.end) or document.token_span(*post.name_at)


def _behind(reading: Reading, post: Post) -> tuple[int, int]:
    """The first token behind the mention, or the last of all."""
    starts = reading.document.starts
    at = next((i for i, start in enumerate(starts) if start >= post.end), len(starts) - 1)
    return (at, at + 1)
