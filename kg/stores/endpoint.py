"""A SPARQL 1.1 server as a store, by its address: queries, updates, and graphs as files where it has them.

What a report needs is put in by one update, which a server should carry out whole or not at all (SPARQL 1.1 Update,
section 2.2). One that takes only small updates (Virtuoso, or whoever answers 413) gets pages in such an order that a
report is listed only when all of it is there. Only named graphs are seen. Texts are kept in the folder that KG_TEXTS
names, or not at all.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn, cast
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.addresses import addresses, shown
from kg.errors import QueryError, StoreError, TimeLimit, UsageError
from kg.http import Answer, Client
from kg.incoming import Reading, Rows, Triples, boolean
from kg.iris import content_digest
from kg.sharing import APART, USED, forgotten, orphans
from kg.sparql import form, with_prefixes
from kg.storing import DEFAULT_BASE, REPORTS, LoadedReport, text_file
from kg.updates import normal, one_update, pages

if TYPE_CHECKING:
    import rdflib

    from kg.storing import Result, Solutions

Node = ox.NamedNode
_ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
}
_GRAPHS = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_ACCEPT_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_ACCEPT_GRAPH = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
_PAGE = 5_000
_PAGE_LENGTH = 4_000_000
_SMALL_PAGE = 1_000
_SMALL_LENGTH = 1_000_000
# What Virtuoso says, before it does anything, of an update of some 5,000 quads
_TOO_BIG = ("memory exhausted", "SQL text has exceeded")
_NODES = 200  # in a VALUES clause
_BASE = "SELECT ?g { GRAPH ?g { ?g a <https://w3id.org/dmd/ns#Report> } } LIMIT 1"
_CLAIMS = "ASK { GRAPH ?g { ?c a <https://w3id.org/dmd/ns#Claim> } }"


def open_store(
    location: str, *, write: bool = False, base: str | None = None, supertypes: bool | None = None
) -> EndpointStore:
    """The server at ``location``, asked what it holds; StoreError if it cannot be reached or has another base."""
    update, graphs = os.environ.get("KG_UPDATE_URL", ""), os.environ.get("KG_GRAPHS_URL", "")
    where = addresses(location, update, graphs)
    store = EndpointStore(Client(where.query, os.environ), where, location, os.environ.get("KG_TEXTS", ""))
    found = store.found_base()
    if base and found and base != found:
        raise StoreError(f"{store.location}: its IRIs begin with {found}, not with {base}; use another store for that")
    store.base = found or base or DEFAULT_BASE
    spelt = store.found_supertypes()
    if supertypes is not None and spelt is not None and supertypes != spelt:
        how = "with" if spelt else "without"
        raise StoreError(f"{store.location}: was made {how} super-types spelt out; use another store for the other way")
    store.supertypes = spelt if spelt is not None else supertypes is not False
    return store


def restore(folder: str, location: str) -> NoReturn:
    """A server is filled by an import."""
    raise UsageError(f"{shown(location)}: a backup is restored to a folder; 'kg import --whole' fills a server")


class _TooBigError(Exception):
    """The server takes no update of that size."""


class EndpointStore:
    """A store on a server; see ``kg.storing.Store``."""

    def __init__(self, client: Client, where: tuple[str, str, str], location: str, texts: str = "") -> None:
        self._client, self._texts = client, Path(texts) if texts else None
        self._query_at, self._update_at, self._graphs_at = where
        self.location = shown(location)
        self.base, self.supertypes = DEFAULT_BASE, True
        self._small = False  # takes only small updates

    def found_base(self) -> str:
        """The base of the reports that are there, or nothing."""
        for (graph,) in self._select(_BASE):
            return str(getattr(graph, "value", "")).rpartition("report/")[0]
        return ""

    def found_supertypes(self) -> bool | None:
        """Whether super-types are spelt out; None if nothing is there to tell."""
        if self._ask(f"ASK {{ GRAPH <{self._graph('inferred')}> {{ ?s ?p ?o }} }}"):
            return True
        return False if self._ask(_CLAIMS) else None

    def _graph(self, name: str) -> str:
        return f"{self.base}graph/{name}"

    def __len__(self) -> int:
        for (number,) in self._select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"):
            if (text := str(getattr(number, "value", ""))).isdecimal() and text.isascii() and len(text) < 19:
                return int(text)
            raise StoreError(f"{self.location}: the server counts {text[:40]!r} quads")
        return 0

    # ------------------------------------------------------------------------------------ reading
    def query(
        self, sparql: str, *, union: bool = False, prefixes: Mapping[str, str] | None = None, base: str | None = None
    ) -> Result:
        """The result of a query; QueryError with the server's words if it refuses it."""
        what, text = form(sparql), _declared(sparql, prefixes, base)
        wanted = _ACCEPT_GRAPH if what in ("CONSTRUCT", "DESCRIBE") else _ACCEPT_ROWS
        # Oxigraph's word; most others see all graphs as one anyway
        answer = self._sent(text, wanted, {"union-default-graph": "true"} if union else {})
        if what == "ASK":
            return boolean(answer)
        known: Mapping[str, object] = _GRAPHS if wanted is _ACCEPT_GRAPH else _ROWS
        if answer.media_type not in known:
            what = answer.media_type or "of no type"
            raise StoreError(f"{self.location}: the answer is {what}, no result of a query; is this a SPARQL endpoint?")
        reading = Reading(answer, self._client.limits.row)
        if wanted is _ACCEPT_GRAPH:
            return Triples(reading, _GRAPHS[answer.media_type])
        return Rows(reading, _ROWS[answer.media_type])

    def _sent(self, text: str, accept: str, more: Mapping[str, str]) -> Answer:
        """The answer to a query, if it is a happy one."""
        # as a form: Virtuoso 7 never answers a query that is sent as application/sparql-query
        fields = urlencode({"query": text.encode("utf-8", "surrogatepass"), **more}).encode("ascii")
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        answer = self._client.send("POST", self._query_at, fields, headers, again=True)
        self._check(answer, "the query")
        return answer

    def _select(self, text: str) -> Iterator[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...]]:
        for row in cast("Solutions", self.query(text)):
            yield tuple(row)

    def _ask(self, text: str) -> bool:
        return bool(self.query(text))

    def _check(self, answer: Answer, what: str, said: str = "") -> None:
        """Turn an unhappy status into an error; ``said`` is what the body says, if it was read."""
        if 200 <= answer.status < 300:
            return
        said = (said or answer.words()).partition(" SPARQL query:")[0]  # which Virtuoso repeats
        if answer.status in (400, 422):
            raise QueryError(f"{self.location}: {what} was refused" + (f": {said}" if said else ""))
        if answer.status in (401, 403):
            raise StoreError(
                f"{self.location}: the server wants other credentials (status {answer.status}); set KG_USER and "
                "KG_PASSWORD, or KG_TOKEN, or write them into ~/.netrc"
            )
        if answer.status in (404, 405):
            raise StoreError(f"{shown(answer.url)}: there is no SPARQL (status {answer.status}); see docs/stores.md")
        if answer.status in (408, 504):
            raise TimeLimit(f"{self.location}: the server's time limit was reached" + (f": {said}" if said else ""))
        raise StoreError(f"{self.location}: {what} failed (status {answer.status})" + (f": {said}" if said else ""))

    def reports(self) -> Iterator[LoadedReport]:
        """The reports that are loaded, in the order of their graphs' names."""
        for row in self._select(REPORTS % {"base": self.base}):
            yield LoadedReport(*(str(getattr(term, "value", "")) for term in row))

    def quads(self, graph: str | None = None, subject: str | None = None) -> Iterator[ox.Quad]:
        """All quads of named graphs, or those of one graph, or of one subject (an IRI)."""
        given = "".join(f"VALUES {name} {{ {Node(iri)} }} " for name, iri in (("?g", graph), ("?s", subject)) if iri)
        found = self.query(f"SELECT ?s ?p ?o ?g {{ {given}GRAPH ?g {{ ?s ?p ?o }} }}")
        if graph is None and isinstance(found, Rows) and found.limited:  # then graph by graph it may go
            found.close()
            return (quad for name in list(self.graphs()) for quad in self.quads(name, subject))
        return (self._quad(row) for row in cast("Solutions", found))

    def _quad(self, row: Iterable[object]) -> ox.Quad:
        try:
            return ox.Quad(*row)  # type: ignore[arg-type]
        except (TypeError, ValueError) as error:
            raise StoreError(f"{self.location}: the server answers with what can be no quad ({error})") from error

    def _quads(self, pattern: str) -> Iterator[ox.Quad]:
        """The quads ?s ?p ?o ?g of a pattern."""
        return map(self._quad, self._select(f"SELECT ?s ?p ?o ?g {{ {pattern} }}"))

    def graphs(self) -> Iterator[str]:
        """The names of the graphs."""
        for (name,) in self._select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"):
            yield str(getattr(name, "value", ""))

    # ------------------------------------------------------------------------------------ writing
    def update(self, sparql: str, *, prefixes: Mapping[str, str] | None = None, base: str | None = None) -> None:
        """Carry out an update, as one request that is sent once; QueryError if the server refuses it."""
        text = _declared(sparql, prefixes, base)
        if not text:
            return
        headers = {"Content-Type": "application/sparql-update", "Accept": "*/*"}
        data = text.encode("utf-8", "surrogatepass")
        answer = self._client.send("POST", self._update_at, data, headers, again=False)
        said = answer.words()
        if answer.status == 413 or (answer.status >= 400 and any(words in said for words in _TOO_BIG)):
            raise _TooBigError
        self._check(answer, "the update", said)

    def _write(
        self, drop: Sequence[str], delete: Iterable[ox.Quad], insert: Sequence[ox.Quad], last: Callable[[ox.Quad], bool]
    ) -> None:
        """Drop graphs, delete and insert, by one update where the server takes that; else in pages, ``last`` last."""
        gone = list(delete)
        first, rest = [q for q in insert if not last(q)], [q for q in insert if last(q)]
        if not self._small:
            try:
                self.update(one_update(drop, gone, first, rest))
                return
            except _TooBigError:
                self._small = True
        if drop:
            self.update(one_update(drop, ()))
        for page in pages(gone, _SMALL_PAGE, _SMALL_LENGTH):
            self.update(one_update((), page))
        for quads in (first, rest):
            for page in pages(quads, _SMALL_PAGE, _SMALL_LENGTH):
                self.update(one_update((), (), page))

    def replace_report(
        self, graph: str, quads: Iterable[ox.Quad], shared: Iterable[ox.Quad], run: Iterable[ox.Quad]
    ) -> None:
        """Put a report's quads in place of its graph; see ``kg.storing.Store``."""
        old = list(self.quads(graph))
        insert = [*quads, *shared, *run]
        gone = self._hanging_on(graph, old).difference(insert) if old else ()
        self._write([graph] if old else [], gone, insert, lambda q: _head(q, graph))

    def retract(self, graph: str) -> None:
        """Take out a report graph with whatever only it referred to."""
        self._write([graph], self._hanging_on(graph, list(self.quads(graph))), [], lambda _: False)

    def replace_graph(self, graph: str, quads: Iterable[ox.Quad]) -> bool:
        """Make the graph hold just these quads; False if it did already."""
        name = Node(graph)
        new = {ox.Quad(q.subject, q.predicate, q.object, name) for q in quads}
        old = list(self.quads(graph))
        if normal(new) == normal(old):
            return False
        self._write([graph] if old else [], (), list(new), lambda _: False)
        return True

    def change(self, delete: Iterable[ox.Quad], insert: Iterable[ox.Quad]) -> None:
        """Take quads out and put others in."""
        gone, new = list(delete), list(insert)
        if gone or new:
            self._write([], gone, new, lambda _: False)

    def fill_graph(self, graph: str, stream: IO[bytes], form: ox.RdfFormat, base: str) -> bool:
        """Make the graph hold just what a big file holds: as a file where the server takes that, else in pages.

        Pages are taken back if one fails; where the graph holds something they go into another, which is then moved.
        """
        found = ox.parse(stream, format=form, base_iri=base)
        if self._graphs_at:
            self._put(graph, (ox.Quad(q.subject, q.predicate, q.object, Node(graph)) for q in found))
            return True
        target = graph
        if self._ask(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"):
            target = self._graph(f"part/{content_digest(graph)[:16]}")
            self.update(one_update([target], ()))  # what a load left that was stopped
        filled = False
        try:
            quads = (ox.Quad(q.subject, q.predicate, q.object, Node(target)) for q in found)
            for page in pages(quads, _PAGE, _PAGE_LENGTH):
                self._write([], (), page, lambda _: False)
                filled = True
            if target != graph:
                self.update(f"MOVE GRAPH <{target}> TO GRAPH <{graph}>" if filled else one_update([graph], ()))
        except BaseException:
            with contextlib.suppress(StoreError, QueryError):
                self.update(one_update([target], ()))
            raise
        return True

    def _put(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Send a graph as N-Triples, as it is read (SPARQL 1.1 Graph Store HTTP Protocol, PUT)."""

        def body() -> Iterator[bytes]:
            for page in pages(quads, _PAGE, _PAGE_LENGTH):
                yield "".join(f"{q.triple} .\n" for q in page).encode("utf-8", "surrogatepass")

        url = f"{self._graphs_at}{'&' if '?' in self._graphs_at else '?'}{urlencode({'graph': graph})}"
        answer = self._client.send("PUT", url, body, {"Content-Type": "application/n-triples"}, again=False)
        self._check(answer, "the graph")
        answer.words()

    def dataset(self, *, write: bool) -> rdflib.Dataset:
        """The server as an rdflib Dataset, by rdflib's own store for servers."""
        from kg.rdflibs import dataset

        def ask(text: str, accept: str, more: Mapping[str, str]) -> tuple[bytes, str]:
            answer = self._sent(text, accept, more)
            return b"".join(answer.pieces()), answer.media_type

        return dataset(self._query_at, self._update_at, ask, self.update if write else None)

    def settle(self) -> None:
        """A server stays open."""

    def optimize(self) -> NoReturn:
        """A server's files are its own matter."""
        raise UsageError(f"{self.location}: a server tidies up by itself")

    def put_whole(self, stream: IO[bytes], form: ox.RdfFormat) -> None:
        """Put an export of a whole store into this one, which holds nothing of its base, in pages."""
        if self._ask(f'ASK {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{self.base}")) }}'):
            raise StoreError(f"{self.location}: holds something; an export goes whole into a store that is empty")
        for page in pages(ox.parse(stream, format=form), _PAGE, _PAGE_LENGTH):
            self._write([], (), page, lambda _: False)

    def backup(self, folder: str) -> NoReturn:
        """A server's files are its own matter."""
        raise UsageError(
            f"{self.location}: a server makes its own backups; 'kg export -o FILE' writes all that it holds"
        )

    # ------------------------------------------------------------------------------------ what is shared
    def _hanging_on(self, graph: str, old: Sequence[ox.Quad]) -> set[ox.Quad]:
        """What other graphs hold for the sake of a report's graph, whose quads are given, alone."""
        runs = self._graph("provenance")
        used = self._quads(f"VALUES ?g {{ <{runs}> }} GRAPH ?g {{ ?s <{USED}> <{graph}> . ?s ?p ?o }}")
        found = orphans(self, old, graph) | forgotten(used, graph)
        own = {q.subject for q in old if isinstance(q.subject, Node)}
        found.update(self.about((node.value for node in own), self._graph("inferred")))
        return found

    def about(self, subjects: Iterable[str], graph: str) -> Iterator[ox.Quad]:
        """The quads of a graph on each of the subjects (IRIs), some hundreds of them at a time."""
        for values in _values(map(Node, subjects)):
            yield from self._quads(f"VALUES ?s {{ {values} }} VALUES ?g {{ <{graph}> }} GRAPH ?g {{ ?s ?p ?o }}")

    def registered(self, nodes: Iterable[Node]) -> dict[Node, list[ox.Quad]]:
        """The registry's quads on each of the nodes."""
        found: dict[Node, list[ox.Quad]] = {}
        for quad in self.about((node.value for node in nodes), self._graph("registry")):
            found.setdefault(cast(Node, quad.subject), []).append(quad)
        return found

    def needed(self, nodes: Iterable[Node], graph: str) -> set[Node]:
        """Those of the nodes that a graph needs which is neither this one nor one of ``APART``."""
        own = ", ".join(f"<{name}>" for name in (graph, *map(self._graph, APART)))
        found: set[Node] = set()
        for values in _values(nodes):
            for pattern in ("?s ?p ?n", "?n ?p ?o"):
                other = f"GRAPH ?g {{ {pattern} }} FILTER(?g NOT IN ({own}))"
                rows = self._select(f"SELECT DISTINCT ?n {{ VALUES ?n {{ {values} }} FILTER EXISTS {{ {other} }} }}")
                found.update(cast(Node, row[0]) for row in rows)
        return found

    def referring(self, nodes: Iterable[Node]) -> dict[Node, set[Node]]:
        """Each node with the registry's nodes that refer to it."""
        found: dict[Node, set[Node]] = {}
        registry = self._graph("registry")
        for values in _values(nodes):
            for n, s in self._select(
                f"SELECT DISTINCT ?n ?s {{ VALUES ?n {{ {values} }} GRAPH <{registry}> {{ ?s ?p ?n }} }}"
            ):
                if isinstance(s, Node):
                    found.setdefault(cast(Node, n), set()).add(s)
        return found

    # ------------------------------------------------------------------------------------ texts
    def _text_path(self, digest: str) -> Path | None:
        name = text_file(digest)
        return self._texts / name if self._texts is not None and name else None

    def keep_text(self, digest: str, text: str) -> None:
        """Keep a report's text in the folder of KG_TEXTS, whole or not at all; without one it is not kept."""
        path = self._text_path(digest)
        if path is None or path.exists():
            return
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(text.encode("utf-8", "surrogatepass"))
            part.replace(path)
        except OSError as error:
            raise StoreError(f"{path}: the text could not be kept ({error.strerror or error})") from error

    def text(self, digest: str) -> str | None:
        """The text kept under this digest, or None."""
        path = self._text_path(digest)
        if path is None or not path.exists():
            return None
        return path.read_bytes().decode("utf-8", "surrogatepass")

    def drop_text(self, digest: str) -> None:
        """Forget a kept text."""
        if (path := self._text_path(digest)) is not None:
            path.unlink(missing_ok=True)


def _declared(text: str, prefixes: Mapping[str, str] | None, base: str | None) -> str:
    """The query or update with its prefixes and its base declared, in its first line."""
    known = with_prefixes(text, prefixes) if prefixes else text
    return f"BASE <{base}> {known}" if base else known


def _values(nodes: Iterable[Node]) -> Iterator[str]:
    """The nodes as what stands in a VALUES clause, some at a time."""
    names = sorted(str(node) for node in nodes)
    for start in range(0, len(names), _NODES):
        yield " ".join(names[start : start + _NODES])


def _head(quad: ox.Quad, graph: str) -> bool:
    """True for what makes a report listed: its type, and the run that read it."""
    return quad.subject == Node(graph) or str(quad.graph_name).endswith("graph/provenance>")
