"""Bodies that share a bare name: "Peru's Congress" is not the US Congress.

A table gives a bare name to the body that goes by it most often; a state before it, in the genitive or as an adjective,
tells whose it is. A name that itself modifies a noun is left alone ("China's Treasury holdings").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.actors.mentions import Mention
from kg.document import Document
from kg.model import Actor, ActorKind
from kg.names.gazetteer import NameKind, body, countries
from kg.names.nouns import nouns

_OWNING = frozenset({NameKind.COUNTRY, NameKind.ADJECTIVE})


def own_bodies(document: Document, found: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, with each bare name of another state's body read as that of the state before it."""
    before: Mention | None = None
    for mention in found:
        owner = _owner(document, before, mention)
        if owner is None:
            yield mention
        else:
            name = document.report.text[mention.start : mention.end]
            yield replace(mention, actor=body(f"{countries()[owner.name].adjective} {name}", owner.name))
        before = mention


def _owner(document: Document, before: Mention | None, mention: Mention) -> Actor | None:
    """The state whose body it is, if that is not the one that the table gives."""
    text, actor = document.report.text, mention.actor
    if before is None or before.actor is None or before.actor.kind is not ActorKind.STATE or actor is None:
        return None
    if not before.kinds & _OWNING or not actor.country or actor.country == before.actor.name:
        return None
    between = text[before.end : mention.start]
    genitive = between in ("'s ", "’s ") or (between in ("' ", "’ ") and text[before.end - 1] == "s")
    adjective = between == " " and NameKind.ADJECTIVE in before.kinds
    if actor.kind is not ActorKind.ORGANIZATION or not (genitive or adjective):
        return None
    name = text[mention.start : mention.end].lower()
    if name.split()[-1] not in nouns("institution") or before.actor.name not in countries():
        return None
    last = next((t for t in document.doc if document.starts[t.i] < mention.end <= document.ends[t.i]), None)
    return None if last is None or last.dep_ == "compound" else before.actor
