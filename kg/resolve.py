"""Mentions to actors, within one report: names, titles, metonyms, descriptions and pronouns.

A mention resolves to nobody where the text does not force a reading. The actor that a name stands for comes from the
tables alone, so that it is the same in every report; what belongs to one report (unnamed sources, groups) is local.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.arcs import Arcs
from kg.document import Document
from kg.frames import Filler, Frames, How
from kg.gazetteer import NameKind, lookup
from kg.mentions import Mention, Mentions, blocks, mentions, recognised
from kg.model import Actor, ActorKind
from kg.nouns import nouns
from kg.people import People
from kg.phrasing import Phrase, Phrases, affiliation, group, institution, of_state, rule_of, unnamed
from kg.pronouns import FIRST, PERSONAL, RELATIVE, antecedent

_LOCAL = frozenset({NameKind.COUNTRY, NameKind.CAPITAL, NameKind.PLACE})


@dataclass
class TableResolver:
    """Satisfies ``kg.reading.Resolver`` from the report's table of mentions."""

    document: Document
    frames: Frames
    arcs: Arcs
    names: Mentions
    people: People
    phrases: Phrases
    _memo: dict[tuple[int, int, int, bool], tuple[Actor, ...]] = field(default_factory=dict)

    # ------------------------------------------------------------------------------------------ the protocol
    def actors(self, filler: Filler) -> tuple[Actor, ...]:
        """The actors that a noun phrase names: one as a rule, several for "the two", none for "the tree"."""
        key = (filler.head, *filler.span, filler.how is How.MODIFIER)
        if key not in self._memo:
            self._memo[key] = ()  # a phrase that needs itself means nobody
            self._memo[key] = self._actors(filler)
        return self._memo[key]

    def is_actor(self, filler: Filler) -> bool:
        """True if the noun phrase can name someone who acts."""
        word = self.arcs.lower[filler.head]
        if word in FIRST or (word in PERSONAL and word not in ("it", "its", "itself")):
            return True
        return bool(self.actors(filler))

    def is_place(self, filler: Filler) -> bool:
        """True if the noun phrase names a place here ("in Washington")."""
        mention = self.phrases.mention(filler.head)
        entity = self.arcs.ent[filler.head] in ("GPE", "LOC", "FAC")
        if mention is None:
            return entity
        if not mention.kinds & _LOCAL:
            return False
        return mention.only(NameKind.PLACE) or self._locative(filler.head)

    def issuer(self) -> Actor | None:
        """Whoever issued the report, if that is a body that acts and no medium."""
        outlet = self.outlet()
        return outlet if outlet is not None and outlet.kind is not ActorKind.MEDIUM else None

    def outlet(self) -> Actor | None:
        """The publisher of the report, if it is known."""
        publisher = self.document.report.publisher.strip()
        if not publisher:
            return None
        entry = lookup(publisher)
        if entry is not None and entry.actor is not None:
            return entry.actor
        return Actor(ActorKind.MEDIUM, publisher)

    def at(self, first: int, last: int) -> tuple[Actor, ...]:
        """The actors named by the words between two report offsets."""
        found = [m.actor for m in self.names.between(first, last) if m.actor is not None]
        persons = [actor for actor in found if actor.kind is ActorKind.PERSON]
        return tuple(dict.fromkeys(persons or found))

    # ------------------------------------------------------------------------------------------ readings
    def _actors(self, filler: Filler) -> tuple[Actor, ...]:
        head = filler.head
        word = self.arcs.lower[head]
        if word in FIRST:
            return self._first_person(head)
        if word in RELATIVE:
            return self._relative(head)
        if word in PERSONAL:
            return antecedent(self.document, self.arcs, self.frames, head, self.actors, lambda _: None)
        mention = self.phrases.mention(head)
        if mention is not None:
            return self._named(filler, mention)
        return self._described(self.phrases.read(head, filler.span))

    def _first_person(self, head: int) -> tuple[Actor, ...]:
        speaker = self.document.block(head).speaker
        if speaker is not None:
            return self.at(*speaker)
        issuer = self.issuer()
        return (issuer,) if issuer is not None and self.arcs.quoted[head] < 0 else ()

    def _relative(self, head: int) -> tuple[Actor, ...]:
        verb = self.arcs.head[head]
        while (
            verb >= 0
            and self.arcs.dep[verb] not in ("relcl", "acl")
            and self.arcs.dep[verb] in ("aux", "xcomp", "conj")
        ):
            verb = self.arcs.head[verb]
        noun = self.arcs.head[verb] if verb >= 0 and self.arcs.dep[verb] == "relcl" else -1
        return self.actors(Filler(noun, (noun, noun + 1), How.RELATIVE)) if noun >= 0 else ()

    def _locative(self, head: int) -> bool:
        """True if the name stands under a preposition of place, or goes with a word of motion."""
        up = self.arcs.head[head]
        while up >= 0 and self.arcs.dep[head] in ("conj", "appos"):
            head, up = up, self.arcs.head[up]
        if up < 0:
            return False
        if self.arcs.dep[head] == "pobj":
            if self.arcs.lower[up] in nouns("where"):
                return True
            over = self.arcs.head[up]
            return self.arcs.lower[up] in ("to", "from") and over >= 0 and self.arcs.lemma[over] in nouns("motion")
        return self.arcs.dep[head] in ("dobj", "npadvmod") and self.arcs.lemma[up] in (
            "visit",
            "leave",
            "tour",
            "reach",
            "enter",
        )

    def _named(self, filler: Filler, mention: Mention) -> tuple[Actor, ...]:
        actor = mention.actor
        if mention.only(NameKind.PLACE) or actor is None:
            return ()
        if mention.kinds & _LOCAL and NameKind.BODY not in mention.kinds and self._locative(filler.head):
            return ()
        if mention.only(NameKind.PEOPLE, NameKind.ADJECTIVE):
            start = filler.span[0]
            if self.arcs.lower[start] == "the" or filler.how is How.MODIFIER:
                return (actor,)
            if NameKind.PEOPLE in mention.kinds:
                return (Actor(ActorKind.GROUP, self.phrases.read(filler.head, filler.span).words, part_of=actor),)
            return ()
        return (actor,)

    def _described(self, phrase: Phrase) -> tuple[Actor, ...]:
        lemma = phrase.lemma
        if lemma in nouns("product") and (medium := self._medium(phrase)):
            return (medium,)
        if (lemma in nouns("government") or self.arcs.lower[phrase.head] in nouns("government")) and (
            found := rule_of(phrase, {})
        ):
            return (found,)
        if lemma in nouns("unnamed") and not (phrase.plural and lemma in nouns("group")):
            return (unnamed(phrase),)
        if lemma in nouns("institution"):
            core = self.phrases.core(phrase)
            if found := institution(phrase, core, core[:1].islower()):
                return (found,)
        if lemma in nouns("medium"):
            return (self._medium(phrase) or unnamed(phrase),)
        if phrase.plural and lemma in nouns("group"):
            return (self._group(phrase),)
        return self._entity(phrase)

    def _medium(self, phrase: Phrase) -> Actor | None:
        near = (*phrase.before, *(m for p, m in phrase.after if p in ("in", "by", "from", "of")))
        return next((m.actor for m in near if m.actor is not None and m.actor.kind is ActorKind.MEDIUM), None)

    def _group(self, phrase: Phrase) -> Actor:
        owner = affiliation(phrase)
        start = phrase.span[0]
        while start < phrase.head and (
            self.arcs.lower[start] in ("its", "their", "his", "her", "our", "the", "'s", "’s")
        ):
            if self.arcs.lower[start] in PERSONAL:
                owner = next(iter(self.actors(Filler(start, (start, start + 1)))), owner)
            start += 1
        name = self.phrases.read(phrase.head, (start, phrase.span[1])).words
        return group(phrase, name, owner, self._members(phrase))

    def _members(self, phrase: Phrase) -> tuple[Actor, ...]:
        at = phrase.span[1]
        end = self.arcs.last[phrase.head]
        while at < end and self.arcs.pos[at] == "PUNCT":
            at += 1
        if at >= end or self.arcs.lower[at] not in nouns("including"):
            return ()
        out: list[Actor] = []
        for i in range(at + 1, end):
            if self.arcs.pos[i] in ("VERB", "AUX") or self.arcs.lower[i] in ("—", "–", "to", ")"):
                break
            mention = self.phrases.mention(i)
            if mention is not None and mention.actor is not None and mention.actor not in out:
                out.append(mention.actor)
        return tuple(out)

    def _entity(self, phrase: Phrase) -> tuple[Actor, ...]:
        entity = next((e for e in self.document.doc.ents if e.start <= phrase.head < e.end), None)
        if entity is None or entity.label_ not in ("ORG", "NORP"):
            return ()
        words = " ".join(entity.text.replace("*", "").split())
        words = words.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s").strip()
        if not words[:1].isupper():
            return ()
        if entity.label_ == "NORP":
            return (Actor(ActorKind.GROUP, words),)
        return (Actor(ActorKind.ORGANIZATION, words),)


def resolve(document: Document, frames: Frames) -> TableResolver:
    """The resolver of one report."""
    arcs = Arcs.of(document)
    people = People.of(recognised(document))
    names = mentions(document, people)
    return TableResolver(document, frames, arcs, names, people, Phrases(document, arcs, names))


__all__ = ["TableResolver", "blocks", "of_state", "resolve"]
