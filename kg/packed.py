"""Files that may be packed (.gz, .zst), unpacked as they are read and with a bound on what comes out of them."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

from kg.errors import UsageError

EXPANSION = 100.0
"""How many times its size a packed file may unpack to; N-Quads of one's own making reach 20 or so."""

FREE = 1 << 26
"""Bytes that may come out of any file, however small it is."""

PACKED = (".gz", ".zst")


def plain_name(name: str) -> str:
    """The name of the file as it would be unpacked.

    >>> plain_name("a.nq.gz"), plain_name("b.ttl")
    ('a.nq', 'b.ttl')
    """
    ending = Path(name).suffix.lower()
    return name[: -len(ending)] if ending in PACKED else name


def opened(path: Path, expansion: float = EXPANSION) -> IO[bytes]:
    """The file's content; UsageError while it is read if it unpacks to too much or cannot be unpacked."""
    ending = path.suffix.lower()
    try:
        if ending not in PACKED:
            return path.open("rb")
        most = int(path.stat().st_size * expansion) + FREE
        if ending == ".gz":
            import gzip

            return cast("IO[bytes]", _Bounded(cast("IO[bytes]", gzip.open(path, "rb")), path, most, expansion))
        return cast("IO[bytes]", _Bounded(_zstd()(path, "rb"), path, most, expansion))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})") from error


def _zstd() -> Callable[..., IO[bytes]]:
    import importlib

    name = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    return cast("Callable[..., IO[bytes]]", importlib.import_module(name).open)


class _Bounded(io.RawIOBase):
    """A stream that ends with an error if more than ``most`` bytes come out of it, or if they cannot."""

    def __init__(self, stream: IO[bytes], path: Path, most: int, expansion: float) -> None:
        self._stream, self._path, self._most, self._expansion = stream, path, most, expansion
        self._total = 0

    def readable(self) -> bool:
        """True."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes; never more at once than a piece, however many are asked for."""
        try:
            data = self._stream.read(min(size, 1 << 20) if size >= 0 else 1 << 20)
        except (OSError, EOFError, zlib.error, ValueError) as error:
            raise UsageError(f"{self._path}: cannot be unpacked ({error}); nothing was imported") from error
        except Exception as error:  # ZstdError is of a module that may not be there
            if type(error).__name__ != "ZstdError":
                raise
            raise UsageError(f"{self._path}: cannot be unpacked ({error}); nothing was imported") from error
        self._total += len(data)
        if self._total > self._most:
            raise UsageError(
                f"{self._path}: unpacks to more than {self._expansion:g} times its size; if you trust it, unpack it "
                "first, or give --max-expansion; nothing was imported"
            )
        return data

    def readinto(self, buffer: Any) -> int:
        """The next bytes, into a buffer."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
        super().close()
