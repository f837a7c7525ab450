"""Who holds the same post in another state: "his Japanese counterpart, X", "her counterpart from Chad, X"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Phase
from kg.names.gazetteer import Hit, NameKind
from kg.names.personnames import PersonName, name_at, name_before
from kg.names.titlemention import TitleMention
from kg.names.titlewords import Words

NOUNS = frozenset({"counterpart", "number", "colleague"})
_COLLEAGUES = frozenset({"minister", "president", "chancellor", "premier", "secretary"})  # who have colleagues abroad
_STATES = (NameKind.COUNTRY, NameKind.ADJECTIVE)
_OWNED = frozenset({"his", "her", "their", "its", "'s", "and", "met", "with"})


def counterpart(words: Words, at: int, before: list[TitleMention]) -> Iterator[TitleMention]:
    """The role of a counterpart whose noun is token ``at``: the title of the person named last, in the other state."""
    opposite = words.low(at) == "number" and words.low(at - 1) == "opposite"
    if (words.low(at) not in NOUNS - {"number"} and not opposite) or not before:
        return
    model = next((m for m in reversed(before) if m.rule != "rank"), None)
    if model is None or (words.low(at) == "colleague" and model.head not in _COLLEAGUES):
        return
    found = _before(words, at, opposite) or _after(words, at, opposite)
    if found is None:
        return
    hit, name = found
    start = words.tokens[min(hit.first, name.first, at)].start
    end = words.tokens[max(hit.last, name.last, at + 1) - 1].end
    span = (words.tokens[name.first].start, words.tokens[name.last - 1].end)
    yield TitleMention(
        start, end, name.text, span, model.title, (words.tokens[at].start, words.tokens[at].end), hit.name.actor,
        (words.tokens[hit.first].start, words.tokens[hit.last - 1].end), Phase.CURRENT, "counterpart", model.head,
    )  # fmt: skip


def _before(words: Words, at: int, opposite: bool) -> tuple[Hit, PersonName] | None:
    """The state right before the noun, and the name behind it or, in an apposition, before it."""
    hit = words.ending.get(at - opposite)
    if hit is None or not hit.has(*_STATES) or words.low(hit.first - 1) not in _OWNED:
        return None
    name = name_at(words, at + 1 + (words.low(at + 1) == ","))
    if name is None and words.low(hit.first - 2) == "," and words.low(at + 1) in (",", ".", ";", ""):
        name = name_before(words, hit.first - 2, frozenset())
    return (hit, name) if name is not None else None


def _after(words: Words, at: int, opposite: bool) -> tuple[Hit, PersonName] | None:
    """The state behind "from" or "in", and the name behind it: "her counterpart from Chad, X,"."""
    if words.low(at - 1 - opposite) not in _OWNED - {"and", "met", "with"} or words.low(at + 1) not in ("from", "in"):
        return None
    first = at + 2 + (words.low(at + 2) == "the")
    hit = words.starting.get(first)
    if hit is None or not hit.has(NameKind.COUNTRY) or words.low(hit.last) != ",":
        return None
    name = name_at(words, hit.last + 1)
    closed = name is not None and words.low(name.last) in (",", ".", ";", "")
    return (hit, name) if name is not None and closed else None
