"""The prefixes that a query may use without declaring them, and that results are shortened by."""

from __future__ import annotations

DMD = "https://w3id.org/dmd/ns#"

PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "dmd": DMD,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def prefixes(base: str) -> dict[str, str]:
    """All prefixes for a store whose IRIs begin with ``base``.

    >>> prefixes("https://w3id.org/dmd/")["report"]
    'https://w3id.org/dmd/report/'
    """
    own = {name: f"{base}{name}/" for name in ("actor", "graph", "place", "post", "report", "run")}
    return dict(sorted({**PREFIXES, **own}.items()))
