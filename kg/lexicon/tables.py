"""The word lists of the package as they stand in ``kg/lexicon/*.toml``, each file parsed once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon_table(name: str) -> Mapping[str, Any]:
    """The tables of ``kg/lexicon/<name>.toml``; whoever reads them changes nothing.

    >>> sorted(lexicon_table("answer")["schema"])[0]
    'attributes'
    """
    data: Mapping[str, Any] = tomllib.loads(files("kg.lexicon").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return data


__all__ = ["lexicon_table"]
