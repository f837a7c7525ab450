"""The command line: what it prints, where, with which exit status, and what it does not import."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import app, cli
from kg.errors import UsageError
from kg.quads import vocabulary_quads
from kg.stores import open_store

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "cases" / "cli"
QUERIES = Path(__file__).parent / "queries"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small store: the graphs of two query cases."""
    place = str(tmp_path_factory.mktemp("cli") / "kg-store")
    made = open_store(place, write=True)
    made.replace_graph(
        "https://w3id.org/dmd/graph/vocabulary", vocabulary_quads((ROOT / "ontology/codes.ttl").read_bytes())
    )
    common = (QUERIES / "common.trig").read_text("utf-8")
    for name in ("who-demanded-what", "conflicting-claims"):
        text = common + (QUERIES / name / "graph.trig").read_text("utf-8")
        text = (
            text
            if name == "who-demanded-what"
            else text.replace("aaaaaaaa", "cccccccc").replace("bbbbbbbb", "dddddddd")
        )
        made._store.load(text.encode(), format=ox.RdfFormat.TRIG)  # type: ignore[attr-defined]
    return place


@pytest.fixture
def kg(store: str, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line in this process: exit status, standard output, standard error."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("KG_STORE", store)

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            status = cli.run(arguments)
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


# ------------------------------------------------------------------------------------------------ golden outputs
@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.txt")), ids=lambda p: p.stem)
def test_golden(path: Path, kg: Run, pytestconfig: pytest.Config) -> None:
    """A file holds a command line after "$ ", what it prints, and its exit status if that is not 0."""
    command = path.read_text("utf-8").splitlines()[0]
    status, out, err = kg(*shlex.split(command.removeprefix("$ kg ")))
    found = f"{command}\n{out}" + "".join(f"! {line}\n" for line in err.splitlines())
    found = found.replace("\r\n", "\n") + (f"exit status {status}\n" if status else "")
    if pytestconfig.getoption("--update-cases"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


def test_the_golden_outputs_are_all_there() -> None:
    assert len(list(GOLDEN.glob("*.txt"))) >= 12


# ------------------------------------------------------------------------------------------------ help
def test_every_command_has_help_with_an_example(kg: Run) -> None:
    status, out, _ = kg("--help")
    assert status == 0
    for name in app.command_names():
        assert f"\n  {name} " in out
        status, text, err = kg(name, "--help")
        assert (status, err) == (0, "")
        assert re.search(rf"^ +kg {name} ", text, re.MULTILINE), "an example"


def test_the_reference_in_the_docs_is_what_the_commands_say(kg: Run, pytestconfig: pytest.Config) -> None:
    from kg.resources import query_names, saved_query

    parts = [
        "# Command reference",
        "Made from the commands themselves (`pytest tests/test_cli.py --update-cases`).",
        "",
    ]
    for arguments in (["--help"], *([name, "--help"] for name in app.command_names())):
        parts += [f"## kg {arguments[0]}", "", "```text", kg(*arguments)[1].rstrip(), "```", ""]
    parts += ["## Saved queries", "", "| query | parameters | what it answers |", "| --- | --- | --- |"]
    for query in map(saved_query, query_names()):
        parameters = ", ".join(f"`--{p.name}`" for p in query.parameters)
        parts.append(f"| {query.name} | {parameters} | {query.summary} |")
    found = "\n".join(parts) + "\n"
    path = ROOT / "docs" / "commands.md"
    if pytestconfig.getoption("--update-cases"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


def test_the_help_of_a_query_shows_its_parameters_and_an_example(kg: Run) -> None:
    status, out, _ = kg("query", "who-demanded-what", "--help")
    assert status == 0
    assert "--addressee STRING" in out
    assert "one of: defence spending, climate" in " ".join(out.split())
    assert 'kg query who-demanded-what --actor "United States"' in out


def test_every_example_of_a_saved_query_runs(kg: Run) -> None:
    from kg.resources import query_names, saved_query

    for name in query_names():
        status, _, err = kg(*shlex.split(saved_query(name).example)[1:])
        assert (status, err) == (0, "")


def test_no_arguments_show_the_help_and_fail(kg: Run) -> None:
    status, out, err = kg()
    assert (status, out) == (2, "")
    assert "Commands:" in err


def test_the_version(kg: Run) -> None:
    assert kg("--version")[1].startswith("kg 0.")


HEAVY = {
    "spacy", "rdflib", "pyshacl", "http.client", "urllib.request", "requests", "httpx", "click", "rich", "numpy",
}  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["query", "-e", "ASK {}"], ["query", "demands"], ["query", "--list"], ["query", "demands", "--help"]],
)
def test_nothing_heavy_is_imported_to_ask(arguments: list[str], store: str) -> None:
    code = (
        "import sys; from kg.cli import run\ntry:\n  run(sys.argv[1:])\nexcept SystemExit: pass\n"
        "sys.stderr.write('\\n'.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--store", store, *arguments], capture_output=True, text=True, check=True
    )
    imported = set(done.stderr.split())
    assert not HEAVY & imported
    assert ("typer" in imported) == (arguments[0] != "query"), "kg query has no time for it"


