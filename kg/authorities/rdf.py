"""RDF as an authority: a graph of the store, or what a SPARQL 1.1 endpoint answers.

The names of a graph of the store are read once and indexed, so that names that are merely like them are found, too. An
endpoint may hold more than can be read: it is asked for things that have just these names, many in one query.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.addresses import checked, shown
from kg.authority import FITTING, Authority, Candidate, Kind, Mention, Settings
from kg.binding import bind
from kg.errors import AuthorityError, StoreError, TimeLimit, UsageError
from kg.linking.described import DESCRIPTIONS, KINDS, LABELS, TYPE, described
from kg.linking.index import MOST, Entry, Index
from kg.linking.rows import absolute, tidy

if TYPE_CHECKING:
    from kg.storing import Solutions, Store

Row: TypeAlias = tuple["ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None", ...]

LABELS_AT_MOST = 5_000_000
"""Names that are read from a graph."""

_ROWS = 20_000  # of an answer; when there are more, less is asked for
_THINGS = 50  # described at once
_MENTIONS = 25  # asked for at once
_NAMES = 6  # of a mention
_ANSWER = 1 << 28

_ALL = """SELECT ?thing ?name WHERE {
  VALUES ?label { ?_labels }
  GRAPH ?_graph { ?thing ?label ?name }
  FILTER(ISIRI(?thing) && ISLITERAL(?name))
}"""
_WITH = """SELECT DISTINCT ?thing ?name WHERE {
  VALUES ?name { ?_names }
  VALUES ?label { ?_labels }
  { ?thing ?label ?name } UNION { GRAPH ?g { ?thing ?label ?name } }
  { VALUES ?type { ?__types } { ?thing ?is ?type } UNION { GRAPH ?h { ?thing ?is ?type } } }
  FILTER(ISIRI(?thing))
} ORDER BY ?name ?thing LIMIT ?_most"""
_TOLD = """SELECT DISTINCT ?thing ?p ?o WHERE {
  VALUES ?thing { ?_things }
  VALUES ?p { ?_properties }
  %s
  FILTER(!ISLITERAL(?o) || LCASE(LANG(?o)) IN (?__languages))
} ORDER BY ?thing ?p ?o LIMIT ?_most"""
_IN_GRAPH = "GRAPH ?_graph { ?thing ?p ?o }"
_ANYWHERE = "{ ?thing ?p ?o } UNION { GRAPH ?g { ?thing ?p ?o } }"


def open_authority(where: str, *, settings: Settings, store: Store | None, environ: Mapping[str, str]) -> Authority:
    """The graph of ``graph:IRI``, or the endpoint of ``sparql+ADDRESS``."""
    for iri in (*settings.labels, *(iri for iris in settings.types.values() for iri in iris)):
        if not absolute(iri):
            raise UsageError(f"{where}: the property or type {iri!r} is no IRI (https://...)")
    _, _, place = where.partition(":" if where.lower().startswith("graph:") else "+")
    if where.lower().startswith("graph:"):
        if store is None:
            raise UsageError(f"{where}: a graph is looked up in a store, and none was opened")
        return GraphAuthority(store, _iri(place, where), settings)
    checked(place, "the address after sparql+")
    return EndpointAuthority(_Endpoint(place, environ), settings)


def _iri(text: str, where: str) -> str:
    if not absolute(text):
        raise UsageError(f"{where}: is not like graph:https://example.org/graph")
    return text


class _Asked(Protocol):
    place: str

    def rows(self, query: str) -> Iterator[Row]:
        """The rows of a SELECT."""
        ...


class _Described:
    """What both have in common: things that were found, described."""

    def __init__(self, source: _Asked, settings: Settings, pattern: str, terms: Mapping[str, str]) -> None:
        self._source, self._settings = source, settings
        self._labels = settings.labels or tuple(LABELS)
        self._kinds = {**KINDS, **{iri: kind for kind, iris in settings.types.items() for iri in iris}}
        self._query = bind(_TOLD % pattern, terms) if terms else _TOLD % pattern
        self._properties = _nodes((*self._labels, *DESCRIPTIONS, TYPE))

    def known(self, things: Sequence[str], languages: Sequence[str]) -> dict[str, Candidate]:
        """The things, by their IRIs; those without a name are left out."""
        told: dict[str, list[tuple[str, str, str]]] = {}
        for start in range(0, len(things), _THINGS):
            for thing, p, o in self._told(things[start : start + _THINGS], languages):
                value, language = str(getattr(o, "value", "")), str(getattr(o, "language", "") or "")
                told.setdefault(str(getattr(thing, "value", "")), []).append((_value(p), value, language))
        made = {
            thing: described(
                thing,
                rows,
                labels=self._labels,
                kinds=self._kinds,
                languages=self._settings.languages,
                source=self._source.place,
            )
            for thing, rows in told.items()
        }
        return {thing: candidate for thing, candidate in made.items() if candidate is not None}

    def _told(self, things: Sequence[str], languages: Sequence[str]) -> list[Row]:
        terms: dict[str, str | list[str]] = {
            "_things": _nodes(things),
            "_properties": self._properties,
            "_most": str(_ROWS),
        }
        if languages:
            terms["__languages"] = [str(ox.Literal(one.lower())) for one in languages]
        rows = list(self._source.rows(bind(self._query, terms, () if languages else ("__languages",))))
        if len(rows) < _ROWS or len(things) == 1:
            return rows
        half = len(things) // 2
        return [*self._told(things[:half], languages), *self._told(things[half:], languages)]


class GraphAuthority:
    """The things of a graph of the store that have names; see ``kg.authority``."""

    def __init__(self, store: Store, graph: str, settings: Settings) -> None:
        self.name = f"graph:{graph}"
        source = _Graph(store, self.name)
        node = str(ox.NamedNode(graph))
        self._described = _Described(source, settings, _IN_GRAPH, {"_graph": node})
        self._iris, self._ends = bytearray(), array("Q", [0])
        labels = _nodes(settings.labels or tuple(LABELS))
        self._index = Index(self._entries(source.rows(bind(_ALL, {"_graph": node, "_labels": labels}))))
        if len(self._ends) == 1:
            raise UsageError(
                f"{self.name}: nothing in this graph has a name (skos:prefLabel, rdfs:label, schema:name, foaf:name); "
                f"'kg import FILE --graph {graph}' fills it"
            )
        self.version = f"{len(self._ends) - 1} things"

    def _entries(self, rows: Iterable[Row]) -> Iterator[Entry]:
        numbers: dict[bytes, int] = {}
        for count, (thing, name) in enumerate(rows):
            if count >= LABELS_AT_MOST:
                raise AuthorityError(
                    f"{self.name}: has more than {LABELS_AT_MOST:,} names; serve it and name it as sparql+http://..."
                )
            iri = _value(thing)
            if not absolute(iri):
                continue
            number = numbers.setdefault(blake2b(iri.encode(), digest_size=8).digest(), len(numbers))
            if number == len(self._ends) - 1:
                self._iris += iri.encode("utf-8")
                self._ends.append(len(self._iris))
            yield Entry(number, _value(name))

    def _iri(self, number: int) -> str:
        return self._iris[self._ends[number] : self._ends[number + 1]].decode("utf-8")

    def candidates(self, mentions: Iterable[Mention]) -> Iterator[tuple[Candidate, ...]]:
        """For each mention the things of a fitting kind that have a name like one of its names, the likeliest first."""
        for some in _some(mentions):
            found = [
                [
                    self._iri(number)
                    for number in self._index.find(
                        (mention.name, *mention.names), person=mention.kind is Kind.PERSON, most=MOST
                    )
                ]
                for mention in some
            ]
            known = self._described.known(sorted({iri for iris in found for iri in iris}), ())
            for mention, iris in zip(some, found, strict=True):
                yield tuple(known[iri] for iri in iris if iri in known and _fits(mention, known[iri]))


class EndpointAuthority:
    """The things that a SPARQL endpoint has under just the names of a mention; see ``kg.authority``."""

    def __init__(self, source: _Endpoint, settings: Settings) -> None:
        self.name, self.version = f"sparql+{source.place}", "SPARQL 1.1"
        self._source, self._settings = source, settings
        self._described = _Described(source, settings, _ANYWHERE, {})
        self._labels = _nodes(settings.labels or tuple(LABELS))
        self._languages = tuple(dict.fromkeys(("", "en", *(one.lower() for one in settings.languages))))
        if not list(source.rows("SELECT ?s WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } LIMIT 1")):
            raise AuthorityError(f"{self.name}: the endpoint holds nothing")

    def candidates(self, mentions: Iterable[Mention]) -> Iterator[tuple[Candidate, ...]]:
        """For each mention the things of a fitting kind that have one of its names, in the order of their IRIs."""
        for some in _some(mentions):
            found: dict[tuple[Kind, str], list[str]] = {}
            for kind in dict.fromkeys(mention.kind for mention in some):
                names = {name for mention in some if mention.kind is kind for name in _names(mention)}
                for name, thing in self._things(sorted(names), kind):
                    found.setdefault((kind, name), []).append(thing)
            wanted = [
                list(dict.fromkeys(iri for name in _names(one) for iri in found.get((one.kind, name), ())[:MOST]))[
                    :MOST
                ]
                for one in some
            ]
            known = self._described.known(sorted({iri for iris in wanted for iri in iris}), self._languages)
            for mention, iris in zip(some, wanted, strict=True):
                yield tuple(known[iri] for iri in iris if iri in known and _fits(mention, known[iri]))

    def _things(self, names: Sequence[str], kind: Kind) -> Iterator[tuple[str, str]]:
        """The names with the things that have them; for names of too many things, those that come first."""
        if not names:
            return
        types = self._settings.types.get(kind, ())
        literals = [
            str(ox.Literal(name, language=language) if language else ox.Literal(name))
            for name in names
            for language in self._languages
        ]
        terms: dict[str, str | list[str]] = {"_names": literals, "_labels": self._labels, "_most": str(_ROWS)}
        if types:
            terms["__types"] = _nodes(types)
        query = bind(_WITH, terms, () if types else ("__types",)).replace("?is", str(ox.NamedNode(TYPE)))
        rows = list(self._source.rows(query))
        if len(rows) >= _ROWS and len(names) > 1:
            half = len(names) // 2
            yield from self._things(names[:half], kind)
            yield from self._things(names[half:], kind)
            return
        for thing, name in rows:
            if absolute(iri := _value(thing)):
                yield _value(name), iri


class _Graph:
    """A graph of the store, asked."""

    def __init__(self, store: Store, place: str) -> None:
        self._store, self.place = store, place

    def rows(self, query: str) -> Iterator[Row]:
        """The rows of a SELECT."""
        for row in cast("Solutions", self._store.query(query)):
            yield tuple(row)


class _Endpoint:
    """A SPARQL endpoint, asked by POST of a form (SPARQL 1.1 Protocol, section 2.1.2)."""

    def __init__(self, url: str, environ: Mapping[str, str]) -> None:
        from kg.http import Client, Limits, limits, stranger

        silence = limits(environ).silence if environ.get("KG_HTTP_TIMEOUT") else 60.0
        bounds = Limits(silence=silence, answer=_ANSWER, row=1 << 22)
        self._url, self.place = url, shown(url)
        self._client = Client(url, stranger(environ), bounds, named="the address after sparql+", patience=60.0)

    def rows(self, query: str) -> Iterator[Row]:
        """The rows of a SELECT; AuthorityError if there is no answer or it is none."""
        from kg.incoming import Reading, Rows

        forms = {
            "application/sparql-results+json": ox.QueryResultsFormat.JSON,
            "application/sparql-results+xml": ox.QueryResultsFormat.XML,
        }
        headers = {"Accept": ", ".join(forms), "Content-Type": "application/x-www-form-urlencoded"}
        try:
            answer = self._client.send("POST", self._url, urlencode({"query": query}).encode(), headers, again=True)
            if answer.status != 200:
                raise StoreError(f"{self.place}: the endpoint fails (status {answer.status}): {answer.words()}")
            if answer.media_type not in forms:
                what = answer.media_type or "of no type"
                answer.words()  # lets go of the connection
                raise StoreError(f"{self.place}: the answer is {tidy(what, 80)}; is this a SPARQL endpoint?")
            for row in Rows(Reading(answer, self._client.limits.row), forms[answer.media_type]):
                yield tuple(row)
        except (StoreError, TimeLimit) as error:
            raise AuthorityError(str(error)) from error


def _some(mentions: Iterable[Mention]) -> Iterator[list[Mention]]:
    waiting = iter(mentions)
    while some := list(islice(waiting, _MENTIONS)):
        yield some


def _names(mention: Mention) -> list[str]:
    """The names of a mention as they are, and without a leading article."""
    given = [tidy(name, 500) for name in (mention.name, *mention.names)[:_NAMES]]
    bare = [name[4:] for name in given if name[:4].lower() == "the "]
    return [name for name in dict.fromkeys((*given, *bare)) if name]


def _fits(mention: Mention, candidate: Candidate) -> bool:
    return candidate.kind is None or candidate.kind in FITTING[mention.kind]


def _nodes(iris: Iterable[str]) -> list[str]:
    return [str(ox.NamedNode(iri)) for iri in iris]


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
