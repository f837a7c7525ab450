"""Groups: many who are named by a plural ("its Asian allies, including Japan"), with their members and their body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.actors.phrasing import Phrase, Phrases, affiliation, states_together
from kg.actors.posts import Posts
from kg.actors.pronouns import PERSONAL, pronoun
from kg.document import Document
from kg.frames.arcs import Arcs
from kg.frames.frame import Filler
from kg.model import Actor, ActorKind
from kg.names.gazetteer import NameKind
from kg.names.nouns import nouns

_POSSESSORS = frozenset({"its", "their", "his", "her", "our", "the", "'s", "’s"})


@dataclass(frozen=True)
class Groups:
    """Makes groups of noun phrases; ``read`` resolves other phrases of the report."""

    document: Document
    arcs: Arcs
    posts: Posts
    phrases: Phrases
    read: Callable[[Filler], tuple[Actor, ...]]

    def group(self, phrase: Phrase) -> Actor:
        """The group under the report's words without possessor, the body that it belongs to, its named members."""
        owner = affiliation(phrase)
        start = phrase.span[0]
        while start < phrase.head and self.arcs.lower[start] in _POSSESSORS:
            if pronoun(self.arcs, start) in PERSONAL and (owner is None or owner.kind is not ActorKind.ORGANIZATION):
                owner = next(iter(self.read(Filler(start, (start, start + 1)))), owner)
            start += 1
        if owner is not None and owner.kind in (ActorKind.PERSON, ActorKind.GROUP):
            owner = self.posts.state_of(owner) if phrase.lemma != "counterpart" else None
        members = self._members(phrase)
        states = states_together(phrase, self.document.report.text)
        end = phrase.span[1]
        if states and not members:
            members, owner = states, owner if owner not in states else None
            end = end if len(states) < 4 else phrase.head + 1
        name = self.phrases.read(phrase.head, (start, end)).words
        return Actor(ActorKind.GROUP, name, part_of=owner, members=members)

    def _includes(self, at: int) -> bool:
        """True for "including", "such as" and the like."""
        two = " ".join(self.arcs.lower[at : at + 2])
        return two in nouns("including") or self.arcs.lower[at] in nouns("including")

    def _members(self, phrase: Phrase) -> tuple[Actor, ...]:
        """The members that are named: "allies, including Japan and Poland"."""
        at = phrase.head + 1
        end = self.arcs.last[phrase.head]
        while at < end and not self._includes(at):
            if at > phrase.span[1] + 1 and self.arcs.pos[at] != "PUNCT":
                return ()
            at += 1
        out: list[Actor] = []
        for i in range(at + 1, end):
            if self.arcs.pos[i] in ("VERB", "AUX") or self.arcs.lower[i] in ("—", "–", "to", ")", "--"):
                break
            mention = self.phrases.mention(i)
            if mention is None or mention.actor is None or mention.actor in out or mention.only(NameKind.ADJECTIVE):
                continue
            if not mention.kinds or self.posts.at(mention.start) is None:  # else it is a part of somebody's title
                out.append(mention.actor)
        return tuple(out)
