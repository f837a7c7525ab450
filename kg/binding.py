"""Parameters put into SPARQL at the level of tokens: each becomes a term, or leaves no trace.

What a user gives is never text of the query: it is one token, of a kind that no keyword, bracket or comment can be.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from kg.errors import QueryError
from kg.sparql import SILENT, Token, line_of, tokens

COUNTS = ("LIMIT", "OFFSET")
"""What a number of rows follows."""

IRIS = ("GRAPH", "FROM", "NAMED", "SERVICE", "SILENT", "DESCRIBE")
"""What nothing but an IRI follows."""


def bind(query: str, terms: Mapping[str, str | Sequence[str]], absent: Iterable[str] = ()) -> str:
    """The query with each variable of ``terms`` replaced by its serialised term, and what hangs on ``absent`` gone.

    A variable that is bound cannot also be given a value: one that is projected by name, follows ``AS``, stands in the
    variable list of a VALUES, is grouped or sorted by as it is, or is asked for with BOUND is refused.

    A variable may have several terms where it stands in a list: an item of ``IN (...)`` or of a ``VALUES`` block that
    holds it is repeated for each of them.

    For each absent variable the smallest FILTER, BIND, HAVING, LIMIT, OFFSET, FROM or VALUES that it stands in goes,
    or else the smallest group in braces with the words that lead it in (OPTIONAL, MINUS, GRAPH g, SERVICE s, FILTER
    NOT EXISTS, UNION); what stands within EXISTS goes with the FILTER that asks it, and a group or sub-select that
    begins with a VALUES of it goes whole. So whatever should go with an optional parameter is put into braces of its
    own.

    >>> bind("ASK { ?s ?p ?_x FILTER(?p != ?__y) }", {"_x": '"1"'}, ["__y"])
    'ASK { ?s ?p  "1"   }'
    >>> bind("ASK { ?s ?p ?o FILTER(STR(?o) IN (STR(?_x), '')) }", {"_x": ["1", "2"]})
    "ASK { ?s ?p ?o FILTER(STR(?o) IN (STR( 1 ),STR( 2 ), '')) }"
    """
    parts = tokens(query)
    for name in absent:
        while (at := _find(parts, name)) is not None:
            parts = _without(parts, at, query)
    check_places(query, terms, parts)
    for name, given in terms.items():
        values = [given] if isinstance(given, str) else list(given)
        while (at := _find(parts, name)) is not None:
            parts = _with_values(parts, at, values, query)
    return "".join(token.text for token in parts)


def places(query: str, name: str) -> tuple[set[str], bool]:
    """The keywords right before the variable, wherever it stands, and whether it may have several values."""
    parts = tokens(query)
    found = [i for i, token in enumerate(parts) if token.kind == "variable" and token.text[1:] == name]
    before = {parts[_previous(parts, at)].word() for at in found if _previous(parts, at) >= 0}
    return before, bool(found) and all(_item(parts, at) is not None for at in found)


def _find(parts: Sequence[Token], name: str) -> int | None:
    return next((i for i, t in enumerate(parts) if t.kind == "variable" and t.text[1:] == name), None)


# ---------------------------------------------------------------------------------------------- terms in their places
def check_places(query: str, names: Container[str], parts: Sequence[Token] | None = None) -> None:
    """Refuse a parameter of one of the names where SPARQL allows a variable only."""
    parts = tokens(query) if parts is None else parts
    naming = False  # within a list of variables: of SELECT, VALUES, GROUP BY, ORDER BY
    depth = 0
    before: list[str] = ["", ""]
    for token in parts:
        word = token.word()
        if word in ("SELECT", "VALUES", "BY"):
            naming, depth = True, 0
        elif word in ("WHERE", "FROM", "{", "}", "HAVING", *COUNTS):
            naming = False
        depth += (word == "(") - (word == ")")
        if token.kind == "variable" and token.text[1:] in names:
            named = before[-1] == "AS" or (naming and depth == 0) or before == ["BOUND", "("]
            if named or (naming and depth == 1 and _names_of_values(parts, token)):
                where = f"line {line_of(query, token.start)}"
                raise QueryError(
                    f"{where}: {token.text} is a parameter and cannot be given a value, be projected, "
                    "grouped or sorted by as it is"
                )
        if token.kind not in SILENT:
            before = [before[-1], word]


def _names_of_values(parts: Sequence[Token], token: Token) -> bool:
    """True for a variable of "VALUES (?a ?b)"."""
    opening = _opening(parts, parts.index(token))
    before = _previous(parts, opening) if opening is not None else -1
    return before >= 0 and parts[before].word() == "VALUES"


def _with_values(parts: list[Token], at: int, values: Sequence[str], query: str) -> list[Token]:
    """The tokens with the variable at ``at`` replaced; what it stands in is repeated if there are several values."""
    # a kind of its own, so that nothing that was given is ever read as syntax; the spaces keep it from growing together
    # with its neighbours
    given = [Token("term", f" {value} ", parts[at].start) for value in values]
    if len(given) == 1:
        return [*parts[:at], given[0], *parts[at + 1 :]]
    item = _item(parts, at)
    if item is None:
        where = f"line {line_of(query, parts[at].start)}"
        raise QueryError(f"{where}: {parts[at].text} takes one value: it does not stand in a list, as in IN (...)")
    start, end, separator = item
    apart = [Token("punctuation", separator, -1)] if separator else []
    repeated: list[Token] = []
    for number, value in enumerate(given):
        repeated += [*(apart if number else []), *parts[start:at], value, *parts[at + 1 : end]]
    return [*parts[:start], *repeated, *parts[end:]]


def _item(parts: Sequence[Token], at: int) -> tuple[int, int, str] | None:
    """Start, end and separator of the item of a list that the token ``at`` stands in; None if it stands in none."""
    inner = at
    while (opening := _opening(parts, inner)) is not None:
        before = _previous(parts, opening)
        word = parts[before].word() if before >= 0 else ""
        if parts[opening].word() == "{":
            if not _is_values(parts, opening):
                return None
            return (at, at + 1, "") if inner == at else (inner, _closing(parts, inner) + 1, "")
        if word == "IN":
            return _between_commas(parts, opening, at)
        inner = opening
    return None


def _between_commas(parts: Sequence[Token], opening: int, at: int) -> tuple[int, int, str]:
    """The item, without white space around it, of a list in brackets that the token ``at`` stands in."""
    start, end, depth = opening + 1, _closing(parts, opening), 0
    for i in range(opening + 1, end):
        word = parts[i].word()
        depth += (word == "(") - (word == ")")
        if word == "," and depth == 0:
            if i < at:
                start = i + 1
            else:
                end = i
                break
    while parts[start].kind in SILENT:
        start += 1
    while parts[end - 1].kind in SILENT:
        end -= 1
    return start, end, ","


def _is_values(parts: Sequence[Token], opening: int) -> bool:
    """True for the braces of a VALUES."""
    return _values_word(parts, opening) is not None


def _values_word(parts: Sequence[Token], opening: int) -> int | None:
    """Where the VALUES stands whose block opens here; None if it is another's."""
    before = _previous(parts, opening)
    if before >= 0 and parts[before].word() == ")":
        names = _opening(parts, before)
        before = _previous(parts, names) if names is not None else -1
    elif before >= 0 and parts[before].kind == "variable":
        before = _previous(parts, before)
    else:
        return None
    return before if before >= 0 and parts[before].word() == "VALUES" else None


