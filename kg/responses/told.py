"""The demands of a report by their places, so that a long report costs no more for each sentence than a short one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.candidates import DemandCandidate
from kg.demands.parties import Party
from kg.demands.told import outright_demands
from kg.document import TokenSpan
from kg.reading import Reading

FAR = 200
"""Sentences back to which an answer can point by the matter alone: some ten pages."""


@dataclass(frozen=True)
class Told:
    """The demands that a reading tells outright; tokens and sentences are numbers in its document."""

    reading: Reading

    @cached_property
    def all(self) -> tuple[DemandCandidate, ...]:
        """All of them, in the order of the text."""
        return outright_demands(self.reading)

    @cached_property
    def _sentences(self) -> list[int]:
        return [self.reading.document.sentence_index(d.trigger) for d in self.all]

    @cached_property
    def _triggers(self) -> list[int]:
        return [d.trigger for d in self.all]

    @cached_property
    def _at(self) -> dict[int, DemandCandidate]:
        return {d.trigger: d for d in reversed(self.all)}

    @cached_property
    def _asked(self) -> frozenset[int]:
        return frozenset(i for d in self.all for i in range(*d.action))

    @cached_property
    def _below(self) -> dict[int, list[DemandCandidate]]:
        found: dict[int, list[DemandCandidate]] = {}
        for demand in self.all:
            frame = self.reading.frames.get(demand.trigger)
            if frame is not None and frame.relation in ("acl", "relcl"):
                found.setdefault(frame.parent, []).append(demand)
        return found

    def at(self, trigger: int) -> DemandCandidate | None:
        """The first demand that the word at ``trigger`` makes."""
        return self._at.get(trigger)

    def maker(self, trigger: int) -> Party:
        """Whoever makes the demand at ``trigger``; nobody where no demand is made there."""
        demand = self.at(trigger)
        return Party(demand.by, demand.by_actor) if demand is not None else Party()

    def near(self, token: int, back: int, ahead: int = 0) -> Sequence[DemandCandidate]:
        """The demands from ``back`` sentences before that of ``token`` to ``ahead`` behind it (-1: without its own)."""
        here = self.reading.document.sentence_index(token)
        return self.all[bisect_left(self._sentences, here - back) : bisect_right(self._sentences, here + ahead)]

    def within(self, span: TokenSpan) -> Sequence[DemandCandidate]:
        """The demands whose word stands in a span, in order."""
        return self.all[bisect_left(self._triggers, span[0]) : bisect_left(self._triggers, span[1])]

    def asks(self, token: int) -> bool:
        """True if ``token`` is one of the words for what is asked for."""
        return token in self._asked

    def below(self, noun: int) -> Sequence[DemandCandidate]:
        """The demands that a clause behind the noun at ``noun`` makes ("a resolution demanding that Peru leave")."""
        return self._below.get(noun, ())


__all__ = ["FAR", "Told"]
