"""The sample reports on real servers: every saved query answers as on the embedded store, and the commands work."""

from __future__ import annotations

import contextlib
import shlex
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import support_servers

from kg import cli
from kg.errors import UsageError
from kg.importing import Source, import_file
from kg.pipeline import LoadOptions, load
from kg.queries import bound
from kg.resources import folder, query_names, saved_query
from kg.results import is_rows
from kg.stores import open_store
from kg.storing import DEFAULT_BASE, Store

if TYPE_CHECKING:
    from kg.storing import Result

pytestmark = pytest.mark.slow
NAMES = [name for name in query_names() if "SERVICE" not in saved_query(name).text]
XSD = "http://www.w3.org/2001/XMLSchema#"
SERVERS = ("oxigraph", "virtuoso")


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The sample reports in a folder, and all that is there as N-Quads beside it."""
    place = tmp_path_factory.mktemp("samples")
    store = open_store(str(place / "s"), write=True)
    assert load([Path(folder("data"), "reports")], store, LoadOptions(), lambda *_: None).loaded >= 19
    del store
    assert cli.run(["--store", str(place / "s"), "export", "-o", str(place / "all.nq")]) == 0
    return open_store(str(place / "s"))


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, embedded: Store, servers: Callable[[str], str]) -> Store:
    """A server that was given the export of the embedded store."""
    url = servers(request.param)
    emptied(url)
    with Path(embedded.location, "..", "all.nq").open("rb") as stream:
        open_store(url, write=True).put_whole(stream, ox.RdfFormat.N_QUADS)
    return open_store(url)


def emptied(url: str) -> None:
    store = open_store(url, write=True)
    for name in [name for name in store.graphs() if name.startswith(DEFAULT_BASE)]:
        store.retract(name)


def same(term: object) -> str:
    """A term as engines write it that keep another form of it; what was put together with " | " has no order."""
    if isinstance(term, ox.Literal):
        if term.datatype.value == f"{XSD}nonNegativeInteger":  # Oxigraph keeps all integers as xsd:integer
            return str(ox.Literal(int(term.value)))
        if term.datatype.value == f"{XSD}boolean":  # Virtuoso answers with 1 and 0
            return str(ox.Literal(term.value in ("1", "true")))
        if " | " in term.value:
            return " | ".join(sorted(term.value.split(" | ")))
    return str(term)


def answers(result: Result) -> Counter[tuple[str, ...]]:
    if is_rows(result):
        return Counter(tuple(map(same, row)) for row in result)
    return Counter(tuple(map(same, triple)) for triple in result)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", NAMES)
def test_a_saved_query_answers_the_same(name: str, server: Store, embedded: Store) -> None:
    query = saved_query(name)
    words = shlex.split(query.example or "")[3:]
    example = {option.lstrip("-"): value for option, value in zip(words[::2], words[1::2], strict=False)}
    known = {p.name for p in query.parameters}
    needed = [p for p in query.parameters if not p.optional and p.default is None]
    for values in ({}, {k: v for k, v in example.items() if k in known}):
        if not values and needed:
            continue
        text = bound(query, values)
        assert answers(server.query(text)) == answers(embedded.query(text)), values


def test_everything_is_there(server: Store, embedded: Store) -> None:
    here = {tuple(map(same, quad)) for quad in embedded.quads()}
    assert here == {tuple(map(same, quad)) for quad in server.quads() if f"<{DEFAULT_BASE}" in str(quad.graph_name)}
    assert list(server.reports()) == list(embedded.reports())


def test_a_saved_query_has_an_example_or_needs_none() -> None:
    assert len(NAMES) >= 25


FORMATS = ("csv", "tsv", "json", "xml", "markdown", "table")


@pytest.mark.parametrize("name", SERVERS)
def test_the_commands_work_on_a_server(
    name: str,
    tmp_path: Path,
    servers: Callable[[str], str],
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Loading, loading again, showing, asking in every format, validating, exporting, importing, retracting."""
    monkeypatch.setenv("KG_TEXTS", str(tmp_path / "texts"))
    url, here = servers(name), str(tmp_path / "here")
    emptied(url)
    reports = tmp_path / "reports"
    reports.mkdir()
    for file in ("2025-06-20-tokyo-cancels.txt", "2025-06-21-officials-say-postponed.txt"):
        shutil.copy(Path(folder("data"), "reports", file), reports)
    others = tmp_path / "others.ttl"
    others.write_text('<urn:a> <urn:b> "c", 5, "\\u0001" .', "utf-8")

    def on_both(*arguments: str) -> None:
        results = []
        for place in (here, url):
            status = cli.run(["--store", place, *arguments])
            out, err = capfd.readouterr()
            results.append((status, out, err.replace(place, "STORE")))
        assert results[0] == results[1]
        assert results[0][0] == 0, results

    on_both("load", str(reports))
    on_both("load", str(reports))
    on_both("info", "--reports")
    on_both("show", "Japan")
    for form in FORMATS:
        on_both("query", "cancelled-meetings", "--format", form)
    graph = "CONSTRUCT { ?s a ?t } { GRAPH graph:registry { ?s a ?t } } ORDER BY ?s ?t"
    for form in ("turtle", "nt", "jsonld") if name == "oxigraph" else ():  # Virtuoso gives graphs no order
        on_both("query", "-e", graph, "--format", form)
    on_both("query", "-e", "ASK { GRAPH ?g { ?s a dmd:Demand } }")
    on_both("import", str(others))
    on_both("import", str(others))
    on_both(
        "update",
        "-e",
        "DELETE WHERE { GRAPH <urn:kg-u> { ?s ?p ?o } } ; INSERT DATA { GRAPH <urn:kg-u> { <urn:a> a 5 } }",
    )
    on_both("query", "-e", "SELECT ?s ?p ?o { GRAPH <urn:kg-u> { ?s ?p ?o } }")
    if name == "oxigraph":
        on_both("export", "--graph", "graph:import/others.ttl", "--format", "nt")
    on_both("retract", "2025-06-20-tokyo-cancels.txt")
    on_both("query", "demands")
    if name == "oxigraph":  # report by report and node by node, this is slow elsewhere
        on_both("validate", "--least", "violation")
    kept = {str(q) for q in open_store(here).quads() if not str(q.graph_name).endswith("provenance>")}
    assert name != "oxigraph" or kept <= {str(q) for q in open_store(url).quads()}
    on_both("retract", "2025-06-21-officials-say-postponed.txt")
    assert not list(open_store(url).quads(f"{DEFAULT_BASE}graph/registry"))
    assert cli.run(["--store", url, "backup", str(tmp_path / "b")]) == 2
    assert "a server makes its own backups" in capfd.readouterr().err


