"""Political news reports as a graph of sourced claims: the public names, each imported when it is first used.

>>> from kg import LoadOptions, load
>>> LoadOptions().jobs
1
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.annotate import annotate_all
    from kg.api import Graphs, open  # noqa: A004 - kg.open
    from kg.columns import Rows
    from kg.errors import (
        InputError,
        KgError,
        ModelError,
        QueryError,
        ReportError,
        StoreError,
        StoreLocked,
        TimeLimit,
        UsageError,
    )
    from kg.extract import read
    from kg.model import Actor, Claim, Extraction, Passage, Report, Situation
    from kg.pipeline import LoadOptions, LoadSummary, load
    from kg.quads import report_quads
    from kg.queries import SavedQuery, bound
    from kg.reports import read_report
    from kg.stores import open_store
    from kg.storing import Store

_HOME = {
    "api": ("Graphs", "open"),
    "annotate": ("annotate_all",),
    "columns": ("Rows",),
    "errors": (
        *("InputError", "KgError", "ModelError", "QueryError", "ReportError"),
        *("StoreError", "StoreLocked", "TimeLimit", "UsageError"),
    ),
    "extract": ("read",),
    "model": ("Actor", "Claim", "Extraction", "Passage", "Report", "Situation"),
    "pipeline": ("LoadOptions", "LoadSummary", "load"),
    "quads": ("report_quads",),
    "queries": ("SavedQuery", "bound"),
    "reports": ("read_report",),
    "storing": ("Store",),
    "stores": ("open_store",),
}

__all__ = [
    "Actor",
    "Claim",
    "Extraction",
    "Graphs",
    "InputError",
    "KgError",
    "LoadOptions",
    "LoadSummary",
    "ModelError",
    "Passage",
    "QueryError",
    "Report",
    "ReportError",
    "Rows",
    "SavedQuery",
    "Situation",
    "Store",
    "StoreError",
    "StoreLocked",
    "TimeLimit",
    "UsageError",
    "annotate_all",
    "bound",
    "load",
    "open",
    "open_store",
    "read",
    "read_report",
    "report_quads",
]


def __getattr__(name: str) -> Any:
    """A public name, from the module that makes it (PEP 562): importing kg alone loads nothing."""
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(f"kg.{module}"), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
