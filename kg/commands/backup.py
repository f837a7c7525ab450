"""Copy the store as it is now, texts included; not while another process writes to it.

kg backup store-2025-07-01               a store of its own, to be used with --store
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from kg.console import say
from kg.stores import open_store


def configure(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> None:
    """Declare the options."""
    parser.add_argument("folder", metavar="FOLDER", help="where to, not there yet")
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing")


def run(options: argparse.Namespace) -> int:
    """Make the copy."""
    open_store(options.store)  # a store that is not there is not to be made
    open_store(options.store, write=True).backup(options.folder)
    if not options.quiet:
        say(f"{options.store} is backed up in {options.folder}")
    return 0
