"""Definite descriptions that mean someone named before: "the spokesperson", "the ministry", "the newspaper", "the two".

Each is tied to the last fitting antecedent where only one fits; otherwise the description stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.actors.epithets import body_meant, state_meant
from kg.actors.mentions import Mentions
from kg.actors.phrasing import STATE_KINDS, Phrase, Phrases, institution, of_state, rule_of
from kg.actors.posts import Post, Posts
from kg.actors.pronouns import antecedent, pronoun
from kg.actors.styles import styled
from kg.document import Document
from kg.frames.arcs import Arcs
from kg.frames.frame import Filler, Frames
from kg.frames.phrases import phrase_span
from kg.model import Actor, ActorKind, Phase
from kg.names.gazetteer import NameKind, lookup
from kg.names.holders import office, post_of
from kg.names.issuing import publisher
from kg.names.nouns import epithets, nouns
from kg.names.titlewords import same_office, title_words

_PAIRS = frozenset({"two", "both", "pair", "duo"})
_JOINT = frozenset(
    {"side", "leader", "country", "party", "minister", "president", "nation", "government", "official", "diplomat"}
    | {"man", "woman", "state", "capital", "neighbour", "neighbor", "delegation", "lawmaker", "senator", "envoy"}
    | {"ambassador", "ally", "partner"}
)
_REACH = 3  # sentences back
_NEAR = frozenset({"side", "party", "country", "nation", "government", "state", "capital"})  # only the sentence before
_STATES = frozenset(
    {"ally", "partner", "country", "nation", "side", "government", "state", "capital", "neighbour", "neighbor"}
)


_OF_PERSONS = frozenset(
    {"lawmaker", "senator", "envoy", "ambassador", "leader", "minister", "president", "official", "diplomat"}
    | {"man", "woman"}
)
_TOGETHER = frozenset(
    {"meet", "talk", "speak", "discuss", "call", "hold", "agree", "visit", "host", "welcome", "greet", "receive"}
)
_CENTRAL = re.compile(r"^(?:Central |National |Reserve )?Bank of\b|Central Bank|Federal Reserve|Bundesbank|Riksbank")
_RULERS = re.compile(r"\b(?:leaders|presidents|ministers|premiers|governments|kings|chancellors)\b", re.I)


def _persons(actors: tuple[Actor, ...]) -> bool:
    return all(actor.kind is ActorKind.PERSON for actor in actors)


@dataclass(frozen=True)
class Anaphora:
    """Looks back from a definite description."""

    document: Document
    frames: Frames
    arcs: Arcs
    names: Mentions
    posts: Posts
    phrases: Phrases

    def office(self, phrase: Phrase) -> Actor | None:
        """The only person in the report whose post the phrase names: "the Slovak prime minister", "the minister"."""
        if phrase.plural or not self._definite(phrase):
            return None
        table = title_words()
        country = next((of_state(m) for m in phrase.before if m.has(*STATE_KINDS)), "") or next(
            (of_state(m) for p, m in phrase.after if p == "of" and m.has(*STATE_KINDS)), ""
        )
        offset = self.document.starts[phrase.head]
        if (bearer := styled(phrase, self.arcs, self.posts, offset, country)) is not None:
            return bearer
        if phrase.lemma not in table.heads and phrase.lemma not in table.weak:
            return None
        own = self._office_words(phrase)
        fitting = [p for p in self.posts.rows if p.start < offset and _fits(p, own, phrase.lemma, country)]
        fitting = [p for p in fitting if not self._of_other(phrase, p)]
        persons = list(dict.fromkeys(p.person for p in fitting))
        if len(persons) == 1:
            return persons[0]
        exact = list(dict.fromkeys(p.person for p in fitting if _words(p) == own))
        if len(exact) == 1:
            return exact[0]
        if (ours := self._issuers_own(fitting)) is not None:
            return ours
        return None if persons or phrase.after else self._known_holder(phrase, country, offset)

    def _whose(self, phrase: Phrase) -> frozenset[str]:
        """The words of the name whose post it is: "the chairman of the Equality Commission"."""
        of = [k for k in self.arcs.kids[phrase.head] if self.arcs.lower[k] == "of"]
        named = [k for p in of for k in self.arcs.kids[p] if self.arcs.dep[k] == "pobj" and self.arcs.pos[k] == "PROPN"]
        mention = self.phrases.mention(named[0]) if named else None
        if not named or (mention is not None and mention.has(*STATE_KINDS)):
            return frozenset()
        first, last = phrase_span(self.arcs, named[0])
        return frozenset(self.arcs.lower[i] for i in range(first, last)) - {"the", "of", "for", "and"}

    def _of_other(self, phrase: Phrase, post: Post) -> bool:
        """True if the phrase names a body, and the post is another one's."""
        if post.body is None or post.body.kind in (ActorKind.STATE, ActorKind.GOVERNMENT):
            return False
        whose = self._whose(phrase)
        return bool(whose) and not whose & set(post.body.name.lower().split())

    def _issuers_own(self, fitting: list[Post]) -> Actor | None:
        """Of several who hold such an office, the one of the state that issued the text: "the Secretary"."""
        source = publisher(self.document.report.publisher)
        if source is None or source.kind is ActorKind.MEDIUM:
            return None
        home = source.country or source.name
        own = list(
            dict.fromkeys(p.person for p in fitting if p.body is not None and home in (p.body.name, p.body.country))
        )
        return own[0] if len(own) == 1 else None

    def _known_holder(self, phrase: Phrase, country: str, offset: int) -> Actor | None:
        """The one person named before whom the table of holders knows in that office on the report's day."""
        table = title_words()
        words = [i for i in range(phrase.span[0], phrase.head + 1) if self.phrases.mention(i) is None]
        known = [self.arcs.lower[i] for i in words if self.arcs.lower[i] in table.modifiers | table.heads]
        when = self.document.report.date
        if when is None or len(known) < 2:
            return None
        named = {m.actor for m in self.names.rows if m.end <= offset and m.actor is not None and not m.kinds}
        title = " ".join(known)
        found = {actor for actor in named if (owner := post_of(actor.name, title, when)) and country in ("", owner)}
        return found.pop() if len(found) == 1 else None

    def offices(self, phrase: Phrase) -> tuple[Actor, ...]:
        """Those who hold one office in several states: "the presidents of A and B", "the A and B leaders".

        Nobody, unless the report names one holder for each state.
        """
        table = title_words()
        if not phrase.plural or (phrase.lemma not in table.heads and phrase.lemma not in ("leader", "chief", "head")):
            return ()
        named = [m for m in phrase.before if m.has(*STATE_KINDS)]
        named += [m for p, m in phrase.after if p == "of" and m.has(*STATE_KINDS)]
        states = list(dict.fromkeys(of_state(m) for m in named))
        if len(states) < 2:
            return ()
        own = self._office_words(phrase)
        holders = []
        for state in states:
            fitting = [p for p in self.posts.rows if p.phase is not Phase.FORMER and _fits(p, own, phrase.lemma, state)]
            persons = list(dict.fromkeys(p.person for p in fitting))
            if len(persons) != 1:
                return ()
            holders.append(persons[0])
        return tuple(dict.fromkeys(holders))

    def membership(self, phrase: Phrase) -> Actor | None:
        """The alliance whose members are meant by "all 32 members" after its name, if only one was named nearby."""
        if phrase.lemma not in ("member", "ally") or phrase.before or phrase.after:
            return None
        number = self.document.sentence_index(phrase.head)
        first = self.document.starts[self.document.sentences[max(0, number - 3)][0]]
        last = self.document.starts[phrase.head]
        known = nouns("with-members") if phrase.lemma == "member" else epithets()["alliance"]
        near = {m.actor for m in self.names.between(first, last) if m.actor and m.actor.name in known}
        return near.pop() if len(near) == 1 else None

    def _definite(self, phrase: Phrase) -> bool:
        first = self.arcs.lower[phrase.span[0]]
        return (
            phrase.definite
            or first in ("his", "her", "its", "their")
            or (first not in ("a", "an") and any(m.kinds for m in phrase.before))
        )

    def _office_words(self, phrase: Phrase) -> frozenset[str]:
        """The title's words in the phrase: "deputy", "foreign", "minister"."""
        out = set()
        for i in range(phrase.span[0], phrase.head + 1):
            if self.phrases.mention(i) is None and self.arcs.lower[i] in title_words().modifiers | {phrase.lemma}:
                out.add(self.arcs.lower[i])
        return frozenset(out | {phrase.lemma})

    def same_source(self, phrase: Phrase, read: Callable[[Filler], tuple[Actor, ...]]) -> Actor | None:
        """The unnamed person mentioned before as "a ... official", for "the official"."""
        if not phrase.definite or phrase.before or phrase.after or phrase.head - phrase.span[0] > 1:
            return None
        if self._whose(phrase):
            return None
        for i in range(phrase.head - 1, -1, -1):
            same = self.arcs.lemma[i] == phrase.lemma and self.arcs.tag[i] == self.arcs.tag[phrase.head]
            if not same or self.phrases.mention(i) is not None or self.arcs.pos[i] == "PROPN":
                continue
            span = phrase_span(self.arcs, i)
            if self.arcs.lower[span[0]] not in ("the", "this", "that", "these", "those"):
                found = read(Filler(i, span))
                return found[0] if len(found) == 1 else None
        return None

    def body(self, phrase: Phrase) -> Actor | None:
        """The body named before with the same noun, for "the ministry"."""
        central = [self.arcs.lower[i] for i in range(phrase.span[0], phrase.head)] == ["the", "central"]
        if not phrase.definite or phrase.before or (phrase.head - phrase.span[0] > 1 and not central):
            return None
        offset = self.document.starts[phrase.head]
        known = epithets().get(phrase.lemma, frozenset())
        named = {m.actor for m in self.names.rows if m.start < offset and m.actor is not None and m.actor.name in known}
        if known:
            return named.pop() if len(named) == 1 else None
        for i in range(phrase.head - 1, -1, -1):
            mention = self.phrases.mention(i)
            if mention is not None:
                actor = mention.actor
                called = actor is not None and phrase.lemma in actor.name.lower().split()
                if central:
                    called = actor is not None and _CENTRAL.search(actor.name) is not None
                if called and actor is not None and actor.kind is ActorKind.ORGANIZATION:
                    return actor
                continue
            if self.arcs.lemma[i] == phrase.lemma:
                earlier = self.phrases.read(i, phrase_span(self.arcs, i))
                core = self.phrases.core(earlier)
                if (found := institution(earlier, core, core[:1].islower())) is not None:
                    return found
                if (found := self.posts.body_at(self.document.starts[i])) is not None:
                    return found
        return self._office_body(phrase.lemma, offset)

    def _office_body(self, lemma: str, offset: int) -> Actor | None:
        """The body of a post before: "Foreign Ministry spokesman X ... the ministry"."""
        rows = [p.body for p in self.posts.rows if p.start < offset and p.body is not None]
        named = [b for b in rows if lemma in b.name.lower().split()]
        return named[-1] if named else None

    def commission(self, phrase: Phrase) -> Actor | None:
        """The European Commission, for "the Commission" in a report that names the Union."""
        if self.arcs.words[phrase.head] != "Commission" or phrase.after:
            return None
        named = {m.actor.name for m in self.names.rows if m.actor is not None}
        entry = lookup("European Commission")
        return entry.actor if "European Union" in named and entry is not None else None

    def epithet(self, phrase: Phrase, read: Callable[[Filler], tuple[Actor, ...]]) -> Actor | None:
        """The state or body that "the Gulf state" or "the group" means."""
        state = state_meant(phrase, self.arcs, self.document, self.names)
        return state or body_meant(phrase, self.arcs, self.document, self.names, self.frames, read)

    def rule(self, phrase: Phrase) -> Actor | None:
        """The government named before with the same noun, for "the administration"."""
        if not phrase.definite or phrase.head - phrase.span[0] > 1:
            return None
        for i in range(phrase.head - 1, -1, -1):
            if self.arcs.lemma[i] == phrase.lemma and self.phrases.mention(i) is None:
                if self.arcs.tag[i] in ("NNS", "NNPS"):
                    continue  # "the governments of Peru and Chile" are not the government
                found = rule_of(self.phrases.read(i, phrase_span(self.arcs, i)))
                if found is not None:
                    return found
        return None

    def medium(self, phrase: Phrase) -> Actor | None:
        """The last news medium named before, for "the newspaper"."""
        if not phrase.definite or phrase.plural or phrase.head - phrase.span[0] > 1:
            return None
        offset = self.document.starts[phrase.head]
        for mention in reversed(self.names.rows):
            if mention.start < offset and NameKind.MEDIUM in mention.kinds:
                return mention.actor
        return None

    def pair(self, phrase: Phrase, read: Callable[[Filler], tuple[Actor, ...]]) -> tuple[Actor, ...]:
        """The last two actors that did something together, for "the two", "both sides", "the leaders"."""
        words = {self.arcs.lower[i] for i in range(phrase.span[0], phrase.head + 1)}
        joint = bool(words & _PAIRS) and (phrase.lemma in _PAIRS or phrase.lemma in _JOINT)
        bare = phrase.plural and phrase.definite and phrase.lemma in _JOINT and phrase.head - phrase.span[0] == 1
        if phrase.lemma == "three" and phrase.definite and phrase.head - phrase.span[0] == 1:
            return self._people_told(phrase, 3)
        if not joint and not (
            bare and phrase.lemma in ("leader", "minister", "president", "side", "lawmaker", "senator", "envoy")
        ):
            return ()
        if joint and (named := self._named_behind(phrase)):
            return named
        if phrase.after or phrase.before:
            return ()
        number = self.document.sentence_index(phrase.head)
        for back in range(min(number, 1 if phrase.lemma in _NEAR else _REACH) + 1):
            found = self._joint(number - back, phrase.head, read)
            if found and (phrase.lemma not in _OF_PERSONS or _persons(found)):
                return (
                    self._as_states(found) if phrase.lemma in _STATES or self._no_such(found, phrase.lemma) else found
                )
        whole = phrase.lemma in _OF_PERSONS or phrase.lemma in ("country", "nation")
        pair = ("two" in words and phrase.definite) or ("both" in words and whole)
        if pair or (bare and phrase.lemma == "leader" and self._two_leaders()):
            found = self._only_pair(number, phrase, read)
            found = self._as_states(found) if self._no_such(found, phrase.lemma) else found
            return found or (self._people_told(phrase, 2) if phrase.lemma == "two" else ())
        return ()

    def _no_such(self, found: tuple[Actor, ...], office: str) -> bool:
        """True if posts are known of those found and none is the office: "the two presidents", of two ministers."""
        posts = [p.title for p in self.posts.rows if p.person in found]
        titled = {p.person for p in self.posts.rows}
        heads = {"president", "king", "premier", "chancellor"}
        return (
            office in heads
            and bool(found)
            and set(found) <= titled
            and not any(same_office(title, office) for title in posts)
        )

    def _people_told(self, phrase: Phrase, many: int) -> tuple[Actor, ...]:
        """So many persons, if the words before in the sentence, or the sentence before, name just as many."""
        number = self.document.sentence_index(phrase.head)
        here = self.document.starts[phrase.head]
        for first in (number, number - 1) if number else (number,):
            start = self.document.starts[self.document.sentences[first][0]]
            found = self.names.between(start, min(here, self.document.ends[self.document.sentences[first][1] - 1]))
            people = {self.posts.at(m.start) or m.actor for m in found if m.actor and m.actor.kind is ActorKind.PERSON}
            if len(people) == many:
                return tuple(sorted(people, key=lambda a: a.name))
        return ()

    def _named_behind(self, phrase: Phrase) -> tuple[Actor, ...]:
        """The two whose names follow a mark right behind: "both men, Ana Berg and Jon Dahl, ..."."""
        first, end = phrase.head + 1, self.document.sentence(phrase.head)[1]
        if first >= end or self.arcs.lower[first] not in (",", ":", "(", "—", "–", "-", "--"):
            return ()
        close = next((i for i in range(first + 1, end) if self.arcs.lower[i] in (")", "—", "–", "--", ";")), end)
        found = self.names.between(self.document.starts[first], self.document.ends[close - 1])
        people = tuple(dict.fromkeys(m.actor for m in found if m.actor and m.actor.kind is ActorKind.PERSON))
        return people if len(people) == 2 else ()

    def together(self, token: int, read: Callable[[Filler], tuple[Actor, ...]]) -> tuple[Actor, ...]:
        """Whom "they" means where no plural was a subject: the last two that did something together, or nobody."""
        number = self.document.sentence_index(token)
        for back in range(min(number, _REACH) + 1):
            if found := self._joint(number - back, token, read):
                return found
        return ()

    def _two_leaders(self) -> bool:
        """True if the report gives two persons, and no more, a post at the head of a state."""
        heads = {p.person for p in self.posts.rows if same_office(p.title, "president") and p.phase is not Phase.FORMER}
        return len(heads) == 2

    def _only_pair(self, number: int, phrase: Phrase, read: Callable[[Filler], tuple[Actor, ...]]) -> tuple[Actor, ...]:
        """The two whom the report has named jointly, where it has named no other two."""
        pairs: dict[frozenset[Actor], tuple[Actor, ...]] = {}
        for earlier in range(number + 1):
            for found in self._joints(earlier, phrase.head, read):
                states = self._as_states(found)
                persons = found if _persons(found) else ()
                pair = states if phrase.lemma in _STATES or phrase.lemma == "party" else persons
                if pair:
                    pairs.setdefault(frozenset(pair), pair)
        return next(iter(pairs.values())) if len(pairs) == 1 else ()

    def _joint(self, number: int, before: int, read: Callable[[Filler], tuple[Actor, ...]]) -> tuple[Actor, ...]:
        """The last two actors of a joint slot in a sentence."""
        return next(self._joints(number, before, read), ())

    def _joints(
        self, number: int, before: int, read: Callable[[Filler], tuple[Actor, ...]]
    ) -> Iterator[tuple[Actor, ...]]:
        """The two actors of each joint slot in a sentence, last first: "A and B met", "A met B", "between A and B"."""
        start, end = self.document.sentences[number]
        for trigger in range(min(end, before) - 1, start - 1, -1):
            frame = self.frames.get(trigger)
            if frame is None:
                continue
            together = frame.lemma in _TOGETHER
            slots = [frame.subjects, *([(*frame.subjects, *frame.objects, *frame.prep("with"))] if together else [])]
            slots.append(frame.prep("between"))
            slots.append(tuple(f for f in (*frame.objects, *frame.recipients) if self.arcs.lower[f.span[0]] == "both"))
            for slot in slots:
                if any(f.head >= before for f in slot):
                    continue
                actors = tuple(dict.fromkeys(actor for f in slot for actor in read(f)))
                if len(actors) == 1 and len(actors[0].members) == 2 and _RULERS.search(actors[0].name):
                    actors = actors[0].members
                if len(actors) == 2 and all(a.kind not in (ActorKind.UNIDENTIFIED, ActorKind.GROUP) for a in actors):
                    yield actors

    def _as_states(self, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """The states that two actors act for; nobody where one is not known."""
        out = []
        for actor in actors:
            whole = actor.kind is ActorKind.ORGANIZATION and not actor.country
            state = actor if whole else self.posts.state_of(actor)
            if state is not None and state not in out:
                out.append(state)
        return tuple(out) if len(out) == 2 else ()

    def country(self, phrase: Phrase, read: Callable[[Filler], tuple[Actor, ...]]) -> Actor | None:
        """The state that was subject last, for "the country"; a person's own, for "her country"."""
        start = phrase.span[0]
        if self.arcs.dep[start] == "poss" and pronoun(self.arcs, start) and phrase.head - start == 1:
            owner = read(Filler(start, (start, start + 1)))
            return self.posts.state_of(owner[0]) if len(owner) == 1 else None
        if not phrase.definite or phrase.plural or phrase.head - phrase.span[0] > 1 or phrase.after:
            return None
        for kinds in ((ActorKind.STATE,), (ActorKind.GOVERNMENT, ActorKind.ORGANIZATION)):
            found = antecedent(
                self.document, self.arcs, self.frames, phrase.head, read, lambda _: None, word="it", kinds=kinds
            )
            if len(found) == 1:
                return self.posts.state_of(found[0])
        return None


def _words(post: Post) -> frozenset[str]:
    return frozenset(
        post.title.lower().replace("spokeswoman", "spokesperson").replace("spokesman", "spokesperson").split()
    )


def _fits(post: Post, own: frozenset[str], lemma: str, country: str) -> bool:
    """True if the phrase's words are among the title's, with its head, and the state is the same."""
    if country and (post.body is None or country not in (post.body.name, post.body.country)):
        return False
    title = set(office(post.title).split()) | set(post.title.lower().split())
    if lemma == "leader" and country and own == {"leader"}:
        return same_office(post.title, "president")
    if lemma.startswith("spokes"):
        return any(word.startswith("spokes") for word in title)
    return lemma in title and own <= title
