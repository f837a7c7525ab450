"""Reports of one paragraph read as the program reads them, and their demands and responses in readable lines."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterable, Iterator

from support_parses import cached_by_lane

from kg.candidates import AnyCandidate, DemandCandidate, ResponseCandidate
from kg.extract import understand
from kg.frames.frame import Filler
from kg.model import Actor, Modality, Report
from kg.reading import Reading

DEMANDS = (
    "demand_accords",
    "demand_conditions",
    "demand_duties",
    "demand_followups",
    "demand_listed",
    "demand_modals",
    "demand_nouns",
    "demand_points",
    "demand_retold",
    "demand_verbs",
)
RESPONSES = (
    "response_commitments",
    "response_defiance",
    "response_ellipsis",
    "response_offers",
    "response_evasions",
    "response_idioms",
    "response_quotes",
    "response_replies",
    "response_stances",
    "response_turns",
    "response_arguments",
    "response_denials",
    "responses",
)


def report(text: str, publisher: str = "") -> Report:
    return Report("case", text, hashlib.sha256(text.encode()).hexdigest(), publisher=publisher)


@cached_by_lane
def read(text: str, publisher: str = "") -> Reading:
    """The reading of a report that consists of ``text``."""
    from kg.annotate import annotate

    return understand(annotate(report(text, publisher)))


def found(reading: Reading, families: Iterable[str]) -> tuple[AnyCandidate, ...]:
    """What some families find, in the order of the text, each thing once."""
    out: list[AnyCandidate] = []
    for name in families:
        out.extend(importlib.import_module(f"kg.rules.{name}").find(reading))
    return tuple(sorted(dict.fromkeys(out), key=lambda c: (c.trigger, c.evidence, c.rule)))


def lines(reading: Reading, families: Iterable[str]) -> list[str]:
    """One line for each demand or response."""
    return list(dict.fromkeys(_lines(reading, families)))


def _lines(reading: Reading, families: Iterable[str]) -> Iterator[str]:
    for candidate in found(reading, families):
        if isinstance(candidate, DemandCandidate):
            yield _demand(reading, candidate)
        elif isinstance(candidate, ResponseCandidate):
            yield _response(reading, candidate)


def _names(reading: Reading, fillers: Iterable[Filler], actors: Iterable[Actor]) -> str:
    named = [a.name for f in fillers for a in reading.resolver.actors(f)] + [a.name for a in actors]
    return " + ".join(dict.fromkeys(named)) or "-"


def _demand(reading: Reading, c: DemandCandidate) -> str:
    words = reading.document.words
    parts = [
        f"{_names(reading, c.by, c.by_actor)} -> {_names(reading, c.addressee, c.to_actor)}",
        f"{c.action_prefix} {words(c.action)}".strip(),
        c.force.value,
    ]
    parts += ["not to do"] if c.negative else []
    parts += [c.modality.value] if c.modality is not Modality.ASSERTED else []
    parts += [f"hedge {c.hedge}"] if c.hedge else []
    for t in c.targets:
        words_of = [t.comparator.value] if t.comparator.value != "exactly" else []
        words_of += [str(t.value), t.unit] + (["change"] if t.change else [])
        words_of += [f"from {t.baseline}"] if t.baseline is not None else []
        parts.append(" ".join(words_of))
    parts += [f"by {c.deadline.words}"] if c.deadline else []
    parts += [f"provided: {words(c.condition)}"] if c.condition else []
    parts += [f"else {words(c.consequence)}"] if c.consequence else []
    parts += [f"at {words(c.at)}"] if c.at else []
    parts += [f"behind it {_names(reading, c.instigator, ())}"] if c.instigator else []
    return " | ".join(parts)


def _response(reading: Reading, c: ResponseCandidate) -> str:
    parts = [_names(reading, c.by, c.by_actor), c.type.value]
    parts.append(f"to {reading.document.words((c.to, c.to + 1))}" if c.to >= 0 else "to -")
    parts += [c.modality.value] if c.modality is not Modality.ASSERTED else []
    parts += [f"when {c.when.words}"] if c.when else []
    return " | ".join(parts)
