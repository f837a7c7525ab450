"""The links that a store keeps: read, changed in one transaction, and what is stated because of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from pyoxigraph import NamedNode, Quad, QueryBoolean

from kg import vocabulary as v
from kg.iris import ACCEPTED, LINKS, graph_iri
from kg.linking.links import Link, change, links_in
from kg.storing import Solutions, Store

BATCH = 500
"""IRIs that are asked for at a time."""


def batches(iris: Iterable[str], size: int = BATCH) -> Iterator[str]:
    """The IRIs, some at a time, as what stands in a VALUES clause."""
    waiting: list[str] = []
    for iri in iris:
        waiting.append(f"<{iri}>")
        if len(waiting) == size:
            yield " ".join(waiting)
            waiting = []
    if waiting:
        yield " ".join(waiting)


def links_of(store: Store, subjects: Iterable[str], *, also_as_target: bool = False) -> list[Link]:
    """The links of these subjects (IRIs), in the order of their own IRIs; those that lead to them too, if asked for."""
    found: list[Link] = []
    graph = graph_iri(store.base, LINKS)
    for values in batches(dict.fromkeys(subjects)):
        ends = [v.SUBJECT, v.OBJECT] if also_as_target else [v.SUBJECT]
        for end in ends:
            pattern = f"VALUES ?thing {{ {values} }} GRAPH <{graph}> {{ ?link <{end}> ?thing . ?link ?p ?o }}"
            found += links_in(_quads(store, pattern, graph), store.base)
    return list({link.key: link for link in found}.values())


def link_named(store: Store, iri: str) -> Link | None:
    """The link of this IRI, if it is kept."""
    graph = graph_iri(store.base, LINKS)
    quads = _quads(store, f"VALUES ?link {{ <{iri}> }} GRAPH <{graph}> {{ ?link ?p ?o }}", graph)
    return next(links_in(quads, store.base), None)


def all_links(store: Store) -> Iterator[Link]:
    """Every link, in the order of their IRIs, as they come."""
    for quads in quads_by_link(store):
        yield from links_in(quads, store.base)


def quads_by_link(store: Store) -> Iterator[list[Quad]]:
    """What is kept of each link, sound or not, in the order of their IRIs, as they come."""
    graph = graph_iri(store.base, LINKS)
    one: list[Quad] = []
    for quad in _quads(store, f"GRAPH <{graph}> {{ ?link a <{v.LINK}> ; ?p ?o }}", graph, "ORDER BY ?link ?p ?o"):
        if one and one[-1].subject != quad.subject:
            yield one
            one = []
        one.append(quad)
    if one:
        yield one


def _quads(store: Store, pattern: str, graph: str, order: str = "") -> Iterator[Quad]:
    name = NamedNode(graph)
    for link, p, o in cast(Solutions, store.query(f"SELECT ?link ?p ?o {{ {pattern} }} {order}")):
        yield Quad(cast(NamedNode, link), cast(NamedNode, p), cast(NamedNode, o), name)


def replace(store: Store, before: Iterable[Link], after: Iterable[Link]) -> bool:
    """Make the store hold the links ``after`` where it held ``before``; False if that is the same.

    What is stated because of them changes in the same transaction.
    """
    old, new = tuple(before), tuple(after)
    delete, insert = change(old, new, store.base, same=says_same(store))
    if not delete and not insert:
        return False
    store.change(delete, insert)
    return True


def says_same(store: Store) -> bool:
    """True if the store states exact matches as owl:sameAs, too."""
    graph = graph_iri(store.base, ACCEPTED)
    return bool(cast(QueryBoolean, store.query(f"ASK {{ GRAPH <{graph}> {{ ?s <{v.SAME_AS}> ?o }} }}")))


def say_same(store: Store, wanted: bool) -> None:
    """State the exact matches that are accepted as owl:sameAs, too; or no longer."""
    graph = graph_iri(store.base, ACCEPTED)
    both = f"GRAPH <{graph}> {{ ?s <{v.SAME_AS}> ?o }}"
    if not wanted:
        store.update(f"DELETE WHERE {{ {both} }}")
        return
    exact = f"GRAPH <{graph}> {{ ?s <{v.EXACT_MATCH}> ?o }}"
    store.update(f"INSERT {{ {both} }} WHERE {{ {exact} FILTER NOT EXISTS {{ {both} }} }}")
