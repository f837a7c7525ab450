"""What a given name tells of its bearer's sex, where it tells anything (``kg/lexicon/givennames.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from kg.names.people import fold


@cache
def _sexes() -> dict[str, bool]:
    table = tomllib.loads(files("kg.lexicon").joinpath("givennames.toml").read_text(encoding="utf-8"))
    women, men = frozenset(table["women"].split()), frozenset(table["men"].split())
    return {name: name in women for name in women ^ men}


def woman_by_name(name: str) -> bool | None:
    """True for "Anna Berg", False for "Lars Holm", None for a surname alone and for names that tell nothing.

    >>> woman_by_name("Anna Berg"), woman_by_name("Lars Holm"), woman_by_name("Berg")
    (True, False, None)
    """
    words = fold(name).lower().split()
    return _sexes().get(words[0]) if len(words) > 1 else None


__all__ = ["woman_by_name"]
