"""A mention of an encounter while its slots are filled, and the candidate that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.candidates import MeetingCandidate
from kg.document import TokenSpan
from kg.frames.frame import Filler
from kg.lexicon.rows import Row
from kg.meetings.status import Standing, timeframe
from kg.model import Actor, Status, When
from kg.reading import Reading
from kg.values.numerals import word_set

OFF = frozenset({Status.CANCELLED, Status.POSTPONED, Status.RESCHEDULED})
PRONOUN = "event-it"  # the rule of what is told of "it"
ATTENDING = "attending"  # the rule of who else took part
TALKED = ("together:discuss", "together:speak", "together:talk")  # what the known may have done when they met
APART = "apart"  # one of the several encounters that one verb tells of
MOVED = frozenset({Status.POSTPONED, Status.RESCHEDULED})
_OF_SERIES = frozenset({"round", "session"})
_PLACED = frozenset({"summit", "conference"})
# Where one of these is held tells which one it is: "the ceremony in Juba".
_SITTINGS = word_set("ceremony forum congress gathering hearing session debate retreat workshop seminar")
AHEAD = frozenset({Status.PLANNED, Status.PROPOSED}) | OFF


def way(standing: Standing) -> int:
    """Where the date of an encounter lies from the report's: 1 ahead, -1 behind, 0 where the words do not say."""
    if standing.status in AHEAD:
        return 1
    return -1 if standing.status is Status.HELD and standing.said else 0


@dataclass
class Draft:
    """``count`` is how many take part, ``tokens`` what the reading rests on besides the slots."""

    trigger: int
    rule: str
    standing: Standing
    name: TokenSpan = (0, 0)
    family: str = "meeting"
    people: tuple[Filler, ...] = ()
    others: tuple[Actor, ...] = ()
    place: TokenSpan | None = None
    when: When | None = None
    by: tuple[Filler, ...] = ()
    reason: TokenSpan | None = None
    definite: bool = False
    proper: bool = False
    count: int = 0
    title: str = ""
    tokens: tuple[TokenSpan, ...] = ()

    def enough(self, event: Row, governed: bool) -> bool:
        """Two participants, or one and more; nobody only with date and place, or a status said of what is known."""
        told = self.standing.said or self.when is not None
        if event.flag("weak") and not event.flag("phone"):
            fixed = governed and self.standing.said and self.when is not None  # "the last debate is set for May 3"
            off = governed and self.standing.status in OFF and self.when is not None
            if event.lemma in _OF_SERIES and self.standing.said and (fixed or off or self.place is not None):
                return True  # "a second round will be held in May": of talks told of before, or ``pointed`` drops it
            known = self.definite and (self.standing.status in OFF or fixed)
            there = self.definite and self.place is not None and event.lemma in _SITTINGS
            bound = governed and self.standing.said and self.place is not None and self.family == "visit"
            one = self.count == 1 and (
                (governed and (told or self.definite)) or (self.definite and self.place is not None)
            )
            return self.count >= 2 or (self.count == 1 and one) or known or there or bound
        if self.count >= 2 or (self.count == 1 and (told or self.proper or self.place is not None)):
            return True
        if self.when is not None and (self.place is not None or self.proper or self.definite):
            return True
        if self.place is not None and (self.proper or (self.definite and (governed or event.lemma in _PLACED))):
            return True  # "the G7 Summit in Elmau", "stayed away from the summit in Lima"
        if governed and self.standing.said and self.when is not None:
            return True  # "a meeting due on Monday has been put off"
        return (self.definite or self.proper) and self.standing.said and self.standing.status is not Status.PROPOSED

    def candidate(self, reading: Reading) -> MeetingCandidate:
        """The finished candidate; its evidence runs over all slots that stand in the trigger's sentence."""
        first, last = reading.document.sentence(self.trigger)
        spans = [*self.tokens, *(p.span for p in self.people), *(b.span for b in self.by)]
        spans += [span for span in (self.place, self.reason) if span is not None]
        inside = [s for s in spans if first <= s[0] and s[1] <= last] or [(self.trigger, self.trigger + 1)]
        end = max(s[1] for s in inside)
        while end < last and reading.document.doc[end].tag_ == "RP":  # the particle of "was called off"
            end += 1
        sure = Decimal("0.9") if self.standing.said and self.count >= 2 else Decimal("0.75")
        return MeetingCandidate(
            rule=self.rule,
            trigger=self.trigger,
            evidence=(min(s[0] for s in inside), end),
            modality=self.standing.modality,
            hedge=self.standing.hedge,
            timeframe=timeframe(self.standing.status),
            confidence=sure if self.count >= 2 else Decimal("0.6"),
            name=self.name,
            title=self.title,
            family=self.family,
            participants=self.people,
            participant_actors=self.others,
            place=self.place,
            when=self.when,
            status=self.standing.status,
            by=self.by,
            reason=self.reason,
            definite=self.definite,
            status_said=self.standing.said,
        )
