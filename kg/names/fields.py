"""Fields of work in a title, before the place of work: "professor of rural history | at the University"."""

from __future__ import annotations

from kg.names.titlewords import Head, Words

_LEARNED = frozenset({"professor", "analyst", "expert", "economist", "scholar", "researcher", "fellow", "lecturer"})
SMALL = frozenset(
    {"the", "a", "an", "of", "to", "in", "on", "at", "for", "by", "with", "from", "into", "about", "after", "before"}
    | {"that", "which", "who", "whom", "is", "was", "were", "are", "be", "will", "would", "has", "have", "had"}
    | {"said", "says", "told", "if", "as", "than", "but", "or", "not", "since", "until"}
)


def past_field(words: Words, head: Head, at: int) -> int:
    """Past the field of a scholar before the place of work: "professor | of rural history | at the University"."""
    if head.noun.split()[-1] not in _LEARNED or words.low(at) not in ("of", "in", "on", "for"):
        return at
    for end in range(at + 2, at + 7):
        if words.low(end) in ("at", "with"):
            return end
        if words.low(end) in SMALL or not words.low(end)[:1].isalpha():
            break
    return at


def placed(words: Words, at: int) -> bool:
    """True if a name for where somebody works follows: "at WWF", "with the Institute"."""
    return words.low(at) in ("at", "with") and words.capital(at + 1 + (words.low(at + 1) == "the"))


__all__ = ["SMALL", "past_field", "placed"]
