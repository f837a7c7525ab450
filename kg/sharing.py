"""What only one report needs of what reports share: the nodes of the registry that go when the report goes.

A store says how it finds things (``Reach``), one pattern at a time or many nodes in one query; what follows is the same
for all stores.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import NamedNode

if TYPE_CHECKING:
    from pyoxigraph import Quad

USED = "http://www.w3.org/ns/prov#used"
APART = ("registry", "inferred", "links", "links-accepted")
"""The graphs for whose sake nothing stays in the registry; a link waits for its actor to be told of again."""


class Reach(Protocol):
    """What is asked of a store; ``nodes`` are IRIs, and answers may hold more than was asked."""

    def registered(self, nodes: Iterable[NamedNode]) -> Mapping[NamedNode, list[Quad]]:
        """The registry's quads on each of the nodes; those that it does not know may be left out."""
        ...

    def needed(self, nodes: Iterable[NamedNode], graph: str) -> set[NamedNode]:
        """Those of the nodes that a graph speaks of or refers to that is neither this one nor one of ``APART``."""
        ...

    def referring(self, nodes: Iterable[NamedNode]) -> Mapping[NamedNode, set[NamedNode]]:
        """Each node with the registry's nodes that refer to it."""
        ...


def nodes_of(quads: Iterable[Quad]) -> set[NamedNode]:
    """The IRIs that stand as subject or object."""
    return {term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}


def orphans(reach: Reach, old: Iterable[Quad], graph: str) -> set[Quad]:
    """The registry's quads on those nodes to which nothing but the ``old`` quads of ``graph`` leads."""
    about: dict[NamedNode, list[Quad]] = {}
    waiting = nodes_of(old)
    while waiting:  # what the graph reaches through the registry
        found = reach.registered(waiting)
        about.update({node: found.get(node, []) for node in waiting})
        further = {quad.object for node in waiting for quad in about[node] if isinstance(quad.object, NamedNode)}
        waiting = further - about.keys()
    known = {node for node, quads in about.items() if quads}
    free = known - reach.needed(known, graph) if known else known
    referring = reach.referring(free) if free else {}
    while kept := {node for node in free if not referring.get(node, set()) <= free}:
        free -= kept
    return {quad for node in free for quad in about[node]}


def forgotten(runs: Iterable[Quad], graph: str) -> set[Quad]:
    """The quads that go from the records of load runs: whole runs that used only this report, else that they did.

    ``runs`` holds all quads on the runs that used it.
    """
    by_run: dict[object, set[Quad]] = {}
    for quad in runs:
        by_run.setdefault(quad.subject, set()).add(quad)
    found: set[Quad] = set()
    for quads in by_run.values():
        used = {quad for quad in quads if quad.predicate.value == USED}
        own = {quad for quad in used if getattr(quad.object, "value", "") == graph}
        found |= quads if own == used else own
    return found
