"""HTTP for stores on servers: time limits, redirects checked, answers in pieces, credentials that are never shown.

urllib3 is imported when the first request is made. Only what may be sent twice is: a query whose connection failed, or
that the server put off (429, 502, 503, 504), is sent up to three times; an update is sent once.
"""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from kg.addresses import same_place, shown
from kg.errors import StoreError, TimeLimit, UsageError

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

TRIES = 3
HOPS = 3
PIECE = 1 << 16
SLOWEST, DRIPPING = 1024, 4
_PUT_OFF = (429, 502, 503, 504)


class Limits(NamedTuple):
    """Seconds for a connection and for silence; bytes of a whole answer, unpacked, and of one row or statement."""

    connect: float = 10.0
    silence: float = 300.0
    answer: int = 1 << 36
    row: int = 1 << 26


def limits(environ: Mapping[str, str]) -> Limits:
    """The limits, with the seconds of silence that KG_HTTP_TIMEOUT gives."""
    text = environ.get("KG_HTTP_TIMEOUT", "")
    try:
        seconds = float(text) if text else Limits().silence
        if not 0 < seconds < 1e9:
            raise ValueError(text)
    except ValueError as error:
        raise UsageError(f"KG_HTTP_TIMEOUT must be a number of seconds, not {text!r}") from error
    return Limits(silence=seconds)


def authorization(url: str, environ: Mapping[str, str]) -> str:
    """The Authorization header: of KG_TOKEN, of KG_USER and KG_PASSWORD, or of the netrc file's line for the host."""
    import base64

    if token := environ.get("KG_TOKEN"):
        return f"Bearer {_plain('KG_TOKEN', token)}"
    user, password = environ.get("KG_USER", ""), environ.get("KG_PASSWORD", "")
    if not user and not password:
        user, password = _from_netrc(urlsplit(url).hostname or "", environ)
    if not user and not password:
        return ""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


def _plain(name: str, secret: str) -> str:
    if not secret.isascii() or not secret.isprintable():
        raise UsageError(f"{name} holds characters that cannot be in a header")
    return secret


def _from_netrc(host: str, environ: Mapping[str, str]) -> tuple[str, str]:
    import netrc

    path = environ.get("NETRC") or str(Path.home() / ".netrc")
    try:
        # without a path, the file must not be readable by others
        found = netrc.netrc(path if environ.get("NETRC") else None).hosts.get(host)
    except FileNotFoundError:
        return "", ""
    except netrc.NetrcParseError as error:  # its message may hold a password
        where = f", line {error.lineno}" if error.lineno else ": others may read it ('chmod 600' mends that), or it"
        raise UsageError(f"{path}{where}: is not as a netrc file should be") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as a netrc file ({type(error).__name__})") from None
    return (found[0] or "", found[2] or "") if found else ("", "")


class UnreachedError(StoreError):
    """There is no connection to the server, or it broke before an answer came."""


class Answer:
    """What a server answered, its body still on the way."""

    def __init__(self, response: BaseHTTPResponse, url: str, bounds: Limits) -> None:
        self.url, self.status = url, response.status
        self.media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        self.headers: Mapping[str, str] = response.headers
        self._response, self._limits = response, bounds

    def pieces(self, within: float = math.inf) -> Generator[bytes]:
        """The body as it comes, unpacked; StoreError if it is cut off or too long, TimeLimit if it stops coming.

        A server that sends a byte now and then has stopped, too: in ``DRIPPING`` times as long as silence may last,
        ``SLOWEST`` bytes must come. ``within`` is how many seconds there are for all of it.
        """
        from urllib3.exceptions import HTTPError

        total, waited, came = 0, 0.0, 0
        began = before = time.monotonic()
        try:
            while piece := self._response.read1(PIECE, decode_content=True):
                now = time.monotonic()
                total, came, waited = total + len(piece), came + len(piece), waited + now - before
                if total > self._limits.answer:
                    raise StoreError(f"{shown(self.url)}: the answer is longer than {self._limits.answer:,} bytes")
                if waited > self._limits.silence * DRIPPING:
                    if came < SLOWEST:
                        raise TimeLimit(_silent(self.url, self._limits.silence * DRIPPING, "next to nothing"))
                    waited, came = 0.0, 0
                yield piece
                before = time.monotonic()  # what its reader takes for it is not the server's
                if before > began + within:
                    raise TimeLimit(f"{shown(self.url)}: the answer was not whole after {within:g} seconds")
        except HTTPError as error:
            raise _trouble(error, self.url, self._limits, "the answer was cut off") from error
        finally:
            self._response.close()

    def whole(self, most: int, within: float = math.inf) -> bytes:
        """The body, of which more than ``most`` bytes are an error, and if it takes longer than ``within`` seconds."""
        found = bytearray()
        for piece in self.pieces(within):
            found += piece
            if len(found) > most:
                raise StoreError(f"{shown(self.url)}: the answer is longer than {most:,} bytes")
        return bytes(found)

    def words(self) -> str:
        """What an error's body says, as one line that is safe to print; nothing if it is a web page."""
        if "html" in self.media_type:
            self._response.close()
            return ""
        body = b""
        with contextlib.suppress(StoreError, TimeLimit), contextlib.closing(self.pieces()) as pieces:
            for piece in pieces:
                body += piece
                if len(body) > 4096:
                    break
        text = "".join(c if c.isprintable() else " " for c in body.decode("utf-8", "replace"))
        line = " ".join(text.split())
        return f"{line[:400]}..." if len(line) > 400 else line


def stranger(environ: Mapping[str, str]) -> dict[str, str]:
    """The settings for a server that is not the store: without the store's credentials; a netrc file's are by host."""
    return {name: value for name, value in environ.items() if name not in ("KG_TOKEN", "KG_USER", "KG_PASSWORD")}


