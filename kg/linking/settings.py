"""A file that says how a data set is asked: which one, in which languages, by which properties and types.

::

    authority = "reconcile+https://example.org/reconcile"
    languages = ["de"]
    labels = ["http://www.w3.org/2004/02/skos/core#prefLabel"]
    [types]
    person = ["Q5"]
    [properties]
    country = "P17"
    [tells]
    kind = "P31"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from kg.authority import Kind, Settings
from kg.errors import AuthorityFileError

_KEYS = ("authority", "languages", "labels", "types", "properties", "tells")
_TOLD = ("country", "office", "body")
_ASKED = ("kind", "country", "description", "names")


def settings_in(name: str, text: str) -> tuple[str, Settings]:
    """The data set that a file of settings (TOML) names, and how it is asked; AuthorityFileError if it does not say."""
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise AuthorityFileError(f"{name}: is no TOML ({error})") from error
    _known(name, "", found, _KEYS)
    where = found.get("authority")
    if not isinstance(where, str) or not where or where.lower().endswith(".toml"):
        raise AuthorityFileError(f'{name}: must say which data set is asked: authority = "sparql+https://..."')
    languages = _texts(name, "languages", found.get("languages", []))
    for language in languages:
        if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
            raise AuthorityFileError(f"{name}: languages: {language!r} is no language; they are like de, pt-BR")
    types = _table(name, "types", found, tuple(Kind))
    properties, tells = _names(name, "properties", found, _TOLD), _names(name, "tells", found, _ASKED)
    return where, Settings(
        languages,
        _texts(name, "labels", found.get("labels", [])),
        {Kind(kind): _texts(name, f"types.{kind}", of) for kind, of in types.items()},
        properties,
        tells,
    )


def _names(name: str, key: str, found: Mapping[str, Any], known: tuple[str, ...]) -> dict[str, str]:
    """A table of a service's own names for what is known here."""
    table = _table(name, key, found, known)
    for what, value in table.items():
        if not isinstance(value, str) or not value:
            raise AuthorityFileError(f"{name}: {key}.{what} must be the service's name for it")
    return dict(table)


def _table(name: str, key: str, found: Mapping[str, Any], known: tuple[str, ...]) -> Mapping[str, Any]:
    table = found.get(key, {})
    if not isinstance(table, dict):
        raise AuthorityFileError(f"{name}: {key} must be a table: [{key}]")
    _known(name, f"{key}.", table, known)
    return table


def _known(name: str, start: str, found: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in found:
        if key not in known:
            raise AuthorityFileError(f"{name}: {start}{key!r} is not known; there is {', '.join(known)}")


def _texts(name: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise AuthorityFileError(f'{name}: {key} must be a list of texts: ["..."]')
    return tuple(value)
