"""``kg link export`` and ``import`` from end to end: links leave as a table and come back edited."""

from __future__ import annotations

from pathlib import Path

import pytest
from support_cli import Run
from support_link_store import answers, graph, kg, place, rows, whole

__all__ = ["answers", "kg", "place"]  # fixtures


@pytest.fixture
def table(kg: Run, place: Path) -> Path:
    kg("link", "--with", "t.csv")
    path = place / "links.sssom.tsv"
    assert kg("link", "export", "-o", str(path))[0] == 0
    return path


def edited(path: Path, *changes: tuple[str, str, str]) -> None:
    """Change cells: target, column, value."""
    lines = path.read_text("utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    columns = lines[at].split("\t")
    for target, column, value in changes:
        for i in range(at + 1, len(lines)):
            cells = lines[i].split("\t")
            if cells[columns.index("object_id")].endswith(f":{target}"):
                cells[columns.index(column)] = value
                lines[i] = "\t".join(cells)
    path.write_text("\n".join(lines) + "\n", "utf-8")


def test_a_table_that_nobody_edited_changes_nothing(kg: Run, place: Path, table: Path) -> None:
    before = whole(place)
    status, _, err = kg("link", "import", str(table))
    assert (status, whole(place)) == (0, before)
    assert "0 links changed" in err


def test_what_was_edited_comes_back(kg: Run, table: Path) -> None:
    edited(
        table,
        ("bay", "predicate_modifier", "Not"),
        ("bay-2", "decision", "accepted"),
        ("bay-2", "author_label", "Bo Lind"),
        ("bay-2", "mapping_date", "2026-11-30"),
        ("bay-2", "confidence", "0.9"),
        ("bay-2", "mapping_justification", "semapv:ManualMappingCuration"),
        ("norland", "decision", "unsure"),
    )
    edited(table, ("bay", "decision", ""))
    status, _, err = kg("link", "import", str(table), "--by", "Cy Dorn")
    assert (status, err) == (0, "6 rows read, 3 links changed\n")
    found = {row["target"].rpartition("/")[2]: row for row in rows(kg)}
    assert (found["bay"]["decision"], found["bay"]["author"]) == ("rejected", "Cy Dorn")
    two = found["bay-2"]
    assert (two["decision"], two["author"], two["decided"], two["confidence"]) == (
        "accepted",
        "Bo Lind",
        "2026-11-30",
        "0.9",
    )
    assert two["justification"].endswith("ManualMappingCuration")
    assert found["norland"]["decision"] == "unsure"


def test_an_old_table_undoes_no_younger_decision(kg: Run, place: Path, table: Path) -> None:
    old = table.read_text("utf-8")
    edited(table, ("bay", "decision", "rejected"))
    kg("link", "import", str(table))
    decided = whole(place)
    table.write_text(old, "utf-8")
    status, _, err = kg("link", "import", str(table))
    assert (status, whole(place)) == (0, decided)
    assert "1 passed over" in err
    edited(table, ("bay", "decision", "accepted"), ("bay", "author_label", "Bo"), ("bay", "mapping_date", "2020-01-01"))
    kg("link", "import", str(table))
    assert whole(place) == decided


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("confidence", "1.5", "column confidence: '1.5' must be a number from 0 to 1"),
        ("confidence", "high", "from 0 to 1"),
        ("mapping_date", "30.11.2026", "column mapping_date: '30.11.2026' is no date; it is like 2026-11-30"),
        ("decision", "yes", "must be one of proposed, accepted, rejected, unsure"),
        ("predicate_modifier", "Nope", "must be Not, or empty"),
        ("predicate_id", "skoss:exactMatch", "has no known prefix"),
        ("predicate_id", "", "column predicate_id is empty"),
        ("predicate_id", "owl:sameAs", "'kg link --same-as' states it"),
        ("predicate_id", "rdfs:label", "must be one of skos:exactMatch, skos:closeMatch"),
        ("mapping_justification", "by hand", "has no known prefix"),
        ("subject_id", "wd:Q17", "is nothing of this store's"),
        ("subject_id", "actor:a b", "column subject_id"),
    ],
)
def test_a_wrong_cell_is_named_with_its_cure_and_nothing_changes(
    kg: Run, place: Path, table: Path, column: str, value: str, said: str
) -> None:
    before = whole(place)
    edited(table, ("bay-2", "decision", "accepted"), ("bay", column, value))
    status, _, err = kg("link", "import", str(table))
    assert status == 2
    assert said in err
    assert "line " in err
    assert "nothing was changed" in err
    assert "Traceback" not in err
    assert whole(place) == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"#only a comment\n", "is empty"),
        (b"subject_id\tpredicate_id\nactor:x\tskos:exactMatch\n", "no column object_id"),
        (b"subject_id\tpredicate_id\tobject_id\nactor:x\tskos:exactMatch\t\xff\n", "line 2: is not UTF-8 (byte 25)"),
        (b"subject_id\tpredicate_id\tobject_id\nactor:x\tskos:exactMatch\twd:Q1\0\n", "NUL"),
        (b"subject_id\tpredicate_id\tobject_id\nactor:x\tskos:exactMatch\twd:Q1\tmore\n", "4 cells below 3 headings"),
        (b'subject_id\tpredicate_id\tobject_id\nactor:x\tskos:exactMatch\t"wd:Q1\n', "is no row of a table"),
        (b"subject_id\tpredicate_id\tobject_id\n" + b"x" * (1 << 20), "longer than"),
        (b"<html>no</html>\n", "no column subject_id"),
    ],
)
def test_a_broken_table_is_refused(kg: Run, place: Path, data: bytes, said: str) -> None:
    (place / "b.tsv").write_bytes(data)
    status, _, err = kg("link", "import", "b.tsv")
    assert status == 2
    assert said in err
    assert "Traceback" not in err


