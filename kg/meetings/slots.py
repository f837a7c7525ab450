"""Who meets, where, when and why: the slots of one mention of an encounter, from the phrases tied to it alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.document import TokenSpan
from kg.frames.frame import Filler, Frame, How
from kg.meetings.words import event
from kg.model import Actor, ActorKind, When
from kg.names.gazetteer import NameKind, lookup
from kg.reading import Reading
from kg.values.dates import dates
from kg.values.numerals import word_set

_PLACE = ("in", "at", "on", "outside", "near")
_OUTSIDE = frozenset({"since", "by", "before", "after"})  # a date under these is not the encounter's
_BESIDE = frozenset({"ahead", "before", "after", "following", "since", "until"})
_REASON = ("following", "after", "because of", "over", "due to", "in response to", "in protest at", "owing to")
_REASON_CLAUSE = ("because", "after", "citing", "since")
_COUNTS = frozenset({"number", "range", "series", "variety", "group", "host", "handful", "couple", "majority"})
_ORGANS = frozenset(
    {"board", "committee", "council", "commission", "panel", "secretariat", "assembly", "leadership"}
    | {"mission", "delegation", "team"}
)
_PRESS = frozenset(
    {"reporter", "journalist", "press", "media", "medium", "newspaper", "correspondent", "website", "site"}
)
_CONTINENTS = frozenset({"Asia", "Africa", "Europe", "America", "Americas", "Arctic", "Pacific", "Atlantic"})
_NO_TOWNS = word_set(
    """parliament congress senate english french german spanish russian arabic chinese japanese italian portuguese
    ramadan lent easter christmas advent passover february summer winter autumn spring opposition court cabinet
    heaven hell god islam christianity internet twitter zoom brexit covid covid-19 part"""
)
_LED = frozenset({"lead", "head"})
_VENUES = word_set(
    """hotel palace villa mansion residence headquarters airport ministry embassy resort castle barracks centre center
    office building university base estate monastery city town village suburb capital neighbourhood"""
)
# What was done on a day that is past.
_COME = word_set("begin start open convene hold take kick commence conclude end finish")
# Who comes for others, one or several: "representatives of the unions", "a Chadian delegation".
SENT = word_set(
    """representative delegation delegate negotiator envoy emissary mission team minister deputy lawmaker diplomat
    ambassador leader mediator commissioner official senator legislator parliamentarian"""
)
# Who holds a post that lets them meet for others.
OFFICES = word_set(
    """counterpart minister president premier chancellor secretary envoy ambassador king queen emir sultan pope
    commissioner chief leader negotiator commander chairman chairwoman governor mayor emperor empress prince princess
    patriarch archbishop cardinal speaker monarch pontiff taoiseach kaiser shah ayatollah general dean"""
)


@dataclass(frozen=True)
class Slots:
    """Reads slots off frames; one for each reading."""

    reading: Reading
    _dates: dict[TokenSpan, tuple[tuple[TokenSpan, When], ...]] = field(default_factory=dict)

    # ------------------------------------------------------------------------------------------ who
    def actors(self, fillers: Iterable[Filler]) -> tuple[Filler, ...]:
        """The fillers that name someone who can meet, each once, in the order given."""
        out: dict[int, Filler] = {}
        for phrase in fillers:
            if self._ruled_out(phrase):
                continue
            for filler in (*self._speaking(phrase), *self.counted(phrase)):
                if filler.head not in out and self.meets(filler):
                    out[filler.head] = filler
        named = {a for f in out.values() if not self._pronoun(f) for a in self.reading.resolver.actors(f)}
        return tuple(f for f in out.values() if not (self._pronoun(f) and self._within(f, named)))

    def _ruled_out(self, filler: Filler) -> bool:
        """True of B in "talks with A and not with B", "with A, not B"."""
        lower = self.reading.document.lower
        start = filler.span[0]
        before = lower[max(0, start - 2) : start]
        return bool(before) and (
            before[-1] == "not" or (before[0] == "not" and before[-1] in {"with", "by", "between"})
        )

    def _pronoun(self, filler: Filler) -> bool:
        return self.reading.document.doc[filler.head].pos_ == "PRON"

    def _within(self, filler: Filler, named: set[Actor]) -> bool:
        """True if all that a pronoun stands for are named beside it ("A and B held their talks")."""
        found = self.reading.resolver.actors(filler)
        everyone = {member for actor in found for member in (actor.members or (actor,))}
        return bool(everyone) and everyone <= named

    def counted(self, filler: Filler) -> tuple[Filler, ...]:
        """The phrase under "of" for "a number of ministers", "the board of the council", else the phrase itself."""
        word = self.reading.document.doc[filler.head].lemma_.lower()
        if word not in _COUNTS and (word not in _ORGANS or self.named(filler)):
            return (filler,)
        frame = self.reading.frames.get(filler.head)
        found = frame.prep("of") if frame is not None else ()
        if frame is not None and word in _ORGANS:  # "the council's board", "the council board"
            found = found or tuple(f for f in frame.subjects if f.how is How.MODIFIER)
            found = found or self._leaders(filler)
        return found or (filler,)

    def _speaking(self, filler: Filler) -> tuple[Filler, ...]:
        """Whoever says "I" in a quotation."""
        if self.reading.document.doc[filler.head].lower_ not in {"i", "me", "my"}:
            return ()
        inside = [self.reading.segments[i] for i in self.reading.sources(filler.head)]
        return next((segment.speakers for segment in reversed(inside) if segment.direct), ())

    def meets(self, filler: Filler) -> bool:
        """True if the phrase names an actor who can take part; the press that is spoken to does not."""
        token = self.reading.document.doc[filler.head]
        if token.dep_ == "amod" and filler.span == (filler.head, filler.head + 1) and lookup(token.text) is None:
            return False  # "a GREAT meeting"
        if token.lemma_.lower() in _PRESS or token.ent_type_ in {"DATE", "TIME", "PERCENT", "MONEY"}:
            return False
        found = self.reading.resolver.actors(filler)
        return bool(found) and all(actor.kind is not ActorKind.MEDIUM for actor in found)

    def named(self, filler: Filler) -> bool:
        """True if the phrase names a person, state or body, or a group of such."""
        found = self.reading.resolver.actors(filler)
        return bool(found) and all(a.kind not in {ActorKind.UNIDENTIFIED, ActorKind.MEDIUM} for a in found)

    def official(self, filler: Filler) -> bool:
        """True of a single holder of a post who is not named: "his Peruvian counterpart", "the emir"."""
        token = self.reading.document.doc[filler.head]
        found = self.reading.resolver.actors(filler)
        unnamed = bool(found) and all(actor.kind is ActorKind.UNIDENTIFIED for actor in found)
        return unnamed and token.tag_ in {"NN", "NNP"} and token.lemma_.lower() in OFFICES

    def sent(self, filler: Filler) -> bool:
        """True of those who come for others: "representatives of the unions", "a Chadian delegation"."""
        found = self.reading.resolver.actors(filler)
        unnamed = bool(found) and all(actor.kind is not ActorKind.MEDIUM for actor in found)
        return unnamed and self.reading.document.doc[filler.head].lemma_.lower() in SENT

    def within(self, span: TokenSpan) -> tuple[Actor, ...]:
        """The actors that the words of a span name, whatever their grammar."""
        if span[1] <= span[0]:
            return ()
        document = self.reading.document
        passage = document.passage(*span)
        return tuple(
            actor
            for actor in self.reading.resolver.at(passage.start, passage.end)
            if actor.kind is not ActorKind.MEDIUM
        )

    def beside(self, fillers: tuple[Filler, ...]) -> TokenSpan | None:
        """The place that the parser hangs on whoever is met: "met with the foreign minister in Tallinn"."""
        for filler in fillers:
            for prep in self.reading.document.doc[filler.head].rights:
                for token in prep.rights if prep.lower_ in _PLACE else ():
                    inner = Filler(token.i, (token.left_edge.i, token.i + 1))
                    if self.reading.resolver.is_place(inner):
                        return self.bare(inner.span)
        return None

    def person(self, filler: Filler) -> bool:
        """True if the phrase names persons, or a group of them."""
        return any(a.kind in {ActorKind.PERSON, ActorKind.GROUP} for a in self.reading.resolver.actors(filler))

    def several(self, fillers: tuple[Filler, ...]) -> bool:
        """True if the phrases name more than one who act: joined phrases, or a plural."""
        if len(fillers) > 1 or any(len(self.reading.resolver.actors(filler)) > 1 for filler in fillers):
            return True
        heads = [self.reading.document.doc[filler.head] for filler in fillers]
        return any(head.tag_ in {"NNS", "NNPS"} or head.lower_ in {"they", "both"} for head in heads)

    def body(self, fillers: tuple[Filler, ...]) -> bool:
        """True if one of the phrases names a body: a council or a G7 meets by itself."""
        return any(a.kind is ActorKind.ORGANIZATION for f in fillers for a in self.reading.resolver.actors(f))

    # ------------------------------------------------------------------------------------------ where
    def behind(self, fillers: Iterable[Filler]) -> tuple[Actor, ...]:
        """Whoever the phrases name besides their heads.

        A parse may run names together ("the ministers A and B C"): all persons within a phrase take part. The
        ministers, officials or delegations "of Peru and Chile" meet for Peru and Chile.
        """
        found: list[Actor] = []
        fillers = tuple(fillers)
        # "the ministers of Peru and Chile", of which a parse may make the ministers of Peru, and Chile
        beside = any(a.kind is ActorKind.STATE for f in fillers[1:] for a in self.reading.resolver.actors(f))
        for filler in fillers:
            inside = self.within(filler.span)
            found += [a for f in self._leaders(filler) if self.meets(f) for a in self.reading.resolver.actors(f)]
            found += [a for a in inside if a.kind is ActorKind.PERSON]
            own = self.reading.resolver.actors(filler)
            if self.several((filler,)) and all(a.kind in {ActorKind.GROUP, ActorKind.UNIDENTIFIED} for a in own):
                states = [a for a in inside if a.kind is ActorKind.STATE]
                found += states if len(states) > 1 or (beside and filler is fillers[0]) else []
        return tuple(found)

    def _leaders(self, filler: Filler) -> tuple[Filler, ...]:
        """Who leads those who are sent: "a delegation led by the deputy minister", "a team, headed by Ali Saleh,"."""
        led = [t for t in self.reading.document.doc[filler.head].rights if t.dep_ == "acl" and t.lemma_ in _LED]
        by = [t for verb in led for p in verb.rights if p.lower_ == "by" for t in p.rights if t.dep_ == "pobj"]
        return tuple(Filler(t.i, (t.left_edge.i, t.i + 1)) for t in by)

    def place(self, frames: Iterable[Frame], *names: str) -> TokenSpan | None:
        """The place under "in" or "at" that the noun or its verb has; a dateline hangs on neither."""
        for frame in frames:
            for filler in frame.prep(*(names or _PLACE)):
                if self.reading.resolver.is_place(filler) and not self.date_in(filler.span):
                    return self.bare(filler.span)
                if self.reading.document.doc[filler.head].lemma_.lower() in _VENUES and (
                    inner := self.beside((filler,))
                ):
                    return inner  # "at a hotel in Zurich"
            for name, filler in frame.preps:
                if name == "in" and "in" in (names or _PLACE) and self._unknown_town(filler):
                    return self.bare(filler.span)
                if self._dated(filler) and (inner := self._within_date(filler.head)):
                    return inner
        return None

    def _unknown_town(self, filler: Filler) -> bool:
        """True of a name under "in" that means nobody and nothing else: "in Entebbe", no "in Parliament"."""
        token = self.reading.document.doc[filler.head]
        other = token.ent_type_ in {"DATE", "TIME", "LANGUAGE", "NORP", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT"}
        one = filler.span[1] - filler.span[0] == 1 and token.tag_ == "NNP" and token.text[0].isupper()
        known = lookup(token.text) is not None or token.lower_ in _NO_TOWNS
        return one and not other and not known and not self.reading.resolver.actors(filler)

    def _within_date(self, head: int) -> TokenSpan | None:
        """The place that the parser hangs on the date before it ("for July 3 in Oslo")."""
        return self.beside((Filler(head, (head, head + 1)),))

    def town(self, name: TokenSpan) -> TokenSpan | None:
        """The town before a noun ("Geneva talks"): of a capital it is a place, of a state a participant."""
        doc = self.reading.document.doc
        for i in range(name[0], name[1] - 1):
            if doc[i].tag_ == "JJ":
                continue
            known = lookup(doc[i].text)
            if doc[i].text in _CONTINENTS:
                continue  # "the East Asia Summit"
            if any(a.kind is ActorKind.ORGANIZATION and doc[i].text in a.name for a in self.within(name)):
                continue  # "the Shanghai Cooperation Organisation summit"
            paired = doc[i + 1].text in "-–/" or (i > name[0] and doc[i - 1].text in "-–/")
            if known is not None and not paired and known.kinds & {NameKind.CAPITAL, NameKind.PLACE}:
                return (i, i + 1)
        return None

    def is_where(self, filler: Filler) -> bool:
        """True if the phrase names a state or town, also where it stands for those who act there."""
        words = self.reading.document.words(filler.span).removeprefix("the ")
        known = lookup(words)
        places = {NameKind.COUNTRY, NameKind.CAPITAL, NameKind.PLACE}
        return bool(known and known.kinds & places) or self.reading.document.doc[filler.head].ent_type_ == "GPE"

    def bare(self, span: TokenSpan) -> TokenSpan:
        """The words of a place without the article, but for "The Hague"."""
        start, end = span
        doc = self.reading.document.doc
        while start < end - 1 and doc[start].lower_ in {"the", "a", "an", "both", "nearby"}:
            if doc[start].text == "The" and not doc[start].is_sent_start:
                break  # "The Hague"
            start += 1
        return (start, end)

    # ------------------------------------------------------------------------------------------ when
    def date_in(self, span: TokenSpan, way: int = 0) -> When | None:
        """The first date that overlaps the tokens of ``span``."""
        for tokens, when in self._sentence_dates(span[0], way):
            if tokens[0] < span[1] and span[0] < tokens[1]:
                return when
        return None

    def dates_between(self, start: int, end: int, way: int) -> list[tuple[TokenSpan, When]]:
        """The dates between two tokens of a sentence, each with its tokens."""
        if start >= end:
            return []
        return [(tokens, when) for tokens, when in self._sentence_dates(start, way) if start <= tokens[0] < end]

    def _sentence_dates(self, token: int, way: int) -> tuple[tuple[TokenSpan, When], ...]:
        document = self.reading.document
        start, end = document.sentence(token)
        key = (start, way)
        if key not in self._dates:
            text = document.doc[start:end].text
            shift = document.doc[start].idx
            found: list[tuple[TokenSpan, When]] = []
            for mention in dates(text, document.report.date, ahead=way > 0, behind=way < 0):
                inside = [
                    token.i
                    for token in document.doc[start:end]
                    if token.idx < mention.end + shift and token.idx + len(token.text) > mention.start + shift
                ]
                if inside:
                    found.append(((inside[0], inside[-1] + 1), mention.when))
            self._dates[key] = tuple(found)
        return self._dates[key]

    def when(
        self,
        noun: Frame | None,
        name: TokenSpan,
        verbs: Iterable[tuple[Frame, bool]],
        way: int,
        deed: bool = False,
    ) -> When | None:
        """The date within the noun's own phrase, else the one tied to a verb that tells of the encounter itself.

        ``way`` is 1 for what lies ahead, -1 for what lies behind, 0 where that is not said. A verb whose own date it
        would be (True: "called off on Monday") lends only what stands under "for", "to" or "until" ("postponed until
        May"). With ``deed`` a date under "on" after the noun is that of such a verb: "called off the talks on Monday".
        """
        found = self.date_in(name, way) if name[1] > name[0] else None
        if found:
            return found
        if noun is not None:
            for token in self.reading.document.doc[noun.trigger].rights:
                beside = token.dep_ in {"npadvmod", "appos", "nmod"} and token.ent_type_ == "DATE"
                if beside and (found := self.date_in((token.left_edge.i, token.i + 1), way)):
                    return found
            for preposition, filler in noun.preps:
                if preposition in _OUTSIDE:
                    continue
                own = deed and preposition == "on"
                if found := self._dated(filler, 0) if own else self._dated(filler, way):
                    if own and not self._to_come(found):
                        continue
                    return found
        for frame, apart in verbs:
            told = frame.tense == "past" and not frame.modal
            came = told and not frame.negated and frame.lemma in _COME
            # "return to the talks it left in July": what others did to a thing to come had a day of its own
            done = told and way > 0 and frame.relation == "relcl" and not frame.passive and not came
            own = apart or done
            if (found := self._fronted(frame, way)) and not own:
                return found
            way = min(way, -1) if came else way  # "the talks, which began on July 14, are due to resume"
            for token in self.reading.document.doc[frame.trigger].rights if frame.pos == "noun" else ():
                beside = token.dep_ == "npadvmod" and token.ent_type_ == "DATE"  # "a round of talks next week"
                if beside and (found := self.date_in((token.left_edge.i, token.i + 1), way)):
                    return found
            for preposition, filler in frame.preps:
                if own and preposition not in {"for", "to", "until", "till"}:
                    ahead = self._dated(filler, 0) if preposition == "on" else None
                    if ahead is not None and self._to_come(ahead):
                        return ahead  # nobody has called anything off on a day that is to come
                    continue
                if preposition in _OUTSIDE and not (way > 0 and self._end_of(filler)):
                    continue
                if frame.pos == "verb" and self._of_another(frame.trigger, filler.head, noun):
                    continue
                if found := self._dated(filler, way):
                    return found
        return None

    def _of_another(self, verb: int, day: int, noun: Frame | None) -> bool:
        """True of the day of what the deed was beside: "discussed it ahead of the summit in Lima in May"."""
        doc = self.reading.document.doc
        for token in reversed(doc[verb + 1 : day] if verb < day else ()):
            if noun is not None and token.i == noun.trigger:
                return False
            if event(self.reading, token.i) is not None and token.dep_ == "pobj":
                return any(t.lower_ in _BESIDE for t in token.ancestors if t.i > verb)
            if token.pos_ in {"VERB", "AUX"}:
                return False
        return False

    def _fronted(self, frame: Frame, way: int) -> When | None:
        """The day that opens a sentence, taken for a part of the subject: "Tomorrow President A will meet B"."""
        doc = self.reading.document.doc
        first = min((f.span[0] for f in frame.subjects if f.how is How.EXPLICIT), default=-1)
        if first < 0 or not doc[first].is_sent_start or doc[first].lower_ not in {"tomorrow", "today", "yesterday"}:
            return None
        return self.date_in((first, first + 1), way) if doc[first].dep_ != "poss" else None

    def beside_place(self, frame: Frame, way: int) -> When | None:
        """The date in a verb's own clause that the parser hangs elsewhere: "will travel to Lima, Peru, June 25-27"."""
        doc = self.reading.document.doc
        _, end = self.reading.document.sentence(frame.trigger)
        for tokens, when in self._sentence_dates(frame.trigger, way):
            if not frame.trigger < tokens[0] < end:
                continue
            if any(t.pos_ in {"VERB", "AUX", "SCONJ"} for t in doc[frame.trigger + 1 : tokens[0]]):
                return None
            before = doc[tokens[0] - 1]
            if before.lower_ in {"on", "from", ","} or before.ent_type_ == "GPE":
                return when
        return None

    def _to_come(self, when: When) -> bool:
        """True of a date after the report's."""
        anchor = self.reading.document.report.date
        return anchor is not None and when.first is not None and when.first > anchor

    def _end_of(self, filler: Filler) -> bool:
        """True of "before the end of the week", which is within the week."""
        return self.reading.document.words(filler.span).lower().removeprefix("the ").startswith("end of")

    def _dated(self, filler: Filler, way: int = 0) -> When | None:
        """The date that a prepositional object is, not one that it merely contains."""
        head = filler.head
        for tokens, when in self._sentence_dates(head, way):
            if tokens[0] <= head < tokens[1] or (
                filler.span[0] <= tokens[0] and tokens[1] == filler.span[1] == head + 1
            ):
                return when
        return None

    # ------------------------------------------------------------------------------------------ why
    def reason(self, frame: Frame) -> TokenSpan | None:
        """The words after "following", "because of", "over", "because" beside a verb of status."""
        for filler in frame.prep(*_REASON):
            if not self._dated(filler):
                return self._whole(filler)
        for word, trigger in frame.adverbials:
            clause = self.reading.frames.get(trigger)
            if word in _REASON_CLAUSE and clause is not None:
                start, end = clause.span
                return (start + (self.reading.document.doc[start].lower_ == word), end)
            if clause is not None and clause.lemma in {"follow", "cite", "blame"} and clause.objects:
                return self._whole(clause.objects[0])
        return None

    def _whole(self, filler: Filler) -> TokenSpan:
        """The whole phrase under a head, clauses included."""
        subtree = self.reading.document.doc[filler.head].subtree
        inside = sorted(token.i for token in subtree if not token.is_punct)
        start, end = filler.head, filler.head + 1
        near = set(inside)
        while start - 1 in near or (start - 2 in near and self.reading.document.doc[start - 1].is_punct):
            start -= 1
        while end in near or (end + 1 in near and self.reading.document.doc[end].is_punct):
            end += 1
        return (min(start, filler.span[0]), max(end, filler.span[1]))


def modifiers(frame: Frame | None) -> Iterator[Filler]:
    """Possessors, demonyms and names before a noun, and "by X"."""
    if frame is not None:
        yield from (filler for filler in frame.subjects if filler.how in {How.MODIFIER, How.EXPLICIT, How.COORDINATION})
