"""The words that titles are made of, and the tokens of a text with the names of the tables marked in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from kg.lexicon.tables import lexicon_table
from kg.model import Actor, Phase
from kg.names.gazetteer import Hit, Name, NameKind, Token, hits, lookup, tokens

_ENDINGS = ("-elect", "-designate", "-nominee")


@dataclass(frozen=True)
class TitleWords:
    """The lists of ``titles.toml``; ``plurals`` maps a plural head to its singular."""

    heads: frozenset[str]
    ranks: frozenset[str]
    weak: frozenset[str]
    needy: frozenset[str]
    compounds: dict[str, tuple[tuple[str, ...], ...]]
    plurals: dict[str, str]
    modifiers: frozenset[str]
    phases: dict[str, Phase]
    current: frozenset[str]
    honorifics: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]
    no_names: frozenset[str]
    default: dict[str, str]
    beginnings: dict[str, str]
    ends: dict[tuple[str, str], str]
    ideologies: frozenset[str]
    callings: frozenset[str]
    corporate: frozenset[str]
    absent: dict[str, frozenset[str]]
    parties: dict[str, str]


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("."):
        return word[:-1] + "s."
    return word[:-1] + "ies" if word.endswith("y") else word + "s"


@cache
def title_words() -> TitleWords:
    """The words that titles are made of."""
    table = lexicon_table("titles")
    compounds: dict[str, list[tuple[str, ...]]] = {}
    for phrase in (*table["compounds"], *(rank for rank in table["ranks"] if " " in rank)):
        parts = tuple(token.key.lower() for token in tokens(phrase.title()))
        compounds.setdefault(parts[0], []).append(parts)
    single = [w for w in (*table["heads"], *table["weak"]) if " " not in w]
    phases = {word: Phase(name) for name in ("former", "acting", "designate") for word in table["phase"][name]}
    names = table["names"]
    return TitleWords(
        heads=frozenset(table["heads"]),
        ranks=frozenset(table["ranks"]),
        weak=frozenset(table["weak"]),
        needy=frozenset(table["needy"]),
        compounds={first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in compounds.items()},
        plurals={_plural(word): word for word in single},
        modifiers=frozenset(table["modifiers"]),
        phases=phases,
        current=frozenset(table["phase"]["current"]),
        honorifics=frozenset(names["honorifics"]),
        masculine=frozenset(names["masculine"]),
        feminine=frozenset(names["feminine"]),
        no_names=frozenset(names["no-names"]),
        default=dict(table["default"]),
        beginnings=dict(table["default-beginnings"]),
        ends={(row["first"], row["last"]): row["owner"] for row in table["default-ends"]},
        ideologies=frozenset(table["ideologies"]),
        callings=frozenset(table["callings"]),
        corporate=frozenset(table["corporate"]),
        absent={title: frozenset(states) for title, states in table["absent"].items()},
        parties=dict(table["parties"]),
    )


@dataclass(frozen=True)
class Words:
    """A text's tokens with the names of the tables in them, by first token and by the token that they end before."""

    text: str
    tokens: tuple[Token, ...]
    starting: dict[int, Hit]
    ending: dict[int, Hit]
    inside: frozenset[int]

    @classmethod
    def of(cls, text: str, acronyms: Mapping[str, Actor] | None = None) -> Words:
        """The tokens of ``text``; short bracketed acronyms are left out, so that "(TSE)" parts no title.

        ``acronyms`` are those that the report itself has defined.
        """
        words = _words(text)
        own = {i: acronyms[w.key] for i, w in enumerate(words.tokens) if w.key in acronyms} if acronyms else {}
        added = [
            Hit(i, i + 1, Name(frozenset({NameKind.BODY}), actor)) for i, actor in own.items() if i not in words.inside
        ]
        if not added:
            return words
        starting = words.starting | {hit.first: hit for hit in added}
        ending = words.ending | {hit.last: hit for hit in added}
        return cls(text, words.tokens, starting, ending, words.inside | {hit.first for hit in added})

    def low(self, at: int) -> str:
        """The token's key in lower case, empty outside the text."""
        return self._low[at] if 0 <= at < len(self._low) else ""

    @cached_property
    def _low(self) -> tuple[str, ...]:
        return tuple(token.key.lower() for token in self.tokens)

    def cut(self, first: int, last: int) -> str:
        """The text of tokens ``first`` to ``last``, white space made single."""
        return re.sub(r"\s+", " ", self.text[self.tokens[first].start : self.tokens[last - 1].end])

    def capital(self, at: int) -> bool:
        """True if there is such a token and it has a capital."""
        return 0 <= at < len(self.tokens) and self.tokens[at].capital


