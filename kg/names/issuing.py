"""Who speaks as "we" in a report: the body that issued it, or those who issued it jointly.

A joint statement names its issuers in apposition to its first "we" ("We, the foreign ministers of ...") or in its title
("Joint Statement of the G7 Foreign Ministers on ..."); otherwise the publisher speaks, unless it is a news medium.
"""

from __future__ import annotations

import re

from kg.model import Actor, ActorKind, Report
from kg.names.gazetteer import NameKind, government, lookup
from kg.names.grammar import find_titles
from kg.names.holders import full_name
from kg.names.people import bare
from kg.names.titlewords import Words, head_at, title_words
from kg.text.notices import dateline

_WE = re.compile(
    r"(?:^|[\n“\"(])\s*We, (?:the )?"
    r"(?P<who>(?:[A-Z]|(?:(?:foreign|finance|trade|defen[cs]e|interior|prime) )?(?:ministers|leaders)\b)[^.;\n]{5,600})"
)
_JOINT = re.compile(r"\b(?:joint|trilateral|quadrilateral|leaders|ministers|ministerial|quint)\b", re.I)
_TEXT = re.compile(r"\b(?:statement|communiqu[eé]|declaration)\b", re.I)
_ABOUT = re.compile(r"\b(?:on|regarding|following|addressing|about|concerning|calling|welcoming|condemning|to)\b", re.I)
_BY = re.compile(r"^.*\b(?:statement|communiqu[eé]|declaration)\s+(?:of|by|from)\s+(?:the\s+)?", re.I)
_PLURAL_OFFICE = re.compile(r"\b(?:(?:foreign|finance|trade|defen[cs]e|interior) )?(?:ministers|leaders)\b", re.I)
_OFFICIAL = frozenset(
    {"ministry", "department", "government", "embassy", "office", "parliament", "presidency", "commission", "council"}
    | {"chancellery", "cabinet", "secretariat", "treasury", "senate", "congress", "mission", "consulate", "delegation"}
    | {
        "bank",
        "court",
        "assembly",
        "organization",
        "organisation",
        "institute",
        "foundation",
        "university",
        "federation",
    }
    | {"association", "directorate", "committee", "police", "president", "minister", "administration", "authority"}
)
_PRESS = frozenset(
    {"news", "press", "times", "post", "daily", "weekly", "herald", "radio", "television", "tv", "media", "journal"}
    | {"tribune", "gazette", "newspaper", "magazine", "wire", "broadcasting", "courier", "chronicle", "telegraph"}
)


def publisher(name: str) -> Actor | None:
    """The publisher as an actor: a body of the tables or of a government, else a news medium."""
    name = name.strip()
    if not name:
        return None
    entry = lookup(name)
    if entry is not None and entry.actor is not None:
        return entry.actor
    words = Words.of(name)
    found = [words.low(i) for i in range(len(words.tokens))]
    states = [h.name.actor for _, h in sorted(words.starting.items()) if h.has(NameKind.COUNTRY, NameKind.ADJECTIVE)]
    if not _OFFICIAL & set(found) or _PRESS & set(found):
        return Actor(ActorKind.MEDIUM, name)
    if not states or states[0] is None:
        return Actor(ActorKind.ORGANIZATION, name)
    if "government" in (found[0], found[-1]):
        return government(states[0].name)
    return Actor(ActorKind.ORGANIZATION, name, country=states[0].name, part_of=states[0])


_SLASHED = re.compile(r"[A-Z][A-Z’'-]+(?: [A-Z’'-]+){0,2},[^/]{1,25}/([A-Z][\w.-]{1,30})/\.? ")
_AGENCY = re.compile(r"[(\[/]\s*([A-Z][\w&. '-]{1,40}?)\s*[)\]/]")
_NOBODY = frozenset({"agencies", "staff", "wires", "file", "update", "exclusive", "news", "photo", "video"})
_OPENING = 8  # paragraphs among which a dateline is looked for


