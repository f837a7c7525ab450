"""Saved queries: SPARQL with a header that says what it answers and which parameters it takes.

The header follows grlc (https://github.com/CLARIAH/grlc): comment lines that begin with ``#+`` at the head of the file,
in the small part of YAML that this needs::

    #+ summary: Who demanded what of whom.
    #+ description: Longer, may run on
    #+   over several lines.
    #+ parameters:
    #+   - actor: who asks, by any of its names
    #+ defaults:
    #+   - limit: 100
    #+ enumerate:
    #+   - topic:
    #+     - climate
    #+     - trade
    #+ example: kg query who-demanded-what --actor Japan

A parameter is a variable: ``?_actor`` must be given, ``?__actor`` may be. The end of its name gives the type: ``_iri``,
``_integer``, ``_decimal``, ``_date``; without one it is a string. ``?__since_date`` becomes the option ``--since``. One
that stands nowhere but in lists, as in ``?x IN (LCASE(?__actor))``, may be given several times.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg import sparql
from kg.binding import COUNTS, IRIS, bind, check_places, places
from kg.errors import QueryError

_XSD = "http://www.w3.org/2001/XMLSchema#"
_KINDS = ("iri", "integer", "decimal", "date")
_KEYS = ("summary", "description", "parameters", "defaults", "enumerate", "example", "tags", "endpoint", "method")
_LISTS = ("parameters", "defaults", "enumerate", "tags")
_SHAPES = {
    "integer": (r"[+-]?[0-9]{1,18}", "a whole number, such as 10"),
    "decimal": (r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", "a number, such as 3.5"),
    "date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date, such as 2025-07-01"),
    "iri": (r"[A-Za-z][A-Za-z0-9+.\-]*:[^<>\"{}|^`\\\x00-\x20]*", "an IRI, such as https://example.org/x"),
}


class Parameter(NamedTuple):
    """One parameter: ``name`` as on the command line, ``variable`` as in the query without its ``?``.

    ``counts``: it says how many rows (LIMIT, OFFSET). ``many``: it may be given several times.
    """

    name: str
    variable: str
    kind: str
    optional: bool
    description: str = ""
    default: str | None = None
    choices: tuple[str, ...] = ()
    counts: bool = False
    many: bool = False


class SavedQuery(NamedTuple):
    """A saved query as its file gives it; ``text`` is the whole file."""

    name: str
    path: str
    text: str
    summary: str = ""
    description: str = ""
    example: str = ""
    parameters: tuple[Parameter, ...] = ()


Item = tuple[str, "str | tuple[str, ...]", int]
Header = dict[str, "str | list[Item]"]
"""What stands behind each key: a text, or items with their names, values and lines."""


def parse(name: str, text: str, path: str = "") -> SavedQuery:
    """The saved query in a file's text; a broken header or an update raises QueryError with file and line."""
    path = path or f"{name}.rq"
    header = _header(text, path)
    if not sparql.form(text):
        raise QueryError(f"{path}, line {_body_line(text)}: a saved query must be a SELECT, CONSTRUCT, ASK or DESCRIBE")
    summary = _string(header, "summary")
    if not summary:
        raise QueryError(f"{path}, line 1: the header must say '#+ summary: ...'")
    description, example = _string(header, "description"), _string(header, "example")
    return SavedQuery(name, path, text, summary, description, example, _parameters(text, header, path))


def _body_line(text: str) -> int:
    """The line of the first word that is no part of a prologue, else the last line."""
    words = [t for t in sparql.tokens(text) if t.kind == "word" and t.word() not in ("PREFIX", "BASE", "VERSION")]
    return sparql.line_of(text, words[0].start if words else len(text.rstrip()))


