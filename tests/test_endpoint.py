"""A server that misbehaves: what it sends is never taken for an answer, and it never learns what it should not."""

from __future__ import annotations

import base64
import gzip
import io
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from support_servers import Scripted

from kg import cli, http
from kg.addresses import addresses, checked
from kg.errors import KgError, QueryError, StoreError, TimeLimit, UsageError
from kg.http import Client, Limits, authorization
from kg.stores.endpoint import EndpointStore

ROWS = "application/sparql-results+json"
SELECT = "SELECT ?s { GRAPH ?g { ?s ?p ?o } }"


def rows(number: int, value: str = "x") -> bytes:
    found = [{"s": {"type": "literal", "value": f"{value}{i}"}} for i in range(number)]
    return json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": found}}).encode()


class Server:
    """Answers each request with what ``say`` gives for its number: status, headers, body, and where to cut it."""

    def __init__(self) -> None:
        self.seen: list[Any] = []
        self.callers: list[int] = []  # the ports that the requests came from
        self.say: Callable[[int], tuple[int, dict[str, str], bytes]] = lambda _: (200, {"Content-Type": ROWS}, rows(2))
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", "0")))
                outer.callers.append(self.client_address[1])
                outer.seen.append((self.path, dict(self.headers), body))
                status, headers, data = outer.say(len(outer.seen))
                if status == 0:  # goes away without a word
                    self.close_connection = True
                    return
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(data)), "Connection": "close"} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)
                self.close_connection = headers.get("Connection") != "keep-alive"

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """A client that goes away in the middle is what some of the tests are about."""

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/sparql"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def store(self, limits: Limits | None = None, **environ: str) -> EndpointStore:
        environ.setdefault("NETRC", "/nonexistent")
        return EndpointStore(Client(self.url, environ, limits or Limits(2, 2)), addresses(self.url), self.url)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(http.time, "sleep", lambda _: None)
    made = Server()
    yield made
    made.close()


def answered(server: Server, **environ: str) -> list[str]:
    return [row[0].value for row in server.store(**environ).query(SELECT)]  # type: ignore[union-attr]


def always(status: int, headers: dict[str, str], body: bytes) -> Callable[[int], tuple[int, dict[str, str], bytes]]:
    return lambda _: (status, headers, body)


# ------------------------------------------------------------------------------------------------ answers
def test_rows_come_as_they_are_sent(server: Server) -> None:
    assert answered(server) == ["x0", "x1"]
    assert b"query=SELECT" in server.seen[0][2]


@pytest.mark.parametrize("cut", [0, 1, 20, 60, 200, 2000, 5000, -1, -2, -3, -60])
def test_an_answer_that_is_cut_off_is_an_error_wherever_it_is_cut(cut: int, server: Server) -> None:
    """Even if the server says that all went well, as Oxigraph does when its time is up."""
    server.say = always(200, {"Content-Type": ROWS}, rows(200)[:cut])
    with pytest.raises(StoreError, match="cut off or broken"):
        answered(server)
    for form in (ox.QueryResultsFormat.CSV, ox.QueryResultsFormat.JSON):
        with pytest.raises(StoreError, match="cut off or broken"):
            server.store().query(SELECT).serialize(io.BytesIO(), form)  # type: ignore[union-attr, call-overload]


def test_a_connection_that_ends_too_early_is_an_error(server: Server) -> None:
    body = rows(200)
    server.say = always(200, {"Content-Type": ROWS, "Content-Length": str(len(body) + 1)}, body)
    with pytest.raises(StoreError, match="cut off"):
        answered(server)


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        (ROWS, b"<html>busy</html>"),
        (ROWS, b""),
        (ROWS, rows(2) + b"<!-- error -->"),
        (ROWS, b'{"head": {}, "boolean": true}'),
        ("application/sparql-results+xml", b"<sparql xmlns='http://www.w3.org/2005/sparql-results#'><head><variable"),
    ],
)
def test_what_cannot_be_parsed_is_an_error(media_type: str, body: bytes, server: Server) -> None:
    server.say = always(200, {"Content-Type": media_type}, body)
    with pytest.raises(StoreError, match="cut off or broken"):
        answered(server)


def test_a_web_page_is_no_answer(server: Server) -> None:
    server.say = always(200, {"Content-Type": "text/html"}, b"<html>Sign in</html>")
    with pytest.raises(StoreError, match="the answer is text/html, no result"):
        answered(server)


