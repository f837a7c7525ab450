"""Slots of candidates to actors, each with how it was filled.

The one place where mentions become actors for the graph: it remembers the words under which each actor was seen and
turns the ways in which slots were filled into a confidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from kg.frames.frame import Filler, How
from kg.model import Actor
from kg.reading import Reading, Segment

# How far a slot filled in this way is to be trusted. Set by judgement, in the order of the trial readers' error rates
# (wrong names came from speakers and pronouns first, then from inheritance); replaced by counts when there are enough.
TRUST: dict[How, Decimal] = {
    How.EXPLICIT: Decimal("1"),
    How.COORDINATION: Decimal("0.97"),
    How.CONTROL: Decimal("0.95"),
    How.MODIFIER: Decimal("0.95"),
    How.RELATIVE: Decimal("0.93"),
    How.SPEAKER: Decimal("0.9"),
    How.ISSUER: Decimal("0.9"),
    How.COREFERENCE: Decimal("0.8"),
    How.INHERITED: Decimal("0.65"),
}

ASKING: dict[How, Decimal] = TRUST | {
    How.CONTROL: Decimal("0.9"),
    How.COREFERENCE: Decimal("0.7"),
    How.MODIFIER: Decimal("0.6"),
    How.INHERITED: Decimal("0.75"),
}
"""The same for who asks and who is asked, counted over 480 demands of 400 unseen reports (docs/reading.md).

Of demands with a modifier for a party ("Peru's call", "US approval") 23 of 48 were right, with a pronoun 39 of 68, with
a party that the verb above controls 64 of 90; of those with both parties named outright 56 of 61.
"""

NOBODY_ASKS = Decimal("0.5")
"""How far a demand is to be trusted that leaves open who asks: 24 of 61 were right."""

OPEN = Decimal("0.65")
"""How far a reading is to be trusted that leaves open who asks, who is asked, who answers, for whom a post is held.

Counted on reports at first sight (docs/reading.md): such readings were right in half as many cases as full ones.
"""


@dataclass(frozen=True, slots=True)
class Slot:
    """The actors of one slot in the order of the text, and the least sure way in which one of them came there."""

    actors: tuple[Actor, ...] = ()
    how: How = How.EXPLICIT

    @property
    def trust(self) -> Decimal:
        """From 0 to 1."""
        return TRUST[self.how] if self.actors else OPEN

    def asking(self, *, by: bool) -> Decimal:
        """The same, from 0 to 1, for a slot of a demand: who asks, or who is asked."""
        return ASKING[self.how] if self.actors else NOBODY_ASKS if by else OPEN


@dataclass
class Slots:
    """Resolves fillers against one reading; ``forms`` collects the words that stood for each actor."""

    reading: Reading
    forms: dict[Actor, list[str]] = field(default_factory=dict)

    def fill(self, fillers: Iterable[Filler], actors: Iterable[Actor] = (), how: How = How.SPEAKER) -> Slot:
        """The slot that the mentions, and the actors that no words stand for, make up."""
        found: list[Actor] = []
        ways = [How.EXPLICIT]
        for filler in fillers:
            named = self.reading.resolver.actors(filler)
            if not named:
                continue
            pronoun = self.reading.document.doc[filler.head].pos_ == "PRON"
            ways.append(How.COREFERENCE if pronoun and filler.how is How.EXPLICIT else filler.how)
            for actor in named:
                self._seen(actor, filler, single=len(named) == 1)
                if actor not in found:
                    found.append(actor)
        for actor in actors:
            ways.append(how)
            if actor not in found:
                found.append(actor)
        return Slot(tuple(found), min(ways, key=lambda way: TRUST[way]))

    def speakers(self, segment: Segment) -> tuple[Actor, ...]:
        """Who vouches for a segment's content."""
        return self.fill(segment.speakers, segment.speaker_actors).actors

    def _seen(self, actor: Actor, filler: Filler, *, single: bool) -> None:
        forms = self.forms.setdefault(actor, [])
        words = self.reading.document.passage(*filler.span).words
        if single and self.reading.document.doc[filler.head].pos_ != "PRON" and words not in forms:
            forms.append(words)
