"""Results as text: each format on rows, an answer and a graph."""

from __future__ import annotations

import io
import json
import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.formats import format_named, format_names
from kg.formats.table import cells, fitted, wrapped
from kg.results import Style, kind, short_iri

PREFIXES = {"ex": "http://example.org/"}
STYLE = Style(width=60, prefixes=PREFIXES)
ROWS = """SELECT ?name ?value ?gone { VALUES (?name ?value ?gone) {
  (<http://example.org/a> "plain" UNDEF) ("say \\"no\\"|x"@en 2.50 UNDEF) ("two\\nlines, and a comma" true UNDEF) } }"""
ASK = "ASK {}"
GRAPH = "CONSTRUCT { <http://example.org/a> <http://example.org/p> 'x', 'y'@en, 5 ; a <http://example.org/C> } {}"

EXPECTED = {
    ("csv", ROWS): "name,value,gone\r\nhttp://example.org/a,plain,\r\n"
    '"say ""no""|x",2.5,\r\n"two\nlines, and a comma",true,\r\n',
    ("tsv", ROWS): '?name\t?value\t?gone\n<http://example.org/a>\t"plain"\t\n"say \\"no\\"|x"@en\t2.5\t\n'
    '"two\\nlines, and a comma"\ttrue\t\n',
    ("markdown", ROWS): "| name | value | gone |\n| --- | --- | --- |\n| ex:a | plain | · |\n"
    '| say "no"\\|x | 2.5 | · |\n| two<br>lines, and a comma | true | · |\n',
    ("table", ROWS): "name                    value  gone\n──────────────────────  ─────  ────\n"
    'ex:a                    plain  ·\nsay "no"|x              2.5    ·\ntwo lines, and a comma  true   ·\n',
    ("table", ASK): "yes\n",
    ("markdown", ASK): "yes\n",
    ("csv", ASK): "true",
    ("table", GRAPH): "subject  predicate  object\n───────  ─────────  ──────\n"
    "ex:a     ex:p       x\nex:a     ex:p       y\nex:a     ex:p       5\n"
    "ex:a     <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>  ex:C\n",
}


def write(name: str, query: str, style: Style = STYLE) -> str:
    stream = io.BytesIO()
    format_named(name).write(ox.Store().query(query), stream, style)
    return stream.getvalue().decode()


@pytest.mark.parametrize(("name", "query"), [key for key in EXPECTED if key != ("table", GRAPH)])
def test_written(name: str, query: str) -> None:
    assert write(name, query) == EXPECTED[name, query]


def test_json_and_xml_are_read_back() -> None:
    for name, form in (("json", ox.QueryResultsFormat.JSON), ("xml", ox.QueryResultsFormat.XML)):
        found = ox.parse_query_results(write(name, ROWS), format=form)
        wanted = ox.Store().query(ROWS)
        assert isinstance(found, ox.QuerySolutions)
        assert isinstance(wanted, ox.QuerySolutions)
        assert [list(row) for row in found] == [list(row) for row in wanted]
        assert bool(ox.parse_query_results(write(name, ASK), format=form)) is True


@pytest.mark.parametrize("name", ["turtle", "trig", "nt", "nq"])
def test_graphs_are_read_back(name: str) -> None:
    form = {"turtle": "TURTLE", "trig": "TRIG", "nt": "N_TRIPLES", "nq": "N_QUADS"}[name]
    found = {q.triple for q in ox.parse(write(name, GRAPH), format=getattr(ox.RdfFormat, form))}
    assert found == set(ox.Store().query(GRAPH))  # type: ignore[arg-type]


def test_json_ld_is_short_and_is_read_back() -> None:
    text = write("jsonld", GRAPH)
    assert json.loads(text)["@graph"][0]["@id"] == "ex:a"
    found = {q.triple for q in ox.parse(text, format=ox.RdfFormat.JSON_LD)}
    assert found == set(ox.Store().query(GRAPH))  # type: ignore[arg-type]


def test_the_formats_are_these() -> None:
    names = "arrow csv html json jsonl jsonld markdown nq nt parquet table trig tsv turtle xml"
    assert format_names() == tuple(names.split())
    for name in format_names():
        found = format_named(name)
        assert "/" in found.media_type
        assert set(found.writes) <= {"rows", "answer", "graph"}


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="no format 'yaml'; there are arrow, csv"):
        format_named("yaml")


class Counted:
    """Endless rows or triples, counted as they are taken."""

    def __init__(self, item: object, columns: int) -> None:
        self.item, self.taken = item, 0
        if columns:
            self.variables = [ox.Variable(f"v{i}") for i in range(columns)]

    def __iter__(self) -> Counted:
        return self

    def __next__(self) -> object:
        self.taken += 1
        return self.item


