"""The place of a local post, also one that no table knows: "mayor of East Dorley", "Bishop Novak of Saltmere".

::

    place  = a place or capital of the tables | one to three capitalised words, for posts that only places have
"""

from __future__ import annotations

import re

from kg.model import Actor
from kg.names.gazetteer import NameKind, body
from kg.names.titlewords import Words, head_at, title_words

_OF_PLACES = frozenset({"mayor", "archbishop", "bishop", "patriarch", "sheriff"})
CLERICAL = frozenset({"archbishop", "bishop", "patriarch"})
_LONGEST = 3


def locality(words: Words, at: int, noun: str) -> tuple[Actor, int, int] | None:
    """The city or province that begins at token ``at``, as an actor with its tokens; ``noun`` is the post's head."""
    hit = words.starting.get(at)
    if hit is not None:
        place = hit.has(NameKind.CAPITAL, NameKind.PLACE)
        return (body(words.cut(hit.first, hit.last)), hit.first, hit.last) if place else None
    end = at
    while end - at < _LONGEST and _named(words, at, end):
        end += 1
    return (body(words.cut(at, end)), at, end) if end > at and noun in _OF_PLACES else None


def _named(words: Words, first: int, at: int) -> bool:
    if not words.capital(at) or at in words.inside or head_at(words, at) is not None:
        return False
    glued = at == first or words.tokens[at].start - words.tokens[at - 1].end <= 1
    return glued and words.tokens[at].key[0].isalpha() and words.low(at) not in title_words().no_names


_OF_NAME = re.compile(r"\s+of\s+(?:the\s+)?[A-Z]")


def of_unknown(text: str, at: int) -> bool:
    """True if "of" and a capitalised name follow: whose post it is is told, in a name that no table knows."""
    return _OF_NAME.match(text, at) is not None
