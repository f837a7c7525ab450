"""What the tests of the command line share: a small store, and a way to run a command in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import cli
from kg.quads import vocabulary_quads
from kg.stores import open_store

ROOT = Path(__file__).parents[1]
QUERIES = Path(__file__).parent / "queries"
Run = Callable[..., tuple[int, str, str]]


def command(*arguments: str) -> list[str]:
    """The installed command as a process."""
    return [sys.executable, "-c", "from kg.cli import main; main()", *arguments]


def make_small_store(place: str) -> None:
    """The graphs of two query cases."""
    made = open_store(place, write=True)
    codes = vocabulary_quads((ROOT / "ontology/codes.ttl").read_bytes())
    made.replace_graph("https://w3id.org/dmd/graph/vocabulary", codes)
    common = (QUERIES / "common.trig").read_text("utf-8")
    for name in ("who-demanded-what", "conflicting-claims"):
        text = common + (QUERIES / name / "graph.trig").read_text("utf-8")
        if name != "who-demanded-what":
            text = text.replace("aaaaaaaa", "cccccccc").replace("bbbbbbbb", "dddddddd")
        made._store.load(text.encode(), format=ox.RdfFormat.TRIG)  # type: ignore[attr-defined]


def runner(capture: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command line in this process: exit status, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            status = cli.run(arguments)
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        sys.stdout.flush()
        out, err = capture.readouterr()
        return status, out.decode(), err.decode()

    return run
