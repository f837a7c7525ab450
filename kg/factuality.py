"""How a report puts a predicate: asserted, reported, expected, denied or hypothetical; how sure, and when.

The scale is that of FactBank (Saurí and Pustejovsky 2009, "FactBank: a corpus annotated with event factuality"):
certainty (CT, PR, PS) and polarity (+, -) for each source, Uu for a source that only passes on what another says. As
de Marneffe, Manning and Potts (2012, "Did it happen?") found of readers, certainty is read off the modal, the adverb
and the governing predicate together, and words of hearsay ("reportedly") count as passing on. A factive predicate
("acknowledge", Kiparsky and Kiparsky 1970) leaves whoever uses it committed to its complement.

``construed`` looks at the words alone and is what a candidate carries; ``modality`` adds the sources that cover the
token and is what a reader of one passage wants to know.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.attribution.words import speech_words
from kg.frames.frame import Frame
from kg.frames.inversion import condition_by_order
from kg.model import Factuality, Modality, StatementKind, Timeframe
from kg.reading import Reading


class Stand(NamedTuple):
    """Modality, the words of hedging, certainty with polarity, and time: unpack it as a tuple."""

    modality: Modality
    hedge: str
    factuality: Factuality
    timeframe: Timeframe


_EXPECTING_MODALS = frozenset(
    {"will", "shall", "be going to", "be to", "be set to", "be due to", "be expected to", "be about to"}
)
_HYPOTHETICAL_MODALS = frozenset({"could", "might", "may", "would", "can"})
_POSSIBLE_MODALS = frozenset({"could", "might", "may", "can"})
_POSSIBLE = frozenset({"consider", "contemplate", "mull", "weigh", "imagine", "suppose", "ponder", "possible"})
_NOT_DONE = frozenset({"refuse", "decline", "fail", "refrain", "avoid", "neglect", "forget", "unable", "unwilling"})
_NOT_DONE_OF = frozenset(  # verbs and the preposition before what is then not done
    {("stop", "short of"), ("fall", "short of"), ("decide", "against"), ("refrain", "from"), ("abstain", "from"),
     ("vote", "against"), ("shy", "away from"), ("shrink", "from"), ("shy", "from")}
)  # fmt: skip
_INTENT = frozenset({"plan", "intention", "intent"})  # "has plans to ask", "has no intention of asking"
_MAYBE = frozenset({"possibility", "option", "prospect", "chance", "risk"})
_POSSIBLE_STATES = frozenset({"possible", "conceivable", "unclear", "uncertain", "unlikely"})
_LIKELY_STATES = frozenset({"likely", "probable", "expected"})
_FALSE = frozenset({"false", "untrue", "wrong", "baseless", "unfounded", "incorrect", "groundless", "fake", "lie"})
_IRREAL = frozenset({"if", "unless", "whether", "lest", "in case", "provided", "assuming", "should"})
_PROBABLY = frozenset({"probably", "likely", "presumably", "expectedly"})
_POSSIBLY = frozenset({"possibly", "perhaps", "maybe", "conceivably", "potentially"})
_HEARSAY = frozenset({"reportedly", "allegedly", "purportedly", "supposedly", "apparently"})
_DOWN = frozenset({"xcomp", "ccomp", "pcomp", "acomp"})  # complements take over the force of what governs them
_AHEAD = frozenset({"upcoming", "future", "forthcoming", "planned", "coming", "proposed", "scheduled", "next"})
_ONGOING = frozenset({"ongoing", "current", "continuing", "present"})
_PRESUPPOSING = frozenset({"why", "how", "when", "where", "who", "what", "which"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_RANK = {
    Modality.ASSERTED: 0,
    Modality.REPORTED: 1,
    Modality.EXPECTED: 2,
    Modality.HYPOTHETICAL: 3,
    Modality.DENIED: 4,
}


def modality(reading: Reading, token: int) -> Stand:
    """The stand that the report's outlet takes on the predicate at ``token``, its sources counted in.

    Whatever a source or a word of hearsay vouches for is ``reported`` unless its words already make it expected,
    hypothetical or denied; the outlet then stays uncommitted.
    """
    own = construed(reading, token)
    covering = [reading.segments[i] for i in reading.sources(token)]
    covering = [s for s in covering if s.kind is not StatementKind.NO_COMMENT and (s.speakers or s.speaker_actors)]
    if not covering:
        return own
    hedge = own.hedge or next((s.hedge for s in covering if s.hedge), "")
    kind = own.modality
    if any(s.kind is StatementKind.DENIES for s in covering):
        kind = Modality.DENIED
    elif kind is Modality.ASSERTED:
        kind = Modality.REPORTED
    return Stand(kind, hedge, Factuality.UNCOMMITTED, own.timeframe)


def construed(reading: Reading, token: int) -> Stand:
    """The stand that the words at ``token`` express by themselves, for whoever speaks them; sources are left out."""
    stand = _own(reading, token)
    hedge = _hearsay(reading, token)
    if hedge and stand.modality is Modality.ASSERTED:
        stand = Stand(Modality.REPORTED, hedge, Factuality.UNCOMMITTED, stand.timeframe)
    elif hedge:
        stand = stand._replace(hedge=stand.hedge or hedge)
    below = token
    for governor, relation in _governors(reading, token):
        stand = _under(reading, stand, governor, relation, below)
        below = governor.trigger
    return stand


def _hearsay(reading: Reading, token: int) -> str:
    """The words of hearsay that cover a token and name no source ("is said to"); the innermost ones count."""
    covering = [reading.segments[i] for i in reading.sources(token)]
    hedges = [s.hedge for s in covering if s.hedge and not s.speakers and not s.speaker_actors]
    return hedges[-1] if hedges else ""


def relayed(stand: Stand, *, factive: bool = False) -> Stand:
    """The stand of whoever passes ``stand`` on; only a factive verb ("acknowledge") commits the one who relays."""
    if factive:
        return stand
    kind = Modality.REPORTED if stand.modality is Modality.ASSERTED else stand.modality
    return stand._replace(modality=kind, factuality=Factuality.UNCOMMITTED)


def _own(reading: Reading, token: int) -> Stand:
    frame = reading.frames.get(token)
    if frame is None or frame.pos == "noun":
        return _noun(reading, token, frame)
    kind, hedge = _from_words(frame)
    if frame.modal == "would" and kind is Modality.HYPOTHETICAL and not hedge and _reported(reading, frame):
        kind = Modality.EXPECTED  # the backshifted "will" of reported speech (Quirk et al. 14.31)
    if _irreal(reading, token):
        kind = Modality.HYPOTHETICAL
    if frame.negated and kind is Modality.ASSERTED:
        kind = Modality.DENIED
    certainty = _certainty(kind, frame)
    if kind is Modality.ASSERTED and hedge in _PROBABLY:
        certainty = Factuality.PROBABLE
    return Stand(kind, hedge, certainty, _time(frame, kind))


def _reported(reading: Reading, frame: Frame) -> bool:
    """True if the predicate stands in reported speech, with no condition beside it."""
    if any(word in _IRREAL for word, _ in frame.adverbials):
        return False
    return any(reading.segments[i].trigger >= 0 for i in reading.sources(frame.trigger))


def _from_words(frame: Frame) -> tuple[Modality, str]:
    """The modality that modal and adverbs give, with the hedge's words."""
    hedge = next((a for a in frame.adverbs if a in _HEARSAY | _PROBABLY | _POSSIBLY), "")
    modal = frame.modal
    head = modal.split(" ")[1] if modal.startswith("be ") and modal.count(" ") >= 2 else modal.split(" ")[0]
    if modal in _HYPOTHETICAL_MODALS or modal == "threaten to" or hedge in _POSSIBLY or head in _POSSIBLE:
        return Modality.HYPOTHETICAL, hedge or (modal if modal in _POSSIBLE_MODALS else "")
    if modal in _EXPECTING_MODALS or frame.tense == "future" or head in speech_words("expecting") or _stem(head):
        return Modality.EXPECTED, hedge
    return (Modality.REPORTED if hedge in _HEARSAY else Modality.ASSERTED), hedge


