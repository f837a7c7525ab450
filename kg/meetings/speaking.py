"""Encounters that those who speak point to: "your visit", "this ceremony", "our meeting"."""

from __future__ import annotations

from dataclasses import dataclass

from kg.frames.frame import Filler
from kg.meetings.draft import Draft
from kg.meetings.slots import Slots
from kg.meetings.status import Standing
from kg.meetings.uses import Use
from kg.model import Actor, ActorKind, Status
from kg.reading import Reading, Segment
from kg.text.cleaned import BlockKind

_TWO = 2  # who talk with each other
_OFFICE = frozenset({"office", "spokesman", "spokeswoman", "spokesperson", "aide", "adviser"})


@dataclass(frozen=True)
class Speaking:
    """Whom the words of those who speak bring to an encounter."""

    reading: Reading
    slots: Slots

    def of_office(self, at: int) -> tuple[Filler, ...]:
        """Whose office tells of a journey that nobody is said to make: "a trip to Oslo was off, her office said"."""
        inside = [self.reading.segments[i] for i in self.reading.sources(at)]
        heads = [self.reading.frames.get(f.head) for s in inside for f in s.speakers]
        owners = [f for frame in heads if frame is not None and frame.lemma in _OFFICE for f in frame.subjects]
        return tuple(f for f in self.slots.actors(owners) if self.slots.person(f))

    def here(self, at: int) -> bool:
        """True of what the speakers of a transcript point to: "this ceremony", "today's meeting", "our summit"."""
        if self.reading.document.kind(at) is not BlockKind.TURN:
            return False
        return any(t.lower_ in {"this", "today", "our"} for t in self.reading.document.doc[at].lefts)

    def your(self, at: int) -> bool:
        """True of what is said to be that of whoever is spoken to."""
        return any(t.lower_ == "your" for t in self.reading.document.doc[at].lefts)

    def yours(self, draft: Draft, known: set[Actor]) -> None:
        """Whoever is spoken to, where two talk with each other: "I look forward to your visit to Oslo"."""
        inside = [self.reading.segments[i] for i in self.reading.sources(draft.trigger)]
        talking = {a for s in inside if s.direct for f in s.speakers for a in self.reading.resolver.actors(f)}
        talking |= {a for s in inside if s.direct for a in s.speaker_actors}
        both = tuple(dict.fromkeys((*self.talking(), *self._told(inside))))
        both = both if talking & set(both) else (*talking, *both)
        if talking and len(both) == _TWO:
            draft.others += tuple(a for a in both if a not in talking | known | set(draft.others))
        if draft.place is not None:  # the visit leads to the place even if no visitor is named
            there = (a for a in self.slots.within(draft.place) if a not in known | set(draft.others))
            draft.others += tuple(there) if draft.others else ()
        draft.count = len(known | set(draft.others))

    def _told(self, inside: list[Segment]) -> list[Actor]:
        return [a for s in inside if s.direct for f in s.told_to for a in self.reading.resolver.actors(f)]

    def ours(self, at: int, uses: tuple[Use, ...]) -> bool:
        """True of what those who talk in a transcript had with each other: "we just had a good meeting"."""
        doc = self.reading.document.doc
        held = any(
            use.row.cls == "hold" and any(doc[f.head].lower_ == "we" for f in use.frame.subjects) for use in uses
        )
        return held and self.reading.document.kind(at) is BlockKind.TURN

    def pointed(self, at: int, draft: Draft, known: set[Actor], governed: bool) -> None:
        """Bring in those who talk in a transcript; what is "this" or "today's" is going on."""
        draft.others = tuple(dict.fromkeys((*draft.others, *(a for a in self.talking() if a not in known))))
        draft.count = len(known | set(draft.others))
        if not governed and any(t.lower_ in {"this", "today"} for t in self.reading.document.doc[at].lefts):
            draft.standing = Standing(Status.ONGOING, False)

    def talking(self) -> tuple[Actor, ...]:
        """The persons who speak in a transcript, in the order of their first turns."""
        turns = [block.speaker for block in self.reading.document.layout.blocks if block.speaker is not None]
        found = [actor for turn in turns for actor in self.reading.resolver.at(*turn)]
        return tuple(dict.fromkeys(actor for actor in found if actor.kind is ActorKind.PERSON))
