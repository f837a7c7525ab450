"""Who "we" and "I" are outside quotations: those who issued the text, or the person whose words it gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import Actor, ActorKind

if TYPE_CHECKING:
    from kg.attribution.parts import Scene

_TEXT = r"(?:statements?|remarks|message|letter|address|speech|toast|testimony)"
_AUTHOR = re.compile(_TEXT + r" (?:from|by|of) ", re.I)
_OWNER = re.compile(r"['’]s? (?:(?:oral|written|opening|closing|press|full|video|prepared) )*" + _TEXT + r"\b", re.I)

_ABOUT = re.compile(r" (?:on|regarding|following|addressing|about|concerning|calling|welcoming|condemning|to) ", re.I)


def voice(scene: Scene) -> tuple[Actor, ...]:
    """Who "we" is outside quotations: the parties of a joint text, the person whose words it gives, the issuer."""
    issuer = scene.resolver.issuer()
    if issuer is not None and issuer.members:
        # a group with a name of its own ("the G7 foreign ministers") speaks as one, a list as those listed
        return issuer.members if " and " in issuer.name or "," in issuer.name else (issuer,)
    if "joint" in scene.document.report.title.lower().split():
        return _parties(scene)
    if scene.signer:
        return scene.signer
    issued = scene.document.layout.issuer
    named = scene.resolver.at(*issued) if issued is not None else ()
    own = scene.resolver.voice()
    return named or _author(scene) or ((own,) if own is not None else ())


def _author(scene: Scene) -> tuple[Actor, ...]:
    """The person of a title such as "Statement from President Lars Holm on the Truce", "President Holm's remarks"."""
    report = scene.document.report
    where = report.text.find(report.title) if report.title else -1
    by, owned = _AUTHOR.search(report.title), _OWNER.search(report.title)
    outlet = scene.resolver.outlet()  # a medium's headline tells of words: "Remarks by President Holm anger Peru"
    if where < 0 or (by is None and owned is None) or (outlet is not None and outlet.kind is ActorKind.MEDIUM):
        return ()
    about = _ABOUT.search(report.title, by.end()) if by is not None else None
    start = by.end() if by is not None else 0
    end = about.start() if about is not None else owned.start() if by is None and owned else len(report.title)
    named = scene.resolver.at(where + start, where + end)
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
