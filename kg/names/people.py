"""The report's own table of persons: full names, and who a surname alone means.

Statistical recognisers mislabel every fifth surname; a report that has once said "Foreign Minister Ana Novak" has said
who "Novak" is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg.names.gazetteer import Token, lookup, tokens
from kg.names.nouns import nouns
from kg.names.titlewords import Words, head_at, title_words

PARTICLES = frozenset(
    {"von", "van", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le", "el", "al"}
    | {"bin", "ibn", "bint", "ben", "abu", "ter", "ten", "zu", "af", "av", "y", "e"}
)
SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})


def bare(name: str) -> str:
    """A name without inner initials and stray white space: "Donald J. Trump" to "Donald Trump"."""
    words = name.replace("’", "'").split()
    kept = [w for i, w in enumerate(words) if i in (0, len(words) - 1) or len(w.rstrip(".")) != 1]
    return " ".join(_suffix(word.rstrip(",")) for word in kept)


def _suffix(word: str) -> str:
    return f"{word}." if word in ("Jr", "Sr") else word


def unsuffixed(name: str) -> str:
    """The name without "Jr." and the like, which reports write and leave out side by side."""
    words = name.split()
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """The word without diacritics: reports write "Erdogan" and "Erdoğan" side by side."""
    plain = unicodedata.normalize("NFKD", word.translate(_STROKES))
    return "".join(c for c in plain if not unicodedata.combining(c))


_STROKES = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "þ": "th",
        "Þ": "Th",
        "ð": "d",
        "Ð": "D",
    }
)


@dataclass(frozen=True)
class People:
    """Full names in the order of the text, and the full names that a last or first name stands for.

    ``usual`` gives a form of a name ("Kishida Fumio") the name that the person goes by ("Fumio Kishida").
    """

    names: tuple[str, ...]
    last: dict[str, tuple[str, ...]]
    first: dict[str, tuple[str, ...]]
    usual: dict[str, str]
    inner: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, found: Iterable[str], usual: Callable[[str], str] = str) -> People:
        """The table of the names ``found``; a name of one word stands for itself."""
        names = tuple(dict.fromkeys(bare(name) for name in found))
        last: dict[str, tuple[str, ...]] = {}
        first: dict[str, tuple[str, ...]] = {}
        for name in names:
            words = fold(unsuffixed(name)).split()
            for key in dict.fromkeys((words[-1], words[-1].removeprefix("al-").removeprefix("Al-"))):
                if len(words) > 1 or " " in name:  # "Charles III" is "Charles" as well
                    last[key] = (*last.get(key, ()), name)
            if len(words) > 1 and words[0].lower() not in PARTICLES:
                first[words[0]] = (*first.get(words[0], ()), name)
        inner: dict[str, tuple[str, ...]] = {}
        for name in names:
            words = fold(unsuffixed(name)).split()
            if len(words) > 2 and words[-2].lower() not in PARTICLES and len(words[-2].rstrip(".")) > 2:
                inner[words[-2]] = (*inner.get(words[-2], ()), name)  # the first of two surnames: "Ana Novak Kralova"
        for name in names:
            if " " not in name and fold(name) not in last and fold(name) not in first:
                last[fold(name)] = (name,)
        return cls(names, last, first, _one_form({name: usual(name) for name in names}), inner)

    def who(self, word: str) -> tuple[str, ...]:
        """The persons whom one name alone can mean: by their last name, or else their first, or the last but one."""
        key = fold(word)
        forms = self.last.get(key) or self.first.get(key) or self.inner.get(key, ())
        return tuple(dict.fromkeys(self.usual[form] for form in forms))

    def short(self, name: str) -> tuple[str, ...]:
        """The persons whom a surname can mean, with its particle ("bin Salman") or without."""
        particle, _, rest = fold(name).lower().partition(" ")
        if particle in PARTICLES and rest:
            tailed = (self.usual[full] for full in self.names if f"{particle} {rest}" in _tails(full))
            return tuple(dict.fromkeys(tailed)) or self.who(name.split()[-1])
        return self.who(name.split()[-1])

    def find(self, words: tuple[Token, ...]) -> Iterator[tuple[int, int, str]]:
        """Token spans that name a person, with the usual name (or the word as it stands where two could be meant)."""
        at = 0
        recent: dict[str, str] = {}
        while at < len(words):
            span = self._at(words, at, recent) if words[at].capital or words[at].key.lower() in PARTICLES else None
            if span:
                yield at, span[0], span[1]
                at = span[0]
            else:
                at += 1

    def _at(self, words: tuple[Token, ...], at: int, recent: dict[str, str]) -> tuple[int, str] | None:
        for name in self.first.get(fold(words[at].key), ()):
            if (end := _matches(name, words, at)) is not None:
                recent[fold(name).split()[-1]] = self.usual[name]
                recent |= dict.fromkeys(_tails(name), self.usual[name])
                return end, self.usual[name]
        start = at
        while words[at].key.lower() in PARTICLES and at + 1 < len(words) and words[at].end + 1 == words[at + 1].start:
            at += 1
        key = words[at].key
        if start < at and words[at].capital:
            tail = " ".join(fold(word.key).lower() for word in words[start : at + 1])
            if len(self.short(tail)) > 1:  # "Minister bin Salman", where two brothers are known
                return at + 1, recent.get(tail, tail)
        who = self.who(key) if words[at].capital else ()
        if not who or (start == at and _part_of_longer(words, at, self)):
            return None
        if start < at and not any(fold(words[start].key) in fold(name).split() for name in who):
            return None
        end = at + 2 if at + 1 < len(words) and words[at + 1].text in SUFFIXES else at + 1
        return end, who[0] if len(who) == 1 else recent.get(fold(key), key)


def _tails(name: str) -> tuple[str, ...]:
    """A name's particles, each with the word behind it: "bin salman" of "Khalid bin Salman Al Saud"."""
    words = fold(unsuffixed(name)).lower().split()
    return tuple(f"{a} {b}" for a, b in pairwise(words[1:]) if a in PARTICLES and b not in PARTICLES)


