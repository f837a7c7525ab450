"""Quads to SPARQL 1.1 updates: one that a server takes whole, or pages for one that takes little at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad, Store


def quad_data(quads: Iterable[Quad]) -> Iterator[str]:
    """The quads as QuadData, a piece for each graph, all sorted."""
    graphs: dict[str, list[str]] = {}
    for quad in quads:
        graphs.setdefault(str(quad.graph_name), []).append(f"{quad.subject} {quad.predicate} {quad.object} .")
    for graph, lines in sorted(graphs.items()):
        data = " ".join(sorted(lines))
        yield data if graph == "DEFAULT" else f"GRAPH {graph} {{ {data} }}"


def one_update(drop: Iterable[str], delete: Iterable[Quad], *insert: Iterable[Quad]) -> str:
    """Graphs dropped, quads deleted and inserted in this order, in one request; a store should do all of it or nothing.

    Each graph has an operation of its own: Virtuoso 7 does not delete strings with a language if one operation deletes
    from several graphs.

    >>> one_update(["urn:g"], [])
    'DROP SILENT GRAPH <urn:g>'
    """
    parts = [f"DROP SILENT GRAPH <{graph}>" for graph in drop]
    parts += [f"DELETE DATA {{ {data} }}" for data in quad_data(delete)]
    parts += [f"INSERT DATA {{ {data} }}" for quads in insert for data in quad_data(quads)]
    return " ;\n".join(parts)


def pages(quads: Iterable[Quad], most: int, longest: int) -> Iterator[list[Quad]]:
    """The quads in lists of at most ``most`` quads and about ``longest`` characters; a quad is never cut."""
    page: list[Quad] = []
    size = 0
    for quad in quads:
        length = len(str(quad))
        if page and (len(page) >= most or size + length > longest):
            yield page
            page, size = [], 0
        page.append(quad)
        size += length
    if page:
        yield page


def normal(quads: Iterable[Quad]) -> set[Quad]:
    """The quads with their literals as Oxigraph keeps them, so that equal values are equal, whoever kept them."""
    memory = Store()
    memory.extend(quads)
    return set(memory)
