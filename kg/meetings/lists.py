"""Lists of names that a parse may break: "met A, B, the minister of X, as well as officials including C and D".

From where a list begins, what follows is read as long as it is made of persons with their posts, groups, and what joins
the items of a list; the posts are known from the report's own words (kg/actors/posts.py), whatever the parser thinks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from kg.meetings.offices import told_posts
from kg.model import Actor
from kg.reading import Reading

_JOINING = frozenset(
    {",", ";", "and", "&", "including", "plus", "along", "together", "with", "well", "as", "both", "then"}
)
_BETWEEN_POSTS = frozenset({"and", ",", ", and", "and the", ", the", ", and the", "as well as", "and his", "and her"})
_GROUP_TAGS = frozenset({"JJ", "NN", "NNS", "NNP", "NNPS", "DT", "CD", "POS", "PRP$"})
_LONGEST_GROUP = 6


def listed(reading: Reading, at: int, end: int) -> tuple[Actor, ...]:
    """The persons with posts of the list that begins at token ``at``, up to token ``end``; none but of two and more."""
    found = tuple(dict.fromkeys(_items(reading, at, end)))
    return found if len(found) > 1 else ()


def listed_before(reading: Reading, at: int) -> tuple[Actor, ...]:
    """The persons with posts of the list that ends with the one of whom token ``at`` is part; none but of two and more.

    "US President A and Turkish President B spoke", of which a parse may leave the verb B alone.
    """
    document = reading.document
    starts, posts = reading.once(_by_start)
    where = document.starts[at] if at < len(document.starts) else -1
    number = bisect_right(starts, where) - 1
    found: list[Actor] = []
    if number >= 0 and starts[number] <= where < posts[starts[number]][1]:
        found.append(posts[starts[number]][0])
    while found and number > 0:
        before = document.cut(posts[starts[number - 1]][1], starts[number]).words
        if " ".join(before.replace(",", " , ").split()) not in _BETWEEN_POSTS:
            break
        number -= 1
        found.append(posts[starts[number]][0])
    return tuple(reversed(found)) if len(found) > 1 else ()


def _items(reading: Reading, at: int, end: int) -> Iterator[Actor]:
    doc = reading.document.doc
    while at < end:
        item = _post_at(reading, at)
        if item is not None:
            person, after = item
            yield person
            at = after
        else:
            at = _group_end(reading, at, end)
        joined = at
        while joined < end and doc[joined].lower_ in _JOINING:
            joined += 1
        if joined == at:
            return
        at = joined


def _post_at(reading: Reading, at: int) -> tuple[Actor, int] | None:
    """The person whose title or name begins at a token, an article passed over, and the token after it."""
    document = reading.document
    starts, posts = reading.once(_by_start)
    first = at + 1 if document.doc[at].lower_ in {"the", "his", "her", "their", "its"} else at
    if first >= len(document.starts):
        return None
    where = document.starts[first]
    number = bisect_right(starts, where) - 1
    if number < 0 or not starts[number] <= where < posts[starts[number]][1]:
        return None
    person, until = posts[starts[number]]
    after = first
    while after < len(document.starts) and document.starts[after] < until:
        after += 1
    return person, after


def _by_start(reading: Reading) -> tuple[list[int], Mapping[int, tuple[Actor, int]]]:
    found = {post.start: (post.person, max(post.end, post.name_at[1])) for post in told_posts(reading)}
    return sorted(found), found


def _group_end(reading: Reading, at: int, end: int) -> int:
    """The token after "top Peruvian officials", where such words stand before what joins the items of a list."""
    doc = reading.document.doc
    last = at
    while last < min(end, at + _LONGEST_GROUP) and doc[last].tag_ in _GROUP_TAGS:
        last += 1
    plural = last > at and doc[last - 1].tag_ == "NNS"
    return last if plural and last < end and doc[last].lower_ in {"including", ",", "and"} else at
