"""Who "we" and "I" are outside quotations: those who issued the text, or the person whose words it gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import Actor, ActorKind

if TYPE_CHECKING:
    from kg.attribution.parts import Scene

_AUTHOR = re.compile(r"(?:statement|remarks|message|letter|address|speech) (?:from|by|of) ", re.I)

_ABOUT = re.compile(r" (?:on|regarding|following|addressing|about|concerning|calling|welcoming|condemning|to) ", re.I)


def voice(scene: Scene) -> tuple[Actor, ...]:
    """Who "we" is outside quotations: the parties of a joint text, the person whose words it gives, the issuer."""
    issuer = scene.resolver.issuer()
    if issuer is not None and issuer.members:
        # a group with a name of its own ("the G7 foreign ministers") speaks as one, a list as those listed
        return issuer.members if " and " in issuer.name or "," in issuer.name else (issuer,)
    if "joint" in scene.document.report.title.lower().split():
        return _parties(scene)
    issued = scene.document.layout.issuer
    named = scene.resolver.at(*issued) if issued is not None else ()
    own = scene.resolver.voice()
    return named or _author(scene) or ((own,) if own is not None else ())


def _author(scene: Scene) -> tuple[Actor, ...]:
    """The person of a title such as "Statement from President Lars Holm on the Truce"."""
    report = scene.document.report
    where = report.text.find(report.title) if report.title else -1
    found = _AUTHOR.match(report.title)
    if found is None or where < 0:
        return ()
    about = _ABOUT.search(report.title, found.end())
    named = scene.resolver.at(where + found.end(), where + (about.start() if about else len(report.title)))
    return named if len(named) == 1 and named[0].kind is ActorKind.PERSON else ()


def _parties(scene: Scene) -> tuple[Actor, ...]:
    """The parties of a joint text: the first subject of its body that stands for two or more."""
    for frame in scene.frames.values():
        if frame.pos != "verb" or frame.relation != "root" or scene.headline(frame.trigger):
            continue
        actors = [a for f in frame.subjects for a in scene.resolver.actors(f)]
        parties = dict.fromkeys(m for a in actors for m in (a.members or (a,)))
        if len(parties) > 1:
            return tuple(parties)
    return ()
