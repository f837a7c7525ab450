"""The pictures of docs/model.md, drawn from an example of ontology/: what is spoken of, and who vouches for it."""

from __future__ import annotations

from pathlib import Path

import rdflib
from rdflib import DCTERMS, RDF, RDFS, SKOS, URIRef

from kg import vocabulary as v

SITUATIONS = (v.DEMAND, v.RESPONSE, v.MEETING, v.STATUS_CHANGE, v.TENURE, v.STATEMENT)
TIES = (
    v.DONE_BY, v.ADDRESSED_TO, v.INSTIGATED_BY, v.HAS_PARTICIPANT, v.CHANGES_STATUS_OF, v.HAS_REASON, v.ANSWERS,
    v.HAS_TIME,
)  # fmt: skip
WORDS = (RDFS.label, URIRef(v.ASKS_FOR), URIRef(v.WORDED_AS))
STYLE = (
    "classDef situation fill:#fff3cd,stroke:#997404,color:#000\n"
    "classDef claim fill:#d1e7dd,stroke:#0f5132,color:#000\n"
    "classDef agent fill:#e7e7ff,stroke:#333399,color:#000\n"
    "classDef words fill:#ffffff,stroke:#888888,color:#000\n"
)


class Picture:
    """A flowchart in Mermaid; nodes in the order in which they are first drawn."""

    def __init__(self, direction: str) -> None:
        self.lines = [f"flowchart {direction}"]
        self.names: dict[rdflib.term.Node, str] = {}

    def node(self, term: rdflib.term.Node, text: str, kind: str) -> str:
        if term not in self.names:
            self.names[term] = name = f"n{len(self.names)}"
            left, right = {"claim": ("([", "])"), "agent": ("{{", "}}"), "words": ("[/", "/]")}.get(kind, ("[", "]"))
            clean = text.replace('"', "#quot;")
            self.lines.append(f'  {name}{left}"{clean}"{right}:::{kind}')
        return self.names[term]

    def edge(self, start: str, end: str, label: str, *, dotted: bool = False) -> None:
        arrow = "-.->" if dotted else "-->"
        self.lines.append(f"  {start} {arrow}|{label}| {end}")

    def text(self) -> str:
        style = "".join(f"  {line}\n" for line in STYLE.splitlines())
        return "```mermaid\n" + "\n".join(self.lines) + "\n" + style + "```\n"


def name(term: rdflib.term.Node) -> str:
    return str(term).removeprefix(v.NS)


def caption(graph: rdflib.Graph, term: rdflib.term.Node) -> str:
    """A situation by its class and its words or status."""
    cls = next(name(c) for c in graph.objects(term, RDF.type) if str(c) in SITUATIONS)
    status = graph.value(term, URIRef(v.HAS_NEW_STATUS))
    words = next((str(o) for p in WORDS for o in graph.objects(term, p)), "")
    return f"{cls}<br>{name(status) if status else words}"


def in_order(graph: rdflib.Graph, text: str, terms: set[rdflib.term.Node]) -> list[rdflib.term.Node]:
    """By where the file first speaks of them, so that a picture does not depend on the parser."""
    return sorted(terms, key=lambda t: (text.find(f"<#{str(t).partition('#')[2]}> a "), str(t)))


def spoken_of(graph: rdflib.Graph, text: str) -> str:
    picture = Picture("LR")
    situations = in_order(graph, text, {s for c in SITUATIONS for s in graph.subjects(RDF.type, URIRef(c))})
    for situation in situations:
        picture.node(situation, caption(graph, situation), "situation")
    for situation in situations:
        for tie in TIES:
            for value in sorted(graph.objects(situation, URIRef(tie))):
                label = next((str(o) for p in WORDS for o in graph.objects(value, p)), name(value))
                kind = "words" if tie == v.HAS_TIME else "agent"
                end = picture.node(value, label, kind)
                picture.edge(picture.names[situation], end, f"dmd:{name(URIRef(tie))}")
    return picture.text()


def vouched_for(graph: rdflib.Graph, codes: rdflib.Graph, text: str) -> str:
    picture = Picture("LR")
    claims = in_order(graph, text, set(graph.subjects(RDF.type, URIRef(v.CLAIM))))
    for claim in claims:
        who = graph.value(claim, URIRef(v.CLAIMED_BY))
        perspective = graph.value(claim, URIRef(v.HAS_PERSPECTIVE))
        sure = codes.value(codes.value(perspective, URIRef(v.HAS_FACTUALITY)), SKOS.prefLabel)
        facet = graph.value(claim, URIRef(v.HAS_FACET))
        situation = graph.value(claim, URIRef(v.STATES))
        start = picture.node(who, str(graph.value(who, RDFS.label)), "agent")
        middle = picture.node(claim, f"Claim: {sure}" + (f"<br>only dmd:{name(facet)}" if facet else ""), "claim")
        end = picture.node(situation, caption(graph, situation), "situation")
        picture.edge(start, middle, "vouches by")
        picture.edge(middle, end, "dmd:states")
    for claim in claims:
        for other in sorted(graph.objects(claim, URIRef(v.RELAYS))):
            picture.edge(picture.names[claim], picture.names[other], "dmd:relays", dotted=True)
    return picture.text()


def with_pictures(page: str, path: Path, example: rdflib.Dataset, codes: rdflib.Graph) -> str:
    """The page with each picture after its mark, in the place of the one that is there."""
    graph = rdflib.Graph()
    for s, p, o, _ in example.quads():
        graph.add((s, p, o))
    graph.remove((None, DCTERMS.publisher, None))
    text = path.read_text(encoding="utf-8")
    for mark, drawn in (("spoken of", spoken_of(graph, text)), ("vouched for", vouched_for(graph, codes, text))):
        before, start, rest = page.partition(f"<!-- picture: {mark} -->\n")
        _, end, after = rest.partition("<!-- end of picture -->\n")
        assert start
        assert end
        page = before + start + drawn + end + after
    return page