class Full(io.BytesIO):
    """A stream that a hundred thousand bytes fill."""

    def write(self, data: object) -> int:
        if self.tell() > 100_000:
            raise BrokenPipeError
        return super().write(data)  # type: ignore[arg-type]


TRIPLE = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("some words"))


@pytest.mark.parametrize("name", ["table", "html", "jsonl", "markdown", "arrow"])
def test_rows_are_written_as_they_come(name: str) -> None:
    rows = Counted([ox.NamedNode("urn:x"), ox.Literal("some words"), None], 3)
    with pytest.raises(BrokenPipeError):
        format_named(name).write(rows, Full(), STYLE)  # type: ignore[arg-type]
    assert rows.taken < (200_000 if name == "arrow" else 20_000)


def test_a_node_of_json_ld_is_one_object_with_its_classes_under_type() -> None:
    n, other, name = (f"<http://example.org/{word}>" for word in ("n", "other", "name"))
    query = f"{n} {name} 'one' . {other} a _:b . {n} a <http://example.org/C> ; {name} 'two' . {other} {name} 'three'"
    nodes = json.loads(write("jsonld", f"CONSTRUCT {{ {query} }} {{}}"))["@graph"]
    of = {one["@id"]: one for one in nodes}
    assert (len(nodes), sorted(of)) == (2, ["ex:n", "ex:other"])
    assert of["ex:n"]["@type"] == "ex:C"
    assert {one["@value"] for one in of["ex:n"]["ex:name"]} == {"one", "two"}
    assert "@type" not in of["ex:other"], "a class without an IRI stays a value"


@pytest.mark.parametrize("name", ["table", "html", "jsonld", "nt", "nq", "turtle", "trig"])
def test_graphs_are_written_as_they_come(name: str) -> None:
    triples = Counted(TRIPLE, 0)
    with pytest.raises(BrokenPipeError):
        format_named(name).write(triples, Full(), STYLE)  # type: ignore[arg-type]
    assert triples.taken < 150_000


# ------------------------------------------------------------------------------------------------ for programs
TYPED = """SELECT ?text ?whole ?part ?yes ?day ?mixed ?iri ?gone {
  VALUES (?text ?whole ?part ?yes ?day ?mixed ?iri ?gone) {
  ("a" 1 2.5 true "2025-06-20"^^xsd:date 1 <urn:x> UNDEF) ("b"@en 12 3 false "2025-07-01"^^xsd:date "one" <urn:y> UNDEF)
  ("c" UNDEF 1e3 UNDEF UNDEF UNDEF UNDEF UNDEF) } }""".replace("xsd:date", "<http://www.w3.org/2001/XMLSchema#date>")


def test_json_lines_hold_plain_values() -> None:
    first, second, third = map(json.loads, write("jsonl", TYPED).splitlines())
    assert first == {"text": "a", "whole": 1, "part": 2.5, "yes": True, "day": "2025-06-20", "mixed": 1, "iri": "urn:x",
                     "gone": None}  # fmt: skip
    assert (second["text"], second["mixed"]) == ("b", "one")
    assert third["part"] == 1000
    assert write("jsonl", ASK) == "true\n"
    odd = 'SELECT * { BIND(1e0/0 AS ?a) BIND(9999999999999999999999 AS ?b) BIND("x"^^<urn:t> AS ?c) }'
    assert list(json.loads(write("jsonl", odd)).values()) == ["INF", "9999999999999999999999", "x"]


@pytest.mark.parametrize("name", ["arrow", "parquet"])
def test_columns_have_types(name: str) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="the extra 'arrow' is not installed")
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra 'arrow' is not installed")

    def read(query: str) -> pyarrow.Table:
        stream = io.BytesIO()
        format_named(name).write(ox.Store().query(query), stream, STYLE)
        source = io.BytesIO(stream.getvalue())
        return parquet.read_table(source) if name == "parquet" else pyarrow.ipc.open_stream(source).read_all()

    table = read(TYPED)
    types = "text:string whole:int64 part:double yes:bool day:date32[day] mixed:string iri:string gone:string"
    assert [f"{f.name}:{f.type}" for f in table.schema] == types.split()
    assert table.column("part").to_pylist() == [2.5, 3.0, 1000.0]
    assert table.column("mixed").to_pylist() == ["1", "one", None]
    assert str(table.column("day").to_pylist()[0]) == "2025-06-20"
    assert read("SELECT ?a { FILTER(false) }").num_rows == 0


def test_a_value_that_does_not_fit_its_column_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow", reason="the extra 'arrow' is not installed")
    monkeypatch.setattr("kg.columns.BATCH", 2)
    with pytest.raises(
        UsageError, match=r"column n is of type int64 by its first rows, and after row 2 a value is not"
    ):
        write("arrow", "SELECT ?n { VALUES ?n { 1 2 3 'four' } }")


def test_without_pyarrow_its_formats_say_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for name in ("arrow", "parquet"):
        with pytest.raises(UsageError, match=re.escape("pip install 'kg-reports[arrow]'")):
            write(name, ROWS)


