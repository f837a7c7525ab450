"""What servers answered, kept on disk for some days: one file of SQLite, bounded, whose loss harms nothing."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from kg.errors import UsageError

DAYS = 7.0
"""How long an answer is taken for true, unless KG_CACHE_DAYS says otherwise."""

MOST = 256 << 20
"""Bytes of answers that are kept; when there are more, the oldest half goes."""


def place(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The folder of kg's caches: what KG_CACHE names, or where the platform has caches."""
    if own := environ.get("KG_CACHE"):
        return Path(own)
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home())
    if platform == "darwin":
        return home / "Library" / "Caches" / "kg-reports"
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "kg-reports" / "Cache"
    return Path(environ.get("XDG_CACHE_HOME") or home / ".cache") / "kg-reports"


def days(environ: Mapping[str, str]) -> float:
    """How many days an answer is good for; with none, nothing is kept."""
    text = environ.get("KG_CACHE_DAYS", "")
    try:
        found = float(text) if text else DAYS
        if not 0 <= found < 1e5:
            raise ValueError(text)
    except ValueError as error:
        raise UsageError(f"KG_CACHE_DAYS must be a number of days, not {text!r}") from error
    return found


Asked: TypeAlias = tuple[str, ...]
"""What was asked: the kind of request, the address, the request itself."""


class Cache:
    """Answers by what was asked; where they cannot be read or written, it is as if nothing were kept.

    The file is opened for each reading and writing, so that several runs may share it, and it may be deleted any time.
    """

    def __init__(self, environ: Mapping[str, str], most: int = MOST) -> None:
        self._days = days(environ)
        self._path = place(environ) / "answers.sqlite"
        if self._days:
            with contextlib.suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                self._tidy(most)
            except sqlite3.OperationalError:  # locked, no room, no right to write
                pass
            except sqlite3.DatabaseError:  # no file of SQLite, or a damaged one
                with contextlib.suppress(OSError):
                    self._path.unlink()

    def _connected(self) -> contextlib.closing[sqlite3.Connection]:
        return contextlib.closing(sqlite3.connect(self._path, timeout=10, isolation_level=None))

    def _tidy(self, most: int) -> None:
        """Delete what is too old, and the older half if there is too much."""
        if not self._path.exists():
            return
        with self._connected() as file:
            file.execute(_TABLE)
            now = time.time()
            file.execute("DELETE FROM answers WHERE at < ? OR at > ?", (now - self._days * 86400, now + 86400))
            ((size,),) = file.execute("SELECT COALESCE(SUM(LENGTH(body)), 0) FROM answers")
            if size > most:
                half = "SELECT key FROM answers ORDER BY at, key LIMIT (SELECT (COUNT(*) + 1) / 2 FROM answers)"
                file.execute(f"DELETE FROM answers WHERE key IN ({half})")  # noqa: S608 - nothing of others

    def get(self, asked: Iterable[Asked]) -> dict[Asked, bytes]:
        """The answers to what was asked, of those that are kept."""
        found: dict[Asked, bytes] = {}
        if self._days and self._path.exists():
            with contextlib.suppress(sqlite3.Error), self._connected() as file:
                for one in asked:
                    row = file.execute("SELECT body FROM answers WHERE key = ?", (_key(one),)).fetchone()
                    if row and isinstance(row[0], bytes):
                        found[one] = row[0]
        return found

    def put(self, answers: Mapping[Asked, bytes]) -> None:
        """Keep answers by what was asked, all or none of them."""
        if not self._days or not answers:
            return
        now = time.time()
        with contextlib.suppress(sqlite3.Error, OSError):
            if not self._path.exists():
                os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))  # for nobody else to read
            with self._connected() as file:
                file.execute("BEGIN IMMEDIATE")
                file.execute(_TABLE)
                file.executemany(
                    "INSERT OR REPLACE INTO answers VALUES (?, ?, ?)",
                    [(_key(asked), now, body) for asked, body in answers.items()],
                )
                file.execute("COMMIT")


_TABLE = "CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, at REAL, body BLOB)"


def _key(asked: Asked) -> bytes:
    whole = hashlib.sha256()
    for part in asked:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.digest()
