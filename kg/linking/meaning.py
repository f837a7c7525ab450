"""Whom a value of a parameter means: an actor by any of its names, by CURIE (wd:Q17), or by IRI, ours or another's.

A saved query compares names, and IRIs as strings; so a CURIE or an IRI becomes the IRIs of those actors that it means,
and a name is joined by the IRIs of those that were found to be one with its bearers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.prefixes import expanded, prefixes
from kg.storing import rows

if TYPE_CHECKING:
    from kg.queries import Parameter
    from kg.storing import Store

NAMES = ("actor", "addressee", "source", "person", "body")
"""The parameters that mean an actor."""

LINKED = "linked"
"""The parameter that stands for what our actors are linked to, where a query asks another endpoint."""

MOST_LINKED = 400
"""Things that another endpoint is asked for at once: more would make a query longer than servers take."""

NOTHING = "urn:kg:nothing"
"""What is asked for where nothing is linked; an endpoint asked without a list would give all that it has."""

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
_PAGE = re.compile(r"https?://(?:www|m)\.wikidata\.org/(?:wiki|entity)/(Q[1-9][0-9]*)")
_EXACT = "skos:exactMatch|owl:sameAs"
_REPLACED = "(dct:isReplacedBy|^dct:isReplacedBy)"


def iri_of(text: str, base: str) -> str:
    """The IRI that a text is, or is short for; "" if it is neither. A page of Wikidata stands for its item.

    >>> iri_of("wd:Q17", "https://w3id.org/dmd/"), iri_of("Vienna: talks", "https://w3id.org/dmd/")
    ('http://www.wikidata.org/entity/Q17', '')
    >>> iri_of("https://www.wikidata.org/wiki/Q17", "https://w3id.org/dmd/")
    'http://www.wikidata.org/entity/Q17'
    """
    found = expanded(text.strip(), prefixes(base))
    if match := _PAGE.fullmatch(found):
        return f"http://www.wikidata.org/entity/{match[1]}"
    known = found != text.strip() or "://" in found or found.startswith("urn:")
    return found if known and _IRI.fullmatch(found) else ""


def linked(store: Store, iri: str) -> list[str]:
    """The IRIs of our actors that an IRI means: those with an accepted exact link to it, else itself; and their kin."""
    graph = f"<{store.base}graph/links-accepted>"
    select = f"SELECT DISTINCT ?who {{ GRAPH {graph} {{ ?who {_EXACT} <{iri}> }} }}"
    ours = [row[0] for row in rows(store, select, prefixes(store.base))]
    return kin(store, [*ours, *([iri] if iri.startswith(store.base) or not ours else [])])


def named(store: Store, name: str) -> list[str]:
    """The IRIs of all that bear a name, in whatever case; and their kin."""
    from kg.queries import literal

    bears = f"GRAPH ?g {{ ?who rdfs:label|skos:altLabel ?name }} FILTER(LCASE(STR(?name)) = LCASE({literal(name)}))"
    found = rows(store, f"SELECT DISTINCT ?who {{ {bears} }} ORDER BY ?who", prefixes(store.base))
    return kin(store, [row[0] for row in found])


def kin(store: Store, iris: Iterable[str]) -> list[str]:
    """The IRIs, and those that were found to be one with them, directly or by way of others."""
    known = list(dict.fromkeys(iris))
    if not known or not _merged(store):
        return known
    values = " ".join(f"<{iri}>" for iri in known)
    graph = f"<{store.base}graph/links-accepted>"
    pattern = f"VALUES ?who {{ {values} }} GRAPH {graph} {{ ?who {_REPLACED}+ ?kin }}"
    select = f"SELECT DISTINCT ?kin {{ {pattern} }} ORDER BY ?kin"
    return list(dict.fromkeys((*known, *(row[0] for row in rows(store, select, prefixes(store.base))))))


def _merged(store: Store) -> bool:
    """True if two of ours were found to be one."""
    graph = f"<{store.base}graph/links-accepted>"
    select = f"SELECT ?who {{ GRAPH {graph} {{ ?who dct:isReplacedBy ?kin }} }} LIMIT 1"
    return any(True for _ in rows(store, select, prefixes(store.base)))


def meant(store: Store, text: str) -> list[str]:
    """The IRIs of what a name, CURIE or IRI means in the store; none if it means nothing there."""
    iri = iri_of(text, store.base)
    if not iri:
        return named(store, text)
    found = linked(store, iri)
    return [one for one in found if any(True for _ in rows(store, _told(one), {}))]


def _told(iri: str) -> str:
    return f"SELECT ?p {{ GRAPH ?g {{ <{iri}> ?p ?o }} }} LIMIT 1"


def values_meant(
    store: Store, parameters: Sequence[Parameter], values: Mapping[str, str | Sequence[str]]
) -> dict[str, str | Sequence[str]]:
    """The values of a saved query's parameters, those that mean actors with all that they mean.

    A parameter that takes one value keeps it, unless it is an IRI and means just one actor. A list of what is linked
    (``LINKED``) that is not given is found.
    """
    found = dict(values)
    if LINKED not in found and any(p.name == LINKED and p.kind == "iri" and p.many for p in parameters):
        found[LINKED] = _targets(store, found.get("actor", []))
    many = {parameter.name: parameter.many for parameter in parameters if parameter.kind == "string"}
    for name in NAMES:
        if name in found and name in many:
            given = found[name]
            each = [given] if isinstance(given, str) else list(given)
            all_meant = [one for value in each for one in _meant(store, value)]
            if many[name] or len(all_meant) == len(each):
                found[name] = all_meant
    return found


def _targets(store: Store, actors: str | Sequence[str]) -> list[str]:
    """What our actors (or these, by name, CURIE or IRI) are linked to: what another endpoint is to be asked of.

    QueryError if that is too much for one question.
    """
    from kg.errors import QueryError

    names = [actors] if isinstance(actors, str) else list(actors)
    given = " ".join(f"<{iri}>" for name in names for iri in meant(store, name))
    these = f"VALUES ?who {{ {given} }} " if names else ""
    ours = f"FILTER(!STRSTARTS(STR(?it), {_literal(store.base)}))"
    pattern = f"{these}GRAPH <{store.base}graph/links-accepted> {{ ?who skos:exactMatch ?it {ours} }}"
    select = f"SELECT DISTINCT ?it {{ {pattern} }} ORDER BY ?it LIMIT {MOST_LINKED + 1}"
    found = [row[0] for row in rows(store, select, prefixes(store.base))]
    if len(found) > MOST_LINKED:
        raise QueryError(
            f"more than {MOST_LINKED} actors are linked, too many for one question; name some with --actor"
        )
    return found or [NOTHING]


def _literal(text: str) -> str:
    from kg.queries import literal

    return literal(text)


def _meant(store: Store, value: str) -> list[str]:
    """The value as saved queries compare it: IRIs for an IRI, the name itself with the IRIs of its bearers' kin."""
    if iri := iri_of(value, store.base):
        return linked(store, iri)
    return [value, *(named(store, value) if _merged(store) else [])]
