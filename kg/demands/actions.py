"""What is asked for: the deed's own words and its coordinated parts.

A clause that coordinates several predicates asks for several deeds ("to withdraw and to pay"); alternatives ("or pay")
and what follows a comma that opens no list are left out. Its figures are read in ``kg.demands.figures``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.demands.deeds import deeds, listed
from kg.demands.parties import Scene
from kg.document import TokenSpan
from kg.frames.frame import Clause, Filler, How

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STOPPERS = frozenset({";", "—", "–", "--", ":", "(", ")", "…", "?", "!"})
_ASIDES = {"-": "-", "–": "–", "—": "—", "--": "--", "(": ")", ",": ","}
_OPENERS = frozenset(
    {"including", "worth", "equal", "totaling", "totalling", "signaling", "signalling", "representing"}
)
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing asked for. ``span`` are its shortest words, ``region`` those in which its figures stand.

    ``doers`` is who does it, where the words say so; ``about`` other noun phrases that may name who does it.
    """

    trigger: int
    span: TokenSpan
    region: TokenSpan
    doers: tuple[Filler, ...] = ()
    about: tuple[Filler, ...] = ()
    passive: bool = False
    negative: bool = False
    prefix: str = ""
    limit: TokenSpan | None = None  # a time told beside the deed ("gave X until Friday to")
    apart: bool = False  # its doer is asked by itself ("call on A to stop and B to pay")


# ---------------------------------------------------------------------------------------------- clauses
def clause_deeds(scene: Scene, clause: Clause) -> tuple[Deed, ...]:
    """The deeds that a clause asks for, coordinated ones apart, in the order of the text."""
    triggers = [clause.trigger, *_conjuncts(scene, clause.trigger, clause.span[1])]
    starts = [_start(scene, t, clause.span[0] if t == clause.trigger else t - 6) for t in triggers]
    out: list[Deed] = []
    for number, trigger in enumerate(triggers):
        following = number + 1
        end = _lead(scene, _opening(scene, triggers, starts, following), trigger) if following < len(triggers) else -1
        end = end if end > 0 else clause.span[1]
        out.append(_deed(scene, trigger, starts[number], max(end, trigger + 1), clause))
    return tuple(out)


def _opening(scene: Scene, triggers: list[int], starts: list[int], at: int) -> int:
    """Where the words of one of several predicates open, with its own subject ("and that | all sides let ...")."""
    frame = scene.frame(triggers[at])
    marked = any(c.dep_ == "mark" for c in scene.reading.document.doc[triggers[at]].children)
    own = frame.subjects if frame is not None and (marked or _explicit(frame.subjects)) else ()
    between = [f.span[0] for f in own if triggers[at - 1] < f.head < triggers[at]]
    return min([starts[at], *between])


def _deed(scene: Scene, trigger: int, start: int, end: int, clause: Clause) -> Deed:
    frame = scene.frame(trigger)
    negated = frame is not None and frame.negated
    passive = frame is not None and frame.passive
    doers = frame.subjects if frame is not None else ()
    apart = frame is not None and frame.relation == "conj" and frame.tense == "infinitive" and _explicit(doers)
    about = (*frame.objects, *frame.attributes) if frame is not None and passive else doers
    finite = clause.kind in ("that", "bare") and trigger == clause.trigger
    if finite and (passive or not any(scene.is_actor(f) for f in doers)):
        start = min([start, *(f.span[0] for f in about if clause.span[0] <= f.span[0] < trigger)])
        if not doers and not about:  # the parser lost the subject: all after "that"
            start = min(start, clause.span[0] + (scene.lower(clause.span[0]) == "that"))
    end = _cut(scene, trigger, min(end, _garden_path(scene, trigger, end)))
    stop = frame is not None and frame.lemma in deeds().stop
    return Deed(
        trigger=trigger,
        span=(start, end),
        region=(start, _past_aside(scene, end)),
        doers=doers,
        about=about,
        passive=passive,
        apart=apart,
        negative=negated or stop,
        prefix=_not(clause) if negated and not any(scene.lower(i) in _NEGATIONS for i in range(start, trigger)) else "",
    )


