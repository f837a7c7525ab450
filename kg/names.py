"""Persons with their titles, found by a grammar over tokens.

::

    role        = title name ["of" body] | title "," name "," | name "," title | plural-title name "and" name
    title       = [phase] [body] {word of office} head {preposition object}        (kg/titles.py)
    name        = {honorific | rank} word {particle | initial | word} [suffix]

The grammar needs no parse; it reads the report's own words before anything is hidden from the parser, and says which
title phrases the parser had better not see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.gazetteer import NameKind, known_names, state
from kg.model import Actor, ActorKind, Phase
from kg.nouns import nouns
from kg.people import PARTICLES, SUFFIXES
from kg.titles import Head, Title, Words, head_at, possible, same_office, title_around, title_words

_CLOSERS = frozenset(
    {",", ".", ";", ")", "—", "–", "", ":", "who", "said", "says", "and", "told", "!", "?", "]", "whose", "to"}
)
_AND = frozenset({"and", ",", ", and", "&", "as well as", ", as well as", "along with"})
_STATES = (NameKind.COUNTRY, NameKind.ADJECTIVE)
_ARABIC = ("al-", "el-", "ad-", "as-", "ash-", "an-", "ar-", "at-", "az-")


@dataclass(frozen=True, slots=True)
class TitleMention:
    """A person with a title, in character offsets of the text: the whole, the name, the title, the body's words.

    ``title`` is the title without the body and without "former" and the like; ``body`` is who it belongs to, as far as
    the phrase itself says; ``woman`` is what an honorific or the title's ending tells of the person's sex.
    """

    start: int
    end: int
    person: str
    person_span: tuple[int, int]
    title: str
    title_span: tuple[int, int]
    body: Actor | None
    body_span: tuple[int, int] | None
    phase: Phase
    rule: str
    head: str = ""
    prepositions: bool = False
    woman: bool | None = None


@dataclass(frozen=True, slots=True)
class _Name:
    """A name's tokens; ``ranks`` are the heads of ranks before it."""

    first: int
    last: int
    text: str
    ranks: tuple[Head, ...] = ()
    woman: bool | None = None


def find_titles(text: str, known: frozenset[str] = frozenset()) -> tuple[TitleMention, ...]:
    """All persons with a title in ``text``, in order. ``known`` holds surnames that are known to be persons'."""
    words = Words.of(text)
    found: list[TitleMention] = []
    at = 0
    while at < len(words.tokens):
        head = head_at(words, at)
        if head is None:
            found.extend(_counterpart(words, at, found))
            at += 1
            continue
        new = list(_roles(words, head, known, found))
        found.extend(_coordinated(words, found, new))
        ends = [i for i in range(at, len(words.tokens)) if new and words.tokens[i].start >= new[-1].end]
        at = max(head.last, min(ends, default=len(words.tokens)) if new and new[-1].rule != "apposition" else head.last)
    return tuple(found)


def _roles(words: Words, head: Head, known: frozenset[str], before: list[TitleMention]) -> Iterator[TitleMention]:
    """The roles that one head noun makes."""
    title = title_around(words, head)
    if head.plural:
        yield from _joined_names(words, title)
        return
    name = name_at(words, title.last)
    if name is not None and _may_precede(words, title):
        yield from _with_ranks(words, title, name)
        return
    name = name_at(words, title.last + 1) if words.low(title.last) == "," and _introduces(words, title) else None
    if name is not None and words.low(name.last) in (",", ".", ")", "") and not _listed(words, title, name):
        yield _mention(words, title, name, "inverted")
        return
    yield from _apposed(words, head, known, before)


def _may_precede(words: Words, title: Title) -> bool:
    """True if the title can stand before a name: a weak noun needs a body, another word of office, or a capital."""
    head = title.head
    if not head.weak:
        return words.capital(head.first) or title.body is not None or title.determiner != "a"
    if title.determiner in ("a", "an"):
        return False
    return (
        title.body is not None
        or title.modified
        or (words.capital(head.first) and head.first > 0 and _capital_use(words, head))
    )


def _capital_use(words: Words, head: Head) -> bool:
    """True if the capital of a weak noun is its own and not that of a sentence's first word."""
    return words.low(head.first - 1) not in (".", "!", "?", ":", "“", '"', "")


def _introduces(words: Words, title: Title) -> bool:
    """True if a comma after the title can lead to its bearer's name ("the Russian president, X,")."""
    if title.determiner in ("a", "an") and title.body is None:
        return False
    return title.determiner != "" or title.body is not None


def _listed(words: Words, title: Title, name: _Name) -> bool:
    """True if title and name are two members of a list ("the minister, Ana Novak and Petr Kral")."""
    return words.low(name.last) == "," and head_at(words, name.first) is not None


