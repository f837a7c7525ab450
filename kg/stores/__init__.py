"""Where quads are kept, one file per backend, and the choice of one by a store's location."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.storing import Store


def open_store(location: str, *, write: bool = False, base: str | None = None) -> Store:
    """The store at ``location``; ``write`` makes it if it is not there, with ``base`` as the base of its IRIs."""
    if location.startswith(("http://", "https://")):
        raise UsageError(f"{location}: this version of kg has no SPARQL servers as stores yet; give a folder")
    from kg.stores import oxigraph

    return oxigraph.open_store(location, write=write, base=base)
