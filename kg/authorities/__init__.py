"""Data sets in which things are looked up, a file for each way, and the choice of one by the text that a user gives.

Only what is named is asked: none of those that come without being named reaches out.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.authority import Authority, Settings
from kg.errors import AuthorityFileError, UsageError

if TYPE_CHECKING:
    from kg.storing import Store

DEFAULT = ("territories", "own")
"""What is looked up in if a user names nothing: both are files that come with kg."""

_SCHEMES = {"graph": "rdf", "sparql+http": "rdf", "sparql+https": "rdf"} | {
    "reconcile+http": "reconciliation",
    "reconcile+https": "reconciliation",
}
_FILES = (".csv", ".tsv")
_LONGEST = 1 << 20  # bytes of a file of settings


class Opener(Protocol):
    """What a module of kg/authorities offers."""

    def open_authority(
        self, where: str, *, settings: Settings, store: Store | None, environ: Mapping[str, str]
    ) -> Authority:
        """The authority of that place, which is the text that a user gave."""
        ...


def open_authority(
    text: str,
    *,
    settings: Settings | None = None,
    store: Store | None = None,
    environ: Mapping[str, str] | None = None,
) -> Authority:
    """The authority that a text names: territories, own, a file, graph:IRI, sparql+ADDRESS or reconcile+ADDRESS.

    A graph is one of ``store``. A file ends in .csv or .tsv; one that ends in .toml names an authority and says how it
    is asked, in place of ``settings``. UsageError if the text names nothing of the kind, AuthorityFileError for a file
    that is not as it should be, AuthorityError for what cannot be reached.
    """
    if text.lower().endswith(".toml"):
        text, settings = _settings(text)
    opener: Opener = importlib.import_module(f"kg.authorities.{_module(text)}")
    return opener.open_authority(
        text, settings=settings or Settings(), store=store, environ=os.environ if environ is None else environ
    )


def _settings(path: str) -> tuple[str, Settings]:
    from kg.linking.settings import settings_in

    try:
        with Path(path).open("rb") as stream:
            data = stream.read(_LONGEST + 1)
        if len(data) > _LONGEST:
            raise AuthorityFileError(f"{path}: is longer than {_LONGEST:,} bytes; this is no file of settings")
        return settings_in(path, data.decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise AuthorityFileError(f"{path}: cannot be read as text ({error})") from error


def _module(text: str) -> str:
    if text in DEFAULT:
        return text
    scheme = text.partition(":")[0].lower() if ":" in text else ""
    if scheme in _SCHEMES:
        return _SCHEMES[scheme]
    if scheme in ("http", "https"):
        raise UsageError(
            f"{text}: say what kind of service it is: sparql+{text} for a SPARQL endpoint, reconcile+{text} for a "
            "reconciliation service"
        )
    if text.lower().endswith(_FILES):
        return "tables"
    raise UsageError(
        f"there is no authority {text!r}; it is {', '.join(DEFAULT)}, a file that ends in {', '.join(_FILES)} or "
        ".toml, graph:IRI of the store, sparql+https://... or reconcile+https://..."
    )
