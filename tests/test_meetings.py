"""Meetings in sentences of our own: each case says which meetings a text tells of, and how its mentions put them.

``pytest tests/test_meetings.py --update-cases`` is not needed: a case that changes is edited by hand, after reading.
"""

from __future__ import annotations

import itertools
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support_parses import cached_by_lane

from kg.candidates import MeetingCandidate
from kg.meetings.draft import MOVED
from kg.model import ActorKind, Meeting, Modality, Status, StatusChange
from kg.reading import Reading

if TYPE_CHECKING:
    from kg.model import Actor

FILES = sorted((Path(__file__).parent / "cases/meetings").glob("*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text("utf-8"))["case"]]
SEED = Path(__file__).parents[1].parent / "shared" / "reports" / "seed.txt"


def read(texts: tuple[str, ...], anchor: date | None = date(2025, 6, 21)) -> tuple[Reading, ...]:
    from kg.annotate import annotate_all
    from kg.extract import understand
    from kg.text.header import make_report

    reports = [replace(make_report(text, "utf-8", "case"), date=anchor) for text in texts]
    return tuple(understand(document) for document in annotate_all(reports))


@cached_by_lane
def readings() -> dict[str, Reading]:
    texts = tuple(case["text"] for case in CASES)
    return dict(zip(texts, read(texts), strict=True))


def groups(reading: Reading) -> tuple[tuple[MeetingCandidate, ...], ...]:
    from kg.meetings.events import group_meetings
    from kg.rules.meetings import find

    return group_meetings(reading, tuple(find(reading)))


def people(reading: Reading, group: tuple[MeetingCandidate, ...]) -> list[Actor]:
    found: list[Actor] = []
    for candidate in group:
        for filler in candidate.participants:
            found += reading.resolver.actors(filler)
        found += candidate.participant_actors
    return list(dict.fromkeys(found))


def shown(reading: Reading, group: tuple[MeetingCandidate, ...]) -> str:
    """ "name | who | place | date | status by X because of Y; status" of one meeting."""
    words = reading.document.words
    where = next((words(c.place) for c in group if c.place), "")
    dated = sorted((c for c in group if c.when), key=lambda c: c.status in MOVED)
    when = next((c.when.iso or c.when.words for c in dated if c.when), "")
    statuses = []
    for c in sorted(group, key=lambda c: c.trigger):
        by = ", ".join(words(filler.span) for filler in c.by)
        reason = words(c.reason) if c.reason else ""
        status = c.status.value if c.status_said else f"({c.status.value})"
        status = {Modality.DENIED: "not ", Modality.HYPOTHETICAL: "perhaps "}.get(c.modality, "") + status
        statuses.append(status + (f" by {by}" if by else "") + (f" because: {reason}" if reason else ""))
    who = ", ".join(actor.name for actor in people(reading, group))
    return " | ".join([group[0].title or words(group[0].name), who, where, when, "; ".join(statuses)])


def credited(reading: Reading) -> list[str]:
    """ "status: source" for each source that the report credits for a status."""
    from kg.extract import assemble, candidates

    extraction = assemble(reading, candidates(reading))
    statuses = {s.key: s.status.value for s in extraction.situations if isinstance(s, StatusChange)}
    claims = [c for c in extraction.claims if c.situation in statuses and c.claimant is not None]
    return [f"{statuses[c.situation]}: {c.claimant.name}" for c in claims if c.claimant is not None]


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("case", [c for c in CASES if "sources" in c], ids=lambda case: case["text"][:50])
def test_sources(case: dict[str, object]) -> None:
    assert credited(readings()[str(case["text"])]) == case["sources"]


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("case", [c for c in CASES if "dates" in c], ids=lambda case: case["text"][:50])
def test_the_narrowest_date_that_fits_is_kept(case: dict[str, object]) -> None:
    from kg.extract import assemble, candidates

    reading = readings()[str(case["text"])]
    meetings = [s for s in assemble(reading, candidates(reading)).situations if isinstance(s, Meeting)]
    assert [m.when.iso if m.when else "" for m in meetings] == case["dates"]


def test_no_case_is_lost() -> None:
    assert len(CASES) >= 112


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_case(case: dict[str, object]) -> None:
    reading = readings()[str(case["text"])]
    assert [shown(reading, group) for group in groups(reading)] == case["gives"]


@pytest.mark.usefixtures("lane")
def test_slots_lie_in_one_sentence_and_evidence_covers_them() -> None:
    from kg.rules.meetings import find

    for reading in readings().values():
        for c in find(reading):
            first, last = reading.document.sentence(c.trigger)
            assert first <= c.evidence[0] <= c.trigger < c.evidence[1] <= last
            for span in (*(f.span for f in (*c.participants, *c.by)), *([c.place] if c.place else [])):
                assert first <= span[0] < span[1] <= last
                assert c.evidence[0] <= span[0]
                assert span[1] <= c.evidence[1]
            passage = reading.document.passage(*c.evidence)
            assert reading.document.report.text[passage.start : passage.end] == passage.words


@pytest.mark.usefixtures("lane")
def test_grouping_does_not_depend_on_the_order_of_candidates() -> None:
    from kg.meetings.events import group_meetings
    from kg.rules.meetings import find

    for text, reading in readings().items():
        found = tuple(find(reading))
        for order in itertools.islice(itertools.permutations(found), 24):
            assert group_meetings(reading, order) == groups(reading), text


@pytest.mark.usefixtures("lane")
def test_without_a_report_date_no_year_is_made_up() -> None:
    texts = tuple(case["text"] for case in CASES if "20" not in case["text"])
    for reading in read(texts, None):
        for group in groups(reading):
            for c in group:
                assert c.when is None or c.when.first is None


@pytest.mark.slow
@pytest.mark.skipif(not SEED.exists(), reason="the shared reports are not beside the checkout")
def test_seed_report() -> None:
    (reading,) = read((SEED.read_text("utf-8"),), None)
    dialogue, summit, trade = groups(reading)
    named = {actor.name for actor in people(reading, dialogue) if actor.kind is not ActorKind.GROUP}
    assert named == {
        *("Japan", "United States", "Marco Rubio", "Pete Hegseth", "Takeshi Iwaya", "Gen Nakatani"),
    }
    assert {c.status for c in dialogue} == {Status.CANCELLED, Status.PLANNED, Status.POSTPONED}
    assert [reading.document.words(c.place) for c in dialogue if c.place] == ["Washington"]
    assert [c.when.iso for c in dialogue if c.when] == ["--07-01"]
    assert {c.status for c in summit} == {Status.PLANNED}
    assert {"Donald Trump", "NATO allies"} <= {actor.name for actor in people(reading, summit)}
    assert [actor.name for actor in people(reading, trade)] == ["Japan", "United States"]
    assert {c.status for c in trade} == {Status.HELD}
