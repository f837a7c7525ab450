"""From a parsed report to its claims: frames, names, attribution, then every pattern family, joined in a fixed order.

Pure: the same document gives the same extraction, whatever the order in which the families ran.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Protocol, TypeVar

import kg.rules
from kg.actors.resolve import resolve
from kg.attribution.segments import attribute
from kg.candidates import (
    AnyCandidate,
    Candidate,
    DemandCandidate,
    MeetingCandidate,
    ResponseCandidate,
    RoleCandidate,
    StatementCandidate,
)
from kg.claims import Ledger, Mention
from kg.document import Document, TokenSpan
from kg.frames.framing import build_frames
from kg.gaps import gaps
from kg.joining import ToldDemand, agree, group_demands, overlap, without_doubles
from kg.matters import matter_of
from kg.meetings.draft import MOVED, OFF
from kg.meetings.events import group_meetings
from kg.meetings.known import finest
from kg.meetings.series import series_of
from kg.meetings.sourcing import unsaid
from kg.model import (
    Actor,
    Demand,
    Extraction,
    Factuality,
    Force,
    Meeting,
    Modality,
    Passage,
    Response,
    Situation,
    Statement,
    StatementKind,
    Status,
    StatusChange,
    Target,
    Tenure,
)
from kg.reading import Reading
from kg.responses.choosing import answered
from kg.responses.doubles import without_double_answers
from kg.slots import OPEN, Slot, Slots

C = TypeVar("C", bound=Candidate)

# Subordinators and prepositions of time and circumstance; of cause are "because", "due to", "over", "owing to".
SUGGESTS_REASON = frozenset({"following", "after", "amid", "amidst", "as", "since", "with", "when"})


class Family(Protocol):
    """A pattern family: a module in ``kg.rules``."""

    def find(self, reading: Reading) -> Iterator[AnyCandidate]:
        """The candidates in one reading."""
        ...


@cache
def families() -> tuple[str, ...]:
    """Names of the pattern families, sorted; found by looking at ``kg/rules``."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(kg.rules.__path__) if not m.name.startswith("_")))


def understand(document: Document) -> Reading:
    """The document with its frames, its actors and its attribution segments."""
    frames = build_frames(document)
    resolver = resolve(document, frames)
    return Reading(document, frames, resolver, attribute(document, frames, resolver))


def candidates(reading: Reading) -> tuple[AnyCandidate, ...]:
    """What all families find, in the order of the text."""
    found: list[AnyCandidate] = []
    for name in families():
        family: Family = importlib.import_module(f"kg.rules.{name}")
        found.extend(reading.all_of(family.find))
    return tuple(sorted(set(found), key=lambda c: (c.evidence, c.trigger, type(c).__name__, c.rule, repr(c))))


def read(document: Document) -> Extraction:
    """Everything that the report tells, as situations and claims."""
    reading = understand(document)
    found = candidates(reading)
    extraction = assemble(reading, found)
    return replace(extraction, gaps=gaps(reading, found, extraction))


def assemble(reading: Reading, found: Iterable[AnyCandidate]) -> Extraction:
    """Join candidates to situations and enter the claims on them."""
    work = _Assembly(reading)
    found = tuple(found)
    work.roles(_of(found, RoleCandidate))
    work.meetings(_of(found, MeetingCandidate))
    work.demands(_of(found, DemandCandidate))
    work.reasons()
    work.responses(_of(found, ResponseCandidate))
    work.statements(_of(found, StatementCandidate))
    return work.extraction()


def _of(found: Iterable[AnyCandidate], kind: type[C]) -> tuple[C, ...]:
    return tuple(c for c in found if isinstance(c, kind))


