"""Extractions as quads: lean, the same every time, and the same after a round trip through a store and every format."""

from __future__ import annotations

import dataclasses
import doctest
import random
from datetime import UTC, date, datetime
from decimal import Decimal

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store
from support_ontology import FOLDER
from support_seed import CLAIMS, COURIER, EXTRACTION, JAPAN, REPORT, RUBIO, STATE_DEPARTMENT, TEXT

import kg.quads
import kg.registry
from kg import vocabulary as v
from kg.iris import DEFAULT_BASE, ReportIris, actor_iri
from kg.model import (
    Actor,
    ActorKind,
    Claim,
    Demand,
    Extraction,
    Force,
    Meeting,
    Passage,
    Report,
    Resolution,
    Target,
    Tenure,
    Topic,
    When,
)
from kg.quads import AUTHOR, other_name, registry_quads, report_quads, run_quads, vocabulary_quads
from kg.registry import actors_in, surname
from kg.terms import number, plain, worded

QUADS = report_quads(EXTRACTION, outlet=COURIER)
REGISTRY = registry_quads(EXTRACTION, outlet=COURIER)
IRIS = ReportIris.of(DEFAULT_BASE, REPORT)
REUSED = {  # terms of other vocabularies, by name: whatever else is in the data is ours
    v.RDF_TYPE, v.LABEL, v.ALT_LABEL, v.PREF_LABEL, v.NOTATION, v.TITLE, v.ISSUED, v.LANGUAGE, v.RIGHTS,
    v.URL, v.PERSON, v.GROUP, v.MEMBER, v.ORGANIZATION, v.NEWS_MEDIUM, v.PLACE, v.POST, v.POST_IN, v.HOLDER,
    v.NUMERIC_VALUE, v.ACTIVITY, v.USED, v.STARTED, v.ENDED,
}  # fmt: skip


def values(subject: str, predicate: str, quads: tuple[Quad, ...] = QUADS) -> list[str]:
    return [q.object.value for q in quads if (q.subject.value, q.predicate.value) == (subject, predicate)]


def stored(quads: tuple[Quad, ...]) -> set[Quad]:
    store = Store()
    store.extend(quads)
    return set(store)


def test_doctests() -> None:
    for module in (kg.registry, kg.quads):
        assert doctest.testmod(module).attempted >= 1
        assert doctest.testmod(module).failed == 0


# ------------------------------------------------------------------------------------------------ the report by hand
def test_at_most_fourteen_quads_a_claim() -> None:
    assert len(CLAIMS) >= 35
    assert len(QUADS) / len(CLAIMS) <= 14


def test_one_graph_no_blank_nodes_each_quad_once() -> None:
    assert {q.graph_name.value for q in QUADS} == {IRIS.report}
    assert {q.graph_name.value for q in REGISTRY} == {DEFAULT_BASE + "graph/registry"}
    assert not [q for q in (*QUADS, *REGISTRY) if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)]
    assert len(set(QUADS)) == len(QUADS)
    assert len(set(REGISTRY)) == len(REGISTRY)


def test_the_same_quads_in_the_same_order_every_time() -> None:
    again = dataclasses.replace(EXTRACTION)
    assert report_quads(again, outlet=COURIER) == QUADS
    assert registry_quads(again, outlet=COURIER) == REGISTRY


def test_the_order_of_situations_and_claims_changes_no_quad() -> None:
    shuffle = random.Random(5)
    for _ in range(5):
        situations, claims = list(EXTRACTION.situations), list(EXTRACTION.claims)
        shuffle.shuffle(situations)
        shuffle.shuffle(claims)
        other = Extraction(REPORT, tuple(situations), tuple(claims), EXTRACTION.forms)
        assert set(report_quads(other, outlet=COURIER)) == set(QUADS)
        assert registry_quads(other, outlet=COURIER) == REGISTRY


def test_what_comes_out_of_a_store_is_what_went_in() -> None:
    everything = (*QUADS, *REGISTRY, *vocabulary_quads((FOLDER / "codes.ttl").read_bytes()))
    assert stored(everything) == set(everything)


@pytest.mark.parametrize("format_", [RdfFormat.TRIG, RdfFormat.N_QUADS])
def test_what_is_written_is_read_the_same(format_: RdfFormat) -> None:
    data = pyoxigraph.serialize(QUADS, format=format_)
    assert set(pyoxigraph.parse(data, format=format_)) == set(QUADS)


