"""What every authority must do, whichever it is: the same cases on each."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
import support_servers

from kg.authorities import DEFAULT, open_authority
from kg.authority import FITTING, Authority, Candidate, Kind, Mention
from kg.linking.index import MOST
from kg.linking.rows import absolute, tidy
from kg.stores import open_store

LAKES = "https://lakes.example/"
TABLE = f"""id,label,names,kind,country,from,to,description
{LAKES}1,Ministry of Lakes,Lake Ministry|Seenministerium@de,organization,Northland,1990,,a ministry
{LAKES}2,Ann Reed,A. Reed|Анна Рид@ru,person,Northland,,,a minister
{LAKES}3,Heron,Republic of Heron,state,,,,an island
{LAKES}4,Heron,Lucy Heron,person,,,,a writer
{LAKES}5,Government of Heron,,government,Heron,,,
{LAKES}6,Harbour Gazette,The Gazette,news medium,Northland,,2019-06,a paper
"""
SSSOM = f"""#curie_map:
#  lakes: {LAKES}
subject_label\tpredicate_id\tobject_id\tobject_label
Lake Ministry\tskos:exactMatch\tlakes:1\tMinistry of Lakes
A. Reed\tskos:exactMatch\tlakes:2\tAnn Reed
The Gazette\tskos:exactMatch\tlakes:6\tHarbour Gazette
"""


class World(NamedTuple):
    """An authority with mentions of things that it knows, and some whose names it knows for a thing of another kind."""

    authority: Authority
    known: tuple[tuple[Mention, str], ...]
    others: tuple[tuple[Mention, str], ...] = ()


def mention(kind: Kind, *names: str) -> Mention:
    return Mention("https://w3id.org/dmd/actor/x", kind, names[0], names[1:])


LAKE = tuple(
    (mention(kind, *names), LAKES + target)
    for kind, names, target in (
        (Kind.ORGANIZATION, ("Ministry of Lakes",), "1"),
        (Kind.ORGANIZATION, ("Waters Office", "Lake Ministry"), "1"),
        (Kind.PERSON, ("Ann Reed",), "2"),
        (Kind.PERSON, ("A. Reed",), "2"),
        (Kind.MEDIUM, ("The Gazette",), "6"),
    )
)
KINDS = (
    (mention(Kind.STATE, "Heron"), LAKES + "4"),
    (mention(Kind.PERSON, "Heron"), LAKES + "3"),
    (mention(Kind.STATE, "Heron"), LAKES + "5"),
    (mention(Kind.GOVERNMENT, "Heron"), LAKES + "3"),
    (mention(Kind.STATE, "Government of Heron"), LAKES + "5"),
)


def table(folder: Path, suffix: str, text: str) -> Authority:
    path = folder / f"things{suffix}"
    path.write_text(text, "utf-8")
    return open_authority(str(path))


def of_csv(folder: Path, stack: ExitStack) -> World:
    return World(table(folder, ".csv", TABLE), LAKE, KINDS)


def of_tsv(folder: Path, stack: ExitStack) -> World:
    return World(table(folder, ".tsv", TABLE.replace(",", "\t")), LAKE, KINDS)


def of_sssom(folder: Path, stack: ExitStack) -> World:
    return World(table(folder, ".sssom.tsv", SSSOM), LAKE)


def of_territories(folder: Path, stack: ExitStack) -> World:
    names = {
        "Japan": 17,
        "Nippon": 17,
        "U.S.": 30,
        "Côte d’Ivoire": 1008,
        "Deutschland": 183,
        "Украина": 212,
        "PRC": 148,
    }
    item = "http://www.wikidata.org/entity/Q"
    return World(
        open_authority("territories"),
        tuple((mention(Kind.STATE, name), f"{item}{number}") for name, number in names.items()),
        tuple((mention(kind, "Japan"), f"{item}17") for kind in (Kind.GOVERNMENT, Kind.PERSON, Kind.ORGANIZATION)),
    )


def of_own(folder: Path, stack: ExitStack) -> World:
    item = "http://www.wikidata.org/entity/Q"
    known = ((mention(Kind.ORGANIZATION, "U.N. Security Council"), f"{item}37470"),)
    return World(open_authority("own"), known, ((mention(Kind.PERSON, "United Nations"), f"{item}1065"),))


PREFIXES = f"""
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <http://schema.org/> PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX dmd: <https://w3id.org/dmd/ns#>
PREFIX : <{LAKES}>
"""
SOME = """
:1 a schema:GovernmentOrganization ; skos:prefLabel "Ministry of Lakes"@en, "Seenministerium"@de ;
   skos:altLabel "Lake Ministry"@en ; rdfs:comment "a ministry" .
