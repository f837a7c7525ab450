"""Ask: a saved query by its name, or SPARQL of your own.

  kg query --list                              the saved queries
  kg query who-demanded-what --help            the parameters of one, with an example
  kg query who-demanded-what --actor Japan     run it
  kg query mine.rq                             run SPARQL from a file ('-': from standard input)
  kg query -e 'SELECT * { ?s ?p ?o } LIMIT 5'  run SPARQL as given

A saved query names the graphs it reads. A query of your own sees all graphs as one (--default-graph none: only what it
names), and may use the project's prefixes without declaring them. Nothing is ever written; SERVICE is refused unless
its address was allowed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn

from kg import api, sparql
from kg.answering import answer, in_file, sparql_in
from kg.asking import Asked, check_reach
from kg.console import memory_there, say, width, within
from kg.errors import QueryError, UsageError
from kg.queries import bound
from kg.resources import saved_query

if TYPE_CHECKING:
    from kg.queries import Parameter, SavedQuery

_VALUED = ("--store", "-e", "--execute", "--file", "--format", "--output", "-o", "--timeout", "--base",
           "--default-graph", "--allow-service", "--queries", "--memory")  # fmt: skip
_FLAGS = ("--list", "--show", "--check", "--no-prefixes", "-h", "--help")
_CHOICES = {
    "--format": (
        "table",
        "csv",
        "tsv",
        "json",
        "xml",
        "markdown",
        "html",
        "jsonl",
        "parquet",
        "arrow",
        "turtle",
        "trig",
        "nt",
        "nq",
        "jsonld",
    ),
    "--default-graph": ("union", "none"),
}


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are UsageErrors."""

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print."""
        raise UsageError(f"{message}; '{self.prog} --help' shows how it is used")


def _formatter(prog: str) -> argparse.HelpFormatter:
    """A formatter that is told its width: to find it, argparse would import shutil, for every option it adds."""
    return argparse.RawDescriptionHelpFormatter(prog, width=min(width(), 120))


def _parser(arguments: Sequence[str]) -> Parser:
    """The parser of these arguments; the options of a saved query are its parameters."""
    parser = Parser(
        prog="kg query", description=(__doc__ or "").strip(), allow_abbrev=False, formatter_class=_formatter
    )
    parser.add_argument("--store", metavar="PATH|URL", help="the store (default: $KG_STORE, else ./kg-store)")
    parser.add_argument("query", nargs="?", metavar="NAME|FILE.rq|-", help="a saved query, or a file with SPARQL")
    parser.add_argument("-e", "--execute", metavar="SPARQL", help="SPARQL to run, as given")
    parser.add_argument("--file", metavar="FILE", help="a file with SPARQL, whatever its name")
    parser.add_argument("--queries", metavar="DIR", help="a folder with queries of your own (also: $KG_QUERIES)")
    parser.add_argument("--list", action="store_true", help="list the saved queries")
    parser.add_argument("--show", action="store_true", help="print the SPARQL that would run")
    parser.add_argument("--check", action="store_true", help="only check that it parses (exit status 2 if not)")
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        help="table, csv, tsv, json, xml, markdown, html, jsonl, parquet, arrow; for graphs turtle, trig, nt, nq, "
        "jsonld, table, html",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file, which appears when it is whole")
    parser.add_argument("--timeout", type=_seconds, metavar="SECONDS", help="give up after so long (exit status 4)")
    parser.add_argument("--memory", type=_bytes, metavar="BYTES", help="give up above so much, as 2G (exit status 4)")
    parser.add_argument(
        "--default-graph", choices=("union", "none"), default="union", help="what SPARQL of your own sees"
    )
    parser.add_argument("--no-prefixes", action="store_true", help="declare no prefixes for SPARQL of your own")
    parser.add_argument("--base", metavar="IRI", help="what relative IRIs are relative to")
    parser.add_argument(
        "--allow-service",
        action="append",
        default=[],
        metavar="URL",
        help="let SERVICE reach addresses within this one",
    )
    name = _name_in(arguments)
    if name is not None and not is_file(name):
        _declare(parser, saved_query(name, _value_of("--queries", arguments)))
    return parser


def _value_of(option: str, arguments: Sequence[str]) -> str | None:
    """The last value that the option is given."""
    value = None
    for number, argument in enumerate(arguments):
        if argument == option:
            value = next(iter(arguments[number + 1 :]), None)
        elif argument.startswith(f"{option}="):
            value = argument.partition("=")[2]
    return value


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds, such as 10 or 0.5")
    return seconds


def _bytes(text: str) -> int:
    units = {"k": 2**10, "m": 2**20, "g": 2**30}
    number, unit = (text[:-1], text[-1].lower()) if text[-1:].lower() in units else (text, "")
    try:
        found = int(float(number) * units.get(unit, 1))
    except (ValueError, OverflowError):
        found = 0
    if found <= 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of bytes, such as 500M or 2G")
    return found


def _name_in(arguments: Sequence[str]) -> str | None:
    """The first argument that is neither an option nor the value of one."""
    rest = list(arguments)
    if any(a in ("-e", "--execute", "--file", "--list") or a.startswith(("--execute=", "--file=")) for a in rest):
        return None
    while rest:
        argument = rest.pop(0)
        if argument == "--":
            return rest[0] if rest else None
        if not argument.startswith("-") or argument == "-":
            return argument
        takes_value = argument in _VALUED or (argument.startswith("--") and argument not in _FLAGS)
        if takes_value and "=" not in argument and rest:
            rest.pop(0)
    return None


def is_file(name: str) -> bool:
    """True if the argument means a file (or standard input) rather than a saved query."""
    return name == "-" or name.endswith((".rq", ".sparql")) or os.sep in name


def _declare(parser: argparse.ArgumentParser, query: SavedQuery) -> None:
    """Make the help that of the query, and its parameters options."""
    parser.prog = f"kg query {query.name}"
    example = f"\n\nexample:\n  {query.example}" if query.example else ""
    parser.description = f"{query.summary}\n\n{query.description}".rstrip() + example
    group = parser.add_argument_group("parameters")
    for parameter in query.parameters:
        if parameter.name in ("query", *(o.lstrip("-") for o in (*_VALUED, *_FLAGS))):
            raise QueryError(f"{query.path}: --{parameter.name} is an option of kg query; name the parameter otherwise")
        group.add_argument(
            f"--{parameter.name}",
            metavar=parameter.kind.upper(),
            dest=f"parameter {parameter.name}",
            action="append",
            help=_help(parameter),
        )


def _help(parameter: Parameter) -> str:
    notes = [parameter.description] if parameter.description else []
    if parameter.choices:
        notes.append(f"one of: {', '.join(parameter.choices)}")
    if parameter.default is not None:
        notes.append(f"default: {parameter.default}")
    elif not parameter.optional:
        notes.append("must be given")
    if parameter.many:
        notes.append("may be given several times")
    return "; ".join(notes).replace("%", "%%")


def run(arguments: Sequence[str], store: str) -> int:
    """Run the query and write its result; ``store`` is the one that is meant where the arguments name none."""
    parser = _parser(arguments)
    parser.set_defaults(store=store)
    options = parser.parse_args(arguments)
    if options.list:
        return _list(options.queries)
    asked = _asked(options)
    with in_file(asked.source):
        sparql.check_readonly(asked.text)
    if options.show:
        sys.stdout.write(asked.text.rstrip("\n") + "\n")
        return 0
    if options.check:
        return _check(asked, options.base)
    with in_file(asked.source):
        asked = asked._replace(places=check_reach(asked.text, options.allow_service))
    graphs = api.open(options.store)
    asked = _meant(graphs, options, asked)
    memory = options.memory or memory_there()
    within(options.timeout, lambda: answer(graphs, asked, options.format, options.output, options.base), memory)
    return 0


def _check(asked: Asked, base: str | None) -> int:
    """Check that it parses; a store is not needed for that."""
    from kg.checking import check_syntax
    from kg.prefixes import prefixes

    with in_file(asked.source):
        check_syntax(asked.text, prefixes=prefixes() if asked.prefixes else None, base=base)
    return 0


def _asked(options: argparse.Namespace) -> Asked:
    given = [g for g in (options.query, options.execute, options.file) if g is not None]
    if len(given) != 1:
        raise UsageError("give one query: a NAME, a FILE.rq, - or -e SPARQL; 'kg query --list' shows the saved ones")
    own = not options.no_prefixes
    if options.execute is not None:
        return Asked(options.execute, options.default_graph == "union", own)
    if options.file is not None or is_file(options.query):
        text, source = sparql_in(options.file or options.query)
        return Asked(text, options.default_graph == "union", own, source)
    query = saved_query(options.query, options.queries)
    return Asked(bound(query, _values(options)), union=False, prefixes=False, source=query.path)


def _values(options: argparse.Namespace) -> dict[str, list[str]]:
    """The values of a saved query's parameters."""
    marked = {k: v for k, v in vars(options).items() if k.startswith("parameter ")}
    return {k.partition(" ")[2]: v for k, v in marked.items() if v is not None}


