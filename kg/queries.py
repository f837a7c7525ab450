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
``_integer``, ``_decimal``, ``_date``; without one it is a string. ``?__since_date`` becomes the option ``--since``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from kg import sparql
from kg.errors import QueryError

_XSD = "http://www.w3.org/2001/XMLSchema#"
_KINDS = ("iri", "integer", "decimal", "date")
_KEYS = ("summary", "description", "parameters", "defaults", "enumerate", "example", "tags", "endpoint", "method")
_SHAPES = {
    "integer": (r"[+-]?[0-9]{1,18}", "a whole number, such as 10"),
    "decimal": (r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", "a number, such as 3.5"),
    "date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date, such as 2025-07-01"),
    "iri": (r"[A-Za-z][A-Za-z0-9+.\-]*:[^<>\"{}|^`\\\x00-\x20]*", "an IRI, such as https://example.org/x"),
}


class Parameter(NamedTuple):
    """One parameter: ``name`` as on the command line, ``variable`` as in the query without its ``?``."""

    name: str
    variable: str
    kind: str
    optional: bool
    description: str = ""
    default: str | None = None
    choices: tuple[str, ...] = ()


class SavedQuery(NamedTuple):
    """A saved query as its file gives it; ``text`` is the whole file."""

    name: str
    path: str
    text: str
    summary: str = ""
    description: str = ""
    example: str = ""
    parameters: tuple[Parameter, ...] = ()


Header = dict[str, object]


def parse(name: str, text: str, path: str = "") -> SavedQuery:
    """The saved query in a file's text; a broken header or an update raises QueryError with file and line."""
    path = path or f"{name}.rq"
    header = _header(text, path)
    if not sparql.form(text):
        raise QueryError(f"{path}: a saved query must be a SELECT, CONSTRUCT, ASK or DESCRIBE")
    summary = _string(header, "summary", path)
    if not summary:
        raise QueryError(f"{path}, line 1: the header must say '#+ summary: ...'")
    description = _string(header, "description", path)
    return SavedQuery(
        name, path, text, summary, description, _string(header, "example", path), _parameters(text, header, path)
    )


def bound(query: SavedQuery, values: Mapping[str, str]) -> str:
    """The SPARQL to run, its parameters replaced by terms; values by option name.

    An unknown or missing parameter, or a value of the wrong type, raises QueryError.
    """
    known = {p.name: p for p in query.parameters}
    for name in values:
        if name not in known:
            has = ", ".join(f"--{n}" for n in known) or "none"
            raise QueryError(f"query {query.name} has no parameter --{name}; it has {has}")
    terms: dict[str, str] = {}
    absent: list[str] = []
    for parameter in query.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is not None:
            terms[parameter.variable] = term(parameter, value)
        elif parameter.optional:
            absent.append(parameter.variable)
        else:
            hint = f", for example: {query.example}" if query.example else ""
            raise QueryError(f"query {query.name} needs --{parameter.name} ({parameter.kind}){hint}")
    return sparql.bind(query.text, terms, absent)


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
    about, defaults = _pairs(header, "parameters", path), _pairs(header, "defaults", path)
    choices = _choices(header, path)
    found: dict[str, Parameter] = {}
    for variable, line in sparql.variables(text):
        if not variable.startswith("_") or any(p.variable == variable for p in found.values()):
            continue
        parameter = _parameter(variable, f"{path}, line {line}")
        name = parameter.name
        if name in found:
            raise QueryError(f"{path}, line {line}: ?{variable} and ?{found[name].variable} are both --{name}")
        found[name] = parameter._replace(
            description=about.get(name, ""), default=defaults.get(name), choices=choices.get(name, ())
        )
    for name in (*about, *defaults, *choices):
        if name not in found:
            raise QueryError(f"{path}: the header speaks of '{name}', which is no parameter of the query")
    for parameter in found.values():
        if parameter.default is not None:
            term(parameter, parameter.default)
    return tuple(found.values())


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
    """The header as strings and lists: ``{key: str | list[(str, str | list[str], line)]}``."""
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
            _below(content.strip(), key, header, f"{path}, line {number}")
    return header


def _top(content: str, header: Header, where: str) -> str:
    key, colon, value = content.partition(":")
    if not colon or key not in _KEYS:
        raise QueryError(f"{where}: '{content}' does not begin with one of {', '.join(_KEYS)} and a colon")
    if key in header:
        raise QueryError(f"{where}: '{key}' stands twice in the header")
    value = _unquoted(value.strip())
    header[key] = [] if key in ("parameters", "defaults", "enumerate", "tags") else "" if value in "|>" else value
    return key


def _below(content: str, key: str, header: Header, where: str) -> None:
    value = header.get(key)
    if isinstance(value, str):
        header[key] = f"{value} {content}".strip()
        return
    if not isinstance(value, list) or not content.startswith("- "):
        raise QueryError(f"{where}: a list of '- name: value' was expected here, not '{content}'")
    item = content[2:].strip()
    if key == "tags":
        value.append(item)
        return
    name, colon, rest = item.partition(":")
    if key == "enumerate":
        if colon and not rest.strip():
            value.append((name.strip(), []))
        elif value:
            value[-1][1].append(_unquoted(item))
        else:
            raise QueryError(f"{where}: '- name:' was expected before '- {item}'")
    elif colon:
        value.append((name.strip(), _unquoted(rest.strip())))
    else:
        raise QueryError(f"{where}: '- name: value' was expected, not '- {item}'")


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _string(header: Header, key: str, path: str) -> str:
    value = header.get(key, "")
    if not isinstance(value, str):
        raise QueryError(f"{path}: '{key}' must be a text")
    return value


def _pairs(header: Header, key: str, path: str) -> dict[str, str]:
    value = header.get(key, [])
    if not isinstance(value, list):
        raise QueryError(f"{path}: '{key}' must be a list")
    return dict(value)


def _choices(header: Header, path: str) -> dict[str, tuple[str, ...]]:
    value = header.get("enumerate", [])
    if not isinstance(value, list):
        raise QueryError(f"{path}: 'enumerate' must be a list")
    return {name: tuple(values) for name, values in value}