@dataclass
class _Assembly:
    """One report on its way from candidates to claims."""

    reading: Reading
    situations: dict[str, Situation] = field(default_factory=dict)
    slots: Slots = field(init=False)
    ledger: Ledger = field(init=False)
    told: dict[int, list[tuple[TokenSpan, str]]] = field(default_factory=dict)  # of a demand's trigger: deeds, keys
    meeting_at: list[tuple[TokenSpan, str]] = field(default_factory=list)
    demand_at: list[tuple[TokenSpan, str]] = field(default_factory=list)
    waiting: list[tuple[str, MeetingCandidate]] = field(default_factory=list)
    answering: set[int] = field(default_factory=set)  # trigger tokens of responses

    def __post_init__(self) -> None:
        self.slots = Slots(self.reading)
        self.ledger = Ledger(self.slots)

    # -- helpers
    def key(self, kind: str, passage: Passage) -> str:
        """A name for a situation that says where it stands; two of a kind over the same words are numbered."""
        base = f"{kind}-{passage.start}-{passage.end}"
        key, number = base, 2
        while key in self.situations:
            key, number = f"{base}-{number}", number + 1
        return key

    def words(self, span: TokenSpan) -> str:
        return " ".join(self.reading.document.words(span).split())

    def evidence(self, candidate: Candidate) -> Passage:
        return self.reading.document.passage(*candidate.evidence)

    def mention(
        self,
        key: str,
        candidate: Candidate,
        slots: dict[str, Slot],
        own: tuple[int, ...] = (),
        authors: tuple[Actor, ...] = (),
        evidence: Passage | None = None,
    ) -> Mention:
        confidence = candidate.confidence
        demand = isinstance(candidate, DemandCandidate)
        for name, slot in slots.items():
            confidence *= slot.asking(by=name == "by") if demand else slot.trust
        return Mention(
            situation=key,
            trigger=candidate.trigger,
            evidence=evidence or self.evidence(candidate),
            modality=candidate.modality,
            hedge=candidate.hedge,
            timeframe=candidate.timeframe,
            confidence=max(confidence, Decimal("0.05")),
            rule=candidate.rule,
            how=tuple((name, slot.how.value) for name, slot in slots.items() if slot.actors),
            own=own,
            authors=authors,
        )

    # -- families
    def roles(self, found: Iterable[RoleCandidate]) -> None:
        seen: dict[tuple[object, ...], str] = {}
        for c in found:
            if c.person is None:
                continue
            evidence = self.reading.document.cut(*c.where)
            identity = (c.person, c.title.lower(), c.phase)
            if identity not in seen:
                seen[identity] = key = self.key("tenure", evidence)
                self.situations[key] = Tenure(key, c.person, c.title, c.body, c.phase, c.as_of)
            known = self.situations[seen[identity]]
            if isinstance(known, Tenure) and known.body is None and c.body is not None:
                self.situations[known.key] = replace(known, body=c.body)
            self.slots.forms.setdefault(c.person, [])
            c = c if c.body is not None else replace(c, confidence=c.confidence * OPEN)
            # a title is said in passing: only within quotation marks is it the speaker's word and not the report's
            told = tuple(i for i, s in enumerate(self.reading.segments) if not s.direct)
            self.ledger.tell(self.mention(seen[identity], c, {}, own=told, evidence=evidence))

    def meetings(self, found: tuple[MeetingCandidate, ...]) -> None:
        for group in group_meetings(self.reading, found):
            key = self.key("meeting", self.evidence(group[0]))
            self.situations[key] = self._meeting(key, group)
            first = group[0]  # its first mention tells that there is such a meeting, also if that was not called off
            first = replace(first, modality=Modality.ASSERTED, hedge="") if first.status in OFF else first
            if len(self._people(group)) < 2:
                first = replace(first, confidence=first.confidence * OPEN)
            self.ledger.tell(self.mention(key, first, {}, own=unsaid(self.reading, first, group)))
            changes: dict[tuple[object, ...], str] = {}
            for c in group:
                self.meeting_at.append((c.evidence, key))
                self._status(key, c, changes, group)

    def _people(self, group: tuple[MeetingCandidate, ...]) -> list[Actor]:
        """Who takes part, by all mentions of a meeting."""
        people: list[Actor] = []
        for c in group:
            people.extend(a for a in self.slots.fill(c.participants, c.participant_actors).actors if a not in people)
        return people

    def _meeting(self, key: str, group: tuple[MeetingCandidate, ...]) -> Meeting:
        people = self._people(group)
        named = next((c for c in group if c.name[1] > c.name[0]), group[0])
        place = next((c.place for c in group if c.place is not None), None)
        dated = [c for c in group if c.when is not None]  # what was put off had a date before it got a new one
        when = finest([c.when for c in sorted(dated, key=lambda c: c.status in MOVED) if c.when is not None])
        name = named.title or self.words(named.name)
        where = self.words(place) if place else ""
        return Meeting(key, name, tuple(people), where, when, series_of(name, people))

    def _status(
        self,
        meeting: str,
        c: MeetingCandidate,
        changes: dict[tuple[object, ...], str],
        group: tuple[MeetingCandidate, ...],
    ) -> None:
        by = self.slots.fill(c.by)
        identity = (c.status, by.actors, c.reason)
        if identity not in changes:
            changes[identity] = key = self.key("status", self.evidence(c))
            reason = self.words(c.reason) if c.reason else ""
            self.situations[key] = StatusChange(key, meeting, c.status, by.actors, reason_words=reason)
        own = unsaid(self.reading, c, group)
        mention = self.mention(changes[identity], c, {"by": by} if by.actors else {}, own=own)
        self.ledger.tell(replace(mention, voiced=by.actors if c.status is Status.PROPOSED else ()))
        if c.reason is not None:
            self.waiting.append((changes[identity], c))

    def demands(self, found: tuple[DemandCandidate, ...]) -> None:
        told = without_doubles(self._told(c) for c in found)
        for group in group_demands(told):
            demand = self._demand(group)
            self.situations[demand.key] = demand
            for one in group:
                c = one.candidate
                self.told.setdefault(c.trigger, []).append((c.action, demand.key))
                self.demand_at.append((c.evidence, demand.key))
                slots = {"by": one.by, "addressee": one.addressee}
                mention = self.mention(demand.key, c, slots, authors=demand.by)
                # "the push is attributed to X": the push is taken for granted, X's part in it is hedged
                self.ledger.tell(replace(mention, hedge="") if c.instigator else mention)
                for actor in self.slots.fill(c.instigator).actors:
                    self.ledger.tell(_facet(mention, "instigator", actor))
                self._provisos(mention, c)
        self._raises()

    def _provisos(self, mention: Mention, c: DemandCandidate) -> None:
        """Whoever sets a condition or threatens answers for it, not everybody who tells of the demand."""
        for facet, span in (("condition", c.condition), ("consequence", c.consequence)):
            if span is not None:
                where = self.reading.document.passage(*span)
                self.ledger.tell(_facet(replace(mention, evidence=where), facet, words=self.words(span)))

    def _told(self, c: DemandCandidate) -> ToldDemand:
        lemmas = {t.lemma_.lower() for t in self.reading.document.tokens(c.action) if _content(t.pos_)}
        by = self.slots.fill(c.by, c.by_actor)
        addressee = self.slots.fill(c.addressee, c.to_actor)
        topic = matter_of(self.reading, c.action, c.trigger)
        return ToldDemand(c, by, addressee, topic, frozenset(lemmas))

    def _demand(self, group: tuple[ToldDemand, ...]) -> Demand:
        first = group[0].candidate
        fullest = max(group, key=lambda t: t.named)
        by = next((t.by.actors for t in group if t.by.actors), ())
        addressee = next((t.addressee.actors for t in group if t.addressee.actors), ())
        place = next((t.candidate.at for t in group if t.candidate.at), None)
        prefix = f"{fullest.candidate.action_prefix} " if fullest.candidate.action_prefix else ""
        return Demand(
            key=self.key("demand", self.evidence(first)),
            by=by,
            addressee=addressee,
            action=prefix + self.words(fullest.candidate.action),
            topic=fullest.topic,
            force=max((t.candidate.force for t in group), key=tuple(Force).index),
            targets=fullest.candidate.targets,
            negative=first.negative,
            deadline=next((t.candidate.deadline for t in group if t.candidate.deadline), None),
            at=self._meeting_in(place) if place else "",
        )

    def _meeting_in(self, span: TokenSpan) -> str:
        return next((key for where, key in self.meeting_at if overlap(where, span) > 0), "")

    def _raises(self) -> None:
        """A demand whose baseline is the figure of another demand on the same addressee takes that one's place."""
        demands = [s for s in self.situations.values() if isinstance(s, Demand)]
        for d in demands:
            before = next((o.key for o in demands if o is not d and _takes_place_of(d, o)), "")
            if before:
                self.situations[d.key] = replace(d, raises=before)

    def reasons(self) -> None:
        """Reasons for a status that are demands told of in the same words."""
        for key, c in self.waiting:
            change = self.situations[key]
            reason = c.reason
            if reason is None or not isinstance(change, StatusChange):
                continue
            demand = next((d for where, d in self.demand_at if overlap(where, reason) > 0), "")
            if not demand:
                continue
            self.situations[key] = replace(change, reason=demand)
            mention = self.mention(key, c, {}, evidence=self.reading.document.passage(*reason))
            self.ledger.tell(_facet(self._as_reason(mention, reason), "reason", situation=demand))

    def _as_reason(self, mention: Mention, reason: TokenSpan) -> Mention:
        """ "following", "after", "amid" put two things beside each other and only suggest that one is the reason."""
        before = self.reading.document.doc[reason[0] - 1].lower_ if reason[0] else ""
        if before not in SUGGESTS_REASON:
            return mention
        return replace(mention, hedge=before, certainty=Factuality.PROBABLE)

    def responses(self, found: tuple[ResponseCandidate, ...]) -> None:
        seen: dict[tuple[object, ...], str] = {}
        for c in without_double_answers(self.reading, found):
            self.answering.add(c.trigger)
            by = self.slots.fill(c.by, c.by_actor)
            to = answered(self.reading, c, self.told.get(c.to, ()))
            identity = (c.trigger, by.actors, c.type)
            if identity in seen:
                continue
            seen[identity] = key = self.key("response", self.evidence(c))
            about = self.words(c.about) if c.about else ""
            words = self.words(c.words) if c.words else ""
            self.situations[key] = Response(key, by.actors, c.type, to, about, c.when, words)
            self.ledger.tell(self.mention(key, c, {"by": by}, authors=by.actors))

    def statements(self, found: tuple[StatementCandidate, ...]) -> None:
        seen: set[tuple[object, ...]] = set()
        for c in found:
            speaker = self.slots.fill(c.speaker, c.speaker_actor)
            evidence = self.evidence(c)
            identity = (speaker.actors, evidence, c.kind)
            if not speaker.actors or identity in seen:
                continue
            seen.add(identity)
            key = self.key("statement", evidence)
            content = self.reading.document.cut(*c.content).words if c.content else ""
            if c.kind is StatementKind.DENIES and c.trigger in self.answering and " " not in content:
                continue  # "rejected that": an answer to what was asked, and nothing denied
            told_to = self.slots.fill(c.told_to).actors
            self.situations[key] = Statement(key, speaker.actors, c.kind, content, told_to, c.direct)
            own = (c.segment,) if c.segment >= 0 else ()
            self.ledger.tell(self.mention(key, c, {"speaker": speaker}, own=own, authors=speaker.actors))

    def extraction(self) -> Extraction:
        """The finished values, situations in the order of their keys' places in the text."""
        order = sorted(self.situations, key=_place)
        rank = {key: i for i, key in enumerate(order)}
        claims = sorted(self.ledger.claims.values(), key=lambda c: (rank[c.situation], int(c.key.rsplit(".", 1)[1])))
        forms = sorted(
            ((a, tuple(f for f in words if f != a.name)) for a, words in self.slots.forms.items()),
            key=lambda pair: pair[0].key,
        )
        return Extraction(
            self.reading.document.report,
            tuple(self.situations[key] for key in order),
            tuple(claims),
            tuple((a, words) for a, words in forms if words),
        )


def _place(key: str) -> tuple[int, int, str, int]:
    kind, start, end, *number = key.split("-")
    return int(start), int(end), kind, int(number[0]) if number else 1


def _content(pos: str) -> bool:
    return pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")


def _facet(mention: Mention, facet: str, actor: Actor | None = None, situation: str = "", words: str = "") -> Mention:
    return replace(mention, facet=facet, facet_actor=actor, facet_situation=situation, facet_words=words)


def _takes_place_of(later: Demand, earlier: Demand) -> bool:
    def figure(t: Target, o: Target) -> bool:
        return t.baseline is not None and t.baseline == o.value and t.unit == o.unit and t.value > o.value

    return agree(later.addressee, earlier.addressee) and any(
        figure(t, o) for t in later.targets for o in earlier.targets
    )


__all__ = ["assemble", "candidates", "families", "read", "understand"]