@pytest.mark.parametrize(
    ("arguments", "modules"),
    [(["export"], {"kg.commands.export"}), (["query", "demands"], {"kg.commands.query"}), (["--help"], set())],
)
def test_only_the_module_of_the_command_is_imported(arguments: list[str], modules: set[str], store: str) -> None:
    code = "import sys; from kg.cli import run; run(sys.argv[1:]); sys.stderr.write('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code, "--store", store, *arguments], capture_output=True, text=True, check=True
    )
    assert {m for m in done.stderr.split() if m.startswith("kg.commands.")} == modules


# ------------------------------------------------------------------------------------------------ the command line
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--bogus"], "no such option: --bogus; 'kg --help' shows how it is used"),
        (["--store"], "option '--store' requires an argument; 'kg --help'"),
        (["--store", "x"], "missing command; 'kg --help' shows"),
        (["load"], "missing argument 'FILE|FOLDER|- ...'; 'kg load --help' shows"),
        (["load", "x", "--date", "soon"], "--date must be a date, such as 2025-07-01; not 'soon'"),
        (["load", "x", "--max-size", "huge"], "--max-size must be a number of bytes, such as 500k or 10M; not 'huge'"),
        (["load", "x", "--jobs", "0"], "invalid value for '--jobs' / '-j': 0 is not in the range 1<=x<=64; 'kg load "),
        (["load", "x", "--base", "here"], "here"),
        (["export", "--format", "yaml"], "'yaml' is not one of 'nq', 'trig', 'jsonld', 'nt', 'turtle'; 'kg export "),
        (["info", "--report"], "no such option: --report"),
        (["show", "a", "b"], "(b); 'kg show --help' shows"),
        (["query", "--timeout", "-1"], "--timeout"),
    ],
)
def test_wrong_use_is_one_line_that_names_the_cure(arguments: list[str], words: str, kg: Run) -> None:
    status, out, err = kg(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("kg: ")
    assert words in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("rest", [["info", "--json"], ["query", "-e", "ASK {}", "--format", "csv"]])
def test_the_store_is_named_before_or_after_the_command_or_in_the_environment(
    rest: list[str], kg: Run, store: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wanted = kg(*rest)
    assert wanted[0] == 0
    monkeypatch.setenv("KG_STORE", str(tmp_path / "none"))
    assert kg(*rest)[0] == 3
    assert kg("--store", store, *rest) == kg(f"--store={store}", *rest) == kg(*rest, "--store", store) == wanted
    assert kg("--store", str(tmp_path / "none"), *rest, "--store", store) == wanted, "the later one"
    monkeypatch.delenv("KG_STORE")
    monkeypatch.chdir(tmp_path)
    status, _, err = kg(*rest)
    assert (status, "kg-store: there is no store" in err) == (3, True)


def test_ctrl_c_is_told_by_the_status_and_a_bug_keeps_its_traceback(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("planted")

    info = sys.modules[app.command_named("info").callback.__module__]
    assert info.__name__ == "kg.commands.info"
    monkeypatch.setattr(info, "open_store", stopped)
    assert kg("info") == (130, "", "")
    monkeypatch.setattr(info, "open_store", broken)
    with pytest.raises(RuntimeError, match="planted"):
        kg("info")


def test_kg_query_is_the_same_through_typer(kg: Run, store: str) -> None:
    arguments = ["query", "who-demanded-what", "--actor", "norland", "--format", "csv"]
    direct = kg(*arguments)
    assert direct[0] == 0
    assert app.run(arguments) == 0
    assert kg("query", "-e", "ASK {}")[1].startswith(direct[1]), "both were printed"
    with pytest.raises(UsageError, match=r"--actr.*'kg query who-demanded-what --help'"):
        app.run(["query", "who-demanded-what", "--actr", "x"])


def completed(line: str, **environment: str) -> list[str]:
    """What a shell is told of the word that is begun."""
    done = subprocess.run(
        command(),
        env={**os.environ, **environment, "_KG_COMPLETE": "complete_bash", "COMP_WORDS": line,
             "COMP_CWORD": str(len(line.split(" ")) - 1)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("kg ex", ["export", "extract"]),
        ("kg query who-m", ["who-met-whom"]),
        ("kg query who-demanded-what --ac", ["--actor"]),
        ("kg query who-demanded-what --topic cl", ["climate"]),
        ("kg query demands --format t", ["table", "tsv", "turtle", "trig"]),
        ("kg query no-such-query --", [""]),
        ("kg load --d", ["--date", "--dry-run"]),
        ("kg export --format n", ["nq", "nt"]),
        ("kg export --report a", ["a.txt"]),
        ("kg retract b", ["b.txt"]),
        ("kg load some", [""]),
    ],
)
def test_shells_complete(line: str, words: list[str], store: str) -> None:
    assert completed(line, KG_STORE=store) == words


def test_without_a_store_no_report_is_completed(tmp_path: Path) -> None:
    assert completed("kg retract ", KG_STORE=str(tmp_path / "none")) == [""]


def test_the_script_for_the_shell_is_shown() -> None:
    done = subprocess.run(command("--show-completion", "bash"), capture_output=True, text=True, check=True)
    assert "_KG_COMPLETE=complete_bash" in done.stdout


# ------------------------------------------------------------------------------------------------ asking
def test_a_query_is_taken_from_a_file_from_standard_input_and_as_given(kg: Run, tmp_path: Path, store: str) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?d a dmd:Demand }"
    path = tmp_path / "mine.rq"
    path.write_text("\ufeff" + query, "utf-8")
    wanted = (0, "n\r\n2\r\n", "")
    assert kg("query", str(path)) == wanted
    assert kg("query", "-e", query) == wanted
    assert kg("query", "--file", str(path), "--format=csv") == wanted
    done = subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", "--store", store, "query", "-"],
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


def test_ones_own_queries_are_found(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.rq").write_text("#+ summary: Mine.\nSELECT ?_x_9 {}", "utf-8")
    (tmp_path / "two.rq").write_text("#+ summary: Two.\nSELECT ?n { BIND(?_number_integer AS ?n) }", "utf-8")
    monkeypatch.setenv("KG_QUERIES", str(tmp_path))
    assert kg("query", "two", "--number", "2")[1] == "n\r\n2\r\n"
    status, out, err = kg("query", "--list")
    assert status == 0
    assert "two                               Two." in out
    assert err == ""


SLOW_QUERY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from kg.cli import main; main()", *arguments]


def test_a_time_limit_ends_a_query_at_once(store: str, tmp_path: Path) -> None:
    place = tmp_path / "out.csv"
    started = time.monotonic()
    done = subprocess.run(
        command("--store", store, "query", "-e", SLOW_QUERY, "--timeout", "0.5", "-o", str(place)),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert "time limit of 0.5 seconds" in done.stderr
    assert time.monotonic() - started < 30
    assert not place.exists()


def test_ctrl_c_ends_a_query_at_once(store: str) -> None:
    def heard() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # where the tests run behind a shell's "&", it is ignored

    slow = command("--store", store, "query", "-e", SLOW_QUERY)
    running = subprocess.Popen(slow, stderr=subprocess.PIPE, preexec_fn=heard)
    time.sleep(1.5)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert err == b""


def test_a_reader_that_goes_away_ends_it_quietly(store: str) -> None:
    many = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    line = f"{shlex.join(command('--store', store, 'query', '-e', many))} | head -1"
    done = subprocess.run(line, shell=True, capture_output=True, text=True)
    assert done.stdout.split() == ["a,b,c,d,e,f"]
    assert done.stderr == ""


# ------------------------------------------------------------------------------------------------ maintenance
def test_info_and_retract(kg: Run, tmp_path: Path, store: str) -> None:
    import shutil

    copy = str(tmp_path / "copy")
    shutil.copytree(store, copy)
    assert json.loads(kg("info", "--json", "--store", copy)[1])["loaded reports"] == 4
    assert kg("info", "--reports", "--store", copy)[1].count("\n") == 4
    status, _, err = kg("--store", copy, "retract", "a.txt", "b.txt")
    assert status == 2, "two reports have each of these names"
    assert "2 loaded reports are called 'a.txt'" in err
    assert kg("--store", copy, "retract", "https://w3id.org/dmd/report/aaaaaaaaaaaaaaaa")[0] == 0
    assert json.loads(kg("info", "--json", "--store", copy)[1])["loaded reports"] == 3


def test_what_is_imported_is_a_graph_of_its_own_and_comes_out_again(kg: Run, tmp_path: Path, store: str) -> None:
    import gzip
    import shutil

    copy = str(tmp_path / "copy")
    shutil.copytree(store, copy)
    path = tmp_path / "x.ttl.gz"
    path.write_bytes(gzip.compress(b"@prefix : <urn:x#> . :a :b [ :c 'd' ] , <> ."))
    before = kg("--store", copy, "export")[1]
    assert kg("--store", copy, "import", str(path))[2] == "3 quads in https://w3id.org/dmd/graph/import/x.ttl.gz\n"
    once = kg("--store", copy, "export", "--graph", "graph:import/x.ttl.gz")[1]
    assert "as before" in kg("--store", copy, "import", str(path))[2]
    assert once.count("\n") == 3
    assert sorted(kg("--store", copy, "export")[1].splitlines()) == sorted((before + once).splitlines())
    assert kg("--store", copy, "import", str(path), "--graph", "graph:registry")[0] == 2
    path.write_bytes(b"cut off")
    status, _, err = kg("--store", copy, "import", str(path))
    assert status == 2
    assert "nothing was imported" in err


def test_the_graph_of_one_report_is_exported(kg: Run) -> None:
    name = "https://w3id.org/dmd/report/aaaaaaaaaaaaaaaa"
    status, out, _ = kg("export", "--report", "aaaaaaaa", "--format", "nq")
    assert status == 0
    assert all(line.endswith(f"<{name}> .") for line in out.splitlines())
    assert kg("export", "--report", "aaaaaaaa", "--format", "turtle")[1].startswith("@prefix")
    assert kg("export", "--format", "turtle")[0] == 2


def test_a_backup_is_a_store(kg: Run, tmp_path: Path) -> None:
    place = str(tmp_path / "backup")
    assert kg("backup", place)[0] == 0
    assert sorted(kg("--store", place, "export")[1].splitlines()) == sorted(kg("export")[1].splitlines())
    assert kg("backup", place)[0] == 3


def test_a_read_only_question_changes_no_file(kg: Run, store: str) -> None:
    def state() -> dict[str, float]:
        return {p.name: p.stat().st_mtime for p in Path(store).rglob("*")}

    before = state()
    assert kg("query", "demands")[0] == 0
    assert state() == before


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
