"""Every store, embedded or on a server: a report is replaced whole, what is shared stays while it is needed.

The tests with ``store`` run on each of them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_stores import BASE, LABEL, REGISTRY, actor, graph, report

from kg.errors import QueryError, StoreError, StoreLocked
from kg.stores import open_store
from kg.stores.oxigraph import Mark, OxigraphStore
from kg.storing import Store


def all_quads(store: Store) -> set[str]:
    """What the store holds of kg's; a server may hold more."""
    return {str(quad) for quad in store.quads() if str(quad.graph_name).startswith(f"<{BASE}")}


def memory() -> OxigraphStore:
    return OxigraphStore("memory", ox.Store(), Mark(BASE))


KINDS = ["embedded", pytest.param("oxigraph", marks=pytest.mark.slow), pytest.param("virtuoso", marks=pytest.mark.slow)]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store that holds nothing of kg's."""
    if request.param == "embedded":
        return open_store(str(tmp_path / "s"), write=True)
    monkeypatch.setenv("KG_TEXTS", str(tmp_path / "texts"))
    store = open_store(request.getfixturevalue("servers")(request.param), write=True)
    emptied(store)
    return store


@pytest.fixture
def embedded(tmp_path: Path) -> OxigraphStore:
    made = open_store(str(tmp_path / "s"), write=True)
    assert isinstance(made, OxigraphStore)
    return made


def emptied(store: Store) -> None:
    for name in list(store.graphs()):
        if name.startswith(BASE):
            store.retract(name)


def test_a_report_is_there_and_listed(store: Store) -> None:
    store.replace_report(*report("aa", ("japan",)))
    (loaded,) = store.reports()
    assert (loaded.graph, loaded.digest, loaded.name, loaded.reader) == (graph("aa"), "aaaaaaaa", "aa.txt", "reader")


def test_replacing_leaves_nothing_of_the_old_report(store: Store) -> None:
    store.replace_report(*report("bb", ("nato",)))
    before = all_quads(store)
    store.replace_report(*report("aa", ("japan", "fmr-peru")))
    store.replace_report(*report("aa", ("chile",), "2"))
    other = memory()
    other.replace_report(*report("aa", ("chile",), "2"))
    other.replace_report(*report("bb", ("nato",)))
    assert all_quads(store) == all_quads(other)
    store.retract(graph("aa"))
    assert all_quads(store) == before


def test_what_another_report_needs_stays(store: Store) -> None:
    store.replace_report(*report("aa", ("envoy-peru",)))
    store.replace_report(*report("bb", ("peru",)))
    store.retract(graph("aa"))
    assert str(ox.Quad(actor("peru"), LABEL, ox.Literal("peru", language="en"), REGISTRY)) in all_quads(store)
    assert not any("envoy" in quad for quad in all_quads(store))
    store.retract(graph("bb"))
    assert all_quads(store) == set()


NAMES = st.lists(st.sampled_from(["japan", "peru", "envoy-peru", "nato", "aide-envoy-peru"]), unique=True, max_size=4)
STEPS = st.lists(st.tuples(st.sampled_from(["aa", "bb", "cc"]), st.one_of(st.none(), NAMES)), max_size=8)


@settings(deadline=None, max_examples=30)
@given(STEPS)
def test_any_history_ends_as_a_fresh_load_does(steps: list[tuple[str, list[str] | None]]) -> None:
    """However reports come, go and come again: the store is that of the last ones, loaded once."""
    worn, fresh = memory(), memory()
    last: dict[str, list[str]] = {}
    for name, actors in steps:
        if actors is None:
            worn.retract(graph(name))
            last.pop(name, None)
        else:
            worn.replace_report(*report(name, tuple(actors)))
            last[name] = actors
    for name, actors in sorted(last.items(), reverse=True):
        fresh.replace_report(*report(name, tuple(actors)))
    assert all_quads(worn) == all_quads(fresh)


def test_literals_survive_the_way_through_an_update(store: Store) -> None:
    g = ox.NamedNode(graph("aa"))
    values = ['"', "\\", "\n\r\t", "\\u0041", "é\U0001f600", "} ; DROP ALL #", "'''\"\"\""]
    quads = [ox.Quad(g, LABEL, ox.Literal(v), g) for v in values] + [
        ox.Quad(g, LABEL, ox.Literal("x", language="en"), g)
    ]
    for _ in range(2):  # the second time it is replaced by an update
        store.replace_report(graph("aa"), quads, [], [])
        assert set(store.quads(graph("aa"))) == set(quads)