def _with_ranks(words: Words, title: Title, name: _Name) -> Iterator[TitleMention]:
    """The title's role and one for each rank between the title and the name."""
    place = _of_place(words, name)
    yield _mention(words, title, name, title.rule, place)
    for rank in name.ranks:
        yield _mention(words, title_around(words, rank), name, "rank", place)


def _of_place(words: Words, name: _Name) -> tuple[Actor, int, int] | None:
    """The state or body after a name: "Prime Minister Novak of Slovakia"."""
    if words.low(name.last) != "of":
        return None
    at = name.last + 1 + (words.low(name.last + 1) == "the")
    hit = words.starting.get(at)
    if hit is not None and hit.name.actor is not None and hit.has(NameKind.COUNTRY, NameKind.BODY):
        return hit.name.actor, hit.first, hit.last
    return None


def _joined_names(words: Words, title: Title) -> Iterator[TitleMention]:
    """One role for each name after a plural title: "Presidents Novak and Kral", "ministers A of B and C of D"."""
    singular = replace(title, text=_singular(title))
    at = title.last
    names: list[tuple[_Name, tuple[Actor, int, int] | None]] = []
    while (name := name_at(words, at)) is not None:
        place = _of_place(words, name)
        names.append((name, place))
        at = place[2] if place else name.last
        if words.low(at) == "," and words.low(at + 1) == "and":
            at += 2
        elif words.low(at) in (",", "and", "&"):
            at += 1
        else:
            break
    if len(names) < 2:
        return
    pair = _two_bodies(words, title)
    for number, (name, place) in enumerate(names):
        own = singular
        if pair and len(names) == 2:
            own = replace(singular, body=pair[number])
        yield _mention(words, own, name, "joined", place)


def _singular(title: Title) -> str:
    words = title.text.split()
    plurals = title_words().plurals
    return " ".join(_cased(word, plurals.get(word.lower(), word.lower())) for word in words)


def _cased(model: str, word: str) -> str:
    if model.lower() == word:
        return model
    return word[0].upper() + word[1:] if model[:1].isupper() else word


def _two_bodies(words: Words, title: Title) -> tuple[Actor, Actor] | None:
    """The bodies of "the Czech and Slovak foreign ministers"."""
    if title.body is None or title.body_at is None:
        return None
    at = title.body_at[0]
    if words.low(at - 1) != "and":
        return None
    hit = words.ending.get(at - 1)
    if hit is None or not hit.has(*_STATES) or hit.name.actor is None:
        return None
    return hit.name.actor, title.body


def _apposed(words: Words, head: Head, known: frozenset[str], before: list[TitleMention]) -> Iterator[TitleMention]:
    """The role of a title in apposition: "X, the third-ranking Pentagon official,"; "and" may add a second title."""
    title = title_around(words, head, loose=True)
    first = title.first - (title.determiner != "")
    if title.determiner in ("his", "her", "their", "its", "our", "my"):
        return
    earlier = before[-1] if before else None
    second = words.low(first - 1) == "and" and earlier is not None and earlier.rule == "apposition"
    if second and earlier is not None:
        gap = words.text[earlier.end : words.tokens[first].start].strip()
        if gap == "and" and _closed(words, title) and (title.body is not None or not head.weak):
            person = _Name(-1, -1, earlier.person, woman=earlier.woman)
            own = replace(title, body=title.body or earlier.body)
            yield replace(
                _mention(words, own, person, "apposition"), start=earlier.start, person_span=earlier.person_span
            )
        return
    first = _past_owner(words, first)
    if words.low(first - 1) not in (",", "(", "—", "–") or first < 2:
        return
    name = name_before(words, first - 1, known | {m.person.split()[-1] for m in before})
    if name is None or not _closed(words, title) or name_at(words, title.last) is not None:
        return
    if (
        (head.weak or head.noun in ("general", "prince"))
        and title.body is None
        and not (title.modified and title.determiner)
    ):
        return
    yield _mention(words, title, name, "apposition")


def _past_owner(words: Words, first: int) -> int:
    """``first``, or where the person begins who owns the title ("President Novak's security adviser")."""
    if words.low(first - 1) not in ("'s", "'"):
        return first
    at = first - 1
    while at > 1 and first - at < 7 and (words.capital(at - 1) or words.low(at - 1) in ("the", "of", "former")):
        at -= 1
    return at


def _closed(words: Words, title: Title) -> bool:
    return words.low(title.last) in _CLOSERS