def test_every_term_is_in_the_ontology_or_named_as_reused() -> None:
    for quad in (*QUADS, *REGISTRY):
        used = [quad.predicate.value]
        if quad.predicate.value == v.RDF_TYPE:
            used.append(quad.object.value)
        assert all(iri in v.terms() or iri in REUSED for iri in used), quad
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(v.NS):
            assert quad.object.value in v.terms(), quad


def test_every_node_that_is_pointed_at_is_described() -> None:
    described = {q.subject for q in (*QUADS, *REGISTRY)}
    for quad in (*QUADS, *REGISTRY):
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(DEFAULT_BASE):
            own = quad.object.value.startswith(v.NS)
            assert own or quad.object in described, quad


def test_passages_are_the_words_at_their_offsets() -> None:
    passages = {q.object.value for q in QUADS if q.predicate.value == v.HAS_EVIDENCE}
    for passage in passages:
        (start,), (end,), (words,) = (values(passage, p) for p in (v.STARTS_AT, v.ENDS_AT, v.HAS_WORDS))
        assert TEXT[int(start) : int(end)] == words
        assert passage == IRIS.passage(int(start), int(end))
    assert len(passages) > 20


def test_a_figure_is_said_of_its_own_demand_alone() -> None:
    (target,) = values(IRIS.keyed("demand-3.5"), v.HAS_TARGET)
    assert values(target, v.NUMERIC_VALUE) == ["3.5"]
    assert values(target, v.HAS_BASELINE) == ["3"]
    assert values(target, v.HAS_UNIT) == ["percent of GDP"]
    assert values(IRIS.keyed("demand-push"), v.HAS_TARGET) == []
    assert values(IRIS.keyed("demand-3.5"), v.RAISES) == [IRIS.keyed("demand-3")]


def test_the_chain_of_who_says_so() -> None:
    outlet = IRIS.keyed("demand-asia.3")
    assert values(outlet, v.CLAIMED_BY) == [actor_iri(DEFAULT_BASE, COURIER)]
    assert values(outlet, v.RELAYS) == [IRIS.keyed("demand-asia.2")]
    (source,) = values(IRIS.keyed("demand-asia.1"), v.CLAIMED_BY)
    assert values(source, v.LABEL) == ["sources"]
    assert values(outlet, v.HAS_PERSPECTIVE) == [v.NS + "UncommittedGoingOnReported"]


def test_a_facet_is_said_of_the_situation_and_vouched_for_by_its_claim_alone() -> None:
    colby = actor_iri(DEFAULT_BASE, Actor(ActorKind.PERSON, "Elbridge Colby"))
    assert values(IRIS.keyed("demand-push.4"), v.HAS_FACET) == [v.INSTIGATED_BY]
    assert values(IRIS.keyed("demand-push.4"), v.HAS_FACET_VALUE) == [colby]
    assert values(IRIS.keyed("demand-push"), v.INSTIGATED_BY) == [colby]
    assert colby not in values(IRIS.keyed("demand-push"), v.DONE_BY)
    assert values(IRIS.keyed("status-off.5"), v.HAS_FACET_VALUE) == [IRIS.keyed("demand-push")]


def test_forms_that_tell_nothing_new_are_left_out() -> None:
    assert values(actor_iri(DEFAULT_BASE, JAPAN), v.ALT_LABEL) == ["Tokyo"]
    assert values(actor_iri(DEFAULT_BASE, RUBIO), v.ALT_LABEL) == []
    assert values(actor_iri(DEFAULT_BASE, RUBIO), v.ALT_LABEL, REGISTRY) == ["Rubio"]


@pytest.mark.parametrize(
    ("form", "name", "expected"),
    [
        ("Tokyo", "Japan", "Tokyo"),
        ("the Kremlin", "Government of Russia", "Kremlin"),
        ("Bank of England", "BoE", "Bank of England"),
        ("10 Downing Street", "Government of the United Kingdom", "10 Downing Street"),
        ("THE UNITED STATES", "United States", ""),
        ("Sao Tome", "São Tomé", ""),
        ("Москва", "Россия", "Москва"),
        ("Japan's foreign ministry", "Ministry of Foreign Affairs", ""),
        ("the company", "ExampleCorp", ""),
        ("the", "Them", ""),
        ("", "x", ""),
        ("“Quoted", "x", ""),
        ("x", "", ""),
    ],
)
def test_other_names(form: str, name: str, expected: str) -> None:
    assert other_name(form, name) == expected


# ------------------------------------------------------------------------------------------------ reports
def small(report: Report = REPORT, **more: object) -> Extraction:
    demand = Demand("d", (RUBIO,), (JAPAN,), "to act", Topic.OTHER, Force.URGING, **more)  # type: ignore[arg-type]
    claim = Claim("d.1", "d", None, (Passage(0, 5, report.text[:5]),), rule="r")
    return Extraction(report, (demand,), (claim,))


