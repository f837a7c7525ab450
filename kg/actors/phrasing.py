"""Noun phrases whose head is a common noun: "a U.S. official", "its Asian allies", "Japan's embassy in Washington".

What such a phrase stands for follows from its head noun's family (``kg/lexicon/nouns.toml``) and from the names that
modify it: a possessive, a demonym, a compound, or the object of "of", "from", "at", "in".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kg.actors.mentions import Mention, Mentions
from kg.document import Document, TokenSpan
from kg.frames.arcs import Arcs
from kg.model import Actor, ActorKind
from kg.names.gazetteer import NameKind, body, countries, government
from kg.names.holders import state_led_by
from kg.names.nouns import nouns
from kg.names.titlewords import title_words

_SPOKEN = frozenset({"the", "this", "that", "these", "those"})
_PARTICIPLE = re.compile(r"[-–](?:led|backed|based|made|built|held|run|born|\w+(?:ated|ored|ained|led|ied|ered|ted))\b")
_OWN = frozenset({"his", "her", "its", "their", "my", "your", "our"})
STATE_KINDS = (NameKind.COUNTRY, NameKind.ADJECTIVE, NameKind.CAPITAL, NameKind.PEOPLE)


@dataclass(frozen=True)
class Phrase:
    """A noun phrase of the report: its head, its span, the names before and after the head."""

    head: int
    span: TokenSpan
    lemma: str
    plural: bool
    definite: bool
    before: tuple[Mention, ...]
    after: tuple[tuple[str, Mention], ...]  # preposition and name
    words: str

    def first(self) -> Mention | None:
        """The first name before the head, or the first after it."""
        if self.before:
            return self.before[0]
        return self.after[0][1] if self.after else None


@dataclass(frozen=True)
class Phrases:
    """Reads noun phrases of one document."""

    document: Document
    arcs: Arcs
    mentions: Mentions

    def mention(self, token: int) -> Mention | None:
        """The name that covers a token, also behind a mark that is glued to it ("@NATO")."""
        found = self.mentions.at(self.document.starts[token])
        if found is None and len(self.arcs.words[token]) > 1 and not self.arcs.words[token][0].isalnum():
            found = self.mentions.at(self.document.starts[token] + 1)
        return found

    def _all(self, token: int) -> tuple[Mention, ...]:
        """The name that covers a token, and others that begin inside it ("U.S.-Norway")."""
        first = self.mention(token)
        start = self.document.starts[token]
        inside = self.mentions.between(start + 1, start + len(self.arcs.words[token]))
        return ((first,) if first is not None else ()) + tuple(m for m in inside if m != first)

    def read(self, head: int, span: TokenSpan) -> Phrase:
        """The phrase with its names sorted by where they stand."""
        start, end = min(span[0], head), max(span[1], head + 1)
        before: list[Mention] = []
        after: list[tuple[str, Mention]] = []
        preposition = ""
        for i in range(start, end):
            if i > head and self.arcs.pos[i] in ("ADP", "SCONJ"):
                if self.arcs.head[i] == head:
                    preposition = self.arcs.lower[i]
                elif self.arcs.lower[i] != "of":
                    preposition = ""
            for mention in self._all(i):
                if mention in before or any(mention == m for _, m in after) or self._compounded(mention):
                    continue
                if i < head:
                    before.append(mention)
                elif i > head and preposition:
                    after.append((preposition, mention))
        many = self.arcs.tag[head] == "NNPS" or self._titles(head)
        lemma = _singular(self.arcs.lemma[head]) if many else self.arcs.lemma[head]
        plural = many or self.arcs.tag[head] == "NNS"
        first = self.arcs.lower[start]
        return Phrase(
            head, (start, end), lemma, plural, first in _SPOKEN, tuple(before), tuple(after), self._words(start, end)
        )

    def _compounded(self, mention: Mention) -> bool:
        """True for a name inside a compound participle: "the U.S.-led coalition" is not the United States' own."""
        behind = self.document.report.text[mention.end : mention.end + 14]
        return mention.has(*STATE_KINDS) and _PARTICIPLE.match(behind) is not None

    def _titles(self, head: int) -> bool:
        """True for several holders of a title that the tagger took for a name ("the Vice Ministers")."""
        word = self.arcs.lower[head]
        name = self.arcs.tag[head] == "NNP" and head and self.arcs.lower[head - 1] in title_words().modifiers
        return bool(name) and word.endswith("s") and _singular(word) in title_words().heads

    def entity(self, token: int) -> tuple[str, str] | None:
        """Label and words of the recogniser's entity that covers a token."""
        if not self.arcs.ent[token]:
            return None
        found = next((e for e in self.document.doc.ents if e.start <= token < e.end), None)
        if found is None:
            return None
        first, last = self._own_part(found.start, found.end, token)
        return (found.label_, self.document.words((first, last)))

    def _own_part(self, first: int, last: int, token: int) -> TokenSpan:
        """The part of an entity around a token, cut at commas over which nothing in it hangs together.

        "Noting the withdrawal of MINUSMA, Council requested": two names that the recogniser takes for one.
        """
        for comma in [i for i in range(first, last) if self.arcs.lower[i] == ","]:
            sides = (range(first, comma), range(comma + 1, last))
            tied = any(self.arcs.head[i] in other for one, other in (sides, sides[::-1]) for i in one)
            if not tied:
                first, last = (first, comma) if token < comma else (comma + 1, last)
        return first, last

    def _words(self, start: int, end: int) -> str:
        words = re.sub(r"\s+", " ", self.document.words((start, end))).strip(" ,;:.\"“”'*@#")
        return re.sub(r"\s*[*_]+\s*", " ", words).strip()

    def until(self, phrase: Phrase) -> str:
        """The phrase's words from its first word up to the head."""
        return self._words(phrase.span[0], phrase.head + 1)

    def core(self, phrase: Phrase) -> str:
        """The phrase's words from its first word that is no determiner, possessor or demonym up to the head."""
        start = phrase.span[0]
        for i in range(phrase.span[0], phrase.head + 1):
            mention = self.mention(i)
            of_state = mention is not None and mention.has(*STATE_KINDS)
            if (
                self.arcs.lower[i] in _SPOKEN | _OWN | {"a", "an", "'s", "’s", "'", "’"}
                or of_state
                or self.arcs.tag[i] == "POS"
            ):
                start = i + 1
        start = min(start, phrase.head)
        return self._words(start, phrase.head + 1)


