"""SPARQL as a row of tokens: enough to bind parameters and to refuse what a query may not do, not a parser.

The terminals are those of SPARQL 1.1, section 19.8 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar, productions
[139] to [173]); ``<<``, ``>>``, ``{|`` and ``|}`` of SPARQL 1.2 are punctuation. Joining the texts of all tokens gives
the query back unchanged. What the terminals do not cover becomes a one-character ``error`` token, which is left to the
engine's parser to report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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
_SILENT = ("space", "comment")
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
    words = [t for t in tokens(query) if t.kind not in _SILENT]
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


def check_readonly(query: str, allowed: Sequence[str] = ()) -> None:
    """Refuse an update, and a ``SERVICE`` whose address starts with none of the ``allowed`` prefixes.

    Both the query as written and the query with its codepoint escapes resolved are looked at, since engines differ in
    which of the two they read. ``FROM`` names graphs of the store and fetches nothing, so it is let through.
    """
    for variant in dict.fromkeys((query, unescaped(query))):
        parts = [t for t in tokens(variant) if t.kind not in _SILENT]
        if not form(variant) and any(t.kind == "word" for t in parts):
            first = next((t for t in parts if t.kind == "word" and t.word() not in ("PREFIX", "BASE", "VERSION")), None)
            word = f" ({first.text})" if first else ""
            raise QueryError(
                f"kg query only reads: the query{word} is no SELECT, CONSTRUCT, ASK or DESCRIBE; nothing was done"
            )
        prefixes = declared_prefixes(variant)
        for number, token in enumerate(parts):
            if token.word() == "SERVICE":
                _check_service(parts[number + 1 : number + 3], prefixes, allowed, line_of(variant, token.start))


def _check_service(after: list[Token], prefixes: Mapping[str, str], allowed: Sequence[str], line: int) -> None:
    if after and after[0].word() == "SILENT":
        after = after[1:]
    address = _address(after[0], prefixes) if after else ""
    if not address:
        raise QueryError(f"line {line}: SERVICE must name its address; a variable could reach anything")
    if not any(_within(address, prefix) for prefix in allowed):
        raise QueryError(f"line {line}: SERVICE <{address}> is not allowed; --allow-service {address} would allow it")


def _address(token: Token, prefixes: Mapping[str, str]) -> str:
    if token.kind == "iri":
        return unescaped(token.text[1:-1])
    if token.kind == "pname":
        prefix, _, local = token.text.partition(":")
        return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local) if prefix in prefixes else ""
    return ""


def _within(address: str, prefix: str) -> bool:
    """True if ``prefix`` is a whole-segment prefix: "http://a.b" lets "http://a.b/x" in, "http://a.b.evil" not."""
    if not prefix or not address.startswith(prefix) or "@" in address.partition("://")[2].partition("/")[0]:
        return False
    return len(address) == len(prefix) or prefix[-1] in "/?#" or address[len(prefix)] in "/?#"


def declared_prefixes(query: str) -> dict[str, str]:
    """The prefixes that the query declares, name to IRI as written.

    >>> declared_prefixes("PREFIX a: <urn:x> ASK {}")
    {'a': 'urn:x'}
    """
    parts = [t for t in tokens(query) if t.kind not in _SILENT]
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


def bind(query: str, terms: Mapping[str, str], absent: Iterable[str] = ()) -> str:
    """The query with each variable of ``terms`` replaced by its serialised term, and what hangs on ``absent`` gone.

    A variable that is bound cannot also be given a value: one that is projected by name, follows ``AS`` or stands in
    the variable list of a VALUES is refused. For each absent variable the smallest FILTER, BIND, LIMIT or OFFSET that
    it stands in goes, or else the smallest group in braces with the words that lead it in (OPTIONAL, MINUS, GRAPH g,
    FILTER NOT EXISTS, UNION); what stands within EXISTS goes with the FILTER that asks it. So whatever should go with
    an optional parameter is put into braces of its own.

    >>> bind("ASK { ?s ?p ?_x FILTER(?p != ?__y) }", {"_x": '"1"'}, ["__y"])
    'ASK { ?s ?p  "1"   }'
    """
    parts = tokens(query)
    for name in absent:
        while (at := _find(parts, name)) is not None:
            parts = _without(parts, at, query)
    return "".join(_substituted(parts, terms, query))


def _find(parts: Sequence[Token], name: str) -> int | None:
    return next((i for i, t in enumerate(parts) if t.kind == "variable" and t.text[1:] == name), None)


def _substituted(parts: Sequence[Token], terms: Mapping[str, str], query: str) -> Iterable[str]:
    projecting = False
    depth = 0
    before = ""
    for token in parts:
        word = token.word()
        if word in ("SELECT", "VALUES"):
            projecting, depth = True, 0
        elif word in ("WHERE", "FROM", "{"):
            projecting = False
        depth += (word == "(") - (word == ")")
        if token.kind == "variable" and token.text[1:] in terms:
            if before == "AS" or (projecting and depth == 0):
                where = f"line {line_of(query, token.start)}"
                raise QueryError(f"{where}: {token.text} is a parameter and cannot be given a value or be projected")
            yield f" {terms[token.text[1:]]} "  # the spaces keep it from growing together with its neighbours
        else:
            yield token.text
        if token.kind not in _SILENT:
            before = word


def _without(parts: list[Token], at: int, query: str) -> list[Token]:
    """The tokens without the smallest construct that the token ``at`` hangs in."""
    start, end = _construct(parts, at, query)
    before, after = _previous(parts, start), _next(parts, end)
    last = parts[before].word() if before >= 0 else "{"
    coming = parts[after].word() if after < len(parts) else "}"
    if coming == "." and last in (".", "{", "}"):
        end = after + 1  # "a b c . FILTER(..) . d": one of the two stops has to go
    apart = coming in (".", "}") or last in (".", "{", "}", "UNION") or parts[start].word() in ("LIMIT", "OFFSET")
    glue = [] if apart else [Token("punctuation", ".", -1)]  # "a b c FILTER(..) d e f" would grow together
    return [*parts[:start], *glue, *parts[end:]]


def _construct(parts: Sequence[Token], at: int, query: str) -> tuple[int, int]:
    """Start and end of the smallest FILTER, BIND, LIMIT, OFFSET or group that holds the token ``at``."""
    before = _previous(parts, at)
    if before >= 0 and parts[before].word() in ("LIMIT", "OFFSET"):
        return before, at + 1
    found: tuple[int, int] | None = None
    inner = at
    while (opening := _opening(parts, inner)) is not None:
        if (before := _previous(parts, opening)) >= 0 and parts[before].word() == "EXISTS":
            found = None  # EXISTS is one condition: what stands in it goes with all of it
        start = _lead(parts, opening)
        if found is None and start is not None:
            found = start, _closing(parts, opening) + 1
        inner = opening
    if found is not None:
        return _with_union(parts, *found)
    where = f"line {line_of(query, parts[at].start)}"
    raise QueryError(f"{where}: {parts[at].text} is optional, so it must stand in a FILTER or in braces of its own")


def _lead(parts: Sequence[Token], opening: int) -> int | None:
    """Where the construct starts that opens with this bracket; None if it is not one that can go by itself."""
    before = _previous(parts, opening)
    word = parts[before].word() if before >= 0 else ""
    if parts[opening].word() == "(":
        if word in ("FILTER", "BIND"):
            return before
        earlier = _previous(parts, before)
        called = earlier >= 0 and parts[before].kind in ("word", "pname", "iri")
        return earlier if called and parts[earlier].word() == "FILTER" else None  # FILTER regex(...)
    if parts[opening].word() != "{" or _opening(parts, opening) is None:
        return None  # the outermost group is the query itself
    if word == "EXISTS":
        start = _previous(parts, before)
        start = _previous(parts, start) if parts[start].word() == "NOT" else start
        return start if parts[start].word() == "FILTER" else None
    if word in ("OPTIONAL", "MINUS"):
        return before
    earlier = _previous(parts, before)
    if earlier >= 0 and parts[earlier].word() == "GRAPH":
        return earlier
    return None if _is_select_body(parts, opening) else opening


def _is_select_body(parts: Sequence[Token], opening: int) -> bool:
    """True for the braces of a sub-select: "SELECT ?x { ... }", "SELECT ?x WHERE { ... }"."""
    at = _previous(parts, opening)
    while at >= 0 and parts[at].word() not in ("{", "}", "."):
        if parts[at].word() == "SELECT":
            return True
        at = _previous(parts, at)
    return False


def _with_union(parts: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The construct with the UNION that joins it to another branch, if there is one."""
    before, after = _previous(parts, start), _next(parts, end)
    if after < len(parts) and parts[after].word() == "UNION":
        return start, after + 1
    if before >= 0 and parts[before].word() == "UNION":
        return before, end
    return start, end


def _opening(parts: Sequence[Token], at: int) -> int | None:
    """The bracket that encloses the token ``at``."""
    depth = 0
    for i in range(at - 1, -1, -1):
        word = parts[i].word()
        if word in ("}", ")"):
            depth += 1
        elif word in ("{", "("):
            if depth == 0:
                return i
            depth -= 1
    return None


def _closing(parts: Sequence[Token], opening: int) -> int:
    depth = 0
    for i in range(opening, len(parts)):
        word = parts[i].word()
        depth += (word in ("{", "(")) - (word in ("}", ")"))
        if depth == 0:
            return i
    return len(parts) - 1


def _previous(parts: Sequence[Token], at: int) -> int:
    at -= 1
    while at >= 0 and parts[at].kind in _SILENT:
        at -= 1
    return at


def _next(parts: Sequence[Token], at: int) -> int:
    while at < len(parts) and parts[at].kind in _SILENT:
        at += 1
    return at
