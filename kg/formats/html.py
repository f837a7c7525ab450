"""A page of HTML with one table, to be looked at in a browser or put into another page; IRIs are links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, BinaryIO

from kg.results import as_table, shown

if TYPE_CHECKING:
    from kg.results import Style, Term
    from kg.storing import Result

media_type = "text/html"
writes = ("rows", "answer", "graph")
_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Answer</title>
<style>
table { border-collapse: collapse }
th, td { border: 1px solid #aaa; padding: .2em .5em; text-align: left; vertical-align: top }
</style>
</head>
<body>
"""


def write(result: Result, stream: BinaryIO, style: Style) -> None:
    """Write rows or triples as they come, or the answer of an ASK as a word."""
    found = as_table(result)
    if found is None:
        stream.write(f"{_HEAD}<p>{'yes' if result else 'no'}</p>\n</body>\n</html>\n".encode())
        return
    names, rows = found
    stream.write(f"{_HEAD}<table>\n<thead>\n{_row((escape(n) for n in names), 'th')}</thead>\n<tbody>\n".encode())
    for row in rows:
        stream.write(_row((_cell(term, style.prefixes) for term in row), "td").encode("utf-8", "replace"))
    stream.write(b"</tbody>\n</table>\n</body>\n</html>\n")


def _row(cells: Iterable[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>\n"


def _cell(term: Term | None, prefixes: Mapping[str, str]) -> str:
    text = escape(shown(term, prefixes))
    iri = str(getattr(term, "value", ""))
    if type(term).__name__ == "NamedNode" and iri.startswith(("http://", "https://")):
        return f'<a href="{escape(iri)}">{text}</a>'
    language = getattr(term, "language", None)
    return f'<span lang="{escape(language)}">{text}</span>' if language and language != "en" else text
