"""Parquet (https://parquet.apache.org), for pandas, polars, DuckDB, Spark and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from kg.columns import batches
from kg.errors import UsageError
from kg.results import is_rows

if TYPE_CHECKING:
    from kg.results import Style
    from kg.storing import Result

media_type = "application/vnd.apache.parquet"
writes = ("rows",)


def write(result: Result, stream: BinaryIO, style: Style) -> None:
    """Write rows as they come, a row group at a time."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError("format parquet needs pyarrow: pip install 'kg-reports[arrow]'") from error
    if not is_rows(result):
        return
    writer = None
    for batch in batches(result, pyarrow):
        writer = writer or pyarrow.parquet.ParquetWriter(stream, batch.schema)
        writer.write_batch(batch)
    if writer is not None:
        writer.close()