:2 a foaf:Person ; foaf:name "Ann Reed" ; schema:alternateName "A. Reed" .
:3 a schema:Country ; rdfs:label "Heron"@en ; skos:altLabel "Republic of Heron"@en .
"""
MORE = """
:4 a schema:Person ; schema:name "Heron", "Lucy Heron" .
:5 a dmd:Government ; rdfs:label "Government of Heron" .
:6 a schema:Organization, schema:Newspaper ; schema:name "Harbour Gazette"@en ; schema:alternateName "Gazette"@en .
:7 rdfs:label "no name of an IRI"@en, 7 .
[] rdfs:label "Ann Reed" .
"""
GRAPH = "https://lakes.example/graph"


def of_graph(folder: Path, stack: ExitStack) -> World:
    store = open_store(str(folder / "store"), write=True)
    store.replace_graph(GRAPH, list(ox.parse(PREFIXES + SOME + MORE, ox.RdfFormat.TURTLE)))
    return World(open_authority(f"graph:{GRAPH}", store=store), LAKE, KINDS)


def of_endpoint(folder: Path, stack: ExitStack) -> World:
    url = stack.enter_context(support_servers.oxigraph(folder))
    for place, text in (("?default", SOME), (f"?graph={GRAPH}", MORE)):
        request = urllib.request.Request(
            f"{url}/store{place}", (PREFIXES + text).encode(), {"Content-Type": "text/turtle"}, method="PUT"
        )
        urllib.request.urlopen(request, timeout=20).close()
    return World(open_authority(f"sparql+{url}/query", environ={"NETRC": "/nonexistent"}), LAKE, KINDS)


def of_service(folder: Path, stack: ExitStack) -> World:
    rows = [tuple(line.split(",")[:2]) for line in TABLE.splitlines()[1:]]
    url = stack.enter_context(support_servers.csv_reconcile(folder, rows))  # type: ignore[arg-type]
    environ = {"NETRC": "/nonexistent", "KG_CACHE": str(folder / "cache")}
    return World(open_authority(f"reconcile+{url}", environ=environ), LAKE)


WORLDS: dict[str, Callable[[Path, ExitStack], World]] = {
    "csv": of_csv,
    "endpoint": of_endpoint,
    "graph": of_graph,
    "service": of_service,
    "tsv": of_tsv,
    "sssom": of_sssom,
    "own": of_own,
    "territories": of_territories,
}


@pytest.fixture(scope="module", params=WORLDS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with ExitStack() as stack:
        yield WORLDS[request.param](tmp_path_factory.mktemp("authority"), stack)


def asked(world: World, *mentions: Mention) -> list[tuple[Candidate, ...]]:
    return list(world.authority.candidates(mentions))


def test_it_finds_what_it_knows_by_each_of_its_names(world: World) -> None:
    for one, target in world.known:
        (found,) = asked(world, one)
        assert found[0].target == target, one


def test_it_never_gives_a_thing_of_another_kind(world: World) -> None:
    for one, target in world.others:
        (found,) = asked(world, one)
        assert target not in {candidate.target for candidate in found}
    for one, _ in world.known:
        for candidate in asked(world, one)[0]:
            assert candidate.kind is None or candidate.kind in FITTING[one.kind]


def test_it_knows_nothing_of_what_is_not_there(world: World) -> None:
    assert asked(world, *(mention(kind, "Qxzvbtl Kwyjbdgf") for kind in Kind)) == [()] * len(Kind)


def test_there_is_an_answer_for_each_mention_in_their_order(world: World) -> None:
    assert asked(world) == []
    many = [one for one, _ in world.known] * 30
    single = {one: asked(world, one)[0] for one in set(many)}
    assert asked(world, *many) == [single[one] for one in many]


def test_it_asks_for_mentions_as_they_come(world: World) -> None:
    taken = 0

    def endless() -> Iterator[Mention]:
        nonlocal taken
        while True:
            taken += 1
            yield world.known[0][0]

    answers = world.authority.candidates(endless())
    assert next(answers)
    assert taken <= 200


HOSTILE = (
    *(
        "",
        " ",
        "\0",
        "\x1b[31m",
        "\ud800",
        "x" * 20_000,
        "'",
        '"',
        "\\",
        "\\u0022",
        '" } UNION { ?s ?p ?o } #',
        "?x",
        "$x",
    ),
    *(
        "<https://a.example/>",
        "a\nb",
        "{}",
        "[]",
        "a|b",
        "%s",
        "\u202e",
        "日" * 300,
        '"}]}',
        "DROP ALL",
        "; DELETE {?s ?p ?o}",
    ),
)


def test_a_name_is_nothing_but_a_name(world: World) -> None:
    names = [mention(kind, name, name) for name in HOSTILE for kind in (Kind.STATE, Kind.PERSON)]
    assert len(asked(world, *names)) == len(names)
    test_it_finds_what_it_knows_by_each_of_its_names(world)


def test_what_it_gives_is_whole_and_safe_to_show(world: World) -> None:
    assert world.authority.name
    assert tidy(world.authority.name) == world.authority.name
    assert world.authority.version
    for found in asked(world, *(one for one, _ in world.known)):
        assert len(found) <= MOST
        assert len({candidate.target for candidate in found}) == len(found)
        for candidate in found:
            assert absolute(candidate.target) == candidate.target
            texts = (
                candidate.label,
                candidate.description,
                candidate.country,
                *(name.text for name in candidate.names),
            )
            assert all(tidy(text, 1 << 17) == text for text in texts)
            assert candidate.label
            assert candidate.score is None or 0 <= candidate.score <= 1


def test_what_a_table_tells_of_a_thing_comes_along(tmp_path: Path) -> None:
    (found,) = of_csv(tmp_path, ExitStack()).authority.candidates([LAKE[-1][0]])
    assert (found[0].country, found[0].until, found[0].since) == ("Northland", date(2019, 6, 30), None)
    assert found[0].description == "a paper"


def test_those_that_come_unnamed_reach_out_to_nothing() -> None:
    assert DEFAULT == ("territories", "own")


def test_the_table_of_territories_is_what_its_makers_say() -> None:
    pytest.importorskip("rigour", reason="pip install rigour babel")
    pytest.importorskip("babel", reason="pip install rigour babel")
    from support_territories import TABLE as PATH
    from support_territories import table as made

    assert PATH.read_text("utf-8") == made()


def test_each_state_of_the_lexicon_is_one_territory() -> None:
    from support_territories import LEFT_OUT, own_names

    authority = open_authority("territories")
    for label, names in own_names().items():
        if label not in LEFT_OUT:
            for name in (label, *names):
                (found,) = authority.candidates([mention(Kind.STATE, name)])
                assert found[0].label == label, name
