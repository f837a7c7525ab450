"""Whose post it is where the title does not say: "Foreign Minister Ana Novak" without a state.

The body of a bare title comes, in this order, from the phrase itself, a title that only one state has, the post it is
coordinated with, another mention of the same person, the table of office holders, the publisher, whom the person
serves, and the state that the report is written from, where no other state is near. Guesses from what the text is
about were wrong in four of six cases, so that there the body stays open.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.actors.nearby import met_in, near_state, the_country
from kg.document import Document
from kg.model import Actor, ActorKind, Phase
from kg.names.gazetteer import body as organization
from kg.names.gazetteer import home_media, state
from kg.names.holders import country_of, left_office, office, state_led_by
from kg.names.issuing import publisher
from kg.names.namedbodies import THE_COUNTRY
from kg.names.people import People, bare
from kg.names.titlemention import TitleMention
from kg.names.titlewords import Words, possible
from kg.text.cleaned import CleanText

Found = tuple[TitleMention, CleanText | None, bool]  # a title, its block, and whether it counts as evidence

_MINISTERS = frozenset({"minister", "premier", "president", "chancellor", "taoiseach"})
_OWN_POSTS = frozenset({"secretary", "envoy", "speaker", "senator", "sen.", "rep.", "congressman", "congresswoman"})
_PUBLISHED = ("secretary", "spokesperson", "spokesman", "spokeswoman")


def bodies(document: Document, found: list[Found], people: People) -> list[Found]:
    """The mentions with the bodies that other mentions, the table of holders or the publisher give them."""
    out: list[Found] = []
    when = document.report.date
    for mention, clean, fact in found:
        body = _same_place(mention, [m for m, _, _ in out]) or mention.body
        if body == THE_COUNTRY:
            body = the_country(document, clean.text, mention.start) if clean is not None else None
        if mention.rule in ("coordination", "default"):
            body = country_of(mention.person, mention.title, when, mention.phase) or body
        if body is None:
            body = _elsewhere(mention, [m for m, _, _ in found])
        if body is None:
            body = country_of(mention.person, mention.title, when, mention.phase)
        if (
            body is None
            and clean is not None
            and not mention.owner
            and mention.rule in ("bare", "joined", "coordination")
        ):
            body = met_in(clean.text, mention, met=True) if _served_abroad(mention) else None
        if body is None:
            body = _publisher(document, mention, clean)
        if body is None and _alone_in_office(mention, [m for m, _, _ in found]):
            body = _ministry(document, mention, clean)
        if body is None and mention.owner:
            body = _served(mention, [m for m, _, _ in found], people)
        if body is None and clean is not None:
            body = near_state(document, mention, clean)
        out.append((replace(mention, body=body, phase=_phase(mention, document)), clean, fact))
    return out


def _served_abroad(mention: TitleMention) -> bool:
    """True for an envoy or a speaker: the issuer's own where nobody meets them in another state."""
    return bool(set(mention.title.lower().split()) & _OWN_POSTS)


def _phase(mention: TitleMention, document: Document) -> Phase:
    """The phase; a presidency that the table of holders knows to be over is a former one."""
    past = mention.rule == "nominal" and left_office(mention.person, mention.title, document.report.date)
    return Phase.FORMER if past else mention.phase


def _same_place(mention: TitleMention, before: list[TitleMention]) -> Actor | None:
    """The county that was named with the post before, for "the county's" post."""
    if mention.body is None or mention.body.kind is not ActorKind.UNIDENTIFIED:
        return None
    heads = ("constable", "sheriff", "mayor", "governor", "commissioner", "chief constable", "police chief")
    named = [m.body for m in before if m.head in heads and m.rule == "possessive" and m.body is not None]
    places = list(dict.fromkeys(body for body in named if body.kind is ActorKind.ORGANIZATION))
    return places[0] if len(places) == 1 else None


def _alone_in_office(mention: TitleMention, found: list[TitleMention]) -> bool:
    """True if nobody else has that office in the report without a body."""
    same = {m.person for m in found if m.body is None and office(m.title) == office(mention.title)}
    return same == {mention.person}


