"""Make the store small and quick again after many changes; not while another process writes to it.

kg optimize               the usual store
kg optimize --store news  another

Drops the texts of reports that are not there, and whatever processes left behind that were killed.
"""

from __future__ import annotations

from pathlib import Path

from kg.console import say
from kg.options import Quiet, Store, size_of
from kg.stores import open_store


def run(store: Store = "", quiet: Quiet = False) -> int:
    """Tidy up."""
    open_store(store)  # a store that is not there is not to be made
    before = size_of(Path(store))
    open_store(store, write=True).optimize()
    if not quiet:
        say(f"{store}: {before:,} bytes before, {size_of(Path(store)):,} now")
    return 0
