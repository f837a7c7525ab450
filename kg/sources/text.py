"""Plain text, one report a file, with or without a header of ``Key: value`` lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.decoding import decode
from kg.model import Report
from kg.text.header import make_report

suffixes = (".txt", ".text")


def read(stream: BinaryIO, name: str) -> Iterator[Report]:
    """The one report of a text file."""
    yield make_report(*decode(stream.read(), name), name)
