"""Every term of another vocabulary that ontology/ uses exists there: tests/vocabularies/ lists what each one defines.

A list names its source and version, so that it can be made again; it holds local names, no copy of the vocabulary.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib import SKOS, URIRef
from support_ontology import BY_STORE, EXAMPLES, FILES, ROOT, example, load, prefixes

from kg import vocabulary as v

LISTS = Path(__file__).parent / "vocabularies"
OURS = "https://w3id.org/dmd/"
ELSEWHERE = {  # no vocabulary terms: a licence, an entity, a graph format
    "https://creativecommons.org/licenses/by/4.0/",
    "https://w3id.org/sssom/license/unspecified",  # of SSSOM's documentation
}
ISSUE_NAMES = ("prov", "org", "foaf", "schema", "sem", "oa", "qudt", "skos", "aida", "grasp", "fabio", "cito", "wdt")


@cache
def known(prefix: str) -> tuple[str, frozenset[str]]:
    """A vocabulary's namespace and what it defines there."""
    lines = (LISTS / f"{prefix}.txt").read_text(encoding="utf-8").splitlines()
    head = dict(re.findall(r"^# (namespace|source|version): (.+)$", "\n".join(lines[:4]), re.M))
    assert set(head) == {"namespace", "source", "version"}, f"{prefix}: a list says where it is from"
    return head["namespace"], frozenset(lines[4:])


def missing(iri: str) -> str:
    """Why the IRI is no term of its vocabulary; "" if it is one."""
    if iri.startswith(OURS) or iri in ELSEWHERE:
        return ""
    names = prefixes()
    fitting = [p for p in names if iri.startswith(names[p])]
    if not fitting:
        return f"{iri}: of no known vocabulary"
    prefix = max(fitting, key=lambda p: len(names[p]))
    if not (LISTS / f"{prefix}.txt").exists():
        return f"{iri}: no list of what {prefix} defines"
    namespace, terms = known(prefix)
    assert namespace == names[prefix]
    return "" if iri.removeprefix(namespace) in terms else f"{iri}: not in {prefix}"


def iris(graph: rdflib.Graph) -> set[str]:
    found = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
    return found | {str(o.datatype) for o in graph.objects() if isinstance(o, rdflib.Literal) and o.datatype}


@pytest.mark.parametrize("name", FILES)
def test_every_outside_term_exists_in_its_own_vocabulary(name: str) -> None:
    assert sorted(filter(None, map(missing, iris(load(name))))) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_every_outside_term_of_the_examples_exists(path: Path) -> None:
    graph = example(path)
    used = {str(n) for s, p, o, _ in graph.quads() for n in (p, o if p == rdflib.RDF.type else None) if n}
    assert sorted(filter(None, map(missing, used))) == []


def test_the_constants_of_the_program_exist_too() -> None:
    constants = {value for name, value in vars(v).items() if name.isupper() and isinstance(value, str)}
    constants = {c for c in constants if c.startswith("http") and not c.startswith(v.ONTOLOGY)}
    assert len(constants) > 25
    assert sorted(filter(None, map(missing, constants))) == []


def spelt(text: str) -> set[str]:
    """The IRIs that a query or a module writes as prefix:name, but those that a store makes."""
    names = prefixes()
    bare = re.sub(r"<[^>\s]*>|(?<!\S)#.*|PREFIX .*", " ", text)
    found = re.findall(r"(?<![\w:/.#-])([a-z]+):([A-Za-z]\w*)", bare)
    return {names[prefix] + name for prefix, name in found if prefix in names and prefix not in BY_STORE}


QUERIES = [*sorted((ROOT / "queries").glob("*.rq")), *sorted((ROOT / "ontology" / "questions").glob("*.r[qu]"))]


@pytest.mark.parametrize("path", QUERIES, ids=lambda p: p.name)
def test_every_term_that_a_query_asks_for_exists(path: Path) -> None:
    found = spelt(path.read_text(encoding="utf-8"))
    assert found
    assert sorted(iri for iri in found if iri.startswith(v.NS) and iri not in v.terms()) == []
    assert sorted(filter(None, map(missing, found))) == []


def test_every_outside_term_in_the_code_exists() -> None:
    known_heads = tuple(
        iri for name, iri in prefixes().items() if iri.startswith("http") and name not in ("wd", "schema")
    )
    wrong = set()
    for path in sorted((ROOT / "kg").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        whole = {iri for iri in re.findall(r'"(https?://[^\s"<>{}]+)"', text) if iri.startswith(known_heads)}
        names = {iri for iri in spelt(text) if not iri.startswith((v.NS, prefixes()["wd"]))}  # wd: has items, no terms
        namespaces = set(prefixes().values()) | {iri.rstrip("#/") for iri in prefixes().values()}
        wrong |= {f"{path.name}: {trouble}" for iri in (whole | names) - namespaces if (trouble := missing(iri))}
    assert wrong == set()


@pytest.mark.parametrize(
    "iri",
    ["http://www.w3.org/ns/prov#wasAttributedToo", "http://schema.org/EventCanceled", "http://example.org/x"],
)
def test_a_term_that_does_not_exist_is_found(iri: str) -> None:
    assert missing(iri)


def test_each_vocabulary_of_the_alignments_is_in_use() -> None:
    used = iris(load("alignments"))
    names = prefixes()
    assert [p for p in ISSUE_NAMES if not any(iri.startswith(names[p]) for iri in used)] == []


@pytest.mark.parametrize(("datatype", "codes"), [("CameoCode", "cameo"), ("PloverCode", "plover")])
def test_notations_of_event_codings_are_codes_of_theirs(datatype: str, codes: str) -> None:
    notations = {str(o) for o in load("codes").objects(None, SKOS.notation) if str(o.datatype) == v.NS + datatype}
    assert len(notations) >= 3
    assert notations <= known(codes)[1]
