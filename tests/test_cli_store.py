"""The commands that look after a store: info, retract, import, export, backup."""

from __future__ import annotations

import json
from pathlib import Path

from support_cli import Run

GOLDEN = Path(__file__).parent / "cases" / "cli"


# ------------------------------------------------------------------------------------------------ maintenance
def test_info_and_retract(kg: Run, tmp_path: Path, small_store: str) -> None:
    import shutil

    copy = str(tmp_path / "copy")
    shutil.copytree(small_store, copy)
    assert json.loads(kg("info", "--json", "--store", copy)[1])["loaded reports"] == 4
    assert kg("info", "--reports", "--store", copy)[1].count("\n") == 4
    status, _, err = kg("--store", copy, "retract", "a.txt", "b.txt")
    assert status == 2, "two reports have each of these names"
    assert "2 loaded reports are called 'a.txt'" in err
    assert kg("--store", copy, "retract", "https://w3id.org/dmd/report/aaaaaaaaaaaaaaaa")[0] == 0
    assert json.loads(kg("info", "--json", "--store", copy)[1])["loaded reports"] == 3


def test_what_is_imported_is_a_graph_of_its_own_and_comes_out_again(kg: Run, tmp_path: Path, small_store: str) -> None:
    import gzip
    import shutil

    copy = str(tmp_path / "copy")
    shutil.copytree(small_store, copy)
    path = tmp_path / "x.ttl.gz"
    path.write_bytes(gzip.compress(b"@prefix : <urn:x#> . :a :b [ :c 'd' ] , <> ."))
    before = kg("--store", copy, "export")[1]
    assert kg("--store", copy, "import", str(path))[2] == "3 quads in https://w3id.org/dmd/graph/import/x.ttl.gz\n"
    once = kg("--store", copy, "export", "--graph", "graph:import/x.ttl.gz")[1]
    assert "as before" in kg("--store", copy, "import", str(path))[2]
    assert once.count("\n") == 3
    assert sorted(kg("--store", copy, "export")[1].splitlines()) == sorted((before + once).splitlines())
    assert kg("--store", copy, "import", str(path), "--graph", "graph:registry")[0] == 2
    path.write_bytes(b"cut off")
    status, _, err = kg("--store", copy, "import", str(path))
    assert status == 2
    assert "nothing was imported" in err


def test_the_graph_of_one_report_is_exported(kg: Run) -> None:
    name = "https://w3id.org/dmd/report/aaaaaaaaaaaaaaaa"
    status, out, _ = kg("export", "--report", "aaaaaaaa", "--format", "nq")
    assert status == 0
    assert all(line.endswith(f"<{name}> .") for line in out.splitlines())
    assert kg("export", "--report", "aaaaaaaa", "--format", "turtle")[1].startswith("@prefix")
    assert kg("export", "--format", "turtle")[0] == 2


def test_a_backup_is_a_store(kg: Run, tmp_path: Path) -> None:
    place = str(tmp_path / "backup")
    assert kg("backup", place)[0] == 0
    assert sorted(kg("--store", place, "export")[1].splitlines()) == sorted(kg("export")[1].splitlines())
    assert kg("backup", place)[0] == 3


def test_a_read_only_question_changes_no_file(kg: Run, small_store: str) -> None:
    def state() -> dict[str, float]:
        return {p.name: p.stat().st_mtime for p in Path(small_store).rglob("*")}

    before = state()
    assert kg("query", "demands")[0] == 0
    assert state() == before
