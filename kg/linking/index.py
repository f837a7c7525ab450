"""An index of many names, in which those like a name are found without looking at all of them.

Each name stands under several keys: as it is, its words in any order, each word, the sound of each word and of all, its
acronyms. A key is kept as 32 bits of a checksum beside the number of its entry, all in one sorted array: 8 bytes a key,
some 80 MB for a million names. Names whose checksums agree by chance are found too, and are told apart by whoever
compares the names themselves.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from kg.linking.naming import core, initials, is_acronym, sound, words

MOST = 30
"""Entries that are given for one name, if not told otherwise."""

_WIDE = 1_000  # entries under one word, above which the word tells too little to look at them
_ENTRY = 0xFFFFFFFF
_MANY = 1 << 18  # keys, above which numpy's sorting is worth its import


class Entry(NamedTuple):
    """A name of the entry of that number (below 2**32); entries with several names come several times."""

    number: int
    name: str
    person: bool = False


class Index:
    """Finds the numbers of entries by their names; it never changes once it is made."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        keys = array("Q")
        highest = -1
        for entry in entries:
            highest = max(highest, entry.number)
            for key in _kept(entry):
                keys.append(crc32(key.encode("ascii")) << 32 | entry.number)
        self._keys = _sorted(keys)
        self._size = highest + 1

    def __len__(self) -> int:
        """One more than the highest number."""
        return self._size

    def find(
        self,
        names: Sequence[str],
        *,
        person: bool = False,
        most: int = MOST,
        fits: Callable[[int], bool] | None = None,
    ) -> tuple[int, ...]:
        """The numbers of up to ``most`` entries that have a name like one of these, the likeliest first.

        Only those of which ``fits`` is true count. The order depends on nothing but the entries and the names.
        """
        best: dict[int, float] = {}
        for name in names:
            weights: dict[int, float] = {}
            for key, weight in _asked(name, person):
                start, end = self._block(key)
                whole = weight >= _WHOLE
                if start == end or (end - start > _WIDE and not whole):
                    continue
                share = weight if whole else weight * self._rarity(end - start)
                for entry in dict.fromkeys(kept & _ENTRY for kept in self._keys[start : min(end, start + _WIDE)]):
                    weights[entry] = weights.get(entry, 0.0) + share
            for entry, weight in weights.items():
                if weight > best.get(entry, 0.0):
                    best[entry] = weight
        order = sorted((entry for entry in best if fits is None or fits(entry)), key=lambda e: (-best[e], e))
        return tuple(order[:most])

    def _block(self, key: str) -> tuple[int, int]:
        mark = crc32(key.encode("ascii")) << 32
        return bisect_left(self._keys, mark), bisect_left(self._keys, mark + (1 << 32))

    def _rarity(self, size: int) -> float:
        """From 1 for a word that one entry has, down to nothing for one that all have."""
        return max(0.05, 1 - math.log(size) / math.log(self._size + 2))


_WHOLE = 5.0


def _kept(entry: Entry) -> Iterator[str]:
    """The keys that an entry stands under."""
    all_words = words(entry.name)
    if not all_words:
        return
    meant = core(entry.name, person=entry.person)
    yield "=" + "".join(all_words)
    yield "~" + " ".join(sorted(meant))
    for word in dict.fromkeys(meant):
        yield "w" + word
    for heard in dict.fromkeys(_sounds(meant)):
        yield "s" + heard
    if len(meant) > 1:
        yield "p" + _heard(meant)
        yield "i" + meant[0][0] + meant[-1]
    if not entry.person:
        for short in initials(entry.name):
            yield "a" + short


def _asked(name: str, person: bool) -> Iterator[tuple[str, float]]:
    """The keys under which entries like the name may stand, each with what it is worth."""
    all_words = words(name)
    if not all_words:
        return
    meant = core(name, person=person)
    yield "=" + "".join(all_words), 2 * _WHOLE
    yield "~" + " ".join(sorted(meant)), _WHOLE + 1
    if is_acronym(name):
        yield "a" + "".join(all_words), _WHOLE
    if not person:
        for short in initials(name):
            yield "=" + short, _WHOLE
    if len(meant) > 1:
        yield "p" + _heard(meant), 3.0
        yield "i" + meant[0][0] + meant[-1], 1.5
    for word in dict.fromkeys(meant):
        yield "w" + word, 2.0
    for heard in dict.fromkeys(_sounds(meant)):
        yield "s" + heard, 1.0


def _sounds(meant: Sequence[str]) -> Iterator[str]:
    """The sounds of the longer words, their letters sorted, so that two that changed places do no harm."""
    for word in meant:
        if len(word) > 3 and word.isalpha():
            yield "".join(sorted(sound(word)))


def _heard(meant: Sequence[str]) -> str:
    """The sounds of all words, in alphabetical order."""
    return " ".join(sorted("".join(sorted(sound(word))) for word in meant))


def _sorted(keys: array[int]) -> array[int]:
    if len(keys) < _MANY:
        return array("Q", sorted(keys))
    import numpy

    numpy.frombuffer(keys, dtype=numpy.uint64).sort()
    return keys
