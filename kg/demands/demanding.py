"""From a word that asks, its parties and its deeds to candidates: what all rules on demands do last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.candidates import DemandCandidate
from kg.demands.actions import Deed, clause_deeds, is_rate, is_sum
from kg.demands.deeds import listed
from kg.demands.figures import figures, without_tail
from kg.demands.papers import instrument
from kg.demands.parties import NOBODY, Party, Scene
from kg.demands.provisos import proviso
from kg.demands.unsaid import settled
from kg.document import TokenSpan
from kg.factuality import Stand, construed
from kg.frames.frame import Clause, Filler, Frame, How
from kg.lexicon.rows import Row
from kg.model import ActorKind, Factuality, Force, Modality, Timeframe
from kg.names.nouns import nouns

MANDATIVE = frozenset({"must", "should", "shall", "have to", "need to", "ought to", "need", "be to"})
MIDDLE = frozenset({"rid", "prepare", "commit", "involve", "engage"})
"""Participles of those who do something to themselves: "must be prepared", "has to get rid of"."""
_RECALLED = Decimal("0.1")
_BEFORE = frozenset({"at", "in", "by", "before", "to", "into", "on"})
_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.GOVERNMENT})
_FUTURE = frozenset({"will", "would", "can", "could", "may"})
_HOPING = frozenset({"hope", "hop", "expect", "ask", "trust", "hopeful", "wish"})
UNMARKED = Stand(Modality.ASSERTED, "", Factuality.CERTAIN, Timeframe.GOING_ON)
"""The stand of words that ask without a word of asking."""

_FORMLESS = frozenset({"cut", "put", "set", "let", "shut", "cost", "quit", "spread", "split", "cast", "shed", "hit"})
_SUBJUNCTIVE = frozenset({"propose", "recommend", "suggest", "demand", "urge", "request", "order"})
_WEIGHING = frozenset({"important", "critical"})
_PAY = frozenset({"pay", "wage", "salary", "wages", "pension", "pensions", "quota", "quotas", "allocation"})
_DENYING = frozenset({"deny", "dispute"})
_GRANTED = frozenset({"request", "petition", "plea", "appeal", "motion"})  # who denies these refuses them


@dataclass(frozen=True, slots=True)
class Asking:
    """One word that asks, as a row reads it. ``open_addressee`` may be filled from the deed."""

    row: Row
    rule: str
    trigger: int
    by: Party
    to: Party = NOBODY
    confidence: Decimal = Decimal("0.9")
    anaphoric: bool = False
    instigator: tuple[Filler, ...] = ()
    consequence: TokenSpan | None = None
    stand: Stand | None = None
    force: Force | None = None
    negative: bool = False


def demands_of(scene: Scene, asking: Asking, deeds: Iterable[Deed]) -> Iterator[DemandCandidate]:
    """A candidate for each deed that somebody else than the demander is to do."""
    stand = asking.stand or stand_of(scene, asking.trigger)
    if stand is None:
        return
    asking = asking if asking.by else replace(asking, by=instrument(scene, scene.frame(asking.trigger)))
    for deed in deeds:
        own = scene.party(deed.doers, asking.trigger) if deed.apart else NOBODY
        told = own or asking.to
        to = told or addressee_of(scene, deed, asking.trigger)
        if not told and to and deed.passive and _themselves(scene, asking.by, to):
            to = NOBODY  # "that their wages be raised": what others are to do
        if not to and asking.row.flag("named_addressee") and not _of_others(scene, asking, deed):
            continue
        if to is None or _themselves(scene, asking.by, to) or (not to and _own(scene, asking, deed)):
            continue
        found = settled(scene, deed, asking.by, to, asking.trigger)
        if not _themselves(scene, asking.by, found):
            to = found
        yield _candidate(scene, asking, deed, to, stand)


def _of_others(scene: Scene, asking: Asking, deed: Deed) -> bool:
    """True if what is wanted can only be done by others ("wants an end to the subsidies", "seeks his release")."""
    wants = asking.row.lemma in ("want", "seek", "like", "favour", "favor")
    if not (wants and asking.by):
        return False
    lemma = scene.lemma(deed.trigger)
    pay = lemma in ("rise", "increase") and bool({scene.lower(i) for i in range(*deed.span)} & _PAY)
    pay = pay or (lemma in _PAY and any(c.tag_ == "JJR" for c in scene.reading.document.doc[deed.trigger].children))
    sum_ = is_sum(scene, deed.trigger) or is_rate(scene, deed.trigger)
    return pay or (sum_ and asking.row.lemma in ("want", "seek")) or lemma in listed("done_by_others")


def stand_of(scene: Scene, trigger: int) -> Stand | None:
    """How the asking is put; None if it is said not to have happened, or is itself asked about."""
    if scene.asks(trigger):
        return None
    stand = construed(scene.reading, trigger)
    frame = scene.frame(trigger)
    children = scene.reading.document.doc[trigger].children if frame is not None and frame.relation != "relcl" else ()
    if any(c.dep_ == "nsubj" and scene.lower(c.i) == "who" for c in children):
        return None  # "who can ask that of them?"
    above = scene.frame(frame.parent) if frame is not None else None
    denied = above is not None and above.lemma in _DENYING and not above.negated
    if denied and frame is not None and not frame.negated and not (frame.pos == "noun" and frame.lemma in _GRANTED):
        return stand._replace(modality=Modality.DENIED)
    if stand.modality is Modality.DENIED:
        return None
    polite = (
        frame is not None
        and frame.modal in ("would", "can", "must", "have to", "want to", "wish to")
        and frame.lemma in listed("candid")
    )
    if polite and frame is not None and scene.first_person(frame.subjects) and stand.modality is not Modality.ASSERTED:
        return stand._replace(modality=Modality.ASSERTED, hedge="")
    if frame is not None and frame.lemma == "like" and frame.modal == "would":
        return stand._replace(modality=Modality.ASSERTED, hedge="")
    if stand.modality is Modality.REPORTED:
        return stand._replace(modality=Modality.ASSERTED)  # the hedge says so
    return stand


def is_mandative(scene: Scene, frame: Frame, clause: Clause) -> bool:
    """True for a subjunctive or a clause with "must" or "should" (Huddleston and Pullum 2002, 11.1.1)."""
    inner = scene.frame(clause.trigger)
    if inner is None:
        return False
    if inner.modal in MANDATIVE or (inner.modal in _FUTURE and frame.lemma in _HOPING):
        return True
    if inner.modal:
        return False
    token = scene.reading.document.doc[clause.trigger]
    auxiliary = [c for c in token.children if c.dep_ in ("aux", "auxpass") and c.i > clause.span[0] - 1]
    first = auxiliary[0] if auxiliary else token
    mended = not auxiliary and inner.tense == "infinitive" and frame.lemma in _SUBJUNCTIVE  # undone by a repair
    if mended or first.tag_ == "VB" or (first.lower_ == "be" and first.tag_ in ("VB", "VBP")):
        return True
    # "proposed that states cut quotas": the form of every tense
    same = first.lower_ in _FORMLESS and frame.lemma in _SUBJUNCTIVE and frame.tense == "past"
    if same and any(c.dep_ == "nsubj" and c.tag_ in ("NNS", "NNPS", "NN", "NNP") for c in token.children):
        return True
    # "has proposed that the banks cut the margin and give it time": a plural shows no tense
    plural = any(c.dep_ == "nsubj" and c.tag_ in ("NNS", "NNPS") for c in token.children)
    formless = (first.tag_ == "VBP" and first.lower_ != "are") or (first.tag_ == "VBD" and first.lower_ in _FORMLESS)
    if plural and formless and frame.lemma in _SUBJUNCTIVE - {"suggest"}:
        return True
    # "it is important that the parties reduce their stocks": no finding about what they do already
    if plural and formless and frame.lemma in _WEIGHING and inner.pos == "verb" and inner.objects:
        return frame.tense == "present" and scene.reading.frames[clause.trigger].lemma not in listed("well")
    # "insisted that the rebels withdraw": no tense where the past would stand
    if first.tag_ == "VBP" and any(
        c.dep_ == "nsubj" and (c.tag_ in ("NN", "NNP") or c.lower_ in ("he", "she", "it")) for c in token.children
    ):
        return first.lower_ not in ("are", "'re", "have", "do", "am")
    return first.tag_ == "VBP" and frame.tense == "past" and first.lower_ not in ("are", "'re", "have", "do", "am")


def gerund_deeds(scene: Scene, at: int) -> tuple[Deed, ...]:
    """The deeds of a gerund after a preposition ("against drilling")."""
    frame = scene.frame(at)
    return () if frame is None else clause_deeds(scene, Clause(at, "ing", (at, frame.span[1])))


def addressee_of(scene: Scene, deed: Deed, trigger: int) -> Party | None:
    """Who is to do a deed that nobody is told to do outright; None if it is the speaker, or no one who can."""
    doers = [f for f in deed.doers if scene.is_actor(f)]
    if doers and scene.first_person(doers):
        return None
    if doers:
        return scene.party(doers, trigger)
    about = [f for f in deed.about if not scene.is_actor(f) and not _spared(scene, deed, f)]
    inside = [f for phrase in about for f in scene.within(phrase)]
    return scene.party(inside, trigger) or _decider(scene, deed) or _possessor(scene, deed)


def _spared(scene: Scene, deed: Deed, phrase: Filler) -> bool:
    """True for what others are to respect in somebody: "Chad's sovereignty must be respected" asks not Chad."""
    frame = scene.frame(deed.trigger)
    tried = deed.passive and scene.lemma(phrase.head) in listed("trials")  # "the singer's case must be dropped"
    respected = frame is not None and frame.lemma in listed("sparing") and scene.lemma(phrase.head) in listed("harmed")
    return tried or respected


def _decider(scene: Scene, deed: Deed) -> Party:
    """The body before which a passive deed is to be done: "be debated in the Senate", "be admitted to the union"."""
    frame = scene.frame(deed.trigger)
    if frame is None or not deed.passive or frame.lemma not in listed("deciding"):
        return NOBODY
    found = [f for name, f in frame.preps if name in _BEFORE and f.head > deed.trigger]
    for member in (*frame.attributes, *frame.objects):
        inner = scene.frame(member.head)
        if inner is not None and inner.lemma in ("member", "part", "chair", "president") and member.head > deed.trigger:
            found.extend(inner.prep("of"))
    bodies = [f for f in found if _is_body(scene, f)]
    return scene.party([replace(f, how=How.MODIFIER) for f in bodies], deed.trigger)


def _is_body(scene: Scene, filler: Filler) -> bool:
    """True for an organisation that is named, or told by its kind ("the Senate", "the court")."""
    named = scene.named(filler)
    if any(a.kind in _BODIES for a in named):
        return True
    return not named and scene.lemma(filler.head) in nouns("institution")


def _possessor(scene: Scene, deed: Deed) -> Party:
    """Whose thing the deed is to change, where nobody is told outright to do it: "pressure to raise its budget".

    The unsaid doer of an infinitive binds a possessive in its object, so the pronoun's antecedent is the doer.
    """
    frame = scene.frame(deed.trigger)
    if frame is None or frame.pos != "verb" or deed.passive:
        return NOBODY
    for filler in frame.objects:
        first = filler.span[0]
        if scene.lower(first) in ("its", "their", "his", "her"):
            one = Filler(first, (first, first + 1), How.COREFERENCE)
            if scene.named(one):
                return Party((one,))
    return NOBODY


def _themselves(scene: Scene, by: Party, to: Party) -> bool:
    """True if those who are asked are those who ask."""
    heads = {f.head for f in by.fillers}
    return scene.same(by, to) or any(f.head in heads for f in to.fillers)


def _own(scene: Scene, asking: Asking, deed: Deed) -> bool:
    """True if the deed is the demander's own: "we" are to do it, or "it" that asks."""
    if scene.first_person(deed.doers):
        return True
    own = scene.resolved(asking.by)
    return bool(own) and any(set(scene.named(f)) == set(own) for f in deed.doers)


