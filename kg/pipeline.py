"""Joins the steps: files to reports, reports to claims, claims to quads, quads into a store."""

from __future__ import annotations

import contextlib
import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, KgError
from kg.faults import Trouble, attempt, fault
from kg.iris import DEFAULT_BASE, VOCABULARY, graph_iri, report_iri
from kg.model import Actor, Extraction, Report
from kg.reports import LIMIT_BYTES, find, read_report
from kg.storing import LoadedReport, Store

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.document import Document

CHUNK = 8
"""Reports that a worker process reads at a time."""


@dataclass(frozen=True)
class LoadOptions:
    """What ``load`` is told; ``date``, ``publisher`` and ``url`` give what a file does not say."""

    date: date | None = None
    publisher: str = ""
    url: str = ""
    limit_bytes: int = LIMIT_BYTES
    replace: bool = False
    keep_text: bool = True
    jobs: int = 1


@dataclass
class LoadSummary:
    """What came of a load.

    ``refused`` pairs each input that was not taken with the reason, ``failed`` each report that a fault of kg kept out
    with the traceback.
    """

    loaded: int = 0
    replaced: int = 0
    unchanged: int = 0
    retracted: int = 0
    claims: int = 0
    quads: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def leave_out(self, name: str, trouble: Trouble) -> None:
        """Note a report that could not be read."""
        if trouble.traceback:
            self.failed.append((name, trouble.traceback))
        else:
            self.refused.append((name, f"{name}: {trouble.reason}"))

    def line(self) -> str:
        """The summary in one line.

        >>> LoadSummary(loaded=2, unchanged=1, claims=31).line()
        '2 reports loaded, 1 unchanged; 31 claims'
        """
        parts = [f"{self.loaded} report{'s' if self.loaded != 1 else ''} loaded"]
        for number, word in ((self.replaced, "read again"), (self.unchanged, "unchanged")):
            if number:
                parts.append(f"{number} {word}")
        for number, word in ((self.retracted, "retracted"), (len(self.refused), "refused")):
            if number:
                parts.append(f"{number} {word}")
        if self.failed:
            parts.append(f"{len(self.failed)} failed by a fault of kg")
        return f"{', '.join(parts)}; {self.claims} claim{'s' if self.claims != 1 else ''}"


@dataclass(frozen=True)
class Read:
    """A report as it was read: its own quads, those it shares, or why it could not be read."""

    report: Report
    quads: tuple[Quad, ...] = ()
    shared: tuple[Quad, ...] = ()
    claims: int = 0
    trouble: Trouble | None = None


Told = Callable[[Report, str], None]
"""Is told of each report when it is done: "loaded", "read again", "unchanged", or why it is not loaded."""


# ---------------------------------------------------------------------------------------------- reading
def reader() -> str:
    """The digest of the reader that ``load`` would use; no model is loaded for it."""
    from kg import annotate
    from kg.reader import reader_digest

    name = os.environ.get("KG_MODEL") or annotate.DEFAULT_MODEL
    if name == annotate.DEFAULT_MODEL:
        return reader_digest(f"{name} {annotate.PINNED_DIGEST}")
    import importlib.util

    folder = Path(name)
    if not folder.is_dir() and name.isidentifier() and (spec := importlib.util.find_spec(name)) and spec.origin:
        folder = Path(spec.origin).parent
    return reader_digest(f"{name} {annotate.model_digest(folder)}")


def extractions(reports: Iterable[Report]) -> Iterator[tuple[Report, Extraction | None, Trouble | None]]:
    """Each report with what was read in it, in their order; or None and the trouble that there was.

    One report must not keep the others from being loaded.
    """
    from kg.extract import read

    for report, document, trouble in _documents(reports):
        if document is None:
            yield report, None, trouble
        else:
            yield report, *attempt(partial(read, document))


def extracted(paths: Sequence[Path], options: LoadOptions, summary: LoadSummary) -> Iterator[Extraction]:
    """What was read in each report that the paths hold; what is left out goes into the summary."""
    for report, extraction, trouble in extractions(collect(paths, options, summary)):
        if trouble is not None:
            summary.leave_out(report.path or report.name, trouble)
        elif extraction is not None:
            yield extraction


def _documents(reports: Iterable[Report]) -> Iterator[tuple[Report, Document | None, Trouble | None]]:
    """Each report annotated; where that fails, those that were to be annotated together are annotated one by one."""
    from kg.annotate import annotate_all

    coming = iter(reports)
    waiting: deque[Report] = deque()

    def taken() -> Iterator[Report]:
        for report in coming:
            waiting.append(report)
            yield report

    while True:
        together = annotate_all(taken())
        document, trouble = attempt(partial(next, together, None))
        while document is not None:
            yield waiting.popleft(), document, None
            document, trouble = attempt(partial(next, together, None))
        if trouble is None:
            return
        if not waiting:  # it is the listing of the reports that fails
            raise RuntimeError(trouble.traceback)
        while waiting:
            yield waiting[0], *attempt(partial(next, annotate_all([waiting[0]])))
            waiting.popleft()


