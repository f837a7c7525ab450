"""What keeps a store in order: packed and big files, backups, and what is done about a lock."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest
from backports import zstd

from kg import cli, importing, packed
from kg.errors import StoreError, StoreLocked, UsageError
from kg.importing import Source, import_file
from kg.stores import open_store, restore
from kg.storing import DEFAULT_BASE

GRAPH = f"{DEFAULT_BASE}graph/import/"
LINES = "".join(f'<urn:s{i}> <urn:p> "v{i}" .\n<urn:s{i}> <urn:q> _:b{i % 7} .\n' for i in range(500))


def kg(store: Path, *arguments: str) -> int:
    return cli.run(["--store", str(store), *arguments])


def written(path: Path, text: str = LINES) -> Path:
    data = text.encode()
    ending = path.suffix
    path.write_bytes(gzip.compress(data) if ending == ".gz" else zstd.compress(data) if ending == ".zst" else data)
    return path


FORMS = {
    "a.nt": ox.RdfFormat.N_TRIPLES,
    "a.nq": ox.RdfFormat.N_QUADS,
    "a.ttl": ox.RdfFormat.TURTLE,
    "a.trig": ox.RdfFormat.TRIG,
    "a.rdf": ox.RdfFormat.RDF_XML,
    "a.jsonld": ox.RdfFormat.JSON_LD,
    "a.n3": ox.RdfFormat.N3,
}


@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
@pytest.mark.parametrize("name", FORMS)
def test_any_format_packed_or_not_big_or_small(
    name: str, ending: str, big: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if big:
        monkeypatch.setattr(importing, "BIG", 10)
    quads = list(ox.parse(LINES.encode(), format=ox.RdfFormat.N_TRIPLES))
    text = (ox.serialize((q.triple for q in quads), format=FORMS[name]) or b"").decode()
    path = written(tmp_path / f"{name}{ending}", text)
    assert kg(tmp_path / "s", "import", "-q", str(path)) == 0
    found = list(open_store(str(tmp_path / "s")).quads(GRAPH + path.name))
    assert len(found) == len(quads) == 1000
    there, here = (ox.Dataset(ox.Quad(q.subject, q.predicate, q.object) for q in some) for some in (found, quads))
    for dataset in (there, here):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert there == here


def test_a_graph_that_holds_something_is_replaced_by_a_big_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BIG", 10)
    store = open_store(str(tmp_path / "s"), write=True)
    for i, text in enumerate(("<urn:a> <urn:b> 1 .", "<urn:a> <urn:b> 2 .", "<urn:a> <urn:b> 2 .")):
        result = import_file(store, Source(written(tmp_path / "x.ttl", text)))
        assert (result.quads, result.changed) == (1, i < 2)
    assert [getattr(q.object, "value", "") for q in store.quads()] == ["2"]


@pytest.mark.parametrize("name", ["x.nt", "x.nq"])
def test_of_a_big_file_only_what_differs_is_written(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BIG", 10)
    store = open_store(str(tmp_path / "s"), write=True)
    lines = [f'<urn:{i}> <urn:p> "{i}"^^<http://www.w3.org/2001/XMLSchema#integer> .\n' for i in range(500)]
    written_at_once: list[tuple[int, int]] = []
    update = store._update  # type: ignore[attr-defined]

    def counted(drop: list[ox.NamedNode], gone: list[ox.Quad], new: list[ox.Quad]) -> None:
        written_at_once.append((len(gone), len(new)))
        update(drop, gone, new)

    monkeypatch.setattr(store, "_update", counted)

    def put(found: list[str]) -> bool:
        return import_file(store, Source(written(tmp_path / name, "".join(found))), "urn:g").changed

    assert put(lines)
    assert not put(lines[::-1])
    assert put([*lines[7:], "<urn:a> <urn:b> <urn:c> .\n"])
    assert written_at_once == [(7, 1)]
    assert len(store) == 494
    with pytest.raises(UsageError, match="cannot be parsed"):
        put([*lines, "<urn:a> <urn:b>"])
    assert len(store) == 494
    assert not [path.name for path in (tmp_path / "s").iterdir() if "part" in path.name]
    assert put(["# nothing\n" * 10])
    assert len(store) == 0


def test_what_a_killed_import_left_goes(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "s"), write=True)
    left = tmp_path / "s" / "kg-part-import"
    left.mkdir()
    (left / "000001.sst").write_bytes(b"x")
    store.optimize()
    assert not left.exists()


@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize("name", ["a.nt", "a.nt.gz", "a.nt.zst", "a.nq"])
def test_a_broken_file_leaves_everything_as_it_was(
    name: str, big: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importing, "BIG", 10 if big else 10**9)
    store = tmp_path / "s"
    kg(store, "import", str(written(tmp_path / "before.ttl", "<urn:a> <urn:b> 1 .")))
    before = set(open_store(str(store)).quads())
    path = written(tmp_path / name, LINES * 20)
    data = path.read_bytes()
    for broken in (data[: len(data) * 2 // 3], data[:-9] + b"<junk", b"junk"):
        path.write_bytes(broken)
        capfd.readouterr()
        assert kg(store, "import", str(path)) == 2
        err = capfd.readouterr().err
        assert str(path) in err
        assert err.count("\n") == 1
        assert set(open_store(str(store)).quads()) == before


@pytest.mark.parametrize("ending", [".gz", ".zst"])
@pytest.mark.parametrize("big", [False, True])
def test_a_bomb_is_refused(
    ending: str, big: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(packed, "FREE", 1000)
    monkeypatch.setattr(importing, "BIG", 10 if big else 10**9)
    path = written(tmp_path / f"bomb.nt{ending}", "<urn:a> <urn:b> <urn:c> .\n" * 100_000)
    assert kg(tmp_path / "s", "import", str(path)) == 2
    assert "unpacks to more than 100 times its size" in capfd.readouterr().err
    assert kg(tmp_path / "s", "import", "--max-expansion", "1e6", str(path)) == 0


def test_a_format_can_be_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "x.data", "<urn:a> <urn:b> <urn:c> .")
    assert kg(tmp_path / "s", "import", str(path)) == 2
    assert "its ending is none that kg knows" in capfd.readouterr().err
    assert kg(tmp_path / "s", "import", "--format", "turtle", str(path)) == 0
    assert kg(tmp_path / "s", "import", str(tmp_path / "none.ttl")) == 2
    assert "there is no such file" in capfd.readouterr().err


# ------------------------------------------------------------------------------------------------ backups
@pytest.fixture
def store(tmp_path: Path) -> Path:
    place = tmp_path / "s"
    made = open_store(str(place), write=True, base="urn:kg:", supertypes=False)
    made.replace_graph("urn:g", [ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"))])
    made.keep_text("cd" * 32, "a text")
    return place


def test_a_backup_is_restored_whole(store: Path, tmp_path: Path) -> None:
    assert kg(store, "backup", "-q", str(tmp_path / "b")) == 0
    assert kg(tmp_path / "deep" / "again", "restore", "-q", str(tmp_path / "b")) == 0
    again = open_store(str(tmp_path / "deep" / "again"), write=True)
    assert set(again.quads()) == set(open_store(str(store)).quads())
    assert (again.base, again.supertypes, again.text("cd" * 32)) == ("urn:kg:", False, "a text")
    again.replace_graph("urn:g", [])
    assert len(open_store(str(tmp_path / "b"))) == 1, "the backup is another"
    assert {p.name for p in tmp_path.iterdir()} == {"s", "b", "deep"}


def test_nothing_is_written_over(store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    backup = str(tmp_path / "b")
    (tmp_path / "b").mkdir()  # an empty folder is as good as none
    assert kg(store, "backup", backup) == 0
    for arguments in (["backup", backup], ["restore", backup]):
        capfd.readouterr()
        assert kg(store, *arguments) == 3
        assert "is there already; name a folder that is not" in capfd.readouterr().err
    with pytest.raises(StoreError, match="is no backup"):
        restore(str(tmp_path), str(tmp_path / "new"))
    with pytest.raises(UsageError, match="fills a server"):
        restore(backup, "http://localhost:1/")
    assert {p.name for p in tmp_path.iterdir()} == {"s", "b"}


def test_what_a_killed_process_left_is_taken_away(store: Path, tmp_path: Path) -> None:
    for name in ("b.kg-part", "r.kg-part"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "half").write_text("x")
    assert kg(store, "backup", str(tmp_path / "b")) == 0
    assert kg(tmp_path / "r", "restore", str(tmp_path / "b")) == 0
    assert not (tmp_path / "b" / "half").exists()
    (store / "kg-part").write_text("half a text")
    for i in range(5):
        (store / f"LOG.old.{i}").write_text("x")
    assert kg(store, "optimize") == 0
    left = {p.name for p in store.iterdir()}
    assert not {name for name in left if name.startswith(("LOG.old", "kg-part"))}
    assert not list((store / "texts").iterdir()), "no report has this text"
    assert len(open_store(str(store))) == 1
    assert {p.name for p in tmp_path.iterdir()} == {"s", "b", "r"}


def test_a_locked_store_says_what_applies_and_what_to_do(
    store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    holder = open_store(str(store), write=True)
    file = written(tmp_path / "x.ttl", "<urn:a> <urn:b> 1 .")
    for arguments in (["import", str(file)], ["optimize"], ["backup", str(tmp_path / "b")], ["retract", "x"]):
        assert kg(store, *arguments) == 3
        err = capfd.readouterr().err
        assert "only one may at a time; run this again when it has ended" in err
        assert err.count("\n") == 1
    for arguments in (["info"], ["export"], ["query", "-e", "ASK {}"]):
        assert kg(store, *arguments) == 0
    with pytest.raises(StoreLocked):
        open_store(str(store), write=True)
    del holder
    open_store(str(store), write=True)


def test_info_tells_of_graphs_versions_and_loads(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert kg(store, "info", "--graphs") == 0
    assert capfd.readouterr().out == f"{1:>12}  urn:g\n"
    assert kg(store, "info", "--json", "--graphs") == 0
    out = capfd.readouterr().out
    assert '"urn:g": 1' in out
    assert "Oxigraph 0." in out
    assert '"last loads": []' in out
