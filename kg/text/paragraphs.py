"""The paragraphs of a report, whichever way its lines are laid out.

Three ways are met: paragraphs parted by blank lines, a paragraph a line, and lines wrapped at a fixed width. A break is
a wrap if the sentence plainly goes on, or if the line was full: the next word would not have fitted into the width that
the plain cases of the same report show.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from kg.text.sentences import ends_open

MAX_WIDTH = 110
"""No line that was wrapped by a program or a typist is longer."""

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"\s*(?:>\s*)*(?:[-*+•‣▪▫●◦·–]|\d{1,2}[.)]|\(?(?:[a-z]|[ivx]{1,4})\))[ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s")
_HEADING = re.compile(r"\s*(?:>\s*)*#{1,6}(?:\s|\*)")
_RULE = re.compile(r"\s*(?:(?:[-*_=~#]\s*){3,}|<!--.*)$")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})\s*$")
_GOES_ON = re.compile(
    r"(?:[,;\-–—&(/]|\b(?:and|or|the|a|an|of|to|in|on|at|for|from|with|by|as|that|which|who|its|his|her|their))\s*$"
)
_STOPS = re.compile(r"(?:[.!?:;…]|[.!?,…:;][\"”’')\]*_]+)\s*$")
_LABEL = re.compile(r"(?:Q|A|[A-Z][A-Z.’' -]{2,50}:|[A-Z][\w.’' -]{2,50}:(?=\s*[“\"]?))\s")
_TALKS = re.compile(r"\s*(?:Q\s+[A-Z]|Q:|[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){0,6}:(?:\s|$))")
_NARROW = 20  # characters by which a list within a list is narrower than the page


class Shape(Enum):
    """What a paragraph looks like before its words are read."""

    PLAIN = "plain"
    ITEM = "item"
    HEADING = "heading"  # by Markdown
    QUOTE = "quote"  # a Markdown block quotation
    FIGURE = "figure"  # HTML


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Report offsets of a paragraph; ``words`` is where they begin behind a list mark."""

    start: int
    end: int
    shape: Shape
    words: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    apart: bool


def paragraphs(text: str, body: int = 0) -> tuple[Paragraph, ...]:
    """The paragraphs of ``text`` from offset ``body`` on, in order; none is blank."""
    lines = tuple(_lines(text, body))
    width = _width(lines)
    out: list[Paragraph] = []
    at = 0
    while at < len(lines):
        last = at
        if _shape(lines[at]) is Shape.FIGURE:
            while last + 1 < len(lines) and "</figure>" not in lines[last].text:
                last += 1
        else:
            while last + 1 < len(lines) and _wrapped(lines[last], lines[last + 1], lines[at], width):
                last += 1
        underlined = at == last and last + 1 < len(lines) and _is_underline(lines[last], lines[last + 1])
        paragraph = _paragraph(lines[at], lines[last], Shape.HEADING if underlined else _shape(lines[at]))
        if not _RULE.match(lines[at].text) or last > at:
            out.append(paragraph)
        at = last + (2 if underlined else 1)
    return tuple(out)


def _lines(text: str, body: int) -> Iterator[_Line]:
    """The lines that are not blank."""
    end = body
    for found in _LINE.finditer(text, body):
        if not found.group().strip():
            continue
        gap = text[end : found.start()]
        apart = end == body or len(_BREAK.findall(gap)) > 1
        yield _Line(found.start(), found.end(), found.group(), apart)
        end = found.end()


def _width(lines: Sequence[_Line]) -> int:
    """The width to which the report's lines are wrapped, 0 if they are not.

    Witnesses are lines of at most ``MAX_WIDTH`` whose sentence goes on in lower case on the next line.
    """
    seen = [
        len(line.text.rstrip())
        for line, following in itertools.pairwise(lines)
        if not following.apart
        and following.text.lstrip()[:1].islower()
        and not _STOPS.search(line.text)
        and len(line.text) <= MAX_WIDTH
    ]
    return max(seen) if len(seen) > 1 else 0


def _wrapped(line: _Line, following: _Line, first: _Line, width: int) -> bool:
    """True if ``following`` goes on with the paragraph that began at ``first`` and has come to ``line``."""
    if following.apart or _shape(line) is Shape.HEADING or _RULE.match(following.text) or _RULE.match(line.text):
        return False
    if _shape(first) is Shape.QUOTE and _shape(following) is Shape.QUOTE:
        return True
    if _TALKS.match(following.text):
        return False
    shape = _shape(following)
    words = following.text.lstrip()
    full = 0 < len(line.text) <= MAX_WIDTH and len(line.text.rstrip()) + 1 + len(words.split()[0]) > width > 0
    number = shape is Shape.ITEM and _NUMBER.match(following.text) is not None and full and not _STOPS.search(line.text)
    if shape is not Shape.PLAIN and not number:
        return False
    if re.match(r"[—–]\s", words) and shape is Shape.PLAIN:
        return True  # an interrupted sentence in a transcript
    if words[0].islower():
        return True
    if _STOPS.search(line.text) and not ends_open(line.text):
        return full and not _LABEL.match(words)
    if _GOES_ON.search(line.text) or ends_open(line.text):
        return True
    if (width or _shape(first) is Shape.ITEM) and (words[0].isdigit() or words[0] in "&$€£("):
        return True
    if _shape(first) is Shape.ITEM and len(words.split()) <= 3 and words.rstrip().endswith(":"):
        return True  # a name broken over two lines
    narrow = _shape(first) is Shape.ITEM and 0 < width - _NARROW <= len(line.text.rstrip()) <= MAX_WIDTH
    return (full or narrow) and not _LABEL.match(words)


def _shape(line: _Line) -> Shape:
    if _HEADING.match(line.text):
        return Shape.HEADING
    if _BULLET.match(line.text) and not _RULE.match(line.text):
        return Shape.ITEM
    if line.text.lstrip().startswith(">"):
        return Shape.QUOTE
    if line.text.lstrip().startswith("<figure"):
        return Shape.FIGURE
    return Shape.PLAIN


def _is_underline(line: _Line, following: _Line) -> bool:
    """True if a Markdown heading is underlined by the next line."""
    return (
        not following.apart
        and _UNDERLINE.match(following.text) is not None
        and _shape(line) is Shape.PLAIN
        and not re.search(r"[.!?]\s*$", line.text)
    )


def _paragraph(first: _Line, last: _Line, shape: Shape) -> Paragraph:
    bullet = _BULLET.match(first.text) if shape is Shape.ITEM else None
    return Paragraph(first.start, last.end, shape, first.start + (bullet.end() if bullet else 0))
