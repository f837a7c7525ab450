"""Which mentions tell of one meeting: event identity within a report.

Two mentions are one meeting if they are of one family, their dates agree, neither says held where the other says off
or ahead, and either they share two participants, reduced to states and bodies (Rubio -> United States), or the later
one is definite ("the talks", "the cancelled meeting") and nothing it says stands against the latest such meeting.
Definiteness is the mark of the known (Hawkins 1978); a definite mention that finds nothing known names no meeting by
itself and is left out. Every mention stays a mention with its own status, source and words.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

from kg.candidates import MeetingCandidate
from kg.meetings.draft import APART, ATTENDING, PRONOUN, TALKED
from kg.meetings.known import Known, mention_of
from kg.meetings.likeness import same_name, talked_in, to_meet_for
from kg.meetings.pointed import ROUND, SESSION, pointed
from kg.meetings.whereabouts import may_be_one
from kg.model import Modality, Status, When
from kg.reading import Reading

_OFF = frozenset({Status.CANCELLED, Status.POSTPONED, Status.RESCHEDULED})
_AHEAD = frozenset({Status.PLANNED, Status.PROPOSED}) | _OFF
_BEHIND = frozenset({Status.HELD, Status.ONGOING})
_GENERIC = frozenset({"meeting", "talk", "event", "negotiation", "discussion", "visit", "2"})
_BESIDE = frozenset(
    {"sidelines", "sideline", "margins", "margin", "before", "after", "ahead", "following", "prior", "since"}
)


def group_meetings(
    reading: Reading, candidates: tuple[MeetingCandidate, ...]
) -> tuple[tuple[MeetingCandidate, ...], ...]:
    """The mentions of each meeting: the best named first, the others in the order of the text.

    Meetings are ordered by their first mention. Mentions that name no meeting and refer to none are left out.
    """
    known: list[Known] = []
    for candidate in sorted(candidates, key=lambda c: (c.trigger, c.evidence, c.rule)):
        candidate = pointed(reading, candidate, [meeting.members for meeting in known])
        nobody = not (candidate.participants or candidate.participant_actors)
        if nobody and (
            candidate.rule.startswith(ROUND) or (candidate.rule.startswith(SESSION) and not candidate.definite)
        ):
            continue  # of an election, of training
        mention = mention_of(reading, candidate)
        candidate = mention.members[0]
        best: tuple[tuple[int, ...], Known] | None = None
        for number, meeting in enumerate(known):
            score = _score(reading, mention, meeting, number)
            if score is not None and (best is None or score > best[0]):
                best = (score, meeting)
        if best is not None:
            _join(best[1], mention)
        elif _names_one(mention, candidate):
            known.append(mention)
    return tuple(_ordered(reading, meeting) for meeting in known)


def same_meeting(reading: Reading, first: MeetingCandidate, second: MeetingCandidate) -> bool:
    """True if the later of two mentions can be of the meeting of the earlier one."""
    return _score(reading, mention_of(reading, second), mention_of(reading, first), 0) is not None


def _score(reading: Reading, mention: Known, meeting: Known, number: int) -> tuple[int, ...] | None:
    """How well a mention fits a meeting, or None; later meetings win where all else is even."""
    candidate = mention.members[0]
    if meeting.members[-1].trigger == candidate.trigger:
        if candidate.rule.endswith(APART):
            return None
        return (3,)  # what the same words say besides
    if talked_in(reading, candidate, meeting.members[-1]):
        return (3,)
    nameless = candidate.name == (0, 0)
    if candidate.family != meeting.family and not nameless and not _visited_to_meet(reading, mention, meeting):
        return _told_otherwise(reading, mention, meeting, number)
    if not _dates_agree(mention, meeting):
        return None
    if candidate.rule.startswith(PRONOUN) and not _just_told(reading, candidate, meeting):
        return None
    if candidate.rule.startswith(ATTENDING):
        return (0, number) if _joined_by(reading, candidate, meeting) else None
    if meeting.phone != mention.phone and _face_to_face(mention if meeting.phone else meeting):
        return None  # who spoke by telephone did not meet
    shared = len(mention.sides & meeting.sides)
    if to_meet_for(reading, candidate, meeting.members[-1]):
        return (3,)
    named = any(same_name(one, other) for one in mention.names for other in meeting.names)
    named = named or bool(shared and mention.called & meeting.called)  # "a leaders summit", "the Leaders Summit"
    if mention.names and meeting.names and not named:
        return None  # the G7 Summit is not the G20 Summit
    alike = bool(mention.heads & meeting.heads)
    if _opposed(reading, mention, meeting, named, alike):
        return None
    anaphor = candidate.definite and not mention.other and _is_anaphor(mention, meeting, alike)
    # A definite noun of another kind that says itself where it is tells of one that is new (Hawkins 1978, 3.3).
    plain = candidate.name[1] - candidate.name[0] == 1 and bool(mention.heads & _GENERIC)
    anaphor = anaphor and (alike or plain or not mention.places or bool(mention.places & meeting.places))
    alone = shared == 1 and _of_one_body(mention) and _of_one_body(meeting)
    there = alike and bool(mention.places & meeting.places) and bool(mention.dates()) and bool(meeting.dates())
    if not (shared >= 2 or named or anaphor or alone or there):
        return None
    renamed = bool(mention.names and mention.called & meeting.called)
    going_on = named and Status.ONGOING in meeting.statuses()  # what will be done at it is told of as ahead
    strict = not (anaphor and not mention.sides) and not renamed and not going_on
    if not _statuses_agree(candidate, meeting, strict=strict):
        return None
    fit = _status_fit(candidate.status, meeting)
    near = any(
        reading.document.sentence(c.trigger) == reading.document.sentence(candidate.trigger) for c in meeting.members
    )
    usual = named or not meeting.names  # "the talks" are hardly the NATO Summit
    return (int(named), min(shared, 2), int(near), int(alike or nameless), fit, int(usual), number)


def _opposed(reading: Reading, mention: Known, meeting: Known, named: bool, alike: bool) -> bool:
    """True if something that is told of the two speaks against their being one."""
    candidate = mention.members[0]
    if (mention.many != meeting.many and not named) or mention.another:
        return True
    if not mention.bare and _others_meet(mention, meeting):
        return True
    if any(_beside(reading, candidate.trigger, c.trigger) for c in meeting.members):
        return True
    if not named and not all(
        may_be_one(one, other, {one, other} <= mention.towns | meeting.towns)
        for one in mention.places
        for other in meeting.places
    ):
        return True
    if mention.ordinals and meeting.ordinals and not mention.ordinals & meeting.ordinals:
        return True
    if candidate.family == "session" and not alike and not named:
        return True  # a town hall is no debate
    held = any(c.status is Status.HELD and c.status_said for c in meeting.members)
    to_come = candidate.status in {Status.PLANNED, Status.PROPOSED} and not candidate.definite and not named
    if held and to_come and not meeting.statuses() & {Status.PLANNED, Status.PROPOSED, Status.ONGOING}:
        return True  # an indefinite noun for what is to come is not what was held (Heim 1982 on novelty)
    if candidate.status is Status.PROPOSED and not candidate.definite and meeting.statuses() & _OFF:
        return True  # "he also invited him for a visit": not the one that was put off
    if mention.apart and len(meeting.sides - mention.sides) >= 2 and not named:
        return True  # two who speak with each other are not a conference of many
    if meeting.names and not (named or alike) and _heads_of(mention, meeting):
        return True
    topics = mention.topics and meeting.topics and not mention.topics & meeting.topics
    return bool(topics) and not named


def _just_told(reading: Reading, candidate: MeetingCandidate, meeting: Known) -> bool:
    """True if the meeting, which has not come about, was told of before "it" in this sentence or the one before."""
    if any(c.status is Status.HELD and c.status_said for c in meeting.members):
        return False
    here = reading.document.sentence_index(candidate.trigger)
    last = max(c.trigger for c in meeting.members)
    return last < candidate.trigger and here - reading.document.sentence_index(last) <= 1


def _joined_by(reading: Reading, candidate: MeetingCandidate, meeting: Known) -> bool:
    """True if the meeting was told of within two sentences before those who are said to have been there too."""
    here = reading.document.sentence_index(candidate.trigger)
    last = max(c.trigger for c in meeting.members)
    return last < candidate.trigger and here - reading.document.sentence_index(last) <= 2 and not meeting.many


def _face_to_face(meeting: Known) -> bool:
    return bool(meeting.places) or any(
        c.rule.startswith(("np:meet", "with:meet", "together:meet", "with:sit down", "event:meeting", "event:visit"))
        for c in meeting.members
    )


def _visited_to_meet(reading: Reading, mention: Known, meeting: Known) -> bool:
    """True if a visit and talks told of in one sentence, or one after the other, are of the same who meet.

    "A will visit Peru for talks with Peruvian officials", "A was received by B. The visit ended on Friday".
    """
    candidate, last = mention.members[0], meeting.members[-1]
    near = 0 <= reading.document.sentence_index(candidate.trigger) - reading.document.sentence_index(last.trigger) <= 9
    kinds = {candidate.family, meeting.family} == {"meeting", "visit"}
    same = bool(mention.persons) and all(names & mention.persons.get(s, names) for s, names in meeting.persons.items())
    off = candidate.status in _OFF or bool(meeting.statuses() & _OFF)  # a trip that was put off is no summit to come
    return near and kinds and same and not off and len(mention.sides & meeting.sides) >= 2


def _told_otherwise(reading: Reading, mention: Known, meeting: Known, number: int) -> tuple[int, ...] | None:
    """How well "the visit was cancelled" fits "A was to meet B in Oslo": a noun for what a verb told of just before.

    A verb of meeting has no name of its own, so a bare definite noun of another family may take it up; who meets is
    named by neither anew. Only a status carries over: what else is told of a visit need not hold of the meeting.
    """
    candidate, last = mention.members[0], meeting.members[-1]
    here = reading.document.sentence_index(candidate.trigger)
    near = 0 <= here - reading.document.sentence_index(last.trigger) <= 1
    plain = candidate.definite and not mention.sides and not mention.names and not mention.topics
    kinds = {candidate.family, meeting.family} == {"meeting", "visit"}
    verbal = not meeting.heads and not meeting.names
    if not (near and plain and kinds and verbal and candidate.status in _OFF and candidate.status_said):
        return None
    if not (_dates_agree(mention, meeting) and _statuses_agree(candidate, meeting, strict=True)):
        return None
    return (0, 0, 0, 0, _status_fit(candidate.status, meeting), 0, number)


def _is_anaphor(mention: Known, meeting: Known, alike: bool) -> bool:
    """True if a definite mention brings in nobody who stands against the meeting.

    "The meeting was to include A and B" may name who meets for the known sides; a complement ("with C") may not.
    """
    new = mention.sides - meeting.sides
    if not new:
        return True
    return mention.bare and (alike or (bool(mention.heads & _GENERIC) and not new - mention.loose))


def _others_meet(mention: Known, meeting: Known) -> bool:
    """True if other people are named on a side for which both name people: ministers do not meet as presidents."""
    both = [side for side in mention.persons if side in meeting.persons]
    return len(mention.persons) >= 2 and any(not mention.persons[side] & meeting.persons[side] for side in both)


def _of_one_body(meeting: Known) -> bool:
    """True of the sittings of one body, of which no others are said to take part."""
    return meeting.body and len(meeting.sides) == 1 and all(c.family == "meeting" for c in meeting.members)


def _heads_of(mention: Known, meeting: Known) -> bool:
    """True if a person meets for what takes part as a body: a talk with NATO's chief is not the NATO Summit."""
    apart = len(mention.persons) == len(mention.sides) > 1
    return apart and any(side in meeting.bodies and side not in meeting.persons for side in mention.persons)


