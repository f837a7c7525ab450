"""Persons with their titles, found by a grammar over tokens.

::

    role        = title name ["of" body] | title "," name "," | name "," title | plural-title name "and" name
    title       = [phase] [body] {word of office} head {preposition object}        (kg/names/titles.py)
    name        = kg/names/personnames.py

The grammar needs no parse; it reads the report's own words, before anything is hidden from the parser.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.model import Actor, ActorKind, Phase
from kg.names.acronyms import is_body_noun
from kg.names.appositions import TAGS, apposed, suffixed
from kg.names.counterparts import NOUNS, counterpart
from kg.names.gazetteer import lookup
from kg.names.localities import of_unknown
from kg.names.nameplaces import place_after
from kg.names.namesakes import namesake
from kg.names.objects import SERVING
from kg.names.personnames import PersonName, name_at, name_before
from kg.names.predicates import predicated
from kg.names.severally import listed_before, severally
from kg.names.titlemention import TitleMention, mention_of
from kg.names.titles import Title, title_around
from kg.names.titlewords import (
    Head,
    Words,
    default_owner,
    head_at,
    past_aside,
    past_spelling,
    possible,
    same_office,
    title_words,
)

_AND = frozenset({"and", ",", ", and", "&", "as well as", ", as well as", "along with"})


def find_titles(
    text: str, known: frozenset[str] = frozenset(), acronyms: Mapping[str, Actor] | None = None
) -> tuple[TitleMention, ...]:
    """All persons with a title in ``text``, in order.

    ``known`` holds surnames that are known to be persons', ``acronyms`` the bodies that the report has given them to.
    """
    words = Words.of(text, acronyms)
    found: list[TitleMention] = []
    at = 0
    while at < len(words.tokens):
        head = head_at(words, at)
        if head is None:
            if words.low(at) in _HEADLESS:
                found.extend(counterpart(words, at, found))
                found.extend(_nominal(words, at, known))
            at += 1
            continue
        new = list(_roles(words, head, known, found))
        found.extend(_coordinated(words, found, new))
        if new and text[new[-1].title_span[1] : new[-1].person_span[0]].strip(", ") and new[-1].rule != "apposition":
            at = head.last  # the second of two titles before one name is still to be read
            continue
        at = head.last
        if new and new[-1].rule != "apposition":
            while at < len(words.tokens) and words.tokens[at].start < new[-1].end:
                at += 1
    return tuple(mention for mention in found if not _calling(mention))


def _calling(mention: TitleMention) -> bool:
    """True for "Ana Novak, a Slovak lawyer": a calling with a nationality is no post."""
    calling = mention.head in title_words().callings and mention.rule == "apposition"
    return calling and mention.body is not None and mention.body.kind is ActorKind.STATE


def _roles(words: Words, head: Head, known: frozenset[str], before: list[TitleMention]) -> Iterator[TitleMention]:
    """The roles that one head noun makes."""
    title = title_around(words, head)
    if head.plural:
        yield from list(severally(words, title)) or list(listed_before(words, title, known))
        return
    name = name_at(words, title.last)
    if name is not None and namesake(words, title, name):
        return
    if name is not None and title.prepositions and words.capital(name.last) and is_body_noun(words.low(name.last)):
        name = None  # "leader of the ruling | Harbour Party"
    if (
        name is not None
        and (_may_precede(words, title) or _on_the_bench(words, title, name))
        and _no_noun(head, name, known)
    ):
        yield from _with_ranks(words, title, name)
        return
    if words.low(title.last) == "and" and (name := _of_second(words, title)) is not None:
        yield mention_of(words, title, name, title.rule)
        return
    comma = past_spelling(words, title.last)
    named = words.low(comma) == "," and _introduces(words, title) and not _served(words, title)
    name = name_at(words, comma + 1) if named else None
    ends = (",", ".", ")", "", *(TAGS if _begins(words, title) else ()), *(("as",) if title.body is not None else ()))
    last = past_aside(words, name.last) if name is not None else 0
    closed = name is not None and (words.low(last) in ends or _as_what(words, title))
    inside = words.low(last) in TAGS and words.low(last + 1) == "," and words.low(last + 2) not in ("“", '"')
    closed = closed and not inside  # "the envoy, Novak said, was late"
    if name is not None and closed and not _listed(words, title, name):
        yield mention_of(words, title, name, "inverted")
        return
    if (name := _past_title(words, title)) is not None:
        yield mention_of(words, title, name, "inverted")
        return
    told = list(apposed(words, head, known, before))
    yield from told or list(suffixed(words, head, known)) or predicated(words, head, known)


def _as_what(words: Words, title: Title) -> bool:
    """True if a sentence begins with the post as which somebody acts: "As leader of the party, Novak said"."""
    at = title.first - (title.determiner != "") - 1
    return words.low(at) == "as" and words.capital(at)


def _begins(words: Words, title: Title) -> bool:
    """True if a title with its body begins a sentence."""
    first = title.first - (title.determiner != "")
    named = title.body is not None or title.owner != ""
    return named and words.low(first - 1) in ("", ".", "!", "?", "”", "-", "–", "—")


def _no_noun(head: Head, name: PersonName, known: frozenset[str]) -> bool:
    """False for "General Licenses": a rank in full, before one word that names no known person."""
    return head.noun not in ("general", "commander", "captain", "marshal") or " " in name.text or name.text in known


def _of_second(words: Words, title: Title) -> PersonName | None:
    """The person of a second title: "Deputy Prime Minister and Defence Minister Novak" has both posts."""
    if title.determiner or not words.capital(title.head.first):
        return None
    for at in range(title.last + 1, min(title.last + 6, len(words.tokens))):
        head = head_at(words, at)
        if head is None or head.plural:
            continue
        second = title_around(words, head)
        own = second.first == title.last + 1 and second.body is None and words.capital(second.first)
        return name_at(words, second.last) if own else None
    return None


def _may_precede(words: Words, title: Title) -> bool:
    """True if the title can stand before a name: a weak noun needs a body, another word of office, or a capital."""
    head = title.head
    if head.noun in title_words().needy and title.body is None and title.determiner != "the":
        if head.noun in title_words().callings and title.modified:
            return title.determiner == ""  # "human rights lawyer Ana Novak"
        return words.capital(head.first) and words.low(head.last) in ("sheikh", "shaikh")
    if not head.weak:
        return words.capital(head.first) or title.body is not None or title.determiner != "a"
    if title.determiner in ("a", "an"):
        return False
    return (
        title.body is not None
        or title.owner != ""
        or title.modified
        or (words.capital(head.first) and head.first > 0 and _capital_use(words, head))
    )


def _on_the_bench(words: Words, title: Title, name: PersonName) -> bool:
    """True for "Judge Ana Novak": before a full name the word is no surname itself."""
    before = title.head.first - 1
    alone = title.head.noun == "judge" and (not words.capital(before) or words.low(before) in title_words().no_names)
    return alone and words.capital(title.head.first) and " " in name.text


def _capital_use(words: Words, head: Head) -> bool:
    """True if the capital of a weak noun is its own and not that of a sentence's first word."""
    return words.low(head.first - 1) not in (".", "!", "?", ":", "“", '"', "")


