"""What may be fetched from elsewhere: by whom it is allowed, and that nothing gets past unseen."""

from __future__ import annotations

import contextlib
import http.server
import threading
from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support_cli import Run

from kg.checking import check_syntax
from kg.errors import KgError, QueryError, StoreError, UsageError
from kg.hosts import check_private
from kg.reaching import address, check, prefix, reached

SERVICES = [
    "SELECT * { SERVICE <http://a.example/sparql> { ?s ?p ?o } }",
    "SELECT * { service silent <http://a.example/sparql> { ?s ?p ?o } }",
    "PREFIX a: <http://a.example/> SELECT * { SERVICE a:sparql { ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <http://a.example/sparql> { ?s ?p ?o } }",
    r"SELECT * { SERVICE <http://a.example/\u0073parql> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE#\n<http://a.example/sparql> { ?s ?p ?o } } } } }",
    "ASK { FILTER NOT EXISTS { SERVICE <http://a.example/sparql> {} } }",
    "VERSION '1.2' SELECT * { ?s ?p <<( ?a ?b ?c )>> {| ?d ?e |} SERVICE <http://a.example/sparql> { ?s ?p ?o ~ ?r } }",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <http://a.example/sparql> { ?s ?p ?o } }",
    "INSERT DATA { <a:> <a:> <a:> } ; load silent <http://a.example/sparql> INTO GRAPH <urn:g>",
    "PREFIX a: <http://b.example/> CLEAR ALL ; PREFIX a: <http://a.example/> LOAD a:sparql",
]


@pytest.mark.parametrize("text", SERVICES)
def test_what_was_not_allowed_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match=r"line [12]: <http://a.example/sparql> may not be reached"):
        check(text)
    for near in ("http://a.example.evil/", "http://a.exam", "https://a.example/sparql", "http://a.example:8080", "http://a.example/spar",
                 "http://a.example/sparql/x", "http://b.example/", "https:"):  # fmt: skip
        with pytest.raises(QueryError, match="may not be reached"):
            check(text, [near])


@pytest.mark.parametrize("text", SERVICES)
def test_what_was_allowed_is_let_through(text: str) -> None:
    for enough in ("http://a.example/sparql", "http://a.example", "HTTP://A.EXAMPLE:80/", "http:", "http://"):
        assert check(text, ["https://x.example/", enough])


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        "SELECT * { VALUES ?x { <http://a.example/> } SERVICE SILENT $x {} }",
        "BASE <http://a.example/> SELECT * { SERVICE <sparql> {} }",
        "PREFIX a: <sparql> SELECT * { SERVICE a: {} }",
        "SELECT * { SERVICE wd:x {} }",
        "SELECT * { SERVICE <http://a.example@evil.example/> {} }",
        "SELECT * { SERVICE <http://a.example/x/../y> {} }",
        "SELECT * { SERVICE <http://a.example/x/%2E%2e/y> {} }",
        "SELECT * { SERVICE <http:a.example> {} }",
        "SELECT * { SERVICE <file:///etc/passwd> {} }",
        "SELECT * { SERVICE <http://a.exämple/> {} }",
        "LOAD <file:///etc/passwd>",
        "SELECT * { SERVICE",
        "LOAD",
    ],
)
def test_what_could_lead_anywhere_is_refused_whatever_is_allowed(text: str) -> None:
    with pytest.raises(QueryError, match=r"line 1: (SERVICE|LOAD) must name its address whole"):
        check(text, ["http:", "https:", "http://a.example/"])


@pytest.mark.parametrize("text", ["a.example", "ftp://a.example/", "http://u@a.example/", "http://a.example/?x", ""])
def test_only_the_beginning_of_an_address_allows(text: str) -> None:
    with pytest.raises(UsageError, match="--allow-service must be the beginning of an address"):
        prefix(text)


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX a: <http://a/> INSERT DATA { <a:> <a:> <a:> };LOADa:x",
        "PREFIX a: <http://a/>LOADSILENTa:x",
        "PREFIX a: <http://a/> LOADa:x INTO GRAPH <urn:g>",
        "PREFIX a: <http://a/> ASK { LOADSILENT<http://a/> }",
    ],
)
def test_keywords_stand_apart(text: str) -> None:
    with pytest.raises(QueryError, match="as LOAD; put a space between them"):
        check(text, ["http:"])


