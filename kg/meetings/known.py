"""A meeting as far as its mentions so far tell, and a mention seen as one: sides, names, heads, places, dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.candidates import MeetingCandidate
from kg.meetings.draft import MOVED, OFF, PRONOUN, TALKED
from kg.meetings.likeness import UNNAMED, calling, pointing
from kg.meetings.offices import offices
from kg.meetings.whereabouts import is_known
from kg.meetings.words import HABITUAL, ORDINALS, TRANSPARENT
from kg.model import Actor, ActorKind, Status, When
from kg.reading import Reading
from kg.values.numerals import word_set

_OTHER = frozenset({"another", "separate", "different", "new", "previous", "earlier", "last", "next"})
_COUNTED = frozenset({"meeting", "visit", "call", "summit", "trip", "conversation", "conference", "hearing", "session"})
# Adjectives that say what an encounter is about; others say how it goes ("bilateral", "brief").
_TOPICAL = word_set(
    "military economic political nuclear financial strategic diplomatic humanitarian parliamentary technical commercial"
)
_ALSO = frozenset({"also", "separately", "later", "then", "afterwards", "subsequently", "again"})
_TOPICLESS = frozenset({"high", "level", "meeting", "summit", "talk", "leader", "minister", "press", "news", "phone"})
_ON_THE_PHONE = ("event:call", "np:phone", "np:telephone", "np:call")
_SPOKEN = ("with:speak", "with:talk", "together:speak", "together:talk")
_BY_PHONE = frozenset({"phone", "telephone", "video", "videoconference", "videolink"})


@dataclass
class Known:
    """A meeting as far as its mentions so far tell."""

    members: list[MeetingCandidate]
    sides: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    names: set[tuple[str, ...]] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    persons: dict[str, set[str]] = field(default_factory=dict)  # who is named for each side
    loose: set[str] = field(default_factory=set)  # persons of whom no body is known
    many: bool = False  # "the president's meetings this week": none of them is told of by itself
    places: set[str] = field(default_factory=set)
    body: bool = False  # only bodies are named, no persons or states
    another: bool = False  # "A also met B"
    other: bool = False  # "the last summit" is none that the report has told of
    ordinals: set[str] = field(default_factory=set)  # the first debate is not the second
    apart: bool = False  # two who meet are named by a verb of their own
    bare: bool = False  # a definite noun that says itself nothing of who meets ("the meeting was attended by A")
    bodies: set[str] = field(default_factory=set)  # which take part by themselves
    called: set[tuple[str, ...]] = field(default_factory=set)  # what nouns of two words and more call it
    phone: bool = False
    towns: set[str] = field(default_factory=set)  # of its places those that are towns or states, and no venues

    @property
    def family(self) -> str:
        """The family of its encounters."""
        return self.members[0].family

    def dates(self) -> list[When]:
        """When it was to be; a date beside "postponed" may be the new one and stands against none."""
        return [c.when for c in self.members if c.when is not None and c.status not in MOVED]

    def statuses(self) -> set[Status]:
        """All that is told of what became of it."""
        return {c.status for c in self.members}


def mention_of(reading: Reading, candidate: MeetingCandidate) -> Known:
    """A mention as a meeting of which nothing else is told."""
    if candidate.rule.startswith(TALKED):  # "the two leaders", "the Secretary and the Envoy": whoever they are
        everyone = tuple(a for a in _everyone(reading, candidate) if a.kind not in UNNAMED)
        candidate = pointing(reading, candidate)
    else:
        everyone = _everyone(reading, candidate)
    where = candidate.place if candidate.status not in OFF else None  # "moved to Oslo"
    found = Known([candidate], places={reading.document.words(where)} if where is not None else set())
    told = where is not None and all(t.ent_type_ == "GPE" for t in reading.document.tokens(where))
    if where is not None and (told or is_known(reading.document.words(where))):
        found.towns = set(found.places)
    _who(reading, candidate, everyone, found)
    _called(reading, candidate, found)
    frame = reading.frames.get(candidate.trigger)
    verbal = frame is not None and frame.pos == "verb" and not candidate.rule.startswith((PRONOUN, *TALKED))
    found.another = verbal and frame is not None and bool(_ALSO & set(frame.adverbs))
    found.apart = verbal and not candidate.definite and len(found.sides) == 2 and len(found.persons) == 2
    found.phone = _by_phone(reading, candidate)
    return found


def _everyone(reading: Reading, candidate: MeetingCandidate) -> tuple[Actor, ...]:
    actors = [a for filler in candidate.participants for a in reading.resolver.actors(filler)]
    return (*actors, *candidate.participant_actors)


def _who(reading: Reading, candidate: MeetingCandidate, everyone: tuple[Actor, ...], found: Known) -> None:
    """Fill in for whom those who meet do so."""
    posts = offices(reading)
    found.sides = {side for actor in everyone for side in _sides(actor, posts)}
    found.sides |= _states_within(reading, candidate)
    for actor in everyone:
        for side in _sides(actor, posts) if actor.kind is ActorKind.PERSON else ():
            found.persons.setdefault(side, set()).add(actor.name)
    found.loose = {actor.name for actor in everyone if actor.kind is ActorKind.PERSON and actor.name in found.sides}
    found.bodies = {actor.name for actor in everyone if actor.kind is ActorKind.ORGANIZATION}
    found.body = bool(everyone) and all(a.kind is ActorKind.ORGANIZATION for a in everyone)


def _called(reading: Reading, candidate: MeetingCandidate, found: Known) -> None:
    """Fill in what the mention calls the encounter, where it does so with a noun."""
    doc = reading.document.doc
    inside = [doc[i] for i in range(*candidate.name)]
    found.many = any(t.lower_ in HABITUAL for t in inside)
    if not inside or inside[-1].pos_ == "VERB" or inside[0].pos_ == "VERB":
        return
    said = {t.lemma_.lower() for t in inside[:-1] if t.pos_ in {"NOUN", "PROPN"} or t.lower_ in _TOPICAL}
    found.topics = said - _TOPICLESS
    titled = "event:cop" in candidate.rule or inside[-1].pos_ == "PROPN" or any(t.text == "+" for t in inside)
    name = tuple(t.lower_ for t in inside if t.text.isalnum()) if titled else ()
    found.names = {name} if name and "event:g7" not in candidate.rule else set()
    found.called = {called} if (called := calling(inside)) else set()
    found.heads = {inside[-1].lemma_.lower()}
    own = {t.i for t in inside[-1].subtree}
    found.bare = candidate.definite and not any(filler.head in own for filler in candidate.participants)
    found.many = found.many or (inside[-1].tag_ == "NNS" and bool(found.heads & _COUNTED))
    head = doc[candidate.trigger]
    over = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else head
    said_of = (head, over) if over.lemma_.lower() in TRANSPARENT else (head,)  # "the previous round of talks"
    lefts = {t.lower_ for word in said_of for t in word.lefts}
    found.other = bool(lefts & _OTHER) and (not found.sides or "next" in lefts)
    found.ordinals = lefts & ORDINALS


def _by_phone(reading: Reading, candidate: MeetingCandidate) -> bool:
    """True of a call, and of those who are said to have spoken by telephone."""
    if candidate.rule.startswith(_ON_THE_PHONE):
        return True
    _, end = reading.document.sentence(candidate.trigger)
    after = reading.document.lower[candidate.trigger : min(candidate.trigger + 10, end)]
    return candidate.rule.startswith(_SPOKEN) and bool(_BY_PHONE & set(after))


def _states_within(reading: Reading, candidate: MeetingCandidate) -> set[str]:
    """The states that descriptions name: "his Chinese counterpart" meets for China."""
    found: set[str] = set()
    for filler in candidate.participants:
        own = reading.resolver.actors(filler)
        if own and all(actor.kind in {ActorKind.UNIDENTIFIED, ActorKind.GROUP} for actor in own):
            passage = reading.document.passage(*filler.span)
            inside = reading.resolver.at(passage.start, passage.end)
            found |= {actor.name for actor in inside if actor.kind is ActorKind.STATE}
    return found


def _sides(actor: Actor, offices: Mapping[Actor, Actor]) -> tuple[str, ...]:
    """The states and bodies for which an actor meets; a person of whom no body is known stands for itself."""
    if actor.kind is ActorKind.STATE:
        return (actor.name,)
    if actor.country:
        return (actor.country,)
    if actor.part_of is not None:
        return _sides(actor.part_of, offices)
    if actor in offices:
        return _sides(offices[actor], offices)
    if actor.members:
        return tuple(side for member in actor.members for side in _sides(member, offices))
    return (actor.name,)


def finest(told: Sequence[When]) -> When | None:
    """The first of several dates of one meeting, or the narrowest that lies within it: "on Tuesday", "this month"."""
    first = next(iter(told), None)
    if first is None or first.first is None or first.last is None:
        return first
    within = [w for w in told if w.first and w.last and first.first <= w.first and w.last <= first.last]
    return min(within, key=lambda w: (w.last - w.first).days if w.first and w.last else 0)
