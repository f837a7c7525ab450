"""``kg update``: all of an update happens or nothing, and it reaches no further than it may."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from support_cli import Run, command

COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture
def copy(small_store: str, tmp_path: Path) -> str:
    place = str(tmp_path / "copy")
    shutil.copytree(small_store, place)
    return place


def count(kg: Run, store: str, query: str = COUNT) -> int:
    return int(kg("--store", store, "query", "-e", query)[1].split()[1])


def test_an_update_comes_from_a_file_from_standard_input_or_as_given(kg: Run, copy: str, tmp_path: Path) -> None:
    before = count(kg, copy)
    path = tmp_path / "fix.ru"
    path.write_text("\ufeffINSERT DATA { GRAPH <urn:g> { <urn:a> dmd:about <urn:b> } }", "utf-8")
    assert kg("--store", copy, "update", str(path)) == (0, "", "")
    assert (
        kg(
            "update", "-e", "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <c> } }", "--base", "urn:x:", "--store", copy
        )[0]
        == 0
    )
    done = subprocess.run(
        command("--store", copy, "update", "-"), input=b"DELETE WHERE { GRAPH <urn:g> { ?s <urn:b> ?o } }", check=True
    )
    assert done.returncode == 0
    assert count(kg, copy) == before + 1


def test_several_operations_are_one_transaction(kg: Run, copy: str) -> None:
    before = count(kg, copy)
    status, out, err = kg("--store", copy, "update", "-e", "CLEAR ALL ; CREATE GRAPH <urn:g> ; CREATE GRAPH <urn:g>")
    assert (status, out) == (2, "")
    assert err.startswith("kg: the update could not be carried out, and nothing was changed: ")
    assert count(kg, copy) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "give one update: a FILE, - or -e SPARQL"),
        (["x.ru", "-e", "CLEAR ALL"], "give one update"),
        (["none.ru"], "none.ru: cannot be read (No such file or directory)"),
        (["-e", "INSERT"], "the update does not parse: error at 1:7"),
        (["-e", "SELECT * {}"], "the update does not parse"),
        (["-e", "CLEAR ALL ; LOAD <http://a.example/x>"], "line 1: <http://a.example/x> may not be reached; --allow-s"),
        (["-e", "LOAD <file:///etc/passwd>"], "LOAD must name its address whole"),
        (["-e", "INSERT {} WHERE { dmd:x ?p ?o }", "--no-prefixes"], "does not parse"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(arguments: list[str], words: str, kg: Run, copy: str) -> None:
    before = count(kg, copy)
    status, out, err = kg("--store", copy, "update", *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("kg: ")
    assert words in err
    assert count(kg, copy) == before


def test_checking_changes_nothing_and_needs_no_store(kg: Run, tmp_path: Path) -> None:
    none = str(tmp_path / "none")
    assert kg("--store", none, "update", "-e", "DROP GRAPH <urn:g> ; LOAD <http://a.example/>", "--check") == (
        0,
        "",
        "",
    )
    (tmp_path / "bad.ru").write_text("CLEAR\nEVERYTHING", "utf-8")
    status, _, err = kg("--store", none, "update", "--check", str(tmp_path / "bad.ru"))
    assert (status, err.startswith(f"kg: {tmp_path}/bad.ru: the update does not parse: error at 2:")) == (2, True)
    assert kg("--store", none, "query", "-e", "ASK { SERVICE ?x {} }", "--check") == (0, "", "")
    assert kg("--store", none, "query", "-e", "ASK { graph:x ?p }", "--check")[0] == 2
    assert kg("--store", none, "query", "demands", "--check") == (0, "", "")


def test_a_store_that_is_not_there_is_not_made(kg: Run, tmp_path: Path) -> None:
    assert kg("--store", str(tmp_path / "none"), "update", "-e", "CLEAR ALL")[0] == 3
    assert not (tmp_path / "none").exists()


@pytest.mark.slow
def test_a_time_limit_ends_an_update_with_nothing_changed(kg: Run, copy: str) -> None:
    before = count(kg, copy)
    pattern = "GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l }"
    slow = f"INSERT {{ GRAPH <urn:g> {{ ?a ?b ?i }} }} WHERE {{ {pattern} }}"
    done = subprocess.run(
        command("--store", copy, "update", "-e", slow, "--timeout", "1"), capture_output=True, text=True
    )
    assert (done.returncode, done.stderr.count("\n")) == (4, 1)
    assert count(kg, copy) == before
