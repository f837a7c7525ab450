"""Which reader read a report: one digest over the rules, the word lists and the language model.

A report that the same reader read already need not be read again, and the model need not even be loaded to know so.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable

_NAMES = """
__init__.py
__main__.py
__pycache__
_resources
addresses.py
answering.py
api.py
app.py
authorities
authority.py
binding.py
caching.py
checking.py
cli.py
columns.py
commands
compacting.py
completing.py
console.py
describing.py
exporting.py
findings.py
formats
hosts.py
http.py
importing.py
incoming.py
linker.py
linking
options.py
packed.py
pipeline.py
prefixes.py
queries.py
rdflibs.py
reaching.py
reader.py
relaying.py
reports.py
resources.py
results.py
reviewing.py
server
shacl.py
sharing.py
showing.py
sparql.py
stores
storing.py
updates.py
validating.py
views.py
"""
NOT_READING = frozenset(_NAMES.split())
"""What has no part in turning a text into claims; everything else in the package counts."""


def reader_digest(model: str) -> str:
    """SHA-256, in hexadecimal, over kg's reading code and word lists, and ``model``, which says which model it is."""
    total = hashlib.sha256(model.encode("utf-8") + b"\0")
    for path, data in _content(files("kg"), ""):
        total.update(path.encode("utf-8") + b"\0")
        total.update(hashlib.sha256(data).digest())
    return total.hexdigest()


def _content(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    """Paths and contents of the files that make the reader, sorted by path; line ends as on Unix."""
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name in NOT_READING or entry.name.startswith("."):
            continue
        if entry.is_dir():
            found.extend(_content(entry, f"{prefix}{entry.name}/"))
        elif not entry.name.endswith(".pyc"):
            found.append((prefix + entry.name, entry.read_bytes().replace(b"\r\n", b"\n")))
    return found
