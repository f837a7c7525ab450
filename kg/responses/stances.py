"""Stances on what others ask or propose: whose matter it is, which demand is answered, which way words point.

A matter is a demand ("the call"), a policy of another ("Peru's plan") or the words in which it was put ("Peru's
remarks"). Nobody answers a matter of its own. The demand behind it is found by its own words, by shared content words
or figures, by its owner's last demand, or by adjacency, in this order; else only the words are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, cached_property

from kg.actors.sides import one_side, sides
from kg.candidates import DemandCandidate, ResponseCandidate
from kg.demands.deeds import listed
from kg.demands.parties import NOBODY, Party, Scene
from kg.demands.told import content_lemmas
from kg.document import TokenSpan
from kg.factuality import construed
from kg.frames.frame import Filler, Frame
from kg.lexicon.rows import Row, load_rows
from kg.lexicon.tables import lexicon_table
from kg.model import Actor, ActorKind, Modality, ResponseType, StatementKind
from kg.reading import Reading, Segment
from kg.responses.answers import Answers
from kg.responses.conditions import bound, conditional, restricted
from kg.responses.houses import answers_for
from kg.responses.kinship import kin, related
from kg.responses.owners import made_by, owners, told_after
from kg.responses.tellers import ruled_out, teller
from kg.responses.told import FAR
from kg.rules import response_quotes, responses

_OPEN = (Modality.EXPECTED, Modality.HYPOTHETICAL, Modality.DENIED)
_DEED_NEAR = 6
_POINTING = frozenset({"that", "this", "it", "they", "these", "those"})


@cache
def words(name: str) -> frozenset[str]:
    """One of the plain lists at the end of ``lexicon/stance.toml``."""
    data = lexicon_table("stance")
    return frozenset(data["lists"][name].split())


@cache
def phrases(name: str) -> tuple[str, ...]:
    """One of the lists of several words, parted by bars."""
    data = lexicon_table("stance")
    return tuple(p.strip() for p in data["lists"][name].replace("\n", "").split("|"))


@cache
def _index() -> dict[tuple[str, str], tuple[Row, ...]]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in load_rows("stance"):
        found.setdefault((row.pos, row.lemma), []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def stance_rows(frame: Frame) -> tuple[Row, ...]:
    """The rows for the word of a frame, with its particle or adverb ("push back") or without."""
    first = frame.lemma.split(" ")[0]
    lemmas = (frame.lemma, *(f"{first} {adverb}" for adverb in frame.adverbs), first)
    return next((rows for lemma in lemmas if (rows := _index().get((frame.pos, lemma)))), ())


@dataclass(frozen=True, slots=True)
class Matter:
    """What an answer is about: the noun phrase, whose it is, and the demand in it (a trigger, or -1)."""

    filler: Filler
    owner: Party = NOBODY
    to: int = -1
    strong: bool = False  # its noun says that something is asked ("call", "proposal")
    deed: bool = False  # it is the deed itself ("the delay")


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer as a rule reads it."""

    rule: str
    trigger: int
    by: Party
    type: ResponseType
    to: int = -1
    about: TokenSpan | None = None
    said: TokenSpan | None = None
    confidence: Decimal = Decimal("0.7")
    shown: TokenSpan | None = None  # words that belong to the evidence and to no slot


Pattern = Callable[["Stances", Frame], Finding | None]


def _telling_verbs(reading: Reading) -> Iterator[Frame]:
    """The verbs of a report that are read and are not what was asked for."""
    stances = Stances(reading)
    for frame in reading.frames.values():
        if frame.pos == "verb" and stances.scene.readable(frame.trigger) and not stances.asked_for(frame):
            yield frame


