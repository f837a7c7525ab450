"""Links as a SSSOM table, and a table that people edited as links (https://mapping-commons.github.io/sssom/, 1.1).

SSSOM's TSV form: comment lines with metadata in YAML, among them the prefixes of the CURIEs, then one row a mapping. A
rejected link is a row with the modifier Not (SSSOM, "predicate_modifier"). What SSSOM has no word for, that a link is
only proposed or that somebody is unsure, stands in an extension column, ``decision``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from kg import vocabulary as v
from kg.errors import UsageError
from kg.iris import LINKS, authority_iri, graph_iri
from kg.linking.deciding import space
from kg.linking.links import BY_HAND, Decision, Link, confidence_in, names_someone
from kg.prefixes import PREFIXES, prefixes

COLUMNS: Final = (
    *("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label"),
    *("mapping_justification", "author_id", "author_label", "mapping_date", "confidence"),
    *("object_source", "object_source_version", "mapping_tool", "mapping_tool_version", "comment", "decision"),
)
NEEDED: Final = ("subject_id", "predicate_id", "object_id")
NO_LICENCE: Final = "https://w3id.org/sssom/license/unspecified"
LONGEST: Final = 1 << 20
"""Bytes of a line."""

_OWN: Final = ("actor", "place", "report")
_USED: Final = ("dct", "dmd", "owl", "semapv", "skos", "wd", "xsd")
_PREFIX: Final = re.compile(r"#\s+([A-Za-z][\w.-]*):\s*[\"']?([A-Za-z][A-Za-z0-9+.-]*:[^\s\"']*)[\"']?\s*")
_IRI: Final = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`\x00-\x20]+")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


MATCHES: Final = (v.EXACT_MATCH, v.CLOSE_MATCH, v.BROAD_MATCH, v.NARROW_MATCH, v.RELATED_MATCH)
"""What a link may say; anything else would state of our things what this store does not vouch for."""


def _short_match(iri: str) -> str:
    return f"skos:{iri.partition('#')[2]}"


class Row(NamedTuple):
    """A link as a row tells it, and the number of the row's line."""

    link: Link
    line: int


# ---------------------------------------------------------------------------------------------- writing
def spaces(links: Iterable[Link]) -> set[str]:
    """What the IRIs of the links begin with, beyond what has a prefix anyway."""
    known = tuple(PREFIXES.values())
    found: set[str] = set()
    for link in links:
        people = [link.author] if names_someone(link.author) else []
        source = [link.source] if ":" in link.source else []
        found.update(space(iri) for iri in (link.target, *people, *source) if not iri.startswith(known))
    return found


def head(base: str, further: Iterable[str], licence: str = "") -> tuple[str, dict[str, str]]:
    """The comment lines and the row of headings of a table, and its prefixes.

    ``further``: beginnings of IRIs that get prefixes of their own, ns1 and so on; ``licence``: the IRI of one.
    """
    whole = prefixes(base)
    known = {name: whole[name] for name in (*_OWN, *_USED)}
    known["authority"] = authority_iri(base, "x")[:-1]
    number = 0
    for beginning in sorted(set(further)):
        if beginning and beginning not in known.values():
            number += 1
            known[f"ns{number}"] = beginning
    lines = ["#curie_map:", *(f"#  {name}: {iri}" for name, iri in sorted(known.items()))]
    lines += [f"#mapping_set_id: {graph_iri(base, LINKS)}", "#mapping_set_title: Links of actors and places"]
    lines += [f"#license: {licence or NO_LICENCE}", "#extension_definitions:", "#  - slot_name: decision"]
    lines += ["#    property: dmd:hasDecision", "#    type_hint: xsd:string"]
    return "\n".join((*lines, "\t".join(COLUMNS))) + "\n", known


def written(link: Link, base: str, known: Mapping[str, str]) -> str:
    """The row of a link."""
    person = names_someone(link.author)
    source = link.source if not link.source or ":" in link.source else authority_iri(base, link.source)
    cells = (
        short(link.subject, known),
        link.subject_label,
        short(link.predicate, known),
        "Not" if link.decision is Decision.REJECTED else "",
        short(link.target, known),
        link.target_label,
        short(link.justification, known),
        short(link.author, known) if person else "",
        "" if person else link.author,
        link.day.isoformat() if link.day else "",
        "" if link.confidence is None else format(link.confidence, "f"),
        short(source, known),
        link.source_version,
        link.tool,
        link.tool_version,
        link.description,
        link.decision.value,
    )
    line = io.StringIO()
    csv.writer(line, dialect="excel-tab", lineterminator="\n").writerow([_CONTROL.sub(" ", cell) for cell in cells])
    return line.getvalue()


def short(iri: str, known: Mapping[str, str]) -> str:
    """The IRI by its longest prefix; as it is if none fits."""
    fitting = [name for name, start in known.items() if iri.startswith(start) and len(iri) > len(start)]
    if not fitting:
        return iri
    name = max(fitting, key=lambda one: len(known[one]))
    return f"{name}:{iri.removeprefix(known[name])}"


# ---------------------------------------------------------------------------------------------- reading
def read(name: str, lines: Iterable[bytes], base: str) -> Iterator[Row]:
    """The links that the rows of the table ``name`` tell; UsageError names the line, the column and the cure.

    A row without a decision is accepted, or rejected if it has the modifier Not. Its author is who it names, or nobody.
    """
    table = _Table(name, lines, base)
    reader = csv.reader(table.rows(), dialect="excel-tab", strict=True)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UsageError(f"{name}, line {table.number}: is no row of a table ({error})") from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield Row(table.link(cells), table.number)


