"""The prefixes that a query may use without declaring them, and that results are shortened by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Triple

HOME = "https://w3id.org/dmd/"
DMD = f"{HOME}ns#"

PREFIXES = {
    "aida": "https://raw.githubusercontent.com/NextCenturyCorporation/AIDA-Interchange-Format/master/java/src/main/resources/com/ncc/aif/ontologies/InterchangeOntology#",
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dmd": DMD,
    "dmsh": "https://w3id.org/dmd/shapes#",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "grasp": "http://groundedannotationframework.org/grasp#",
    "medtop": "http://cv.iptc.org/newscodes/mediatopic/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "time": "http://www.w3.org/2006/time#",
    "unit": "http://qudt.org/vocab/unit/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


_SMALL = 10_000
"""Triples that a small graph has fewer than."""


def prefixes(base: str = HOME) -> dict[str, str]:
    """All prefixes for a store whose IRIs begin with ``base``.

    >>> prefixes("https://w3id.org/dmd/")["report"]
    'https://w3id.org/dmd/report/'
    """
    own = {name: f"{base}{name}/" for name in ("actor", "graph", "place", "post", "reading", "report", "run", "series")}
    return dict(sorted({**PREFIXES, **own}.items()))


def used(iris: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """Those of the known prefixes by which one of the IRIs can be shortened.

    >>> used(["urn:x#a"], {"x": "urn:x#", "y": "urn:y#"})
    {'x': 'urn:x#'}
    """
    heads = {iri[: cut + 1] for iri in iris for cut in range(len(iri)) if iri[cut] in "/#:"}
    return {name: namespace for name, namespace in known.items() if namespace in heads}


def used_by(triples: Iterator[Triple], known: Mapping[str, str]) -> tuple[Iterator[Triple], dict[str, str]]:
    """The triples again, and of the known prefixes those that a small graph uses, or all for a big one."""
    head = list(islice(triples, _SMALL))
    found = dict(known)
    if len(head) < _SMALL:
        iris = (str(term.value) for triple in head for term in triple if type(term).__name__ == "NamedNode")
        found = used(iris, known)
    return chain(head, triples), found


def expanded(name: str, known: Mapping[str, str]) -> str:
    """The IRI that a shortened one stands for; any other is left as it is.

    >>> expanded("x:y", {"x": "urn:x#"}), expanded("urn:z", {"x": "urn:x#"})
    ('urn:x#y', 'urn:z')
    """
    prefix, colon, local = name.partition(":")
    return known[prefix] + local if colon and prefix in known else name
