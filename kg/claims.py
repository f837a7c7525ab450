"""Claims: who vouches for a situation, through whom, how surely, in which words.

A mention of a situation stands inside zero or more attribution segments. The outermost speakers are relayed by the
report's outlet, the next by those, and so on; each link is a claim of its own. Whoever relays is committed to nothing,
unless by a factive verb: "Lee admitted that the talks were off" takes for granted that they were (Kiparsky and
Kiparsky 1970), "Lee claimed" does not. Without a source the outlet itself vouches.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kg.attribution.signed import SIGNED
from kg.frames.frame import Frame
from kg.model import Actor, Claim, Factuality, Modality, Passage, StatementKind, Timeframe
from kg.reading import Reading, Segment
from kg.slots import Slots

# What the teller of a situation commits to when the construction is put in this way (FactBank's scale).
COMMITMENT: dict[Modality, Factuality] = {
    Modality.ASSERTED: Factuality.CERTAIN,
    Modality.REPORTED: Factuality.UNCOMMITTED,
    Modality.EXPECTED: Factuality.PROBABLE,
    Modality.DENIED: Factuality.CERTAIN_NOT,
    Modality.HYPOTHETICAL: Factuality.POSSIBLE,
}


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the report tells of a situation.

    ``own`` names segments that are not sources of it (a statement's own segment). ``authors`` are actors whose own
    words the situation consists in (the demander of a quoted demand): they are no sources that the text credits.
    """

    situation: str
    trigger: int
    evidence: Passage
    modality: Modality = Modality.ASSERTED
    hedge: str = ""
    timeframe: Timeframe = Timeframe.BEHIND
    confidence: Decimal = Decimal("0.9")
    rule: str = ""
    how: tuple[tuple[str, str], ...] = ()
    own: tuple[int, ...] = ()
    voiced: tuple[Actor, ...] = ()  # who puts forward what the situation consists in: a proposal's proposer vouches
    authors: tuple[Actor, ...] = ()
    facet: str = ""
    facet_actor: Actor | None = None
    facet_situation: str = ""
    facet_words: str = ""
    certainty: Factuality | None = None  # of whoever tells it, where the words say less than the modality does


