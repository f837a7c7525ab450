"""The state that the words around a bare title give: of the place of a meeting, of the report, of the other side.

* "In Chile, she met with Foreign Minister Novak": who is met in a state holds a post of that state.
* "LIMA, May 3 - ... Finance Minister Novak said": the state that the report is written from.
* A government's text about its talks with one other state: who has a post that the government's own state lacks.

Another state that is named between, or right before, leaves the title without a body.
"""

from __future__ import annotations

import re
from collections import Counter

from kg.document import Document
from kg.model import Actor, ActorKind, Phase
from kg.names.gazetteer import Hit, NameKind, state
from kg.names.holders import in_post
from kg.names.home import dateline_state, state_of_city
from kg.names.issuing import publisher
from kg.names.people import fold
from kg.names.titlemention import TitleMention
from kg.names.titlewords import Words, possible
from kg.text.cleaned import CleanText

_KINDS = (NameKind.COUNTRY, NameKind.ADJECTIVE, NameKind.CAPITAL)
_OF_STATES = frozenset(
    {"minister", "premier", "president", "chancellor", "government", "military", "army", "police", "navy", "parliament"}
    | {"parliamentary", "opposition", "central", "presidential", "interior", "foreign", "defence", "defense", "finance"}
    | {"ministry", "taoiseach", "prosecutor", "attorney", "king", "queen", "intelligence", "cabinet", "prince", "emir"}
    | {"amir", "sultan", "security", "ministers", "deputy", "secretary", "envoy", "speaker", "ambassador", "justice"}
)
_HOMELY = _OF_STATES - {"secretary", "envoy", "speaker", "ambassador", "deputy", "security"}
_RULES = frozenset({"bare", "joined", "inverted", "apposition"})
_NEAR = 250  # characters before a title in which the last state that is named must be the report's own
_MEETING = re.compile(
    r"\b(?:met|meets?|meeting|talks?|discussions?|consult(?:ed|ations?)|conferred|engaged|spoke|hosted|received|welcomed"
    r"|greeted|hold|held|see|saw)\b"
)
_INTO = re.compile(
    r"\b(?:in|to|visit(?:s|ed|ing)?|into|leaves?|reached|toured)\s+(?:the\s+)?(?:\w+\s+){0,2}"
    r"(?:Kingdom of\s+|Republic of\s+)?$",
    re.I,
)
_IN_STATE = re.compile(r"^\W*(?:\w+,?\s+)?(?:meanwhile,?\s+)?in\s+(?:the\s+)?(?:[A-Z][\w’'-]+\s+){0,4}", re.I)


def near_state(document: Document, mention: TitleMention, clean: CleanText) -> Actor | None:
    """The state of a post whose title, body and holder are known to nobody, if the words around leave one."""
    words = frozenset(mention.title.lower().split())
    if mention.owner or mention.rule not in _RULES or not words & _OF_STATES:
        return None
    told = met_in(clean.text, mention) or (_home(document, mention, clean) if words & _HOMELY else None)
    if told is None:
        told = _other_side(document, mention, clean)
    return told if told is not None and not _taken(mention, told, document) else None


def met_in(text: str, mention: TitleMention, *, met: bool = False) -> Actor | None:
    """The state in which the holder of a post is met ("In Oslo, she met with ..."), or of "In Norway, President X".

    ``met`` leaves out the second, for posts that travel.
    """
    start = _sentence(text, mention.start)
    before = text[start : mention.start]
    hits = _hits(before)
    if not hits:
        return None
    place = next((row for row in reversed(hits) if _INTO.search(before[: row[0]])), None)
    if place is None:
        return None
    at, end, actor, hit = place
    others = {other for first, _, other, _ in hits if first > at}
    if actor is None or others - {actor} or not possible(mention.title, actor.name):
        return None
    between = before[end:]
    if _MEETING.search(between) or met:
        return actor if _MEETING.search(between) else None
    initial = _IN_STATE.fullmatch(before[:at]) is not None or before[:at].strip().lower() in ("in", "in the")
    return actor if initial and hit.has(NameKind.COUNTRY) and between.strip() in (",", "") else None