@lru_cache(maxsize=1024)
def _stem(word: str) -> bool:
    """True for the participle of an expecting verb ("be expected to", "be scheduled to")."""
    return any(word.startswith(v.rstrip("e")) and word.endswith("ed") for v in speech_words("expecting") if len(v) > 3)


def _certainty(kind: Modality, frame: Frame | None) -> Factuality:
    negative = frame is not None and frame.negated
    if kind is Modality.REPORTED:
        return Factuality.UNCOMMITTED
    if kind is Modality.EXPECTED:
        return Factuality.PROBABLE_NOT if negative else Factuality.PROBABLE
    if kind is Modality.HYPOTHETICAL:
        return Factuality.POSSIBLE_NOT if negative else Factuality.POSSIBLE
    return Factuality.CERTAIN_NOT if kind is Modality.DENIED else Factuality.CERTAIN


def _time(frame: Frame, kind: Modality) -> Timeframe:
    modal = frame.modal in _HYPOTHETICAL_MODALS and not frame.perfect
    if kind is Modality.EXPECTED or modal or frame.tense == "future":
        return Timeframe.AHEAD
    if frame.tense == "past" or frame.perfect:
        return Timeframe.BEHIND
    if frame.tense == "present":
        return Timeframe.GOING_ON
    return Timeframe.AHEAD if frame.tense == "infinitive" else Timeframe.BEHIND


