"""The ``kg`` command: finds the command's module in kg/commands, and turns a KgError into a line and an exit status.

argparse and lazy imports, because start-up counts: ``kg query`` is run all day (see bench/startup.py). A command is a
module of kg/commands whose docstring's first line is its help; it offers ``configure(parser, arguments)`` and
``run(options) -> int``, and, if it uses no store but one that it is given by option, ``own_store = True``.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn, Protocol, cast

from kg.errors import KgError, UsageError

DEFAULT_STORE = "kg-store"
_ABOUT = """\
Loads political news reports, communiqués and transcripts into an RDF graph of sourced claims, and answers SPARQL
queries on it."""


class Command(Protocol):
    """What a module of kg/commands offers."""

    def configure(self, parser: argparse.ArgumentParser, arguments: Sequence[str]) -> None:
        """Declare the command's options; ``arguments`` are those given, should they matter."""
        ...

    def run(self, options: argparse.Namespace) -> int:
        """Do it; the exit status."""
        ...


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are UsageErrors."""

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print."""
        raise UsageError(f"{message}; '{self.prog} --help' shows how it is used")


def command_names() -> tuple[str, ...]:
    """The names of the commands, sorted."""
    import pkgutil

    import kg.commands

    return tuple(sorted(module.name for module in pkgutil.iter_modules(kg.commands.__path__)))


def command_named(name: str) -> Command:
    """The command of that name; UsageError if there is none."""
    import importlib

    try:
        if name.isidentifier():
            return cast(Command, importlib.import_module(f"kg.commands.{name}"))
    except ModuleNotFoundError as error:
        if error.name != f"kg.commands.{name}":
            raise
    import difflib

    near = difflib.get_close_matches(name, command_names(), n=1)
    hint = f"did you mean '{near[0]}'?" if near else "'kg --help' lists the commands"
    raise UsageError(f"there is no command '{name}'; {hint}")


def run(arguments: Sequence[str]) -> int:
    """Run a command line; the exit status. KgErrors become one line on standard error."""
    try:
        return _run(list(arguments))
    except KgError as error:
        from kg.console import say

        say(f"kg: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        return 130


def _run(arguments: list[str]) -> int:
    store, rest = _before_command(arguments)
    if not rest:
        _help_parser().print_help(sys.stderr)
        return 2
    name = rest.pop(0)
    command = command_named(name)
    parser = command_parser(name, command, rest)
    usual = "" if getattr(command, "own_store", False) else os.environ.get("KG_STORE") or DEFAULT_STORE
    parser.set_defaults(store=store or usual)
    return command.run(parser.parse_args(rest))


def command_parser(name: str, command: Command, arguments: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser of one command; its help is the docstring of the command's module."""
    about = (sys.modules[f"kg.commands.{name}"].__doc__ or "").strip()
    parser = Parser(
        prog=f"kg {name}",
        description=about,
        allow_abbrev=False,
        formatter_class=_help_formatter,
    )
    parser.add_argument("--store", metavar="PATH", help="the store (default: $KG_STORE, else ./kg-store)")
    command.configure(parser, arguments)
    return parser


def _help_formatter(prog: str) -> argparse.HelpFormatter:
    """A formatter that is told its width: to find it, argparse would import shutil, for every option it adds."""
    from kg.console import width

    return argparse.RawDescriptionHelpFormatter(prog, width=min(width(), 120))


def _before_command(arguments: list[str]) -> tuple[str, list[str]]:
    """The store named before the command, and the arguments from the command on; --help and --version end here."""
    store, rest = "", list(arguments)
    while rest and rest[0].startswith("-"):
        option, equals, value = rest.pop(0).partition("=")
        if option == "--store" and (equals or rest):
            store = value if equals else rest.pop(0)
        elif option in ("-h", "--help"):
            _help_parser().print_help()
            raise SystemExit(0)
        elif option == "--version":
            sys.stdout.write(f"kg {version()}\n")
            raise SystemExit(0)
        else:
            raise UsageError(f"unknown option {option} before the command; 'kg --help' shows how it is used")
    return store, rest


def _help_parser() -> argparse.ArgumentParser:
    """A parser that only prints the help: the commands with the first lines of their docstrings."""
    names = command_names()
    lines = [f"  {name:<10} {_summary(name)}" for name in names]
    return argparse.ArgumentParser(
        prog="kg",
        usage="kg [--store PATH] COMMAND ...",
        description=_ABOUT,
        epilog="commands:\n" + "\n".join(lines) + "\n\n'kg COMMAND --help' tells more of each, with examples.",
        formatter_class=_help_formatter,
        add_help=False,
        argument_default=argparse.SUPPRESS,
        parents=[_global_options()],
    )


def _global_options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--store", metavar="PATH", help="the store (default: $KG_STORE, else ./kg-store)")
    parser.add_argument("--version", action="store_true", help="print the version")
    parser.add_argument("-h", "--help", action="store_true", help="print this help")
    return parser


def _summary(name: str) -> str:
    import importlib

    doc = importlib.import_module(f"kg.commands.{name}").__doc__ or ""
    return doc.strip().partition("\n")[0]


def version() -> str:
    """The installed version of kg."""
    from importlib.metadata import version as installed

    return installed("kg-reports")


def main() -> NoReturn:
    """The console script. A reader that goes away (``| head``) ends it quietly."""
    import signal

    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        status = run(sys.argv[1:])
        sys.stdout.flush()
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 0
    sys.stdout.flush()
    sys.stderr.flush()
    if "multiprocessing" in sys.modules:
        sys.exit(status)  # it has locks of the system's to give back
    os._exit(status)  # a query that was left behind would be waited for; and it is quicker
