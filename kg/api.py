"""The Python interface: a store with what the commands do, and with rows, triples and rdflib's graphs.

>>> import kg, tempfile
>>> folder = tempfile.mkdtemp()
>>> with kg.open(f"{folder}/store", write=True) as graphs:
...     graphs.update('INSERT DATA { GRAPH <urn:g> { <urn:lake> rdfs:label "Lake" ; <urn:deep> 254 } }')
...     rows = graphs.query("SELECT ?name ?deep { ?lake rdfs:label ?name ; <urn:deep> ?deep }")
...     print(rows.columns, list(rows))
['name', 'deep'] [{'name': 'Lake', 'deep': 254}]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from os import PathLike, fspath
from typing import IO, TYPE_CHECKING, Any, Literal, Self

from kg.errors import StoreError, UsageError

if TYPE_CHECKING:
    from datetime import date

    import rdflib
    from pyoxigraph import Quad, Triple

    from kg.asking import Asked
    from kg.columns import Rows
    from kg.describing import Held
    from kg.findings import Finding
    from kg.importing import Imported
    from kg.linker import Linker
    from kg.model import Extraction
    from kg.pipeline import LoadSummary, Told
    from kg.queries import SavedQuery
    from kg.storing import LoadedReport, Result, Store
    from kg.validating import Checked

Where = str | PathLike[str]
Kind = Literal["turtle", "nt", "nq", "trig", "rdfxml", "jsonld", "n3"]
"""A format of RDF that is read."""
Form = Literal["nq", "trig", "jsonld", "nt", "turtle"]
"""A format of RDF that is written."""
View = Literal["plain", "rdf12"]
"""Graphs as they are stored, or with claims as reifiers (RDF 1.2)."""


# ---------------------------------------------------------------------------------------------- stores
def open(  # noqa: A001 - kg.open
    location: Where, *, write: bool = False, make: bool = True, base: str | None = None, supertypes: bool | None = None
) -> Graphs:
    """The store at a path or the address of a SPARQL 1.1 server.

    ``write`` keeps other processes from writing to it until it is closed, and makes it if it is not there, unless
    ``make`` is False; ``base`` and ``supertypes`` say how, and must agree with a store that is there. StoreError if it
    cannot be opened, StoreLocked if another process writes to it.
    """
    from kg.stores import open_store

    if write and not make:
        open_store(fspath(location))
    return Graphs(open_store(fspath(location), write=write, base=base, supertypes=supertypes), write=write)


def restore(folder: Where, location: Where) -> None:
    """Copy a backup to a place where no store is yet, whole or not at all; StoreError if it is no backup."""
    from kg.stores import restore

    restore(fspath(folder), fspath(location))


def import_file(
    location: Where,
    path: Where,
    graph: str | None = None,
    *,
    format: Kind | None = None,  # noqa: A002 - as the option
    max_expansion: float = 0,
) -> Imported:
    """Make a graph of the store at ``location`` hold just what an RDF file holds, as ``kg import`` does.

    The store is made if it is not there, but not for a small file that cannot be read.
    """
    from kg.importing import import_file, source

    file = source(fspath(path), format, max_expansion)
    read = None if file.is_big() else list(file.quads())
    with open(location, write=True) as graphs:
        return import_file(graphs.store, file, graph, read)


def import_whole(location: Where, path: Where, *, format: Kind | None = None, max_expansion: float = 0) -> int:  # noqa: A002
    """Put an export of a whole store into a new one, as ``kg import --whole`` does; how many quads it then holds."""
    from kg.importing import import_whole, source, told_by

    file = source(fspath(path), format, max_expansion)
    told = told_by(file)
    with open(location, write=True, base=told.base, supertypes=told.supertypes) as graphs:
        import_whole(graphs.store, file)
        return len(graphs)


# ---------------------------------------------------------------------------------------------- reports
def dry_run(location: Where, *paths: Where, told: Told | None = None, **options: Any) -> LoadSummary:
    """What ``Graphs.load`` would do, with its options and nothing written; the store need not be there."""
    from kg.pipeline import LoadOptions, load

    try:
        store = open(location).store
    except StoreError:
        store = None
    return load(_paths(paths), store, LoadOptions(**options), told or _silent, write=False)


def extract(*paths: Where, date: date | None = None, publisher: str = "") -> tuple[Iterator[Extraction], LoadSummary]:
    """What would be loaded from report files, report by report, and a summary that is told what is left out of it."""
    from kg.pipeline import LoadOptions, LoadSummary, extracted

    summary = LoadSummary()
    return extracted(_paths(paths), LoadOptions(date=date, publisher=publisher), summary), summary


def quads(extraction: Extraction) -> Iterator[Quad]:
    """The quads that would be stored: those of the report's graph, then those that it shares with others."""
    from kg.pipeline import quads_of

    return (quad for part in quads_of(extraction) for quad in part)


