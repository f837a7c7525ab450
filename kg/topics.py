"""What a demand is about: one of the closed list of topics, told by the words of what is asked.

The words of the action weigh three times as much as those of the sentence around it; both are lists of lemmas.
Without a telling word the topic is "other": a topic is never guessed from who speaks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.lexicon.rows import LexiconError
from kg.model import Topic

_ACTION_WEIGHT = 3
_Entry = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Words:
    topic: Topic
    strong: tuple[_Entry, ...]
    weak: tuple[_Entry, ...]


def topic_of(action: Iterable[str], sentence: Iterable[str] = ()) -> Topic:
    """The topic that the lemmas of an action, and less so those of its sentence, speak of.

    >>> topic_of(["raise", "military", "spending"])
    <Topic.DEFENCE_SPENDING: 'defence spending'>
    >>> topic_of(["wait"])
    <Topic.OTHER: 'other'>
    """
    inner = frozenset(word.lower() for word in action)
    outer = inner | frozenset(word.lower() for word in sentence)
    best, most = Topic.OTHER, 0
    for words in _table():
        points = _ACTION_WEIGHT * _points(words, inner) + _points(words, outer)
        if points > most:
            best, most = words.topic, points
    return best


def _points(words: _Words, lemmas: Collection[str]) -> int:
    strong = sum(len(entry) for entry in words.strong if _holds(entry, lemmas))
    weak = sum(len(entry) for entry in words.weak if _holds(entry, lemmas))
    return 2 * strong + weak


def _holds(entry: _Entry, lemmas: Collection[str]) -> bool:
    return all(any(word in lemmas for word in group) for group in entry)


@cache
def _table() -> tuple[_Words, ...]:
    data = tomllib.loads(files("kg.lexicon").joinpath("topics.toml").read_text(encoding="utf-8"))
    out: list[_Words] = []
    for number, raw in enumerate(data.get("topic", []), 1):
        try:
            topic = Topic(raw["name"])
        except (KeyError, ValueError) as error:
            raise LexiconError(f"topics.toml: topic {number}: {error}") from error
        out.append(_Words(topic, _entries(raw.get("strong", [])), _entries(raw.get("weak", []))))
    return tuple(out)


def _entries(raw: Iterable[str]) -> tuple[_Entry, ...]:
    return tuple(tuple(frozenset(group.split("|")) for group in entry.split()) for entry in raw)
