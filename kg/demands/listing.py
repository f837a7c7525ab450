"""Nominal deeds in a list: "call for a truce in Goma, the release of all captives, and an end to the siege".

The parser hangs the later ones now on the first, now on the verb; as a list they are plain: each begins after a comma
or "and" with its own determiner or adjective, has a deed for its head, and is no subject of a clause that follows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.demands.actions import Deed, is_deed, noun_deed
from kg.demands.parties import Scene
from kg.frames.frame import Filler

_OPENING = frozenset({"a", "an", "the", "all", "its", "their", "his", "her", "full", "more", "no"})
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADV", "NUM", "PRON", "PART", "CCONJ"})
_APPOSED = frozenset({"demand", "call", "request", "goal", "target", "condition", "move", "step", "measure", "effort"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "pobj"})


def in_list(scene: Scene, deeds: Iterable[Deed]) -> tuple[Deed, ...]:
    """The deeds, with those that follow the last of them in a list."""
    found = list(deeds)
    if not found or scene.frame_is_verb(found[-1].trigger):
        return tuple(found)
    known = {d.trigger for d in found}
    start, end = found[-1].trigger + 1, scene.reading.document.sentence(found[-1].trigger)[1]
    items = [f for f in _items(scene, start, end) if f.head not in known]
    closed = any(scene.lower(f.span[0] - 1) == "and" for f in items)
    if not items or not closed:
        return tuple(found)
    deed = found[-1]
    starts = [f.span[0] for f in items]
    out = [*found[:-1], _until(scene, deed, starts[0])]
    for number, item in enumerate(items):
        stop = starts[number + 1] if number + 1 < len(items) else end
        out.append(_until(scene, noun_deed(scene, item, negative=deed.negative), stop))
    return tuple(out)


def _items(scene: Scene, start: int, end: int) -> list[Filler]:
    """The noun phrases that open after a comma or "and", up to the first clause."""
    doc = scene.reading.document.doc
    out: list[Filler] = []
    for i in range(start, end - 1):
        if doc[i].text in (";", ":", "—", "–") or doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD", "WDT", "WP"):
            break
        first = i + 1 + (scene.lower(i) == "," and scene.lower(i + 1) == "and")
        opens = scene.lower(i) == "," or (scene.lower(i) == "and" and scene.lower(i + 1) in _OPENING)
        opens = opens or (
            bool(out) and scene.lower(i) == "and" and doc[i + 1].dep_ == "conj" and doc[i + 1].pos_ == "NOUN"
        )
        if not opens or first >= end or (scene.lower(i - 1) == "," and scene.lower(i) == "and"):
            continue
        head = _head(scene, first, end)
        if head < 0 or scene.lemma(head) in _APPOSED:
            continue
        if doc[head].dep_ not in _SUBJECTS and is_deed(scene, Filler(head, (first, head + 1))):
            out.append(Filler(head, (first, head + 1)))
    return out


def _head(scene: Scene, first: int, end: int) -> int:
    """The last noun of the simple noun phrase that opens at a token, or -1."""
    doc = scene.reading.document.doc
    if scene.lower(first) not in _OPENING and doc[first].pos_ not in ("ADJ", "NOUN"):
        return -1
    head = -1
    for i in range(first, min(end, first + 9)):
        adjectival = doc[i].tag_ in ("VBN", "VBG", "JJ", "JJR") and doc[i].pos_ in ("VERB", "ADJ")
        if doc[i].pos_ not in _INSIDE and not adjectival:
            break
        if doc[i].pos_ == "CCONJ" and doc[i - 1].pos_ not in ("ADJ", "VERB"):
            break
        if doc[i].pos_ == "NOUN":
            head = i
    return head


def _until(scene: Scene, deed: Deed, stop: int) -> Deed:
    """The deed without what follows it in the list."""
    end = min(deed.span[1], stop)
    while end - 1 > deed.trigger and (scene.lower(end - 1) in ("and", ",", "as", "well")):
        end -= 1
    end = max(end, deed.trigger + 1)
    return replace(deed, span=(deed.span[0], end), region=(deed.region[0], min(deed.region[1], max(end, stop))))


__all__ = ["in_list"]
