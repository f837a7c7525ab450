"""What servers answered, kept on disk for some days: one file of SQLite, bounded, whose loss harms nothing."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Mapping
from pathlib import Path

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


class Cache:
    """Answers by what was asked; where it cannot be read or written, it is as if nothing were kept."""

    def __init__(self, environ: Mapping[str, str], most: int = MOST) -> None:
        self._days, self._most = days(environ), most
        self._path = place(environ) / "answers.sqlite"
        self._file: sqlite3.Connection | None = None
        self.trouble = ""
        """Why nothing is kept, if it should be."""
        if self._days:
            self._open(again=True)

    def _open(self, *, again: bool) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            self._file = sqlite3.connect(self._path, timeout=10, isolation_level=None)
            self._file.execute("PRAGMA journal_mode = WAL")
            self._file.execute("CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, at REAL, body BLOB)")
            self._file.execute(
                "DELETE FROM answers WHERE at < ? OR at > ?", (time.time() - self._days * 86400, _soon())
            )
            ((size,),) = self._file.execute("SELECT COALESCE(SUM(LENGTH(body)), 0) FROM answers")
            if size > self._most:
                self._file.execute(
                    "DELETE FROM answers WHERE key IN "
                    "(SELECT key FROM answers ORDER BY at LIMIT (SELECT (COUNT(*) + 1) / 2 FROM answers))"
                )
        except sqlite3.OperationalError as error:  # locked, no room, no right to write
            self._lose(error)
        except sqlite3.DatabaseError as error:  # no file of SQLite, or a damaged one
            self._lose(error)
            if again:
                for ending in ("", "-wal", "-shm"):
                    Path(f"{self._path}{ending}").unlink(missing_ok=True)
                self.trouble = ""
                self._open(again=False)
        except OSError as error:
            self._lose(error)

    def _lose(self, error: Exception) -> None:
        self.close()
        self.trouble = f"{self._path}: answers are not kept ({error})"

    def get(self, *asked: str) -> bytes | None:
        """The answer to what was asked, if it is kept and not too old."""
        if self._file is None:
            return None
        try:
            row = self._file.execute("SELECT body FROM answers WHERE key = ?", (_key(asked),)).fetchone()
        except sqlite3.Error as error:
            self._lose(error)
            return None
        return row[0] if row and isinstance(row[0], bytes) else None

    def put(self, answers: Mapping[tuple[str, ...], bytes]) -> None:
        """Keep answers by what was asked, all or none of them."""
        if self._file is None or not answers:
            return
        now = time.time()
        try:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.executemany(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?)",
                [(_key(asked), now, body) for asked, body in answers.items()],
            )
            self._file.execute("COMMIT")
        except sqlite3.Error as error:
            with contextlib.suppress(sqlite3.Error):
                self._file.execute("ROLLBACK")
            self._lose(error)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            with contextlib.suppress(sqlite3.Error):
                self._file.close()
            self._file = None


def _soon() -> float:
    """A time that no answer can have been kept at, unless the clock was wrong then."""
    return time.time() + 86400


def _key(asked: tuple[str, ...]) -> bytes:
    whole = hashlib.sha256()
    for part in asked:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.digest()