def _candidate(scene: Scene, asking: Asking, deed: Deed, to: Party, stand: Stand) -> DemandCandidate:
    negative = asking.negative or asking.row.flag("negative")
    prefix = deed.prefix or (_no(scene, asking, deed) if negative and not deed.negative else "")
    found = figures(scene, replace(deed, prefix=prefix))
    short = without_tail(scene, deed, found)
    return DemandCandidate(
        rule=asking.rule,
        trigger=asking.trigger,
        evidence=_evidence(scene, asking, to, short.span, found.spans),
        modality=stand.modality,
        hedge=stand.hedge,
        timeframe=stand.timeframe,
        confidence=_confidence(asking, to, stand) - (_RECALLED if found.recalled else 0),
        by=asking.by.fillers,
        by_actor=scene.everybody(asking.by),
        addressee=to.fillers,
        to_actor=scene.everybody(to),
        action=short.span,
        action_prefix=prefix,
        force=asking.force or Force(asking.row.text("force", Force.REQUESTING.value)),
        negative=negative != deed.negative if negative and deed.prefix.startswith("not") else negative or deed.negative,
        condition=_proviso(scene, asking, deed),
        consequence=asking.consequence,
        targets=found.targets,
        deadline=found.deadline,
        at=_setting(scene, asking.trigger, deed.trigger),
        instigator=asking.instigator,
        anaphoric=asking.anaphoric,
    )


