"""Demands that hang on a noun: "pressure from X on Y to act", "calls for a truce", "X's demand that", "a ban on".

The phrases after the noun are read in the order of the text. Who asks stands in the noun's own phrase or is the
subject of the verb that carries it ("repeated its call", "put pressure on"); who is asked, where nobody is named, is
the subject of a verb of receiving ("rejected the call", "is under pressure").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from kg.candidates import DemandCandidate
from kg.demands.actions import Deed, clause_deeds, is_deed, noun_deed, separate
from kg.demands.askers import of_others
from kg.demands.deadlines import length_before
from kg.demands.deeds import deeds, demand_rows, listed, rule_of
from kg.demands.demanding import Asking, addressee_of, demands_of, gerund_deeds, is_mandative
from kg.demands.figures import figures
from kg.demands.listing import in_list
from kg.demands.parties import NOBODY, Party, Scene
from kg.demands.strikes import strikers
from kg.frames.control import lexicon
from kg.frames.frame import Clause, Filler, Frame, How
from kg.joining import country
from kg.lexicon.rows import Row
from kg.reading import Reading

_TO = ("on", "upon", "to", "at", "toward", "towards", "against", "of")
_RETOLD = frozenset({"the", "this", "that", "these", "those", "such"})
_REACTING = frozenset({"following", "after", "amid", "despite", "due to", "because of", "in response to", "over"})
_PRESSING = frozenset({"press", "push", "pressure", "lobby"})
_ASKING = frozenset({"demand-noun", "request-noun"})
_PHONE = frozenset({"telephone", "phone", "video", "conference"})  # "made a phone call to X to thank him"
_VOICING = frozenset({"make", "raise", "issue", "voice", "press", "put", "present", "renew"})
_SURE = Decimal("0.85")


def find(reading: Reading) -> Iterator[DemandCandidate]:
    """The demands that nouns of asking, pressing and ordering tell of."""
    scene = reading.once(Scene)
    for frame in reading.frames.values():
        if frame.pos == "noun" and not frame.negated and scene.readable(frame.trigger):
            rows = demand_rows("noun", frame.lemma)
            for row in sorted((r for r in rows if r.frame in _PATTERNS), key=lambda r: _ORDER.index(r.frame)):
                found = list(_of_noun(scene, frame, row))
                yield from found
                if found:
                    break


def _of_noun(scene: Scene, frame: Frame, row: Row) -> Iterator[DemandCandidate]:
    wished = _PATTERNS[row.frame](scene, frame, row)
    if not wished:
        return
    by = _demander(scene, frame, row)
    if by is None:
        return
    to = _addressee(scene, frame, row, by)
    if row.flag("light") and not by and not any(f.how is How.CONTROL for f in to.fillers):
        return
    if row.cls == "need-noun" and row.frame == "n-to":
        wished = tuple(replace(d, doers=(), about=()) for d in wished)  # the infinitive's doer is anybody
    if row.cls == "need-noun" and row.frame == "n-of":  # so is that of a gerund without a subject
        wished = tuple(replace(d, doers=()) if _controlled(d) else d for d in wished)
    if row.flag("named_addressee") and not to and not any(scene.is_actor(f) for d in wished for f in d.doers):
        return  # "the importance of peace"
    if row.flag("answered") and not to:
        return  # "a bid to win votes": one's own try, unless somebody turns it down or takes it up
    if row.cls == "need-noun" and _shares(scene, by, wished):
        return
    own = set(scene.resolved(by))
    wished = tuple(replace(d, doers=tuple(f for f in d.doers if not own or set(scene.named(f)) != own)) for d in wished)
    if row.cls == "order-noun" and row.frame == "n-to" and not to and not any(d.doers for d in wished):
        return  # "signed an order to remove barriers": its aim
    asks = row.cls in _ASKING and bool(by)  # "the union's demand of 8 percent"
    if row.frame == "n-of" and row.cls != "need-noun" and not (asks or to or any(d.doers for d in wished)):
        return  # one's own target, or what must be done by nobody in particular
    if row.cls == "order-noun" and row.frame == "n-for" and not to and all(_gerund(scene, d) for d in wished):
        return  # "the government's timetable for joining": its own
    verb, how = _governor(scene, frame)
    if row.frame == "n-to" and how == "obj" and verb is not None and verb.lemma in ("have", "get", "need"):
        return  # "had a call to make"
    if how == "under" and verb is not None and verb.negated:
        return  # "is not under pressure to sell"
    if row.flag("negative") and row.cls == "order-noun" and not (by and how == "obj" and _brought(verb)):
        return  # "a ban on imports", "lifted its ban on imports": taken for granted, not told
    carried = how == "obj" and verb is not None and verb.lemma.split(" ")[0] in deeds().support
    bare = not carried and not by and not to and not any(addressee_of(scene, d, frame.trigger) for d in wished)
    if bare and row.cls != "need-noun" and not _several(scene, frame):
        return
    instigator = _instigator(scene, frame)
    asking = Asking(
        row=row,
        rule=rule_of("demand-noun", row),
        trigger=frame.trigger,
        by=by,
        to=to,
        confidence=_SURE,
        anaphoric=not by and _retold(scene, frame),
        instigator=instigator,
    )
    yield from demands_of(scene, asking, wished)


# ---------------------------------------------------------------------------------------------- around the noun
def _governor(scene: Scene, frame: Frame) -> tuple[Frame | None, str]:
    """The verb that carries the noun, and how: as "obj" (deep), as "subj", or under a preposition, named by it."""
    for verb in scene.reading.frames.values():
        if verb.pos == "noun" or abs(verb.trigger - frame.trigger) > 40:
            continue
        if any(f.head == frame.trigger for f in verb.objects):
            return verb, "obj"
        if any(f.head == frame.trigger for f in verb.subjects):
            return verb, "subj"
        for name, filler in verb.preps:
            if filler.head == frame.trigger:
                return verb, name
    return None, ""


def _gerund(scene: Scene, deed: Deed) -> bool:
    return scene.reading.document.doc[deed.trigger].tag_ == "VBG"


def _controlled(deed: Deed) -> bool:
    return bool(deed.doers) and all(f.how is How.CONTROL for f in deed.doers)


def _shares(scene: Scene, by: Party, wished: tuple[Deed, ...]) -> bool:
    """True if those who find something needful are among those who are to do it ("of France and Chad cooperating")."""
    own = {country(a) for a in scene.resolved(by)}
    return any(country(a) in own for d in wished for f in d.doers for a in scene.named(f))


def _brought(verb: Frame | None) -> bool:
    """True for a verb of bringing a rule about or keeping it up."""
    left = listed("ending") | listed("joining") | listed("siding")
    return verb is not None and verb.lemma in deeds().support and verb.lemma not in left


def _phrases(scene: Scene, frame: Frame) -> tuple[tuple[str, Filler], ...]:
    """The prepositional phrases after the noun, those that the parser gave to its verb among them."""
    verb, how = _governor(scene, frame)
    found = list(frame.preps)
    if verb is not None and ((how == "obj" and not verb.passive and _carries(verb)) or _grows(verb, how)):
        found.extend((name, f) for name, f in verb.preps if f.head > frame.trigger and (name, f) not in found)
    return tuple(sorted(found, key=lambda pair: pair[1].span))


def _carries(verb: Frame) -> bool:
    """True for a verb to which the parser gives what belongs to the noun: "made a call", "stressed the need"."""
    return verb.lemma.split(" ")[0] in deeds().support or verb.lemma in deeds().stress


def _grows(verb: Frame, how: str) -> bool:
    """True for a verb that leaves its subject's phrases to it: "pressure is mounting | on X to act"."""
    return how == "subj" and verb.lemma.replace(" ", "_") in listed("mounting") and not verb.objects


