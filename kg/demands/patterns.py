"""Rarer frames of asking verbs: goals and limits that are set, help that is turned to somebody for, aid tied to deeds.

Each is a frame of kg/lexicon/demand.toml, as those of ``kg.rules.demand_verbs`` are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from kg.demands.actions import Deed, clause_deeds, is_deed, noun_deed
from kg.demands.addressed import Match, after, asked
from kg.demands.asking import is_undone
from kg.demands.deeds import listed
from kg.demands.demanding import gerund_deeds
from kg.demands.figures import figures
from kg.demands.limits import LIMITS
from kg.demands.parties import NOBODY, Scene
from kg.frames.frame import Clause, Filler, Frame
from kg.lexicon.rows import Row

_WISHES = frozenset(
    {
        "want to", "need to", "hope to", "wish to", "would like to", "try to", "seek to", "attempt to", "aim to",
        "intend to", "plan to", "expect to", "strive to", "struggle to", "have to", "must",
    }
)  # fmt: skip
_LIKING = frozenset({"like", "love", "prefer", "wish"})
_TRYING = frozenset({"effort", "attempt", "bid", "drive", "push", "campaign", "try"})


def wished(scene: Scene, frame: Frame) -> bool:
    """True under "want to", "would like to", "try to", "an effort to": what is not brought about, but sought."""
    above = scene.frame(frame.parent)
    liked = above is not None and frame.relation == "xcomp" and above.lemma in _LIKING
    tried = above is not None and frame.relation == "acl" and above.lemma in _TRYING
    return liked or tried or frame.modal in _WISHES


def _pp_for(scene: Scene, frame: Frame, row: Row) -> Match | None:
    """ "appealed to donors for funds", "looked to Oslo for help"."""
    named = tuple(f for f in frame.prep(*row.words("prep")) if scene.is_actor(f) and not is_deed(scene, f))
    things = frame.prep("for")
    if not named or not things or frame.clause("to", "that", "bare") is not None or things[0].head < named[0].head:
        return None
    to = asked(scene, frame, row, named)
    deeds = tuple(d for d in after(scene, frame, row, ("for",)) if d.span[0] > named[0].head)
    return (to, deeds) if to and deeds else None


def _np_figure(scene: Scene, frame: Frame, row: Row) -> Match | None:
    """ "limits banks to 4 percent", "capped Norway at 900 tonnes": the figure is what those limited may reach."""
    to = asked(scene, frame, row, frame.objects or frame.recipients)
    for name, filler in frame.preps if to else ():
        if name in row.words("prep") and filler.head > frame.trigger:
            deed = noun_deed(scene, filler)
            if to is not None and figures(scene, deed).targets:
                return to, (deed,)
    return None


def _np_goal(scene: Scene, frame: Frame, row: Row) -> Match | None:
    """ "set members a target of 4 percent", "gave Oslo the goal of halving its catch"."""
    goals = [f for f in frame.objects if scene.lemma(f.head) in listed("goals")]
    receivers = frame.recipients or tuple(f for f in frame.objects if f not in goals)
    to = asked(scene, frame, row, receivers) if receivers and goals else None
    deeds = tuple(d for f in goals for d in _of_goal(scene, f))
    return (to, deeds) if to and deeds else None


def _of_goal(scene: Scene, goal: Filler) -> Iterator[Deed]:
    noun = scene.frame(goal.head)
    if noun is None:
        return
    gerunds = [at for name, at in noun.adverbials if name == "of"]
    for at in gerunds:
        yield from (replace(d, doers=()) for d in gerund_deeds(scene, at))
    whole = noun_deed(scene, goal)
    if not gerunds and figures(scene, whole).targets:
        yield whole


def _np_on(scene: Scene, frame: Frame, row: Row) -> Match | None:
    """ "conditioned the loan on Kenya's ratification of the pact", "tied aid to Chad releasing the men"."""
    preps = row.words("prep")
    things = [n for f in frame.objects if (n := scene.frame(f.head)) is not None]
    phrases = [f for one in (frame, *things) for f in one.prep(*preps)]
    deeds = [noun_deed(scene, f) for f in phrases if f.head > frame.trigger and is_deed(scene, f)]
    for name, at in (pair for one in (frame, *things) for pair in one.adverbials):
        if name in preps:
            deeds.extend(gerund_deeds(scene, at))
    for clause in frame.clauses:
        deeds.extend(_gerund_of_others(scene, frame, clause, preps))
    deeds = [d for d in deeds if any(scene.is_actor(f) and not scene.first_person((f,)) for f in d.doers)]
    own = {a for f in frame.subjects for a in scene.named(f)}
    deeds = [d for d in deeds if not own & {a for f in d.doers for a in scene.named(f)}]
    return (NOBODY, tuple(deeds)) if deeds else None


def _gerund_of_others(scene: Scene, frame: Frame, clause: Clause, preps: tuple[str, ...]) -> tuple[Deed, ...]:
    before = scene.lower(clause.span[0] - 1) if clause.span[0] else ""
    fits = clause.kind == "ing" and before in preps and clause.trigger > frame.trigger
    return gerund_deeds(scene, clause.trigger) if fits else ()


def _np_with(scene: Scene, frame: Frame, row: Row) -> Match | None:
    """ "tasked X with drafting the plan"."""
    at = next((at for name, at in frame.adverbials if name == "with"), -1)
    to = asked(scene, frame, row, frame.objects or frame.recipients) if at >= 0 else None
    if frame.lemma == "charge" and frame.passive and not frame.subjects:
        return None  # "was arrested and charged with": by the law
    if frame.lemma == "charge" and any(scene.lemma(f.head) in listed("accusers") for f in frame.subjects):
        return None  # "prosecutors charged the firm with hiding losses": of a crime
    blocked = at >= 0 and (scene.lemma(at) in row.words("blocks") or _wrong(scene, at))
    return None if to is None or at < 0 or blocked else (to, gerund_deeds(scene, at))


def _wrong(scene: Scene, deed: int) -> bool:
    """True for a verb of wrongdoing: somebody is charged with having done it ("with overcharging clients")."""
    return scene.lemma(deed) in listed("wrongs") or scene.lemma(deed).startswith(("over", "mis", "under"))


def _np_ing(scene: Scene, frame: Frame, row: Row) -> Match | None:
    """ "opposes Turkey joining the union": a gerund with its own doer."""
    clause = frame.clause("ing")
    deeds = gerund_deeds(scene, clause.trigger) if clause is not None else ()
    own = {a for f in frame.subjects for a in scene.named(f)}
    doers = [f for d in deeds[:1] for f in d.doers if scene.is_actor(f) and f.head > frame.trigger]
    return (NOBODY, deeds) if doers and not own & {a for f in doers for a in scene.named(f)} else None


def _np_bare(scene: Scene, frame: Frame, row: Row) -> Match | None:
    """ "wants to see X do": what one sees is asked for only under a verb of wishing."""
    clause = frame.clause("bare", "that")
    if clause is None or " " in frame.lemma or (frame.lemma == "want" and not is_undone(scene, clause)):
        return None
    deeds = clause_deeds(scene, clause)
    named = frame.objects or deeds[0].doers
    to = asked(scene, frame, row, named, deeds[0])
    if deeds[0].passive and named:  # "would like to see the monitors be given access": it is done to them
        first = min(f.span[0] for f in named)
        return NOBODY, (replace(deeds[0], span=(min(first, deeds[0].span[0]), deeds[0].span[1]), doers=()), *deeds[1:])
    return None if to is None else (to, deeds)


def _to_have(scene: Scene, frame: Frame, row: Row) -> Match | None:
    """ "campaigned to have the wage raised", "is fighting to get the tax scrapped": what others are to bring about."""
    clause = frame.clause("to")
    aims = [clause.trigger] if clause is not None else [at for _, at in frame.adverbials if at > frame.trigger]
    have = scene.frame(aims[0]) if aims else None
    inner = have.clause("bare", "to") if have is not None and have.lemma in ("have", "get", "see") else None
    done = scene.frame(inner.trigger) if inner is not None else None
    if inner is None or done is None or not done.passive or done.prep("by") or any(map(scene.is_actor, done.objects)):
        return None
    return NOBODY, tuple(replace(d, doers=()) for d in clause_deeds(scene, inner))


PATTERNS: Mapping[str, Callable[[Scene, Frame, Row], Match | None]] = MappingProxyType(
    {
        "np-bare": _np_bare,
        "pp-for": _pp_for,
        "np-figure": _np_figure,
        "np-goal": _np_goal,
        "np-on": _np_on,
        "np-with": _np_with,
        "np-ing": _np_ing,
        "to-have": _to_have,
        **LIMITS,
    }
)
