"""Comma-separated values, by https://www.w3.org/TR/sparql11-results-csv-tsv/: plain values, lines end in CR LF."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import QueryResultsFormat

from kg.results import is_graph

if TYPE_CHECKING:
    from kg.results import Style
    from kg.storing import Result

media_type = "text/csv"
writes = ("rows", "answer")


def write(result: Result, stream: BinaryIO, style: Style) -> None:
    """Write rows, or the answer of an ASK."""
    if not is_graph(result):
        result.serialize(stream, QueryResultsFormat.CSV)
