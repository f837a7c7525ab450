"""Show one thing with the quotes behind it: an actor, a demand, a meeting, any situation, a claim or a report.

kg show Japan                                          an actor, by any of its names
kg show "2+2 talks"                                    a meeting, by its name
kg show 'https://w3id.org/dmd/report/06318f8af4ab81aa#demand-12-80'
kg show 'report:06318f8af4ab81aa#demand-12-80'         the same, shortened
kg show wd:Q17                                         the actor that is linked to it ('kg link')
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kg import api
from kg.console import width
from kg.errors import UsageError
from kg.options import Store as StoreOption
from kg.prefixes import expanded, prefixes
from kg.queries import literal
from kg.results import short_iri

if TYPE_CHECKING:
    from kg.api import Graphs

_INVOLVED = "dmd:doneBy|dmd:addressedTo|dmd:hasParticipant|dmd:instigatedBy|org:member|dmd:toldTo"
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def run(
    thing: Annotated[str, typer.Argument(metavar="THING", help="a name, or an IRI")],
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="at most so many situations")] = 50,
    store: StoreOption = "",
) -> int:
    """Print the thing."""
    graphs = api.open(store)
    for number, iri in enumerate(_meant(graphs, thing)):
        if number:
            sys.stdout.write("\n")
        for line in _shown(graphs, iri, limit):
            sys.stdout.write(line + "\n")
    return 0


def _meant(graphs: Graphs, thing: str) -> list[str]:
    """The IRIs of what is meant; UsageError if the store knows nothing of that name."""
    iri = expanded(thing, prefixes(graphs.base))
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+", iri):
        if any(True for _ in graphs.texts(f"SELECT ?p WHERE {{ GRAPH ?g {{ <{iri}> ?p ?o }} }} LIMIT 1")):
            return [iri]
        if meant := graphs.meant(thing):
            return meant
        raise UsageError(f"the store knows nothing of <{iri}>")
    found = graphs.texts(
        f"""SELECT DISTINCT ?thing WHERE {{ GRAPH ?g {{ ?thing rdfs:label|skos:altLabel ?name }}
        GRAPH ?h {{ ?thing a ?class }} FILTER(?class != org:Post && ?class != schema:Place)
        FILTER(!STRSTARTS(STR(?class), STR(dmd:))
          || ?class IN (dmd:State, dmd:Government, dmd:UnidentifiedAgent, dmd:Meeting))
        FILTER(LCASE(STR(?name)) = LCASE({literal(thing, "thing")})) }} ORDER BY ?thing""",
    )
    things = [row[0] for row in found]
    if not things:
        raise UsageError(f"nothing in the store is called {thing!r}; 'kg query who-demanded-what' shows names that are")
    return things


def _shown(graphs: Graphs, iri: str, limit: int) -> Iterator[str]:
    known = prefixes(graphs.base)
    classes = [name for (name,) in graphs.texts(f"SELECT DISTINCT ?c {{ GRAPH ?g {{ <{iri}> a ?c }} }} ORDER BY ?c")]
    kinds = ", ".join(_plain(name) for name in classes)
    labels = _labels(graphs, iri)
    yield f"{labels[0] if labels else short_iri(iri, known)}  ({kinds})"
    yield f"  {iri}"
    if labels[1:]:
        yield f"  also: {', '.join(labels[1:])}"
    for label, kin in _kin(graphs, iri):
        yield f"  one with: {label}, {kin}"
    if f"{known['dmd']}Claim" in classes:
        about = [row[0] for row in graphs.texts(f"SELECT ?s {{ GRAPH ?g {{ <{iri}> dmd:states ?s }} }}")]
    elif f"{known['dmd']}Report" in classes:
        about = _situations(graphs, f"GRAPH <{iri}> {{ ?c dmd:states ?s }}", limit)
    else:
        about = _situations(graphs, f"GRAPH ?g {{ ?c dmd:states ?s FILTER(?s = <{iri}>) }}", limit)
        ways = f"{_INVOLVED}|(dmd:changesStatusOf/dmd:hasParticipant)|dmd:changesStatusOf|(^dmd:states/dmd:claimedBy)"
        about += _situations(graphs, f"GRAPH ?g {{ ?s {ways} <{iri}> }}", limit)
    for situation in dict.fromkeys(about):
        yield ""
        yield from _situation(graphs, situation)


def _kin(graphs: Graphs, iri: str) -> Iterator[tuple[str, ...]]:
    """The things that were merged with this one, each with a name, in whichever direction."""
    return graphs.texts(
        f"""SELECT ?label ?kin {{ {{ SELECT ?kin (SAMPLE(?name) AS ?label) WHERE {{
        GRAPH graph:links-accepted {{ <{iri}> (dct:isReplacedBy|^dct:isReplacedBy)+ ?kin FILTER(?kin != <{iri}>) }}
        GRAPH ?g {{ ?kin rdfs:label ?name }} }} GROUP BY ?kin }} }} ORDER BY ?kin""",
    )


def _situations(graphs: Graphs, pattern: str, limit: int) -> list[str]:
    return [row[0] for row in graphs.texts(f"SELECT DISTINCT ?s {{ {pattern} }} ORDER BY ?s LIMIT {limit:d}")]


def _labels(graphs: Graphs, iri: str) -> list[str]:
    found = graphs.texts(
        f"""SELECT DISTINCT ?label WHERE {{
        {{ GRAPH ?g {{ <{iri}> rdfs:label|dct:title ?label }} BIND(0 AS ?rank) }} UNION
        {{ GRAPH ?g {{ <{iri}> skos:altLabel ?label }} BIND(1 AS ?rank) }} }} ORDER BY ?rank ?label""",
    )
    return [row[0] for row in found]


def _situation(graphs: Graphs, iri: str) -> Iterator[str]:
    """A situation with its properties, and the claims on it with their words."""
    told: dict[str, list[str]] = {}
    kind = ""
    for prop, value, label in graphs.texts(
        f"""SELECT ?p ?o ?label WHERE {{ GRAPH ?g {{ <{iri}> ?p ?o }}
        OPTIONAL {{ GRAPH ?h {{ ?o rdfs:label|skos:prefLabel|dmd:wordedAs|dmd:asksFor ?label }} }} }}
        ORDER BY ?p ?o ?label""",
    ):
        if prop.endswith("#type"):
            kind = _plain(value)
        elif (shown := label or value) not in told.setdefault(_plain(prop), []):
            told[_plain(prop)].append(shown)
    yield f"{kind.upper()}  {iri}"
    for name, values in told.items():
        yield from _folded(f"{name}: {', '.join(values)}", "  ")
    for source, certainty, quote, start, end, file in graphs.texts(
        f"""SELECT DISTINCT ?source ?certainty ?quote ?start ?end ?file WHERE {{
        GRAPH ?g {{ ?claim dmd:states <{iri}> ; dmd:claimedBy ?who ; dmd:hasPerspective ?view .
          ?claim dmd:hasEvidence ?passage .
          ?passage dmd:hasWords ?quote ; dmd:startsAt ?start ; dmd:endsAt ?end . ?g dmd:hasFileName ?file }}
        GRAPH ?names {{ ?who rdfs:label ?source }}
        GRAPH ?codes {{ ?view dmd:hasFactuality/skos:prefLabel ?certainty }} }} ORDER BY ?start ?end ?source""",
    ):
        yield from _folded(f"“{quote}”", "    ")
        yield f"      {source} ({certainty}); {file} {start}–{end}"


def _plain(iri: str) -> str:
    """The last part of an IRI as words: ``hasNewStatus`` is "new status", ``doneBy`` "by"."""
    words = _WORDS.sub(" ", re.split(r"[#/]", iri)[-1]).lower()
    return words.removeprefix("has ").removeprefix("done ")


def _folded(text: str, lead: str) -> list[str]:
    clean = "".join(c if c.isprintable() else " " for c in text)
    return textwrap.wrap(clean, max(40, width() - 2), initial_indent=lead, subsequent_indent=lead + "  ") or [lead]