class Client:
    """Sends requests to one server, whose address a user gives as ``named`` says.

    ``patience`` is how many seconds are waited at most when a server says when to come again.
    """

    def __init__(
        self,
        url: str,
        environ: Mapping[str, str],
        bounds: Limits | None = None,
        *,
        named: str = "--store",
        patience: float = 10.0,
    ) -> None:
        self.limits = bounds or limits(environ)
        self._named, self._patience = named, patience
        self._authorization = authorization(url, environ)
        self._home = url
        self._pools: dict[bool, PoolManager] = {}

    def send(
        self,
        method: str,
        url: str,
        body: bytes | Callable[[], Iterable[bytes]],
        headers: Mapping[str, str],
        *,
        again: bool,
    ) -> Answer:
        """The answer to a request, whatever its status; ``again`` if it does no harm to send it twice.

        A redirect (307, 308) is followed on the same host, or from http to https there; another is a StoreError.
        """
        tries = TRIES if again else 1
        for attempt in range(tries):
            last = attempt == tries - 1
            try:
                answer = self._once(method, url, body, headers, fresh=not again)
            except UnreachedError:
                if last:
                    raise
                time.sleep(0.2 * 2**attempt)
                continue
            if answer.status not in _PUT_OFF or last:
                return answer
            wait = answer.headers.get("retry-after", "")
            answer.words()
            time.sleep(min(float(wait), self._patience) if wait.isdecimal() else 0.2 * 2**attempt)
        raise AssertionError("not reached")

    def _once(
        self,
        method: str,
        url: str,
        body: bytes | Callable[[], Iterable[bytes]],
        headers: Mapping[str, str],
        *,
        fresh: bool,
    ) -> Answer:
        from urllib3.exceptions import HTTPError

        for _ in range(HOPS):
            sent = {"User-Agent": "kg-reports", "Accept-Encoding": "gzip", **headers}
            if fresh:  # a server may be closing a connection that stood idle, just when an update goes out on it
                sent["Connection"] = "close"
            if self._authorization and same_place(self._home, url):
                sent["Authorization"] = self._authorization
            try:
                response = self._pool(fresh=fresh).request(
                    method,
                    url,
                    body=body if isinstance(body, bytes) else iter(body()),
                    headers=sent,
                    preload_content=False,
                    redirect=False,
                    retries=False,
                )
            except HTTPError as error:
                if untrusted := _untrusted(error, url):
                    raise untrusted from error
                trouble = _trouble(error, url, self.limits, "the server cannot be reached")
                raise UnreachedError(str(trouble)) if isinstance(trouble, StoreError) else trouble from error
            answer = Answer(response, url, self.limits)
            if not 300 <= answer.status < 400:
                return answer
            answer.words()
            url = _redirected(url, answer, self._named)
        raise StoreError(
            f"{shown(url)}: the server sends kg on and on; give {self._named} the address it should end at"
        )

    def _pool(self, *, fresh: bool) -> PoolManager:
        if fresh not in self._pools:
            import urllib3

            timeout = urllib3.Timeout(connect=self.limits.connect, read=self.limits.silence)
            self._pools[fresh] = urllib3.PoolManager(timeout=timeout)
        if fresh:  # a server that closes does not always say so before
            self._pools[fresh].clear()
        return self._pools[fresh]


def _redirected(url: str, answer: Answer, named: str) -> str:
    target = urljoin(url, answer.headers.get("location", ""))
    if answer.status not in (307, 308) or not same_place(url, target):
        raise StoreError(
            f"{shown(url)}: the server sends kg to {shown(target)} (status {answer.status}), which is not followed; "
            f"if that is the right place, give its address as {named}"
        )
    return target


def _untrusted(error: Exception, url: str) -> StoreError | None:
    """What failed where two programs should have come to trust each other (TLS); None if something else did."""
    from ssl import SSLCertVerificationError, SSLError

    found = next((part for part in (*error.args, error.__cause__) if isinstance(part, SSLError)), None)
    if isinstance(found, SSLCertVerificationError):
        return StoreError(
            f"{shown(url)}: the server's certificate is not trusted ({found.verify_message}); if it should be, "
            "SSL_CERT_FILE=FILE names the certificate of who vouches for it"
        )
    if found is not None:
        reason = (found.reason or str(found)).lower().replace("_", " ")
        return StoreError(f"{shown(url)}: no safe connection can be made ({reason}); does it speak http:// perhaps?")
    return None


def _silent(url: str, seconds: float, what: str) -> str:
    return f"{shown(url)}: the server sent {what} for {seconds:g} seconds; KG_HTTP_TIMEOUT would allow more"


def _trouble(error: Exception, url: str, bounds: Limits, what: str) -> StoreError | TimeLimit:
    """What a failure of urllib3 means to the user."""
    from urllib3 import exceptions

    if isinstance(error, exceptions.ReadTimeoutError):
        return TimeLimit(_silent(url, bounds.silence, "nothing"))
    if isinstance(error, exceptions.ConnectTimeoutError) and not isinstance(error, exceptions.NewConnectionError):
        return StoreError(f"{shown(url)}: the server cannot be reached (no answer in {bounds.connect:g} seconds)")
    cause = next((part for part in (*error.args, error.__cause__) if isinstance(part, OSError)), None)
    reason = cause.strerror if cause is not None and cause.strerror else str(cause or error).rpartition(": ")[2]
    reason = " ".join("".join(c if c.isprintable() else " " for c in reason).split())[:200]
    return StoreError(f"{shown(url)}: {what} ({reason})")
