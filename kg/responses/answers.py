"""What responses have in common: which demand is answered, how an answer is put, when.

A response is tied to the demand whose noun it names, else to one whose deed it speaks of, else, where it says "the
demand" and no more, to the nearest one before it; and only where whoever answers can be the one who was asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kg.actors.sides import one_side, sides
from kg.candidates import DemandCandidate
from kg.demands.deeds import demand_rows, listed
from kg.demands.parties import Party, Scene
from kg.demands.told import content_lemmas
from kg.document import TokenSpan
from kg.frames.frame import Filler, Frame
from kg.matters import matter_of, own_topic
from kg.model import Actor, ActorKind, StatementKind, Topic, When
from kg.reading import Reading
from kg.responses.houses import answers_for, speaks_as
from kg.responses.kinship import kin, related
from kg.responses.owners import made_by, owners, points_back, taken_up, told_after
from kg.responses.seats import seated
from kg.responses.told import FAR, Told
from kg.values.dates import dates

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUANTITIES = frozenset(
    {"all", "most", "many", "both", "any", "none", "several", "two", "three", "half", "majority", "each"}
    | {"number", "series", "lot", "handful", "range", "dozens"}
)
_WILL = frozenset({"will", "would", "shall", "be going to"})
_OWN = frozenset({"its", "his", "her", "their"})
_NEAR = 3  # sentences back to which "the demand" can point


def _of_buyers(token: Token) -> bool:
    """True of "meet demand", "satisfied domestic demand": a mass that buyers want; what one asks for is counted."""
    counted = any(t.tag_ in ("DT", "PRP$", "PDT", "CD") or t.dep_ == "poss" for t in token.lefts)
    return token.lower_ == "demand" and not counted


@dataclass(frozen=True)
class Answers:
    """One reading with its demands, and the questions that all rules on responses ask."""

    reading: Reading
    scene: Scene = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "scene", self.reading.once(Scene))

    @cached_property
    def told(self) -> Told:
        """The demands of the report by their places."""
        return Told(self.reading)

    @property
    def demands(self) -> tuple[DemandCandidate, ...]:
        """The demands of the report, in the order of the text."""
        return self.told.all

    # ------------------------------------------------------------------------------------------ what is answered
    def is_demand_noun(self, filler: Filler) -> bool:
        """True if the noun phrase names a demand ("the earlier calls for talks", "Peru's ultimatum")."""
        lemma = self.scene.lemma(filler.head)
        rows = [r for r in demand_rows("noun", lemma) if r.cls not in ("need-noun", "order-noun", "duty")]
        named = (bool(rows) and lemma not in listed("wishes")) or lemma in ("order", "directive")
        token = self.reading.document.doc[filler.head]
        other = self._is_telephone(filler) or self._is_of_courts(filler) or self.only_tells(filler) or _of_buyers(token)
        return named and token.pos_ in ("NOUN", "PROPN") and not other

    def tells(self, frame: Frame) -> bool:
        """True if what is given is something told ("give a date", "provide details")."""
        return any(self.scene.lemma(f.head) in listed("told_things") for f in frame.objects)

    def _is_telephone(self, filler: Filler) -> bool:
        children = self.reading.document.doc[filler.head].children
        return self.scene.lemma(filler.head) == "call" and any(
            c.lower_ in ("phone", "telephone", "video") for c in children
        )

    def only_tells(self, filler: Filler) -> bool:
        """True for "suggestions that the economy was slowing": the clause says how things are and asks nothing."""
        frame = self.scene.frame(filler.head)
        if frame is None or self.scene.lemma(filler.head) not in listed("unsure") or frame.clause("that") is None:
            return False
        return self.told.at(filler.head) is None

    def unwrapped(self, filler: Filler) -> Filler:
        """What a phrase of quantity counts: "most of the demands" are demands."""
        frame = self.scene.frame(filler.head)
        if self.scene.lower(filler.head) not in _QUANTITIES:
            return filler
        of = frame.prep("of") if frame is not None else ()
        children = self.reading.document.doc[filler.head].children
        heads = [g.i for c in children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
        return next(iter(of), Filler(heads[0], (heads[0], heads[0] + 1)) if heads else filler)

    def says_nothing(self, filler: Filler) -> bool:
        """True for "the warning", where neither its own words nor its owner say that something was asked."""
        frame = self.scene.frame(filler.head)
        if self.scene.lemma(filler.head) not in listed("unsure") or frame is None:
            return False
        return frame.clause("to") is None and not any(self.scene.named(f) for f in frame.subjects)

    def _is_of_courts(self, filler: Filler) -> bool:
        """True for an appeal against a sentence, or one that a court hears without being asked for a deed."""
        if self.scene.lemma(filler.head) != "appeal":
            return False
        frame = self.scene.frame(filler.head)
        above = self.scene.frame(frame.parent) if frame is not None else None
        asks = frame is not None and bool(frame.prep("for", "to") or frame.clauses)
        heard = above is not None and any(
            self.scene.lemma(f.head) in ("court", "judge", "tribunal", "panel", "jury") for f in above.subjects
        )
        return (frame is not None and bool(frame.prep("against"))) or (heard and not asks)

    def named_demand(self, filler: Filler) -> int:
        """The trigger of the demand that a noun phrase holds, or -1."""
        inside = [d.trigger for d in self.told.within(filler.span)]
        return filler.head if filler.head in inside else next(iter(inside), -1)

    def in_paper(self, by: Party, filler: Filler, *, refused: bool) -> int:
        """The trigger of the demand that a document makes ("a resolution demanding that Peru leave"), or -1.

        Whoever passes such a document makes the demand itself: it is accepted only by the side that is to meet it.
        """
        if self.scene.lemma(filler.head) not in listed("papers") | listed("rules"):
            return -1
        demand = next(iter(self.told.below(filler.head)), None)
        if demand is None:
            return -1
        asked = self.scene.resolved(Party(demand.addressee, demand.to_actor))
        meets = bool(sides(self.reading, self.scene.resolved(by)) & sides(self.reading, asked))
        return demand.trigger if refused or meets else -1

    def asked_thing(self, by: Party, filler: Filler) -> int:
        """The trigger of the demand that a clause behind the noun tells of: "cuts demanded by its lenders"; or -1."""
        who = sides(self.reading, self.scene.resolved(by))
        for demand in self.told.below(filler.head):
            asker = sides(self.reading, self.scene.resolved(Party(demand.by, demand.by_actor)))
            if asker and not who & asker:
                return demand.trigger
        return -1

    def pointed_at(self, by: Party, filler: Filler, before: int) -> int:
        """The trigger of the demand right before that "it", "that" or "this" stands for, or -1."""
        word = self.scene.lower(filler.head)
        if self.scene.lemma(filler.head) in listed("steps") and self._points(filler):
            word = "that"
        if word not in ("it", "that", "this", "them", "these") or self._offered_here(filler):
            return -1
        to = self.beside(by, before)
        return to if to >= 0 else self._at_large(by, before, others=word in ("that", "this"))

    def yielded_to(self, by: Party, filler: Filler, frame: Frame) -> int:
        """The trigger of the last demand near before that whoever is yielded to has put to ``by``, or -1.

        "bowed to the fund"; also "did not grant it", where "it" is what was asked for.
        """
        before, lemma = frame.trigger, frame.lemma.split(" ")[0]
        if lemma in ("grant", "heed", "honour", "honor") and self.scene.lower(filler.head) == "it":
            return self.pointed_at(by, filler, before)
        if lemma not in listed("yielding_to"):
            return -1
        where, who = self.reading.document.sentence_index, self.scene.resolved(by)
        whom = self.scene.named(filler)
        found = [
            d.trigger for d in self._open_to(by, before)
            if where(before) - where(d.trigger) <= _NEAR
            and (asker := self.scene.resolved(Party(d.by, d.by_actor)))
            and whom and who and sides(self.reading, whom) & sides(self.reading, asker)
        ]  # fmt: skip
        return max(found, default=-1)

    def _offered_here(self, filler: Filler) -> bool:
        """True if a bid stands in the sentence before the word: "made an offer and the board rejected it"."""
        start, _ = self.reading.document.sentence(filler.head)
        nouns = (f for i in range(start, filler.head) if (f := self.scene.frame(i)) is not None and f.pos == "noun")
        return any(f.lemma in ("offer", "bid", "application") and f.relation == "obj" for f in nouns)

    def _points(self, filler: Filler) -> bool:
        """True for "such a step", "the idea", "any such move", with no words of its own behind it."""
        frame = self.scene.frame(filler.head)
        bare = frame is None or not (frame.clauses or frame.preps)
        children = {c.lower_ for c in self.reading.document.doc[filler.head].children}
        idea = "the" in children and self.scene.lemma(filler.head) in ("idea", "notion", "suggestion", "option")
        return bare and (idea or bool(children & {"such", "this", "that"}))

    def _at_large(self, by: Party, before: int, *, others: bool) -> int:
        """The trigger of the last demand before, in the sentence before or the same one, that nobody is told to meet.

        "Farmers demanded a halt. The premier rejected that." With ``others``, what was asked of somebody else as well:
        "that" takes up what was said, "it" rather a thing.
        """
        who = self.scene.resolved(by)
        last = max((d for d in self.told.near(before, 1) if d.trigger < before), key=lambda d: d.trigger, default=None)
        if last is None or not who:
            return -1
        asker = self.scene.resolved(Party(last.by, last.by_actor))
        asked = self.scene.resolved(Party(last.addressee, last.to_actor))
        if not asker or one_side(self.reading, who, asker) or (asked and not others):
            return -1
        return last.trigger

    def by_matter(self, by: Party, span: TokenSpan, before: int, least: int = 1, whose: tuple[Actor, ...] = ()) -> int:
        """The trigger of the demand on ``by`` whose deed shares most content words with ``span``, or -1.

        ``whose`` names those who make it, where the words do.
        """
        lemmas = content_lemmas(self.reading, span)
        best, most = -1, least - 1
        for demand in made_by(self.reading, tuple(self._open_to(by, before)), whose):
            if span[0] <= demand.trigger < span[1]:
                continue
            shared = len(related(lemmas, content_lemmas(self.reading, demand.action)))
            if shared >= max(1, most) and (shared > most or demand.trigger > best):
                best, most = demand.trigger, shared
        return best

    def loose(self, to: int, promised: Frame | None) -> bool:
        """True if nobody is named who was asked, and the deed promised is another one than was asked for."""
        demand = self.told.at(to)
        if demand is None or promised is None or self.scene.resolved(Party(demand.addressee, demand.to_actor)):
            return False
        return not related(frozenset({promised.lemma}), content_lemmas(self.reading, demand.action))

    def deed_named(self, by: Party, filler: Filler, before: int) -> int:
        """The trigger of the demand on ``by`` whose verb is a noun's ("devalue" in "resisted devaluation"), or -1."""
        lemma, found = self.scene.lemma(filler.head), -1
        for demand in self._open_to(by, before):
            verbs = (t.lemma_.lower() for t in self.reading.document.tokens(demand.action) if t.pos_ == "VERB")
            if any(kin(verb, lemma) for verb in verbs) and self.scene.resolved(
                Party(demand.addressee, demand.to_actor)
            ):
                found = max(found, demand.trigger)
        return found

    def nearest(self, by: Party, filler: Filler, before: int) -> int:
        """The trigger of the nearest demand on ``by`` before, for a noun phrase that points back; else -1."""
        if not points_back(self.reading, filler):
            return taken_up(self.reading, self.told.near(filler.head, 0), filler)
        where = self.reading.document.sentence_index
        whose = owners(self.scene, filler)
        near = [d for d in self._open_to(by, before) if where(before) - where(d.trigger) <= _NEAR]
        near = list(made_by(self.reading, near, whose))
        # What is asked of one's own side, or of nobody who is named, goes before the rest.
        who = self.scene.resolved(by)
        own = [d for d in near if one_side(self.reading, who, self.scene.resolved(Party(d.addressee, d.to_actor)))]
        found = max((d.trigger for d in own or near), default=-1)
        return found if found >= 0 else told_after(self.reading, self.told.near(before, 0, FAR), who, filler, before)

    def beside(self, by: Party, trigger: int) -> int:
        """The trigger of the demand put to ``by`` outright in the sentence before, or in the same one; else -1."""
        who = self.scene.resolved(by)
        found = [
            d.trigger
            for d in self.told.near(trigger, 1)
            if who and (asked := self.scene.resolved(Party(d.addressee, d.to_actor)))
            and answers_for(self.reading, who, asked)
            and (asker := self.scene.resolved(Party(d.by, d.by_actor)))
            and not one_side(self.reading, who, asker)
        ]  # fmt: skip
        return max(found, default=-1)

    def on_topic(self, by: Party, span: TokenSpan, trigger: int) -> int:
        """The trigger of the demand put to ``by`` right before, if the words are of the same topic; else -1."""
        to, topic = self.beside(by, trigger), own_topic(self.reading, span)
        demand = self.told.at(to)
        same = demand is not None and topic is not Topic.OTHER
        return to if same and demand and topic is matter_of(self.reading, demand.action, to) else -1

    def _open_to(self, by: Party, before: int) -> Iterable[DemandCandidate]:
        """The demands before ``before`` that ``by`` can be asked to meet and does not make."""
        who = self.scene.resolved(by)
        for demand in self.told.near(before, FAR):
            asked = self.scene.resolved(Party(demand.addressee, demand.to_actor))
            asker = self.scene.resolved(Party(demand.by, demand.by_actor))
            if (
                demand.trigger < before
                and (one_side(self.reading, who, asked) or self.houses(who, asked, demand.trigger, before))
                and not (asker and who and one_side(self.reading, who, asker) and not asked)
            ):
                yield demand

    def gap(self, frame: Frame) -> tuple[Filler, ...]:
        """The noun that a relative clause leaves out: "a call that it said it would not heed"."""
        said = self.scene.frame(frame.parent) if frame.relation == "ccomp" and frame.pos == "verb" else None
        noun = self.scene.frame(said.parent) if said is not None and said.relation in ("acl", "relcl") else None
        return (Filler(noun.trigger, noun.span),) if noun is not None and noun.pos == "noun" else ()

    # ------------------------------------------------------------------------------------------ who answers
    def houses(self, who: Iterable[Actor], asked: Iterable[Actor], at: int, before: int) -> bool:
        """True if, close behind the demand at ``at``, one of ``who`` may speak for one of those asked."""
        where = self.reading.document.sentence_index
        return 0 <= where(before) - where(at) <= _NEAR and answers_for(self.reading, who, asked)

    def answerer(self, fillers: Iterable[Filler], token: int) -> Party:
        """The actors of a subject; a pronoun nobody else is known for, or "his country", is whoever says the words."""
        fillers = tuple(fillers)
        party = self.scene.party(fillers, token)
        its = [f for f in fillers if self._is_own_body(f)]  # "her government" is no name: its speaker stands for it
        if (self.scene.resolved(party) and not its) or not any(self._stands_for_speaker(f) for f in fillers):
            return party
        for index in reversed(self.reading.sources(token)):
            segment = self.reading.segments[index]
            speaker = Party(segment.speakers, segment.speaker_actors)
            if segment.kind is StatementKind.SAYS and not segment.direct and self.scene.resolved(speaker):
                return speaker
        return Party(actors=self.just_asked(fillers, token)) or party

    def asked_in_passive(self, frame: Frame, fillers: Iterable[Filler]) -> Party:
        """Whoever was asked right before, for "the request was turned down": who is asked answers."""
        if not frame.passive or frame.subjects or frame.tense != "past" or frame.modal:
            return Party()
        where, seat = self.reading.document.sentence_index, seated(self.reading, frame.prep("in"))
        for filler in fillers:
            if seat and self.is_demand_noun(filler) and not self.asks_for(Party(actors=seat), (filler,)):
                return Party(actors=seat)  # "was rejected in Santiago"
            children = {c.lower_ for c in self.reading.document.doc[filler.head].children}
            if (
                not self.is_demand_noun(filler)
                or not children & {"the", "this", "that"}
                or self.named_demand(filler) >= 0
            ):
                continue
            near = [d for d in self.told.near(frame.trigger, 1) if where(d.trigger) < where(frame.trigger)]
            asked = Party(near[-1].addressee, near[-1].to_actor) if near else Party()
            if self.scene.resolved(asked) and self.scene.resolved(Party(near[-1].by, near[-1].by_actor)):
                return asked
        return Party()

    def unnamed_agent(self, frame: Frame) -> Party:
        """Whoever says that the demand of another "would not be met" is the one who will not meet it."""
        if not frame.passive or frame.subjects or not (frame.modal in _WILL or frame.tense == "future"):
            return Party()
        for index in reversed(self.reading.sources(frame.trigger)):
            segment = self.reading.segments[index]
            speaker = Party(segment.speakers, segment.speaker_actors)
            if segment.kind is StatementKind.SAYS and not segment.hedge and not self.asks_for(speaker, frame.objects):
                return speaker
        return Party()

    def together(self, by: Party) -> bool:
        """True for "both countries", "the two leaders": what two commit to together nobody asked of them."""
        first = (self.reading.document.lower[f.span[0] : f.head + 1] for f in by.fillers)
        return any({"both", "two"} & set(words) for words in first)

    def just_asked(self, fillers: Iterable[Filler], token: int) -> tuple[Actor, ...]:
        """Whoever was asked right before, for a pronoun that nobody else is known for: who is asked answers."""
        words = {self.scene.lower(f.head) for f in fillers}
        near = [d for d in self.told.near(token, 1) if d.trigger < token]
        for demand in reversed(near):
            asked = self.scene.resolved(Party(demand.addressee, demand.to_actor))
            if demand.action[0] <= token < demand.action[1]:
                continue
            if "they" in words and (len(asked) > 1 or any(a.kind is ActorKind.GROUP for a in asked)):
                return asked
            persons = (ActorKind.PERSON, ActorKind.UNIDENTIFIED)
            if len(asked) == 1 and words & {"he", "she"}:
                return asked if asked[0].kind in persons else ()
            if len(asked) == 1 and "it" in words:
                return asked if asked[0].kind is not ActorKind.PERSON else ()
        return ()

    def _stands_for_speaker(self, filler: Filler) -> bool:
        """True for "it", "he", "she", "they" and for "its government", "his country"."""
        return self.scene.lower(filler.head) in ("it", "he", "she", "they") or self._is_own_body(filler)

    def _is_own_body(self, filler: Filler) -> bool:
        children = self.reading.document.doc[filler.head].children
        return any(c.lower_ in _OWN for c in children) and self.scene.lemma(filler.head) in listed("own_bodies")

    # ------------------------------------------------------------------------------------------ how it is put
    def own_words(self, by: Party, token: int) -> bool:
        """True if the words at ``token`` are those of whoever answers, or of one who speaks for it."""
        answerers = self.scene.resolved(by)
        who = sides(self.reading, answerers)
        for index in self.reading.sources(token):
            segment = self.reading.segments[index]
            speaker = self.scene.resolved(Party(segment.speakers, segment.speaker_actors))
            one = bool(who & sides(self.reading, speaker)) or speaks_as(self.reading, speaker, answerers)
            if segment.kind is StatementKind.SAYS and not segment.hedge and one:
                return True
        return False

    def asks_for(self, one: Party, fillers: Iterable[Filler]) -> bool:
        """True if one of the noun phrases is a demand of this party's own, or of its side."""
        who = sides(self.reading, self.scene.resolved(one))
        for filler in fillers:
            frame = self.scene.frame(filler.head)
            to = self.named_demand(filler)
            demand = self.told.at(to)
            owner = Party(demand.by, demand.by_actor) if demand is not None else Party()
            if not owner and frame is not None:
                owner = self.scene.party([f for f in frame.subjects if self.scene.named(f)], filler.head)
            own = frame is not None and any(
                self.scene.lower(f.head) in ("its", "his", "her", "their") for f in frame.subjects
            )
            if own or who & sides(self.reading, self.scene.resolved(owner)):
                return True
        return False

    def is_denied(self, token: int) -> bool:
        """True if the words at ``token`` are what somebody denies."""
        return any(self.reading.segments[i].kind is StatementKind.DENIES for i in self.reading.sources(token))

    def when(self, frame: Frame) -> When | None:
        """When the answer was given, if the verb's own phrases say so."""
        document = self.reading.document
        for name, filler in frame.preps:
            if name in ("in", "on", "", "at"):
                found = dates(document.words(filler.span), document.report.date)
                if found:
                    return found[0].when
        return None

    def quotation(self, trigger: int) -> TokenSpan | None:
        """The first quotation in the sentence of ``trigger`` that stands after it."""
        _, end = self.reading.document.sentence(trigger)
        inside = self.reading.document.in_quotation
        first = next((i for i in range(trigger, end) if inside[i] >= 0), -1)
        if first < 0:
            return None
        last = first
        while last < end and inside[last] == inside[first]:
            last += 1
        while last - 1 > first and self.reading.document.doc[last - 1].is_quote:
            last -= 1
        return (first, last)

    def evidence(self, trigger: int, spans: Iterable[TokenSpan | None]) -> TokenSpan:
        """From the first to the last of the spans that lie in the trigger's sentence."""
        start, end = self.reading.document.sentence(trigger)
        kept = [(trigger, trigger + 1), *(s for s in spans if s is not None and start <= s[0] and s[1] <= end)]
        return min(s[0] for s in kept), max(s[1] for s in kept)
