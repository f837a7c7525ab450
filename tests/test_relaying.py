"""What SERVICE and LOAD fetch comes from the addresses that were checked, whatever a name server says later."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from support_servers import Scripted

import kg
from kg.errors import KgError, QueryError
from kg.hosts import check_private
from kg.reaching import check, reached, redirected

ROWS = "application/sparql-results+json"
FAR = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"far"}}]}}'
NAME = "moving.example"


@pytest.fixture
def far() -> Iterator[Scripted]:
    made = Scripted(lambda *_: (200, {"Content-Type": ROWS}, [FAR]))
    yield made
    made.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A name server that says one address when it is first asked for NAME, and another ever after; who asked it."""
    real, seen = socket.getaddrinfo, []

    def found(host: Any, port: Any, *arguments: Any, **options: Any) -> Any:
        if host != NAME:
            return real(host, port, *arguments, **options)
        seen.append(host)
        number = "127.0.0.1" if len(seen) == 1 else "127.0.0.66"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    return seen


@pytest.fixture
def graphs(tmp_path: Path) -> kg.Graphs:
    return kg.open(tmp_path / "s", write=True)


def place(far: Scripted) -> str:
    return f"http://{NAME}:{urlsplit(far.url).port}/sparql?a=b"


def allowed(far: Scripted) -> list[str]:
    port = urlsplit(far.url).port
    return [f"http://{NAME}:{port}/", f"http://127.0.0.1:{port}/"]


def test_the_number_that_was_checked_is_the_one_that_is_reached(
    far: Scripted, asked: list[str], graphs: kg.Graphs
) -> None:
    query = f"SELECT ?s {{ SERVICE <{place(far)}> {{ ?s ?p ?o }} }}"
    assert [row["s"] for row in graphs.query(query, allow_service=allowed(far))] == ["far"]
    assert asked == [NAME], "it is resolved once"
    method, path, headers, body = far.seen[0]
    assert (method, path) == ("POST", "/sparql?a=b")
    assert headers["Host"] == urlsplit(place(far)).netloc, "the host is called by its own name"
    assert b"?s ?p ?o" in body


def test_so_it_is_with_load(far: Scripted, asked: list[str], graphs: kg.Graphs) -> None:
    far.say = lambda *_: (200, {"Content-Type": "text/turtle"}, [b"<urn:a> <urn:b> <urn:c> ."])
    graphs.update(f"LOAD <{place(far)}> INTO GRAPH <urn:g>", allow_service=allowed(far))
    assert graphs.ask("ASK { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }")
    assert asked == [NAME]
    assert far.seen[0][:2] == ("GET", "/sparql?a=b")


def test_a_number_that_was_not_allowed_is_not_reached(far: Scripted, asked: list[str], graphs: kg.Graphs) -> None:
    with pytest.raises(QueryError, match=r"leads to 127\.0\.0\.1, an address of a private network"):
        list(graphs.query(f"SELECT ?s {{ SERVICE <{place(far)}> {{ }} }}", allow_service=allowed(far)[:1]))
    assert far.seen == []


DRIPS = {
    "drips": (200, {"Content-Type": ROWS}, lambda: (b" " for _ in range(200) if time.sleep(0.02) is None)),
    "breaks off": (200, {"Content-Type": ROWS, "Content-Length": "9999"}, lambda: [FAR]),
    "redirects": (307, {"Location": "http://169.254.169.254/latest"}, list),
    "fails": (500, {"Content-Type": "text/plain"}, lambda: [b"no"]),
    "hangs up": (0, {}, list),
}


@pytest.mark.parametrize("case", DRIPS)
def test_a_server_that_misbehaves_is_an_error(
    case: str, far: Scripted, asked: list[str], graphs: kg.Graphs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_HTTP_TIMEOUT", "0.1")
    status, headers, pieces = DRIPS[case]
    far.say = lambda *_: (status, headers, pieces())
    began = time.monotonic()
    with pytest.raises((KgError, OSError, RuntimeError)):
        list(graphs.query(f"SELECT ?s {{ SERVICE <{place(far)}> {{ ?s ?p ?o }} }}", allow_service=allowed(far)))
    assert time.monotonic() - began < 3
    assert len(far.seen) == 1
    assert asked == [NAME]


WAY = "http://127.0.0.1:9/way"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://a.example/x> { ?s ?p ?o } }",
        "SELECT * { service silent<http://a.example/x>{} SERVICE <http://a.example/x> {} }",
        "PREFIX a: <http://a.example/> LOAD a:x INTO GRAPH a:x ; PREFIX a: <http://a.example/x> LOAD a:",
        r"ASK { SERVICE <http://a.example/\u0078> {} }",
    ],
)
def test_every_place_is_replaced(text: str) -> None:
    found = redirected(text, {"http://a.example/x": WAY})
    assert {one.iri for one in reached(found)} == {WAY}
    assert "INTO GRAPH a:x" in found or "INTO" not in text


@pytest.mark.parametrize(
    "text",
    [
        "ASK { SERVICE <http://a.example/x> {} SERVICE <http://b.example/> {} }",
        r"ASK { \u0053ERVICE <http://a.example/x> {} }",
        "ASK { SERVICE ?x {} }",
    ],
)
def test_where_one_could_be_left_nothing_is_asked(text: str) -> None:
    with pytest.raises(QueryError):
        redirected(text, {"http://a.example/x": WAY})


def test_what_was_checked_is_told() -> None:
    found = check_private(check("ASK { SERVICE <http://127.0.0.1:5/x> {} }", ["http:"]), ["http://127.0.0.1:5/"])
    assert [(one.place.iri, one.numbers) for one in found] == [("http://127.0.0.1:5/x", ("127.0.0.1",))]


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")
def test_the_rdflib_dataset_fetches_from_nowhere(far: Scripted, graphs: kg.Graphs) -> None:
    """Where nothing can be allowed, nothing is, whichever of the two carries the query out."""
    graphs.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }")
    dataset = graphs.dataset()
    for text in (f"SELECT * {{ SERVICE <{far.url}/x> {{ ?s ?p ?o }} }}", f"ASK {{ SERVICE <{far.url}/x> {{}} }}"):
        with pytest.raises(QueryError, match="may not be reached"):
            list(dataset.query(text))
    with pytest.raises(QueryError, match="may not be reached"):
        dataset.update(f"LOAD <{far.url}/x> INTO GRAPH <urn:g>")
    assert far.seen == []
    assert len(list(dataset.query("SELECT * { GRAPH ?g { ?s ?p ?o } }"))) == 1