def _hits(text: str) -> list[tuple[int, int, Actor | None, Hit]]:
    """The states and cities named in a text with their places; no actor for a city that tells no state."""
    words = Words.of(text)
    out: list[tuple[int, int, Actor | None, Hit]] = []
    for _, hit in sorted(words.starting.items()):
        actor = hit.name.actor
        if hit.has(NameKind.CAPITAL, NameKind.PLACE) and not hit.has(NameKind.COUNTRY, NameKind.ADJECTIVE):
            actor = state_of_city(words.cut(hit.first, hit.last))
        elif not hit.has(*_KINDS):
            continue
        if actor is not None and actor.kind is not ActorKind.STATE:
            continue
        out.append((words.tokens[hit.first].start, words.tokens[hit.last - 1].end, actor, hit))
    return out


def _sentence(text: str, end: int) -> int:
    return max(text.rfind(mark, 0, end) for mark in (". ", "? ", "! ", "\n", "; ")) + 1


def states(text: str) -> list[Actor]:
    """The states named in a text, in its order."""
    return [actor for _, _, actor, hit in _hits(text) if actor is not None and hit.has(*_KINDS)]


def _home(document: Document, mention: TitleMention, clean: CleanText) -> Actor | None:
    home = document.once(home_state)
    if home is None or not possible(mention.title, home.name):
        return None
    if mention.rule == "apposition" and {"president", "of"} <= set(mention.title.lower().split()):
        return None
    named = set(states(clean.text[_sentence(clean.text, mention.start) : mention.start]))
    last = states(clean.text[max(0, mention.start - _NEAR) : mention.start])[-1:]
    return home if (named | set(last)) <= {home} else None


def home_state(document: Document) -> Actor | None:
    """The state of the dateline, or the one that the report's title and most of its text are about."""
    report = document.report
    told = dateline_state(report)
    if told is not None:
        return told
    named = states(report.text[report.body :])
    titled = states(report.title)
    counts = Counter(named)
    if not titled or not counts or publisher(report.publisher) is None:
        return None
    first, often = counts.most_common(1)[0]
    return first if first in titled and often * 3 >= len(named) * 2 and often > 2 else None


def sides(document: Document) -> tuple[Actor, Actor] | None:
    """The state whose government issued the report, and the one other state that its title, or else its text, is on."""
    issuer = publisher(document.report.publisher)
    if issuer is None or issuer.kind is ActorKind.MEDIUM:
        return None
    own = issuer if issuer.kind is ActorKind.STATE else state(issuer.country) if issuer.country else issuer.part_of
    if own is None or own.kind is not ActorKind.STATE:
        return None
    titled = [one for one in dict.fromkeys(states(document.report.title)) if one != own]
    if len(titled) == 1:
        return own, titled[0]
    counts = Counter(one for one in states(document.report.text[document.report.body :]) if one != own)
    if titled or not counts:
        return None
    first, often = counts.most_common(1)[0]
    return (own, first) if often > 2 and often * 5 >= sum(counts.values()) * 4 else None


def _other_side(document: Document, mention: TitleMention, clean: CleanText) -> Actor | None:
    both = document.once(sides)
    if both is None or possible(mention.title, both[0].name) or not possible(mention.title, both[1].name):
        return None
    named = set(states(clean.text[_sentence(clean.text, mention.start) : mention.start]))
    return both[1] if named <= set(both) else None


def the_country(document: Document, text: str, at: int) -> Actor | None:
    """The state that "the country" means at an offset: the one named in its sentence, or the one before, or at home.

    A state's own name counts before an adjective: "Fiji ... a ban of Australian unions ... the country's leader".
    """
    start = _sentence(text, at)
    for part in (text[start:at], text[_sentence(text, max(start - 2, 0)) : start]):
        rows = [(actor, hit) for _, _, actor, hit in _hits(part) if actor is not None and hit.has(*_KINDS)]
        named = {actor for actor, hit in rows if hit.has(NameKind.COUNTRY)} or {actor for actor, _ in rows}
        if named:
            return named.pop() if len(named) == 1 else None
    return document.once(home_state)


def _taken(mention: TitleMention, owner: Actor, document: Document) -> bool:
    """True if the table of office holders has somebody else in that office on that day."""
    if mention.phase is not Phase.CURRENT:
        return False
    holder = in_post(mention.title, owner.name, document.report.date)
    one, other = (frozenset(fold(name).split()) for name in (holder, mention.person))
    same = one <= other or other <= one or fold(holder).split()[-1:] == fold(mention.person).split()[-1:]
    return bool(holder) and not same
