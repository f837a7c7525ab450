"""Titles in apposition to a name: "Ana Novak, 56, the third-ranking Pentagon official,"; "and" may add a second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.model import Phase
from kg.names.personnames import PersonName, name_at, name_before
from kg.names.titlemention import TitleMention, mention_of
from kg.names.titles import Title, title_around
from kg.names.titlewords import Head, Words, before_aside

_CLOSERS = frozenset(
    {
        ",",
        ".",
        ";",
        ")",
        "—",
        "–",
        "",
        ":",
        "who",
        "and",
        "!",
        "?",
        "]",
        "whose",
        "to",
        "since",
        "until",
        "from",
        "under",
    }
    | {"during", "when", "but", "which"}
)
TAGS = frozenset({"said", "says", "told", "added", "announced", "confirmed", "reported", "stated", "noted"})


def apposed(words: Words, head: Head, known: frozenset[str], before: list[TitleMention]) -> Iterator[TitleMention]:
    """The role of a title in apposition: "X, the third-ranking Pentagon official,"; "and" may add a second title."""
    title = title_around(words, head, loose=True)
    first = title.first - (title.determiner != "")
    if title.determiner in ("his", "her", "their", "its", "our", "my"):
        return
    earlier = before[-1] if before else None
    bare = words.low(first - 1) == "," and not title.determiner and title.body is None
    second = (words.low(first - 1) == "and" or bare) and earlier is not None and earlier.rule == "apposition"
    if second and earlier is not None and (gap := _gap(words, earlier, first)) in ("and", ","):
        if gap and _closed(words, title) and (title.body is not None or not head.weak):
            person = PersonName(-1, -1, earlier.person, woman=earlier.woman)
            own = replace(title, body=title.body or earlier.body)
            yield replace(
                mention_of(words, own, person, "apposition"), start=earlier.start, person_span=earlier.person_span
            )
        return
    first = _past_owner(words, first)
    then = words.low(first - 1) if words.low(first - 1) in _WHEN and words.low(first - 2) == "," else ""
    first -= bool(then)
    if words.low(first - 1) not in (",", "(", "—", "–") or first < 2:
        return
    comma = before_aside(words, _past_age(words, first - 1)) - (words.low(first - 2) in ("mp", "mep", "msp"))
    name = name_before(words, comma, known | {m.person.split()[-1] for m in before})
    if name is None or not (_closed(words, title) or _tagged(words, title, name)):
        return
    if name_at(words, title.last) is not None:
        return
    if (
        (head.weak or head.noun in ("general", "prince"))
        and title.body is None
        and not title.owner
        and not ((title.modified or title.prepositions) and title.determiner)
    ):
        return
    yield mention_of(words, _over(words, title, then), name, "apposition")


_SUFFIXED = frozenset({"MP", "MEP", "MSP", "MLA", "TD", "MK"})


def suffixed(words: Words, head: Head, known: frozenset[str]) -> Iterator[TitleMention]:
    """The seat behind a full name, without a comma: "Ana Novak MP said"."""
    if words.cut(head.first, head.last) not in _SUFFIXED:
        return
    name = name_before(words, head.first, known)
    if name is not None and " " in name.text and not words.capital(head.last):
        yield mention_of(words, title_around(words, head, loose=True), name, "apposition")


_WHEN = frozenset({"then", "now", "once", "formerly", "currently", "previously"})


def _over(words: Words, title: Title, then: str) -> Title:
    """The title as a former one, where the text says until when it was held: "foreign minister from 2010 to 2014"."""
    word = words.low(title.last)
    years = [words.low(title.last + i) for i in (1, 3)]
    span = word == "from" and all(len(year) == 4 and year.isdigit() for year in years)
    over = title.phase is Phase.CURRENT and (
        then in ("then", "once", "formerly", "previously")
        or span
        or word == "until"
        or (word == "under" and words.capital(title.last + 1))
    )
    return replace(title, phase=Phase.FORMER) if over else title


def _gap(words: Words, earlier: TitleMention, first: int) -> str:
    """What stands between the last title and the next."""
    return words.text[earlier.end : words.tokens[first].start].strip()


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


def _tagged(words: Words, title: Title, name: PersonName) -> bool:
    """True for "Ana Novak, a spokeswoman for the bank said": only a sentence's first words can lack the second comma.

    Elsewhere the title is the subject of its own clause ("He will meet Ana Novak, a ministry spokeswoman said").
    """
    at = name.first
    while at > 0 and (words.capital(at - 1) or words.low(at - 1) in ("of", "the")):
        at -= 1
    begins = at == 0 or words.low(at - 1) in (".", ":", ";", "!", "?", '"', "“", "”", "-", "—", "–", ")")
    return begins and words.low(title.last) in TAGS


def _past_age(words: Words, comma: int) -> int:
    """The comma before an age, for the comma behind it: "Ana Novak, 56, the Danish envoy"."""
    age = words.low(comma - 1)
    return comma - 2 if age.isdigit() and 15 < int(age) < 110 and words.low(comma - 2) == "," else comma
