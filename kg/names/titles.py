"""Title phrases: what in "former Slovak deputy foreign minister for trade" is the title, whose it is, and since when.

A title is a head noun with the words of office before it and prepositional phrases after it (``titles.toml``). The body
is the state or organisation before it, or after "of", "for" and "at". No parse is used: parsers fail on just these
stacks of proper nouns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Actor, ActorKind, Phase
from kg.names.gazetteer import Hit, NameKind, body, countries
from kg.names.namedbodies import body_before, owner_before, place_before
from kg.names.objects import BODIES, LOCAL_POSTS, OWNERS, STATES, joined, phrases_after
from kg.names.parties import party_before
from kg.names.titlewords import Head, Words, head_at, title_words

_MINISTRY = frozenset({"ministry", "department", "office", "agency", "presidency", "embassy", "treasury"})
_PORTFOLIO_POSTS = frozenset({"secretary", "minister", "undersecretary", "representative"})
_CORPORATE = frozenset(
    {"president", "chairman", "chairwoman", "chairperson", "head", "chief", "director", "ceo", "chair"}
)
_GRADES = frozenset(
    {"top", "senior", "leading", "veteran", "longtime", "long-time", "key", "ranking", "junior", "chief"}
    | {"deputy", "assistant", "vice", "special", "permanent", "lead"}
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title phrase: all its tokens, the title's own words, the body, and how it is introduced.

    ``determiner`` is "the", "a", "his" ... or empty; ``prepositions`` is True where the title holds a prepositional
    phrase; ``loose`` where that phrase ends in words that no table knows; ``owner`` is the name of the person, or of
    the body that no table knows, whose post it is ("Novak's adviser", "spokesman for Novak").
    """

    first: int
    last: int
    head: Head
    text: str
    body: Actor | None
    body_at: tuple[int, int] | None
    phase: Phase
    rule: str
    determiner: str = ""
    prepositions: bool = False
    loose: bool = False
    modified: bool = False
    owner: str = ""


def title_around(words: Words, head: Head, loose: bool = False) -> Title:
    """The longest title phrase around a head; ``loose`` lets its last prepositional phrase run to the next mark."""
    start, open_body = _modifiers(words, head)
    if open_body is None and (unknown := body_before(words, head)) is not None:
        open_body, start = unknown[:2], unknown[2]
    start = _posting(words, head, start)
    first, phase, owner = _left(words, start, open_body)
    actor, where, rule = owner
    last, after, open_end = phrases_after(words, head, loose)
    text_first = start
    if first < start and where is not None and where[0] > first and _grade(words, first, where[0]):
        text_first = first
    title_last = last
    whose = ""
    if after is not None and actor is None:
        actor, where, whose = after.actor, (after.first, after.last), after.owner
        rule, title_last = "of", _trim(words, head.last, after.first)
    elif actor is None and (someone := owner_before(words, first)) is not None:
        whose, first, rule = someone[0], someone[1], "possessive"
    if actor is None and (party := party_before(words, start, head)) is not None:
        actor, where, rule = party.actor, (party.first, party.last), "organisation"
        first, text_first = min(first, party.first), max(text_first, party.last)
    ministry = _ministry(words, start, head.first, actor) if rule != "of" else None
    if ministry is not None:
        actor, cut = ministry
        where, text_first = (start if where is None else where[0], cut), cut
    while text_first < head.first and not head.weak and words.low(text_first) in title_words().ideologies:
        text_first += 1
    text = words.cut(text_first, max(title_last, head.last))
    text = re.sub(r"-(?:elect|designate|nominee)$", "", text)
    determiner = words.low(first - 1) if words.low(first - 1) in _DETERMINERS else ""
    phase = head.phase if phase is Phase.CURRENT else phase
    prepositions = last > head.last or " of " in head.noun
    if (told := _said_after(words, last)) is not None and phase is Phase.CURRENT:
        last, phase = told
    own = start < head.first
    return Title(first, last, head, text, actor, where, phase, rule, determiner, prepositions, open_end, own, whose)


def _said_after(words: Words, at: int) -> tuple[int, Phase] | None:
    """The phase that follows a title as a word of its own: "prime minister designate"."""
    phase = title_words().phases.get(words.low(at))
    if phase is not Phase.DESIGNATE or words.low(at) == "incoming":
        return None
    return at + 1, phase


_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "my"})


def _grade(words: Words, first: int, last: int) -> bool:
    return all(words.low(i) in _GRADES or words.low(i).endswith("-ranking") for i in range(first, last))


