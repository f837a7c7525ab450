"""Journeys of officials to another state: "A will travel to Peru", "A leaves for Peru", "a delegation landed in Peru".

A journey is a visit where whoever travels holds a post or is sent ("delegation") and where it leads abroad. What it is
for ("travelled to Lima to meet B", "flew to Lima for talks with B") is the encounter, and the journey its place and
day: ``lent`` gives them to the encounter, and no visit is told of besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.candidates import MeetingCandidate
from kg.frames.frame import Filler, Frame
from kg.lexicon.rows import Row
from kg.meetings.draft import Draft, way
from kg.meetings.offices import holders, offices
from kg.meetings.slots import Slots
from kg.meetings.status import by_tense, embedded, given_up, with_date
from kg.meetings.stops import stops
from kg.meetings.words import asked, row, unread
from kg.model import Actor, ActorKind, Status
from kg.reading import Reading
from kg.values.numerals import word_set

_SENT = word_set(
    """delegation mission team envoy minister president premier chancellor secretary official negotiator leader
    lawmaker senator diplomat ambassador king queen pope commissioner chief"""
)
_THERE = frozenset({Status.HELD, Status.ONGOING})
_DISCUSSING = frozenset({"discuss", "talk", "negotiate", "consult"})
_REGIONS = frozenset({"Middle East", "Asia", "Africa", "Europe", "Latin America", "Southeast Asia", "Central Asia"})


@dataclass(frozen=True)
class Trips:
    """Finds the journeys of one reading."""

    reading: Reading
    slots: Slots

    def find(self) -> Iterator[MeetingCandidate]:
        """A candidate for each journey abroad of somebody who holds a post."""
        for frame in self.reading.frames.values():
            entry = row("trip", frame.pos, frame.lemma)
            silent = unread(self.reading, frame.trigger) or asked(self.reading, frame.trigger)
            draft = self._trip(frame, entry) if entry is not None and not silent else None
            if draft is not None:
                yield draft.candidate(self.reading)

    def _trip(self, frame: Frame, entry: Row) -> Draft | None:
        goals = [f for f in frame.prep(*entry.words("prep")) if self.slots.is_where(f)]
        expected = entry.lemma in {"expect", "due"}  # "is expected in Peru"
        if frame.pos == "verb" and expected and not frame.passive:
            return None
        goers = frame.objects if entry.flag("sent") or (expected and frame.passive) else frame.subjects
        travellers = tuple(f for goer in goers for f in self.slots.actors((goer,)) if self._sent(goer) or self._sent(f))
        standing = given_up(self.reading, frame) or by_tense(self.reading, frame)
        if expected and standing is not None:
            standing = standing._replace(status=Status.PLANNED, said=True)
        if standing is not None and entry.flag("sent") and standing.status is Status.ONGOING:
            standing = standing._replace(status=Status.PLANNED)  # "I am sending the secretary to Israel"
        if not goals or not travellers or standing is None:
            return None
        actors = {actor for f in travellers for actor in self.reading.resolver.actors(f)}
        reached = [self._abroad(goal, actors) for goal in goals]
        if all(states is None for states in reached):
            return None
        standing = embedded(self.reading, standing, frame)
        draft = Draft(frame.trigger, f"trip:{entry.lemma}", standing, family="visit", title="visit")
        draft.people, draft.place = travellers, self.slots.bare(goals[0].span)
        states = dict.fromkeys(state for found in reached for state in found or ())
        states |= dict.fromkeys(stops(self.reading, draft.place))
        states |= dict.fromkeys((*self._seen(frame), *self.slots.behind(travellers), *self.slots.behind(goers)))
        draft.others = tuple(state for state in states if state not in actors)
        draft.count = len(actors | set(draft.others))
        fixed = not standing.said and frame.tense == "present"  # "leaves for Peru on Friday"
        ahead = 1 if fixed else way(standing)
        draft.when = self.slots.when(None, (0, 0), [(frame, False)], ahead) or self.slots.beside_place(frame, ahead)
        if fixed and draft.when is None:
            return None
        draft.standing = with_date(standing, draft.when, self.reading)
        draft.name = (frame.trigger, frame.trigger + 1)
        draft.tokens = (draft.name,)
        return draft

    def _seen(self, frame: Frame) -> tuple[Actor, ...]:
        """With whom a journey is to discuss something: "travelled to Lima to discuss fish with officials"."""
        aims = (self.reading.frames.get(trigger) for _, trigger in frame.adverbials)
        talks = [aim for aim in aims if aim is not None and aim.tense == "infinitive" and aim.lemma in _DISCUSSING]
        things = [self.reading.frames.get(f.head) for aim in talks for f in aim.objects]
        found = [f for over in (*talks, *things) if over is not None for f in over.prep("with")]
        return tuple(a for f in self.slots.actors(found) for a in self.reading.resolver.actors(f))

    def _sent(self, filler: Filler) -> bool:
        """True of a person with a post, and of those whose word says that they are sent."""
        found = self.reading.resolver.actors(filler)
        if found and all(actor.kind is ActorKind.PERSON for actor in found):
            return all(actor.country or actor in holders(self.reading) for actor in found)
        token, noun = self.reading.document.doc[filler.head], self.reading.frames.get(filler.head)
        if token.lemma_ == "team" and noun is not None and noun.prep("of"):
            return False  # "a team of engineers" works there
        words = [actor.name.split()[-1].lower() for actor in found] if token.pos_ == "PRON" else [token.lemma_.lower()]
        sent = bool(set(words) & _SENT)  # "the minister said he would travel to Peru"
        return sent and all(actor.kind is not ActorKind.MEDIUM for actor in found)

    def _abroad(self, where: Filler, travellers: set[Actor]) -> tuple[Actor, ...] | None:
        """The states that a journey leads to, none for a region; None if it does not lead abroad."""
        words = self.reading.document.words(where.span).removeprefix("the ")
        states = tuple(a for a in self.slots.within(where.span) if a.kind is ActorKind.STATE)
        homes = {traveller.country for traveller in travellers}
        homes |= {
            home.country or home.name
            for home in (offices(self.reading).get(traveller) for traveller in travellers)
            if home
        }
        if any(state.name in homes for state in states):
            return None
        return states if states or words in _REGIONS else None


def lent(
    reading: Reading, trips: Iterable[MeetingCandidate], others: Iterable[MeetingCandidate]
) -> list[MeetingCandidate]:
    """The encounters with the place and day that the journeys to them give, and the journeys that are to none."""
    found, left = list(others), list[MeetingCandidate]()
    for trip in trips:
        goals = [n for n, other in enumerate(found) if _leads_to(reading, trip, other)]
        for number in goals:
            found[number] = _given(reading, trip, found[number])
        if not goals:
            left.append(trip)
    return [*found, *left]


def _leads_to(reading: Reading, trip: MeetingCandidate, other: MeetingCandidate) -> bool:
    """True if a journey is told of as one to this encounter."""
    doc = reading.document.doc
    if _on_arrival(reading, trip, other) or _there(reading, trip, other):
        return True
    over = doc[trip.trigger].head if doc[trip.trigger].dep_ == "acomp" else doc[trip.trigger]  # "is due in Peru to"
    if other.trigger <= trip.trigger or not over.is_ancestor(doc[other.trigger]):
        return False
    word = next((t.lower_ for t in doc[other.trigger].ancestors if t.pos_ in {"ADP", "VERB", "SCONJ"}), "")
    if word in {"ahead", "of", "before", "after", "following", "since", "until"} or doc[other.trigger].dep_ == "relcl":
        return False
    travellers = {a for filler in trip.participants for a in reading.resolver.actors(filler)}
    meeting = {a for filler in other.participants for a in reading.resolver.actors(filler)}
    return bool(travellers & (meeting | set(other.participant_actors)))


def _on_arrival(reading: Reading, trip: MeetingCandidate, other: MeetingCandidate) -> bool:
    """True of "went into talks after arriving in Moscow", "met A on landing in Peru"."""
    frame = reading.frames.get(trip.trigger)
    doc = reading.document.doc
    if frame is None or frame.tense != "participle" or not trip.rule.startswith(("trip:arrive", "trip:land")):
        return False
    over = next((t for t in doc[trip.trigger].ancestors if t.pos_ in {"VERB", "AUX"}), None)
    return over is not None and (over.i == other.trigger or over.is_ancestor(doc[other.trigger]))


def _there(reading: Reading, trip: MeetingCandidate, other: MeetingCandidate) -> bool:
    """True of "flew to Lima and met there with A"."""
    document = reading.document
    same = document.sentence(trip.trigger) == document.sentence(other.trigger) and trip.trigger < other.trigger
    return same and any(t.lower_ == "there" for t in document.doc[other.trigger].children)


def visited(reading: Reading, told: Iterable[MeetingCandidate]) -> list[MeetingCandidate]:
    """The encounters with the place of a visit told of in the same sentence: "A, on a visit to Lima, met B"."""
    found = list(told)
    visits = [c for c in found if c.family == "visit" and c.place is not None and c.status in _THERE]
    for number, other in enumerate(found):
        if other.family != "meeting" or other.place is not None or other.status not in _THERE or _by_phone(other):
            continue
        people = {a for f in other.participants for a in reading.resolver.actors(f)}
        for visit in visits:
            guests = {a for f in visit.participants for a in reading.resolver.actors(f)}
            same = reading.document.sentence(visit.trigger) == reading.document.sentence(other.trigger)
            if same and visit.trigger < other.trigger and guests & people:
                found[number] = replace(other, place=visit.place)
    return found


def _by_phone(other: MeetingCandidate) -> bool:
    return other.rule.startswith(
        ("event:call", "event:conversation", "with:speak", "together:speak", "np:call", "np:phone")
    )


def _given(reading: Reading, trip: MeetingCandidate, other: MeetingCandidate) -> MeetingCandidate:
    place = other.place or trip.place
    when = other.when or trip.when
    spans = [other.evidence, *([place] if place else [])]
    if when is not other.when:
        spans.append(trip.evidence)
    evidence = (min(s[0] for s in spans), max(s[1] for s in spans))
    return replace(other, place=place, when=when, evidence=evidence)


__all__ = ["Trips", "lent", "visited"]
