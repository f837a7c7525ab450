"""Quotations of a text: what stands between quotation marks.

Double marks, straight or curly, count wherever they stand; single ones only where they can be no apostrophe and no
double marks enclose them. By the convention of English print a quotation that goes on in the next paragraph is not
closed at the end of the first and opened again at the start of the second: that is one quotation here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.text.cleaned import CleanText, Quotation

SCARE_WORDS = 8
"""The longest fragment that can be "so-called" use."""

_MARK = re.compile(r"[\"“”„«»]")
_SINGLE_OPEN = re.compile(r"(?<![^\s(\[—–\"“])['‘](?=[^\W\d_]|\$)(?!(?:em|til|tis|twas|cause|n)\b)")
_SINGLE_CLOSE = re.compile(r"(?<=\S)['’](?!\w)")
_STOP = re.compile(r"(?<=[a-z]{2})[.!?](?=\s+[A-Z])")
_REOPENS = re.compile(r"\s*[\"“„«]")


@dataclass(frozen=True, slots=True)
class Run:
    """A quotation in the texts that were searched: from character ``start`` of text ``first`` to ``end`` of ``last``.

    The marks lie just outside: at ``start - 1``, and, if it is closed, at ``end``.
    """

    first: int
    start: int
    last: int
    end: int
    closed: bool
    scare: bool = False


def quotations(texts: Sequence[CleanText]) -> tuple[Quotation, ...]:
    """The quotations of a report's texts (its paragraphs), in report offsets."""
    return tuple(in_report(run, texts) for run in quotation_runs([text.text for text in texts]))


def in_report(run: Run, texts: Sequence[CleanText]) -> Quotation:
    """A run in report offsets."""
    end = texts[run.last].original(run.end - 1, run.end)[1]
    return Quotation(texts[run.first].offsets[run.start], end, run.closed, run.scare)


def quotation_runs(texts: Sequence[str]) -> tuple[Run, ...]:
    """The quotations of a row of paragraphs; none is empty, none overlaps another.

    >>> [text[run.start : run.end] for text in ['He called it "unfair".'] for run in quotation_runs([text])]
    ['unfair']
    """
    runs: list[Run] = []
    going: Run | None = None  # opened in an earlier paragraph
    for number, text in enumerate(texts):
        if not text:
            continue
        carried = 0
        if going is not None and not _REOPENS.match(text):
            carried = _carried(texts[number : number + 3])
            if carried > 0:
                runs.append(Run(going.first, going.start, number, carried, True))
            if carried >= 0:
                runs.extend([going] if carried == 0 else [])
                going = None
            else:
                continue  # it ends in one of the next paragraphs
        for start, end, closed in _pairs(text, carried + 1 if carried else 0):
            if going is not None:
                run = Run(going.first, going.start, number, end, closed)
                going = None
            else:
                run = Run(number, start, number, end, closed, closed and _scare(text, start, end))
            if closed or end < len(text.rstrip()):
                runs.append(run)
            else:
                going = run
    if going is not None:
        runs.append(going)
    return tuple(runs)


def _carried(texts: Sequence[str]) -> int:
    """Where a quotation that was not reopened ends in the first of ``texts``; -1 if in a later one, 0 if nowhere.

    It goes on if the next mark that comes can only close.
    """
    for number, text in enumerate(texts):
        found = _MARK.search(text)
        if found is not None:
            opens, closes = _sides(text, found.start(), found.group())
            if opens or not closes or found.start() == 0:
                return 0
            return found.start() if number == 0 else -1
    return 0


def _pairs(text: str, begin: int = 0) -> Iterator[tuple[int, int, bool]]:
    """The quotations within one paragraph from ``begin`` on: start, end, whether it is closed."""
    found = list(_doubles(text, begin))
    for start, end, closed in _singles(text, begin):
        within = [pair for pair in found if pair[0] <= end and start <= pair[1]]
        nested = all(start < pair[0] and pair[1] < end and pair[2] for pair in within)
        if within and not (nested and text[end - 1] in ".,!?…"):
            continue  # an apostrophe, or a quotation within a quotation
        found = [pair for pair in found if pair not in within] + [(start, end, closed)]
    for start, end, closed in sorted(found):
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace() and not closed:
            end -= 1
        if start < end:
            yield start, end, closed


