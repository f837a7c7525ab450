"""Cleaned text with a map back to the report's own offsets, and the blocks that a report is made of.

The parser reads a cleaned text; everything that is kept points into the report as loaded. ``CleanText`` is the bridge:
it only ever drops characters or puts others in place of them, and each of its characters knows where it came from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class CleanText:
    """``offsets[i]`` is the report offset of ``text[i]``; ``offsets[len(text)]`` is where the last character ends."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, report_text: str, start: int, end: int) -> CleanText:
        """The characters ``start`` to ``end`` of the report as they stand."""
        return cls(report_text[start:end], tuple(range(start, end + 1)))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Report offsets of the clean characters ``start`` to ``end`` (end exclusive, not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def replace(self, edits: Iterable[tuple[int, int, str]]) -> CleanText:
        """Put a string in place of each clean span (start, end, string); the spans may not overlap.

        Each new character points at the character that it stands for, the last of those where it is longer.
        """
        edits = sorted(edits)
        if not edits:
            return self
        text: list[str] = []
        offsets: list[int] = []
        at = 0
        for start, end, new in edits:
            if start < at:
                raise ValueError(f"edits overlap at {start}")
            text.append(self.text[at:start])
            offsets.extend(self.offsets[at:start])
            text.append(new)
            last = max(start, end - 1)
            offsets.extend(self.offsets[min(start + i, last)] for i in range(len(new)))
            at = end
        text.append(self.text[at:])
        offsets.extend(self.offsets[at:])
        return CleanText("".join(text), tuple(offsets))

    def without(self, spans: Iterable[tuple[int, int]]) -> CleanText:
        """Drop the clean spans."""
        return self.replace((start, end, "") for start, end in spans)


class BlockKind(StrEnum):
    """What a block of a report is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list
    TURN = "turn"  # of a transcript: the block's speaker talks
    QUOTED = "quoted"  # words of one speaker by layout: under "X said:", or above a signature line
    NOTICE = "notice"  # "The following is attributable to ...", share links, captions: not read for facts


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a report that is parsed by itself.

    ``start``/``end`` and ``speaker`` (the words that name whoever talks in a TURN or QUOTED block) are report offsets.
    ``clean`` is what the parser reads: no Markdown, no dateline, no label.
    """

    kind: BlockKind
    start: int
    end: int
    clean: CleanText
    speaker: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, in report offsets without the marks.

    ``scare`` is a short lower-case fragment ("so-called" use, or a part of a clause), no speech of its own.
    """

    start: int
    end: int
    closed: bool = True
    scare: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A report cut into blocks; ``dateline`` (place words), ``issuer`` ("attributable to X") are report offsets."""

    blocks: tuple[Block, ...]
    quotations: tuple[Quotation, ...] = ()
    dateline: tuple[int, int] | None = None
    issuer: tuple[int, int] | None = None
