"""SPARQL as tokens: nothing is lost, parameters stay terms, what may not run is refused."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import sparql
from kg.binding import bind
from kg.errors import QueryError
from kg.queries import Parameter, literal, term

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NASTY = st.lists(
    st.sampled_from(
        ['"', "'", '"""', "\\", "\\u0022", "\\U00000022", "\n", "\r", "}", "{", "?x", "#", "<", ">", "^^", "@en", "u"]
    )
).map("".join)

TOKENS = [
    ("SELECT*{?s ?p 'a\\'b'}", "word punctuation punctuation variable variable string punctuation"),
    ('"""a"b""c""" "x" \'\'\'y\'\'\'', "string string string"),
    ("<http://a/#b>#<c>", "iri comment"),
    ("?a<?b", "variable punctuation variable"),
    ("a:b.c. a:b. :x _:y.", "pname punctuation pname punctuation pname blank punctuation"),
    ("a:%20\\,b a:", "pname pname"),
    ("1.5e3 .5 1. 2", "number number number punctuation number"),
    ("'x'@en-GB $y ?é", "string langtag variable variable"),
    ("<<(?s ?p ?o)>> {| |}", "punctuation variable variable variable punctuation punctuation punctuation"),
    ('"unclosed', "error word"),
]


def kinds(query: str) -> list[str]:
    return [t.kind for t in sparql.tokens(query) if t.kind != "space"]


@pytest.mark.parametrize(("query", "expected"), TOKENS)
def test_tokens(query: str, expected: str) -> None:
    assert kinds(query) == expected.split()


@given(st.one_of(ANY_TEXT, NASTY))
def test_the_tokens_spell_the_query(query: str) -> None:
    parts = sparql.tokens(query)
    assert sparql.spelled(parts) == query
    assert all(query[t.start : t.start + len(t.text)] == t.text for t in parts)


@given(st.text(st.characters(max_codepoint=127)))
def test_the_short_pattern_for_ascii_reads_as_the_whole_one(query: str) -> None:
    short, whole = (sparql._token(ascii_only=only).finditer(query) for only in (True, False))
    assert [(m.lastindex, m.span()) for m in short] == [(m.lastindex, m.span()) for m in whole]


# ------------------------------------------------------------------------------------------------ parameters
QUERY = "PREFIX : <urn:x#> ASK { ?s :p ?_x ; :q '?_x' FILTER(?_x != <?_x>) { SELECT * { ?s ?_x ?o } } } # ?_x"


@given(st.one_of(ANY_TEXT, NASTY))
def test_a_string_never_changes_the_tokens_of_the_query(value: str) -> None:
    written = literal(value)
    assert kinds(written) == ["string"]
    plain = [t.kind for t in sparql.tokens(bind(QUERY, {"_x": '"x"'}))]
    bound = [t.kind for t in sparql.tokens(bind(QUERY, {"_x": written}))]
    assert bound == plain
    # an engine that resolves codepoint escapes before it reads tokens must find no other query either
    assert [t.kind for t in sparql.tokens(sparql.unescaped(bind(QUERY, {"_x": written})))] == plain


@given(st.one_of(ANY_TEXT, NASTY))
def test_a_string_comes_out_of_the_engine_as_it_went_in(value: str) -> None:
    bound = bind("SELECT ?y { BIND(?_x AS ?y) }", {"_x": literal(value)})
    rows = list(ox.Store().query(bound))  # type: ignore[arg-type]
    assert [row["y"] for row in rows] == [ox.Literal(value)]


@given(st.one_of(ANY_TEXT, NASTY), st.sampled_from(["iri", "integer", "decimal", "date"]))
def test_a_typed_value_is_one_term_or_refused(value: str, kind: str) -> None:
    try:
        written = term(Parameter("x", "_x", kind, optional=False), value)
    except QueryError:
        return
    assert kinds(written) in (["iri"], ["number"], ["punctuation", "number"], ["string", "punctuation", "iri"])


