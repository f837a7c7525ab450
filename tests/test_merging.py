"""Two of our own things that may be one: what keeps them apart, which stays, and what is proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_links import BASE, link

from kg.authority import Kind, Mention, Office
from kg.linking.deciding import Thresholds
from kg.linking.links import Decision
from kg.linking.merging import apart, as_candidate, merged, stays, unsettled

JUNE, JULY, LATER = date(2025, 6, 20), date(2025, 7, 20), date(2031, 1, 1)


def one(name: str = "Jon Falk", number: int = 1, kind: str = "person", local: bool = False, **more: Any) -> Mention:
    where = f"{BASE}report/aaaaaaaaaaaaaaaa#actor-{number}" if local else f"{BASE}actor/{number}"
    return Mention(where, Kind(kind), name, **more)


def held(title: str, on: date | None = JUNE, body: str = "Norland") -> tuple[Office, ...]:
    return (Office(title, body, on, on),)


@pytest.mark.parametrize(
    ("ours", "theirs", "why"),
    [
        (one("Falk", offices=held("Foreign Minister")), one(offices=held("Defence Minister", JULY)), "at one time"),
        (one("J. Falk", offices=held("Foreign Minister")), one(offices=held("Defence Minister", None)), "at one time"),
        (one("Falk", offices=held("Mayor", JUNE, "Oldport")), one(offices=held("Mayor", LATER, "Bay")), "two bodies"),
        (one(country="Norland"), one("Jon A. Falk", country="Sudland"), "of two countries"),
        (one("Falk", kind="organization"), one("Falk"), "of two sorts"),
        (one("Foreign Ministry", kind="organization", country="Peru"),
         one("Ministry of Foreign Affairs", kind="organization", country="Chile"), "of two countries"),
        (one("Falk", offices=held("Foreign Minister")), one(offices=held("Minister for Foreign Affairs", JULY)), ""),
        (one("Falk", offices=held("Foreign Minister")), one(offices=held("Defence Minister", LATER)), ""),
        (one(offices=held("Foreign Minister")), one("Jon Falk", 2, offices=held("Defence Minister")), ""),
        (one("Falk"), one(offices=held("Defence Minister")), ""),
        (one("US State Department", kind="organization", country="United States"),
         one("US Department of Defense", kind="organization", country="United States"), "listed as two"),
        (one("US State Department", kind="organization", country="United States"),
         one("US Department of Fisheries", kind="organization", country="United States"), ""),
        (one("US State Department", kind="organization", country="U.S."),
         one("State Department", kind="organization", country="United States"), ""),
    ],
)  # fmt: skip
def test_what_keeps_two_apart(ours: Mention, theirs: Mention, why: str) -> None:
    assert why in apart(ours, theirs)
    assert bool(apart(ours, theirs)) == bool(why)
    assert bool(apart(theirs, ours)) == bool(why)
    if why:
        assert merged(ours, [replace(theirs, iri=f"{BASE}actor/9")], Thresholds(1.01, 0.0), "1") == []


@given(st.sampled_from(["Jon Falk", "Jon A. Falk", "Falk"]), st.sampled_from(["Jon Falk", "J. Falk"]), st.booleans())
def test_of_two_one_stays(ours: str, theirs: str, local: bool) -> None:
    first, second = one(ours, 1, local=local), one(theirs, 2)
    assert stays(first, second) != stays(second, first)


def test_the_one_that_is_known_by_more_stays_and_what_one_report_alone_knows_goes() -> None:
    assert stays(one("Jon A. Falk", 2), one("Jon Falk", 1))
    assert stays(one("Jon Falk", 2), one("Jon A. Falk", 1, local=True))
    assert stays(one(number=1), one(number=2))


def test_a_surname_with_the_same_office_then_is_proposed_for_the_whole_name() -> None:
    short = one("Falk", 1, local=True, offices=held("Foreign Minister"), beside=("Norland",))
    whole = one("Jon Falk", 2, offices=held("Foreign Minister", JULY), names=("Falk",))
    other = one("Tom Falk", 3, offices=held("Defence Minister"))
    links = merged(short, [whole, other, short], Thresholds(1.01, 0.05), "1")
    assert [(x.target, x.decision) for x in links] == [(whole.iri, Decision.PROPOSED)]
    assert merged(whole, [short], Thresholds(1.01, 0.0), "1") == [], "in one direction only"
    assert as_candidate(whole).description == "Foreign Minister, Norland"


def test_a_byname_that_both_have_makes_no_pair() -> None:
    ours = one("Norland", kind="state", names=("the Free Republic",))
    theirs = one("Sudland", 2, kind="state", names=("the Free Republic",))
    assert merged(ours, [theirs], Thresholds(1.01, 0.1), "1") == []
    named = one("Free Republic", 3, kind="state")
    assert (
        len([*merged(named, [ours], Thresholds(1.01, 0.1), "1"), *merged(ours, [named], Thresholds(1.01, 0.1), "1")])
        == 1
    )


def test_names_that_are_not_like_are_not_proposed() -> None:
    assert merged(one("Jon Falk"), [one("Ann Bay Moor", 2)], Thresholds(1.01, 0.0), "1") == []


def test_what_was_decided_on_a_pair_holds_in_both_directions() -> None:
    there, back = link(subject="urn:a", target="urn:b"), link(subject="urn:b", target="urn:a")
    decided = replace(back, decision=Decision.REJECTED, author="Ann")
    assert unsettled([there], [decided]) == []
    assert unsettled([there], [back]) == [there]
