"""Saved queries: their headers, their parameters, and what they answer on small graphs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.quads import vocabulary_quads
from kg.queries import Parameter, bound, parse, term
from kg.resources import query_names, saved_query
from kg.sparql import form

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "queries"
FLAT = {
    "demands": "demand demander addressee action topic force value unit comparator baseline deadline modality source",
    "responses": "response by demand stance modality source",
    "meetings": "meeting name participant place date status by reason source",
    "roles": "role person title body as_of",
    "statements": "statement speaker kind told_to content",
    "links": "link actor target predicate confidence justification decision",
}
OWN = [name for name in query_names() if "SERVICE" not in saved_query(name).text]  # others: tests/test_federated.py
EVERY_ROW = "file report quote start end"


# ------------------------------------------------------------------------------------------------ on small graphs
def store(name: str, graph: str) -> ox.Store:
    made = ox.Store()
    made.extend(vocabulary_quads((ROOT / "ontology" / "codes.ttl").read_bytes()))
    if graph != "empty":
        text = (CASES / "common.trig").read_text("utf-8") + (CASES / name / f"{graph}.trig").read_text("utf-8")
        made.load(text.encode(), format=ox.RdfFormat.TRIG)
    return made


def arguments(name: str) -> dict[str, str]:
    path = CASES / name / "arguments.txt"
    words = shlex.split(path.read_text("utf-8")) if path.exists() else []
    return {option.removeprefix("--"): value for option, value in zip(words[::2], words[1::2], strict=True)}


def answer(name: str, graph: str) -> str:
    """The answer as CSV, that of a CONSTRUCT as sorted N-Triples."""
    result = store(name, graph).query(bound(saved_query(name), arguments(name)))
    if isinstance(result, ox.QueryTriples):
        return "".join(sorted(f"{triple} .\n" for triple in result))
    assert isinstance(result, ox.QuerySolutions)
    return result.serialize(format=ox.QueryResultsFormat.CSV).decode().replace("\r\n", "\n")


def expected(name: str, graph: str) -> Path:
    """The file that holds the expected answer."""
    return CASES / name / f"{graph}.{'nt' if form(saved_query(name).text) == 'CONSTRUCT' else 'csv'}"


@pytest.mark.parametrize("graph", ["graph", "near-miss"])
@pytest.mark.parametrize("name", OWN)
def test_the_answer_on_a_small_graph(name: str, graph: str, pytestconfig: pytest.Config) -> None:
    found = answer(name, graph)
    path = expected(name, graph)
    if pytestconfig.getoption("--update-cases"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


@pytest.mark.parametrize("name", OWN)
def test_the_near_miss_is_answered_otherwise_and_the_empty_store_with_nothing(name: str) -> None:
    found = expected(name, "graph").read_text("utf-8")
    header = "" if found.startswith("<") else found.partition("\n")[0] + "\n"
    assert len(found) > len(header)
    assert found != expected(name, "near-miss").read_text("utf-8")
    assert answer(name, "empty") == header


def test_no_case_is_left_over() -> None:
    assert {path.name for path in CASES.iterdir() if path.is_dir()} == set(OWN)
    assert len(query_names()) >= 23


@pytest.mark.parametrize("name", FLAT)
def test_the_flat_queries_have_the_columns_of_the_contract(name: str) -> None:
    header = answer(name, "empty").strip().split(",")
    assert set(FLAT[name].split()) | set(EVERY_ROW.split()) <= set(header)
    assert header[0] == FLAT[name].split()[0]


# ------------------------------------------------------------------------------------------------ names
FOAF = "http://xmlns.com/foaf/0.1/"
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
NAMED = [
    (name, parameter.name)
    for name in OWN
    for parameter in saved_query(name).parameters
    if parameter.name in ("actor", "addressee", "source")
]


def rows(made: ox.Store, name: str, given: dict[str, str]) -> int:
    result = made.query(bound(saved_query(name), {**arguments(name), **given}))
    assert isinstance(result, ox.QuerySolutions)
    return len(list(result))


def grouped(made: ox.Store, name: str, *, told: bool) -> ox.Store:
    """The store with each actor of that name, wherever a report has it, put behind a group that it belongs to."""
    actors = {quad.subject for quad in made.quads_for_pattern(None, LABEL, ox.Literal(name, language="en"))}
    changed = ox.Store()
    for quad in made:
        if quad.object in actors and "/report/" in str(quad.graph_name):
            assert isinstance(quad.graph_name, ox.NamedNode)
            group = ox.NamedNode(f"{quad.graph_name.value}#group")
            changed.add(ox.Quad(quad.subject, quad.predicate, group, quad.graph_name))
            changed.add(ox.Quad(group, LABEL, ox.Literal("allies", language="en"), quad.graph_name))
            if told:
                changed.add(ox.Quad(group, ox.NamedNode(f"{FOAF}member"), quad.object, quad.graph_name))
        else:
            changed.add(quad)
    return changed


@pytest.mark.parametrize(("name", "parameter"), [pair for pair in NAMED if pair[0] != "links"])  # its own, no group's
def test_a_name_finds_the_groups_that_its_bearer_belongs_to(name: str, parameter: str) -> None:
    plain = store(name, "graph")
    names = [w for w in ("Norland", "Sudland", "Herald", "Gazette", "an aide") if rows(plain, name, {parameter: w})]
    assert names, "the case has nobody to ask for"
    for word in names:
        assert rows(grouped(plain, word, told=True), name, {parameter: word}) > 0
        without = grouped(plain, word, told=False)
        assert rows(without, name, {parameter: word}) == 0, "nobody says that it belongs to the group"


@pytest.mark.parametrize(("name", "parameter"), NAMED)
def test_a_name_is_matched_without_regard_to_case_and_other_names_count(name: str, parameter: str) -> None:
    made = store(name, "graph")
    assert rows(made, name, {parameter: "NORLAND"}) == rows(made, name, {parameter: "Norland"})
    assert rows(made, name, {parameter: "kingdom of norland"}) == rows(made, name, {parameter: "Norland"})


# ------------------------------------------------------------------------------------------------ for other engines
@pytest.mark.parametrize("name", query_names())
def test_a_saved_query_is_plain_sparql_1_1(name: str) -> None:
    """rdflib, which knows SPARQL 1.1 and no more, reads it without being told a prefix."""
    from rdflib.plugins.sparql.parser import parseQuery

    query = saved_query(name)
    given = [p for p in query.parameters if not p.optional and p.default is None]
    some = {p.name: "urn:x" if p.kind == "iri" else "x" for p in given}
    parseQuery(bound(query, {**some, **arguments(name)}))
    parseQuery(bound(query, some))
    text = re.sub(r"#.*", "", query.text.partition("WHERE")[2])
    assert "GRAPH" in text
    for call in re.findall(r"GROUP_CONCAT\(.*?\) AS", text):
        assert "SEPARATOR" in call


@pytest.mark.parametrize("name", query_names())
def test_a_saved_query_says_what_it_does(name: str) -> None:
    query = saved_query(name)
    assert query.summary.endswith(".")
    assert query.example.startswith(f"kg query {name}")
    assert all(p.description for p in query.parameters)


# ------------------------------------------------------------------------------------------------ headers
BODY = "SELECT * { GRAPH ?g { ?s ?p ?_name ; ?q ?__least_integer } FILTER(?s = ?__who_iri) } LIMIT ?_limit_integer\n"
HEADER = """#+ summary: Says
#+ description: one thing,
#+   then another.
#+ parameters:
#+   - name: "whom: it is about"
#+ defaults:
#+   - limit: 10
#+ enumerate:
#+   - name:
#+     - Ann
#+     - Bob
#+ example: kg query x --name Ann
"""


def test_a_header_is_read() -> None:
    query = parse("x", HEADER + BODY)
    assert (query.summary, query.description) == ("Says", "one thing, then another.")
    assert query.parameters == (
        Parameter("name", "_name", "string", False, "whom: it is about", None, ("Ann", "Bob")),
        Parameter("least", "__least_integer", "integer", True),
        Parameter("who", "__who_iri", "iri", True),
        Parameter("limit", "_limit_integer", "integer", False, "", "10", (), counts=True),
    )


BROKEN = [
    ("#+ sumary: x\n" + BODY, "line 1: 'sumary: x' does not begin with one of"),
    ("#+ summary: x\n#+ summary: y\n" + BODY, "line 2: 'summary' stands twice"),
    (BODY, "line 1: the header must say '#+ summary"),
    ("#+ summary: x\n#+ defaults:\n#+   limit\n" + BODY, "line 3: a list of '- name: value' was expected"),
    ("#+ summary: x\n#+ defaults: 7\n" + BODY, "line 2: a list of '- name: value' was expected under 'defaults:'"),
    ("#+ summary: x\n#+ defaults:\n#+   - limit\n" + BODY, "line 3: '- name: value' was expected"),
    ("#+ summary: x\n#+ enumerate:\n#+   - Ann\n" + BODY, "line 3: '- name:' was expected before '- Ann'"),
    ("#+ summary: x\n#+ defaults:\n#+   - limt: 1\n" + BODY, "line 3: 'defaults' names 'limt', which is no parameter"),
    ("#+ summary: x\n#+ defaults:\n#+   - limit: ten\n" + BODY, "line 3: --limit must be a whole number"),
    ("#+ summary: x\n#+ defaults:\n#+   - limit: -1\n" + BODY, "line 3: --limit is a number of rows"),
    ("#+ summary: x\n\nPREFIX a: <b>\nINSERT DATA {}", "line 4: a saved query must be a SELECT"),
    ("#+ summary: x\nASK {\n ?_a ?_9 ?c }", "line 3: ?_9 is no name for a parameter"),
    ("#+ summary: x\nASK { ?_a ?p ?__a }", "line 2: ?__a and ?_a are both --a"),
    ("#+ summary: x\nSELECT * {\n}\nLIMIT ?_n", "line 4: ?_n says how many rows, so its name must end in _integer"),
    ("#+ summary: x\nSELECT * {\n GRAPH ?_g {} }", "line 3: ?_g follows GRAPH, so its name must end in _iri"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_broken_header_names_file_and_line(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(f"my/x.rq, {message}")):
        parse("x", text, "my/x.rq")


def test_a_parameter_that_cannot_be_bound_names_file_and_line() -> None:
    query = parse("x", "#+ summary: x\nSELECT *\n{ ?s ?p ?__a }", "my/x.rq")
    with pytest.raises(QueryError, match=r"my/x\.rq, line 3: \?__a is optional"):
        bound(query, {})


# ------------------------------------------------------------------------------------------------ values
@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "needs --name"),
        ({"name": "Ann", "nme": "x"}, "has no parameter --nme; it has --name, --least, --who, --limit"),
        ({"name": "Eve"}, "--name must be one of Ann, Bob; not 'Eve'"),
        ({"name": "Ann", "limit": "ten"}, "--limit must be a whole number"),
        ({"name": "Ann", "least": "1.5"}, "--least must be a whole number"),
        ({"name": "Ann", "who": "no iri"}, "--who must be an IRI"),
    ],
)
def test_a_wrong_value_is_refused(values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        bound(parse("x", HEADER + BODY), values)


def test_values_are_put_in() -> None:
    query = bound(parse("x", HEADER + BODY.replace("; ?q ?__least_integer", "")), {"name": "Ann", "who": "urn:x"})
    assert query.endswith('?p  "Ann"   } FILTER(?s =  <urn:x> ) } LIMIT  10 \n')


@given(st.dates().map(str), st.decimals(allow_nan=False, allow_infinity=False, places=3).map(lambda d: format(d, "f")))
def test_dates_and_decimals_keep_their_value(day: str, number: str) -> None:
    for value, kind in ((day, "date"), (number, "decimal")):
        written = term(Parameter("x", "_x", kind, optional=False), value)
        rows = list(ox.Store().query(f"SELECT ?y {{ BIND({written} AS ?y) }}"))  # type: ignore[arg-type]
        datatype = ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}")
        assert rows[0]["y"].datatype == datatype
        assert list(ox.Store().query(f"SELECT * {{ FILTER({written} = {written}) }}"))  # type: ignore[arg-type]
