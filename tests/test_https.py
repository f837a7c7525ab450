"""A server by HTTPS: nothing is sent to one whose certificate nobody vouches for, or that is for another host."""

from __future__ import annotations

import json
import os
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from support_cli import command

import kg

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="openssl, which makes the certificates, is not installed")
BINDING = {"s": {"type": "literal", "value": "by a safe way"}}


class Secure(NamedTuple):
    """A server that answers every query with one row; ``heard`` holds the headers of what was sent to it."""

    port: int
    certificate: Path
    heard: list[dict[str, str]]


def certificate(folder: Path, days: int = 2) -> tuple[Path, Path]:
    """A certificate for localhost that vouches for itself, and its key."""
    assert OPENSSL
    made, key = folder / "certificate.pem", folder / "key.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    request = [OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", str(days), *subject]
    subprocess.run([*request, "-keyout", str(key), "-out", str(made)], check=True, capture_output=True)
    return made, key


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secure]:
    heard: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            heard.append(dict(self.headers))
            found = {"head": {"vars": ["s"]}, "results": {"bindings": [BINDING]}}
            data = json.dumps({"head": {}, "boolean": False} if b"ASK" in body else found).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that does not like the certificate goes away."""

    made, key = certificate(tmp_path_factory.mktemp("tls"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    server = Quiet(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield Secure(int(server.server_address[1]), made, heard)
    server.shutdown()
    server.server_close()


def asked(url: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The installed command asks the server."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("KG_", "SSL_"))}
    arguments = ["--store", url, "query", "-e", "SELECT ?s { ?s ?p ?o }", "--format", "csv"]
    surroundings = {**kept, "KG_TOKEN": "s3cret", **environment}
    return subprocess.run(command(*arguments), capture_output=True, text=True, env=surroundings, timeout=60)


def test_a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_sent(secure: Secure) -> None:
    done = asked(f"https://localhost:{secure.port}/sparql")
    assert (done.returncode, done.stdout) == (3, "")
    assert "self-signed certificate" in done.stderr
    assert "SSL_CERT_FILE" in done.stderr, "the cure"
    assert "Traceback" not in done.stderr
    assert not secure.heard


def test_a_certificate_that_is_given_is_accepted(secure: Secure) -> None:
    done = asked(f"https://localhost:{secure.port}/sparql", SSL_CERT_FILE=str(secure.certificate))
    assert done.stderr == ""
    assert done.stdout.split() == ["s", "by", "a", "safe", "way"]
    assert {heard.get("Authorization") for heard in secure.heard} == {"Bearer s3cret"}
    secure.heard.clear()


def test_a_certificate_is_good_for_its_own_host_only(secure: Secure) -> None:
    done = asked(f"https://127.0.0.1:{secure.port}/sparql", SSL_CERT_FILE=str(secure.certificate))
    assert (done.returncode, done.stdout) == (3, "")
    assert "127.0.0.1" in done.stderr
    assert "certificate" in done.stderr
    assert not secure.heard


@pytest.mark.parametrize("content", [None, "no certificate\n"])
def test_a_certificate_that_cannot_be_read_is_named(content: str | None, secure: Secure, tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_text(content, "utf-8")
    done = asked(f"https://localhost:{secure.port}/sparql", SSL_CERT_FILE=str(file))
    assert done.returncode == 3
    assert "SSL_CERT_FILE" in done.stderr
    assert "Traceback" not in done.stderr
    assert not secure.heard


def test_a_server_without_tls_is_told(secure: Secure, unsafe: int) -> None:
    done = asked(f"https://localhost:{unsafe}/sparql")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "http://" in done.stderr, "the cure"


@pytest.fixture
def unsafe() -> Iterator[int]:
    """The port of a server that speaks plain HTTP."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield int(server.server_address[1])
    server.shutdown()
    server.server_close()


def test_a_service_is_asked_in_its_own_name_at_the_number_that_was_checked(secure: Secure, tmp_path: Path) -> None:
    """The embedded engine asks by way of kg (kg/relaying.py), which holds the certificate against the host's name."""
    place = f"https://localhost:{secure.port}/sparql"
    query = f"SELECT ?s {{ SERVICE <{place}> {{ ?s ?p ?o }} }}"
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("KG_", "SSL_"))}

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        whole = command("--store", str(tmp_path / "s"), *arguments)
        return subprocess.run(whole, capture_output=True, text=True, env={**kept, **environment}, timeout=60)

    kg.open(tmp_path / "s", write=True).close()
    asking = ("query", "-e", query, "--format", "csv", "--allow-service", place)
    refused = run(*asking)
    assert refused.returncode == 3
    assert "certificate" in refused.stderr
    assert not secure.heard
    done = run(*asking, SSL_CERT_FILE=str(secure.certificate))
    assert done.stdout.split() == ["s", "by", "a", "safe", "way"], done.stderr
    assert secure.heard[0]["Host"] == f"localhost:{secure.port}"
    secure.heard.clear()
