"""Words that the parser had better not see: the prepositional phrase of a title before its name, "Jr." after one.

In "Former U.S. Ambassador to NATO Ivo Daalder said" a parser takes "NATO Ivo Daalder" for the object of "to", and the
verb loses its subject. The title is read from the report's own words (kg/names/grammar.py), so
nothing is lost by hiding it. In "Joseph Berg, Jr. met Ana Paz" it takes "Jr." for the one who met, and the name for
an apposition.
"""

from __future__ import annotations

import re

from kg.names.grammar import find_titles

_PHRASE = re.compile(r"\b(?:to|for|on|in|with|at)\s")
_SUFFIX = re.compile(r"(?<=[a-z]),\s(?:Jr|Sr)\.?(?=,?\s[a-z(]|,\s[A-Z]|[’'])(?:,(?=\s[a-z]))?")
_LIKELY = re.compile(r"[A-Z]\w+ (?:to|for|on|in|with|at) (?:the )?[A-Z]")


def title_phrases(clean: str) -> list[tuple[int, int]]:
    """Spans of a block's text to be hidden from the parser.

    >>> text = "The Minister for the Middle East Ana Paz left."
    >>> [text[start:end] for start, end in title_phrases(text)]
    ['for the Middle East ']
    """
    spans = [match.span() for match in _SUFFIX.finditer(clean)] if ", Jr" in clean or ", Sr" in clean else []
    if _LIKELY.search(clean) is None:
        return spans
    for mention in find_titles(clean):
        first, last = mention.title_span
        person = mention.person_span[0]
        if not mention.prepositions or person < last or not clean[last:person].isspace():
            continue
        found = _PHRASE.search(clean, first, last)
        if found is not None and all(end <= found.start() or person <= start for start, end in spans):
            spans.append((found.start(), person))
    return sorted(spans)
