"""A list of things as an authority: all of it in memory, packed, and found through an index of its names."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kg.authority import FITTING, Candidate, Kind, Mention, Name, Office
from kg.errors import AuthorityFileError
from kg.linking.index import MOST, Entry, Index
from kg.linking.naming import folded
from kg.linking.rows import Row, rows

_KINDS: tuple[Kind | None, ...] = (None, *Kind)


def listed(name: str, tables: Iterable[tuple[str, Iterable[bytes]]]) -> Listed:
    """The things of tables, each given by its name and its lines (of at most ``rows.LONGEST`` bytes), as an authority.

    Its version is the digest of the tables. AuthorityFileError where one of them is not as it should be.
    """
    digest = hashlib.sha256()

    def read(lines: Iterable[bytes]) -> Iterator[bytes]:
        for line in lines:
            digest.update(line)
            yield line

    found = Listed(name, "", (row for table, lines in tables for row in rows(table, read(lines))))
    found.version = digest.hexdigest()[:16]
    return found


class Listed:
    """An authority (see ``kg.authority``) over rows that it has read."""

    def __init__(self, name: str, version: str, found: Iterable[Row]) -> None:
        self.name, self.version = name, version
        self._packed = bytearray()
        self._from, self._to, self._kinds = array("Q"), array("Q"), array("B")
        self._index = Index(self._entries(found))

    def __len__(self) -> int:
        """How many things there are."""
        return len(self._kinds)

    def candidates(self, mentions: Iterable[Mention]) -> Iterator[tuple[Candidate, ...]]:
        """For each mention the things of a fitting kind with a name like one of its names, the likeliest first."""
        for mention in mentions:
            fitting = {0, *(_KINDS.index(kind) for kind in FITTING[mention.kind])}
            numbers = self._index.find(
                (mention.name, *mention.names),
                person=mention.kind is Kind.PERSON,
                most=MOST,
                fits=lambda number, fitting=fitting: self._kinds[number] in fitting,  # type: ignore[misc]
            )
            yield tuple(self._candidate(number) for number in numbers)

    def _candidate(self, number: int) -> Candidate:
        return _unpacked(self._packed[self._from[number] : self._to[number]])

    def _entries(self, found: Iterable[Row]) -> Iterator[Entry]:
        """Pack the things, and tell the index of their names; rows of one thing are put together."""
        numbers: dict[bytes, int] = {}
        for row in found:
            candidate = row.candidate
            key = hashlib.blake2b(candidate.target.encode(), digest_size=8).digest()
            number = numbers.setdefault(key, len(self._kinds))
            if number < len(self._kinds):
                candidate = _together(self._candidate(number), row)
            else:
                self._from.append(0)
                self._to.append(0)
                self._kinds.append(_KINDS.index(candidate.kind))
            data = _packed(candidate)
            self._from[number] = len(self._packed)
            self._packed += data
            self._to[number] = len(self._packed)
            for name in _all_names(row.candidate):
                yield Entry(number, name, candidate.kind is Kind.PERSON)


def _all_names(candidate: Candidate) -> Sequence[str]:
    return tuple(dict.fromkeys((candidate.label, *(name.text for name in candidate.names))))


def _together(old: Candidate, row: Row) -> Candidate:
    """One thing of two rows; AuthorityFileError if they do not tell of one thing."""
    new = row.candidate
    if new.target != old.target:
        raise AuthorityFileError(f"{row.where}: <{new.target}> cannot be told from <{old.target}>")
    for what, mine, yours in (
        ("label", old.label, new.label if row.sure else old.label),
        ("kind", old.kind or "", new.kind or ""),
        ("country", old.country, new.country),
    ):
        if (what != "country" or (mine and yours)) and folded(mine) != folded(yours):
            raise AuthorityFileError(
                f"{row.where}: <{new.target}> stands above with the {what} {mine!r}, and here with {yours!r}; several "
                "rows of one thing agree in that, and its other names go into the column names"
            )
    names = tuple(dict.fromkeys((*old.names, *(() if new.label == old.label else (Name(new.label),)), *new.names)))
    return replace(
        old,
        names=names,
        country=old.country or new.country,
        description=old.description or new.description,
        offices=tuple(dict.fromkeys((*old.offices, *new.offices))),
        since=old.since or new.since,
        until=old.until or new.until,
        source=old.source or new.source,
    )


def _packed(candidate: Candidate) -> bytes:
    made = [
        candidate.target,
        candidate.label,
        [[name.text, name.language] for name in candidate.names],
        _KINDS.index(candidate.kind),
        candidate.country,
        candidate.description,
        [[office.title, office.body, _day(office.since), _day(office.until)] for office in candidate.offices],
        _day(candidate.since),
        _day(candidate.until),
        candidate.score,
        candidate.source,
    ]
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _unpacked(data: bytes | bytearray) -> Candidate:
    made: list[Any] = json.loads(data.decode("utf-8", "surrogatepass"))
    target, label, names, kind, country, description, offices, since, until, score, source = made
    return Candidate(
        target,
        label,
        tuple(Name(text, language) for text, language in names),
        _KINDS[kind],
        country,
        description,
        tuple(Office(title, body, _date(first), _date(last)) for title, body, first, last in offices),
        _date(since),
        _date(until),
        score,
        source,
    )


def _day(day: date | None) -> int:
    return day.toordinal() if day else 0


def _date(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