GONE = [
    ("ASK { ?s ?p ?o . FILTER(?o = ?__x) . ?a ?b ?c }", "ASK { ?s ?p ?o . ?a ?b ?c }"),
    ("ASK { ?s ?p ?o FILTER(?o = ?__x) ?a ?b ?c }", "ASK { ?s ?p ?o . ?a ?b ?c }"),
    ("ASK { ?s ?p ?o FILTER(?o = (?__x)) }", "ASK { ?s ?p ?o }"),
    ("ASK { ?s ?p ?o FILTER((?o = ?p) || (?o = ?__x)) }", "ASK { ?s ?p ?o }"),
    ("ASK { ?s ?p ?o FILTER regex(?o, ?__x) }", "ASK { ?s ?p ?o }"),
    ("ASK { ?s ?p ?o OPTIONAL { ?a ?b ?__x } }", "ASK { ?s ?p ?o }"),
    ("ASK { ?s ?p ?o MINUS { ?a ?b ?__x } ?c ?d ?e }", "ASK { ?s ?p ?o . ?c ?d ?e }"),
    ("ASK { ?s ?p ?o GRAPH ?g { ?a ?b ?__x } }", "ASK { ?s ?p ?o }"),
    ("ASK { { ?s ?p ?o } UNION { ?a ?b ?__x } }", "ASK { { ?s ?p ?o } }"),
    ("ASK { { ?s ?p ?__x } UNION { ?a ?b ?c } UNION { ?d ?e ?f } }", "ASK { { ?a ?b ?c } UNION { ?d ?e ?f } }"),
    ("ASK { ?s ?p ?o FILTER NOT EXISTS { ?a ?b ?__x } }", "ASK { ?s ?p ?o }"),
    ("ASK { ?s ?p ?o FILTER EXISTS { ?a ?b ?c FILTER(?c = ?__x) } }", "ASK { ?s ?p ?o }"),
    ("ASK { ?s ?p ?o FILTER(BOUND(?s) && EXISTS { ?a ?b ?c FILTER(?c = ?__x) }) }", "ASK { ?s ?p ?o }"),
    ("ASK { ?s ?p ?o FILTER((BOUND(?s) && EXISTS { ?a ?b ?c FILTER(?c = ?__x) }) || ?o = ?__x) }", "ASK { ?s ?p ?o }"),
    ("ASK { ?s ?p ?o BIND(?__x AS ?y) }", "ASK { ?s ?p ?o }"),
    ("SELECT * { ?s ?p ?o } LIMIT ?__x", "SELECT * { ?s ?p ?o }"),
    ("SELECT * { { SELECT * { ?s ?p ?o FILTER(?o = ?__x) } } }", "SELECT * { { SELECT * { ?s ?p ?o } } }"),
    ("ASK { ?s ?p ?o { ?a ?b ?__x . ?c ?d ?__x } }", "ASK { ?s ?p ?o }"),
    ("ASK { { SELECT * { ?s ?p ?__x } } }", "ASK { }"),
    ("ASK { { SELECT * WHERE { ?s ?p ?__x } } }", "ASK { }"),
]


@pytest.mark.parametrize(("query", "expected"), GONE)
def test_an_optional_parameter_leaves_no_trace(query: str, expected: str) -> None:
    left = bind(query, {}, ["__x"])
    assert [t.text for t in sparql.tokens(left) if t.kind != "space"] == [
        t.text for t in sparql.tokens(expected) if t.kind != "space"
    ]
    ox.Store().query(left)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p ?__x }",
        "SELECT ?__x { ?s ?p ?o }",
    ],
)
def test_an_optional_parameter_that_holds_the_query_up_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="line 1"):
        bind(query, {}, ["__x"])


@pytest.mark.parametrize(
    "query", ["SELECT ?_x {}", "SELECT * { BIND(1 AS ?_x) }", "SELECT * { VALUES ?_x { 1 } }", "SELECT (1 AS ?_x) {}"]
)
def test_a_parameter_is_given_no_value_by_the_query(query: str) -> None:
    with pytest.raises(QueryError, match="is a parameter"):
        bind(query, {"_x": '"x"'})


# ------------------------------------------------------------------------------------------------ refusals
UPDATES = [
    "INSERT DATA { <a:> <a:> <a:> }",
    "PREFIX a: <urn:a> # SELECT\ndelete where { ?s ?p ?o }",
    "DROP ALL",
    "LOAD <http://example.org/>",
    "CLEAR ALL ; SELECT * {}",
    r"\u0049NSERT DATA { <a:> <a:> <a:> }",
    "",
    "BASE <http://a/> PREFIX x: <y> CREATE GRAPH <g>",
]


@pytest.mark.parametrize("query", [q for q in UPDATES if q])
def test_an_update_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="only reads"):
        sparql.check_readonly(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'INSERT DATA {}' }",
        "SELECT ?delete FROM <http://example.org/g> { ?s <urn:DROP> ?delete } # INSERT DATA {}",
        "PREFIX LOAD: <urn:s> ASK { LOAD:x ?p ?o }",
        "DESCRIBE <urn:x>",
    ],
)
def test_words_that_only_look_like_it_are_let_through(query: str) -> None:
    sparql.check_readonly(query)
    ox.Store().query(query)


# ------------------------------------------------------------------------------------------------ prefixes and bases
def test_prefixes_are_added_where_they_are_missing_and_lines_stay() -> None:
    known = {"a": "urn:a#", "b": "urn:b#", "c": "urn:c#"}
    query = "PREFIX a: <urn:mine#>\nASK { a:x b:y 'c:z' }"
    out = sparql.with_prefixes(query, known)
    assert out.startswith("PREFIX b: <urn:b#> PREFIX a: <urn:mine#>\n")
    assert "urn:c#" not in out
    ox.Store().query(out.replace("'c:z'", "?o"))


def test_a_query_moves_with_the_base_of_the_store() -> None:
    query = (
        "PREFIX dmd: <https://w3id.org/dmd/ns#> ASK { GRAPH <https://w3id.org/dmd/graph/registry> { ?s a dmd:State } }"
    )
    moved = sparql.rebased(query, "http://example.org/kg/")
    assert "<http://example.org/kg/graph/registry>" in moved
    assert "<https://w3id.org/dmd/ns#>" in moved


@given(ANY_TEXT)
def test_unescaping_leaves_a_query_without_escapes_alone(query: str) -> None:
    if not re.search(r"\\[uU]", query):
        assert sparql.unescaped(query) == query