@pytest.mark.parametrize(
    "body",
    [b'{"head": {}, "boolean": tr', b'{"head": {}, "boolean": true', b'{"head": {}}', b"[]", b"null", b"x" * 70000],
)
def test_an_ask_that_is_not_answered_whole_is_an_error(body: bytes, server: Server) -> None:
    server.say = always(200, {"Content-Type": ROWS}, body)
    with pytest.raises(StoreError, match=r"cut off or broken|longer than"):
        server.store().query("ASK {}")


def test_a_graph_that_is_cut_off_is_an_error(server: Server) -> None:
    server.say = always(200, {"Content-Type": "application/n-triples"}, b"<urn:a> <urn:b> <urn:c> .\n<urn:a> <ur")
    with pytest.raises(StoreError, match="cut off or broken"):
        list(server.store().query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"))  # type: ignore[arg-type]


def test_answers_are_bounded(server: Server) -> None:
    server.say = always(200, {"Content-Type": ROWS}, rows(1, "x" * 500_000))
    with pytest.raises(StoreError, match="a row of the answer is longer than 1,000 bytes"):
        list(server.store(Limits(2, 2, row=1000)).query(SELECT))  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="the answer is longer than 2,000 bytes"):
        list(server.store(Limits(2, 2, answer=2000)).query(SELECT))  # type: ignore[arg-type]
    server.say = always(200, {"Content-Type": ROWS}, rows(20_000))
    assert len(list(server.store(Limits(2, 2, row=100_000)).query(SELECT))) == 20_000  # type: ignore[arg-type]


def test_a_limit_of_the_servers_own_is_an_error(server: Server) -> None:
    server.say = always(200, {"Content-Type": ROWS, "X-SPARQL-MaxRows": "2"}, rows(2))
    with pytest.raises(StoreError, match="no more than 2 rows"):
        answered(server)


@pytest.mark.parametrize(
    "wrong", [{"s": {"type": "literal", "value": "x"}}, {}, {"g": {"type": "literal", "value": "x"}}]
)
def test_what_can_be_no_quad_is_an_error(wrong: dict[str, Any], server: Server) -> None:
    iri = {"type": "uri", "value": "urn:x"}
    row = dict.fromkeys("spog", iri) | wrong if wrong else {"s": iri}
    found = {"head": {"vars": ["s", "p", "o", "g"]}, "results": {"bindings": [row]}}
    server.say = always(200, {"Content-Type": ROWS}, json.dumps(found).encode())
    with pytest.raises(StoreError, match="no quad"):
        list(server.store().quads("urn:x"))


@pytest.mark.parametrize("number", ["many", "-1", "²", "1" * 5000])
def test_a_number_that_is_none_is_an_error(number: str, server: Server) -> None:
    found = {"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": number}}]}}
    server.say = always(200, {"Content-Type": ROWS}, json.dumps(found).encode())
    with pytest.raises(StoreError, match="counts"):
        len(server.store())


def test_packed_answers_are_unpacked(server: Server) -> None:
    import gzip

    server.say = always(200, {"Content-Type": ROWS, "Content-Encoding": "gzip"}, gzip.compress(rows(3)))
    assert len(answered(server)) == 3


# ------------------------------------------------------------------------------------------------ errors
@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (400, QueryError, "was refused: line 1: no such thing"),
        (401, StoreError, "KG_USER"),
        (404, StoreError, "there is no SPARQL"),
        (500, StoreError, "failed .status 500.: line 1: no such thing"),
        (504, TimeLimit, "time limit"),
    ],
)
def test_a_status_is_told_with_the_servers_words(status: int, kind: type[KgError], words: str, server: Server) -> None:
    server.say = always(status, {"Content-Type": "text/plain"}, b"line 1:\n no such \x07thing")
    with pytest.raises(kind, match=words) as caught:
        answered(server)
    assert str(caught.value).isprintable()


def test_a_server_that_is_not_there_is_named(server: Server) -> None:
    store = server.store()
    server.close()
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:\d+/sparql: the server cannot be reached .*refused"):
        store.query(SELECT)


def test_silence_is_a_time_limit(server: Server) -> None:
    gate = threading.Event()

    def late(_: int) -> tuple[int, dict[str, str], bytes]:
        gate.wait(10)
        return 200, {"Content-Type": ROWS}, rows(1)

    server.say = late
    with pytest.raises(TimeLimit, match=r"sent nothing for 0\.1 seconds; KG_HTTP_TIMEOUT"):
        server.store(Limits(2, 0.1)).query(SELECT)
    gate.set()
    with pytest.raises(UsageError, match="KG_HTTP_TIMEOUT must be"):
        http.limits({"KG_HTTP_TIMEOUT": "soon"})


