"""The terminal: messages, a progress bar, where results go, and work that a time limit or Ctrl-C ends at once."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, TextIO

from kg.errors import KgError, MemoryLimit, TimeLimit, UsageError

DEFAULT_STORE = "kg-store"


def usual_store() -> str:
    """The store that is meant where none is named: that of KG_STORE, else kg-store in the working folder."""
    return os.environ.get("KG_STORE") or DEFAULT_STORE


def say(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(message.rstrip("\n") + "\n")
    sys.stderr.flush()


def say_left_out(refused: Iterable[tuple[str, str]], failed: Iterable[tuple[str, str]]) -> int:
    """Say which inputs were refused and why, and which a fault of kg kept out, with its traceback; 1 if any was."""
    status = 0
    for _, reason in refused:
        say(f"kg: refused: {reason}")
        status = 1
    for name, traceback in failed:
        say(f"kg: failed: {name}: the fault is kg's, not the report's; please tell its makers:\n{traceback}")
        status = 1
    return status


def width() -> int:
    """Columns of the terminal: COLUMNS, else what standard output or error is shown on, else 100."""
    with contextlib.suppress(ValueError):
        if (columns := int(os.environ.get("COLUMNS", "0"))) > 0:
            return columns
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            if (columns := os.get_terminal_size(stream.fileno()).columns) > 0:
                return columns
    return 100


def is_terminal(stream: TextIO) -> bool:
    """True if people see what is written to the stream."""
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def lines_of(path: str, longest: int = 1 << 20) -> Iterator[bytes]:
    """The lines of a file, or of standard input for ``-``, in pieces of at most ``longest`` bytes."""
    try:
        if path == "-":
            yield from iter(lambda: sys.stdin.buffer.readline(longest), b"")
            return
        with open(path, "rb") as stream:
            yield from iter(lambda: stream.readline(longest), b"")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})") from error


_begun: set[str] = set()
"""The files that are being written, not whole yet."""


@contextlib.contextmanager
def output(path: str | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that is put in its place only when it is whole; a device or a pipe is written to."""
    if path is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = os.path.realpath(path)  # what a link leads to is replaced, not the link
    whole = os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)
    part = path if whole else f"{path}.{os.getpid()}.part"
    try:
        stream = open(part, "wb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror or error})") from error
    if whole:
        with stream:
            yield stream
        return
    _begun.add(part)
    try:
        with stream:
            yield stream
        try:
            os.replace(part, path)
        except OSError as error:
            raise UsageError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        _forget(part)


def _forget(part: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(part)
    _begun.discard(part)


def within(seconds: float | None, work: Callable[[], None], memory: int | None = None) -> None:
    """Do the work in a thread that is left behind when a limit is reached (TimeLimit, MemoryLimit) or at Ctrl-C.

    A query cannot be cancelled, and Python hears no signal while the engine works; but the engine lets go of the
    interpreter's lock, so that another thread can end the process. ``memory``: bytes that the process may hold.
    """
    import threading
    import time

    failed: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except KgError as error:  # they are raised again where they can be heard
            failed.append(_bare(error))
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    started = time.monotonic()
    thread.start()
    try:
        while thread.is_alive():
            left = None if seconds is None else max(0.0, started + seconds - time.monotonic())
            thread.join(left if memory is None else min(_LOOK, _LOOK if left is None else left))
            if thread.is_alive() and left == 0:
                raise TimeLimit(
                    f"the time limit of {seconds:g} seconds was reached; a longer --timeout would allow more"
                )
            if memory is not None and memory_held() > memory:
                raise MemoryLimit(
                    f"the limit of {memory / 2**20:.0f} MiB of memory was reached; ask for less (LIMIT, no ORDER BY), "
                    "or allow more with --memory"
                )
    finally:  # at Ctrl-C, too
        if thread.is_alive():
            for part in list(_begun):
                _forget(part)
    if failed:
        raise failed[0]


def _bare(error: KgError) -> KgError:
    """The error without its traceback, whose frames hold results that only the thread that made them may let go."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


_LOOK = 0.05
"""Seconds between two looks at the memory."""


def memory_held() -> int:
    """Bytes that this process holds in memory; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as stream:
            return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def memory_there() -> int | None:
    """Four fifths of the memory that the process may have; None where the system does not say."""
    found: list[int] = []
    with contextlib.suppress(OSError, ValueError):
        found.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    with contextlib.suppress(OSError, ValueError), open("/sys/fs/cgroup/memory.max", "rb") as stream:
        found.append(int(stream.read()))
    return min(found) * 4 // 5 if found else None


class Progress:
    """A bar on standard error, drawn only where that is a terminal."""

    def __init__(self, total: int = 0, *, shown: bool) -> None:
        self._total = total
        self._done = 0
        self._shown = shown and is_terminal(sys.stderr)
        self._drawn = ""

    def step(self, label: str) -> None:
        """One more is done; ``label`` says what."""
        self.reach(self._done + 1, self._total, label)

    def reach(self, done: int, total: int, label: str) -> None:
        """So many of so many are done."""
        self._done, self._total = done, total
        if not self._shown or total <= 0:
            return
        room = 24
        full = room * self._done // self._total
        line = f"[{'█' * full}{'·' * (room - full)}] {self._done}/{self._total} {label}"[: width() - 1]
        if line != self._drawn:
            sys.stderr.write(f"\r{line}\x1b[K")
            sys.stderr.flush()
            self._drawn = line

    def clear(self) -> None:
        """Take the bar away."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = ""
