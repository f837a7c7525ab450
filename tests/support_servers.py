"""SPARQL servers that the tests start on a free port of this machine, and stop."""

from __future__ import annotations

import csv
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest


def free_port() -> int:
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert process.poll() is None, log.read_text("utf-8", "replace")[-2000:]
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"{url} does not answer: {log.read_text('utf-8', 'replace')[-2000:]}")


@contextmanager
def _running(command: list[str], url: str, folder: Path) -> Iterator[str]:
    log = folder / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
    try:
        _wait(url, process, log)
        yield url
    finally:
        process.kill()
        process.wait(20)


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[str]:
    """The address of an Oxigraph server whose data are in the folder."""
    command = shutil.which("oxigraph", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    assert command, "pip install oxigraph"
    port = free_port()
    where = [command, "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}", *options]
    with _running(where, f"http://127.0.0.1:{port}", folder) as url:
        yield url


VIRTUOSO = shutil.which("virtuoso-t")
_INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = 10000
"""


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The address of a Virtuoso server with a data base of its own; skips where there is no Virtuoso."""
    if VIRTUOSO is None:
        pytest.skip("Virtuoso is not installed (apt-get install virtuoso-opensource-7-bin)")
    http, sql = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, http=http, sql=sql), "utf-8")
    address = f"http://127.0.0.1:{http}/sparql"
    with _running([VIRTUOSO, "+configfile", str(ini), "+foreground"], address, folder) as url:
        grants = 'GRANT SPARQL_UPDATE TO "SPARQL";'
        run = subprocess.run(
            ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={grants}"], capture_output=True, text=True, timeout=60
        )
        assert run.returncode == 0, run.stdout + run.stderr
        yield url


class Scripted:
    """A server that says what a test has it say: ``say`` gets method, path and body of each request.

    It gives a status, headers, and the body in pieces, each sent as it comes; a status of 0 hangs up without a word.
    """

    def __init__(self, say: Callable[[str, str, bytes], tuple[int, dict[str, str], Iterable[bytes]]]) -> None:
        self.say = say
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", "0")))
                outer.seen.append((self.command, self.path, dict(self.headers), body))
                status, headers, pieces = outer.say(self.command, self.path, body)
                self.close_connection = True
                if status == 0:
                    return
                self.send_response(status)
                for name, value in ({"Connection": "close"} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                for piece in pieces:
                    self.wfile.write(piece)
                    self.wfile.flush()

            do_POST = do_GET  # noqa: N815 - the name is http.server's

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """A client that goes away in the middle is what some of the tests are about."""

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


_RECONCILE = """
import sys
from csv_reconcile import doinit
app = doinit(None, "dice", sys.argv[1], "id", "label")
app.run(host="127.0.0.1", port=int(sys.argv[2]))
"""


@contextmanager
def csv_reconcile(folder: Path, rows: Iterable[Sequence[str]], more: Sequence[str] = ()) -> Iterator[str]:
    """The address of csv-reconcile, a reconciliation service, on ids with labels; skips where it is not installed.

    ``more`` are further columns; as properties of the service's data extension they have a 0 behind their names.
    """
    pytest.importorskip("csv_reconcile", reason="pip install csv-reconcile")
    table = folder / "things.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter="\t").writerows((("id", "label", *more), *rows))
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-c", _RECONCILE, str(table), str(port)]
    with _running(command, f"http://127.0.0.1:{port}/reconcile", folder) as url:
        yield url