def bound(query: SavedQuery, values: Mapping[str, str | Sequence[str]]) -> str:
    """The SPARQL to run, its parameters replaced by terms; values by option name, several for one that takes a list.

    An unknown or missing parameter, or a value of the wrong type, raises QueryError.
    """
    known = {p.name: p for p in query.parameters}
    for name in values:
        if name not in known:
            has = ", ".join(f"--{n}" for n in known) or "none"
            raise QueryError(f"query {query.name} has no parameter --{name}; it has {has}")
    terms: dict[str, list[str]] = {}
    absent: list[str] = []
    for parameter in query.parameters:
        value = values.get(parameter.name, [])
        given = [value] if isinstance(value, str) else list(value)
        given = given or ([] if parameter.default is None else [parameter.default])
        if len(given) > 1 and not parameter.many:
            raise QueryError(f"query {query.name} takes one --{parameter.name}, not {len(given)}")
        if given:
            terms[parameter.variable] = [term(parameter, one) for one in dict.fromkeys(given)]
        elif parameter.optional:
            absent.append(parameter.variable)
        else:
            hint = f", for example: {query.example}" if query.example else ""
            raise QueryError(f"query {query.name} needs --{parameter.name} ({parameter.kind}){hint}")
    try:
        return bind(query.text, terms, absent)
    except QueryError as error:
        raise QueryError(f"{query.path}, {error}") from error


def term(parameter: Parameter, value: str) -> str:
    """The value as a term in SPARQL syntax.

    >>> term(Parameter("limit", "_limit_integer", "integer", False), "10")
    '10'
    >>> term(Parameter("actor", "_actor", "string", False), 'say "no"')
    '"say \\\\"no\\\\""'
    """
    if parameter.choices and value not in parameter.choices:
        raise QueryError(f"--{parameter.name} must be one of {', '.join(parameter.choices)}; not {value!r}")
    if parameter.kind == "string":
        return literal(value, parameter.name)
    shape, wanted = _SHAPES[parameter.kind]
    if not re.fullmatch(shape, value) or (parameter.kind == "date" and not _is_date(value)) or _surrogate(value):
        raise QueryError(f"--{parameter.name} must be {wanted}; not {value!r}")
    if parameter.counts and int(value) < 0:
        raise QueryError(f"--{parameter.name} is a number of rows, so it cannot be negative; not {value!r}")
    if parameter.kind == "iri":
        return f"<{value}>"
    if parameter.kind == "integer":
        return str(int(value))  # bare, so that it may stand after LIMIT
    return f'"{value}"^^<{_XSD}{parameter.kind}>'


def literal(value: str, name: str = "value") -> str:
    r"""The string as a SPARQL string, by production [157] STRING_LITERAL2.

    A ``u`` after a backslash is escaped too: an engine that resolves codepoint escapes before it reads tokens (SPARQL
    1.1, section 19.2) would otherwise find one in ``\\u0022``.

    >>> literal('a"b')
    '"a\\"b"'
    """
    if _surrogate(value):
        raise QueryError(f"--{name} is not valid text (bytes that are no UTF-8)")
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return '"' + escaped.replace("\\\\u", "\\\\\\u0075").replace("\\\\U", "\\\\\\u0055") + '"'


def _surrogate(value: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in value)


