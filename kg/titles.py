"""Title phrases: what in "former Slovak deputy foreign minister for trade" is the title, whose it is, and since when.

A title is a head noun with the words of office before it and prepositional phrases after it (``kg/lexicon/titles.toml``).
The body is the state or organisation before it, or after "of", "for" and "at". No parse is used: parsers fail on just
these stacks of proper nouns.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.gazetteer import Hit, NameKind, Token, body, countries, hits, tokens
from kg.model import Actor, ActorKind, Phase

_OWNERS = (NameKind.COUNTRY, NameKind.ADJECTIVE, NameKind.BODY, NameKind.MEDIUM)
_STATES = (NameKind.COUNTRY, NameKind.ADJECTIVE)
_MINISTRY = frozenset({"ministry", "department", "office", "agency", "presidency", "embassy"})
_CORPORATE = frozenset(
    {"president", "chairman", "chairwoman", "chairperson", "head", "chief", "director", "ceo", "leader", "chair"}
)
_LOCAL_POSTS = frozenset(
    {"governor", "mayor", "senator", "representative", "congressman", "congresswoman", "premier", "secretary"}
)
_GRADES = frozenset(
    {"top", "senior", "leading", "veteran", "longtime", "long-time", "key", "ranking", "junior", "chief"}
)
_ENDINGS = ("-elect", "-designate", "-nominee")


@dataclass(frozen=True)
class TitleWords:
    """The lists of ``titles.toml``; ``plurals`` maps a plural head to its singular."""

    heads: frozenset[str]
    ranks: frozenset[str]
    weak: frozenset[str]
    compounds: dict[str, tuple[tuple[str, ...], ...]]
    plurals: dict[str, str]
    modifiers: frozenset[str]
    phases: dict[str, Phase]
    current: frozenset[str]
    honorifics: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]
    no_names: frozenset[str]
    nominal: dict[str, str]
    default: dict[str, str]
    absent: dict[str, frozenset[str]]


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-3] + "men"
    return word[:-1] + "ies" if word.endswith("y") else word + "s"


@cache
def title_words() -> TitleWords:
    """The words that titles are made of."""
    table = tomllib.loads(files("kg.lexicon").joinpath("titles.toml").read_text(encoding="utf-8"))
    compounds: dict[str, list[tuple[str, ...]]] = {}
    for phrase in (*table["compounds"], *(rank for rank in table["ranks"] if " " in rank)):
        parts = tuple(token.key.lower() for token in tokens(phrase))
        compounds.setdefault(parts[0], []).append(parts)
    single = [w for w in (*table["heads"], *table["weak"]) if " " not in w]
    phases = {word: Phase(name) for name in ("former", "acting", "designate") for word in table["phase"][name]}
    names = table["names"]
    return TitleWords(
        heads=frozenset(table["heads"]),
        ranks=frozenset(table["ranks"]),
        weak=frozenset(table["weak"]),
        compounds={first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in compounds.items()},
        plurals={_plural(word): word for word in single},
        modifiers=frozenset(table["modifiers"]),
        phases=phases,
        current=frozenset(table["phase"]["current"]),
        honorifics=frozenset(names["honorifics"]),
        masculine=frozenset(names["masculine"]),
        feminine=frozenset(names["feminine"]),
        no_names=frozenset(names["no-names"]),
        nominal=dict(names["nominal"]),
        default=dict(table["default"]),
        absent={title: frozenset(states) for title, states in table["absent"].items()},
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
    def of(cls, text: str) -> Words:
        """The tokens of ``text``; short bracketed acronyms are left out, so that "(TSE)" parts no title."""
        kept = _without_brackets(tokens(text))
        found = hits(kept)
        inside = frozenset(i for hit in found for i in range(hit.first, hit.last))
        return cls(text, kept, {h.first: h for h in found}, {h.last: h for h in found}, inside)

    def low(self, at: int) -> str:
        """The token's key in lower case, empty outside the text."""
        return self.tokens[at].key.lower() if 0 <= at < len(self.tokens) else ""

    def cut(self, first: int, last: int) -> str:
        """The text of tokens ``first`` to ``last``, white space made single."""
        return re.sub(r"\s+", " ", self.text[self.tokens[first].start : self.tokens[last - 1].end])

    def capital(self, at: int) -> bool:
        """True if there is such a token and it has a capital."""
        return 0 <= at < len(self.tokens) and self.tokens[at].capital


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


