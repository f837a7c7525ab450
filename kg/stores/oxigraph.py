"""The embedded store: Oxigraph on RocksDB in a folder, with ``kg-store`` (what the folder is) and ``texts/`` in it.

One process writes at a time. Readers work beside a writer: each sees the store as it was when it was opened.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from kg.errors import QueryError, StoreError, StoreLocked
from kg.storing import DEFAULT_BASE, REPORTS, LoadedReport, text_file

if TYPE_CHECKING:
    import rdflib

    from kg.storing import Result

_MARK = "kg-store"
_FORMAT = "kg store, format 1"
_WITHOUT = "without super-types"
_PART = "kg-part"
_BESIDE = "kg-part-import"
_QUAD = 130  # characters of a quad
_MUCH = 2_000_000  # a log of about 8 MB, which takes a reader a fifth of a second
_TRIES = 8


def open_store(
    location: str, *, write: bool = False, base: str | None = None, supertypes: bool | None = None
) -> OxigraphStore:
    """The store in the folder ``location``; made first if it is not there and ``write`` is asked for.

    StoreError if there is none to read, or if the folder is something else; StoreLocked if another process writes.
    """
    mark = _mark(location)
    if not write:
        return OxigraphStore(location, _opened_for_reading(location), mark or Mark())
    if base and mark and mark.base != base:
        raise StoreError(f"{location}: its IRIs begin with {mark.base}, not with {base}; use a new store for that")
    if supertypes is not None and mark and mark.supertypes != supertypes:
        how = "with" if mark.supertypes else "without"
        raise StoreError(f"{location}: was made {how} super-types spelt out; use a new store for the other way")
    if not mark:
        mark = Mark(base or DEFAULT_BASE, supertypes is not False)
        _make(location, mark)
    return OxigraphStore(location, _opened_for_writing(location), mark)


class Mark(NamedTuple):
    """What a store was made with: the base of its IRIs, and whether super-types are spelt out in it."""

    base: str = DEFAULT_BASE
    supertypes: bool = True

    def text(self) -> str:
        """The content of the file that marks a folder as a store."""
        return f"{_FORMAT}\n{self.base}\n" + ("" if self.supertypes else f"{_WITHOUT}\n")


def _mark(folder: str) -> Mark | None:
    """What the store's mark says; None if there is no mark."""
    try:
        with open(os.path.join(folder, _MARK), encoding="utf-8") as stream:
            lines = stream.read().splitlines()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise StoreError(f"{folder}: cannot be read ({error}); is it a kg store?") from error
    if len(lines) < 2 or lines[0] != _FORMAT:
        raise StoreError(f"{folder}: was made by another version of kg; load the reports into a new store")
    return Mark(lines[1], _WITHOUT not in lines[2:])


def _make(folder: str, mark: Mark) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
        if set(os.listdir(folder)) - {_PART}:
            raise StoreError(f"{folder}: is not empty and no kg store; give --store a folder of its own")
        _write_whole(folder, _MARK, mark.text())
    except OSError as error:
        raise StoreError(f"{folder}: no store can be made there ({error.strerror or error})") from error


def _opened_for_reading(folder: str) -> ox.Store:
    """A snapshot of the store; opening it beside a writer can fail while files change, so it is tried again."""
    if not os.path.exists(os.path.join(folder, "CURRENT")):
        what = "is no kg store" if os.path.exists(folder) else "there is no store"
        raise StoreError(f"{folder}: {what}; make one with 'kg --store {folder} load FILE ...'")
    for attempt in range(_TRIES):
        try:
            return ox.Store.read_only(folder)
        except (OSError, RuntimeError) as error:
            if attempt == _TRIES - 1:
                raise StoreError(f"{folder}: the store cannot be opened ({error})") from error
            time.sleep(0.02 * 2**attempt)
    raise AssertionError("not reached")


def _opened_for_writing(folder: str) -> ox.Store:
    try:
        return ox.Store(folder)
    except (OSError, RuntimeError) as error:
        if "LOCK" in str(error):
            raise StoreLocked(
                f"{folder}: another process is writing to this store, and only one may at a time; run this again when "
                "it has ended, or give another --store (what only reads works meanwhile)"
            ) from error
        raise StoreError(f"{folder}: the store cannot be opened ({error})") from error


