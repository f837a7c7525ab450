"""Posts that a clause gives to a name: "Ana Novak, who is also the envoy,", "Petr Kral became prime minister in May".

::

    name [","] ["who"] ["has" | "had"] verb [adverb] ["the" | "a" | "as"] title closer
    name [","] ["who"] verb of change ["as"] title closer        ("took over as", "succeeded Petr Kral as")
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.model import Phase
from kg.names.personnames import name_before
from kg.names.titlemention import TitleMention, mention_of
from kg.names.titles import Title, title_around
from kg.names.titlewords import Head, Words

_COPULAS = frozenset({"is", "was", "became", "serves", "served", "remains", "becomes", "remained"})
_MADE = frozenset({"elected", "appointed", "named", "inaugurated", "nominated", "re-elected", "reelected", "made"})
_ADVERBS = frozenset(
    {"also", "currently", "now", "then", "once", "previously", "formerly", "still", "recently", "again", "officially"}
    | {"later", "first", "himself", "herself"}
)
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
        "and",
        "since",
        "until",
        "from",
        "under",
        "during",
        "when",
        "in",
        "on",
        "at",
    }
    | {"after", "before", "for", "by", "last", "this", "earlier", "but"}
)
_TIMES = frozenset({"in", "until", "since", "from", "last", "earlier", "for", "on", "at", "after", "before", "during"})
_OVER = frozenset({"once", "previously", "formerly", "then"})


def predicated(words: Words, head: Head, known: frozenset[str]) -> Iterator[TitleMention]:
    """The role that a clause with "is", "became", "was elected" and the like gives to the name before it."""
    title = title_around(words, head, loose=True)
    named = title.body is not None or (title.owner and title.prepositions)  # "was Paz's envoy to Sudan"
    if words.low(title.last) not in _CLOSERS or (title.owner and not named) or (head.weak and not named):
        return
    if words.low(title.last) in ("in", "on", "at", "for", "by") and head.weak:
        return
    found = _verb(words, title.first - (title.determiner != ""))
    if found is None or title.determiner not in ("", "the", "a", "an"):
        return
    at, phase = found
    name = name_before(words, at - (words.low(at - 1) == ","), known)
    if name is None or (words.low(name.first - 1) not in _STARTS and not name.text.count(" ")):
        return
    if phase is Phase.FORMER and title.phase is Phase.CURRENT:
        title = replace(title, phase=phase)
    yield mention_of(words, _whole(title), name, "apposition")


_STARTS = frozenset({"", ".", "!", "?", "”", "“", '"', ",", "that", "and", "while", "when", "after"})


def _whole(title: Title) -> Title:
    return replace(title, determiner="")


def _verb(words: Words, first: int) -> tuple[int, Phase] | None:
    """Where the words between name and title begin, if they say that the one is the other, and how it stands."""
    at = first
    phase = Phase.CURRENT
    adverbs: set[str] = set()
    if words.low(at - 1) == "as":
        at -= 1
    while words.low(at - 1) in _ADVERBS:
        adverbs.add(words.low(at - 1))
        at -= 1
    if (changed := _changed(words, at, first)) is not None:
        return _from_who(words, changed[0]), changed[1]
    verb = words.low(at - 1)
    at -= 1
    if verb in ("in",) and words.low(at - 1) == "sworn":
        verb, at = "sworn", at - 1
    if verb in _MADE or verb == "sworn":
        if words.low(at - 1) in _ADVERBS:
            at -= 1
        if words.low(at - 1) == "been" and words.low(at - 2) in ("has", "had"):
            at -= 2
        elif words.low(at - 1) in ("was", "is"):
            at -= 1
        elif words.low(at - 1) != ",":
            return None
        if verb == "nominated":
            phase = Phase.DESIGNATE
    elif verb in ("been", "become", "served") and words.low(at - 1) in ("has", "had"):
        phase = Phase.FORMER if words.low(at - 1) == "had" and verb != "become" else phase
        at -= 1
    elif verb in _COPULAS:
        told = verb in ("was", "served") and words.low(first) not in _MADE
        phase = Phase.FORMER if told else phase
    else:
        return None
    if adverbs & _OVER:
        phase = Phase.FORMER
    while words.low(at - 1) in _ADVERBS:
        at -= 1
    return _from_who(words, at), phase


def _from_who(words: Words, at: int) -> int:
    """Where the relative clause begins whose verb begins at ``at``, or ``at``: "who until last year | was"."""
    who = next((i for i in range(at - 1, max(at - 7, -1), -1) if words.low(i) == "who"), -1)
    return who if who >= 0 and (who == at - 1 or words.low(who + 1) in _TIMES) else at


_LEAVES = frozenset({"stepped down", "stood down", "resigned", "quit", "retired"})
_ENTERS = frozenset({"took over", "takes over", "took office"})
_IN_PLACE_OF = frozenset({"replaced", "succeeded", "replaces", "succeeds"})


def _changed(words: Words, at: int, first: int) -> tuple[int, Phase] | None:
    """Where a verb of change begins that ends at token ``at`` before "as": "took over", "succeeded Petr Kral"."""
    if at == first or words.low(at) != "as":
        return None
    for verbs, phase in ((_LEAVES, Phase.FORMER), (_ENTERS, Phase.CURRENT)):
        for length in (2, 1):
            if " ".join(words.low(i) for i in range(at - length, at)) in verbs:
                return at - length, phase
    back = at - 1
    while back > 0 and at - back < 5 and (words.capital(back) or words.low(back) in ("him", "her")):
        back -= 1
    return (back, Phase.CURRENT) if words.low(back) in _IN_PLACE_OF and back < at - 1 else None