def test_without_a_publisher_the_author_is_the_outlet() -> None:
    quads = report_quads(small())
    author = IRIS.actor(AUTHOR)
    assert values(IRIS.report, v.HAS_OUTLET, quads) == [author]
    assert values(IRIS.keyed("d.1"), v.CLAIMED_BY, quads) == [author]
    assert values(author, v.RDF_TYPE, quads) == [v.UNIDENTIFIED_AGENT]
    with_outlet = report_quads(small(), outlet=COURIER)
    assert values(IRIS.report, v.HAS_OUTLET, with_outlet) == [IRIS.actor(COURIER)]


def test_the_base_is_a_setting_and_the_vocabulary_is_not() -> None:
    quads = (
        *report_quads(EXTRACTION, base="http://example.org/x/"),
        *registry_quads(EXTRACTION, base="http://example.org/x/"),
    )
    for quad in quads:
        for node in (quad.subject, quad.object, quad.graph_name):
            if isinstance(node, NamedNode) and node.value.startswith(DEFAULT_BASE):
                assert node.value.startswith(v.NS)
        assert quad.graph_name.value.startswith("http://example.org/x/")


def test_the_files_name_stands_in_two_quads_and_nowhere_else() -> None:
    other = dataclasses.replace(REPORT, name="copy.md", path="elsewhere/copy.md")
    changed = set(report_quads(small(other))) ^ set(report_quads(small()))
    assert {q.predicate.value for q in changed} == {v.HAS_FILE_NAME, v.HAS_FILE_PATH}
    assert len(changed) == 4


WORDS = st.text(max_size=30)
REPORTS = st.builds(
    Report,
    name=WORDS,
    text=WORDS.map(lambda t: t + "12345"),
    digest=st.just("ab" * 32),
    path=WORDS,
    title=WORDS,
    date=st.none() | st.dates(),
    url=WORDS,
    language=WORDS | st.sampled_from(["en", "EN-gb", "zh_Hant", "x", "en-", "de-1901", "i-klingon", "a-b"]),
    licence=WORDS,
)
KINDS = st.sampled_from(ActorKind)
ACTORS = st.builds(Actor, KINDS, WORDS, WORDS, st.none() | st.builds(Actor, KINDS, WORDS, WORDS))
TIMES = st.builds(When, WORDS, WORDS, st.none() | st.dates(), st.none() | st.dates(), st.sampled_from(Resolution))
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
TARGETS = st.builds(Target, DECIMALS, WORDS, WORDS, baseline=st.none() | DECIMALS, deadline=st.none() | TIMES)


@given(REPORTS, ACTORS, ACTORS, TARGETS, TIMES, WORDS)
def test_anything_comes_back_from_a_store_as_it_was(
    report: Report, a: Actor, b: Actor, target: Target, when: When, words: str
) -> None:
    group = Actor(ActorKind.GROUP, words, members=(a, b))
    demand = Demand(words or "d", (a, group), (b,), words, Topic.AID, Force.URGING, (target,), deadline=when)
    claim = Claim("x.1", words or "d", a, (Passage(0, 5, report.text[:5]),), told_to=(b,), hedge=words, quoted=(words,))
    tenure, meeting = Tenure("t", a, words, b, as_of=when), Meeting("m", words, (b,), words, when, words)
    facet = Claim("x.2", words or "d", b, claim.evidence, facet="condition", facet_words=words)
    extraction = Extraction(report, (demand, tenure, meeting), (claim, facet), ((a, (words,)),))
    quads = (*report_quads(extraction, outlet=b), *registry_quads(extraction, outlet=b))
    assert stored(quads) == set(quads)
    data = pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS)
    assert set(pyoxigraph.parse(data, format=RdfFormat.N_QUADS)) == set(quads)


# ------------------------------------------------------------------------------------------------ literals
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("3.50", "3.5"), ("5.0", "5"), ("8E+11", "800000000000"), ("-0", "0"), ("-0.0", "0"), ("0.10", "0.1"),
        ("100", "100"), ("1E-3", "0.001"), ("-2.50", "-2.5"),
    ],
)  # fmt: skip
def test_numbers(value: str, expected: str) -> None:
    assert number(Decimal(value)).value == expected


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**17), max_value=10**17, places=6))
def test_a_number_keeps_its_value(value: Decimal) -> None:
    assert Decimal(number(value).value) == value