def head_at(words: Words, at: int) -> Head | None:
    """The title noun that begins at token ``at``, compounds first."""
    table = title_words()
    word = words.low(at)
    for parts in table.compounds.get(table.plurals.get(word, word), ()):
        rest = tuple(words.low(at + i) for i in range(1, len(parts)))
        if rest == parts[1:] or (rest and (*rest[:-1], table.plurals.get(rest[-1], rest[-1])) == parts[1:]):
            plural = word in table.plurals or rest != parts[1:]
            phrase = " ".join(parts)
            return Head(at, at + len(parts), phrase, rank=phrase in table.ranks, plural=plural)
    phase = Phase.CURRENT
    for ending in _ENDINGS:
        if word.endswith(ending):
            word, phase = word.removesuffix(ending), Phase.DESIGNATE
    plural = word in table.plurals
    noun = table.plurals.get(word, word)
    if noun in table.heads or noun in table.weak:
        return Head(at, at + 1, noun, noun in table.weak and noun not in table.heads, plural=plural, phase=phase)
    if word in table.ranks and words.capital(at):
        return Head(at, at + 1, word, rank=True)
    return None


@dataclass(frozen=True, slots=True)
class Title:
    """A title phrase: all its tokens, the title's own words, the body, and how it is introduced.

    ``determiner`` is "the", "a", "his" ... or empty; ``prepositions`` is True where the title holds a prepositional
    phrase; ``loose`` where that phrase ends in words that no table knows.
    """

    first: int
    last: int
    head: Head
    text: str
    body: Actor | None
    body_at: tuple[int, int] | None
    phase: Phase
    rule: str
    determiner: str = ""
    prepositions: bool = False
    loose: bool = False
    modified: bool = False


def title_around(words: Words, head: Head, loose: bool = False) -> Title:
    """The longest title phrase around a head; ``loose`` lets its last prepositional phrase run to the next mark."""
    start, open_body = _modifiers(words, head)
    first, phase, owner = _left(words, start, open_body)
    actor, where, rule = owner
    last, after, open_end = _right(words, head, loose)
    text_first = start
    if first < start and where is not None and where[0] > first and _grade(words, first, where[0]):
        text_first = first
    title_last = last
    if after is not None:
        actor_after, at, cut = after
        if actor is None:
            actor, where, rule, title_last = actor_after, (at, cut), "of", _trim(words, head.last, at)
    ministry = _ministry(words, start, head.first, actor) if rule != "of" else None
    if ministry is not None:
        actor, cut = ministry
        where, text_first = (start if where is None else where[0], cut), cut
    text = words.cut(text_first, max(title_last, head.last))
    text = re.sub(r"-(?:elect|designate|nominee)$", "", text)
    determiner = words.low(first - 1) if words.low(first - 1) in _DETERMINERS else ""
    phase = head.phase if phase is Phase.CURRENT else phase
    prepositions = last > head.last or " of " in head.noun
    return Title(
        first, last, head, text, actor, where, phase, rule, determiner, prepositions, open_end, start < head.first
    )


_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "my"})


def _grade(words: Words, first: int, last: int) -> bool:
    return all(words.low(i) in _GRADES or words.low(i).endswith("-ranking") for i in range(first, last))


def _trim(words: Words, head_last: int, at: int) -> int:
    """The title's end before the preposition of the body that begins at ``at``."""
    while at > head_last and words.low(at - 1) in ("of", "for", "at", "to", "the", "in"):
        at -= 1
    return at