@dataclass
class Ledger:
    """Collects claims; equal stands of one claimant become one claim with all their passages."""

    slots: Slots
    claims: dict[tuple[object, ...], Claim] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)  # claims on each situation

    def tell(self, mention: Mention) -> None:
        """Enter the outlet's claim for a mention, and the claims of those whom it relays."""
        below, denied, granted = self._sources(mention)
        modality = mention.modality
        if denied and modality is Modality.ASSERTED:
            modality = Modality.DENIED
        elif (below or mention.hedge) and modality is Modality.ASSERTED:
            modality = Modality.REPORTED
        relaying = bool(below) and not granted and modality in (Modality.REPORTED, Modality.DENIED)
        own = mention.certainty or COMMITMENT[mention.modality if granted else modality]
        self._enter(mention, None, Factuality.UNCOMMITTED if relaying else own, modality, below)

    def _sources(self, mention: Mention) -> tuple[tuple[str, ...], bool, bool]:
        """Keys of the claims that the outlet relays for this mention, whether a source denies it, is it granted."""
        reading = self.slots.reading
        certain = COMMITMENT[Modality.ASSERTED]
        below = tuple(self._enter(mention, who, certain, mention.modality, ()) for who in mention.voiced)
        denied = granted = False
        covering = [i for i in reading.sources(mention.trigger) if mention.trigger >= 0 and i not in mention.own]
        covering = [
            i for i in covering if reading.segments[i].rule != SIGNED
        ]  # what the text itself says has no source
        for index in reversed(covering):
            segment = reading.segments[index]
            negative = segment.kind is StatementKind.DENIES  # who denies an act of its own is a source all the same
            told = self.slots.speakers(segment)
            speakers = [a for a in told if (negative or a not in mention.authors) and a not in mention.voiced]
            if segment.kind is StatementKind.NO_COMMENT or not speakers or _presupposes(reading, segment, mention):
                continue
            denied = denied or negative
            modality = Modality.DENIED if negative else Modality.REPORTED if below else mention.modality
            factuality = mention.certainty or COMMITMENT[mention.modality if granted else modality]
            granted = segment.factive and (granted or not below)
            told_to = self.slots.fill(segment.told_to).actors
            below = tuple(self._enter(mention, who, factuality, modality, below, told_to) for who in speakers)
        return below, denied, granted

    def _leads_to(self, key: str, goal: str) -> bool:
        """True if following ``relays`` from ``key`` comes to ``goal``: such a link would close a circle."""
        by_key = {claim.key: claim for claim in self.claims.values()}
        open_, seen = [key], set[str]()
        while open_:
            at = open_.pop()
            if at == goal:
                return True
            if at not in seen:
                seen.add(at)
                open_.extend(by_key[at].relays)
        return False

    def _enter(
        self,
        mention: Mention,
        claimant: Actor | None,
        factuality: Factuality,
        modality: Modality,
        relays: tuple[str, ...],
        told_to: tuple[Actor, ...] = (),
    ) -> str:
        facet = (mention.facet, mention.facet_actor, mention.facet_situation, mention.facet_words)
        identity = (mention.situation, claimant, factuality, modality, mention.timeframe, mention.hedge, facet)
        confidence = mention.confidence.quantize(Decimal("0.01"))
        known = self.claims.get(identity)
        if known is not None:
            self.claims[identity] = replace(
                known,
                evidence=tuple(sorted({*known.evidence, mention.evidence})),
                relays=tuple(dict.fromkeys((*known.relays, *(r for r in relays if not self._leads_to(r, known.key))))),
                told_to=tuple(dict.fromkeys((*known.told_to, *told_to))),
                confidence=max(known.confidence, confidence),
            )
            return known.key
        self.counts[mention.situation] += 1
        key = f"{mention.situation}.{self.counts[mention.situation]}"
        self.claims[identity] = Claim(
            key=key,
            situation=mention.situation,
            claimant=claimant,
            evidence=(mention.evidence,),
            factuality=factuality,
            timeframe=mention.timeframe,
            modality=modality,
            relays=relays,
            told_to=told_to,
            hedge=mention.hedge,
            facet=mention.facet,
            facet_actor=mention.facet_actor,
            facet_situation=mention.facet_situation,
            facet_words=mention.facet_words,
            confidence=confidence,
            rule=mention.rule,
            how=mention.how,
        )
        return key


def _presupposes(reading: Reading, segment: Segment, mention: Mention) -> bool:
    """True for what the words of a source take for granted, by a noun phrase: it is judged, not told.

    "Rejected the demand as absurd" denies no demand. In indirect speech a noun with its possessor ("said that the
    alliance's target was too high") is the teller's own description (a definite: Strawson 1950; read de re), unless
    its clause or a copula tells what it holds ("said that the alliance's demand was a new tax").
    """
    frame = reading.frames.get(mention.trigger)
    if frame is None or frame.pos != "noun":
        return False
    judged = segment.kind is StatementKind.DENIES and segment.rule.endswith((":np-as", ":object"))
    return judged or (mention.rule.startswith("demand-noun") and not segment.direct and _described(reading, frame))


def _described(reading: Reading, noun: Frame) -> bool:
    """True for a noun with its possessor in the teller's own words, whose clause or copula tells nothing of it."""
    doc = reading.document.doc
    named = any(c.dep_ == "poss" and c.pos_ in ("NOUN", "PROPN") for c in doc[noun.trigger].children)
    if not named or reading.document.in_quotation[noun.trigger] >= 0 or any(c.kind == "that" for c in noun.clauses):
        return False
    above = reading.frames.get(noun.parent)
    specifies = above is not None and above.lemma == "be" and not above.negated  # Higgins 1979: no class is told
    told = specifies and above is not None and any(doc[f.head].pos_ == "NOUN" for f in above.attributes)
    return not told
