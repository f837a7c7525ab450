"""Turtle, by https://www.w3.org/TR/turtle/."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import RdfFormat, serialize

from kg.prefixes import used_by
from kg.results import is_graph

if TYPE_CHECKING:
    from kg.results import Style
    from kg.storing import Result

media_type = "text/turtle"
writes = ("graph",)


def write(result: Result, stream: BinaryIO, style: Style) -> None:
    """Write a graph; of a small one only the prefixes that it uses."""
    if not is_graph(result):
        return
    triples, prefixes = used_by(result, style.prefixes)
    serialize(triples, stream, format=RdfFormat.TURTLE, prefixes=prefixes)
