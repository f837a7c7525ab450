"""What a demand is about: one of the closed list of topics, told by the words of what is asked.

The words of the action count most, then the strong words of the sentence around it, then what the whole report is
about, which decides where the deed has no telling word of its own ("adopt that goal"). Words and phrases are lists of
lemmas in ``lexicon/topics.toml``. Without a telling word anywhere the topic is "other": it is never guessed from who
speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.lexicon.rows import LexiconError
from kg.lexicon.tables import lexicon_table
from kg.model import Topic

_NEAR = 5  # content words within which the words of a phrase stand
_STRONG_IN_ACTION, _WEAK_IN_ACTION, _STRONG_BESIDE, _OF_REPORT = 6, 2, 2, 3
_LEAST, _SHARE = 3, 0.2  # sentences, and their share, that make a topic the report's own
_Entry = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one topic."""

    topic: Topic
    strong: tuple[_Entry, ...]
    weak: tuple[_Entry, ...]


def topic_of(action: Iterable[str], sentence: Iterable[str] = (), report: Topic = Topic.OTHER) -> Topic:
    """The topic of the lemmas of an action, in their order; of its sentence and its report where it has none.

    >>> topic_of(["raise", "military", "spending"])
    <Topic.DEFENCE_SPENDING: 'defence spending'>
    >>> topic_of(["wait"])
    <Topic.OTHER: 'other'>
    >>> topic_of(["adopt", "goal"], report=Topic.CLIMATE)
    <Topic.CLIMATE: 'climate'>
    """
    inner = [word.lower() for word in action]
    outer = [word.lower() for word in sentence]
    best, most = Topic.OTHER, 0.0
    for words in table():
        points = _STRONG_IN_ACTION * _weight(words.strong, inner) + _WEAK_IN_ACTION * _weight(words.weak, inner)
        points += _STRONG_BESIDE * _weight(words.strong, outer) + _OF_REPORT * (words.topic is report)
        if points > most:
            best, most = words.topic, points
    return best


def main_topic(sentences: Iterable[Sequence[str]], title: Sequence[str] = ()) -> Topic:
    """What a report is about: the topic of its title, else the one that far more of its sentences tell than any other.

    >>> main_topic([["tariff"], ["wait"]], ["Tariffs", "rise"])
    <Topic.TRADE: 'trade'>
    """
    # a title is read without a parser: plurals are cut down to what they may be plurals of
    heading = [form for word in title for form in _forms(word.lower())]
    told = {w.topic: _weight(w.strong, heading) for w in table()}
    leading = max(told, key=lambda t: told[t])
    if told[leading] and list(told.values()).count(told[leading]) == 1:
        return leading
    all_ = [[word.lower() for word in s] for s in sentences]
    counts = {w.topic: sum(_weight(w.strong, s) > 0 for s in all_) for w in table()}
    first, second = sorted(counts.values(), reverse=True)[:2]
    if first >= max(_LEAST, _SHARE * len(all_)) and 2 * first >= 3 * second:
        return max(counts, key=lambda t: counts[t])
    return Topic.OTHER


def _forms(word: str) -> tuple[str, ...]:
    bare = word.strip(".,:;!?'\"()’‘“”")
    return (bare, bare.removesuffix("s")) if bare.endswith("s") and not bare.endswith("ss") else (bare,)


def _weight(entries: tuple[_Entry, ...], lemmas: Sequence[str]) -> float:
    """How much the entries tell that the words meet: a phrase more than a word."""
    present = frozenset(lemmas)
    points = 0.0
    for entry in entries:
        for group in entry:
            if group.isdisjoint(present):
                break
        else:
            if _holds(entry, lemmas):
                points += 1 + 0.5 * (len(entry) - 1)
    return points


def _holds(entry: _Entry, lemmas: Sequence[str]) -> bool:
    if len(entry) == 1:
        return any(word in entry[0] for word in lemmas)
    for start, word in enumerate(lemmas):
        if any(word in group for group in entry):
            near = lemmas[start : start + _NEAR]
            if all(any(w in group for w in near) for group in entry):
                return True
    return False


@cache
def table() -> tuple[Words, ...]:
    """The words of all topics, read once, in the order of the file."""
    data = lexicon_table("topics")
    out: list[Words] = []
    for number, raw in enumerate(data.get("topic", []), 1):
        try:
            topic = Topic(raw["name"])
        except (KeyError, ValueError) as error:
            raise LexiconError(f"topics.toml: topic {number}: {error}") from error
        out.append(Words(topic, _entries(raw.get("strong", [])), _entries(raw.get("weak", []))))
    return tuple(out)


def _entries(raw: Iterable[str]) -> tuple[_Entry, ...]:
    return tuple(tuple(frozenset(group.split("|")) for group in entry.split()) for entry in raw)
