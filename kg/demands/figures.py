"""The figures and the deadline of what is asked for, read in the words of the deed.

A figure that a relative clause tells of a thing, one that says what is so already, and a small number that says who is
meant ("the two journalists") are no targets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.demands.actions import Deed
from kg.demands.deeds import listed
from kg.demands.durations import measures
from kg.demands.levels import counted, levels, previous
from kg.demands.parties import Scene
from kg.demands.recalling import based, pointed
from kg.document import TokenSpan
from kg.frames.frame import Filler
from kg.model import Comparator, Target, When
from kg.values.dates import dates
from kg.values.numerals import numeral, over_hyphen, tokens
from kg.values.quantities import Quantity, quantities

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE_DEADLINE = (
    "by",
    "before",
    "until",
    "till",
    "within",
    "no later than",
    "by the",
    "on or before",
    "not later than",
)
_KNOWN = frozenset({"the", "these", "those", "his", "her", "its", "their", "this", "both", "all"})
_PERCENT = frozenset({"%", "percent", "pct", "per", "cent"})
_BESIDE = frozenset({"against", "for", "in", "on", "with", "between", "among", "over", "near", "into", "around"})
_PHRASAL = frozenset({"let in", "take in", "bring in", "send in", "hand over", "take on", "turn over", "sign over"})
_CHANGING = frozenset({"cut", "reduce", "lower", "raise", "increase", "trim", "slash", "review", "change", "improve"})
_AS_IT_IS = frozenset({"currently", "already", "than", "now", "today", "current", "existing", "present"})


@dataclass(frozen=True, slots=True)
class Figures:
    """What the words of a deed measure: targets, a deadline, the tokens that they take up."""

    targets: tuple[Target, ...] = ()
    deadline: When | None = None
    spans: tuple[TokenSpan, ...] = ()
    recalled: bool = False  # some of it was told before, and is only pointed to here


def figures(scene: Scene, deed: Deed) -> Figures:
    """The figures that a deed is to reach, and by when."""
    document = scene.reading.document
    first, last = document.sentence(deed.trigger)
    base = document.doc[first].idx
    text = document.words((first, last))
    limit = min(last, deed.region[1] + 1)

    def span_of(start: int, end: int) -> TokenSpan | None:
        inside = [
            i for i in range(first, last) if document.doc[i].idx - base < end and _end(document.doc[i]) - base > start
        ]
        return (inside[0], inside[-1] + 1) if inside else None

    deadline, spans = _limit(scene, deed), []
    for date in dates(text, document.report.date, ahead=True):
        where = span_of(date.start, date.end)
        before = text[: date.start].rstrip().lower()
        if (
            not deadline
            and where
            and deed.region[0] < where[0] <= limit
            and before.endswith(tuple(" " + w for w in _BEFORE_DEADLINE))
        ):
            deadline = date.when
            spans.append(where)
            break
    targets: list[Target] = list(_granted(scene, deed, deadline))
    recalled = False
    for quantity in _levels(_once(text, quantities(text))):
        where = span_of(quantity.start, quantity.end)
        if where and deed.region[0] <= where[0] < deed.region[1] and _is_target(scene, deed, quantity, where):
            known = based(scene, quantity, deed.trigger)
            recalled = recalled or known != quantity
            known = _forbidden(scene, deed, known)
            if not known.unit:
                after = scene.lower(where[0] - 1) in ("to", "by", "from", "below", "at") if where[0] else False
                known = replace(known, unit=counted(scene, deed) if after else "")
            targets.extend(_targets(known, deadline))
            spans.append(where)
    told = [] if deed.limit is not None else list(measures(scene, deed))
    old = None
    if not (targets or told):
        told, old = list(levels(scene, deed)), previous(scene, deed)
    for length in told:
        targets.append(
            Target(length.value, length.unit, length.words, length.comparator, length.change, old, deadline=deadline)
        )
        spans.append(length.span)
    verb = scene.frame(deed.trigger)
    reaching = verb is not None and verb.lemma in listed("reaching") and not deed.negative
    goal = pointed(scene, deed.region) if reaching and not targets else None
    if goal is not None:
        targets.extend(_targets(goal[0], deadline))
        recalled = True
    return Figures(tuple(targets), deadline, tuple(spans), recalled)


def _once(text: str, found: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Without a sum that tells the one before it again, in brackets: "$50bn (£27bn)"."""
    again = {
        b.start
        for a, b in pairwise(found)
        if text[max(b.start - 1, 0)] == "(" and b.start - a.end <= 2 and a.unit != b.unit
    }
    return tuple(q for q in found if q.start not in again)


