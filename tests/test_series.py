"""Series of meetings: every row has a meeting that belongs to it and one that does not."""

from __future__ import annotations

import pytest

from kg.meetings.series import Series, series, series_of
from kg.model import Actor, ActorKind

STATES = tuple(Actor(ActorKind.STATE, name) for name in ("Norway", "Chile"))


@pytest.mark.parametrize("row", series(), ids=lambda row: row.name)
def test_a_row_matches_its_meeting_and_misses_the_other(row: Series) -> None:
    assert series_of(row.matches, STATES) == (f"{row.name} (Chile, Norway)" if row.parties else row.name)
    assert series_of(row.misses, STATES) == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("G7 Summit in Elmau", "G7 summit"),
        ("the EU leaders' summit", "EU summit"),
        ("G20 finance ministers' meeting", "G20 finance ministers' meeting"),
        ("NATO defence ministers’ talks", "NATO defence ministers' meeting"),
        ("G7 countries", ""),
        ("summit on the G7 debt", ""),
        ("", ""),
    ],
)
def test_summits_of_groups(name: str, expected: str) -> None:
    assert series_of(name) == expected


def test_a_format_is_a_series_for_each_set_of_parties() -> None:
    person = Actor(ActorKind.PERSON, "Ola Berg", "Norway")
    assert series_of("2+2", (person, STATES[1])) == series_of("2 + 2 talks", STATES) == "2+2 (Chile, Norway)"
    assert series_of("2+2", (person,)) == ""
