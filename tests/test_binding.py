"""Parameters in SPARQL: lists, places where no term may stand, and values that try to be more than a value."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.binding import bind, places
from kg.errors import QueryError
from kg.queries import Parameter, literal, term
from kg.sparql import tokens

# ------------------------------------------------------------------------------------------------ lists
MANY = [
    ("ASK { FILTER(1 IN (?_x)) }", "ASK { FILTER(1 IN (1, 2)) }"),
    ("ASK { FILTER(1 NOT IN (0, ?_x , 3)) }", "ASK { FILTER(1 NOT IN (0, 1, 2, 3)) }"),
    (
        "ASK { FILTER('a' IN (LCASE(STR(?_x)), f(0, 1))) }",
        "ASK { FILTER('a' IN (LCASE(STR(1)), LCASE(STR(2)), f(0, 1))) }",
    ),
    ("ASK { VALUES ?v { ?_x } }", "ASK { VALUES ?v { 1 2 } }"),
    ("ASK { VALUES (?v ?w) { (?_x 'a') } }", "ASK { VALUES (?v ?w) { (1 'a') (2 'a') } }"),
    ("ASK {} VALUES ?v { ?_x 3 }", "ASK {} VALUES ?v { 1 2 3 }"),
    ("ASK { FILTER(1 IN (?_x + ?_y)) }", "ASK { FILTER(1 IN (1 + 5, 1 + 6, 2 + 5, 2 + 6)) }"),
]


def words(query: str) -> list[str]:
    return [t.text for t in tokens(query) if t.kind != "space"]


@pytest.mark.parametrize(("query", "expected"), MANY)
def test_a_list_takes_several_values(query: str, expected: str) -> None:
    terms = {"_x": ["1", "2"], **({"_y": ["5", "6"]} if "?_y" in query else {})}
    assert words(bind(query, terms)) == words(expected)
    assert places(query, "_x")[1]


@pytest.mark.parametrize("query", ["ASK { ?s ?p ?_x }", "ASK { FILTER(1 IN (1) && ?_x = 1) }", "ASK {} LIMIT ?_x"])
def test_elsewhere_one_value_is_all(query: str) -> None:
    assert not places(query, "_x")[1]
    with pytest.raises(QueryError, match=r"line 1: .* takes one value"):
        bind(query, {"_x": ["1", "2"]})


# ------------------------------------------------------------------------------------------------ places
PLACES = [
    "ASK { <urn:s> <urn:p> ?_x }",
    "ASK { GRAPH ?_i { ?s ?p ?o } }",
    "ASK { ?_i ?p ?o }",
    "ASK { ?s ?_i ?o }",
    "ASK { ?s ?_i+/^?_i ?o }",
    "ASK { ?s ?p ?o, ?_x ; ?q [ ?r ?_x ] . ( ?_x 1 ) ?p ?o }",
    "SELECT * FROM ?_i FROM NAMED ?_i { ?s ?p ?o }",
    "DESCRIBE ?_i",
    "CONSTRUCT { ?s ?_i ?_x } { ?s ?p ?o }",
    "SELECT (GROUP_CONCAT(?o; SEPARATOR=?_x) AS ?c) { ?s ?p ?o } GROUP BY (STR(?_x)) HAVING(MIN(?o) = ?_x)",
    "SELECT * { ?s ?p ?o BIND(CONCAT(?_x, ?_x) AS ?b) FILTER(REGEX(?_x, ?_x, 'q') || ?o IN (?_x)) } ORDER BY (?_x)",
    "SELECT * {} LIMIT ?_n OFFSET ?_n",
    "SELECT * { { SELECT ?s { ?s ?p ?_x MINUS { ?s ?_i ?_x } } ORDER BY ?s LIMIT ?_n } OPTIONAL { ?s ?p ?_x } }",
    "SELECT * { VALUES (?a ?b) { (?_x ?_i) } FILTER NOT EXISTS { ?s ?p ?_x } }",
    "SELECT * { ?s ?p <<( ?_i ?_i ?_x )>> {| ?_i ?_x |} }",
    "SELECT * { ?s ?p ?o FILTER(?_n-?_n < 1 && ?_n+1 > 0 && -?_n < 9) }",
]


@pytest.mark.parametrize("query", PLACES)
def test_a_term_stands_wherever_sparql_lets_one(query: str) -> None:
    given = {"_x": literal('a "b" {}'), "_i": "<urn:i>", "_n": "3"}
    ox.Store().query(bind(query, {name: given[name] for name in given if f"?{name}" in query}))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {} GROUP BY ?_x",
        "SELECT * {} ORDER BY ?a ?_x",
        "SELECT * { FILTER(BOUND(?_x)) }",
        "SELECT * { VALUES (?a ?_x) { (1 2) } }",
    ],
)
def test_where_only_a_variable_can_stand_a_parameter_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="is a parameter"):
        bind(query, {"_x": "1"})


COUNTED = "SELECT (MAX(?o) AS ?m) { ?s ?p ?o }"
GONE = [
    ("ASK { ?a ?b ?c VALUES ?v { ?__x } ?d ?e ?f }", "ASK { ?a ?b ?c . ?d ?e ?f }"),
    ("ASK { VALUES (?v ?w) { (1 ?__x) } }", "ASK { }"),
    ("ASK { ?a ?b ?c { VALUES ?v { ?__x } ?d ?e ?v } ?f ?g ?h }", "ASK { ?a ?b ?c . ?f ?g ?h }"),
    ("ASK { ?a ?b ?c { SELECT ?v { VALUES ?v { ?__x } ?d ?e ?v } LIMIT 1 } }", "ASK { ?a ?b ?c }"),
    ("ASK { { SELECT ?v { ?d ?e ?v VALUES ?v { ?__x } } } }", "ASK { { SELECT ?v { ?d ?e ?v } } }"),
    ("ASK { ?a ?b ?c OPTIONAL { VALUES ?v { ?__x } ?d ?e ?v } }", "ASK { ?a ?b ?c }"),
    ("ASK { ?a ?b ?c } VALUES ?v { ?__x }", "ASK { ?a ?b ?c }"),
    ("SELECT * { { SELECT * {} VALUES ?v { ?__x } } }", "SELECT * { { SELECT * {} } }"),
    ("ASK { ?a ?b ?c SERVICE SILENT <urn:s> { ?s ?p ?__x } }", "ASK { ?a ?b ?c }"),
    ("ASK { SERVICE ?s { ?s ?p ?__x } }", "ASK { }"),
    ("ASK FROM ?__x FROM <urn:a> FROM NAMED ?__x { }", "ASK FROM <urn:a> { }"),
    (f"{COUNTED} GROUP BY ?s HAVING(MAX(?o) > ?__x)", f"{COUNTED} GROUP BY ?s"),
    (f"{COUNTED} HAVING(MAX(?o) > ?__x)(MIN(?o) > 1)", f"{COUNTED} HAVING (MIN(?o) > 1)"),
    (f"{COUNTED} HAVING(MIN(?o) > 1) (MAX(?o) > ?__x)", f"{COUNTED} HAVING (MIN(?o) > 1)"),
    ("SELECT * { ?s ?p ?o } LIMIT ?__x OFFSET ?__x", "SELECT * { ?s ?p ?o }"),
    ("ASK { ?s ?p ?o FILTER(?o NOT IN (1, ?__x)) ?a ?b ?c }", "ASK { ?s ?p ?o . ?a ?b ?c }"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), GONE)
def test_an_optional_parameter_leaves_no_trace(query: str, expected: str) -> None:
    left = bind(query, {}, ["__x"])
    assert words(left) == words(expected)
    ox.Store().query(left)


# ------------------------------------------------------------------------------------------------ injection
SPARQL_LIKE = [
    *("'", '"', "'''", '"""', "\\", "\\\\", '\\"', "\\u0022", "\\u005C", "\\U00000022", "\n", "\r"),
    *("\t", "\u2028", "\x00"),
    *("}", "{", ")", "(", "<", ">", "<urn:i>", "^^", "@en", "^^<urn:t>", ".", ";", ",", "/", "*", "#", "?_x"),
    *("$s", ":p", "a:b", "_:b", "1", "-1", " UNION ", "LIMIT", "} } ; DROP ALL #",
      "SERVICE <http://a/>", '"} INSERT DATA {<a:> <b:> "'),
]  # fmt: skip
PIECES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.sampled_from(SPARQL_LIKE),
)
HOSTILE = st.lists(PIECES, max_size=6).map("".join)
HOLDERS = [
    "SELECT (?_x AS ?y) {}",
    "SELECT ?y { BIND(?_x AS ?y) } # ?_x",
    "SELECT ?y { VALUES ?y { ?_x } }",
    "PREFIX x_x: <urn:?_x#> SELECT ?y { BIND(?_x AS ?y) FILTER(STR(x_x:y) = 'urn:?_x#y' && '?_x' != \"#\") }",
    "SELECT ?y { { SELECT ?y { BIND(?_x AS ?y) FILTER('a' NOT IN (1, ?_x) || true) } LIMIT 1 } }",
    'SELECT ?y { { SELECT (CONCAT(?_x,"") AS ?y) { FILTER EXISTS { BIND(?_x AS ?z) } } } # "\n }',
    "SELECT ?y { BIND(IF(CONTAINS(?_x,?_x),?_x,'') AS ?y) MINUS { BIND(1 AS ?y) } }",
    "SELECT ?y { OPTIONAL { BIND('<' AS ?a) BIND(?_x AS ?y) BIND('>' AS ?b) } }",
]


