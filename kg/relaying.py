"""The embedded engine's way out: what SERVICE and LOAD fetch comes from the very addresses that were checked.

The engine finds a host by its name itself, later than it was checked, when a name server may well tell another address.
So it is given an address on this machine in place of each; a request that comes there is passed on to the number that
was checked, and what comes back is bounded as ``kg.http`` bounds it. Redirects are not followed. urllib3 and
http.server are imported when the first of them is needed.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from kg.errors import StoreError, TimeLimit
from kg.http import Answer, Limits
from kg.reaching import Checked

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

    from urllib3 import HTTPConnectionPool

_PASSED_ON = ("Accept", "Content-Type", "User-Agent")
_UNQUOTED = "%/:=&?~+!$,;'@()*[]-._"


def ways(places: Iterable[Checked], bounds: Limits) -> dict[str, str]:
    """For the IRI of each place an address on this machine that leads there."""
    relay = _relay()
    found = {}
    for checked in places:
        path = f"/{secrets.token_urlsafe(24)}"
        relay.places[path] = checked, bounds
        found[checked.place.iri] = f"{relay.url}{path}"
    return found


class _Relay:
    """A server on this machine, which only answers at paths that nobody can guess."""

    def __init__(self) -> None:
        import threading
        from http.server import ThreadingHTTPServer

        self.places: dict[str, tuple[Checked, Limits]] = {}
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self.places))
        server.daemon_threads = True
        self.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()


@cache
def _relay() -> _Relay:
    return _Relay()


def _handler(places: Mapping[str, tuple[Checked, Limits]]) -> type[BaseHTTPRequestHandler]:
    from http.server import BaseHTTPRequestHandler

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.close_connection = True
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            if self.path not in places:
                self._say(404, b"")
                return
            checked, bounds = places[self.path]
            headers = {name: value for name in _PASSED_ON if (value := self.headers.get(name))}
            try:
                answer = _asked(checked, self.command, body, headers, bounds)
                if answer.status != 200:
                    words = answer.words()
                    self._say(answer.status if answer.status >= 400 else 502, f"{answer.status} {words}".encode())
                    return
                self._pass_on(answer)
            except (StoreError, TimeLimit) as error:
                self._say(502, str(error).encode())

        do_GET = do_POST  # noqa: N815 - the name is http.server's

        def _pass_on(self, answer: Answer) -> None:
            """Pass the answer on as it comes; what breaks off there breaks off here."""
            self.send_response(200)
            self.send_header("Content-Type", answer.headers.get("content-type", ""))
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            try:
                for piece in answer.pieces():
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            except (StoreError, TimeLimit):
                return  # without the last chunk, so that it is no whole answer
            self.wfile.write(b"0\r\n\r\n")

        def _say(self, status: int, words: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(words)))
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, *_: object) -> None:
            """Nothing is said of it."""

    return Handler


def _asked(checked: Checked, method: str, body: bytes, headers: dict[str, str], bounds: Limits) -> Answer:
    """The answer of the place, by the first of its checked numbers that takes a connection."""
    from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

    iri = checked.place.iri
    parts = urlsplit(iri)
    target = quote(f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", safe=_UNQUOTED)
    sent = {"Accept-Encoding": "gzip", **headers, "Host": parts.netloc, "Connection": "close"}
    last: Exception | None = None
    for number in checked.numbers:
        try:
            response = _pool(checked, number, bounds).urlopen(
                method, target, body=body or None, headers=sent, redirect=False, retries=False, preload_content=False
            )
        except (NewConnectionError, ConnectTimeoutError) as error:
            last = error
        except HTTPError as error:
            raise StoreError(f"{iri}: {error}") from error
        else:
            return Answer(response, iri, bounds)
    raise StoreError(f"{iri}: cannot be reached") from last


def _pool(checked: Checked, number: str, bounds: Limits) -> HTTPConnectionPool:
    """Connections to the number, to which the host's own name is said."""
    import ssl

    import urllib3

    host, port = checked.place.address.host, checked.place.address.port
    timeout = urllib3.Timeout(connect=bounds.connect, read=bounds.silence)
    if checked.place.address.scheme == "http":
        return urllib3.HTTPConnectionPool(number, port, timeout=timeout)
    name = host.strip("[]")
    return urllib3.HTTPSConnectionPool(
        number,
        port,
        timeout=timeout,
        ssl_context=ssl.create_default_context(),
        server_hostname=name,
        assert_hostname=name,
    )
