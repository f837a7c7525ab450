"""What an authority is asked and what it answers: candidates in other data sets for what a store names.

An authority (a file in ``kg/authorities/``) only finds; how like a candidate is, and whether it is taken, is decided
in ``kg/linking/``, so that all authorities are judged alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol


class Kind(StrEnum):
    """What sort of thing is linked; the first five are ``kg.model.ActorKind``'s of the same value."""

    PERSON = "person"
    STATE = "state"
    GOVERNMENT = "government"
    ORGANIZATION = "organization"
    MEDIUM = "news medium"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Office:
    """A title, and the body it is held in, with the days (both ends included) between which it was or is held."""

    title: str
    body: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing of ours that is to be linked, with what the reports say of it.

    ``country`` is the English short name of the state that it belongs to; ``names`` are other names of it; ``first``
    and ``last`` the dates of the earliest and the latest report that name it; ``beside`` the labels of what is named
    together with it in one situation.
    """

    iri: str
    kind: Kind
    name: str
    names: tuple[str, ...] = ()
    country: str = ""
    offices: tuple[Office, ...] = ()
    first: date | None = None
    last: date | None = None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a candidate, with its language (BCP 47) if that is known."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing of another data set under its IRI; what the authority does not know is empty or None.

    ``since`` and ``until`` are the days between which it existed or lived; ``score`` what a service itself says of the
    match, from 0 to 1; ``source`` where the authority has it from.
    """

    target: str
    label: str
    names: tuple[Name, ...] = ()
    kind: Kind | None = None
    country: str = ""
    description: str = ""
    offices: tuple[Office, ...] = ()
    since: date | None = None
    until: date | None = None
    score: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """How data sets of others are asked: in which languages (BCP 47, all if none), by which label properties and types.

    ``labels`` are IRIs of properties, the usual ones if none; ``types`` the IRIs, or a service's own names, of what a
    kind is called there: a mention of that kind is looked for among these only. ``properties`` are a service's names
    for what is told of a mention: country, office, body; ``tells`` those for what it is asked of its candidates: kind,
    country, description, names.
    """

    languages: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    types: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    tells: Mapping[str, str] = field(default_factory=dict)


FITTING: Mapping[Kind, frozenset[Kind]] = MappingProxyType(
    {
        Kind.PERSON: frozenset({Kind.PERSON}),
        Kind.STATE: frozenset({Kind.STATE}),
        Kind.GOVERNMENT: frozenset({Kind.GOVERNMENT, Kind.ORGANIZATION}),
        Kind.ORGANIZATION: frozenset({Kind.ORGANIZATION, Kind.GOVERNMENT, Kind.MEDIUM}),
        Kind.MEDIUM: frozenset({Kind.MEDIUM, Kind.ORGANIZATION}),
        Kind.PLACE: frozenset({Kind.PLACE, Kind.STATE}),
    }
)
"""What a thing of ours may be called elsewhere: a ministry an organisation or a part of government, a place a state."""


class Authority(Protocol):
    """A data set in which things are looked up by their names."""

    name: str
    version: str

    def candidates(self, mentions: Iterable[Mention]) -> Iterator[tuple[Candidate, ...]]:
        """For each mention, in order and as they come, what may be it, in a fixed order; AuthorityError if it fails."""
        ...