def restore(folder: str, location: str) -> None:
    """Copy a backup to a place where nothing is yet, whole or not at all; StoreError if it is no backup."""
    if _mark(folder) is None:
        raise StoreError(f"{folder}: is no backup of a kg store; 'kg backup' makes one")
    _opened_for_reading(folder)
    with _appearing(location, "the store could not be restored") as part:
        import shutil

        shutil.copytree(folder, part, ignore=shutil.ignore_patterns("LOCK", "LOG*", f"{_PART}*", "*.part"))
        _opened_for_writing(part)  # to see that it opens


@contextlib.contextmanager
def _appearing(folder: str, what: str) -> Iterator[str]:
    """A folder beside the wanted one, which takes its name when all is done; what a killed process left goes first."""
    import shutil

    folder = folder.rstrip(os.sep) or folder
    if os.path.lexists(folder) and not (os.path.isdir(folder) and not os.listdir(folder)):
        raise StoreError(f"{folder}: is there already; name a folder that is not")
    part = f"{folder}.kg-part"
    inside = os.path.join(part, "store")  # one level down, for RocksDB writes a checkpoint beside its target first
    try:
        shutil.rmtree(part, ignore_errors=True)
        os.makedirs(part)
        yield inside
        if os.path.isdir(folder):
            os.rmdir(folder)
        os.rename(inside, folder)
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{folder}: {what} ({error})") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _write_whole(folder: str, name: str, content: str) -> None:
    """Write a file of the store so that it is there whole or not at all, also after a crash."""
    part = os.path.join(folder, _PART)  # only the one that holds the lock writes texts
    try:
        with open(part, "w", encoding="utf-8", errors="surrogatepass", newline="") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, os.path.join(folder, name))
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(part)


def _fill(store: ox.Store, name: ox.NamedNode, stream: IO[bytes], form: ox.RdfFormat, base: str) -> None:
    """Fill a graph that holds nothing from a file as it is read; all of it or nothing."""
    if not form.supports_datasets:
        store.bulk_load(stream, format=form, base_iri=base, to_graph=name)
        return
    names: dict[ox.BlankNode, ox.BlankNode] = {}

    def term(node: Any) -> Any:  # labels of another file must not meet these
        return names.setdefault(node, ox.BlankNode()) if isinstance(node, ox.BlankNode) else node

    quads = ox.parse(stream, format=form, base_iri=base)
    store.bulk_extend(ox.Quad(term(q.subject), q.predicate, term(q.object), name) for q in quads)


