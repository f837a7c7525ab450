"""``check`` says nothing of the report by hand, and finds each fault that is put in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from support_seed import CLAIMS, EXTRACTION, JAPAN, REPORT, SITUATIONS

from kg.invariants import check
from kg.model import Claim, Extraction, Passage, Situation

CLAIM = {c.key: c for c in CLAIMS}
SITUATION = {s.key: s for s in SITUATIONS}
LENGTH = len(REPORT.text)


def with_claim(key: str, **changes: object) -> Extraction:
    """The report by hand with one claim changed."""
    claims = tuple(replace(c, **changes) if c.key == key else c for c in CLAIMS)  # type: ignore[arg-type]
    return replace(EXTRACTION, claims=claims)


def with_situation(key: str, **changes: object) -> Extraction:
    """The report by hand with one situation changed."""
    changed: tuple[Situation, ...] = tuple(
        replace(s, **changes) if s.key == key else s  # type: ignore[arg-type]
        for s in SITUATIONS
    )
    return replace(EXTRACTION, situations=changed)


def test_the_report_by_hand_is_whole() -> None:
    assert check(EXTRACTION) == []


def test_nothing_read_is_whole() -> None:
    assert check(Extraction(REPORT)) == []


@pytest.mark.parametrize(
    ("extraction", "fault"),
    [
        (with_claim("meeting.1", evidence=()), "meeting.1: has no evidence"),
        (with_claim("meeting.1", evidence=(Passage(0, 5, "title"),)), "the words of passage 0-5 are not those"),
        (with_claim("meeting.1", evidence=(Passage(0, 0, ""),)), "passage 0-0 is not in the report"),
        (with_claim("meeting.1", evidence=(Passage(-5, -1, ""),)), "passage -5--1 is not in the report"),
        (with_claim("meeting.1", evidence=(Passage(0, LENGTH + 1, REPORT.text),)), "is not in the report"),
        (with_claim("meeting.1", confidence=Decimal("1.01")), "confidence 1.01 is not between 0 and 1"),
        (with_claim("meeting.1", rule=""), "does not say which rule"),
        (with_claim("meeting.1", situation="meeting-9"), "states 'meeting-9', which is not in this report"),
        (with_claim("meeting.1", situation="meeting-summit"), "meeting: no claim states it"),
        (with_claim("status-off.3", relays=("status-off.9",)), "relays 'status-off.9', which is not in this report"),
        (with_claim("status-off.3", relays=("meeting.1",)), "relays 'meeting.1', which states something else"),
        (with_claim("status-off.1", relays=("status-off.3",)), "status-off.1: relays itself in a circle"),
        (with_claim("status-off.4", relays=("status-off.4",)), "status-off.4: relays itself in a circle"),
        (with_claim("status-off.5", facet="colour"), "facet 'colour' is none of instigator, reason, condition"),
        (with_claim("status-off.5", facet=""), "a facet's value without a facet"),
        (with_claim("status-off.5", facet_situation="demand-9"), "facet situation 'demand-9' is not in this report"),
        (with_claim("demand-push.4", facet_actor=None), "an instigator is an actor"),
        (with_claim("demand-push.4", facet="condition"), "a condition is words"),
        (with_claim("status-back.1", facet="reason"), "a reason is a situation, or words of the status change"),
        (with_situation("demand-3.5", raises="demand-9"), "raises is 'demand-9', which is no demand of this report"),
        (with_situation("demand-3.5", raises="meeting"), "raises is 'meeting', which is no demand of this report"),
        (with_situation("demand-3.5", raises="demand-3.5"), "raises is itself"),
        (with_situation("demand-nato", at="demand-3"), "at is 'demand-3', which is no meeting of this report"),
        (with_situation("response-ishiba", to="meeting"), "to is 'meeting', which is no demand of this report"),
        (with_situation("status-off", meeting="x"), "meeting is 'x', which is no meeting of this report"),
        (with_situation("status-off", meeting=""), "status-off: names no meeting"),
        (with_situation("status-off", reason="x"), "reason is 'x', which is not in this report"),
        (replace(EXTRACTION, claims=CLAIMS[1:]), "meeting: no claim states it"),
        (replace(EXTRACTION, claims=(*CLAIMS, CLAIMS[0])), "'meeting.1': 2 things have this key"),
        (replace(EXTRACTION, claims=(*CLAIMS, replace(CLAIMS[0], key="meeting"))), "'meeting': 2 things have this key"),
    ],
)
def test_a_fault_is_found(extraction: Extraction, fault: str) -> None:
    assert any(fault in found for found in check(extraction)), check(extraction)


def test_a_claim_on_a_facet_alone_does_not_state_the_situation() -> None:
    facet = replace(CLAIM["demand-push.4"], key="x.1", situation="tenure-bruce", facet_actor=JAPAN)
    claims: tuple[Claim, ...] = tuple(facet if c.situation == "tenure-bruce" else c for c in CLAIMS)
    assert check(replace(EXTRACTION, claims=claims)) == ["tenure-bruce: no claim states it"]
    assert SITUATION["tenure-bruce"]
