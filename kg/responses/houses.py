"""Who may answer for whom where no state is named: a minister for "the government", a member for "all members".

Reports name the asked party by one part of its government and whoever answers by another ("urged the government to ...
The transport minister said ..."): metonymy of an institution for those who act for it (Lakoff and Johnson 1980, ch. 8).
Where no word says that the two belong to different states, they are read as one; only close by, for what stands between
them may have brought another house into the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.actors.sides import one_side, posts_of, side
from kg.model import Actor, ActorKind
from kg.reading import Reading

_LABEL = re.compile(
    r"(?:^|\b)(?:government|cabinet|authorities|administration|ministry|ministers?|prime minister|premier|chancellor"
    r"|president|leadership|white house|kremlin|downing street|palace)$"
)
_TRADES = re.compile(
    r"\b(?:banks|companies|firms|lenders|airlines|carmakers|automakers|drugmakers|insurers|retailers|operators"
    r"|manufacturers|refiners|producers|utilities|unions|brokers|supermarkets|carriers|publishers|broadcasters)$"
)
_VOICE = re.compile(r"\b(?:spokes\w+|officials?|diplomats?|ministry|minister)\b")
_WHOLE = re.compile(r"(?:^|\b)(?:government|cabinet|authorities|administration|leadership|ministers|regime|state)$")
_OFFICES = ("president", "minister", "premier", "chancellor", "secretary of state", "spokes")
_MEMBERS = re.compile(
    r"\b(?:member states|members|member countries|member nations|countries|nations|governments|states|allies"
    r"|capitals)$"
)
_HOUSES = {"White House": "president", "Kremlin": "president"}
_STATES = (ActorKind.STATE, ActorKind.GOVERNMENT)
_OWN = frozenset({"its", "his", "her", "their", "a", "an"})
_SMALL = frozenset({"the", "a", "an", "of", "and", "for", "in", "on", "two", "both", "all", "other", "some", "many"})


def answers_for(reading: Reading, who: Iterable[Actor], asked: Iterable[Actor]) -> bool:
    """True if one of ``who`` may give the answer of one of ``asked``, by name, office or membership."""
    left, right = tuple(who), tuple(asked)
    if not left or not right:
        return False
    if one_side(reading, left, right):
        return True
    return any(_for(reading, a, b) for a in left for b in right)


def _for(reading: Reading, who: Actor, asked: Actor) -> bool:
    label = asked.name.lower()
    if asked.kind in (ActorKind.GROUP, ActorKind.UNIDENTIFIED, ActorKind.ORGANIZATION):
        if _WHOLE.search(label) and _stateless(reading, asked):
            return governs(reading, who)
        if label.removeprefix("the ") in _HOUSES.values():
            return any(who.name.removeprefix("the ") == house for house in _HOUSES)
        if _MEMBERS.search(label):
            return who.kind in _STATES or (governs(reading, who) and not _stateless(reading, who))
        return _one_word(who, label)
    if asked.kind in _STATES:
        return _stateless(reading, who) and governs(reading, who)
    return False


def _stateless(reading: Reading, actor: Actor) -> bool:
    """True if no state is known for an actor."""
    return actor.kind not in _STATES and not actor.country and side(reading, actor).lower() in _names(actor)


def _names(actor: Actor) -> tuple[str, ...]:
    low = actor.name.lower()
    return (low, *(low.removeprefix(f"{word} ") for word in ("the", "a", "an")))


def governs(reading: Reading, actor: Actor) -> bool:
    """True of a state, of an office or a body of a government, and of a person in such an office."""
    if actor.kind in _STATES:
        return True
    if actor.kind is ActorKind.PERSON:
        posts = (p for p in reading.once(posts_of).rows if p.person == actor)
        return any(any(word in p.title.lower() for word in _OFFICES) for p in posts)
    label = actor.name.lower()
    return bool(_LABEL.search(label)) and label.split(" ")[0] not in _OWN


def of_trade(reading: Reading, who: Iterable[Actor], asked: Iterable[Actor]) -> bool:
    """True if a firm or its head may be one of "the banks", "the airlines" that were asked."""
    trades = any(a.kind in (ActorKind.GROUP, ActorKind.UNIDENTIFIED) and _TRADES.search(a.name.lower()) for a in asked)
    return trades and any(_of_firm(reading, a) for a in who)


def _of_firm(reading: Reading, actor: Actor) -> bool:
    if actor.kind is ActorKind.PERSON:
        body = reading.once(posts_of).body_of(actor)
        return body is not None and _of_firm(reading, body)
    return actor.kind is ActorKind.ORGANIZATION and not actor.country


def speaks_as(reading: Reading, speakers: Iterable[Actor], who: Iterable[Actor]) -> bool:
    """True if a speaker of no known state can speak for a state: "Russia would not help, a spokesman said"."""
    states = [a for a in who if a.kind in _STATES]
    return bool(states) and any(
        _stateless(reading, a) and (governs(reading, a) or bool(_VOICE.search(a.name.lower()))) for a in speakers
    )


def _one_word(who: Actor, label: str) -> bool:
    """True of "a rebel spokesman" for "the rebels": one name holds the noun of the other."""
    if who.kind not in (ActorKind.GROUP, ActorKind.UNIDENTIFIED):
        return False
    own = {w.removesuffix("s") for w in re.findall(r"[a-z]+", who.name.lower())} - _SMALL
    head = label.split(" ")[-1].removesuffix("s")
    return head in own and len(head) > 3


__all__ = ["answers_for", "governs", "of_trade", "speaks_as"]