def _counterpart(words: Words, at: int, before: list[TitleMention]) -> Iterator[TitleMention]:
    """ "his Japanese counterpart(,) X": the title of the person named last, in the other state."""
    if words.low(at) != "counterpart" or not before:
        return
    hit = words.ending.get(at)
    if hit is None or not hit.has(*_STATES) or words.low(hit.first - 1) not in ("his", "her", "their", "its", "'s"):
        return
    name = name_at(words, at + 1 + (words.low(at + 1) == ","))
    model = next((m for m in reversed(before) if m.rule != "rank"), None)
    if name is None or model is None:
        return
    start, end = words.tokens[hit.first].start, words.tokens[name.last - 1].end
    span = (words.tokens[name.first].start, end)
    yield TitleMention(
        start, end, name.text, span, model.title, (words.tokens[at].start, words.tokens[at].end), hit.name.actor,
        (words.tokens[hit.first].start, words.tokens[hit.last - 1].end), Phase.CURRENT, "counterpart", model.head,
    )  # fmt: skip


def _coordinated(words: Words, before: list[TitleMention], new: list[TitleMention]) -> list[TitleMention]:
    """The new roles, a bare one with the body of the role that it is coordinated with."""
    out: list[TitleMention] = []
    for mention in new:
        last = (before + out)[-1] if before or out else None
        if mention.body is None and mention.title.lower() in title_words().default:
            mention = replace(mention, body=state(title_words().default[mention.title.lower()]), rule="default")
        if mention.body is None and last is not None and last.body is not None and mention.rule in ("bare", "joined"):
            gap = words.text[last.end : mention.start].strip()
            owner = _state_of(last.body)
            if gap in _AND and last.phase is mention.phase and _fits(mention, last, owner):
                mention = replace(mention, body=owner, rule="coordination")
        elif mention.rule == "rank" and last is not None and last.person == mention.person:
            mention = replace(mention, body=mention.body or _state_of(last.body))
        out.append(mention)
    return out


def _fits(mention: TitleMention, last: TitleMention, owner: Actor | None) -> bool:
    """True if the state of the role before can have this post as well."""
    return owner is not None and possible(mention.title, owner.name) and not same_office(mention.title, last.title)


def _state_of(actor: Actor | None) -> Actor | None:
    """A body's state where it has one: the colleague of a State Department spokesman serves the same state."""
    return actor.part_of if actor is not None and actor.part_of is not None else actor


def _mention(
    words: Words, title: Title, name: _Name, rule: str, place: tuple[Actor, int, int] | None = None
) -> TitleMention:
    ends = [title.last, place[2] if place else 0, name.last]
    starts = [title.first, *([name.first] if name.first >= 0 else [])]
    first, last = min(starts), max(ends)
    tokens = words.tokens
    body, where = title.body, title.body_at
    if place is not None and body is None:
        body, where, rule = place[0], (place[1], place[2]), "of" if rule == "bare" else rule
    table = title_words()
    sexes = [table.masculine, table.feminine]
    woman = name.woman
    noun = title.head.noun.split()[-1]
    if woman is None and (noun in sexes[0] or noun in sexes[1]):
        woman = noun in sexes[1]
    return TitleMention(
        tokens[first].start,
        tokens[last - 1].end,
        name.text,
        (tokens[name.first].start, tokens[name.last - 1].end) if name.first >= 0 else (0, 0),
        title.text,
        (tokens[title.first].start, tokens[title.last - 1].end),
        body,
        (tokens[where[0]].start, tokens[where[1] - 1].end) if where else None,
        title.phase,
        rule,
        title.head.noun,
        title.prepositions,
        woman,
    )


# ---------------------------------------------------------------------------------------------- names
def name_at(words: Words, at: int) -> _Name | None:
    """The person's name that begins at token ``at``, honorifics and ranks before it passed over."""
    table = title_words()
    ranks: list[Head] = []
    woman: bool | None = None
    while at < len(words.tokens):
        word = words.low(at)
        if word in table.honorifics and words.capital(at) and (word.endswith(".") or word not in ("he", "m", "right")):
            woman = True if word in table.feminine else False if word in table.masculine else woman
            at += 1
        elif (head := head_at(words, at)) is not None and head.rank and not _given(words, head):
            ranks.append(head)
            at = head.last
        else:
            break
    last = at
    while last < len(words.tokens) and last - at < 6 and _name_part(words, at, last):
        last += 1
    while last > at and (words.low(last - 1) in PARTICLES and not words.capital(last - 1)):
        last -= 1
    if last == at or (last == at + 1 and (at in words.inside or words.low(at) in PARTICLES or len(words.low(at)) < 2)):
        return None
    if all(len(words.tokens[i].key.rstrip(".")) == 1 for i in range(at, last)):
        return None
    text = " ".join(words.tokens[i].text for i in range(at, last)).rstrip(",")
    return _Name(at, last, text, tuple(ranks), woman)


def _given(words: Words, head: Head) -> bool:
    """True if what looks like a rank is a given name ("Gen Nakatani"): no full stop, and one plain name after it."""
    return (
        head.last == head.first + 1
        and words.tokens[head.first].text == "Gen"
        and words.capital(head.last)
        and not words.capital(head.last + 1)
    )


