"""What kept a report from being read: the report itself, or a fault of kg's own, which keeps its traceback."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from kg.errors import InputError, KgError

Made = TypeVar("Made")


class Trouble(NamedTuple):
    """Why something could not be read; with a traceback if the fault is kg's and not the input's."""

    reason: str
    traceback: str = ""


def attempt(work: Callable[[], Made]) -> tuple[Made | None, Trouble | None]:
    """What the work makes, or what kept it from being made; a KgError that concerns all inputs is raised.

    >>> attempt(lambda: 1)
    (1, None)
    """
    try:
        return work(), None
    except InputError as error:
        return None, Trouble(str(error))
    except KgError:
        raise
    except Exception as error:  # a bug, which is told with its traceback when the others are done
        return None, fault(error)


def fault(error: Exception) -> Trouble:
    """The trouble that a bug makes."""
    import traceback

    return Trouble(f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error)))
