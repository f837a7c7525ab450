"""Names of states, bodies, media and places, found in plain text by longest match.

The tables are data of the package (``kg/lexicon``). A name in a text is a run of tokens, matched by its first token and
then by length, so that "Washington Post" is the paper and "South China Sea" no state. Matching minds case ("US" is not
"us"); dotted acronyms are read without their dots.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from kg.lexicon.tables import lexicon_table
from kg.model import Actor, ActorKind


class NameKind(StrEnum):
    """What a name in the tables is."""

    COUNTRY = "country"
    ADJECTIVE = "adjective"  # "Japanese", "U.S." before a noun
    PEOPLE = "people"  # "Germans"
    CAPITAL = "capital"  # stands for the state or is a place
    BODY = "body"
    MEDIUM = "medium"
    PLACE = "place"


class Token(NamedTuple):
    """A word or mark of a text with its offsets; ``key`` is the word as the tables know it."""

    start: int
    end: int
    text: str
    key: str

    @property
    def capital(self) -> bool:
        """True if the word begins with a capital letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the tables: its kinds (an "American" is an adjective, "US" a country as well) and its actor."""

    kinds: frozenset[NameKind]
    actor: Actor | None


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens ``first`` to ``last`` (exclusive) are the name ``name``."""

    first: int
    last: int
    name: Name

    def has(self, *kinds: NameKind) -> bool:
        """True if the name can be one of these kinds."""
        return any(kind in self.name.kinds for kind in kinds)


_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Brig|Capt|Cmdr|Sgt|Adm|Sens|Sen|Reps|Rep|Govs|Gov|Hon|Rev|St|Jr|Sr|Amb|Pres|Sec"
    "|Dept|Messrs|Mmes"
)
_TOKEN = re.compile(
    rf"(?:[A-Za-z]\.){{2,}}|\b(?:{_ABBREVIATIONS})\.|\b[A-Z]\.(?=\s)"
    r"|\b(?:[Tt]hen|[Ee]x)(?=-[^\W\d_])|[^\W_]+(?:[-’'](?!s\b|(?:[A-Z]\.){2})[^\W_]+)*|['’]s\b|\S"
)


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[Token, ...]:
    """The words and marks of a text; a possessive "'s" is a token of its own, "U.S." and "Vice-President" are one."""
    out = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        key = word.replace("’", "'")
        if len(word) > 2 and word.endswith(".") and word[1] == ".":
            key = word.replace(".", "")
        out.append(Token(match.start(), match.end(), word, key))
    return tuple(out)


def _rows(name: str) -> Iterator[list[str]]:
    text = files("kg.lexicon").joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@dataclass(frozen=True, slots=True)
class Country:
    """A state of the tables with its first adjective ("Japanese")."""

    name: str
    adjective: str
    capitals: tuple[str, ...]


@cache
def countries() -> dict[str, Country]:
    """The states and territories, by name."""
    out = {}
    for name, _, adjectives, _, capitals in _rows("countries.tsv"):
        out[name] = Country(name, (_split(adjectives) or [name])[0], tuple(_split(capitals)))
    return out


@cache
def home_media() -> frozenset[str]:
    """Media that write of their own country's ministers without naming the country."""
    return frozenset(row[0] for row in _rows("media.tsv") if row[3] == "home")


def state(name: str) -> Actor:
    """The state of that name as an actor."""
    return Actor(ActorKind.STATE, name)


def government(country: str) -> Actor:
    """The government of a state."""
    article = "the " if country in _WITH_ARTICLE else ""
    return Actor(ActorKind.GOVERNMENT, f"Government of {article}{country}", country=country, part_of=state(country))


def body(name: str, country: str = "", kind: ActorKind = ActorKind.ORGANIZATION) -> Actor:
    """A body, part of its country's state where it has one."""
    return Actor(kind, name, country=country, part_of=state(country) if country else None)


_WITH_ARTICLE = frozenset(
    {"United States", "United Kingdom", "United Arab Emirates", "Netherlands", "Philippines", "Czech Republic"}
    | {"Dominican Republic", "Bahamas", "Gambia", "Maldives", "Marshall Islands", "Solomon Islands", "Seychelles"}
    | {"Comoros", "Central African Republic", "Democratic Republic of the Congo", "Republic of the Congo"}
    | {"Soviet Union", "Ivory Coast", "Kurdistan Region"}
)


