"""Names of persons in token sequences: where one begins, and where it ends.

::

    name = {honorific | rank} word {particle | initial | word} [suffix]
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.names.acronyms import is_body_noun
from kg.names.gazetteer import NameKind
from kg.names.nouns import nouns
from kg.names.people import PARTICLES, SUFFIXES
from kg.names.titlewords import Head, Words, head_at, title_words

_TWO_WORDS = {"tan": {"sri"}, "datuk": {"seri", "sri"}, "dato": {"seri", "sri"}, "puan": {"sri"}}
_SURNAMES = frozenset({"church", "guard", "house", "club", "court", "bond", "fund", "trust", "front"})
_ARABIC = ("al-", "el-", "ad-", "as-", "ash-", "an-", "ar-", "at-", "az-")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name's tokens; ``ranks`` are the heads of ranks before it."""

    first: int
    last: int
    text: str
    ranks: tuple[Head, ...] = ()
    woman: bool | None = None


def name_at(words: Words, at: int) -> PersonName | None:
    """The person's name that begins at token ``at``, honorifics and ranks before it passed over."""
    table = title_words()
    ranks: list[Head] = []
    woman: bool | None = None
    while at < len(words.tokens):
        word = words.low(at)
        if word in _TWO_WORDS and words.low(at + 1) in _TWO_WORDS[word] and words.capital(at):
            at += 2
        elif (
            word in table.honorifics
            and words.capital(at)
            and ("." in words.tokens[at].text or word not in ("he", "m", "right"))  # "H.E.", but not "He"
        ):
            woman = True if word in table.feminine else False if word in table.masculine else woman
            at += 1
        elif word in _OF_BIRTH and words.capital(at + 1) and _ends_title(words, at):
            woman = word == "princess"
            at += 1
        elif (head := head_at(words, at)) is not None and head.rank and not _given(words, head):
            ranks.append(head)
            at = head.last
        else:
            break
    last = at
    nicknames: set[int] = set()
    small = 0
    while last < len(words.tokens) and last - at < 6 + len(nicknames) + small:
        if last > at and _nickname(words, last):
            nicknames |= {last, last + 1, last + 2}
            last += 3
        elif _name_part(words, last if last - 1 in nicknames else at, last):
            small += words.low(last) in PARTICLES
            last += 1
        else:
            break
    while last > at and (words.low(last - 1) in PARTICLES and not words.capital(last - 1)):
        last -= 1
    if last == at or (last == at + 1 and (at in words.inside or words.low(at) in PARTICLES or len(words.low(at)) < 2)):
        return None
    if all(len(words.tokens[i].key.rstrip(".")) == 1 or words.low(i) in table.modifiers for i in range(at, last)):
        return None
    if at in words.inside and words.low(last - 1) in table.modifiers:
        return None  # a body of a state: "Israel Atomic Energy"
    if is_body_noun(words.low(last - 1)) and words.low(last - 1) not in _SURNAMES:
        return None  # "Soybean Association"
    text = " ".join(words.tokens[i].text for i in range(at, last) if i not in nicknames).rstrip(",")
    return PersonName(at, last, text, tuple(ranks), woman)


_OF_BIRTH = frozenset({"prince", "princess"})


def _ends_title(words: Words, at: int) -> bool:
    """True if an office ends right before: "Defence Minister | Prince Khalid", no "Crown | Prince"."""
    heads = (head_at(words, i) for i in range(max(0, at - 3), at))
    return any(head is not None and head.last == at and head.noun not in ("king", "crown") for head in heads)


def _nickname(words: Words, at: int) -> bool:
    """True for a nickname in quotation marks inside a name: Ana “Red” Novak."""
    marks = words.low(at) in ("“", '"') and words.low(at + 2) in ("”", '"')
    return marks and words.capital(at + 1) and words.capital(at + 3) and _name_part(words, at + 3, at + 3)


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
    if low in table.no_names and not _also_name(words, first, at):
        return False
    if token.text in SUFFIXES or (len(token.key.rstrip(".")) == 1 and at > first):
        return True
    if (
        (head := head_at(words, at)) is not None
        and not _given(words, head)
        and not (at > first and head.rank is False and _surname(words, at))
        and not _sultan(words, first, at)
    ):
        return False
    return _free(words, first, at)


_MONTHS = frozenset({"may", "march", "april", "june", "august"})
_NAMES_TOO = frozenset({"to", "he", "an", "do", "so", "will", "no", "in", "her"})


def _also_name(words: Words, first: int, at: int) -> bool:
    """True for a small word that is a name here: "Theresa May", "Vice Premier He Lifeng", "Senator Will Novak"."""
    low = words.low(at)
    if low in _MONTHS:
        return first < at
    following = at + 1
    if at == first + 1 and low in _NAMES_TOO and words.tokens[at].text.istitle():
        glued = words.tokens[at].start - words.tokens[first].end == 1 and words.low(first).isalpha()
        return glued and len(low) > 1 and not words.capital(following)  # "Liu He": no sentence begins here
    plain = words.capital(following) and following not in words.inside and words.low(following).isalpha()
    glued = at > 0 and words.tokens[at].start - words.tokens[at - 1].end == 1 and words.low(at - 1)[-1:].isalpha()
    if low not in _NAMES_TOO or at != first or not plain or not glued or words.capital(at + 2):
        return False
    return words.low(following) not in title_words().no_names and not words.tokens[at].text.isupper()


def _sultan(words: Words, first: int, at: int) -> bool:
    """True for a given name that is a title elsewhere: "bin Sultan Al Kaabi", "Dr. Sultan Al Kaabi"."""
    if words.low(at) not in ("sultan", "emir", "amir", "malik", "prince") or not words.capital(at):
        return False
    if at > first:
        return words.low(at - 1) in PARTICLES
    before = words.low(at - 1)
    titled = before in title_words().honorifics or head_at(words, at - 1) is not None
    return titled and words.low(at) in ("sultan", "amir") and words.capital(at + 1)


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


def name_before(words: Words, end: int, known: frozenset[str]) -> PersonName | None:
    """The person's name that ends right before token ``end``; one word alone must be a ``known`` surname."""
    first = end
    while first > 0 and end - first < 6:
        begun = first < end
        told = first - 1 in words.starting and _free(words, first - 1, first - 1)
        if not (_name_part(words, first - 1, first - 1) or (begun and (_inner(words, first - 1) or told))):
            break
        first -= 1
    while first < end and words.low(first) in PARTICLES and not words.capital(first) and first > 0:
        first += 1
    if first == end:
        return None
    table = title_words()
    while first < end - 1 and (words.low(first) in table.honorifics or words.low(first) in table.modifiers):
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
    return PersonName(first, end, text)


def _inner(words: Words, at: int) -> bool:
    token = words.tokens[at]
    return (token.key.lower() in PARTICLES and not token.capital) or (len(token.key.rstrip(".")) == 1 and token.capital)
