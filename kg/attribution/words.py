"""Word lists of ``kg/lexicon/speechwords.toml``, one family each."""

from __future__ import annotations

from functools import cache

from kg.lexicon.tables import lexicon_table


@cache
def speech_words(family: str) -> frozenset[str]:
    """The words of one family of the list: "document", "setting", "request", ...

    >>> "readout" in speech_words("document")
    True
    """
    return frozenset(lexicon_table("speechwords")[family].split())
