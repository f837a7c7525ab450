"""Which speakers vouch for what is told of an encounter.

Whoever issued the report tells of its own encounters as the report does ("we met in Rome"), unless it calls for one.
An encounter that what is pledged or promised takes for granted ("reaffirmed their commitment to the statement of the
Geneva conference") is the report's own knowledge.
"""

from __future__ import annotations

from kg.candidates import MeetingCandidate
from kg.frames.frame import How
from kg.model import Status
from kg.reading import Reading


def unsaid(reading: Reading, candidate: MeetingCandidate) -> tuple[int, ...]:
    """The segments around a mention whose speakers are no sources for it."""
    around = [(i, reading.segments[i]) for i in reading.sources(candidate.trigger)]
    granted = not candidate.status_said and candidate.definite
    called_for = candidate.status is Status.PROPOSED
    return tuple(
        i
        for i, segment in around
        if (segment.how is How.ISSUER and not called_for) or (granted and segment.rule.startswith("speech:commit:"))
    )
