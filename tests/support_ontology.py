"""The files of ``ontology/`` as graphs, and all that is generated from them.

``ontology/prefixes.ttl`` is the only place where a prefix is written down. Made from it are the heads of the other
Turtle and TriG files, the dictionary in ``kg/prefixes.py`` (what queries need not declare) and the JSON-LD context;
from the vocabulary the tables of ``docs/ontology.md``, from an example the pictures of ``docs/model.md``.
``python tests/support_ontology.py`` writes all anew; ``tests/test_ontology_generated.py`` holds that they agree.
"""

from __future__ import annotations

import csv
import json
import re
import warnings
from functools import cache
from pathlib import Path

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, XSD, URIRef
from rdflib.collection import Collection
from support_pictures import with_pictures

from kg import vocabulary as v

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "ontology"
FILES = ("dmd", "codes", "alignments", "shapes", "units")
KNOWN = ROOT / "tests" / "vocabularies" / "dmd.txt"  # every term that the vocabulary ever had
EXAMPLES = sorted((FOLDER / "examples").glob("*.trig"))
BY_STORE = frozenset(
    ("actor", "graph", "report", "post", "place", "reading", "run", "series")
)  # a store's base is a setting
OUTSIDE = (  # properties of other vocabularies that the data uses: short name, IRI, type of the value
    ("label", v.LABEL, "words"),
    ("altLabel", v.ALT_LABEL, "words"),
    ("title", v.TITLE, "words"),
    ("issued", v.ISSUED, str(XSD.date)),
    ("postIn", v.POST_IN, "@id"),
    ("member", v.MEMBER, "@id"),
    ("holder", v.HOLDER, "@id"),
    ("numericValue", v.NUMERIC_VALUE, str(XSD.decimal)),
)
_HEAD = re.compile(r"\A(?:@prefix [^\n]*\n)+")
_DICTIONARY = re.compile(r"(?<=^PREFIXES = \{\n).*?(?=^\}$)", re.S | re.M)


def load(name: str) -> rdflib.Graph:
    text = (FOLDER / f"{name}.ttl").read_text(encoding="utf-8")
    return rdflib.Graph().parse(data=with_head(text), format="turtle")


def example(path: Path) -> rdflib.Dataset:
    with warnings.catch_warnings():  # rdflib warns of what it calls itself
        warnings.simplefilter("ignore", DeprecationWarning)
        return rdflib.Dataset().parse(data=path.read_text(encoding="utf-8"), format="trig")


def prefixes() -> dict[str, str]:
    """The prefixes of ontology/prefixes.ttl, in its order."""
    lines = (FOLDER / "prefixes.ttl").read_text(encoding="utf-8").splitlines()
    return {
        name.removesuffix(":"): iri.strip("<>")
        for _, name, iri, _ in (line.split() for line in lines if line.startswith("@prefix"))
    }


def compact(iri: str, names: dict[str, str]) -> str:
    """The IRI by its longest prefix."""
    prefix = max((p for p in names if iri.startswith(names[p])), key=lambda p: len(names[p]))
    return f"{prefix}:{iri.removeprefix(names[prefix])}"


# ------------------------------------------------------------------------------------------------ what is generated
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
                    value = "words" if value_range == RDF.PlainLiteral else str(value_range or XSD.date)
                else:
                    value = "@id"
                rows.append((str(term).removeprefix(v.NS), str(term), value))
    for short, iri, value in rows:
        row = {"@id": compact(iri, names)}
        if value == "words":
            row["@container"] = "@language"
        elif value != str(XSD.string):
            row["@type"] = value if value.startswith("@") else compact(value, names)
        terms[short] = row
    return {"@context": terms}


def context_text() -> str:
    rows = (f"  {json.dumps(k)}: {json.dumps(value)}" for k, value in context()["@context"].items())  # type: ignore[attr-defined]
    return '{"@context": {\n' + ",\n".join(rows) + "\n}}\n"


def head() -> str:
    """The prologue of a Turtle or TriG file."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())


def with_head(text: str) -> str:
    return head() + _HEAD.sub("", text)


def with_dictionary(module: str) -> str:
    """kg/prefixes.py with the prefixes that do not depend on a store's base."""
    rows = ""
    for name, iri in sorted(prefixes().items()):
        if name not in BY_STORE:
            rows += f'    "{name}": ' + ("DMD,\n" if name == "dmd" else f'"{iri}",\n')
    assert len(_DICTIONARY.findall(module)) == 1
    return _DICTIONARY.sub(lambda _: rows, module)


