"""SPARQL as a row of tokens: enough to put parameters in and to refuse what a query may not do, not a parser.

The terminals are those of SPARQL 1.1, section 19.8 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar, productions
[139] to [173]); ``<<``, ``>>``, ``{|`` and ``|}`` of SPARQL 1.2 are punctuation. Joining the texts of all tokens gives
the query back unchanged. What the terminals do not cover becomes a one-character ``error`` token, which is left to the
engine's parser to report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from kg.errors import QueryError

# [164] PN_CHARS_BASE beyond ASCII, and what [167] PN_CHARS adds to it
_BASE = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = "\u00b7\u0300-\u036f\u203f-\u2040"
_ECHAR = r"\\[tbnrf\\\"']"
# SPARQL 1.2 keeps codepoint escapes inside strings; 1.1 has none left by the time strings are read
_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"


def _terminals(beyond: str, more: str) -> tuple[tuple[str, str], ...]:
    """Kinds and patterns; ``beyond`` and ``more`` are the letters and name characters that are not ASCII."""
    base = "A-Za-z" + beyond
    chars = f"{base}_0-9{more}\\-"  # [167] PN_CHARS
    plx = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"  # [170] PLX, [173] PN_LOCAL_ESC
    prefix = f"[{base}](?:[{chars}.]*[{chars}])?"  # [168] PN_PREFIX
    local = f"(?:[{base}_:0-9]|{plx})(?:(?:[{chars}.:]|{plx})*(?:[{chars}:]|{plx}))?"  # [169] PN_LOCAL
    return (
        ("space", r"[ \t\r\n]+"),  # [162] WS
        ("comment", r"\#[^\r\n]*"),
        ("iri", r"<(?:[^<>\"{}|^`\\\x00-\x20]|" + _UCHAR + ")*>"),  # [139] IRIREF
        ("string", r'"""(?:"{0,2}(?:[^"\\]|' + _ECHAR + "|" + _UCHAR + r'))*"""'),  # [159]
        ("string", r"'''(?:'{0,2}(?:[^'\\]|" + _ECHAR + "|" + _UCHAR + r"))*'''"),  # [158]
        ("string", r'"(?:[^"\\\n\r]|' + _ECHAR + "|" + _UCHAR + ')*"'),  # [157]
        ("string", r"'(?:[^'\\\n\r]|" + _ECHAR + "|" + _UCHAR + ")*'"),  # [156]
        ("blank", f"_:[{base}_0-9](?:[{chars}.]*[{chars}])?"),  # [142]
        ("pname", f"(?:{prefix})?:(?:{local})?"),  # [140], [141]
        ("variable", f"[?$][{base}_0-9][{base}_0-9{more}]*"),  # [143], [144], [166]
        ("langtag", r"@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*"),  # [145]; the direction "--ltr" of 1.2 follows as punctuation
        ("number", r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+"),  # [146] to [148]
        ("word", f"[{base}_][{base}_0-9]*"),  # keywords and built-in calls, in any case
        ("punctuation", r"<<\(|\)>>|<<|>>|\{\||\|\}|\^\^|&&|\|\||!=|<=|>=|[{}()\[\].,;*/|^?+\-!=<>~]"),
        ("error", r"[\s\S]"),
    )


_KINDS = tuple(kind for kind, _ in _terminals("", ""))


@cache
def _token(*, ascii_only: bool) -> re.Pattern[str]:
    """The terminals as one pattern; it is compiled ten times faster where the query is ASCII."""
    terminals = _terminals("", "") if ascii_only else _terminals(_BASE, _MORE)
    return re.compile("|".join(f"({pattern})" for _, pattern in terminals))


_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
SILENT = ("space", "comment")
_QUERY_FORMS = ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")


class Token(NamedTuple):
    """One terminal: its ``kind``, its exact ``text`` and the offset at which it starts."""

    kind: str
    text: str
    start: int

    def __str__(self) -> str:
        return self.text

    def word(self) -> str:
        """The keyword in capitals, or the punctuation; empty for any other token."""
        return self.text.upper() if self.kind in ("word", "punctuation") else ""


def tokens(query: str) -> list[Token]:
    """All tokens of a query, white space and comments included.

    >>> [t.kind for t in tokens('ASK{?s :p "x"}') if t.kind != "space"]
    ['word', 'punctuation', 'variable', 'pname', 'string', 'punctuation']
    """
    found = _token(ascii_only=query.isascii()).finditer(query)
    return [Token(_KINDS[(m.lastindex or 1) - 1], m.group(), m.start()) for m in found]


def spelled(parts: Iterable[Token]) -> str:
    """The query that the tokens spell."""
    return "".join(token.text for token in parts)


def unescaped(query: str) -> str:
    r"""The query with its codepoint escapes resolved, as SPARQL 1.1, section 19.2 asks before any token is read.

    >>> unescaped(r"\u0053ERVICE")
    'SERVICE'
    """

    def character(match: re.Match[str]) -> str:
        number = int(match.group(1) or match.group(2), 16)
        return chr(number) if number < 0x110000 else match.group()

    return _CODEPOINT.sub(character, query)


def line_of(query: str, offset: int) -> int:
    """The line, from 1, in which the offset lies."""
    return query.count("\n", 0, offset) + 1


# ---------------------------------------------------------------------------------------------- what it is
def form(query: str) -> str:
    """``SELECT``, ``CONSTRUCT``, ``ASK`` or ``DESCRIBE``; empty if the first word after the prologue is another.

    >>> form("PREFIX a: <b> # SELECT\\nask {}")
    'ASK'
    """
    words = [t for t in tokens(query) if t.kind not in SILENT]
    at = 0
    while at < len(words):
        word = words[at].word()
        if word == "BASE" or word == "VERSION":
            at += 2
        elif word == "PREFIX":
            at += 3
        else:
            return word if word in _QUERY_FORMS else ""
    return ""


def check_readonly(query: str) -> None:
    """Refuse what is no query: an update, or a text without one.

    Both the query as written and the query with its codepoint escapes resolved are looked at, since engines differ in
    which of the two they read. ``FROM`` names graphs of the store and fetches nothing, so it is let through.
    """
    for variant in dict.fromkeys((query, unescaped(query))):
        words = [t for t in tokens(variant) if t.kind == "word"]
        if words and not form(variant):
            first = next((t for t in words if t.word() not in ("PREFIX", "BASE", "VERSION")), None)
            word = f" ({first.text})" if first else ""
            raise QueryError(
                f"kg query only reads: the query{word} is no SELECT, CONSTRUCT, ASK or DESCRIBE; nothing was done"
            )


def declared_prefixes(query: str) -> dict[str, str]:
    """The prefixes that the query declares, name to IRI as written.

    >>> declared_prefixes("PREFIX a: <urn:x> ASK {}")
    {'a': 'urn:x'}
    """
    parts = [t for t in tokens(query) if t.kind not in SILENT]
    found: dict[str, str] = {}
    for token, name, iri in zip(parts, parts[1:], parts[2:], strict=False):
        if token.word() == "PREFIX" and name.kind == "pname" and iri.kind == "iri":
            found[name.text[:-1]] = iri.text[1:-1]
    return found


def with_prefixes(query: str, known: Mapping[str, str]) -> str:
    """The query with those of the ``known`` prefixes declared that it uses and does not declare.

    They go before the first line without a line break, so that line numbers in messages stay right.

    >>> with_prefixes("ASK { ?s a:b ?o }", {"a": "urn:x", "c": "urn:y"})
    'PREFIX a: <urn:x> ASK { ?s a:b ?o }'
    """
    declared = declared_prefixes(query)
    used = {t.text.partition(":")[0] for t in tokens(query) if t.kind == "pname"}
    added = "".join(f"PREFIX {p}: <{known[p]}> " for p in sorted(known) if p in used and p not in declared)
    return added + query


def rebased(query: str, base: str, written: str = "https://w3id.org/dmd/") -> str:
    """The query with IRIs that begin with ``written`` beginning with ``base``; the vocabulary's own stay.

    >>> rebased("ASK { GRAPH <https://w3id.org/dmd/graph/registry> {} }", "urn:kg:")
    'ASK { GRAPH <urn:kg:graph/registry> {} }'
    """
    if base == written:
        return query
    own = f"<{written}"
    return "".join(
        f"<{base}{t.text[len(own) :]}"
        if t.kind == "iri" and t.text.startswith(own) and t.text[len(own) :][:2] != "ns"
        else t.text
        for t in tokens(query)
    )


# ---------------------------------------------------------------------------------------------- parameters
def variables(query: str) -> list[tuple[str, int]]:
    """The names of all variables with the line each stands in, in order, without the ``?`` or ``$``.

    >>> variables("ASK { ?s ?p '?x' } # ?y")
    [('s', 1), ('p', 1)]
    """
    return [(t.text[1:], line_of(query, t.start)) for t in tokens(query) if t.kind == "variable"]
