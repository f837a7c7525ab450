"""Joins store, authorities and decisions: links are proposed, decided, written to tables and read from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import UsageError
from kg.linking.deciding import Source, Thresholds, decide, judge, reconciled, space
from kg.linking.kept import all_links, link_named, links_of, say_same
from kg.linking.kept import replace as replaced
from kg.linking.links import Decision, Link
from kg.linking.mentions import mentions, mentions_in, mentions_of, names, quotes, things

if TYPE_CHECKING:
    from kg.authority import Authority, Candidate, Kind, Mention
    from kg.linking.index import Index
    from kg.linking.mentions import Quote
    from kg.storing import Store

Told = Callable[[Link], None]
"""Is told of each link that a run makes or changes."""

Passed = Callable[[int, int], object]
"""Is told how many things of how many a run has gone through."""


USUAL = Thresholds()


@dataclass
class LinkSummary:
    """What a run of ``kg link`` did: numbers of things and of their links as they stand after it."""

    things: int = 0
    linked: int = 0
    open: int = 0
    accepted: int = 0
    proposed: int = 0
    changed: int = 0
    dry: bool = False

    def line(self) -> str:
        """The summary in one line.

        >>> LinkSummary(things=9, linked=6, open=2, accepted=7, proposed=3, changed=4).line()
        '9 actors and places: 6 linked by 7 links, 2 with 3 links to review, 1 without a link; 4 links changed'
        """
        rest = self.things - self.linked - self.open
        words = "would change" if self.dry else "changed"
        return (
            f"{_number(self.things, 'actor')} and places: {self.linked} linked by {_number(self.accepted, 'link')}, "
            f"{self.open} with {_number(self.proposed, 'link')} to review, {rest} without a link; "
            f"{_number(self.changed, 'link')} {words}"
        )


@dataclass
class TableSummary:
    """What came of the rows of a table.

    ``older``: rows that were passed over, as something younger was decided; ``absent``: links that were taken in, of
    things that no report of the store names.
    """

    rows: int = 0
    changed: int = 0
    older: int = 0
    absent: int = 0

    def line(self) -> str:
        """The summary in one line.

        >>> TableSummary(rows=9, changed=2, older=1).line()
        '9 rows read, 2 links changed; 1 passed over, as what was decided is younger'
        """
        older = f"; {self.older} passed over, as what was decided is younger" if self.older else ""
        are = "is" if self.absent == 1 else "are"
        absent = f"; {self.absent} {are} of something that no report here names" if self.absent else ""
        return f"{_number(self.rows, 'row')} read, {_number(self.changed, 'link')} changed{older}{absent}"


def _number(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


@dataclass(frozen=True)
class Task:
    """A thing with what is to be decided on it: its mention, the words it comes from, and its links."""

    mention: Mention
    quotes: tuple[Quote, ...]
    links: tuple[Link, ...]


class _Known(NamedTuple):
    """A thing in an index of names."""

    iri: str
    kind: Kind


@dataclass
class Linker:
    """What can be done with the links of a store."""

    store: Store
    version: str
    _undo: list[tuple[tuple[Link, ...], tuple[Link, ...]]] = field(default_factory=list)

    # ------------------------------------------------------------------------------------ proposing
    def propose(
        self,
        authorities: Sequence[str | Authority],
        thresholds: Thresholds = USUAL,
        *,
        kinds: Iterable[Kind] | None = None,
        write: bool = True,
        told: Told | None = None,
        passed: Passed | None = None,
    ) -> LinkSummary:
        """Ask the authorities for everything that the store names, and keep what follows, some things at a time.

        An authority is given as it is, or as ``kg link --with`` names it. AuthorityError if one fails; what was done
        until then stays, and is whole.
        """
        summary = LinkSummary(dry=not write)
        opened = [self._opened(one) if isinstance(one, str) else one for one in authorities]
        asked = frozenset(_kept_name(authority.name) for authority in opened)
        known = list(things(self.store, kinds) if kinds is not None else things(self.store))
        for batch in mentions_in(self.store, known):
            found = _candidates(batch, opened)
            kept = _by_subject(links_of(self.store, [mention.iri for mention in batch]))
            before: list[Link] = []
            after: list[Link] = []
            for mention, candidates in zip(batch, found, strict=True):
                old = kept.get(mention.iri, [])
                judged = judge(mention, candidates)
                new = reconciled(old, decide(mention, judged, thresholds, self.version), asked)
                before += old
                after += new
                _count(summary, old, new, told)
            if write:
                replaced(self.store, before, after)
            if passed is not None:
                passed(summary.things, len(known))
        if write:
            self._forget_the_gone(asked)
        return summary

    def _opened(self, name: str) -> Authority:
        from kg.authorities import open_authority

        return open_authority(name, store=self.store)

    def dedupe(
        self, thresholds: Thresholds, *, write: bool = True, told: Told | None = None, passed: Passed | None = None
    ) -> LinkSummary:
        """Propose those of our own things that may be one, of whatever reports; what is decided stays."""
        from kg.linking.merging import OURSELVES, merged, unsettled

        summary = LinkSummary(dry=not write)
        known, index = self._indexed()
        for batch in mentions(self.store, local=True):
            near = {mention.iri: [known[n].iri for n in _near(index, known, mention)] for mention in batch}
            others = {m.iri: m for m in mentions_of(self.store, (iri for found in near.values() for iri in found))}
            kept = links_of(self.store, near, also_as_target=True)
            before: list[Link] = []
            after: list[Link] = []
            for mention in batch:
                about = [link for link in kept if mention.iri in (link.subject, link.target)]
                old = [link for link in about if link.subject == mention.iri and link.source == OURSELVES.name]
                found = merged(mention, (others[iri] for iri in near[mention.iri]), thresholds, self.version)
                new = [*(link for link in old if link.personal), *unsettled(found, about)]
                if any(link.personal and link.decision is Decision.ACCEPTED for link in old):
                    new = [link for link in old if link.personal]
                before += old
                after += new
                _count(summary, old, new, told)
            if write:
                replaced(self.store, before, after)
            if passed is not None:
                passed(summary.things, len(known))
        if write:
            self._forget_the_gone(frozenset((OURSELVES.name,)))
        return summary

    def _indexed(self) -> tuple[list[_Known], Index]:
        """All things with an index of their names; some 300 bytes a thing are held."""
        from kg.linking.index import Entry, Index

        known: list[_Known] = []

        def entries() -> Iterator[Entry]:
            for iri, kind, of in names(self.store, local=True):
                for name in of:
                    yield Entry(len(known), name, kind.value == "person")
                known.append(_Known(iri, kind))

        return known, Index(entries())

    def _forget_the_gone(self, asked: frozenset[str]) -> None:
        """Take out what the program alone said of things that no report names any more."""
        there = {iri for iri, _ in things(self.store, local=True)}
        gone = {link.subject for link in all_links(self.store) if not link.personal and link.source in asked} - there
        links = [link for link in links_of(self.store, sorted(gone)) if not link.personal and link.source in asked]
        replaced(self.store, links, [])

    # ------------------------------------------------------------------------------------ deciding
    def links(self, actor: str) -> list[Link]:
        """The links of an actor, by any of its names, CURIE or IRI."""
        from kg.linking.meaning import meant

        return links_of(self.store, meant(self.store, actor))

    def waiting(self, *, unsure: bool = False, only: Iterable[str] = ()) -> list[str]:
        """The IRIs of things that wait for a decision, those with the surest candidates first.

        ``unsure``: those on which somebody was unsure, too; ``only``: of these.
        """
        best: dict[str, float] = {}
        these = tuple(only)
        for link in links_of(self.store, these, also_as_target=True) if these else all_links(self.store):
            if link.decision in _wanted(unsure):
                best[link.subject] = max(best.get(link.subject, 0.0), float(link.confidence or 0))
        return sorted(best, key=lambda iri: (-best[iri], iri))

    def task(self, subject: str, *, unsure: bool = False) -> Task | None:
        """What is to be decided on a thing; None if nothing is."""
        links = [link for link in links_of(self.store, [subject]) if link.decision in _wanted(unsure)]
        if not links:
            return None
        links.sort(key=lambda link: (-(link.confidence or 0), link.target))
        (mention,) = mentions_of(self.store, [subject]) or [_unknown(links, subject)]
        return Task(mention, tuple(quotes(self.store, subject)), tuple(links))

    def decide(self, links: Sequence[Link], decision: Decision, author: str, day: date) -> None:
        """Keep what a person decided on links of one thing, at once.

        An accepted match leaves no room for others in the same data set: what the program proposed there goes.
        """
        new = [replace(link, decision=decision, author=author, day=day) for link in links]
        old = links_of(self.store, dict.fromkeys(link.subject for link in links))
        same = {link.key for link in links}
        homes = {(link.subject, space(link.target)) for link in links} if decision is Decision.ACCEPTED else set()
        stays = [
            link
            for link in old
            if link.key not in same and (link.personal or (link.subject, space(link.target)) not in homes)
        ]
        self._change(old, [*stays, *new])

    def reopen(self, links: Sequence[Link]) -> None:
        """Take back what was decided on links; they wait for a decision again."""
        self._change(links, [replace(link, decision=Decision.PROPOSED, author="", day=None) for link in links])

    def undo(self) -> bool:
        """Take back the last change that this linker made; False if there is none."""
        if not self._undo:
            return False
        before, after = self._undo.pop()
        replaced(self.store, after, before)
        return True

    def _change(self, before: Sequence[Link], after: Sequence[Link]) -> None:
        if replaced(self.store, before, after):
            self._undo.append((tuple(before), tuple(after)))

    # ------------------------------------------------------------------------------------ tables
    def table(self, licence: str = "") -> Iterator[str]:
        """The lines of a SSSOM table with every link."""
        from kg.linking import sssom

        base = self.store.base
        heading, known = sssom.head(base, sssom.spaces(all_links(self.store)), licence)
        yield heading
        for link in all_links(self.store):
            yield sssom.written(link, base, known)

    def read_table(self, name: str, lines: Iterable[bytes], author: str, day: date) -> TableSummary:
        """Take in what people decided in the table ``name``; UsageError, and nothing is changed, if a row is wrong.

        ``author`` and ``day`` stand for what a row that was edited does not tell. A row that only proposes changes
        nothing that a person decided, and of two decisions the younger holds.
        """
        from kg.linking import sssom

        rows = list(sssom.read(name, lines, self.store.base))
        summary = TableSummary(rows=len(rows))
        kept = {link.key: link for link in links_of(self.store, (row.link.subject for row in rows))}
        before: dict[tuple[str, str, str], Link] = {}
        after: dict[tuple[str, str, str], Link] = {}
        for row in rows:
            old, new = kept.get(row.link.key), _completed(row.link, kept.get(row.link.key), author, day)
            if row.link.key in after and after[row.link.key] != new:
                raise UsageError(
                    f"{name}, line {row.line}: another row decides otherwise on the same; keep one of them"
                )
            if old is not None and old.personal and _outdated(old, new):
                summary.older += new != old
                new = old
            summary.changed += new != old
            after[row.link.key] = new
            if old is not None:
                before[row.link.key] = old
        taken = [link.subject for key, link in after.items() if kept.get(key) != link]
        there = {iri for iri, _ in things(self.store, local=True)} if taken else set()
        summary.absent = sum(iri not in there for iri in taken)
        self._change(tuple(before.values()), tuple(after.values()))
        return summary

    def named(self, iri: str) -> Link:
        """The link of this IRI; UsageError if there is none."""
        from kg.linking.meaning import iri_of

        whole = iri_of(iri, self.store.base)
        link = link_named(self.store, whole) if whole else None
        if link is None:
            raise UsageError(f"there is no link <{iri}>; 'kg query links' lists them")
        return link

    def same_as(self, wanted: bool) -> None:
        """State exact matches as owl:sameAs, too; or no longer."""
        say_same(self.store, wanted)


def _completed(row: Link, old: Link | None, author: str, day: date) -> Link:
    """What a row comes to: what it leaves out is as it was, and an edited row has an author and a day."""
    told = row
    if old is not None:
        told = replace(
            row,
            confidence=row.confidence if row.confidence is not None else old.confidence,
            subject_label=row.subject_label or old.subject_label,
            target_label=row.target_label or old.target_label,
            description=row.description or old.description,
            source=row.source or old.source,
            source_version=row.source_version or old.source_version,
            tool=row.tool or old.tool,
            tool_version=row.tool_version or old.tool_version,
        )
        if told == old:
            return old
    if told.decision is Decision.PROPOSED:
        return replace(told, author="", day=None)
    return replace(told, author=told.author or author, day=told.day or day)


def _outdated(old: Link, new: Link) -> bool:
    """True if the row is older than what a person decided, or decides nothing."""
    if new.decision is Decision.PROPOSED:
        return True
    return old.day is not None and new.day is not None and new.day < old.day


def _wanted(unsure: bool) -> frozenset[Decision]:
    """The decisions on links that wait for a person."""
    return frozenset((Decision.PROPOSED, Decision.UNSURE) if unsure else (Decision.PROPOSED,))


def _unknown(links: Sequence[Link], subject: str) -> Mention:
    """A thing that no report names now, by what its links tell of it."""
    from kg.authority import Kind, Mention

    label = next((link.subject_label for link in links if link.subject_label), subject)
    return Mention(subject, Kind.ORGANIZATION, label)


def _kept_name(name: str) -> str:
    """The name of an authority as a store keeps it in an IRI."""
    from kg.iris import authority_iri

    name = re.sub(r"^(?:reconcile\+|sparql\+|graph:)(?=[A-Za-z][A-Za-z0-9+.-]*:)", "", name)
    return name if ":" in name else authority_iri("", name).removeprefix("authority/")


def _by_subject(links: Iterable[Link]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(link.subject, []).append(link)
    return found


def _near(index: Index, known: Sequence[_Known], mention: Mention) -> tuple[int, ...]:
    """The numbers of things of its sort with names like its own."""
    return index.find(
        (mention.name, *mention.names),
        person=mention.kind.value == "person",
        most=15,
        fits=lambda number: known[number].kind is mention.kind and known[number].iri != mention.iri,
    )


def _candidates(batch: Sequence[Mention], authorities: Sequence[Authority]) -> Iterator[list[tuple[Candidate, Source]]]:
    """For each mention what all authorities know, in their order."""
    answers = [(Source(_kept_name(one.name), one.version), one.candidates(iter(batch))) for one in authorities]
    for mention in batch:
        found: list[tuple[Candidate, Source]] = []
        for source, coming in answers:
            candidates = next(coming, None)
            if candidates is None:
                raise UsageError(
                    f"the authority {source.name} did not answer for {mention.name!r}; nothing is kept of it"
                )
            found += [(candidate, source) for candidate in candidates]
        yield found


def _count(summary: LinkSummary, old: Sequence[Link], new: Sequence[Link], told: Told | None) -> None:
    accepted = [link for link in new if link.decision is Decision.ACCEPTED]
    waiting = [link for link in new if link.decision is Decision.PROPOSED]
    summary.things += 1
    summary.linked += bool(accepted)
    summary.open += bool(waiting) and not accepted
    summary.accepted += len(accepted)
    summary.proposed += len(waiting)
    known = {link.key: link for link in old}
    fresh = {link.key: link for link in new}
    for key, link in fresh.items():
        if known.get(key) != link:
            summary.changed += 1
            if told is not None:
                told(link)
    summary.changed += len(known.keys() - fresh.keys())