def _beside(reading: Reading, one: int, other: int) -> bool:
    """True if one of two words depends on the other as what it was beside, before or after ("on the margins of")."""
    doc = reading.document.doc
    for under, over in ((doc[one], doc[other]), (doc[other], doc[one])):
        if over.dep_ in {"dobj", "nsubjpass"} and not over.is_ancestor(under):
            over = over.head  # "will hold talks ahead of a summit"
        if over.is_ancestor(under):
            between = itertools.takewhile(over.__ne__, under.ancestors)
            return any(token.lower_ in _BESIDE for token in between)
    return False


def _status_fit(status: Status, meeting: Known) -> int:
    known = meeting.statuses()
    if status in known:
        return 2
    return 1 if (status in _AHEAD and known & _AHEAD) or (status in _BEHIND and known & _BEHIND) else 0


def _statuses_agree(candidate: MeetingCandidate, meeting: Known, strict: bool) -> bool:
    """False where one is said to lie behind and the other not to have come about, unless an anaphor joins them."""
    if not candidate.status_said:
        return True
    said = {c.status for c in meeting.members if c.status_said}
    if not said:
        return True
    if candidate.status in _OFF:
        paused = candidate.status is Status.POSTPONED and Status.ONGOING in said
        return bool(said & _AHEAD) or paused or not strict
    if candidate.status in _BEHIND and said & _OFF:
        return False
    if candidate.status in _BEHIND:
        return bool(said & _BEHIND) or not strict
    over = Status.HELD in said and not said & (_AHEAD - _OFF)  # what was put off and then held is not planned now
    return bool(said & _AHEAD and not over) or not strict


