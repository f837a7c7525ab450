"""What SPARQL would fetch from elsewhere: the addresses of SERVICE and LOAD, each allowed by a prefix or refused.

Addresses are compared part by part: scheme, host, port, and the path by whole segments. Both the text as written and
the text with its codepoint escapes resolved are looked at, since engines differ in which of the two they read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.errors import QueryError, UsageError
from kg.sparql import SILENT, Token, line_of, tokens, unescaped

FETCHING = ("SERVICE", "LOAD")
_BEFORE_AN_IRI = ("(", ",", "=", "!=", "<", ">", "<=", ">=", "&&", "||", "+", "-", "*", "/", "!", "^^", "^", "|", "{")
_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_ADDRESS = re.compile(r"(?i)(https?)://([a-z0-9._\-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?((?:/[^?#]*)?)(?:\?[^#]*)?")
_ANY_HOST = re.compile(r"(?i)(https?):(?://)?")
_PORTS = {"http": 80, "https": 443}


class Address(NamedTuple):
    """Where something is fetched from; an empty host is any."""

    scheme: str
    host: str
    port: int
    path: str

    def within(self, other: Address) -> bool:
        """True if the other is a prefix of this one by its parts."""
        if self.scheme != other.scheme or (other.host and (self.host, self.port) != (other.host, other.port)):
            return False
        ours, theirs = self.path.split("/"), other.path.rstrip("/").split("/")
        return ours[: len(theirs)] == theirs


class Reached(NamedTuple):
    """A place that a query or update fetches from, with the line that says so."""

    iri: str
    address: Address
    line: int


class Checked(NamedTuple):
    """A place that may be reached, with the numbers of its host as they were when they were checked."""

    place: Reached
    numbers: tuple[str, ...]


def reached(text: str) -> list[Reached]:
    """Where the query or update would fetch from; QueryError where that cannot be told from its text."""
    found: dict[Reached, None] = {}
    for variant in dict.fromkeys((text, unescaped(text))):
        if any(word in variant.upper() for word in FETCHING):
            found.update(dict.fromkeys(_reached(variant)))
    return list(found)


def check(text: str, allowed: Iterable[str] = ()) -> list[Reached]:
    """Where the query or update would fetch from; QueryError unless each is within an allowed prefix.

    >>> check("ASK { SERVICE <http://a.example/sparql> {} }", ["http://a.example"])[0].address.host
    'a.example'
    """
    prefixes = [prefix(one) for one in allowed]
    found = reached(text)
    for place in found:
        if not any(place.address.within(one) for one in prefixes):
            raise QueryError(
                f"line {place.line}: <{place.iri}> may not be reached; --allow-service {place.iri} would allow it"
            )
    return found


def prefix(text: str) -> Address:
    """The prefix that was allowed; ``https:`` alone allows all hosts, none of a private network.

    >>> prefix("HTTPS://a.example/x/"), prefix("http:")
    (Address(scheme='https', host='a.example', port=443, path='/x/'), Address(scheme='http', host='', port=80, path=''))
    """
    if match := _ANY_HOST.fullmatch(text):
        return Address(match[1].lower(), "", _PORTS[match[1].lower()], "")
    found = address(text)
    if found is None or "?" in text:
        raise UsageError(
            f"--allow-service must be the beginning of an address, such as https://example.org/sparql; not {text!r}"
        )
    return found


def address(iri: str) -> Address | None:
    """The parts of an address that can be fetched from; None if it is none, or leaves doubt where it leads."""
    match = _ADDRESS.fullmatch(iri)
    if match is None:
        return None
    scheme, path = match[1].lower(), match[4]
    if any(re.fullmatch(r"(?i)(?:\.|%2e){1,2}", part) for part in path.split("/")) or re.search(r"(?i)%2f|%5c", path):
        return None
    return Address(scheme, match[2].lower(), int(match[3] or _PORTS[scheme]), path)


def check_readings(text: str) -> None:
    """QueryError if two readers of the text could find different tokens in it, and one of them a SERVICE or LOAD."""
    for variant in dict.fromkeys((text, unescaped(text))):
        if any(word in variant.upper() for word in FETCHING):
            _check_readings(variant)


def _check_readings(text: str) -> None:
    parts = [t for t in tokens(text) if t.kind not in SILENT]
    nothing = Token("", "", 0)
    depth = [0]  # of round brackets, anew within each pair of curly ones
    for before, token, after in zip([nothing, *parts], parts, [*parts[1:], nothing], strict=False):
        word = token.word()
        if word == "{":
            depth.append(0)
        elif word == "}":
            depth = depth[:-1] or [0]
        elif word in ("(", ")"):
            depth[-1] += 1 if word == "(" else -1
        elif token.kind == "iri" and depth[-1] > 0:
            _check_one_reading(token, before, text)
        elif token.kind in ("word", "pname"):
            _check_apart(before, token, after, text)


def _check_apart(before: Token, token: Token, after: Token, text: str) -> None:
    """Refuse a keyword that grew together with its neighbours: some engines read ``SERVICEa:x`` as SERVICE and a:x."""
    name = token.text.partition(":")[0].upper()
    for keyword in FETCHING:
        if keyword not in name or name == keyword:
            continue
        grown = token.kind == "word"
        if token.kind == "pname" and keyword == "SERVICE":
            grown = after.text == "{" and before.word() != "GRAPH"
        elif token.kind == "pname":
            grown = before.text in ("", ";") or before.kind in ("iri", "string")
        if grown:
            raise QueryError(
                f"line {line_of(text, token.start)}: {token.text} can be read as a name and as {keyword}; put a space "
                "between them"
            )


def redirected(text: str, ways: Mapping[str, str]) -> str:
    """The query or update that fetches by the ways that are given for the IRIs of all places.

    >>> redirected("PREFIX a: <http://a/> ASK { SERVICE a:x {} }", {"http://a/x": "http://127.0.0.1:9/b"})
    'PREFIX a: <http://a/> ASK { SERVICE <http://127.0.0.1:9/b> {} }'
    """
    for name, word, iri in reversed(list(_fetches([t for t in tokens(text) if t.kind not in SILENT]))):
        if name is not None and iri in ways:
            text = f"{text[: name.start]}<{ways[iri]}>{text[name.start + len(name.text) :]}"
        elif iri not in ways.values():
            raise QueryError(f"line {line_of(text, word.start)}: where {word.text} leads to was not checked")
    if any(place.iri not in ways.values() for place in reached(text)):
        raise QueryError("SERVICE and LOAD must be written without \\u")
    return text


def _reached(text: str) -> Iterable[Reached]:
    _check_readings(text)
    for _, word, iri in _fetches([t for t in tokens(text) if t.kind not in SILENT]):
        line = line_of(text, word.start)
        place = address(iri)
        if place is None:
            raise QueryError(
                f"line {line}: {word.word()} must name its address whole, as <https://example.org/sparql>; "
                "anything else could lead anywhere"
            )
        yield Reached(iri, place, line)


def _fetches(parts: Sequence[Token]) -> Iterator[tuple[Token | None, Token, str]]:
    """For each SERVICE and LOAD the token that says from where, its own token, and the IRI (empty: unknown)."""
    prefixes: dict[str, str] = {}  # as declared so far: an update may declare one anew
    for number, token in enumerate(parts):
        word = token.word()
        if word == "PREFIX" and len(parts) > number + 2 and parts[number + 2].kind == "iri":
            prefixes[parts[number + 1].text[:-1]] = unescaped(parts[number + 2].text[1:-1])
        elif word in FETCHING:
            after = parts[number + 1 : number + 3]
            name = after[1] if len(after) > 1 and after[0].word() == "SILENT" else after[0] if after else None
            yield name, token, _iri(name, prefixes)


def _check_one_reading(token: Token, before: Token, text: str) -> None:
    """Refuse what could be an IRI to one reader and a comparison to another, and hide a SERVICE from one of them.

    In ``(1<2)BIND('>' ...`` the grammar's longest match is an IRI, ``<2)BIND('>``; an engine whose parser asks for
    what fits reads ``1 < 2``. It is safe where no quotation or comment begins within, and where the "//" of an address
    makes a comparison impossible.
    """
    if before.text in _BEFORE_AN_IRI or _SCHEME.match(token.text):
        return
    if "#" in token.text or "'" in token.text:
        raise QueryError(
            f"line {line_of(text, token.start)}: {token.text} can be read as an IRI and as a comparison; put a space "
            "behind the '<' of a comparison, or a prefixed name in the place of the IRI"
        )


def _iri(name: Token | None, prefixes: dict[str, str]) -> str:
    """The IRI that follows SERVICE or LOAD; empty if it is a variable or its prefix is not declared."""
    if name is None:
        return ""
    if name.kind == "iri":
        return unescaped(name.text[1:-1])
    start, _, local = name.text.partition(":")
    if name.kind != "pname" or start not in prefixes:
        return ""
    return prefixes[start] + re.sub(r"\\(.)", r"\1", local)
