"""Whom a description means that only what is known of the world ties to a name: "the Gulf state", "the group".

* "the Baltic nation", "the kingdom": the one state of that family that the report has named of late (a word list).
* "the group", "the company": the body that was subject last, where it is no organ of a state.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.actors.mentions import Mentions
from kg.actors.phrasing import Phrase
from kg.actors.pronouns import antecedent
from kg.document import Document
from kg.frames.arcs import Arcs
from kg.frames.frame import Filler, Frames
from kg.model import Actor, ActorKind
from kg.names.gazetteer import NameKind
from kg.names.nouns import nouns, state_epithets

_STATES = frozenset({"state", "country", "nation", "neighbour", "neighbor", "republic", "power", "monarchy"})
_BODIES = frozenset(
    {"group", "movement", "company", "firm", "organisation", "organization", "charity", "airline", "carrier", "militia"}
    | {"automaker", "carmaker", "planemaker", "drugmaker", "oil major", "retailer", "manufacturer", "conglomerate"}
)
_SEATS = frozenset({"White House", "Kremlin", "Downing Street", "US Department of Defense", "US State Department"})
_REACH = 3  # sentences back in which only one state of a family may be named


def state_meant(phrase: Phrase, arcs: Arcs, document: Document, names: Mentions) -> Actor | None:
    """The state that "the Gulf state" or "the kingdom" means, if one alone of that family was named before."""
    if not phrase.definite or phrase.plural or phrase.after:
        return None
    between = " ".join(arcs.lower[phrase.span[0] + 1 : phrase.head])
    family = between if phrase.lemma in _STATES else phrase.lemma if not between else ""
    known = state_epithets().get(family, frozenset())
    if not known:
        return None
    offset = document.starts[phrase.head]
    number = document.sentence_index(phrase.head)
    near = document.starts[document.sentences[max(0, number - _REACH)][0]]
    named = [m for m in names.rows if m.end <= offset and m.actor is not None and m.actor.name in known]
    close = {m.actor for m in named if m.start >= near and m.has(NameKind.COUNTRY, NameKind.ADJECTIVE)}
    found = close or {m.actor for m in named}
    return found.pop() if len(found) == 1 else None


def body_meant(
    phrase: Phrase,
    arcs: Arcs,
    document: Document,
    names: Mentions,
    frames: Frames,
    read: Callable[[Filler], tuple[Actor, ...]],
) -> Actor | None:
    """The body that was subject last, for "the group" and "the company"."""
    plain = phrase.definite and not phrase.plural and not phrase.before and not phrase.after
    if not plain or phrase.lemma not in _BODIES or phrase.head - phrase.span[0] > 1:
        return None
    for at in range(phrase.head - 1, 0, -1):
        if arcs.lemma[at] == phrase.lemma:
            told = names.at(document.starts[at - 1])
            if told is not None and told.actor is not None and told.actor.kind is ActorKind.ORGANIZATION:
                return told.actor
            break
    kinds = (ActorKind.ORGANIZATION,)
    found = antecedent(document, arcs, frames, phrase.head, read, lambda _: None, word="it", kinds=kinds)
    return found[0] if len(found) == 1 and not _of_state(found[0]) else None


def _of_state(actor: Actor) -> bool:
    """True for ministries, parliaments and seats of government."""
    words = set(actor.name.lower().split())
    organs = nouns("institution") - {"group", "movement", "front", "company", "union", "party", "organization", "firm"}
    return actor.name in _SEATS or bool(words & organs)
