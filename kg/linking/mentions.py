"""What a store tells of the things that are to be linked: names, country, offices, days, company, words.

Things are gone through some at a time, with one query for each sort of fact, so that memory does not grow with the
store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from kg import vocabulary as v
from kg.authority import Kind, Mention, Office
from kg.iris import INFERRED, REGISTRY, graph_iri
from kg.linking.kept import BATCH, batches
from kg.linking.links import date_in
from kg.prefixes import prefixes
from kg.storing import Store, rows

KINDS: Final[Mapping[str, Kind]] = {
    v.PERSON: Kind.PERSON,
    v.STATE: Kind.STATE,
    v.GOVERNMENT: Kind.GOVERNMENT,
    v.ORGANIZATION: Kind.ORGANIZATION,
    v.NEWS_MEDIUM: Kind.MEDIUM,
    v.PLACE: Kind.PLACE,
}
COMPANY: Final = 20
"""Names of others beside a thing that are kept, the most frequent first."""

_PART: Final = "dmd:doneBy|dmd:addressedTo|dmd:hasParticipant|dmd:instigatedBy|dmd:toldTo|org:member|dmd:takesPlaceIn"
_NAMES: Final = """SELECT ?node ?p ?name { VALUES ?node { %(nodes)s } VALUES ?p { rdfs:label skos:altLabel }
  GRAPH ?g { ?node ?p ?name } }"""
_COUNTRIES: Final = """SELECT ?node ?state (COUNT(*) AS ?n) { VALUES ?node { %(nodes)s }
  GRAPH ?g { ?node dmd:actsFor ?body }
  { GRAPH <%(registry)s> { ?body a dmd:State ; rdfs:label ?state } } UNION
  { GRAPH <%(registry)s> { ?body dmd:actsFor ?above . ?above a dmd:State ; rdfs:label ?state } }
} GROUP BY ?node ?state"""
_OFFICES: Final = """SELECT DISTINCT ?node ?title ?body ?phase ?date { VALUES ?node { %(nodes)s }
  GRAPH ?g { ?tenure org:member ?node ; dmd:holdsPost ?post ; dmd:hasPhase ?phase }
  GRAPH ?h { ?post rdfs:label ?title }
  OPTIONAL { GRAPH ?i { ?post org:postIn ?in } GRAPH ?j { ?in rdfs:label ?body } }
  OPTIONAL { GRAPH ?g { ?g dct:issued ?date } } }"""
_DAYS: Final = """SELECT ?node (MIN(?date) AS ?first) (MAX(?date) AS ?last) { VALUES ?node { %(nodes)s }
  GRAPH ?g { ?thing ?role ?node . ?g dct:issued ?date } } GROUP BY ?node"""
_BESIDE: Final = f"""SELECT ?node ?label (COUNT(*) AS ?n) {{ VALUES ?node {{ %(nodes)s }}
  GRAPH ?g {{ ?situation {_PART} ?node ; {_PART} ?other }} FILTER(?other != ?node)
  GRAPH <%(registry)s> {{ ?other rdfs:label ?label }} }} GROUP BY ?node ?label"""
_QUOTES: Final = """SELECT DISTINCT ?words ?file ?date { GRAPH ?g {
    { ?situation ?part <%(node)s> . ?claim dmd:states ?situation }
    UNION { ?claim dmd:claimedBy <%(node)s> }
    ?claim dmd:hasEvidence ?passage . ?passage dmd:hasWords ?words . ?g dmd:hasFileName ?file
    OPTIONAL { ?g dct:issued ?date } } } ORDER BY STRLEN(?words) ?words ?file LIMIT %(most)d"""


class Quote(NamedTuple):
    """Exact words of a report that name a thing, its file, and its day in ISO form, if it has one."""

    words: str
    file: str
    day: str


@dataclass
class _Told:
    """What is told of one thing, as it comes."""

    kind: Kind
    label: str = ""
    names: set[str] = field(default_factory=set)
    countries: Counter[str] = field(default_factory=Counter)
    offices: set[Office] = field(default_factory=set)
    first: date | None = None
    last: date | None = None
    beside: Counter[str] = field(default_factory=Counter)

    def mention(self, iri: str) -> Mention:
        return Mention(
            iri,
            self.kind,
            self.label,
            tuple(sorted(self.names - {self.label})),
            _likeliest(self.countries, 1)[0] if self.countries else "",
            tuple(sorted(self.offices, key=_order)),
            self.first,
            self.last,
            _likeliest(self.beside, COMPANY),
        )


def _likeliest(counted: Counter[str], most: int) -> tuple[str, ...]:
    return tuple(name for name, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:most])


def _order(office: Office) -> tuple[str, str, date, date]:
    return office.title, office.body, office.since or date.min, office.until or date.max


def things(store: Store, kinds: Iterable[Kind] = tuple(Kind), *, local: bool = False) -> Iterator[tuple[str, Kind]]:
    """The IRI and the kind of all that the registry names, in the order in which the store has them.

    ``local``: persons of whom one report knows one name only, too.
    """
    wanted = set(kinds)
    for iri, kind in KINDS.items():
        if kind in wanted:
            graph = f"GRAPH <{graph_iri(store.base, REGISTRY)}> {{ ?node a <{iri}> }}"
            if local and kind is Kind.PERSON:
                graph = f"GRAPH ?g {{ ?node a <{iri}> }} FILTER(?g != <{graph_iri(store.base, INFERRED)}>)"
            for (node,) in rows(store, f"SELECT DISTINCT ?node {{ {graph} }}", {}):
                yield node, kind


def names(store: Store, *, local: bool = False) -> Iterator[tuple[str, Kind, tuple[str, ...]]]:
    """All ``things`` with their names."""
    waiting: dict[str, Kind] = {}

    def told() -> Iterator[tuple[str, Kind, tuple[str, ...]]]:
        found: dict[str, set[str]] = {iri: set() for iri in waiting}
        for values in batches(waiting):
            for node, _, text in rows(store, _NAMES % {"nodes": values}, prefixes(store.base)):
                found[node].add(text)
        yield from ((iri, kind, tuple(sorted(found[iri]))) for iri, kind in waiting.items())

    for node, kind in things(store, local=local):
        waiting[node] = kind
        if len(waiting) == BATCH:
            yield from told()
            waiting.clear()
    yield from told()


def mentions(store: Store, kinds: Iterable[Kind] = tuple(Kind), *, local: bool = False) -> Iterator[list[Mention]]:
    """What the store tells of ``things``, some at a time.

    Their IRIs are read first (some 150 bytes each): whoever asks may write meanwhile.
    """
    return mentions_in(store, list(things(store, kinds, local=local)))


def mentions_in(store: Store, listed: Sequence[tuple[str, Kind]]) -> Iterator[list[Mention]]:
    """What the store tells of these things, some at a time."""
    for start in range(0, len(listed), BATCH):
        yield list(_told_of(store, dict(listed[start : start + BATCH])))


def mentions_of(store: Store, iris: Iterable[str]) -> list[Mention]:
    """These things, in their order, without those that no report names."""
    known: dict[str, Kind] = {}
    graph = graph_iri(store.base, INFERRED)
    wanted = list(dict.fromkeys(iris))
    for values in batches(wanted):
        given = f"VALUES ?node {{ {values} }} GRAPH ?g {{ ?node a ?class }} FILTER(?g != <{graph}>)"
        for node, kind in rows(store, f"SELECT ?node ?class {{ {given} }}", {}):
            if kind in KINDS:
                known.setdefault(node, KINDS[kind])
    return list(_told_of(store, {iri: known[iri] for iri in wanted if iri in known}))


def quotes(store: Store, iri: str, most: int = 3) -> list[Quote]:
    """The shortest words in which reports tell of a thing."""
    return [Quote(*row) for row in rows(store, _QUOTES % {"node": iri, "most": most}, prefixes(store.base))]


def _told_of(store: Store, kinds: Mapping[str, Kind]) -> Iterator[Mention]:
    told = {iri: _Told(kind) for iri, kind in kinds.items()}
    registry, known = graph_iri(store.base, REGISTRY), prefixes(store.base)
    for values in batches(told):
        given = {"nodes": values, "registry": registry}
        for node, name, text in rows(store, _NAMES % given, known):
            one = told[node]
            one.names.add(text)
            if name == v.LABEL:
                one.label = min(filter(None, (one.label, text)))
        for node, state, number in rows(store, _COUNTRIES % given, known):
            told[node].countries[state] += int(number)
        for node, title, body, phase, day in rows(store, _OFFICES % given, known):
            told[node].offices.add(_office(title, body, phase, date_in(day)))
        for node, first, last in rows(store, _DAYS % given, known):
            told[node].first, told[node].last = date_in(first), date_in(last)
        for node, label, number in rows(store, _BESIDE % given, known):
            told[node].beside[label] += int(number)
    yield from (one.mention(iri) for iri, one in told.items() if one.label)


def _office(title: str, body: str, phase: str, day: date | None) -> Office:
    """The office as a report of that day tells of it: held on it, before it, or to be held."""
    kind = phase.removeprefix(v.NS)
    if kind == "FormerHolder":
        return Office(title, body, None, day)
    return Office(title, body, day, None if kind == "DesignateHolder" else day)
