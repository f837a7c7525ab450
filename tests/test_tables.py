"""Tables of candidates: what is taken, and what is wrong with one named by file, line, column and cure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.authorities import open_authority
from kg.authority import Kind, Mention, Name, Office
from kg.errors import AuthorityError, AuthorityFileError, KgError
from kg.linking.listed import Listed, listed
from kg.linking.rows import LONGEST, absolute, rows, tidy

HEAD = "id,label,names,kind,country,from,to,description,office,body,source\n"
IRI = "https://example.org/x"


def of(text: str | bytes, name: str = "t.csv") -> Listed:
    data = text if isinstance(text, bytes) else text.encode()
    return listed(name, [(name, data.splitlines(keepends=True))])


def test_all_that_a_row_tells() -> None:
    text = f"""\ufeff{HEAD}
wd:Q42,Ministry of Lakes,"Lake Ministry|Seeministerium@de| |a@b",Organisation,Northland,1990,2001-02,"It, too",,,a list
,,,,,,,,,,
{IRI},Ann Reed,A. Reed,person,Northland,2001-05-04,,,minister,Ministry of Lakes,
{IRI},Ann Reed,Reed,person,,2010,2011,,president,Northland,
"""
    lake, reed, again = rows("t.csv", text.encode().splitlines(keepends=True))
    assert lake.candidate.target == "http://www.wikidata.org/entity/Q42"
    assert lake.candidate.names == (Name("Lake Ministry"), Name("Seeministerium", "de"), Name("a@b"))
    assert (lake.candidate.kind, lake.candidate.source) == (Kind.ORGANIZATION, "a list")
    assert (lake.candidate.since, lake.candidate.until) == (date(1990, 1, 1), date(2001, 2, 28))
    assert lake.candidate.description == "It, too"
    assert reed.candidate.since is None
    assert (lake.where, again.where) == ("t.csv, line 3", "t.csv, line 6")
    found = of(text)
    assert len(found) == 2
    (one,) = next(found.candidates([Mention("urn:x", Kind.PERSON, "Ann Reed")]))
    assert one.offices == (
        Office("minister", "Ministry of Lakes", date(2001, 5, 4)),
        Office("president", "Northland", date(2010, 1, 1), date(2011, 12, 31)),
    )
    assert one.names == (Name("A. Reed"), Name("Reed"))
    assert one.country == "Northland"


@pytest.mark.parametrize(
    "text",
    [
        f"IRI;Name\n{IRI};Ann Reed\n",
        f"name\turi\r\nAnn Reed\t{IRI}\r\n",
        f"more,Pref_Label,ID\n,Ann Reed,{IRI}",
        f'"label","id"\n"Ann\nReed","{IRI}"\n',
    ],
)
def test_columns_are_found_by_their_headings_and_whatever_stands_between(text: str) -> None:
    (one,) = next(of(text).candidates([Mention("urn:x", Kind.PERSON, "Ann Reed")]))
    assert (one.label, one.target, one.kind) == ("Ann Reed", IRI, None)


def test_bare_items_of_wikidata_under_its_name() -> None:
    (one,) = rows("t.csv", [b"wikidata,label\n", b"Q42,Ann\n"])
    assert one.candidate.target.endswith("/entity/Q42")


SSSOM = """#curie_map:
#  lake: https://lakes.example/
#mapping_set_id: https://lakes.example/set
subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tpredicate_modifier
a:1\tLake Office\tskos:exactMatch\tlake:1\tOffice of Lakes\t
a:2\tLakes Office\tskos:exactMatch\tlake:1\tOffice of Lakes\t
a:3\tRiver Office\tskos:exactMatch\tlake:2\t\t
a:4\tOcean Office\tskos:broadMatch\tlake:1\tOffice of Lakes\t
a:5\tPond Office\tskos:exactMatch\tlake:1\tOffice of Lakes\tNot
a:6\tBay Office\tskos:exactMatch\tsssom:NoTermFound\t\t
"""


def test_a_sssom_table_gives_names_to_its_objects() -> None:
    found = of(SSSOM, "x.sssom.tsv")
    assert len(found) == 2
    lake, river, ocean = found.candidates(
        Mention("urn:x", Kind.ORGANIZATION, f"{name} Office") for name in ("Lakes", "River", "Ocean")
    )
    assert (lake[0].target, lake[0].label) == ("https://lakes.example/1", "Office of Lakes")
    assert lake[0].names == (Name("Lake Office"), Name("Lakes Office"))
    assert river[0].target == "https://lakes.example/2"
    assert "Ocean" not in str(ocean)


BAD = {
    "nothing": (b"", "t.csv: is empty"),
    "only remarks": (b"# a\n# b\n", "t.csv: is empty"),
    "no id": (b"label,kind\nAnn,person\n", "line 1: there is no column id"),
    "no label": (b"id,kind\nwd:Q1,person\n", "there is no column label (or label, name"),
    "sssom without names": (b"subject_id\tobject_id\na:1\twd:Q1\n", "without the column subject_label"),
    "two of a kind": (b"id,name,label\n", "line 1: the columns 'name' and 'label' mean the same"),
    "latin 1": ("id,label\nwd:Q1,Ann\nwd:Q2,Zoë\n".encode("latin-1"), "line 3: is not UTF-8 (byte 0xeb at 9)"),
    "utf-16": ("id,label\nwd:Q1,Ann\n".encode("utf-16"), "line 1: the file is in UTF-16"),
    "nul": (b"id,label\nwd:Q1,A\0nn\n", "line 2: holds a NUL"),
    "binary": (bytes(range(128, 256)), "line 1: is not UTF-8"),
    "unclosed": (b'id,label\nwd:Q1,"Ann\nwd:Q2,Bob\n', "line 2: is not a row of a table"),
    "text after a quote": (b'id,label\nwd:Q1,"Ann" Reed\n', "line 2: is not a row of a table"),
    "a huge cell": (b"id,label\nwd:Q1," + b"x" * 10_000_000 + b"\n", "line 2: is longer than 1,048,576 bytes"),
    "a big cell": (b"id,label\nwd:Q1," + b"x" * 200_000 + b"\n", "longer than 131,072 characters"),
    "cells too many": (b"id,label\nwd:Q1,Ann,Bob\n", "line 2: has 3 cells, and 2 headings"),
    "cells too few": (b"id,label\nwd:Q1\n", "line 2: has 1 cells"),
    "no iri": (b"id,label\nQ1,Ann\n", "line 2, column 'id': 'Q1' is no IRI (https://...)"),
    "an unsafe iri": (b"id,label\njavascript:alert(1),Ann\n", "'javascript:alert(1)' is no IRI"),
    "an iri with a bracket": (b"id,label\nhttps://a.example/>,Ann\n", "is no IRI"),
    "an empty id": (b"id,label\n,Ann\n", "line 2, column 'id' is empty"),
    "an empty label": (b"id,name\nwd:Q1, \n", "line 2, column 'name' is empty"),
    "no kind": (b"id,label,type\nwd:Q1,Ann,cat\n", "line 2, column 'type': 'cat' must be one of person, state"),
    "no date": (b"id,label,from\nwd:Q1,Ann,5 May 2020\n", "line 2, column 'from': '5 May 2020' is no date"),
    "no day": (b"id,label,to\nwd:Q1,Ann,2021-02-29\n", "line 2, column 'to': '2021-02-29' is no date"),
    "the year nought": (b"id,label,from\nwd:Q1,Ann,0000\n", "'0000' is no date"),
    "backwards": (b"id,label,from,to\nwd:Q1,Ann,2021,2020\n", "line 2, column 'to': '2020' is before '2021'"),
    "one id, two labels": (b"id,label\nwd:Q1,Ann\nwd:Q1,Bob\n", "line 3: <http://www.wikidata.org/entity/Q1> stands"),
    "one id, two kinds": (b"id,label,kind\nwd:Q1,Ann,person\nwd:Q1,Ann,place\n", "line 3: <http"),
    "one id, two countries": (b"id,label,country\nwd:Q1,A,Northland\nwd:Q1,A,Southland\n", "'Southland'"),
    "an escape": (b"id,label,kind\nwd:Q1,Ann,\x1b[31mcat\n", "'[31mcat' must be"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_is_named(tmp_path: Path, case: str) -> None:
    data, message = BAD[case]
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    with pytest.raises(AuthorityFileError) as caught:
        open_authority(str(path))
    assert message in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert len(str(caught.value)) < 600
    assert str(caught.value).isprintable()
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", ["none.csv", "folder.csv", "a\0b.csv"])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(AuthorityFileError, match=r"cannot be read|no name of a file"):
        open_authority(str(tmp_path / name))


@pytest.mark.parametrize("text", ["", "wikidata", "https://example.org/sparql", "a.xlsx", "ftp://a.example/x", "graph"])
def test_what_names_no_authority(text: str) -> None:
    with pytest.raises(KgError, match=r"there is no authority|say what kind of service") as caught:
        open_authority(text)
    assert not isinstance(caught.value, AuthorityError)
    assert caught.value.exit_code == 2


@given(st.binary(max_size=300))
@example(b"id,label\n\xc2\x85,x\n")
@example(b"id,label\r\rwd:Q1,x")
def test_any_bytes_are_a_table_or_an_error(data: bytes) -> None:
    for text in (data, b"id,label,kind,from\n" + data):
        try:
            found = of(text)
        except AuthorityFileError as error:
            assert str(error).startswith("t.csv")  # noqa: PT017
        else:
            assert all(
                ":" in one.target for kinds in found.candidates([Mention("urn:x", Kind.STATE, "x")]) for one in kinds
            )


CELL = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)


@given(st.lists(st.tuples(CELL.filter(lambda text: tidy(text) != ""), CELL), min_size=1, max_size=8))
def test_what_was_written_by_csv_is_read_back(things: list[tuple[str, str]]) -> None:
    import csv
    import io

    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["id", "label", "description"])
    for number, (label, description) in enumerate(things):
        writer.writerow([f"{IRI}{number}", label, description])
    read = [row.candidate for row in rows("t.csv", io.BytesIO(out.getvalue().encode()))]
    assert [(one.label, one.description) for one in read] == [(tidy(a), tidy(b)) for a, b in things]


def test_what_a_terminal_could_obey_is_no_part_of_a_text() -> None:
    assert tidy("\x1b[2J a\u202eb\n\tc\u200cd") == "[2J a b c\u200cd"
    assert len(tidy("x" * 10_000)) == 1_000
    assert LONGEST > 131_072


IRIS = st.sampled_from(("http://", "https://a.example", "urn:", "wd:", "")).flatmap(
    lambda start: st.text(st.sampled_from("ab:/?#[]@%2F\u202e é1"), max_size=8).map(lambda rest: start + rest)
)


@given(IRIS)
@example("http://[x")
@example("https://a.example/%zz")
@example("https://a.example:x/")
@example("urn:a#b#c")
def test_what_is_taken_for_an_iri_is_one(text: str) -> None:
    made = absolute(text)
    assert made == "" or (ox.NamedNode(made).value == made and made.isprintable())