def _past_aside(scene: Scene, end: int) -> int:
    """Where the figures of a deed may end: past an aside in dashes or brackets that its measure follows.

    "Deliver a surplus - before debt service - of 3 percent of output".
    """
    doc = scene.reading.document.doc
    last = scene.reading.document.sentence(end - 1)[1]
    if end >= last or doc[end].text not in _ASIDES:
        return end
    if doc[end].text == "," and _amount_follows(doc, end + 1, last):  # "more aid, including $45 million for schools"
        return next((i for i in range(end + 2, last) if doc[i].text in _STOPPERS or doc[i].text in (",", ".")), last)
    close = next((i for i in range(end + 1, min(end + 14, last)) if doc[i].text == _ASIDES[doc[end].text]), -1)
    if close < 0 or close + 2 >= last or scene.lower(close + 1) not in ("of", "to", "by", "at"):
        return end
    if doc[close + 2].pos_ == "VERB":
        return end  # "sell the mill - a loss maker - to pay 4 percent more": its aim
    return next((i for i in range(close + 2, last) if doc[i].text in _STOPPERS or doc[i].text in (",", ".")), last)


def _amount_follows(doc: Doc, at: int, last: int) -> bool:
    """True for a figure set beside what is asked for: ", worth 6 percent", ", signaling a $54 billion increase"."""
    opens = doc[at].lower_ in _OPENERS or (doc[at].lower_ == "up" and at + 1 < last and doc[at + 1].lower_ == "to")
    at += 1
    while at < last and doc[at].lower_ in listed("set_off") | {"to", "a", "an", "another", "up"}:
        at += 1
    return opens and at < last and (doc[at].like_num or doc[at].text in "$€£")


def _explicit(doers: tuple[Filler, ...]) -> bool:
    return bool(doers) and doers[0].how is How.EXPLICIT


def _not(clause: Clause) -> str:
    return "not to" if clause.kind == "to" else "not"


def _garden_path(scene: Scene, trigger: int, end: int) -> int:
    """The end of a deed whose object the parser took for the subject of more ("to hold the vote | is growing")."""
    frame = scene.frame(trigger)
    if frame is None or frame.objects or frame.lemma.split(" ")[0] in listed("clause_takers"):
        return end
    for clause in frame.clauses:
        inner = scene.frame(clause.trigger)
        if clause.kind != "that" or clause.trigger < trigger or inner is None or scene.lower(trigger + 1) == "that":
            continue
        subjects = [f for f in (*inner.subjects, *inner.objects) if trigger < f.head < clause.trigger]
        if subjects and subjects[0].span[0] == trigger + 1:
            return subjects[-1].span[1]
    return end


def _conjuncts(scene: Scene, trigger: int, end: int) -> list[int]:
    """The predicates coordinated with "and", in order; none after "or"."""
    doc = scene.reading.document.doc
    found: list[int] = list(_infinitives(scene, trigger, end))
    for head in [trigger, *found]:
        for i in range(head + 1, end):
            frame = scene.frame(i)
            if frame is None or frame.parent != head or frame.relation != "conj" or frame.pos != "verb":
                continue
            if frame.tense != "infinitive" and doc[i].tag_ not in ("VB", "VBP", doc[trigger].tag_):
                continue
            between = {doc[i].lower_ for i in range(head + 1, frame.trigger) if doc[i].dep_ == "cc"}
            own = any(c.dep_ in ("nsubj", "nsubjpass") for c in doc[frame.trigger].children)
            if _of_relative(scene, head, frame.trigger):
                continue
            marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in doc[frame.trigger].children)
            marked = marked or any(f.span[0] > head and scene.lower(f.span[0] - 1) == "that" for f in frame.subjects)
            own = own and not marked
            if not own and not between & {"or", "nor", "but"} and frame.trigger not in found:
                found.append(frame.trigger)
                found.extend(i for i in _conjuncts(scene, frame.trigger, end) if i not in found)
    return sorted(found)


def _infinitives(scene: Scene, trigger: int, end: int) -> Iterator[int]:
    """The predicates of "and to VP" that the parser gave to a relative clause ("acts that hurt and to pay")."""
    doc = scene.reading.document.doc
    if scene.lower(trigger - 1) != "to" and doc[trigger].tag_ != "VB":
        return
    for i in range(trigger + 3, end):
        frame = scene.frame(i)
        if frame is None or frame.relation != "conj" or frame.tense != "infinitive":
            continue
        above = scene.frame(frame.parent)
        finite = above is not None and above.trigger > trigger and above.tense != "infinitive"
        if finite and scene.lower(i - 1) == "to" and scene.lower(i - 2) in ("and", ","):
            yield i


