"""Texts to readings and case files, for the tests of attribution and statements."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from support_parses import cached_by_lane

from kg.frames.frame import Filler
from kg.model import Report
from kg.reading import Reading, Segment
from kg.rules.statements import find

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One case of a file: its name, its text, what is expected of it."""

    name: str
    text: str
    expected: tuple[str, ...]


def cases(family: str) -> Iterator[Case]:
    """The cases of a family: "== name", the text, then lines that begin with "-- "; "-- nothing" where none."""
    for path in sorted((CASES / family).glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("\n== ")[1:]:
            head, *lines = part.rstrip("\n").split("\n")
            said = tuple(line[3:] for line in lines if line.startswith("-- "))
            text = "\n".join(line for line in lines if not line.startswith("-- ")).strip("\n")
            yield Case(f"{path.stem}: {head}", text, () if said == ("nothing",) else said)


def report(text: str, title: str = "", publisher: str = "") -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report("test", text, digest, title=title, publisher=publisher)


@cached_by_lane
def reading(text: str, title: str = "", publisher: str = "") -> Reading:
    """The reading of a text, on stored parses or with the language model."""
    from kg.annotate import annotate
    from kg.extract import understand

    return understand(annotate(report(text, title, publisher)))


def names(found: Reading, fillers: tuple[Filler, ...]) -> str:
    """The actors of mentions by name; words in brackets where no name is known."""
    out: list[str] = []
    for filler in fillers:
        actors = [a.name for a in found.resolver.actors(filler)]
        out.extend(actors or [f"({found.document.words(filler.span)})"])
    return ", ".join(out)


def line_of(found: Reading, segment: Segment) -> str:
    """A segment in one line: kind, speakers, content; who relays it and the words of hearsay where there are any."""
    who = names(found, segment.speakers) or ", ".join(a.name for a in segment.speaker_actors) or "-"
    parts = [segment.kind.value, who, found.document.passage(*segment.span).words]
    if segment.hedge:
        parts.append(f"hedge {segment.hedge}")
    if segment.via >= 0:
        outer = found.segments[segment.via]
        via = names(found, outer.speakers) or ", ".join(a.name for a in outer.speaker_actors)
        parts.append(f"via {via or outer.hedge}")
    return " | ".join(parts)


def statement_lines(found: Reading) -> list[str]:
    """The statements of a reading, one in a line: kind, speakers, evidence, whom they were told to."""
    out: list[str] = []
    for c in find(found):
        who = names(found, c.speaker) or ", ".join(a.name for a in c.speaker_actor)
        parts = [c.kind.value, who, found.document.passage(*c.evidence).words]
        if c.told_to:
            parts.append(f"to {names(found, c.told_to)}")
        out.append(" | ".join(parts))
    return out
