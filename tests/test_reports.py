"""Finding and reading reports: encodings, refusals with file, reason and cure, folders and links."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.decoding import decode
from kg.errors import ReportError
from kg.model import Report
from kg.reports import STDIN, find, read_report, sources

TEXT = "Title: Café talks\n\nThe café’s “owner” left – for £5 – on Monday, and Zoë stayed at the naïve end of it."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-32"), "utf-32"),
        (TEXT.encode("windows-1252"), "windows-1252"),
    ],
)
def test_encodings(data: bytes, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (report,) = read_report(tmp_path / "a.txt")
    assert (report.text, report.encoding, report.title) == (TEXT, encoding, "Café talks")


def test_latin_1_is_named() -> None:
    assert decode("Zoë paid £5.".encode("iso-8859-1"), "a") == ("Zoë paid £5.", "iso-8859-1")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"%PDF-1.7 text", "is a PDF"),
        (b"PK\x03\x04aaaa", "zip archive"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"text\x00more", "binary"),
        ("Norway left.".encode("utf-16-le"), "binary, or UTF-16"),
        (b"\xff\xfea", "no valid utf-16 at byte"),
        ("Café “talks” ended".encode() + b" \xe9", "broken UTF-8 at byte"),
        ("Норвегия ушла с переговоров".encode("windows-1251"), "unknown encoding"),
        ("交渉は終わった".encode("shift-jis"), "unknown encoding"),
        (b"Title: T\nDate: 2026-05-03\n\n \n", "no text after its header"),
    ],
)
def test_refusals(data: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(ReportError, match=reason) as refused:
        list(read_report(tmp_path / "a.txt"))
    assert str(refused.value).startswith(str(tmp_path / "a.txt"))
    assert ";" in str(refused.value), "a cure follows the reason"


def test_too_big_missing_and_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway left the talks.")
    with pytest.raises(ReportError, match="bigger than 10 bytes"):
        list(read_report(tmp_path / "a.txt", limit_bytes=10))
    assert list(read_report(tmp_path / "a.txt", limit_bytes=22))
    with pytest.raises(ReportError, match="no such file"):
        list(read_report(tmp_path / "b.txt"))
    with pytest.raises(ReportError, match="is a folder"):
        list(read_report(tmp_path))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read anything")
def test_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway left.")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(ReportError, match="cannot be read"):
        list(read_report(tmp_path / "a.txt"))


def test_options_give_what_the_file_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Source: The Post\nTitle: T\n\nNorway left.")
    (report,) = read_report(tmp_path / "a.md", date=date(2026, 5, 3), publisher="Other", url="https://example.org")
    assert (report.date, report.publisher, report.url) == (date(2026, 5, 3), "The Post", "https://example.org")
    assert (report.name, report.path, report.markdown) == ("a.md", str(tmp_path / "a.md"), True)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(b"Norway left.")

    monkeypatch.setattr("sys.stdin", Input())
    (report,) = read_report(STDIN)
    assert (report.name, report.text) == ("-", "Norway left.")


def test_folders(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.csv", ".hidden.txt", "sub/d.TXT", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Norway left.")
    seen = [path.relative_to(tmp_path).as_posix() for path in find([tmp_path, tmp_path / "b.txt", tmp_path / "c.csv"])]
    assert seen == ["a.md", "b.txt", "sub/d.TXT", "c.csv"]


def test_links_do_not_loop_or_lead_out(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (inside / "a.txt").write_text("x")
    (inside / "loop").symlink_to(inside)
    (inside / "out.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "dangling.txt").symlink_to(inside / "nothing.txt")
    (inside / "self.txt").symlink_to(inside / "self.txt")
    assert list(find([inside])) == [inside / "a.txt"]
    with pytest.raises(ReportError):
        list(read_report(inside / "self.txt"))


def test_what_is_missing_is_passed_on(tmp_path: Path) -> None:
    assert list(find([tmp_path / "none.txt", STDIN])) == [tmp_path / "none.txt", STDIN]


def test_the_formats() -> None:
    assert sorted(sources()) == [".markdown", ".md", ".text", ".txt"]


@pytest.mark.parametrize("suffix", sorted(sources()))
def test_every_source(suffix: str) -> None:
    source = sources()[suffix]
    (report,) = source.read(io.BytesIO(TEXT.encode()), "x" + suffix)
    assert isinstance(report, Report)
    assert report.text == TEXT
    with pytest.raises(ReportError, match="is empty"):
        list(source.read(io.BytesIO(b""), "x"))


@settings(deadline=None)
@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    try:
        text, encoding = decode(data, "x")
    except ReportError:
        return
    if not encoding.startswith("utf-"):  # marks of byte order may be added or swapped
        assert text.encode(encoding) == data
