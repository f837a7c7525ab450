"""Topics: told by words, words of the action before words of the sentence, nothing told where nothing tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Topic
from kg.topics import topic_of

CASES = [
    ("raise military spending to two percent of gdp", Topic.DEFENCE_SPENDING),
    ("increase its defence budget", Topic.DEFENCE_SPENDING),
    ("cut emission by half", Topic.CLIMATE),
    ("end the fighting at once", Topic.CEASEFIRE),
    ("observe the truce", Topic.CEASEFIRE),
    ("stop enrichment of uranium", Topic.NUCLEAR),
    ("lift the sanction on grain", Topic.SANCTIONS),
    ("drop the tariff on steel", Topic.TRADE),
    ("let humanitarian convoy through", Topic.AID),
    ("take back migrant", Topic.MIGRATION),
    ("share the vaccine", Topic.HEALTH),
    ("hold an election", Topic.ELECTIONS),
    ("release the journalist", Topic.HUMAN_RIGHTS),
    ("leave the island", Topic.TERRITORY),
    ("reduce the deficit", Topic.BUDGET),
    ("wait for a reply", Topic.OTHER),
]


@pytest.mark.parametrize(("action", "topic"), CASES)
def test_the_action_tells_the_topic(action, topic):
    assert topic_of(action.split()) is topic


def test_every_topic_of_the_contract_can_be_told():
    assert {topic for _, topic in CASES} == set(Topic)


def test_the_action_outweighs_the_sentence():
    assert topic_of(["lift", "tariff"], ["sanction", "lift", "tariff"]) is Topic.TRADE


def test_the_sentence_tells_where_the_action_does_not():
    assert topic_of(["do", "more"], ["climate", "talk"]) is Topic.CLIMATE


@given(st.lists(st.sampled_from(["tariff", "climate", "truce", "gdp", "army", "vote", "tax", "wait"])))
def test_the_order_of_the_words_makes_no_difference(words):
    assert topic_of(words) is topic_of(sorted(words)) is topic_of(reversed(words))