def _modifiers(words: Words, head: Head) -> tuple[int, Actor | None]:
    """Where the title's own words begin, and a body made of unknown capitalised words before them."""
    table = title_words()
    at = head.first
    while at > 0:
        word = words.low(at - 1)
        known = word in table.modifiers or word.endswith("-ranking")
        if known and at - 1 not in words.inside and _joined(words, at - 1, at):
            at -= 1
        elif (
            word in ("and", "&", ",")
            and at < head.first
            and words.low(at - 2) in table.modifiers
            and at - 2 not in words.inside
            and (word != "," or (words.capital(at) and words.capital(at - 2)))
        ):
            at -= 2
        else:
            break
    return _open(words, head, at)


def _joined(words: Words, left: int, right: int) -> bool:
    """True if only white space parts two tokens."""
    return words.tokens[right].start - words.tokens[left].end <= 1


def _open(words: Words, head: Head, at: int) -> tuple[int, Actor | None]:
    """Capitalised words of no table between a body and the title ("EU Enlargement Commissioner", "Japan Steel head")."""
    back = at
    while back > 0 and at - back < 4 and back not in words.ending and _plain_capital(words, back - 1):
        back -= 1
    hit = words.ending.get(back)
    if back == at or hit is None or not hit.has(*_OWNERS):
        return at, None
    if head.noun in _CORPORATE and hit.has(*_STATES):
        name = words.cut(hit.first, at)
        return at, body(name)
    return (back, None) if words.capital(head.first) else (at, None)


def _plain_capital(words: Words, at: int) -> bool:
    token = words.tokens[at]
    return (
        token.capital
        and token.key[0].isalpha()
        and at not in words.inside
        and words.low(at) not in title_words().no_names
    )


def _left(
    words: Words, start: int, open_body: Actor | None
) -> tuple[int, Phase, tuple[Actor | None, tuple[int, int] | None, str]]:
    """How far the phrase reaches to the left, with the phase and the body found on the way."""
    table = title_words()
    first, phase = start, Phase.CURRENT
    owner: tuple[Actor | None, tuple[int, int] | None, str] = (None, None, "bare")
    if open_body is not None:
        hit_first = first
        while hit_first > 0 and words.cut(hit_first - 1, start) != open_body.name and start - hit_first < 6:
            hit_first -= 1
        first = max(hit_first - 1, 0)
        owner = (open_body, (first, start), "organisation")
    while first > 0:
        word = words.low(first - 1)
        hit = words.ending.get(first)
        if word in table.phases:
            phase, first = table.phases[word], first - 1
        elif word == "-" and words.low(first - 2) in table.phases:
            phase, first = table.phases[words.low(first - 2)], first - 2
        elif word in table.current:
            first -= 1
        elif owner[0] is None and (found := _owner(words, first)) is not None:
            first, owner = found
        elif owner[0] is not None and hit is not None and hit.has(*_STATES) and hit.name.actor is not None:
            if owner[2] != "organisation" or owner[0].kind is ActorKind.STATE:
                break
            first = hit.first
        elif owner[0] is not None and _grade(words, first - 1, first):
            first -= 1
        else:
            break
    return first, phase, owner


def _owner(words: Words, end: int) -> tuple[int, tuple[Actor | None, tuple[int, int] | None, str]] | None:
    """The body whose name ends right before token ``end``: "Japanese", "State Department", "Venezuela's"."""
    rule = ""
    at = end
    if words.low(at - 1) in ("'s", "'") and at > 1:
        at, rule = at - 1, "possessive"
    hit = words.ending.get(at)
    if hit is None:
        return _owner_title(words, at) if rule else None
    if hit.has(*_OWNERS) and hit.name.actor is not None:
        if rule == "" and hit.has(*_STATES):
            rule = "demonym" if not hit.has(NameKind.COUNTRY) else "country"
        return hit.first, (hit.name.actor, (hit.first, hit.last), rule or "organisation")
    if hit.has(NameKind.CAPITAL, NameKind.PLACE) and head_is_local(words, end):
        place = Actor(ActorKind.ORGANIZATION, words.cut(hit.first, hit.last))
        return hit.first, (place, (hit.first, hit.last), rule or "place")
    if rule and hit.has(NameKind.CAPITAL) and hit.name.actor is not None:
        return hit.first, (hit.name.actor, (hit.first, hit.last), rule)
    return None


