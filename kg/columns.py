"""Terms as plain values, and rows as dictionaries, data frames, and typed columns for Arrow and Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError, UsageError

if TYPE_CHECKING:
    import pandas
    import polars

    from kg.results import Term
    from kg.storing import Solutions

Plain = str | int | float | bool | date | None

BATCH = 65_536
"""So many rows are written at a time; the first so many decide the types of the columns."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WIDEST = 2**63


def plain(term: Term | None, *, dates: bool = False) -> Plain:
    """The term as a value of Python's: numbers and truth values as such (and dates, if asked), all others as text.

    An integer beyond 64 bits, NaN and the infinities, which many readers of JSON and tables refuse, stay text.
    """
    if term is None:
        return None
    text = str(getattr(term, "value", term))
    datatype = getattr(term, "datatype", None)
    name = datatype.value if datatype is not None else ""
    if not name.startswith(_XSD):
        return str(term) if type(term).__name__ == "BlankNode" else text
    try:
        return _typed(text, name[len(_XSD) :], dates=dates)
    except ValueError:  # an ill-typed literal is what it says
        return text


def _typed(text: str, kind: str, *, dates: bool) -> Plain:
    if kind == "integer":
        return number if abs(number := int(text)) < _WIDEST else text
    if kind in ("decimal", "double", "float"):
        value = float(text)
        return value if value - value == 0 else text
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    if kind == "date" and dates:
        return date.fromisoformat(text)
    return text


def batches(result: Solutions, pyarrow: Any) -> Iterator[Any]:
    """The rows as Arrow record batches of one schema, which the first batch decides.

    A column whose values are of different kinds is one of text. UsageError if a later value does not fit.
    """
    names = [variable.value for variable in result.variables]
    rows = ([plain(term, dates=True) for term in row] for row in result)
    first = list(islice(rows, BATCH))
    schema = pyarrow.schema([(n, _type([row[i] for row in first], pyarrow)) for i, n in enumerate(names)])
    done = 0
    batch = first
    while batch or not done:
        yield _batch(batch, schema, done, pyarrow)
        done += max(1, len(batch))
        batch = list(islice(rows, BATCH))


def _type(values: list[Plain], pyarrow: Any) -> Any:
    """The narrowest type that holds all the values."""
    kinds = {type(value) for value in values} - {type(None)}
    if kinds == {int, float}:
        kinds = {float}
    types = {int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_(), date: pyarrow.date32()}
    return types.get(kinds.pop(), pyarrow.string()) if len(kinds) == 1 else pyarrow.string()


def _batch(rows: list[list[Plain]], schema: Any, done: int, pyarrow: Any) -> Any:
    arrays = []
    for i, field in enumerate(schema):
        text = field.type == pyarrow.string()
        values = [_spelled(row[i]) if text else row[i] for row in rows]
        try:
            arrays.append(pyarrow.array(values, type=field.type))
        except (pyarrow.ArrowException, TypeError, ValueError) as error:
            raise UsageError(
                f"column {field.name} is of type {field.type} by its first rows, and after row {done} a value is not; "
                f"make it text in the query, as in (STR(?{field.name}) AS ?text), or take another --format"
            ) from error
    return pyarrow.record_batch(arrays, schema=schema)


def _spelled(value: Plain) -> str | None:
    """The value as text, as SPARQL spells it."""
    if value is None or isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


class Rows(Iterator[dict[str, Plain]]):
    """The rows of a SELECT as they come: dictionaries of plain values, or terms, or a data frame.

    Numbers, truth values and dates are Python's, IRIs and all other literals are strings, what is unbound is None.
    They come once.
    """

    def __init__(self, solutions: Solutions) -> None:
        self.columns = [variable.value for variable in solutions.variables]
        self._rows = _heard(solutions)

    def __next__(self) -> dict[str, Plain]:
        row = next(self._rows)
        return {name: plain(term, dates=True) for name, term in zip(self.columns, row, strict=True)}

    def terms(self) -> Iterator[tuple[Term | None, ...]]:
        """The rows as tuples of RDF terms."""
        return self._rows

    def to_pandas(self) -> pandas.DataFrame:
        """The rows that are left as a pandas data frame; UsageError if pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise UsageError("pandas is not installed; 'pip install pandas' does that") from error
        return pandas.DataFrame(list(self), columns=pandas.Index(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """The rows that are left as a polars data frame; UsageError if polars is not installed."""
        try:
            import polars
        except ImportError as error:
            raise UsageError("polars is not installed; 'pip install polars' does that") from error
        rows = list(self)
        columns = {name: [row[name] for row in rows] for name in self.columns}
        return polars.DataFrame({name: _of_one_kind(values) for name, values in columns.items()})


def _of_one_kind(values: list[Plain]) -> list[Plain]:
    """The values as they are if they are of one kind, or all numbers; else all as text."""
    kinds = {type(value) for value in values} - {type(None)}
    if kinds == {int, float}:
        return [float(value) if isinstance(value, int | float) else None for value in values]
    return values if len(kinds) < 2 else [None if value is None else str(value) for value in values]


def _heard(solutions: Solutions) -> Iterator[tuple[Term | None, ...]]:
    """The rows; what the engine meets with on its way (a SERVICE without answer, a disk) is a StoreError."""
    try:
        for row in solutions:
            yield tuple(row)
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the query failed: {' '.join(str(error).split())}") from error
