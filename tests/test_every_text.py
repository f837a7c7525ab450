"""What holds of whatever is read: of the text of every case, of the sample reports, and of any text at all."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from support_every_text import AT_LEAST, every_text
from support_parses import FOLDER, StoredParses

from kg import extract
from kg.annotate import annotate
from kg.document import Document
from kg.errors import ReportError
from kg.invariants import check
from kg.model import Extraction, Report
from kg.pipeline import LoadOptions, load, quads_of
from kg.reports import read_report
from kg.text.header import make_report

SAMPLES = sorted((Path(__file__).parents[1] / "data" / "reports").glob("*.*"))


@pytest.fixture(scope="module")
def stored_parses() -> StoredParses:
    return StoredParses(*sorted(path.stem for path in FOLDER.glob("*.txt")))


@pytest.fixture
def all_parses(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> None:
    """The stored parses of all modules; while they are written anew, the model."""
    if not (pytestconfig.getoption("--update-cases") or pytestconfig.getoption("--update-parses")):
        stored = request.getfixturevalue("stored_parses")
        monkeypatch.setattr("kg.annotate.load_model", lambda *_: stored)


def faults(report: Report, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """What should hold of a report that is read, and does not."""
    document = annotate(report)
    found = extract.read(document)
    yield from check(found)
    yield from torn(document, found)
    order = list(extract.families())
    random.Random(len(report.text)).shuffle(order)
    with monkeypatch.context() as patched:
        patched.setattr(extract, "families", lambda: tuple(order))
        again = extract.read(annotate(report))
    if again != found:
        yield f"read again, with the families in the order {order}, it tells something else"
    own, shared = quads_of(found)
    if (own, shared) != quads_of(again):
        yield "its quads are others when it is read again"
    for quads in (own, shared):
        if len(set(quads)) != len(quads):
            yield "a quad is made twice"


def torn(document: Document, found: Extraction) -> Iterator[str]:
    """Passages that run over the end of a sentence, and quoted words that are not in the report.

    A passage may touch no sentence: the labels of a transcript ("MINISTER BERG:") are not given to the parser.
    """
    sentences = [document.passage(*span) for span in document.sentences]
    for claim in found.claims:
        for passage in claim.evidence:
            if sum(s.start < passage.end and passage.start < s.end for s in sentences) > 1:
                yield f"{claim.key}: {passage.words!r} runs over the end of a sentence"
        text = document.report.text
        yield from (f"{claim.key}: {words!r} is not in the report" for words in claim.quoted if words not in text)


FAMILIES = every_text()


def test_no_text_is_lost() -> None:
    counted = {family: len(texts) for family, texts in FAMILIES.items()}
    assert {family for family, least in AT_LEAST.items() if counted[family] < least} == set(), counted
    assert len(SAMPLES) >= 19


@pytest.mark.usefixtures("all_parses")
@pytest.mark.parametrize("family", FAMILIES)
def test_what_is_read_in_a_case_is_whole(family: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {report.text: found for report in FAMILIES[family] if (found := list(faults(report, monkeypatch)))}
    assert wrong == {}


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_what_is_read_in_a_sample_is_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (report,) = read_report(path)
    assert list(faults(report, monkeypatch)) == []


@pytest.mark.usefixtures("lane")
def test_loading_twice_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.stores import open_store

    store = open_store(str(tmp_path / "store"), write=True)

    def loaded(reader: str) -> tuple[set[Any], dict[str, int]]:
        monkeypatch.setattr("kg.pipeline.reader", lambda: reader)
        summary = load(SAMPLES, store, LoadOptions(), lambda report, what: None)
        quads = {q for q in store.quads() if not q.graph_name.value.endswith("graph/provenance")}
        return quads, {"loaded": summary.loaded, "again": summary.replaced, "unchanged": summary.unchanged}

    number = len(SAMPLES)
    first, counted = loaded("one")
    assert counted == {"loaded": number, "again": 0, "unchanged": 0}
    assert len(first) > 1000
    assert loaded("one") == (first, {"loaded": 0, "again": 0, "unchanged": number})
    assert loaded("another") == (first, {"loaded": 0, "again": number, "unchanged": 0})


@pytest.mark.slow
@pytest.mark.usefixtures("all_parses")
def test_the_shapes_hold() -> None:
    import pyoxigraph
    import pyshacl
    import rdflib
    from rdflib import SH
    from support_ontology import load as ontology

    some = {r.text: r for reports in FAMILIES.values() for r in reports[:: max(1, len(reports) // 5)]}
    found = [quads_of(extract.read(annotate(report))) for report in some.values()]
    quads = {quad for own, shared in found for quad in (*own, *shared)}
    data = pyoxigraph.serialize([q.triple for q in quads], format=pyoxigraph.RdfFormat.N_TRIPLES)
    graph = rdflib.Graph().parse(data=data, format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=ontology("shapes"))
    assert isinstance(report, rdflib.Graph)
    violations = report.subjects(SH.resultSeverity, SH.Violation)
    assert [(report.value(r, SH.focusNode), report.value(r, SH.resultMessage)) for r in violations] == []


NASTY = ["“", "”", '"', "'", "*", "_", "#", "- ", "> ", "|", "\n", "\n\n", "\t", "\r\n", "…", "—", ":", "(", ")", "[1]"]
NASTY += [
    "\u00a0",
    "\u200b",
    "\u2028",
    "\ufeff",
    "\x0b",
    "\x00",
    "e\u0301",
    "😀",
    "１２",
    "\u202e",
    "https://a.example/b",
]
PARTS = [
    *("Norway", "the United States", "President", "Foreign Minister", "Ana Novak", "NATO", "Reuters", "officials"),
    *("it", "said", "told", "urged", "demanded", "that", "should", "must", "not", "refused", "will", "agreed"),
    *("according to", "met", "talks", "postponed", "summit", "on", "in", "by", "2025", "Tuesday", "3.5 percent"),
    *("of GDP", "raise", "to", "MR. NOVAK:", "By Ana Novak", "Title: x", "Date: 2025-06-20", "QUESTION:"),
    *("no comment", ".", ".", ",", "?", "!"),
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PARTS), st.sampled_from(NASTY), st.characters(codec="utf-8")), max_size=40)
BLOCKS = st.lists(st.sampled_from([r.text for texts in FAMILIES.values() for r in texts]), min_size=1, max_size=5)


@pytest.mark.slow
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],  # each example cleans up itself
)
@given(text=st.one_of(TEXTS.map(" ".join), TEXTS.map("".join), BLOCKS.map("\n\n".join), BLOCKS.map("\n".join)))
def test_any_text_is_read(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        report = make_report(text, "utf-8", "any.txt")
    except ReportError:
        assume(False)  # nothing but a header, or nothing at all
    assert list(faults(report, monkeypatch)) == []
