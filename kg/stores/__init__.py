"""Where quads are kept, one file per backend, and the choice of one by a store's location."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kg.storing import Store


class Backend(Protocol):
    """What a module of kg/stores offers."""

    def open_store(
        self, location: str, *, write: bool = False, base: str | None = None, supertypes: bool | None = None
    ) -> Store:
        """The store at this location."""
        ...

    def restore(self, folder: str, location: str) -> None:
        """Copy a backup to this location, where nothing is yet."""
        ...


def open_store(location: str, *, write: bool = False, base: str | None = None, supertypes: bool | None = None) -> Store:
    """The store at ``location``, a folder or the address of a server; ``write`` makes the folder if it is not there.

    It is made with ``base`` as the base of its IRIs, and with super-types spelt out unless ``supertypes`` is False.
    """
    return _backend(location).open_store(location, write=write, base=base, supertypes=supertypes)


def restore(folder: str, location: str) -> None:
    """Copy a backup to ``location``, a folder that is not there yet."""
    _backend(location).restore(folder, location)


def _backend(location: str) -> Backend:
    kind = "endpoint" if location.startswith(("http://", "https://")) else "oxigraph"
    backend: Backend = importlib.import_module(f"kg.stores.{kind}")
    return backend