def _clauses(scene: Scene, frame: Frame, kind: str) -> tuple[Clause, ...]:
    own = tuple(c for c in frame.clauses if c.kind == kind)
    verb, how = _governor(scene, frame)
    if own or verb is None or not ((how == "obj" and not verb.passive and _carries(verb)) or _grows(verb, how)):
        return own
    found = [c for c in verb.clauses if c.kind == kind and c.trigger > frame.trigger]
    if kind == "to" and not found:
        for name, at in verb.adverbials:
            inner = scene.frame(at)
            if name == "" and at > frame.trigger and inner is not None and inner.tense == "infinitive":
                found.append(Clause(at, "to", (at, inner.span[1])))
    return tuple(found)


def _demander(scene: Scene, frame: Frame, row: Row) -> Party | None:
    named = [f for f in frame.subjects if scene.is_actor(f)]
    named.extend(f for f in frame.prep("by", "from") if scene.is_actor(f) and f not in named)
    carrier, way = _governor(scene, frame)
    if not named and carrier is not None and way == "obj" and not carrier.passive:  # "ignored | warnings | by Seoul"
        named = [f for f in carrier.prep("by") if f.head > frame.trigger and scene.is_actor(f)]
    if named and (named := of_others(scene, named, carrier, way)):
        return scene.party(named, frame.trigger)
    verb, how = _governor(scene, frame)
    lemma = verb.lemma.split(" ")[0] if verb is not None else ""
    if row.cls == "need-noun":
        return _who_finds(scene, frame, row, verb, how)
    if frame.lemma == "condition" and scene.lower(max(0, frame.span[0] - 1)) == "on":
        return _who_sets(scene, frame)
    if verb is not None and how == "obj" and lemma in deeds().support and not verb.negated:
        return scene.party(verb.subjects, frame.trigger)
    if row.cls == "demand-noun" and (striking := strikers(scene, frame)):
        return scene.party(striking, frame.trigger)
    if frame.prep("of") and row.cls in ("demand-noun", "order-noun", "request-noun"):
        of = [f for f in frame.prep("of") if scene.is_actor(f)]
        if of and not row.frame.startswith("n-of"):
            return scene.party(of, frame.trigger)
    return NOBODY


