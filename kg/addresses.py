"""The addresses of a SPARQL 1.1 server, from the one that names it as a store."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit, urlunsplit

from kg.errors import UsageError


class Addresses(NamedTuple):
    """Where queries and updates go, and graphs as files (SPARQL 1.1 Graph Store HTTP Protocol; may be empty)."""

    query: str
    update: str
    graphs: str = ""


# The end of the query address, and what stands there for updates. How graphs are named differs.
_LAYOUTS = {"/query": "/update", "/sparql": "/sparql"}


def checked(url: str, named: str = "--store") -> SplitResult:
    """The parts of a server's address; UsageError, with how it was ``named``, if it cannot be one or has a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UsageError(
            f"{named}: the server's address cannot be read; it is like https://example.org/sparql"
        ) from error
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise UsageError(
            f"{named}: {parts.scheme}://...@{parts.hostname or ''}: a name or password in an address can be seen by "
            "others; set KG_USER and KG_PASSWORD, or KG_TOKEN, or write them into ~/.netrc"
        )
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or parts.fragment:
        raise UsageError(f"{named}: a server's address is like https://example.org/sparql")
    if any(ord(c) <= 32 or ord(c) >= 127 for c in url):
        raise UsageError(
            f"{named}: a server's address holds no spaces and no letters beyond ASCII; percent-encode them"
        )
    return parts


def addresses(url: str, update: str = "", graphs: str = "") -> Addresses:
    """Where a server that is named by ``url`` takes queries, updates and graphs, unless the latter two are given.

    Without a path, the server is taken to be laid out as Oxigraph's is.

    >>> addresses("http://localhost:7878")
    Addresses(query='http://localhost:7878/query', update='http://localhost:7878/update', graphs='http://localhost:7878/store')
    >>> addresses("http://localhost:8890/sparql").update
    'http://localhost:8890/sparql'
    >>> addresses("http://localhost:3030/ds/query").update
    'http://localhost:3030/ds/update'
    >>> addresses("http://localhost:7200/repositories/news").update
    'http://localhost:7200/repositories/news/statements'
    """
    parts = checked(url)
    for other in (update, graphs):
        if other:
            checked(other)
    path = parts.path.rstrip("/")
    if not path:
        return Addresses(
            _at(parts, "/query"), update or _at(parts, "/update"), graphs or urlunsplit((*parts[:2], "/store", "", ""))
        )
    if "/repositories/" in path and not path.endswith("/statements"):
        return Addresses(url, update or _at(parts, f"{path}/statements"), graphs)
    for ending, beside in _LAYOUTS.items():
        if path.endswith(ending):
            return Addresses(url, update or _at(parts, path.removesuffix(ending) + beside), graphs)
    return Addresses(url, update or url, graphs)


def _at(parts: SplitResult, path: str) -> str:
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def shown(url: str) -> str:
    """The address as messages name it: without its query, which may hold a key.

    >>> shown("https://example.org/sparql?key=secret")
    'https://example.org/sparql'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def same_place(old: str, new: str) -> bool:
    """True if a redirect may be followed: the same host and port, or the same host by https.

    >>> same_place("http://a.org/x", "https://a.org/y"), same_place("http://a.org/x", "http://b.org/x")
    (True, False)
    >>> same_place("http://a.org/x", "http://u:p@a.org/x"), same_place("https://a.org/x", "http://a.org/x")
    (False, False)
    """
    one, other = urlsplit(old), urlsplit(new)
    if "@" in other.netloc:
        return False
    if (one.scheme, one.netloc.lower()) == (other.scheme, other.netloc.lower()):
        return True
    upgraded = (one.scheme, other.scheme) == ("http", "https") and one.port is None and other.port is None
    return upgraded and one.hostname == other.hostname
