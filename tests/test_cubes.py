"""data/*.ttl: well-formed RDF Data Cubes (https://www.w3.org/TR/vocab-data-cube/) that saved queries can join."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

DATA = Path(__file__).parent.parent / "data"
TABLES = ("military-expenditure", "emissions")
PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "qb": "http://purl.org/linked-data/cube#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "code": "http://purl.org/linked-data/sdmx/2009/code#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CONSTRAINTS = {
    "IC-1 an observation is of one data set": """
      ?o a qb:Observation . FILTER NOT EXISTS { ?o qb:dataSet ?a }""",
    "IC-1 an observation is of one data set only": """
      ?o qb:dataSet ?a, ?b . FILTER(?a != ?b)""",
    "IC-2 a data set has a structure": """
      ?s a qb:DataSet . FILTER NOT EXISTS { ?s qb:structure/a qb:DataStructureDefinition }""",
    "IC-3 a structure has a measure": """
      ?s a qb:DataStructureDefinition . FILTER NOT EXISTS { ?s qb:component/qb:measure ?m }""",
    "IC-4 dimensions have a range": """
      ?d a qb:DimensionProperty . FILTER NOT EXISTS { ?d rdfs:range ?r }""",
    "IC-6 only attributes are optional": """
      ?c qb:componentRequired false . FILTER NOT EXISTS { ?c qb:attribute ?a }""",
    "IC-11 all dimensions are there": """
      ?o qb:dataSet/qb:structure/qb:component/qb:dimension ?d . FILTER NOT EXISTS { ?o ?d ?v }""",
    "IC-12 no two observations of one area and year": """
      ?o qb:dataSet ?s ; dimension:refArea ?a ; dimension:refPeriod ?p .
      ?q qb:dataSet ?s ; dimension:refArea ?a ; dimension:refPeriod ?p . FILTER(?o != ?q)""",
    "IC-13 required attributes are there": """
      ?o qb:dataSet ?s . ?s qb:structure/qb:component ?c . ?c qb:componentRequired true ; qb:attribute ?a .
      FILTER NOT EXISTS { ?o ?a ?v } FILTER NOT EXISTS { ?c qb:componentAttachment qb:DataSet . ?s ?a ?v }""",
    "IC-14 the measure is there": """
      ?o qb:dataSet/qb:structure/qb:component/qb:measure ?m . FILTER NOT EXISTS { ?o ?m ?v }""",
    "years are years, figures are decimals": """
      ?o dimension:refPeriod ?p ; measure:obsValue ?v .
      FILTER(DATATYPE(?p) != xsd:gYear || DATATYPE(?v) != xsd:decimal || ?v < 0)""",
    "a data set says what it is about, in which unit": """
      ?s a qb:DataSet . FILTER NOT EXISTS { ?s dct:subject ?t ; schema:unitText ?u ; attribute:unitMeasure ?m }""",
    "every figure has a public source": """
      ?o qb:dataSet ?s . FILTER NOT EXISTS { ?o dct:source ?a } FILTER NOT EXISTS { ?s dct:source ?b }""",
    "every area has a name": """
      ?o dimension:refArea ?a . FILTER NOT EXISTS { ?a skos:prefLabel ?n }""",
}


@cache
def _store(table: str) -> ox.Store:
    made = ox.Store()
    made.load((DATA / f"{table}.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    return made


def _rows(table: str, pattern: str, shown: str = "*") -> list[ox.QuerySolution]:
    found = _store(table).query(f"SELECT {shown} {{ {pattern} }}", prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    return list(found)


def _figures(table: str, cube: str) -> dict[tuple[str, int], float]:
    pattern = """?o qb:dataSet ?s ; dimension:refArea/skos:prefLabel ?area ; dimension:refPeriod ?year ;
      measure:obsValue ?value . FILTER(STRENDS(STR(?s), "/%s"))"""
    rows = _rows(table, pattern % cube)
    return {(row["area"].value, int(row["year"].value)): float(row["value"].value) for row in rows}


@pytest.mark.parametrize("constraint", CONSTRAINTS)
@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_a_well_formed_cube(table: str, constraint: str) -> None:
    assert _rows(table, CONSTRAINTS[constraint]) == []


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_the_constraints_can_fail(constraint: str) -> None:
    """Each finds something in a cube that breaks all of them."""
    broken = ox.Store()
    broken.load(
        b"""@prefix qb: <http://purl.org/linked-data/cube#> . @prefix : <https://example.org/> .
        @prefix d: <http://purl.org/linked-data/sdmx/2009/dimension#> .
        @prefix m: <http://purl.org/linked-data/sdmx/2009/measure#> .
        :a a qb:Observation . :s a qb:DataSet . :t a qb:DataSet ; qb:structure :w . :x a qb:DataStructureDefinition .
        :d a qb:DimensionProperty . :c qb:componentRequired false .
        :w qb:component [ qb:dimension :d ] , [ qb:measure :m ] , [ qb:attribute :u ; qb:componentRequired true ] .
        :o qb:dataSet :s, :t ; d:refArea :q ; d:refPeriod "2024" ; m:obsValue -1.0 .
        :p qb:dataSet :t ; d:refArea :q ; d:refPeriod "2024" .""",
        format=ox.RdfFormat.TURTLE,
    )
    found = broken.query(f"SELECT * {{ {CONSTRAINTS[constraint]} }}", prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    assert list(found)


@pytest.mark.parametrize("table", TABLES)
def test_areas_have_the_ids_and_codes_of_the_authority_file(table: str) -> None:
    with (DATA / "authority" / "territories.csv").open(encoding="utf-8", newline="") as file:
        known = {row["id"]: row for row in csv.DictReader(file)}
    pattern = "?area skos:prefLabel ?name OPTIONAL { ?area skos:notation ?code }"
    codes: dict[tuple[str, str], set[str]] = {}
    for row in _rows(table, pattern):
        codes.setdefault((row["area"].value, row["name"].value), set())
        if row["code"] is not None:
            codes[row["area"].value, row["name"].value].add(row["code"].value)
    for (area, name), found in codes.items():
        if name != "European Union":  # no territory
            territory = known[area.replace("http://www.wikidata.org/entity/", "wd:")]
            assert territory["label"] == name
            stated = re.search(r"ISO 3166-1 (\w\w), (\w\w\w)", territory["description"])
            assert stated is not None
            assert found == set(stated.groups()), name
    assert len(codes) >= 20


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_small_and_names_sources_that_stay(table: str) -> None:
    assert (DATA / f"{table}.ttl").stat().st_size < 300_000
    sources = {row["source"].value for row in _rows(table, "?any dct:source ?source", "DISTINCT ?source")}
    assert sources
    assert [
        s for s in sources if not re.fullmatch(r"https://github\.com/[\w.-]+/[\w.-]+/blob/[0-9a-f]{40}/\S+", s)
    ] == []


def test_defence_spending_of_every_member_of_nato_but_iceland_up_to_2025() -> None:
    figures = _figures("military-expenditure", "cube")
    latest = {area: max(year for name, year in figures if name == area) for area, _ in figures}
    behind = {area for area, year in latest.items() if year < 2025}
    assert behind == {"Iceland", "Japan", "Australia", "Taiwan", "Philippines", "New Zealand"}
    assert len(latest) == 32 + 6
    assert {year for area, year in latest.items() if area in behind} == {2018, 2024}
    assert all(0 < value < 6 for value in figures.values())
    assert len(figures) >= 430


def test_percent_of_1990_follows_from_megatonnes() -> None:
    megatonnes, percent = _figures("emissions", "megatonnes"), _figures("emissions", "percent-of-1990")
    assert megatonnes.keys() == percent.keys()
    assert {year for _, year in percent} == {1990, 2005, *range(2015, 2025)}
    for (area, year), value in percent.items():
        assert value == pytest.approx(100 * megatonnes[area, year] / megatonnes[area, 1990], abs=0.15), (area, year)
    union = {area for area, _ in percent}
    assert len(union) == 20
    states = sum(megatonnes[area, 2024] for area in ("Germany", "France", "Italy"))
    assert states < megatonnes["European Union", 2024] < 3 * states