def test_a_graph_that_is_so_already_is_not_written(store: Store) -> None:
    quads = [ox.Quad(actor("x"), LABEL, ox.Literal("x"))]
    assert store.replace_graph(f"{BASE}graph/vocabulary", quads)
    assert not store.replace_graph(f"{BASE}graph/vocabulary", quads)
    xsd = "http://www.w3.org/2001/XMLSchema#"
    forms = [("5", "int"), ("5", "nonNegativeInteger"), ("5.0", "decimal"), ("1", "boolean"), ("01", "integer")]
    quads = [ox.Quad(actor(v), LABEL, ox.Literal(v, datatype=ox.NamedNode(xsd + t))) for v, t in forms]
    assert store.replace_graph(f"{BASE}graph/vocabulary", quads)
    assert not store.replace_graph(f"{BASE}graph/vocabulary", quads), "stores keep other forms of the same values"
    assert store.replace_graph(f"{BASE}graph/vocabulary", [])
    assert all_quads(store) == set()


# ------------------------------------------------------------------------------------------------ opening
def test_a_missing_store_is_named_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store; make one with 'kg --store"):
        open_store(str(tmp_path / "none"))
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="is not empty and no kg store"):
        open_store(str(tmp_path), write=True)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]
    with pytest.raises(StoreError, match="is no kg store"):
        open_store(str(tmp_path))


def test_a_store_of_another_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kg-store").write_text("kg store, format 99\nx\n")
    for write in (True, False):
        with pytest.raises(StoreError, match="another version"):
            open_store(str(tmp_path), write=write)


def test_a_plain_oxigraph_store_can_be_read(tmp_path: Path) -> None:
    ox.Store(str(tmp_path)).add(ox.Quad(actor("x"), LABEL, ox.Literal("x")))
    assert len(open_store(str(tmp_path))) == 1


def test_the_base_is_kept_and_not_changed(tmp_path: Path) -> None:
    place = str(tmp_path / "s")
    assert open_store(place, write=True, base="http://example.org/").base == "http://example.org/"
    assert open_store(place, write=True).base == "http://example.org/"
    with pytest.raises(StoreError, match=r"begin with http://example\.org/"):
        open_store(place, write=True, base="http://example.com/")


HOLD = "import sys, pyoxigraph as ox; s = ox.Store(sys.argv[1]); print('open', flush=True); sys.stdin.read()"


def test_a_second_writer_is_told_so_and_readers_work_beside_a_writer(embedded: OxigraphStore) -> None:
    store = embedded
    store.replace_report(*report("aa", ("japan",)))
    place = store.location
    del store._store
    holder = subprocess.Popen([sys.executable, "-c", HOLD, place], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(StoreLocked, match="another process is writing"):
            open_store(place, write=True)
        assert len(list(open_store(place).reports())) == 1
    finally:
        holder.stdin.close()
        holder.wait(10)
        holder.stdout.close()
    open_store(place, write=True)


def test_a_query_that_does_not_parse_is_the_users(store: Store) -> None:
    with pytest.raises(QueryError, match=r"does not parse|was refused: "):
        store.query("SELECT * {")


# ------------------------------------------------------------------------------------------------ texts
DIGEST = "ab" * 32


@settings(deadline=None, max_examples=25)
@given(text=st.text())
def test_a_text_comes_back_as_it_was(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    kept = open_store(str(tmp_path_factory.mktemp("texts") / "s"), write=True)
    kept.keep_text(DIGEST, text)
    assert kept.text(DIGEST) == text
    kept.drop_text(DIGEST)
    assert kept.text(DIGEST) is None
    assert not list((Path(kept.location) / "texts").iterdir())


@pytest.mark.parametrize("digest", ["../../victim", "/victim", "", "AB" * 32, "ab" * 32 + "/../../../victim"])
def test_a_digest_out_of_a_store_leads_nowhere(store: Store, tmp_path: Path, digest: str) -> None:
    """A server or an imported export may give any words for a digest; no file outside the texts is read or deleted."""
    victim = tmp_path / "victim.txt"
    victim.write_text("mine", encoding="utf-8")
    store.keep_text(digest, "theirs")
    assert store.text(digest) is None
    store.drop_text(digest)
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not [path for path in tmp_path.rglob("*.txt") if path != victim]


WRITE = """
import sys
sys.path.insert(0, sys.argv[2])
import support_stores as t
from kg.stores import open_store
store = open_store(sys.argv[1], write=True)
print('open', flush=True)
for i in range(3000):
    store.replace_report(*t.report(f'r{i % 60}', ('japan', f'envoy{i % 7}-peru'), str(i)))
"""


@pytest.mark.slow
def test_readers_beside_a_busy_writer_see_whole_reports(tmp_path: Path) -> None:
    place = str(tmp_path / "s")
    writer = subprocess.Popen([sys.executable, "-c", WRITE, place, str(Path(__file__).parent)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"open\n"
    seen = reads = 0
    while writer.poll() is None:
        if not (Path(place) / "CURRENT").exists():
            continue
        for loaded in open_store(place).reports():
            assert loaded.digest
            assert loaded.reader.removeprefix("reader") == loaded.name.removesuffix(".txt")[len(loaded.digest) // 4 :]
            seen += 1
        reads += 1
    writer.stdout.close()
    assert writer.returncode == 0
    assert reads
    assert seen