def _proviso(scene: Scene, asking: Asking, deed: Deed) -> TokenSpan | None:
    found = proviso(scene.reading.document.doc, deed.trigger, asking.trigger)
    if found is None or asking.consequence or asking.row.cls == "condition":
        return None
    return None if found[0] <= deed.trigger < found[1] else found  # in "unless it withdraws" the clause is the demand


def _evidence(scene: Scene, asking: Asking, to: Party, action: TokenSpan, figure: Iterable[TokenSpan]) -> TokenSpan:
    """From the first to the last word that carries the demand, within the trigger's sentence."""
    start, end = scene.reading.document.sentence(asking.trigger)
    verb = scene.reading.document.doc[asking.trigger]
    denied = any(c.dep_ == "neg" for c in verb.children)
    group = [
        c.i for c in verb.children if denied and c.dep_ in ("neg", "aux", "auxpass") and start <= c.i < asking.trigger
    ]
    inner = (min(asking.trigger, action[0], *group), max(asking.trigger + 1, action[1]))
    slots = [f.span for f in (*asking.by.fillers, *to.fillers, *asking.instigator) if _near(f, inner)]
    slots = [s for s in slots if start <= s[0] and s[1] <= end]
    spans = [inner, *slots, *figure]
    first = max(start, min(s[0] for s in spans))
    last = min(end, max(s[1] for s in spans))
    return (first, last)