def test_a_trickle_is_a_time_limit() -> None:
    """A byte now and then, which is never silence, and would go on for days."""

    def drops() -> Iterator[bytes]:
        for _ in range(400):
            time.sleep(0.02)
            yield b" "

    server = Scripted(lambda *_: (200, {"Content-Type": ROWS}, drops()))
    client = Client(server.url, {"NETRC": "/nonexistent"}, Limits(2, 0.2))
    began = time.monotonic()
    with pytest.raises(TimeLimit, match=r"sent next to nothing for 0\.8 seconds; KG_HTTP_TIMEOUT"):
        client.send("GET", server.url, b"", {}, again=True).whole(1 << 20)
    assert time.monotonic() - began < 3
    server.close()


def test_slow_rows_are_no_trickle_and_come_at_once() -> None:
    gate = threading.Event()

    def parts() -> Iterator[bytes]:
        whole = rows(300)
        yield whole[:4000]
        gate.wait(5)
        yield whole[4000:]

    server = Scripted(lambda *_: (200, {"Content-Type": ROWS}, parts()))
    store = EndpointStore(
        Client(server.url, {"NETRC": "/nonexistent"}, Limits(2, 5)), addresses(server.url), server.url
    )
    found = iter(store.query(SELECT))  # type: ignore[arg-type]
    next(found)
    assert not gate.is_set(), "the first row is there before the rest was sent"
    gate.set()
    assert sum(1 for _ in found) == 299
    server.close()


def test_one_who_reads_slowly_is_no_trickle() -> None:
    server = Scripted(lambda *_: (200, {}, [b"x" * 600] * 3))
    answer = Client(server.url, {"NETRC": "/nonexistent"}, Limits(2, 0.2)).send("GET", server.url, b"", {}, again=True)
    total = 0
    for piece in answer.pieces():
        total += len(piece)
        time.sleep(0.3)
    assert total == 1800
    server.close()


def test_what_unpacks_to_very_much_comes_in_small_pieces() -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    server = Scripted(lambda *_: (200, {"Content-Encoding": "gzip", "Content-Length": str(len(bomb))}, [bomb]))
    client = Client(server.url, {"NETRC": "/nonexistent"}, Limits(2, 2, answer=1 << 20))
    found = []
    with pytest.raises(StoreError, match="longer than 1,048,576 bytes"):
        found.extend(map(len, client.send("GET", server.url, b"", {}, again=True).pieces()))
    assert max(found) <= http.PIECE
    server.close()


# ------------------------------------------------------------------------------------------------ again, and elsewhere
def test_a_query_is_asked_again_and_an_update_is_not(server: Server) -> None:
    for status in (0, 429, 502, 503):
        server.seen.clear()
        server.say = lambda n, status=status: (status, {}, b"") if n < 3 else (200, {"Content-Type": ROWS}, rows(1))  # type: ignore[misc]
        assert answered(server) == ["x0"]
        assert len(server.seen) == 3
        server.seen.clear()
        with pytest.raises(StoreError):
            server.store().update("DROP ALL")
        assert len(server.seen) == 1


def test_an_update_never_goes_out_on_a_connection_that_stood_idle(server: Server) -> None:
    """The server may be closing it, and nobody could tell whether the update was carried out."""
    server.say = always(204, {"Connection": "keep-alive"}, b"")
    store = server.store()
    for _ in range(3):
        store.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }")
    assert len(set(server.callers)) == 3


@pytest.mark.parametrize("wait", ["0", "²", "٣", "soon", "-1", "1e9", "Wed, 21 Oct 2015 07:28:00 GMT", ""])
def test_when_to_ask_again_may_be_said_in_any_way(server: Server, monkeypatch: pytest.MonkeyPatch, wait: str) -> None:
    waited: list[float] = []
    monkeypatch.setattr("kg.http.time.sleep", waited.append)
    server.say = lambda n: (503, {"Retry-After": wait}, b"") if n == 1 else (200, {"Content-Type": ROWS}, rows(1))
    assert answered(server) == ["x0"]
    assert len(waited) == 1
    assert 0 <= waited[0] <= 10


