"""Bytes to text, with the encoding that was found."""

from __future__ import annotations

import codecs
import re

from kg.errors import ReportError

_MAGIC = (
    (b"%PDF-", "a PDF document", "save it as plain text first"),
    (b"PK\x03\x04", "a zip archive or an office document", "save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save it as plain text first"),
    (b"{\\rtf", "a rich text document", "save it as plain text first"),
    (b"\x1f\x8b", "compressed", "decompress it first"),
    (b"\x7fELF", "a program", "give a text file"),
    (b"\x89PNG", "an image", "give a text file"),
    (b"\xff\xd8\xff", "an image", "give a text file"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_UNUSED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # have no character in windows-1252
_RUN = re.compile(rb"[\xc0-\xff]{3,}")  # no English text has three accented letters in a row
_CURE = "convert it to UTF-8"


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of ``data`` and the name of its encoding; ReportError if it is empty, binary or of no known encoding.

    UTF-8 and UTF-16 are known by their marks or their form. Anything else is taken for windows-1252 (of which
    ISO 8859-1 is the common part) if it looks like English in it: accented letters stand alone there, while words of
    another alphabet, or UTF-8 that was cut or mixed, show as runs.
    """
    if not data.strip():
        raise ReportError(f"{name}: is empty; give a file with text")
    for magic, what, cure in _MAGIC:
        if data.startswith(magic):
            raise ReportError(f"{name}: is {what}; {cure}")
    marked = _marked(data)
    if marked is None and _CONTROLS.search(data):
        raise ReportError(f"{name}: is binary, or UTF-16 or UTF-32 without a mark; give a text file, or {_CURE}")
    encoding = marked or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if marked is not None:
            raise ReportError(f"{name}: is no valid {encoding} at byte {error.start}; {_CURE}") from error
        text, encoding = _western(data, name, error.start)
    if not text.strip("\ufeff\x00 \t\r\n"):
        raise ReportError(f"{name}: is empty; give a file with text")
    return text, encoding


def _marked(data: bytes) -> str | None:
    """The encoding that a byte order mark names, or None."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def _western(data: bytes, name: str, at: int) -> tuple[str, str]:
    """The text read as windows-1252 or ISO 8859-1; ``at`` is the first byte that is no UTF-8."""
    high = sum(byte > 0x7F for byte in data)
    if 2 * sum(map(len, _MULTIBYTE.findall(data))) > high:
        raise ReportError(f"{name}: is broken UTF-8 at byte {at}; {_CURE}")
    if _RUN.search(data) or high * 4 > len(data) or _UNUSED.search(data):
        raise ReportError(f"{name}: is of an unknown encoding (first seen at byte {at}); {_CURE}")
    encoding = "iso-8859-1" if not re.search(rb"[\x80-\x9f]", data) else "windows-1252"
    return data.decode(encoding), encoding
