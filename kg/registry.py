"""What reports share, in the registry graph: actors with an identity of their own, posts, places, series of meetings,
ways of reading.

An entry depends on the thing alone, never on the report, so that reports loaded in any order make one registry. What
one report says of an actor (whom it acts for, its forms) stands in that report's graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from pyoxigraph import Quad

from kg import vocabulary as v
from kg.iris import DEFAULT_BASE, REGISTRY, actor_iri, graph_iri, place_iri, post_iri, reading_iri, series_iri
from kg.model import (
    Actor,
    ActorKind,
    Claim,
    Demand,
    Extraction,
    Meeting,
    Response,
    Situation,
    Statement,
    StatusChange,
    Tenure,
)
from kg.terms import Graph, number, plain, worded

AlternativeNames = Callable[[Actor], tuple[str, ...]]

NAMES_IN: Final = "en"  # labels are the names by which an English reader calls the actors


def state_of(actor: Actor) -> Actor | None:
    """The state to which a government or a body belongs by its very identity, if it does."""
    if actor.kind in (ActorKind.GOVERNMENT, ActorKind.ORGANIZATION) and actor.country:
        return Actor(ActorKind.STATE, actor.country)
    return None


def above(actor: Actor) -> Actor | None:
    """What the actor acts for as far as the report knows: its body, else its state."""
    if actor.part_of is not None:
        return actor.part_of
    if actor.country and actor.kind is not ActorKind.STATE:
        return Actor(ActorKind.STATE, actor.country)
    return None


def identity(actor: Actor) -> Actor:
    """The actor without what only one report says of it: what its IRI and its registry entry are made of."""
    kind, name, country = actor.key
    return Actor(ActorKind(kind), name, country)


def surname(name: str) -> str:
    """The last word of a person's name, with the small words before it.

    >>> surname("Ursula von der Leyen"), surname("Plato")
    ('von der Leyen', '')
    """
    words = name.split()
    at = len(words) - 1
    while at > 1 and words[at - 1].islower():
        at -= 1
    return " ".join(words[at:]) if at > 0 else ""


def actors_in(extraction: Extraction, outlet: Actor | None = None) -> tuple[Actor, ...]:
    """Every actor that the report's graph names, each once, in the order of the text; bodies and members included."""
    found: dict[Actor, None] = {}

    def add(actor: Actor) -> None:
        if actor not in found:
            found[actor] = None
            for other in (*actor.members, above(actor), state_of(actor)):
                if other is not None:
                    add(other)

    if outlet is not None:
        add(outlet)
    for situation in extraction.situations:
        for actor in _actors_of(situation):
            add(actor)
    for claim in extraction.claims:
        for other in (claim.claimant, *claim.told_to, claim.facet_actor):
            if other is not None:
                add(other)
    return tuple(found)


def _actors_of(situation: Situation) -> Iterator[Actor]:
    match situation:
        case Demand():
            yield from (*situation.by, *situation.addressee)
        case Response() | StatusChange():
            yield from situation.by
        case Meeting():
            yield from situation.participants
        case Tenure():
            yield situation.person
            if situation.body is not None:
                yield situation.body
        case Statement():
            yield from (*situation.speaker, *situation.told_to)


def registry_quads(
    extraction: Extraction,
    *,
    base: str = DEFAULT_BASE,
    outlet: Actor | None = None,
    alternative_names: AlternativeNames | None = None,
) -> tuple[Quad, ...]:
    """The registry's quads for the shared actors, posts, places, series and readings of one report, sorted.

    Each entry depends on the thing alone, never on the report, so that reports loaded in any order make one registry.
    """
    graph = Graph(graph_iri(base, REGISTRY))
    for actor in actors_in(extraction, outlet):
        if not actor.local:
            _register(graph, base, identity(actor), alternative_names)
    for situation in extraction.situations:
        if isinstance(situation, Tenure) and (situation.body is None or not situation.body.local):
            _register_post(graph, base, situation)
        elif isinstance(situation, Meeting):
            if situation.place:
                _register_named(graph, place_iri(base, situation.place), v.PLACE, situation.place)
            if situation.series:
                _register_named(graph, series_iri(base, situation.series), v.MEETING_SERIES, situation.series)
    for claim in extraction.claims:
        _register_reading(graph, base, claim)
    return tuple(sorted(graph.quads(), key=str))


def _register(graph: Graph, base: str, actor: Actor, alternative_names: AlternativeNames | None) -> None:
    node = actor_iri(base, actor)
    graph.tell(node, v.RDF_TYPE, v.ACTOR_CLASSES[actor.kind])
    graph.tell(node, v.LABEL, worded(actor.name, NAMES_IN))
    others = set(alternative_names(actor)) if alternative_names else set()
    if actor.kind is ActorKind.PERSON:
        others.add(surname(actor.name))
    graph.tell_all(node, v.ALT_LABEL, (worded(name, NAMES_IN) for name in sorted(others - {"", actor.name})))
    state = state_of(actor)
    if state is not None:
        graph.tell(node, v.ACTS_FOR, actor_iri(base, state))


def _register_named(graph: Graph, node: str, kind: str, name: str) -> None:
    graph.tell(node, v.RDF_TYPE, kind)
    graph.tell(node, v.LABEL, worded(name, NAMES_IN))


def _register_post(graph: Graph, base: str, tenure: Tenure) -> None:
    post = post_iri(base, tenure.title, tenure.body)
    graph.tell(post, v.RDF_TYPE, v.POST)
    graph.tell(post, v.LABEL, worded(tenure.title, NAMES_IN))
    if tenure.body is not None:
        graph.tell(post, v.POST_IN, actor_iri(base, tenure.body))


def _confidence(claim: Claim) -> Decimal:
    return claim.confidence.quantize(Decimal("0.01"))


def _slot_ways(claim: Claim) -> str:
    return " ".join(f"{slot}={how}" for slot, how in claim.how)


def reading_of(base: str, claim: Claim) -> str:
    """The IRI of the way in which the claim was read."""
    return reading_iri(base, claim.rule, _slot_ways(claim), number(_confidence(claim)).value)


def _register_reading(graph: Graph, base: str, claim: Claim) -> None:
    reading = reading_of(base, claim)
    graph.tell(reading, v.RDF_TYPE, v.READING)
    graph.tell(reading, v.HAS_RULE, plain(claim.rule))
    graph.tell(reading, v.HAS_CONFIDENCE, number(_confidence(claim)))
    if claim.how:
        graph.tell(reading, v.HAS_SLOT_WAYS, plain(_slot_ways(claim)))