def known_terms() -> str:
    """All terms that the vocabulary has or ever had; a line, once written, stays."""
    old = set(KNOWN.read_text(encoding="utf-8").split()) if KNOWN.exists() else set()
    graph = load("dmd") + load("codes")
    now = {str(s).removeprefix(v.NS) for s in graph.subjects() if str(s).startswith(v.NS)}
    return "".join(f"{name}\n" for name in sorted(old | now))


def _of(graph: rdflib.Graph, term: URIRef, prop: URIRef, names: dict[str, str]) -> str:
    """The domain or range as names, those of a union with "or" between; "any" where it is open."""
    value = graph.value(term, prop)
    if value is None:
        return "any"
    union = graph.value(value, OWL.unionOf)
    classes = list(Collection(graph, union)) if union else [value]
    return " or ".join(f"`{compact(str(c), names)}`" for c in classes)


def _english(graph: rdflib.Graph, term: URIRef, prop: URIRef) -> str:
    return next(str(o) for o in graph.objects(term, prop) if getattr(o, "language", "") == "en")


def tables() -> str:
    """All terms as tables: classes, properties, code lists (perspectives, which are made of three codes, left out)."""
    graph, names = load("dmd"), prefixes()
    codes = load("codes")

    def named(kind: URIRef) -> list[URIRef]:
        return sorted(s for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and str(s).startswith(v.NS))

    rows = ["| class | a kind of | tier | what it is |", "| --- | --- | --- | --- |"]
    for term in named(OWL.Class):
        above = ", ".join(sorted(f"`{compact(str(c), names)}`" for c in graph.objects(term, RDFS.subClassOf)))
        tier, text = graph.value(term, URIRef(v.HAS_TIER)), _english(graph, term, SKOS.definition)
        rows.append(f"| `{compact(str(term), names)}` | {above} | {tier} | {text} |")
    rows += ["", "| property | of | value | tier | what it says |", "| --- | --- | --- | --- | --- |"]
    for term in sorted(
        t for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty) for t in named(kind)
    ):
        ends = " | ".join(_of(graph, term, prop, names) for prop in (RDFS.domain, RDFS.range))
        tier, text = graph.value(term, URIRef(v.HAS_TIER)), _english(graph, term, SKOS.definition)
        rows.append(f"| `{compact(str(term), names)}` | {ends} | {tier} | {text} |")
    rows += ["", "| codes of | word | code | what it means |", "| --- | --- | --- | --- |"]
    for cls in sorted(v.SCHEMES):
        for code in sorted(codes.subjects(RDF.type, URIRef(cls))) if cls != v.PERSPECTIVE else ():
            word, text = codes.value(code, SKOS.prefLabel), _english(codes, code, SKOS.definition)
            rows.append(f"| `{compact(cls, names)}` | {word} | `{compact(str(code), names)}` | {text} |")
    return "\n".join(rows) + "\n"


def with_tables(page: str) -> str:
    """docs/ontology.md with the tables between its two marks."""
    before, mark, rest = page.partition("<!-- terms, generated -->\n")
    _, end, after = rest.partition("<!-- end of terms -->\n")
    assert mark
    assert end
    return f"{before}{mark}\n{tables()}\n{end}{after}"


def with_answers(page: str) -> str:
    """A page with the answer to a question of ontology/questions after each mark that names one."""

    def table(found: re.Match[str]) -> str:
        path = FOLDER / "questions" / f"{found[1]}.csv"
        head, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
        lines = (f"| {' | '.join(row)} |\n" for row in (head, ["---"] * len(head), *rows))
        return f"<!-- answer: {found[1]} -->\n{''.join(lines)}<!-- end of answer -->\n"

    return re.sub(r"<!-- answer: (\S+) -->\n.*?<!-- end of answer -->\n", table, page, flags=re.S)


@cache
def generated() -> dict[Path, str]:
    """What each file with a generated part must hold."""
    found = {FOLDER / "context.jsonld": context_text(), KNOWN: known_terms()}
    for path in (*(FOLDER / f"{name}.ttl" for name in FILES), *EXAMPLES):
        found[path] = with_head(path.read_text(encoding="utf-8"))
    module = ROOT / "kg" / "prefixes.py"
    found[module] = with_dictionary(module.read_text(encoding="utf-8"))
    page = ROOT / "docs" / "ontology.md"
    found[page] = with_tables(page.read_text(encoding="utf-8"))
    lesson, shown = ROOT / "docs" / "model.md", FOLDER / "examples" / "called-off-or-put-off.trig"
    drawn = with_pictures(lesson.read_text(encoding="utf-8"), shown, example(shown), load("codes"))
    found[lesson] = with_answers(drawn)
    return found


if __name__ == "__main__":
    for changed, wanted in generated().items():
        changed.write_text(wanted, encoding="utf-8")
