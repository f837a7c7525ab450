"""Joins files of RDF and a store: a data set into a graph of its own, or an export of a store into an empty one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import quote

from kg.errors import UsageError
from kg.iris import INFERRED, PROVENANCE, REGISTRY, VOCABULARY, content_digest, graph_iri
from kg.packed import EXPANSION, PACKED, opened, plain_name
from kg.prefixes import expanded, prefixes

if TYPE_CHECKING:
    from pyoxigraph import Quad, RdfFormat

    from kg.api import Kind
    from kg.storing import Solutions, Store

FORMATS: dict[str, str] = {
    "turtle": "TURTLE",
    "nt": "N_TRIPLES",
    "nq": "N_QUADS",
    "trig": "TRIG",
    "rdfxml": "RDF_XML",
    "jsonld": "JSON_LD",
    "n3": "N3",
}
"""What the formats are called by pyoxigraph."""

_ENDINGS = {".owl": "rdf", ".xml": "rdf", ".json": "jsonld"}
BIG = 8_000_000
"""Bytes of a file, as if unpacked, from which on an empty graph is filled as the file is read."""
_PACKING = 8


class Source(NamedTuple):
    """A file of RDF: its format, if its ending does not say it, and how many times its size it may unpack to."""

    path: Path
    form: RdfFormat | None = None
    expansion: float = EXPANSION

    def format(self) -> RdfFormat:
        """The format; UsageError if its ending is none that is known."""
        from pyoxigraph import RdfFormat

        ending = Path(plain_name(self.path.name)).suffix.lower()
        found = self.form or RdfFormat.from_extension(_ENDINGS.get(ending, ending.removeprefix(".")))
        if found is None:
            raise UsageError(f"{self.path}: its ending is none that kg knows; 'kg import --help' lists them")
        return found

    def base(self) -> str:
        """What relative IRIs in it are relative to."""
        return self.path.absolute().as_uri()

    def is_big(self) -> bool:
        """True if it is too big to be held in memory without need."""
        return self.path.stat().st_size * (_PACKING if self.path.suffix.lower() in PACKED else 1) > BIG

    def quads(self) -> Iterator[Quad]:
        """The quads as they are read; UsageError if they cannot be."""
        from pyoxigraph import parse

        form = self.format()
        with reading(self.path), opened(self.path, self.expansion) as stream:
            yield from parse(stream, format=form, base_iri=self.base())


def source(path: str, form: Kind | None = None, expansion: float = 0) -> Source:
    """The file at a path; UsageError if it is not there, or if neither ``form`` nor its ending tells the format."""
    from pyoxigraph import RdfFormat

    if not Path(path).is_file():
        raise UsageError(f"{path}: there is no such file")
    found = Source(Path(path), getattr(RdfFormat, FORMATS[form]) if form else None, expansion or EXPANSION)
    found.format()
    return found


class Imported(NamedTuple):
    """What an import did: the graph, the number of its quads, and whether they were not there before."""

    graph: str
    quads: int
    changed: bool


class reading:  # noqa: N801 - used like a function
    """Turns what parsers and files raise into a UsageError that names the file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, SyntaxError):
            raise UsageError(f"{self._path}: cannot be parsed ({error.msg}); nothing was imported") from error
        if isinstance(error, OSError | EOFError | ValueError):
            raise UsageError(f"{self._path}: cannot be read ({error}); nothing was imported") from error


def target_of(store: Store, source: Source, graph: str | None) -> str:
    """The graph that is meant; UsageError if it is one that kg itself writes, or no IRI."""
    return permitted(store, graph or f"graph:import/{quote(source.path.name)}")


def permitted(store: Store, graph: str) -> str:
    """The graph of that name, which may be shortened; UsageError if it is one that kg itself writes, or no IRI."""
    from pyoxigraph import NamedNode

    target = expanded(graph, prefixes(store.base))
    kept = [graph_iri(store.base, name) for name in (REGISTRY, VOCABULARY, PROVENANCE, INFERRED)]
    if target in kept or target.startswith(f"{store.base}report/"):
        raise UsageError(f"{target}: is a graph that kg itself writes; give another --graph")
    try:
        return NamedNode(target).value
    except ValueError as error:
        raise UsageError(f"--graph must be an IRI, not {target!r} ({error})") from error


def import_file(store: Store, source: Source, graph: str | None = None, read: list[Quad] | None = None) -> Imported:
    """Make the graph hold just what the file holds; graphs that the file names are put together.

    A big file is not held in memory. The quads of others (``read``, if they were read before) are, until they go in.
    """
    target = target_of(store, source, graph)
    if read is None and source.is_big():
        with reading(source.path), opened(source.path, source.expansion) as stream:
            changed = store.fill_graph(target, stream, source.format(), source.base())
        return Imported(target, counted(store, target), changed)
    quads = list(source.quads()) if read is None else read
    return Imported(target, len(quads), store.replace_graph(target, named_apart(quads, target)))


def counted(store: Store, graph: str) -> int:
    """How many quads the graph holds."""
    for (number,) in cast("Solutions", store.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")):
        return int(str(getattr(number, "value", "0")))
    return 0


class Whole(NamedTuple):
    """What an export tells of the store that it is of: the base of its IRIs, and whether super-types are spelt out."""

    base: str
    supertypes: bool


def told_by(source: Source) -> Whole:
    """Read an export once, to see that it is one and of what; UsageError if it is not."""
    bases, inferred = set[str](), False
    for quad in source.quads():
        name = str(getattr(quad.graph_name, "value", ""))
        if name.endswith(f"graph/{REGISTRY}"):
            bases.add(name.removesuffix(f"graph/{REGISTRY}"))
        inferred = inferred or name.endswith(f"graph/{INFERRED}")
    if len(bases) != 1 or not source.format().supports_datasets:
        raise UsageError(f"{source.path}: is no export of a whole store; 'kg export --format trig' writes one")
    return Whole(bases.pop(), inferred)


def import_whole(store: Store, source: Source) -> None:
    """Put an export of a whole store into this one, which holds nothing, in one transaction."""
    with reading(source.path), opened(source.path, source.expansion) as stream:
        store.put_whole(stream, source.format())


def named_apart(quads: Iterable[Quad], graph: str) -> list[Quad]:
    """The quads with blank nodes named by what they are (RDFC-1.0) and by the graph: the same on every import."""
    from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad

    found = list(quads)
    if not any(isinstance(term, BlankNode) for quad in found for term in (quad.subject, quad.object)):
        return found
    dataset = Dataset(found)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    head = f"b{content_digest(graph)[:12]}"

    def renamed(term: object) -> object:
        return BlankNode(f"{head}{term.value}") if isinstance(term, BlankNode) else term

    return [Quad(renamed(q.subject), q.predicate, renamed(q.object)) for q in dataset]  # type: ignore[arg-type]