@pytest.mark.parametrize("query", HOLDERS)
@given(value=HOSTILE)
def test_a_string_is_only_ever_a_value(query: str, value: str) -> None:
    rows = list(ox.Store().query(bind(query, {"_x": literal(value)})))  # type: ignore[arg-type]
    assert [row["y"] for row in rows] == [ox.Literal(value)]


@given(value=st.one_of(HOSTILE, st.from_regex(r"\A[a-z]{1,3}:[^ ]{0,12}\Z")))
def test_an_iri_is_only_ever_an_iri(value: str) -> None:
    try:
        written = term(Parameter("x", "_x", "iri", optional=False), value)
    except QueryError:
        return
    assert [t.kind for t in tokens(written)] == ["iri"]
    query = bind("SELECT ?y { { SELECT ?y { BIND(?_x AS ?y) } } } # ?_x", {"_x": written})
    try:
        rows = list(ox.Store().query(query))  # type: ignore[arg-type]
    except SyntaxError:
        return  # the engine is stricter on what is an IRI, and nothing has run
    assert [row["y"] for row in rows] == [ox.NamedNode(value)]


@given(values=st.lists(HOSTILE, min_size=1, max_size=4, unique=True))
def test_a_list_of_strings_is_only_ever_values(values: list[str]) -> None:
    query = bind("SELECT ?y { VALUES ?y { ?_x } FILTER(?y IN (CONCAT(?_x, '')) && ?y NOT IN ('a,b') || true) }",
                 {"_x": [literal(value) for value in values]})  # fmt: skip
    rows = list(ox.Store().query(query))  # type: ignore[arg-type]
    assert [row["y"] for row in rows] == [ox.Literal(value) for value in values]