def _doubles(text: str, begin: int) -> Iterator[tuple[int, int, bool]]:
    """Quotations in double marks; curly ones may be nested."""
    opened, depth = -1, 0
    for found in _MARK.finditer(text, begin):
        at, mark = found.start(), found.group()
        opens, closes = _sides(text, at, mark)
        if opened < 0:
            if opens:
                opened, depth = at + 1, 1
        elif closes:
            depth -= 1
            if depth == 0:
                yield opened, at, True
                opened = -1
        elif mark == '"':  # a second opening one: the first was never closed
            yield opened, _fragment_end(text, opened, at), False
            opened, depth = at + 1, 1
        else:
            depth += 1
    if opened >= 0:
        yield opened, _fragment_end(text, opened, len(text)), False


def _fragment_end(text: str, start: int, end: int) -> int:
    """Where a quotation that nobody closed ends: a fragment of a sentence ('cuts, "and so on.') with the sentence."""
    if not text[start : start + 1].islower():
        return end
    stop = _STOP.search(text, start, end)
    return stop.end() if stop is not None else end


def _sides(text: str, at: int, mark: str) -> tuple[bool, bool]:
    """Whether the mark at ``at`` can open, and whether it can close."""
    if mark in "“„«":
        return True, False
    if mark in "”»":
        return False, True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not before.strip() and not after.strip():  # a mark set apart: it closes past ", ", opens past ": "
        last = text[:at].rstrip()[-1:]
        return last in ("", ":", ","), last != "" and last in ",.!?…"
    opens = bool(after.strip()) and (not before or not before.isalnum()) and not (before and before in ".,!?%")
    closes = bool(before.strip()) and before not in "([—–"
    if before == "—" and (not after.strip() or after in ".,;:!?"):
        closes = True
    return opens and not (closes and not after.isalnum() and after not in "[($€£¥'‘…."), closes


def _singles(text: str, begin: int) -> Iterator[tuple[int, int, bool]]:
    """Quotations in single marks that are closed; a possessive plural closes only if nothing better does."""
    at = begin
    while (found := _SINGLE_OPEN.search(text, at)) is not None:
        start = found.end()
        ends = [m.start() for m in _SINGLE_CLOSE.finditer(text, start, start + 1500)]
        sure = [i for i in ends if text[i - 1] in ".,!?…" or not (text[i - 1] in "sS" and text[i + 1 : i + 2] == " ")]
        if not ends:
            at = start
            continue
        end = sure[0] if sure else ends[0]
        yield start, end, True
        at = end + 1


def _scare(text: str, start: int, end: int) -> bool:
    """True for a fragment within a clause: short, of no sentence of its own, led up to by words and no comma."""
    inside = text[start:end]
    words = inside.split()
    before = text[max(0, start - 60) : start - 1].rstrip()
    after = text[end + 1 : end + 60].lstrip()
    if len(words) > SCARE_WORDS or not before or not (before[-1].isalnum() or before[-1] in "\"”'’)%,—–-"):
        return False
    if before[-1] == "," and (len(before) < 2 or before[-2] not in "\"”'’"):
        return False  # 'He said, "no comment"'
    if before[-1] == "," and inside[:1].isupper():
        return False
    if inside[0].islower() or inside[0].isdigit() or inside[0] in "$€£¥[(":
        return inside[-1] not in "!?" or bool(after[:1].islower())
    if len(words) > 3 or inside[-1] in ".,!?…":
        return False
    nickname = after[:1].isupper() and before.split()[-1][0].isupper()  # Dwight "Ike" Eisenhower
    return nickname or after[:1].islower() or after[:1] in tuple(",;)")
