"""Who talks, where layout says so: labels of a transcript, "X said:" before a quotation, signatures below one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.text.sentences import sentence_starts
from kg.text.tags import TAG, word_set

_LABEL = re.compile(r"(?P<who>[^:\"“”!?]{1,100}?)\s?:(?:\s+|$)")
_BARE = re.compile(r"(?P<who>Q|A)\s+(?=[A-Z(“\"—…])")
_TITLED = re.compile(r"(?P<name>[^,]{3,40})(?P<title>(?:, [A-Z][^,]{2,60}){1,3})")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
_TALKERS = word_set(
    """Q A QUESTION ANSWER MODERATOR INTERPRETER TRANSLATOR PARTICIPANT OPERATOR REPORTER REPORTERS STAFF AIDE HOST
    ANCHOR SPEAKER VOICE CROWD AUDIENCE JOURNALIST MEDIA PRESS OFFICIAL"""
)
_OFFICES = word_set(
    """MR MRS MS MISS DR PROF SIR DAME LORD LADY MADAM SECRETARY PRESIDENT VICE PRIME MINISTER DEPUTY FOREIGN DEFENSE
    DEFENCE FINANCE SENATOR SEN CONGRESSMAN CONGRESSWOMAN REPRESENTATIVE REP GOVERNOR GOV MAYOR AMBASSADOR GENERAL GEN
    ADMIRAL ADM COLONEL COL CAPTAIN CAPT MAJOR MAJ LIEUTENANT LT SPOKESPERSON SPOKESMAN SPOKESWOMAN CHANCELLOR CHAIR
    CHAIRMAN CHAIRWOMAN CHAIRPERSON COMMISSIONER DIRECTOR DIRECTOR-GENERAL SECRETARY-GENERAL KING QUEEN PRINCE PRINCESS
    EMIR SHEIKH SULTAN TAOISEACH PREMIER SPEAKER JUDGE JUSTICE ATTORNEY UNDERSECRETARY UNDER ASSISTANT ACTING FIRST
    LADY SENIOR SPECIAL ENVOY REPRESENTATIVE HIGH NATIONAL ADVISER ADVISOR CHIEF MODERATOR UNIDENTIFIED"""
)
_QUALIFIERS = word_set(
    """VICE PRIME DEPUTY FOREIGN DEFENSE DEFENCE FINANCE GENERAL MAJOR UNDER ASSISTANT ACTING FIRST SENIOR SPECIAL HIGH
    NATIONAL CHIEF JUSTICE"""
)
_MATTERS = word_set("POLICY AFFAIRS SECURITY COOPERATION TRADE TALKS SPENDING DEVELOPMENT ECONOMY INDUSTRY")
_PLURALS = word_set("PROVISIONS PRINCIPLES OBJECTIVES STEPS POINTS ACTIONS ISSUES REFORM INVESTMENTS OUTCOMES AREAS")
_LAST = word_set("OFFICIAL OFFICIALS REPORTER SPEAKER MALE FEMALE PARTICIPANT")
_HEADS = _OFFICES - _QUALIFIERS
_FUNCTION = word_set("THE OF AND ON IN FOR TO WITH AT BY FROM AGAINST A AN ITS OUR OR AS")
_PARTICLES = word_set("de da do dos del della der den di du van von bin ibn al el la le of and the for to")
_NO_NAMES = word_set(
    """Note Notes Background Update Updated Correction Source Sources Photo Video Related Tags Topics Read See Contact
    Contacts Watch Date Where When Who What Why How Topic Subject Title Summary Analysis Opinion Context Conclusion
    Introduction Overview Media Press Image Caption Copyright Location Venue Time Agenda Participants Key Results
    Question Answer"""
)
_NO_STARTS = word_set(
    """In On At By For From With As After Before During Since While When If Although Under He She It They We You I This
    That These Those There Here But And So However According Asked The"""
)
_INTRO = re.compile(
    r"(?:(?:In|On|At|Speaking|During|After|Before|Following|Asked)\b[^,:]{0,120},\s+)?"
    r"(?:(?:Following|After|Before|During|At)\b[^,:]{0,80}?\s"
    r"(?=the (?:[A-Z][\w-]+|of|the|for)(?: (?:[A-Z][\w-]+|of|the|for)){0,6} (?:also )?(?:said|says|stated|added)\b))?"
    r"(?P<who>[^:;\"“”]{2,160}?),?\s+(?:(?:has|have|had|also|later|then|today|further|jointly)\s+)*"
    r"(?:said|says|stated|added|wrote|writes|declared|declares|commented|continued|remarked|noted|replied|responded|"
    r"tweeted|posted|told\s[^:.;]{1,60}|(?:issued|made|released)\s+the\s+following\s+(?:joint\s+)?(?:statement|remarks?))"
    r"(?:\s+(?:in|on|at|after|before|during|to|via|the\s+following|that|today|yesterday|earlier)\b[^:.;]{0,100})?\s*:$"
)
_SIGNATURE = re.compile(r"(?:[–—―~]|--?)\s*(?P<who>[A-Z][^\d,(:;|–—]{1,80}?)\s*(?:$|[,(|–—]\s*.{0,80}$)")


@dataclass(frozen=True, slots=True)
class Label:
    """A possible label: ``words[:who]`` names the speaker, ``words[rest:]`` is what is said."""

    who: int
    rest: int
    name: str
    sure: bool
    capitals: bool
    bare: bool = False  # "Q" without a colon
    alone: bool = False  # a line by itself; the words follow on the next


def find_labels(texts: Sequence[str]) -> tuple[Label | None, ...]:
    """For each paragraph its label, if a speaker's turn begins there.

    A lone phrase in capitals with a colon is a heading; so one that is neither an office nor a word of the genre
    ("QUESTION") counts only if the report has sure labels too, or repeats it.
    """
    candidates = [_candidate(text) for text in texts]
    present = [label for label in candidates if label is not None]
    counts = Counter((label.name, label.bare) for label in present)
    sure = any(label.sure and label.capitals for label in present)
    repeated = {label.name for label in present if counts[label.name, False] > 1 and not label.bare}
    talkers = sum(label.name.upper() in _TALKERS and not label.bare for label in present)
    named = any(" " in name for name in repeated) or len(repeated) > 1
    in_turns = {label.name for label in present if label.alone and label.name in repeated}

    def holds(label: Label) -> bool:
        if label.bare:
            return counts["Q", True] > 1 or (sure and label.name == "Q")
        if label.sure:
            return True
        if label.name.upper() in _TALKERS:
            return talkers > 1 or named or any(other.sure for other in present)
        if label.capitals and label.alone:
            return label.name in repeated and len(in_turns) > 1  # an interview: both talk again and again
        if label.capitals:
            return sure or label.name in repeated
        return named and (label.name in repeated or " " in label.name)

    return tuple(label if label is not None and holds(label) else None for label in candidates)


def _candidate(text: str) -> Label | None:
    asked = _BARE.match(text)  # "Q But I guess the question was: what ..."
    found = asked if asked is not None and asked["who"] == "Q" else _LABEL.match(text) or asked
    if found is None:
        return None
    name = _ASIDE.sub("", found["who"]).strip()
    if (titled := _TITLED.fullmatch(name)) and found.end() < len(text):
        named = titled["name"].split()
        if len(named) > 1 and _is_name(named) and _HEADS.intersection(re.findall(r"[A-Z-]+", titled["title"].upper())):
            return Label(found.end("who"), found.end(), titled["name"], True, False)  # "Ana Paz, Foreign Minister: We"
    words = name.replace(".", "").split()
    if not words or len(words) > 7:
        return None
    if found.re is _BARE:
        return Label(found.end("who"), found.end(), name, False, True, bare=True)
    capitals = name.upper() == name and any(c.isalpha() for c in name)
    if capitals:
        sure = _sure_capitals(words)
        plain = len(words) <= 3 and not _FUNCTION.intersection(words)
        if not sure and (not plain or words[0].endswith("ING")):
            return None
    elif _is_name(words[1:] if words[:2] == ["Press", "Secretary"] else words) and found.end() < len(text):
        office = words[0].upper() in _OFFICES or (
            len(words) > 2 and words[1].upper() in _HEADS
        )  # "Press Secretary Berg"
        sure = office and 1 < len(words) <= 5 and len(text[found.end() :].split()) > 3
        sure = sure or (
            words[0].upper() in _TALKERS and len(words) == 1 and found["who"].endswith(")")
        )  # "Reporter (AP)"
    else:
        return None
    return Label(found.end("who"), found.end(), name, sure, capitals, alone=found.end() >= len(text))


def _sure_capitals(words: Sequence[str]) -> bool:
    """True for "MR PRICE", "THE PRESIDENT", "QUESTION", "SENIOR ADMINISTRATION OFFICIAL", in capitals."""
    first, last = words[1] if words[0] == "THE" and len(words) > 1 else words[0], words[-1]
    if words[0] in _TALKERS and len(words) <= 2:
        return True
    if len(words) > 6 or _FUNCTION.intersection(words[1:]):
        return False
    if last in _LAST:
        return True
    named = len(words) > 1 and last not in _MATTERS and not any(w.endswith(("'S", "’S")) for w in words)
    if first in _QUALIFIERS and not _HEADS.intersection(words):
        # "FOREIGN EXCHANGE MARKETS" heads a paragraph, "FOREIGN MINISTER NOWAK" talks; "GENERAL BERG" is named so
        named = named and len(words) == 2 and first in ("GENERAL", "MAJOR", "JUSTICE") and last not in _PLURALS
    return first in _OFFICES and (words[0] == "THE" or named)


def _is_name(words: Sequence[str]) -> bool:
    """True for words that are written like a name, with or without a title."""
    if words[0] in _NO_NAMES or words[0] in _NO_STARTS or not words[-1][0].isupper() or words[-1] in _NO_NAMES:
        return words[0] in ("Question", "Answer") and len(words) == 1
    return all(word[0].isupper() or word in _PARTICLES for word in words) and len(words) <= 6


def names_someone(words: str) -> bool:
    """True if the words before a colon and a quotation can name whoever is quoted: a noun phrase, no clause."""
    parts = words.split()
    if not parts or len(parts) > 14 or TAG.search(words) or parts[0].strip("*") in _NO_STARTS - {"The"}:
        return False
    last = parts[-1].strip("*_)’'\"")
    return bool(last) and (any(c.isupper() for c in last) or "." in last) and not last.endswith(".")


def introduced(text: str) -> tuple[int, int] | None:
    """The words that name the speaker in a paragraph that ends "... X said:" or is a name and a colon; or None."""
    if not text.endswith(":") or len(text) > 3000:
        return None
    start = sentence_starts(text)[-1]
    found = _INTRO.fullmatch(text, start)
    if found is not None:
        return found.span("who")
    return (start, len(text) - 1) if start == 0 and names_someone(text[:-1].strip()) else None


def signature(text: str) -> tuple[int, int] | None:
    """The name in a line like "– President Biden, February 19, 2021"; or None."""
    found = _SIGNATURE.fullmatch(text.strip())
    if found is None or len(text.split()) > 18 or TAG.search(found["who"]):
        return None
    if text.rstrip().endswith((".", "!", "?", ":")):
        return None
    words = found["who"].split()
    if not all(w[0].isupper() or not w[0].isalpha() or w.lower() in _PARTICLES for w in words):
        return None
    shift = len(text) - len(text.lstrip())
    return found.start("who") + shift, found.end("who") + shift
