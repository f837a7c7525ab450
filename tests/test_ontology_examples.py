"""The examples and the competency questions of ontology/: parsed, held against the shapes, asked, and answered.

A question is a query with the name of its data; beside it are the answer, a near miss (a small change of the data) and
the answer after that change, which must differ. On an empty store no question has an answer.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import SH
from support_ontology import EXAMPLES, FOLDER, example, load, prefixes

from kg import vocabulary as v
from kg.quads import vocabulary_quads

QUESTIONS = sorted((FOLDER / "questions").glob("*.rq"))
TEXT = re.compile(r"^# The text of the report.*?\n((?:#.*\n)+)", re.M)


@cache
def data(name: str) -> tuple[ox.Quad, ...]:
    path = FOLDER / "examples" / f"{name}.trig"
    return tuple(ox.parse(path.read_bytes(), format=ox.RdfFormat.TRIG))


def store(name: str) -> ox.Store:
    made = ox.Store()
    made.extend(vocabulary_quads((FOLDER / "codes.ttl").read_bytes()))
    if name:
        made.extend(data(name))
    return made


def header(query: Path) -> dict[str, str]:
    return dict(re.findall(r"^#\+ (\w+): (.+)$", query.read_text(encoding="utf-8"), re.M))


def answer(query: Path, asked: ox.Store) -> str:
    text = query.read_text(encoding="utf-8")
    rows = asked.query(text, prefixes=prefixes(), use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    return rows.serialize(format=ox.QueryResultsFormat.CSV).decode().replace("\r\n", "\n")


def changed(query: Path, made: ox.Store) -> ox.Store:
    """The store after the change beside the question, which changes something."""
    before = set(made)
    made.update(query.with_suffix(".near-miss.ru").read_text(encoding="utf-8"), prefixes=prefixes())
    assert set(made) != before, "the near miss changes nothing"
    return made


# ------------------------------------------------------------------------------------------------ examples
def test_there_are_examples_and_each_has_a_question() -> None:
    assert len(EXAMPLES) >= 8
    assert {path.stem for path in EXAMPLES} == {header(query)["data"] for query in QUESTIONS}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_two_parsers_read_an_example_alike(path: Path) -> None:
    theirs = {tuple(getattr(term, "value", term) for term in quad) for quad in data(path.stem)}
    ours = {tuple(map(str, quad)) for quad in example(path).quads()}
    assert theirs == ours
    assert len(theirs) > 20


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_an_example_conforms_to_the_shapes(path: Path) -> None:
    text = ox.serialize([q.triple for q in data(path.stem)], format=ox.RdfFormat.N_TRIPLES)
    _, report, _ = pyshacl.validate(rdflib.Graph().parse(data=text, format="nt"), shacl_graph=load("shapes"))
    assert isinstance(report, rdflib.Graph)
    results = report.subjects(rdflib.RDF.type, SH.ValidationResult)
    assert [(report.value(r, SH.focusNode), report.value(r, SH.resultMessage)) for r in results] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_an_example_shows_its_text_and_quotes_it_rightly(path: Path) -> None:
    found = TEXT.search(path.read_text(encoding="utf-8"))
    reports = {q.subject.value for q in data(path.stem) if getattr(q.object, "value", "") == v.REPORT}
    assert bool(found) == bool(reports)
    if not found:
        return
    text = "".join(line[2:] + "\n" for line in found[1].splitlines())
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert reports == {f"https://w3id.org/dmd/report/{digest[:16]}"}
    quoted = [q for q in data(path.stem) if q.predicate.value == v.HAS_WORDS]
    for quad in quoted:
        start, end = map(int, re.findall(r"\d+", quad.subject.value.partition("#char=")[2]))
        assert text[start:end] == quad.object.value  # type: ignore[union-attr]
    assert quoted


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_an_example_uses_known_terms_alone(path: Path) -> None:
    used = {node.value for q in data(path.stem) for node in (q.predicate, q.object) if isinstance(node, ox.NamedNode)}
    assert sorted(iri for iri in used if iri.startswith(v.NS) and iri not in v.terms()) == []


# ------------------------------------------------------------------------------------------------ questions
def test_there_are_eighteen_questions() -> None:
    assert [query.name[:2] for query in QUESTIONS] == [f"{number:02}" for number in range(1, 19)]
    wanted = {f"{q.stem}{end}" for q in QUESTIONS for end in (".rq", ".csv", ".near-miss.ru", ".near-miss.csv")}
    assert {path.name for path in (FOLDER / "questions").iterdir()} == wanted
    assert all(header(query)["question"].endswith("?") for query in QUESTIONS)


@pytest.mark.parametrize("query", QUESTIONS, ids=lambda p: p.stem)
def test_a_question_is_answered(query: Path, pytestconfig: pytest.Config) -> None:
    found = {
        query.with_suffix(".csv"): answer(query, store(header(query)["data"])),
        query.with_suffix(".near-miss.csv"): answer(query, changed(query, store(header(query)["data"]))),
    }
    for path, text in found.items():
        if pytestconfig.getoption("--update-cases"):
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text
    assert len(set(found.values())) == 2
    assert len(found[query.with_suffix(".csv")].splitlines()) > 1


@pytest.mark.parametrize("query", QUESTIONS, ids=lambda p: p.stem)
def test_an_empty_store_has_no_answer(query: Path) -> None:
    assert len(answer(query, store("")).splitlines()) == 1
