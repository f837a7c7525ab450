"""Demands that hang on a verb: "Norway urged Japan to stop", "called on X to", "demanded that", "warned X against".

One pattern for each frame of kg/lexicon/demand.toml; which verbs take which frame, and with what restrictions, is data.
Frames are read in deep roles, so the passive ("Japan was asked to"), control and coordination need no rule here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from kg.candidates import DemandCandidate
from kg.demands.actions import Deed, clause_deeds, is_deed, is_sum, noun_deed, separate
from kg.demands.addressed import Match, after, asked, comes_about, objects, tells_people
from kg.demands.askers import asker
from kg.demands.asking import (
    anonymous,
    below_semimodal,
    far_infinitive,
    for_others,
    for_thing,
    forecast,
    indefinite,
    inner_infinitive,
    not_bound,
    of_own_law,
    on_air,
    plain_thing,
    purpose,
    raised,
    rule_above,
    sender,
    told_to_act,
    unbound,
    undergone,
    well_wished,
    with_tail,
    wondered,
)
from kg.demands.contacts import blamed, by_letter, contacted, treated, who_turns, written_to
from kg.demands.deadlines import until
from kg.demands.deeds import demand_rows, listed, rule_of
from kg.demands.demanding import (
    MANDATIVE,
    MIDDLE,
    UNMARKED,
    Asking,
    addressee_of,
    demands_of,
    gerund_deeds,
    is_mandative,
)
from kg.demands.listing import in_list
from kg.demands.papers import only_other, told_before
from kg.demands.parties import FIRST, NOBODY, SECOND, Party, Scene
from kg.demands.patterns import PATTERNS, wished
from kg.demands.wronged import owing
from kg.frames.frame import Clause, Frame, How
from kg.lexicon.rows import Row
from kg.reading import Reading

_OBJECT_PRONOUNS = frozenset({"it", "them", "him", "her"})
_NEG_RAISING = frozenset({"want"})  # "does not want X to go": wants X not to go (Horn 1989, ch. 5)
_DOUBTFUL = frozenset({"can", "could", "may", "might", "should", "would"})
_THEN = frozenset({"after", "when", "because", "before", "while", "once"})  # they open a clause beside the verb
_EMPTY = frozenset({"it", "this", "that"})
_SURE = Decimal("0.9")
# verbs that wish, foretell or judge as often as they ask (docs/reading.md)
_WEAK = {lemma: Decimal("0.65") for lemma in ("hope", "expect", "argue", "oppose", "advocate")}


def find(reading: Reading) -> Iterator[DemandCandidate]:
    """The demands that verbs of asking, pressing and ordering make."""
    scene = reading.once(Scene)
    for frame in reading.frames.values():
        raised = frame.lemma in _NEG_RAISING and not frame.modal
        if frame.pos == "verb" and (raised or not frame.negated) and scene.readable(frame.trigger):
            yield from _of_verb(scene, frame)


def _of_verb(scene: Scene, frame: Frame) -> Iterator[DemandCandidate]:
    for row in sorted((r for r in _rows(scene, frame) if r.frame in _ORDER), key=lambda r: _ORDER.index(r.frame)):
        if row.frame not in _PATTERNS or (row.flag("wished") and not wished(scene, frame)):
            continue
        match = _PATTERNS[row.frame](scene, frame, row)
        if match is None or not match[1]:
            continue
        above = Party(rule_above(scene, frame) if row.flag("rule_subject") else ()) or who_turns(scene, frame)
        by = above or scene.demander(frame, rule=row.flag("rule_subject") or told_to_act(row))
        by = told_before(scene, frame) if by == NOBODY else by
        if _asks_nobody(scene, frame, row, by, match):
            continue
        if by is None and match[0] and tells_people(scene, frame, row):
            by = Party(tuple(frame.subjects))  # whoever it is that tells others to do something
        wish = row.cls == "want" and not row.flag("rule_subject")
        if by is None or (
            wish and (frame.passive or (frame.modal in _DOUBTFUL and frame.lemma not in ("like", "prefer")))
        ):
            continue
        if (row.cls == "want" or row.lemma == "hope") and well_wished(scene, match[1][0], negated=frame.negated):
            continue
        to, wanted = match
        by = by or asker(scene, frame, to)
        binds = bool(by) and all(scene.lemma(f.head) in listed("binding") for f in frame.subjects)
        if row.frame in ("for-np", "np") and _by_rule(scene, frame) and not (binds or _of_others(scene, to, wanted)):
            continue  # "the plan calls for a cut": its maker's own
        pronoun = any(scene.lower(f.head) in _OBJECT_PRONOUNS for f in to.fillers)
        if (
            pronoun
            and row.flag("rule_subject")
            and any(of_own_law(scene, f) for f in frame.subjects if not scene.is_actor(f))
        ):
            continue  # "passed a law requiring it to spend more": its own plan
        writer = sender(scene, frame) if pronoun else NOBODY
        if writer:
            by, to = writer, scene.party([replace(f, how=How.CONTROL) for f in frame.subjects], frame.trigger)
        elif pronoun:
            # a plain pronoun is never bound by the subject of its own clause (Chomsky 1981, Principle B)
            heard = written_to(scene, frame)
            if heard and not scene.same(heard, by):
                to = heard  # "wrote to the parties urging them not to": the nearest that is no subject of the clause
            elif scene.same(by, to):
                known = contacted(scene, frame) or treated(scene, frame)
                to, wanted = known or only_other(scene, frame, by), unbound(wanted)
            elif not scene.resolved(to):
                known = contacted(scene, frame) or blamed(scene, frame) or treated(scene, frame)
                to = known or only_other(scene, frame, by) or to
        elif not to and row.frame == "np-to" and not undergone(scene, Clause(wanted[0].trigger, "to", wanted[0].span)):
            to = treated(scene, frame) or only_other(scene, frame, by)
        if not to and row.frame in ("np", "for-np") and not _by_known(scene, wanted):
            to = owing(scene, frame, by, wanted)
        asking = Asking(row, rule_of("demand-verb", row), frame.trigger, by, to, _WEAK.get(row.lemma, _SURE))
        if frame.negated:
            asking = replace(asking, negative=True, stand=UNMARKED)
        elif row.flag("wished"):
            asking = replace(asking, stand=UNMARKED)  # the wish is the asking
        found = list(demands_of(scene, asking, wanted))
        yield from found
        if found:
            return


def _asks_nobody(scene: Scene, frame: Frame, row: Row, by: Party | None, match: Match) -> bool:
    """True for words that have the form of an asking only."""
    if by and all(scene.nobody(f) or scene.lower(f.span[0]) == "no" for f in by.fillers) and not by.actors:
        return True  # "no one can demand that", "no countries want them to stay"
    if not match[0] and not by and any(scene.lower(f.head) == "it" for f in frame.subjects):
        return True  # "it calls for patience"
    if row.flag("implicative") and (not by or (frame.tense == "participle" and frame.relation == "advcl")):
        return True  # "was forced to resign", "sanctions will not force X to", "..., forcing X to": what comes of it
    if row.lemma == "hope" and any(scene.lower(f.head) == "it" for f in match[1][0].doers):
        return True  # "we hope that it will bring relief"
    return frame.lemma == "expect" and forecast(scene, frame, match[1])


def _rows(scene: Scene, frame: Frame) -> tuple[Row, ...]:
    """The rows of the verb, with its particle or without, or with the "e" that the lemmatiser cut off ("hopes")."""
    first = frame.lemma.split(" ")[0]
    full = [f"{first}e"] if scene.lower(frame.trigger).startswith(f"{first}e") else []
    return next((rows for lemma in (frame.lemma, first, *full) if (rows := demand_rows("verb", lemma))), ())


def _by_rule(scene: Scene, frame: Frame) -> bool:
    """True if a rule or a plan is what asks, and no paper that speaks for its writer."""
    heads = [scene.lemma(f.head) for f in frame.subjects if not scene.is_actor(f)]
    return bool(heads) and all(h in listed("rules") and h not in listed("papers") for h in heads)


def _of_others(scene: Scene, to: Party, wanted: tuple[Deed, ...]) -> bool:
    """True if somebody is told to do what a rule asks for."""
    return bool(to) or any(addressee_of(scene, d, d.trigger) for d in wanted)


def _by_known(scene: Scene, wanted: tuple[Deed, ...]) -> bool:
    """True if the words of the deed name who is to do it."""
    return any(party and scene.resolved(party) for d in wanted if (party := addressee_of(scene, d, d.trigger)))


def _to_deeds(scene: Scene, frame: Frame, clause: Clause, row: Row) -> tuple[Deed, ...]:
    deeds = clause_deeds(scene, clause)
    return () if scene.lemma(clause.trigger) in row.words("blocks") else deeds


# ---------------------------------------------------------------------------------------------- patterns
def _np_to(scene: Scene, frame: Frame, row: Row) -> Match | None:
    clause = frame.clause("to") or far_infinitive(scene, frame)
    if clause is None:
        return None
    named = objects(scene, frame, clause)
    deeds = _to_deeds(scene, frame, clause, row)
    if not named and deeds:  # "wrote to X asking to waive the fine": X's deed
        written = written_to(scene, frame) if scene.lemma(clause.trigger) not in listed("own_wishes") else NOBODY
        return (written, unbound(deeds)) if written else None
    if not deeds or not named or for_thing(scene, frame, clause):
        return None
    if frame.lemma == "need" and any(indefinite(scene, f) for f in named):
        return None  # "needs four votes to pass the bill"
    told = frame.lemma == "ask" and frame.passive and frame.tense == "participle"
    if told and scene.lemma(clause.trigger) in listed("answering"):
        return None  # "asked to explain the delay, he said"
    if frame.lemma == "commit" and frame.passive:
        return None  # "are committed to stay": of one's own will
    if frame.lemma == "invite" and (any(f.head < clause.trigger for f in frame.prep("to")) or _guests(scene, clause)):
        return None  # "were invited to a meeting to discuss it", "invited him to join the talks"
    to = asked(scene, frame, row, named, deeds[0])
    if to is not None and row.lemma == "want" and undergone(scene, clause) and scene.lower(named[0].head) in _EMPTY:
        to, deeds = NOBODY, unbound(deeds)  # "wanted it to end": what ends is no one who is asked
    if to is None and comes_about(scene, row, clause, named):
        first = replace(deeds[0], span=(min(named[0].span[0], deeds[0].span[0]), deeds[0].span[1]))
        return NOBODY, (first, *deeds[1:])
    if deeds[0].passive and raised(scene, frame, row, clause, named):
        to = NOBODY
    if to == NOBODY and deeds[0].passive:  # "wants the bill to be cut"
        if all(scene.lower(f.head) in _EMPTY for f in named):
            return None  # "expects it to be met"
        deeds = (replace(deeds[0], span=(min(named[0].span[0], deeds[0].span[0]), deeds[0].span[1])), *deeds[1:])
    return None if to is None else (to, deeds)


def _guests(scene: Scene, clause: Clause) -> bool:
    """True for joining people or their talks; "invited all states to join the pact" asks."""
    inner = scene.frame(clause.trigger)
    if inner is None or inner.lemma != "join":
        return False
    return not any(scene.lemma(f.head) in listed("rules") | listed("leagues") for f in inner.objects)


def _pp_to(scene: Scene, frame: Frame, row: Row) -> Match | None:
    clause = frame.clause("to")
    named = frame.prep(*row.words("prep")) or (frame.objects if frame.passive else ())
    if clause is None or not named or for_thing(scene, frame, clause):
        return None
    # "call on A to stop and on B to pay": each is asked for what follows it
    before = tuple(f for f in named if f.head < clause.trigger)
    to = asked(scene, frame, row, before or named)
    return None if to is None else (to, _to_deeds(scene, frame, clause, row))


def _for_to(scene: Scene, frame: Frame, row: Row) -> Match | None:
    named = frame.prep("for")
    clause = frame.clause("to") or (inner_infinitive(scene, named[0]) if named else None)
    if clause is None or not named or (named[0].head > clause.trigger):
        return None
    deeds = clause_deeds(scene, clause)
    others = for_others(scene, clause)
    if others:
        acting = any(scene.is_actor(f) for f in named)
        start = deeds[0].span[0] if acting else named[0].span[0]  # "for plants to be shut and for output to fall"
        first = replace(deeds[0], span=(start, min(deeds[0].span[1], others[0][0])), doers=named if acting else ())
        return NOBODY, (first, *(d for _, d in others))
    to = asked(scene, frame, row, named, deeds[0])
    if deeds[0].passive and scene.lemma(clause.trigger) not in MIDDLE:
        to = NOBODY  # "called for the hostages to be freed": they are not asked
    if to is None and undergone(scene, clause) and not any(scene.lower(f.head) in _EMPTY for f in named):
        to = NOBODY
    if to == NOBODY:  # "asked for the price to be kept secret"
        deeds = (replace(deeds[0], span=(named[0].span[0], deeds[0].span[1])), *deeds[1:])
    return None if to is None else (to, deeds)


def _that(scene: Scene, frame: Frame, row: Row) -> Match | None:
    clause = frame.clause("that", "bare")
    # what stands first has to say that it should be: "half the sum had come, less than the agency requested" does not
    marked = clause is not None and (row.flag("mandative") or clause.trigger < frame.trigger)
    if clause is None or (marked and not is_mandative(scene, frame, clause)) or wondered(scene, frame, clause):
        return None
    inner = scene.frame(clause.trigger)
    if any(scene.lower(i) in _THEN for i in range(frame.trigger + 1, clause.span[0])) or anonymous(scene, clause):
        return None  # "demanded the meeting after A said ...", "asked that his name not be used"
    if row.flag("addressee_actor") and not (inner is not None and any(scene.is_actor(f) for f in inner.subjects)):
        return None
    deeds = clause_deeds(scene, clause)
    if frame.lemma != "insist" and any(scene.lower(f.head) in ("they", "it") for f in deeds[0].doers):
        deeds = tuple(not_bound(scene, frame, d) for d in deeds)
    if any(scene.is_actor(f) for f in deeds[0].doers):
        return NOBODY, deeds
    named = frame.recipients or frame.objects if row.lemma in listed("put_to_people") else ()  # "asked the court that"
    heard = tuple(f for f in named if scene.is_actor(f) and f.head < clause.trigger)
    return scene.party(heard, frame.trigger) or contacted(scene, frame), deeds


def _of_that(scene: Scene, frame: Frame, row: Row) -> Match | None:
    clause, named = frame.clause("that", "bare"), frame.prep("of")
    if clause is None or not named:
        return None
    to = asked(scene, frame, row, named)
    return None if to is None else (to, clause_deeds(scene, clause))


def _np_that(scene: Scene, frame: Frame, row: Row) -> Match | None:
    """ "told X that it must": the clause says who must do what; X is meant where it says "it" or "they"."""
    clause = below_semimodal(scene, frame.clause("that", "bare"))
    named = frame.recipients or frame.objects
    inner = scene.frame(clause.trigger) if clause is not None else None
    if clause is None or inner is None or not named or inner.modal not in MANDATIVE:
        return None
    if inner.passive and not any(scene.is_actor(f) for f in inner.objects):
        # "told ministers that the levy had to be scrapped"
        told = asked(scene, frame, row, named)
        found = clause_deeds(scene, clause)
        first = min((f.span[0] for f in inner.objects if f.head < clause.trigger), default=found[0].span[0])
        whole = replace(found[0], span=(min(first, found[0].span[0]), found[0].span[1]))
        heard = any(scene.lemma(f.head) in listed("audiences") for f in named)  # "told reporters that it had to be cut"
        return None if told is None else (NOBODY if heard else told, (whole, *found[1:]))
    pronoun = any(scene.lower(f.head) in ("it", "they", "he", "she", *SECOND) for f in inner.subjects)
    told = asked(scene, frame, row, named)
    if told is None or any(scene.lower(f.head) in FIRST for f in inner.subjects):
        return None
    if pronoun:
        return told, clause_deeds(scene, clause)
    return (NOBODY, clause_deeds(scene, clause)) if any(scene.is_actor(f) for f in inner.subjects) else None


def _for_np(scene: Scene, frame: Frame, row: Row) -> Match | None:
    preps = row.words("prep") or ("for",)
    clause = frame.clause("to")
    own = [f for f in frame.objects if scene.lower(f.span[0] - 1) != ","]  # no apposition: "a cut, a key demand"
    if (clause is not None and not purpose(scene, frame, clause, preps)) or (own and not frame.passive):
        return None
    deeds = list(in_list(scene, after(scene, frame, row, preps))) or _called_for(scene, frame, preps)
    if not deeds or (frame.lemma == "insist" and any(on_air(scene, d) for d in deeds)):
        return None
    if "for" in preps:
        deeds = [replace(d, doers=()) if scene.frame_is_verb(d.trigger) else d for d in deeds]
    if clause is not None and deeds[-1].trigger < clause.trigger:  # "called for action | to end the famine"
        end = clause_deeds(scene, clause)[-1].span[1]
        # what money is to pay for is no figure of what is asked
        region = deeds[-1].region if is_sum(scene, deeds[-1].trigger) else (deeds[-1].region[0], end)
        deeds[-1] = replace(deeds[-1], span=(deeds[-1].span[0], end), region=region)
    if "for" in preps and clause is None:  # "called for a cut | and for the ministries to be merged"
        beside = for_others(scene, Clause(frame.trigger, "to", (frame.trigger, frame.trigger + 1)))
        deeds.extend(d for _, d in beside if d.span[0] >= deeds[-1].span[1])
    named = [f for f in frame.prep("on", "upon", "to", "with") if scene.is_actor(f) and not is_deed(scene, f)]
    heard = scene.party(named, frame.trigger) or by_letter(scene, frame) or written_to(scene, frame)
    return heard, tuple(deeds)


def _called_for(scene: Scene, frame: Frame, preps: tuple[str, ...]) -> list[Deed]:
    """ "The reforms called for by the fund": what the participle belongs to."""
    bare = frame.passive and frame.relation == "acl" and bool(frame.subjects)
    if not bare or scene.lower(frame.trigger + 1) not in preps:
        return []
    found = [(noun_deed(scene, f), (f.span[0], f.head + 1)) for f in frame.objects if is_deed(scene, f)]
    return [replace(deed, span=span, region=span) for deed, span in found]


def _np_for(scene: Scene, frame: Frame, row: Row) -> Match | None:
    to = asked(scene, frame, row, frame.objects or frame.recipients)
    if to is None or (frame.clause("to") is not None and not for_thing(scene, frame, frame.clause("to"))):
        return None
    deeds = tuple(after(scene, frame, row, ("for",)))
    return (to, deeds) if deeds else None


def _np_against(scene: Scene, frame: Frame, row: Row) -> Match | None:
    to = asked(scene, frame, row, frame.objects or frame.recipients)
    deeds = tuple(after(scene, frame, row, ("against",)))
    return None if to is None or not deeds else (to, deeds)


def _np_gerund(scene: Scene, frame: Frame, row: Row, prep: str) -> Match | None:
    to = asked(scene, frame, row, frame.objects or frame.recipients)
    if frame.passive and row.cls == "forbid" and not frame.subjects and not (to and asker(scene, frame, to)):
        return None  # "were barred from entering": done to them, by nobody who is named
    at = next((at for name, at in frame.adverbials if name == prep), -1)
    done = [f for f in frame.prep(prep) if row.cls == "forbid" and is_deed(scene, f)] if at < 0 else []
    deeds = gerund_deeds(scene, at) if at >= 0 else tuple(noun_deed(scene, f) for f in done)
    return None if to is None or not deeds else (to, deeds)


def _against(scene: Scene, frame: Frame, row: Row) -> Match | None:
    deeds = () if frame.objects or frame.recipients else tuple(after(scene, frame, row, ("against",)))
    return (NOBODY, deeds) if deeds else None


def _np(scene: Scene, frame: Frame, row: Row) -> Match | None:
    if any(c.kind in ("to", "that", "bare", "wh") for c in frame.clauses):
        return None
    if row.lemma == "encourage" and (frame.modal or frame.tense not in ("past", "present") or not frame.subjects):
        return None  # "would encourage the conversion of barns", "a climate that encourages investment": what it brings
    named = [f for f in frame.prep("from", "of") if scene.is_actor(f) and f.head > frame.trigger]
    gerunds = [] if row.flag("named_addressee") else [c for c in frame.clauses if c.kind == "ing"]
    deeds: list[Deed] = [d for c in gerunds for d in unbound(clause_deeds(scene, c))]
    for filler in separate(scene, frame.objects):
        if scene.reading.document.doc[filler.head].pos_ == "PRON" or (
            scene.is_actor(filler) and not is_deed(scene, filler)
        ):
            continue
        if row.cls == "oppose" and scene.lemma(filler.head) in listed("sayings"):
            continue
        if (not row.flag("content_action") and plain_thing(scene, filler)) or is_deed(scene, filler):
            deeds.append(noun_deed(scene, with_tail(scene, frame, filler)))
    to = scene.party(named, frame.trigger) or contacted(scene, frame)
    if not to and all(scene.lemma(d.trigger) in listed("amends") for d in deeds):
        to = blamed(scene, frame)
    return (to, in_list(scene, deeds)) if deeds else None


_PATTERNS: Mapping[str, Callable[[Scene, Frame, Row], Match | None]] = MappingProxyType(
    {
        "np-to": _np_to,
        "pp-to": _pp_to,
        "for-to": _for_to,
        "np-bare": PATTERNS["np-bare"],
        "np-that": _np_that,
        "of-that": _of_that,
        "that": _that,
        "until": until,
        "np-into": partial(_np_gerund, prep="into"),
        "np-from": partial(_np_gerund, prep="from"),
        "np-against": _np_against,
        "against": _against,
        "np-for": _np_for,
        "for-np": _for_np,
        **PATTERNS,
        "np": _np,
    }
)
_ORDER = (*_PATTERNS, "unless")
