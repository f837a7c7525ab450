"""The whole way with the language model: load, extract, show, demo as processes."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from support_cli import ROOT

from kg.stores import open_store

GOLDEN = Path(__file__).parent / "cases" / "cli"


# ------------------------------------------------------------------------------------------------ the whole way
@pytest.mark.slow
class TestLoading:
    """With the language model."""

    REPORT = (
        "Title: Talks\nDate: 2025-06-20\nSource: Harbour Gazette\n\n"
        "Norway urged Peru to open its ports, a minister said.\n"
    )

    @pytest.fixture
    def place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("KG_STORE", str(tmp_path / "kg-store"))
        (tmp_path / "talks.txt").write_text(self.REPORT, "utf-8")
        return tmp_path

    def loaded(self, place: Path) -> set[str]:
        return {str(q) for q in open_store(str(place / "kg-store"))._store if "provenance" not in str(q)}  # type: ignore[attr-defined]

    def kg(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["kg", *arguments], capture_output=True, text=True, env={**os.environ})

    def test_the_same_twice_changes_nothing(self, place: Path) -> None:
        done = self.kg("load", "talks.txt")
        assert (done.returncode, done.stdout) == (0, "")
        assert done.stderr.startswith("1 report loaded; ")
        before = self.loaded(place)
        again = self.kg("load", "talks.txt")
        assert again.stderr.startswith("0 reports loaded, 1 unchanged; 0 claims")
        (place / "copy.txt").write_text(self.REPORT, "utf-8")
        self.kg("load", "copy.txt", "talks.txt")
        assert self.loaded(place) == before
        rows = self.kg("query", "demands").stdout.splitlines()
        assert "Norway,Peru,open its ports" in rows[1]

    def test_refused_inputs_are_named_and_the_rest_is_loaded(self, place: Path) -> None:
        (place / "empty.txt").write_text("", "utf-8")
        (place / "big.txt").write_text(self.REPORT * 99, "utf-8")
        done = self.kg("load", "empty.txt", "none.txt", "big.txt", "talks.txt", "--max-size", "1k", "--quiet")
        assert done.returncode == 1
        lines = done.stderr.splitlines()
        assert len(lines) == 3
        for line, word in zip(lines, ("big", "empty", "none"), strict=True):
            assert line.startswith(f"kg: refused: {word}.txt: ")
        assert self.kg("info", "--reports").stdout.count("\n") == 1

    def test_another_encoding_is_named(self, place: Path) -> None:
        (place / "old.txt").write_bytes("Norway urged Perú to open its ports – now.\n".encode("windows-1252"))
        lines = self.kg("load", "old.txt", "talks.txt").stderr.splitlines()
        assert lines[0] == "kg: old.txt: was read as windows-1252"
        assert len(lines) == 2

    def test_a_dry_run_writes_nothing(self, place: Path) -> None:
        done = self.kg("load", "talks.txt", "--dry-run")
        assert "nothing was written" in done.stderr
        assert not (place / "kg-store").exists()

    def test_replace_retracts_what_the_path_held_before(self, place: Path) -> None:
        self.kg("load", "talks.txt")
        (place / "talks.txt").write_text(self.REPORT.replace("Peru", "Chile"), "utf-8")
        assert "1 retracted" in self.kg("load", "talks.txt", "--replace").stderr
        rows = self.kg("query", "demands").stdout
        assert "Chile" in rows
        assert "Peru" not in rows
        assert len(list((place / "kg-store" / "texts").iterdir())) == 1

    def test_several_processes_and_any_order_give_the_same(self, place: Path) -> None:
        samples = sorted(map(str, (ROOT / "data" / "reports").iterdir()))[:12]
        self.kg("load", "-q", *samples)
        one = self.loaded(place)
        self.kg("--store", "two", "load", "-q", "--jobs", "2", *reversed(samples))
        two = {str(q) for q in open_store("two")._store if "provenance" not in str(q)}  # type: ignore[attr-defined]
        assert one == two

    def test_standard_input_and_what_a_report_does_not_say(self, place: Path) -> None:
        text = "Norway urged Peru to open its ports.\n"
        subprocess.run(
            ["kg", "load", "-", "--date", "2025-01-02", "--publisher", "Harbour Gazette", "--url", "https://example.org/x"],
            input=text, text=True, check=True, capture_output=True,
        )  # fmt: skip
        facts = json.loads(self.kg("info", "--reports", "--json").stdout)["reports"][0]
        assert (facts["date"], facts["url"], facts["publisher"]) == (
            "2025-01-02",
            "https://example.org/x",
            "Harbour Gazette",
        )
        assert facts["current"]

    def test_no_text_is_kept_if_none_is_to_be(self, place: Path) -> None:
        self.kg("load", "talks.txt", "--no-keep-text")
        assert not (place / "kg-store" / "texts").exists()

    def test_extract_shows_the_words_and_stores_nothing(self, place: Path) -> None:
        done = self.kg("extract", "talks.txt")
        assert "DEMAND     Norway → Peru: open its ports" in done.stdout
        data = json.loads(self.kg("extract", "talks.txt", "--format", "json").stdout)
        text = (place / "talks.txt").read_text("utf-8")
        for claim in data["claims"]:
            for passage in claim["evidence"]:
                assert text[passage["start"] : passage["end"]] == passage["words"]
        assert not (place / "kg-store").exists()

    def test_show_tells_an_actor_by_any_of_its_names(self, place: Path) -> None:
        self.kg("load", "-q", "talks.txt")
        done = self.kg("show", "kingdom of norway")
        assert done.stdout.startswith("Norway  (state)")
        assert "urged Peru" in done.stdout
        assert self.kg("show", "nobody at all").returncode == 2

    def test_demo_answers(self, place: Path) -> None:
        done = self.kg("demo", "--format", "csv")
        assert done.returncode == 0
        assert done.stdout.startswith("pusher,how,addressee")
        assert "Japan" in done.stdout
        assert not (place / "kg-store").exists()
