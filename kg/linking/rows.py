"""Rows of a table to candidates: columns found by their headings, and what is wrong named by line and column.

A table is CSV (RFC 4180) or TSV, in UTF-8, with one row of headings. One thing is a row, or a row for each office that
a person holds. SSSOM tables (https://mapping-commons.github.io/sssom/) are taken, too: their subjects' labels are names
of their objects.
"""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from kg.authority import Candidate, Kind, Name, Office
from kg.errors import AuthorityFileError
from kg.linking.naming import folded
from kg.prefixes import PREFIXES

LONGEST = 1 << 20
"""Bytes of a line; whoever reads a file gives it in pieces no longer than this."""

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "iri", "uri", "curie", "identifier", "qid", "wikidata"),
    "label": ("label", "name", "preflabel", "title"),
    "names": ("names", "alias", "aliases", "altlabel", "altlabels", "othernames", "alternativenames"),
    "kind": ("kind", "type"),
    "country": ("country",),
    "from": ("from", "since", "start", "validfrom"),
    "to": ("to", "until", "end", "validto"),
    "description": ("description",),
    "office": ("office", "role", "position"),
    "body": ("body", "organization", "organisation"),
    "source": ("source",),
}
"""Each column with the headings by which it is known, in any case and with any marks or spaces between the words."""

_SSSOM = ("subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label", "confidence")
_SAME = ("skos:exactMatch", "owl:sameAs", "http://www.w3.org/2004/02/skos/core#exactMatch")
KINDS: Mapping[str, Kind] = {
    **{kind.value: kind for kind in Kind},
    "organisation": Kind.ORGANIZATION,
    "body": Kind.ORGANIZATION,
    "company": Kind.ORGANIZATION,
    "country": Kind.STATE,
    "human": Kind.PERSON,
    "city": Kind.PLACE,
    "medium": Kind.MEDIUM,
    "media": Kind.MEDIUM,
    "newspaper": Kind.MEDIUM,
    "news agency": Kind.MEDIUM,
}
"""The kinds by the words for them, in small letters."""

_PART = r"(?:[^\s<>\"{}|\\^`%#\[\]]|%[0-9A-Fa-f]{2})"
_IRI = re.compile(
    rf"(?:https?://[^\s<>\"{{}}|\\^`%#\[\]@:/?]+(?::[0-9]{{1,5}})?(?:[/?]{_PART}*)?|urn:{_PART}+)(?:#{_PART}*)?"
)
_NAMED = re.compile(r"([^@]+)@([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_PREFIX = re.compile(r"#\s+([A-Za-z][\w.-]*):\s*[\"']?(https?://[^\s\"']+)[\"']?\s*")


class Row(NamedTuple):
    """What a row tells, and where it stands, as messages say it; ``sure``: its label is the label of the thing."""

    candidate: Candidate
    where: str
    sure: bool = True


def tidy(text: str, most: int = 1_000) -> str:
    """A text of others on one line, without what a terminal could obey or show in the wrong order; cut if too long."""
    kept = "".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in text[: 4 * most])
    return " ".join(kept.split())[:most]


