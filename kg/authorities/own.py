"""Bodies and persons that reports name again and again, by their Wikidata items; two files that come with kg."""

from __future__ import annotations

import contextlib
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

FILES = ("bodies.csv", "people.csv")


def open_authority(where: str, *, settings: Settings, store: Store | None, environ: Mapping[str, str]) -> Authority:
    """The bodies and persons."""
    place = Path(folder("data")) / "authority"
    with contextlib.ExitStack() as opened:
        paths = [path for path in (place / name for name in FILES) if path.is_file()]
        streams = [(path.name, opened.enter_context(path.open("rb"))) for path in paths]
        return listed(where, [(name, iter(partial(stream.readline, LONGEST), b"")) for name, stream in streams])
