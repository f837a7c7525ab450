"""Every name in a report with the actor it stands for, in report offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.document import Document
from kg.model import Actor, ActorKind
from kg.names.acronyms import acronyms
from kg.names.gazetteer import NameKind, Token, hits, lookup, state, tokens
from kg.names.grammar import find_titles
from kg.names.people import PARTICLES, People, person_name
from kg.text.cleaned import BlockKind, CleanText


@dataclass(frozen=True, slots=True)
class Mention:
    """The words at report offsets ``start`` to ``end`` name ``actor``; no ``kinds`` for a person."""

    start: int
    end: int
    actor: Actor | None
    kinds: frozenset[NameKind] = frozenset()

    def only(self, *kinds: NameKind) -> bool:
        """True if the name is in the tables as nothing but these kinds."""
        return bool(self.kinds) and self.kinds <= set(kinds)

    def has(self, *kinds: NameKind) -> bool:
        """True if the name is in the tables as one of these kinds."""
        return any(kind in self.kinds for kind in kinds)


@dataclass(frozen=True)
class Mentions:
    """The mentions of a report in its order, none inside another."""

    rows: tuple[Mention, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, found: Iterable[Mention]) -> Mentions:
        """The mentions, of two that overlap the longer, of two as long the first."""
        kept: list[Mention] = []
        taken: list[tuple[int, int]] = []
        for mention in sorted(found, key=lambda m: m.start - m.end):
            at = bisect_right(taken, (mention.start, mention.end))
            before = taken[at - 1][1] if at else -1
            after = taken[at][0] if at < len(taken) else mention.end
            if before <= mention.start and mention.end <= after:
                taken.insert(at, (mention.start, mention.end))
                kept.append(mention)
        kept.sort(key=lambda m: m.start)
        return cls(tuple(kept), tuple(m.start for m in kept))

    def at(self, offset: int) -> Mention | None:
        """The mention that covers a report offset."""
        number = bisect_right(self.starts, offset) - 1
        return self.rows[number] if number >= 0 and self.rows[number].end > offset else None

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin within two report offsets."""
        first = bisect_right(self.starts, start - 1)
        last = bisect_right(self.starts, end - 1)
        return self.rows[first:last]


_WHITE = "\n\t\r\u00a0"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_UNPLAIN = re.compile(rf"[{_WHITE}{_INVISIBLE}]|(?<!\\)[*_]")


def plain(text: str, start: int, end: int) -> CleanText:
    """The report's words without Markdown marks, a blank for each white space: what the grammar of titles reads."""
    clean = CleanText.of(text, start, end)
    edits = [(m.start(), m.end(), " " if m.group() in _WHITE else "") for m in _UNPLAIN.finditer(clean.text)]
    return clean.replace(edits)


def plain_blocks(document: Document) -> tuple[CleanText, ...]:
    """The plain words of every block; ``document.once(plain_blocks)`` keeps them for all who read them."""
    return tuple(plain(document.report.text, block.start, block.end) for block in document.layout.blocks)


def blocks(document: Document) -> Iterator[CleanText]:
    """The plain words of every block that is read for facts, headings left out."""
    for block in document.layout.blocks:
        if block.kind is not BlockKind.HEADING:
            yield plain(document.report.text, block.start, block.end)


def defined(document: Document) -> dict[str, Actor]:
    """The acronyms that the report itself defines; ``document.once(defined)`` keeps them."""
    found: dict[str, Actor] = {}
    for clean in document.once(plain_blocks):
        for short, actor in acronyms(clean.text).items():
            found.setdefault(short, actor)
    return found


_NICKNAME = re.compile(r"\s*[“\"][^“”\"]{1,20}[”\"]\s+")


def recognised(document: Document) -> Iterator[str]:
    """Full names of persons that the recogniser found; one that it cut off at a particle is completed."""
    doc = document.doc
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        end = entity.end
        while (
            end < len(doc) and doc[end - 1].lower_ in PARTICLES and (doc[end].is_title or doc[end].lower_ in PARTICLES)
        ):
            end += 1
        text = _NICKNAME.sub(" ", doc[entity.start : end].text)
        titled = [mention.person for mention in find_titles(text) if " " in mention.person]
        if name := titled[-1] if titled else person_name(text):
            yield name


