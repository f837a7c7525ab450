"""Check the store: the shapes, and that every quote stands in its text, report by report.

kg validate                          all reports
kg validate --report talks.txt       one, by its path, name, IRI or digest
kg validate --least violation        without warnings
kg validate --format turtle          a SHACL validation report

Violations make the exit status 1. Warnings tell what a report leaves open (nobody is named as asking); notes, shown
with '--least info', what is worth knowing. Without '--report' the counts that the store gives of itself and the graph
of links are checked, too.
"""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, BinaryIO, Literal

import typer

from kg import api
from kg.console import Progress, say, width
from kg.console import output as written
from kg.findings import CHECKS, Finding, Severity
from kg.options import Output, Quiet, Store, loaded_names
from kg.prefixes import prefixes
from kg.results import short_iri

_RANKS = tuple(Severity)
_INDENT = " " * 11


def run(
    report: Annotated[
        str | None,
        typer.Option(
            "--report",
            metavar="REPORT",
            help="only this report (path, name, IRI or digest)",
            autocompletion=loaded_names,
        ),
    ] = None,
    form: Annotated[Literal["table", "json", "turtle"], typer.Option("--format", help="how it is written")] = "table",
    least: Annotated[
        Literal["violation", "warning", "info"], typer.Option("--least", help="the least severity that is shown")
    ] = "warning",
    output: Output = None,
    store: Store = "",
    quiet: Quiet = False,
) -> int:
    """Write the findings as they come; 1 if one is a violation."""
    graphs = api.open(store)
    chosen = [graphs.report(report)] if report else graphs.reports()
    progress = Progress(len(chosen), shown=not quiet)
    counts: Counter[Severity] = Counter()
    shown = _RANKS[: _RANKS.index(Severity(least)) + 1]

    def coming() -> Iterator[tuple[str, Finding]]:
        for name, finding in graphs.validate(chosen if report else None, lambda one: progress.step(one.name)):
            counts[finding.severity] += 1
            if finding.severity in shown:
                yield name, finding

    try:
        with written(output) as stream:
            {"table": _table, "json": _json, "turtle": _turtle}[form](coming(), stream, graphs.base)
    finally:
        progress.clear()
    if not quiet:
        said = ", ".join(_number(counts[s], s) for s in Severity)
        say(f"{_number(len(chosen), 'report')} checked: {said}")
    return 1 if counts[Severity.VIOLATION] else 0


def _number(number: int, word: str) -> str:
    """A number with its word: 1 report, 2 notes."""
    word = "note" if word == Severity.INFO else word
    return f"{number} {word}{'' if number == 1 else 's'}"


def _table(findings: Iterator[tuple[str, Finding]], stream: BinaryIO, base: str) -> None:
    """Blocks of lines for people."""
    known, columns = prefixes(base), width()
    for name, f in findings:
        node = short_iri(f.node, known) if not f.node.startswith(f"{f.report}#") else f.node[len(f.report) :]
        lines = [f"{f.severity.upper():<9}  {name}  {node}", f"{f.message} [{f.shape}]"]
        if f.path and f.value:
            value = short_iri(f.value, known) if "://" in f.value else f.value
            lines.append(f"at {short_iri(f.path, known)}: {value}")
        if f.words:
            lines.append(f"“{f.words}”")
        for i, line in enumerate(lines):
            text = f"\n{_INDENT}".join(textwrap.wrap(line, columns - len(_INDENT), break_on_hyphens=False))
            stream.write(f"{_INDENT if i else ''}{text}\n".encode("utf-8", "replace"))


def _json(findings: Iterator[tuple[str, Finding]], stream: BinaryIO, base: str) -> None:
    """An array of objects, one a line, written as they come."""
    stream.write(b"[")
    for i, (name, finding) in enumerate(findings):
        text = json.dumps({"file": name, **asdict(finding)}, ensure_ascii=False)
        stream.write((b",\n " if i else b"\n ") + text.encode("utf-8", "replace"))
    stream.write(b"\n]\n")


def _turtle(findings: Iterator[tuple[str, Finding]], stream: BinaryIO, base: str) -> None:
    """A SHACL validation report (https://www.w3.org/TR/shacl/#validation-report), without blank nodes."""
    from pyoxigraph import Literal as Words
    from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

    from kg.prefixes import PREFIXES

    shacl, shapes = PREFIXES["sh"], "https://w3id.org/dmd/shapes#"
    whole = NamedNode("urn:kg:validation")

    def told() -> Iterator[Triple]:
        valid = True
        yield Triple(whole, NamedNode(f"{PREFIXES['rdf']}type"), NamedNode(f"{shacl}ValidationReport"))
        for number, (_, f) in enumerate(findings, 1):
            valid = valid and f.severity != Severity.VIOLATION
            one = NamedNode(f"urn:kg:validation:{number}")
            yield Triple(whole, NamedNode(f"{shacl}result"), one)
            yield Triple(one, NamedNode(f"{PREFIXES['rdf']}type"), NamedNode(f"{shacl}ValidationResult"))
            tied = {
                "focusNode": f.node,
                "resultSeverity": shacl + f.severity.capitalize(),
                "sourceShape": "" if f.shape in CHECKS or not f.shape else shapes + f.shape,
                "resultPath": f.path,
            }
            for name, iri in tied.items():
                if iri:
                    yield Triple(one, NamedNode(shacl + name), NamedNode(iri))
            yield Triple(one, NamedNode(f"{shacl}resultMessage"), Words(f.message, language="en"))
        yield Triple(whole, NamedNode(f"{shacl}conforms"), Words(valid))

    serialize(told(), stream, format=RdfFormat.TURTLE, prefixes={"sh": shacl, **prefixes(base)})


__all__ = ["run"]
