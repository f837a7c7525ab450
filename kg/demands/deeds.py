"""Words that the rules on demands and responses share: deeds, supporting verbs, verbs of leaving off.

Read once from kg/lexicon/deeds.toml, demand.toml and response.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.lexicon.rows import Row, load_rows
from kg.lexicon.tables import lexicon_table


@dataclass(frozen=True, slots=True)
class Deeds:
    """The lists of ``lexicon/deeds.toml``."""

    nouns: frozenset[str]
    endings: tuple[str, ...]
    things: frozenset[str]
    change: frozenset[str]
    light: frozenset[str]
    doer: frozenset[str]
    leaving: frozenset[str]
    support: frozenset[str]
    stress: frozenset[str]
    instigator_to: frozenset[str]
    instigator_on: frozenset[str]
    instigator_by: frozenset[str]
    stop: frozenset[str]
    talk: frozenset[str]

    def is_deed(self, lemma: str) -> bool:
        """True if the noun names something that is done."""
        if lemma in self.nouns:
            return True
        return lemma not in self.things and len(lemma) > 5 and lemma.endswith(self.endings)


@cache
def _data() -> Mapping[str, Any]:
    return lexicon_table("deeds")


@cache
def listed(name: str) -> frozenset[str]:
    """One of the plain lists at the end of ``lexicon/deeds.toml``."""
    return frozenset(_data()["lists"][name].split())


@cache
def deeds() -> Deeds:
    """The word lists with a meaning of their own."""
    data = _data()

    def words(section: str, name: str) -> frozenset[str]:
        return frozenset(data[section][name].split())

    return Deeds(
        nouns=words("deed", "nouns"),
        endings=tuple(data["deed"]["endings"]),
        things=words("deed", "things"),
        change=words("deed", "change"),
        light=words("deed", "light"),
        doer=words("deed", "doer"),
        leaving=words("deed", "leaving"),
        support=words("governor", "support"),
        stress=words("governor", "stress"),
        instigator_to=words("governor", "to"),
        instigator_on=words("governor", "on"),
        instigator_by=words("governor", "by"),
        stop=words("stop", "verbs"),
        talk=words("imperative", "talk"),
    )


@cache
def _index(name: str) -> dict[tuple[str, str], tuple[Row, ...]]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in load_rows(name):
        found.setdefault((row.pos, row.lemma), []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def demand_rows(pos: str, lemma: str) -> tuple[Row, ...]:
    """The rows of words that ask, for one lemma, in the order of the file."""
    return _index("demand").get((pos, lemma), ())


def response_rows(pos: str, lemma: str) -> tuple[Row, ...]:
    """The rows of words that answer, for one lemma, in the order of the file."""
    return _index("response").get((pos, lemma), ())


def rule_of(family: str, row: Row) -> str:
    """The name under which a row's findings are told: ``demand-verb:urge/np-to``."""
    return f"{family}:{row.lemma.replace(' ', '-')}/{row.frame}"