def _introduces(words: Words, title: Title) -> bool:
    """True if a comma after the title can lead to its bearer's name ("the Russian president, X,")."""
    if title.determiner in ("a", "an") and title.body is None:
        return False
    as_what = words.low(title.first - 1) == "as" and words.capital(title.first - 1)  # "As treasurer, Ana Novak cut"
    owned = title.body is not None or title.owner != "" or words.low(title.first - 1) == "'s"
    return title.determiner != "" or owned or as_what


def _served(words: Words, title: Title) -> bool:
    """True for the second post of "a spokesman for the prime minister, X,": who of both is named stays open."""
    first = title.first - (title.determiner != "")
    return words.low(first - 1) in ("for", "to") and words.low(first - 2) in SERVING


def _past_title(words: Words, title: Title) -> PersonName | None:
    """The person behind a second title: "Kenya's top diplomat, Foreign Minister Ana Novak,"."""
    if title.body is None or title.rule not in ("possessive", "demonym") or words.low(title.last) != ",":
        return None
    head = next((h for i in range(title.last + 1, title.last + 5) if (h := head_at(words, i)) is not None), None)
    if head is None or head.plural:
        return None
    second = title_around(words, head)
    name = name_at(words, second.last) if second.first == title.last + 1 and second.body is None else None
    return name if name is not None and words.low(name.last) == "," else None


