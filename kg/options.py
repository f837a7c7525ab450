"""Options and their readers that several commands share; what a command line gives wrongly is a UsageError."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from kg.console import usual_store
from kg.errors import KgError, UsageError

_STORE_HELP = "the store, a folder or a SPARQL server (default: $KG_STORE, else ./kg-store)"


def before_command(context: typer.Context) -> str:
    """The store that was named before the command, or nothing."""
    return context.find_root().params.get("store") or ""


def _store(context: typer.Context, value: str) -> str:
    return value or before_command(context) or usual_store()


def _own_store(context: typer.Context, value: str) -> str:
    return value or before_command(context)


def _by(value: str) -> str:
    """Who decides: a name or an IRI."""
    import getpass
    import os

    found = (value or os.environ.get("KG_AUTHOR") or "").strip()
    if not found:
        try:
            found = getpass.getuser()
        except (KeyError, OSError) as error:  # no login name in a bare container
            raise UsageError("say who decides: --by 'Ann Moor', or KG_AUTHOR") from error
    return found


def a_date(text: str) -> date:
    """The date that an option gives."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--date must be a date, such as 2025-07-01; not {text!r}") from error


def loaded_names(context: typer.Context, incomplete: str) -> Sequence[str]:
    """The file names of the loaded reports, for a shell to complete; none if the store cannot be read."""
    from kg import api

    try:
        names = {report.name for report in api.open(_store(context, context.params.get("store") or "")).reports()}
    except KgError:
        return []
    return sorted(name for name in names if name.startswith(incomplete))


GlobalStore = Annotated[str, typer.Option("--store", metavar="PATH|URL", show_default=False, help=_STORE_HELP)]
Store = Annotated[
    str, typer.Option("--store", metavar="PATH|URL", callback=_store, show_default=False, help=_STORE_HELP)
]
OwnStore = Annotated[
    str,
    typer.Option("--store", metavar="PATH|URL", callback=_own_store, show_default=False, help="the store, which stays"),
]
By = Annotated[
    str,
    typer.Option(
        "--by", metavar="NAME|IRI", callback=_by, show_default=False,
        help="who decides (default: $KG_AUTHOR, else your login name)",
    ),
]  # fmt: skip
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="print nothing")]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="write to a file, which appears when it is whole"),
]
Date = Annotated[
    date | None,
    typer.Option("--date", parser=a_date, metavar="YYYY-MM-DD", help="the date of reports that give none"),
]
Publisher = Annotated[
    str,
    typer.Option("--publisher", metavar="NAME", show_default=False, help="the publisher of reports that give none"),
]