def _one_form(usual: dict[str, str]) -> dict[str, str]:
    """The names with one spelling for each person: that with diacritics and suffix, of two such the first."""
    best: dict[str, str] = {}
    for name in usual.values():
        key = fold(unsuffixed(name))
        other = best.setdefault(key, name)
        if other in (key, fold(other)) and len(name) >= len(other):
            best[key] = name
    return {form: best[fold(unsuffixed(name))] for form, name in usual.items()}


_MARKS = frozenset('“”"')


def _matches(name: str, words: tuple[Token, ...], at: int) -> int | None:
    """Where ``name`` ends if it begins at ``at``; initials in the text are passed over, "Jr." may be missing."""
    for part in fold(unsuffixed(name)).split():
        while (
            at < len(words)
            and fold(words[at].key) != part
            and len(words[at].key.rstrip(".")) == 1
            and words[at].capital
        ):
            at += 1
        if at + 3 < len(words) and words[at].key in _MARKS and words[at + 2].key in _MARKS:
            at += 3  # a nickname
        if at >= len(words) or fold(words[at].key) != part:
            return None
        at += 1
    return at + 1 if at < len(words) and words[at].text in SUFFIXES else at


def _part_of_longer(words: tuple[Token, ...], at: int, people: People) -> bool:
    """True if the word is a part of another person's name ("Rosa Novak" where only Ana Novak is known)."""
    if at < 2 or not words[at - 1].capital or words[at - 1].end + 1 != words[at].start or words[at - 1].text.isupper():
        return False
    before = words[at - 1].key
    table = title_words()
    low = before.lower()
    plain = low not in table.honorifics | table.modifiers | table.no_names | table.plurals.keys()
    if not plain or low in table.phases or low in table.current or head_at(Words.of(before), 0) or lookup(before):
        return False
    own = any(fold(before) in fold(name).split() for name in people.who(words[at].key))
    return not own and words[at - 2].key not in (".", "!", "?", ":", "“", '"', "(")


def person_name(words: str) -> str | None:
    """The name in a recogniser's PERSON span, without title, article and possessive; None if it is no person's."""
    parts = [token for token in tokens(words) if token.key not in ("'s", "*", "'")]
    titles = title_words().honorifics
    while parts and (not parts[0].capital or parts[0].key.lower() in titles or head_at(Words.of(parts[0].text), 0)):
        parts = parts[1:]
    if any(part.key.lower() in nouns("institution") | nouns("building") for part in parts):
        return None
    if parts and parts[-1].key.lower() in title_words().plurals:
        return None
    ends = {parts[0].key.lower(), parts[-1].key.lower()} if parts else set()
    if ends & PARTICLES or not 2 <= len(parts) <= 5 or lookup(" ".join(p.text for p in parts)):
        return None
    fine = all(
        (p.capital or p.key.lower() in PARTICLES or p.key.startswith("al-")) and p.key[0].isalpha() for p in parts
    )
    shouted = all(p.text.isupper() for p in parts)
    return " ".join(p.text for p in parts) if fine and not shouted else None