def _singular(word: str) -> str:
    """A proper noun's plural as a common noun ("Allies" in a communiqué)."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s") if not word.endswith("ss") else word


def of_state(mention: Mention | None) -> str:
    """The country that a name belongs to: "Japan" for "Japanese", "Tokyo" and "Bank of Japan"."""
    if mention is None or mention.actor is None:
        return ""
    actor = mention.actor
    return actor.name if actor.kind is ActorKind.STATE else actor.country


def affiliation(phrase: Phrase) -> Actor | None:
    """The body that an unnamed person acts for, by the names around the noun."""
    for mention in reversed(phrase.before):
        if mention.actor is not None and not mention.only(NameKind.PLACE):
            return mention.actor
    for preposition, mention in phrase.after:
        if preposition in nouns("for-whom") and mention.actor is not None:
            return mention.actor
    return None


def unnamed(phrase: Phrase) -> Actor:
    """Someone whose name is withheld, under the report's own description, article included."""
    words = phrase.words
    if re.match(r"(?:The|A|An|Two|Three|Several|Some|Many|Senior|Top|Unnamed|One|Other)\b", words):
        words = words[0].lower() + words[1:]
    return Actor(ActorKind.UNIDENTIFIED, words, part_of=affiliation(phrase))


def institution(phrase: Phrase, core: str, lower_core: bool) -> Actor | None:
    """A state's ministry, embassy, parliament ...; None where no name tells whose it is."""
    country = next((of_state(m) for m in phrase.before if m.has(*STATE_KINDS)), "")
    if not country:
        country = next((of_state(m) for p, m in phrase.after if p == "of" and m.has(*STATE_KINDS)), "")
    if phrase.lemma in ("embassy", "consulate"):
        return _mission(phrase, country)
    if not country:
        return None
    if (
        phrase.lemma == "bank"
        and (named := re.match(rf"(?:[Tt]he )?({re.escape(core)} of .+)", phrase.words))
        and core[0].isupper()
    ):
        return body(named.group(1), country)
    name = _title_case(core) if lower_core else core
    tail = _of_tail(phrase, country)
    return body(f"{countries()[country].adjective} {name}{tail}", country)