def _of_relative(scene: Scene, head: int, at: int) -> bool:
    """True if ``at`` goes on with a list in a relative clause ("acts that break the law, harm trade")."""
    relative = any(
        f.relation == "relcl" and f.tense == "present" and head < f.trigger < at
        for f in scene.reading.frames.values()
    )  # fmt: skip
    return relative and scene.lower(at - 1) not in ("to", "and")


def _start(scene: Scene, trigger: int, first: int) -> int:
    """Where the predicate begins: after "to" and "not", with its adverbs."""
    doc = scene.reading.document.doc
    start = trigger
    while start - 1 >= first:
        before = doc[start - 1]
        if before.pos_ != "ADV" or before.lower_ in _NEGATIONS or before.lower_ in ("also", "then"):
            break
        start -= 1
    auxiliary = doc[start - 1].dep_ in ("auxpass", "aux") and doc[start - 1].lower_ in ("be", "have", "get")
    got = start > 0 and doc[start].lower_ == "rid" and doc[start - 1].lower_ == "get"  # "has to get rid of"
    if got or (start > first and auxiliary):
        start -= 1
    return start


def _lead(scene: Scene, start: int, floor: int) -> int:
    """The end of what precedes a coordinated predicate that begins at ``start``: before "and", "to", a comma."""
    end = start
    while end - 1 > floor and (
        scene.lower(end - 1) in ("and", "to", ",", "also", "then", "that", "not")
        or scene.reading.document.doc[end - 1].pos_ in ("CCONJ", "PUNCT")
    ):
        end -= 1
    return end


def _cut(scene: Scene, trigger: int, end: int) -> int:
    """Where the deed's own words end: at a clause beside it, a dash, a comma that opens no list."""
    doc = scene.reading.document.doc
    frame = scene.frame(trigger)
    object_at = min((f.head for f in frame.objects if f.head > trigger), default=-1) if frame is not None else -1
    past = -1
    for i in range(trigger + 1, end):
        token = doc[i]
        past = max(past, _aside_end(doc, i, end))
        if i <= past:
            continue  # "recommit - in words and in deeds - to the treaty"
        if i < object_at and token.text == ",":
            continue  # "to allow, unhindered, the work of the agencies"
        if token.text in _STOPPERS or (token.text == "-" and doc[i - 1].whitespace_ and token.whitespace_):
            end = i
            break
        if token.text == "," and not _opens_list(scene, i, end):
            end = i
            break
        if token.lower_ in listed("adjuncts") and token.dep_ in ("mark", "prep", "advmod") and i > trigger + 1:
            end = i
            break
        if (
            token.lower_ in ("as", "or")
            and token.dep_ in ("mark", "cc")
            and doc[min(i + 1, end - 1)].pos_ in ("VERB", "PRON", "AUX")
        ):
            end = i
            break
    while end - 1 > trigger and doc[end - 1].pos_ in ("PUNCT", "SPACE", "CCONJ"):
        end -= 1
    return end


def _aside_end(doc: Doc, at: int, end: int) -> int:
    """Where an aside in dashes closes that a phrase of the same verb follows; -1 where there is none."""
    if doc[at].text == "(":  # "a $900m (£479m) loan"
        close = next((i for i in range(at + 1, min(at + 12, end - 1)) if doc[i].text == ")"), -1)
        sums = close > 0 and any(doc[i].like_num or doc[i].ent_type_ == "MONEY" for i in range(at + 1, close))
        return close if sums and any(c.isdigit() for i in (at - 1, at - 2) for c in doc[i].text) else -1
    if doc[at].text not in ("–", "—", "--") and not (doc[at].text == "-" and doc[at - 1].whitespace_):
        return -1
    close = next((i for i in range(at + 1, min(at + 10, end - 1)) if doc[i].text == doc[at].text), -1)
    goes_on = close > 0 and doc[close + 1].lower_ in ("to", "with", "from", "on", "in", "for")
    return close if goes_on and doc[close + 1].tag_ in ("IN", "TO") and doc[close + 2].pos_ != "VERB" else -1


def _opens_list(scene: Scene, comma: int, end: int) -> bool:
    doc = scene.reading.document.doc
    return any(
        doc[k].dep_ == "conj" and doc[k].head.i < comma and doc[k].pos_ in _NOMINAL
        for k in range(comma + 1, min(end, comma + 8))
    ) or (doc[comma - 1].pos_ == "ADJ" and doc[min(comma + 1, end - 1)].pos_ == "ADJ")