def _listed(words: Words, title: Title, name: PersonName) -> bool:
    """True if title and name are two members of a list ("the minister, Ana Novak and Petr Kral")."""
    return words.low(name.last) == "," and head_at(words, name.first) is not None


def _with_ranks(words: Words, title: Title, name: PersonName) -> Iterator[TitleMention]:
    """The title's role and one for each rank between the title and the name."""
    place = place_after(words, name, title.head)
    yield mention_of(words, title, name, title.rule, place)
    for rank in name.ranks:
        own = title_around(words, rank)
        own = replace(own, first=rank.first, text=words.cut(rank.first, rank.last), body=None, body_at=None, owner="")
        yield mention_of(words, own, name, "rank", place)


_TERMS = frozenset({"presidency", "premiership", "chancellorship", "papacy", "mayoralty"})
_HEADLESS = _TERMS | NOUNS


def _nominal(words: Words, at: int, known: frozenset[str]) -> Iterator[TitleMention]:
    """ "the presidency of X", "X's presidency": a person's time in a post."""
    if words.low(at) not in _TERMS:
        return
    name = name_at(words, at + 2) if words.low(at + 1) == "of" else None
    if name is None and words.low(at - 1) in ("'s", "'"):
        name = name_before(words, at - 1, known)
    if name is None or (" " not in name.text and name.text not in known):
        return
    first, last = min(at, name.first), max(at + 1, name.last)
    start, end = words.tokens[first].start, words.tokens[last - 1].end
    span = (words.tokens[name.first].start, words.tokens[name.last - 1].end)
    where = (words.tokens[at].start, words.tokens[at].end)
    yield TitleMention(
        start, end, name.text, span, words.tokens[at].text, where, None, None, Phase.CURRENT, "nominal", words.low(at)
    )


def _coordinated(words: Words, before: list[TitleMention], new: list[TitleMention]) -> list[TitleMention]:
    """The new roles, a bare one with the body of the role that it is coordinated with."""
    out: list[TitleMention] = []
    for mention in new:
        last = (before + out)[-1] if before or out else None
        if mention.body is None and (owner := default_owner(mention.title)):
            entry = lookup(owner)
            mention = replace(mention, body=entry.actor if entry is not None else None, rule="default")
        same = last is not None and last.person_span == mention.person_span
        if same and mention.head in ("prince", "princess"):
            continue  # "Defence Minister Prince Khalid": his birth, no second post
        if last is not None and same and mention.rule in ("rank", "bare"):
            state = _state_of(last.body)
            if mention.body is None and state is not None and possible(mention.title, state.name):
                mention = replace(mention, body=state)
        elif mention.body is None and last is not None and last.body is not None and mention.rule in ("bare", "joined"):
            gap = words.text[last.end : mention.start].strip()
            whole = _state_of(last.body)
            told = of_unknown(words.text, mention.end)
            if gap in _AND and last.phase is mention.phase and not told and _fits(mention, last, whole):
                mention = replace(mention, body=whole, rule="coordination")
        out.append(mention)
    return out


def _fits(mention: TitleMention, last: TitleMention, owner: Actor | None) -> bool:
    """True if the state of the role before can have this post as well."""
    return owner is not None and possible(mention.title, owner.name) and not same_office(mention.title, last.title)


def _state_of(actor: Actor | None) -> Actor | None:
    """A body's state where it has one: the colleague of a State Department spokesman serves the same state."""
    return actor.part_of if actor is not None and actor.part_of is not None else actor
