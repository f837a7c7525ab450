"""Which nouns name deeds, and that the lists hold words and nothing else."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from kg.demands.deeds import deeds, demand_rows, listed, response_rows, rule_of


@pytest.mark.parametrize(
    "noun", ["withdrawal", "release", "reduction", "enforcement", "ceasefire", "drilling", "resistance"]
)
def test_what_is_done_is_a_deed(noun):
    assert deeds().is_deed(noun)


@pytest.mark.parametrize("noun", ["government", "minister", "tree", "king", "hospital", "nation", "evening", "wine"])
def test_people_and_things_are_no_deeds(noun):
    assert not deeds().is_deed(noun)


def test_rows_are_found_by_word_and_sort():
    assert {row.frame for row in demand_rows("verb", "urge")} == {"np-to", "that", "np", "against"}
    assert demand_rows("noun", "urge") == ()
    assert {row.text("type") for row in response_rows("verb", "comply")} == {"acceptance"}
    assert rule_of("response", response_rows("verb", "rule out")[0]) == "response:rule-out/np"


def test_every_list_holds_lower_case_words_once():
    data = tomllib.loads(files("kg.lexicon").joinpath("deeds.toml").read_text(encoding="utf-8"))
    for name, words in data["lists"].items():
        found = words.split()
        assert found == [w.lower() for w in found], name
        assert len(found) == len(set(found)), f"{name}: {[w for w in found if found.count(w) > 1]}"
        assert listed(name) == set(found)


def test_an_unknown_list_is_an_error():
    with pytest.raises(KeyError):
        listed("no such list")
