"""Bodies that share a bare name: "Peru's Congress" is not the US Congress.

A table gives a bare name to the body that goes by it most often; a state before it, in the genitive or as an adjective,
tells whose it is. A name that itself modifies a noun is left alone ("China's Treasury holdings").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.actors.mentions import Mention
from kg.document import Document
from kg.model import Actor, ActorKind
from kg.names.gazetteer import NameKind, body, countries
from kg.names.nouns import nouns

_LONGER = re.compile(r"(?:\b(?:National|Defen[cs]e|Supreme|Federal|State|Regional|Economic|Homeland|and)\s+)+\Z")
_OWNING = frozenset({NameKind.COUNTRY, NameKind.ADJECTIVE})


def own_bodies(document: Document, found: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, with each bare name of another state's body read as that of the state before it."""
    before: Mention | None = None
    for mention in found:
        council = _council(document, before, mention)
        if council is not None:
            yield council
            before = mention
            continue
        owner = _owner(document, before, mention)
        if owner is None:
            yield mention
        else:
            name = document.report.text[mention.start : mention.end]
            yield replace(mention, actor=body(f"{countries()[owner.name].adjective} {name}", owner.name))
        before = mention


def _council(document: Document, before: Mention | None, mention: Mention) -> Mention | None:
    """A state's security council under a longer name or behind its state, which is none of the United Nations'.

    "Ukraine's National Defense and Security Council", "the Russian Security Council".
    """
    text, actor = document.report.text, mention.actor
    if (
        actor is None
        or actor.name != "UN Security Council"
        or text[mention.start :].startswith(("UN", "U.N", "United"))
    ):
        return None
    longer = _LONGER.search(text, max(0, mention.start - 60), mention.start)
    start = longer.start() if longer is not None else mention.start
    name = " ".join(text[start : mention.end].split())
    state = before.actor if before is not None and before.kinds & _OWNING else None
    between = text[before.end : start] if before is not None else ""
    if state is None or state.name not in countries() or between not in ("'s ", "’s ", "' ", "’ ", " "):
        return replace(mention, start=start, actor=body(name)) if longer is not None else None
    return replace(mention, start=start, actor=body(f"{countries()[state.name].adjective} {name}", state.name))


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
