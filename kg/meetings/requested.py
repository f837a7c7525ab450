"""At whose request something became of an encounter: "was called off at Oslo's request", "put off on its orders"."""

from __future__ import annotations

from kg.frames.frame import Filler, Frame, How
from kg.meetings.slots import Slots
from kg.reading import Reading
from kg.values.numerals import word_set

_REQUESTS = {
    "at": word_set("request behest insistence urging instigation instance invitation bidding demand initiative wish"),
    "on": word_set("order instruction initiative insistence instigation advice"),
    "under": word_set("order instruction"),
    "upon": word_set("request"),
    "by": word_set("order"),
    "after": word_set("request"),
    "following": word_set("request"),
}


def requesters(reading: Reading, slots: Slots, frame: Frame) -> tuple[Filler, ...]:
    """Those who asked for what the verb of ``frame`` tells of, in the order of the text.

    The one whose request it was (a possessor, or the complement of "of" or "from") counts as who did it where no
    other doer is told. A request of nobody ("after a request for more time") tells of none.
    """
    found: list[Filler] = []
    for name, filler in frame.preps:
        if reading.document.lemmas[filler.head] not in _REQUESTS.get(name, frozenset()):
            continue
        noun = reading.frames.get(filler.head)
        if noun is not None:
            found += [f for f in noun.subjects if f.how in {How.MODIFIER, How.EXPLICIT, How.COORDINATION}]
            found += noun.prep("of", "from", "by")
    return slots.actors(found)


__all__ = ["requesters"]
