"""Paragraphs that are no text of the report: who issued it, bylines, captions, share links, times; and datelines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.text.tags import word_set

_ISSUED = re.compile(
    r"(?:the\s+)?(?:following|below)\b.{0,160}?\b(?:attributable\s+to|attributed\s+to|"
    r"(?:issued|released|adopted|made|delivered|given|agreed)(?:\s+\w+)?\s+by|"
    r"(?:statement|communiqué|communique|declaration|readout|remarks|letter)\s+(?:by|of|from))\s+(?P<who>.{2,600}?)"
    r"(?=\s+(?:on\s+(?:the\s+(?:occasion|margins|conclusion)|(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December|\d))|following\s|after\s|during\s|at\s+the\s)|\s*[.:]?$)",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"(?:(?:begin|end|start)(?:s)?(?:\s+of)?(?:\s+(?:text|transcript|statement|quote))?|[-–—\s#*]*(?:ends?|30)[-–—\s#*]*|"
    r"(?:for\s+)?immediate\s+release|unofficial\s+transcript|as\s+delivered|as\s+prepared(?:\s+for\s+delivery)?|"
    r"check\s+against\s+delivery|via\s+(?:teleconference|video|telephone)|advertisement|"
    r"\(?(?:as\s+prepared|as\s+delivered)[^)]*\)?)[.:]?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"[(\[]?(?:\d{1,2}(?:[:.]\d{2})?\s*[APap]\.?[Mm]\.?(?:\s+\(?[A-Z]{2,5}\)?)?(?:\s*[-–—].{0,30})?|\d{1,2}:\d{2}(?:\s+[A-Z]{3,4})?)[)\]]?"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = re.compile(
    rf"[(\[]?(?:(?:published|updated|posted|date|last\s+updated)\b\s*(?:on|:|at)?\s*)?"
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}}\.?,?\s+)?(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})"
    rf"(?:[,\s|–—-]+\d{{1,2}}[:.]\d{{2}}.{{0,16}})?[)\]]?",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:By|BY|Written by|Reported by|Story by)\s+(?:[A-Z][\w.’'-]*|and|AND|&|in|for|with|de|van|von|al|el|,|\|)"
    r"(?:[\s,]+(?:[A-Z][\w.’'-]*|and|AND|&|in|for|with|de|van|von|al|el|\|))*"
)
_CREDIT = re.compile(
    r"\((?:(?:Additional\s+)?[Rr]eporting|[Ww]riting|[Ee]diting|Written|With\s+inputs?)\b.*\)?|"
    r"(?:Additional\s+)?[Rr]eporting\s+by\s+[A-Z].*|(?:©|\(c\)|Copyright\b).*|.*\b[Aa]ll\s+rights\s+reserved\b.*|"
    r"(?:Photo(?:graph)?|Image|Picture|Video|Watch|Listen|File\s+photo|FILE(?:\s+PHOTO)?|AP\s+Photo|Credit|Caption|Source|Sources|"
    r"Contacts?|(?:Media|Press)\s+(?:contacts?|inquir\w+|enquir\w+)|Tags?|Topics?|Keywords?|Related(?:\s+\w+)?|Read(?:\s+more)?|"
    r"See\s+also|Also\s+read|More\s+on(?:\s+\w+)?|Further\s+reading|Follow)\s*(?:[:|–—/].*|$)|"
    r".{0,300}[(\[/|]\s*(?:[^()\[\]/]{1,40}/)?(?:Reuters|REUTERS|AP|AFP|EPA|DPA|Getty(?:\s+Images)?|Shutterstock|Xinhua|Kyodo|Pool)(?:/[^()\s]*)?\s*[)\]]?$|"
    r".{0,300}\b(?:Getty\s+Images|AP\s+Photo|File\s+[Pp]hoto|Photo\s+by|Handout\s+via)\b.{0,80}"
)
_SHARE = re.compile(
    r"(?:(?:share|tweet|print|email|e-mail|facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|copy\s+link|save|"
    r"comments?|subscribe|menu|search|home|skip\s+to\s+(?:main\s+)?content|sign\s+(?:up|in)|log\s+in|listen|"
    r"share\s+(?:this|on|via)\b.{0,40}|follow\s+(?:us|@\w+)\b.{0,60}|click\s+here\b.{0,80}|read\s+(?:more|the\s+full|next)\b.{0,120}|"
    r"sign\s+up\s+(?:for|to)\b.{0,100}|subscribe\s+(?:to|for|now)\b.{0,100}|download\s+(?:the|our)\b.{0,80}|"
    r"(?:this\s+)?(?:story|article)\s+continues\s+below.{0,40}|\d+\s+(?:min(?:ute)?s?\s+read|shares?|comments?))[\s|/·•,.]*)+",
    re.IGNORECASE,
)

_BAR = re.compile(
    r"[\s–—-]*(?:\b(?:send|share|print|email|e-mail|facebook|twitter|google|whatsapp|tumblr|linkedin|stumble(?:upon)?|digg|reddit|"
    r"newsvine|pinterest|telegram|messenger|flipboard|pocket|delicious|xing|vk)\b[\s+|/·•,]*){4,}(?:permalink\b\s*)?",
    re.IGNORECASE,
)
_WIRE_END = re.compile(r"(?<=[.!?\"”’'])\s*\b(?:more|reuter|REUTER|Reuter)\s*$")

_PLACE = r"[A-Z][A-Z’'.-]+(?:[ /-][A-Z][A-Z’'.-]*){0,3}"
_MIXED = r"[A-Z][\w’'.-]+(?:[ /][A-Z][\w’'.-]+){0,2}"
_REGION = r"(?:,\s*(?:[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,2}))?"
_DATED = rf"(?:[,.]?\s*(?:{_MONTH}\s*\d{{1,2}}|\d{{1,2}}\s*{_MONTH})(?:,?\s*\d{{4}})?)"
_AGENCY = r"(?:\s*[(\[][A-Z][\w&./ -]{1,40}[)\]])"
_KNOWN_AGENCY = (
    r"(?:\s*[(\[](?:[A-Z]{2,8}|Reuters|Xinhua|Kyodo|Bloomberg|[\w. ]{0,30}(?:News|Agency|Press|Times))[)\]])"
)
_DASH = r"\s*(?:[—–]|--?(?=\s)|:)\s*(?=[“\"‘'(]?[A-Z0-9“\"])"
_DATELINE = re.compile(
    rf"(?:(?P<capitals>{_PLACE}){_REGION}{_DATED}?{_AGENCY}?{_DATED}?|(?P<mixed>{_MIXED}){_REGION}(?:{_DATED}{_AGENCY}?|{_KNOWN_AGENCY}{_DATED}?))"
    rf"{_DASH}"
)
_BARE_AGENCY = re.compile(
    rf"(?P<capitals>{_PLACE}){_REGION}\s*\((?P<agency>[A-Z]{{2,8}}|Reuters|Xinhua|Bloomberg|Kyodo|Agencies)\)\s+(?=[“\"]?[A-Z])"
)
_SLUG = word_set(
    """EXCLUSIVE BREAKING UPDATE UPDATED OPINION ANALYSIS WATCH LIVE FACTBOX EXPLAINER NOTE STATEMENT REMARKS READOUT
    CORRECTED CORRECTION SUMMARY TRANSCRIPT NEWS COMMENTARY EDITORIAL URGENT"""
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """``words[:place]`` names the place, ``words[text:]`` is the report's first sentence.

    ``place`` is 0 for a mere label ("BREAKING:"); ``weak`` says that capitals and a colon are all there is.
    """

    place: int
    text: int
    weak: bool = False


def dateline(words: str) -> Dateline | None:
    """The dateline at the beginning of a paragraph ("GENEVA, May 3 (Reuters) - ..."), or None.

    A place in capitals is enough; one in small letters needs a date or an agency with it.
    """
    found = _DATELINE.match(words)
    if found is None and (found := _BARE_AGENCY.match(words)) is not None:
        initials = "".join(part[0] for part in found["capitals"].split())
        if len(found["capitals"]) < 5 or found["agency"] in (initials, found["capitals"]):
            return None  # a body and its acronym
    if found is None or len(words) - found.end() < 10:
        return None
    name = "capitals" if found["capitals"] else "mixed"
    place = found[name]
    if place.split()[0] in _SLUG:
        return Dateline(0, found.end())
    weak = found.group().rstrip().endswith(":") and found.end(name) == len(found.group().rstrip(" :"))
    if weak and (len(place.split()) > 2 or place.split()[0].endswith("ING")):
        return None
    return Dateline(found.end(name), found.end(), weak)


def share_bar(words: str) -> tuple[int, int] | None:
    """Where a row of names for sharing stands within a paragraph ("... on Friday. Send Facebook Twitter Digg")."""
    found = _BAR.search(words)
    return found.span() if found is not None else None


def without_wire_end(words: str) -> int:
    """How much of a paragraph is text, without the word by which an old wire goes on or ends ("... venture. more")."""
    found = _WIRE_END.search(words)
    return found.start() if found is not None else len(words)


def issuer(words: str) -> tuple[int, int] | None:
    """Where a notice names whoever issued the report ("... attributable to Spokesperson X:"), or None."""
    found = _ISSUED.match(words)
    if found is None or len(words) > 900 or found.end() < len(words.rstrip(" .:")) - 120:
        return None
    return found.span("who")


def is_notice(words: str, *, early: bool) -> bool:
    """True for a paragraph that is no text of the report; ``early`` if it stands where bylines do."""
    words = words.strip()
    if not any(c.isalpha() for c in words):
        return True
    if len(words) > 400:
        return False
    if any(form.fullmatch(words) for form in (_FRAME, _TIME, _DAY)):
        return True
    if early and len(words.split()) <= 14 and _BYLINE.fullmatch(words):
        return True
    return _CREDIT.fullmatch(words) is not None or _SHARE.fullmatch(words) is not None