def _noun(reading: Reading, token: int, frame: Frame | None) -> Stand:
    """A noun for an event is taken as fact (its definite forms presuppose it) unless its adjectives set a time."""
    doc = reading.document.doc
    children = doc[token].children if 0 <= token < len(doc) else ()
    words = {child.lower_ for child in children if child.i < token}
    if words & _AHEAD:
        return Stand(Modality.EXPECTED, "", Factuality.PROBABLE, Timeframe.AHEAD)
    when = Timeframe.GOING_ON if words & _ONGOING else Timeframe.BEHIND
    hedge = next((w for w in ("reported", "alleged", "purported", "supposed") if w in words), "")
    kind = Modality.REPORTED if hedge else Modality.ASSERTED
    return Stand(kind, hedge, _certainty(kind, frame), when)


def _governors(reading: Reading, token: int) -> Iterator[tuple[Frame, str]]:
    """The predicates whose force reaches down to ``token``, nearest first, each with the relation between them."""
    frame = reading.frames.get(token)
    at, seen = token, {token}
    if frame is None or frame.pos == "noun":
        verb = _light_verb(reading, token)
        if verb is None:
            return
        yield verb, "object"
        frame, at = verb, verb.trigger
        seen.add(at)
    while frame is not None and frame.parent >= 0 and frame.parent not in seen:
        # Clauses beside the predicate (relatives, adverbials, conjuncts) have a force of their own, except participles.
        told = frame.relation == "acl" and _false(reading, reading.frames.get(frame.parent))
        beside = told or (frame.relation in ("conj", "advcl", "acl", "prep") and not _finite(frame))
        passed_on = frame.relation in _DOWN or beside
        if not passed_on:
            return
        above = reading.frames.get(frame.parent)
        if above is None:
            return
        yield above, frame.relation
        seen.add(above.trigger)
        frame = above


def _finite(frame: Frame) -> bool:
    return frame.tense in ("past", "present", "future") or bool(frame.modal)


def _light_verb(reading: Reading, token: int) -> Frame | None:
    """The verb that an indefinite noun for an event lends its sense to ("will hold talks"), if there is one."""
    doc = reading.document.doc
    if not 0 <= token < len(doc):
        return None
    noun = doc[token]
    if any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in noun.children):
        return None
    verb = reading.frames.get(noun.head.i)
    if verb is None or verb.pos != "verb" or verb.trigger == token:
        return None
    as_object = any(f.head == token for f in verb.objects) or noun.dep_ in ("dobj", "nsubjpass")
    return verb if as_object and verb.lemma.split(" ")[0] in speech_words("light") else None


def _under(reading: Reading, stand: Stand, governor: Frame, relation: str, below: int) -> Stand:
    """``stand`` under a governing predicate: the stronger departure from plain assertion wins."""
    lemma = governor.lemma.split(" ")[0]
    if governor.pos == "noun" or relation == "prep":
        return _beside(reading, stand, governor, relation, below)
    kind, hedge = _from_words(governor)
    if lemma == "be":
        kind = _state(reading, governor) or kind
    if _irreal(reading, governor.trigger):
        kind = Modality.HYPOTHETICAL
    complement = relation in _DOWN or relation == "object"
    silence = _silence(reading, governor.trigger, below) if relation in _DOWN else ""
    if silence == "granted":
        return stand
    if silence:
        kind = Modality.HYPOTHETICAL
    elif complement and governor.lemma == "rule out" and kind in (Modality.ASSERTED, Modality.REPORTED):
        kind = Modality.HYPOTHETICAL if governor.negated else Modality.DENIED
    elif complement and not _stated(reading, governor.trigger, below):
        if lemma in _NOT_DONE or (governor.negated and kind is Modality.ASSERTED):
            kind = Modality.DENIED
        elif lemma in _POSSIBLE and kind is not Modality.DENIED:
            kind = Modality.HYPOTHETICAL
        elif (
            lemma in speech_words("expecting")
            and relation != "object"
            and kind in (Modality.ASSERTED, Modality.REPORTED)
        ):
            kind = Modality.EXPECTED
    open_ = stand.modality in (Modality.EXPECTED, Modality.HYPOTHETICAL)  # its time is set by its own words
    if relation == "object" or not (_has_tense(reading, below) or open_):
        stand = stand._replace(timeframe=_time(governor, kind))
    if kind is Modality.EXPECTED:
        stand = stand._replace(timeframe=Timeframe.AHEAD)
    if _RANK[kind] <= _RANK[stand.modality]:
        return stand._replace(hedge=stand.hedge or hedge)
    return stand._replace(modality=kind, hedge=stand.hedge or hedge, factuality=_certainty(kind, None))


