"""Which mentions tell of one meeting."""

from __future__ import annotations

from kg.candidates import MeetingCandidate
from kg.reading import Reading


def group_meetings(
    reading: Reading, candidates: tuple[MeetingCandidate, ...]
) -> tuple[tuple[MeetingCandidate, ...], ...]:
    """The mentions of each meeting, in the order of the text."""
    return tuple((candidate,) for candidate in candidates)
