"""RDF as an authority: languages, types, bounds, and endpoints that misbehave."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from support_servers import Scripted
from test_authorities import GRAPH, LAKES, PREFIXES, SOME, mention

from kg import http
from kg.authorities import open_authority, rdf
from kg.authority import Authority, Kind, Settings
from kg.errors import AuthorityError, KgError, UsageError
from kg.linking.described import LABELS, TYPE, described
from kg.stores import open_store
from kg.storing import Store

ROWS = "application/sparql-results+json"
PREF, ALT, NAME = LABELS[0], LABELS[5], LABELS[2]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(str(tmp_path / "store"), write=True)
    made.replace_graph(GRAPH, list(ox.parse(PREFIXES + SOME, ox.RdfFormat.TURTLE)))
    return made


# ------------------------------------------------------------------------------------------------ what is told
def test_the_label_is_in_the_language_that_is_asked_for() -> None:
    told = [
        (PREF, "Lake", "en"),
        (PREF, "See", "de"),
        (ALT, "Weiher", "de-AT"),
        (NAME, "Lacus", ""),
        (NAME, " \x07 ", ""),
    ]
    for languages, label in (((), "Lake"), (("de",), "See"), (("fr",), "Lake"), (("DE", "fr"), "See")):
        made = described("urn:x", told, languages=languages)
        assert made is not None
        assert made.label == label
        assert {name.text for name in made.names} == {"Lake", "See", "Weiher", "Lacus"} - {label}


def test_the_sharpest_of_several_types_is_the_kind() -> None:
    types = [(TYPE, f"http://schema.org/{name}", "") for name in ("Organization", "Newspaper", "Thing")]
    made = described("urn:x", [(PREF, "Post", "en"), *types])
    assert made is not None
    assert made.kind is Kind.MEDIUM
    assert described("urn:x", types) is None


# ------------------------------------------------------------------------------------------------ graphs
def test_types_and_properties_of_the_users_own(store: Store) -> None:
    text = f'<{LAKES}9> a <urn:lake-thing> ; <urn:called> "Deep Lake" . <{LAKES}1> <urn:called> "Deep Lake" .'
    store.replace_graph("urn:own", list(ox.parse(text, ox.RdfFormat.TURTLE)))
    settings = Settings(labels=("urn:called",), types={Kind.PLACE: ("urn:lake-thing",)})
    authority = open_authority("graph:urn:own", settings=settings, store=store)
    kinds = {one.target: one.kind for one in next(authority.candidates([mention(Kind.PLACE, "Deep Lake")]))}
    assert kinds == {LAKES + "9": Kind.PLACE, LAKES + "1": None}
    (found,) = authority.candidates([mention(Kind.PERSON, "Deep Lake")])
    assert [one.target for one in found] == [LAKES + "1"]


def test_names_that_are_merely_like_a_name_are_found_in_a_graph(store: Store) -> None:
    authority = open_authority(f"graph:{GRAPH}", store=store)
    for name in ("Ministri of Lakes", "Lakes Ministry", "SEENMINISTERIUM"):
        (found,) = authority.candidates([mention(Kind.ORGANIZATION, name)])
        assert found[0].target == LAKES + "1"
        assert (found[0].description, found[0].kind) == ("a ministry", Kind.ORGANIZATION)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("graph:", "is not like graph:https"),
        ("graph:not an iri", "is not like graph:https"),
        ("graph:https://a.example/> { ?s ?p ?o } #", "is not like graph:https"),
        ("graph:https://a.example/none", "nothing in this graph has a name"),
        ("sparql+https://user:secret@a.example/sparql", "can be seen by others"),
        ("sparql+https:", "a server's address is like"),
    ],
)
def test_what_is_no_graph_and_no_endpoint(text: str, message: str, store: Store) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        open_authority(text, store=store)
    assert "secret" not in str(caught.value)


def test_a_graph_needs_a_store_and_settings_need_iris(store: Store) -> None:
    with pytest.raises(UsageError, match="none was opened"):
        open_authority(f"graph:{GRAPH}")
    for settings in (Settings(labels=("name",)), Settings(types={Kind.STATE: ("urn:a> . #",)})):
        with pytest.raises(UsageError, match="is no IRI"):
            open_authority(f"graph:{GRAPH}", store=store, settings=settings)


def test_answers_that_are_too_long_are_asked_for_in_pieces(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("Ministry of Lakes", "Ann Reed", "Heron")
    mentions = [
        mention(kind, name) for kind, name in zip((Kind.ORGANIZATION, Kind.PERSON, Kind.STATE), names, strict=True)
    ]
    whole = list(open_authority(f"graph:{GRAPH}", store=store).candidates(mentions))
    monkeypatch.setattr(rdf, "_ROWS", 6)
    assert list(open_authority(f"graph:{GRAPH}", store=store).candidates(mentions)) == whole
    monkeypatch.setattr(rdf, "LABELS_AT_MOST", 3)
    with pytest.raises(AuthorityError, match="more than 3 names"):
        open_authority(f"graph:{GRAPH}", store=store)


# ------------------------------------------------------------------------------------------------ endpoints
def table(*rows: dict[str, str], variables: tuple[str, ...] = ("s",)) -> bytes:
    bindings = [{name: {"type": "uri", "value": value} for name, value in row.items()} for row in rows]
    return json.dumps({"head": {"vars": list(variables)}, "results": {"bindings": bindings}}).encode()


GOOD = (200, {"Content-Type": ROWS}, [table({"s": "urn:x"})])


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scripted]:
    monkeypatch.setattr(http.time, "sleep", lambda _: None)
    made = Scripted(lambda *_: GOOD)
    yield made
    made.close()


def opened(endpoint: Scripted, **environ: str) -> Authority:
    return open_authority(f"sparql+{endpoint.url}/sparql", environ={"NETRC": "/nonexistent"} | environ)


BAD = {
    "a web page": (200, {"Content-Type": "text/html"}, [b"<html>"]),
    "half an answer": (200, {"Content-Type": ROWS}, [table({"s": "urn:x"})[:-4]]),
    "no rows": (200, {"Content-Type": ROWS}, [b'{"head": {}, "boolean": true}']),
    "nothing": (0, {}, []),
    "an error": (500, {"Content-Type": "text/plain"}, [b"oh \x1b[31m no"]),
    "a refusal": (400, {}, []),
    "no right": (401, {}, []),
    "a redirect": (302, {"Location": "http://169.254.169.254/latest/meta-data"}, []),
    "a redirect elsewhere": (307, {"Location": "http://localhost:1/x"}, []),
    "too short": (200, {"Content-Type": ROWS, "Content-Length": "9999"}, [table({"s": "urn:x"})]),
    "empty": (200, {"Content-Type": ROWS}, [table()]),
}


@pytest.mark.parametrize("case", BAD)
def test_an_endpoint_that_misbehaves_is_an_error_and_gives_nothing(case: str, endpoint: Scripted) -> None:
    endpoint.say = lambda *_: BAD[case]
    with pytest.raises(AuthorityError) as caught:
        opened(endpoint)
    assert endpoint.url in str(caught.value)
    assert str(caught.value).isprintable()
    assert "--store" not in str(caught.value)
    assert caught.value.exit_code == 3
    endpoint.say = lambda *_: GOOD
    authority = opened(endpoint)
    if case != "empty":
        endpoint.say = lambda *_: BAD[case]
        with pytest.raises(AuthorityError):
            list(authority.candidates([mention(Kind.STATE, "Heron")]))


def test_an_endpoint_that_hangs(endpoint: Scripted) -> None:
    import threading

    done = threading.Event()

    def pieces() -> Iterator[bytes]:
        yield b"{"
        done.wait(20)

    endpoint.say = lambda *_: (200, {"Content-Type": ROWS}, pieces())
    with pytest.raises(AuthorityError, match="sent nothing for"):
        opened(endpoint, KG_HTTP_TIMEOUT="0.2")
    done.set()


def test_an_endpoint_that_lies_gives_nothing_that_was_not_asked_for(endpoint: Scripted) -> None:
    authority = opened(endpoint)
    lie = table(
        {"thing": "javascript:x", "name": "urn:y"}, {"thing": "urn:z", "name": "urn:y"}, variables=("thing", "name")
    )
    endpoint.say = lambda *_: (200, {"Content-Type": ROWS}, [lie])
    assert list(authority.candidates([mention(Kind.STATE, "Heron")])) == [()]


def test_the_stores_credentials_are_kept_from_others(endpoint: Scripted) -> None:
    opened(endpoint, KG_TOKEN="secret", KG_USER="me", KG_PASSWORD="secret")
    assert "Authorization" not in endpoint.seen[0][2]
    with pytest.raises(KgError, match="KG_HTTP_TIMEOUT"):
        opened(endpoint, KG_HTTP_TIMEOUT="soon")