def test_html_is_safe_and_links() -> None:
    out = write(
        "html", 'SELECT * { BIND("<b>&\\"" AS ?a) BIND(<http://example.org/x?a=b&c> AS ?b) BIND("ja"@de AS ?c) }'
    )
    assert "<td>&lt;b&gt;&amp;&quot;</td>" in out
    assert '<a href="http://example.org/x?a=b&amp;c">' in out
    assert '<span lang="de">ja</span>' in out
    assert 'href="javascript' not in write("html", "SELECT * { BIND(<javascript:alert(1)> AS ?a) }")
    assert "<p>yes</p>" in write("html", ASK)
    assert write("html", GRAPH).count("<tr>") == 5


def test_json_ld_of_a_big_graph_comes_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.formats.jsonld._PART", 2)
    found = {q.triple for q in ox.parse(write("jsonld", GRAPH), format=ox.RdfFormat.JSON_LD)}
    assert found == set(ox.Store().query(GRAPH))  # type: ignore[arg-type]


@pytest.mark.parametrize(("query", "expected"), [(ROWS, "rows"), (ASK, "answer"), (GRAPH, "graph")])
def test_kinds(query: str, expected: str) -> None:
    assert kind(ox.Store().query(query)) == expected


# ------------------------------------------------------------------------------------------------ the table
def test_long_cells_wrap_long_columns_go_below_and_many_columns_stand_below_each_other() -> None:
    query = 'SELECT * { BIND("several rather long words here" AS ?a) BIND("short" AS ?b) }'
    assert write("table", query, Style(26)).splitlines() == [
        "a                    b",
        "───────────────────  ─────",
        "several rather long  short",
        "words here",
    ]
    query = 'SELECT * { BIND("a sentence that is far too long for a column of its own" AS ?a) BIND("short" AS ?b) }'
    assert write("table", query, Style(40)).splitlines() == [
        "b",
        "─────",
        "short",
        "    a  a sentence that is far too long",
        "       for a column of its own",
    ]
    wide = "SELECT * { " + " ".join(f'BIND("some longer words {i}" AS ?v{i})' for i in range(9)) + " }"
    lines = write("table", wide, Style(60)).splitlines()
    assert lines[0].startswith("── 1 ─")
    assert lines[1] == "v0  some longer words 0"


def test_no_rows_are_said_so() -> None:
    assert write("table", "SELECT ?a { FILTER(false) }").splitlines()[-1] == "(no rows)"


def test_a_value_cannot_write_over_the_terminal() -> None:
    out = write("table", 'SELECT * { BIND("a\\u001b[2Jb\\u202Ec" AS ?a) }')
    assert "\x1b" not in out
    assert "\u202e" not in out


@given(st.text(), st.integers(2, 40))
def test_wrapping_loses_nothing_but_space(text: str, width: int) -> None:
    text = " ".join(text.split())
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cells(line) <= width for line in lines)


@given(st.lists(st.integers(1, 200), min_size=1, max_size=12), st.integers(20, 200))
def test_widths_fit(natural: list[int], width: int) -> None:
    least = [min(n, 10) for n in natural]
    widths = fitted(natural, least, width)
    if widths is None:
        assert sum(least) + 2 * (len(least) - 1) > width
    else:
        assert sum(widths) + 2 * (len(widths) - 1) <= width or widths == natural
        assert all(low <= w <= n for low, w, n in zip(least, widths, natural, strict=True))


def test_the_longest_prefix_wins_and_odd_names_stay_whole() -> None:
    known = {"a": "urn:x:", "b": "urn:x:y:"}
    assert short_iri("urn:x:y:z", known) == "b:z"
    assert short_iri("urn:x:y/z", known) == "<urn:x:y/z>"


def test_turtle_declares_the_prefixes_that_it_uses() -> None:
    style = Style(60, {**PREFIXES, "gone": "urn:gone#"})
    for name in ("turtle", "trig"):
        out = write(name, GRAPH, style)
        assert out.startswith("@prefix ex: <http://example.org/> .\n")
        assert "gone" not in out


def test_prefixes_mean_what_the_ontology_says() -> None:
    """The prefixes that queries may use are those of ontology/prefixes.ttl, where that has them."""
    import re
    from pathlib import Path

    from kg.prefixes import prefixes

    text = (Path(__file__).parents[1] / "ontology" / "prefixes.ttl").read_text("utf-8")
    written = dict(re.findall(r"@prefix (\w+): <(.+?)>", text))
    known = prefixes("https://w3id.org/dmd/")
    shared = written.keys() & known.keys()
    assert {"dmd", "actor", "graph", "report", "dct", "skos", "org", "prov", "qudt"} <= shared
    assert {name: known[name] for name in shared} == {name: written[name] for name in shared}
