"""Names made alike, and the index that finds them: cases as data, and properties."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.linking.index import Entry, Index
from kg.linking.naming import core, folded, initials, is_acronym, sound, words

FOLDED = {
    "": "",
    "…": "",
    "The Republic of Côte d'Ivoire": "the republic of cote divoire",
    "Côte d’Ivoire": "cote divoire",
    "U.S.": "us",
    "U.S.A": "usa",
    "J.D. Vance": "jd vance",
    "J. D. Vance": "jd vance",
    "Türkiye": "turkiye",
    "ﬁnance ＭＩＮＩＳＴＥＲ": "finance minister",
    "Straße & Weg": "strasse and weg",
    "Αθήνα": "athina",
    "Киев": "kiev",
    "2+2": "2 2",
    "São Tomé-Príncipe": "sao tome principe",
    "e\u0301tat": "etat",
}


@pytest.mark.parametrize("name", FOLDED)
def test_names_in_small_latin_letters(name: str) -> None:
    assert folded(name) == FOLDED[name]


CORES = [
    ("The Ministry of Defence of the Republic", False, "ministry defence republic"),
    ("Spanish Ministry of Culture", False, "spain ministry culture"),
    ("UK Treasury", False, "united kingdom treasury"),
    ("Antigua", False, "antigua barbuda"),
    ("Antigua and Barbuda", False, "antigua barbuda"),
    ("Holland Shipping B.V.", False, "netherlands shipping"),
    ("Acme Co. Ltd", False, "acme"),
    ("AG", False, "ag"),
    ("The", False, "the"),
    ("Gen. Holland Sparrow Jr.", True, "holland sparrow"),
    ("General", True, "general"),
    ("Secretary of State Ann Reed", True, "of state ann reed"),
    ("Ann Reed MP", True, "ann reed"),
]


@pytest.mark.parametrize(("name", "person", "expected"), CORES)
def test_the_words_that_carry_the_meaning(name: str, person: bool, expected: str) -> None:
    assert " ".join(core(name, person=person)) == expected


@pytest.mark.parametrize(
    ("name", "short"),
    [("World Fish Bureau", "wfb"), ("The Bureau of Lakes and Rivers", "bolar"), ("Bureau of Lakes", "bl")],
)
def test_the_acronyms_of_a_name(name: str, short: str) -> None:
    assert short in initials(name)
    assert not initials(short)


@pytest.mark.parametrize(("name", "yes"), [("WFB", True), ("W.F.B.", True), ("Wfb", False), ("A1", False), ("", False)])
def test_what_can_be_an_acronym(name: str, yes: bool) -> None:
    assert is_acronym(name) is yes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mikhailov", "Michajlow"),
        ("Schevtschenko", "Shevchenko"),
        ("Yakovenko", "Jakowenko"),
        ("Philipp", "Filip"),
        ("Hussain", "Husein"),
        ("Zakaria", "Sakarja"),
    ],
)
def test_what_sounds_alike(one: str, other: str) -> None:
    assert sound(words(one)[0]) == sound(words(other)[0])


@given(st.text(max_size=40))
@example("ß" * 30)
@example("İ.İ.")
def test_any_text_gives_words_of_small_latin_letters_and_stays_itself(text: str) -> None:
    made = folded(text)
    assert made.isascii()
    assert all(word.isalnum() and word == word.lower() for word in words(text))
    assert folded(made) == made


NAMES = (
    *("Northland", "Ministry of Lakes of Northland", "World Fish Bureau", "John Alan Sparrow", "Olena Shevchenko"),
    *("Northland Post", "WHB", "Sparrow", "J. Heron", "Republic of Northland"),
)
INDEX = Index(Entry(number, name, number in (3, 4, 7, 8)) for number, name in enumerate(NAMES))
FINDS = [
    ("Northland", 0, False),
    ("NORTHLAND", 0, False),
    ("Nrothland", 0, False),
    ("northland lake ministry", 1, False),
    ("WFB", 2, False),
    ("W.F.B.", 2, False),
    ("Sparrow, John", 3, True),
    ("John Sparrow", 3, True),
    ("J. Sparrow", 3, True),
    ("President John Sparrow", 3, True),
    ("Jon Sparow", 3, True),
    ("Олена Шевченко", 4, True),
    ("Ołena Szewczenko", 4, True),
    ("Janet Heron", 8, True),
]


@pytest.mark.parametrize(("name", "entry", "person"), FINDS)
def test_what_is_found_first(name: str, entry: int, person: bool) -> None:
    assert INDEX.find([name], person=person)[0] == entry


def test_a_name_finds_its_acronym() -> None:
    assert 6 in INDEX.find(["World Health Bureau"])


@pytest.mark.parametrize("name", ["", "...", "Southwater", "xyz", "The"])
def test_what_is_not_found(name: str) -> None:
    assert INDEX.find([name]) == ()


def test_only_what_fits_counts_and_the_number_is_bounded() -> None:
    assert INDEX.find(["Northland"], fits=lambda entry: entry == 5) == (5,)
    assert len(INDEX.find(["Northland"])) == 4
    assert len(INDEX.find(["Northland"], most=2)) == 2
    crowd = Index(Entry(number, f"Heron {number}") for number in range(3_000))
    assert crowd.find(["Heron"]) == ()  # a word of all tells nothing
    assert crowd.find(["Heron 2999"])[0] == 2999
    same = Index(Entry(number, "Heron") for number in range(3_000))
    assert same.find(["Heron"], most=5) == (0, 1, 2, 3, 4)
    assert len(Index([])) == 0
    assert Index([]).find(["Heron"]) == ()


NAME = st.lists(
    st.sampled_from(("ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "oak", "pine", "rowan")),
    min_size=1,
    max_size=4,
)


@given(st.lists(NAME.map(" ".join), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_each_name_finds_itself_first_in_any_order_of_its_words(names: list[str], chance: object) -> None:
    index = Index(Entry(number, name) for number, name in enumerate(names))
    for number, name in enumerate(names):
        same = {other for other, text in enumerate(names) if text == name}
        assert set(index.find([name])[: len(same)]) == same
        for turned in itertools.islice(itertools.permutations(name.split()), 4):
            assert number in index.find([" ".join(turned)])


def test_many_names_are_sorted_by_numpy_to_the_same_end() -> None:
    from kg.linking import index as made

    names = [Entry(number, f"{('ash', 'birch', 'cedar', 'elm')[number % 4]} {number}") for number in range(500)]
    small = Index(names)
    kept = made._MANY
    try:
        made._MANY = 1
        assert all(Index(names).find([entry.name]) == small.find([entry.name]) for entry in names[:50])
    finally:
        made._MANY = kept