def read_all(reports: Iterable[Report], base: str = DEFAULT_BASE) -> Iterator[Read]:
    """The reports with their quads, in their order."""
    for report, extraction, trouble in extractions(reports):
        if extraction is None:
            yield Read(report, trouble=trouble)
            continue
        quads, trouble = attempt(partial(quads_of, extraction, base))
        yield Read(report, trouble=trouble) if quads is None else Read(report, *quads, len(extraction.claims))


def quads_of(extraction: Extraction, base: str = DEFAULT_BASE) -> tuple[tuple[Quad, ...], tuple[Quad, ...]]:
    """The quads of a report's own graph, and those of the registry that it shares with others."""
    from kg.quads import report_quads
    from kg.registry import registry_quads

    outlet = outlet_of(extraction.report)
    return (
        report_quads(extraction, base=base, outlet=outlet),
        registry_quads(extraction, base=base, outlet=outlet, alternative_names=alternative_names),
    )


def outlet_of(report: Report) -> Actor | None:
    """Whoever publishes the report, if its header or its dateline says so."""
    from kg.names.issuing import outlet

    return outlet(report)


def alternative_names(actor: Actor) -> tuple[str, ...]:
    """The names under which the tables know the actor."""
    return _names().get(actor.key, ())


@cache
def _names() -> dict[tuple[str, str, str], tuple[str, ...]]:
    from kg.names.gazetteer import NameKind, known_names, lookup

    found: dict[tuple[str, str, str], list[str]] = {}
    for words, kind in known_names():
        entry = lookup(words)
        if kind in (NameKind.COUNTRY, NameKind.BODY, NameKind.MEDIUM) and entry is not None and entry.actor is not None:
            found.setdefault(entry.actor.key, []).append(words)
    return {key: tuple(sorted(set(names))) for key, names in found.items()}


