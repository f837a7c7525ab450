"""Finds what kg brings along: ``ontology/``, ``queries/`` and ``data/``, in an installed package or in a checkout."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import QueryError, UsageError
from kg.queries import SavedQuery, parse

_HERE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder ``ontology``, ``queries`` or ``data``: in the package if it was built in, else beside it."""
    for place in (_HERE / "_resources" / name, _HERE.parent / name):
        if place.is_dir():
            return place
    raise UsageError(f"kg is not installed whole: its folder '{name}' is missing; install it again")


def query_folders() -> tuple[Path, ...]:
    """Where saved queries are looked for: the folders of KG_QUERIES, then kg's own."""
    own = os.environ.get("KG_QUERIES", "")
    return (*(Path(part) for part in own.split(os.pathsep) if part), folder("queries"))


def query_names() -> tuple[str, ...]:
    """The names of the saved queries, sorted."""
    return tuple(sorted({path.stem for place in query_folders() if place.is_dir() for path in place.glob("*.rq")}))


def saved_query(name: str) -> SavedQuery:
    """The saved query of that name; QueryError names those that come near if there is none."""
    for place in query_folders():
        path = place / f"{name}.rq"
        if path.is_file() and path.parent == place:
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise QueryError(f"{path}: cannot be read ({error})") from error
            return parse(name, text, str(path))
    import difflib

    near = difflib.get_close_matches(name, query_names(), n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "'kg query --list' shows what there is"
    raise QueryError(f"there is no saved query '{name}' and no file of that name; {hint}")
