"""Common nouns that can head a phrase for someone who acts, from ``kg/lexicon/nouns.toml``."""

from __future__ import annotations

from functools import cache

from kg.lexicon.tables import lexicon_table


@cache
def nouns(family: str) -> frozenset[str]:
    """The words of one family of the list: "unnamed", "group", "government", "institution", "medium", ..."""
    table = lexicon_table("nouns")
    return frozenset(table[family])


@cache
def state_epithets() -> dict[str, frozenset[str]]:
    """Names of the states that a word is used for once they have been named ("the Gulf state", "the kingdom")."""
    table = lexicon_table("nouns")
    return {word: frozenset(names) for word, names in table["state-epithet"].items()}


@cache
def epithets() -> dict[str, frozenset[str]]:
    """Names of the bodies that a noun is used for once they have been named ("the alliance")."""
    table = lexicon_table("nouns")
    return {noun: frozenset(names) for noun, names in table["epithet"].items()}


@cache
def office_styles() -> dict[str, frozenset[str]]:
    """The offices that a phrase of the press stands for ("top diplomat")."""
    table = lexicon_table("nouns")
    return {words: frozenset(titles) for words, titles in table["style"].items()}