def _no(scene: Scene, asking: Asking, deed: Deed) -> str:
    """The word that turns a deed into leaving it undone: "not drilling", "no flights", "against the deal"."""
    doc = scene.reading.document.doc
    if doc[deed.trigger].pos_ not in ("NOUN", "PROPN"):
        return "not to" if scene.lower(deed.span[0] - 1) == "to" else "not"
    known = doc[deed.span[0]].pos_ in ("DET", "PRON") or any(c.dep_ == "poss" for c in doc[deed.trigger].children)
    return "against" if known or asking.row.cls != "order-noun" else "no"


def _near(filler: Filler, inner: TokenSpan) -> bool:
    """True if a slot's words belong to the quote: named outright, and not a long way off."""
    gap = max(inner[0] - filler.span[1], filler.span[0] - inner[1])
    if filler.how in (How.EXPLICIT, How.COORDINATION):
        return gap <= 25
    return filler.how in (How.MODIFIER, How.CONTROL) and gap <= 8


def _confidence(asking: Asking, to: Party, stand: Stand) -> Decimal:
    sure = asking.confidence
    if not asking.by and not to:
        sure -= Decimal("0.15")
    if stand.modality is Modality.HYPOTHETICAL:
        sure -= Decimal("0.05")
    return sure


def _setting(scene: Scene, *triggers: int) -> TokenSpan | None:
    """The meeting at which it is asked ("at the summit"), in the text's words."""
    for trigger in triggers:
        frame = scene.frame(trigger)
        for filler in frame.prep("at", "during") if frame is not None else ():
            if scene.lemma(filler.head) in listed("meetings"):
                return filler.span
    return None