@dataclass(frozen=True)
class Stances:
    """One reading with what the rules on stances ask of it."""

    reading: Reading
    answers: Answers = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "answers", self.reading.once(Answers))

    @property
    def scene(self) -> Scene:
        """The questions on words, speakers and parties."""
        return self.answers.scene

    @cached_property
    def known(self) -> tuple[ResponseCandidate, ...]:
        """The answers that verbs of answering tell."""
        return (*self.reading.all_of(responses.find), *self.reading.all_of(response_quotes.find))

    def told(self, finding: Finding, who: tuple[Actor, ...]) -> bool:
        """True if a verb of answering tells the same already, about the words or within what is said."""
        for one in self.known:
            other = self.scene.resolved(Party(one.by, one.by_actor))
            about = one.evidence[0] <= finding.trigger < one.evidence[1] and bool(set(who) & set(other))
            said = finding.said or (0, 0)
            inside = said[0] <= one.trigger < said[1] and sides(self.reading, who) & sides(self.reading, other)
            if about or inside:
                return True
        return False

    # ------------------------------------------------------------------------------------------ what is answered
    def matter(self, filler: Filler, *, judged: bool = False) -> Matter | None:
        """The matter that a noun phrase names; None if it names nothing that one can answer.

        What is judged outright ("called the notion absurd") may be a bare notion, with nothing else said of it.
        """
        scene, lemma = self.scene, self.scene.lemma(filler.head)
        if self.reading.document.doc[filler.head].pos_ not in ("NOUN", "PROPN"):
            return None
        asked = self.answers.is_demand_noun(filler)
        proposed = self._proposed(filler) if not asked else None
        if proposed is not None:
            return proposed
        if self.answers.only_tells(filler) or self._of_trade(filler):
            return None
        if not asked and lemma not in words("policies") and lemma not in words("utterances"):
            return self._deed(filler)
        frame = scene.frame(filler.head)
        if asked and frame is not None and any(scene.lemma(f.head) in words("press") for f in frame.prep("for")):
            return None
        to = self.answers.named_demand(filler) if asked else -1
        owner = self.answers.told.maker(to)
        if not owner and frame is not None:
            own = (*frame.subjects, *frame.prep("by", "from"), *(frame.prep("of") if not asked else ()))
            owner = scene.party([f for f in own if self.reading.resolver.actors(f)], filler.head)
        if to < 0 and lemma in listed("unsure") and not judged and not self.scene.resolved(owner):
            to = self._just_said(filler)
            if to < 0:
                return None
        if lemma in words("utterances") and not asked:
            to = self._last_of(owner, filler.head) if owner else self._just_said(filler)
            if to < 0:
                return None
            if not owner:
                owner = self.answers.told.maker(to)
        if lemma in words("figures"):
            return self._figure(filler)
        if lemma in words("aims") and to < 0 and not asked and self.about(NOBODY, filler.span, filler.head, 1) < 0:
            return None  # an aim is a matter only where somebody asked for it
        return Matter(filler, owner, to, asked or lemma in words("proposals"))

    def _of_trade(self, filler: Filler) -> bool:
        """True for "a takeover offer", and for owning up to an attack."""
        token = self.reading.document.doc[filler.head]
        if any(c.dep_ in ("compound", "amod", "nmod") and c.lower_ in listed("trading") for c in token.children):
            return True
        frame = self.scene.frame(filler.head)
        done = {self.scene.lemma(f.head) for f in frame.prep("for")} if frame is not None else set()
        return self.scene.lemma(filler.head) == "responsibility" and bool(done & words("misdeeds"))

    def meant(self, filler: Filler) -> Matter | None:
        """The matter that "it" stands for: the last demand or proposal told of in the same or the last sentence."""
        if self.scene.lower(filler.head) not in ("it", "that", "this", "them"):
            return None
        document = self.reading.document
        first = document.sentences[max(document.sentence_index(filler.head) - 1, 0)][0]
        for i in range(filler.head - 1, first - 1, -1):
            frame = self.scene.frame(i)
            if frame is not None and frame.pos == "noun" and frame.relation in ("obj", "subj", "prep"):
                above = self.scene.frame(frame.parent)
                inner = above is not None and above.relation in ("acl", "relcl")  # "the plan to build a road ... it"
                matter = self.matter(Filler(i, frame.span)) if not inner else None
                if matter is None or not matter.strong:
                    if inner or frame.relation == "prep":
                        continue
                    return None
                return Matter(filler, matter.owner, matter.to, strong=True)
        return None

    def _proposed(self, filler: Filler) -> Matter | None:
        """The matter of what somebody else is said to have asked for: "a truce proposed by Qatar"."""
        for i in range(filler.head + 1, min(filler.head + 8, len(self.reading.document.doc))):
            frame = self.scene.frame(i)
            if frame is None or frame.pos != "verb" or frame.parent != filler.head or not frame.passive:
                continue
            owner = self.scene.party([f for f in frame.subjects if self.scene.named(f)], i)
            if frame.relation in ("acl", "relcl") and frame.lemma.split(" ")[0] in words("proposed") and owner:
                return Matter(filler, owner, -1, strong=True)
        return None

    def _figure(self, filler: Filler) -> Matter | None:
        """The matter of "the figure", where one was asked for in the sentences before."""
        children = self.reading.document.doc[filler.head].children
        if not any(c.lower_ in ("the", "this", "that", "such") for c in children):
            return None
        for demand in reversed(self.answers.told.near(filler.head, 4)):
            if demand.trigger < filler.head and demand.targets:
                return Matter(filler, Party(demand.by, demand.by_actor), demand.trigger)
        return None

    def _deed(self, filler: Filler) -> Matter | None:
        """The matter of a definite noun for what was asked for before ("the delay" after "asked it to delay")."""
        token = self.reading.document.doc[filler.head]
        if not any(c.lower_ in ("the", "this", "such") for c in token.children) or token.pos_ != "NOUN":
            return None
        lemma = self.scene.lemma(filler.head)
        for demand in reversed(self.answers.told.near(filler.head, _DEED_NEAR, -1)):
            frame = self.scene.frame(self._deed_head(demand))
            if not demand.negative and frame is not None and kin(frame.lemma.split(" ")[0], lemma):
                return Matter(filler, Party(demand.by, demand.by_actor), demand.trigger, deed=True)
        return None

    def _deed_head(self, demand: DemandCandidate) -> int:
        """The token of the deed itself: the first verb or noun for an event among the action's words."""
        tokens = self.reading.document.tokens(demand.action)
        return next((t.i for t in tokens if t.pos_ in ("VERB", "NOUN") and t.i in self.reading.frames), -1)

    def _last_of(self, owner: Party, before: int) -> int:
        """The last demand of ``owner``, else of its side, within the last sentences, or -1."""
        who = set(self.scene.resolved(owner))
        near = [d for d in self.answers.told.near(before, 4) if d.trigger < before]
        own = [d.trigger for d in near if who & set(self.asker(d))]
        allied = [d.trigger for d in near if sides(self.reading, who) & sides(self.reading, self.asker(d))]
        return max(own or allied, default=-1)

    def _just_said(self, filler: Filler) -> int:
        """The demand in the sentence before "the statement", made by somebody named, or -1."""
        children = self.reading.document.doc[filler.head].children
        if not any(c.lower_ in ("the", "this", "these", "those") for c in children):
            return -1
        found = [d.trigger for d in self.answers.told.near(filler.head, 2, -1) if d.by or d.by_actor]
        return max(found, default=-1)

    def owns(self, by: Party, matter: Matter) -> bool:
        """True if those who answer are those whose matter it is."""
        who, whose = self.scene.resolved(by), self.scene.resolved(matter.owner)
        one = bool(set(who) & set(whose))
        if any(c.lower_ == "own" for c in self.reading.document.doc[matter.filler.head].children):
            return True
        states = any(a.kind is ActorKind.STATE for a in (*who, *whose))  # a state speaks through its officials
        return one or (states and bool(sides(self.reading, who) & sides(self.reading, whose)))

    def link(self, by: Party, matter: Matter, before: int) -> int:
        """The trigger of the demand behind a matter, or -1."""
        told = self.answers.told
        if matter.to >= 0 or told.at(matter.filler.head) is not None:
            return matter.to if matter.to >= 0 else matter.filler.head
        whose = owners(self.scene, matter.filler) if matter.strong else ()
        to = self.about(by, matter.filler.span, before, 1 if matter.strong else 2, whose)
        if to < 0 and whose and not self._has_content(matter.filler):
            to = told_after(self.reading, told.near(before, 0, FAR), self.scene.resolved(by), matter.filler, before)
        if to >= 0 or self.tells_its_own(matter.filler):
            return to
        to = self._last_of(matter.owner, before)
        return to if to >= 0 or not matter.strong else self.answers.nearest(by, matter.filler, before)

    def tells_its_own(self, filler: Filler) -> bool:
        """True if a noun phrase says itself what is asked ("a proposal for joint patrols"): it points to nothing."""
        new = any(c.lower_ in ("a", "an", "another") for c in self.reading.document.doc[filler.head].children)
        return new or self._has_content(filler)

    def _has_content(self, filler: Filler) -> bool:
        frame = self.scene.frame(filler.head)
        return frame is not None and bool(frame.clauses or frame.prep("for", "to"))

    def about(self, by: Party, span: TokenSpan, before: int, least: int = 2, whose: tuple[Actor, ...] = ()) -> int:
        """The trigger of the demand before, on ``by`` or on a group, that shares most words and figures with a span.

        A group ("allies") may have anyone for a member, so it takes one shared word more.
        """
        lemmas, best, most = self.content(span), -1, 0
        for demand in made_by(self.reading, tuple(self.open_to(by, before)), whose):
            if span[0] <= demand.trigger < span[1]:
                continue
            shared = len(related(lemmas, self.content(demand.action)))
            wide = not one_side(self.reading, self.scene.resolved(by), self.asked(demand))
            if shared >= least + wide and shared >= most:
                best, most = demand.trigger, shared
        return best

    def content(self, span: TokenSpan) -> frozenset[str]:
        """The lemmas of the content words of a span, and its figures."""
        figures = {t.lower_ for t in self.reading.document.tokens(span) if t.like_num}
        return content_lemmas(self.reading, span) | figures

    def asked(self, demand: DemandCandidate) -> tuple[Actor, ...]:
        """Who is to meet a demand."""
        return self.scene.resolved(Party(demand.addressee, demand.to_actor))

    def asker(self, demand: DemandCandidate) -> tuple[Actor, ...]:
        """Who makes a demand."""
        return self.scene.resolved(Party(demand.by, demand.by_actor))

    def open_to(self, by: Party, before: int) -> Iterator[DemandCandidate]:
        """The demands before a token that ``by`` may have to meet: on it, on a group, or on nobody named."""
        who = self.scene.resolved(by)
        for demand in self.answers.told.near(before, FAR):
            asked, asker = self.asked(demand), self.asker(demand)
            groups = any(a.kind is ActorKind.GROUP for a in asked)
            if (
                demand.trigger < before
                and (
                    groups
                    or one_side(self.reading, who, asked)
                    or self.answers.houses(who, asked, demand.trigger, before)
                )
                and not (asker and one_side(self.reading, who, asker))
            ):
                yield demand

    def near(self, by: Party, before: int, sentences: int, *, named: bool = False) -> int:
        """The trigger of the last demand on ``by`` within some sentences, or -1; ``named``: of a known asker."""
        where, who = self.reading.document.sentence_index, self.scene.resolved(by)
        found = [
            d.trigger for d in self.open_to(by, before)
            if where(before) - where(d.trigger) <= sentences
            and not (named and not (self._asks(d) and answers_for(self.reading, who, self.asked(d))))
        ]  # fmt: skip
        return max(found, default=-1)

    def _asks(self, demand: DemandCandidate) -> bool:
        """True if a demand has a known asker, or is told in the passive that leaves out who asks."""
        frame = self.scene.frame(demand.trigger)
        told = frame is not None and (frame.passive or (frame.lemma in ("pressure", "call") and frame.pos == "noun"))
        return bool(self.asker(demand)) or told  # "calls for her to quit" leave out who calls

    # ------------------------------------------------------------------------------------------ how rules are tried
    def tell_first(self, findings: Iterable[Finding | None]) -> Iterator[ResponseCandidate]:
        """The candidates of the first answer that one of some patterns finds; the others are not tried."""
        for finding in findings:
            if finding is not None:
                yield from self.tell(finding)
                return

    def of_verbs(self, *patterns: Pattern) -> Iterator[ResponseCandidate]:
        """What the first of the patterns that fits finds, at every verb that is read and is not what was asked for."""
        for frame in self.reading.all_of(_telling_verbs):
            yield from self.tell_first(pattern(self, frame) for pattern in patterns)

    # ------------------------------------------------------------------------------------------ how it is put
    def speaks(self, token: int) -> tuple[Segment, Party] | None:
        """The innermost attributed words around a token and who says them; None where nobody is told to say them."""
        for index in reversed(self.reading.sources(token)):
            segment = self.reading.segments[index]
            by = teller(self.scene, segment)
            if segment.kind is StatementKind.SAYS and not segment.hedge and self.scene.resolved(by):
                return segment, by
        return None

    def happened(self, frame: Frame) -> bool:
        """True unless the words make the answer a future, possible or denied one, or ask for it.

        An infinitive tells of a fact only under an implicative verb ("managed to"; Karttunen 1971).
        """
        above = self.scene.frame(frame.parent)
        if frame.tense == "infinitive" and (above is None or above.lemma not in words("implicative")):
            return False
        return not self.asked_for(frame) and construed(self.reading, frame.trigger).modality not in _OPEN

    def asked_for(self, frame: Frame) -> bool:
        """True if the words stand in a question, a heading, or in what is itself asked for."""
        asked = self.answers.told.asks(frame.trigger) or self.scene.asks(frame.trigger)
        return asked or not self.scene.readable(frame.trigger)

    def judgement(self, span: TokenSpan) -> bool:
        """True if words judge something badly: a bad word, or a good one under a negation."""
        tokens = list(self.reading.document.tokens(span))
        low = {t.lower_ for t in tokens} | {t.lemma_.lower() for t in tokens}
        text = " ".join(t.lower_ for t in tokens)
        if any(phrase in text for phrase in phrases("bad_phrases")):
            return True
        negated = bool(low & words("negations"))
        return (bool(low & words("bad")) and not negated) or (negated and bool(low & words("standing")))

    def pointing(self, fillers: Iterable[Filler], token: int) -> bool:
        """True if the subject of a clause is a pronoun that points back to what was said before."""
        heads = [f.head for f in fillers]
        verb = self.reading.document.doc[token]
        around = (*verb.children, *verb.head.children)
        heads += [c.i for c in around if c.dep_ in ("nsubj", "nsubjpass") and c.i < token]
        return any(self.scene.lower(i) in _POINTING for i in heads)

    def _bound(self, finding: Finding) -> bool:
        """True if a yes stands under a condition, in its own words or in those of whoever says it."""
        frame, document = self.scene.frame(finding.trigger), self.reading.document
        if (frame is not None and conditional(self.reading, frame)) or restricted(self.reading, finding.trigger):
            return True
        start, end = document.sentence(finding.trigger)
        said = (s.span for s in self.reading.segments if s.trigger == finding.trigger)
        return any(bound(document.lower[max(start, a) : min(end, b)]) for a, b in said)

    # ------------------------------------------------------------------------------------------ what comes out
    def tell(self, finding: Finding) -> Iterator[ResponseCandidate]:
        """One candidate for each of those who answer together, unless a verb of answering tells the same already."""
        scene = self.scene
        if self.answers.is_denied(finding.trigger):
            return
        if finding.type is ResponseType.ACCEPTANCE and self._bound(finding):
            finding = replace(finding, type=ResponseType.CONDITION)
        stand = construed(self.reading, finding.trigger)
        frame = scene.frame(finding.trigger)
        spans = [finding.about, finding.said, finding.shown, *(f.span for f in finding.by.fillers)]
        evidence = self.answers.evidence(finding.trigger, spans)
        parties = [Party((f,)) for f in finding.by.fillers if scene.named(f) and not ruled_out(scene, f)]
        parties += [Party((), (a,)) for a in finding.by.actors]
        for by in parties:
            if self.told(finding, scene.resolved(by)):
                continue
            yield ResponseCandidate(
                rule=finding.rule,
                trigger=finding.trigger,
                evidence=evidence,
                hedge=stand.hedge,
                timeframe=stand.timeframe,
                confidence=finding.confidence,
                by=by.fillers,
                by_actor=by.actors,
                type=finding.type,
                to=finding.to,
                about=finding.about,
                when=self.answers.when(frame) if frame is not None and frame.pos == "verb" else None,
                words=finding.said,
            )
