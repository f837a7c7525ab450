"""``kg query``: where a query comes from, where its answer goes, and what ends it."""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
import time
from pathlib import Path

import pytest
from support_cli import Run, command

GOLDEN = Path(__file__).parent / "cases" / "cli"


# ------------------------------------------------------------------------------------------------ asking
def test_a_query_is_taken_from_a_file_from_standard_input_and_as_given(
    kg: Run, tmp_path: Path, small_store: str
) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?d a dmd:Demand }"
    path = tmp_path / "mine.rq"
    path.write_text("\ufeff" + query, "utf-8")
    wanted = (0, "n\r\n2\r\n", "")
    assert kg("query", str(path)) == wanted
    assert kg("query", "-e", query) == wanted
    assert kg("query", "--file", str(path), "--format=csv") == wanted
    done = subprocess.run(
        command("--store", small_store, "query", "-"),
        input=query.encode(), capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.decode() == wanted[1]


def test_the_default_graph_is_the_union_unless_none_is_asked_for(kg: Run) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert int(kg("query", "-e", query)[1].split()[1]) > 100
    assert kg("query", "-e", query, "--default-graph", "none")[1].split()[1] == "0"


def test_prefixes_can_be_left_out(kg: Run) -> None:
    status, _, err = kg("query", "-e", "ASK { ?d a dmd:Demand }", "--no-prefixes")
    assert status == 2
    assert "does not parse" in err


def test_show_prints_what_would_run(kg: Run) -> None:
    _, out, _ = kg("query", "who-demanded-what", "--actor", 'a "b" \\u0022', "--show")
    assert '"a \\"b\\" \\\\\\u00750022"' in out
    assert "?__" not in out
    assert kg("query", "-e", out)[0] == 0


def test_output_goes_to_a_file_that_is_whole_or_not_there(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    assert kg("query", "demands", "--format", "json", "-o", str(path)) == (0, "", "")
    assert json.loads(path.read_bytes())["head"]["vars"][0] == "demand"
    status, out, _ = kg("query", "-e", "SELECT * {", "-o", str(tmp_path / "broken"))
    assert (status, out) == (2, "")
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]


def test_output_leaves_links_devices_and_folders_alone(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    assert kg("query", "-e", "ASK {}", "-o", str(tmp_path / "link"))[0] == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "true"
    assert kg("query", "-e", "ASK {}", "-o", "/dev/null") == (0, "", "")
    status, _, err = kg("query", "-e", "ASK {}", "-o", str(tmp_path))
    assert (status, err.count("\n")) == (2, 1)
    assert kg("query", "-e", "ASK {}", "-o", str(tmp_path / "none" / "x"))[0] == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "real"]


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.json", b"{"), ("a.TSV", b"?demand"), ("a.html", b"<!DOCTYPE"), ("a.txt", b"demand,"), ("a.ttl", b"demand,")],
)
def test_the_ending_of_the_file_says_the_format(name: str, begins: bytes, kg: Run, tmp_path: Path) -> None:
    assert kg("query", "demands", "-o", str(tmp_path / name)) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_ones_own_queries_are_found(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.rq").write_text("#+ summary: Mine.\nSELECT ?_x_9 {}", "utf-8")
    (tmp_path / "two.rq").write_text("#+ summary: Two.\nSELECT ?n { BIND(?_number_integer AS ?n) }", "utf-8")
    monkeypatch.setenv("KG_QUERIES", str(tmp_path))
    assert kg("query", "two", "--number", "2")[1] == "n\r\n2\r\n"
    status, out, err = kg("query", "--list")
    assert status == 1
    assert "two                               Two." in out
    assert err.startswith(f"kg: {tmp_path}/mine.rq, line 2: ?_x_9 is a parameter and cannot be given a value, be proj")
    assert err.count("\n") == 1
    monkeypatch.delenv("KG_QUERIES")
    assert kg("query", "two", "--number", "2")[0] == 2
    assert kg("query", "two", "--queries", str(tmp_path), "--number", "2")[1] == "n\r\n2\r\n"
    assert kg("query", f"--queries={tmp_path}", "two", "--number=2")[1] == "n\r\n2\r\n"
    status, _, err = kg("query", "--list", "--queries", str(tmp_path / "none"))
    assert (status, err) == (2, f"kg: {tmp_path}/none: there is no such folder of queries (--queries, KG_QUERIES)\n")


def test_ones_own_query_takes_the_place_of_kgs(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "demands.rq").write_text("#+ summary: Mine.\nASK {}", "utf-8")
    assert kg("query", "demands", "--queries", str(tmp_path))[1] == "true"


def test_a_list_is_any_of_its_values(kg: Run) -> None:
    def rows(*arguments: str) -> set[str]:
        status, out, _ = kg("query", "who-demanded-what", *arguments)
        assert status == 0
        return set(out.splitlines()[1:])

    one, other = rows("--actor", "Norland"), rows("--actor", "Sudland")
    assert one
    assert rows("--actor", "Norland", "--actor=Sudland", "--actor", "Nobody") == one | other
    status, out, err = kg("query", "who-demanded-what", "--since", "2025-01-01", "--since", "2025-01-02")
    assert (status, out, err) == (2, "", "kg: query who-demanded-what takes one --since, not 2\n")


def test_a_query_of_ones_own_that_does_not_parse_names_its_file(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("#+ summary: Mine.\nSELECT * {\n ?s ?p }", "utf-8")
    status, _, err = kg("query", "mine", "--queries", str(tmp_path))
    assert status == 2
    assert err.startswith(f"kg: {tmp_path}/mine.rq: the query does not parse: error at 3:")
    assert kg("query", "--file", str(tmp_path / "mine.rq"))[2] == err
    (tmp_path / "far.rq").write_text("ASK {\n SERVICE <http://a.example/> {} }", "utf-8")
    assert kg("query", str(tmp_path / "far.rq"))[2].startswith(
        f"kg: {tmp_path}/far.rq, line 2: <http://a.example/> may"
    )


SLOW_QUERY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_time_limit_ends_a_query_at_once(small_store: str, tmp_path: Path) -> None:
    place = tmp_path / "out.csv"
    started = time.monotonic()
    done = subprocess.run(
        command("--store", small_store, "query", "-e", SLOW_QUERY, "--timeout", "0.5", "-o", str(place)),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert "time limit of 0.5 seconds" in done.stderr
    assert time.monotonic() - started < 30
    assert list(tmp_path.iterdir()) == []


def test_a_limit_on_memory_ends_a_query_at_once(small_store: str, tmp_path: Path) -> None:
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i"
    place = tmp_path / "out.csv"
    done = subprocess.run(
        command("--store", small_store, "query", "-e", greedy, "--memory", "200M", "-o", str(place)),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("kg: the limit of 200 MiB of memory was reached; ask for less")
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_ends_a_query_at_once(small_store: str) -> None:
    def heard() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # where the tests run behind a shell's "&", it is ignored

    slow = command("--store", small_store, "query", "-e", SLOW_QUERY)
    running = subprocess.Popen(slow, stderr=subprocess.PIPE, preexec_fn=heard)
    time.sleep(1.5)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert err == b""


def test_a_reader_that_goes_away_ends_it_quietly(small_store: str) -> None:
    many = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    line = f"{shlex.join(command('--store', small_store, 'query', '-e', many))} | head -1"
    done = subprocess.run(line, shell=True, capture_output=True, text=True)
    assert done.stdout.split() == ["a,b,c,d,e,f"]
    assert done.stderr == ""
