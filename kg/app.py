"""The Typer application: a command is a module of kg/commands, imported only when it is asked for.

Such a module has a function ``run`` whose parameters are declared for Typer and which returns the exit status; the
module's docstring is its help, the first line its summary. The one exception is ``kg query`` (see kg/cli.py), which is
registered here all the same, so that help, completion and hints know it.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import os
import pkgutil
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple, cast

import typer
from typer.core import TyperCommand, TyperGroup

import kg.commands
from kg.cli import DIRECT, version
from kg.console import usual_store
from kg.errors import KgError, UsageError
from kg.options import GlobalStore, before_command

# Typer brings its own Click since 0.26, and does not export the base of all wrong usage.
_WrongUse: type[Exception] = typer.BadParameter.__bases__[0]
_PLAIN: dict[str, Any] = {"rich_markup_mode": None, "pretty_exceptions_enable": False}
_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 120}


def run(arguments: Sequence[str]) -> int:
    """Run a command line; the exit status. Wrong usage is a UsageError."""
    application = typer.main.get_command(app)
    try:
        return int(application.main(list(arguments), prog_name="kg", standalone_mode=False) or 0)
    except _WrongUse as error:
        raise UsageError(_in_one_line(error)) from error


def _in_one_line(error: Any) -> str:
    """What Typer says of wrong usage, with where to look."""
    message = " ".join(error.format_message().split()).rstrip(".")
    path = error.ctx.command_path if error.ctx is not None else "kg"
    return f"{message[:1].lower()}{message[1:]}; '{path} --help' shows how it is used"


@cache
def command_names() -> tuple[str, ...]:
    """The names of the commands, sorted; none of them is imported."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(kg.commands.__path__)))


def _summary(name: str) -> str:
    """The first line of a command's help, read from its file: to import them all would double the time of --help."""
    source = Path(kg.commands.__path__[0], f"{name}.py").read_text("utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


@cache
def command_named(name: str) -> TyperCommand:
    """The command of that name, its module imported."""
    module = importlib.import_module(f"kg.commands.{name}")
    about = (module.__doc__ or "").strip()
    if group := getattr(module, "app", None):  # a command with commands of its own
        group.info.help = _laid_out(about)
        for own in group.registered_commands:
            own.help = _laid_out(inspect.cleandoc(own.callback.__doc__ or ""))
        return cast(TyperCommand, typer.main.get_command(group))
    alone = typer.Typer(add_completion=False, **_PLAIN)
    kind, function = (_Direct, _direct) if name == DIRECT else (TyperCommand, module.run)
    alone.command(name, cls=kind, help=_laid_out(about), short_help=about.partition("\n")[0])(function)
    return cast(TyperCommand, typer.main.get_command(alone))


def _laid_out(about: str) -> str:
    """A docstring whose examples keep their lines; the rest is filled to the width of the terminal."""
    parts = []
    for part in about.split("\n\n"):
        lines = [line.strip() for line in part.splitlines()]
        if any(line.startswith("kg ") for line in lines):
            parts.append("\n".join(("\b", *(f"  {line}" for line in lines))))
        else:
            parts.append("\n".join(lines))
    return "\n\n".join(parts)


class _Commands(TyperGroup):
    """The commands by their modules' names."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(command_names())

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        return command_named(cmd_name) if cmd_name in command_names() else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, _summary(name)) for name in command_names()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] in command_names() or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        import difflib

        near = difflib.get_close_matches(args[0], command_names(), n=1)
        hint = f"did you mean '{near[0]}'?" if near else "'kg --help' lists the commands"
        raise UsageError(f"there is no command '{args[0]}'; {hint}")

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            sys.stderr.write(f"{ctx.get_help()}\n")
            raise typer.Exit(2)
        return super().parse_args(ctx, args)


class _Completion(NamedTuple):
    """What Typer's shells want to know of a word that would fit."""

    value: str
    help: str | None
    type: str = "plain"


class _Direct(TyperCommand):
    """``kg query``: its arguments are its own to read, and its words its own to complete."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.args = list(args)
        return args

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        from kg.commands.query import words_after

        begun = incomplete.lower()
        try:
            words = list(words_after(ctx.args, before_command(ctx) or usual_store(), incomplete))
        except KgError:
            return []  # a query that does not exist has no parameters
        bash = os.environ.get("_KG_COMPLETE") == "complete_bash"  # it puts the word in as it is, the others quote it
        return [
            _Completion(_escaped(word) if bash else word, about)
            for word, about in words
            if word.lower().startswith(begun)
        ]


def _escaped(word: str) -> str:
    """The word as a shell takes it without quotes.

    >>> _escaped("People's Republic")
    "People\\\\'s\\\\ Republic"
    """
    return "".join(c if c.isalnum() or c in "_-.,:/=@%+" else f"\\{c}" for c in word)


def _direct(context: typer.Context) -> int:
    from kg.commands import query

    return query.run(context.args, before_command(context) or usual_store())


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"kg {version()}\n")
        raise typer.Exit


app = typer.Typer(cls=_Commands, add_completion=True, context_settings=_SETTINGS, **_PLAIN)


@app.callback(
    options_metavar="[--store PATH|URL]",
    subcommand_metavar="COMMAND ...",
    epilog="'kg COMMAND --help' tells more of each, with examples.",
)
def kg_command(
    store: GlobalStore = "",
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="print the version")
    ] = False,
) -> None:
    """Loads political news reports, communiqués and transcripts into an RDF graph of sourced claims, and answers
    SPARQL queries on it.
    """
