"""Links decided on a terminal: the actor with the words it comes from, candidates side by side, one key each."""

from __future__ import annotations

import sys
import textwrap
from datetime import date
from typing import TYPE_CHECKING

from kg.console import width
from kg.linking.links import Decision
from kg.linking.sssom import short
from kg.prefixes import prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.linker import Linker, Task
    from kg.linking.links import Link

NARROWEST = 26
"""Columns of a candidate; as many stand side by side as the terminal has room for."""

HELP = """1, 2 ...   accept this one (the others of its data set go)
r, r2 ...  reject all, or one      u, u2 ...  unsure of all, or of one
s          skip for now            z          undo the last decision
q          stop; what was decided is saved"""


def review(linker: Linker, author: str, only: Iterable[str] = (), *, unsure: bool = False) -> int:
    """Ask for each thing that waits; the number of decisions. End of input and q stop; all is saved by then."""
    queue = linker.waiting(unsure=unsure, only=only)
    decided: list[int] = []  # where in the queue each decision was made
    at = 0
    while at < len(queue):
        task = linker.task(queue[at], unsure=unsure)
        if task is None:
            at += 1
            continue
        _say(*_shown(task, linker))
        outcome = _asked(task, linker, author)
        if outcome == "quit":
            break
        if outcome == "undone":
            at = decided.pop()
        elif outcome == "skipped":
            at += 1
        else:
            decided.append(at)
            at += outcome == "decided"
    left = len(linker.waiting(unsure=unsure, only=only))
    _say(f"{_decisions(len(decided))} saved; {left} still to review")
    return len(decided)


def _decisions(number: int) -> str:
    return f"{number} decision{'' if number == 1 else 's'}"


def _asked(task: Task, linker: Linker, author: str) -> str:
    """Ask until something is done: decided, in part decided, skipped, undone, quit."""
    while True:
        answer = _answer()
        if answer is None or answer == "q":
            return "quit"
        if answer == "s":
            return "skipped"
        if answer == "z":
            if linker.undo():
                _say("undone")
                return "undone"
            _say("there is nothing to undo")
            continue
        chosen = _chosen(answer, task.links)
        if chosen is None:
            _say(HELP)
            continue
        links, decision = chosen
        linker.decide(links, decision, author, date.today())
        whole = decision is Decision.ACCEPTED or len(links) == len(task.links) or decision is Decision.UNSURE
        return "decided" if whole else "in part"


def _chosen(answer: str, links: Sequence[Link]) -> tuple[Sequence[Link], Decision] | None:
    """The links that an answer means, and the decision; None if it means none."""
    key, number = (answer[:1], answer[1:]) if answer[:1] in ("r", "u") else ("a", answer)
    decision = {"r": Decision.REJECTED, "u": Decision.UNSURE, "a": Decision.ACCEPTED}[key]
    if not number and key != "a":
        return links, decision
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= len(links)):
        return None
    return [links[int(number) - 1]], decision


def _answer() -> str | None:
    sys.stderr.write("accept 1-9, (r)eject, (u)nsure, (s)kip, (z) undo, (q)uit, (?) > ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.strip().lower() if line else None


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


# ---------------------------------------------------------------------------------------------- what is shown
def _shown(task: Task, linker: Linker) -> Iterator[str]:
    mention, columns = task.mention, width()
    known = prefixes(linker.store.base)
    yield ""
    yield plain(f"{mention.name}  ({mention.kind}{', ' + mention.country if mention.country else ''})")
    if mention.names:
        yield from _folded(f"also: {', '.join(mention.names[:8])}", columns, "  ")
    for office in mention.offices[:4]:
        yield from _folded(f"{office.title}{', ' + office.body if office.body else ''}", columns, "  ")
    for quote in task.quotes:
        yield from _folded(f"“{quote.words}” ({quote.file}{', ' + quote.day if quote.day else ''})", columns, "  ")
    yield ""
    yield from side_by_side([list(_candidate(n, link, known)) for n, link in enumerate(task.links, 1)], columns)


def _candidate(number: int, link: Link, known: dict[str, str]) -> Iterator[str]:
    score = f"  {link.confidence:.2f}" if link.confidence is not None else ""
    mark = " (unsure)" if link.decision is Decision.UNSURE else ""
    yield f"{number}  {link.target_label or link.target}{mark}"
    yield f"{short(link.target, known)}{score}"
    if link.description:
        yield link.description
    if link.source:
        yield f"from {link.source}"


def side_by_side(blocks: Sequence[Sequence[str]], columns: int) -> Iterator[str]:
    """Blocks of lines as columns beside each other, as many as there is room for, each line folded to its column.

    >>> list(side_by_side([["one"], ["two", "2"]], 60))
    ['one                           two', '                              2', '']
    """
    fit = max(1, min(len(blocks), columns // NARROWEST))
    room = columns // fit - 2
    for start in range(0, len(blocks), fit):
        folded = [[part for line in block for part in _folded(line, room, "")] for block in blocks[start : start + fit]]
        for row in range(max(map(len, folded), default=0)):
            cells = (block[row] if row < len(block) else "" for block in folded)
            yield "  ".join(f"{cell:<{room}}" for cell in cells).rstrip()
        yield ""


def _folded(text: str, columns: int, lead: str) -> list[str]:
    return textwrap.wrap(plain(text), max(20, columns - 2), initial_indent=lead, subsequent_indent=lead) or [""]


def plain(text: str) -> str:
    """The text without what a terminal would obey.

    >>> plain("a\\x1b[31mb")
    'a [31mb'
    """
    return "".join(c if c.isprintable() else " " for c in text)
