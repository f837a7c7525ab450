"""Place and day of an encounter that a noun tells of, from its own phrase and the verbs that tell of it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.document import TokenSpan
from kg.frames.frame import Filler, Frame
from kg.meetings.draft import MOVED, OFF, Draft, way
from kg.meetings.elsewhere import beside_which, led
from kg.meetings.slots import Slots
from kg.meetings.status import far, nearest, with_date
from kg.meetings.uses import Use, Uses
from kg.meetings.words import TRANSPARENT, edition
from kg.model import Status, When
from kg.reading import Reading

_NEAR = frozenset({"after", "following", "before", "ahead of", "prior to", "since"})
_YET = frozenset({"present", "infinitive", "future"})
_ENDING = frozenset({"end", "conclude"})
_SAYING = frozenset({"say", "tell", "announce", "agree", "add", "warn", "declare"})
_THERE_FOR = frozenset(
    {"sit down", "join", "visit", "gather", "convene", "assemble", "meet", "host", "welcome", "receive"}
)
_FIXED = frozenset({"expect", "schedule", "plan", "set", "slat"})


@dataclass(frozen=True)
class Settings:
    """Fills place and day of one reading's drafts."""

    reading: Reading
    slots: Slots
    uses: Uses

    def fill(self, at: int, span: TokenSpan, draft: Draft, uses: tuple[Use, ...]) -> None:
        """Set place and day of the noun at ``at``, and the standing right by the day."""
        noun, over = self.reading.frames.get(at), self._round(at)
        self._day(at, span, draft, uses, noun, over)
        near = [
            use.frame
            for use in uses
            if not use.row.flag("own") or use.row.cls == "schedule" or use.row.lemma == "invite"
        ]
        place = self.slots.place([*(f for f in (noun, over) if f is not None), *near]) or self.slots.town(draft.name)
        place = place or self.slots.place((use.frame for use in uses if use.row.cls == "travel"), "to")
        place = place or self.slots.place(f for use in uses for f in self._due_there(use)) or self._adjoining(at)
        there = [f for f, role in self.uses.index.get(at, ()) if role == "for" and f.lemma in _THERE_FOR]
        if place is None and (visited := [f for v in there for f in v.objects if self.slots.is_where(f)]):
            place = self.slots.bare(visited[0].span)  # "is visiting Oslo for talks"
        place = place or self.slots.place(there) or self._beside_joined(there)
        if place is None and noun is not None:
            place = self.slots.beside(noun.prep("of", "with", "between", "among", "from"))
        if place is None and noun is not None and draft.family == "visit":
            goals = (*noun.prep("to", "of"), *(f for use in uses for f in use.frame.prep("to")))
            place = next((f.span for f in goals if self.slots.is_where(f)), None)
        if place is None and draft.standing.status not in OFF:
            place = self.slots.beside(beside_which(self.reading, (f for f in (noun, *near) if f is not None)))
        draft.place = place

    def _day(
        self, at: int, span: TokenSpan, draft: Draft, uses: tuple[Use, ...], noun: Frame | None, over: Frame | None
    ) -> None:
        uses = _but_ends(uses)
        verbs = [(use.frame, _dated_apart(use)) for use in sorted(uses, key=lambda use: use.standing.status in MOVED)]
        # What is done at an encounter is done on its day: "on Monday, at the summit, the president signed".
        beside = [(f, role) for f, role in self.uses.index.get(at, ()) if f.pos == "verb"]
        verbs += [(f, False) for f, role in beside if role in {"at", "during"} or (role == "in" and f.lemma in _SAYING)]
        verbs += [(f, False) for f, role in beside if role == "for" and f.lemma in _THERE_FOR]
        verbs += [(f, False) for f in led(self.reading, self.uses.index.get(at, ()))]
        verbs = [(over, False), *verbs] if over is not None else verbs
        deed = any(_dated_apart(use) and not use.frame.passive and use.frame.trigger < at for use in uses)
        fixed = draft.standing.status is Status.ONGOING and not draft.standing.said  # "arrives on Friday for talks"
        moved = draft.standing.status is Status.RESCHEDULED  # "Wednesday's meeting was moved to Friday"
        new = [(frame, own) for frame, own in verbs if own] if moved else []
        when = self.slots.when(None, (0, 0), new, 1) if new else None
        when = when or self.slots.when(noun, span, verbs, 1 if fixed else way(draft.standing), deed)
        when = when or self._after_place(at, way(draft.standing)) or self._next_to(at, draft)
        if when is None and any(use.row.lemma == "invite" for use in uses):  # "invited A to a summit next month"
            when = next((day for tokens, day in self.slots.dates_between(at + 1, at + 3, 1)), None)
        due = self.uses.due(at) if not moved else None
        when = (self.slots.date_in(due, 1) if due is not None else None) or when
        if (
            draft.standing.status in OFF - {Status.RESCHEDULED} and due is None
        ):  # what was called off may lie ahead or have been due by now
            when = nearest(when, self.slots.when(noun, span, verbs, 0, deed), self.reading)
        past = any(f.tense == "past" and role in _NEAR for f, role in self.uses.index.get(at, ()))
        if past and not draft.standing.said and far(when, self.reading):
            when = self.slots.when(noun, span, verbs, 0, deed)  # "ahead of May's talks they met"
        draft.when = when
        draft.standing = with_date(draft.standing, when, self.reading)

    def _round(self, at: int) -> Frame | None:
        """The "round" of a round of talks, on which the parser may hang place and date."""
        token = self.reading.document.doc[at]
        over = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
        return self.reading.frames.get(over.i) if over.lemma_.lower() in TRANSPARENT else None

    def _adjoining(self, at: int) -> TokenSpan | None:
        """The place right after the noun, on whatever the parser hangs it ("the success of COP28 in Dubai")."""
        doc = self.reading.document.doc
        at += doc[at].text == "COP" and edition(doc[at]) > 0
        if at + 2 >= len(doc) or doc[at + 1].lower_ not in {"in", "at"} or doc[at + 1].tag_ != "IN":
            return None
        head = next((t.i for t in doc[at + 1].rights if t.dep_ == "pobj"), -1)
        filler = Filler(head, (doc[head].left_edge.i, head + 1)) if head > at else None
        placed = filler is not None and self.reading.resolver.is_place(filler)
        return self.slots.bare(filler.span) if filler is not None and placed else None

    def _beside_joined(self, there: list[Frame]) -> TokenSpan | None:
        """The place that the parser hangs on whoever was joined: "joined A and B in Paris for talks"."""
        return self.slots.beside(tuple(f for verb in there for f in verb.objects))

    def _due_there(self, use: Use) -> tuple[Frame, ...]:
        """The adjective of "is due in Oslo for talks", on which the parser may hang the place."""
        frames = self.reading.frames.values()
        return tuple(f for f in frames if f.pos == "adj" and f.parent == use.frame.trigger and f.lemma == "due")

    def _next_to(self, at: int, draft: Draft) -> When | None:
        """The day right behind the noun, on whatever the parser hangs it: "look forward to our discussion today"."""
        doc = self.reading.document.doc
        after = doc[at + 1] if at + 1 < len(doc) else None
        if after is None or after.lower_ not in {"today", "tomorrow", "yesterday", "tonight"}:
            return None
        return None if draft.standing.status in OFF else self.slots.date_in((at + 1, at + 2))

    def _placed(self, at: int, last: int) -> bool:
        """True if nothing but "in" and a place stands between the noun at ``at`` and the token after ``last``."""
        doc = self.reading.document.doc
        return doc[at + 1].lower_ in {"in", "at"} and all(t.pos_ in {"PROPN", "PUNCT"} for t in doc[at + 2 : last + 1])

    def _after_place(self, at: int, ahead: int) -> When | None:
        """The date that the parser hangs on a place or a person of the noun's phrase ("in Lima on 3 May")."""
        doc = self.reading.document.doc
        _, end = self.reading.document.sentence(at)
        told = any(f.pos == "noun" or f.tense in _YET for f, _ in self.uses.index.get(at, ()))  # "marks", "follows"
        for tokens, when in self.slots.dates_between(at + 1, end if told else doc[at].right_edge.i + 1, ahead):
            before = doc[tokens[0] - 1]
            if any(t.pos_ in {"VERB", "AUX", "SCONJ"} for t in doc[at + 1 : tokens[0]]):
                return None
            if before.lower_ in {"on", "in", "from", ","} and doc[tokens[0] - 2].pos_ == "PROPN":
                return when if tokens[0] <= doc[at].right_edge.i or self._placed(at, tokens[0] - 2) else None
            if before.ent_type_ == "GPE" and before.dep_ == "pobj" and before.head.lower_ in {"in", "at", "to"}:
                return when  # "the talks between A and B in Oslo last week"
        return None


def _but_ends(uses: tuple[Use, ...]) -> tuple[Use, ...]:
    """The uses without "are set to end on Friday", of which the day is that of the end alone."""
    ending = (use for use in uses if use.row.lemma in _ENDING and use.standing.status is Status.PLANNED)
    planned = {use.frame.trigger: use for use in ending}
    rest = tuple(use for use in uses if use.frame.trigger not in planned)
    over = {use.frame.parent for use in planned.values()}
    only = all(use.row.cls == "schedule" for use in rest)  # not "are set to begin on Monday and to end on Friday"
    return tuple(use for use in rest if not (only and use.frame.trigger in over))


def _dated_apart(use: Use) -> bool:
    """True if a date beside the predicate is that of its own deed ("called off on Monday"); not of "expected on"."""
    fixed = use.row.cls == "schedule" and use.frame.passive and use.row.lemma in _FIXED
    content = use.row.cls == "content" and not use.frame.passive  # "was followed on Monday by a meeting"
    return (use.row.flag("own") and not fixed) or content