def test_a_redirect_is_followed_on_the_same_host_only(server: Server) -> None:
    ok = (200, {"Content-Type": ROWS}, rows(1))
    server.say = lambda n: (307, {"Location": "/other?x=1"}, b"") if n == 1 else ok
    assert answered(server) == ["x0"]
    assert server.seen[1][0] == "/other?x=1"
    other = Server()
    try:
        for status, target in (
            (307, other.url),
            (302, server.url),
            (308, "file:///etc/passwd"),
            (307, "http://u:p@h/"),
        ):
            server.say = always(status, {"Location": target}, b"")
            with pytest.raises(StoreError, match="which is not followed") as caught:
                answered(server, KG_TOKEN="secret")
            assert "u:p" not in str(caught.value)
        assert not other.seen
    finally:
        other.close()
    server.say = always(307, {"Location": "/round"}, b"")
    with pytest.raises(StoreError, match="on and on"):
        answered(server)


# ------------------------------------------------------------------------------------------------ credentials
def test_credentials_come_from_the_environment_or_a_netrc_file(server: Server, tmp_path: Path) -> None:
    basic = "Basic " + base64.b64encode(b"ada:pa ss:w\xc3\xb6rd").decode()
    answered(server, KG_USER="ada", KG_PASSWORD="pa ss:wörd")
    answered(server, KG_TOKEN="t0ken")
    answered(server)
    file = tmp_path / "netrc"
    file.write_text("machine 127.0.0.1 login ada password s3cret\ndefault login eve password other\n", "utf-8")
    answered(server, NETRC=str(file))
    sent = [headers.get("Authorization") for _, headers, _ in server.seen]
    assert sent == [basic, "Bearer t0ken", None, "Basic " + base64.b64encode(b"ada:s3cret").decode()]
    assert authorization("http://elsewhere.org/", {"NETRC": str(file)}) == ""
    file.write_text("machine 127.0.0.1 login ada pasword s3cret\n", "utf-8")
    with pytest.raises(UsageError, match="line 1: is not as a netrc file should be") as caught:
        server.store(NETRC=str(file))
    assert "s3cret" not in str(caught.value)


def test_no_secret_is_ever_told(server: Server) -> None:
    for status in (400, 401, 403, 404, 500):
        server.say = always(status, {"Content-Type": "text/plain"}, b"no")
        with pytest.raises(KgError) as caught:
            answered(server, KG_USER="ada", KG_PASSWORD="s3cret")
        assert "s3cret" not in str(caught.value)
    with pytest.raises(UsageError, match="KG_TOKEN holds characters") as refused:
        server.store(KG_TOKEN="s3cret\r\nX-Evil: 1")
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    ["http://ada:s3cret@example.org/sparql", "https://s3cret@example.org", "http://example.org/#s3cret",
     "http://:80/", "http://example.org:99999/", "http://exa mple.org/", "http://é.org/", "http://[::1/", "http://a.org:0/"],
)  # fmt: skip
def test_an_address_with_a_password_or_that_is_none_is_refused(url: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError):
        checked(url)
    assert cli.run(["--store", url, "query", "-e", "ASK {}"]) == 2
    assert "s3cret" not in capfd.readouterr().err


def test_other_addresses_can_be_given() -> None:
    given = addresses("http://a.org/kb", "http://a.org/up", "http://a.org/files")
    assert given == ("http://a.org/kb", "http://a.org/up", "http://a.org/files")
    assert addresses("http://a.org/sparql?key=1").update == "http://a.org/sparql?key=1"
    with pytest.raises(UsageError):
        addresses("http://a.org/kb", "http://u:p@a.org/up")


# ------------------------------------------------------------------------------------------------ updates in pages
def test_what_a_server_takes_only_in_parts_is_listed_last(server: Server) -> None:
    g = ox.NamedNode("https://w3id.org/dmd/report/aa")
    quads = [ox.Quad(ox.NamedNode(f"{g.value}#{i}"), ox.NamedNode("urn:p"), ox.Literal(i), g) for i in range(2500)]
    head = ox.Quad(g, ox.NamedNode("urn:type"), ox.NamedNode("urn:Report"), g)
    for refusal in ((413, b""), (400, b"Virtuoso 37000 Error SP030: line 2: memory exhausted at '.'")):
        server.seen.clear()
        answers = [(200, {"Content-Type": ROWS}, rows(0)), (refusal[0], {}, refusal[1])]
        server.say = lambda n, answers=answers: answers[n - 1] if n <= 2 else (204, {}, b"")  # type: ignore[misc]
        server.store().replace_report(g.value, [head, *quads], [], [])
        sent = [body.decode() for _, _, body in server.seen[2:]]
        assert sum(text.count("urn:p") for text in sent) == 2500
        assert ["urn:Report" in text for text in sent] == [False, False, False, True]