def _who_sets(scene: Scene, frame: Frame) -> Party:
    """Who sets a condition: the subject of the verb that it limits ("agreed to talks on condition that ...")."""
    above = scene.frame(frame.parent)
    while above is not None and above.pos == "noun":
        above = scene.frame(above.parent)
    return scene.party(above.subjects, frame.trigger) if above is not None else NOBODY


def _who_finds(scene: Scene, frame: Frame, row: Row, verb: Frame | None, how: str) -> Party | None:
    """Who finds that something must be done: the subject of "stressed the need"; of "there is a need" the speaker."""
    admits = row.frame == "n-to" and verb is not None and verb.lemma in listed("admitting")  # "agreed on the need to"
    points = how == "to" and verb is not None and verb.lemma in ("point", "refer", "allude", "attest", "return")
    finds = verb is not None and (points or (how in ("obj", "on", "about") and verb.lemma in deeds().stress))
    if verb is not None and finds and not verb.negated:
        if admits and not points:
            return None
        return scene.party(verb.subjects, verb.trigger) or scene.voice(frame.trigger)
    if (
        verb is not None
        and how == "obj"
        and verb.lemma == "discuss"
        and any(scene.is_actor(f) for f in frame.prep("for"))
    ):
        return scene.party(verb.subjects, verb.trigger)
    if verb is not None and how == "on" and verb.lemma in _PRESSING and not verb.negated:
        return scene.party(verb.subjects, frame.trigger)
    if frame.lemma == "time" and how == "subj" and verb is not None and verb.lemma == "come" and not verb.negated:
        return scene.voice(frame.trigger)  # "the time has come for X to act"
    doc = scene.reading.document.doc
    up = doc[frame.trigger].head
    denied = up.dep_ == "ccomp" and any(c.dep_ == "neg" for c in up.head.children)
    if denied:
        return None  # "I do not accept that there is any need"
    exists = up.lemma_ == "be" and any(c.dep_ == "expl" or c.lower_ in ("it", "there") for c in up.children)
    if exists and not any(c.dep_ == "neg" for c in up.children) and scene.attributed(frame.trigger):
        return scene.voice(frame.trigger)
    return None