def _read_in_processes(reports: Iterable[Report], base: str, jobs: int) -> Iterator[Read]:
    """What ``read_all`` gives, by several processes."""
    import multiprocessing
    import signal

    quiet = (signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to hear
    with multiprocessing.get_context("spawn").Pool(jobs, signal.signal, quiet) as pool:
        for read in pool.imap(_read_chunk, ((chunk, base) for chunk in _chunks(reports))):
            yield from map(_unpacked, read)


def _chunks(reports: Iterable[Report]) -> Iterator[list[Report]]:
    chunk: list[Report] = []
    for report in reports:
        chunk.append(report)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


Packed = tuple[Report, bytes, bytes, int, Trouble | None]


def _read_chunk(work: tuple[list[Report], str]) -> list[Packed]:
    """What a worker process does; quads travel as N-Quads."""
    from pyoxigraph import RdfFormat, serialize

    def packed(quads: tuple[Quad, ...]) -> bytes:
        return serialize(quads, format=RdfFormat.N_QUADS) or b""

    with _seldom_collected():
        return [(r.report, packed(r.quads), packed(r.shared), r.claims, r.trouble) for r in read_all(*work)]


def _unpacked(work: Packed) -> Read:
    from pyoxigraph import RdfFormat, parse

    report, quads, shared, claims, trouble = work
    own, common = (tuple(parse(data, format=RdfFormat.N_QUADS)) for data in (quads, shared))
    return Read(report, own, common, claims, trouble)


# ---------------------------------------------------------------------------------------------- loading
def collect(paths: Sequence[Path], options: LoadOptions, summary: LoadSummary) -> Iterator[Report]:
    """The reports that the paths hold, each content once; what is left out goes into the summary."""
    seen: set[str] = set()
    for path in find(paths):
        try:
            for report in read_report(
                path,
                limit_bytes=options.limit_bytes,
                date=options.date,
                publisher=options.publisher,
                url=options.url,
            ):
                if report.digest not in seen:
                    seen.add(report.digest)
                    yield report
        except InputError as error:
            summary.refused.append((str(path), str(error)))
        except KgError:
            raise
        except Exception as error:
            summary.leave_out(str(path), fault(error))


def load(
    paths: Sequence[Path], store: Store | None, options: LoadOptions, told: Told, *, write: bool = True
) -> LoadSummary:
    """Load reports into the store, each in one transaction; a dry run reads them and leaves the store as it is.

    A report that is there already, read by the same reader, is passed over; if all are, no model is loaded.
    """
    summary = LoadSummary()
    digest = reader()
    known = {loaded.digest: loaded for loaded in store.reports()} if store is not None else {}
    by_path: dict[str, list[LoadedReport]] = {}
    for loaded in known.values():
        by_path.setdefault(_absolute(loaded.path), []).append(loaded)
    base = store.base if store is not None else DEFAULT_BASE
    target = store if write else None
    loading = _Loading(target, digest, options, summary, told, known, by_path)

    def wanted() -> Iterator[Report]:
        for report in collect(paths, options, summary):
            if not loading.passes_over(report):
                yield report

    work = wanted()
    first = next(work, None)
    if first is None:
        return summary
    if target is not None:
        load_vocabulary(target)
    rest = _with_first(first, work)
    read = _read_in_processes(rest, base, options.jobs) if options.jobs > 1 else read_all(rest, base)
    with _seldom_collected(), contextlib.closing(read):  # type: ignore[type-var]
        for one in read:
            loading.take(one)
    summary.refused.sort()
    summary.failed.sort()
    return summary


@contextlib.contextmanager
def _seldom_collected() -> Iterator[None]:
    """Lets the collector of cycles run seldom: reading leaves few cycles, and the search was a 25th of a load."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 10, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _with_first(first: Report, rest: Iterator[Report]) -> Iterator[Report]:
    yield first
    yield from rest


def load_vocabulary(store: Store) -> None:
    """Put the words for the codes into the store's vocabulary graph."""
    from kg.quads import vocabulary_quads
    from kg.resources import folder

    turtle = Path(folder("ontology"), "codes.ttl").read_bytes()
    store.replace_graph(graph_iri(store.base, VOCABULARY), vocabulary_quads(turtle, base=store.base))


@dataclass
class _Loading:
    """One load on its way."""

    store: Store | None
    reader: str
    options: LoadOptions
    summary: LoadSummary
    told: Told
    known: dict[str, LoadedReport]
    by_path: dict[str, list[LoadedReport]]

    def passes_over(self, report: Report) -> bool:
        """True if the store has the report as this reader reads it."""
        loaded = self.known.get(report.digest)
        if loaded is None or loaded.reader != self.reader or _says_more(report, loaded):
            return False
        if self.options.keep_text and self.store is not None:
            self.store.keep_text(report.digest, report.text)
        self.summary.unchanged += 1
        self._retract_others(report)
        self.told(report, "unchanged")
        return True

    def take(self, read: Read) -> None:
        """Put one report into the store."""
        from importlib.metadata import version

        from kg.quads import run_quads
        from kg.supertypes import inferred

        report, name = read.report, read.report.path or read.report.name
        if read.trouble is not None:
            self.summary.leave_out(name, read.trouble)
            self.told(report, f"failed, {read.trouble.reason}")
            return
        again = report.digest in self.known
        if self.store is not None:
            graph = report_iri(self.store.base, report.digest)
            if self.options.keep_text:
                self.store.keep_text(report.digest, report.text)
            now = datetime.now(UTC).replace(microsecond=0)
            run = run_quads(
                base=self.store.base,
                started=now,
                ended=now,
                used=[graph],
                version=version("kg-reports"),
                reader=self.reader,
            )
            more = inferred(read.quads, base=self.store.base) if self.store.supertypes else ()
            self.store.replace_report(graph, read.quads, (*read.shared, *more), run)
            self._retract_others(report)
        self.summary.claims += read.claims
        self.summary.quads += len(read.quads)
        if again:
            self.summary.replaced += 1
        else:
            self.summary.loaded += 1
        self.told(report, "read again" if again else "loaded")

    def _retract_others(self, report: Report) -> None:
        """With ``replace``: take out what was loaded from the same path and had another content."""
        if not self.options.replace or self.store is None or not report.path or report.path == "-":
            return
        for other in self.by_path.pop(_absolute(report.path), []):
            if other.digest != report.digest:
                retract(self.store, other)
                self.known.pop(other.digest, None)
                self.summary.retracted += 1


def _absolute(path: str) -> str:
    """The path from the root, links left as they are."""
    return str(Path.cwd() / path)


def _says_more(report: Report, loaded: LoadedReport) -> bool:
    """True if a date, publisher or address is given now that the store does not have."""
    outlet = outlet_of(report)
    given = (report.date.isoformat() if report.date else "", report.url, outlet.name if outlet else "")
    there = (loaded.date, loaded.url, loaded.publisher)
    return any(new and new != old for new, old in zip(given, there, strict=True))


def retract(store: Store, report: LoadedReport) -> None:
    """Take out a report with whatever only it told, and its text."""
    store.retract(report.graph)
    store.drop_text(report.digest)


def loaded_report(store: Store, name: str) -> LoadedReport:
    """The loaded report that ``name`` means: its IRI, (the beginning of) its digest, its path or its file's name."""
    reports = tuple(store.reports())
    found = [r for r in reports if name in (r.graph, r.digest, r.path, r.name)]
    if not found and len(name) >= 6:
        found = [r for r in reports if r.digest.startswith(name)]
    if not found:
        raise KgError(f"no loaded report is called {name!r}; 'kg info --reports' lists them")
    if len(found) > 1:
        raise KgError(f"{len(found)} loaded reports are called {name!r}: {', '.join(r.graph for r in found)}; give one")
    return found[0]
