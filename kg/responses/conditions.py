"""Conditions on a yes: "agreed to close it if Peru pays", "accepted the plan with reservations", "not until".

A yes under a condition is an answer of its own kind: it binds whoever gives it only once the other side has acted
(Quirk et al. 1985, 15.33-15.45: conditional and restrictive subordinators; prepositions and phrases that do the same).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.frames.frame import Frame
from kg.reading import Reading

_SUBORDINATORS = frozenset({"if", "unless", "provided", "providing", "assuming", "once"})
_NEGATIVE = frozenset({"until", "unless", "before", "till"})
_PHRASES = tuple(
    tuple(p.split())
    for p in (
        "only if", "only when", "only after", "only once", "provided that", "provided the", "on condition",
        "on the condition", "as long as", "so long as", "in exchange for", "in return for", "conditional on",
        "conditional upon", "subject to", "contingent on", "contingent upon", "with reservations",
        "with some reservations", "with conditions", "under certain conditions", "on certain conditions",
        "but only", "with certain conditions",
    )
)  # fmt: skip
_WILLING = frozenset({"will", "would", "can", "could", "shall"})
_ONCE = frozenset({"more", "again", "a", "in", "upon"})  # "once more" is no condition
_NO_CONDITION = frozenset({"even", "as", "what", "see", "ask", "asked", "wonder", "say", "said"})


def conditional(reading: Reading, frame: Frame) -> bool:
    """True if the words behind a predicate, up to the end of its sentence, put it under a condition."""
    document = reading.document
    start, end = document.sentence(frame.trigger)
    if frame.pos != "adj":  # "is open to the idea, provided Italy pays": the condition hangs on the verb
        end = min(end, max(frame.span[1], frame.trigger + 1))
    low = document.lower[frame.trigger : end]
    if frame.negated:
        return _phrased(low) or (frame.modal in _WILLING and any(w in _NEGATIVE for w in low[1:]))
    if bound(low):
        return True
    before = document.lower[start : frame.trigger]
    named = {name for name, _ in frame.adverbials}
    return bool(named & (_SUBORDINATORS - {"once"}) and _SUBORDINATORS & set(before))


def restricted(reading: Reading, token: int) -> bool:
    """True if a phrase of condition follows in the sentence: "was ready to pay more, but only if the troops stay"."""
    document = reading.document
    return _phrased(document.lower[token : document.sentence(token)[1]])


def bound(low: Sequence[str]) -> bool:
    """True if a subordinator or a phrase of condition stands among words, but for the first."""
    return _phrased(low) or any(
        w in _SUBORDINATORS
        and low[i - 1] not in _NO_CONDITION
        and not (w == "once" and "".join(low[i + 1 : i + 2]) in _ONCE)
        for i, w in enumerate(low)
        if i
    )


def _phrased(low: Sequence[str]) -> bool:
    return any(tuple(low[i : i + len(p)]) == p for i in range(len(low)) for p in _PHRASES)
