"""What a report's header says: lines ``Key: value`` up to the first blank line, or YAML front matter.

A text that merely begins with "Note: ..." or with a speaker's label has no header: a key that kg knows must be there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.errors import ReportError
from kg.model import Report

_KEYS = {
    "title": "title",
    "headline": "title",
    "date": "date",
    "published": "date",
    "pubdate": "date",
    "publication date": "date",
    "source": "publisher",
    "publisher": "publisher",
    "outlet": "publisher",
    "url": "url",
    "link": "url",
    "language": "language",
    "lang": "language",
    "licence": "licence",
    "license": "licence",
}
_LANGUAGES = {"english": "en", "eng": "en"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_ENTRY = re.compile(r"(?P<key>[A-Za-z][A-Za-z]*(?:[ _-][A-Za-z]+){0,2})[ \t]*:[ \t]*(?P<value>.*)$")
_LABEL = re.compile(r"[A-Z]+(?:[ _-][A-Z]+)+|Q|A")  # "PRIME MINISTER: ..." is somebody talking
_PROSE = re.compile(r"(?:\S+\s+){11,}\S+[.!?][\"”’')]*")


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says, empty where it says nothing; ``body`` is the offset at which the header ends."""

    body: int = 0
    title: str = ""
    date: date | None = None
    publisher: str = ""
    url: str = ""
    language: str = "en"
    licence: str = ""


def read_header(text: str) -> Header:
    """The header of a report's text; an empty one if it has none."""
    return _front_matter(text) or _key_lines(text) or Header()


def make_report(text: str, encoding: str, name: str, *, markdown: bool = False) -> Report:
    """The report with the text ``text``, its header read; ReportError if nothing but a header is there.

    >>> make_report("Title: Talks off\\n\\nThe talks are off.", "utf-8", "talks.txt").title
    'Talks off'
    """
    header = read_header(text)
    if not text[header.body :].strip():
        raise ReportError(f"{name}: has no text after its header; put a blank line and the text behind the header")
    if re.match(r"\s*<(?:!doctype\s+html|html|\?xml)\b", text[header.body :], re.IGNORECASE):
        raise ReportError(f"{name}: is HTML or XML; save it as plain text first")
    title = header.title
    if not title and markdown and (heading := re.match(r"\s*# +(.+)", text[header.body :])):
        title = heading[1].strip(" #*\r")
    return Report(
        name=name,
        text=text,
        digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        body=header.body,
        title=title,
        date=header.date,
        publisher=header.publisher,
        url=header.url,
        language=header.language,
        licence=header.licence,
        encoding=encoding,
        markdown=markdown,
    )


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Each line without its end, with the offset behind it."""
    at = 0
    while at < len(text):
        found = _LINE.match(text, at)
        assert found is not None  # noqa: S101 - the pattern matches anything
        at = found.end()
        yield found.group().rstrip("\r\n"), at


def _key_lines(text: str) -> Header | None:
    """A header of ``Key: value`` lines, or None."""
    fields: dict[str, str] = {}
    body, blank, last = 0, False, ""
    for line, end in _lines(text):
        if not line.strip():
            if not fields and body == 0:
                continue  # blank lines before the header
            body, blank = end, True
            break
        entry = _ENTRY.match(line.rstrip())
        if entry is not None and not (_LABEL.fullmatch(entry["key"]) and entry["key"].lower() not in _KEYS):
            last = entry["key"].lower()
            fields.setdefault(last, (entry["value"] or "").strip())
        elif line[0] in " \t" and last:
            fields[last] = f"{fields[last]} {line.strip()}".strip()  # a folded value
        else:
            break
        body = end
    known = [key for key in fields if key in _KEYS]
    whole = blank or body == len(text)
    if not known or (not whole and len(known) < 2):
        return None
    if len(fields) == 1 and _PROSE.fullmatch(fields[known[0]]):
        return None
    return _header(fields, body)


def _front_matter(text: str) -> Header | None:
    """A header from YAML front matter (top-level scalars; lists and mappings are passed over), or None."""
    fields: dict[str, str] = {}
    folded = ""
    for number, (line, end) in enumerate(_lines(text)):
        bare = line.rstrip()
        if number == 0:
            if bare != "---":
                return None
            continue
        if bare in ("---", "..."):
            return _header({key: _scalar(value) for key, value in fields.items()}, end)
        entry = _ENTRY.match(bare)
        if entry is not None:
            key, value = entry["key"].lower(), (entry["value"] or "").strip()
            block = re.fullmatch(r"[|>][+-]?", value) is not None
            fields.setdefault(key, "" if block else value)
            folded = key if block or value else ""
        elif folded and line[:1] in (" ", "\t"):
            fields[folded] = f"{fields[folded]} {bare.strip()}".strip()
    return None


def _scalar(value: str) -> str:
    """The text of a YAML scalar: quotes and comments taken off, null empty."""
    if value[:1] == '"' and (end := re.match(r'"((?:[^"\\]|\\.)*)"', value)):
        return re.sub(r"\\(.)", r"\1", end[1])
    if value[:1] == "'" and (end := re.match(r"'((?:[^']|'')*)'", value)):
        return end[1].replace("''", "'")
    value = re.sub(r"(?:^|\s)#.*$", "", value).strip()
    return "" if value in ("~", "null", "Null", "NULL") or value[:1] in ("[", "{", "&", "*", "!") else value


def _header(fields: dict[str, str], body: int) -> Header:
    said: dict[str, str] = {}
    for key, value in fields.items():
        name = _KEYS.get(key.replace("_", " ").replace("-", " "))
        if name and value:
            said.setdefault(name, value)
    language = said.get("language", "en").strip().lower()
    return Header(
        body=body,
        title=said.get("title", ""),
        date=read_date(said.get("date", "")),
        publisher=said.get("publisher", ""),
        url=said.get("url", ""),
        language=_LANGUAGES.get(language, language),
        licence=said.get("licence", ""),
    )


# ---------------------------------------------------------------------------------------------- dates
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<y>\d{4})(?P<s>[-/.]?)(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?{_MONTH}[,]?[ -](?P<y>\d{{4}})(?!\d)",
        rf"\b{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})(?!\d)",
        r"(?<!\d)(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)",
        r"(?<!\d)(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>\d{4})(?!\d)",
    )
)


def read_date(words: str) -> date | None:
    """The day that a header's date names; None if it names none, or if day and month could be exchanged."""
    for pattern in _DATES:
        found = pattern.search(words)
        if found is None:
            continue
        parts = found.groupdict()
        if parts.get("a"):
            a, b = int(parts["a"]), int(parts["b"])
            if a <= 12 and b <= 12 and a != b:
                return None  # 03/04/2025 is March in one country and April in another
            day, month = (a, b) if a > 12 else (b, a)
        else:
            day = int(parts["d"])
            name = parts.get("month")
            month = _MONTHS.index(name.lower()[:3]) + 1 if name else int(parts["m"])
        try:
            return date(int(parts["y"]), month, day)
        except ValueError:
            return None
    return None