def test_addresses_are_compared_part_by_part() -> None:
    def within(iri: str, allowed: str) -> bool:
        found = address(iri)
        return found is not None and found.within(prefix(allowed))

    assert within("http://a.example/x/y", "http://a.example/x")
    assert within("http://a.example/x/y", "http://a.example/x/")
    assert within("http://a.example/x?query=1", "http://a.example/x")
    assert not within("http://a.example/xy", "http://a.example/x")
    assert within("http://[::1]:80/", "http://[::1]/")
    assert not within("http://a.example:81/", "http://a.example/")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 'SERVICE <http://a/>' }",
        "SELECT ?service FROM <http://example.org/g> { ?s <urn:SERVICE> ?service } # SERVICE ?x INSERT DATA {}",
        "PREFIX SERVICE: <urn:s> ASK { SERVICE:x ?p ?o }",
        "PREFIX services: <urn:s> ASK { GRAPH services:x { services:x ?p services:y } }",
        "PREFIX load: <urn:s#> WITH load:g DELETE { ?s ?p load:x ; ?q load:y } WHERE { ?s ?p ?o } ; CLEAR GRAPH load:g",
        "SELECT * { VALUES (?service ?x) { (1 <http://example.org/x#y>) } }",
        "SELECT * { FILTER(?service = <urn:x#y> || ?service IN (<urn:x#y>, <urn:it's>)) }",
        "PREFIX load: <urn:s#> INSERT DATA { <urn:x#a> <urn:x#b> <urn:x#c> , load:x }",
    ],
)
def test_words_that_only_look_like_it_are_let_through(text: str) -> None:
    assert check(text) == []


# ------------------------------------------------------------------------------------------------ nothing gets past
class Server(NamedTuple):
    """A server on this machine: its address, and what was asked of it."""

    url: str
    asked: list[str]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.path.startswith("/elsewhere"):
                self.send_response(307 if self.command == "POST" else 302)
                self.send_header("Location", "/data")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if self.command == "GET":
                kind, body = "text/turtle", b"<urn:a> <urn:b> <urn:c> ."
            else:
                kind = "application/sparql-results+json"
                body = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"far"}}]}}'
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST  # noqa: N815 - the name is http.server's

        def log_message(self, *_: object) -> None:
            pass

    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield Server(f"http://127.0.0.1:{made.server_address[1]}", asked)
    made.shutdown()
    made.server_close()


PIECES = [
    "SERVICE", "SERVICE SILENT", "service", "\\u0053ERVICE", "a:x", "<HERE>", "{}", "{ ?s ?p ?o }", "FILTER(1<2)",
    "FILTER(1<=2)", "FILTER(?s<?o)", "FILTER(a:x<a:y)", "BIND('>'AS ?x)", "BIND(' ' AS ?y)", 'BIND(">"AS ?z)',
    "BIND('' AS ?v)", "?s ?p ?o .", "?s <urn:x#y> '>' .", "OPTIONAL {", "}", "VALUES (?v ?w) { (1 <urn:x#y>) }",
    "VALUES (?v ?w) { (1 <urn:it's>) }", "FILTER(1<2&&'>'='>')", "#", "#>\n", "\n", "'''", "'", '"', ">", "<",
    "FILTER EXISTS {", "BIND(<<( a:x a:y '>' )>> AS ?t)", "('a' <urn:b#c>) ?p ?o .", "FILTER(true<false)",
    "GRAPH a:g {", "?s ?p true", "GRAPH service:x {}", "FILTER(-1<+2)",
]  # fmt: skip
BYPASSES = [
    ["FILTER(1<2)", "SERVICE", "#>\n", "<HERE>", "{}"],
    ["FILTER(1<2)", "SERVICE", "#>\n", "a:x", "{ ?s ?p ?o }"],
    ["FILTER(1<=2)", "BIND('>'AS ?x)", "SERVICE", "<HERE>", "{}", "BIND(' ' AS ?y)"],
    ["service", "a:x", "{}"],
    ["?s ?p true", "SERVICE SILENT", "a:x", "{}"],
    ["?s ?p true", "SERVICE", "<HERE>", "{}"],
    ["VALUES (?v ?w) { (1 <urn:x#y>) }", "SERVICE", "<HERE>", "{}"],
    ["FILTER(1<2&&'>'='>')", "SERVICE", "<HERE>", "{}"],
    ["('a' <urn:b#c>) ?p ?o .", "SERVICE", "<HERE>", "{}"],
]


def assembled(pieces: list[str], url: str, gap: str = "") -> str:
    return f"PREFIX a: <{url}/> SELECT * {{ {gap.join(pieces)} }}".replace("HERE", f"{url}/data")


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=8), gap=st.sampled_from(["", " "]))
@example(pieces=BYPASSES[0], gap="")
@example(pieces=BYPASSES[1], gap="")
@example(pieces=BYPASSES[2], gap="")
@example(pieces=BYPASSES[3], gap="")
@example(pieces=BYPASSES[4], gap="")
@example(pieces=BYPASSES[5], gap="")
@example(pieces=BYPASSES[6], gap="")
def test_what_is_let_through_reaches_nobody(pieces: list[str], gap: str, server: Server) -> None:
    text = assembled(pieces, server.url, gap)
    with contextlib.suppress(KgError):
        check(text)
        server.asked.clear()
        with contextlib.suppress(SyntaxError, OSError, RuntimeError):
            list(ox.Store().query(text))  # type: ignore[arg-type]
        assert server.asked == []


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=8))
@example(pieces=BYPASSES[1])
@example(pieces=BYPASSES[2])
def test_checking_the_syntax_reaches_nobody(pieces: list[str], server: Server) -> None:
    server.asked.clear()
    with contextlib.suppress(QueryError):
        check_syntax(assembled(pieces, server.url), prefixes=None, base=None)
    assert server.asked == []


