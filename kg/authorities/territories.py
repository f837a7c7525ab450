"""States and territories, with their names in many languages, by their Wikidata items; a file that comes with kg.

Only for what is a state: neither its government nor another place of its name is found here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.authority import Authority, Settings
from kg.linking.listed import listed
from kg.linking.rows import LONGEST
from kg.resources import folder

if TYPE_CHECKING:
    from kg.storing import Store


def open_authority(where: str, *, settings: Settings, store: Store | None, environ: Mapping[str, str]) -> Authority:
    """The states and territories."""
    path = Path(folder("data")) / "authority" / "territories.csv"
    with path.open("rb") as stream:
        return listed(where, [(path.name, iter(partial(stream.readline, LONGEST), b""))])
