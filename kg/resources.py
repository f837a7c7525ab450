"""Finds what kg brings along: ``ontology/``, ``queries/`` and ``data/``, in an installed package or in a checkout."""

from __future__ import annotations

import contextlib
import os

from kg.errors import QueryError, UsageError
from kg.queries import SavedQuery, parse

_HERE = os.path.dirname(os.path.abspath(__file__))


def folder(name: str) -> str:
    """The folder ``ontology``, ``queries`` or ``data``: in the package if it was built in, else beside it."""
    for place in (os.path.join(_HERE, "_resources", name), os.path.join(os.path.dirname(_HERE), name)):
        if os.path.isdir(place):
            return place
    raise UsageError(f"kg is not installed whole: its folder '{name}' is missing; install it again")


def query_folders(own: str | None = None) -> tuple[str, ...]:
    """Where saved queries are looked for: the folder that is given, those of KG_QUERIES, then kg's own.

    A folder that is named and not there raises UsageError.
    """
    named = os.environ.get("KG_QUERIES", "").split(os.pathsep)
    found = [place for place in (own or "", *named) if place]
    for place in found:
        if not os.path.isdir(place):
            raise UsageError(f"{place}: there is no such folder of queries (--queries, KG_QUERIES)")
    return (*found, folder("queries"))


def query_names(own: str | None = None) -> tuple[str, ...]:
    """The names of the saved queries, sorted."""
    found = {file for place in query_folders(own) for file in os.listdir(place)}
    return tuple(sorted(file.removesuffix(".rq") for file in found if file.endswith(".rq")))


def saved_query(name: str, own: str | None = None) -> SavedQuery:
    """The saved query of that name; QueryError names those that come near if there is none."""
    for place in query_folders(own):
        path = os.path.join(place, f"{name}.rq")
        if os.path.isfile(path):
            try:
                with open(path, encoding="utf-8-sig") as stream:
                    return parse(name, stream.read(), path)
            except (OSError, UnicodeDecodeError) as error:
                raise QueryError(f"{path}: cannot be read ({error})") from error
    import difflib

    near = difflib.get_close_matches(name, query_names(own), n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "'kg query --list' shows what there is"
    raise QueryError(f"there is no saved query '{name}' and no file of that name; {hint}")


def size_of(place: str) -> int | None:
    """Bytes of the files in a folder and below, as far as they stay while they are counted; None if it is none."""
    if not os.path.isdir(place):
        return None
    total = 0
    for parent, _, files in os.walk(place):
        for file in files:
            with contextlib.suppress(OSError):  # a writer beside us tidied up
                total += os.stat(os.path.join(parent, file)).st_size
    return total
