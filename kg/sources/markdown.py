"""Markdown, one report a file, with YAML front matter, a header of ``Key: value`` lines, or neither."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.decoding import decode
from kg.model import Report
from kg.text.header import make_report

suffixes = (".md", ".markdown")


def read(stream: BinaryIO, name: str) -> Iterator[Report]:
    """The one report of a Markdown file."""
    yield make_report(*decode(stream.read(), name), name, markdown=True)