def dateline_outlet(report: Report) -> Actor | None:
    """The agency in the report's dateline ("OSLO, May 3 (Brno Wire) - ..."), as a news medium; None without one."""
    for paragraph in re.split(r"\n\s*\n|\n", report.text[report.body :].strip(), maxsplit=_OPENING)[:_OPENING]:
        words = re.sub(r"[*_]+", "", " ".join(paragraph.split()))
        agency = _SLASHED.match(words)
        found = dateline(words) if agency is None else None
        if agency is None and (found is None or not found.place):
            continue
        if found is not None:
            agency = _AGENCY.search(words, found.place, found.text)
        name = agency.group(1) if agency is not None else ""
        if not name or name.lower() in _NOBODY:
            return None
        entry = lookup(name)
        if entry is None:
            return Actor(ActorKind.MEDIUM, name)
        return entry.actor if entry.actor is not None and entry.actor.kind is ActorKind.MEDIUM else None
    return None


def outlet(report: Report) -> Actor | None:
    """Whoever published the report: by its header, or else by its dateline."""
    return publisher(report.publisher) or dateline_outlet(report)


def joint_issuer(title: str, text: str) -> Actor | None:
    """Those who issued a joint statement, as a group with its members; None where none is named."""
    match = _WE.search(text)
    if match:
        return _group(_apposition(match.group("who")))
    if not (_JOINT.search(title) and _TEXT.search(title)):
        return None
    told = _TEXT.search(title)
    about = _ABOUT.search(title, told.end()) if told else None
    return _group(title[: about.start()] if about else title)


_AUTHORED = re.compile(
    r"\b(?:statement|remarks|address|speech|letter|message|op-ed|press conference|keynote|lecture|testimony|toast)\b"
    r".{0,20}?\b(?:by|from|of)\b",
    re.I,
)


def sole_author(title: str) -> str:
    """The one person whose words the title says these are ("Statement from President Ana Novak on the Harvest")."""
    told = _AUTHORED.search(title)
    about = _ABOUT.search(title, told.end()) if told else None
    if told is None:
        return ""
    by = title[told.end() : about.start() if about else len(title)]
    persons = list(dict.fromkeys(mention.person for mention in find_titles(by)))
    return persons[0] if len(persons) == 1 and " " in persons[0] else ""


def _apposition(words: str) -> str:
    """The words up to the verb: titles, names and what joins them."""
    parsed = Words.of(words)
    table = title_words()
    for token in parsed.tokens:
        low = token.key.lower()
        known = low in table.modifiers or low in table.plurals or head_at(Words.of(token.text), 0) is not None
        if token.key[0].islower() and not known and low not in _JOINING:
            return words[: token.start]
    return words


_JOINING = frozenset(
    {"of", "the", "and", "for", "from", "as", "well", "representing", "members", "states", "together", "with"}
)


def _group(words: str) -> Actor | None:
    """The group that the words name: persons, or ministers of states, or states."""
    parsed = Words.of(words)
    persons = [mention.person for mention in find_titles(words) if " " in mention.person]
    rows = [hit for _, hit in sorted(parsed.starting.items()) if hit.has(NameKind.COUNTRY, NameKind.BODY)]
    actors = tuple(dict.fromkeys(hit.name.actor for hit in rows if hit.name.actor is not None))
    office = _PLURAL_OFFICE.search(words)
    if office:
        name = re.sub(r"\s+", " ", words[: office.end()])
        name = re.sub(
            r"^.*\b(?:statement|communiqu[eé]|declaration)\s+(?:of|by|from)\s+(?:the\s+)?", "", name, flags=re.I
        )
        bodies = [actor for actor in actors if actor.kind is ActorKind.ORGANIZATION and actor.name in name]
        members = tuple(actor for actor in actors if actor not in bodies)
        return Actor(ActorKind.GROUP, name, part_of=bodies[0] if bodies else None, members=members)
    members = (
        tuple(Actor(ActorKind.PERSON, full_name(bare(name), None)) for name in persons) if len(persons) > 1 else actors
    )
    if len(members) < 2:
        return members[0] if members and members[0].kind is ActorKind.ORGANIZATION else None
    return group_of(members)


def group_of(members: tuple[Actor, ...]) -> Actor:
    """Two or more who act together, under their names."""
    names = [member.name for member in members]
    return Actor(ActorKind.GROUP, ", ".join(names[:-1]) + " and " + names[-1], members=members)
