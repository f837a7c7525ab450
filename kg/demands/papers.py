"""Who stands behind a paper that asks: "the council adopted a resolution. The resolution demanded ..."."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.demands.deeds import listed
from kg.demands.parties import NOBODY, Party, Scene
from kg.frames.frame import Filler, Frame, How
from kg.model import Actor, ActorKind

_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.GOVERNMENT, ActorKind.STATE})
_JOINT = frozenset(
    {"treaty", "agreement", "deal", "accord", "pact", "charter", "contract", "mou", "protocol", "convention"}
)
_BILLS = frozenset({"bill", "act", "legislation"})  # one and the same before and after it is passed
_TABLING = frozenset({"introduce", "table", "propose", "sponsor", "draft", "file"})
_MEANS = frozenset({"sanction", "ban", "ultimatum", "measure"})
_POINTING = frozenset({"the", "this", "that"})


def told_before(scene: Scene, frame: Frame) -> Party:
    """Who asks in a paper of which the report has told before whose it is; else the paper itself."""
    papers = [f for f in frame.subjects if not scene.is_actor(f) and _kind(scene, f)]
    named = tuple(f for p in papers for f in authors(scene, p) or issuers(scene, p))
    pointed = bool(frame.subjects) and all(scene.lower(f.head) == "it" for f in frame.subjects)
    if not named and pointed:
        named = _just_brought_out(scene, frame)
    by = scene.party(named, frame.trigger)
    if by or not frame.subjects:
        return by
    return Party(tuple(f for p in papers for f in itself(scene, p))) or (_spoken_of(scene, frame) if pointed else by)


def itself(scene: Scene, paper: Filler) -> tuple[Filler, ...]:
    """A rule that nobody is told to have made: "the law obliges owners to register" is asked by the law.

    Of two rules in one, the phrase names the whole ("the terms of the pact").
    """
    plain = scene.reading.document.doc[paper.head].pos_ in ("NOUN", "PROPN")
    rule = plain and scene.lemma(paper.head) in listed("rules") and not _used(scene, paper)
    return (paper,) if rule else ()


def _used(scene: Scene, paper: Filler) -> bool:
    """True for what others use to ask: "notices are sent to ask firms to wait", "sanctions seeking to force Oslo to".

    Against: "a bill seeking to force Oslo to act", which asks itself.
    """
    lemma = scene.lemma(paper.head)
    return paper.how is How.CONTROL and (lemma not in listed("rules") or lemma in _MEANS)


def _spoken_of(scene: Scene, frame: Frame) -> Party:
    """The one rule that the sentence before is about, for "it": "The bill is short. It would require banks to lend"."""
    document = scene.reading.document
    here = document.sentence_index(frame.trigger)
    if not here:
        return NOBODY
    start, end = document.sentences[here - 1]
    verbs = [v for i in range(start, end) if (v := scene.frame(i)) is not None and v.pos == "verb"]
    about = [f for v in verbs for f in (v.objects if v.passive else v.subjects) if f.how is How.EXPLICIT]
    rules = {f.head: f for f in about if not scene.is_actor(f) and itself(scene, f)}
    found = tuple(rules.values())
    return Party(tuple(replace(f, how=How.INHERITED) for f in found)) if len(found) == 1 else NOBODY


def instrument(scene: Scene, frame: Frame | None) -> Party:
    """The one paper or rule that asks by itself, where nothing tells whose it is: "the resolution demands that".

    It stands for its makers, as a description of agents whom the report does not identify.
    """
    if frame is None or frame.pos != "verb":
        return NOBODY
    named = (() if frame.passive else frame.subjects, frame.prep("under"))
    groups = (tuple(f for f in group if _kind(scene, f) and not scene.is_actor(f)) for group in named)
    found = next((group for group in groups if group), ())
    return Party(found) if len(found) == 1 and not _used(scene, found[0]) else NOBODY


def authors(scene: Scene, paper: Filler) -> tuple[Filler, ...]:
    """Whoever the paper's own phrase says wrote it: "a letter signed by 40 senators", "an editorial in the Courier"."""
    noun = scene.frame(paper.head)
    if noun is None:
        return ()
    for i in range(paper.head + 1, min(paper.head + 15, len(scene.reading.document.doc))):
        verb = scene.frame(i)
        if verb is not None and verb.parent == paper.head and verb.relation == "acl" and verb.passive:
            signed = verb.lemma in (
                "sign",
                "write",
                "put forward",
                "draw up",
                "propose",
                "table",
            ) or verb.lemma in listed("issuing") | listed("sending")
            return tuple(f for f in verb.subjects if scene.is_actor(f)) if signed else ()
    media = (f for f in noun.prep("in") if any(a.kind is ActorKind.MEDIUM for a in scene.named(f)))
    return tuple(media) if noun.lemma in ("editorial", "letter", "commentary") else ()


