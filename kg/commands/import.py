"""Put any other RDF data set into the store, into a graph of its own.

  kg import countries.ttl                                     into the graph graph:import/countries.ttl
  kg import sites.nq.gz --graph https://example.org/sites     into the graph of that name
  kg import all.trig --whole --store new-store                an export of a whole store, graphs as they are

The graph holds just what the file holds afterwards; what was in it before is replaced. Graphs that the file names are
put together. The format is known by the file's ending: .ttl, .nt, .nq, .trig, .rdf, .owl, .xml, .jsonld, .n3, with or
without .gz.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, cast
from urllib.parse import quote

import typer

from kg.console import say
from kg.errors import UsageError
from kg.iris import INFERRED, PROVENANCE, REGISTRY, VOCABULARY, content_digest, graph_iri
from kg.options import Quiet, Store
from kg.prefixes import expanded, prefixes
from kg.stores import open_store

if TYPE_CHECKING:
    from pyoxigraph import Quad, RdfFormat

_ENDINGS = {".owl": "rdf", ".xml": "rdf", ".json": "jsonld"}


def run(
    file: Annotated[str, typer.Argument(metavar="FILE", help="what to import")],
    graph: Annotated[
        str | None,
        typer.Option("--graph", metavar="IRI", help="the graph (default: graph:import/ and the file's name)"),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="an export of a whole store, into a store that holds nothing")
    ] = False,
    store: Store = "",
    quiet: Quiet = False,
) -> int:
    """Parse the whole file, then put it in as one transaction."""
    path = Path(file)
    if whole:
        return _whole(path, store, graph, quiet=quiet)
    quads = list(_quads(path))
    opened = open_store(store, write=True)
    target = expanded(graph or f"graph:import/{quote(path.name)}", prefixes(opened.base))
    kept = [graph_iri(opened.base, name) for name in (REGISTRY, VOCABULARY, PROVENANCE, INFERRED)]
    if target in kept or target.startswith(f"{opened.base}report/"):
        raise UsageError(f"{target}: is a graph that kg itself writes; give another --graph")
    try:
        changed = opened.replace_graph(target, _named_apart(quads, target))
    except ValueError as error:
        raise UsageError(f"--graph must be an IRI, not {target!r} ({error})") from error
    if not quiet:
        say(f"{len(quads):,} quads in {target}{'' if changed else ', as before'}")
    return 0


def _whole(path: Path, location: str, graph: str | None, *, quiet: bool) -> int:
    """Put an export into a store made for it: with the base of its IRIs, and with super-types if it has them."""
    if graph:
        raise UsageError("an export keeps its graphs; give --whole or --graph, not both")
    form, bases, inferred = _form(path), set[str](), False
    for quad in _quads(path):  # read once to check that it is an export, and whose
        name = str(getattr(quad.graph_name, "value", ""))
        if name.endswith(f"graph/{REGISTRY}"):
            bases.add(name.removesuffix(f"graph/{REGISTRY}"))
        inferred = inferred or name.endswith(f"graph/{INFERRED}")
    if len(bases) != 1 or not form.supports_datasets:
        raise UsageError(f"{path}: is no export of a whole store; 'kg export --format trig' writes one")
    opened = open_store(location, write=True, base=bases.pop(), supertypes=inferred)
    with _opened(path) as stream:
        opened.put_whole(stream, form)
    if not quiet:
        say(f"{len(opened):,} quads in {location}")
    return 0


def _form(path: Path) -> RdfFormat:
    from pyoxigraph import RdfFormat

    ending = Path(path.name.removesuffix(".gz")).suffix.lower()
    form = RdfFormat.from_extension(_ENDINGS.get(ending, ending.removeprefix(".")))
    if form is None:
        raise UsageError(f"{path}: its ending is none that kg knows; 'kg import --help' lists them")
    return form


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path) if path.suffix == ".gz" else path.open("rb"))


def _quads(path: Path) -> Iterator[Quad]:
    from pyoxigraph import parse

    form = _form(path)
    try:
        with _opened(path) as stream:
            yield from parse(stream, format=form, base_iri=path.absolute().as_uri())
    except SyntaxError as error:
        raise UsageError(f"{path}: cannot be parsed ({error.msg}); nothing was imported") from error
    except (OSError, EOFError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); nothing was imported") from error


def _named_apart(quads: list[Quad], graph: str) -> list[Quad]:
    """The quads with blank nodes named by what they are (RDFC-1.0) and by the graph: the same on every import."""
    from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad

    if not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        return quads
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    head = f"b{content_digest(graph)[:12]}"

    def renamed(term: object) -> object:
        return BlankNode(f"{head}{term.value}") if isinstance(term, BlankNode) else term

    return [Quad(renamed(q.subject), q.predicate, renamed(q.object)) for q in dataset]  # type: ignore[arg-type]
