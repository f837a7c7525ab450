"""Marks that are no words, taken out of a report's text: Markdown, HTML, invisible characters, typography.

``strip_markup`` gives what a reader sees on the page; ``simplify`` gives what the parser reads best. Both only drop
characters or put others in their place, so that every character left knows where it came from.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable

from kg.text.cleaned import CleanText
from kg.text.tags import word_set

Edit = tuple[int, int, str]

_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f\u2580-\u27bf\ue000-\uf8ff\ud800-\udfff\U0001f000-\U0001faff]+"
)
_SPACE = re.compile(r"[\s\x00-\x20\x7f-\x9f]+")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,12}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_HTML = re.compile(
    r"<sup>\s*\[?\d+\]?\s*</sup>"  # a footnote's number
    r"|<!--(?:[^-]|-(?!->)){0,2000}-->"
    r"|</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>"
    r"|<https?://[^\s<>]+>"
)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h\d|/td)\b", re.IGNORECASE)
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<words>[^\[\]]{0,400})\]"
    r"(?:\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s[\"'][^\"']{0,200}[\"'])?\)|\[[\w.-]{0,60}\])"
)
_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"”)\]]+[^\s<>\"”)\].,;:!?]")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|\"'])")
_EMPHASIS = re.compile(r"\*+|`+|~~+|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])")
_LEAD = re.compile(r"\s*(?:>\s*)*(?:#{1,6}(?=[\s*])\s*)?(?:>\s*)*")
_QUOTE_LINE = re.compile(r"(?<=[\r\n])[ \t]*(?:>[ \t]*)+")
_FOOTNOTE = re.compile(r"\[\^[\w-]{1,20}\]:?")
_TAIL = re.compile(r"\s+#+\s*$")

_QUOTES = {mark: plain for marks, plain in (("“”„«»‟", '"'), ("‘’‚‛′", "'")) for mark in marks}
_CURLY = re.compile(f"[{''.join(_QUOTES)}]")
_ASIDE = re.compile(
    r"\s?\((?:[A-Z][A-Za-z]?[A-Z&0-9][A-Za-z&0-9.-]{0,9}|[A-Z]{2,6}s?|[RDI]-[A-Z][A-Za-z.]{1,12}|"
    r"(?:pictured|photo|file|file photo|sic|ph|phonetic|inaudible|left|right|center|centre)\.?)\)"
    r"|\s?\((?:As|Through|Via|Speak\w*|Address\w*|Gestur\w*|Point\w*|Turn\w*|Paus\w*|Off[ -]mic)\b[^()]{0,60}\.\)"
    r"|\s?[(\[](?:[Ll]aughs|[Ll]aughter|[Aa]pplause|[Cc]ross-?talk|[Ii]naudible|[Ss]ic)\.?[)\]]"
    r"|\s?\[\d{1,3}\]"
)
_INSERTED = re.compile(r"\[(?=[^\[\]]{1,60}\])|(?<=[\w.…])\](?!\()")
_PREFIX = re.compile(
    r"\b(?:[Rr]e|[Cc]o|[Nn]on|[Pp]re|[Dd]e|[Aa]nti|[Ss]ub|[Mm]ulti|[Mm]is|[Ii]ntra|[Ss]emi)(?P<mark>[-‐‑])(?=[a-z]{3})"
)
_DEMONYM = re.compile(
    r"\b[A-Z][a-z]+(?:an|ese|ish|ch|i|ic|sh)(?P<mark>[-‐‑])(?=(?:Foreign|Prime|Defen[cs]e|Finance|Interior|Deputy|Vice|President|"
    r"Chancellor|Minister|Ambassador|Secretary|King|Energy|Trade)\b)"
)
_WIRE = re.compile(r"\b(?:U\.S|U\.K|U\.N|E\.U)\. (?P<word>[A-Z][a-z]+)\b(?! \d)")
_WIRE_WORDS = word_set(
    """Asks Accepts Accuses Adds Agrees And Announces Appeals Are Calls Cancels Condemns Confirms Considers Could Cuts
    Delays Demands Denies Declines Expects Extends Has Have Had Imposes Insists Invites Is Joins Lifts Looks Must May
    Might Offers Opposes Orders Plans Postpones Presses Proposes Promises Pulls Pushes Refuses Rejects Requests Responds
    Says Said Scraps Seeks Sets Should Signs Tells Threatens To Urges Wants Warns Was Welcomes Will Withdraws
    Would"""
)
# A line drawn with one mark ("-----", "*****"): the tokenizer takes marks off one by one, each time from the start.
_RULE = re.compile(r"([^\w\s])\1{15,}")


def strip_markup(text: CleanText) -> CleanText:
    """The words of a paragraph as a reader sees them: no Markdown, no HTML, single spaces, nothing invisible.

    >>> strip_markup(CleanText.of("to *3.5% of **GDP**", 0, 19)).text
    'to 3.5% of GDP'
    """
    raw = text.text
    lead = _LEAD.match(raw)
    if lead is not None and lead.end():
        text = text.without([lead.span()])
    if "<" in raw:
        text = _edit(text, _HTML, lambda m: " " if _BREAK.match(m.group()) else "")
    if "&" in raw:
        text = _edit(text, _ENTITY, _entity)
    if ">" in raw:
        text = _edit(text, _QUOTE_LINE, lambda m: "")
    if "[" in raw:
        text = _edit(text, _FOOTNOTE, lambda m: "")
        text = text.replace(_links(text.text))
    if "://" in raw or "www." in raw:
        text = _edit(text, _URL, lambda m: "")
    if "\\" in raw:
        text = text.without((m.start(), m.start() + 1) for m in _ESCAPE.finditer(text.text))
    text = text.replace(_emphasis(text.text))
    text = _edit(text, _INVISIBLE, lambda m: "")
    if raw.lstrip().startswith("#") and (tail := _TAIL.search(text.text)):
        text = text.without([tail.span()])
    return trimmed(text)


def trimmed(text: CleanText) -> CleanText:
    """The text with each run of white space made one space, and none at its ends."""
    text = _edit(text, _SPACE, lambda m: " " if m.group() != " " else None)
    stripped = text.text.strip()
    if len(stripped) == len(text.text):
        return text
    start = len(text.text) - len(text.text.lstrip())
    return cut(text, start, start + len(stripped))


def cut(text: CleanText, start: int, end: int) -> CleanText:
    """The characters ``start`` to ``end`` of a clean text."""
    if start >= end:
        return CleanText("", (text.offsets[start],))
    return CleanText(text.text[start:end], (*text.offsets[start:end], text.offsets[end - 1] + 1))


def simplify(text: CleanText, scare: Iterable[tuple[int, int]] = ()) -> CleanText:
    """The text as the parser reads it best; ``scare`` are the fragments whose marks stand just outside them.

    Marks of "so-called" use and the hyphens of prefixes break a clause for the parser, a bracketed acronym stands
    between a noun and its name, and a wire's capital after "U.S." makes a name of a verb. Curly marks become plain, a
    line drawn with one mark three of it.

    >>> simplify(CleanText.of("to re-establish the Court (TSE)’s rule", 0, 38)).text
    "to reestablish the Court's rule"
    """
    marks = sorted({(at, at + 1) for start, end in scare for at in (start - 1, end)})
    if marks:
        text = text.without(marks)
    if "(" in text.text or "[" in text.text:
        text = _edit(text, _ASIDE, lambda m: "")
        text = _edit(text, _INSERTED, lambda m: "")
    if "-" in text.text or "‑" in text.text or "‐" in text.text:
        text = text.without(m.span("mark") for m in _PREFIX.finditer(text.text))
        text = text.replace((*m.span("mark"), " ") for m in _DEMONYM.finditer(text.text))
    if "U." in text.text:
        text = text.replace(
            (*m.span("word"), m["word"].lower()) for m in _WIRE.finditer(text.text) if m["word"] in _WIRE_WORDS
        )
    text = _edit(text, _CURLY, lambda m: _QUOTES[m.group()])
    text = _edit(text, _RULE, lambda m: f" {m.group()[:3]} ")
    return trimmed(text)


def _edit(text: CleanText, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str | None]) -> CleanText:
    """Each match replaced by what ``new`` says; None leaves it."""
    edits = [(m.start(), m.end(), put) for m in pattern.finditer(text.text) if (put := new(m)) is not None]
    return text.replace(edits) if edits else text


def _entity(found: re.Match[str]) -> str | None:
    """The character that an HTML entity stands for."""
    character = html.unescape(found.group())
    return character if len(character) == 1 else None


def _links(text: str) -> list[Edit]:
    """Links reduced to their words; images taken out."""
    edits: list[Edit] = []
    for found in _LINK.finditer(text):
        if found["image"]:
            edits.append((*found.span(), ""))
        else:
            edits.append((found.start(), found.start("words"), ""))
            edits.append((found.end("words"), found.end(), ""))
    return edits


def _emphasis(text: str) -> list[Edit]:
    """Marks of emphasis taken out; a space where two sentences were glued by them."""
    edits: list[Edit] = []
    for found in _EMPHASIS.finditer(text):
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        glued = before.isalnum() and after.isalnum() and before.islower() and after.isupper()
        edits.append((*found.span(), " " if glued else ""))
    return edits