@pytest.mark.parametrize("pieces", BYPASSES[:6])
def test_the_engine_would_have_been_led_there(pieces: list[str], server: Server) -> None:
    """These do reach the server if nothing is checked; else the test above would say little."""
    server.asked.clear()
    with contextlib.suppress(OSError, RuntimeError):
        list(ox.Store().query(assembled(pieces, server.url)))  # type: ignore[arg-type]
    assert len(server.asked) == 1


# ------------------------------------------------------------------------------------------------ through the command
def test_a_service_that_was_allowed_answers(server: Server, kg: Run) -> None:
    query = f"SELECT ?s {{ SERVICE <{server.url}/data> {{ ?s ?p ?o }} }}"
    server.asked.clear()
    assert kg("query", "-e", query)[0] == 2
    assert server.asked == []
    assert kg("query", "-e", query, "--allow-service", f"{server.url}/data") == (0, "s\r\nfar\r\n", "")


def test_a_redirect_is_not_followed(server: Server, kg: Run) -> None:
    server.asked.clear()
    for path in ("elsewhere", "elsewhere/too"):
        query = f"SELECT ?s {{ SERVICE <{server.url}/{path}> {{ ?s ?p ?o }} }}"
        status, out, err = kg("query", "-e", query, "--allow-service", server.url)
        assert (status, out) in ((3, ""), (3, "s\r\n"))
        assert err.startswith("kg: SERVICE failed: ")
        assert err.count("\n") == 1
    assert server.asked == ["/elsewhere", "/elsewhere/too"]


HOSTS = (
    "127.0.0.1 localhost 2130706433 0x7f.1 [::1] [::ffff:127.0.0.1] 169.254.169.254 10.0.0.1 100.64.0.1 0.0.0.0 "
    # IPv4 within IPv6: 6to4, Teredo, NAT64 (its own prefix and the local ones), compatible, translated, ISATAP
    "[2002:7f00:1::] [2002:a00:1::1] [2001:0:0a00:0001::1] [2001:0:4136:e378:8000:63bf:f5ff:fffe] [64:ff9b::7f00:1] "
    "[64:ff9b::a9fe:a9fe] [64:ff9b:1::808:808] [::127.0.0.1] [::ffff:0:10.0.0.1] [2a00:1::5efe:10.0.0.1] "
    "[2a00:1::200:5efe:7f00:1] [fc00::1] [fe80::1] [fec0::1] [::] 224.0.0.1 [ff0e::1] 192.0.0.8"
)
PUBLIC = "8.8.8.8 [2a00:1450::1] [64:ff9b::808:808] [2002:808:808::1] [::ffff:8.8.8.8]"


@pytest.mark.parametrize("host", HOSTS.split())
def test_a_private_network_is_reached_only_if_it_was_named(host: str) -> None:
    text = f"ASK {{ SERVICE <http://{host}/x> {{}} }}"
    with pytest.raises(QueryError, match="an address of a private network; --allow-service http"):
        check_private(check(text, ["http:"]), ["http:"])
    if host in ("127.0.0.1", "localhost", "[::1]", "10.0.0.1", "[64:ff9b::7f00:1]"):
        check_private(check(text, [f"http://{host}/"]), [f"http://{host}/"])


@pytest.mark.parametrize("host", PUBLIC.split())
def test_a_public_address_is_none_of_a_private_network(host: str) -> None:
    check_private(check(f"ASK {{ SERVICE <http://{host}/x> {{}} }}", ["http:"]), ["http:"])


def test_a_name_that_leads_into_a_private_network_needs_its_number_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("10.1.2.3", 80))])
    found = reached("ASK { SERVICE <http://innocent.example/> {} }")
    with pytest.raises(QueryError, match=r"leads to 10\.1\.2\.3"):
        check_private(found, ["http://innocent.example/"])
    check_private(found, ["http://innocent.example/", "http://10.1.2.3/"])


def test_a_host_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", none)
    with pytest.raises(StoreError, match=r"nowhere\.example: there is no such host"):
        check_private(reached("ASK { SERVICE <http://nowhere.example/> {} }"), ["http:"])
