"""Copy the store as it is now, texts included; not while another process writes to it.

kg backup store-2025-07-01               a store of its own, to be used with --store
"""

from __future__ import annotations

from typing import Annotated

import typer

from kg import api
from kg.console import say
from kg.options import Quiet, Store


def run(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="where to, not there yet")],
    store: Store = "",
    quiet: Quiet = False,
) -> int:
    """Make the copy."""
    with api.open(store, write=True, make=False) as graphs:
        graphs.backup(folder)
    if not quiet:
        say(f"{store} is backed up in {folder}")
    return 0