def _addressee(scene: Scene, frame: Frame, row: Row, by: Party) -> Party:
    preps = ("for", "on", "to") if row.frame == "n-of" else _TO
    skip = {f.head for f in by.fillers}
    named = [
        f for name, f in _phrases(scene, frame)
        if name in preps and f.head not in skip and scene.is_actor(f) and not is_deed(scene, f)
        and not (name == "of" and row.cls != "demand-noun")
    ]  # fmt: skip
    if not named and row.frame == "n-of":  # "a target of 2 percent for Spain" hangs on the figure
        doc = scene.reading.document.doc
        nested = [t for t in doc[frame.span[0] : frame.span[1]] if t.dep_ == "pobj" and t.head.lower_ in ("for", "on")]
        named = [f for t in nested if scene.is_actor(f := Filler(t.i, (t.left_edge.i, t.i + 1)))]
    if named:
        return scene.party(named, frame.trigger)
    verb, how = _governor(scene, frame)
    if verb is None:
        return NOBODY
    if row.cls == "need-noun" and how == "on" and verb.lemma in _PRESSING:  # "pressed X on the need to act"
        return scene.party([f for f in verb.objects if scene.is_actor(f)], frame.trigger)
    lemma = verb.lemma.split(" ")[0]
    receives = (how in ("obj", "to", "with", "at") and lemma in lexicon().received_by) or how == "under"
    reacts = how in _REACTING and bool(by)
    penal = any(scene.lemma(f.head) in listed("penalties") for f in frame.prep("for"))
    if (receives or reacts) and row.cls != "need-noun" and not penal:
        way = How.CONTROL if receives else How.INHERITED
        asker = set(scene.resolved(by))
        actors = tuple(replace(f, how=way) for f in verb.subjects or verb.objects if scene.is_actor(f))
        others = tuple(f for f in actors if not asker & set(scene.named(f)))  # "A and B fell out over B's demand"
        return scene.party(others, frame.trigger)
    return NOBODY


def _instigator(scene: Scene, frame: Frame) -> tuple[Filler, ...]:
    """Whoever is said to be behind what others ask: "the push is attributed to X", "led by X"."""
    verb, how = _governor(scene, frame)
    if verb is None or how != "obj":
        return ()
    words = deeds()
    found: tuple[Filler, ...] = ()
    if verb.lemma in words.instigator_to:
        found = verb.prep("to")
    if verb.lemma in words.instigator_on:
        found = verb.prep("on") or found
    if verb.lemma in words.instigator_by:
        found = verb.subjects
    return tuple(f for f in found if scene.is_actor(f))


def _several(scene: Scene, frame: Frame) -> bool:
    """True for a plural or a noun of mass: "calls for talks", "pressure to act"; one "call" alone may be any call."""
    return scene.reading.document.doc[frame.trigger].tag_ in ("NNS", "NNPS") or frame.lemma in ("pressure", "lobbying")


def _retold(scene: Scene, frame: Frame) -> bool:
    token = scene.reading.document.doc[frame.trigger]
    return any(c.lower_ in _RETOLD for c in token.children if c.i < frame.trigger)


