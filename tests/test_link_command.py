"""``kg link`` from end to end: links are proposed, stated and validated."""

from __future__ import annotations

from pathlib import Path

from support_cli import Run
from support_link_store import answers, decisions, graph, kg, place, rows, whole
from support_links import BASE

from kg.stores import open_store

__all__ = ["answers", "kg", "place"]  # fixtures


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


def test_whoever_asks_hears_how_far_a_run_has_come(kg: Run, place: Path) -> None:
    from kg.linker import Linker
    from kg.linking.deciding import Thresholds

    heard: list[tuple[int, int]] = []
    linker = Linker(open_store(str(place / "s"), write=True), "0")
    linker.propose([str(place / "t.csv")], passed=lambda done, total: heard.append((done, total)))
    linker.dedupe(Thresholds(), passed=lambda done, total: heard.append((done, total)))
    assert heard == [(5, 5), (6, 6)], "a person that one report calls by one name is only held against our own"