def _mission(phrase: Phrase, country: str) -> Actor | None:
    if not country:
        return None
    place = next((m for p, m in phrase.after if p in ("in", "to", "at") and m.has(*STATE_KINDS, NameKind.PLACE)), None)
    where = ""
    if place is not None:
        match = re.search(r"\b(?:in|to|at) (?:the )?([^,]+)$", phrase.words)
        where = f" in {match.group(1)}" if match else ""
    return body(f"{phrase.lemma.capitalize()} of {_article(country)}{country}{where}", country)


def _article(country: str) -> str:
    return "the " if government(country).name.startswith("Government of the ") else ""


def _of_tail(phrase: Phrase, country: str) -> str:
    """ " of Defense" of "Japan's Ministry of Defense"; the owner itself is left out."""
    match = re.search(rf"\b{re.escape(phrase.lemma)}\b( (?:of|for|on) .+)$", phrase.words, re.I)
    if not match:
        return ""
    tail = re.sub(r"\s+of (?:the )?[A-Z][\w. ]+$", "", match.group(1)) if country in match.group(1) else match.group(1)
    return tail if re.match(r" (?:of|for|on) (?:the )?[A-Z]| of the ", tail) else ""


def states_together(phrase: Phrase, text: str) -> tuple[Actor, ...]:
    """Two or more states that own the phrase together: "officials of A and B", "A and B officials"; else nothing."""
    after = [m for p, m in phrase.after if p == "of" and m.has(*STATE_KINDS)]
    before = [m for m in phrase.before if m.has(*STATE_KINDS)]
    joined = all(
        re.fullmatch(r"\s*(?:,|-|–|/|and|&|, and|and the)\s*", text[one.end : two.start])
        for one, two in pairwise(before)
    )
    named = after if len(after) > 1 else before if joined else []
    actors = tuple(dict.fromkeys(m.actor for m in named if m.actor is not None))
    return actors if len(actors) > 1 else ()


def _title_case(words: str) -> str:
    return " ".join(w if w[:1].isupper() or w in ("of", "and", "for", "the") else w.capitalize() for w in words.split())


def rule_of(phrase: Phrase) -> Actor | None:
    """A government: of a state ("the Iranian government") or of a leader ("the Novak administration")."""
    for mention in phrase.before:
        if mention.actor is not None and mention.actor.kind is ActorKind.PERSON:
            surname = mention.actor.name.split()[-1]
            country = state_led_by(mention.actor.name)
            owner = government(country) if country else None
            return Actor(ActorKind.GOVERNMENT, f"{surname} {phrase.lemma}", country=country, part_of=owner)
    for mention in (*phrase.before, *(m for p, m in phrase.after if p in ("of", "in"))):
        if mention.has(*STATE_KINDS) and mention.actor is not None:
            return government(mention.actor.name)
    return None


def author(phrase: Phrase) -> Actor | None:
    """Whose document it is by the words beside the noun."""
    near = [m for m in (*phrase.before, *(m for p, m in phrase.after if p in ("by", "from", "of"))) if m.actor]
    bodies = (m for m in near if m.has(NameKind.BODY))  # "a Norwegian Fisheries Ministry release" is the ministry's
    return next((m.actor for m in (*bodies, *near)), None)
