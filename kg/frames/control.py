"""The word lists of ``lexicon/control.toml``: which verbs control, raise or only colour the verb below them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.lexicon.tables import lexicon_table


@dataclass(frozen=True, slots=True)
class Control:
    """The word lists of ``lexicon/control.toml``."""

    object: frozenset[str]
    subject: frozenset[str]
    object_ing: frozenset[str]
    through: dict[str, tuple[str, ...]]
    addressee: frozenset[str]
    asking: frozenset[str]
    active: frozenset[str]
    aspectual: frozenset[str]
    passive: frozenset[str]
    adjectives: frozenset[str]
    personal_to: frozenset[str]
    personal_that: frozenset[str]
    told: frozenset[str]
    asked: frozenset[str]
    received_by: frozenset[str]
    own: frozenset[str]
    light: frozenset[str]
    speech: frozenset[str]
    adjectival: frozenset[str]
    people: frozenset[str]
    measure: frozenset[str]
    groups: frozenset[str]
    time: frozenset[str]
    from_whom: frozenset[str]
    for_what: frozenset[str]
    alone: frozenset[str]
    needs_to: frozenset[str]
    away: frozenset[str]
    event: frozenset[str]
    result: frozenset[str]


@cache
def lexicon() -> Control:
    """The control lexicon, read once."""
    data = lexicon_table("control")
    verbs, colour, nouns = data["verbs"], data["colour"], data["nouns"]

    def words(text: str) -> frozenset[str]:
        return frozenset(text.split())

    return Control(
        object=words(verbs["object"]),
        subject=words(verbs["subject"]),
        object_ing=words(verbs["object_ing"]),
        through={verb: tuple(preps) for verb, preps in verbs["through"].items()},
        addressee=words(data["addressee"]["verbs"]),
        asking=words(data["addressee"]["asking"]),
        active=words(colour["active"]),
        aspectual=words(colour["aspectual"]),
        passive=words(colour["passive"]),
        adjectives=words(colour["adjectives"]),
        personal_to=words(data["adjectives"]["personal_to"]),
        personal_that=words(data["adjectives"]["personal_that"]),
        told=words(nouns["told"]),
        asked=words(nouns["asked"]),
        received_by=words(nouns["received_by"]),
        own=words(nouns["own"]),
        light=words(nouns["light"]),
        **{name: words(text) for name, text in data["repair"].items()},
    )
