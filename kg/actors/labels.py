"""Who a label, a signature or an office alone means: "PRIME MINISTER NOVAK:", "THE PRESIDENT:"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.actors.posts import Posts
from kg.document import Document
from kg.model import Actor, ActorKind
from kg.names.acronyms import is_body_noun
from kg.names.gazetteer import body, lookup, tokens
from kg.names.grammar import find_titles
from kg.names.holders import full_name, in_post, office
from kg.names.issuing import publisher
from kg.names.people import bare
from kg.names.personnames import name_at
from kg.names.titles import title_around
from kg.names.titlewords import Words, head_at

_TITLED = re.compile(r"^(?:the |mr\.? |madam |mme\.? |mrs\.? |ms\.? )", re.I)


def _office(label: str) -> str:
    """The office that a label consists in ("THE PRESIDENT:", "MR. SPEAKER:"), in small letters, or nothing."""
    words = Words.of(_TITLED.sub("", label.strip(" :.")))
    head = next((head for i in range(len(words.tokens)) if (head := head_at(words, i)) is not None), None)
    if head is None or head.plural or head.weak:
        return ""
    title = title_around(words, head)
    whole = title.first == 0 and title.last == len(words.tokens) and title.body is None
    return title.text.lower() if whole else ""


@dataclass(frozen=True)
class Labels:
    """Reads labels with the report's posts and persons."""

    document: Document
    posts: Posts

    def persons(self, label: str) -> list[Actor]:
        """The persons of a transcript's label or a signature, whatever its case."""
        usual = label.title() if label.isupper() else label
        words = tokens(usual)
        found = [name for _, _, name in self.posts.people.find(words)]
        if not found:
            found = [mention.person for mention in find_titles(usual)]
        if not found and (post := _office(usual)):
            holder = self.holder(post)
            return [Actor(ActorKind.PERSON, holder) if holder else Actor(ActorKind.UNIDENTIFIED, f"the {post}")]
        if not found and (name := name_at(Words.of(usual), 0)) is not None and name.last - name.first > 1:
            found = [name.text]
        return [Actor(ActorKind.PERSON, self.usual(name)) for name in found]

    def body(self, label: str) -> Actor | None:
        """A body that no table knows as a whole label: "Norway Fisheries Commission:"."""
        name = " ".join(label.strip(" :*").split())
        words = Words.of(name)
        last = len(words.tokens)
        if last < 2 or lookup(name) is not None or not is_body_noun(words.low(last - 1)) or name.isupper():
            return None
        if not all(token.capital or token.key in ("of", "for", "and", "the", "&", "'s") for token in words.tokens):
            return None
        hit = words.starting.get(0)
        owner = hit.name.actor if hit is not None else None
        return body(name, owner.name if owner is not None and owner.kind is ActorKind.STATE else "")

    def usual(self, name: str) -> str:
        """The form of a person's name that the report's table, or else that of holders, has for it."""
        known = self.posts.people.usual.get(bare(name))
        return known or full_name(bare(name), self.document.report.date)

    def holder(self, title: str) -> str:
        """Who holds an office of the state or body that issued the report ("THE PRESIDENT:" from the White House)."""
        source = publisher(self.document.report.publisher)
        country = (source.country or source.name) if source and source.kind is not ActorKind.MEDIUM else ""
        if country and (holder := in_post(title, country, self.document.report.date)):
            return holder
        same = [p for p in self.posts.rows if office(p.title) == office(title)]
        own = [p for p in same if not country or p.body is None or country in (p.body.name, p.body.country)]
        named = list(dict.fromkeys(p.person.name for p in own))
        return named[0] if len(named) == 1 else ""
