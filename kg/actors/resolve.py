"""Mentions to actors, within one report: names, titles, metonyms, descriptions and pronouns.

A mention resolves to nobody where the text does not force a reading. The actor that a name stands for comes from the
tables alone, so that it is the same in every report; what belongs to one report (unnamed sources, groups) is local.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.actors.anaphora import Anaphora
from kg.actors.described import person_meant, speaks_for_holder
from kg.actors.groups import Groups
from kg.actors.holders import unnamed_holder
from kg.actors.issuers import issuer_of, office_group
from kg.actors.labels import Labels
from kg.actors.latter import counted, of_two
from kg.actors.mentions import Mention, Mentions, mentions
from kg.actors.ownbodies import own_bodies
from kg.actors.ownside import owned
from kg.actors.phrasing import Phrase, Phrases, author, institution, of_state, rule_of, states_together, unnamed
from kg.actors.posts import Posts, posts
from kg.actors.pronouns import FIRST, PERSONAL, RELATIVE, SINGULAR, antecedent, pronoun
from kg.actors.somebody import somebody
from kg.actors.spoken import speakers_side
from kg.document import Document
from kg.frames.arcs import Arcs
from kg.frames.frame import Filler, Frames, How
from kg.frames.phrases import close_apposition, phrase_span
from kg.model import Actor, ActorKind
from kg.names.gazetteer import NameKind, government
from kg.names.holders import full_name, in_office
from kg.names.issuing import outlet, sole_author
from kg.names.nouns import nouns

_EACH = frozenset({"every", "each", "any", "no", "neither", "either"})
_LOCAL = frozenset({NameKind.COUNTRY, NameKind.CAPITAL, NameKind.PLACE})
_EACH = frozenset({"every", "each", "any", "no", "neither", "either"})
_ENTERED = frozenset({"visit", "leave", "tour", "reach", "enter"})


@dataclass
class TableResolver:
    """Satisfies ``kg.reading.Resolver`` from the report's table of mentions."""

    document: Document
    frames: Frames
    arcs: Arcs
    names: Mentions
    posts: Posts
    phrases: Phrases
    labels: Labels
    issued: Actor | None = None
    _sexes: dict[str, bool] = field(default_factory=dict)
    _memo: dict[tuple[int, int, int, bool], tuple[Actor, ...]] = field(default_factory=dict)
    _at: dict[tuple[int, int], tuple[Actor, ...]] = field(default_factory=dict)

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
        word = pronoun(self.arcs, filler.head)
        if word in FIRST or (word in PERSONAL and word not in ("it", "its", "itself")):
            return True
        return bool(self.actors(filler))

    def somebody(self, filler: Filler) -> tuple[Actor, ...]:
        """Whom the words name where only someone can stand, be it someone that nothing else tells of."""
        return self.actors(filler) or somebody(self.arcs, self.phrases, filler)

    def is_place(self, filler: Filler) -> bool:
        """True if the noun phrase names a place here ("in Washington")."""
        mention = self.phrases.mention(filler.head)
        if mention is None:
            return self.arcs.ent[filler.head] in ("GPE", "LOC", "FAC")
        if not mention.kinds & _LOCAL:
            return False
        return mention.only(NameKind.PLACE) or self._locative(filler.head)

    def office(self, actor: Actor) -> Actor | None:
        """The body whose post the report last gives a person."""
        return next((p.body for p in reversed(self.posts.rows) if p.person == actor and p.body is not None), None)

    def issuer(self) -> Actor | None:
        """Whoever issued the report: the authors of a joint statement, or a publisher that is no medium."""
        return self.issued

    def voice(self) -> Actor | None:
        """Who "we" is: the issuer, or the state that it serves where the text says "Norway urges ... We ...".

        A foreign ministry's "we" is always the state's: it is there to speak for it.
        """
        issuer = self.issued
        if issuer is None or issuer.part_of is None or issuer.part_of.kind is not ActorKind.STATE:
            return issuer
        if {"State", "Foreign", "External"} & set(issuer.name.split()):
            return issuer.part_of
        heads = [f.head for frame in self.frames.values() if frame.relation == "root" for f in frame.subjects]
        named = [self.phrases.mention(head) for head in heads if self.arcs.quoted[head] < 0]
        own = any(m is not None and m.actor == issuer.part_of and m.has(NameKind.COUNTRY) for m in named)
        return issuer.part_of if own else issuer

    def outlet(self) -> Actor | None:
        """The publisher of the report, if its header or its dateline tells."""
        return outlet(self.document.report)

    def at(self, first: int, last: int) -> tuple[Actor, ...]:
        """The actors named by the words between two report offsets: of a label, a signature, an issuer."""
        if (first, last) not in self._at:
            self._at[first, last] = self._named_between(first, last)
        return self._at[first, last]

    def _named_between(self, first: int, last: int) -> tuple[Actor, ...]:
        found = [m.actor for m in self.names.between(first, last) if m.actor is not None]
        persons = [actor for actor in found if actor.kind is ActorKind.PERSON]
        if not persons:
            persons = self.labels.persons(self.document.report.text[first:last])
        if not persons and (body := self.labels.body(self.document.report.text[first:last])) is not None:
            return (body,)
        return tuple(dict.fromkeys(persons or found))

    # ------------------------------------------------------------------------------------------ readings
    def _actors(self, filler: Filler) -> tuple[Actor, ...]:
        head = filler.head
        word = pronoun(self.arcs, head)
        if word in FIRST:
            return self._first_person(head)
        if word in RELATIVE:
            return self._relative(head)
        if word == "it" and (own := speakers_side(self.arcs, self.frames, self.posts, head, self.actors)):
            return own
        if word in PERSONAL:
            found = antecedent(self.document, self.arcs, self.frames, head, self.actors, self.woman)
            joint = not found and word == "they" and self.arcs.quoted[head] < 0
            return self._anaphora().together(head, self.actors) if joint else found
        if word == "" and self.arcs.lower[head] == "those":
            return self._free_relative(head)
        if counted(self.arcs, head):
            return of_two(self.document, self.arcs, head, self.actors)
        mention = self.phrases.mention(head)
        if mention is not None:
            holder = self.posts.named_at(mention.start) if not mention.kinds else None
            return (holder,) if holder is not None else self._named(filler, mention)
        if (holder := self.posts.at(self.document.starts[head])) is not None:
            return (holder,)
        if (bearer := self._bearer(head)) is not None:
            return (bearer,)
        if self.arcs.dep[head] == "appos" and (apposed := self._apposed(head)):
            return apposed
        described = self._described(self.phrases.read(head, filler.span))
        return self._name_behind(head, described) or described

    def _name_behind(self, head: int, described: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """The name right behind a noun for a body: "the oil company Brightwater" is Brightwater, not a company."""
        bodies = all(actor.kind is ActorKind.ORGANIZATION for actor in described)
        if self.arcs.lemma[head] not in nouns("firm") or not bodies:
            return ()
        name = next((k for k in self.arcs.kids[head] if close_apposition(self.arcs, head, k)), -1)
        if name < 0:
            return ()
        mention, span = self.phrases.mention(name), phrase_span(self.arcs, name)
        if mention is not None and mention.actor is not None:
            return (mention.actor,)
        return (Actor(ActorKind.ORGANIZATION, self.document.words(span)),)

    def woman(self, actor: Actor) -> bool | None:
        """The person's sex, as far as titles, the table of holders or a clear pronoun have told it."""
        told = self.posts.woman(actor)
        return told if told is not None else self._sexes.get(actor.name)

    def learn(self) -> None:
        """Reads the report's pronouns in order, so that a person whom "she" has meant is not meant by "he"."""
        for i, word in enumerate(self.arcs.lower):
            if word in PERSONAL - FIRST and pronoun(self.arcs, i):
                found = self.actors(Filler(i, (i, i + 1)))
                told = word in ("he", "she") and self.arcs.quoted[i] < 0 and len(found) == 1
                if told and found[0].kind is ActorKind.PERSON:
                    self._sexes.setdefault(found[0].name, word == "she")

    def _apposed(self, head: int) -> tuple[Actor, ...]:
        """The person whom an apposition describes: "Ana Novak, the ministry's spokeswoman"."""
        named = self.phrases.mention(self.arcs.head[head])
        return (named.actor,) if named is not None and named.actor is not None and not named.kinds else ()

    def _bearer(self, head: int) -> Actor | None:
        """The person named after a title: "the Russian president, Ana Novak"."""
        for kid in self.arcs.kids[head]:
            if self.arcs.dep[kid] == "appos" and kid > head:
                mention = self.phrases.mention(kid)
                if mention is not None and not mention.kinds:
                    return mention.actor
        return None

    def _first_person(self, head: int) -> tuple[Actor, ...]:
        """ "We" and "I": the block's speaker, or the issuer; inside a quotation the quotation's source must say."""
        speaker = self.document.block(head).speaker
        if speaker is not None:
            return self.at(*speaker)
        if pronoun(self.arcs, head) in SINGULAR and (author := sole_author(self.document.report.title)):
            name = full_name(author, self.document.report.date)
            return (Actor(ActorKind.PERSON, name),) if self.arcs.quoted[head] < 0 else ()
        issuer = self.voice()
        if issuer is None or self.arcs.quoted[head] >= 0:
            return ()
        return issuer.members if issuer.kind is ActorKind.GROUP and not office_group(issuer) else (issuer,)

    def _free_relative(self, head: int) -> tuple[Actor, ...]:
        """Those of whom only a clause tells who they are: "those who broke the truce"."""
        clauses = [
            k for k in self.arcs.with_dep(head, "relcl") if any(self.arcs.lower[s] == "who" for s in self.arcs.kids[k])
        ]
        if not clauses:
            return ()
        verb, end = clauses[0], self.arcs.subtree(clauses[0])[-1] + 1
        if self.arcs.dep[head] == "dobj" and (thing := self.arcs.only(verb, "dobj")) > verb:
            # "urged those who fled the camp | to return": the infinitive is what they are asked for
            end = next((t for t in range(thing + 1, end) if self.arcs.tag[t] == "TO"), end)
        words = self.document.words((head, end))
        return (Actor(ActorKind.GROUP, " ".join(words.split()).rstrip(",;")),)

    def _relative(self, head: int) -> tuple[Actor, ...]:
        verb = self.arcs.head[head]
        while verb >= 0 and self.arcs.dep[verb] in ("aux", "xcomp", "conj", "prep", "pobj", "poss"):
            verb = self.arcs.head[verb]
        noun = self.arcs.head[verb] if verb >= 0 and self.arcs.dep[verb] == "relcl" else -1
        return self.actors(Filler(noun, (noun, noun + 1), How.RELATIVE)) if noun >= 0 else ()

    def _locative(self, head: int) -> bool:
        """True if the name stands under a preposition of place, or goes with a word of motion."""
        arcs = self.arcs
        up = arcs.head[head]
        while up >= 0 and arcs.dep[head] in ("conj", "appos"):
            head, up = up, arcs.head[up]
        if up < 0:
            return False
        if arcs.dep[head] == "pobj":
            if arcs.lower[up] in nouns("where"):
                return True
            over = arcs.head[up]
            return arcs.lower[up] in ("to", "from") and over >= 0 and arcs.lemma[over] in nouns("motion")
        return arcs.dep[head] in ("dobj", "npadvmod") and arcs.lemma[up] in _ENTERED

    def _named(self, filler: Filler, mention: Mention) -> tuple[Actor, ...]:
        actor = mention.actor
        if mention.only(NameKind.PLACE) or actor is None:
            return ()
        if mention.kinds & _LOCAL and self._locative(filler.head):
            return ()
        if mention.only(NameKind.PEOPLE, NameKind.ADJECTIVE):
            # "the French", and "French" before a noun that asks, speaks or spends: the state
            many = self.arcs.lower[filler.head].endswith("s") and not self.arcs.lower[filler.head].endswith("ss")
            people = many and filler.how is How.MODIFIER  # "Nicaraguans' calls"
            if not people and (self.arcs.lower[filler.span[0]] == "the" or filler.how is How.MODIFIER):
                return (actor,)
            if NameKind.PEOPLE in mention.kinds:
                return (Actor(ActorKind.GROUP, self.phrases.read(filler.head, filler.span).words, part_of=actor),)
            return ()
        return (actor,)

    def _described(self, phrase: Phrase) -> tuple[Actor, ...]:
        """The reading of a common noun, by the family of nouns that it belongs to."""
        lemma = phrase.lemma
        if (inner := self._quantified(phrase)) is not None:
            return inner
        groups = Groups(self.document, self.arcs, self.posts, self.phrases, self.actors)
        anaphora = self._anaphora()
        if lemma in nouns("product") and (medium := self._medium(phrase)):
            return (medium,)
        if (mine := owned(phrase, self.arcs, self.posts, self.actors)) is not None:
            return (mine,)
        leading = lemma == "leadership" and rule_of(phrase) is not None  # "the Moldovan leadership"
        if leading or lemma in nouns("government") or self.arcs.lower[phrase.head] in nouns("government"):
            return self._government(phrase, anaphora)
        if found := anaphora.pair(phrase, self.actors) or anaphora.offices(phrase):
            return found
        if known := anaphora.epithet(phrase, self.actors):
            return (known,)
        if holder := anaphora.office(phrase):
            return (holder,)
        if phrase.definite and not phrase.after and lemma == "president" and (name := self._own_head(phrase)):
            return (Actor(ActorKind.PERSON, name),)
        if phrase.plural and lemma in nouns("unnamed") and states_together(phrase, self.document.report.text):
            return (groups.group(phrase),)
        if lemma in nouns("unnamed") and not (phrase.plural and lemma in nouns("group")):
            known = anaphora.same_source(phrase, self.actors) or person_meant(
                phrase, self.document, self.names, self.posts
            )
            return (known or unnamed_holder(phrase, self.arcs, self.phrases, self.actors),)
        if lemma in nouns("institution") and (body := self._called(phrase) or self._institution(phrase, anaphora)):
            return (body,)
        if lemma in nouns("medium"):
            return (self._medium(phrase) or anaphora.medium(phrase) or unnamed(phrase),)
        if phrase.plural and (lemma in nouns("group") or lemma in nouns("institution")):
            if lemma in nouns("owned") and self._owned(phrase):
                return ()
            group = groups.group(phrase)
            return (group if group.part_of else replace(group, part_of=anaphora.membership(phrase)),)
        if lemma in nouns("group") and self.arcs.lower[phrase.span[0]] in _EACH:
            return (groups.group(phrase),)
        if lemma == "side" and not phrase.plural and (owner := next(filter(None, map(of_state, phrase.before)), "")):
            return (Actor(ActorKind.STATE, owner),)  # "the Russian side"
        if lemma in ("country", "nation") and (state := anaphora.country(phrase, self.actors)):
            return (state,)
        if self.arcs.words[phrase.head][:1].isupper() and (entity := self._entity(phrase)):
            return entity
        if speaks_for_holder(self.arcs, phrase.head):
            return (unnamed(phrase),)
        if lemma in nouns("agentive") and (phrase.definite or lemma == "police" or self._owned(phrase)):
            return (unnamed_holder(phrase, self.arcs, self.phrases, self.actors),)
        if lemma in nouns("document") and (source := self._medium_or_body(phrase)):
            return (source,)
        return self._entity(phrase)

    def _anaphora(self) -> Anaphora:
        return Anaphora(self.document, self.frames, self.arcs, self.names, self.posts, self.phrases)

    def _government(self, phrase: Phrase, anaphora: Anaphora) -> tuple[Actor, ...]:
        """A government, the governments of several states, or one that only has a description."""
        if phrase.plural:
            states = [of_state(m) for m in (*phrase.before, *(m for p, m in phrase.after if p == "of"))]
            if len(states) > 1:
                return tuple(government(name) for name in dict.fromkeys(states) if name)
        ruling = rule_of(phrase) or anaphora.rule(phrase)
        if ruling is not None:
            return (ruling,)
        core = self.phrases.core(phrase)
        named = " " in core and core[:1].isupper() and phrase.head - phrase.span[0] > 1
        return (Actor(ActorKind.GOVERNMENT, core),) if named else (unnamed(phrase),)

    def _own_head(self, phrase: Phrase) -> str:
        """The president or vice president of the state that issued the report."""
        title = self.phrases.core(phrase).lower()
        return self.labels.holder(title) if title in ("president", "vice president") else ""

    def _quantified(self, phrase: Phrase) -> tuple[Actor, ...] | None:
        """Those of whom a part or a number is meant: "dozens of Slovak officials", "nearly all of our allies"."""
        if phrase.lemma not in nouns("quantity") and self.arcs.lower[phrase.head] not in nouns("quantity"):
            return None
        of = next((k for k in self.arcs.kids[phrase.head] if k > phrase.head and self.arcs.lower[k] == "of"), -1)
        inner = self.arcs.only(of, "pobj") if of >= 0 else -1
        if inner < 0:
            return None
        found = self.actors(Filler(inner, phrase_span(self.arcs, inner)))
        if len(found) != 1 or found[0].kind not in (ActorKind.GROUP, ActorKind.UNIDENTIFIED):
            return None
        return (Actor(ActorKind.GROUP, phrase.words, part_of=found[0].part_of, members=found[0].members),)

    def _institution(self, phrase: Phrase, anaphora: Anaphora) -> Actor | None:
        core = self.phrases.core(phrase)
        if phrase.plural:
            return None
        if self._owned_by_noun(phrase):
            return anaphora.commission(phrase)
        found = institution(phrase, core, core[:1].islower()) or anaphora.body(phrase)
        if found is None and " " in core and core[:1].isupper() and self.arcs.words[phrase.head][:1].isupper():
            return Actor(ActorKind.ORGANIZATION, core)
        return found or anaphora.commission(phrase)

    def _called(self, phrase: Phrase) -> Actor | None:
        """The body whose name follows its description: "the Danish shipping company Brightwater"."""
        kid = next((k for k in self.arcs.kids[phrase.head] if k > phrase.head and self.arcs.dep[k] == "appos"), -1)
        if kid < 0 or self.arcs.pos[kid] != "PROPN" or self.arcs.first[kid] != phrase.head + 1:
            return None
        mention = self.phrases.mention(kid)
        if mention is not None:
            return mention.actor if mention.has(NameKind.BODY, NameKind.MEDIUM) else None
        words = self.document.words((phrase.head + 1, kid + 1))
        return Actor(ActorKind.ORGANIZATION, words) if words[:1].isupper() else None

    def _owned(self, phrase: Phrase) -> bool:
        """True if a possessive belongs to the phrase."""
        return any(self.arcs.dep[i] == "poss" for i in range(phrase.span[0], phrase.head))

    def _owned_by_noun(self, phrase: Phrase) -> bool:
        """True for "the Slovak president's office": what owns it is no name."""
        return any(
            self.arcs.dep[i] == "poss" and self.arcs.head[i] == phrase.head and self.phrases.mention(i) is None
            for i in range(phrase.span[0], phrase.head)
        )

    def _medium(self, phrase: Phrase) -> Actor | None:
        near = (*phrase.before, *(m for p, m in phrase.after if p in ("in", "by", "from", "of")))
        return next((m.actor for m in near if m.actor is not None and m.actor.kind is ActorKind.MEDIUM), None)

    def _medium_or_body(self, phrase: Phrase) -> Actor | None:
        """Whose statement it is: "a White House statement", "the communiqué" of the report itself."""
        if named := author(phrase):
            return named
        if not phrase.definite or phrase.lemma not in nouns("own-document") or phrase.head - phrase.span[0] > 1:
            return None
        same = (i for i in range(phrase.head - 1, -1, -1) if self.arcs.lemma[i] == phrase.lemma)
        earlier = (self.phrases.read(i, phrase_span(self.arcs, i)) for i in same)
        return next(filter(None, map(author, earlier)), None) or self.issuer()

    def _unknown_person(self, head: int) -> Actor | None:
        """Someone named only here who speaks, or whom the recogniser takes for a person: the name as it stands."""
        arcs = self.arcs
        speaks = arcs.dep[head] == "nsubj" and arcs.head[head] >= 0 and arcs.lemma[arcs.head[head]] in nouns("saying")
        if arcs.pos[head] != "PROPN" or not (speaks or arcs.ent[head] == "PERSON"):
            return None
        start = head
        while start > arcs.first[head] and arcs.pos[start - 1] == "PROPN" and arcs.words[start - 1][:1].isupper():
            start -= 1
        found = self.labels.persons(" ".join(arcs.words[start : head + 1]))
        word = arcs.words[head]
        if word.lower() in nouns("institution") | nouns("government"):
            return None
        if not found and word.isalpha() and word[:1].isupper() and not word.isupper() and start == head:
            found = [Actor(ActorKind.PERSON, in_office(word, self.document.report.date) or word)]
        return found[0] if len(found) == 1 else None

    def _entity(self, phrase: Phrase) -> tuple[Actor, ...]:
        """A body or people that no table knows, as far as the recogniser names it."""
        entity = self.phrases.entity(phrase.head)
        if (entity is None or entity[0] == "PERSON") and (person := self._unknown_person(phrase.head)):
            return (person,)
        if entity is None or entity[0] not in ("ORG", "NORP") or self._locative(phrase.head):
            return ()
        words = " ".join(entity[1].replace("*", "").split())
        words = words.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s").strip()
        parts = words.lower().split()
        if not words[:1].isupper() or {parts[0], parts[-1]} & nouns("undertaking"):
            return ()
        if entity[0] == "NORP" and self.arcs.tag[phrase.head] not in ("NNPS", "NNS") and not phrase.definite:
            return ()
        kind = ActorKind.GROUP if entity[0] == "NORP" else ActorKind.ORGANIZATION
        return (Actor(kind, words),)


def resolve(document: Document, frames: Frames) -> TableResolver:
    """The resolver of one report."""
    arcs = document.once(Arcs.of)
    found = posts(document)
    names = Mentions.of(own_bodies(document, mentions(document, found.people).rows))
    resolver = TableResolver(
        document, frames, arcs, names, found, Phrases(document, arcs, names), Labels(document, found)
    )
    resolver.issued = issuer_of(document, resolver.at)
    resolver.learn()
    return resolver
