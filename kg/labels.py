"""Who a label, a signature or an office alone means: "PRIME MINISTER NOVAK:", "THE PRESIDENT:"."""

from __future__ import annotations

from dataclasses import dataclass

from kg.document import Document
from kg.gazetteer import tokens
from kg.holders import in_post, office
from kg.issuing import publisher
from kg.model import Actor, ActorKind
from kg.names import find_titles
from kg.personnames import name_at
from kg.posts import Posts
from kg.titlewords import Words


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
        if not found and (holder := self.holder(usual.removeprefix("The ").strip(" :"))):
            found = [holder]
        if not found and (name := name_at(Words.of(usual), 0)) is not None and name.last - name.first > 1:
            found = [name.text]
        return [Actor(ActorKind.PERSON, name) for name in found]

    def holder(self, title: str) -> str:
        """Who holds an office of the state that issued the report ("THE PRESIDENT:" in a text of the White House)."""
        source = publisher(self.document.report.publisher)
        country = source.country if source is not None and source.kind is not ActorKind.MEDIUM else ""
        if country and (holder := in_post(title, country, self.document.report.date)):
            return holder
        same = [p for p in self.posts.rows if office(p.title) == office(title)]
        own = [p for p in same if not country or p.body is None or country in (p.body.name, p.body.country)]
        named = list(dict.fromkeys(p.person.name for p in own))
        return named[0] if len(named) == 1 else ""
