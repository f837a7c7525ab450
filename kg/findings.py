"""What is wrong with a stored report, as values: findings of the shapes, and of checks that shapes cannot express.

SHACL (https://www.w3.org/TR/shacl/) sees one graph of data and no text. Here are the checks that go beyond it: that
each quote stands in the kept text at its offsets, that no reference between graphs leads nowhere, that what is spelt
out in the graph of inferred quads is what follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg import vocabulary as v
from kg.supertypes import inferred


class Severity(StrEnum):
    """How bad it is, as in SHACL: only a violation makes a report invalid."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One result: the report (its IRI), the node it is about, the shape or check, and what is said.

    ``path`` is the property and ``value`` the term that are at fault, where there are such; ``words`` are the words of
    the report that the node rests on.
    """

    report: str
    severity: Severity
    shape: str
    node: str
    message: str
    path: str = ""
    value: str = ""
    words: str = ""


@dataclass(frozen=True)
class StoredReport:
    """A report as it is stored: its own quads, the registry's on all that they reach, what was inferred, the text."""

    iri: str
    own: tuple[Quad, ...]
    shared: tuple[Quad, ...]
    inferred: frozenset[Quad] | None = None  # None: the store does not spell super-types out
    text: str | None = None
    _said: dict[str, list[tuple[str, str]]] = field(default_factory=dict, repr=False, compare=False)

    def said(self, node: str) -> list[tuple[str, str]]:
        """Predicates and values that the report's own graph gives a node."""
        if not self._said:
            for quad in self.own:
                self._said.setdefault(_value(quad.subject), []).append((quad.predicate.value, _value(quad.object)))
        return self._said.get(node, [])

    def words(self, node: str) -> str:
        """The report's words that a node rests on, at most three steps away; empty if it rests on none."""
        near, seen = [node], {node}
        for _ in range(4):
            for one in near:
                found = [value for name, value in self.said(one) if name in (v.HAS_WORDS, v.WORDED_AS)]
                if found:
                    return found[0]
            onward = [value for one in near for name, value in self.said(one) if name == v.HAS_EVIDENCE]
            back = [_value(q.subject) for q in self.own if _value(q.object) in near] if not onward else []
            near = [one for one in dict.fromkeys((*onward, *back)) if one not in seen]
            seen.update(near)
        return ""


def check(report: StoredReport, known: frozenset[str], base: str) -> Iterator[Finding]:
    """What the checks beyond the shapes say; ``known`` are the IRIs that need no description (codes, terms)."""
    yield from _quotes(report)
    yield from _references(report, known, base)
    yield from _supertypes(report, base)


def _quotes(report: StoredReport) -> Iterator[Finding]:
    """Every quote equals the text at its offsets, in code points, the end not included."""
    if report.text is None:
        message = "The text was not kept, so that quotes cannot be held against it."
        yield Finding(report.iri, Severity.INFO, "Quote", report.iri, message)
        return
    for node in sorted({_value(q.object) for q in report.own if q.predicate.value == v.HAS_EVIDENCE}):
        told = dict(report.said(node))
        start, end, words = (told.get(p, "") for p in (v.STARTS_AT, v.ENDS_AT, v.HAS_WORDS))
        if not start.isdecimal() or not end.isdecimal():
            continue  # the shapes say so
        there = report.text[int(start) : int(end)]
        if words != there:
            message = f"The words are not those of the text at {start} to {end}."
            yield Finding(report.iri, Severity.VIOLATION, "Quote", node, message, v.HAS_WORDS, there, words)


def _references(report: StoredReport, known: frozenset[str], base: str) -> Iterator[Finding]:
    """Whatever is referred to under the store's base, or in the vocabulary, is described somewhere."""
    described = {_value(quad.subject) for quad in (*report.own, *report.shared)} | known
    seen: set[tuple[str, str, str]] = set()
    for quad in (*report.own, *report.shared):
        value = _value(quad.object)
        if not isinstance(quad.object, NamedNode) or value in described or not value.startswith((base, v.NS)):
            continue
        node, path = _value(quad.subject), quad.predicate.value
        if (node, path, value) not in seen:
            seen.add((node, path, value))
            message = "What is referred to is described nowhere."
            words = report.words(node)
            yield Finding(report.iri, Severity.VIOLATION, "Reference", node, message, path, value, words)


def _supertypes(report: StoredReport, base: str) -> Iterator[Finding]:
    """The graph of inferred quads holds just what follows from the report's quads."""
    if report.inferred is None:
        return
    follows = frozenset(inferred(report.own, base=base))
    for wrong, message in (
        (follows - report.inferred, "Super-types that follow are not spelt out; load the report again."),
        (report.inferred - follows, "Super-types are spelt out that do not follow; load the report again."),
    ):
        first: dict[str, Quad] = {}
        for quad in sorted(wrong, key=str):
            first.setdefault(_value(quad.subject), quad)
        for node, quad in first.items():
            path, value, words = quad.predicate.value, _value(quad.object), report.words(node)
            yield Finding(report.iri, Severity.VIOLATION, "Supertype", node, message, path, value, words)


def counted(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings of each severity.

    >>> counted([])[Severity.VIOLATION]
    0
    """
    found = dict.fromkeys(Severity, 0)
    for one in findings:
        found[one.severity] += 1
    return found


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


CHECKS: Final = ("Quote", "Reference", "Supertype")
"""The names under which the checks beyond the shapes report."""
