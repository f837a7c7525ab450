"""Whom "the former" and "the latter" mean: the first and the second of the two told of last.

The words count off two things just named (Huddleston and Pullum 2002, 17.5.3); where one or three actors were named
before, nobody is meant.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.document import Document
from kg.frames.arcs import Arcs
from kg.frames.frame import Filler
from kg.model import Actor

_WORDS = ("former", "latter")
Read = Callable[[Filler], tuple[Actor, ...]]


def counted(arcs: Arcs, head: int) -> bool:
    """True for "the former" and "the latter" by themselves, not for "the former minister"."""
    if arcs.lower[head] not in _WORDS or head == 0 or arcs.lower[head - 1] != "the":
        return False
    return arcs.dep[head] not in ("amod", "compound", "nmod")


def of_two(document: Document, arcs: Arcs, head: int, read: Read) -> tuple[Actor, ...]:
    """The one of the last two actors that the word counts off."""
    start = document.sentence(head)[0]
    two = _named(arcs, start, head, read)
    if len(two) < 2 and start:
        first, last = document.sentence(start - 1)
        two = [*(a for a in _named(arcs, first, last, read) if a not in two), *two]
    return (two[_WORDS.index(arcs.lower[head])],) if len(two) == 2 else ()


def _named(arcs: Arcs, start: int, end: int, read: Read) -> list[Actor]:
    """The actors of the noun phrases between two tokens, in order."""
    found: list[Actor] = []
    for i in range(start, end):
        if arcs.pos[i] in ("NOUN", "PROPN") and arcs.dep[i] not in ("compound", "amod", "nmod"):
            named = read(Filler(i, (i, i + 1)))
            if len(named) == 1 and named[0] not in found:
                found.append(named[0])
    return found


__all__ = ["counted", "of_two"]
