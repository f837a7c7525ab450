"""The tables of names: what they hold, and how names are found in text."""

from __future__ import annotations

import itertools
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import ActorKind, Phase
from kg.names.gazetteer import NameKind, countries, hits, known_names, lookup, tokens
from kg.names.holders import holder_of, holders, in_office, in_post, office
from kg.names.nouns import epithets, nouns
from kg.names.people import People, bare
from kg.names.titlewords import possible, title_words


def test_the_tables_are_full():
    kinds = defaultdict(set)
    for words, kind in known_names():
        kinds[kind].add(words)
    assert len(countries()) >= 195
    assert len(kinds[NameKind.BODY]) >= 500
    assert len(kinds[NameKind.MEDIUM]) >= 350
    assert len(holders()) >= 1500


def test_every_name_is_found_again():
    for words, kind in known_names():
        name = lookup(words)
        assert name is not None, words
        assert kind in name.kinds or name.actor is not None, words


def test_one_actor_has_one_value():
    """Equality of actors is their identity in the graph, so a key may stand for one value only."""
    values = defaultdict(set)
    for words, _ in known_names():
        name = lookup(words)
        if name is not None and name.actor is not None:
            values[name.actor.key].add(name.actor)
    assert [key for key, actors in values.items() if len(actors) > 1] == []


def test_bodies_and_holders_belong_to_known_states():
    for words, kind in known_names():
        name = lookup(words)
        if kind is NameKind.BODY and name is not None and name.actor is not None and name.actor.country:
            assert name.actor.country in countries(), words
    for holder in holders():
        assert lookup(holder.country) is not None, holder
        assert not holder.until or holder.since < holder.until, holder


def test_titles_are_lower_case_and_rooted():
    table = title_words()
    for words in (table.heads, table.weak, table.modifiers, table.ranks):
        assert all(word == word.lower() for word in words)
    assert table.needy <= table.weak | table.heads | table.ranks | {"major"}


def test_epithets_name_bodies_of_the_tables():
    for names in epithets().values():
        for name in names:
            found = lookup(name)
            assert found is not None
            assert found.actor is not None
            assert found.actor.name == name
    assert "official" in nouns("unnamed")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Washington Post was sold in Washington.", ["Washington Post", "United States"]),
        ("Ships crossed the South China Sea to China.", ["", "China"]),
        ("Latin America and America traded.", ["", "United States"]),
        ("The U.S.-Japan treaty binds the US, not us.", ["United States", "Japan", "United States"]),
        ("Mali and Malawi are not Male.", ["Mali", "Malawi"]),
        ("It was in the Times and the Financial Times.", ["Financial Times"]),
        ("The World Fishing Congress told Congress.", ["US Congress"]),
        ("In May Congress met the Farmers' Congress.", ["US Congress"]),
        (
            "The US Congress met; when Congress met, Chile's Congress met.",
            ["US Congress", "US Congress", "Chile", "US Congress"],
        ),  # whose, the resolver says
        ("Côte d’Ivoire and Côte d'Ivoire are one.", ["Ivory Coast", "Ivory Coast"]),
    ],
)
def test_the_longest_name_is_found(text: str, found: list[str]):
    words = tokens(text)
    assert [hit.name.actor.name if hit.name.actor else "" for hit in hits(words)] == found


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_tokens_cover_all_that_is_no_space(text: str):
    words = tokens(text)
    assert all(text[t.start : t.end] == t.text for t in words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))
    assert "".join(t.text for t in words) == "".join(text.split())
    for hit in hits(words):
        assert 0 <= hit.first < hit.last <= len(words)


def test_capital_names_stand_for_states_and_brussels_for_the_union():
    for words, actor in (("Tokyo", "Japan"), ("Kyiv", "Ukraine"), ("Brussels", "European Union")):
        name = lookup(words)
        assert name is not None
        assert name.actor is not None
        assert name.actor.name == actor


def test_office_holders_are_told_by_date():
    from datetime import date

    found = holder_of("Bush", "president", date(2005, 1, 10))
    assert found is not None
    assert found.name == "George W. Bush"
    assert holder_of("Bush", "president", None) is None
    assert in_office("Scholz", date(2023, 5, 1)) == "Olaf Scholz"
    assert in_office("Scholz", None) == ""
    assert in_post("president", "France", date(2010, 5, 1)) == "Nicolas Sarkozy"
    assert in_post("president", "France", None) == ""
    assert holder_of("Kishida", "Foreign Minister", date(2022, 5, 1), Phase.CURRENT) is None


def test_titles_of_one_office_agree():
    assert office("Minister of Foreign Affairs") == office("foreign affairs minister") == office("Foreign Minister")
    assert office("Defence Secretary") == office("Secretary of Defense")
    assert not possible("President", "Japan")
    assert possible("Vice President", "United States")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Donald J. Trump", "Donald Trump"),
        ("Ana Novak Jr", "Ana Novak Jr."),
        ("Charles III", "Charles III"),
        ("Novak", "Novak"),
    ],
)
def test_bare_names(name: str, plain: str):
    assert bare(name) == plain


def test_surnames_mean_the_persons_of_the_report():
    people = People.of(["Ana Novák", "Petr Kral", "Rosa Kral"])
    found = {
        name for _, _, name in people.find(tokens("So Novak met Petr Kral, and Kral met Rosa Kral and Ida Novak."))
    }
    assert found == {"Ana Novák", "Petr Kral", "Rosa Kral"}
    assert people.who("Kral") == ("Petr Kral", "Rosa Kral")


def test_kinds_of_table_actors():
    kinds = {words: lookup(words) for words in ("Hamas", "Whitehall", "Reuters", "Kenya", "Republicans")}
    assert [n.actor.kind for n in kinds.values() if n and n.actor] == [
        ActorKind.ORGANIZATION,
        ActorKind.GOVERNMENT,
        ActorKind.MEDIUM,
        ActorKind.STATE,
        ActorKind.GROUP,
    ]
