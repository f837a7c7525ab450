"""Topics: told by words, words of the action before words of the sentence, nothing told where nothing tells."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Topic
from kg.values.topics import main_topic, table, topic_of

CASES = """
defence spending | raise military spending to two percent of gdp
defence spending | increase its defence budget
defence spending | spend more on defence
defence spending | invest 5 percent of gdp in army
defence spending | reach 5 % troops weapon road port
defence spending | take a fair share of alliance burden
climate | cut emission by half
climate | close coal plant by 2030
climate | stop deforestation
climate | join paris agreement again
climate | phase out fossil fuel
climate | fight forest fire in amazon rainforest
ceasefire | end the fighting at once
ceasefire | observe the truce
ceasefire | stop attack on port
ceasefire | resume peace talk
ceasefire | halt airstrike on town
ceasefire | lay down arm
nuclear | stop enrichment of uranium
nuclear | let inspector visit nuclear site
nuclear | give up atomic bomb
nuclear | end ballistic missile test
sanctions | lift the sanction on grain
sanctions | freeze asset of general
sanctions | ban flight of airline travel restriction
sanctions | extend arm embargo
sanctions | lower price cap on oil
trade | drop the tariff on steel
trade | open its market access to beef
trade | buy more soybean from farmer
trade | end subsidy for plane
trade | apply rate to car chip medicine
trade | stop dumping of steel
aid | let humanitarian convoy through
aid | send tank and ammunition
aid | cancel debt of poor state
aid | deliver food assistance
aid | provide missile battery
migration | take back migrant
migration | close the border crossing
migration | open safe route
migration | grant asylum to writer
migration | ease visa rule
health | share the vaccine
health | lower drug price
health | waive patent on vaccine
health | report outbreak at once
elections | hold an election
elections | recount vote
elections | hand power to civilian
elections | postpone referendum
human rights | release the journalist
human rights | protect civilian life
human rights | abolish torture
human rights | waive diplomatic immunity
human rights | respect right of woman
territory | leave the island
territory | settle the border
territory | respect existing border
territory | withdraw troops from village
territory | recognise independence
territory | stop explore off disputed coast
budget | reduce the deficit
budget | cut pension
budget | raise tax on fuel
budget | save 44 billion in cost
other | wait for a reply
other | accept it
other | resume dialogue
other | explain decision
""".strip().splitlines()

# words that lean one way beside words that tell another
NEAR_MISSES = """
trade | drop the tariff on medicine
health | lower medicine price
budget | pay wage raise
territory | withdraw soldier from disputed region
ceasefire | stop shelling of hospital
human rights | free journalist in border prison
aid | let food truck through border
migration | patrol border for illegal crossing
climate | stop export of coal plant burn
sanctions | ban travel of general
nuclear | return to nuclear talk
defence spending | raise nato spending
other | show good faith
other | publish the letter
""".strip().splitlines()


def parted(line: str) -> tuple[str, str]:
    topic, action = line.split(" | ")
    return topic, action


@pytest.mark.parametrize(("topic", "action"), [parted(line) for line in (*CASES, *NEAR_MISSES)])
def test_the_action_tells_the_topic(topic, action):
    assert topic_of(action.split()).value == topic


def test_every_topic_of_the_contract_is_told_four_times_at_least():
    told = [parted(line)[0] for line in CASES]
    assert len(told) >= 60
    assert all(told.count(topic.value) >= 4 for topic in Topic)


def test_no_word_and_no_phrase_is_strong_in_two_topics():
    seen = {}
    for words in table():
        for entry in words.strong:
            for phrase in product(*entry):
                assert seen.setdefault(frozenset(phrase), words.topic) is words.topic, phrase


def test_every_topic_but_other_has_words():
    assert {words.topic for words in table()} == set(Topic) - {Topic.OTHER}


def test_the_action_outweighs_the_sentence():
    assert topic_of(["lift", "tariff"], ["sanction", "lift", "tariff"]) is Topic.TRADE


def test_the_sentence_tells_where_the_action_does_not():
    assert topic_of(["do", "more"], ["climate", "talk"]) is Topic.CLIMATE


def test_the_report_tells_where_neither_does():
    assert topic_of(["adopt", "goal"], ["press", "adopt", "goal"], Topic.CLIMATE) is Topic.CLIMATE
    assert topic_of(["lift", "tariff"], [], Topic.CLIMATE) is Topic.TRADE


def test_a_weak_word_does_not_outweigh_the_report():
    assert topic_of(["pay", "case"], [], Topic.AID) is Topic.AID
    assert topic_of(["pay", "case"]) is Topic.BUDGET


def test_the_words_of_a_phrase_stand_together():
    assert topic_of(["debt", "relief"]) is Topic.AID
    assert topic_of(["price", "see", "hear", "learn", "read", "know", "cap"]) is Topic.TRADE
    assert topic_of(["price", "cap"]) is Topic.SANCTIONS


def test_a_report_is_about_what_its_title_or_most_sentences_tell():
    tariffs = [["tariff", "rise"]] * 3
    assert main_topic([["truce"]], ["Tariffs", "rise"]) is Topic.TRADE
    assert main_topic([*tariffs, ["wait"]]) is Topic.TRADE
    assert main_topic(tariffs[:2]) is Topic.OTHER
    assert main_topic([*tariffs, ["truce"], ["truce"], ["truce"]]) is Topic.OTHER
    assert main_topic([*tariffs, *[["wait"]] * 20]) is Topic.OTHER
    assert main_topic([]) is Topic.OTHER


@given(st.lists(st.sampled_from(["tariff", "truce", "uranium", "wait", "vaccine", "migrant"]), max_size=8))
def test_the_order_of_single_words_makes_no_difference(words):
    assert topic_of(words) is topic_of(sorted(words)) is topic_of(list(reversed(words)))