def _meant(graphs: api.Graphs, options: argparse.Namespace, asked: Asked) -> Asked:
    """What is asked, with the actors that the store knows under a name, CURIE or IRI that was given."""
    if asked.prefixes or asked.union or not (values := _values(options)):
        return asked
    return asked._replace(text=graphs.bound(saved_query(options.query, options.queries), values))


def _list(own: str | None) -> int:
    from kg.resources import query_names

    names = query_names(own)
    column = max((len(name) for name in names), default=0)
    broken = 0
    for name in names:
        try:
            sys.stdout.write(f"{name:<{column}}  {saved_query(name, own).summary}\n")
        except QueryError as error:
            say(f"kg: {error}")
            broken = 1
    return broken


def words_after(arguments: Sequence[str], store: str, begun: str) -> Iterator[tuple[str, str | None]]:
    """The words that may come next, each with what it means, for a shell to complete; names are those in the store.

    ``begun`` is what was typed of the word: names that begin so, in whatever case, are offered.
    """
    from kg.resources import query_names

    own = _value_of("--queries", arguments)
    name = _name_in(arguments)
    parameters = () if name is None or is_file(name) else saved_query(name, own).parameters
    last = arguments[-1] if arguments else ""
    for parameter in parameters:
        if last == f"--{parameter.name}":
            store = _value_of("--store", arguments) or store
            yield from ((value, None) for value in parameter.choices or _known(parameter.name, store, begun))
            return
    if last in _CHOICES:
        yield from ((choice, None) for choice in _CHOICES[last])
        return
    if last in _VALUED:
        return
    if name is None:
        yield from ((known, _summary(known, own)) for known in query_names(own))
    yield from ((f"--{parameter.name}", _help(parameter).replace("%%", "%")) for parameter in parameters)
    yield from ((option, None) for option in (*_VALUED, *_FLAGS) if option.startswith("--"))


def _known(parameter: str, store: str, begun: str) -> Iterator[str]:
    """The values that the store knows for a parameter of that name."""
    return api.open(store).words(parameter, begun)


def _summary(name: str, own: str | None) -> str | None:
    try:
        return saved_query(name, own).summary
    except QueryError:
        return None
