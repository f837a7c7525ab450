"""Make the store small and quick again after many changes; not while another process writes to it.

kg optimize               the usual store
kg optimize --store news  another

Drops the texts of reports that are not there, and whatever processes left behind that were killed.
"""

from __future__ import annotations

from kg import api
from kg.console import say
from kg.options import Quiet, Store


def run(store: Store = "", quiet: Quiet = False) -> int:
    """Tidy up."""
    with api.open(store, write=True, make=False) as graphs:
        before = graphs.size()
        graphs.optimize()
        after = graphs.size()
    if not quiet:
        say(f"{store}: {before or 0:,} bytes before, {after or 0:,} now")
    return 0