def _trim(words: Words, head_last: int, at: int) -> int:
    """The title's end before the preposition of the body that begins at ``at``."""
    ideologies = title_words().ideologies
    while at > head_last and (words.low(at - 1) in _BEFORE_BODY or words.low(at - 1) in ideologies):
        at -= 1
    return at


_BEFORE_BODY = frozenset({"of", "for", "at", "to", "the", "in", "with", "opposition", "ruling", "main", "governing"})


_SENT = frozenset({"ambassador", "envoy"})
_HOSTS = frozenset({"United Nations", "NATO"})  # to which ambassadors are sent, and which send none


def _posting(words: Words, head: Head, start: int) -> int:
    """Where the title begins if it says where an envoy is sent: "Kenya's | deputy UN ambassador"."""
    hit = words.ending.get(start)
    if head.noun.split()[-1] not in _SENT or hit is None or not hit.has(NameKind.COUNTRY, NameKind.BODY):
        return start
    at = hit.first
    while words.low(at - 1) in title_words().modifiers and at - 1 not in words.inside and joined(words, at - 1, at):
        at -= 1
    left = _owner(words, at) if at > 0 else None
    hosted = head.noun == "ambassador" and hit.name.actor is not None and hit.name.actor.name in _HOSTS
    return at if left is not None or hosted else start


_Open = tuple[Actor, int] | None  # a body that no table knows, and its first token


def _modifiers(words: Words, head: Head) -> tuple[int, _Open]:
    """Where the title's own words begin, and a body made of unknown capitalised words before them."""
    table = title_words()
    at = head.first
    while at > 0:
        word = words.low(at - 1)
        known = word in table.modifiers or word.endswith("-ranking")
        free = at - 1 not in words.inside or _portfolio(words, head, at)
        graded = word != "under" or words.low(at).startswith("secretar")  # "Under President Novak" tells when
        if known and graded and free and joined(words, at - 1, at):
            at -= 1
        elif (
            word in ("and", "&", ",")
            and at < head.first
            and words.low(at - 2) in table.modifiers - BODIES
            and at - 2 not in words.inside
            and (word != "," or (words.capital(at) and words.capital(at - 2)))
        ):
            at -= 2
        else:
            break
    return _open(words, head, at)


_HOLDERS = frozenset({"minister", "secretary", "ministry"})


def _portfolio(words: Words, head: Head, at: int) -> bool:
    """True for a field of office that bears a body's name: "Labour Minister Ana Novak" is no minister of a party."""
    hit = words.ending.get(at)
    alone = hit is not None and hit.last - hit.first == 1 and not hit.has(*STATES)
    return alone and at == head.first and head.noun.split()[-1] in _HOLDERS


def _open(words: Words, head: Head, at: int) -> tuple[int, _Open]:
    """Capitalised words of no table between a body and the title ("EU Enlargement Commissioner")."""
    back = at
    while back > 0 and at - back < 4 and back not in words.ending and _plain_capital(words, back - 1):
        back -= 1
    hit = words.ending.get(back)
    if back == at or hit is None or not hit.has(*OWNERS):
        return at, None
    if head.noun in _CORPORATE and hit.has(*STATES):
        return at, (body(words.cut(hit.first, at)), hit.first)
    return (back, None) if words.capital(head.first) or head.weak else (at, None)


def _plain_capital(words: Words, at: int) -> bool:
    token = words.tokens[at]
    return (
        token.capital
        and token.key[0].isalpha()
        and at not in words.inside
        and words.low(at) not in title_words().no_names
    )


def _left(
    words: Words, start: int, open_body: _Open
) -> tuple[int, Phase, tuple[Actor | None, tuple[int, int] | None, str]]:
    """How far the phrase reaches to the left, with the phase and the body found on the way."""
    table = title_words()
    first, phase = start, Phase.CURRENT
    owner: tuple[Actor | None, tuple[int, int] | None, str] = (None, None, "bare")
    if open_body is not None:
        first = open_body[1]
        owner = (open_body[0], (first, start), "organisation")
    while first > 0:
        word = words.low(first - 1)
        hit = words.ending.get(first)
        if word in table.phases and not (word == "then" and words.capital(first - 1)):
            phase, first = table.phases[word], first - 1
        elif word == "-" and words.low(first - 2) in table.phases:
            phase, first = table.phases[words.low(first - 2)], first - 2
        elif word in table.current:
            first -= 1
        elif owner[0] is None and (found := _owner(words, first)) is not None:
            first, owner = found
        elif owner[0] is not None and hit is not None and hit.has(*STATES) and hit.name.actor is not None:
            if owner[2] != "organisation" or owner[0].kind is ActorKind.STATE:
                break
            first = hit.first
        elif owner[0] is not None and _grade(words, first - 1, first):
            first -= 1
        else:
            break
    return first, phase, owner


