"""Turtle, by https://www.w3.org/TR/turtle/."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import QueryTriples, RdfFormat, serialize

if TYPE_CHECKING:
    from kg.results import Style
    from kg.storing import Result

media_type = "text/turtle"
writes = ("graph",)


def write(result: Result, stream: BinaryIO, style: Style) -> None:
    """Write a graph."""
    if isinstance(result, QueryTriples):
        serialize(result, stream, format=RdfFormat.TURTLE, prefixes=dict(style.prefixes))
