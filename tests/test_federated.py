"""The query that asks a second endpoint what it holds of our linked actors, against a real server on this machine."""

from __future__ import annotations

import csv
import io
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from support_cli import Run, make_small_store, runner
from support_links import BASE, QS, link
from support_servers import oxigraph

from kg.linking.kept import replace
from kg.linking.links import Decision
from kg.linking.meaning import MOST_LINKED
from kg.stores import open_store

pytestmark = pytest.mark.slow
NAME = "offices-of-linked-actors"
SLICE = """
@prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix p: <http://www.wikidata.org/prop/> . @prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix pq: <http://www.wikidata.org/prop/qualifier/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
wd:Q1 p:P39 <urn:statement:1>, <urn:statement:2> ; wdt:P102 wd:Q30 ; wdt:P27 wd:Q40 .
<urn:statement:1> ps:P39 wd:Q20 ; pq:P580 "2020-01-01"^^xsd:date ; pq:P582 "2024-05-01"^^xsd:date .
<urn:statement:2> ps:P39 wd:Q21 .
wd:Q2 wdt:P17 wd:Q40 .
wd:Q3 wdt:P102 wd:Q31 .
wd:Q20 rdfs:label "minister of tides"@en, "Gezeitenminister"@de . wd:Q30 rdfs:label "Tidal Party"@en .
wd:Q31 rdfs:label "Nobody's Party"@en . wd:Q40 rdfs:label "Norland"@en .
"""


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An endpoint that holds the slice."""
    with oxigraph(tmp_path_factory.mktemp("far")) as url:
        ask = urllib.request.Request(
            f"{url}/store?default", SLICE.encode(), {"Content-Type": "text/turtle"}, method="PUT"
        )
        with urllib.request.urlopen(ask, timeout=20) as done:
            assert done.status in (201, 204)
        yield url


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    place = str(tmp_path / "s")
    make_small_store(place)
    monkeypatch.setenv("KG_STORE", place)
    return runner(capfdbinary)


def linked(place: Path, *pairs: tuple[str, str], decision: Decision = Decision.ACCEPTED) -> None:
    made = [link(subject=f"{BASE}actor/{a}", target=t, decision=decision) for a, t in pairs]
    replace(open_store(str(place / "s"), write=True), [], made)


def rows(run: Run, far: str, *more: str) -> list[tuple[str, ...]]:
    status, out, err = run(
        "query", NAME, "--endpoint", f"{far}/query", "--allow-service", far, "--format", "csv", *more
    )
    assert (status, err) == (0, "")
    return [tuple(row) for row in csv.reader(io.StringIO(out))][1:]


def test_offices_party_and_country_of_linked_actors_come_from_there(kg: Run, tmp_path: Path, far: str) -> None:
    linked(tmp_path, ("ana-moor", f"{QS}1"), ("norland", f"{QS}2"))
    found = rows(kg, far)
    assert [row[:4] for row in found] == [
        ("Ana Moor", f"{QS}1", "country", "Norland"),
        ("Ana Moor", f"{QS}1", "office", f"{QS}21"),
        ("Ana Moor", f"{QS}1", "office", "minister of tides"),
        ("Ana Moor", f"{QS}1", "party", "Tidal Party"),
        ("Norland", f"{QS}2", "country", "Norland"),
    ]
    assert found[2][4:6] == ("2020-01-01", "2024-05-01")
    for who in ("Ana Moor", "moor", "wd:Q1", "actor:ana-moor"):
        assert {row[0] for row in rows(kg, far, "--actor", who)} == {"Ana Moor"}
    assert rows(kg, far, "--actor", "Sudland") == []
    assert {row[0] for row in rows(kg, far, "--linked", f"{QS}2")} == {"Norland"}


def test_nothing_is_asked_of_what_is_not_accepted(kg: Run, tmp_path: Path, far: str) -> None:
    assert rows(kg, far) == []
    linked(tmp_path, ("ana-moor", f"{QS}1"), decision=Decision.PROPOSED)
    assert rows(kg, far) == []


def test_another_link_is_answered_otherwise(kg: Run, tmp_path: Path, far: str) -> None:
    linked(tmp_path, ("ana-moor", f"{QS}3"))
    assert [row[2:4] for row in rows(kg, far)] == [("party", "Nobody's Party")]


def test_the_endpoint_is_not_reached_unless_it_was_allowed(kg: Run, tmp_path: Path, far: str) -> None:
    linked(tmp_path, ("ana-moor", f"{QS}1"))
    status, _, err = kg("query", NAME, "--endpoint", f"{far}/query")
    assert status == 2
    assert "--allow-service" in err


def test_an_endpoint_that_is_not_there_is_an_error(kg: Run, tmp_path: Path) -> None:
    linked(tmp_path, ("ana-moor", f"{QS}1"))
    nowhere = "http://127.0.0.1:9"
    status, _, err = kg("query", NAME, "--endpoint", f"{nowhere}/query", "--allow-service", nowhere)
    assert status == 3
    assert "SERVICE failed" in err


def test_so_many_that_no_server_takes_them_are_refused(kg: Run, tmp_path: Path, far: str) -> None:
    linked(tmp_path, *((f"a{n}", f"{QS}{n}") for n in range(MOST_LINKED + 1)))
    status, _, err = kg("query", NAME, "--endpoint", f"{far}/query", "--allow-service", far)
    assert status == 2
    assert "name some with --actor" in err
