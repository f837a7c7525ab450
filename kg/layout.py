"""A report cut into blocks: paragraphs, headings, list items, turns of a transcript."""

from __future__ import annotations

import re

from kg.model import Report
from kg.quotations import quotations
from kg.text import Block, BlockKind, CleanText, Layout

_DATELINE = re.compile(r"[A-Z][A-Z .,'/-]{2,40}(?:,\s*[A-Z][a-z]+\.? \d{1,2})?\s*(?:\([A-Za-z ./]+\))?\s*[:—–-]+\s+(?=[A-Z“\"])")
_TURN = re.compile(r"(?P<who>(?:[A-Z][A-Z.’'-]+ ?){1,6}|Q|[A-Z][a-z]+ [A-Z][a-z]+):\s+|(?P<q>Q) +(?=[A-Z])")
_DROPPED = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|`|[\u200b\u200e\u200f\ufeff\u2060]|^#+\s*|^\s*[-•*] +")


def layout(report: Report) -> Layout:
    """The blocks and quotations of a report."""
    blocks: list[Block] = []
    dateline: tuple[int, int] | None = None
    for line in re.finditer(r"[^\n]*\S[^\n]*", report.text[report.body :]):
        start, end = line.start() + report.body, line.end() + report.body
        words = report.text[start:end]
        kind, speaker = BlockKind.PARAGRAPH, None
        first = start
        if not blocks and (found := _DATELINE.match(words)):
            dateline, first = (start, start + len(found.group().rstrip(" :—–-"))), start + found.end()
        elif found := _TURN.match(words):
            kind, first = BlockKind.TURN, start + found.end()
            speaker = (start, start + len((found["who"] or found["q"]).rstrip()))
        elif re.match(r"\s*[-•*] ", words):
            kind = BlockKind.ITEM
        elif words.startswith("#") or (len(words) < 120 and not re.search(r"[.!?:;,”\"]\s*$", words)):
            kind = BlockKind.HEADING
        clean = CleanText.of(report.text, first, end)
        clean = clean.without(m.span() for m in _DROPPED.finditer(clean.text))
        clean = clean.replace((m.start(), m.end(), " ") for m in re.finditer(r"\s+", clean.text) if m.group() != " ")
        clean = clean.replace((m.start(), m.end(), "'" if m.group() in "‘’" else '"') for m in re.finditer("[‘’“”]", clean.text))
        clean = clean.without(m.span() for m in re.finditer(r"^\s+|\s+$", clean.text))
        if clean.text:
            blocks.append(Block(kind, start, end, clean, speaker))
    return Layout(tuple(blocks), quotations(report.text, tuple(blocks)), dateline)
