"""Finds and reads reports: paths and standard input to ``Report`` values, through the plug-ins of kg/sources."""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date as Date  # noqa: N812 - a parameter is called date
from functools import cache
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from kg.errors import ReportError
from kg.model import Report

STDIN = Path("-")
LIMIT_BYTES = 10_000_000
"""The biggest file that is read unless told otherwise: a few thousand pages."""


class Source(Protocol):
    """What a module of kg/sources offers."""

    suffixes: tuple[str, ...]

    def read(self, stream: BinaryIO, name: str) -> Iterator[Report]:
        """The reports of one stream; ``name`` is for messages and for the report."""
        ...


@cache
def sources() -> dict[str, Source]:
    """The input formats by suffix, in the order of their modules' names."""
    found: dict[str, Source] = {}
    folder = importlib.import_module("kg.sources").__path__
    for info in sorted(pkgutil.iter_modules(folder), key=lambda i: i.name):
        source = cast(Source, importlib.import_module(f"kg.sources.{info.name}"))
        for suffix in source.suffixes:
            found.setdefault(suffix, source)
    return found


def find(paths: Sequence[Path]) -> Iterator[Path]:
    """The files that ``paths`` name, each once: files as given, folders recursively by suffix in sorted order.

    ``-`` stands for standard input. Hidden files are passed over, and so are links that lead out of a folder: what is
    loaded is what lies in it. A path that does not exist is passed on, for ``read_report`` to say so.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _within(path) if path != STDIN and path.is_dir() else [path]:
            real = file if file == STDIN else Path(os.path.realpath(file))
            if real not in seen:
                seen.add(real)
                yield file


def _within(folder: Path) -> Iterator[Path]:
    """The readable files below ``folder``; links to folders are not followed, so no loop can arise."""
    root = Path(os.path.realpath(folder))
    for here, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(here) / name
            if name.startswith(".") or file.suffix.lower() not in sources() or not file.is_file():
                continue
            if Path(os.path.realpath(file)).is_relative_to(root):
                yield file


def read_report(
    path: Path,
    *,
    limit_bytes: int = LIMIT_BYTES,
    date: Date | None = None,
    publisher: str = "",
    url: str = "",
) -> Iterator[Report]:
    """The reports of one file (one, in most formats) or of standard input (``-``).

    ``date``, ``publisher`` and ``url`` give what the file does not say. ReportError, with file, reason and cure, if it
    is missing, unreadable, empty, binary, bigger than ``limit_bytes`` or of an unknown encoding.
    """
    name = "standard input" if path == STDIN else str(path)
    data = _bytes(path, name, limit_bytes)
    source = sources().get(path.suffix.lower(), sources()[".txt"])
    for report in source.read(io.BytesIO(data), name):
        yield replace(
            report,
            name=path.name,
            path=str(path),
            date=report.date or date,
            publisher=report.publisher or publisher,
            url=report.url or url,
        )


def _bytes(path: Path, name: str, limit: int) -> bytes:
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(limit + 1)
        elif path.is_dir():
            raise ReportError(f"{name}: is a folder; name the files in it, or give the folder to 'kg load'")
        else:
            with path.open("rb") as stream:
                data = stream.read(limit + 1)
    except FileNotFoundError as error:
        raise ReportError(f"{name}: there is no such file; check the path") from error
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise ReportError(f"{name}: cannot be read ({reason}); check its permissions and its path") from error
    if len(data) > limit:
        raise ReportError(f"{name}: is bigger than {limit:,} bytes; split it, or raise the limit")
    return data