# ---------------------------------------------------------------------------------------------- patterns
def _to(scene: Scene, frame: Frame, row: Row) -> tuple[Deed, ...]:
    clauses = tuple(c for c in _clauses(scene, frame, "to") if not _of_use(scene, frame, c))
    if frame.lemma == "call" and any(scene.lower(i) in _PHONE for i in range(frame.span[0], frame.trigger)):
        return ()
    if row.flag("light"):  # "a campaign to take place in May": when it is, not what it is for
        clauses = tuple(c for c in clauses if scene.lemma(c.trigger).split(" ")[0] not in listed("taking_place"))
    given = length_before(scene, Filler(frame.trigger, frame.span))
    told = [f for f in frame.prep("to") if scene.is_actor(f)]
    found = (
        replace(d, limit=given or d.limit, doers=tuple(told) if told and clause not in frame.clauses else d.doers)
        for clause in clauses
        for d in clause_deeds(scene, clause)
    )  # "issued a deadline to the rebels | to end it": theirs, wherever the parser hung it
    return tuple(found)


def _that(scene: Scene, frame: Frame, row: Row) -> tuple[Deed, ...]:
    clauses = _clauses(scene, frame, "that") or _misread_that(scene, frame)
    clauses = tuple(
        c for c in clauses if is_mandative(scene, frame, c) or not (row.flag("mandative") or _gap(scene, c))
    )
    if frame.lemma == "time":
        clauses = _past_due(scene, frame)
    return tuple(d for clause in clauses for d in clause_deeds(scene, clause))


def _gap(scene: Scene, clause: Clause) -> bool:
    """True for a relative clause ("a demand that they were stressing"): its verb lacks the object that it needs."""
    inner = scene.frame(clause.trigger)
    return inner is not None and not inner.passive and not inner.objects and inner.lemma in deeds().stress | _VOICING


def _past_due(scene: Scene, frame: Frame) -> tuple[Clause, ...]:
    """The clause of "it is time (that) X acted": its past tense tells of what is not yet done."""
    below = (scene.frame(i) for i in range(frame.trigger + 1, scene.reading.document.sentence(frame.trigger)[1]))
    found = (f for f in below if f is not None and f.parent == frame.trigger and f.relation in ("acl", "relcl"))
    return tuple(
        Clause(f.trigger, "that", (frame.trigger + 1, f.span[1])) for f in found
        if f.subjects and f.tense == "past" and any(scene.is_actor(s) for s in f.subjects)
    )  # fmt: skip


def _misread_that(scene: Scene, frame: Frame) -> tuple[Clause, ...]:
    """A content clause that the parser took for a relative one: its verb has no tense ("demands that he resign")."""
    found: list[Clause] = []
    marked = scene.lower(min(frame.trigger + 1, len(scene.reading.document.doc) - 1)) == "that"
    for at in range(frame.trigger + 1, min(frame.trigger + 30, scene.reading.document.sentence(frame.trigger)[1])):
        inner = scene.frame(at)
        if inner is None:
            continue
        clause = Clause(inner.trigger, "that", (frame.trigger + 1, inner.span[1]))
        below = inner.parent == frame.trigger and inner.relation in ("acl", "relcl")
        own = inner.objects if inner.passive else inner.subjects
        # "the recommendation the plan be dropped", "demands from farmers that he resign"
        at_once = any(f.span[0] == frame.trigger + 1 or scene.lower(f.span[0] - 1) == "that" for f in own)
        if below and ((marked and inner.subjects) or at_once) and is_mandative(scene, frame, clause):
            found.append(clause)
    return tuple(found)


def _for(scene: Scene, frame: Frame, row: Row) -> tuple[Deed, ...]:
    infinitives = tuple(c for c in _clauses(scene, frame, "to") if not _of_use(scene, frame, c))
    named = [f for name, f in _phrases(scene, frame) if name == "for"]
    if infinitives and named:
        below = [d for c in infinitives for d in clause_deeds(scene, c)]
        doers = tuple(f for f in named if scene.is_actor(f))
        return tuple(_undergone(d, named) if d.passive else replace(d, doers=doers) if doers else d for d in below)
    found = _under(scene, frame, "for")
    if frame.lemma in ("target", "deadline"):  # "a target for assassination": nothing that is asked for
        given = length_before(scene, Filler(frame.trigger, frame.span))
        kept = (d for d in found if scene.lemma(d.trigger) not in listed("harms"))
        return tuple(replace(d, limit=given or d.limit) for d in kept)
    return found


