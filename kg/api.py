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

from collections.abc import Iterator, Sequence
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from kg.columns import Plain, plain
from kg.errors import StoreError, UsageError

if TYPE_CHECKING:
    import pandas
    import polars
    import rdflib
    from pyoxigraph import Triple

    from kg.exporting import Form, View
    from kg.importing import Imported
    from kg.pipeline import LoadSummary
    from kg.results import Term
    from kg.storing import LoadedReport, Result, Solutions, Store

Where = str | PathLike[str]


def open(location: Where, *, write: bool = False, base: str | None = None) -> Graphs:  # noqa: A001 - kg.open
    """The store at a path or the address of a SPARQL 1.1 server.

    ``write`` makes it if it is not there, and keeps other processes from writing to it until it is closed. StoreError
    if it cannot be opened, StoreLocked if another process writes to it.
    """
    from kg.stores import open_store

    return Graphs(open_store(fspath(location), write=write, base=base), write=write)


class Rows(Iterator[dict[str, Plain]]):
    """The rows of a SELECT as they come: dictionaries of plain values, or terms, or a data frame.

    Numbers, truth values and dates are Python's, IRIs and all other literals are strings, what is unbound is None.
    They come once.
    """

    def __init__(self, solutions: Solutions) -> None:
        self._solutions = solutions
        self.columns = [variable.value for variable in solutions.variables]

    def __next__(self) -> dict[str, Plain]:
        row = next(self._solutions)
        return {name: plain(term, dates=True) for name, term in zip(self.columns, row, strict=True)}

    def terms(self) -> Iterator[tuple[Term | None, ...]]:
        """The rows as tuples of RDF terms."""
        return (tuple(row) for row in self._solutions)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows that are left as a pandas data frame; UsageError if pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise UsageError("pandas is not installed; 'pip install pandas' does that") from error
        return pandas.DataFrame(list(self), columns=pandas.Index(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """The rows that are left as a polars data frame; UsageError if polars is not installed."""
        try:
            import polars
        except ImportError as error:
            raise UsageError("polars is not installed; 'pip install polars' does that") from error
        rows = list(self)
        columns = {name: [row[name] for row in rows] for name in self.columns}
        return polars.DataFrame({name: _of_one_kind(values) for name, values in columns.items()})


def _of_one_kind(values: list[Plain]) -> list[Plain]:
    """The values as they are if they are of one kind, or all numbers; else all as text."""
    kinds = {type(value) for value in values} - {type(None)}
    if kinds == {int, float}:
        return [float(value) if isinstance(value, int | float) else None for value in values]
    return values if len(kinds) < 2 else [None if value is None else str(value) for value in values]


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

    def close(self) -> None:
        """Let go of the store, so that other processes can write to it; results that are still read keep it."""
        self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
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
        replace: bool = False,
        keep_text: bool = True,
        jobs: int = 1,
    ) -> LoadSummary:
        """Load report files and folders, each report whole or not at all, as ``kg load`` does."""
        from kg.pipeline import LoadOptions, load

        options = LoadOptions(date=date, publisher=publisher, url=url, replace=replace, keep_text=keep_text, jobs=jobs)
        return load([Path(path) for path in paths], self._writing(), options, lambda *_: None)

    def reports(self) -> list[LoadedReport]:
        """The reports that are loaded."""
        return list(self.store.reports())

    def retract(self, report: str) -> None:
        """Take out a report, by its path, name, IRI or digest; KgError if it is not there."""
        from kg.pipeline import loaded_report, retract

        store = self._writing()
        retract(store, loaded_report(store, report))

    # ------------------------------------------------------------------------------------ asking
    def query(self, query: str, /, **parameters: str | Sequence[str]) -> Rows:
        """The rows of a SELECT, or of a saved query by its name, with its parameters (``report_file="a.txt"``).

        SPARQL of your own sees all graphs as one and may use the project's prefixes, as with ``kg query``. QueryError
        if it is an update, has another form, or would fetch from elsewhere.
        """
        from kg.results import is_rows

        found = self._asked(query, parameters)
        if not is_rows(found):
            raise UsageError("the query gives no rows; construct() is for CONSTRUCT and DESCRIBE, ask() for ASK")
        return Rows(found)

    def construct(self, query: str, /, **parameters: str | Sequence[str]) -> Iterator[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, or of a saved query that gives a graph."""
        from kg.results import is_graph

        found = self._asked(query, parameters)
        if not is_graph(found):
            raise UsageError("the query gives no graph; query() is for SELECT, ask() for ASK")
        return iter(found)

    def ask(self, query: str, /) -> bool:
        """The answer of an ASK."""
        from kg.results import ANSWER, kind

        found = self._asked(query, {})
        if kind(found) != ANSWER:
            raise UsageError("the query is no ASK; query() is for SELECT, construct() for CONSTRUCT and DESCRIBE")
        return bool(found)

    def _asked(self, query: str, parameters: dict[str, str | Sequence[str]]) -> Result:
        from kg.answering import Asked, check_reach, result_of
        from kg.queries import bound
        from kg.resources import saved_query

        if query.replace("-", "").replace("_", "").isalnum():
            values = {name.replace("_", "-"): value for name, value in parameters.items()}
            return result_of(self.store, Asked(bound(saved_query(query), values), union=False, prefixes=False))
        if parameters:
            raise UsageError("only saved queries have parameters; a saved query is given by its name")
        check_reach(query, [])
        return result_of(self.store, Asked(query, union=True, prefixes=True))

    def update(self, update: str, /) -> None:
        """Carry out a SPARQL update, all of it or nothing; LOAD and SERVICE are refused."""
        from kg.answering import check_reach
        from kg.prefixes import prefixes

        check_reach(update, [])
        store = self._writing()
        store.update(update, prefixes=prefixes(store.base))

    # ------------------------------------------------------------------------------------ RDF in and out
    def import_file(self, path: Where, graph: str | None = None) -> Imported:
        """Make a graph hold just what an RDF file holds, as ``kg import`` does."""
        from kg.importing import Source, import_file

        return import_file(self._writing(), Source(Path(path)), graph)

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
        view: View = "plain",
    ) -> None:
        """Write all graphs, or one, to a file or a stream, as ``kg export`` does."""
        from kg.console import output
        from kg.exporting import check, export
        from kg.prefixes import expanded, prefixes

        store = self.store
        wanted = expanded(graph, prefixes(store.base)) if graph else None
        check(format, view, one=wanted is not None)
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