# ---------------------------------------------------------------------------------------------- nouns
def noun_deed(scene: Scene, filler: Filler, *, negative: bool = False) -> Deed:
    """The deed that a noun phrase names ("the release of the crew", "higher spending")."""
    frame = scene.frame(filler.head)
    start, end = filler.span
    if frame is not None and frame.pos in ("noun", "verb"):
        end = max(end, min(frame.span[1], scene.reading.document.sentence(filler.head)[1]))
    end = _cut(scene, filler.head, end)
    if is_rate(scene, filler.head) and scene.lower(filler.head + 1) == "per":
        end = max(end, filler.head + 3)
    other = _next_conjunct(scene, filler.head, end)
    if 0 <= other < filler.span[1]:
        other = -1  # the phrase was given with its conjuncts
    end = max(end, filler.span[1])
    end = max(_lead(scene, other, filler.head), filler.head + 1) if other > 0 else end
    # how long it has been asked for is no part of it: "demanded higher pay | since May"
    end = next((i for i in range(filler.head + 1, end) if scene.lower(i) == "since"), end)
    return Deed(
        trigger=filler.head,
        span=(start, end),
        region=(start, _past_aside(scene, end)),
        doers=scene.within(filler),
        negative=negative,
        prefix="no" if negative else "",
    )


def _next_conjunct(scene: Scene, head: int, end: int) -> int:
    doc = scene.reading.document.doc
    for child in doc[head].children:
        if child.dep_ == "conj" and head < child.i < end and child.pos_ in ("NOUN", "PROPN", "VERB"):
            return min(t.i for t in child.subtree if t.i > head)
    return -1


def separate(scene: Scene, fillers: Iterable[Filler]) -> tuple[Filler, ...]:
    """Coordinated noun phrases as deeds: bare ones ("freedom and justice") are one, with the words of all."""
    out: list[Filler] = []
    for filler in fillers:
        frame = scene.frame(filler.head)
        bare = filler.how is How.COORDINATION and not (frame is not None and (frame.preps or frame.clauses))
        bare = bare and not (
            out and _measured(scene, out[-1]) and not _measured(scene, filler)
        )  # "a 9 percent rise | and shifts"
        if out and bare and filler.span[0] > out[-1].span[0]:
            out[-1] = replace(out[-1], span=(out[-1].span[0], filler.span[1]))
        else:
            out.append(filler)
    return tuple(out)


def is_rate(scene: Scene, at: int) -> bool:
    """True if the token heads a rate: "7 percent", "7 per cent"."""
    if scene.lemma(at) in ("percent", "pct", "%", "cent"):
        return True
    number = scene.reading.document.doc[at].pos_ == "NUM" and at + 2 < len(scene.reading.document.doc)
    return number and (scene.lower(at + 1), scene.lower(at + 2)) == ("per", "cent")


def _measured(scene: Scene, filler: Filler) -> bool:
    """True for a noun phrase that says how much: another beside it is asked for by itself."""
    return any(scene.reading.document.doc[i].like_num for i in range(*filler.span))


def is_sum(scene: Scene, at: int) -> bool:
    """True if the token heads a sum of money."""
    return scene.reading.document.doc[at].ent_type_ == "MONEY" or scene.lemma(at) in listed("moneys")


def is_deed(scene: Scene, filler: Filler) -> bool:
    """True if the noun phrase names something to be done, or something to be had in another measure than now."""
    token = scene.reading.document.doc[filler.head]
    lemma = scene.lemma(filler.head)
    if is_sum(scene, filler.head) or is_rate(scene, filler.head):
        return token.pos_ != "ADJ"
    if token.pos_ not in ("NOUN", "PROPN", "VERB") or token.ent_type_ in ("PERSON", "GPE", "DATE", "TIME"):
        return False
    if token.pos_ == "VERB" and token.tag_ == "VBG":
        return True
    if deeds().is_deed(lemma):
        return True
    before = [c for c in token.children if c.i < filler.head and c.dep_ in ("amod", "compound", "nmod")]
    if any(c.ent_type_ == "MONEY" and c.i < filler.head for c in token.subtree) and token.pos_ == "NOUN":
        return not scene.is_actor(filler) or lemma == "fund"  # "a 500-billion-euro recovery fund"
    counts = [c for number in token.children if number.dep_ == "nummod" for c in number.children]  # "20 more boats"
    return any(c.tag_ == "JJR" or c.lower_ in deeds().change for c in (*before, *counts))
