"""Texts that are one speaker's from beginning to end, though they are in nobody's quotation marks.

* a line above the text names who signs it ("Ana Novak, Secretary of State"),
* the title says that it is a state's speech before an assembly ("Statement of Chad in the general debate"),
* the title says that it is a person's reply ("Minister Ana Novak's written reply to a parliamentary question").

A medium's text is none of these: its titles tell of words, and its bylines are its writers'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Actor, ActorKind
from kg.names.gazetteer import lookup
from kg.names.grammar import find_titles
from kg.text.cleaned import BlockKind

if TYPE_CHECKING:
    from kg.attribution.parts import Draft, Scene

SIGNED = "speech:signed"  # the rule of a sentence in such a text: its speaker is no source beside the text itself
_SPEECH = re.compile(
    r"^(?:Statement|Address|Speech|Remarks|Intervention|Message) (?:of|by|from) (?:the )?(?P<state>[A-Z][\w’'. -]+?) "
    r"(?:in|at|before|to|during) (?:the )?(?:[\w-]+ ){0,5}"
    r"(?:debate|session|assembly|council|conference|meeting|summit|plenary)\b",
    re.I,
)
_REPLY = re.compile(r"['’]s? (?:(?:oral|written|supplementary) )*(?:reply|replies|response|answer)s? to ", re.I)


def signer(scene: Scene) -> tuple[Actor, ...]:
    """Who signs the text in a line of its own above it, or holds the speech that the title says it is."""
    if not _official(scene):
        return ()
    return _byline(scene) or _state(scene) or _replying(scene)


def _official(scene: Scene) -> bool:
    outlet = scene.resolver.outlet()
    return outlet is None or outlet.kind is not ActorKind.MEDIUM


def _byline(scene: Scene) -> tuple[Actor, ...]:
    """The one person whose name and post fill a line before the first paragraph."""
    blocks = scene.document.layout.blocks
    if scene.resolver.issuer() is None or any(block.kind is BlockKind.TURN for block in blocks):
        return ()
    for block in blocks:
        if block.kind not in (BlockKind.HEADING, BlockKind.NOTICE):
            break
        line = scene.document.report.text[block.start : block.end].strip()
        roles = find_titles(line) if line.count(",") == 1 else ()
        if len(roles) == 1 and (roles[0].start, roles[0].end) == (0, len(line)) and line.startswith(roles[0].person):
            named = scene.resolver.at(block.start, block.end)
            return named if len(named) == 1 and named[0].kind is ActorKind.PERSON else ()
    return ()


def _state(scene: Scene) -> tuple[Actor, ...]:
    """The state whose speech before an assembly the title says the text is."""
    found = _SPEECH.match(scene.document.report.title)
    name = lookup(found["state"]) if found is not None else None
    return (name.actor,) if name is not None and name.actor is not None and name.actor.kind is ActorKind.STATE else ()


def _replying(scene: Scene) -> tuple[Actor, ...]:
    """The person whose reply the title says the text is."""
    report = scene.document.report
    where = report.text.find(report.title) if report.title else -1
    found = _REPLY.search(report.title)
    if where < 0 or found is None:
        return ()
    named = scene.resolver.at(where, where + found.start())
    return named if len(named) == 1 and named[0].kind is ActorKind.PERSON else ()


def signers_own(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a signed text; what it says of its signer's state ("Chad urges") the signer says."""
    own = {name for a in scene.signer for name in (a.name, a.country) if name}
    issuer = scene.resolver.issuer()
    for one in (issuer, scene.resolver.voice()):
        own |= {name for name in (one.name, one.country) if name} if one is not None else set()
    out: list[Draft] = []
    for draft in drafts:
        segment = draft.segment
        actors = [a for f in segment.speakers for a in scene.resolver.actors(f)] or list(segment.speaker_actors)
        outside = segment.trigger >= 0 and scene.document.in_quotation[segment.trigger] < 0
        mine = bool(actors) and all(a.name in own for a in actors)
        out.append(replace(draft, segment=replace(segment, statement=False)) if outside and mine else draft)
    return out
