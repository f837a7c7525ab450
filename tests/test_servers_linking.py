"""Links on stores that are servers: the same as on an embedded one, proposed, decided, taken back.

They run behind test_servers.py: after many graphs were dropped and made, Virtuoso 7.2.5 lost a row of one saved query,
though all quads were there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from support_link_store import TABLE, TRIG
from support_links import BASE

from kg.iris import ACCEPTED, LINKS, graph_iri
from kg.linker import Linker
from kg.linking.deciding import Thresholds
from kg.linking.links import Decision
from kg.quads import vocabulary_quads
from kg.queries import bound
from kg.resources import saved_query
from kg.stores import open_store
from kg.storing import Store

pytestmark = pytest.mark.slow
ANN = ("Ann Moor", date(2026, 1, 2))


def filled(store: Store) -> Linker:
    by_graph: dict[str, list[ox.Quad]] = {}
    for name in list(store.graphs()):
        if name.startswith(BASE):
            store.retract(name)
    for quad in ox.parse(TRIG.encode(), format=ox.RdfFormat.TRIG):
        by_graph.setdefault(quad.graph_name.value, []).append(quad)
    for name, quads in by_graph.items():
        store.replace_graph(name, quads)
    codes = Path(__file__).parents[1] / "ontology" / "codes.ttl"
    store.replace_graph(f"{BASE}graph/vocabulary", vocabulary_quads(codes.read_bytes()))
    return Linker(store, "1")


def held(linker: Linker) -> set[str]:
    graphs = (LINKS, ACCEPTED)
    return {str(q.triple) for name in graphs for q in linker.store.quads(graph_iri(BASE, name))}


def shown(linker: Linker) -> set[tuple[str, ...]]:
    """What the saved query says of each link: target, report, quote, start and end."""
    found = linker.store.query(bound(saved_query("links"), {}))
    names = ("target", "report", "quote", "start", "end")
    return {tuple(str(getattr(row[name], "value", "")) for name in names) for row in found}  # type: ignore[union-attr]


@pytest.mark.parametrize("server", ["oxigraph", "virtuoso"])
def test_links_are_the_same_on_a_server(
    server: str, servers: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "t.csv"
    table.write_text(TABLE, "utf-8")
    both = [filled(open_store(place, write=True)) for place in (str(tmp_path / "s"), servers(server))]
    for linker in both:
        linker.propose([str(table)], Thresholds())
        linker.dedupe(Thresholds(1.01, 0.3))
    assert held(both[0]) == held(both[1])
    assert held(both[0])
    assert shown(both[0]) == shown(both[1])
    falk = ("https://e.org/falk", f"{BASE}report/aaaaaaaaaaaaaaaa", "Jon Falk, the foreign minister", "0", "30")
    assert falk in shown(both[0])
    for linker in both:
        summary = linker.propose([str(table)], Thresholds())
        assert summary.changed == 0
        subject = linker.waiting()[0]
        task = linker.task(subject)
        assert task is not None
        linker.decide([task.links[0]], Decision.ACCEPTED, *ANN)
        linker.same_as(True)
    assert held(both[0]) == held(both[1])
    assert any("sameAs" in triple for triple in held(both[1]))
    for linker in both:
        linker.same_as(False)
        assert linker.undo()
    assert held(both[0]) == held(both[1])
    assert list(both[0].table()) == list(both[1].table())