def absolute(text: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """The IRI (http, https or urn) that an id is, or that it is short for; empty if it is neither.

    >>> absolute("foaf:name"), absolute("https://example.org/a b"), absolute("Q17"), absolute("javascript:x")
    ('http://xmlns.com/foaf/0.1/name', '', '', '')
    """
    start, _, local = text.partition(":")
    iri = prefixes[start] + local if start in prefixes and local else text
    return iri if _IRI.fullmatch(iri) and iri.isprintable() else ""


def rows(name: str, lines: Iterable[bytes]) -> Iterator[Row]:
    """What the rows of the table ``name`` tell, in their order; AuthorityFileError where it is not as it should be."""
    texts = _Texts(name, lines)
    heading = texts.heading()
    reader = csv.reader(texts, delimiter=_delimiter(heading), strict=True)
    table = _Table(name, _columns(name, next(csv.reader([heading], delimiter=_delimiter(heading)))), texts.prefixes)
    while True:
        start = texts.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            what = "a quotation mark is not closed, or a cell is longer than 131,072 characters"
            raise AuthorityFileError(f"{name}, line {start}: is not a row of a table ({error}): {what}") from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            found = table.row(cells, start)
            if found is not None:
                yield found


class _Texts:
    """The lines of a table as text, counted."""

    def __init__(self, name: str, lines: Iterable[bytes]) -> None:
        self._name, self._lines, self.number = name, iter(lines), 0
        self.prefixes: dict[str, str] = dict(PREFIXES)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        where = f"{self._name}, line {self.number}"
        if len(line) >= LONGEST and not line.endswith(b"\n"):
            raise AuthorityFileError(f"{where}: is longer than {LONGEST:,} bytes; is this a table of text?")
        if self.number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise AuthorityFileError(f"{where}: the file is in UTF-16; save it as UTF-8")
        try:
            text = line.removeprefix(b"\xef\xbb\xbf" if self.number == 1 else b"").decode("utf-8")
        except UnicodeDecodeError as error:
            found = line[error.start]
            raise AuthorityFileError(
                f"{where}: is not UTF-8 (byte {found:#04x} at {error.start + 1}); save the file as UTF-8"
            ) from error
        if "\0" in text:
            raise AuthorityFileError(f"{where}: holds a NUL; this is no text, or is damaged")
        return text

    def heading(self) -> str:
        """The row of headings; what stands above it in a SSSOM table gives prefixes."""
        for text in self:
            if not text.startswith("#"):
                return text
            if match := _PREFIX.fullmatch(text):
                self.prefixes[match[1]] = match[2]
        raise AuthorityFileError(f"{self._name}: is empty; its first row must be headings such as id,label")


def _delimiter(heading: str) -> str:
    """The mark between cells: that which gives most known headings."""

    def known(mark: str) -> int:
        cells = {_alike(cell) for cell in heading.split(mark)}
        return len(cells & {_alike(one) for one in (*_SSSOM, *(h for names in HEADINGS.values() for h in names))})

    return max(("," if "," in heading else "\t", "\t", ";"), key=known)


def _alike(heading: str) -> str:
    return folded(heading).replace(" ", "")


def _columns(name: str, heading: list[str]) -> dict[str, tuple[int, str]]:
    """The column of each meaning, with its heading; a SSSOM table's under the names of SSSOM."""
    given = {_alike(cell): (number, cell.strip()) for number, cell in enumerate(heading)}
    sssom = {one: given[_alike(one)] for one in _SSSOM if _alike(one) in given}
    if "object_id" in sssom:
        if "subject_label" not in sssom:
            raise AuthorityFileError(f"{name}, line 1: a SSSOM table without the column subject_label has no names")
        return {**sssom, "": (len(heading), "")}
    found: dict[str, tuple[int, str]] = {}
    for meaning, headings in HEADINGS.items():
        hits = [(number, cell.strip()) for number, cell in enumerate(heading) if _alike(cell) in headings]
        if len(hits) > 1:
            raise AuthorityFileError(f"{name}, line 1: the columns {hits[0][1]!r} and {hits[1][1]!r} mean the same")
        if hits:
            found[meaning] = hits[0]
    for needed in ("id", "label"):
        if needed not in found:
            known = ", ".join(HEADINGS[needed])
            seen = tidy(", ".join(cell.strip() for cell in heading), 200)
            raise AuthorityFileError(f"{name}, line 1: there is no column {needed} (or {known}); there is: {seen}")
    return {**found, "": (len(heading), "")}


class _Table:
    def __init__(self, name: str, columns: dict[str, tuple[int, str]], prefixes: Mapping[str, str]) -> None:
        self._name, self._columns, self._prefixes = name, columns, prefixes

    def row(self, cells: list[str], line: int) -> Row | None:
        """What a row tells; None for a row of a SSSOM table that does not say that two things are the same."""
        where = f"{self._name}, line {line}"
        width = self._columns[""][0]
        if len(cells) > width or (len(cells) < width and "object_id" not in self._columns and len(cells) == 1):
            raise AuthorityFileError(f"{where}: has {len(cells)} cells, and {width} headings stand above them")
        cell = _Cells(where, {meaning: _at(cells, at) for meaning, (at, _) in self._columns.items()}, self._columns)
        if "object_id" in self._columns:
            return self._mapping(cell, where)
        kind_named = cell["kind"].lower()
        if kind_named and kind_named not in KINDS:
            raise cell.wrong("kind", f"must be one of {', '.join(kind.value for kind in Kind)}, or empty")
        if not (label := cell["label"]):
            raise cell.wrong("label", "is empty")
        since, until = cell.day("from", last=False), cell.day("to", last=True)
        if since and until and since > until:
            raise cell.wrong("to", f"is before {cell['from']!r}")
        offices = (Office(cell["office"], cell["body"], since, until),) if cell["office"] else ()
        candidate = Candidate(
            cell.iri("id", self._prefixes),
            label,
            tuple(names_in(cell["names"])),
            KINDS.get(kind_named),
            cell["country"],
            cell["description"],
            offices,
            None if offices else since,
            None if offices else until,
            source=cell["source"],
        )
        return Row(candidate, where)

    def _mapping(self, cell: _Cells, where: str) -> Row | None:
        if cell["predicate_id"] not in ("", *_SAME) or cell["predicate_modifier"]:
            return None
        if cell["object_id"].endswith("NoTermFound"):
            return None
        ours, theirs = cell["subject_label"], cell["object_label"]
        if not ours and not theirs:
            raise cell.wrong("subject_label", "is empty")
        names = (Name(ours),) if ours and theirs and ours != theirs else ()
        return Row(Candidate(cell.iri("object_id", self._prefixes), theirs or ours, names), where, sure=bool(theirs))


def _at(cells: list[str], number: int) -> str:
    return tidy(cells[number], 1 << 17) if number < len(cells) else ""


class _Cells:
    """The cells of a row by what they mean."""

    def __init__(self, where: str, cells: dict[str, str], columns: Mapping[str, tuple[int, str]]) -> None:
        self._where, self._cells, self._columns = where, cells, columns

    def __getitem__(self, meaning: str) -> str:
        return self._cells.get(meaning, "")

    def wrong(self, meaning: str, what: str) -> AuthorityFileError:
        """The error that the cell is; what it holds is shown."""
        held = f": {tidy(self[meaning], 60)!r}" if self[meaning] else ""
        return AuthorityFileError(f"{self._where}, column {self._columns[meaning][1]!r}{held} {what}")

    def iri(self, meaning: str, prefixes: Mapping[str, str]) -> str:
        """The IRI that the cell holds or is short for."""
        text = self[meaning]
        if folded(self._columns[meaning][1]) in ("qid", "wikidata") and re.fullmatch(r"Q[0-9]+", text):
            text = f"wd:{text}"
        if iri := absolute(text, prefixes):
            return iri
        if not text:
            raise self.wrong(meaning, "is empty")
        raise self.wrong(
            meaning, "is no IRI (https://...) and has no known prefix, as items of Wikidata have (wd: and the number)"
        )

    def day(self, meaning: str, *, last: bool) -> date | None:
        """The first or the last day of the date in the cell."""
        text = self[meaning]
        if not text:
            return None
        match = _DATE.fullmatch(text)
        try:
            if match is None:
                raise ValueError(text)
            year, month = int(match[1]), int(match[2] or (12 if last else 1))
            return date(year, month, int(match[3] or (monthrange(year, month)[1] if last else 1)))
        except ValueError as error:
            raise self.wrong(meaning, "is no date; it is like 2024, 2024-05 or 2024-05-31") from error


def names_in(cell: str) -> Iterator[Name]:
    """The names in a cell, "|" between them, each with its language after "@" or without."""
    for part in cell.split("|"):
        text = part.strip()
        if match := _NAMED.fullmatch(text):
            yield Name(match[1].strip(), match[2])
        elif text:
            yield Name(text)
