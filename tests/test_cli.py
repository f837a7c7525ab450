"""The command line: what it prints, where, with which exit status, and what it does not import."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from support_cli import ROOT, Run, command

from kg import app
from kg.errors import UsageError

GOLDEN = Path(__file__).parent / "cases" / "cli"


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
    own = [["link", name, "--help"] for name in ("review", "decide", "export", "import", "dedupe")]
    for arguments in (["--help"], *([name, "--help"] for name in app.command_names()), *own):
        parts += [f"## kg {' '.join(arguments[:-1]) or '--help'}", "", "```text", kg(*arguments)[1].rstrip(), "```", ""]
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


def test_the_help_of_a_query_says_what_may_be_given_several_times(kg: Run) -> None:
    assert "by any of its names, CURIE or IRI, also within a group; may be given several times" in " ".join(
        kg("query", "who-demanded-what", "--help")[1].split()
    )


def test_every_example_of_a_saved_query_runs(kg: Run) -> None:
    from kg.resources import query_names, saved_query

    for name in query_names():
        if "--allow-service" in saved_query(name).example:
            continue  # runs in tests/test_federated.py
        status, _, err = kg(*shlex.split(saved_query(name).example)[1:])
        assert (status, err) == (0, "")


def test_no_arguments_show_the_help_and_fail(kg: Run) -> None:
    status, out, err = kg()
    assert (status, out) == (2, "")
    assert "Commands:" in err


def test_the_version(kg: Run) -> None:
    assert kg("--version")[1].startswith("kg 0.")


HEAVY = {
    "spacy", "rdflib", "pyshacl", "http.client", "urllib.request", "requests", "httpx", "urllib3", "kg.http",
    "kg.stores.endpoint", "click", "rich", "numpy",
}  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["query", "-e", "ASK {}"], ["query", "demands"], ["query", "--list"], ["query", "demands", "--help"]],
)
def test_nothing_heavy_is_imported_to_ask(arguments: list[str], small_store: str) -> None:
    code = (
        "import sys; from kg.cli import run\ntry:\n  run(sys.argv[1:])\nexcept SystemExit: pass\n"
        "sys.stderr.write('\\n'.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--store", small_store, *arguments], capture_output=True, text=True, check=True
    )
    imported = set(done.stderr.split())
    assert not HEAVY & imported
    assert ("typer" in imported) == (arguments[0] != "query"), "kg query has no time for it"


@pytest.mark.parametrize(
    ("arguments", "modules"),
    [(["export"], {"kg.commands.export"}), (["query", "demands"], {"kg.commands.query"}), (["--help"], set())],
)
def test_only_the_module_of_the_command_is_imported(arguments: list[str], modules: set[str], small_store: str) -> None:
    code = "import sys; from kg.cli import run; run(sys.argv[1:]); sys.stderr.write('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code, "--store", small_store, *arguments], capture_output=True, text=True, check=True
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
        (
            ["query", "--timeout", "soon"],
            "argument --timeout: 'soon' is no number of seconds, such as 10 or 0.5; 'kg q",
        ),
        (["query", "--memory", "inf"], "argument --memory: 'inf' is no number of bytes, such as 500M or 2G; 'kg query"),
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
    rest: list[str], kg: Run, small_store: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wanted = kg(*rest)
    assert wanted[0] == 0
    monkeypatch.setenv("KG_STORE", str(tmp_path / "none"))
    assert kg(*rest)[0] == 3
    assert (
        kg("--store", small_store, *rest)
        == kg(f"--store={small_store}", *rest)
        == kg(*rest, "--store", small_store)
        == wanted
    )
    assert kg("--store", str(tmp_path / "none"), *rest, "--store", small_store) == wanted, "the later one"
    monkeypatch.delenv("KG_STORE")
    monkeypatch.chdir(tmp_path)
    status, _, err = kg(*rest)
    assert (status, "kg-store: there is no store" in err) == (3, True)


def test_ctrl_c_is_told_by_the_status_and_a_bug_keeps_its_traceback(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("kg.api.open", stopped)
    assert kg("info") == (130, "", "")
    monkeypatch.setattr("kg.api.open", broken)
    with pytest.raises(RuntimeError, match="planted"):
        kg("info")


def test_kg_query_is_the_same_through_typer(kg: Run, small_store: str) -> None:
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
        ("kg query who-demanded-what --actor ki", ["Kingdom\\ of\\ Norland"]),
        ("kg query who-demanded-what --source G", ["Gazette"]),
        ("kg query who-demanded-what --addressee '", ["Norland", "Sudland"][1:]),
        ("kg query demands --report-file ", ["a.txt", "b.txt"]),
        ("kg load some", [""]),
    ],
)
def test_shells_complete(line: str, words: list[str], small_store: str) -> None:
    assert completed(line, KG_STORE=small_store) == words


def test_without_a_store_no_report_is_completed(tmp_path: Path) -> None:
    assert completed("kg retract ", KG_STORE=str(tmp_path / "none")) == [""]


def test_without_a_store_no_actor_is_completed(tmp_path: Path) -> None:
    assert completed("kg query who-demanded-what --actor N", KG_STORE=str(tmp_path / "none")) == [""]


def test_topics_of_the_store_are_completed_for_a_query_of_ones_own(tmp_path: Path, small_store: str) -> None:
    (tmp_path / "mine.rq").write_text("#+ summary: Mine.\nASK { ?s ?p ?o FILTER(?o IN (?__topic)) }", "utf-8")
    line = f"kg query --queries {tmp_path} mine --topic "
    assert completed(line, KG_STORE=small_store) == ["aid", "trade"]
    assert completed(f"kg query --queries {tmp_path} min", KG_STORE=small_store) == ["mine"]


def test_the_script_for_the_shell_is_shown() -> None:
    done = subprocess.run(command("--show-completion", "bash"), capture_output=True, text=True, check=True)
    assert "_KG_COMPLETE=complete_bash" in done.stdout