def _levels(found: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Without a multiple that only leads to a level ("double it to 4 percent")."""
    out: list[Quantity] = []
    for i, one in enumerate(found):
        word = one.words.split(" ")[0].lower().rstrip("d")
        leads = one.change and word in ("double", "triple", "halve", "quadruple", "treble") and i + 1 < len(found)
        if not (leads and not found[i + 1].change and found[i + 1].start - one.end < 60):
            out.append(one)
    return tuple(out)


def _limit(scene: Scene, deed: Deed) -> When | None:
    """The time told beside the deed; its words alone where it is no date ("48 hours")."""
    if deed.limit is None:
        return None
    document = scene.reading.document
    words = document.words(deed.limit)
    found = dates(words, document.report.date, ahead=True)
    return found[0].when if found else When(words)


def _forbidden(scene: Scene, deed: Deed, quantity: Quantity) -> Quantity:
    """The figure as a bound on what is allowed: "not to pay more than $20 million" allows 20 million at the most."""
    frame = scene.frame(deed.trigger)
    if not (deed.prefix.startswith("no") or (frame is not None and frame.negated)):
        return quantity
    turned = {Comparator.AT_LEAST: Comparator.AT_MOST, Comparator.AT_MOST: Comparator.AT_LEAST}
    return replace(quantity, comparator=turned.get(quantity.comparator, quantity.comparator))


def _granted(scene: Scene, deed: Deed, deadline: When | None) -> Iterator[Target]:
    """The length of time that is given for the deed ("gave X 60 days to"), a figure of its own."""
    words = scene.reading.document.words(deed.limit) if deed.limit is not None else ""
    line = tokens(words)
    for at in range(len(line)):
        number = numeral(line, at)
        place = over_hyphen(line, number.stop) if number else 0
        unit = line[place].lower if number and place < len(line) else ""
        if number and unit.removesuffix("s") in listed("times"):
            yield Target(
                number.value, unit if unit.endswith("s") else f"{unit}s", words, Comparator.AT_MOST, deadline=deadline
            )
            return


def _end(token: Token) -> int:
    return token.idx + len(token)


def _is_target(scene: Scene, deed: Deed, quantity: Quantity, where: TokenSpan) -> bool:
    doc = scene.reading.document.doc
    if quantity.previous:
        return False
    measured = (
        quantity.unit.startswith(("percent", "USD", "tonnes", "tons", "barrels"))
        or quantity.change
        or quantity.comparator is not Comparator.EXACTLY
    )
    last = where[0] + 1 if " of the " in quantity.words else where[1]  # "6,500 of the migrants"
    near = where[0] - 1 if doc[max(where[0] - 1, 0)].pos_ in ("NOUN", "PROPN", "PUNCT") else where[0] - 2
    words = {doc[i].lower_ for i in range(max(deed.region[0], near), last)}
    few = quantity.value < 10 and not any(c.isdigit() for c in quantity.words)
    whole = "all" in words and not few and not words & (_KNOWN - {"all"})  # "free all 450 captives"
    one_of = few and not quantity.unit.startswith(("percent", "USD")) and "one" in quantity.words.split(" ")
    if one_of and not _asked_outright(scene, deed, where):
        return False  # "talks with at least one of the three"
    if not measured and not whole and (words & _KNOWN or (few and not _asked_outright(scene, deed, where))):
        return False  # "the two journalists", "with three aims": who or what is meant, no measure
    if _tells_which(scene, deed, quantity, where):
        return False
    if words & _KNOWN and {scene.lemma(i) for i in range(where[1], min(where[1] + 3, len(doc)))} & listed("shortfalls"):
        return False  # "buy more to cut the $123 billion deficit"
    if scene.lemma(deed.trigger) in listed("telling_of"):
        return False  # "explain the loss of 40 million euros": what happened
    before = doc[max(where[0] - 1, deed.region[0])]
    phrasal = f"{scene.lemma(where[0] - 2)} {before.lower_}" in _PHRASAL
    if not quantity.unit and before.lower_ == "from":
        return False
    if before.lower_ == "or" and doc[max(where[0] - 2, deed.region[0])].text == ",":
        return False  # "$120 million, or 3 percent of its reserves": the same told otherwise
    if not measured and before.lower_ in _BESIDE and before.dep_ == "prep" and not phrasal:
        return False  # "drop charges against 14 students": whom it concerns
    if {doc[i].lower_ for i in range(max(deed.region[0], where[0] - 3), where[0])} & _AS_IT_IS - {"now", "than"}:
        return False
    if _undone(scene, deed, quantity, where) or _characterises(scene, deed, where[1] - 1):
        return False
    # what a relative clause tells of a thing is so already
    inside = (scene.frame(i) for i in range(deed.trigger + 1, deed.region[1]))
    beside = (f for f in inside if f is not None and f.relation in ("relcl", "acl") and f.tense != "infinitive")
    return not any(f.span[0] <= where[0] < f.span[1] for f in beside)


def _tells_which(scene: Scene, deed: Deed, quantity: Quantity, where: TokenSpan) -> bool:
    """True for a bound right after a noun, that says which are meant: "gifts under 200 euros"."""
    doc = scene.reading.document.doc
    first = quantity.words.split(" ")[0].lower()
    before = doc[max(where[0] - 1, 0)]
    bound = first in ("under", "over", "above", "below", "exceeding")
    verb = scene.frame(deed.trigger)
    if verb is not None and verb.lemma in listed("levelling"):
        return False  # "keep emissions below 40 tonnes"
    return bound and (before.tag_ == "NNS" or (before.lower_ == "with" and doc[max(where[0] - 2, 0)].tag_ == "NNS"))


def _asked_outright(scene: Scene, deed: Deed, where: TokenSpan) -> bool:
    """True for a small number of the very things that are to be had or dealt with: "send two frigates"."""
    verb = scene.frame(deed.trigger)
    if verb is None:
        return False
    things = verb.objects if verb.pos == "verb" else verb.prep("of")
    inner = (n for f in things if (n := scene.frame(f.head)) is not None)  # "the bodies of two miners"
    things = (*things, *(f for n in inner for f in n.prep("of")))
    return any(f.span[0] == where[0] and scene.lemma(f.head) not in listed("not_counted") for f in things)


def _characterises(scene: Scene, deed: Deed, at: int) -> bool:
    """True for the figure of a phrase that says who is meant: "retaliate against any state with a surplus of $5"."""
    doc = scene.reading.document.doc
    for _ in range(12):
        if doc[at].dep_ == "ROOT" or at <= deed.trigger + 1:
            break
        if doc[at].lower_ == "with" and doc[at].dep_ == "prep":
            any_ = {c.lower_ for c in doc[at - 1].children} & {"any", "every", "each", "all", "those"}
            owner = at - 1 if any_ else doc[at].head.i
            return bool(any_) or (doc[owner].pos_ == "NOUN" and scene.is_actor(Filler(owner, (owner, owner + 1))))
        at = doc[at].head.i
    return False


def _undone(scene: Scene, deed: Deed, quantity: Quantity, where: TokenSpan) -> bool:
    """True for the rate of what is to be done away with or changed: "scrap its 25 percent tariff" tells what it is."""
    verb = scene.frame(deed.trigger)
    lemma = verb.lemma.split(" ")[0] if verb is not None and verb.pos == "verb" else ""
    if verb is None or lemma not in listed("undoing") | _CHANGING or not quantity.unit.startswith("percent"):
        return False
    thing = next((f for f in verb.objects if f.span[0] <= where[0] and where[1] <= f.head), None)
    if thing is None or quantity.change:
        return False
    owned = any(c.dep_ == "poss" for c in scene.reading.document.doc[thing.head].children)
    return owned or lemma in listed("undoing")


def _targets(quantity: Quantity, deadline: When | None) -> Iterator[Target]:
    one = Target(
        value=quantity.value,
        unit=quantity.unit,
        words=quantity.words,
        comparator=quantity.comparator,
        change=quantity.change,
        baseline=quantity.baseline,
        baseline_words=quantity.baseline_words,
        deadline=deadline,
    )
    if quantity.upper is None:
        yield one
    else:
        yield replace(one, comparator=Comparator.AT_LEAST)
        yield replace(one, value=quantity.upper, comparator=Comparator.AT_MOST)


def without_tail(scene: Scene, deed: Deed, found: Figures) -> Deed:
    """The deed without the figure that ends it ("raise spending" of "raise spending to 3 percent")."""
    doc = scene.reading.document.doc
    for where in sorted(found.spans):
        at = where[0]
        while at - 1 > deed.trigger and doc[at - 1].lower_ in listed("set_off"):
            at -= 1
        if at - 1 > deed.trigger + 1 and doc[at - 1].lower_ in ("to", "by", "from", "until", "before", "within"):
            return replace(deed, span=(deed.span[0], _before_baseline(scene, deed, at - 1)))
    return deed


def _before_baseline(scene: Scene, deed: Deed, end: int) -> int:
    """Where "from 2%" begins, if the deed's words end with it ("raise spending | from 2% to 3%")."""
    doc = scene.reading.document.doc
    for at in range(end - 1, max(end - 6, deed.trigger + (not deed.passive)), -1):
        if doc[at].lower_ == "from":
            return at
        if not (doc[at].like_num or doc[at].pos_ in ("NUM", "SYM") or doc[at].lower_ in _PERCENT):
            break
    return end
