"""The predicates that a noun for an encounter depends on, and the standing that they give it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.document import TokenSpan
from kg.frames.frame import Frame, How
from kg.lexicon.rows import Row
from kg.meetings.draft import OFF
from kg.meetings.elsewhere import POSITIONS, declined
from kg.meetings.relatives import governed
from kg.meetings.status import NO_PLANS, NOT_HELD, Standing, by_row, by_tense, undone, unplanned
from kg.meetings.words import TRANSPARENT, definite, event, misread, modifier, named, row
from kg.model import Modality, Status
from kg.reading import Reading
from kg.values.numerals import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

# What an encounter can be, or be put, as prepositional idioms: "on hold", "off the table".
_IDIOMS = {
    ("on", "hold"): "on hold",
    ("on", "ice"): "on hold",
    ("off", "table"): "off the table",
    ("under", "way"): "underway",
    ("in", "progress"): "underway",
}
_ATTENDING = frozenset({"attend", "join", "address"})
_PARTICLES = frozenset({"together", "ahead", "out", "off", "back", "down", "forward", "through", "underway"})

_ENDED = frozenset({"outcome", "result", "aftermath", "wake"})
_ENTAILING = frozenset({"attr", "at", "during", "in", "after", "following"})
# "shelved plans for a summit": what becomes of the plan becomes of the summit, but to have plans is not to meet.
PLANS = frozenset({"plan", "preparation", "arrangement"})
# What there is of an encounter while it goes on: "delays in the talks".
_COURSE = word_set("delay progress development deadlock impasse stalemate breakthrough setback state pace stage fate")
_SPELLS = frozenset({"day", "week", "month", "hour", "year", "stage", "phase", "round", "session"})
_SPURNING = word_set("reject refuse exclude oppose dismiss spurn shun preclude resist deny forbid decline rebuff") | {
    "rule out"
}
_RUMOURS = word_set("report rumour rumor claim allegation speculation suggestion notion idea story")
_FALSE = word_set("false untrue wrong baseless unfounded incorrect fake inaccurate groundless")
_AIMING = word_set("look work strive prepare hope aim push build plan")
_AIMED = frozenset({"toward", "towards", "for", "to", "ahead to"})
_COMING = frozenset({"occur", "in-progress"})  # "the long-delayed talks are to take place in Oslo"
_GATHERING = frozenset({"gather", "meet", "convene", "assemble"})
_MAYBE = word_set("prospect possibility option idea matter question dream mistake")
# Nouns that look forward to what they govern: "preparations for the summit".
_FORWARD = frozenset({"preparation", "run-up", "road", "plan", "invitation", "prospect", "proposal", "eve", "lead-up"})


@dataclass(frozen=True, slots=True)
class Use:
    """A predicate that takes the noun as an argument and has a row for that, with the standing it gives."""

    frame: Frame
    row: Row
    standing: Standing


@dataclass(frozen=True)
class Uses:
    """Looks nouns up among the arguments of all predicates of one reading."""

    reading: Reading
    _found: dict[int, tuple[Use, ...]] = field(default_factory=dict)

    @cached_property
    def index(self) -> dict[int, tuple[tuple[Frame, str], ...]]:
        """For each noun the predicates that it is an argument of, each with its role: obj, subj, or a preposition."""
        found: dict[int, list[tuple[Frame, str]]] = {}
        controlled: list[tuple[int, Frame]] = []  # "the meeting agreed to ban fish": the meeting agreed, first of all
        for frame in self.reading.frames.values():
            for role, fillers in (("obj", frame.objects), ("subj", frame.subjects), ("attr", frame.attributes)):
                for filler in fillers:
                    if filler.how is How.CONTROL and role == "subj":
                        controlled.append((filler.head, frame))
                    else:
                        found.setdefault(filler.head, []).append((frame, role))
            for name, filler in (*frame.preps, *(("to", filler) for filler in frame.recipients)):
                found.setdefault(filler.head, []).append((frame, name or "on"))
        for head, frame in controlled:
            found.setdefault(head, []).append((frame, "subj"))
        for token in self.reading.document.all_tokens:
            up = self.reading.frames.get(token.head.i) if misread(token) else None
            if up is not None:
                found.setdefault(token.i, []).append((up, "subj" if token.dep_ == "nsubj" else "obj"))
            if (
                token.lemma_.lower() in TRANSPARENT
                and token.dep_ in {"dobj", "pobj"}
                and token.i not in self.reading.frames
            ):
                self._measured(token, found)
        for frame in self.reading.frames.values():
            for at, role in governed(self.reading, frame):
                found.setdefault(at, []).append((frame, role))
        for rows in list(found.values()):
            for frame, role in list(rows):
                if role == "of" and frame.lemma in TRANSPARENT:
                    rows += found.get(frame.trigger, [])
                if role in {"for", "of"} and frame.lemma in PLANS:
                    rows += [(up, f"plan {over}") for up, over in found.get(frame.trigger, [])]
        return {head: tuple(rows) for head, rows in found.items()}

    def renewed(self, at: int, chosen: Use | None) -> Standing | None:
        """What the main clause tells of what a relative clause calls off: "..., which was cancelled, will be held".

        So do "the talks, suspended in May, resumed on Monday" and "the summit, which had been put off, took place".
        """
        if chosen is None or chosen.standing.status not in OFF or chosen.frame.relation not in {"relcl", "acl"}:
            return None
        for use in self.of(at):
            main = use.frame.relation not in {"relcl", "acl"}
            ahead = use.frame.tense == "future" and use.standing.status is Status.PLANNED
            come = use.row.cls in {"occur", "hold", "in-progress"} and use.standing.status in {
                Status.HELD,
                Status.ONGOING,
            }
            if main and use.standing.said and (ahead or come):
                return use.standing
        return None

    def _measured(self, token: Token, found: dict[int, list[tuple[Frame, str]]]) -> None:
        """ "held three hours of talks", "hosted A for two days of talks": no frame has a time for an argument."""
        verb, role = token.head, "obj"
        if token.dep_ == "pobj":
            verb, role = token.head.head, token.head.lower_
        up = self.reading.frames.get(verb.i)
        for prep in token.rights if up is not None else ():
            for inner in prep.rights if prep.lower_ == "of" else ():
                if inner.dep_ == "pobj" and up is not None:
                    found.setdefault(inner.i, []).append((up, role))

    def of(self, at: int) -> tuple[Use, ...]:
        """The uses of the noun at ``at`` that have a row and leave an encounter, one a predicate."""
        if at not in self._found:
            found = tuple(self._read(at))
            if any(use.row.text("status") in OFF for use in found):
                found = tuple(
                    use for use in found if use.row.cls != "propose"
                )  # "called for the talks to be cancelled"
            self._found[at] = found
        return self._found[at]

    def proposes(self, frame: Frame, role: str) -> bool:
        """True if ``frame`` asks for the encounter, or for something to become of it: who asks need not take part."""
        entry = self._row(frame, role)
        return entry is not None and entry.cls == "propose"

    def denied(self, at: int) -> Standing | None:
        """The status that a predicate of the noun at ``at`` says did not come about ("was not cancelled")."""
        for frame, role in self.index.get(at, ()):
            entry = self._row(frame, role)
            standing = (undone(frame, entry) or self._contrast(frame)) if entry is not None else None
            if standing is not None:
                return standing
        return None

    def _contrast(self, frame: Frame) -> Standing | None:
        """The status set against that of ``frame``: "was postponed, not cancelled"; the parser hangs it anywhere."""
        _, end = self.reading.document.sentence(frame.trigger)
        after = [
            t for t in self.reading.document.doc[frame.trigger + 1 : min(frame.trigger + 6, end)] if not t.is_punct
        ]
        if len(after) > 1 and after[0].lower_ in {"and", "but"}:
            after = after[1:]
        if frame.negated or len(after) < 2 or after[0].lower_ != "not" or after[1].tag_ not in {"VBN", "VBD"}:
            return None
        entry = row("event-obj", "verb", after[1].lemma_.lower())
        status = entry.text("status") if entry is not None else ""
        return Standing(Status(status), True, Modality.DENIED) if status and Status(status) in OFF else None

    def _read(self, at: int) -> Iterator[Use]:
        seen: set[int] = set()
        for frame, role in (*self.index.get(at, ()), *self._joined(at), *self._reduced(at), *self._to_come(at)):
            entry = self._row(frame, role)
            if entry is None or frame.trigger in seen:
                continue
            standing = by_row(self.reading, frame, entry)
            if frame.trigger in {f.trigger for f, _ in self._to_come(at)} and entry.text("status") not in OFF:
                standing = Standing(Status.PLANNED, True)
            if standing is None or (entry.lemma in {"make", "pay"} and not self._paid(at)):
                continue
            if entry.cls == "stay-away" and standing.status is Status.ONGOING:
                standing = Standing(Status.PLANNED, False)  # "is boycotting the summit"
            if entry.cls == "leave" and self._of_many(at):
                standing = Standing(Status.PLANNED, False)  # a summit goes on without one who pulls out
            invited = entry.lemma == "invite" or declined(self.reading, frame)
            if invited and definite(self.reading.document.doc[at]):
                standing = standing._replace(status=Status.PLANNED)  # what one is invited to is known to come
            seen.add(frame.trigger)
            yield Use(frame, entry, standing)

    def _paid(self, at: int) -> bool:
        """True of what one makes or pays: a visit, a call; no conference is made ("make COP27 a success")."""
        entry = event(self.reading, at)
        return entry is not None and (
            entry.text("family") == "visit" or entry.flag("phone") or bool(entry.words("prep"))
        )

    def _of_many(self, at: int) -> bool:
        token = self.reading.document.doc[at]
        return token.pos_ == "PROPN" or token.lemma_.lower() in {"summit", "conference", "forum"}

    def _joined(self, at: int) -> Iterator[tuple[Frame, str]]:
        """ "held talks with A, and a dinner with B": an object that the parser joins to the verb itself."""
        token = self.reading.document.doc[at]
        frame = self.reading.frames.get(token.head.i)
        if token.dep_ == "conj" and frame is not None and frame.pos == "verb" and frame.objects and token.head.i < at:
            yield frame, "obj"

    def _reduced(self, at: int) -> Iterator[tuple[Frame, str]]:
        """ "the summit he will host": a relative clause without its pronoun, which the parser takes for a clause."""
        _, end = self.reading.document.sentence(at)
        for trigger in range(at + 2, min(at + 9, end)):
            frame = self.reading.frames.get(trigger)
            if frame is None or frame.pos != "verb" or frame.passive or not frame.subjects:
                continue
            if frame.objects or any(c.kind in {"that", "quote", "bare"} for c in frame.clauses):
                continue
            first = min(filler.span[0] for filler in frame.subjects)
            if at < first < trigger and self._adjoins(at, first) and row("event-obj", "verb", frame.lemma) is not None:
                yield frame, "obj"

    def _to_come(self, at: int) -> Iterator[tuple[Frame, str]]:
        """ "The conference to be held in Nice", "talks to begin on Monday": on whatever the parser hangs the verb."""
        doc = self.reading.document.doc
        after = self._behind(at)
        after += after < len(doc) and doc[after].text == ","  # "the dialogue, to be held in Oslo"
        if after + 1 >= len(doc) or doc[after].lower_ != "to" or doc[after].tag_ != "TO":
            return
        frame = next((f for f in map(self.reading.frames.get, range(after + 1, after + 3)) if f is not None), None)
        if frame is None or frame.pos != "verb" or frame.tense != "infinitive":
            return
        if frame.passive and not any(f.head == at for f in frame.subjects):
            yield frame, "obj"
        elif not frame.objects and row("event-subj", "verb", frame.lemma) is not None:
            yield frame, "subj"

    def _behind(self, at: int) -> int:
        """The token behind the noun and what it is "of": "the session of the council, to be held in Oslo"."""
        doc = self.reading.document.doc
        after = at + 1
        if after + 1 < len(doc) and doc[after].lower_ == "of":
            while after < min(at + 9, len(doc)) and doc[after].pos_ in {"ADP", "DET", "PROPN", "NOUN", "ADJ", "PART"}:
                if after > at + 1 and (doc[after].lower_ == "to" or event(self.reading, after) is not None):
                    break
                after += 1
            return after if after < len(doc) and doc[after].text == "," else at + 1
        return after

    def _adjoins(self, at: int, first: int) -> bool:
        """True if nothing but the noun's own name stands between it and token ``first`` ("Summit on Climate he")."""
        between = self.reading.document.doc[at + 1 : first]
        return len(between) <= 3 and all(t.dep_ in {"prep", "pobj", "compound"} or t.lower_ == "that" for t in between)

    def _row(self, frame: Frame, role: str) -> Row | None:
        if frame.pos == "adj":
            lemma = f"no longer {frame.lemma}" if self._no_longer(frame) else frame.lemma
            found = row("event-pp", "adj", lemma)
            if role != "subj":
                return found if found is not None and role in found.words("prep") else None
            return row("event-subj", "adj", lemma)
        if frame.pos != "verb":
            return None
        planned = role.startswith("plan ")
        role = role.removeprefix("plan ")
        for lemma in self._lemmas(frame):
            name = {"obj": "event-obj", "subj": "event-subj"}.get(role, "event-pp")
            found = row(name, "verb", lemma)
            if found is None or (name == "event-pp" and role not in found.words("prep")):
                continue
            if not planned or found.text("status") in OFF | {Status.PLANNED, Status.PROPOSED}:
                return found
        return None

    def _lemmas(self, frame: Frame) -> Iterator[str]:
        """The verb's lemma with what makes it another verb ("take place", "go ahead"), then alone."""
        doc = self.reading.document.doc
        if frame.passive and self._no_longer(frame):
            yield f"no longer {frame.lemma}"
        for filler in frame.objects:
            if doc[filler.head].lower_ in {"place", "part", "plug"}:
                yield f"{frame.lemma} {doc[filler.head].lower_}"
        for name, filler in frame.preps:
            if frame.lemma in {"put", "be", "get"} and (name, doc[filler.head].lower_) in _IDIOMS:
                yield f"{frame.lemma} {_IDIOMS[name, doc[filler.head].lower_]}"
        if frame.lemma == "put" and [t.lower_ for t in doc[frame.trigger + 1 : frame.trigger + 3]] == ["on", "hold"]:
            yield "put on hold"  # "put on hold talks with X", which the parser takes for a compound
        for adverb in frame.adverbs:
            if adverb in _PARTICLES:
                yield f"{frame.lemma} {adverb}"
        joint = next((verb for verb in ("host", "chair") if frame.lemma.startswith(f"co{verb}")), "")
        yield frame.lemma
        if joint:
            yield joint  # "co-chaired", of which the model makes "cochaire"

    def _no_longer(self, frame: Frame) -> bool:
        if not frame.negated or frame.tense not in {"past", "present"}:
            return False
        first, _ = self.reading.document.sentence(frame.trigger)
        before = [t.lower_ for t in self.reading.document.doc[max(first, frame.trigger - 3) : frame.trigger]]
        return ("no", "longer") in pairwise(before)

    # ------------------------------------------------------------------------------------------ standing
    def standing(self, at: int) -> tuple[Standing | None, Use | None]:
        """What the mention says of the encounter: verbs of status, then adjectives, tense, the sentence's time."""
        ranked: list[tuple[int, int, Standing, Use | None]] = []
        for number, use in enumerate(self.of(at)):
            aside = 1 if use.frame.relation in {"acl", "relcl"} else 0
            rank = (0 if use.standing.status in OFF else 2) if use.standing.said else 8
            ranked.append((rank + aside, number, use.standing, use))
        if self.due(at) is not None:
            ranked.append((3, 40, Standing(Status.PLANNED, True), None))
        lexical = self._of_time(at)
        if lexical is not None:
            ranked.append((6, 60, lexical, None))
        for token in self.reading.document.doc[at].lefts:
            entry = modifier(token.lower_)
            if entry is not None:
                status = Status(entry.text("status"))
                come = status is Status.POSTPONED and any(
                    rank == 2 and use and use.row.cls in _COMING for rank, _, _, use in ranked
                )
                ranked.append(((3 if come else 1) if status in OFF else 5, 50, Standing(status, True), None))
        if ranked:
            _, _, standing, deciding = min(ranked, key=lambda item: item[:2])
            ahead = any(s.status is Status.PLANNED and s.said for _, _, s, _ in ranked)
            if ahead and any(use.standing == NOT_HELD for use in self.of(at)):
                return Standing(Status.CANCELLED, True), next(u for u in self.of(at) if u.standing == NOT_HELD)
            return standing, deciding
        return self._by_surroundings(at), None

    def _of_time(self, at: int) -> Standing | None:
        """What "last year's conference", "tomorrow's talks" and "the talks last week" tell by themselves."""
        for token in self.reading.document.doc[at].children:
            if token.ent_type_ == "DATE" and token.dep_ in {"poss", "npadvmod"}:
                words = {t.lower_ for t in token.subtree} | {token.lower_}
                if words & {"last", "yesterday"}:
                    return Standing(Status.HELD, False)
                if words & {"next", "tomorrow"}:
                    return Standing(Status.PLANNED, False)
        return None

    def due(self, at: int) -> TokenSpan | None:
        """The words "due on Friday" of "talks due on Friday", where they stand after the noun."""
        rights = self.reading.document.doc[at].rights
        found = (t for t in rights if t.lower_ == "due" and t.dep_ in {"amod", "acl"} and t.n_rights)
        return next(((t.i, t.right_edge.i + 1) for t in found), None)

    def _by_surroundings(self, at: int) -> Standing | None:
        """The time of the sentence lends itself to an encounter of which nothing is said; negated holding is none."""
        for frame, role in self.index.get(at, ()):
            if frame.pos == "noun" and frame.lemma in _ENDED and role == "of":
                return Standing(Status.HELD, False)  # "the outcome of his talks"
        if not definite(self.reading.document.doc[at]) and any(self._spurned(*use) for use in self.index.get(at, ())):
            return None
        for frame, role in (self._verb_above(*use) for use in self.index.get(at, ())):
            if frame.lemma in _FORWARD:
                return NO_PLANS if unplanned(self.reading, frame) else Standing(Status.PLANNED, False)
            if frame.pos != "verb":
                continue
            if frame.negated and role == "obj":
                if frame.lemma not in _ATTENDING or not definite(self.reading.document.doc[at]):
                    return None
                ahead = frame.tense == "future" or bool(frame.modal)  # others meet without whoever stays away
                return Standing(Status.PLANNED if ahead else Status.HELD, False)
            if frame.lemma in _AIMING and role in _AIMED and named(self.reading.document.doc[at]):
                return Standing(Status.PLANNED, True)  # "work towards a successful COP28"
            if frame.lemma == "look" and role == "to" and "forward" in frame.adverbs:
                return Standing(Status.PLANNED, False)
            told = by_tense(self.reading, frame)
            if told is not None and told.status in {Status.PLANNED, Status.PROPOSED}:
                # What is proposed is the deed: "pressed them to sign at the summit".
                return Standing(Status.PLANNED if role in _ENTAILING else told.status, False)
            if role == "subj" and frame.tense == "present" and self._in_course(frame):
                return Standing(Status.ONGOING, True)
            if role == "subj" and frame.tense == "past" and not frame.modal:
                return Standing(Status.HELD, False)  # "the meeting agreed to ban fish"
            if role in {"before", "ahead of", "prior to", "until"}:
                return Standing(Status.PLANNED, False)
            if told is not None and told.status is Status.HELD and told.said and role in _ENTAILING:
                return Standing(Status.HELD, True)  # what was done at or after an encounter tells that it took place
            if told is not None and told.status is Status.ONGOING and told.said and frame.perfect and role == "in":
                return told  # "have been in talks since March"
            if frame.lemma.split(" ")[0] == "be" and role == "on" and frame.tense in {"past", "present"}:
                return Standing(Status.ONGOING if frame.tense == "present" else Status.HELD, True)  # "is on a visit"
            if (
                role == "for"
                and told is not None
                and told.status is Status.ONGOING
                and (frame.progressive or frame.lemma in _GATHERING)
            ):
                return Standing(Status.ONGOING, False)  # "is visiting Oslo for talks"
            if frame.tense == "present" and role in {"at", "during", "in"} and not frame.perfect:
                return Standing(Status.ONGOING, False)
        going = any(
            f.pos == "noun" and (f.lemma in _COURSE or (role == "in" and f.lemma in POSITIONS)) and role in {"in", "of"}
            for f, role in self.index.get(at, ())
        )
        return Standing(Status.ONGOING if going else Status.HELD, False)

    def _in_course(self, frame: Frame) -> bool:
        """True of "are in their third day", "is in its final stage"."""
        being, doc = frame.lemma.split(" ")[0] in {"be", "remain"}, self.reading.document.doc
        within = any(doc[f.head].lemma_.lower() in _SPELLS for f in frame.prep("in"))
        return being and not frame.negated and within

    def _spurned(self, frame: Frame, role: str) -> bool:
        """True of "rejected talks", "dismissed reports of a meeting", "a summit is a remote prospect": none is held."""
        if frame.pos == "noun":
            above = self.reading.frames.get(frame.parent)
            told = frame.lemma in _RUMOURS and role in {"of", "about"}
            return told and above is not None and (above.lemma in _SPURNING or self._untrue(above))
        if role == "against" and frame.lemma in {"be", "decide", "come out", "argue"}:
            return True
        if role == "subj" and frame.lemma == "be" and frame.tense == "present" and not frame.negated:
            return any(self.reading.document.lemmas[f.head] in _MAYBE for f in frame.attributes)
        return role == "obj" and frame.lemma in _SPURNING | {"rule out"} and not frame.negated

    def _untrue(self, frame: Frame) -> bool:
        below = self.reading.document.doc[frame.trigger].children
        return frame.pos == "verb" and any(t.lower_ in _FALSE and t.dep_ in {"acomp", "oprd", "advmod"} for t in below)

    def _verb_above(self, frame: Frame, role: str) -> tuple[Frame, str]:
        """The verb over a noun that the encounter depends on ("on the eve of the summit"), with an empty role."""
        up: Frame | None = frame
        for _ in range(3):
            if up is None or up.pos == "verb" or up.lemma in _FORWARD:
                break
            up, role = self.reading.frames.get(up.parent), ""
        return (up, role) if up is not None else (frame, role)

    def rule(self, at: int, event: Row) -> str:
        """The rows that the reading of the noun rests on."""
        used = [f"{use.row.frame}:{use.row.lemma}" for use in self.of(at)]
        lefts = self.reading.document.doc[at].lefts
        used += [f"event-mod:{token.lower_}" for token in lefts if modifier(token.lower_) is not None]
        return ", ".join([f"event:{event.lemma}", *used])
