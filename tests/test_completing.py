"""The words that a shell is offered for a parameter: those that the store knows, by how they begin."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.completing import words
from kg.iris import DEFAULT_BASE
from kg.quads import vocabulary_quads
from kg.stores.oxigraph import Mark, OxigraphStore

ONTOLOGY = Path(__file__).parents[1] / "ontology"


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    """An example's report in a store in memory."""
    held = ox.Store()
    held.extend(vocabulary_quads((ONTOLOGY / "codes.ttl").read_bytes()))
    held.extend(ox.parse((ONTOLOGY / "examples" / "conditions-and-series.trig").read_bytes(), format=ox.RdfFormat.TRIG))
    return OxigraphStore("memory", held, Mark(DEFAULT_BASE))


@pytest.mark.parametrize(
    ("parameter", "begun", "expected"),
    [
        ("addressee", "", ["Norland", "Sudland"]),
        ("addressee", "sud", ["Sudland"]),
        ("actor", "NOR", ["Norland"]),
        ("actor", 'nobody"', []),
        ("source", "", ["Ada Voss", "Harbour Gazette", "Voss"]),
        ("topic", "", ["other", "territory"]),
        ("report-file", "cond", ["conditions-and-series.txt"]),
        ("name", "", ["NATO summit"]),
        ("limit", "", []),
    ],
)
def test_words_for_a_parameter(store: OxigraphStore, parameter: str, begun: str, expected: list[str]) -> None:
    assert list(words(store, parameter, begun)) == expected
