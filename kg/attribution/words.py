"""Word lists of ``kg/lexicon/speechwords.toml``, one family each."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def speech_words(family: str) -> frozenset[str]:
    """The words of one family of the list: "document", "setting", "request", ...

    >>> "readout" in speech_words("document")
    True
    """
    text = files("kg.lexicon").joinpath("speechwords.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[family].split())
