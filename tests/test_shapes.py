"""The shapes hold on a report read by hand, and each of their messages is called forth by one planted fault.

Faults are planted a dozen at a time, each in a copy of the same small report under a base IRI of its own, because
validating six times is much faster than validating seventy times. With each fault goes a twin: a change of the same
kind that is right, of which the shapes must say nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib
from rdflib import SH
from support_ontology import load, prefixes
from support_seed import COURIER, EXTRACTION, REPORT, US

from kg.iris import ReportIris
from kg.model import Demand, Extraction
from kg.quads import registry_quads, report_quads

CASES = tomllib.loads((Path(__file__).parent / "cases" / "shapes" / "faults.toml").read_text(encoding="utf-8"))["fault"]
KEPT = (
    "meeting", "status-off", "demand-push", "demand-3.5", "demand-3", "demand-calls", "response-ishiba",
    "tenure-ishiba", "statement-ishiba",
)  # fmt: skip
LEFT_OUT = ("status-off.4", "status-off.6", "demand-push.2", "demand-push.3")  # more of what others show
BATCH = 12
LINK = """INSERT DATA { r:link a dmd:Link ; rdf:subject r:x ; rdf:predicate skos:exactMatch ; rdf:object wd:Q17 ;
  sssom:mapping_justification <https://w3id.org/semapv/vocab/ManualMappingCuration> ;
  dmd:hasDecision dmd:LinkAccepted }"""


def extraction() -> Extraction:
    """The report by hand, with one or two situations of each kind, and an asker for the calls that have none there."""
    situations = (
        replace(s, by=(US,)) if isinstance(s, Demand) and not s.by else s
        for s in EXTRACTION.situations
        if s.key in KEPT
    )
    claims = (c for c in EXTRACTION.claims if c.situation in KEPT and c.key not in LEFT_OUT)
    return Extraction(REPORT, tuple(situations), tuple(claims))


def graph(base: str, read: Extraction) -> rdflib.Graph:
    quads = (*report_quads(read, base=base, outlet=COURIER), *registry_quads(read, base=base, outlet=COURIER))
    data = pyoxigraph.serialize([q.triple for q in quads], format=pyoxigraph.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=data, format="nt")


def base_of(number: int) -> str:
    return f"https://example.org/{number}/"


def planted(number: int, update: str | None) -> rdflib.Graph:
    """A copy of the small report with a fault in it."""
    read = extraction()
    iris = ReportIris.of(base_of(number), REPORT)
    copy = graph(iris.base, read)
    names = {**prefixes(), "r": iris.report + "#"}
    passage = read.claims[-1].evidence[0]
    copy.update(LINK, initNs=names)
    before = set(copy)
    if update is not None:
        where = f"<{iris.passage(passage.start, passage.end)}>"
        # rdflib takes a dot inside a local name for the end of a sentence where a digit follows: spell IRIs out
        whole = update.replace("r:PASSAGE", where).replace("BASE", iris.base)
        whole = re.sub(r"\br:([\w-]+(\.\d+)?)", lambda m: f"<{iris.keyed(m[1])}>", whole)
        copy.update(whole, initNs=names)
        assert set(copy) != before, f"{update} changes nothing"
    return copy


def said(data: rdflib.Graph) -> list[tuple[str, str]]:
    """Each result of the shapes: focus node and message."""
    _, report, _ = pyshacl.validate(data, shacl_graph=load("shapes"))
    assert isinstance(report, rdflib.Graph)
    results = report.subjects(rdflib.RDF.type, SH.ValidationResult)
    return sorted((str(report.value(r, SH.focusNode)), str(report.value(r, SH.resultMessage))) for r in results)


@cache
def verdicts(batch: int, which: str = "update") -> dict[int, set[str]]:
    """The messages for each copy of a batch: -1 is clean, the others have the faults in the order of the file."""
    data = planted(-1, None)
    for number in range(batch * BATCH, min((batch + 1) * BATCH, len(CASES))):
        data += planted(number, CASES[number][which])
    found: dict[int, set[str]] = defaultdict(set)
    for focus, message in said(data):
        match = re.match(r"https://example\.org/(-?\d+)/", focus)
        assert match, focus
        found[int(match[1])].add(message)
    return found


def pattern(message: str) -> str:
    """A message of a shape as a pattern: what stands for a value fits any."""
    return re.sub(r"\\\{\\\?\w+\\\}", ".+", re.escape(message))


def test_the_clean_copy_has_no_fault() -> None:
    assert verdicts(0)[-1] == set()


@pytest.mark.parametrize("number", range(len(CASES)), ids=[c["message"][:50] for c in CASES])
def test_a_planted_fault_is_caught_and_nothing_else_is_said(number: int) -> None:
    case = CASES[number]
    expected = [pattern(m) for m in (case["message"], *case.get("also", ()))]
    found = verdicts(number // BATCH)[number]
    assert all(any(re.fullmatch(p, m) for p in expected) for m in found), found
    assert all(any(re.fullmatch(p, m) for m in found) for p in expected), found


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(CASES)), ids=[c["message"][:50] for c in CASES])
def test_the_twin_of_a_fault_passes(number: int) -> None:
    assert verdicts(number // BATCH, "twin")[number] == set()


def test_every_message_of_the_shapes_has_its_fault() -> None:
    shapes = load("shapes")
    messages = [str(m) for m in shapes.objects(None, SH.message)]
    assert len(set(messages)) == len(messages), "a message is of one shape"
    assert sorted(messages) == sorted(c["message"] for c in CASES)
    assert [c["message"] for c in CASES if "twin" not in c] == []
    silent = [s for s in shapes.objects(None, SH.property) if shapes.value(s, SH.message) is None]
    assert silent == []


def test_the_whole_report_by_hand_has_only_the_asker_missing_whom_it_does_not_tell() -> None:
    iris = ReportIris.of(base_of(0), REPORT)
    assert said(graph(iris.base, EXTRACTION)) == [(iris.keyed("demand-calls"), "Nobody is named as asking.")]
