"""Nouns that tell of an encounter, each with what its own phrase and its predicates say of it.

A noun of the lexicon is a mention if it is no part of a compound ("meeting room"), no bare plural, nothing habitual,
and if the text ties two participants to it, or one and a date, a status or a proper name. A definite noun with a
status and nobody named ("the cancelled meeting") is one too: ``events`` finds whom it speaks of, or drops it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from kg.candidates import MeetingCandidate
from kg.document import TokenSpan
from kg.frames.frame import Filler, Frame, How
from kg.lexicon.rows import Row
from kg.meetings import elsewhere
from kg.meetings.doers import by_use
from kg.meetings.draft import OFF, Draft
from kg.meetings.lists import listed
from kg.meetings.pastimes import pastime
from kg.meetings.requested import requesters
from kg.meetings.settings import Settings
from kg.meetings.slots import Slots, modifiers
from kg.meetings.speaking import Speaking
from kg.meetings.status import Standing, embedded, force
from kg.meetings.stops import stops
from kg.meetings.uses import Use, Uses
from kg.meetings.words import HABITUAL, asked, definite, edition, event, misread, modifier, named, row, unread
from kg.model import Actor, ActorKind, Status
from kg.names.gazetteer import lookup
from kg.reading import Reading
from kg.values.numerals import word_set

_GENERIC = frozenset({"any", "no", "such", "every", "each", "all", "most", "many", "some", "other"})
_ORDER = word_set("next last first second third latest new fresh separate joint own earlier another")
# How an encounter went or is looked on; no part of what it is called.
_EVALUATIVE = word_set(
    """so-called great good excellent productive constructive fruitful frank cordial warm tense heated brief short long
    lengthy historic key crucial important critical landmark successful failed disastrous controversial
    long-awaited much-anticipated highly-anticipated anticipated awaited hastily hasty rare surprise unprecedented"""
)
_PARTS = frozenset({"compound", "poss", "nummod", "quantmod"})
_AT = frozenset({"at", "during", "in", "into", "on the sidelines of", "on"})
_NEAR = frozenset({"after", "following", "before", "ahead of", "prior to", "for", "since"})
# Who is told something at an encounter takes part in it.
_ADDRESSING = word_set("tell urge press assure inform ask remind thank congratulate warn brief reassure")
_TELLING = word_set("update brief inform report comment focus advise reflect")
# What can be in talks of others.
_PROGRESS = word_set("progress breakthrough interest confidence trust advance success development impasse deadlock")
_ENGAGING = frozenset({"engage", "enter", "hold", "open", "launch", "begin", "start", "initiate", "return"})
_AGREEING = frozenset({"agree", "decide", "plan", "set", "fix"})
_MEALS = frozenset({"dinner", "lunch", "luncheon", "breakfast", "banquet", "reception"})  # given for guests
_TWO = 2  # who talk with each other
_OVER = frozenset({"xcomp", "advcl"})
_THROUGH = frozenset({"xcomp", "prep", "pobj", "obj", "advcl"})
_BACK = frozenset({"return", "come", "emerge"})  # "returned from a visit to Peru"
_BESIDE = ("with", "between", "among", "including", "involving", "by", "alongside")
_FACING = ("with", "against")  # of a debate


@dataclass(frozen=True)
class Nouns:
    """Finds the nouns of one reading."""

    reading: Reading
    slots: Slots
    uses: Uses

    @cached_property
    def speaking(self) -> Speaking:
        """What those who speak point to."""
        return Speaking(self.reading, self.slots)

    def find(self) -> Iterator[MeetingCandidate]:
        """A candidate for each noun that tells of an encounter, and for each that tells what became of one."""
        for token in self.reading.document.doc:
            nominal = token.pos_ in {"NOUN", "PROPN", "NUM"} or misread(token)
            if not nominal or token.dep_ in _PARTS or unread(self.reading, token.i):
                continue
            entry = event(self.reading, token.i)
            denied = self.uses.denied(token.i) if entry is not None else None
            draft = self._noun(token.i, entry, denied) if entry is not None else self._outcome(token.i)
            if draft is None:
                continue
            yield draft.candidate(self.reading)
            renewed = self.uses.renewed(token.i, self.uses.standing(token.i)[1]) if entry is not None else None
            if renewed is not None:
                again = replace(draft, standing=renewed, rule=f"{draft.rule}, renewed", by=(), reason=None)
                uses = tuple(use for use in self.uses.of(token.i) if use.standing is renewed)
                Settings(self.reading, self.slots, self.uses).fill(token.i, self.span(token.i), again, uses)
                yield again.candidate(self.reading)
            if denied is not None and draft.standing is not denied:
                yield replace(draft, standing=denied, rule=f"{draft.rule}, denied").candidate(self.reading)

    # ------------------------------------------------------------------------------------------ the phrase
    def span(self, at: int) -> TokenSpan:
        """The noun phrase of ``at`` up to its head."""
        frame = self.reading.frames.get(at)
        lefts = [token for token in self.reading.document.doc[at].lefts if token.dep_ not in {"punct", "cc"}]
        start = min([at, *(token.left_edge.i for token in lefts)])
        return (frame.span[0] if frame and start < frame.span[0] <= at else start, at + 1)

    def name(self, at: int) -> TokenSpan:
        """The noun with its modifiers, without determiner, possessor, status or date."""
        doc = self.reading.document.doc
        start, end = self.span(at)
        end += doc[at].text == "COP" and edition(doc[at]) > 0  # "COP 28"
        for i in range(start, at):
            token = doc[i]
            outside = token.dep_ in {"det", "poss", "case", "predet"} or token.tag_ in {"POS", "PRP$", "DT"}
            outside = outside or (token.lower_ == "hold" and doc[i - 1].lower_ == "on")  # "put on hold talks"
            outside = outside or token.lower_ in _EVALUATIVE or (token.lower_ == "called" and doc[i - 1].text == "-")
            dated = token.ent_type_ in {"DATE", "TIME", "ORDINAL"} or modifier(token.lower_) is not None
            dated = dated or token.lower_ in _ORDER
            if outside or dated or (token.is_punct and token.text not in "-‑–/+"):
                start = i + 1
        while start < at and (doc[start].dep_ == "cc" or doc[start].is_punct):
            start += 1
        return (min(start, at), end)

    def _generic(self, at: int, entry: Row) -> bool:
        doc = self.reading.document.doc
        determined = {token.lower_ for token in doc[at].lefts if token.tag_ in {"DT", "PDT", "PRP$"}}
        left = {token.lower_ for token in doc[self.span(at)[0] : at]}
        founded = any(use.row.text("status") == Status.ONGOING.value for use in self.uses.of(at))
        usual = left & HABITUAL - set(entry.lemma.split())
        if doc[at].dep_ == "pobj" and doc[at].head.lower_ in {"at", "during"} and definite(doc[at]):
            usual = set()  # "at his weekly audience"
        return bool(determined & _GENERIC or (usual and not founded))  # "launched a regular dialogue"

    def _abstract(self, at: int, entry: Row) -> bool:
        """True of "close consultation", "in dialogue": dealings in general, unless called for."""
        token = self.reading.document.doc[at]
        mass = entry.flag("mass") or entry.lemma in {"dialogue", "dialog"}
        return (
            mass
            and token.tag_ == "NN"
            and not any(t.tag_ in {"DT", "PRP$", "CD"} or t.dep_ == "poss" for t in token.lefts)
        )

    # ------------------------------------------------------------------------------------------ a mention
    def _noun(self, at: int, entry: Row, denied: Standing | None) -> Draft | None:
        doc = self.reading.document.doc
        standing, deciding = self.uses.standing(at)
        head = doc[at].head
        if doc[at].dep_ == "conj" and event(self.reading, head.i) is not None and head.n_rights + doc[at].n_lefts < 3:
            return None  # the second of "dialogue and negotiations"
        if standing is None or self._generic(at, entry) or pastime(self.reading, doc[at], entry.text("family")):
            return None
        if deciding is not None:
            standing = embedded(self.reading, standing, deciding.frame)
        draft = Draft(at, self.uses.rule(at, entry), standing, self.name(at), entry.text("family"))
        draft.definite = definite(doc[at])
        if asked(self.reading, at) and not draft.definite:
            return None
        draft.proper = named(doc[at]) or any(t.text == "+" for t in doc[draft.name[0] : at])
        draft.tokens = (self.span(at),)
        uses = self.uses.of(at)
        Settings(self.reading, self.slots, self.uses).fill(at, self.span(at), draft, uses)
        self._who(at, draft, entry, uses)
        of_whom = any(t.lower_ == "of" and t.dep_ == "prep" for t in doc[at].rights)
        if (draft.count or of_whom) and any(t.dep_ == "poss" and t.ent_type_ == "DATE" for t in doc[at].lefts):
            draft.definite = False  # "this year's gathering" is told by its date, it points at nothing
        countable = not (entry.flag("plural") or entry.flag("mass"))
        counted = any(t.tag_ in {"DT", "CD"} for t in doc[at].lefts)
        bare = doc[at].tag_ == "NNS" and countable and not counted
        named_many = (
            doc[at].pos_ == "PROPN"
            and doc[at].lower_ == f"{entry.lemma}s"
            and countable
            and not counted
            and not any(t.dep_ == "poss" for t in doc[at].lefts)
        )
        if ((bare and not draft.definite) or named_many) and len(draft.people) < 2:
            return None  # "Previous Review Conferences"
        engaged = draft.count >= _TWO and any(use.row.lemma in _ENGAGING for use in uses)
        if draft.standing.status is not Status.PROPOSED and self._abstract(at, entry) and not engaged:
            return None
        if self.speaking.your(at) and draft.count < _TWO:
            return None
        if not draft.enough(entry, bool(uses)):
            if denied is None or not draft.definite:
                return None
            draft.standing = denied  # "the meeting has not been cancelled" tells of a known one
        if deciding is not None:
            draft.tokens += ((deciding.frame.trigger, deciding.frame.trigger + 1),)
            if deciding.row.text("role") in {"by", "both"} and draft.standing.status is not Status.PLANNED:
                draft.by = self.slots.actors(deciding.frame.subjects)
            if draft.standing.status is Status.PROPOSED and not draft.by:
                draft.by = self._proposers(deciding.frame)
            if draft.standing.status in OFF:
                draft.reason = self.slots.reason(deciding.frame)
                draft.by = draft.by or requesters(self.reading, self.slots, deciding.frame)
        return draft

    def _who(self, at: int, draft: Draft, entry: Row, uses: tuple[Use, ...]) -> None:
        draft.people, draft.others = self._people(at, entry, uses)
        known = {actor for person in draft.people for actor in self.reading.resolver.actors(person)}
        if draft.family == "visit" and draft.place is not None and draft.people:
            there = (*self.slots.within(draft.place), *stops(self.reading, draft.place))
            draft.others += tuple(a for a in dict.fromkeys(there) if a not in known | set(draft.others))
        if draft.family == "visit" and not draft.people and draft.place is not None:
            draft.people = self.speaking.of_office(at)
            known |= {actor for person in draft.people for actor in self.reading.resolver.actors(person)}
        draft.count = len(known | set(draft.others))
        if draft.family == "session" and known and all(a.kind is ActorKind.ORGANIZATION for a in known):
            draft.family = "meeting"  # the debate of a council is a sitting
        if self.speaking.your(at):
            self.speaking.yours(draft, known)
        elif draft.count < 2 and (self.speaking.here(at) or self.speaking.ours(at, uses)):
            self.speaking.pointed(at, draft, known, bool(uses))
        if draft.count == 1:
            self._with_counterpart(draft, known)
        if draft.count == 1 and any(t.tag_ == "PRP$" for t in self.reading.document.doc[at].lefts):
            draft.count = 2  # "his meeting with X": whoever he is, he takes part
        if not draft.count and any(t.lower_ == "next" for t in self.reading.document.doc[at].lefts):
            draft.people = self._agreed(at)  # "they agreed to set the date of the next meeting"
            draft.count = len({a for f in draft.people for a in self.reading.resolver.actors(f)})
        if draft.count == 1 and entry.flag("plural") and self.slots.several(draft.people):
            draft.count = 2  # "talks among the parties"

    # ------------------------------------------------------------------------------------------ who
    def _people(self, at: int, entry: Row, uses: tuple[Use, ...]) -> tuple[tuple[Filler, ...], tuple[Actor, ...]]:
        noun = self.reading.frames.get(at)
        found: list[Filler] = list(modifiers(noun))
        if noun is not None:
            found += (
                elsewhere.made_by(self.reading, at) if entry.text("family") == "visit" and not noun.prep("by") else ()
            )
            found += noun.prep(*_BESIDE, *(_FACING if entry.text("family") == "session" else ()))
            found += noun.prep("for", "in honour of", "in honor of") if entry.lemma in _MEALS else ()
            found += noun.prep("before") if entry.lemma == "hearing" else ()  # "the hearing before the Senate"
            found += noun.prep(*entry.words("prep"))
            of = [inner for f in noun.prep("of", "from") for inner in self.slots.counted(f)]
            guest = entry.text("family") == "visit"  # "the visit of the Danish premier to Oslo"
            of = [
                f for f in of if self.slots.named(f) or self._people_of(f, entry) or (guest and self.slots.official(f))
            ]
            found += of
            if entry.text("family") == "visit" or entry.flag("phone"):
                found += [f for f in noun.prep("to") if self.slots.named(f)]
        between = noun is not None and len(noun.prep("between")) > 1
        for use in uses:
            if use.row.cls == "look-forward" and entry.text("family") != "meeting":
                continue  # "looks forward to the visit": the guest is another
            found += by_use(self.reading, self.slots, use, at, between, bool(noun and noun.prep("with")))
            found += use.frame.prep(*entry.words("prep")) if use.row.frame == "event-obj" else ()
        found += self._attending(at, uses, len(self.slots.actors(found)))
        doc = self.reading.document.doc
        if any(f.head != at and doc[f.head].pos_ != "PRON" for use in uses for f in use.frame.subjects):
            found = [f for f in found if doc[f.head].tag_ != "PRP$"]  # "the group held its session"
        before = (self.span(at)[0], at)
        town = self.slots.town((before[0], at + 1))
        if town is not None and doc[town[0]].dep_ != "poss":  # "the London conference", not "London's talks"
            found = [f for f in found if f.head != town[0]]
        people = self.slots.actors(f for f in found if f.head != at)
        if len(people) < _TWO:
            people += self.slots.actors(elsewhere.first_between(self.reading, at))
        people = people or self.slots.actors(elsewhere.between(self.reading, at))
        people = people or self.slots.actors(elsewhere.of_both(self.reading, at))
        known = {actor for person in people for actor in self.reading.resolver.actors(person)}
        actors = () if town else self.slots.within(before)
        actors += self._paired(before) + self.slots.behind(people) + self._lists(noun, at)
        actors += self.slots.within((at, at + 1)) if entry.lemma == "g7" else ()
        return people, tuple(dict.fromkeys(actor for actor in actors if actor not in known))

    def _lists(self, noun: Frame | None, at: int) -> tuple[Actor, ...]:
        """The persons of the list that begins with those whom the noun is "with" or "between"."""
        starts = [f.span[0] for f in noun.prep("with", "between", "of", "by") if f.span[0] > at] if noun else []
        return listed(self.reading, min(starts), self.reading.document.sentence(at)[1]) if starts else ()

    def _people_of(self, filler: Filler, entry: Row) -> bool:
        """True for the unnamed who meet: "the coming meeting of high officials from both states"."""
        token = self.reading.document.doc[filler.head]
        return token.tag_ == "NNS" and not entry.flag("weak") and self.slots.meets(filler)

    def _paired(self, span: TokenSpan) -> tuple[Actor, ...]:
        """The states of "Norwegian-Chilean": each half of a hyphenated pair."""
        doc = self.reading.document.doc
        found: list[Actor] = []
        for i in range(*span):
            beside = {doc[k].text for k in (i - 1, i + 1) if span[0] <= k < span[1]}
            known = lookup(doc[i].text) if beside & {"-", "‑", "–", "/"} else None
            if known is not None and known.actor is not None and known.actor.kind is ActorKind.STATE:
                found.append(known.actor)
        return tuple(found)

    def _proposers(self, frame: Frame) -> tuple[Filler, ...]:
        """Who asks others for an encounter: "A urged B to hold talks", "A called on B to return to dialogue"."""
        up = self.reading.frames.get(frame.parent)
        if up is None or up.pos != "verb" or up.passive or up.negated or frame.tense != "infinitive":
            return ()
        asking = force(up.lemma) == "proposing" or up.lemma in {"call", "tell", "order", "beg", "implore", "exhort"}
        doers = {f.head for f in frame.subjects}
        return tuple(f for f in self.slots.actors(up.subjects) if f.head not in doers) if asking else ()

    def _attending(self, at: int, uses: tuple[Use, ...], count: int) -> list[Filler]:
        """Whoever does something at the encounter, or after or before it if it lacks a second participant."""
        found: list[Filler] = []
        with_row = {use.frame.trigger for use in uses}
        for frame, role in self.uses.index.get(at, ()):
            if (
                frame.trigger in with_row
                or frame.negated
                or self.uses.proposes(frame, role)
                or not (role in _AT or (role in _NEAR and count < 2) or (role == "from" and frame.lemma in _BACK))
                or (role == "for" and (frame.pos != "verb" or self._readied(frame)))
                or (role == "in" and frame.lemma in _PROGRESS)
                or (role == "on" and frame.lemma in _TELLING)  # "briefed B on her call with C"
                or (role in _NEAR and self._otherwise(frame))
            ):
                continue
            up: Frame | None = frame
            for _ in range(4):
                if up is None:
                    break
                if up.pos == "noun" and role == "in" and up is frame and up.lemma in elsewhere.POSITIONS:
                    found += [f for f in up.subjects if self.slots.named(f)]  # "its position in talks with Oslo"
                if up.pos == "verb":
                    unsaid = up.passive and not any(f.how is How.EXPLICIT for f in up.subjects)
                    found += () if unsaid or self._had(up) else up.subjects
                    if role in _AT and up is frame and up.lemma in _ADDRESSING and count < 2:
                        told = (*up.objects, *up.recipients)
                        found += [
                            f for f in told if self.slots.person(f) or self.slots.official(f) or self.slots.sent(f)
                        ]
                    brought = up is not frame or self._had(up) if role in _AT else role == "for" and up is frame
                    found += up.objects if brought else ()
                through = role in _AT or up.pos != "verb" or up is not frame
                through = through and up.relation in (_OVER if up.pos == "verb" else _THROUGH) and not self._aside(up)
                up = self.reading.frames.get(up.parent) if through else None
        found += elsewhere.invited(self.reading, self.uses.index.get(at, ()))
        found += [f for over in elsewhere.led(self.reading, self.uses.index.get(at, ())) for f in over.subjects]
        slots = self.slots
        return [f for f in found if slots.named(f) or slots.official(f) or slots.sent(f)]

    def _with_counterpart(self, draft: Draft, known: set[Actor]) -> None:
        """Whose counterpart takes part does so too: "talks with his Turkish counterpart were put off"."""
        doc = self.reading.document.doc
        for filler in draft.people:
            if doc[filler.head].lemma_.lower() == "counterpart":
                own = [Filler(t.i, (t.i, t.i + 1)) for t in doc[filler.head].lefts if t.tag_ == "PRP$"]
                whose = [a for f in own for a in self.reading.resolver.actors(f)]
                draft.others += tuple(a for a in whose if a not in known | set(draft.others))
        draft.count = len(known | set(draft.others))

    def _agreed(self, at: int) -> tuple[Filler, ...]:
        """Who agrees or plans, among themselves, on something of the encounter."""
        for frame, role in self.uses.index.get(at, ()):
            up: Frame | None = frame if role in {"of", "for", "obj"} else None
            while up is not None and up.pos == "noun":
                up = self.reading.frames.get(up.parent)
            while up is not None and up.tense == "infinitive" and up.lemma not in _AGREEING:
                up = self.reading.frames.get(up.parent)
            if up is not None and up.lemma in _AGREEING and not up.negated:
                return tuple(f for f in self.slots.actors(up.subjects) if self.slots.several((f,)) or f.head < at)
        return ()

    def _otherwise(self, frame: Frame) -> bool:
        """True of those who met after talks of others, or hold talks of their own ahead of a summit."""
        met = any(event(self.reading, f.head) is not None for f in frame.objects)
        return met or row("together", "verb", frame.lemma) is not None

    def _readied(self, frame: Frame) -> bool:
        """True of "strengthened its targets for the summit": who does something to things for it need not be there."""
        return bool(frame.objects) and not any(self.slots.named(f) or self.slots.is_where(f) for f in frame.objects)

    def _had(self, frame: Frame) -> bool:
        """True of "we had her at the summit": she was there."""
        return frame.lemma == "have" and any(self.slots.person(f) for f in frame.objects)

    def _aside(self, frame: Frame) -> bool:
        """True of "after stops" in "A confirmed it, after stops at the summit": A need not have stopped there."""
        roles = {role for up, role in self.uses.index.get(frame.trigger, ()) if up.trigger == frame.parent}
        return frame.pos == "noun" and bool(roles & _NEAR)

    # ------------------------------------------------------------------------------------------ nouns of status
    def _outcome(self, at: int) -> Draft | None:
        """ "The cancellation of the talks", and "the cancellation" alone, for ``events`` to tie to a meeting."""
        token = self.reading.document.doc[at]
        entry = row("status-of", "noun", token.lemma_.lower()) if token.pos_ == "NOUN" else None
        if entry is None:
            return None
        frame = self.reading.frames.get(at)
        of = next((f for f in frame.prep("of") if event(self.reading, f.head)), None) if frame else None
        if of is None and frame is not None and frame.prep("of", "in", "to", "from"):
            return None
        if of is None and not {t.lower_ for t in token.lefts} & {"the", "this", "that"}:
            return None
        draft = Draft(at, f"status-of:{entry.lemma}", Standing(Status(entry.text("status")), True), definite=True)
        draft.tokens = (self.span(at),)
        draft.by = self.slots.actors(modifiers(frame))
        self._of(draft, of)
        up = self.reading.frames.get(frame.parent) if frame else None
        if up is not None and up.pos == "verb":
            draft.tokens += ((up.trigger, up.trigger + 1),)
        return draft

    def _of(self, draft: Draft, of: Filler | None) -> None:
        entry = event(self.reading, of.head) if of else None
        if of is None or entry is None:
            return
        noun = self.reading.frames.get(of.head)
        draft.people, draft.others = self._people(of.head, entry, ())
        draft.name, draft.family = self.name(of.head), entry.text("family")
        draft.when = self.slots.when(noun, self.span(of.head), [], 1)
        draft.place = self.slots.place([noun] if noun else [])
        draft.tokens += (of.span,)
        known = {actor for person in draft.people for actor in self.reading.resolver.actors(person)}
        draft.count = len(known | set(draft.others))
