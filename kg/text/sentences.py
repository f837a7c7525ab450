"""Where sentences start in a clean text.

A full stop ends a sentence unless it belongs to an abbreviation, an initial or a number; a question or exclamation mark
does unless a tag of speech follows the quotation ('"Never!" Macron told them'). What may follow an end is a capital,
a figure or an opening mark. The list of sentence openers decides for abbreviations that can stand at an end ("in the
U.S. The deal ..."): after Kiss and Strunk (2006), an abbreviation followed by a frequent sentence starter is an end.
"""

from __future__ import annotations

import re

from kg.text.tags import TAG, word_set

_TITLES = word_set(
    """mr mrs ms messrs dr prof gen lt col maj capt cmdr cdr adm brig sgt cpl sen rep gov pres amb hon rev fr
    st mt ft vs viz cf i.e e.g approx supt insp dep asst atty"""
)
_BEFORE_FIGURE = word_set(
    """no nos art arts fig figs para paras sec sect ch vol p pp jan feb mar apr jun jul aug sep sept oct nov dec c ca
    res"""
)
_MAY_END = word_set("inc ltd co corp plc bros etc al jr sr est dept ph.d m.d esq")
_HOURS = frozenset(("a.m", "p.m"))
_ZONES = re.compile(r"(?:[A-Z]{2,4}T|GMT|UTC|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+ time)\b")
_OPENERS = word_set(
    """The A An In On At For From With By As After Before During Since While When If Although Though Despite Under
    He She It They We You I His Her Its Their Our My This That These Those There Here But And So Yet However Meanwhile
    Moreover Also Still Now Then Instead According Earlier Later Last Next Asked Speaking Both Neither Each Some Many
    Most Several Other Others All No Not What Why How Who"""
)
_END = re.compile(
    r"""(?P<mark>[.!?]+|\.\.\.|…)             # the end mark
        (?P<after>(?:["”’')\]»]|\[\d+\])*)    # closing marks and footnote signs
        (?P<gap>\s+)""",
    re.VERBOSE,
)
_GLUED = re.compile(r"(?<=[a-z]{2})[.!?](?=[A-Z][a-z])")  # "will apply.The Department"
_WORD = re.compile(r"[^\s\"“”‘'(\[—–/]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]|(?:[A-Z]\.)+[A-Z]?[a-z]?")
_LABEL = re.compile(r"(?P<label>[^.!?:;\"“]{2,60}):\s+(?=[^\W\d_a-z])")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})")


def sentence_starts(clean: str) -> tuple[int, ...]:
    """Offsets at which a sentence starts, in order, the first word's among them; empty for an empty text.

    >>> [ "The U.S. asked for 3.5 percent. It got 3."[i:][:4] for i in (0, 32) ]
    ['The ', 'It g']
    """
    if not clean.strip():
        return ()
    first = len(clean) - len(clean.lstrip())
    found = {first}
    label = _LABEL.match(clean, first)
    if label is not None and _is_label(label["label"]):
        found.add(label.end())
    last = first
    for end in _END.finditer(clean):
        if end.end() < len(clean) and _ends(clean, last, end):
            last = end.end()
            found.add(last)
    found.update(glued.end() for glued in _GLUED.finditer(clean))
    return tuple(sorted(found))


def ends_open(line: str) -> bool:
    """True if a line ends with a full stop that ends no sentence: "met with Mr.", "President Donald J."."""
    line = line.rstrip()
    if not line.endswith("."):
        return False
    found = _WORD.search(line[:-1])
    before = found.group() if found else ""
    return before.lower() in _TITLES or re.fullmatch(r"[A-Z]", before) is not None


def _is_label(words: str) -> bool:
    """True for the words of a run-in heading ("Budget talks: ..."), false for "He said: ..."."""
    return len(words.split()) <= 6 and TAG.search(words) is None


def _ends(clean: str, last: int, end: re.Match[str]) -> bool:
    """True if the end mark found closes the sentence that began at ``last``."""
    mark, after, rest = end["mark"], end["after"], clean[end.end() : end.end() + 120]
    rest = re.sub(r"^\((?:[a-z]|[ivx]{1,4})\)\s+", "", rest)
    opening = rest.lstrip("\"“‘'([«„—–-* ")
    if not opening or not (opening[0].isupper() or opening[0].isdigit() or opening[0] in "$€£¥"):
        return False
    following = re.match(r"[\w'’]+", opening)
    word = following.group() if following else ""
    if mark == "…" or mark.startswith(".."):
        return not word.startswith("I") or word not in ("I", "I’m", "I'm", "I’ve", "I've")
    if mark[-1] in "!?":
        return not (after and _tagged(opening))
    return bool(after.strip("[]0123456789")) or not _abbreviates(clean, last, end.start(), opening, word)


def _tagged(rest: str) -> bool:
    """True if a tag of speech follows a quotation: a short subject and its verb, or the verb first."""
    clause = re.split(r"[.!?;\"“]\s", rest, maxsplit=1)[0]
    found = TAG.search(clause)
    return found is not None and len(clause[: found.start()].split()) <= 8


def _abbreviates(clean: str, last: int, stop: int, rest: str, word: str) -> bool:
    """True if the full stop at ``stop`` belongs to an abbreviation, an initial or an enumerator."""
    found = _WORD.search(clean, max(last, stop - 40), stop)
    before = found.group() if found else ""
    low = before.lower()
    if stop - last <= 4 and _ENUMERATOR.fullmatch(clean[last:stop]):
        return True  # "1. The ministers", "(a). The"
    if low in _TITLES:
        return True
    if low in _BEFORE_FIGURE:
        return rest[0].isdigit()
    if low in _HOURS:
        return _ZONES.match(rest) is not None
    if low in _MAY_END or _INITIALS.fullmatch(before):
        return word not in _OPENERS or (word in ("A", "I") and rest[1:2] == ".")
    return False
