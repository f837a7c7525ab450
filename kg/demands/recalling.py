"""Figures that point back: "reach 5%" after "5% of GDP", "adopt that goal" after "a goal of 5% of GDP".

A percentage keeps the base that was told for the same figure before. A definite noun for a goal stands for the last
figure told as a goal; one with a demonstrative, for the last figure just told (Huddleston and Pullum 2002, 17.5).
"""

from __future__ import annotations

from dataclasses import replace

from kg.demands.deeds import listed
from kg.demands.parties import Scene
from kg.document import TokenSpan
from kg.reading import Reading
from kg.values.quantities import Quantity, quantities

_NEAR = 3  # sentences back in which a demonstrative finds its figure
_FAR = 12  # and a goal that is only "the goal"
_THESE = frozenset({"that", "this"})


def told_figures(reading: Reading) -> tuple[tuple[int, Quantity], ...]:
    """All figures of a report, each with the number of its sentence."""
    document = reading.document
    return tuple((i, q) for i, span in enumerate(document.sentences) for q in quantities(document.words(span)))


def based(scene: Scene, quantity: Quantity, trigger: int) -> Quantity:
    """The figure with the base that an earlier sentence gave to it; itself where none or several did."""
    if quantity.unit != "percent" or quantity.change:
        return quantity
    here = scene.reading.document.sentence_index(trigger)
    units = {
        q.unit for i, q in scene.reading.once(told_figures)
        if i < here and q.value == quantity.value and q.unit.startswith("percent of ")
    }  # fmt: skip
    return replace(quantity, unit=units.pop()) if len(units) == 1 else quantity


def pointed(scene: Scene, span: TokenSpan) -> tuple[Quantity, TokenSpan] | None:
    """The figure that "the goal" or "that figure" among these words stands for, with the pointing words."""
    document = scene.reading.document
    here = document.sentence_index(span[0])
    for i in range(span[0] + 1, span[1]):
        first = scene.lower(i - 1)
        if scene.lemma(i) not in listed("goals") or first not in (*_THESE, "the"):
            continue
        frame = scene.frame(i)
        if frame is not None and (frame.preps or frame.clauses):
            return None  # "the goal of a free market": a goal of its own
        back = _NEAR if first in _THESE else _FAR
        for number, quantity in reversed(scene.reading.once(told_figures)):
            measured = quantity.unit.startswith(("percent of ", "USD", "EUR")) and not quantity.change
            if not here - back <= number < here or not measured or quantity.previous or quantity.upper is not None:
                continue
            words = document.sentences[number]
            if first in _THESE or any(scene.lemma(k) in listed("goals") for k in range(*words)):
                words_here = document.words((i - 1, i + 1))
                return replace(quantity, words=words_here, baseline=None, baseline_words=""), (i - 1, i + 1)
        return None
    return None
