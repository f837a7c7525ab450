"""docs/ontology.md shows what the loader writes: its Turtle is compared quad for quad, its query is run."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store
from support_ontology import FOLDER, prefixes

from kg.iris import DEFAULT_BASE, ReportIris
from kg.model import (
    Actor,
    ActorKind,
    Claim,
    Demand,
    Extraction,
    Factuality,
    Force,
    Modality,
    Passage,
    Report,
    Target,
    Topic,
)
from kg.quads import registry_quads, report_quads, vocabulary_quads

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = (DOCS / "ontology.md").read_text(encoding="utf-8")
TEXT = "Norway pressed Chile to cut its tariffs by 10 percent, an envoy said."
POST = Actor(ActorKind.MEDIUM, "Example Post")
NORWAY, CHILE = Actor(ActorKind.STATE, "Norway"), Actor(ActorKind.STATE, "Chile")
ENVOY = Actor(ActorKind.UNIDENTIFIED, "an envoy")


def example() -> Extraction:
    def evidence(words: str) -> tuple[Passage, ...]:
        at = TEXT.index(words)
        return (Passage(at, at + len(words), words),)

    report = Report("tariffs.txt", TEXT, hashlib.sha256(TEXT.encode()).hexdigest(), publisher="Example Post")
    target = Target(Decimal("10"), "percent", "by 10 percent", change=True)
    demand = Demand(
        "demand-7-53", (NORWAY,), (CHILE,), "to cut its tariffs by 10 percent", Topic.TRADE, Force.PRESSING, (target,)
    )
    words = evidence("Norway pressed Chile to cut its tariffs by 10 percent, an envoy said")
    how = (("by", "explicit"),)
    envoy = Claim("demand-7-53.1", demand.key, ENVOY, words, rule="demand-verb", how=how)
    post = Claim(
        "demand-7-53.2",
        demand.key,
        None,
        words,
        Factuality.UNCOMMITTED,
        modality=Modality.REPORTED,
        relays=(envoy.key,),
        rule="demand-verb",
        how=how,
    )
    return Extraction(report, (demand,), (envoy, post))


def block(language: str) -> str:
    found = re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)
    assert len(found) == 1
    return str(found[0])


def test_the_pages_turtle_is_what_the_loader_writes() -> None:
    read = example()
    report = ReportIris.of(DEFAULT_BASE, read.report).report
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
    shown = pyoxigraph.parse(head + block("turtle"), format=RdfFormat.TURTLE, base_iri=report)
    store = Store()  # which writes 10.0 as the loader does
    store.extend(Quad(t.subject, t.predicate, t.object) for t in shown)
    assert {q.triple for q in store} == {q.triple for q in report_quads(read, outlet=POST)}
    assert f"<{report}>" in PAGE
    assert TEXT in PAGE


def test_the_pages_query_gives_the_pages_answer() -> None:
    store = Store()
    read = example()
    store.extend(report_quads(read, outlet=POST))
    store.extend(registry_quads(read, outlet=POST))
    store.extend(vocabulary_quads((FOLDER / "codes.ttl").read_bytes()))
    names = {name: iri for name, iri in prefixes().items() if f"{name}:" in block("sparql")}
    solutions = store.query(block("sparql"), prefixes=names)
    rows = [" | ".join(value.value for value in row) for row in solutions]  # type: ignore[union-attr]
    table = [line.strip("| ") for line in PAGE.splitlines() if line.startswith("| ")]
    header = table.index(" | ".join(v.value for v in solutions.variables))  # type: ignore[union-attr]
    assert table[header + 2 : header + 2 + len(rows)] == rows
    assert len(rows) == 2


@pytest.mark.parametrize("page", ["ontology.md", "model.md"])
def test_every_term_that_a_page_names_exists(page: str) -> None:
    for term in re.findall(r"dmd:(\w+)", (DOCS / page).read_text(encoding="utf-8")):
        assert NamedNode("https://w3id.org/dmd/ns#" + term).value in _terms(), term


def test_the_lesson_shows_the_report_of_its_example() -> None:
    shown = " ".join(re.findall(r"^> (.*)$", (DOCS / "model.md").read_text(encoding="utf-8"), re.M))
    example = (FOLDER / "examples" / "called-off-or-put-off.trig").read_text(encoding="utf-8")
    assert f"# {shown}\n" in example
    for path in re.findall(r"`(ontology/\S+?)`", (DOCS / "model.md").read_text(encoding="utf-8")):
        assert (DOCS.parent / path).exists(), path


def _terms() -> frozenset[str]:
    from kg import vocabulary

    return vocabulary.terms()