class OxigraphStore:
    """A store in a folder; see ``kg.storing.Store``."""

    def __init__(self, location: str, store: ox.Store, mark: Mark) -> None:
        self.location = location
        self.base, self.supertypes = mark
        self._store = store
        self._written = 0  # characters, since they were settled
        self._registry = ox.NamedNode(f"{self.base}graph/registry")
        self._runs = ox.NamedNode(f"{self.base}graph/provenance")
        self._inferred = ox.NamedNode(f"{self.base}graph/inferred")

    def __len__(self) -> int:
        return len(self._store)

    # ------------------------------------------------------------------------------------ reading
    def query(
        self, sparql: str, *, union: bool = False, prefixes: Mapping[str, str] | None = None, base: str | None = None
    ) -> Result:
        """The result of a query; QueryError with the engine's words if it does not parse."""
        try:
            return self._store.query(
                sparql, use_default_graph_as_union=union, prefixes=dict(prefixes or {}), base_iri=base
            )
        except SyntaxError as error:
            raise QueryError(f"the query does not parse: {error}") from error

    def reports(self) -> Iterator[LoadedReport]:
        """The reports that are loaded, in the order of their graphs' names."""
        solutions = self._store.query(REPORTS % {"base": self.base})
        if not isinstance(solutions, ox.QuerySolutions):
            raise AssertionError("a SELECT gives solutions")
        for s in solutions:
            values = [getattr(s[name], "value", "") for name in LoadedReport._fields]
            yield LoadedReport(*values)

    def quads(self, graph: str | None = None, subject: str | None = None) -> Iterator[ox.Quad]:
        """All quads, or those of one graph, or of one subject (an IRI)."""
        node, name = (ox.NamedNode(iri) if iri else None for iri in (subject, graph))
        return self._store.quads_for_pattern(node, None, None, name)

    def graphs(self) -> Iterator[str]:
        """The names of the graphs."""
        return (graph.value for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode))

    def put_whole(self, stream: IO[bytes], form: ox.RdfFormat) -> None:
        """Put an export of a whole store into this one, which holds nothing, as it is and in one transaction."""
        if len(self._store):
            raise StoreError(f"{self.location}: holds something; an export goes whole into a new --store")
        self._store.bulk_load(stream, format=form)

    def fill_graph(self, graph: str, stream: IO[bytes], form: ox.RdfFormat, base: str) -> bool:
        """Make the graph hold just what a big file holds; see ``kg.storing.Store``.

        Where it holds something, the file fills a store beside this one, and only what differs is written, at once.
        """
        name = ox.NamedNode(graph)
        if next(self._store.quads_for_pattern(None, None, None, name), None) is None:
            _fill(self._store, name, stream, form, base)
            return True
        with self._beside() as other:
            _fill(other, name, stream, form, base)
            gone = [q for q in self._store.quads_for_pattern(None, None, None, name) if q not in other]
            new = [q for q in other if q not in self._store]
        if gone or new:
            self._update([], gone, new)
        return bool(gone or new)

    @contextlib.contextmanager
    def _beside(self) -> Iterator[ox.Store]:
        """An empty store that is gone afterwards; what a killed process left goes first."""
        import shutil

        part = os.path.join(self.location, _BESIDE)
        if not os.path.isdir(self.location):  # this one is in memory
            yield ox.Store()
            return
        shutil.rmtree(part, ignore_errors=True)
        try:
            yield ox.Store(part)
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def about(self, subjects: Iterable[str], graph: str) -> Iterator[ox.Quad]:
        """The quads of a graph on each of the subjects (IRIs)."""
        return (quad for subject in subjects for quad in self.quads(graph, subject))

    def backup(self, folder: str) -> None:
        """Copy the store as it is now, texts included, into a folder that is not there yet, whole or not at all."""
        import shutil

        with _appearing(folder, "the backup could not be made") as part:
            self._store.flush()  # what is in memory and in the log only would not be in the copy
            self._store.backup(part)
            if os.path.isdir(texts := os.path.join(self.location, "texts")):
                shutil.copytree(texts, os.path.join(part, "texts"))
            _write_whole(part, _MARK, Mark(self.base, self.supertypes).text())

    def dataset(self, *, write: bool) -> rdflib.Dataset:
        """The store as an rdflib Dataset; one that was opened for reading cannot be written to by it either."""
        from kg.rdflibs import embedded

        return embedded(self._store)

    def settle(self) -> None:
        """Move what was written from the log, which each process that opens the store reads anew, into the files."""
        self._store.flush()
        self._written = 0

    def _wrote(self, size: int) -> None:
        """Settle each time that so many characters of quads were written that readers would notice."""
        self._written += size
        if self._written > _MUCH:
            self.settle()

    def optimize(self) -> None:
        """Compact the files; drop the texts of no report, and what processes that were killed left behind."""
        self._store.optimize()
        self._store.flush()
        wanted = {f"{report.digest}.txt" for report in self.reports()}
        texts = os.path.join(self.location, "texts")
        for name in os.listdir(texts) if os.path.isdir(texts) else ():
            if name not in wanted:
                os.unlink(os.path.join(texts, name))
        for name in os.listdir(self.location):
            if name.startswith("LOG.old") or name == _PART:
                os.unlink(os.path.join(self.location, name))
        with self._beside():
            pass

    # ------------------------------------------------------------------------------------ writing
    def replace_report(
        self, graph: str, quads: Iterable[ox.Quad], shared: Iterable[ox.Quad], run: Iterable[ox.Quad]
    ) -> None:
        """Put a report's quads in place of its graph in one transaction; see ``kg.storing.Store``."""
        new, common = list(quads), list(shared)
        name = ox.NamedNode(graph)
        old = list(self._store.quads_for_pattern(None, None, None, name))
        insert = [*new, *common, *run]
        if not old:
            self.change((), insert)
            return
        self._update([name], self._hanging_on(name, old).difference(insert), insert)

    def retract(self, graph: str) -> None:
        """Take out a report graph with whatever only it referred to, in one transaction."""
        name = ox.NamedNode(graph)
        old = list(self._store.quads_for_pattern(None, None, None, name))
        self._update([name], self._hanging_on(name, old), [])

    def _hanging_on(self, graph: ox.NamedNode, old: Iterable[ox.Quad]) -> set[ox.Quad]:
        """What other graphs hold for the sake of a report's graph, whose quads are given, alone."""
        from kg.sharing import USED, forgotten, orphans

        quads = tuple(old)
        used = self._store.quads_for_pattern(None, ox.NamedNode(USED), graph, self._runs)
        runs = (q for run in used for q in self._store.quads_for_pattern(run.subject, None, None, self._runs))
        found = orphans(self, quads, graph.value) | forgotten(runs, graph.value)
        for node in {quad.subject for quad in quads}:
            found.update(self._store.quads_for_pattern(node, None, None, self._inferred))
        return found

    def registered(self, nodes: Iterable[ox.NamedNode]) -> dict[ox.NamedNode, list[ox.Quad]]:
        """The registry's quads on each of the nodes."""
        return {node: list(self._store.quads_for_pattern(node, None, None, self._registry)) for node in nodes}

    def needed(self, nodes: Iterable[ox.NamedNode], graph: str) -> set[ox.NamedNode]:
        """Those of the nodes that a graph needs which is neither this one nor one of ``APART``."""
        from kg.sharing import APART

        own = {ox.NamedNode(graph), *(ox.NamedNode(f"{self.base}graph/{name}") for name in APART)}
        return {
            node
            for node in nodes
            if any(
                quad.graph_name not in own
                for pattern in ((None, node), (node, None))
                for quad in self._store.quads_for_pattern(pattern[0], None, pattern[1], None)
            )
        }

    def referring(self, nodes: Iterable[ox.NamedNode]) -> dict[ox.NamedNode, set[ox.NamedNode]]:
        """Each node with the registry's nodes that refer to it."""
        found: dict[ox.NamedNode, set[ox.NamedNode]] = {}
        for node in nodes:
            quads = self._store.quads_for_pattern(None, None, node, self._registry)
            found[node] = {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        return found

    def replace_graph(self, graph: str, quads: Iterable[ox.Quad]) -> bool:
        """Make the graph hold just these quads; False if it did already."""
        from kg.updates import normal

        name = ox.NamedNode(graph)
        new = normal(ox.Quad(q.subject, q.predicate, q.object, name) for q in quads)
        old = set(self._store.quads_for_pattern(None, None, None, name))
        if new == old:
            return False
        self.change(old - new, new - old)
        return True

    def change(self, delete: Iterable[ox.Quad], insert: Iterable[ox.Quad]) -> None:
        """Take quads out and put others in, in one transaction."""
        gone, new = list(delete), list(insert)
        if gone:
            self._update([], gone, new)
        else:
            self._store.extend(new)
            self._wrote(_QUAD * len(new))

    def update(self, sparql: str, *, prefixes: Mapping[str, str] | None = None, base: str | None = None) -> None:
        """Carry out an update in one transaction; QueryError with the engine's words if it does not parse."""
        try:
            self._store.update(sparql, prefixes=dict(prefixes or {}), base_iri=base)
        except SyntaxError as error:
            raise QueryError(f"the update does not parse: {error}") from error
        except RuntimeError as error:
            raise QueryError(f"the update could not be carried out, and nothing was changed: {error}") from error
        except OSError as error:
            raise StoreError(f"{self.location}: the update failed, and nothing was changed: {error}") from error
        self._wrote(len(sparql))

    def _update(self, drop: list[ox.NamedNode], delete: Iterable[ox.Quad], insert: Iterable[ox.Quad]) -> None:
        """Drop graphs, delete and insert quads as one SPARQL update, which Oxigraph applies whole or not at all."""
        from kg.updates import one_update

        text = one_update((graph.value for graph in drop), delete, insert)
        try:
            self._store.update(text)
        except OSError as error:
            raise StoreError(f"{self.location}: could not be written ({error})") from error
        self._wrote(len(text))

    # ------------------------------------------------------------------------------------ texts
    def _text_path(self, digest: str) -> str:
        name = text_file(digest)
        return os.path.join(self.location, "texts", name) if name else ""

    def keep_text(self, digest: str, text: str) -> None:
        """Keep a report's text in ``texts/``, whole or not at all."""
        path = self._text_path(digest)
        if not path or os.path.exists(path):
            return
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            _write_whole(self.location, os.path.relpath(path, self.location), text)
        except OSError as error:
            raise StoreError(f"{path}: the text could not be kept ({error.strerror or error})") from error

    def text(self, digest: str) -> str | None:
        """The text kept under this digest, or None."""
        path = self._text_path(digest)
        if not path:
            return None
        try:
            with open(path, encoding="utf-8", errors="surrogatepass", newline="") as stream:
                return stream.read()
        except FileNotFoundError:
            return None

    def drop_text(self, digest: str) -> None:
        """Forget a kept text."""
        path = self._text_path(digest)
        if path:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
