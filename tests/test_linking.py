"""How like names are, who may be whom, how sure that is, and what is done with it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_links import QS, link

from kg import vocabulary as v
from kg.authority import Candidate, Kind, Mention, Name, Office
from kg.linking.deciding import MOST, NEAR, Source, Thresholds, barred, decide, judge, reconciled, space
from kg.linking.links import BY_LIKE_NAME, BY_MORE, BY_NAME, Decision, Link
from kg.linking.scoring import WEIGHTS, Features, explained, features, logit, name_likeness, rate, same_title
from kg.linking.similarity import likeness, pair

CASES = Path(__file__).parent / "cases" / "linking"
PAIRS = tomllib.loads((CASES / "likeness.toml").read_text("utf-8"))["pair"]
GUARDS = tomllib.loads((CASES / "guards.toml").read_text("utf-8"))["guard"]
HERE = Source("here", "1")
JUNE = date(2025, 6, 20)


def mention(kind: str = "state", name: str = "Norland", **more: Any) -> Mention:
    return Mention("https://w3id.org/dmd/actor/one-1", Kind(kind), name, **more)


def candidate(kind: str = "state", label: str = "Norland", number: int = 1, **more: Any) -> Candidate:
    return Candidate(f"{QS}{number}", label, kind=Kind(kind) if kind else None, **more)


def judged(one: Mention, *found: Candidate) -> list[tuple[str, float]]:
    return [(j.candidate.target, j.score) for j in judge(one, [(c, HERE) for c in found])]


def decided(one: Mention, *found: Candidate, accept: float = 0.9, review: float = 0.1) -> list[Link]:
    return decide(one, judge(one, [(c, HERE) for c in found]), Thresholds(accept, review), "1.0")


# ------------------------------------------------------------------------------------------------ names
@pytest.mark.parametrize("case", PAIRS, ids=lambda case: " - ".join(case["names"]))
def test_names_are_as_like_as_the_case_says(case: dict[str, Any]) -> None:
    one, other = case["names"]
    for ours, theirs in ((one, other), (other, one)):
        found = pair(ours, theirs, case.get("person", False)).value
        assert case.get("least", 0.0) <= found <= case.get("most", 1.0)


@given(st.text(max_size=20), st.text(max_size=20), st.booleans())
def test_likeness_is_from_0_to_1_and_the_same_both_ways(one: str, other: str, person: bool) -> None:
    found = pair(one, other, person)
    assert 0 <= found.value <= 1
    assert found == pair(other, one, person)


@given(st.lists(st.text(min_size=1, max_size=8), max_size=4), st.lists(st.text(min_size=1, max_size=8), max_size=4))
def test_the_likest_of_all_names_counts(ours: list[str], theirs: list[str]) -> None:
    pairs = [pair(one, other) for one in ours for other in theirs]
    best = max((found.value for found in pairs if found.way != "acronym"), default=0.0)
    assert likeness(ours, theirs).value in (best, max((found.value for found in pairs), default=0.0))


def test_an_acronym_counts_where_nothing_is_spelt_out() -> None:
    assert likeness(["THF"], ["Tidal Harbour Fund"]).way == "acronym"
    assert likeness(["Tidal Harbour Fund"], ["THF", "T.H.F."]).way == "acronym"
    assert likeness(["Tidal Harbour Fund"], ["THF", "Trade House of Falk"]).value < 0.5


# ------------------------------------------------------------------------------------------------ guards
@pytest.mark.parametrize("case", GUARDS, ids=lambda case: case["what"])
def test_two_sorts_are_never_one(case: dict[str, Any]) -> None:
    one = mention(*case["ours"])
    theirs, twin = candidate(*case["theirs"]), candidate(*case["twin"])
    if theirs.kind not in NEAR.get(one.kind, ()):
        assert barred(one, theirs)
        assert decided(one, theirs, review=0.0) == []
    assert not barred(one, twin)
    assert not any(x.decision is Decision.ACCEPTED for x in decided(one, theirs, accept=0.0, review=0.0))


@given(st.sampled_from(Kind), st.sampled_from([*Kind, None]), st.text(min_size=1, max_size=9))
def test_nothing_is_accepted_unless_the_sorts_agree(ours: Kind, theirs: Kind | None, name: str) -> None:
    one = mention(ours, name, country="Norland")
    found = decided(one, Candidate(f"{QS}1", name, kind=theirs, country="Norland"), accept=0.0, review=0.0)
    if theirs is not None and theirs is not ours:
        assert not any(x.decision is Decision.ACCEPTED for x in found)
        assert found == [] or theirs in NEAR[ours]


def test_where_the_sort_is_not_told_only_persons_and_bodies_are_accepted() -> None:
    for kind in Kind:
        one = mention(kind, "Jon Falk", country="Norland")
        (found,) = decided(one, candidate("", "Jon Falk", country="Norland"), accept=0.05)
        assert (found.decision is Decision.ACCEPTED) == (kind in (Kind.PERSON, Kind.ORGANIZATION))


# ------------------------------------------------------------------------------------------------ scores
FALK = mention(
    "person", "Jon Falk", offices=(Office("Foreign Minister", "Norland", JUNE, JUNE),), first=JUNE, last=JUNE,
    beside=("Norland", "Sudland"),
)  # fmt: skip


def of(one: Mention, other: Candidate) -> Features:
    return features(one, other, name_likeness(one, other))


def test_what_agrees_speaks_for_a_candidate_and_what_does_not_against_it() -> None:
    same = candidate("person", "Jon Falk", country="Norland")
    held = replace(
        same, offices=(Office("Minister of Foreign Affairs", "Norland", date(2024, 1, 1), date(2026, 1, 1)),)
    )
    before = replace(
        same, offices=(Office("Minister of Foreign Affairs", "Norland", date(2004, 1, 1), date(2006, 1, 1)),)
    )
    elsewhere = replace(same, country="Peru")
    assert of(FALK, same)[2:9] == (1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0)
    assert (of(FALK, held).office, of(FALK, held).time) == (1.0, 1.0)
    assert (of(FALK, before).office, of(FALK, before).time) == (-1.0, -1.0)
    assert of(FALK, elsewhere).country == 0.0, "the body of an office proves a country, and is no proof against one"
    assert of(replace(FALK, country="Norland"), elsewhere).country == -1.0
    order = [logit(of(FALK, c)) for c in (held, same, before)]
    assert order == sorted(order, reverse=True)


def test_a_body_that_came_later_than_the_reports_is_not_meant() -> None:
    one = mention("organization", "Tidal Fund", first=JUNE, last=JUNE)
    new, gone = (
        candidate("organization", "Tidal Fund", since=date(2026, 1, 1)),
        candidate("organization", "Tidal Fund", until=date(1999, 1, 1)),
    )
    there = candidate("organization", "Tidal Fund", since=date(1990, 1, 1))
    assert [of(one, c).time for c in (new, gone, there)] == [-1.0, -1.0, 0.0]


def test_a_person_of_whom_only_the_name_agrees_stands_alone() -> None:
    bare = mention("person", "Jon Falk")
    assert of(bare, candidate("person", "Jon Falk")).alone == 1.0
    assert of(FALK, candidate("person", "Jon Falk", country="Norland")).alone == 0.0
    assert of(mention(), candidate()).alone == 0.0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Defense Secretary", "Minister of Defence", True),
        ("Prime Minister", "Premier", True),
        ("Queen", "King", True),
        ("Deputy Foreign Minister", "Foreign Minister", False),
        ("Minister", "Finance Minister", False),
        ("Secretary of State", "Secretary of State", True),
        ("", "King", False),
    ],
)
def test_titles_of_one_office_are_told_from_others(one: str, other: str, same: bool) -> None:
    assert same_title(one, other) is same
    assert same_title(other, one) is same


@given(st.builds(Features, *[st.floats(-1, 1)] * len(WEIGHTS)))
def test_the_rate_is_a_rate_and_grows_with_what_speaks_for_it(one: Features) -> None:
    assert 0 < rate(logit(one)) < 1
    for name, weight in zip(Features._fields, WEIGHTS, strict=True):
        more = one._replace(**{name: getattr(one, name) + 0.5})
        assert (logit(more) > logit(one)) == (weight > 0) or weight == 0


def test_what_speaks_for_a_candidate_is_told_in_words() -> None:
    told = explained(of(FALK, candidate("person", "Jon Falk", country="Norland")))
    assert told == "same name, same country, its country or body is named beside"
    assert "another has as like a name" in explained(Features(0, 0, 0, 0, -1, -1, -1, 0, 0, 0, 1))


# ------------------------------------------------------------------------------------------------ decisions
def test_one_that_leads_is_accepted_and_the_others_are_not_proposed() -> None:
    (found,) = decided(mention(), candidate(), candidate(label="Norlund", number=2))
    assert (found.target, found.decision) == (f"{QS}1", Decision.ACCEPTED)
    assert (found.justification, found.predicate, found.source) == (BY_NAME, v.EXACT_MATCH, "here")


def test_of_two_that_are_nearly_as_good_none_is_accepted() -> None:
    found = decided(mention(), candidate(), candidate(number=2))
    assert [(x.target, x.decision) for x in found] == [(f"{QS}1", Decision.PROPOSED), (f"{QS}2", Decision.PROPOSED)]


def test_a_byname_counts_a_little_less_than_the_name() -> None:
    one = mention(names=("the Republic",))
    named, byname = candidate(), candidate(label="Sudland", number=2, names=(Name("The Republic"),))
    (found,) = decided(one, byname, named)
    assert (found.target, found.decision) == (f"{QS}1", Decision.ACCEPTED)
    (found,) = decided(one, byname, accept=0.95)
    assert found.decision is Decision.PROPOSED, "it is for people to say"


def test_candidates_of_two_data_sets_do_not_compete() -> None:
    other = replace(candidate(), target="https://sws.geonames.org/1/")
    found = decided(mention(), candidate(), other)
    assert [x.decision for x in found] == [Decision.ACCEPTED, Decision.ACCEPTED]


def test_one_that_two_authorities_know_counts_once_as_the_better_known() -> None:
    known = replace(candidate("person", "Jon Falk"), country="Norland")
    found = judge(FALK, [(candidate("person", "Jon Falk"), Source("a", "")), (known, Source("b", ""))])
    assert [(j.source.name, j.features.rival) for j in found] == [("b", 0.0)]


def test_grounds_are_the_name_a_like_name_or_more_than_that() -> None:
    (like,) = decided(mention(name="Norlannd"), candidate(), review=0.0)
    (more,) = decided(FALK, candidate("person", "Jon Falk", country="Norland"))
    assert (like.justification, more.justification) == (BY_LIKE_NAME, BY_MORE)
    assert like.confidence is not None
    assert more.confidence is not None
    assert like.confidence < Decimal("0.9") < more.confidence


def test_thresholds_part_accepted_review_and_nothing() -> None:
    (score,) = [score for _, score in judged(mention(), candidate())]
    for accept, review, decision in (
        (score, 0.1, "accepted"),
        (score + 0.01, score, "proposed"),
        (1, score + 0.01, ""),
    ):
        assert "".join(x.decision for x in decided(mention(), candidate(), accept=accept, review=review)) == decision


def test_no_more_than_a_few_are_left_for_review() -> None:
    assert len(decided(mention(), *(candidate(number=n) for n in range(9)), review=0.0)) == MOST


@given(
    st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["Norland", "Norlund", "Peru"])), max_size=6), st.randoms()
)
def test_the_order_of_answers_changes_nothing(found: list[tuple[int, str]], random: Any) -> None:
    known = {number: candidate(label=label, number=number) for number, label in found}
    mixed = list(known.values())
    random.shuffle(mixed)
    assert decided(mention(), *known.values(), review=0.0) == decided(mention(), *mixed, review=0.0)


@pytest.mark.parametrize(
    ("iri", "start"),
    [(f"{QS}17", QS[:-1]), ("https://sws.geonames.org/5/", "https://sws.geonames.org/"), ("urn:x#y", "urn:x#")],
)
def test_the_data_set_of_an_iri(iri: str, start: str) -> None:
    assert space(iri) == start


# ------------------------------------------------------------------------------------------------ what was decided
ANN = {"author": "Ann Moor", "day": date(2026, 1, 2)}
ASKED = frozenset({"territories"})


def after(kept: list[Link], proposed: list[Link]) -> dict[str, Decision]:
    return {x.target.removeprefix(QS): x.decision for x in reconciled(kept, proposed, ASKED)}


def test_what_a_person_decided_stays_and_what_was_rejected_is_not_proposed_again() -> None:
    rejected = link(decision=Decision.REJECTED, **ANN)
    assert after([rejected], [link(), link(target=f"{QS}2")]) == {"17": Decision.REJECTED, "2": Decision.PROPOSED}
    close = link(predicate=v.CLOSE_MATCH)
    assert after([rejected], [close]) == {"17": Decision.REJECTED}, "nor by another predicate"
    unsure = link(decision=Decision.UNSURE, **ANN)
    assert after([unsure], [link(decision=Decision.ACCEPTED)]) == {"17": Decision.UNSURE}


def test_where_a_person_accepted_one_no_other_of_its_data_set_is_proposed() -> None:
    accepted, other = link(decision=Decision.ACCEPTED, **ANN), link(target=f"{QS}2")
    assert after([accepted, replace(other, source="mine")], [other]) == {"17": Decision.ACCEPTED}
    far = link(target="https://sws.geonames.org/5/")
    assert len(reconciled([accepted], [far], ASKED)) == 2


def test_what_the_program_found_is_replaced_if_its_authority_was_asked() -> None:
    old, new = link(target=f"{QS}2"), link(target=f"{QS}3")
    assert after([old], [new]) == {"3": Decision.PROPOSED}
    assert after([replace(old, source="mine")], [new]) == {"2": Decision.PROPOSED, "3": Decision.PROPOSED}
    assert after([old], []) == {}


def test_an_accepted_link_of_another_authority_is_not_contradicted_without_being_looked_at() -> None:
    old = link(target=f"{QS}2", decision=Decision.ACCEPTED, source="mine")
    assert after([old], [link(decision=Decision.ACCEPTED)]) == {"2": Decision.ACCEPTED, "17": Decision.PROPOSED}
    same = link(target=f"{QS}2", decision=Decision.ACCEPTED, confidence=Decimal("0.99"))
    (found,) = reconciled([old], [same], ASKED)
    assert found == same, "the surer of two that say the same"
    assert reconciled([same], [replace(old, confidence=Decimal("0.5"))], frozenset({"mine"})) == [same]


def test_a_second_run_changes_nothing() -> None:
    proposed = [link(), link(target=f"{QS}2", source="territories")]
    once = reconciled([], proposed, ASKED)
    assert reconciled(once, proposed, ASKED) == once


def test_what_has_no_iri_is_no_candidate() -> None:
    for target in ("", "Q17", "http://e.org/a b", 'http://e.org/">', "http://e.org/\x00"):
        assert judge(mention(), [(replace(candidate(), target=target), HERE)]) == []


def test_names_of_a_candidate_in_other_languages_count() -> None:
    other = candidate(label="Nordland", names=(Name("Norland", "en"),))
    assert judged(mention(), other)[0][1] == judged(mention(), candidate())[0][1]
