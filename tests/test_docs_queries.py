"""docs/queries.md: every command on the page runs, with the files that the page shows."""

from __future__ import annotations

import http.server
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support_cli import ROOT

PAGE = (ROOT / "docs" / "queries.md").read_text("utf-8")
FILES = re.findall(r"```sparql\n# (\S+)\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
    if line.startswith(("kg ", "echo "))
]
FAR = "http://localhost:7878"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def far() -> Iterator[str]:
    """A server that answers every query with no rows."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = b'{"head":{"vars":["actor","label"]},"results":{"bindings":[]}}'
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    made = http.server.ThreadingHTTPServer(("localhost", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://localhost:{made.server_address[1]}"
    made.shutdown()
    made.server_close()


def test_every_command_on_the_page_runs(small_store: str, tmp_path: Path, far: str) -> None:
    shutil.copytree(small_store, tmp_path / "kg-store")
    for name, text in FILES:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace(FAR, far), "utf-8")
    surroundings = {k: v for k, v in os.environ.items() if k not in ("KG_STORE", "KG_QUERIES")}
    assert len(COMMANDS) >= 20
    for line in COMMANDS:
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line.replace(FAR, far)],
            cwd=tmp_path, env=surroundings, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0 or "| head" in line, f"{line}\n{done.stderr}"
        assert done.stdout or " -o " in line or line.startswith("kg update"), line
    assert {"demands.json", "network.ttl"} <= {p.name for p in tmp_path.iterdir()}


def test_the_page_names_every_format() -> None:
    from kg.formats import format_names

    table = "".join(line for line in PAGE.splitlines() if line.startswith("| "))
    for name in format_names():
        assert re.search(rf"\b{name}\b", table), name
