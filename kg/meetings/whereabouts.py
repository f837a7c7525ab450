"""Whether two places can be one: Rome is not Doha, but Geneva may be told of as Switzerland."""

from __future__ import annotations

from functools import lru_cache

from kg.model import ActorKind
from kg.names.gazetteer import NameKind, lookup

_TOWNS = frozenset({NameKind.CAPITAL, NameKind.PLACE})


@lru_cache(maxsize=1024)
def _known(place: str) -> tuple[str, bool]:
    """The state that a place lies in, where the tables know it, and whether the place is a town or region."""
    found = lookup(place)
    if found is None:
        return "", False
    actor = found.actor
    state = actor.name if actor is not None and actor.kind is ActorKind.STATE else ""
    return state, bool(found.kinds & _TOWNS) and NameKind.COUNTRY not in found.kinds


def may_be_one(one: str, other: str, towns: bool = False) -> bool:
    """False of two places that the tables know to be apart, and of two that are both told to be ``towns``.

    >>> may_be_one("Rome", "Doha"), may_be_one("Geneva", "Switzerland"), may_be_one("Rome", "Milan, Italy")
    (False, True, True)
    >>> may_be_one("Accra", "Brest", towns=True), may_be_one("Brest", "France", towns=True)
    (False, True)
    """
    if one == other or one in other or other in one:
        return True
    (state, town), (second, another) = _known(one), _known(other)
    if state and second and state != second:
        return False
    if towns and not any(_is_state(place) for place in (one, other)):
        return False
    return not (town and another)


def is_known(place: str) -> bool:
    """True of a town, region or state of the tables."""
    found = lookup(place)
    return found is not None and bool(found.kinds & (_TOWNS | {NameKind.COUNTRY}))


def _is_state(place: str) -> bool:
    found = lookup(place)
    return found is not None and NameKind.COUNTRY in found.kinds
