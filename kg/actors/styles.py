"""Offices under another word than their title: "Russia's top diplomat", "the finance chief", "the premier".

The press names the holder of an office by what the office does. Who is meant is the only person of the report, and of
the state that the phrase names, whose post is one that the word stands for (``[style]`` in ``kg/lexicon/nouns.toml``).
"""

from __future__ import annotations

from kg.actors.phrasing import Phrase
from kg.actors.posts import Posts
from kg.frames.arcs import Arcs
from kg.model import Actor, Phase
from kg.names.holders import office
from kg.names.nouns import office_styles


def styled(phrase: Phrase, arcs: Arcs, posts: Posts, offset: int, country: str) -> Actor | None:
    """The person whose office the phrase describes, told of before ``offset``."""
    known = office_styles()
    words = [arcs.lower[i] for i in range(max(phrase.span[0], phrase.head - 2), phrase.head)]
    keys = (" ".join([*words[n:], phrase.lemma]) for n in range(len(words) + 1))
    titles = next((known[key] for key in keys if key in known), frozenset())
    if not titles or phrase.plural:
        return None
    told = [p for p in posts.rows if p.start < offset and p.phase is not Phase.FORMER and office(p.title) in titles]
    own = [p for p in told if not country or (p.body is not None and country in (p.body.name, p.body.country))]
    persons = list(dict.fromkeys(p.person for p in own))
    return persons[0] if len(persons) == 1 else None
