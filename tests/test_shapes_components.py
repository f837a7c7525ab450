"""Each constraint of each shape is broken once, by machine, in a copy of the small report, and must then say so.

tests/cases/shapes/faults.toml has faults that one can imagine, with twins that pass; this covers what it leaves out: a
property shape has several constraints (at least one, at most one, of this type), and each of them must bite.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH, XSD, BNode, Literal, URIRef
from rdflib.term import Node
from support_ontology import load
from test_shapes import base_of, planted

SHAPES = load("shapes")
SHAPES.remove((None, SH.sparql, None))  # not broken here, and most of the work
CLEAN, FIRST = 1999, 2000  # copies are told apart by their number
BATCH = 20
TARGETS = (SH.targetClass, SH.targetObjectsOf, SH.targetSubjectsOf)
BREAKABLE = (
    SH.minCount, SH.maxCount, SH.datatype, SH["in"], SH["class"], SH.node, SH.nodeKind, SH.pattern, SH.minLength,
    SH.minInclusive, SH.maxInclusive,
)  # fmt: skip
Case = tuple[Node, Node | None, URIRef]  # node shape, property shape (None: the node itself), parameter


def component(parameter: URIRef) -> URIRef:
    name = str(parameter).removeprefix(str(SH))
    return URIRef(f"{SH}{name[0].upper()}{name[1:]}ConstraintComponent")


def cases() -> Iterator[Case]:
    for shape in sorted(SHAPES.subjects(RDF.type, SH.NodeShape)):
        if not any((shape, target, None) in SHAPES for target in TARGETS):
            continue  # a helper that others refer to
        yield from ((shape, None, p) for p in BREAKABLE if (shape, p, None) in SHAPES)
        rules = sorted(SHAPES.objects(shape, SH.property), key=lambda r: str(SHAPES.value(r, SH.message)))
        for rule in rules:
            yield from ((shape, rule, p) for p in BREAKABLE if (rule, p, None) in SHAPES)


CASES = list(cases())


def focus(shape: Node, graph: rdflib.Graph) -> Node:
    """A node of the copy to which the shape is applied."""
    found: set[Node] = set()
    for cls in SHAPES.objects(shape, SH.targetClass):
        found |= set(graph.subjects(RDF.type, cls))
    for prop in SHAPES.objects(shape, SH.targetObjectsOf):
        found |= set(graph.objects(None, prop))
    for prop in SHAPES.objects(shape, SH.targetSubjectsOf):
        found |= set(graph.subjects(prop))
    return min(found)


def break_node(graph: rdflib.Graph, shape: Node, parameter: URIRef, number: int) -> None:
    """A new focus node that the constraint on the node itself forbids."""
    base = base_of(number)
    bad: Node = URIRef(f"{base}elsewhere") if parameter == SH.pattern else BNode(f"blank{number}")
    for cls in list(SHAPES.objects(shape, SH.targetClass))[:1]:
        graph.add((bad, RDF.type, cls))
    for prop in list(SHAPES.objects(shape, SH.targetObjectsOf))[:1]:
        graph.add((URIRef(f"{base}pointer"), URIRef(str(prop)), bad))


def break_property(graph: rdflib.Graph, node: Node, rule: Node, parameter: URIRef, nothing: str) -> None:
    path, value = SHAPES.value(rule, SH.path), SHAPES.value(rule, parameter)
    inverse = SHAPES.value(path, SH.inversePath) if path is not None else None
    if parameter == SH.minCount:
        graph.remove((None, inverse, node) if inverse else (node, path, None))
        return
    assert inverse is None
    if parameter == SH.maxCount:
        for number in range(int(str(value)) + 1):
            graph.add((node, path, URIRef(f"{nothing}{number}")))
        return
    limit = int(float(str(value))) if parameter in (SH.minInclusive, SH.maxInclusive) else 0
    number_type = SHAPES.value(rule, SH.datatype) or XSD.decimal
    bad: dict[URIRef, Node] = {
        SH.datatype: Literal("?", datatype=XSD.anyURI),
        SH.nodeKind: Literal("?"),
        SH.pattern: Literal("!"),
        SH.minLength: Literal(""),
        SH.minInclusive: Literal(limit - 1, datatype=number_type),
        SH.maxInclusive: Literal(limit + 1, datatype=number_type),
    }
    graph.remove((node, path, None))
    graph.add((node, path, bad.get(parameter, URIRef(nothing))))


def broken(number: int) -> rdflib.Graph:
    shape, rule, parameter = CASES[number]
    graph = planted(FIRST + number, None)
    if rule is None:
        break_node(graph, shape, parameter, FIRST + number)
    else:
        break_property(graph, focus(shape, graph), rule, parameter, base_of(FIRST + number) + "nothing")
    return graph


@cache
def results(batch: int) -> dict[int, set[tuple[str, Node | None]]]:
    """What is said of each copy of a batch: message (or shape, where it has none) and constraint component."""
    data = planted(CLEAN, None)
    for number in range(batch * BATCH, min((batch + 1) * BATCH, len(CASES))):
        data += broken(number)
    _, report, _ = pyshacl.validate(data, shacl_graph=SHAPES)
    assert isinstance(report, rdflib.Graph)
    found: dict[int, set[tuple[str, Node | None]]] = defaultdict(set)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        copy = re.search(r"(?:example\.org/|blank)(\d+)", str(report.value(result, SH.focusNode)))
        if copy is None:
            continue  # a literal that was put in the place of a node
        kind = report.value(result, SH.sourceConstraintComponent)
        texts = {*report.objects(result, SH.resultMessage), report.value(result, SH.sourceShape)}
        found[int(copy[1])] |= {(str(text), kind) for text in texts}
    return found


def title(case: Case) -> str:
    shape, rule, parameter = case
    text = str(SHAPES.value(rule, SH.message)) if rule is not None else str(shape).rpartition("#")[2]
    return f"{re.sub('[^A-Za-z ]', '', text)[:40]} {str(parameter).rpartition('#')[2]}"


@pytest.mark.parametrize("number", range(len(CASES)), ids=map(title, CASES))
def test_a_broken_constraint_is_told(number: int) -> None:
    shape, rule, parameter = CASES[number]
    wanted = str(SHAPES.value(rule, SH.message)) if rule is not None else str(SHAPES.value(shape, SH.message) or shape)
    assert (wanted, component(parameter)) in results(number // BATCH)[FIRST + number]


def test_every_constraint_of_the_shapes_is_broken_here() -> None:
    """Or is a SPARQL constraint, which tests/cases/shapes has a fault for, or a helper that others refer to."""
    told = {(rule or shape, parameter) for shape, rule, parameter in CASES}
    said_elsewhere = {SH.path, SH.message, SH.severity, SH.property, SH.sparql, SH["or"], *TARGETS}
    for shape in {*SHAPES.subjects(RDF.type, SH.NodeShape), *SHAPES.objects(None, SH.property)}:
        for parameter in set(SHAPES.predicates(shape)):
            if str(parameter).startswith(str(SH)) and parameter not in said_elsewhere:
                assert (shape, parameter) in told, (SHAPES.value(shape, SH.message) or shape, parameter)
    assert results(0)[CLEAN] == set()
    assert len(CASES) > 150