class _Table:
    """A table as it is read: its headings, its prefixes, the line that is being read."""

    def __init__(self, name: str, lines: Iterable[bytes], base: str) -> None:
        self.name, self.number, self._base = name, 0, base
        self._known = {**prefixes(base), "authority": authority_iri(base, "x")[:-1]}
        self._texts = self._decoded(lines)
        self._columns = self._headings()
        self._cells: list[str] = []

    def _decoded(self, lines: Iterable[bytes]) -> Iterator[str]:
        for line in lines:
            self.number += 1
            if len(line) >= LONGEST:
                raise UsageError(f"{self.name}, line {self.number}: is longer than {LONGEST:,} bytes")
            try:
                yield (line.removeprefix(b"\xef\xbb\xbf") if self.number == 1 else line).decode("utf-8")
            except UnicodeDecodeError as error:
                raise UsageError(
                    f"{self.name}, line {self.number}: is not UTF-8 (byte {error.start + 1}); save the file as UTF-8"
                ) from error

    def rows(self) -> Iterator[str]:
        """The lines below the headings."""
        for text in self._texts:
            if "\0" in text:
                raise UsageError(f"{self.name}, line {self.number}: holds a NUL; this is no text, or is damaged")
            yield text

    def _headings(self) -> dict[str, int]:
        for text in self.rows():
            if text.startswith("#"):
                if match := _PREFIX.fullmatch(text):
                    self._known[match[1]] = match[2]
                continue
            found = {cell.strip().strip('"'): number for number, cell in enumerate(text.rstrip("\r\n").split("\t"))}
            if missing := [column for column in NEEDED if column not in found]:
                raise UsageError(
                    f"{self.name}, line {self.number}: there is no column {missing[0]}; a SSSOM table has "
                    f"{', '.join(NEEDED)}, with tabs between them"
                )
            return found
        raise UsageError(f"{self.name}: is empty; 'kg link export' shows what such a table looks like")

    def link(self, cells: list[str]) -> Link:
        """The link of a row."""
        if len(cells) > len(self._columns):
            raise UsageError(
                f"{self.name}, line {self.number}: has {len(cells)} cells below {len(self._columns)} headings"
            )
        self._cells = cells
        subject = self._iri("subject_id")
        if not subject.startswith(self._base):
            raise self._wrong("subject_id", f"is nothing of this store's, whose IRIs begin with {self._base}")
        confidence = confidence_in(self._cell("confidence"))
        if self._cell("confidence") and confidence is None:
            raise self._wrong("confidence", "must be a number from 0 to 1")
        source = self._iri("object_source", empty=True)
        predicate = self._iri("predicate_id")
        if predicate not in MATCHES:
            cure = "; 'kg link --same-as' states it besides skos:exactMatch" if predicate == v.SAME_AS else ""
            raise self._wrong("predicate_id", f"must be one of {', '.join(map(_short_match, MATCHES))}{cure}")
        return Link(
            subject,
            predicate,
            self._iri("object_id"),
            self._decision(),
            self._iri("mapping_justification", empty=True) or BY_HAND,
            confidence,
            self._cell("subject_label"),
            self._cell("object_label"),
            self._cell("comment"),
            source.removeprefix(authority_iri(self._base, "x")[:-1]),
            self._cell("object_source_version"),
            self._cell("mapping_tool"),
            self._cell("mapping_tool_version"),
            self._iri("author_id", empty=True, several=True) or self._cell("author_label"),
            self._day(),
        )

    def _decision(self) -> Decision:
        said, modifier = self._cell("decision").lower(), self._cell("predicate_modifier")
        if modifier not in ("", "Not"):
            raise self._wrong("predicate_modifier", "must be Not, or empty")
        if said and said not in {decision.value for decision in Decision}:
            raise self._wrong("decision", f"must be one of {', '.join(Decision)}, or empty")
        if modifier and said == Decision.ACCEPTED:
            raise self._wrong("decision", "and the modifier Not contradict each other; empty one of the two")
        if modifier:
            return Decision.REJECTED
        return Decision(said) if said else Decision.ACCEPTED

    def _day(self) -> date | None:
        text = self._cell("mapping_date")
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            raise self._wrong("mapping_date", "is no date; it is like 2026-11-30") from error

    def _iri(self, column: str, *, empty: bool = False, several: bool = False) -> str:
        text = self._cell(column)
        if several:
            text = text.partition("|")[0].strip()
        if not text and empty:
            return ""
        start, _, local = text.partition(":")
        iri = self._known[start] + local if start in self._known and local and not local.startswith("//") else text
        if not _IRI.fullmatch(iri):
            cure = "is empty" if not text else f"has no known prefix; write its IRI, or '#  {start}: https://...' above"
            raise self._wrong(column, cure)
        return iri

    def _cell(self, column: str) -> str:
        at = self._columns.get(column, len(self._cells))
        return _CONTROL.sub(" ", self._cells[at]).strip() if at < len(self._cells) else ""

    def _wrong(self, column: str, what: str) -> UsageError:
        held = f": {self._cell(column)[:60]!r}" if self._cell(column) else ""
        return UsageError(f"{self.name}, line {self.number}, column {column}{held} {what}; nothing was changed")
