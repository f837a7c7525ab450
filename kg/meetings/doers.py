"""Whom the predicate that tells of an encounter brings to it."""

from __future__ import annotations

from kg.frames.frame import Filler, Frame
from kg.meetings.elsewhere import declined
from kg.meetings.slots import Slots
from kg.meetings.uses import Use
from kg.reading import Reading


def by_use(reading: Reading, slots: Slots, use: Use, at: int, between: bool, alone: bool) -> list[Filler]:
    """Whom a predicate brings to the encounter; whoever arranges one "between A and B" need not be there."""
    role, frame = use.row.text("role"), use.frame
    found: list[Filler] = []
    outsider = between and (role == "both" or use.row.cls == "schedule")
    if role in {"participant", "host", "both"} and not outsider:
        doers = [f for f in frame.subjects if f.head != at] if frame.passive else _doers(reading, slots, frame, at)
        found += [f for f in doers if use.row.cls not in {"ready", "look-forward"} or slots.named(f)]
    if declined(reading, frame):
        return []
    if use.row.cls in {"travel", "take-part"} and frame.passive:
        found += frame.objects  # "a delegation is expected in Oslo for talks", "they were locked in talks"
    if use.row.cls == "bring-back" or (use.row.lemma == "return" and frame.objects):
        found = [f for f in frame.objects if slots.named(f)]  # "returning A to the talks": A takes part
    elif use.row.cls == "receive-for":
        found += frame.objects
    elif use.row.cls == "bring-together":
        found += [*frame.objects, *frame.prep("alongside", "with", "and")]
    elif use.row.frame == "event-obj" and not alone:
        found += frame.prep("with", "between", "alongside")
    elif use.row.lemma == "invite":
        found += [*frame.objects, *frame.recipients]
    if use.row.lemma == "offer":  # "offered Chile talks", "offered talks to Chile"
        noun = reading.frames.get(at)
        found += [f for f in (*frame.recipients, *(noun.prep("to") if noun else ())) if slots.named(f)]
    return found


def _doers(reading: Reading, slots: Slots, frame: Frame, at: int) -> list[Filler]:
    """Who holds or attends; of a participle that adjoins what was said, the speaker.

    "Lee said the plan was wrong, addressing a session": the parser takes the plan for the one who addresses it.
    """
    up: Frame | None = frame
    found = [f for f in frame.subjects if f.head != at]
    while up is not None and up.tense == "participle" and up.relation == "advcl" and not slots.actors(found):
        over = reading.frames.get(up.parent)
        while over is not None and over.pos == "verb" and over.relation in {"ccomp", "advcl"}:
            over = reading.frames.get(over.parent)
        up = None
        said = over is not None and any(s.trigger == over.trigger for s in reading.segments)
        if over is not None and said:
            found = [*over.subjects, *found]
    return found
