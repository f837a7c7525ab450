"""Meetings: summits, talks, calls, visits, sessions, with their participants, place, date and status.

Each mention is one candidate with the status that its own words give; which mentions are one meeting is settled by
``kg.meetings.events``. The words are in ``kg/lexicon/meeting.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.candidates import MeetingCandidate
from kg.meetings.attendance import Attendance
from kg.meetings.nouns import Nouns
from kg.meetings.slots import Slots
from kg.meetings.trips import Trips, lent, visited
from kg.meetings.uses import Uses
from kg.meetings.verbs import Verbs
from kg.reading import Reading


def find(reading: Reading) -> Iterator[MeetingCandidate]:
    """The mentions of encounters in a reading, in the order of the text."""
    slots = Slots(reading)
    told = [*Nouns(reading, slots, Uses(reading)).find(), *Verbs(reading, slots).find()]
    told += Attendance(reading, slots).find()
    found = visited(reading, lent(reading, Trips(reading, slots).find(), told))
    yield from sorted(found, key=lambda candidate: (candidate.trigger, candidate.rule))
