"""What ``kg validate`` finds wrong with links: each flaw is put into a store by an update, and is found, alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from support_cli import Run
from support_link_store import kg, place

from kg.findings import Severity
from kg.linking.flaws import flaws
from kg.prefixes import PREFIXES
from kg.stores import open_store
from kg.validating import shapes

__all__ = ["kg", "place"]  # fixtures

LINK = """INSERT { GRAPH graph:links { <urn:l> a dmd:Link ; rdf:subject %s ; rdf:predicate %s ; rdf:object %s ;
  dmd:hasDecision %s ; sssom:mapping_justification semapv:LexicalMatching } %s } WHERE {}"""
STATED = "GRAPH graph:links-accepted { %s }"
BAY, FAR, EXACT = "actor:ann-bay-1", "<https://far.org/1>", "skos:exactMatch"
SOUND = (
    LINK % ("actor:norland", EXACT, FAR, "dmd:LinkAccepted", STATED % f"actor:norland {EXACT} {FAR}"),
    LINK % ("actor:norland", "skos:broadMatch", FAR, "dmd:LinkProposed", ""),
    # a ministry is an organisation to others
    LINK % ("actor:ministry", EXACT, "actor:office", "dmd:LinkAccepted",
            STATED % f"actor:ministry {EXACT} actor:office ; dct:isReplacedBy actor:office"
            + " GRAPH graph:registry { actor:ministry a dmd:Government . actor:office a org:Organization }"),
)  # fmt: skip
FLAWED = (
    (LINK % ("actor:norland", EXACT, '"Norland"', "dmd:LinkProposed", ""), "has one object"),
    ("INSERT DATA { GRAPH graph:links { <urn:l> a dmd:Link ; rdf:subject actor:norland ;"
     f" rdf:predicate skos:exactMatch ; rdf:object {FAR} ; dmd:hasDecision dmd:LinkProposed }} }}", "has its grounds"),
    ("INSERT { GRAPH graph:links { ?l sssom:confidence 1.2 } } WHERE { GRAPH graph:links { ?l rdf:object"
     " <https://e.org/falk> } FILTER NOT EXISTS { ?l sssom:confidence 1.2 } }", "confidence"),
    (LINK % ("actor:norland", EXACT, FAR, "dmd:LinkRejected", ""), "Only a person rejects"),
    (LINK % ("actor:norland", EXACT, FAR, "dmd:LinkAccepted", ""), "An accepted link is stated"),
    (LINK % ("<https://e.org/x>", "skos:closeMatch", FAR, "dmd:LinkProposed", ""), "of this store"),
    (LINK % ("actor:norland", "skos:closeMatch", "actor:norland", "dmd:LinkProposed", ""), "not linked to itself"),
    (LINK % ("actor:nobody", "skos:closeMatch", FAR, "dmd:LinkProposed", ""), "no report names"),
    (f"INSERT DATA {{ {STATED % f'actor:norland {EXACT} {FAR}'} }}", "no accepted link tells of"),
    (f"INSERT DATA {{ {STATED % f'actor:norland skos:broadMatch {FAR}'} }}", "no accepted link tells of"),
    (f"INSERT DATA {{ {STATED % 'actor:norland dct:isReplacedBy actor:tribune'} }}", "What is replaced"),
    ("INSERT { GRAPH graph:links { ?l sssom:mapping_justification <https://e.org/j> } } WHERE { GRAPH graph:links {"
     " ?l rdf:object <https://e.org/falk> } }", "of SEMAPV"),
)  # fmt: skip


def found(place: Path, update: str) -> list[tuple[Severity, str]]:
    """What is wrong with the store after an update."""
    store = open_store(str(place / "s"), write=True)
    if update:
        known = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
        known += f"PREFIX graph: <{store.base}graph/>\nPREFIX actor: <{store.base}actor/>\n"
        store.update(known + update)
    return [(one.severity, one.message) for one in flaws(store, shapes())]


@pytest.mark.parametrize("update", ["", *SOUND])
def test_sound_links_have_no_flaw(kg: Run, place: Path, update: str) -> None:
    kg("link", "--with", "t.csv", "--accept", "0.6")
    assert found(place, update) == []


@pytest.mark.parametrize(("update", "said"), FLAWED)
def test_each_flaw_is_found(kg: Run, place: Path, update: str, said: str) -> None:
    kg("link", "--with", "t.csv")
    messages = [message for _, message in found(place, update)]
    assert messages
    assert all(said in message for message in messages), messages


def test_nothing_is_the_same_without_a_match(kg: Run, place: Path) -> None:
    kg("link", "--with", "t.csv")
    messages = {message for _, message in found(place, f"INSERT DATA {{ {STATED % f'actor:falk owl:sameAs {FAR}'} }}")}
    assert "Nothing is the same as another but by an accepted exact match." in messages


def test_what_is_the_same_for_some_and_not_for_others(kg: Run, place: Path) -> None:
    kg("link", "--with", "t.csv", "--same-as")
    assert found(place, "") == []
    lost = "DELETE WHERE { GRAPH graph:links-accepted { ?s owl:sameAs <https://e.org/norland> } }"
    assert [message for _, message in found(place, lost)] == [
        "Either all exact matches are stated as owl:sameAs or none ('kg link --same-as')."
    ]


@pytest.mark.parametrize(
    ("subject", "target", "said"),
    [
        ("dmd:State", "dmd:Government", "matched as one"),
        ("foaf:Person", "dmd:Government", "matched as one"),
        ("schema:Place", "dmd:State", "matched as one"),
        ("schema:NewsMediaOrganization", "org:Organization", "matched as one"),
        ("dmd:State", "", "of another data set"),
        ("schema:NewsMediaOrganization", "", "of another data set"),
    ],
)
def test_things_of_two_sorts_are_not_one(kg: Run, place: Path, subject: str, target: str, said: str) -> None:
    end = "actor:two" if target else "<https://e.org/falk>"
    sorts = f"actor:one a {subject} ." + (f" actor:two a {target} ." if target else "")
    stated = STATED % f"actor:one {EXACT} {end} {'; dct:isReplacedBy ' + end if target else ''}"
    kg("link", "--with", "t.csv")
    update = LINK % ("actor:one", EXACT, end, "dmd:LinkAccepted", f"{stated} GRAPH graph:registry {{ {sorts} }}")
    messages = {message for _, message in found(place, update)}
    assert len(messages) == 1
    assert said in messages.pop()


def test_validate_tells_of_them(kg: Run, place: Path) -> None:
    kg("link", "--with", "t.csv")
    found(place, f"INSERT DATA {{ {STATED % f'actor:norland {EXACT} {FAR}'} }}")
    status, out, _ = kg("validate")
    assert status == 1
    assert "no accepted link tells of" in out
