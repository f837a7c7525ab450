"""Who is asked, and what for, in the slots of an asking verb: what several of its patterns look for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.demands.actions import Deed, is_deed, noun_deed, separate
from kg.demands.asking import is_time, joined, moved, stray, undergone
from kg.demands.contacts import contacted
from kg.demands.deeds import listed
from kg.demands.demanding import gerund_deeds
from kg.demands.parties import NOBODY, Party, Scene
from kg.frames.frame import Clause, Filler, Frame
from kg.lexicon.rows import Row

Match = tuple[Party, tuple[Deed, ...]]
_EMPTY = frozenset({"it", "this", "that"})
_TELLING = frozenset({"tell", "ask", "urge", "advise", "order", "instruct", "call", "beg", "appeal", "warn", "direct"})


def asked(scene: Scene, frame: Frame, row: Row, fillers: tuple[Filler, ...], deed: Deed | None = None) -> Party | None:
    """Those among ``fillers`` who can be asked; None if that leaves nobody."""
    crews = row.cls in ("advise", "order", "urge", "warn", "ask") and row.frame in ("np-to", "pp-to")
    actors = tuple(
        f for f in fillers
        if (scene.can_act(f) or (crews and scene.lemma(f.head) in listed("vessels") | listed("asked_bodies")))
        and scene.lower(f.head) not in listed("reflexive")
    )  # fmt: skip
    if actors and all(scene.lemma(f.head) in listed("asked_bodies") and not scene.can_act(f) for f in actors):
        return Party(actors)
    if actors:
        return scene.party(actors, frame.trigger)
    presumed = tuple(f for f in fillers if _presumed(scene, row, f)) if _done_by_people(scene, deed) else ()
    if presumed:
        return Party(presumed)
    if row.frame == "np-to" and any(scene.lower(f.head) == "it" for f in fillers):
        return contacted(scene, frame)  # whoever "it" is, it can be asked
    # "urged that the ban be lifted", "ordered the village to be cleared": who is to do it is left open
    open_ = not row.flag("addressee_actor") or row.cls == "want"
    if deed is not None and deed.passive and fillers and open_:
        return NOBODY
    return None


def _done_by_people(scene: Scene, deed: Deed | None) -> bool:
    """True for a deed that people do, and no state of mind ("to enjoy the match")."""
    return deed is not None and not deed.passive and scene.lemma(deed.trigger) not in listed("mental")


def _presumed(scene: Scene, row: Row, filler: Filler) -> bool:
    """True for many of a kind that no list has, in a slot that only people fill: "asked pickets to wait"."""
    token = scene.reading.document.doc[filler.head]
    known = scene.lemma(filler.head) in listed("no_people") or is_deed(scene, filler)
    return row.lemma in listed("put_to_people") and row.frame == "np-to" and token.tag_ == "NNS" and not known


def objects(scene: Scene, frame: Frame, clause: Clause | None) -> tuple[Filler, ...]:
    """The noun phrases that are asked: objects, recipients, or what the parser took for the clause's subject."""
    found = frame.objects or frame.recipients
    if not found and clause is not None and not frame.prep("for"):
        inner = scene.frame(clause.trigger)
        found = tuple(f for f in inner.subjects if f.head > frame.trigger) if inner is not None else ()
    return found


def after(scene: Scene, frame: Frame, row: Row, preps: tuple[str, ...]) -> Iterator[Deed]:
    """The deeds after a preposition: noun phrases, and gerunds."""
    if frame.passive and frame.lemma == "call" and scene.lower(frame.trigger + 1) not in preps:
        return  # "a party called Veritas, Latin for truth"
    gerunds = {at for name, at in frame.adverbials if name in preps}
    named = joined(scene, frame.prep(*preps))
    for filler in separate(scene, (*named, *stray(scene, frame, named))):
        if (
            filler.head in gerunds
            or scene.reading.document.doc[filler.head].pos_ == "PRON"
            or (scene.is_actor(filler) and not is_deed(scene, filler))
            or is_time(scene, filler)
            or scene.lemma(filler.head) in listed("talk_matters")
        ):
            continue
        if row.flag("content_action") and not is_deed(scene, filler):
            continue
        yield noun_deed(scene, filler)
    for at in sorted(gerunds):
        yield from gerund_deeds(scene, at)


def tells_people(scene: Scene, frame: Frame, row: Row) -> bool:
    """True if only somebody can do such asking: an unknown plural noun that "told", "urged", "advised" actors to do."""
    spoken = row.cls in ("ask", "order", "urge", "advise") and row.frame in ("np-to", "pp-to")
    doc = scene.reading.document.doc
    plain = all(doc[f.head].tag_ == "NNS" and not is_deed(scene, f) for f in frame.subjects)
    lists = ("signs", "rules", "papers", "pressures", "no_one", "sayings")
    things = any(scene.lemma(f.head) in listed(name) for f in frame.subjects for name in lists)
    return spoken and plain and not things and not row.flag("implicative") and frame.lemma in _TELLING


def comes_about(scene: Scene, row: Row, clause: Clause, named: Iterable[Filler]) -> bool:
    """True if a thing is wished to end or to change in figures: "wants the war to end", "wants rates to rise to 5"."""
    if row.lemma not in ("want", "like", "prefer", "wish") or any(scene.lower(f.head) in _EMPTY for f in named):
        return False
    if moved(scene, clause):
        return not any(scene.is_actor(f) for f in named)
    ends = scene.lemma(clause.trigger) in listed("ceasing") and undergone(scene, clause)
    return ends and any(is_deed(scene, f) or goes_on(scene, f) for f in named)


def goes_on(scene: Scene, filler: Filler) -> bool:
    """True for what goes on until somebody ends it: a war, a siege, talks."""
    return scene.lemma(filler.head) in listed("undertakings") | listed("levers")
