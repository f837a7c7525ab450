"""Saved queries take an actor by any of its names, by CURIE or IRI, and find those that are one with it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
from support_cli import Run
from support_links import BASE, QS, link
from test_queries import CASES, OWN, arguments
from test_queries import store as graphs_of

from kg import vocabulary as v
from kg.linking.kept import replace
from kg.linking.links import Decision
from kg.linking.meaning import NAMES, iri_of, meant, values_meant
from kg.queries import bound
from kg.resources import saved_query
from kg.stores.oxigraph import Mark, OxigraphStore

PARAMETERS = [
    (name, parameter.name)
    for name in OWN
    for parameter in saved_query(name).parameters
    if parameter.name in NAMES and parameter.kind == "string"
]
NORLAND, SUDLAND, TWIN = f"{BASE}actor/norland", f"{BASE}actor/sudland", f"{BASE}actor/norland-2"
WORDS = ("Norland", "Sudland", "Herald", "Gazette", "an aide", "Ana Moor")


def store(name: str, graph: str = "graph") -> OxigraphStore:
    return OxigraphStore("memory", graphs_of(name, graph), Mark(BASE))


def answer(made: OxigraphStore, name: str, given: dict[str, str]) -> list[str]:
    query = saved_query(name)
    values = values_meant(made, query.parameters, {**arguments(name), **given})
    found = made.query(bound(query, values))
    return sorted(str(row) for row in found)  # type: ignore[union-attr]


def who(made: OxigraphStore, name: str, parameter: str) -> tuple[str, str]:
    """A name with rows, and the IRI of its bearer."""
    for word in WORDS:
        if answer(made, name, {parameter: word}):
            (iri,) = meant(made, word)
            return word, iri
    raise AssertionError("the case has nobody to ask for")


def test_every_query_that_asks_for_an_actor_is_tested() -> None:
    assert len({name for name, _ in PARAMETERS}) >= 13


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_an_actor_is_found_by_iri_and_by_curie_as_by_name(name: str, parameter: str) -> None:
    made = store(name)
    word, iri = who(made, name, parameter)
    by_name = answer(made, name, {parameter: word})
    assert answer(made, name, {parameter: iri}) == by_name
    if iri.startswith(f"{BASE}actor/"):
        assert answer(made, name, {parameter: iri.replace(f"{BASE}actor/", "actor:")}) == by_name
    assert answer(made, name, {parameter: "wd:Q17"}) == []
    assert answer(made, name, {parameter: f"{BASE}actor/nobody"}) == []


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_an_actor_is_found_by_what_it_is_linked_to_once_that_is_accepted(name: str, parameter: str) -> None:
    made = store(name)
    word, iri = who(made, name, parameter)
    by_name = answer(made, name, {parameter: word})
    one = link(subject=iri)
    replace(made, [], [one])
    assert answer(made, name, {parameter: "wd:Q17"}) == [], "a proposal is none"
    replace(made, [one], [link(subject=iri, decision=Decision.ACCEPTED)])
    given = ("wd:Q17", f"{QS}17", "https://www.wikidata.org/wiki/Q17", "http://www.wikidata.org/entity/Q17")
    for text in given:
        # 'links' itself has one row more now
        assert len(answer(made, name, {parameter: text})) == len(answer(made, name, {parameter: word})) >= len(by_name)
    replace(made, [link(subject=iri, decision=Decision.ACCEPTED)], [link(subject=iri, decision=Decision.REJECTED)])
    assert answer(made, name, {parameter: "wd:Q17"}) == []


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_of_two_that_are_one_either_finds_both(name: str, parameter: str) -> None:
    made = store(name)
    word, iri = who(made, name, parameter)
    by_name = answer(made, name, {parameter: word})
    label = ox.Literal("Zu Zweit", language="en")
    made._store.add(ox.Quad(ox.NamedNode(TWIN), ox.NamedNode(v.LABEL), label, ox.NamedNode(f"{BASE}graph/registry")))
    assert answer(made, name, {parameter: "Zu Zweit"}) == []
    merged = link(subject=TWIN, target=iri, decision=Decision.ACCEPTED)
    replace(made, [], [merged])
    for text in ("zu zweit", TWIN, "actor:norland-2", word, iri):
        found = answer(made, name, {parameter: text})
        assert len(found) >= len(by_name)
        assert name == "links" or found == by_name
    replace(made, [merged], [])
    assert answer(made, name, {parameter: "Zu Zweit"}) == [], "and apart again"


def test_a_name_that_is_no_curie_stays_a_name() -> None:
    assert iri_of("Vienna: talks", BASE) == ""
    assert iri_of("nobody:knows", BASE) == ""
    assert iri_of("https://e.org/a b", BASE) == ""
    assert iri_of('https://e.org/">x', BASE) == ""
    assert iri_of(" wd:Q17 ", BASE) == f"{QS}17"


def test_merged_by_way_of_others(tmp_path: Path) -> None:
    made = store("links")
    chain = [f"{BASE}actor/n{i}" for i in range(4)]
    pairs = pairwise(chain)
    replace(made, [], [link(subject=a, target=b, decision=Decision.ACCEPTED) for a, b in pairs])
    for one in chain:
        values = values_meant(made, saved_query("links").parameters, {"actor": one})
        assert sorted(values["actor"]) == chain


def test_a_parameter_that_takes_one_value_gets_one() -> None:
    from kg.queries import parse

    own = parse("mine", "#+ summary: x\nSELECT ?s { ?s ?p ?_actor }")
    made = store("links")
    replace(made, [], [link(subject=NORLAND, decision=Decision.ACCEPTED)])
    assert values_meant(made, own.parameters, {"actor": "wd:Q17"}) == {"actor": [NORLAND]}
    replace(made, [], [link(subject=SUDLAND, decision=Decision.ACCEPTED)])
    assert values_meant(made, own.parameters, {"actor": "wd:Q17"}) == {"actor": "wd:Q17"}
    assert values_meant(made, own.parameters, {"other": "wd:Q17"}) == {"other": "wd:Q17"}


def test_the_command_and_python_take_curies(kg: Run, small_store: str) -> None:
    import kg as package

    by_name = kg("query", "who-demanded-what", "--actor", "Norland")[1]
    assert by_name.count("\n") > 1
    assert kg("query", "who-demanded-what", "--actor", "actor:norland")[1] == by_name
    assert kg("query", "who-demanded-what", "--actor", "Norland", "--actor", "actor:norland")[1] == by_name
    with package.open(small_store) as graphs:
        assert len(list(graphs.query("who-demanded-what", actor="actor:norland"))) == by_name.count("\n") - 1
        assert graphs.meant("kingdom of norland") == [NORLAND]
        assert graphs.meant("wd:Q17") == []
    assert CASES.is_dir()
