"""Bring a backup back, as a store where none is yet.

kg restore store-2025-07-01                          as the usual store
kg --store news restore store-2025-07-01             as the store "news"

The backup stays as it is. The store appears when all of it is there.
"""

from __future__ import annotations

from typing import Annotated

import typer

from kg import api
from kg.console import say
from kg.options import Quiet, Store


def run(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="what 'kg backup' made")],
    store: Store = "",
    quiet: Quiet = False,
) -> int:
    """Copy the backup."""
    api.restore(folder, store)
    if not quiet:
        say(f"{folder} is restored in {store}")
    return 0