def _beside(reading: Reading, stand: Stand, governor: Frame, relation: str, below: int) -> Stand:
    """``stand`` under a noun of intent ("no plans to ask") or a preposition ("stopped short of asking")."""
    kind = stand.modality
    if relation == "prep":
        names = {name for name, at in governor.adverbials if at == below}
        if any((governor.lemma.split(" ")[0], name) in _NOT_DONE_OF for name in names):
            kind = Modality.DENIED
    elif relation in ("acl", "ccomp") and _finite(reading.frames[below]) and _false(reading, governor):
        kind = Modality.DENIED
    elif relation == "acl" and reading.frames[below].tense != "infinitive":
        return stand  # "a plan backed by Chile"
    elif governor.lemma in _INTENT:
        kind = Modality.DENIED if _without(reading, governor) else Modality.EXPECTED
    elif governor.lemma in _MAYBE:
        kind = Modality.HYPOTHETICAL
    if _RANK[kind] <= _RANK[stand.modality]:
        return stand
    return Stand(kind, stand.hedge, _certainty(kind, None), stand.timeframe)


def _false(reading: Reading, noun: Frame | None) -> bool:
    """True of "reports that X met Y were false", "the report that X met Y is wrong"."""
    above = reading.frames.get(noun.parent) if noun is not None and noun.pos == "noun" else None
    if above is None or noun is None or not any(f.head == noun.trigger for f in above.subjects):
        return False
    states = {c.lower_ for c in reading.document.doc[above.trigger].children if c.dep_ in ("acomp", "attr", "advmod")}
    return bool(states & _FALSE) and not above.negated


def _without(reading: Reading, noun: Frame) -> bool:
    """True for "no plans", and for plans that somebody is said not to have."""
    above = reading.frames.get(noun.parent)
    none = any(c.lower_ in ("no", "any") for c in reading.document.doc[noun.trigger].children)
    return none or (above is not None and above.pos == "verb" and above.negated)


def _state(reading: Reading, copula: Frame) -> Modality | None:
    """What "it is possible that", "it is likely that" make of the clause behind it."""
    states = {c.lemma_.lower() for c in reading.document.doc[copula.trigger].children if c.dep_ == "acomp"}
    if states & _POSSIBLE_STATES:
        return Modality.HYPOTHETICAL
    return Modality.EXPECTED if states & _LIKELY_STATES else None


def _has_tense(reading: Reading, token: int) -> bool:
    frame = reading.frames.get(token)
    return frame is not None and _finite(frame) and frame.tense != "infinitive"


def _stated(reading: Reading, governor: int, below: int) -> bool:
    """True if the governor reports speech whose content is ``below``: the speaker's stand is not the governor's."""
    return any(s.span[0] <= below < s.span[1] and not s.hedge for s in reading.told_by(governor))


def _silence(reading: Reading, governor: int, below: int) -> str:
    """Under a silence of the governor's, how the clause at ``below`` stands: "open", "granted", or "" under none.

    "Declined to confirm that they had met" leaves it open; "would not say why they met" grants that they did.
    """
    inner = reading.frames.get(below)
    if inner is None or not (_finite(inner) or _above_clause(reading, below)):
        return ""
    for s in reading.told_by(governor):
        if s.kind is StatementKind.NO_COMMENT and s.span[0] <= below < s.span[1]:
            asked = {reading.document.token(i).lower_ for i in range(governor, below)}
            return "granted" if asked & _PRESUPPOSING else "open"
    return ""


def _above_clause(reading: Reading, token: int) -> bool:
    """True if the infinitive at ``token`` has a finite complement: "to confirm that they had met"."""
    inner = reading.frames.get(token)
    kinds = {"that", "bare", "wh"}
    return inner is not None and any(c.kind in kinds and c.trigger > token for c in inner.clauses)


def _irreal(reading: Reading, token: int) -> bool:
    """True if ``token`` heads a condition or an embedded question ("if", "unless", "whether", "had she asked")."""
    doc = reading.document.doc
    frame = reading.frames.get(token)
    if frame is not None and condition_by_order(reading.document, frame):
        return True
    if 0 <= token < len(doc) and any(c.dep_ == "mark" and c.lower_ in _IRREAL for c in doc[token].children):
        return True
    above = reading.frames.get(frame.parent) if frame is not None else None
    return above is not None and any(word in _IRREAL and at == token for word, at in above.adverbials)


__all__ = ["Stand", "construed", "modality", "relayed"]
