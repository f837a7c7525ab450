"""rdflib's stores: for a SPARQL server, by kg's own client with its checks and limits, and for the embedded one.

What is asked of either as text fetches from nowhere: SERVICE and LOAD are refused.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Dataset, Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.stores.sparqlconnector import SPARQLConnector
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore
from rdflib.query import Result

from kg.errors import UsageError
from kg.reaching import check

Ask = Callable[[str, str, Mapping[str, str]], tuple[bytes, str]]
"""Sends a query: its text, what is accepted, more fields; gives the body and its media type."""

Update = Callable[[str], None]
"""Sends an update."""

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"


class _Connector(SPARQLConnector):
    """What rdflib's store asks for a connection."""

    ask: Ask

    def query(self, query: str, default_graph: str | None = None, named_graph: str | None = None) -> Result:
        """The result of a query, read whole."""
        check(str(query))
        # rdflib's own name of the default graph is none that the server knows
        named = default_graph is not None and not isinstance(default_graph, BNode)
        named = named and str(default_graph) != str(DATASET_DEFAULT_GRAPH_ID)
        body, media_type = self.ask(str(query), _ACCEPT, {"default-graph-uri": str(default_graph)} if named else {})
        return Result.parse(io.BytesIO(body), content_type=media_type)


class _RemoteStore(SPARQLUpdateStore, _Connector):
    """rdflib's store, with the connector between it and rdflib's own."""

    send: Update | None

    def _update(self, update: str) -> None:
        if self.send is None:
            raise UsageError("the store was opened for reading; kg.open(..., write=True) opens it for writing")
        check(str(update))
        self._updates += 1
        self.send(str(update))

    def add_graph(self, graph: Graph) -> None:
        """A graph is there when something is in it; to create one that is there would be an error."""


def dataset(query_at: str, update_at: str, ask: Ask, update: Update | None) -> Dataset:
    """A Dataset over the server; ``update`` is None if nothing is to be written."""
    store: Any = _RemoteStore(query_at, update_at, context_aware=True, returnFormat="json")
    store.ask, store.send = ask, update
    return Dataset(store=store)


def embedded(store: ox.Store) -> Dataset:
    """A Dataset over the embedded store; UsageError if oxrdflib is not there."""
    try:
        from oxrdflib import OxigraphStore
    except ImportError as error:
        raise UsageError("oxrdflib is not installed; pip install 'kg-reports[rdflib]' does that") from error

    class Guarded(OxigraphStore):
        def query(self, query: Any, *arguments: Any, **options: Any) -> Any:
            check(query if isinstance(query, str) else "")
            return super().query(query, *arguments, **options)

        def update(self, update: Any, *arguments: Any, **options: Any) -> None:
            check(update if isinstance(update, str) else "")
            super().update(update, *arguments, **options)

    return Dataset(store=Guarded(store=store))
