"""Mentions of encounters: nouns with the predicates they depend on, and verbs of meeting; each one a candidate.

A noun of the lexicon is a mention if it is no part of a compound ("meeting room"), no bare plural, nothing habitual,
and if the text ties two participants to it, or one and a date, a status or a proper name. A definite noun with a
status and nobody named ("the cancelled meeting") is one too: ``kg.events`` finds whom it speaks of, or drops it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.candidates import MeetingCandidate
from kg.document import TokenSpan
from kg.frames import Filler, Frame
from kg.gazetteer import NameKind, lookup
from kg.lexicon.rows import Row
from kg.model import Actor, ActorKind, Modality, Status, When
from kg.numerals import word_set
from kg.reading import Reading
from kg.rules._meeting_slots import Slots, modifiers
from kg.rules._meeting_status import Standing, by_row, by_tense, timeframe, with_date
from kg.rules._meeting_words import compounds, modifier, row
from kg.text import BlockKind

OFF = frozenset({Status.CANCELLED, Status.POSTPONED, Status.RESCHEDULED})
_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "both", "his", "her", "its", "their", "our"})
_GENERIC = frozenset({"any", "no", "such", "every", "each", "all", "most", "many", "some", "other"})
_HABITUAL = frozenset(
    "usual regular annual weekly monthly daily frequent occasional routine numerous countless".split()
)
_AT = frozenset({"at", "during", "in", "on the sidelines of", "on"})
_NEAR = frozenset({"after", "following", "before", "ahead of", "prior to", "for", "since"})
_THROUGH = frozenset({"xcomp", "prep", "pobj", "obj", "advcl"})
_OF = ("of", "to", "from", "in")


@dataclass(frozen=True, slots=True)
class Use:
    """A predicate that takes the noun as an argument and has a row for that, with the standing it gives."""

    frame: Frame
    row: Row
    standing: Standing


@dataclass(frozen=True)
class Mentions:
    """Finds the mentions of one reading."""

    reading: Reading
    slots: Slots

    # ------------------------------------------------------------------------------------------ nouns
    def nouns(self) -> Iterator[MeetingCandidate]:
        """A candidate for each noun that tells of an encounter."""
        for token in self.reading.document.doc:
            if token.pos_ not in {"NOUN", "PROPN", "NUM"} or token.dep_ in {"compound", "poss", "nummod", "quantmod"}:
                continue
            event = self._event(token.i)
            if event is None or self._heading(token.i):
                continue
            candidate = self._noun(token.i, event)
            if candidate is not None:
                yield candidate

    def _heading(self, at: int) -> bool:
        return self.reading.document.block(at).kind in {BlockKind.HEADING, BlockKind.NOTICE}

    def _event(self, at: int) -> Row | None:
        """The row of the noun at ``at``, if its words allow for an encounter."""
        doc = self.reading.document.doc
        token = doc[at]
        before = doc[at - 1].lower_ if at else ""
        if token.text == "2":
            return row("event", "noun", "2 + 2") if before == "+" and at > 1 and doc[at - 2].text == "2" else None
        lemma = token.lemma_.lower()
        if (before, lemma) in compounds():
            return row("event", "noun", f"{before} {lemma}")
        found = row("event", "noun", lemma)
        if found is None or (found.flag("plural") and not token.lower_.endswith("s")):
            return None
        if found.flag("phone"):
            near = {doc[i].lower_ for i in range(max(0, at - 3), min(at + 2, len(doc)))}
            if not near & {"phone", "telephone", "video", "conference", "with", "secure", "between"} or "for" in near:
                return None
        return found

    def span(self, at: int) -> TokenSpan:
        """The noun phrase of ``at`` up to its head."""
        frame = self.reading.frames.get(at)
        doc = self.reading.document.doc
        start = min((token.i for token in doc[at].lefts), default=at)
        start = min([start, *(token.left_edge.i for token in doc[at].lefts if token.dep_ not in {"punct", "cc"})])
        return (frame.span[0] if frame and start < frame.span[0] <= at else start, at + 1)

    def _name(self, at: int) -> TokenSpan:
        """The noun with its modifiers, without determiner, possessor or date."""
        doc = self.reading.document.doc
        start, end = self.span(at)
        for i in range(start, at):
            token = doc[i]
            if token.dep_ in {"det", "poss", "case", "punct", "predet"} or token.tag_ in {"POS", "PRP$", "DT"}:
                if token.text not in "-‑–/+":
                    start = i + 1
            elif token.ent_type_ in {"DATE", "TIME", "ORDINAL"} or modifier(token.lower_) is not None:
                start = i + 1
        return (min(start, at), end)

    def _noun(self, at: int, event: Row) -> MeetingCandidate | None:
        doc = self.reading.document.doc
        left = {token.lower_ for token in doc[self.span(at)[0] : at]}
        determined = {token.lower_ for token in doc[at].lefts if token.tag_ in {"DT", "PDT", "PRP$"}}
        if determined & _GENERIC or left & _HABITUAL:
            return None
        uses = self._uses(at)
        standing, deciding = self._standing(at, uses)
        if standing is None:
            return None
        if deciding is not None and any(word in {"usually", "often"} for word in deciding.frame.adverbs):
            return None
        people, others = self._people(at, event, uses, standing)
        name = self._name(at)
        own = event.text("family")
        noun = self.reading.frames.get(at)
        verbs = [(use.frame, use.row.flag("own")) for use in uses]
        ahead = standing.status in {Status.PLANNED, Status.PROPOSED} | OFF
        when = self.slots.when(noun, self.span(at), verbs, ahead)
        standing = with_date(standing, when, self.reading)
        where = [use.frame for use in uses if not use.row.flag("own") or use.row.cls == "schedule"]
        place = self.slots.place([*([noun] if noun else []), *where])
        place = place or self._city(name) or self._visited(noun, own)
        if doc[at].tag_ == "NNS" and not event.flag("plural") and not determined and len(people) < 2:
            return None
        count = len({a for p in people for a in self.reading.resolver.actors(p)} | set(others))
        definite = bool(determined & _DETERMINERS)
        proper = doc[at].pos_ == "PROPN" or "+" in {t.text for t in doc[name[0] : name[1]]}
        if not self._enough(event, count, standing, when is not None, proper, definite, uses):
            return None
        by = self._by(deciding)
        reason = self.slots.reason(deciding.frame) if deciding and standing.status in OFF else None
        spans = [self.span(at), *(p.span for p in people), *(b.span for b in by), *([place] if place else [])]
        spans += [(deciding.frame.trigger, deciding.frame.trigger + 1)] if deciding else []
        spans += [reason] if reason else []
        rule = f"event:{event.lemma}" + "".join(f", {use.row.frame}:{use.row.lemma}" for use in uses)
        return self._candidate(
            rule + self._modifier_rule(at), at, spans, standing, name, own, people, others, place, when, by, reason,
            definite, count,
        )  # fmt: skip

    def _candidate(
        self,
        rule: str,
        trigger: int,
        spans: Iterable[TokenSpan],
        standing: Standing,
        name: TokenSpan,
        family: str,
        people: tuple[Filler, ...],
        others: tuple[Actor, ...],
        place: TokenSpan | None,
        when: When | None,
        by: tuple[Filler, ...],
        reason: TokenSpan | None,
        definite: bool,
        count: int,
    ) -> MeetingCandidate:
        first, last = self.reading.document.sentence(trigger)
        inside = [span for span in spans if first <= span[0] and span[1] <= last]
        evidence = (min(span[0] for span in inside), max(span[1] for span in inside))
        sure = Decimal("0.9") if standing.said and count >= 2 else Decimal("0.75") if count >= 2 else Decimal("0.6")
        modality = standing.modality if standing.modality is not Modality.DENIED else Modality.ASSERTED
        return MeetingCandidate(
            rule=rule,
            trigger=trigger,
            evidence=evidence,
            modality=modality,
            hedge=standing.hedge,
            timeframe=timeframe(standing.status),
            confidence=sure,
            name=name,
            family=family,
            participants=people,
            participant_actors=others,
            place=place,
            when=when,
            status=standing.status,
            by=by,
            reason=reason,
            definite=definite,
            status_said=standing.said,
        )

    def _enough(
        self,
        event: Row,
        count: int,
        standing: Standing,
        dated: bool,
        proper: bool,
        definite: bool,
        uses: tuple[Use, ...],
    ) -> bool:
        """Two participants, or one and more; nobody only where a status is said of a definite noun, or of a name."""
        told = standing.said or dated
        if event.flag("weak"):
            return count >= 2 or (count == 1 and bool(uses) and told) or (definite and standing.status in OFF)
        if count >= 2 or (count == 1 and (told or proper or bool(uses))):
            return True
        return (definite or proper) and (standing.said or standing.status in OFF)

    # ------------------------------------------------------------------------------------------ standing
    def _uses(self, at: int) -> tuple[Use, ...]:
        found: list[Use] = []
        for frame, role in self.slots.uses.get(at, ()):
            entry = self._use_row(frame, role)
            if entry is None or any(use.frame.trigger == frame.trigger for use in found):
                continue
            standing = by_row(self.reading, frame, entry)
            if standing is not None:
                found.append(Use(frame, entry, standing))
        return tuple(found)

    def _use_row(self, frame: Frame, role: str) -> Row | None:
        if frame.pos == "adj":
            return row("event-subj", "adj", frame.lemma) if role == "subj" else None
        if frame.pos != "verb":
            return None
        for lemma in self._lemmas(frame):
            if role == "obj":
                found = row("event-obj", "verb", lemma)
            elif role == "subj":
                found = row("event-subj", "verb", lemma)
            else:
                found = row("event-pp", "verb", lemma)
                found = found if found and role in found.words("prep") else None
            if found is not None:
                return found
        return None

    def _lemmas(self, frame: Frame) -> Iterator[str]:
        """The verb's lemma with what makes it another verb ("take place", "go ahead"), then alone."""
        doc = self.reading.document.doc
        for filler in frame.objects:
            if doc[filler.head].lower_ in {"place", "part"}:
                yield f"{frame.lemma} {doc[filler.head].lower_}"
        for adverb in frame.adverbs:
            if adverb in {"together", "ahead", "out", "off", "back", "down", "forward", "through"}:
                yield f"{frame.lemma} {adverb}"
        yield frame.lemma

    def _standing(self, at: int, uses: tuple[Use, ...]) -> tuple[Standing | None, Use | None]:
        """What the mention says of the encounter: status verbs first, then adjectives, tense, and the sentence's time."""
        ranked: list[tuple[int, int, Standing, Use | None]] = []
        for number, use in enumerate(uses):
            aside = 1 if use.frame.relation in {"acl", "relcl"} else 0
            rank = (0 if use.standing.status in OFF else 2) if use.standing.said else 8
            ranked.append((rank + aside, number, use.standing, use))
        for token in self.reading.document.doc[at].lefts:
            entry = modifier(token.lower_)
            if entry is not None:
                status = Status(entry.text("status"))
                ranked.append((1 if status in OFF else 5, 50, Standing(status, True), None))
        if ranked:
            _, _, standing, use = min(ranked, key=lambda item: item[:2])
            return standing, use
        return self._by_surroundings(at), None

    def _modifier_rule(self, at: int) -> str:
        lefts = self.reading.document.doc[at].lefts
        return "".join(f", event-mod:{token.lower_}" for token in lefts if modifier(token.lower_) is not None)

    def _by_surroundings(self, at: int) -> Standing | None:
        """The time of the sentence lends itself to an encounter of which nothing is said; negation leaves it out."""
        for frame, role in self.slots.uses.get(at, ()):
            if frame.pos != "verb":
                continue
            if frame.lemma in {"hold", "have", "attend"} and frame.negated:
                return None
            told = by_tense(self.reading, frame)
            if told is not None and told.status in {Status.PLANNED, Status.PROPOSED}:
                return Standing(told.status, False)
            if role in {"before", "ahead of", "prior to", "until"}:
                return Standing(Status.PLANNED, False)
            if frame.tense == "present" and role in {"at", "during", "in"} and not frame.perfect:
                return Standing(Status.ONGOING, False)
        return Standing(Status.HELD, False)

    # ------------------------------------------------------------------------------------------ slots
    def _people(
        self, at: int, event: Row, uses: tuple[Use, ...], standing: Standing
    ) -> tuple[tuple[Filler, ...], tuple[Actor, ...]]:
        noun = self.reading.frames.get(at)
        found: list[Filler] = list(modifiers(noun))
        if noun is not None:
            found += noun.prep("with", "between", "among", "including", "involving", "by", "alongside")
            found += self._named_of(noun, event)
        between = bool(noun and noun.prep("between"))
        for use in uses:
            role = use.row.text("role")
            if role in {"participant", "host"} or (role == "both" and not between):
                if use.row.cls not in {"schedule"} or not between:
                    found += [f for f in use.frame.subjects if f.head != at]
                if use.row.cls in {"bring-together"}:
                    found += use.frame.objects
            if use.row.frame == "event-obj":
                found += use.frame.prep("with", "between", "alongside")
            elif use.row.cls == "bring-together":
                found += use.frame.prep("alongside", "with", "and")
            elif use.row.lemma == "invite":
                found += [*use.frame.objects, *use.frame.recipients]
        found += self._attending(at, uses, len(self.slots.actors(found)))
        people = self.slots.actors(f for f in found if f.head != at)
        known = {actor for person in people for actor in self.reading.resolver.actors(person)}
        before = (self.span(at)[0], at)
        named = () if self._city((before[0], at + 1)) else self.slots.within(before)
        # A parse may run names together ("the ministers A and B C"): all persons within a phrase take part.
        joined = [a for p in people for a in self.slots.within(p.span) if a.kind is ActorKind.PERSON]
        return people, tuple(dict.fromkeys(actor for actor in (*named, *joined) if actor not in known))

    def _named_of(self, noun: Frame, event: Row) -> list[Filler]:
        """ "a summit of NATO leaders", "a visit to Poland", "a delegation's visit from Chile"."""
        found = [f for f in noun.prep("of", "from") if self.slots.named(f)]
        if event.text("family") == "visit" or event.flag("phone"):
            found += [f for f in noun.prep("to") if self.slots.named(f)]
        return found

    def _attending(self, at: int, uses: tuple[Use, ...], count: int) -> list[Filler]:
        """Whoever does something at the encounter, or after or before it if it lacks a second participant."""
        found: list[Filler] = []
        with_row = {use.frame.trigger for use in uses}
        for frame, role in self.slots.uses.get(at, ()):
            if frame.trigger in with_row or not (role in _AT or (role in _NEAR and count == 1)):
                continue
            at_frame: Frame | None = frame
            for _ in range(4):
                if at_frame is None:
                    break
                if at_frame.pos == "verb":
                    found += [f for f in at_frame.subjects if not at_frame.passive]
                    if role in _AT and at_frame is not frame:
                        found += at_frame.objects
                at_frame = self.reading.frames.get(at_frame.parent) if at_frame.relation in _THROUGH else None
        return [filler for filler in found if self.slots.named(filler)]

    def _by(self, use: Use | None) -> tuple[Filler, ...]:
        if use is None or use.row.text("role") not in {"by", "both"} or use.standing.status is Status.PLANNED:
            return ()
        return self.slots.actors(use.frame.subjects)

    def _city(self, name: TokenSpan) -> TokenSpan | None:
        """The town before the noun ("Geneva talks"); of a capital it is a place, of a state a participant."""
        doc = self.reading.document.doc
        for i in range(name[0], name[1] - 1):
            if doc[i].ent_type_ not in {"GPE", "LOC", "FAC"} or doc[i].tag_ == "JJ":
                continue
            known = lookup(doc[i].text)
            single = i + 1 >= name[1] or doc[i + 1].text not in "-–/"
            before = i == name[0] or doc[i - 1].text not in "-–/"
            if known is not None and single and before and known.kinds & {NameKind.CAPITAL, NameKind.PLACE}:
                return (i, i + 1)
        return None

    def _visited(self, noun: Frame | None, family: str) -> TokenSpan | None:
        if noun is None or family != "visit":
            return None
        return next((f.span for f in noun.prep("to", "of") if self._is_where(f)), None)

    def _is_where(self, filler: Filler) -> bool:
        words = self.reading.document.words(filler.span).removeprefix("the ")
        known = lookup(words)
        places = {NameKind.COUNTRY, NameKind.CAPITAL, NameKind.PLACE}
        return bool(known and known.kinds & places) or self.reading.document.doc[filler.head].ent_type_ == "GPE"

    # ------------------------------------------------------------------------------------------ verbs
    def verbs(self) -> Iterator[MeetingCandidate]:
        """A candidate for each verb of meeting with two who meet."""
        for frame in self.reading.frames.values():
            if frame.pos == "verb" and not self._heading(frame.trigger):
                candidate = self._verb(frame)
                if candidate is not None:
                    yield candidate

    def _verb(self, frame: Frame) -> MeetingCandidate | None:
        met = self._met(frame)
        if met is None:
            return None
        entry, others, place = met
        subjects = self.slots.actors(frame.subjects)
        people = self.slots.actors([*subjects, *others])
        standing = by_tense(self.reading, frame)
        if standing is None:
            return None
        hosts = self.slots.within(place) if place and entry.flag("place") else ()
        actors = tuple(dict.fromkeys(a for p in people for a in self.reading.resolver.actors(p)))
        extra = tuple(a for a in hosts if a not in actors)
        count = len(actors) + len(extra)
        when = self.slots.when(None, (0, 0), [(frame, False)], standing.status in {Status.PLANNED, Status.PROPOSED})
        standing = with_date(standing, when, self.reading)
        if not standing.said and frame.tense == "present" and when is None:
            return None  # "meets" without a date tells of a habit as well
        plural = entry.frame == "together" and count == 1 and self._several(subjects)
        if count < 2 and not (plural and standing.said) and not (count == 1 and entry.flag("place") and place):
            return None
        place = place or self.slots.place([frame])
        last = max([frame.trigger + 1, *(p.span[1] for p in people if p.span[0] > frame.trigger)])
        name = (frame.trigger, last if last - frame.trigger <= 12 else frame.trigger + 1)
        spans = [name, *(p.span for p in people), *([place] if place else [])]
        rule = f"{entry.frame}:{entry.lemma}"
        return self._candidate(
            rule, frame.trigger, spans, standing, name, entry.text("family"), people, extra, place, when, (), None,
            False, count,
        )  # fmt: skip

    def _met(self, frame: Frame) -> tuple[Row, list[Filler], TokenSpan | None] | None:
        """The row of a verb of meeting, whom its subject meets, and the place that is its object."""
        entry = row("np", "verb", frame.lemma)
        if entry is not None:
            if entry.flag("place"):
                where = next((f for f in frame.objects if self._is_where(f)), None)
                met = [f for f in frame.objects if self.slots.named(f)]
                return (entry, met, where.span if where else None) if where or met else None
            test = self.slots.named if entry.flag("named") else self.slots.meets
            met = [f for f in frame.objects if test(f) and not self._event(f.head)]
            where = self._hosted(frame, met) if entry.flag("to") else []
            if met and (where or not entry.flag("to")):
                return entry, met, next((f.span for f in where if self._is_where(f)), None)
        entry = row("with", "verb", frame.lemma)
        if entry is not None:
            met = [f for f in frame.prep(*entry.words("prep")) if self.slots.meets(f)]
            if met and not frame.passive and self.slots.actors(frame.subjects):
                return entry, met, None
        entry = row("together", "verb", frame.lemma)
        if entry is not None and not frame.objects and not frame.passive and not frame.prep("with"):
            if self._several(self.slots.actors(frame.subjects)):
                return entry, [], None
        return None

    def _hosted(self, frame: Frame, met: list[Filler]) -> list[Filler]:
        """Where to someone is welcomed; the parser may hang "to Paris" on the guest's name."""
        found = list(frame.prep("to", "at", "in"))
        for guest in met:
            for token in self.reading.document.doc[guest.head].children:
                if token.lower_ in {"to", "at", "in"} and token.dep_ == "prep":
                    found += [
                        Filler(child.i, (child.i, child.i + 1)) for child in token.children if child.dep_ == "pobj"
                    ]
        return found

    def _several(self, fillers: tuple[Filler, ...]) -> bool:
        """True if the subject is more than one who act: joined phrases, or a plural."""
        tags = {self.reading.document.doc[filler.head].tag_ for filler in fillers}
        return len(fillers) > 1 or bool(tags & {"NNS", "NNPS"})

    # ------------------------------------------------------------------------------------------ nouns of status
    def outcomes(self) -> Iterator[MeetingCandidate]:
        """ "The cancellation of the talks", and "the cancellation" alone, for ``kg.events`` to tie to a meeting."""
        doc = self.reading.document.doc
        for token in doc:
            entry = row("status-of", "noun", token.lemma_.lower()) if token.pos_ == "NOUN" else None
            if entry is None or token.dep_ == "compound" or self._heading(token.i):
                continue
            frame = self.reading.frames.get(token.i)
            of = [f for f in frame.prep("of") if self._event(f.head)] if frame else []
            if frame is not None and frame.prep("of", "in", "to", "from") and not of:
                continue
            the = {t.lower_ for t in token.lefts} & {"the", "this", "that"}
            if not of and not the:
                continue
            yield self._outcome(token.i, entry, frame, of[0] if of else None)

    def _outcome(self, at: int, entry: Row, frame: Frame | None, of: Filler | None) -> MeetingCandidate:
        event = self._event(of.head) if of else None
        standing = Standing(Status(entry.text("status")), True)
        people: tuple[Filler, ...] = ()
        others: tuple[Actor, ...] = ()
        name, when, place = (0, 0), None, None
        if of is not None and event is not None:
            people, others = self._people(of.head, event, (), standing)
            name = self._name(of.head)
            noun = self.reading.frames.get(of.head)
            when = self.slots.when(noun, self.span(of.head), [], True)
            place = self.slots.place([noun] if noun else [])
        by = self.slots.actors(modifiers(frame))
        spans = [self.span(at), *([of.span] if of else []), *(b.span for b in by)]
        up = self.reading.frames.get(frame.parent) if frame else None
        if up is not None and up.pos == "verb":
            spans.append((up.trigger, up.trigger + 1))
        count = len({a for p in people for a in self.reading.resolver.actors(p)} | set(others))
        return self._candidate(
            f"status-of:{entry.lemma}", at, spans, standing, name, event.text("family") if event else "meeting",
            people, others, place, when, by, None, True, count,
        )  # fmt: skip