def test_a_foreign_table_is_taken_with_its_own_prefixes(kg: Run, place: Path) -> None:
    (place / "f.tsv").write_text(
        "# curie_map:\n#   ex: https://example.org/x/\nsubject_id\tpredicate_id\tobject_id\tauthor_id\n"
        "actor:norland\tskos:closeMatch\tex:norland\torcid:1\n", "utf-8",
    )  # fmt: skip
    assert kg("link", "import", "f.tsv")[0] == 2, "orcid is no known prefix"
    text = (place / "f.tsv").read_text("utf-8").replace("#   ex:", "#   orcid: https://orcid.org/\n#   ex:")
    (place / "f.tsv").write_text(text, "utf-8")
    assert kg("link", "import", "f.tsv")[0] == 0
    (row,) = rows(kg)
    assert (row["target"], row["decision"], row["author"]) == (
        "https://example.org/x/norland",
        "accepted",
        "https://orcid.org/1",
    )
    assert not any("isReplacedBy" in t for t in graph(place, "links-accepted"))


def test_a_row_of_what_no_report_names_is_kept_and_told(kg: Run, place: Path) -> None:
    head = "subject_id\tpredicate_id\tobject_id\tmapping_justification"
    told = "actor:nobody\tskos:exactMatch\twd:Q1\tsemapv:ManualMappingCuration"
    (place / "theirs.tsv").write_text(f"{head}\n{told}\n", "utf-8")
    status, _, err = kg("link", "import", str(place / "theirs.tsv"), "--by", "Cy Dorn")
    assert (status, err) == (0, "1 row read, 1 link changed; 1 is of something that no report here names\n")


def test_two_rows_that_contradict_each_other_are_refused(kg: Run, place: Path, table: Path) -> None:
    text = table.read_text("utf-8").splitlines()
    row = next(line for line in text if ":bay-2\t" in line)
    table.write_text("\n".join([*text, row.replace("\tproposed", "\taccepted")]) + "\n", "utf-8")
    status, _, err = kg("link", "import", str(table))
    assert status == 2
    assert "decides otherwise" in err
