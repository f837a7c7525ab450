"""``kg link`` from end to end: proposed, reviewed, written to tables and read from them, merged, taken back."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from support_cli import Run, command, runner
from support_links import BASE

from kg.quads import vocabulary_quads
from kg.stores import open_store

ROOT = Path(__file__).parents[1]
TABLE = """id,label,names,kind,country,from,to,description,office,body
https://e.org/norland,Norland,Kingdom of Norland|Norlande@fr,state,,,,a kingdom in the north,,
https://e.org/norland-gov,Government of Norland,,government,Norland,,,its cabinet,,
https://e.org/falk,Jon Falk,Jon A. Falk,person,Norland,2024,2026,politician,Foreign Minister,Norland
https://e.org/other-falk,Jon Falk,,person,Sudland,,,a cellist,,
https://e.org/bay,Ann Bay,,person,Norland,,,one,,
https://e.org/bay-2,Ann Bay,,person,Norland,,,another,,
https://e.org/tribune,Harbour Tribune,,news medium,Norland,,,a daily,,
https://e.org/tribune-group,Harbour Tribune,,organization,Norland,,,the owner of a daily,,
"""
TRIG = """
@prefix dmd: <https://w3id.org/dmd/ns#> .
@prefix actor: <https://w3id.org/dmd/actor/> .
@prefix post: <https://w3id.org/dmd/post/> .
@prefix graph: <https://w3id.org/dmd/graph/> .
@prefix a: <https://w3id.org/dmd/report/aaaaaaaaaaaaaaaa#> .
@prefix b: <https://w3id.org/dmd/report/bbbbbbbbbbbbbbbb#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
graph:registry {
  actor:norland a dmd:State ; rdfs:label "Norland"@en .
  actor:falk a foaf:Person ; rdfs:label "Jon Falk"@en ; skos:altLabel "Falk"@en .
  actor:jon-a-falk a foaf:Person ; rdfs:label "Jon A. Falk"@en ; skos:altLabel "Falk"@en .
  actor:bay a foaf:Person ; rdfs:label "Ann Bay"@en .
  actor:tribune a <http://schema.org/NewsMediaOrganization> ; rdfs:label "Harbour Tribune"@en .
  post:fm a org:Post ; rdfs:label "Foreign Minister"@en ; org:postIn actor:norland .
  post:dm a org:Post ; rdfs:label "Defence Minister"@en ; org:postIn actor:norland .
}
<https://w3id.org/dmd/report/aaaaaaaaaaaaaaaa> {
  <https://w3id.org/dmd/report/aaaaaaaaaaaaaaaa> a dmd:Report ; dmd:hasDigest "aa" ; dmd:hasFileName "a.txt" ;
    dct:issued "2025-06-20"^^xsd:date ; dmd:hasOutlet actor:tribune .
  a:t a dmd:Tenure ; org:member actor:falk ; dmd:holdsPost post:fm ; dmd:hasPhase dmd:CurrentHolder .
  a:t.1 a dmd:Claim ; dmd:states a:t ; dmd:claimedBy actor:tribune ; dmd:hasPerspective dmd:CertainBehindAsserted ;
    dmd:hasEvidence a:p .
  a:p dmd:hasWords "Jon Falk, the foreign minister" ; dmd:startsAt 0 ; dmd:endsAt 30 .
  a:d a dmd:Demand ; dmd:doneBy actor:falk, actor:bay ; dmd:addressedTo actor:norland .
}
<https://w3id.org/dmd/report/bbbbbbbbbbbbbbbb> {
  <https://w3id.org/dmd/report/bbbbbbbbbbbbbbbb> a dmd:Report ; dmd:hasDigest "bb" ; dmd:hasFileName "b.txt" ;
    dct:issued "2025-06-30"^^xsd:date ; dmd:hasOutlet actor:tribune .
  b:t a dmd:Tenure ; org:member actor:jon-a-falk ; dmd:holdsPost post:fm ; dmd:hasPhase dmd:CurrentHolder .
  b:t.1 a dmd:Claim ; dmd:states b:t ; dmd:claimedBy actor:tribune ; dmd:hasPerspective dmd:CertainBehindAsserted ;
    dmd:hasEvidence b:p .
  b:p dmd:hasWords "Foreign Minister Jon A. Falk" ; dmd:startsAt 0 ; dmd:endsAt 28 .
  b:actor-falk a foaf:Person ; rdfs:label "Falk"@en .
  b:u a dmd:Tenure ; org:member b:actor-falk ; dmd:holdsPost post:dm ; dmd:hasPhase dmd:CurrentHolder .
}
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = open_store(str(tmp_path / "s"), write=True)
    made.replace_graph(f"{BASE}graph/vocabulary", vocabulary_quads((ROOT / "ontology/codes.ttl").read_bytes()))
    made._store.load(TRIG.encode(), format=ox.RdfFormat.TRIG)  # type: ignore[attr-defined]
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", str(tmp_path / "s"))
    monkeypatch.setenv("KG_AUTHOR", "Ann Moor")
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture
def kg(place: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    return runner(capfdbinary)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What a person types, a line for each word."""
    return lambda words: monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{word}\n" for word in words.split())))


def rows(kg: Run, *arguments: str) -> list[dict[str, str]]:
    status, out, err = kg("query", "links", "--format", "csv", *arguments)
    assert status == 0, err
    head, *lines = out.replace("\r\n", "\n").splitlines()
    return [dict(zip(head.split(","), line.split(","), strict=False)) for line in lines]


def decisions(kg: Run) -> dict[tuple[str, str], str]:
    return {(row["actor"], row["target"].rpartition("/")[2]): row["decision"] for row in rows(kg)}


def graph(place: Path, name: str) -> set[str]:
    return {str(quad.triple) for quad in open_store(str(place / "s")).quads(f"{BASE}graph/{name}")}


def whole(place: Path) -> set[str]:
    return {str(quad) for quad in open_store(str(place / "s")).quads()}


# ------------------------------------------------------------------------------------------------ proposing
def test_links_are_proposed_once_and_a_second_run_changes_nothing(kg: Run, place: Path) -> None:
    status, _, err = kg("link", "--with", "t.csv")
    assert status == 0
    assert "actors and places" in err
    found = decisions(kg)
    assert found["Norland", "norland"] == "accepted"
    assert found["Harbour Tribune", "tribune"] == "accepted"
    assert found["Jon Falk", "falk"] == "accepted", "the office tells him from the cellist"
    assert {found["Ann Bay", "bay"], found["Ann Bay", "bay-2"]} == {"proposed"}
    assert {("Norland", "norland-gov"), ("Harbour Tribune", "tribune-group")}.isdisjoint(found)
    assert any("exactMatch" in t and "https://e.org/norland>" in t for t in graph(place, "links-accepted"))
    before = whole(place)
    status, _, err = kg("link", "--with", "t.csv")
    assert "0 links changed" in err
    assert whole(place) == before


def test_what_the_program_said_of_things_that_are_gone_goes_and_what_people_said_stays(kg: Run, place: Path) -> None:
    kg("link", "--with", "t.csv")
    for name in ("Norland", "Harbour Tribune"):
        assert kg("link", "decide", rows(kg, "--actor", name)[0]["link"], "accepted")[0] == 0
    for name in ("aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"):
        store = open_store(str(place / "s"), write=True)
        store.retract(f"{BASE}report/{name}")
        del store
    assert not any("label" in t for t in graph(place, "registry"))
    status, _, err = kg("link", "--with", "t.csv")
    assert (status, err.partition(";")[0].startswith("0 actors")) == (0, True)
    assert decisions(kg) == {("Norland", "norland"): "accepted", ("Harbour Tribune", "tribune"): "accepted"}


def test_a_dry_run_shows_and_changes_nothing(kg: Run, place: Path) -> None:
    before = whole(place)
    status, out, err = kg("link", "--with", "t.csv", "--dry-run")
    assert (status, whole(place)) == (0, before)
    assert "Norland = Norland <https://e.org/norland>" in out
    assert "would change" in err


def test_thresholds_are_options_that_must_fit(kg: Run) -> None:
    kg("link", "--with", "t.csv", "--accept", "1.01")
    assert set(decisions(kg).values()) == {"proposed"}
    assert kg("link", "--with", "t.csv", "--review", "0.9", "--accept", "0.5")[0] == 2
    assert kg("link", "--with", "nothing.csv")[0] == 2
    assert kg("link", "--with", "nonsense")[0] == 2
    status, _, err = kg("link", "--kind", "planet")
    assert status == 2
    assert "news medium" in err


def test_a_graph_of_the_store_is_an_authority(kg: Run, place: Path) -> None:
    (place / "far.ttl").write_text(
        '<https://far.org/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "Norland"@en, "Nordland"@de ;'
        " a <https://far.org/State> .",
        "utf-8",
    )
    assert kg("import", "far.ttl", "--graph", "https://far.org/all")[0] == 0
    told = 'authority = "graph:https://far.org/all"\n[types]\nstate = ["https://far.org/State"]\n'
    (place / "far.toml").write_text(told, "utf-8")
    many = ("link", "--with", "far.toml")
    assert kg(*many)[0] == 0
    (row,) = rows(kg)
    assert (row["target"], row["decision"], row["source"]) == ("https://far.org/1", "accepted", "https://far.org/all")
    before = whole(place)
    assert kg(*many)[0] == 0
    assert kg("link", "export", "-o", "x.tsv")[0] == 0
    assert kg("link", "import", "x.tsv")[2] == "1 row read, 0 links changed\n"
    assert whole(place) == before


def test_only_things_of_a_kind_are_linked_if_one_is_named(kg: Run) -> None:
    kg("link", "--with", "t.csv", "--kind", "state")
    assert set(decisions(kg)) == {("Norland", "norland")}


def test_same_as_is_stated_on_request(kg: Run, place: Path) -> None:
    kg("link", "--with", "t.csv")
    assert not any("sameAs" in t for t in graph(place, "links-accepted"))
    kg("link", "--with", "t.csv", "--same-as")
    assert any("sameAs" in t for t in graph(place, "links-accepted"))
    kg("link", "--with", "t.csv")
    assert any("sameAs" in t for t in graph(place, "links-accepted")), "until it is taken back"
    kg("link", "--with", "t.csv", "--no-same-as")
    assert not any("sameAs" in t for t in graph(place, "links-accepted"))


def test_options_in_front_of_a_sub_command_are_refused_and_not_lost(kg: Run) -> None:
    status, _, err = kg("link", "--store", "elsewhere", "export")
    assert status == 2
    assert "behind it" in err


@pytest.mark.parametrize(
    ("quads", "said"),
    [
        ("graph:links { <urn:l> sssom:mapping_justification <https://e.org/j> }", "of SEMAPV"),
        ("graph:links { <urn:l> sssom:confidence 1.2 }", "from 0 to 1"),
        ("graph:links-accepted { actor:bay skos:exactMatch <https://e.org/bay> }", "no accepted link tells of"),
        (
            "graph:links { <urn:a> dmd:hasDecision dmd:LinkAccepted ; rdf:subject <urn:s> ; rdf:predicate <urn:p> ;"
            " rdf:object <urn:o> . <urn:b> dmd:hasDecision dmd:LinkRejected ; rdf:subject <urn:s> ;"
            " rdf:predicate <urn:p> ; rdf:object <urn:o> }",
            "accepted and rejected",
        ),
        ("", ""),
    ],
)
def test_validate_finds_what_is_wrong_with_links(kg: Run, place: Path, quads: str, said: str) -> None:
    from kg.prefixes import PREFIXES
    from kg.validating import mislinked

    kg("link", "--with", "t.csv")
    made = open_store(str(place / "s"), write=True)
    known = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    made._store.load((known + TRIG.partition("graph:registry")[0] + quads).encode(), format=ox.RdfFormat.TRIG)  # type: ignore[attr-defined]
    found = [finding.message for finding in mislinked(made)]
    assert len(found) == bool(said)
    assert all(said in message for message in found)


# ------------------------------------------------------------------------------------------------ reviewing
def test_a_review_shows_words_and_candidates_and_saves_every_decision(
    kg: Run, place: Path, answers: Callable[[str], None]
) -> None:
    kg("link", "--with", "t.csv")
    answers("? 2")
    status, out, _ = kg("link", "review")
    assert status == 0
    assert "Ann Bay" in out
    assert "another" in out
    assert "1 decision saved; 0 still to review" in out
    (row,) = [row for row in rows(kg) if row["actor"] == "Ann Bay"]
    assert (row["target"], row["decision"], row["author"]) == ("https://e.org/bay-2", "accepted", "Ann Moor")
    assert len(row["decided"]) == 10
    before = whole(place)
    kg("link", "--with", "t.csv")
    assert whole(place) == before, "the other is not proposed again"


def test_what_was_rejected_is_never_proposed_again_and_never_a_triple(
    kg: Run, place: Path, answers: Callable[[str], None]
) -> None:
    kg("link", "--with", "t.csv")
    answers("r1 r")
    kg("link", "review")
    kg("link", "--with", "t.csv", "--review", "0")
    found = decisions(kg)
    assert {found["Ann Bay", "bay"], found["Ann Bay", "bay-2"]} == {"rejected"}
    assert not any("/bay" in t for t in graph(place, "links-accepted"))


def test_a_review_goes_on_where_it_stopped_and_end_of_input_loses_nothing(
    kg: Run, answers: Callable[[str], None]
) -> None:
    kg("link", "--with", "t.csv", "--accept", "1.01")
    first = len(rows(kg, "--decision", "proposed"))
    answers("1")
    assert "1 decision saved" in kg("link", "review")[1]
    assert len(rows(kg, "--decision", "proposed")) < first
    assert len(rows(kg, "--decision", "accepted")) == 1
    answers("s s s s s s")
    assert "0 decisions saved" in kg("link", "review")[1]


def test_undo_takes_back_one_decision_after_the_other(kg: Run, place: Path, answers: Callable[[str], None]) -> None:
    kg("link", "--with", "t.csv")
    before = whole(place)
    answers("r1 1 q")
    kg("link", "review")
    assert whole(place) != before
    kg("link", "decide", rows(kg, "--decision", "accepted", "--actor", "Ann Bay")[0]["link"], "open")
    answers("1 q")
    kg("link", "review")
    answers("z q")
    assert kg("link", "review")[0] == 0
    kg("link", "--with", "t.csv", "--accept", "1.01")
    before = whole(place)
    answers("r u z z z q")
    kg("link", "review")
    assert whole(place) == before


def test_unsure_waits_for_who_asks_for_it(kg: Run, answers: Callable[[str], None]) -> None:
    kg("link", "--with", "t.csv")
    answers("u")
    kg("link", "review")
    assert {row["decision"] for row in rows(kg, "--actor", "Ann Bay")} == {"unsure"}
    kg("link", "--with", "t.csv")
    assert {row["decision"] for row in rows(kg, "--actor", "Ann Bay")} == {"unsure"}
    answers("1")
    assert "0 decisions saved" in kg("link", "review")[1]
    answers("1")
    assert "1 decision saved" in kg("link", "review", "--unsure")[1]


def test_a_review_of_one_actor_by_name_curie_or_iri(kg: Run, answers: Callable[[str], None]) -> None:
    kg("link", "--with", "t.csv", "--accept", "1.01")
    answers("1")
    assert "1 decision saved; 0 still" in kg("link", "review", "--actor", "norland")[1]
    answers("1")
    assert "1 decision saved; 0 still" in kg("link", "review", "--actor", "actor:tribune")[1]
    status, _, err = kg("link", "review", "--actor", "Nobody")
    assert status == 2
    assert "unlinked-actors" in err


def test_one_link_is_decided_by_its_iri(kg: Run) -> None:
    kg("link", "--with", "t.csv")
    one = rows(kg, "--actor", "Norland")[0]["link"]
    assert kg("link", "decide", one, "rejected", "--by", "https://orcid.org/0000-0002-1825-0097")[0] == 0
    assert rows(kg, "--actor", "Norland")[0]["author"] == "https://orcid.org/0000-0002-1825-0097"
    assert kg("link", "decide", one, "open")[0] == 0
    assert rows(kg, "--actor", "Norland")[0]["decision"] == "proposed"
    assert kg("link", "decide", one, "maybe")[0] == 2
    assert kg("link", "decide", f"{BASE}link/none", "open")[0] == 2
    assert kg("link", "decide", "x> ?p ?o } #", "open")[0] == 2


# ------------------------------------------------------------------------------------------------ merging
def test_two_that_are_one_are_merged_and_parted_without_loss(
    kg: Run, place: Path, answers: Callable[[str], None]
) -> None:
    before = whole(place)
    assert kg("link", "dedupe", "--dry-run")[0] == 0
    assert whole(place) == before
    kg("link", "dedupe")
    (row,) = rows(kg)
    assert (row["actor"], row["target"]) == ("Jon Falk", f"{BASE}actor/jon-a-falk"), "Falk of defence is another"
    with_proposal = whole(place)
    kg("link", "dedupe")
    assert whole(place) == with_proposal
    answers("1")
    kg("link", "review")
    assert any("isReplacedBy" in t for t in graph(place, "links-accepted"))
    for name in ("Jon Falk", "Jon A. Falk", "actor:falk", "actor:jon-a-falk"):
        status, out, _ = kg("query", "who-holds-which-role", "--person", name, "--format", "csv")
        assert (status, out.count(",Foreign Minister,")) == (0, 2), "both are found by either"
    kg("link", "dedupe")
    assert [r["decision"] for r in rows(kg)] == ["accepted"]
    kg("link", "decide", row["link"], "open")
    assert whole(place) == with_proposal
    kg("link", "decide", row["link"], "rejected")
    kg("link", "dedupe", "--accept", "0")
    assert [r["decision"] for r in rows(kg)] == ["rejected"]


# ------------------------------------------------------------------------------------------------ tables
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


def test_two_rows_that_contradict_each_other_are_refused(kg: Run, place: Path, table: Path) -> None:
    text = table.read_text("utf-8").splitlines()
    row = next(line for line in text if ":bay-2\t" in line)
    table.write_text("\n".join([*text, row.replace("\tproposed", "\taccepted")]) + "\n", "utf-8")
    status, _, err = kg("link", "import", str(table))
    assert status == 2
    assert "decides otherwise" in err


@pytest.mark.slow
def test_ctrl_c_in_a_review_loses_nothing(kg: Run, place: Path) -> None:
    import signal

    kg("link", "--with", "t.csv", "--accept", "1.01")
    with subprocess.Popen(
        command("link", "review"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as review:
        assert review.stdin is not None
        assert review.stdout is not None
        review.stdin.write("1\n")
        review.stdin.flush()
        seen = 0
        for line in review.stdout:
            seen += line.startswith("1  ")
            if seen == 2:  # the second is shown, so the first was saved
                break
        review.send_signal(signal.SIGINT)
        review.stdin.close()
        assert review.wait(30) in (130, -signal.SIGINT)
    assert len(rows(kg, "--decision", "accepted")) == 1
    assert sys.version_info >= (3, 11)
