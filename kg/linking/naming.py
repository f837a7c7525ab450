"""Names made alike: letters of any script as Latin ones, words, what carries no meaning off, acronyms, sounds.

Two names that a reader takes for one should have words in common here; that they have is no proof that they are one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?\b|\b[a-z]\.[a-z]\b")
_WORDS = re.compile(r"[a-z0-9]+")
_LONGEST = 500  # letters of a name that are looked at


def _set(of: str) -> frozenset[str]:
    return frozenset(of.split())


SMALL = _set(
    "the of for and in on at to a an de la le les du des d l et der die das den dem und fur von van del della di da do "
    "dos das el los las y e i"
)
"""Words that names have or leave out at will."""

TITLES = _set(
    "mr mrs ms miss mx dr prof professor sir dame lord lady baron baroness monsieur madame mme herr frau senor senora "
    "president premier chancellor minister secretary senator representative congressman congresswoman governor mayor "
    "ambassador general gen colonel col major lieutenant lt captain admiral marshal king queen prince princess emperor "
    "pope sheikh sheik emir sultan ayatollah imam rev reverend cardinal archbishop bishop hon honourable honorable "
    "excellency former acting deputy vice prime foreign defence defense finance state chief"
)
"""Words that stand before the name of a person who holds an office or a rank."""

FORMS = _set(
    "inc incorporated ltd limited llc llp lp plc corp corporation co company gmbh ag kg kgaa se sa sas sarl spa srl nv "
    "bv ab as asa oy oyj aps kk pty pte bhd sdn jsc ojsc pjsc ooo oao zao pao zoo"
)
"""Words for the legal form of a company."""

_AFTER = _set("jr sr ii iii iv phd md mp mep qc kc obe cbe")


def folded(name: str) -> str:
    """The words of a name in small Latin letters and digits, without accents, with a space between.

    Scripts are made Latin by ``anyascii`` letter by letter, which gives consonants only for Arabic and Hebrew; dotted
    and single letters in a row are one word. What has no letter or digit is empty.

    >>> folded("Côte d’Ivoire"), folded("U.S. & Łódź"), folded("J. D. Vance"), folded("Владимир Зеленский")
    ('cote divoire', 'us and lodz', 'jd vance', 'vladimir zelenskiy')
    """
    return " ".join(words(name))


@lru_cache(1 << 16)
def words(name: str) -> tuple[str, ...]:
    """The words of ``folded``."""
    text = unicodedata.normalize("NFKC", name[:_LONGEST])
    if not text.isascii():
        from anyascii import anyascii

        text = anyascii(text)
    text = text.casefold().replace("'", "").replace("`", "").replace("&", " and ")
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    return tuple(_joined(_WORDS.findall(text)))


def _joined(found: list[str]) -> list[str]:
    """Single letters in a row as one word."""
    if sum(len(word) == 1 for word in found) < 2:
        return found
    made: list[str] = []
    single = False
    for word in found:
        if single and len(word) == 1 and word.isalpha():
            made[-1] += word
        else:
            made.append(word)
            single = len(word) == 1 and word.isalpha()
    return made


def core(name: str, *, person: bool = False) -> tuple[str, ...]:
    """The words that carry the meaning of a name; all of them if none would be left.

    Off are articles and the like, titles before a person's name and letters after it, legal forms. Words that mean a
    country ("Japanese", "U.S.") become its name, but in names of persons.

    >>> core("The Japanese Ministry of Finance"), core("Prime Minister Sir Tony Blair", person=True), core("Siemens AG")
    (('japan', 'ministry', 'finance'), ('tony', 'blair'), ('siemens',))
    """
    all_words = words(name)
    found = list(all_words)
    if person:
        while len(found) > 1 and found[0] in TITLES:
            del found[0]
        while len(found) > 2 and found[-1] in _AFTER:
            del found[-1]
        return tuple(found)
    while len(found) > 1 and found[-1] in FORMS:
        del found[-1]
    meant: list[str] = []
    known = _countries()
    for word in found:
        if word not in SMALL:
            meant.extend(known.get(word) or (word,))
    return tuple(dict.fromkeys(meant)) or all_words


@lru_cache(1)
def _countries() -> dict[str, tuple[str, ...]]:
    """The words of a country's name by each single word that means it: an adjective, another name."""
    found: dict[str, set[tuple[str, ...]]] = {}
    names: set[tuple[str, ...]] = set()
    for line in files("kg.lexicon").joinpath("countries.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, aliases, adjectives, *_ = line.split("\t")
        names.add(words(name))
        for other in filter(None, f"{aliases}|{adjectives}".split("|")):
            if len(made := words(other)) == 1:
                found.setdefault(made[0], set()).add(tuple(word for word in words(name) if word not in SMALL))
    return {word: next(iter(of)) for word, of in found.items() if len(of) == 1 and (word,) not in names}


def initials(name: str) -> tuple[str, ...]:
    """The acronyms that a name of two words or more could have: without its small words, and with them.

    >>> initials("International Monetary Fund"), initials("Department of Defense"), initials("NATO")
    (('imf',), ('dd', 'dod'), ())
    """
    all_words = words(name)
    if len(all_words) > 1 and all_words[0] == "the":
        all_words = all_words[1:]
    plain = "".join(word[0] for word in all_words if word not in SMALL)
    whole = "".join(word[0] for word in all_words)
    return tuple(dict.fromkeys(short for short in (plain, whole) if len(short) > 1))


def is_acronym(name: str) -> bool:
    """True for two to eight capitals, dots between them or not.

    >>> is_acronym("U.S."), is_acronym("НАТО"), is_acronym("Nato"), is_acronym("X")
    (True, True, False, False)
    """
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()


_SOUNDS = tuple(
    (re.compile(spelt), sound)
    for spelt, sound in (
        *(
            (r"tsch|tch", "k"),
            (r"sch|sh|sz|zh|ts|tz|cz", "s"),
            (r"ph", "f"),
            (r"ck|kh|ch|q", "k"),
            (r"c(?=[eiy])", "s"),
            (r"c", "k"),
        ),
        *((r"x", "ks"), (r"z", "s"), (r"w", "v"), (r"^[yj]", "1"), (r"^[aeiou]", "2"), (r"[aeiouyjh]", "")),
        *((r"(.)\1+", r"\1"), (r"^1", "j"), (r"^2", "a")),
    )
)


@lru_cache(1 << 16)
def sound(word: str) -> str:
    """The consonants of a word of small Latin letters, with those that languages write for each other made alike.

    >>> sound("zelenskyy") == sound("selenskyj"), sound("mohammed") == sound("mhmd"), sound("yemen") == sound("jemen")
    (True, True, True)
    """
    for spelt, meant in _SOUNDS:
        word = spelt.sub(meant, word)
    return word