def head_is_local(words: Words, at: int) -> bool:
    """True if the title after token ``at`` is one that a city or province has."""
    return any(words.low(i) in _LOCAL_POSTS for i in range(at, at + 3))


def _owner_title(words: Words, at: int) -> tuple[int, tuple[Actor | None, tuple[int, int] | None, str]] | None:
    """The body of a title in the possessive: "UN Secretary-General's personal envoy"."""
    head = head_at(words, at - 1) if at > 0 else None
    if head is None or head.last != at:
        return None
    inner = title_around(words, head)
    return (inner.first, (inner.body, inner.body_at, "possessive")) if inner.body is not None else None


def _ministry(words: Words, start: int, head: int, owner: Actor | None) -> tuple[Actor, int] | None:
    """A ministry among the title's words is its body: "Chinese Foreign Ministry | spokesperson"."""
    for at in range(head - 1, start - 1, -1):
        if words.low(at) in _MINISTRY and (at > start or owner is not None):
            name = words.cut(start, at + 1)
            if owner is not None and owner.kind is ActorKind.STATE:
                return body(f"{countries()[owner.name].adjective} {name}", owner.name), at + 1
            if owner is None and words.capital(start):
                return body(name), at + 1
    return None


def _right(words: Words, head: Head, loose: bool) -> tuple[int, tuple[Actor, int, int] | None, bool]:
    """How far prepositional phrases reach, the body in them (actor, first, last), and whether the end was open."""
    at = head.last
    found: tuple[Actor, int, int] | None = None
    opened = False
    if words.low(at) == "-" and words.low(at + 1) in ("elect", "designate"):
        at += 2
    while words.low(at) in ("of", "for", "to", "on", "at", "in") and _joined(words, at - 1, at):
        end, actor, opened = _object(words, at + 1, loose)
        if end == at + 1:
            break
        if actor is not None and words.low(at) != "to" and found is None:
            found = actor
        at = end
    return at, found, opened


def _object(words: Words, at: int, loose: bool) -> tuple[int, tuple[Actor, int, int] | None, bool]:
    """The object of a preposition in a title: words of office, names of the tables, or (loose) capitalised words."""
    table = title_words()
    start = at
    actor: tuple[Actor, int, int] | None = None
    while words.low(at) in ("the", "its", "his", "her", "their"):
        at += 1
    content = at
    while at < len(words.tokens):
        hit = words.starting.get(at)
        word = words.low(at)
        if hit is not None:
            if hit.has(*_OWNERS) and hit.name.actor is not None and actor is None:
                actor = (hit.name.actor, hit.first, hit.last)
            at = hit.last
        elif word in table.modifiers or (word in _OBJECT_NOUNS and at > content):
            at += 1
        elif at > content and word in ("and", "&", ",", "'s", "'", "the", "of") and _goes_on(words, at + 1):
            at += 1
        elif loose and _plain_capital(words, at):
            at += 1
        else:
            break
    opened = loose and any(_plain_capital(words, i) and words.low(i) not in table.modifiers for i in range(content, at))
    if opened and actor is None:
        first = next(i for i in range(content, at) if words.capital(i))
        actor = (body(words.cut(first, at)), first, at)
    if at == content:
        return start, None, False
    return at, actor, opened


_OBJECT_NOUNS = frozenset(
    {
        "ministry",
        "minister",
        "president",
        "staff",
        "parliament",
        "representatives",
        "state",
        "directors",
        "governors",
        "region",
    }
)


def _goes_on(words: Words, at: int) -> bool:
    """True if the object of the preposition goes on at ``at``: a word of office or a name of a body."""
    if words.low(at) == "the":
        at += 1
    hit = words.starting.get(at)
    if head_at(words, at) is not None or head_at(words, at + 1) is not None:
        return False
    if hit is not None:
        return head_at(words, hit.last) is None
    return words.low(at) in title_words().modifiers or words.low(at) in _OBJECT_NOUNS
