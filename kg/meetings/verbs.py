"""Verbs that tell of an encounter: "A met B", "A spoke with B", "A and B met", "A visited B", "A welcomed B to C"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.candidates import MeetingCandidate
from kg.document import TokenSpan
from kg.frames.frame import Filler, Frame, How
from kg.lexicon.rows import Row
from kg.meetings.draft import APART, MOVED, OFF, PRONOUN, TALKED, Draft, way
from kg.meetings.elsewhere import beside_which
from kg.meetings.lists import listed, listed_before
from kg.meetings.pastimes import match
from kg.meetings.slots import Slots
from kg.meetings.speaking import Speaking
from kg.meetings.status import Standing, by_row, by_tense, embedded, force, given_up, pleasant, under, undone, with_date
from kg.meetings.stops import stops
from kg.meetings.words import asked, definite, event, row, unread
from kg.model import Actor, ActorKind, Modality, Status
from kg.reading import Reading
from kg.text.cleaned import BlockKind
from kg.values.numerals import word_set

_LONGEST_NAME = 12
_CALLING = word_set("congratulate discuss express offer say tell inform convey thank assure reassure apologize brief")
_BY_PHONE = frozenset({"phone", "telephone", "video", "videoconference", "videolink"})
_SEVERAL = frozenset({"number", "several", "many", "multiple", "numerous", "dozens", "various", "countless"})
_EACH = frozenset((a, b) for a in ("of", "on") for b in ("every", "each"))
_TOGETHER = frozenset({"together", "again", "jointly", "privately"})
_OFF_CLASSES = frozenset({"cancel", "postpone", "reschedule"})

_NOW = frozenset({"today", "here", "now"})
_BEING_THERE = frozenset({"be", "stay", "stop", "return"})
_SITTING = frozenset({"Council", "Cabinet", "Committee", "Board", "Assembly", "Parliament", "Senate", "Congress"})
_SPELLS = frozenset({"minutes", "hours", "hour", "half", "minute"})
# What one has with others, so that these need not be there where it is discussed.
_MUTUAL = word_set(
    """engagement cooperation collaboration coordination relation relationship tie partnership alliance friendship war
    conflict dispute trade agreement deal treaty pact accord contact dialogue consultation talk negotiation meeting
    call visit exchange work issue problem peace border solidarity integration normalization normalisation"""
)
_GOING_TO = frozenset({"fly", "travel", "go", "come", "head", "return", "arrive", "jet", "visit"})


@dataclass(frozen=True)
class _Met:
    """The row of a verb of meeting, whom its subject meets, and the place that goes with it."""

    row: Row
    others: tuple[Filler, ...] = ()
    place: TokenSpan | None = None


@dataclass(frozen=True)
class Verbs:
    """Finds the verbs of one reading."""

    reading: Reading
    slots: Slots

    def find(self) -> Iterator[MeetingCandidate]:
        """A candidate for each verb of meeting with two who meet."""
        for frame in self.reading.frames.values():
            silent = unread(self.reading, frame.trigger) or asked(self.reading, frame.trigger)
            if frame.pos == "verb" and not silent:
                draft = self._verb(frame) or self._taken_up(frame)
                for one in self._apart(draft, frame) if draft is not None else ():
                    yield one.candidate(self.reading)

    def _apart(self, draft: Draft, frame: Frame) -> Iterator[Draft]:
        """The encounters of "met A, then B" and of "spoke separately with A and B": each with one of them."""
        doc = self.reading.document.doc
        subjects = {f.head for f in frame.subjects}
        guests = sorted(
            (f for f in draft.people if f.head > frame.trigger and f.head not in subjects), key=lambda f: f.head
        )
        each = "separately" in frame.adverbs or doc[min(frame.trigger + 1, len(doc) - 1)].lower_ == "separately"
        parts: list[list[Filler]] = []
        for guest in guests:
            since = doc[parts[-1][-1].head : guest.head] if parts else ()
            if not parts or each or any(t.lower_ in {"then", "later", "afterwards"} for t in since):
                parts.append([])
            parts[-1].append(guest)
        if len(parts) < 2:
            yield draft
            return
        hosts = [f for f in draft.people if f not in guests]
        for part in parts:
            name = (frame.trigger, part[-1].span[1])
            others = tuple(a for a in self.slots.behind(part) if a in draft.others)
            rule = f"{draft.rule}, {APART}"
            yield replace(draft, rule=rule, people=(*hosts, *part), others=others, name=name, tokens=(name,))

    def _taken_up(self, frame: Frame) -> Draft | None:
        """What became of "it": of an encounter told of just before, which ``kg.meetings.events`` has to find."""
        entry = row("event-obj", "verb", frame.lemma)
        status = entry.text("status") if entry is not None and entry.cls in _OFF_CLASSES else ""
        thing = next((f.head for f in frame.objects), -1)
        if entry is None or not status or thing < 0 or self.reading.document.doc[thing].lower_ not in {"it", "they"}:
            return None
        standing = undone(frame, entry) or by_row(self.reading, frame, entry)
        if standing is None or not standing.said or (standing.status not in OFF):
            return None
        standing = embedded(self.reading, standing, frame)
        draft = Draft(frame.trigger, f"{PRONOUN}:{frame.lemma}", standing, definite=True)
        draft.by = self.slots.actors(frame.subjects)
        draft.reason = self.slots.reason(frame)
        if standing.status in MOVED:
            draft.when = self.slots.when(None, (0, 0), [(frame, True)], way(standing))
        draft.tokens = ((min(thing, frame.trigger), max(thing, frame.trigger) + 1),)
        return draft

    def _verb(self, frame: Frame) -> Draft | None:
        met = self._met(frame)
        standing = (given_up(self.reading, frame) or by_tense(self.reading, frame)) if met else None
        if met is None or self._regular(frame) or match(self.reading, frame):
            return None
        if standing is None or under(self.reading.frames, frame) == "if":
            return None
        if met.row.text("status") and standing.status in {Status.HELD, Status.ONGOING}:
            standing = standing._replace(status=Status(met.row.text("status")))  # "invited A to Oslo"
        standing = embedded(self.reading, standing, frame)
        draft = Draft(frame.trigger, f"{met.row.frame}:{met.row.lemma}", standing, family=met.row.text("family"))
        if standing.status is Status.PLANNED and any(word in {"if", "unless"} for word, _ in frame.adverbials):
            if draft.rule in TALKED:
                return None  # "if they meet, they will discuss fish"
            draft.standing = standing = Standing(Status.PROPOSED, True, Modality.HYPOTHETICAL)
        draft.title = met.row.text("noun")
        subjects = self.slots.actors(frame.subjects)
        if draft.rule in TALKED:
            draft.definite = any(self._known(f) for f in subjects)
        draft.people = self.slots.actors([*subjects, *met.others])
        draft.others = self._pleased(frame) if not subjects else self._we_two(frame)
        actors = {actor for person in draft.people for actor in self.reading.resolver.actors(person)}
        if met.place and met.row.flag("place"):
            there = (*self.slots.within(met.place), *stops(self.reading, met.place))
            draft.others += tuple(a for a in dict.fromkeys(there) if a not in actors)
        more = (*self.slots.behind(draft.people), *self._listed(frame, subjects, met.others), *self._we(frame))
        draft.others += tuple(a for a in dict.fromkeys(more) if a not in actors | set(draft.others))
        draft.count = len(actors) + len(set(draft.others))
        fixed = not standing.said and frame.tense == "present"  # "the council meets on Friday"
        unmet = standing.status is Status.CANCELLED and not frame.negated  # "was to have met"
        ahead = 1 if fixed else -1 if unmet else way(standing)
        draft.when = self.slots.when(None, (0, 0), [(frame, False)], ahead) or self.slots.beside_place(frame, ahead)
        over = self._purpose_of(frame)
        draft.when = draft.when or (self.slots.when(None, (0, 0), [(over, False)], ahead) if over is not None else None)
        draft.standing = with_date(standing, draft.when, self.reading)
        if fixed and draft.when is None:
            return None  # "meets" without a date tells of a habit as well
        several = met.row.frame == "together" and (standing.said or fixed)  # several, or a body with members
        if met.row.flag("place") and not draft.people:
            return None  # "the ship visited Oslo"
        if draft.count < 2 and not (draft.count == 1 and (several or (met.row.flag("place") and met.place))):
            return None
        draft.place = met.place or self._where(frame, met) or self.slots.beside(met.others)
        facing = tuple(f for f in frame.prep("to") if self.reading.document.lower[f.head] == "face")
        draft.place = draft.place or self.slots.beside(facing)
        draft.place = draft.place or (self.slots.place([over], "to", "in", "at") if over is not None else None)
        last = max([frame.trigger + 1, *(p.span[1] for p in met.others if p.span[0] > frame.trigger)])
        draft.name = (frame.trigger, last if last - frame.trigger <= _LONGEST_NAME else frame.trigger + 1)
        draft.tokens = (draft.name,)
        return draft

    def _purpose_of(self, frame: Frame) -> Frame | None:
        """The verb of being or going there: "will fly to Lima on Friday to meet A", "flew to Lima and met there A"."""
        up = self.reading.frames.get(frame.parent)
        there = any(t.lower_ == "there" for t in self.reading.document.doc[frame.trigger].children)
        aim = frame.tense == "infinitive" and frame.relation != "xcomp"
        if up is None or not (aim or (there and frame.relation == "conj")):
            return None
        return up if up.lemma in _BEING_THERE or row("trip", "verb", up.lemma) is not None else None

    def _where(self, frame: Frame, met: _Met) -> TokenSpan | None:
        """Where they met; a place right after a topic may be the topic's: "discussed the war in Gaza"."""
        found = self.slots.place([frame]) or self.slots.beside(beside_which(self.reading, [frame]))
        topics = [f.head for f in frame.objects] if met.row.lemma == "discuss" else []
        return None if found is not None and any(head < found[0] for head in topics) else found

    def _pleased(self, frame: Frame) -> tuple[Actor, ...]:
        """Whoever talks, in "it is a pleasure to welcome the minister to Oslo"."""
        up = self.reading.frames.get(frame.parent)
        if up is None or not pleasant(self.reading, up):
            return ()
        inside = [self.reading.segments[i] for i in self.reading.sources(frame.trigger)]
        turn = next((s for s in reversed(inside) if s.direct), None)
        if turn is None:
            return ()
        spoken = tuple(a for f in turn.speakers for a in self.reading.resolver.actors(f))
        return spoken + turn.speaker_actors

    def _we(self, frame: Frame) -> tuple[Actor, ...]:
        """Those whom "we, the ministers of A and B, met" names beside the pronoun."""
        doc = self.reading.document.doc
        for filler in frame.subjects:
            if doc[filler.head].lower_ == "we" and filler.head + 2 < frame.trigger and doc[filler.head + 1].text == ",":
                return self.slots.within((filler.head + 2, frame.trigger))
        return ()

    def _regular(self, frame: Frame) -> bool:
        """True of "will meet twice a week", "met every month": no single encounter."""
        lower = self.reading.document.lower
        _, end = self.reading.document.sentence(frame.trigger)
        after = lower[frame.trigger + 1 : min(frame.trigger + 9, end)]
        times = next((n for n, word in enumerate(after) if word in {"times", "occasions"}), 0)
        counted = times and self.reading.document.doc[frame.trigger + times].like_num
        if counted or _SEVERAL & set(after[max(0, times - 3) : times]):
            return True  # "spoke with him a number of times", "have met five times"
        if any(pair in _EACH for pair in pairwise(after)):
            return True  # "meet on the first Monday of every month"
        return any(
            (one in {"a", "each", "every", "per"} and other in {"day", "week", "month", "quarter", "year"})
            and (one != "a" or before in {"once", "twice", "times"})
            for before, one, other in zip(("", *after), after, after[1:], strict=False)
        )

    def _listed(self, frame: Frame, subjects: tuple[Filler, ...], others: tuple[Filler, ...]) -> tuple[Actor, ...]:
        """The persons of the lists that begin with those who meet, before the verb and after it."""
        _, end = self.reading.document.sentence(frame.trigger)
        before = [f.span[0] for f in subjects if f.span[0] < frame.trigger and f.how is How.EXPLICIT]
        after = [f.span[0] for f in others if f.span[0] > frame.trigger]
        found = listed(self.reading, min(before), frame.trigger) if before else ()
        found += listed_before(self.reading, min(before)) if before else ()
        return (*found, *(listed(self.reading, min(after), end) if after else ()))

    def _met(self, frame: Frame) -> _Met | None:
        one, other = self._object(frame), self._with(frame)
        if one is not None and other is not None:  # "met A, then with B"; a parse may split "met with A, B and C"
            return _Met(one.row, (*one.others, *other.others), one.place)
        return one or other or self._together(frame)

    def _object(self, frame: Frame) -> _Met | None:
        entry = row("np", "verb", frame.lemma)
        if entry is None:
            return None
        if entry.flag("place"):
            where = next((f for f in frame.objects if self.slots.is_where(f)), None)
            guests = tuple(f for f in frame.objects if self.slots.named(f))
            return _Met(entry, guests, where.span if where else None) if where or guests else None
        if entry.flag("phone") and not self._phoned(frame):
            return None
        if entry.lemma == "see" and not self._to_see(frame):
            return None
        found = [f for f in self.slots.actors(frame.objects) if event(self.reading, f.head) is None]
        if entry.flag("named"):
            found = [f for f in found if self.slots.named(f) or self._in_office(f) or self.slots.sent(f)]
        if entry.flag("person"):
            found = [f for f in found if self.slots.person(f) or self._in_office(f) or self.slots.sent(f)]
        where_to = self._hosted(frame) if entry.flag("to") else []
        if entry.text("status") and any(event(self.reading, f.head) is not None for f in where_to):
            return None  # "invited A to the summit in Oslo" tells of the summit
        house = next((f.span for f in where_to if self.slots.is_where(f) or self._house(f)), None)
        if not found or (entry.flag("to") and not where_to) or (entry.text("status") and house is None):
            return None
        return _Met(entry, tuple(found), self.slots.bare(house) if house else None)

    def _in_office(self, filler: Filler) -> bool:
        """True of "received the Chadian premier", who has a post and no name: not of "received an envoy of theirs"."""
        return definite(self.reading.document.doc[filler.head]) and self.slots.official(filler)

    def _to_see(self, frame: Frame) -> bool:
        """True of "is to see A on Friday"; who saw or sees somebody need not have met them."""
        up = self.reading.frames.get(frame.parent) if frame.tense == "infinitive" else None
        goes = up is not None and up.pos == "verb" and up.lemma in _GOING_TO  # "flew to Warsaw to see A"
        ahead = frame.tense == "future" or force(frame.modal) == "planning" or goes
        return ahead and not (frame.clauses or frame.attributes or frame.prep("as", "in", "into"))

    def _known(self, filler: Filler) -> bool:
        """True of those whom the report has named before: "they", "the two leaders"."""
        token = self.reading.document.doc[filler.head]
        return token.pos_ == "PRON" or (definite(token) and token.pos_ == "NOUN")

    def _phoned(self, frame: Frame) -> bool:
        """True of "called him on Sunday", "called her to say": not of what one calls somebody, or calls them to do."""
        doc = self.reading.document.doc
        _, end = self.reading.document.sentence(frame.trigger)
        after = max((f.span[1] for f in frame.objects), default=end)
        if frame.passive or frame.attributes or frame.prep("for", "as", "to", "in", "into") or after >= end:
            return False
        when = self.slots.when(None, (0, 0), [(frame, False)], 0)
        why = doc[after].lower_ == "to" and doc[after + 1].lemma_.lower() in _CALLING if after + 1 < end else False
        plain = doc[after].pos_ in {"ADP", "PUNCT", "CCONJ", "SCONJ", "PART"} or doc[after].ent_type_ in {
            "DATE",
            "TIME",
        }
        return why or (when is not None and plain)

    def _house(self, filler: Filler) -> bool:
        """True of a seat to which guests are welcomed: "the White House", "Camp David"."""
        found = self.reading.resolver.actors(filler)
        named = self.reading.document.doc[filler.head].pos_ == "PROPN"
        return named and all(actor.kind is ActorKind.ORGANIZATION for actor in found)

    def _with(self, frame: Frame) -> _Met | None:
        entry = row("with", "verb", frame.lemma)
        if entry is None or frame.passive or not self.slots.actors(frame.subjects):
            return None
        found = self.slots.actors(frame.prep(*entry.words("prep")))
        if not found and entry.lemma == "discuss":
            found = self._with_object(frame)
        if not found and entry.text("noun") == "conversation":
            found = self._by_phone(frame)
        if entry.flag("named"):  # also "discussed fish with Chilean officials", "with the minister"
            told = frame.tense != "infinitive"  # "travelled to Lima to discuss fish with officials" tells of the visit
            slots = self.slots
            found = tuple(f for f in found if slots.named(f) or self._in_office(f) or (told and slots.sent(f)))
        if entry.flag("person"):
            found = tuple(f for f in found if self.slots.person(f) or self._in_office(f))
        if entry.flag("bare") and (frame.prep("for", "as") or any(c.kind == "to" for c in frame.clauses)):
            return None  # "called on the minister to resign", "called on him for help"
        return _Met(entry, found) if found else None

    def _by_phone(self, frame: Frame) -> tuple[Filler, ...]:
        """Those whom the parser hangs on the telephone: "spoke by telephone with the minister"."""
        doc = self.reading.document.doc
        nouns = [self.reading.frames.get(f.head) for _, f in frame.preps if doc[f.head].lower_ in _BY_PHONE]
        return tuple(f for noun in nouns if noun for f in self.slots.actors(noun.prep("with", "to")))

    def _with_object(self, frame: Frame) -> tuple[Filler, ...]:
        """The persons whom the parser hangs on what was discussed: "discussed the treaty with the minister".

        Of "discussed cooperation with their partners" the partners are those with whom one cooperates.
        """
        found = []
        for topic in frame.objects:
            noun = self.reading.frames.get(topic.head)
            mutual = self.reading.document.lemmas[topic.head] in _MUTUAL
            for f in self.slots.actors(noun.prep("with")) if noun is not None else ():
                one = self.slots.official(f) or any(a.kind is ActorKind.PERSON for a in self.reading.resolver.actors(f))
                found += [f] if one or (not mutual and (self.slots.person(f) or self.slots.sent(f))) else []
        return tuple(found)

    def _together(self, frame: Frame) -> _Met | None:
        entry = row("together", "verb", frame.lemma)
        met = [f for f in frame.objects if f.how is not How.RELATIVE]  # "no plans for A and B to meet"
        doc = self.reading.document.doc  # "will meet in Oslo, X said, the third such encounter this year"
        met = [f for f in met if doc[f.head].lower_ != "face"]  # "last met face to face in Oslo"
        met = [f for f in met if not (f.span[0] and doc[f.span[0] - 1].text == "," and event(self.reading, f.head))]
        if (
            entry is None
            or frame.passive
            or self.slots.actors(frame.prep("with"))
            or (frame.lemma == "meet" and frame.prep("with"))  # "met with difficulties"
            or bool(met) is not entry.flag("topic")
        ):
            return None
        subjects = self.slots.actors(frame.subjects)
        up = self.reading.frames.get(frame.parent)
        if entry.flag("topic") and frame.relation == "advcl" and up is not None and row("together", "verb", up.lemma):
            return None  # "met to discuss fish"
        if entry.flag("jointly") and not self._jointly(frame, subjects):
            return None
        joined = (
            self.slots.several(subjects)
            or self.slots.body(subjects)
            or len(self._listed(frame, subjects, ())) > 1
            or self._we(frame)
            or self._we_who_speak(frame)
            or self._we_two(frame)
        )
        return _Met(entry) if joined else None

    def _we_two(self, frame: Frame) -> tuple[Actor, ...]:
        """The two who talk in a transcript, for "we last met in Lima": not for a meeting with others."""
        we = any(self.reading.document.doc[f.head].lower_ == "we" for f in frame.subjects)
        past = frame.tense == "past" or frame.perfect
        if not (we and past and frame.lemma == "meet") or frame.objects or frame.prep("with"):
            return ()
        if self.reading.document.kind(frame.trigger) is not BlockKind.TURN:
            return ()
        both = Speaking(self.reading, self.slots).talking()
        return both if len(both) == 2 else ()

    def _we_who_speak(self, frame: Frame) -> bool:
        """True of "we meet today as prices rise", said at the encounter itself."""
        doc = self.reading.document.doc
        spoken = self.reading.document.kind(frame.trigger) is BlockKind.TURN
        we = any(doc[f.head].lower_ == "we" for f in frame.subjects)
        now = _NOW & {t.lower_ for t in doc[frame.trigger + 1 : frame.trigger + 3]}
        later = frame.relation == "advcl" and under(self.reading.frames, frame) not in {"as", "while"}
        return (
            spoken and we and not later and frame.lemma in {"meet", "gather"} and frame.tense == "present" and bool(now)
        )

    def _jointly(self, frame: Frame, subjects: tuple[Filler, ...]) -> bool:
        """True if those who spoke or discussed did so with each other, and not each for itself.

        "A and B spoke by phone", "the two leaders discussed fish", "they also spoke about fish", "A and B discussed
        fish": no "ministers spoke at the party congress", and no "voters and candidates discussed the vote".
        """
        doc = self.reading.document.doc
        _, end = self.reading.document.sentence(frame.trigger)
        beside = {token.lower_ for token in doc[frame.trigger : min(frame.trigger + 12, end)]}
        if beside & _BY_PHONE or _TOGETHER & set(frame.adverbs) or ("each" in beside and "other" in beside):
            return True
        both = any(self._known(f) for f in subjects if self.slots.several((f,)) or self.slots.body((f,)))
        if both and any(self.reading.document.doc[f.head].lower_ in _SPELLS for f in frame.prep("for")):
            return True  # "they spoke for 30 minutes"
        inside = [f for f in frame.prep("in") if not self.slots.is_where(f) and self.slots.date_in(f.span) is None]
        if inside or frame.prep("to", "at", "before", "against", "for"):
            return False
        if frame.lemma == "discuss" and self._sat(frame, subjects):
            return True
        if frame.lemma == "discuss":
            named = [f for f in subjects if self.slots.named(f)]
            return len(named) > 1 or both
        return both and bool(frame.prep("about", "on", "of") or set(frame.adverbs) & {"also", "further"})

    def _sat(self, frame: Frame, subjects: tuple[Filler, ...]) -> bool:
        """True of a council or cabinet that discussed something on a certain day: it sat."""
        actors = [a for f in subjects for a in self.reading.resolver.actors(f)]
        sits = len(actors) == 1 and actors[0].kind is ActorKind.ORGANIZATION and _SITTING & set(actors[0].name.split())
        return bool(sits) and self.slots.when(None, (0, 0), [(frame, False)], 0) is not None

    def _hosted(self, frame: Frame) -> list[Filler]:
        """Where to someone is welcomed; the parser may hang "to Paris" on the guest's name."""
        found = list(frame.prep("to", "at", "in"))
        for guest in frame.objects:
            for token in self.reading.document.doc[guest.head].children:
                if token.lower_ in {"to", "at", "in"} and token.dep_ == "prep":
                    found += [Filler(t.i, (t.left_edge.i, t.i + 1)) for t in token.children if t.dep_ == "pobj"]
        return found
