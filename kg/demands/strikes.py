"""Whose demands they are for which people strike or march: "nurses are on strike over demands for better pay"."""

from __future__ import annotations

from kg.demands.deeds import listed
from kg.demands.parties import Scene
from kg.frames.frame import Filler, Frame

_FAR = 6
_WITH = frozenset({"over", "of", "for", "in", "on", "behind", "to"})


def strikers(scene: Scene, demand: Frame) -> list[Filler]:
    """Those who strike over the demands that the noun tells of: the subject of the verb to which a strike leads up.

    Nobody for "protested over calls for cuts", which they are against: only of demands is it asked.
    """
    doc = scene.reading.document.doc
    token, struck = doc[demand.trigger], False
    for _ in range(_FAR):
        token = token.head
        frame = scene.frame(token.i)
        if frame is not None and frame.pos == "verb":
            struck = struck or frame.lemma.split(" ")[0] in listed("protesting")
            struck = struck or any(scene.lemma(f.head) in listed("strikes") for f in frame.prep("on"))
            return [f for f in frame.subjects if scene.is_actor(f)] if struck else []
        if token.pos_ == "NOUN":
            struck = struck or token.lemma_.lower() in listed("strikes")
            if not struck and token.lemma_.lower() not in ("support", "pursuit"):
                return []
        elif token.lower_ not in _WITH:
            return []
    return []


__all__ = ["strikers"]
