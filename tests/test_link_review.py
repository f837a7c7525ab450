"""``kg link review`` and ``dedupe`` from end to end: decided, taken back, merged and parted."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support_cli import Run, command
from support_link_store import answers, decisions, graph, kg, place, rows, whole
from support_links import BASE

__all__ = ["answers", "kg", "place"]  # fixtures


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
    for name, other in (("actor:falk", "jon-a-falk"), ("actor:jon-a-falk", "falk")):
        assert f"  one with: Jon {'A. ' * ('-a-' in other)}Falk, {BASE}actor/{other}\n" in kg("show", name)[1]
    kg("link", "dedupe")
    assert [r["decision"] for r in rows(kg)] == ["accepted"]
    kg("link", "decide", row["link"], "open")
    assert whole(place) == with_proposal
    assert "one with" not in kg("show", "actor:falk")[1]
    kg("link", "decide", row["link"], "rejected")
    kg("link", "dedupe", "--accept", "0")
    assert [r["decision"] for r in rows(kg)] == ["rejected"]


@pytest.mark.slow
def test_ctrl_c_in_a_review_loses_nothing(kg: Run, place: Path) -> None:
    import signal

    kg("link", "--with", "t.csv", "--accept", "1.01")
    with subprocess.Popen(
        command("link", "review"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # tests in the background ignore it
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
        review.send_signal(signal.SIGINT)  # with the input left open: its end would end the review, too, and as well
        assert review.wait(30) in (130, -signal.SIGINT)
    assert len(rows(kg, "--decision", "accepted")) == 1
    assert sys.version_info >= (3, 11)