def _paths(paths: Sequence[Where]) -> list[Any]:
    from pathlib import Path

    return [Path(path) for path in paths]


def _silent(*_: object) -> None:
    """Tells nobody."""


class Graphs:
    """A store that is open; see ``open``. Use it with ``with``, or close it."""

    def __init__(self, store: Store, *, write: bool = False) -> None:
        self._store: Store | None = store
        self._write = write

    @property
    def store(self) -> Store:
        """The store itself; StoreError if it was closed."""
        if self._store is None:
            raise StoreError("the store was closed; open it again")
        return self._store

    @property
    def base(self) -> str:
        """What the IRIs of the store begin with."""
        return self.store.base

    @property
    def location(self) -> str:
        """Where the store is, as messages name it."""
        return self.store.location

    def close(self) -> None:
        """Let go of the store, so that other processes can write to it; results that are still read keep it."""
        if self._store is not None and self._write:
            self._store.settle()
        self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error is not None:  # an update that a time limit left behind may still be on its way
            self._store = None
        self.close()

    def __len__(self) -> int:
        """How many quads there are."""
        return len(self.store)

    def _writing(self) -> Store:
        if not self._write:
            raise UsageError("the store was opened for reading; kg.open(..., write=True) opens it for writing")
        return self.store

    # ------------------------------------------------------------------------------------ reports
    def load(
        self,
        *paths: Where,
        date: date | None = None,
        publisher: str = "",
        url: str = "",
        limit_bytes: int | None = None,
        replace: bool = False,
        keep_text: bool = True,
        jobs: int = 1,
        told: Told | None = None,
    ) -> LoadSummary:
        """Load report files and folders, each report whole or not at all, as ``kg load`` does.

        ``told`` is called with each report when it is done, and with what came of it.
        """
        from kg.pipeline import LoadOptions, load
        from kg.reports import LIMIT_BYTES

        options = LoadOptions(date, publisher, url, limit_bytes or LIMIT_BYTES, replace, keep_text, jobs)
        return load(_paths(paths), self._writing(), options, told or _silent)

    def reports(self) -> list[LoadedReport]:
        """The reports that are loaded."""
        return list(self.store.reports())

    def report(self, name: str) -> LoadedReport:
        """The loaded report that is meant by a path, name, IRI or digest; KgError if it is not there."""
        from kg.pipeline import loaded_report

        return loaded_report(self.store, name)

    def retract(self, report: str | LoadedReport) -> None:
        """Take out a report, by its path, name, IRI or digest, with what only it told; KgError if it is not there."""
        from kg.pipeline import loaded_report, retract

        store = self._writing()
        retract(store, loaded_report(store, report) if isinstance(report, str) else report)

    def validate(
        self, reports: Sequence[LoadedReport] | None = None, told: Checked | None = None
    ) -> Iterator[tuple[str, Finding]]:
        """What is wrong with the reports that are given, or with all and the store's counts; each with its file.

        ``told`` is called with each report when it was checked.
        """
        from kg.validating import findings

        return findings(self.store, reports, told or _silent)

    # ------------------------------------------------------------------------------------ asking
    def query(
        self,
        query: str,
        /,
        *,
        queries: Where | None = None,
        allow_service: Sequence[str] = (),
        **parameters: str | Sequence[str],
    ) -> Rows:
        """The rows of a SELECT, or of a saved query by its name, with its parameters (``report_file="a.txt"``).

        SPARQL of your own sees all graphs as one and may use the project's prefixes, as with ``kg query``; ``queries``
        is a folder with saved queries of your own, ``allow_service`` the beginnings of addresses that SERVICE may
        reach. QueryError if it is an update, has another form, or would fetch from elsewhere.
        """
        from kg.columns import Rows
        from kg.results import is_rows

        found = self._asked(query, parameters, queries, allow_service)
        if not is_rows(found):
            raise UsageError("the query gives no rows; construct() is for CONSTRUCT and DESCRIBE, ask() for ASK")
        return Rows(found)

    def construct(
        self,
        query: str,
        /,
        *,
        queries: Where | None = None,
        allow_service: Sequence[str] = (),
        **parameters: str | Sequence[str],
    ) -> Iterator[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, or of a saved query that gives a graph; see ``query``."""
        from kg.results import is_graph

        found = self._asked(query, parameters, queries, allow_service)
        if not is_graph(found):
            raise UsageError("the query gives no graph; query() is for SELECT, ask() for ASK")
        return iter(found)

    def ask(self, query: str, /, *, allow_service: Sequence[str] = ()) -> bool:
        """The answer of an ASK; see ``query``."""
        from kg.results import ANSWER, kind

        found = self._asked(query, {}, None, allow_service)
        if kind(found) != ANSWER:
            raise UsageError("the query is no ASK; query() is for SELECT, construct() for CONSTRUCT and DESCRIBE")
        return bool(found)

    def _asked(
        self, query: str, parameters: dict[str, str | Sequence[str]], queries: Where | None, allowed: Sequence[str]
    ) -> Result:
        from kg.asking import Asked, check_reach
        from kg.resources import saved_query

        if query.replace("-", "").replace("_", "").isalnum():
            values = {name.replace("_", "-"): value for name, value in parameters.items()}
            text = self.bound(saved_query(query, fspath(queries) if queries else None), values)
            asked = Asked(text, union=False, prefixes=False)
        elif parameters:
            raise UsageError("only saved queries have parameters; a saved query is given by its name")
        else:
            asked = Asked(query, union=True, prefixes=True)
        return self.result(asked._replace(places=check_reach(asked.text, allowed)))

    def bound(self, query: SavedQuery, values: Mapping[str, str | Sequence[str]]) -> str:
        """The SPARQL of a saved query, its values put in; an actor may be given by any name, CURIE or IRI."""
        from kg.linking.meaning import values_meant
        from kg.queries import bound

        return bound(query, values_meant(self.store, query.parameters, values))

    def meant(self, thing: str) -> list[str]:
        """The IRIs of what a name, CURIE or IRI means in the store, merged ones too; none if it means nothing there."""
        from kg.linking.meaning import meant

        return meant(self.store, thing)

    def result(self, asked: Asked, base: str | None = None) -> Result:
        """The result of a query whose reach was checked; ``base`` is what relative IRIs are relative to."""
        from kg.asking import result_of

        return result_of(self.store, asked, base)

    def texts(self, select: str) -> Iterator[tuple[str, ...]]:
        """The rows of a SELECT on the graphs that it names, terms as their plain text, unbound ones empty."""
        from kg.prefixes import prefixes
        from kg.storing import rows

        return rows(self.store, select, prefixes(self.base))

    def words(self, parameter: str, begun: str = "") -> Iterator[str]:
        """The words that the store knows for a parameter of that name and that begin so, in whatever case."""
        from kg.completing import words

        return words(self.store, parameter, begun)

    def info(self) -> Held:
        """What the store holds: reports, graphs, counts, by which reader and when it was loaded."""
        from kg.describing import held
        from kg.pipeline import reader

        return held(self.store, reader())

    def description(self, licence: str = "") -> Sequence[Triple]:
        """A VoID and DCAT description of the store, counted anew; UsageError if the licence is no IRI."""
        from kg.validating import described

        return described(self.store, licence)

    def linker(self) -> Linker:
        """What can be done with the links to other data sets: propose, decide, write and read tables, merge."""
        from importlib.metadata import version

        from kg.linker import Linker

        return Linker(self.store, version("kg-reports"))

    # ------------------------------------------------------------------------------------ changing
    def update(
        self, update: str, /, *, prefixes: bool = True, base: str | None = None, allow_service: Sequence[str] = ()
    ) -> None:
        """Carry out a SPARQL update, all of it or nothing; LOAD and SERVICE are refused unless they were allowed.

        It may use the project's ``prefixes`` without declaring them; relative IRIs are relative to ``base``.
        """
        from kg.asking import check_reach, led
        from kg.prefixes import prefixes as known

        places = check_reach(update, allow_service)
        store = self._writing()
        store.update(led(update, store, places), prefixes=known(store.base) if prefixes else None, base=base)

    def optimize(self) -> None:
        """Tidy up: what was deleted and what was left by processes that were killed takes no space any more."""
        self._writing().optimize()

    def size(self) -> int | None:
        """Bytes on disk; None for a server, which does not tell."""
        from kg.resources import size_of

        return size_of(self.location)

    # ------------------------------------------------------------------------------------ RDF in and out
    def import_file(
        self,
        path: Where,
        graph: str | None = None,
        *,
        format: Kind | None = None,  # noqa: A002 - as the option
        max_expansion: float = 0,
    ) -> Imported:
        """Make a graph hold just what an RDF file holds, as ``kg import`` does.

        A file that unpacks to more than ``max_expansion`` times its size (100, if not given) is refused.
        """
        from kg.importing import import_file, source

        return import_file(self._writing(), source(fspath(path), format, max_expansion), graph)

    def put(self, graph: str, triples: rdflib.Graph) -> bool:
        """Make a graph hold just the triples of a graph of rdflib's; False if it did already."""
        from pyoxigraph import RdfFormat, parse

        from kg.importing import named_apart, permitted

        store = self._writing()
        target = permitted(store, graph)
        quads = parse(triples.serialize(format="nt", encoding="utf-8"), format=RdfFormat.N_TRIPLES)
        return store.replace_graph(target, named_apart(quads, target))

    def export(
        self,
        to: Where | IO[bytes],
        format: Form = "nq",  # noqa: A002 - as the option
        *,
        graph: str | None = None,
        report: str | None = None,
        view: View = "plain",
    ) -> None:
        """Write all graphs, or one, or that of a report, to a file or a stream, as ``kg export`` does."""
        from kg.console import output
        from kg.exporting import check, export
        from kg.prefixes import expanded, prefixes

        store = self.store
        wanted = expanded(graph, prefixes(store.base)) if graph else None
        if report:
            wanted = self.report(report).graph
        check(format, view, wanted)
        if isinstance(to, str | PathLike):
            with output(fspath(to)) as stream:
                export(store, stream, format, wanted, view)
        else:
            export(store, to, format, wanted, view)

    def dataset(self) -> rdflib.Dataset:
        """The store as an rdflib Dataset: what is asked of it, is asked of the store itself, and nothing is copied.

        A folder needs oxrdflib ('pip install kg-reports[rdflib]'); UsageError if it is not there. Writing by it keeps
        no report whole; use ``update`` and ``put`` for that.
        """
        return self.store.dataset(write=self._write)

    def backup(self, folder: Where) -> None:
        """Copy the store, texts included, into a folder that is not there yet."""
        self._writing().backup(fspath(folder))
