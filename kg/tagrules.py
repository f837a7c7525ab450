"""spaCy's attribute ruler, remembering what it found for tokens like this one: a tenth of the parse's time.

Its rules ask for a token's word, tag, label and whether it is white space; few words are named in them, and few rules
look at two tokens. So what its rules of one token say is looked up by tag and label, and by the word where a rule names
it, and a text in which a rule of two tokens may begin is given to the ruler itself. What comes out is what the ruler
gives, always.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

KEYS = ("LOWER", "TAG", "DEP", "IS_SPACE")
"""What the rules may ask of a token; a ruler with other questions is left as it is."""

LIMIT = 50_000
"""Words, and uses of them, that are remembered; when there are more, all are forgotten."""

Match = tuple[int, int, int, int]
"""Number of the rule, its name, first token, end."""


def is_simple(ruler: AttributeRuler) -> bool:
    """True if the rules ask for nothing but ``KEYS``, and for the word itself by name, list or pattern."""
    return all(
        set(token) <= set(KEYS) and (isinstance(word := token.get("LOWER", ""), str) or set(word) <= {"IN", "REGEX"})
        for token in _tokens(ruler)
    )


def _patterns(ruler: AttributeRuler) -> Iterator[list[dict[str, Any]]]:
    rules: Any = ruler.patterns
    for rule in rules:
        yield from rule["patterns"]


def _tokens(ruler: AttributeRuler) -> Iterator[dict[str, Any]]:
    for pattern in _patterns(ruler):
        yield from pattern


@dataclass
class Memory:
    """What the rules of one token say on each kind of token that was seen; None where a longer rule may begin."""

    ruler: AttributeRuler
    begin: Matcher
    named: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    _words: dict[int, int] = field(default_factory=dict)
    _known: dict[tuple[int, ...], tuple[tuple[int, int], ...] | None] = field(default_factory=dict)

    @classmethod
    def of(cls, ruler: AttributeRuler, begin: Matcher) -> Memory:
        """The empty memory of a ruler; ``begin`` is a matcher without rules."""
        first = [[pattern[0]] for pattern in _patterns(ruler) if len(pattern) > 1]
        if first:
            begin.add("begins", first)
        words = [token["LOWER"] for token in _tokens(ruler) if "LOWER" in token]
        named = frozenset(w for word in words for w in ([word] if isinstance(word, str) else word.get("IN", ())))
        patterns = (re.compile(word["REGEX"]) for word in words if not isinstance(word, str) and "REGEX" in word)
        return cls(ruler, begin, named, tuple(patterns))

    def match(self, doc: Doc) -> list[Match]:
        """The ruler's matches, sorted."""
        found: list[Match] = []
        for i, (word, tag, label, space) in enumerate(doc.to_array([*KEYS]).tolist()):
            name = self._words.get(word)
            if name is None:
                name = self._name(doc, word)
            use = (name, tag, label, space)
            rules = self._known[use] if use in self._known else self._learn(doc, i, use)
            if rules is None:
                return list(type(self.ruler).match(self.ruler, doc))
            for number, key in rules:
                found.append((number, key, i, i + 1))
        found.sort()
        return found

    def _name(self, doc: Doc, word: int) -> int:
        """The word itself if the rules may name it, else 0."""
        text = doc.vocab.strings[word]
        named = text in self.named or any(pattern.search(text) for pattern in self.patterns)
        if len(self._words) >= LIMIT:
            self._words.clear()
        self._words[word] = word if named else 0
        return self._words[word]

    def _learn(self, doc: Doc, i: int, use: tuple[int, ...]) -> tuple[tuple[int, int], ...] | None:
        """What the ruler finds in token ``i`` alone."""
        token = doc[i : i + 1]
        rules = None
        if not self.begin(token, allow_missing=True):
            strings = doc.vocab.strings
            rules = tuple((int(strings[key]), key) for key, _, _ in self.ruler.matcher(token, allow_missing=True))
        if len(self._known) >= LIMIT:
            self._known.clear()
        self._known[use] = rules
        return rules


__all__ = ["KEYS", "LIMIT", "Match", "Memory", "is_simple"]
