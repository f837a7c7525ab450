"""Results as text, one file per format; a file's name is what ``--format`` takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.results import Style
    from kg.storing import Result


class Format(Protocol):
    """What a module of kg/formats offers; ``writes`` holds the kinds of result it is for (see ``kg.results``)."""

    media_type: str
    writes: tuple[str, ...]

    def write(self, result: Result, stream: BinaryIO, style: Style) -> None:
        """Write the result to the stream as it comes."""
        ...


def format_names() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    import pkgutil

    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def format_named(name: str) -> Format:
    """The format of that name; UsageError if there is none."""
    import importlib

    try:
        return cast(Format, importlib.import_module(f"kg.formats.{name}"))
    except ModuleNotFoundError:
        raise UsageError(f"there is no format '{name}'; there are {', '.join(format_names())}") from None