def test_a_servers_time_limit_is_an_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Oxigraph answers 200 and stops in the middle of the JSON when its time is up."""
    with support_servers.oxigraph(tmp_path, "--timeout-s", "1") as url:
        cli.run(["--store", url, "import", str(_many(tmp_path))])
        capfd.readouterr()
        many = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        status = cli.run(["--store", url, "query", "-e", many, "--format", "csv"])
        err = capfd.readouterr().err
    assert status == 3, err
    assert "cut off or broken" in err


def _many(tmp_path: Path) -> Path:
    path = tmp_path / "many.nt"
    path.write_text("".join(f"<urn:{i}> <urn:p> <urn:{i + 1}> .\n" for i in range(3000)), "utf-8")
    return path


def test_a_server_that_is_killed_is_a_line(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    with support_servers.oxigraph(tmp_path / "s") as url:
        pass
    done = subprocess.run(
        [shutil.which("kg") or "kg", "--store", url, "query", "demands"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 3
    assert done.stderr.startswith(f"kg: {url}/query: the server cannot be reached (Connection refused)")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("way", ["as it knows", "in pages"])
@pytest.mark.parametrize("name", SERVERS)
def test_a_big_file_takes_the_place_of_a_graph_or_leaves_it(
    name: str, way: str, tmp_path: Path, servers: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.importing.BIG", 10)
    url, file = servers(name), tmp_path / "x.nt"
    emptied(url)
    store = open_store(url, write=True)
    if way == "in pages":
        store._graphs_at = ""  # type: ignore[attr-defined]

    def put(text: str) -> list[str]:
        file.write_text(text, "utf-8")
        with contextlib.suppress(UsageError):
            import_file(store, Source(file), "urn:x")
        return sorted(str(quad.triple) for quad in store.quads("urn:x"))

    first, second = ("".join(f"<urn:{i}> <urn:p> <urn:{k}> .\n" for i in range(6000)) for k in (1, 2))
    assert len(put(first)) == 6000
    assert put(second) == sorted(line.removesuffix(" .") for line in second.splitlines())
    assert len(put(first + "<urn:a> <urn")) == 6000, "as it was"
    assert {name for name in store.graphs() if "urn:x" in name or "part" in name} == {"urn:x"}
    assert put("# nothing but words, and many of them\n") == []


@pytest.mark.parametrize("name", SERVERS)
def test_a_big_file_fills_a_graph_or_leaves_it_empty(
    name: str,
    tmp_path: Path,
    servers: Callable[[str], str],
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As a file where the server takes those, else in pages that are taken back."""
    monkeypatch.setattr("kg.importing.BIG", 10)
    url, good, bad = servers(name), _many(tmp_path), tmp_path / "bad.nt"
    emptied(url)
    bad.write_text("".join(f"<urn:{i}> <urn:p> <urn:{i + 1}> .\n" for i in range(9000)) + "<urn:a> <urn", "utf-8")
    assert cli.run(["--store", url, "import", str(good)]) == 0
    assert "3,000 quads" in capfd.readouterr().err
    assert cli.run(["--store", url, "import", str(bad)]) == 2
    assert f"{bad}: cannot be parsed" in capfd.readouterr().err
    store = open_store(url)
    assert len(list(store.quads(f"{DEFAULT_BASE}graph/import/many.nt"))) == 3000
    assert not list(store.quads(f"{DEFAULT_BASE}graph/import/bad.nt"))