def _named() -> Iterator[tuple[str, NameKind, Actor | None]]:
    for name, aliases, adjectives, people, capitals in _rows("countries.tsv"):
        actor = state(name)
        yield from ((alias, NameKind.COUNTRY, actor) for alias in (name, *_split(aliases)))
        yield from ((adjective, NameKind.ADJECTIVE, actor) for adjective in _split(adjectives))
        yield from ((one, NameKind.PEOPLE, actor) for one in _split(people))
        yield from ((city, NameKind.CAPITAL, actor) for city in _split(capitals))
    for name, aliases, country, kind in _rows("organizations.tsv"):
        actor = body(name, country, ActorKind(kind))
        yield from ((alias, NameKind.BODY, actor) for alias in (name, *_split(aliases)))
    for name, aliases, country, _ in _rows("media.tsv"):
        actor = Actor(ActorKind.MEDIUM, name, country=country)
        yield from ((alias, NameKind.MEDIUM, actor) for alias in (name, *_split(aliases)))
    places = lexicon_table("places")
    yield from ((place, NameKind.PLACE, None) for family in places.values() for place in family)


@cache
def _index() -> dict[str, tuple[tuple[tuple[str, ...], Name], ...]]:
    """Names by their first token, longest first. The first actor that the tables give a name keeps it."""
    merged: dict[tuple[str, ...], tuple[set[NameKind], Actor | None]] = {}
    for words, kind, actor in _named():
        key = tuple(token.key for token in tokens(words))
        kinds, first = merged.setdefault(key, (set(), actor))
        if first == actor or kind is NameKind.PLACE:
            kinds.add(kind)
    index: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
    for key, (kinds, actor) in merged.items():
        index.setdefault(key[0], []).append((key, Name(frozenset(kinds), actor)))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in index.items()}


def match(words: tuple[Token, ...], at: int) -> Hit | None:
    """The longest name that begins at token ``at``."""
    left = len(words) - at
    following = words[at + 1].key if left > 1 else ""
    for key, name in _index().get(words[at].key, ()):
        size = len(key)
        if size == 1 or (
            size <= left
            and key[1] == following
            and (size == 2 or all(words[at + i].key == key[i] for i in range(2, size)))
        ):
            return Hit(at, at + size, name)
    return None


_HOUSES = frozenset({"congress", "senate", "treasury", "parliament"})
_BESIDE = frozenset(
    {"republican", "democratic", "democrat", "speaker", "january", "february", "march", "april", "may", "june", "july"}
    | {"august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday"}
    | {"friday", "saturday", "sunday", "if", "when", "while", "as", "after", "before", "but", "and"}
)


def _ends_another(words: tuple[Token, ...], hit: Hit, free: int) -> bool:
    """True for the last word of a longer name: the "Congress" of "the World Fishing Congress".

    ``free`` is the first token that no name before holds. A word that begins a sentence may be a capital for that.
    """
    at = hit.first
    if hit.last - at > 1 or at - 1 < max(free, 1) or words[at].key.lower() not in _HOUSES:
        return False
    before, glued = words[at - 1], words[at].start - words[at - 1].end == 1
    if before.text in {"'s", "’s", "'", "’"} and glued:  # "the Farmers' Congress", "Soto's Congress"
        return at - 2 >= free and words[at - 2].capital
    begins = words[at - 2].text in {".", "!", "?", ":", ";", "“", '"', "”"}
    return glued and before.capital and not begins and before.key.lower() not in _BESIDE


def hits(words: tuple[Token, ...]) -> tuple[Hit, ...]:
    """All names in a token sequence, left to right, none inside another.

    An article goes with the shorter of two names that overlap behind it: "the National Security Council" is no
    council beside the newspaper "The National".
    """
    out: list[Hit] = []
    at = 0
    index = _index()
    while at < len(words):
        hit = match(words, at) if words[at].key in index else None
        if hit and words[at].key.lower() == "the" and hit.last - at > 1 and words[at + 1].key in index:
            beyond = match(words, at + 1)
            hit = beyond if beyond is not None and beyond.last > hit.last else hit
        if hit and not _ends_another(words, hit, out[-1].last if out else 0):
            out.append(hit)
            at = hit.last
        else:
            at += 1
    return tuple(out)


def lookup(words: str) -> Name | None:
    """The entry for a whole name, a leading "the" dropped."""
    parts = tokens(words)
    if len(parts) > 1 and parts[0].key.lower() == "the" and (not (full := match(parts, 0)) or full.last < len(parts)):
        parts = parts[1:]
    hit = match(parts, 0) if parts else None
    return hit.name if hit and hit.last == len(parts) else None


def known_names() -> tuple[tuple[str, NameKind], ...]:
    """Every name of the tables with its kind, for an entity ruler; adjectives and people left out."""
    keep = (NameKind.COUNTRY, NameKind.CAPITAL, NameKind.BODY, NameKind.MEDIUM, NameKind.PLACE)
    return tuple(sorted({(words, kind) for words, kind, _ in _named() if kind in keep}))
