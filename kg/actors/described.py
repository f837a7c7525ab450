"""Persons meant by a word for what they are: "the diplomat said", after a spokeswoman of a foreign ministry spoke.

A definite noun that nobody has brought in takes up the one person named near whose post makes it fit (bridging by
hyponymy: Clark 1975, "Bridging").
"""

from __future__ import annotations

from types import MappingProxyType

from kg.actors.mentions import Mentions
from kg.actors.phrasing import Phrase, of_state
from kg.actors.posts import Posts
from kg.document import Document
from kg.frames.arcs import Arcs
from kg.model import Actor, ActorKind

_ABROAD = frozenset(
    {"foreign", "ambassador", "envoy", "consul", "diplomat", "state", "representative", "affairs", "chargé"}
)
_HOUSE = frozenset(
    {"senator", "lawmaker", "mp", "deputy", "member", "representative", "congressman", "congresswoman", "speaker"}
    | {"chairman", "chairwoman", "legislator", "parliamentarian", "whip"}
)
_FITTING = MappingProxyType(
    {
        "diplomat": _ABROAD,
        "lawmaker": _HOUSE,
        "legislator": _HOUSE,
        "parliamentarian": _HOUSE,
        "official": frozenset(),
        "politician": frozenset(),
    }
)
_HOLDERS = frozenset(
    {"president", "minister", "premier", "chancellor", "governor", "mayor", "king", "queen", "pope", "speaker"}
    | {"prosecutor", "commissioner", "general", "ombudsman", "taoiseach", "secretary", "sheriff", "coroner", "leader"}
)
_REACH = 2  # sentences back in which the person was named


def speaks_for_holder(arcs: Arcs, head: int) -> bool:
    """True of "the prime minister's office", "the mayor's office": a body that speaks for who holds the post."""
    if arcs.lower[head] not in ("office", "bureau", "secretariat") or arcs.tag[head] not in ("NN", "NNP"):
        return False
    return any(arcs.dep[k] == "poss" and arcs.lemma[k].lower() in _HOLDERS for k in arcs.kids[head])


def person_meant(phrase: Phrase, document: Document, names: Mentions, posts: Posts) -> Actor | None:
    """The one person named near whom the word fits; nobody where two do, or where no post is told."""
    fitting = _FITTING.get(phrase.lemma)
    if fitting is None or not phrase.definite or phrase.plural or phrase.after:
        return None
    states = [of_state(m) for m in phrase.before]
    if phrase.head - phrase.span[0] > 1 + len(states):
        return None  # "the senior diplomat": another
    number = document.sentence_index(phrase.head)
    first = document.starts[document.sentences[max(0, number - _REACH)][0]]
    near = names.between(first, document.starts[phrase.head])
    persons = {m.actor for m in near if m.actor is not None and m.actor.kind is ActorKind.PERSON and not m.kinds}
    found = [p for p in persons if _fits(p, fitting, states, posts)]
    return found[0] if len(found) == 1 and (fitting or len(persons) == 1) else None


def _fits(person: Actor, fitting: frozenset[str], states: list[str], posts: Posts) -> bool:
    held = [p for p in posts.rows if p.person == person]
    words = {w for p in held for w in f"{p.title} {p.body.name if p.body else ''}".lower().split()}
    state = posts.state_of(person)
    own = not states or (state is not None and state.name in states)
    return bool(held) and own and (not fitting or bool(words & fitting))


__all__ = ["person_meant", "speaks_for_holder"]
