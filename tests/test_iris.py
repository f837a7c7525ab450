"""IRIs: stable, apart for different things, and safe for any text."""

from __future__ import annotations

import doctest
import re

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

import kg.iris
from kg.iris import (
    DEFAULT_BASE,
    ReportIris,
    actor_iri,
    check_base,
    content_digest,
    fragment,
    graph_iri,
    named,
    place_iri,
    post_iri,
    reading_iri,
    report_iri,
    slug,
)
from kg.model import Actor, ActorKind

TEXTS = st.text(max_size=60)
PARTS = st.lists(TEXTS, max_size=4).map(tuple)
IRIS = ReportIris(DEFAULT_BASE, "0123456789abcdef" * 4)
SHARED = (ActorKind.PERSON, ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGANIZATION, ActorKind.MEDIUM)


def test_doctests() -> None:
    assert doctest.testmod(kg.iris).attempted >= 3
    assert doctest.testmod(kg.iris).failed == 0


@given(PARTS, PARTS)
def test_a_digest_tells_tuples_apart(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    assert (content_digest(*a) == content_digest(*b)) == (a == b)


def test_a_digest_minds_where_parts_end() -> None:
    assert (
        len({content_digest("ab", "c"), content_digest("a", "bc"), content_digest("abc"), content_digest("abc", "")})
        == 4
    )
    assert content_digest("é") == content_digest("é")
    assert content_digest("é") != content_digest("e\u0301")


@given(TEXTS)
def test_a_slug_is_small_latin_letters_digits_and_single_hyphens(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))
    assert len(slug(text)) <= 48


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marco Rubio", "marco-rubio"),
        ("Côte d'Ivoire", "cote-divoire"),
        ("U.S. officials", "u-s-officials"),
        ("Владимир", ""),
        ("  --  ", ""),
        ("3.5 percent of GDP", "3-5-percent-of-gdp"),
        ("x" * 60, "x" * 48),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize("key", ["demand-12-80", "demand-12-80.1", "status-3-9-2.12", "meeting", "c_1"])
def test_plain_keys_are_fragments_as_they_are(key: str) -> None:
    assert fragment(key) == key


@pytest.mark.parametrize(
    "key", ["", "char=0,1", "charter-x", "actor-x", "key-x", "Demand 1", "a.", "a..b", "é", "x/y", "1"]
)
def test_other_keys_are_not(key: str) -> None:
    assert fragment(key) != key
    assert re.fullmatch(r"key-([a-z0-9-]+-)?[0-9a-f]{8}", fragment(key))


@given(st.lists(st.text(alphabet="abk-ey.19é#= ", max_size=8), min_size=2, max_size=2, unique=True))
def test_two_keys_never_make_one_fragment(keys: list[str]) -> None:
    assert fragment(keys[0]) != fragment(keys[1])


@given(st.sampled_from(ActorKind), TEXTS, TEXTS)
def test_every_iri_is_one_for_both_libraries(kind: ActorKind, name: str, country: str) -> None:
    actor = Actor(kind, name, country)
    iris = [IRIS.actor(actor), IRIS.keyed(name), IRIS.part("time", name, country), IRIS.post(name, actor)]
    iris += [place_iri(DEFAULT_BASE, name), reading_iri(DEFAULT_BASE, name, country, "0.9")]
    for iri in iris:
        assert iri.isascii()
        assert iri.startswith(DEFAULT_BASE)
        node = pyoxigraph.NamedNode(iri)
        line = f"{node} {node} {node} ."
        assert len(list(pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.TURTLE))) == 1
        assert rdflib.URIRef(iri).n3() == str(node)


@given(st.sampled_from(SHARED), TEXTS, TEXTS, TEXTS)
def test_a_shared_actors_iri_depends_on_its_key_alone(kind: ActorKind, name: str, country: str, body: str) -> None:
    plain = Actor(kind, name, country)
    member = Actor(kind, name, country, Actor(ActorKind.GOVERNMENT, body))
    assert actor_iri(DEFAULT_BASE, plain) == actor_iri(DEFAULT_BASE, member)


def test_two_ministries_of_one_name_are_two_and_one_person_is_one() -> None:
    def iri(kind: ActorKind, country: str) -> str:
        return actor_iri(DEFAULT_BASE, Actor(kind, "Ministry of Finance", country))

    assert iri(ActorKind.ORGANIZATION, "France") != iri(ActorKind.ORGANIZATION, "Ghana")
    assert iri(ActorKind.PERSON, "France") == iri(ActorKind.PERSON, "Ghana")
    assert iri(ActorKind.PERSON, "") != iri(ActorKind.MEDIUM, "")


def test_actors_without_a_name_stay_in_their_report() -> None:
    other = ReportIris(DEFAULT_BASE, "f" * 64)
    for actor in (
        Actor(ActorKind.UNIDENTIFIED, "an aide"),
        Actor(ActorKind.GROUP, "allies"),
        Actor(ActorKind.PERSON, "Li"),
    ):
        assert IRIS.actor(actor).startswith(IRIS.report + "#actor-")
        assert IRIS.actor(actor) != other.actor(actor)
    named_person = Actor(ActorKind.PERSON, "Li Wei")
    assert IRIS.actor(named_person) == other.actor(named_person) == actor_iri(DEFAULT_BASE, named_person)


def test_local_actors_are_told_apart_by_all_that_is_said_of_them() -> None:
    state = Actor(ActorKind.STATE, "Chad")
    officials = {
        IRIS.actor(Actor(ActorKind.UNIDENTIFIED, "officials")),
        IRIS.actor(Actor(ActorKind.UNIDENTIFIED, "officials", "Chad")),
        IRIS.actor(Actor(ActorKind.UNIDENTIFIED, "officials", part_of=state)),
        IRIS.actor(Actor(ActorKind.UNIDENTIFIED, "officials", members=(state,))),
    }
    assert len(officials) == 4


def test_a_post_is_a_title_in_a_body() -> None:
    a, b = Actor(ActorKind.GOVERNMENT, "A", "A"), Actor(ActorKind.GROUP, "the rebels")
    assert (
        len({IRIS.post("Minister", a), IRIS.post("Minister", b), IRIS.post("Minister", None), IRIS.post("Clerk", a)})
        == 4
    )
    assert IRIS.post("Minister", a) == post_iri(DEFAULT_BASE, "Minister", a)
    assert IRIS.post("Minister", b).startswith(IRIS.report + "#post-")


def test_reports_passages_and_graphs() -> None:
    assert report_iri("http://example.org/", "ab" * 32) == "http://example.org/report/abababababababab"
    assert IRIS.passage(3, 8) == IRIS.report + "#char=3,8"
    assert graph_iri("http://example.org/", "registry") == "http://example.org/graph/registry"
    assert named("", "x") == content_digest("x")[:8]


@pytest.mark.parametrize("base", ["https://example.org/", "http://localhost:8080/kg/", "urn:example:"])
def test_bases(base: str) -> None:
    assert check_base(base) == base


@pytest.mark.parametrize(
    "base", ["", "example.org/", "https://example.org", "https://example.org/#", "http://a b/", "x"]
)
def test_no_bases(base: str) -> None:
    with pytest.raises(ValueError, match="not a base IRI"):
        check_base(base)