def _is_date(value: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


# ---------------------------------------------------------------------------------------------- parameters
def _parameters(text: str, header: Header, path: str) -> tuple[Parameter, ...]:
    found: dict[str, Parameter] = {}
    for variable, line in sparql.variables(text):
        if not variable.startswith("_") or any(p.variable == variable for p in found.values()):
            continue
        parameter = _placed(_parameter(variable, f"{path}, line {line}"), text, f"{path}, line {line}")
        if parameter.name in found:
            other = found[parameter.name].variable
            raise QueryError(f"{path}, line {line}: ?{variable} and ?{other} are both --{parameter.name}")
        found[parameter.name] = parameter
    for key in ("parameters", "enumerate", "defaults"):
        for name, (value, line) in _items(header, key).items():
            if name not in found:
                raise QueryError(f"{path}, line {line}: '{key}' names '{name}', which is no parameter of the query")
            if isinstance(value, tuple):
                found[name] = found[name]._replace(choices=value)
            elif key == "parameters":
                found[name] = found[name]._replace(description=value)
            else:
                found[name] = found[name]._replace(default=value)
                _check_default(found[name], f"{path}, line {line}")
    try:
        check_places(text, [parameter.variable for parameter in found.values()])
    except QueryError as error:
        raise QueryError(f"{path}, {error}") from error
    return tuple(found.values())


def _placed(parameter: Parameter, text: str, where: str) -> Parameter:
    """The parameter with what its places in the query say of it; QueryError if its type does not fit there."""
    before, many = places(text, parameter.variable)
    counts = any(word in COUNTS for word in before)
    if counts and parameter.kind != "integer":
        raise QueryError(f"{where}: ?{parameter.variable} says how many rows, so its name must end in _integer")
    if parameter.kind != "iri" and (word := next((w for w in sorted(before) if w in IRIS), "")):
        raise QueryError(f"{where}: ?{parameter.variable} follows {word}, so its name must end in _iri")
    return parameter._replace(counts=counts, many=many)


def _check_default(parameter: Parameter, where: str) -> None:
    try:
        term(parameter, parameter.default or "")
    except QueryError as error:
        raise QueryError(f"{where}: {error}") from error


def _parameter(variable: str, where: str) -> Parameter:
    optional = variable.startswith("__")
    name = variable.lstrip("_")
    stem, _, end = name.rpartition("_")
    kind = end if stem and end in _KINDS else "string"
    name = (stem if kind != "string" else name).replace("_", "-")
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", name) or variable.startswith("___"):
        raise QueryError(f"{where}: ?{variable} is no name for a parameter (?_name or ?__name, then _iri, _date ...)")
    return Parameter(name, variable, kind, optional)


# ---------------------------------------------------------------------------------------------- the header
def _header(text: str, path: str) -> Header:
    """The header that the comment lines at the head of the file hold."""
    header: Header = {}
    key = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            if line.strip():
                break
            continue
        if not line.startswith("#+"):
            continue
        content = line[2:].rstrip()
        if content.strip() and not content.startswith("  ") and not content.lstrip().startswith("- "):
            key = _top(content.strip(), header, f"{path}, line {number}")
        elif content.strip():
            _below(content.strip(), key, header, number, path)
    return header


def _top(content: str, header: Header, where: str) -> str:
    key, colon, value = content.partition(":")
    if not colon or key not in _KEYS:
        raise QueryError(f"{where}: '{content}' does not begin with one of {', '.join(_KEYS)} and a colon")
    if key in header:
        raise QueryError(f"{where}: '{key}' stands twice in the header")
    value = _unquoted(value.strip())
    if key not in _LISTS:
        header[key] = "" if value in "|>" else value
    elif value:
        raise QueryError(f"{where}: a list of '- name: value' was expected under '{key}:', not '{value}' beside it")
    else:
        header[key] = []
    return key


def _below(content: str, key: str, header: Header, number: int, path: str) -> None:
    value, where = header.get(key), f"{path}, line {number}"
    if isinstance(value, str):
        header[key] = f"{value} {content}".strip()
        return
    if value is None or not content.startswith("- "):
        raise QueryError(f"{where}: a list of '- name: value' was expected here, not '{content}'")
    item = content[2:].strip()
    name, colon, rest = (part.strip() for part in item.partition(":"))
    if key == "tags":
        value.append((item, "", number))
    elif key == "enumerate" and not (colon and not rest):
        if not value:
            raise QueryError(f"{where}: '- name:' was expected before '- {item}'")
        last, choices, line = value[-1]
        value[-1] = last, (*choices, _unquoted(item)), line
    elif not colon:
        raise QueryError(f"{where}: '- name: value' was expected, not '- {item}'")
    else:
        value.append((name, () if key == "enumerate" else _unquoted(rest), number))


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _string(header: Header, key: str) -> str:
    value = header.get(key, "")
    return value if isinstance(value, str) else ""


def _items(header: Header, key: str) -> dict[str, tuple[str | tuple[str, ...], int]]:
    """The items of a list, by their names, with their lines."""
    value = header.get(key, [])
    return {name: (given, line) for name, given, line in value} if isinstance(value, list) else {}