@pytest.mark.parametrize(
    ("language", "tag"),
    [("en", "en"), ("EN-GB", "en-gb"), ("pt_BR", "pt-br"), ("English", "english"), ("", "und"), ("e", "und")],
)
def test_language_tags(language: str, tag: str) -> None:
    assert worded("x", language).language == tag


def test_halves_of_characters_become_replacement_marks() -> None:
    assert plain("a\ud800b").value == "a\ufffdb"
    assert plain("😀") == Literal("😀")


# ------------------------------------------------------------------------------------------------ the registry
def test_an_entry_depends_on_the_actor_alone() -> None:
    bare = Actor(ActorKind.PERSON, "Marco Rubio")
    claims = EXTRACTION.claims[:1]
    demand = small().situations[0]
    one = Extraction(REPORT, (dataclasses.replace(demand, by=(bare,)),), claims)  # type: ignore[type-var]
    two = Extraction(REPORT, (dataclasses.replace(demand, by=(RUBIO,)),), claims)  # type: ignore[type-var]
    node = actor_iri(DEFAULT_BASE, bare)
    entries = [{q for q in registry_quads(e) if q.subject.value == node} for e in (one, two)]
    assert entries[0] == entries[1] != set()
    assert values(node, v.ACTS_FOR, report_quads(two)) == [actor_iri(DEFAULT_BASE, STATE_DEPARTMENT)]
    assert values(node, v.ACTS_FOR, report_quads(one)) == []


def test_other_names_come_from_the_tables_and_the_surname() -> None:
    names = {"Japan": ("Nippon", "Japan", "Nihon")}
    quads = registry_quads(small(), alternative_names=lambda a: names.get(a.name, ()))
    assert values(actor_iri(DEFAULT_BASE, JAPAN), v.ALT_LABEL, quads) == ["Nihon", "Nippon"]


def test_the_tables_are_asked_for_the_actor_without_what_a_report_says_of_it() -> None:
    asked: list[Actor] = []

    def names(actor: Actor) -> tuple[str, ...]:
        asked.append(actor)
        return ()

    registry_quads(EXTRACTION, outlet=COURIER, alternative_names=names)
    assert asked
    assert all(a.part_of is None and not a.members and not a.local for a in asked)
    assert RUBIO not in asked
    assert Actor(ActorKind.PERSON, "Marco Rubio") in asked


@pytest.mark.parametrize(
    ("name", "last"), [("Gen Nakatani", "Nakatani"), ("Ursula von der Leyen", "von der Leyen"), ("Lula", ""), ("", "")]
)
def test_surnames(name: str, last: str) -> None:
    assert surname(name) == last


def test_bodies_and_members_are_among_the_actors() -> None:
    found = actors_in(EXTRACTION, COURIER)
    assert found[0] == COURIER
    assert {STATE_DEPARTMENT, JAPAN, Actor(ActorKind.STATE, "United States")} <= set(found)
    assert len(found) == len(set(found))


# ------------------------------------------------------------------------------------------------ runs
def test_a_run_says_what_it_used_when_and_with_what() -> None:
    settings = {"started": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "ended": datetime(2026, 1, 2, 3, 5, tzinfo=UTC)}
    quads = run_quads(**settings, used=[IRIS.report, IRIS.report], version="0.1.0", reader="ab")  # type: ignore[arg-type]
    (run,) = {q.subject.value for q in quads}
    assert values(run, v.USED, quads) == [IRIS.report]
    assert values(run, v.STARTED, quads) == ["2026-01-02T03:04:05Z"]
    assert values(run, v.HAS_READER_DIGEST, quads) == ["ab"]
    assert stored(quads) == set(quads)
    assert all(q.predicate.value in v.terms() | REUSED for q in quads)
    other = run_quads(**settings, used=[], version="0.1.0", reader="ab")  # type: ignore[arg-type]
    assert {q.subject.value for q in other} != {run}


@given(st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.timezones()), st.text(max_size=10))
def test_any_run_comes_back_as_it_was(moment: datetime, version: str) -> None:
    quads = run_quads(started=moment, ended=moment, used=[], version=version, reader=version)
    assert stored(quads) == set(quads)


def test_a_time_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 1, 2)
    with pytest.raises(ValueError, match="without a zone"):
        run_quads(started=naive, ended=naive, used=[], version="1", reader="1")


def test_days_come_back_as_they_were() -> None:
    report = dataclasses.replace(REPORT, date=date(1, 1, 1))
    quads = report_quads(small(report))
    assert stored(quads) == set(quads)
    assert values(IRIS.report, v.ISSUED, quads) == ["0001-01-01"]
