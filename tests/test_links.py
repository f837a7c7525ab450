"""Links as quads and back, what is stated because of them, and what becomes of them when reports go and come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_links import BASE, JAPAN, QS, link, member
from support_ontology import load
from support_stores import actor, report

from kg import vocabulary as v
from kg.iris import ACCEPTED, LINKS, graph_iri, link_iri
from kg.linking.kept import all_links, link_named, links_of, replace, say_same, says_same
from kg.linking.links import DECISIONS, Decision, Link, accepted_quads, link_quads, links_in, of_ours
from kg.stores import open_store
from kg.storing import Store

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IRI = st.integers(0, 9).map(lambda n: f"{BASE}actor/a{n}")


@st.composite
def links(draw: st.DrawFn) -> Link:
    return Link(
        subject=draw(IRI),
        predicate=draw(st.sampled_from([v.EXACT_MATCH, v.CLOSE_MATCH, v.BROAD_MATCH])),
        target=draw(st.sampled_from([f"{QS}{n}" for n in range(9)])),
        decision=draw(st.sampled_from(Decision)),
        confidence=draw(st.none() | st.decimals(0, 1, places=3)),
        subject_label=draw(TEXT),
        target_label=draw(TEXT),
        description=draw(TEXT),
        source=draw(st.sampled_from(["", "territories", "https://example.org/a"])),
        source_version=draw(TEXT),
        author=draw(st.sampled_from(["", "Ann Moor", "https://orcid.org/0000-0002-1825-0097"])),
        day=draw(st.none() | st.dates()),
    )


@given(links())
def test_a_link_comes_back_from_its_quads(one: Link) -> None:
    (found,) = links_in(link_quads(one, BASE), BASE)
    assert found == one


@given(links())
def test_only_what_is_accepted_is_stated(one: Link) -> None:
    stated = accepted_quads(one, BASE, same=True)
    assert bool(stated) == (one.decision is Decision.ACCEPTED)
    assert {q.graph_name for q in stated} <= {ox.NamedNode(graph_iri(BASE, ACCEPTED))}
    assert not any(q.predicate.value == v.SAME_AS for q in stated) or one.predicate == v.EXACT_MATCH
    assert not any(q.predicate.value == v.SAME_AS for q in accepted_quads(one, BASE))


@given(links(), links())
def test_the_iri_is_made_of_what_is_linked_alone(one: Link, other: Link) -> None:
    assert (one.key == other.key) == (link_iri(BASE, *one.key) == link_iri(BASE, *other.key))


def test_decisions_are_the_codes_of_the_ontology() -> None:
    codes = load("codes")
    words = {str(s): str(o) for s, o in codes.subject_objects(ox_uri(v.PREF_LABEL))}
    assert {words[iri]: iri for iri in DECISIONS.values()} == {d.value: iri for d, iri in DECISIONS.items()}


def ox_uri(iri: str) -> object:
    import rdflib

    return rdflib.URIRef(iri)


@pytest.mark.parametrize("gone", [v.SUBJECT, v.PREDICATE, v.OBJECT, v.HAS_DECISION])
def test_what_is_no_whole_link_is_left_out(gone: str) -> None:
    quads = [q for q in link_quads(link(), BASE) if q.predicate.value != gone]
    assert list(links_in(quads, BASE)) == []


def test_of_two_of_ours_one_is_replaced_by_the_other() -> None:
    other = f"{BASE}actor/nippon-2"
    assert of_ours(other, BASE)
    assert not of_ours(f"{QS}17", BASE)
    stated = {q.predicate.value for q in accepted_quads(link(target=other, decision=Decision.ACCEPTED), BASE)}
    assert stated == {v.EXACT_MATCH, v.IS_REPLACED_BY}
    close = link(target=other, decision=Decision.ACCEPTED, predicate=v.CLOSE_MATCH)
    assert {q.predicate.value for q in accepted_quads(close, BASE)} == {v.CLOSE_MATCH}


# ------------------------------------------------------------------------------------------------ in a store
@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "s"), write=True)


def stated(store: Store) -> set[tuple[str, str]]:
    return {(q.predicate.value, q.object.value) for q in store.quads(graph_iri(BASE, ACCEPTED))}  # type: ignore[union-attr]


def test_a_store_keeps_links_and_states_what_is_accepted(store: Store) -> None:
    proposed, accepted = link(), link(decision=Decision.ACCEPTED)
    assert replace(store, [], [proposed])
    assert stated(store) == set()
    assert replace(store, [proposed], [accepted])
    assert links_of(store, [JAPAN, f"{BASE}actor/nobody"]) == [accepted]
    assert stated(store) == {(v.EXACT_MATCH, f"{QS}17")}
    assert not replace(store, [accepted], [accepted])
    assert replace(store, [accepted], [link(decision=Decision.REJECTED, author="Ann", day=date(2026, 1, 2))])
    assert stated(store) == set()
    replace(store, links_of(store, [JAPAN]), [])
    assert list(store.quads(graph_iri(BASE, LINKS))) == []


def test_same_as_is_said_on_request_only_and_until_it_is_taken_back(store: Store) -> None:
    one, close = (
        link(decision=Decision.ACCEPTED),
        link(target=f"{QS}2", predicate=v.CLOSE_MATCH, decision=Decision.ACCEPTED),
    )
    replace(store, [], [one, close])
    assert not says_same(store)
    say_same(store, True)
    assert stated(store) == {(v.EXACT_MATCH, f"{QS}17"), (v.SAME_AS, f"{QS}17"), (v.CLOSE_MATCH, f"{QS}2")}
    more = link(target="https://sws.geonames.org/1861060/", decision=Decision.ACCEPTED)
    replace(store, [], [more])
    assert (v.SAME_AS, more.target) in stated(store)
    replace(store, [one], [])
    assert (v.SAME_AS, one.target) not in stated(store)
    say_same(store, False)
    assert {p for p, _ in stated(store)} == {v.EXACT_MATCH, v.CLOSE_MATCH}


def test_links_are_found_by_their_own_iri_by_either_end_and_all_of_them(store: Store) -> None:
    many = [link(subject=f"{BASE}actor/a{n}", target=f"{BASE}actor/a{n + 1}") for n in range(7)]
    replace(store, [], many)
    assert link_named(store, link_iri(BASE, *many[3].key)) == many[3]
    assert link_named(store, f"{BASE}link/none") is None
    assert set(links_of(store, [f"{BASE}actor/a3"], also_as_target=True)) == {many[2], many[3]}
    assert sorted(all_links(store), key=lambda one: one.key) == many


def test_a_decision_stays_when_its_actor_goes_and_holds_when_it_comes_back(store: Store) -> None:
    store.replace_report(*report("a", ("japan",)))
    decided = link(subject=actor("japan").value, decision=Decision.ACCEPTED, author="Ann Moor", day=date(2026, 1, 2))
    replace(store, [], [decided])
    held = set(store.quads())
    store.retract(f"{BASE}report/a")
    assert list(store.quads(f"{BASE}graph/registry")) == [], "a link keeps nothing in the registry"
    assert links_of(store, [decided.subject]) == [decided]
    store.replace_report(*report("a", ("japan",)))
    assert set(store.quads()) == held
    store.replace_report(*report("a", ("japan",), "again"))
    assert links_of(store, [decided.subject]) == [decided]


def test_the_number_of_links_is_told(store: Store, capfd: pytest.CaptureFixture[str]) -> None:
    from kg import cli

    store.replace_report(*report("a", ("japan", "peru")))
    made = [actor("japan"), actor("peru"), actor("gone")]
    replace(store, [], [link(subject=a.value, decision=Decision.ACCEPTED) for a in made])
    where = store.location
    del store
    assert cli.run(["info", "--store", where]) == 0
    told = capfd.readouterr().out
    assert "http://www.wikidata.org/entity/ (3)" in told
    assert member(told, "linked actors") == "2", "one is in no report"


def test_confidence_is_kept_to_three_places() -> None:
    quads = link_quads(link(confidence=Decimal("0.98765")), BASE)
    (found,) = links_in(quads, BASE)
    assert found.confidence == Decimal("0.988")
