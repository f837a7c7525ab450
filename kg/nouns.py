"""Common nouns that can head a phrase for someone who acts, from ``kg/lexicon/nouns.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def nouns(family: str) -> frozenset[str]:
    """The words of one family of the list: "unnamed", "group", "government", "institution", "medium", ..."""
    table = tomllib.loads(files("kg.lexicon").joinpath("nouns.toml").read_text(encoding="utf-8"))
    return frozenset(table[family])