@lru_cache(maxsize=1024)
def _words(text: str) -> Words:
    kept = _unglued(_without_brackets(tokens(text)))
    found = tuple(_before_title(kept, hit) for hit in hits(kept))
    inside = frozenset(i for hit in found for i in range(hit.first, hit.last))
    return Words(text, kept, {h.first: h for h in found}, {h.last: h for h in found}, inside)


_OF_PORTFOLIO = frozenset(
    {"secretary", "minister", "representative", "commissioner", "undersecretary", "secretaries", "ministers"}
)


def _before_title(words: tuple[Token, ...], hit: Hit) -> Hit:
    """The state alone in "US Treasury Secretary": the rest of the body's name belongs to the title."""
    table = title_words()
    following = words[hit.last].key.lower() if hit.last < len(words) else ""
    if hit.last - hit.first < 2 or not following or following not in table.heads:
        return hit
    state = lookup(words[hit.first].text)
    own = all(words[i].key.lower() in table.modifiers for i in range(hit.first + 1, hit.last))
    portfolio = words[hit.last - 1].key.lower() not in ("department", "forces") and following in _OF_PORTFOLIO
    known = state is not None and NameKind.COUNTRY in state.kinds and portfolio
    return Hit(hit.first, hit.first + 1, state) if state is not None and own and known else hit


