"""The results of queries as they come from a server: what is cut off or cannot be parsed is a StoreError.

They can do what pyoxigraph's own results can (``kg.storing.Solutions`` and ``Triples``), and hold one row at a time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any, NoReturn, Self

import pyoxigraph as ox

from kg.addresses import shown
from kg.errors import StoreError

if TYPE_CHECKING:
    from kg.http import Answer

_ASK = 1 << 16


class Reading:
    """The body of an answer as a file, of which no row may be longer than ``row`` bytes."""

    def __init__(self, answer: Answer, row: int) -> None:
        self._pieces, self._row = answer.pieces(), row
        self._place = shown(answer.url)
        self.most = int(limit) if (limit := answer.headers.get("x-sparql-maxrows", "")).isdigit() else None
        self._piece, self._at = b"", 0
        self._since = self._rows = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size``."""
        if self._at >= len(self._piece):
            self._piece, self._at = next(self._pieces, b""), 0
            self._since += len(self._piece)
            if self._since > self._row + len(self._piece):
                raise StoreError(f"{self._place}: a row of the answer is longer than {self._row:,} bytes")
        found = self._piece[self._at : self._at + size] if size >= 0 else self._piece[self._at :]
        self._at += len(found)
        return found

    def row(self) -> None:
        """One more row is whole."""
        self._since = 0
        self._rows += 1

    def end(self) -> None:
        """See that nothing but space follows, and that the server did not stop at a limit of its own."""
        rest = self.read()
        while rest:
            if rest.strip():
                self.broken("something follows its end")
            rest = self.read()
        if self.most is not None and self._rows >= self.most:
            raise StoreError(
                f"{self._place}: the server gives no more than {self.most:,} rows, so this answer may not be whole; "
                "ask for less, or raise its limit (ResultSetMaxRows)"
            )

    def close(self) -> None:
        """Read no more."""
        self._pieces.close()

    def broken(self, reason: object) -> NoReturn:
        """Say that the answer is not what it should be."""
        self.close()
        words = " ".join("".join(c if c.isprintable() else " " for c in str(reason)).split())[:200]
        raise StoreError(
            f"{self._place}: the answer is cut off or broken ({words}); a server whose time is up may end so"
        ) from None


class _Counted:
    """A stream to write to that tells the reading of each write, which follows a row that was read."""

    def __init__(self, stream: IO[bytes], reading: Reading) -> None:
        self._stream, self._reading = stream, reading

    def write(self, data: bytes) -> int:
        self._reading.row()
        return self._stream.write(data)

    def flush(self) -> None:
        self._stream.flush()


class Rows:
    """The rows of a SELECT."""

    def __init__(self, reading: Reading, form: ox.QueryResultsFormat) -> None:
        self._reading = reading
        try:
            found = ox.parse_query_results(reading, form)  # type: ignore[arg-type]
        except (SyntaxError, ValueError) as error:
            reading.broken(error)
        if isinstance(found, ox.QueryBoolean):
            reading.broken("yes or no where rows were asked for")
        self._rows: ox.QuerySolutions | None = found
        self.variables = found.variables

    def close(self) -> None:
        """Read no more."""
        self._rows = None
        self._reading.close()

    @property
    def limited(self) -> bool:
        """True if the server says that it stops at a number of rows."""
        return self._reading.most is not None

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> ox.QuerySolution:
        if self._rows is None:
            raise StopIteration
        try:
            row: ox.QuerySolution = next(self._rows)
        except StopIteration:
            self._rows = None
            self._reading.end()
            raise
        except (SyntaxError, ValueError) as error:
            self._rows = None  # it must not be dropped by another thread, with the error
            self._reading.broken(error)
        except BaseException:  # so it is with one of the connection
            self._rows = None
            raise
        self._reading.row()
        return row

    def serialize(self, output: IO[bytes], format: ox.QueryResultsFormat) -> None:  # noqa: A002 - pyoxigraph's name
        """Write the rows to a stream."""
        rows, self._rows = self._rows, None
        try:
            if rows is not None:
                rows.serialize(_Counted(output, self._reading), format)  # type: ignore[arg-type]
        except SyntaxError as error:
            del rows
            self._reading.broken(error)
        except BaseException:
            del rows
            raise
        self._reading.end()


class Triples:
    """The triples of a CONSTRUCT or DESCRIBE."""

    def __init__(self, reading: Reading, form: ox.RdfFormat) -> None:
        self._reading = reading
        self._quads: Iterator[ox.Quad] | None = ox.parse(reading, format=form)  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[ox.Triple]:
        return self

    def __next__(self) -> ox.Triple:
        if self._quads is None:
            raise StopIteration
        try:
            quad = next(self._quads)
        except StopIteration:
            self._quads = None
            self._reading.end()
            raise
        except (SyntaxError, ValueError) as error:
            self._quads = None  # it must not be dropped by another thread, with the error
            self._reading.broken(error)
        except BaseException:  # so it is with one of the connection
            self._quads = None
            raise
        self._reading.row()
        return quad.triple

    def serialize(self, output: IO[bytes], format: ox.RdfFormat) -> None:  # noqa: A002 - pyoxigraph's name
        """Write the triples to a stream."""
        ox.serialize(self, output, format=format)


def boolean(answer: Answer) -> ox.QueryBoolean:
    """The answer of an ASK, which is short, and is looked at whole."""
    data = answer.whole(_ASK)
    reading = Reading(answer, _ASK)
    xml = "xml" in answer.media_type
    try:
        whole = data.rstrip().endswith(b"</sparql>") if xml else isinstance(_told(json.loads(data)), bool)
        if not xml and whole:
            data = json.dumps({"head": {}, "boolean": _told(json.loads(data))}).encode("ascii")
        found = ox.parse_query_results(data, ox.QueryResultsFormat.XML if xml else ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError, LookupError, AttributeError, TypeError) as error:
        reading.broken(error)
    if not whole or not isinstance(found, ox.QueryBoolean):
        reading.broken("neither yes nor no")
    return found


def _told(answer: Any) -> object:
    """The yes or no in a JSON answer; Virtuoso 7 says yes as a row with a 1, and no as no row."""
    if answer["head"].get("vars") == ["__ASK_RETVAL"]:
        return any(row["__ASK_RETVAL"]["value"] == "1" for row in answer["results"]["bindings"])
    return answer.get("boolean")