def _of_use(scene: Scene, frame: Frame, clause: Clause) -> bool:
    """True if the infinitive tells what a thing asked for is to serve: "demand for beans to feed pigs"."""
    named = [f for f in frame.prep("for") if f.head < clause.trigger]
    inner = scene.frame(clause.trigger)
    transitive = inner is not None and not inner.passive and bool(inner.objects)
    return transitive and bool(named) and not any(scene.is_actor(f) for f in named)


def _undergone(deed: Deed, named: list[Filler]) -> Deed:
    """What is to be done to those named after "for" ("the need for civilians to be protected")."""
    first = min((f.span[0] for f in named if f.head < deed.trigger), default=deed.span[0])
    return replace(deed, span=(min(first, deed.span[0]), deed.span[1]), doers=(), about=tuple(named))


def _under(scene: Scene, frame: Frame, *preps: str) -> tuple[Deed, ...]:
    """The deeds under a preposition: noun phrases that name one, and gerunds."""
    gerunds = [at for name, at in frame.adverbials if name in preps]
    found: list[Deed] = []
    for filler in separate(scene, (f for name, f in _phrases(scene, frame) if name in preps)):
        if (
            filler.head not in gerunds
            and scene.lemma(filler.head) not in listed("talk_matters")
            and is_deed(scene, filler)
        ):
            found.append(noun_deed(scene, filler))
    return in_list(scene, (*found, *(d for at in gerunds for d in gerund_deeds(scene, at))))


def _on(scene: Scene, frame: Frame, row: Row) -> tuple[Deed, ...]:
    gerunds = [at for name, at in frame.adverbials if name == "on"]
    named = [f for f in frame.prep("on") if f.head not in gerunds]
    if row.flag("negative"):
        return tuple(noun_deed(scene, f) for f in named if not scene.is_actor(f))
    return _under(scene, frame, "on")


def _of(scene: Scene, frame: Frame, row: Row) -> tuple[Deed, ...]:
    if row.cls == "need-noun":
        return _doing(scene, frame) or _under(scene, frame, "of")
    parts = [f for name, f in _phrases(scene, frame) if name == "of"]
    if not parts and row.cls in _ASKING:
        return ()  # "the 12 percent demand" leans on another
    end = max([frame.span[1], *(f.span[1] for f in parts)])
    whole = noun_deed(scene, Filler(frame.trigger, (frame.span[0], end)))
    return (whole,) if figures(scene, whole).targets else ()


def _doing(scene: Scene, frame: Frame) -> tuple[Deed, ...]:
    """The deeds of a gerund with its own subject, which the parser parted ("the importance of Kenya | ratifying")."""
    out: list[Deed] = []
    doers = frame.prep("of")
    if len(doers) > 1:
        return ()  # "of Kenya and Chad working together": what they owe each other
    for doer in doers:
        inner = scene.frame(next((i for i in range(doer.span[1], doer.span[1] + 3) if scene.frame(i) is not None), -1))
        below = inner is not None and inner.parent in (frame.trigger, doer.head) and inner.relation == "acl"
        if inner is not None and below and inner.tense == "participle" and not inner.passive and scene.is_actor(doer):
            out.extend(replace(d, doers=doers) for d in gerund_deeds(scene, inner.trigger))
    return tuple(out)


def _against(scene: Scene, frame: Frame, row: Row) -> tuple[Deed, ...]:
    return _under(scene, frame, "against")


_PATTERNS: Mapping[str, Callable[[Scene, Frame, Row], tuple[Deed, ...]]] = MappingProxyType(
    {"n-that": _that, "n-for": _for, "n-against": _against, "n-to": _to, "n-on": _on, "n-of": _of}
)
_ORDER = tuple(_PATTERNS)