def _name_part(words: Words, first: int, at: int) -> bool:
    table = title_words()
    token = words.tokens[at]
    low = token.key.lower()
    if at > first and token.start - words.tokens[at - 1].end > 1:
        return False
    if low in PARTICLES and not token.capital:
        return at + 1 < len(words.tokens) and (words.capital(at + 1) or words.low(at + 1) in PARTICLES)
    if low.startswith(_ARABIC) and len(low) > 3:
        return True
    if not token.capital or not token.key[0].isalpha():
        return False
    if low in table.no_names and not (low in ("may", "march", "april", "june", "august") and first < at):
        return False
    if token.text in SUFFIXES or (len(token.key.rstrip(".")) == 1 and at > first):
        return True
    if (
        (head := head_at(words, at)) is not None
        and not _given(words, head)
        and not (at > first and head.rank is False and _surname(words, at))
    ):
        return False
    return _free(words, first, at)


def _surname(words: Words, at: int) -> bool:
    """True if a title word is somebody's last name here ("Stephen King"): nothing capitalised follows."""
    return words.low(at) in (
        "king",
        "prince",
        "pope",
        "judge",
        "chancellor",
        "justice",
        "major",
        "marshal",
    ) and not words.capital(at + 1)


def _free(words: Words, first: int, at: int) -> bool:
    """True if the token belongs to no name of the tables, or only looks like it ("Israel Katz", "Chris Jordan")."""
    if at not in words.inside:
        return True
    hit = words.starting.get(at)
    if hit is None or hit.last != at + 1 or hit.has(NameKind.BODY, NameKind.MEDIUM) or words.tokens[at].text.isupper():
        return False
    following = at + 1
    if at == first:
        return (
            words.capital(following)
            and following not in words.inside
            and words.low(following) not in title_words().no_names
            and head_at(words, following) is None
        )
    return at == first + 1 and first not in words.inside and not words.capital(following)


def name_before(words: Words, end: int, known: frozenset[str]) -> _Name | None:
    """The person's name that ends right before token ``end``; one word alone must be a ``known`` surname."""
    first = end
    while first > 0 and end - first < 6:
        if _name_part(words, first - 1, first - 1) or (first < end and _inner(words, first - 1)):
            first -= 1
        elif first < end and first - 1 in words.starting and _free(words, first - 1, first - 1):
            first -= 1
        else:
            break
    while first < end and words.low(first) in PARTICLES and not words.capital(first) and first > 0:
        first += 1
    if first == end:
        return None
    while first < end - 1 and words.low(first) in title_words().honorifics:
        first += 1
    parts = [words.low(i) for i in range(first, end)]
    if any(part in nouns("institution") for part in parts) or any(i in words.inside for i in range(first + 1, end - 1)):
        return None
    if all(part in title_words().modifiers for part in parts):
        return None
    if end - first == 1 and words.tokens[first].text not in known:
        return None
    if end - first > 1 and words.low(first - 1) in ("the", "a", "an", "'s"):
        return None
    text = " ".join(words.tokens[i].text for i in range(first, end))
    return _Name(first, end, text)


def _inner(words: Words, at: int) -> bool:
    token = words.tokens[at]
    return (token.key.lower() in PARTICLES and not token.capital) or (len(token.key.rstrip(".")) == 1 and token.capital)


# ---------------------------------------------------------------------------------------------- for the parser
def hidden_titles(text: str) -> list[tuple[int, int]]:
    """Spans of title phrases that a parser reads wrongly: those with a preposition, right before a name."""
    out: list[tuple[int, int]] = []
    for mention in find_titles(text):
        start, end = mention.title_span[0], mention.person_span[0]
        if mention.prepositions and mention.rule != "apposition" and text[mention.title_span[1] : end].strip() == "":
            start = _with_article(text, start)
            if start < end and (not out or out[-1][1] <= start):
                out.append((start, end))
    return out


def _with_article(text: str, start: int) -> int:
    """``start``, or where an article before it begins."""
    lead = text[:start].rstrip()
    for article in ("the", "The"):
        if lead.endswith(article) and (len(lead) == 3 or not lead[-4].isalnum()):
            return len(lead) - 3
    return start


def known_entities() -> tuple[tuple[str, str], ...]:
    """Names with the recogniser's labels, to be marked before a recogniser runs: bodies and media, longer places."""
    labels = {NameKind.BODY: "ORG", NameKind.MEDIUM: "ORG"}
    out = [(words, labels[kind]) for words, kind in known_names() if kind in labels]
    out += [
        (words, "GPE") for words, kind in known_names() if kind in (NameKind.COUNTRY, NameKind.CAPITAL) and " " in words
    ]
    return tuple(dict.fromkeys(out))


__all__ = ["ActorKind", "TitleMention", "find_titles", "hidden_titles", "known_entities", "name_at", "name_before"]