def mentions(document: Document, people: People) -> Mentions:
    """All mentions: names of the tables, persons of the report's own table."""
    found: list[Mention] = []
    media: dict[str, Actor] = {}
    for clean in document.once(plain_blocks):
        words = tokens(clean.text)
        named = tuple(_named(clean, words, document.once(defined)))
        found.extend(_media_again(clean, words, named, media))
        found.extend(named)
        for first, last, name in people.find(words):
            start, end = clean.original(words[first].start, words[last - 1].end)
            found.append(Mention(start, end, Actor(ActorKind.PERSON, name)))
    found = [*_short_forms(document, found), *_halves(document, found)]
    return Mentions.of(sorted(found, key=lambda m: (m.start, bool(m.kinds))))


_KOREAS = ("North Korea", "South Korea")
_SHORT = {"Islamic Republic": ("Iran", "Afghanistan")} | dict.fromkeys(("Korea", "Korean", "Koreans"), _KOREAS)


def _short_forms(document: Document, found: list[Mention]) -> Iterator[Mention]:
    """The mentions; a short form that two states share means the one that the report names in full.

    Where the report names both or neither, "Korea" is the South as usual, and "the Islamic Republic" nobody.
    """
    text = document.report.text
    short = {m: _SHORT[words] for m in found if (words := text[m.start : m.end]) in _SHORT}
    for mention in found:
        states = short.get(mention)
        if states is None:
            yield mention
            continue
        others = [m for m in found if m not in short and m.actor is not None and m.actor.name in states]
        full = {m.actor for m in others if "Republic of" in text[m.start : m.end]} if "Iran" in states else set()
        named = full or {m.actor for m in others}
        if len(named) == 1:
            yield Mention(mention.start, mention.end, named.pop(), mention.kinds)
        elif "Iran" not in states:
            yield mention


_HALF = re.compile(r"\b[Tt]he (North|South)(?=['’]s\b|[,.;:!?]|\s+(?:[a-z]|\d))")
_DIVIDED = {"North": "North Korea", "South": "South Korea"}


def _halves(document: Document, found: list[Mention]) -> Iterator[Mention]:
    """ "The North" and "the South" in a report that names North Korea, as that state and its neighbour."""
    if not any(m.actor is not None and m.actor.name == "North Korea" for m in found):
        return
    for match in _HALF.finditer(document.report.text):
        yield Mention(*match.span(1), state(_DIVIDED[match.group(1)]), frozenset({NameKind.COUNTRY}))


def _media_again(
    clean: CleanText, words: tuple[Token, ...], named: tuple[Mention, ...], media: dict[str, Actor]
) -> Iterator[Mention]:
    """Media under the last word of a name given before: "the Times" after "the New York Times"."""
    full = {m.start: m for m in named if NameKind.MEDIUM in m.kinds and m.actor is not None}
    for at, token in enumerate(words):
        start = clean.original(token.start, token.end)[0]
        mention = full.get(start)
        if mention is not None and mention.actor is not None and len(mention.actor.name.split()) > 2:
            media[mention.actor.name.split()[-1]] = mention.actor
        if at and words[at - 1].key.lower() == "the" and token.key in media and mention is None:
            first, last = clean.original(words[at - 1].start, token.end)
            yield Mention(first, last, media[token.key], frozenset({NameKind.MEDIUM}))


def _named(clean: CleanText, words: tuple[Token, ...], own: dict[str, Actor]) -> Iterator[Mention]:
    for token in words:
        if token.key in own:
            yield Mention(*clean.original(token.start, token.end), own[token.key], frozenset({NameKind.BODY}))
        if "-" in token.key[1:]:
            yield from _hyphened(clean, token)
    for hit in hits(words):
        start, end = clean.original(words[hit.first].start, words[hit.last - 1].end)
        yield Mention(start, end, hit.name.actor, hit.name.kinds)


def _hyphened(clean: CleanText, token: Token) -> Iterator[Mention]:
    """Names inside a compound: "UN-backed", "EU-Turkey"."""
    at = token.start
    for part in token.text.split("-"):
        name = lookup(part) if part[:1].isupper() else None
        if name is not None and name.kinds & {NameKind.COUNTRY, NameKind.BODY} and len(part) < len(token.text):
            start, end = clean.original(at, at + len(part))
            yield Mention(start, end, name.actor, name.kinds)
        at += len(part) + 1
