"""The report that the project started from, through the installed command: what must be read in it, line by line.

The text lies beside the checkout and is not ours to bundle; without it these tests skip.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SEED = Path(__file__).parents[1].parent / "shared" / "reports" / "seed.txt"
Rows = list[dict[str, str]]
Ask = Callable[..., Rows]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SEED.exists(), reason="the shared reports are not beside the checkout"),
]


def kg(*arguments: str, store: Path) -> str:
    command = shutil.which("kg")
    assert command, "kg is installed"
    environment = {**os.environ, "KG_STORE": str(store)}
    run = subprocess.run(
        [command, *arguments], env=environment, text=True, capture_output=True, check=True, timeout=120
    )
    return run.stdout


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Runs a saved query on a store that holds the seed report alone."""
    store = tmp_path_factory.mktemp("seed") / "store"
    kg("load", "--quiet", str(SEED), store=store)

    def asked(*arguments: str) -> Rows:
        return list(csv.DictReader(io.StringIO(kg("query", *arguments, "--format", "csv", store=store))))

    return asked


def values(rows: Rows, *columns: str) -> set[tuple[str, ...]]:
    return {tuple(row[c] for c in columns) for row in rows}


def test_who_pushed_which_target(ask: Ask) -> None:
    found = values(
        ask("who-pushed-which-spending-target"), "pusher", "how", "addressee", "value", "unit", "source", "certainty"
    )
    percent = "percent of GDP"
    assert ("U.S. officials", "asks", "Japan", "3.5", percent, "PEN", "uncommitted") in found
    assert ("U.S. officials", "asks", "Japan", "3", percent, "PEN", "certain") in found
    assert ("Trump administration", "asks", "Asian allies", "5", percent, "sources", "certain") in found
    assert ("Donald Trump", "asks", "NATO allies", "5", percent, "PEN", "probable") in found
    # the one behind the push is tied to it, and no figure is lent to him
    assert {row[3] for row in found if row[0] == "Elbridge Colby"} == {""}
    assert len(found) == 5


def test_what_was_asked_before_is_the_baseline(ask: Ask) -> None:
    figures = values(ask("demands"), "demander", "value", "baseline", "modality", "source")
    assert ("U.S. officials", "3.5", "3", "reported", "") in figures
    assert {f[4] for f in figures if f[0] == "Trump administration"} == {"sources", "Nikkei"}
    assert ("Donald Trump", "5", "", "expected", "") in figures


def test_the_meeting_is_cancelled_by_some_accounts_and_postponed_by_another(ask: Ask) -> None:
    rows = [r for r in ask("meetings") if "2+2" in r["name"]]
    assert {r["meeting"] for r in rows} == {rows[0]["meeting"]}, "one meeting, whatever it is called"
    assert {"Marco Rubio", "Pete Hegseth", "Takeshi Iwaya", "Gen Nakatani"} <= {r["participant"] for r in rows}
    assert {r["place"] for r in rows} == {"Washington"}
    assert {r["date"][-5:] for r in rows} == {"07-01"}
    statuses = values(rows, "status", "source")
    assert ("cancelled", "Financial Times") in statuses
    assert ("cancelled", "Nikkei") in statuses
    assert ("cancelled", "unnamed sources familiar with the situation") in statuses
    assert ("postponed", "a U.S. official") in statuses
    assert ("postponed", "Financial Times") not in statuses
    assert {r["by"] for r in rows if r["source"] == "Nikkei"} == {"Japan"}
    assert any("defense budget" in r["reason"] for r in rows)


def test_who_answered_and_who_was_silent(ask: Ask) -> None:
    found = values(ask("responses"), "by", "stance")
    assert ("Shigeru Ishiba", "rejects") in found
    silent = {by for by, stance in found if stance == "evades"}
    assert {"Tammy Bruce", "US Department of Defense"} <= silent
    assert any("mbassy" in by for by in silent)
    assert any("Tokyo" in by for by in silent)
    said = values(ask("statements"), "speaker", "kind", "told_to")
    assert ("a U.S. official", "says", "Reuters") in said
    assert ("Tammy Bruce", "no comment", "") in said


def test_who_holds_which_post(ask: Ask) -> None:
    found = values(ask("roles"), "person", "body")
    assert {("Marco Rubio", "United States"), ("Pete Hegseth", "United States")} <= found
    assert {("Takeshi Iwaya", "Japan"), ("Gen Nakatani", "Japan"), ("Shigeru Ishiba", "Japan")} <= found
    assert {("Tammy Bruce", "US State Department"), ("Elbridge Colby", "US Department of Defense")} <= found


def test_the_place_of_the_dateline_does_nothing(ask: Ask) -> None:
    for name in ("demands", "responses", "meetings", "roles", "statements"):
        for row in ask(name):
            said = [v for k, v in row.items() if k not in ("quote", "file", "report")]
            assert not [v for v in said if "Islamabad" in v or "Pakistan" in v]
