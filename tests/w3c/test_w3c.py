"""The W3C's SPARQL 1.0, 1.1 and 1.2 suites, run through the command line.

Most run in this process, through the function that the installed command calls; every so-manieth runs as a process.
What comes out otherwise stands in deviations.toml with its reason; a case there that passes fails.
"""

from __future__ import annotations

import itertools
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from support_cli import command
from w3c_answers import answer, cells, keys, same, triples
from w3c_cases import ROOT, Case, Dataset, cases, quads

from kg import cli
from kg.sparql import SILENT, tokens
from kg.stores import open_store

SUITES = Path(__file__).resolve().parents[3] / "shared" / "w3c"
DECLARED = tomllib.loads((Path(__file__).parent / "deviations.toml").read_text("utf-8"))
DEVIATIONS: dict[str, str] = {name: reason for reason, names in DECLARED["deviations"].items() for name in names}
LEFT_OUT: dict[str, str] = DECLARED["left out"]
LEAST: dict[str, int] = DECLARED["least"]
PROCESSES = 60
Command = Callable[..., int]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SUITES.is_dir(), reason="the W3C suites are not at ../shared/w3c"),
]
CASES = [c for c in cases(SUITES) if not any(c.name.startswith(f"{place}/") for place in LEFT_OUT)]
SAMPLE = CASES[:: max(1, len(CASES) // PROCESSES)]


def in_process(*arguments: str) -> int:
    """The exit status of the command line, run in this process."""
    try:
        return cli.run(arguments)
    except SystemExit as leaving:
        return int(leaving.code or 0)


def as_process(*arguments: str) -> int:
    """The exit status of the installed command."""
    return subprocess.run(command(*arguments), capture_output=True).returncode


class Workshop:
    """Stores with the datasets of the cases; those for queries are used again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[Dataset, str] = {}

    def store(self, data: Dataset, *, again: bool) -> str:
        """A store with just this dataset."""
        if again and data in self.made:
            return self.made[data]
        place = self.folder / f"store-{len(list(self.folder.iterdir()))}"
        open_store(str(place), write=True)._store.extend(quads(SUITES, data))  # type: ignore[attr-defined]
        self.made[data] = str(place)
        return str(place)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("w3c"))


def file_of(url: str) -> Path:
    return SUITES / url.removeprefix(ROOT)


def named_by(text: str, base: str) -> Dataset:
    """The files that the FROM clauses of a query name, as named graphs: kg takes the graphs of FROM from the store."""
    parts = [t for t in tokens(text) if t.kind not in SILENT]
    found = []
    for before, token in itertools.pairwise(parts):
        if before.word() in ("FROM", "NAMED") and token.kind == "iri":
            url = token.text[1:-1] if ":" in token.text else f"{base.rpartition('/')[0]}/{token.text[1:-1]}"
            found.append((url, url))
    return Dataset((), tuple(sorted(set(found))))


def passes(case: Case, kg: Command, workshop: Workshop, place: Path) -> bool:
    """True if the case comes out as its suite says."""
    path = file_of(case.file)
    usual = ("--base", case.file, "--no-prefixes")
    if case.kind in ("good query", "bad query"):
        return kg("query", "--file", str(path), "--check", *usual) == (0 if case.kind == "good query" else 2)
    if case.kind in ("good update", "bad update"):
        return kg("update", str(path), "--check", *usual) == (0 if case.kind == "good update" else 2)
    if case.kind == "update":
        store = workshop.store(case.data, again=False)
        out = place / "out.nq"
        done = kg("--store", store, "update", str(path), *usual), kg("--store", store, "export", "-o", str(out))
        assert isinstance(case.result, Dataset)
        return done == (0, 0) and same(triples(ox.parse(path=str(out))), triples(quads(SUITES, case.result)))
    return _answers(case, kg, workshop, place)


def _answers(case: Case, kg: Command, workshop: Workshop, place: Path) -> bool:
    assert isinstance(case.result, str)
    path, wanted = file_of(case.file), file_of(case.result)
    text = path.read_text("utf-8")
    data = case.data
    if not data.default and not data.named:
        data = named_by(text, case.file)
    store = workshop.store(data, again=True)
    form = {".srx": "xml", ".rdf": "json", ".ttl": "json"}.get(wanted.suffix, wanted.suffix[1:].replace("srj", "json"))
    if isinstance(found := _expected(wanted, case.result), list) and found and not isinstance(found[0], dict):
        form = "nt"
    out = place / f"out.{form}"
    status = kg("--store", store, "query", "--file", str(path), "--base", case.file, "--no-prefixes",
                "--default-graph", "none", "--format", form, "-o", str(out))  # fmt: skip
    if status != 0:
        return False
    if form == "csv":
        return same(cells(out), cells(wanted))
    got = answer(out, case.file)
    if isinstance(got, bool) or isinstance(found, bool):
        return got is found
    if got and isinstance(got[0], dict):
        rows, others = keys(got), keys(found)  # type: ignore[arg-type]
        if case.lax:
            return set(rows) == set(others) and len(rows) <= len(others)
        return same(rows, others, ordered=_sorts(text))
    return same(got, found)  # type: ignore[arg-type]


def _expected(path: Path, base: str) -> object:
    return [] if path.suffix == ".csv" else answer(path, base)


def _sorts(text: str) -> bool:
    """True if the query as a whole, not a part of it, has an ORDER BY."""
    depth = 0
    for token in tokens(text):
        depth += (token.word() == "{") - (token.word() == "}")
        if token.word() == "ORDER" and depth == 0:
            return True
    return False


def checked(case: Case, kg: Command, workshop: Workshop, place: Path) -> None:
    reason = DEVIATIONS.get(case.name)
    passed = passes(case, kg, workshop, place)
    if reason is None:
        assert passed, f"{case.kind}: {case.file}"
    else:
        assert not passed, f"passes, but deviations.toml says: {reason}"


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_case(case: Case, workshop: Workshop, tmp_path: Path) -> None:
    checked(case, in_process, workshop, tmp_path)


@pytest.mark.parametrize("case", SAMPLE, ids=lambda c: c.name)
def test_case_as_a_process(case: Case, workshop: Workshop, tmp_path: Path) -> None:
    checked(case, as_process, workshop, tmp_path)


def test_as_many_cases_run_as_ever() -> None:
    number: dict[str, int] = {}
    for case in CASES:
        suite = case.name.partition("/")[0]
        number[suite] = number.get(suite, 0) + 1
    assert {suite: number.get(suite, 0) >= least for suite, least in LEAST.items()} == dict.fromkeys(LEAST, True), (
        number
    )
    assert len(SAMPLE) >= PROCESSES


def test_what_is_declared_is_there() -> None:
    names = {case.name for case in CASES}
    assert set(DEVIATIONS) <= names
    assert len(DEVIATIONS) < len(CASES) / 20
    for place in LEFT_OUT:
        assert (SUITES / place).is_dir()
