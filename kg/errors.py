"""Every way in which kg can refuse, and the exit status that each becomes.

::

    KgError                      2
    ├── UsageError               2   a wrong option, parameter, query or setting
    │   └── QueryError           2   a query that cannot be run as it stands
    ├── InputError               1   an input that was refused; the others were taken
    │   └── ReportError          1   a report that cannot be read
    ├── StoreError               3   the store or server cannot be used
    │   └── StoreLocked          3   another process writes to it
    ├── AuthorityError           3   another data set cannot be asked for candidates, or answers what it must not
    │   └── AuthorityFileError   2   a file of candidates that is not as it should be
    ├── TimeLimit                4   a time limit was reached
    ├── MemoryLimit              4   a limit on memory was reached
    └── ModelError               2   the language model is missing or is not the pinned one

A message names the file, the place and the cure. Whatever is not a KgError is a bug and keeps its traceback.
"""

from __future__ import annotations


class KgError(Exception):
    """Something that the user can mend; the message says how."""

    exit_code: int = 2


class UsageError(KgError):
    """A wrong option, parameter or setting: nothing was done."""


class QueryError(UsageError):
    """A query that cannot be run: bad syntax, an update, an address that was not allowed."""


class InputError(KgError):
    """An input was refused, with its reason; the rest was taken."""

    exit_code = 1


class ReportError(InputError):
    """A report that cannot be read: empty, binary, too big, unreadable, of an unknown encoding."""


class StoreError(KgError):
    """The store cannot be opened, reached or written."""

    exit_code = 3


class StoreLocked(StoreError):  # noqa: N818 - says what is so, as httpx does
    """Another process holds the store's write lock."""


class AuthorityError(KgError):
    """A data set in which things are looked up cannot be reached, or what it answers cannot be used."""

    exit_code = 3


class AuthorityFileError(AuthorityError):
    """A file of things to look up is not as it should be: nothing was done."""

    exit_code = 2


class TimeLimit(KgError):  # noqa: N818
    """A time limit was reached."""

    exit_code = 4


class MemoryLimit(KgError):  # noqa: N818
    """A limit on memory was reached."""

    exit_code = 4


class ModelError(KgError):
    """The language model is missing, or its files are not the pinned ones."""
