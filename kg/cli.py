"""The ``kg`` command: runs a command line, and turns a KgError into a line and an exit status.

The command line is a Typer application (kg/app.py), but for ``kg query``: it is run all day and has to start in a
blink, and its options are those that the saved query's header names. So its arguments go straight to
kg/commands/query.py, before Typer is imported, which would take longer than the query (see bench/startup.py).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from kg.errors import KgError

DIRECT = "query"
"""The command that is run without Typer."""


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
    store, rest = _store_before_command(arguments)
    if rest[:1] == [DIRECT]:
        from kg.commands import query
        from kg.console import usual_store

        return query.run(rest[1:], store or usual_store())
    from kg import app

    return app.run(arguments)


def _store_before_command(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The store that is named before the command, and the arguments after it."""
    store, rest = "", list(arguments)
    while rest and (rest[0].startswith("--store=") or (rest[0] == "--store" and rest[1:])):
        _, equals, value = rest.pop(0).partition("=")
        store = value if equals else rest.pop(0)
    return store, rest


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
