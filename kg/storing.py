"""What a store can do, whichever it is.

A store keeps quads. One report is one named graph; what reports share (actors, posts, places) stands in the registry
graph, where a node is described in the same way whichever report brought it, and stays while any report refers to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING, NamedTuple, Protocol, TypeAlias, cast

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Quad, QueryBoolean, QueryResultsFormat, QuerySolution, RdfFormat, Triple, Variable

    Result: TypeAlias = "Solutions | Triples | QueryBoolean"

DEFAULT_BASE = "https://w3id.org/dmd/"
"""The base of all IRIs, unless a store was made with another; the saved queries are written with this one."""


def text_file(digest: str) -> str:
    """The name of the file that keeps a text, or "": a digest comes out of a store, which may say anything."""
    known = len(digest) == 64 and all(letter in "0123456789abcdef" for letter in digest)
    return f"{digest}.txt" if known else ""


REPORTS = """
PREFIX dmd: <https://w3id.org/dmd/ns#> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?graph ?digest ?reader ?path ?name ?date ?url ?publisher WHERE {
  GRAPH ?graph { ?graph a dmd:Report ; dmd:hasDigest ?digest .
    OPTIONAL { ?graph dmd:hasFilePath ?path } OPTIONAL { ?graph dmd:hasFileName ?name }
    OPTIONAL { ?graph dct:issued ?date } OPTIONAL { ?graph <http://schema.org/url> ?url } }
  OPTIONAL { GRAPH <%(base)sgraph/provenance> { ?run prov:used ?graph ; dmd:hasReaderDigest ?reader } }
  OPTIONAL { GRAPH ?graph { ?graph dmd:hasOutlet ?by }
    GRAPH <%(base)sgraph/registry> { ?by <http://www.w3.org/2000/01/rdf-schema#label> ?publisher } }
} ORDER BY ?graph ?reader"""
"""The SELECT that lists the loaded reports, a column for each field of ``LoadedReport``; ``%(base)s`` is the base."""


class Solutions(Protocol):
    """The rows of a SELECT, as they come; pyoxigraph's ``QuerySolutions`` is one."""

    @property
    def variables(self) -> Sequence[Variable]:
        """The columns."""
        ...

    def __iter__(self) -> Iterator[QuerySolution]: ...

    def __next__(self) -> QuerySolution: ...

    def serialize(self, output: IO[bytes], format: QueryResultsFormat) -> bytes | None:  # noqa: A002 - pyoxigraph's
        """Write the rows to a stream, by one of the W3C's formats."""
        ...


class Triples(Protocol):
    """The triples of a CONSTRUCT or DESCRIBE, as they come; pyoxigraph's ``QueryTriples`` is one."""

    def __iter__(self) -> Iterator[Triple]: ...

    def __next__(self) -> Triple: ...

    def serialize(self, output: IO[bytes], format: RdfFormat) -> bytes | None:  # noqa: A002 - pyoxigraph's
        """Write the triples to a stream."""
        ...


class LoadedReport(NamedTuple):
    """A report that a store holds: its graph, its text's digest, the digest of the reader that read it, its file."""

    graph: str
    digest: str
    reader: str
    path: str
    name: str
    date: str
    url: str
    publisher: str


class Store(Protocol):
    """A place for quads. Each method is one transaction; opened for reading, only ``query`` and the like work."""

    location: str
    base: str
    supertypes: bool

    def query(
        self, sparql: str, *, union: bool = False, prefixes: Mapping[str, str] | None = None, base: str | None = None
    ) -> Result:
        """The result of a query that was checked to be one; QueryError if it does not parse."""
        ...

    def update(self, sparql: str, *, prefixes: Mapping[str, str] | None = None, base: str | None = None) -> None:
        """Carry out an update whose addresses were checked, all of it or nothing; QueryError if it does not parse."""
        ...

    def reports(self) -> Iterator[LoadedReport]:
        """The reports that are loaded, in the order of their graphs' names."""
        ...

    def replace_report(self, graph: str, quads: Iterable[Quad], shared: Iterable[Quad], run: Iterable[Quad]) -> None:
        """Put ``quads`` in place of the report graph, and ``shared`` into the registry, in one transaction.

        ``shared`` holds what was inferred from them too; what had been inferred from the old graph, and registry nodes
        that only it referred to, are taken out first. ``run`` is added to the graph of load
        runs, where the report is one that the newest run used.
        """
        ...

    def retract(self, graph: str) -> None:
        """Take out a report graph with whatever only it referred to."""
        ...

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> bool:
        """Make the graph hold just these quads; False if it did already, and nothing was written."""
        ...

    def change(self, delete: Iterable[Quad], insert: Iterable[Quad]) -> None:
        """Take quads out and put others in, in one transaction (a server that takes little at a time: in pages)."""
        ...

    def fill_graph(self, graph: str, stream: IO[bytes], form: RdfFormat, base: str) -> bool:
        """Make the graph hold just what a big file holds; False if it did already, and nothing was written.

        All of it or nothing. Memory does not grow with the file, but with what it changes in a graph that held
        something. Blank nodes get new names.
        """
        ...

    def quads(self, graph: str | None = None, subject: str | None = None) -> Iterator[Quad]:
        """All quads, or those of one graph, or of one subject (an IRI)."""
        ...

    def about(self, subjects: Iterable[str], graph: str) -> Iterator[Quad]:
        """The quads of a graph on each of the subjects (IRIs), asked for many at a time."""
        ...

    def graphs(self) -> Iterator[str]:
        """The names of the graphs."""
        ...

    def put_whole(self, stream: IO[bytes], form: RdfFormat) -> None:
        """Put an export of a whole store into this one, which holds nothing, as it is and in one transaction."""
        ...

    def backup(self, folder: str) -> None:
        """Copy the store as it is now, texts included, into a folder that is not there yet."""
        ...

    def dataset(self, *, write: bool) -> rdflib.Dataset:
        """The store as an rdflib Dataset, which copies nothing."""
        ...

    def settle(self) -> None:
        """Put what was written where the next process to open the store finds it at once."""
        ...

    def optimize(self) -> None:
        """Tidy up: what was deleted and what was left by processes that were killed takes no space any more."""
        ...

    def keep_text(self, digest: str, text: str) -> None:
        """Keep a report's text beside the store."""
        ...

    def text(self, digest: str) -> str | None:
        """The text kept under this digest, or None."""
        ...

    def drop_text(self, digest: str) -> None:
        """Forget a kept text."""
        ...

    def __len__(self) -> int:
        """How many quads there are."""
        ...


def rows(store: Store, select: str, prefixes: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The rows of a SELECT on the graphs it names, terms as their plain values, unbound ones empty."""
    for row in cast(Solutions, store.query(select, prefixes=prefixes)):
        yield tuple(str(getattr(term, "value", "")) for term in row)