def _just_brought_out(scene: Scene, frame: Frame) -> tuple[Filler, ...]:
    """Whoever brought out the one paper of the sentence before, for "it": "signed an order. It requires importers"."""
    document = scene.reading.document
    here = document.sentence_index(frame.trigger)
    if not here:
        return ()
    start, end = document.sentences[here - 1]
    made = [v for i in range(start, end) if (v := scene.frame(i)) is not None and v.pos == "verb" and not v.negated]
    made = [v for v in made if any(_brings_out(v, _kind(scene, f)) for f in v.objects)]
    return tuple(f for f in made[0].subjects if scene.can_act(f)) if len(made) == 1 else ()


def _brings_out(verb: Frame, kind: str) -> bool:
    """True for a verb of bringing out such a paper; those who sign a treaty are its sides, and speak for themselves."""
    signs = verb.lemma == "sign" and kind not in _JOINT
    tables = kind == "bill" and verb.lemma in _TABLING
    return bool(kind) and (signs or tables or verb.lemma in listed("enacting"))


def issuers(scene: Scene, paper: Filler) -> tuple[Filler, ...]:
    """Whoever the report says brought out the paper that it speaks of again; nobody where it tells of two who did.

    A paper is spoken of again as "the resolution" or by its name. "A resolution" is another one.
    """
    document = scene.reading.document
    first = document.doc[paper.span[0]]
    if first.lower_ not in _POINTING and not document.token(paper.head).text[:1].isupper():
        return ()
    kind = _kind(scene, paper)
    found: dict[tuple[Actor, ...], tuple[Filler, ...]] = {}
    for doers in _told(scene, kind, document.sentence(paper.head)[0]):
        named = tuple(dict.fromkeys(a for f in doers for a in scene.named(f)))
        if named:
            found.setdefault(named, doers)
    return next(iter(found.values())) if len(found) == 1 else ()


def only_other(scene: Scene, frame: Frame, by: Party) -> Party:
    """The one body besides the asker that "it" can mean: "the resolution backed the agency and requested it to act"."""
    if not any(scene.lower(f.head) == "it" for f in frame.objects):
        return NOBODY
    own = set(scene.resolved(by))
    found: dict[Actor, Filler] = {}
    doc = scene.reading.document.doc
    for at in range(scene.reading.document.sentence(frame.trigger)[0], frame.trigger):
        one = Filler(at, (at, at + 1), How.COREFERENCE)
        plain = doc[at].pos_ in ("NOUN", "PROPN") and doc[at].dep_ not in ("compound", "poss")
        for actor in scene.named(one) if plain and not scene.reading.resolver.is_place(one) else ():
            if actor.kind in _BODIES and actor not in own:
                found.setdefault(actor, one)
    return Party(tuple(found.values())) if len(found) == 1 else NOBODY


def _told(scene: Scene, kind: str, before: int) -> Iterator[tuple[Filler, ...]]:
    """Those who are told of as bringing out a paper of the kind, or whose paper it is."""
    for frame in scene.reading.frames.values():
        if frame.trigger >= before or frame.negated:
            continue
        if frame.pos == "verb" and _brings_out(frame, kind):
            if any(_kind(scene, f) == kind for f in frame.objects):
                yield tuple(f for f in frame.subjects if scene.can_act(f))
        elif frame.pos == "noun" and _of_kind(scene, frame, kind):
            yield scene.within(Filler(frame.trigger, frame.span))


def _of_kind(scene: Scene, frame: Frame, kind: str) -> bool:
    return _kind(scene, Filler(frame.trigger, frame.span)) == kind


def _kind(scene: Scene, paper: Filler) -> str:
    """The word for the paper: of "Resolution 1441" the first, else the head."""
    words = [scene.lower(i) for i in range(*paper.span)]
    known = listed("papers") | listed("rules")
    found = next((w for w in reversed(words[: paper.head - paper.span[0] + 1]) if w in known), "")
    return "bill" if found in _BILLS else found
