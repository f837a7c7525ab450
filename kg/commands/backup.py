"""Copy the store as it is now, texts included; not while another process writes to it.

kg backup store-2025-07-01               a store of its own, to be used with --store
"""

from __future__ import annotations

from typing import Annotated

import typer

from kg.console import say
from kg.options import Quiet, Store
from kg.stores import open_store


def run(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="where to, not there yet")],
    store: Store = "",
    quiet: Quiet = False,
) -> int:
    """Make the copy."""
    open_store(store)  # a store that is not there is not to be made
    open_store(store, write=True).backup(folder)
    if not quiet:
        say(f"{store} is backed up in {folder}")
    return 0
