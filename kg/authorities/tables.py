"""A table of the user's own: CSV, TSV or SSSOM; see ``kg.linking.rows`` for its columns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.authority import Authority, Settings
from kg.errors import AuthorityFileError
from kg.linking.listed import listed
from kg.linking.rows import LONGEST

if TYPE_CHECKING:
    from kg.storing import Store


def open_authority(where: str, *, settings: Settings, store: Store | None, environ: Mapping[str, str]) -> Authority:
    """The things of the table; AuthorityFileError if it cannot be read or is not as it should be."""
    try:
        with Path(where).open("rb") as stream:
            return listed(Path(where).name, [(where, iter(partial(stream.readline, LONGEST), b""))])
    except OSError as error:
        raise AuthorityFileError(f"{where}: cannot be read ({error.strerror or error})") from error
    except ValueError as error:  # a NUL in the path
        raise AuthorityFileError(f"{where!r}: is no name of a file ({error})") from error