def _ministry(document: Document, mention: TitleMention, clean: CleanText | None) -> Actor | None:
    """The state of the ministry that issued the report, for its own minister."""
    issuer = publisher(document.report.publisher)
    if issuer is None or issuer.kind is ActorKind.MEDIUM or issuer.part_of is None or clean is None:
        return None
    words = mention.title.lower().split()
    name = issuer.name.lower()
    own = "minister" in words and any(word in name for word in words if word not in _PLAIN_TITLE)
    fits = own and mention.rule in ("bare", "joined") and possible(mention.title, issuer.part_of.name)
    return issuer.part_of if fits and not _abroad(clean.text, mention.start, issuer.part_of) else None


_PLAIN_TITLE = frozenset({"minister", "deputy", "vice", "of", "and", "the", "for", "state", "prime", "first"})


def _elsewhere(mention: TitleMention, found: list[TitleMention]) -> Actor | None:
    """The body that another mention of the same person gives: of the same post, or the state of another post."""
    own = [m for m in found if m.person == mention.person and m.body not in (None, THE_COUNTRY)]
    same = [m for m in own if office(m.title) == office(mention.title) or office(mention.title) in office(m.title)]
    for other in (*same, *own):
        if other.body is None:
            continue
        body = other.body if other in same else (other.body.part_of or other.body)
        if possible(mention.title, body.name) and (other in same or body.kind is ActorKind.STATE):
            return body
    return None


def _publisher(document: Document, mention: TitleMention, clean: CleanText | None) -> Actor | None:
    """The publisher, for the posts that a body's own texts name without the body."""
    issuer = publisher(document.report.publisher)
    if issuer is None:
        return None
    words = mention.title.lower()
    medium = issuer.kind is ActorKind.MEDIUM
    if medium and issuer.name not in home_media():
        return None
    owner = state(issuer.country) if medium else issuer.part_of or issuer
    if not medium and clean is not None and (own := _own(mention, clean, issuer, owner)) is not None:
        return own
    if mention.rule not in ("bare", "joined", "coordination") or not possible(mention.title, owner.name):
        return None
    if medium:
        home = clean is not None and mention.phase is not Phase.FORMER and not _abroad(clean.text, mention.start, owner)
        return owner if home and set(words.split()) & _MINISTERS else None
    if words.split()[-1] in _PUBLISHED[1:]:
        return issuer
    return owner if words.startswith("minister for") or set(words.split()) & _OWN_POSTS else None


def _own(mention: TitleMention, clean: CleanText, issuer: Actor, owner: Actor) -> Actor | None:
    """The issuer for its signature's spokesperson, its state for "our envoy" and for its "Minister Novak"."""
    words = mention.title.lower()
    signed = mention.rule == "apposition" and clean.text.strip() == clean.text[mention.start : mention.end]
    if signed and words.split()[-1] in _PUBLISHED[1:]:
        return issuer
    ours = re.search(r"\b[Oo]ur $", clean.text[: mention.title_span[0]]) is not None
    if ours and mention.rule in ("bare", "inverted"):
        return owner
    minister = words == "minister" and mention.rule == "bare" and possible(words, owner.name)
    return owner if minister and not _abroad(clean.text, mention.start, owner) else None


def _abroad(text: str, end: int, home: Actor) -> bool:
    """True if another state is named in the sentence before offset ``end``."""
    start = max(text.rfind(mark, 0, end) for mark in (". ", "? ", "! ", "\n")) + 1
    found = [hit.name.actor for _, hit in sorted(Words.of(text[start:end]).starting.items())]
    return any(actor is not None and actor.kind is ActorKind.STATE and actor != home for actor in found)


_FIRMS = frozenset(
    {"director", "chairman", "chairwoman", "chair", "chief executive", "ceo", "cfo", "president", "manager", "founder"}
    | {"co-founder", "editor", "managing director", "executive director", "owner", "head", "boss", "chief economist"}
)


def _served(mention: TitleMention, found: list[TitleMention], people: People) -> Actor | None:
    """The body of the one whose post it is ("Novak's spokesman"), or a firm that only its name tells."""
    last = mention.owner.split()[-1]
    who = people.who(last)
    if len(who) > 1:
        who = tuple(name for name in who if name == people.usual.get(bare(mention.owner)))
    if len(who) == 1:
        own = [m.body for m in found if m.person == who[0] and m.body is not None and m.phase is not Phase.FORMER]
        bodies = list(dict.fromkeys(body.part_of or body for body in own))
        if len(bodies) == 1:
            return bodies[0]
        country = state_led_by(who[0])
        return state(country) if country and not bodies else None
    person = who or any(last == m.person.split()[-1] for m in found)
    return organization(mention.owner) if not person and mention.head in _FIRMS else None
