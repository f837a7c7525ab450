"""The files of ``ontology/`` as graphs, and the JSON-LD context that follows from them.

``python tests/support_ontology.py`` writes ontology/context.jsonld anew.
"""

from __future__ import annotations

import json
from pathlib import Path

import rdflib
from rdflib import OWL, RDF, RDFS, XSD, URIRef

from kg import vocabulary as v

FOLDER = Path(__file__).resolve().parents[1] / "ontology"
FILES = ("dmd", "codes", "alignments", "shapes")
OUTSIDE = (  # properties of other vocabularies that the data uses: short name, IRI, type of the value
    ("label", v.LABEL, "words"),
    ("altLabel", v.ALT_LABEL, "words"),
    ("title", v.TITLE, "words"),
    ("issued", v.ISSUED, str(XSD.date)),
    ("publisher", v.PUBLISHER, "@id"),
    ("postIn", v.POST_IN, "@id"),
    ("member", v.MEMBER, "@id"),
    ("holder", v.HOLDER, "@id"),
    ("numericValue", v.NUMERIC_VALUE, str(XSD.decimal)),
)


def load(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(FOLDER / f"{name}.ttl", format="turtle")


def prefixes() -> dict[str, str]:
    """The prefixes of ontology/prefixes.ttl, in its order."""
    lines = (FOLDER / "prefixes.ttl").read_text(encoding="utf-8").splitlines()
    return {
        name.removesuffix(":"): iri.strip("<>")
        for _, name, iri, _ in (line.split() for line in lines if line.startswith("@prefix"))
    }


def _compact(iri: str, names: dict[str, str]) -> str:
    prefix = max((p for p in names if iri.startswith(names[p])), key=lambda p: len(names[p]))
    return f"{prefix}:{iri.removeprefix(names[prefix])}"


def context() -> dict[str, object]:
    """The JSON-LD 1.1 context: all prefixes, and a short name for each property of the data, with its type."""
    names, graph = prefixes(), load("dmd")
    terms: dict[str, object] = {"@version": 1.1, **names, "id": "@id", "type": "@type"}
    rows = list(OUTSIDE)
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
        for term in sorted(graph.subjects(RDF.type, kind)):
            if isinstance(term, URIRef) and str(term).startswith(v.NS) and str(term) != v.HAS_TIER:
                value_range = graph.value(term, RDFS.range)
                if kind == OWL.DatatypeProperty:
                    value = "words" if value_range == RDF.langString else str(value_range or XSD.date)
                else:
                    value = "@id"
                rows.append((str(term).removeprefix(v.NS), str(term), value))
    for short, iri, value in rows:
        row = {"@id": _compact(iri, names)}
        if value == "words":
            row["@container"] = "@language"
        elif value != str(XSD.string):
            row["@type"] = value if value.startswith("@") else _compact(value, names)
        terms[short] = row
    return {"@context": terms}


def context_text() -> str:
    rows = (f"  {json.dumps(k)}: {json.dumps(value)}" for k, value in context()["@context"].items())  # type: ignore[attr-defined]
    return '{"@context": {\n' + ",\n".join(rows) + "\n}}\n"


if __name__ == "__main__":
    (FOLDER / "context.jsonld").write_text(context_text(), encoding="utf-8")