def _owner(words: Words, end: int) -> tuple[int, tuple[Actor | None, tuple[int, int] | None, str]] | None:
    """The body whose name ends right before token ``end``: "Japanese", "State Department", "Venezuela's"."""
    rule = ""
    at = end
    if words.low(at - 1) in ("'s", "'") and at > 1:
        at, rule = at - 1, "possessive"
    hit = words.ending.get(at)
    if hit is None and rule:
        if (place := place_before(words, end)) is not None:
            return place[1], (place[0], (place[1], at), rule)
        return _owner_title(words, at)
    if hit is None:
        return None
    if (other := _of_another(words, hit, at)) is not None:
        return other[1], (other[0], (other[1], at), rule or "organisation")
    if hit.has(*OWNERS) and hit.name.actor is not None:
        if rule == "" and hit.has(*STATES):
            rule = "demonym" if not hit.has(NameKind.COUNTRY) else "country"
        if rule == "possessive" and words.low(hit.first - 1) == "of" and words.low(hit.first - 2) in _STATEHOODS:
            return hit.first - 2, (hit.name.actor, (hit.first, hit.last), rule)  # "the Government of Chad's minister"
        return hit.first, (hit.name.actor, (hit.first, hit.last), rule or "organisation")
    if hit.has(NameKind.CAPITAL, NameKind.PLACE) and head_is_local(words, end):
        local = body(words.cut(hit.first, hit.last))
        return hit.first, (local, (hit.first, hit.last), rule or "place")
    if rule and hit.has(NameKind.CAPITAL) and hit.name.actor is not None:
        return hit.first, (hit.name.actor, (hit.first, hit.last), rule)
    return None


_STATEHOODS = frozenset({"government", "republic", "kingdom", "state", "emirate", "commonwealth"})
_COMMON = frozenset({"council", "committee", "commission", "court", "assembly", "parliament", "senate", "police"})


def _of_another(words: Words, hit: Hit, end: int) -> tuple[Actor, int] | None:
    """A body of a common name in another state than the tables have it: "Kenya's National Security Council"."""
    actor = hit.name.actor
    if not hit.has(NameKind.BODY) or actor is None or not actor.country or words.low(hit.last - 1) not in _COMMON:
        return None
    first = hit.first
    while first > 0 and hit.first - first < 3 and _plain_capital(words, first - 1):
        first -= 1
    owned = words.low(first - 1) in ("'s", "'")
    left = words.ending.get(first - owned)
    if left is None or not left.has(*STATES) or left.name.actor is None or left.name.actor.name == actor.country:
        return None
    adjective = countries()[left.name.actor.name].adjective
    return body(f"{adjective} {words.cut(first, end)}", left.name.actor.name), left.first


def head_is_local(words: Words, at: int) -> bool:
    """True if the title after token ``at`` is one that a city or province has."""
    local = LOCAL_POSTS | {"crown"}
    return any(words.low(i) in local for i in range(at, at + 3))


def _owner_title(words: Words, at: int) -> tuple[int, tuple[Actor | None, tuple[int, int] | None, str]] | None:
    """The body of a title in the possessive: "UN Secretary-General's personal envoy"."""
    head = head_at(words, at - 1) if at > 0 else None
    if head is None or head.last != at:
        return None
    inner = title_around(words, head)
    return (inner.first, (inner.body, inner.body_at, "possessive")) if inner.body is not None else None


def _ministry(words: Words, start: int, head: int, owner: Actor | None) -> tuple[Actor, int] | None:
    """A ministry among the title's words is its body: "Chinese Foreign Ministry | spokesperson"."""
    for at in range(head - 1, start - 1, -1):
        treasury = words.low(at) == "treasury"
        if treasury and (words.low(head).partition("-")[0] in _PORTFOLIO_POSTS or not words.capital(at)):
            continue
        if words.low(at) in _MINISTRY and (at > start or owner is not None or treasury):
            name = words.cut(start, at + 1)
            if owner is not None and owner.kind is ActorKind.STATE:
                return body(f"{countries()[owner.name].adjective} {name}", owner.name), at + 1
            if owner is None and words.capital(start):
                return body(name), at + 1
    return None
