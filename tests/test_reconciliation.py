"""A reconciliation service: what it is asked, what is kept of its answers, and services that misbehave."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support_servers import Scripted
from test_authorities import mention

from kg import caching, http
from kg.authorities import open_authority
from kg.authority import Authority, Candidate, Kind, Mention, Office, Settings
from kg.errors import AuthorityError, UsageError
from kg.linking import answers

SPACE = "https://lakes.example/"
MANIFEST: dict[str, Any] = {"name": "Lakes", "identifierSpace": SPACE, "schemaSpace": SPACE, "versions": ["0.2"]}
JSON = {"Content-Type": "application/json"}


class Service:
    """A service whose answers a test changes; it keeps the queries of each request."""

    def __init__(self, cache: Path) -> None:
        self.manifest: Any = dict(MANIFEST)
        self.result: Any = [{"id": "1", "name": "Heron", "score": 80, "match": True, "type": []}]
        self.broken: tuple[int, dict[str, str], Any] | None = None
        self.queries: list[dict[str, Any]] = []
        self.others: list[str] = []
        self.extends: list[Any] = []
        self.told: Any = {"meta": [], "rows": {}}
        self.server = Scripted(self.say)
        self.url = f"{self.server.url}/api"
        self.environ = {"NETRC": "/nonexistent", "KG_CACHE": str(cache)}

    def say(self, method: str, path: str, body: bytes) -> tuple[int, dict[str, str], Any]:
        if method == "GET" and path != "/api":
            self.others.append(path)
            prefix = parse_qs(urlsplit(path).query)["prefix"][0]
            found = [{"id": "Q50", "name": f"{prefix} being"}] + [{"id": "Q5", "name": "Human"}] * (prefix == "human")
            return 200, JSON, [json.dumps({"result": found}).encode()]
        if method == "GET":
            return 200, JSON, [json.dumps(self.manifest).encode()]
        form = parse_qs(body.decode())
        if "extend" in form:
            self.extends.append(json.loads(form["extend"][0]))
            return 200, JSON, [json.dumps(self.told).encode()]
        self.queries.append(json.loads(form["queries"][0]))
        if self.broken is not None:
            return self.broken
        return 200, JSON, [json.dumps({key: {"result": self.result} for key in self.queries[-1]}).encode()]

    def open(self, settings: Settings | None = None, **environ: str) -> Authority:
        return open_authority(f"reconcile+{self.url}", settings=settings, environ=self.environ | environ)

    def ask(self, *mentions: Mention, settings: Settings | None = None, **environ: str) -> list[tuple[Candidate, ...]]:
        return list(self.open(settings, **environ).candidates(mentions or [HERON]))


HERON = mention(Kind.STATE, "Heron")


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr(http.time, "sleep", lambda _: None)
    made = Service(tmp_path / "cache")
    yield made
    made.server.close()


# ------------------------------------------------------------------------------------------------ asking
def test_names_go_out_in_batches_and_each_but_once(service: Service) -> None:
    service.manifest["batchSize"] = 4
    mentions = [Mention(f"urn:{n}", Kind.PERSON, f"Ann {n % 7}", ("Reed",)) for n in range(10)]
    found = service.ask(*mentions)
    assert [len(one) for one in service.queries] == [4, 4]
    assert service.queries[0]["q0"] == {"query": "Ann 0", "limit": 10}
    assert len(found) == 10
    (heron,) = found[0]
    assert (heron.target, heron.label, heron.score) == (SPACE + "1", "Heron", 0.8)
    assert heron.source == service.url


def test_types_and_properties_are_told(service: Service) -> None:
    service.manifest |= {"defaultTypes": [{"id": "Q6", "name": "Land"}, 7]}
    service.manifest |= {"suggest": {"type": {"service_url": service.server.url, "service_path": "/types?x=1"}}}
    who = Mention("urn:x", Kind.PERSON, "Ann", country="Northland", offices=(Office("minister", "Lakes"),))
    settings = Settings(
        types={Kind.PERSON: ("human", "Q7"), Kind.STATE: ("Land",)}, properties={"country": "P17", "office": "P39"}
    )
    service.result = [
        {"id": "a b", "name": "Ann", "score": 0.25, "type": [{"id": "Q5", "name": "human"}]},
        {"id": "c", "name": "Ann\x1b Land", "score": 0.5, "type": ["Q6"], "description": "a land"},
        {"id": "wd:Q1", "name": "Annie", "score": 0.125},
        {"id": "https://a.example/x", "name": "Anne", "type": "?"} | {"type": [], "score": None},
    ]
    people, lands = service.ask(who, HERON, settings=settings)
    assert service.others == ["/types?x=1&prefix=human", "/types?x=1&prefix=Q7"]
    assert service.queries[0]["q0"]["type"] == ["Q5", "Q7"]
    assert service.queries[0]["q0"]["properties"] == [{"pid": "P17", "v": "Northland"}, {"pid": "P39", "v": "minister"}]
    assert service.queries[0]["q1"]["type"] == "Q6"
    assert [one.target for one in people] == [
        SPACE + "a%20b",
        "http://www.wikidata.org/entity/Q1",
        "https://a.example/x",
    ]
    assert (people[0].kind, people[0].description) == (Kind.PERSON, "human")
    assert (lands[0].label, lands[0].description) == ("Ann Land", "a land")


def test_what_a_service_tells_of_its_candidates(service: Service) -> None:
    tells = {"kind": "P31", "country": "P17", "description": "d", "names": "n"}
    settings = Settings(types={Kind.STATE: ("Q6",)}, tells=tells)
    service.result = [{"id": str(n), "name": "Heron", "score": 0.5} for n in range(5)]
    service.told["rows"] = {
        "0": {"P31": [{"id": "Q6", "name": "land"}], "P17": [{"str": "Northland"}], "n": [{"str": "Isle|Insel@de"}]},
        "1": {"P31": [{"str": "Person"}]},
        "2": {"P31": [{"str": "x"}, {"str": "State"}], "d": [{"str": "an\x1b isle"}], "P17": [{}, 7, {"int": 3}]},
        "3": {"P31": []},
        "9": 7,
    }
    (found,) = service.ask(settings=settings)
    assert service.extends == [
        {"ids": ["0", "1", "2", "3", "4"], "properties": [{"id": i} for i in ("P17", "P31", "d", "n")]}
    ]
    assert [one.target for one in found] == [SPACE + n for n in "0234"]
    assert [one.kind for one in found] == [Kind.STATE, Kind.STATE, None, None]
    assert (found[0].country, [name.text for name in found[0].names]) == ("Northland", ["Isle", "Insel"])
    assert (found[1].description, found[1].country) == ("an isle", "")
    assert service.ask(settings=settings) == [found]
    assert len(service.extends) == 1


@pytest.mark.parametrize("told", [[], {"rows": []}, {"rows": {"1": 7}}, {"rows": {"1": {"P31": 7}}}, {"error": "odd"}])
def test_what_is_told_of_candidates_must_be_as_the_api_has_it(told: Any, service: Service) -> None:
    service.told = told
    settings = Settings(tells={"kind": "P31"})
    with pytest.raises(AuthorityError, match="what is told of"):
        service.ask(settings=settings)
    service.told = {"rows": {}}
    assert service.ask(settings=settings)[0]


def test_a_service_is_asked_at_its_own_address_only(service: Service) -> None:
    service.manifest |= {"suggest": {"type": {"service_url": "http://localhost:9", "service_path": "/x"}}}
    service.manifest |= {"view": {"url": "http://localhost:9/{{id}}"}}
    service.ask(settings=Settings(types={Kind.STATE: ("land",)}))
    assert service.queries[0]["q0"]["type"] == "land"
    assert service.others == []


def test_the_stores_credentials_are_kept_from_it(service: Service) -> None:
    service.ask(KG_TOKEN="secret", KG_USER="me", KG_PASSWORD="secret")
    assert not any("Authorization" in headers for _, _, headers, _ in service.server.seen)


# ------------------------------------------------------------------------------------------------ keeping
def test_answers_are_kept_for_some_days(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    first = service.ask()
    service.result = []
    assert service.ask() == first
    assert len(service.server.seen) == 2
    now = time.time()
    monkeypatch.setattr(caching.time, "time", lambda: now + 8 * 86400)
    assert service.ask() == [()]
    monkeypatch.setattr(caching.time, "time", lambda: now)
    assert service.ask() == [()], "an answer from the future is none"
    assert len(service.queries) == 3


def test_nothing_is_kept_if_it_is_not_wanted_or_cannot_be(service: Service, tmp_path: Path) -> None:
    service.ask(KG_CACHE_DAYS="0")
    service.ask(KG_CACHE_DAYS="0")
    assert len(service.queries) == 2
    (tmp_path / "file").write_text("")
    assert service.ask(KG_CACHE=str(tmp_path / "file" / "cache"))
    with pytest.raises(UsageError, match="KG_CACHE_DAYS must be a number of days, not 'soon'"):
        service.ask(KG_CACHE_DAYS="soon")


def test_what_was_said_before_a_failure_is_kept(service: Service) -> None:
    service.manifest["batchSize"] = 1
    answers_ = service.open().candidates(Mention(f"urn:{n}", Kind.STATE, f"Isle {n}") for n in range(80))
    next(answers_)
    service.broken = 429, {"Retry-After": "77"}, [b"slowly"]
    with pytest.raises(
        AuthorityError, match=r"wants to be asked less .* come again in 77 seconds, what it said is kept"
    ):
        list(answers_)
    asked, service.broken = len(service.queries), None
    service.ask(*(Mention(f"urn:{n}", Kind.STATE, f"Isle {n}") for n in range(50)))
    assert len(service.queries) == asked


def test_an_answer_of_an_error_is_not_kept(service: Service) -> None:
    service.manifest = {"error": "no"}
    with pytest.raises(AuthorityError):
        service.ask()
    service.manifest, service.result = dict(MANIFEST), [{"id": 7.5}]
    with pytest.raises(AuthorityError):
        service.ask()
    service.result = []
    assert service.ask() == [()]


@pytest.mark.parametrize("damage", [b"no file of SQLite" * 100, b""])
def test_a_damaged_file_of_answers_harms_nothing(service: Service, damage: bytes) -> None:
    expected = service.ask()
    path = Path(service.environ["KG_CACHE"]) / "answers.sqlite"
    for file in path.parent.iterdir():
        file.write_bytes(damage)
    assert service.ask() == expected
    assert service.ask() == expected
    assert len(service.queries) == 2


def test_answers_that_someone_changed_are_asked_for_again(service: Service) -> None:
    expected = service.ask()
    with sqlite3.connect(Path(service.environ["KG_CACHE"]) / "answers.sqlite") as file:
        file.execute("UPDATE answers SET body = ?", (b'[{"id": {}}]',))
        file.commit()
    file.close()
    assert service.ask() == expected
    assert len(service.queries) == 2


def test_the_file_of_answers_does_not_grow_without_end(tmp_path: Path) -> None:
    environ = {"KG_CACHE": str(tmp_path)}
    asked = [("a", str(number)) for number in range(10)]
    cache = caching.Cache(environ)
    for one in asked:
        cache.put({one: b"x" * 100})
    assert list(caching.Cache(environ).get(asked)) == asked
    assert list(caching.Cache(environ, most=500).get(asked)) == asked[5:]
    (tmp_path / "answers.sqlite").unlink()
    assert cache.get(asked) == {}
    cache.put({("b",): b"x"})
    assert cache.get([("b",)]) == {("b",): b"x"}


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {"HOME": "/h"}, "/h/.cache/kg-reports"),
        ("linux", {"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "/x/kg-reports"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Caches/kg-reports"),
        ("win32", {"USERPROFILE": "/h"}, "/h/AppData/Local/kg-reports/Cache"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/kg-reports/Cache"),
        ("win32", {"KG_CACHE": "/k"}, "/k"),
    ],
)
def test_where_answers_are_kept(platform: str, environ: dict[str, str], expected: str) -> None:
    assert caching.place(environ, platform) == Path(expected)


# ------------------------------------------------------------------------------------------------ misbehaving
GOOD = json.dumps({"q0": {"result": [{"id": "1", "name": "Heron", "score": 1}]}}).encode()


def deep(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


BAD = {
    "a web page": (200, {"Content-Type": "text/html"}, [b"<html>"], "the answer is a web page"),
    "a web page in disguise": (200, JSON, [b"<!doctype html>"], "the answer is no JSON"),
    "half an answer": (200, JSON, [GOOD[:-9]], "the answer is no JSON, or not all of it"),
    "too short": (200, JSON | {"Content-Length": "9999"}, [GOOD], "cut off"),
    "a script": (200, JSON, [b"callback(" + GOOD + b")"], "the answer is no JSON"),
    "not a number": (200, JSON, [GOOD.replace(b": 1}", b": NaN}")], "NaN is no number"),
    "no UTF-8": (200, JSON, [b'"\xff"'], "the answer is no JSON"),
    "deep": (200, JSON, [deep(100_000)], "the answer is no JSON"),
    "nothing": (0, {}, [], "cannot be reached"),
    "empty": (200, JSON, [], "the answer is no JSON"),
    "no object": (200, JSON, [b"[]"], "the answer is no object: []"),
    "an error": (200, JSON, [b'{"status": "error", "message": "no \\u001b[31mkey"}'], "says: no [31mkey"),
    "an error inside": (200, JSON, [b'{"q0": {"error": {"message": "odd"}}}'], "a query has no result (odd)"),
    "no answer": (200, JSON, [b'{"q7": {"result": []}}'], "left 1 of 1 queries without an answer"),
    "no list": (200, JSON, [b'{"q0": {"result": {}}}'], "result is no list: {}"),
    "no candidate": (200, JSON, [b'{"q0": {"result": [7]}}'], "a candidate is no object: 7"),
    "no id": (200, JSON, [b'{"q0": {"result": [{"name": "x", "score": 1}]}}'], "a candidate has no id and name"),
    "no name": (200, JSON, [b'{"q0": {"result": [{"id": "x", "name": "", "score": 1}]}}'], "no id and name"),
    "no score": (200, JSON, [b'{"q0": {"result": [{"id": "x", "name": "x", "score": "high"}]}}'], "score is no number"),
    "a negative": (200, JSON, [b'{"q0": {"result": [{"id": "x", "name": "x", "score": -1}]}}'], "score is no number"),
    "a yes": (200, JSON, [b'{"q0": {"result": [{"id": "x", "name": "x", "score": true}]}}'], "score is no number"),
    "infinity": (200, JSON, [b'{"q0": {"result": [{"id": "x", "name": "x", "score": 1e999}]}}'], "score is no number"),
    "no types": (200, JSON, [b'{"q0": {"result": [{"id": "x", "name": "x", "type": 7}]}}'], "type is no list"),
    "a failure": (500, JSON, [b'{"trouble": 1}'], 'the service fails (status 500: {"trouble": 1})'),
    "a failure on a page": (502, {"Content-Type": "text/html"}, [b"<h1>"], "the service fails (status 502)"),
    "too often": (429, {}, [], "wants to be asked less (status 429); come again later"),
    "too often by date": (503, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, [], "come again later"),
    "a password": (401, {}, [], "wants a password"),
    "a redirect": (302, {"Location": "http://169.254.169.254/"}, [], "is not followed"),
    "a redirect elsewhere": (308, {"Location": "//localhost:1/x"}, [], "give its address as the address after"),
    "round and round": (307, {"Location": "/api"}, [], "on and on"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_service_that_misbehaves_is_an_error_and_gives_nothing(case: str, service: Service) -> None:
    status, headers, pieces, message = BAD[case]
    authority = service.open()
    service.broken = status, headers, pieces
    with pytest.raises(AuthorityError) as caught:
        list(authority.candidates([HERON]))
    text = str(caught.value)
    assert message in text
    assert text.startswith(service.server.url)
    assert text.isprintable()
    assert len(text) < 700
    assert "--store" not in text
    assert caught.value.exit_code == 3
    service.broken = None
    assert service.ask()[0], "nothing of it was kept"


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ([], "the manifest is no object"),
        ({"name": "x"}, "no name and identifierSpace"),
        ({"name": 7, "identifierSpace": SPACE}, "no name and identifierSpace"),
        ({"message": "not today"}, "the service says: not today"),
        (MANIFEST | {"defaultTypes": {}}, "defaultTypes is no list"),
    ],
)
def test_what_is_no_manifest(manifest: Any, message: str, service: Service) -> None:
    service.manifest = manifest
    with pytest.raises(AuthorityError, match=message):
        service.open()


def test_a_service_that_is_not_there_and_addresses_that_are_none(service: Service) -> None:
    service.server.close()
    with pytest.raises(AuthorityError, match="cannot be reached"):
        service.open()
    for text in ("reconcile+https://me:secret@a.example/", "reconcile+http:", "reconcile+https://a.example/ä"):
        with pytest.raises(UsageError, match=r"the address after reconcile\+") as caught:
            open_authority(text)
        assert "secret" not in str(caught.value)


def test_a_service_that_hangs_or_drips(service: Service) -> None:
    done = threading.Event()

    def pieces(every: float) -> Iterator[bytes]:
        while not done.wait(every):
            yield b" "

    for every, message in ((20.0, "sent nothing for"), (0.02, "next to nothing for|was not whole after")):
        authority = service.open(KG_HTTP_TIMEOUT="0.2")
        service.broken = 200, JSON, pieces(every)
        with pytest.raises(AuthorityError, match=message):
            list(authority.candidates([HERON]))
    done.set()


def test_an_answer_without_end(service: Service) -> None:
    authority = service.open()
    service.broken = 200, JSON, (b" " * (1 << 20) for _ in range(1000))
    with pytest.raises(AuthorityError, match="longer than 33,554,432 bytes"):
        list(authority.candidates([HERON]))


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(("result", "id", "name", "score", "type", "q0", "error", "x")), inner, max_size=5
        )
    ),
    max_leaves=12,
)


@given(ANY)
@example({"q0": {"result": [{"id": "\ud800", "name": "\ud800x", "score": 10**400}]}})
@example({"q0": {"result": [{"id": True, "name": "x", "score": 0}]}})
def test_whatever_is_answered_is_candidates_or_an_error(said: Any) -> None:
    for read in (
        lambda: answers.manifest(said, "p"),
        lambda: answers.suggested("x", said, "p"),
        lambda: answers.batch(said, ["q0"], "p"),
        lambda: answers.results(answers.batch(said, ["q0"], "p")[0], "p"),
        lambda: answers.results(said, "p"),
    ):
        try:
            found = read()
        except AuthorityError as error:
            assert str(error).startswith("p: ")  # noqa: PT017
        else:
            if isinstance(found, tuple) and not isinstance(found, answers.Manifest):
                assert all(one.score is None or 0 <= one.score <= 1 for one in found)


@given(st.text(max_size=20), st.text(max_size=20))
def test_an_id_makes_an_iri_or_nothing(space: str, id_: str) -> None:
    for start in (space, SPACE, SPACE + space):
        made = answers.Manifest("x", start, "", {}, 0, "").iri(id_)
        assert made == "" or (made.isprintable() and ox.NamedNode(made).value == made)
