"""An Arrow IPC stream (https://arrow.apache.org/docs/format/Columnar.html), for pandas, polars, DuckDB and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from kg.columns import batches
from kg.errors import UsageError
from kg.results import is_rows

if TYPE_CHECKING:
    from kg.results import Style
    from kg.storing import Result

media_type = "application/vnd.apache.arrow.stream"
writes = ("rows",)


def write(result: Result, stream: BinaryIO, style: Style) -> None:
    """Write rows as they come, a batch at a time."""
    try:
        import pyarrow
    except ImportError as error:
        raise UsageError("format arrow needs pyarrow: pip install 'kg-reports[arrow]'") from error
    if not is_rows(result):
        return
    writer = None
    for batch in batches(result, pyarrow):
        writer = writer or pyarrow.ipc.new_stream(stream, batch.schema)
        writer.write_batch(batch)
    if writer is not None:
        writer.close()
