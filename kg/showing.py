"""What was read, as lines for people: an extraction before it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from kg.model import (
    Actor,
    Claim,
    Demand,
    Extraction,
    Meeting,
    Passage,
    Response,
    Situation,
    Statement,
    StatusChange,
    Target,
    Tenure,
    When,
)

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def as_json(value: object) -> Json:
    """Any value of the model as plain data; decimals as strings, so that no digit is lost."""
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): as_json(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        kind: dict[str, Json] = {"type": type(value).__name__} if isinstance(value, Situation) else {}
        return {**kind, **{f.name: as_json(getattr(value, f.name)) for f in fields(value)}}
    if isinstance(value, Iterable):
        return [as_json(item) for item in value]
    raise TypeError(f"no plain form for {type(value).__name__}")


def names(actors: Iterable[Actor]) -> str:
    """The actors' names, "somebody" for none."""
    return ", ".join(actor.name for actor in actors) or "somebody"


def headline(situation: Situation, others: Mapping[str, Situation]) -> str:
    """A situation in one line."""
    match situation:
        case Demand():
            return _demand(situation)
        case Response():
            to = others.get(situation.to)
            about = situation.about or (to.action if isinstance(to, Demand) else "")
            return f"RESPONSE   {names(situation.by)}: {situation.type.value}{f' (to: {about})' if about else ''}"
        case Meeting():
            return f"MEETING    {_meeting(situation)}"
        case StatusChange():
            meeting = others.get(situation.meeting)
            what = _meeting(meeting) if isinstance(meeting, Meeting) else situation.meeting
            by = f", by {names(situation.by)}" if situation.by else ""
            because = f", because: {situation.reason_words}" if situation.reason_words else ""
            return f"MEETING    {situation.status.value}: {what}{by}{because}"
        case Tenure():
            body = f", {situation.body.name}" if situation.body else ""
            phase = "" if situation.phase.value == "current" else f" ({situation.phase.value})"
            return f"ROLE       {situation.person.name}: {situation.title}{body}{phase}"
        case Statement():
            told = f" to {names(situation.told_to)}" if situation.told_to else ""
            return f"STATEMENT  {names(situation.speaker)} {situation.kind.value}{told}: {situation.content or '-'}"


def _demand(demand: Demand) -> str:
    figures = "".join(f"; {_target(target)}" for target in demand.targets)
    until = f"; by {_when(demand.deadline)}" if demand.deadline else ""
    kind = f"[{demand.topic.value}, {demand.force.value}]"
    return f"DEMAND     {names(demand.by)} → {names(demand.addressee)}: {demand.action}{figures}{until} {kind}"


def _target(target: Target) -> str:
    bound = "" if target.comparator.value == "exactly" else f"{target.comparator.value} "
    before = "" if target.baseline is None else f" (was {target.baseline.normalize():f})"
    return f"{bound}{target.value.normalize():f} {target.unit}{before}"


def _when(when: When) -> str:
    return when.iso or when.words


def _meeting(meeting: Meeting) -> str:
    parts = [meeting.name or "meeting"]
    if meeting.participants:
        parts.append(f"with {names(meeting.participants)}")
    if meeting.place:
        parts.append(f"in {meeting.place}")
    if meeting.when is not None:
        parts.append(f"on {_when(meeting.when)}")
    if meeting.series:
        parts.append(f"in the series {meeting.series}")
    return " ".join(parts)


def voice(claim: Claim, outlet: str) -> str:
    """Who vouches for a claim, and how sure."""
    who = claim.claimant.name if claim.claimant else outlet
    hedge = f', "{claim.hedge}"' if claim.hedge else ""
    facet = f", only for the {claim.facet}" if claim.facet else ""
    told = f", told to {names(claim.told_to)}" if claim.told_to else ""
    passes = ", passing it on" if claim.relays else ""
    return f"{who} ({claim.modality.value}, {claim.factuality.value}{hedge}{facet}{told}{passes})"


def pieces(extraction: Extraction) -> Iterator[tuple[Passage, list[tuple[Situation, list[Claim]]]]]:
    """The passages that claims rest on, in the order of the text, each with its situations and their claims."""
    situations = {situation.key: situation for situation in extraction.situations}
    found: dict[Passage, dict[str, list[Claim]]] = {}
    for claim in extraction.claims:
        for passage in claim.evidence[:1]:
            found.setdefault(passage, {}).setdefault(claim.situation, []).append(claim)
    for passage in sorted(found):
        yield passage, [(situations[key], claims) for key, claims in found[passage].items()]


def lines(extraction: Extraction) -> Iterator[str]:
    """The whole extraction for a terminal: each passage in quotation marks, and below it what was read there."""
    report = extraction.report
    others = {situation.key: situation for situation in extraction.situations}
    outlet = report.publisher or "the report"
    yield f"{report.title or report.name}{f' ({report.date.isoformat()})' if report.date else ''}"
    for passage, read in pieces(extraction):
        yield ""
        yield f"“{' '.join(passage.words.split())}”  [{passage.start}–{passage.end}]"
        for situation, claims in read:
            yield f"  {headline(situation, others)}"
            yield f"    says {'; '.join(voice(claim, outlet) for claim in claims)}"
    if extraction.gaps:
        yield ""
        yield "Left unread, though there may be something in them:"
    for gap in extraction.gaps:
        yield f"“{' '.join(gap.passage.words.split())}”  [{gap.passage.start}–{gap.passage.end}]"
        yield f"  has {' and '.join(gap.signs)}; {gap.why}"
    yield ""
    said = f"{len(extraction.situations)} situations, {len(extraction.claims)} claims"
    number = len(extraction.gaps)
    yield f"{said}; {number} sentence{'' if number == 1 else 's'} left unread"
