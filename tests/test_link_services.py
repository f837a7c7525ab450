"""``kg link --with`` a table, a graph, an endpoint and a service: the same links; and services that misbehave: none."""

from __future__ import annotations

import csv
import io
import json
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph as ox
import pytest
import support_servers
from support_cli import Run, runner
from support_link_store import TABLE, TRIG
from support_links import BASE

from kg import http
from kg.stores import open_store

NORLAND, TRIBUNE = "https://e.org/norland", "https://e.org/tribune"
WRONG = {"https://e.org/norland-gov", "https://e.org/other-falk", "https://e.org/tribune-group"}
RDF = f"""
PREFIX schema: <http://schema.org/> PREFIX dmd: <https://w3id.org/dmd/ns#>
<{NORLAND}> a schema:Country ; schema:name "Norland"@en ; schema:description "a kingdom in the north" .
<https://e.org/norland-gov> a dmd:Government ; schema:name "Government of Norland"@en .
<{TRIBUNE}> a schema:Newspaper ; schema:name "Harbour Tribune" .
<https://e.org/tribune-group> a schema:Organization ; schema:name "Harbour Tribune" .
<https://e.org/other-falk> a schema:Person ; schema:name "Joan Falk" .
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = open_store(str(tmp_path / "s"), write=True)
    made._store.load(TRIG.encode(), format=ox.RdfFormat.TRIG)  # type: ignore[attr-defined]
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    (tmp_path / "t.ttl").write_text(RDF, "utf-8")
    monkeypatch.setenv("KG_STORE", str(tmp_path / "s"))
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    return tmp_path


@pytest.fixture
def kg(place: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    return runner(capfdbinary)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def graph(place: Path, name: str) -> set[str]:
    return {str(quad.triple) for quad in open_store(str(place / "s")).quads(f"{BASE}graph/{name}")}


def of_graph(kg: Run, place: Path, stack: ExitStack) -> str:
    assert kg("import", str(place / "t.ttl"), "--graph", "https://e.org/graph")[0] == 0
    return "graph:https://e.org/graph"


def of_endpoint(kg: Run, place: Path, stack: ExitStack) -> str:
    (place / "server").mkdir()
    url = stack.enter_context(support_servers.oxigraph(place / "server"))
    request = urllib.request.Request(
        f"{url}/store?default", RDF.encode(), {"Content-Type": "text/turtle"}, method="PUT"
    )
    urllib.request.urlopen(request, timeout=20).close()
    return f"sparql+{url}/query"


def of_service(kg: Run, place: Path, stack: ExitStack) -> str:
    (place / "server").mkdir()
    rows = [(row["id"], row["label"]) for row in csv.DictReader(io.StringIO(TABLE)) if row["id"] not in WRONG]
    url = stack.enter_context(support_servers.csv_reconcile(place / "server", rows))
    return f"reconcile+{url}"


@pytest.mark.parametrize("make", [of_graph, of_endpoint, of_service])
def test_links_are_right_whoever_is_asked_and_come_but_once(
    make: object, kg: Run, place: Path, stack: ExitStack
) -> None:
    authority = make(kg, place, stack)  # type: ignore[operator]
    status, _, err = kg("link", "--with", authority)
    assert status == 0, err
    links, stated = graph(place, "links"), graph(place, "links-accepted")
    assert any(NORLAND in one for one in links)
    assert any(TRIBUNE in one for one in links)
    assert not any(f"{wrong}>" in one for one in stated for wrong in WRONG)
    assert kg("link", "--with", authority)[0] == 0
    assert (graph(place, "links"), graph(place, "links-accepted")) == (links, stated)


GOOD = {"name": "x", "identifierSpace": "https://e.org/", "schemaSpace": "https://e.org/"}
LIE = {f"q{n}": {"result": [{"id": "norland", "name": "Norland", "score": 100, "match": True}]} for n in range(9)}
SERVICES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "a web page": (200, {"Content-Type": "text/html"}, b"<html>Norland</html>"),
    "half an answer": (200, {}, json.dumps(LIE).encode()[:-20]),
    "fewer answers": (200, {}, json.dumps({"q0": LIE["q0"]}).encode()),
    "an error": (500, {}, b"no"),
    "a redirect": (302, {"Location": "https://e.org/"}, b""),
    "too often": (429, {"Retry-After": "60"}, b""),
    "hanging up": (0, {}, b""),
}


@pytest.mark.parametrize("case", SERVICES)
def test_nothing_is_linked_by_a_service_that_misbehaves(
    case: str, kg: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http.time, "sleep", lambda _: None)

    def say(method: str, path: str, body: bytes) -> tuple[int, dict[str, str], list[bytes]]:
        if method == "GET":
            return 200, {"Content-Type": "application/json"}, [json.dumps(GOOD).encode()]
        status, headers, data = SERVICES[case]
        return status, {"Content-Type": "application/json"} | headers, [data]

    assert kg("link", "--with", str(place / "t.csv"))[0] == 0
    before = {str(quad) for quad in open_store(str(place / "s")).quads()}
    server = support_servers.Scripted(say)
    try:
        status, out, err = kg("link", "--with", f"reconcile+{server.url}/api")
    finally:
        server.close()
    assert (status, out) == (3, "")
    assert err.startswith(f"kg: {server.url}")
    assert "Traceback" not in err
    assert {str(quad) for quad in open_store(str(place / "s")).quads()} == before


def test_a_table_with_a_mistake_is_named_and_links_nothing(kg: Run, place: Path) -> None:
    path = place / "t.csv"
    path.write_text(TABLE.replace("2024,2026", "2026,2024"), "utf-8")
    status, out, err = kg("link", "--with", str(path))
    assert (status, out) == (2, "")
    assert err == f"kg: {path}, line 4, column 'to': '2024' is before '2026'\n"
    assert graph(place, "links") == set()
