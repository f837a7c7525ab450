"""SPARQL held against the engine's grammar: nothing of a store is read or changed, and nothing is fetched."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import QueryError
from kg.reaching import check_readings
from kg.sparql import SILENT, tokens


def check_syntax(text: str, *, update: bool = False, prefixes: Mapping[str, str] | None, base: str | None) -> None:
    """QueryError with the engine's words if the query (or update) does not parse.

    The engine has no parser by itself, so it is run on a store that holds nothing, with every SERVICE and LOAD leading
    to an address that none of them can reach.
    """
    check_readings(text)
    store = ox.Store()
    run = store.update if update else store.query
    try:
        run(_going_nowhere(text), prefixes=dict(prefixes or {}), base_iri=base)
    except SyntaxError as error:
        raise QueryError(f"the {'update' if update else 'query'} does not parse: {error}") from error
    except (OSError, RuntimeError):
        return  # it parsed, and failed on what is not there


def _going_nowhere(text: str) -> str:
    """The text with what follows SERVICE and LOAD replaced; offsets within a line may shift."""
    parts: list[str] = []
    expected = False
    for token in tokens(text):
        if expected and token.kind in ("iri", "pname", "variable"):
            parts.append("<kg:nowhere>")
            expected = False
            continue
        parts.append(token.text)
        if token.kind not in SILENT:
            expected = token.word() in ("SERVICE", "LOAD") or (expected and token.word() == "SILENT")
    return "".join(parts)