def _unglued(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words, a state parted from the portfolio that a slip has glued to it ("German-Foreign Minister")."""
    table = title_words()
    out: list[Token] = []
    for at, word in enumerate(words):
        state, mark, rest = word.text.partition("-")
        following = words[at + 1].key.lower() if at + 1 < len(words) else ""
        if mark and word.capital and rest.lower() in table.modifiers and following in table.heads | table.modifiers:
            name = lookup(state)
            if name is not None and name.kinds & {NameKind.COUNTRY, NameKind.ADJECTIVE}:
                middle = word.start + len(state)
                out.append(Token(word.start, middle, state, state))
                out.append(Token(middle + 1, word.end, rest, rest))
                continue
        out.append(word)
    return tuple(out)


def _without_brackets(words: tuple[Token, ...]) -> tuple[Token, ...]:
    out: list[Token] = []
    at = 0
    while at < len(words):
        if words[at].key == "(" and at + 2 < len(words) and words[at + 2].key == ")" and words[at + 1].text.isupper():
            at += 3
            continue
        out.append(words[at])
        at += 1
    return tuple(out)


def default_owner(title: str) -> str:
    """The only state or body that has such a post, or nothing."""
    table = title_words()
    low = title.lower()
    words = low.split()
    owner = table.default.get(low) or next((s for start, s in table.beginnings.items() if low.startswith(start)), "")
    return owner or table.ends.get((words[0], words[-1]), "")


def possible(title: str, body: str) -> bool:
    """False where the state has no such post ("President" of the United Kingdom)."""
    words = f" {title.lower()} "
    for post, states in title_words().absent.items():
        named = f" {post} " in words and not (post == "president" and " vice" in words)
        if named and body in states and not (post == "minister" and "prime minister" in words):
            return False
    return True


def same_office(one: str, other: str) -> bool:
    """True if one state would hardly name both together: two heads, or two posts of one portfolio."""
    first, second = _office(one), _office(other)
    return bool(first & second)


_HEADS = frozenset({"president", "premier", "chancellor", "king", "queen", "emir", "taoiseach"})
_PLAIN = frozenset(
    {
        "minister",
        "secretary",
        "deputy",
        "vice",
        "general",
        "of",
        "the",
        "for",
        "and",
        "chief",
        "special",
        "state",
        "senior",
    }
)


def _office(title: str) -> frozenset[str]:
    words = frozenset(title.lower().replace("defence", "defense").split())
    if "prime" in words or (words & _HEADS and "vice" not in words and "deputy" not in words):
        return frozenset({"head"})
    if {"secretary", "of", "state"} <= words or "external" in words:
        return frozenset({"foreign"})
    return words - _PLAIN


_CAPITALS = frozenset({"pm", "fm", "dpm", "mp", "mep", "msp", "mla", "td"})


def _small_letters(words: Words, at: int, word: str) -> bool:
    """True for an abbreviation that is no post as it is written here: "8 p.m.", "9 PM"."""
    if word.removesuffix("s") not in _CAPITALS:
        return False
    shown = words.tokens[at].text
    return not shown.removesuffix("s").isupper() or "." in shown or words.low(at - 1)[-1:].isdigit()


_STAFF = frozenset({"staff", "defence", "defense"})  # "army | chief of staff"


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: its tokens, its singular, and how it stands."""

    first: int
    last: int
    noun: str
    weak: bool = False
    rank: bool = False
    plural: bool = False
    phase: Phase = Phase.CURRENT


def _some_general(words: Words, at: int) -> bool:
    """True for a rank in small letters that a state or a force has: "the Danish general Novak", "an army colonel"."""
    if words.low(at) not in ("general", "admiral", "colonel", "brigadier", "commander", "captain", "major"):
        return False
    before = words.ending.get(at)
    forces = ("army", "military", "navy", "police", "retired", "four-star", "rebel")
    return words.low(at - 1) in forces or (before is not None and before.has(NameKind.ADJECTIVE))


@cache
def _openers() -> frozenset[str]:
    """The words with which a title noun can begin."""
    table = title_words()
    single = frozenset((*table.compounds, *table.heads, *table.weak, *table.ranks))
    return single | {plural for plural, word in table.plurals.items() if word in single}


def head_at(words: Words, at: int) -> Head | None:
    """The title noun that begins at token ``at``, compounds first."""
    word = words.low(at)
    if word not in _openers() and not word.endswith(_ENDINGS):
        return None
    table = title_words()
    named = words.ending.get(at + 1)  # "Labour Party | leader": the first word belongs to the name before it
    compounds = () if named is not None and named.first < at else table.compounds.get(table.plurals.get(word, word), ())
    for parts in compounds:
        rest = tuple(words.low(at + i) for i in range(1, len(parts)))
        if parts[-1] == "chief" and words.low(at + len(parts)) == "of" and words.low(at + len(parts) + 1) in _STAFF:
            continue
        if parts[-1] == "opposition" and words.capital(at + len(parts)) and parts[0] == "leader":
            continue  # "leader of the opposition | Civic Alliance"
        if rest == parts[1:] or (rest and (*rest[:-1], table.plurals.get(rest[-1], rest[-1])) == parts[1:]):
            plural = word in table.plurals or rest != parts[1:]
            phrase = " ".join(parts)
            return Head(at, at + len(parts), phrase, rank=phrase in table.ranks, plural=plural)
    if _small_letters(words, at, word):
        return None
    phase = Phase.CURRENT
    for ending in _ENDINGS:
        if word.endswith(ending):
            word, phase = word.removesuffix(ending), Phase.DESIGNATE
    plural = word in table.plurals
    noun = table.plurals.get(word, word)
    if noun in table.heads or noun in table.weak:
        return Head(at, at + 1, noun, noun in table.weak and noun not in table.heads, plural=plural, phase=phase)
    if word in table.ranks and (words.capital(at) or words.low(at + 1) == "," or _some_general(words, at)):
        return Head(at, at + 1, word, rank=True)
    return None


_PICTURED = frozenset({"pictured", "left", "right", "centre", "center", "l", "r", "c", "above", "seen"})


def past_aside(words: Words, at: int) -> int:
    """The token behind an aside in brackets that begins at one, or the token itself: "Ana Novak (pictured) | ,"."""
    close = next((i for i in range(at + 1, at + 5) if words.low(i) == ")"), -1) if words.low(at) == "(" else -1
    return close + 1 if close > 0 and _aside(words, at + 1, close) else at


def past_spelling(words: Words, at: int) -> int:
    """The token behind a body's name spelt out in brackets: "secretary of the NUR (National Union of ...) | ,"."""
    if words.low(at) != "(" or not words.capital(at + 1):
        return at
    close = next((i for i in range(at + 2, at + 14) if words.low(i) in (")", "(", ".", ";")), -1)
    return close + 1 if close > 0 and words.low(close) == ")" else at


def before_aside(words: Words, at: int) -> int:
    """The token where an aside in brackets begins that ends right before one, or the token itself."""
    marked = words.low(at - 1) == ")"
    start = next((i for i in range(at - 2, max(at - 9, 0), -1) if words.low(i) == "("), -1) if marked else -1
    return start if start > 0 and _aside(words, start + 1, at - 1) else at


def _aside(words: Words, first: int, last: int) -> bool:
    """True for where somebody is in a picture, how old, or of which party and place: "(S&D, Sweden)"."""
    inner = [words.low(i) for i in range(first, last)]
    of_party = all(words.capital(i) or not words.low(i)[:1].isalpha() for i in range(first, last))
    return bool(inner) and (of_party or bool(_PICTURED & set(inner)) or (len(inner) == 1 and inner[0].isdigit()))
