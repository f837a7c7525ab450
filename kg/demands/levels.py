"""Levels that a bare number or a length of time tells: "lower the voting age to 16", "cut the term to five years".

What the number counts is told by the thing whose level it is: an age in years, the number of seats in seats.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.demands.actions import Deed
from kg.demands.deeds import listed
from kg.demands.durations import Measure
from kg.demands.parties import Scene
from kg.frames.frame import Filler
from kg.values.numerals import Numeral, Token, is_calendar, numeral, over_hyphen, stands_alone, tokens
from kg.values.units import comparator_before, things

_TO = frozenset({"to", "at", "below", "under", "above"})
_CLOSING = frozenset({".", ",", ";", ")", '"', "”", "by", "from", "in", "and", "over", "within", "before", "for", "or"})


def counted(scene: Scene, deed: Deed) -> str:
    """What a bare number counts: the thing of the deed whose size or level is to change; empty if none is told."""
    verb = scene.frame(deed.trigger)
    doc = scene.reading.document.doc
    for thing in reversed(verb.objects if verb is not None else ()):
        if scene.lemma(thing.head) == "age" or scene.lower(thing.head - 1) == "age":
            return "years"
        noun = scene.frame(thing.head)
        inner = noun.prep("of") if noun is not None and scene.lemma(thing.head) in listed("scales") else ()
        plural = [f for f in (thing, *inner) if doc[f.head].tag_ == "NNS"]
        if plural:
            return scene.lower(plural[-1].head)
    return ""


def levels(scene: Scene, deed: Deed) -> Iterator[Measure]:
    """The levels in the words of a deed that changes, sets or bounds something."""
    document = scene.reading.document
    verb = scene.frame(deed.trigger)
    if verb is None or verb.pos != "verb" or verb.lemma.split(" ")[0] not in listed("levelling"):
        return
    if not verb.objects:
        return
    start, end = deed.region
    text, base = document.words((start, end)), document.doc[start].idx
    line = tokens(text)
    scaled = any(_of_scale(scene, f) for f in verb.objects)
    for at in range(1, len(line)):
        number = numeral(line, at) if line[at].kind != "mark" and stands_alone(line, at) else None
        if number is None or line[comparator_before(line, at)[1] - 1].lower not in _TO:
            continue
        unit, stop = _time(line, number)
        if not unit and scaled and not is_calendar(line, at, number) and _bare(line, number):
            unit, stop = counted(scene, deed), number.stop
        elif not unit:
            continue
        comparator, first = comparator_before(line, at)
        left, right = line[first].start, line[stop - 1].end
        inside = [i for i in range(start, end) if base + left <= document.doc[i].idx < base + right]
        if inside and inside[0] > deed.trigger - 1:
            span = (inside[0], inside[-1] + 1)
            yield Measure(number.value, unit, text[left:right], comparator, False, span)
            return


def previous(scene: Scene, deed: Deed) -> Decimal | None:
    """The level so far: 18 of "raise the age from 18 to 21"."""
    line = tokens(scene.reading.document.words(deed.region))
    for at in range(1, len(line)):
        number = numeral(line, at) if line[at - 1].lower == "from" and line[at].kind != "mark" else None
        if number is not None and "to" in [token.lower for token in line[number.stop : number.stop + 3]]:
            return number.value
    return None


def _of_scale(scene: Scene, thing: Filler) -> bool:
    compound = scene.lower(thing.head - 1) if thing.head > thing.span[0] else ""
    return scene.lemma(thing.head) in listed("scales") or compound in ("age", "membership")


def _time(line: tuple[Token, ...], number: Numeral) -> tuple[str, int]:
    place = over_hyphen(line, number.stop)
    unit = line[place].lower if place < len(line) else ""
    if place != number.stop or unit.removesuffix("s") not in listed("times") or things(line, number.stop):
        return "", number.stop
    return unit if unit.endswith("s") else f"{unit}s", place + 1


def _bare(line: tuple[Token, ...], number: Numeral) -> bool:
    """True if no noun follows that the number could count."""
    return number.stop >= len(line) or line[number.stop].lower in _CLOSING