def _dates_agree(mention: Known, meeting: Known) -> bool:
    return all(_agree(one, other) for one in mention.dates() for other in meeting.dates())


def _agree(one: When, other: When) -> bool:
    if one.first and one.last and other.first and other.last:
        return one.first <= other.last and other.first <= one.last
    if one.iso and other.iso:
        return one.iso.startswith(other.iso) or other.iso.startswith(one.iso)
    return True


def _names_one(mention: Known, candidate: MeetingCandidate) -> bool:
    """True if a mention that joins no other is a meeting by itself."""
    if candidate.modality is Modality.DENIED and candidate.status not in _OFF:
        # Who says that nothing is planned tells of no meeting; "the meeting did not take place" was to be.
        known = candidate.definite or "event-mod:" in candidate.rule
        return candidate.status is Status.HELD and known and len(mention.sides) >= 2
    if candidate.rule.startswith(TALKED):
        return len(mention.sides) >= 2 or (mention.body and candidate.when is not None)  # "they discussed fish"
    if candidate.rule.startswith(ATTENDING):
        return False
    if candidate.name == (0, 0):
        return bool(mention.sides) and len(mention.sides) >= 2
    return bool(mention.sides or mention.names or candidate.when or mention.places) or not candidate.definite


def _join(meeting: Known, mention: Known) -> None:
    first = mention.members[0]
    if first.rule.startswith(ATTENDING):  # who else is there says nothing of whether it has come about
        meeting.members.append(replace(first, status=meeting.members[-1].status, modality=meeting.members[-1].modality))
    else:
        meeting.members += mention.members
    meeting.phone = meeting.phone or mention.phone
    meeting.places |= mention.places
    meeting.towns |= mention.towns
    meeting.sides |= mention.sides
    meeting.topics |= mention.topics
    meeting.names |= mention.names
    meeting.called |= mention.called
    meeting.bodies |= mention.bodies
    meeting.heads |= mention.heads
    meeting.ordinals |= mention.ordinals
    meeting.body = meeting.body and mention.body
    for side, names in mention.persons.items():
        meeting.persons.setdefault(side, set()).update(names)


def _ordered(reading: Reading, meeting: Known) -> tuple[MeetingCandidate, ...]:
    """The most specific name first: proper names, then the longest noun phrase up to five words."""

    def worth(candidate: MeetingCandidate) -> tuple[bool, int, int]:
        put = candidate.modality is not Modality.DENIED
        start, end = candidate.name
        inside = [reading.document.doc[i] for i in range(start, end)]
        if not inside or any(t.pos_ == "VERB" and t.dep_ != "amod" for t in inside):
            return (put, 0, int(bool(inside)))
        words = sum(t.is_alpha or t.like_num for t in inside)
        titled = inside[-1].pos_ == "PROPN" or any(t.text == "+" for t in inside)
        return (put, 2 if titled else 1, min(words, 5))

    best = max(meeting.members, key=worth)
    return (best, *(c for c in meeting.members if c is not best))


__all__ = ["group_meetings", "same_meeting"]