# ---------------------------------------------------------------------------------------------- what goes
def _without(parts: list[Token], at: int, query: str) -> list[Token]:
    """The tokens without the smallest construct that the token ``at`` hangs in."""
    start, end = _construct(parts, at, query)
    before, after = _previous(parts, start), _next(parts, end)
    last = parts[before].word() if before >= 0 else "{"
    coming = parts[after].word() if after < len(parts) else "}"
    if coming == "." and last in (".", "{", "}"):
        end = after + 1  # "a b c . FILTER(..) . d": one of the two stops has to go
    alone = parts[start].word() in (*COUNTS, "HAVING", "FROM", "(")
    apart = alone or coming in (".", "}") or last in (".", "{", "}", "UNION")
    glue = [] if apart else [Token("punctuation", ".", -1)]  # "a b c FILTER(..) d e f" would grow together
    return [*parts[:start], *glue, *parts[end:]]


def _construct(parts: Sequence[Token], at: int, query: str) -> tuple[int, int]:
    """Start and end of the smallest FILTER, BIND, HAVING, LIMIT, OFFSET, FROM, VALUES or group that holds the token."""
    before = _previous(parts, at)
    if before >= 0 and parts[before].word() in (*COUNTS, "FROM"):
        return before, at + 1
    if before >= 0 and parts[before].word() == "NAMED":
        return _previous(parts, before), at + 1
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
        if (condition := _condition(parts, opening)) is not None:
            return condition
        earlier = _previous(parts, before)
        called = earlier >= 0 and parts[before].kind in ("word", "pname", "iri")
        return earlier if called and parts[earlier].word() == "FILTER" else None  # FILTER regex(...)
    if (values := _values_word(parts, opening)) is not None:
        return None if _heads_a_group(parts, values) else values
    if parts[opening].word() != "{" or _opening(parts, opening) is None:
        return None  # the outermost group is the query itself
    if word == "EXISTS":
        start = _previous(parts, before)
        start = _previous(parts, start) if parts[start].word() == "NOT" else start
        return start if parts[start].word() == "FILTER" else None
    if word in ("OPTIONAL", "MINUS"):
        return before
    earlier = _previous(parts, before)
    if earlier >= 0 and parts[earlier].word() == "SILENT":
        earlier = _previous(parts, earlier)
    if earlier >= 0 and parts[earlier].word() in ("GRAPH", "SERVICE"):
        return earlier
    return None if _is_select_body(parts, opening) else opening


def _heads_a_group(parts: Sequence[Token], at: int) -> bool:
    """True if the token comes first in a group that is not the query itself: what begins with it goes with it."""
    before = _previous(parts, at)
    return before >= 0 and parts[before].word() == "{" and _opening(parts, before) is not None


def _condition(parts: Sequence[Token], opening: int) -> int | None:
    """Where a condition of a HAVING starts: at HAVING, if it is the only one; None if these brackets are none."""
    before, others = _previous(parts, opening), False
    while before >= 0 and parts[before].word() == ")":
        others = True
        earlier = _opening(parts, before)
        before = _previous(parts, earlier) if earlier is not None else -1
    if before < 0 or parts[before].word() != "HAVING":
        return None
    after = _next(parts, _closing(parts, opening) + 1)
    others = others or (after < len(parts) and parts[after].word() == "(")
    return opening if others else before


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
    while at >= 0 and parts[at].kind in SILENT:
        at -= 1
    return at


def _next(parts: Sequence[Token], at: int) -> int:
    while at < len(parts) and parts[at].kind in SILENT:
        at += 1
    return at
