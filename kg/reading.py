"""What a pattern family is given: the document, its frames, who is who, and who says what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, TypeVar

from kg.document import Document, TokenSpan
from kg.frames.frame import Filler, Frames, How
from kg.model import Actor, StatementKind

T = TypeVar("T")


class Resolver(Protocol):
    """Mentions to actors, within one report (``kg.actors.resolve``)."""

    def actors(self, filler: Filler) -> tuple[Actor, ...]:
        """The actors that a noun phrase names: one as a rule, several for "the two", none for "the tree"."""
        ...

    def is_actor(self, filler: Filler) -> bool:
        """True if the noun phrase can name someone who acts: a person, state, body, group, unnamed source."""
        ...

    def somebody(self, filler: Filler) -> tuple[Actor, ...]:
        """Whom the words name where only someone can stand, be it someone that nothing else tells of."""
        ...

    def is_place(self, filler: Filler) -> bool:
        """True if the noun phrase names a place here ("in Washington")."""
        ...

    def woman(self, actor: Actor) -> bool | None:
        """The person's sex, as far as titles, given names or a clear pronoun have told it."""
        ...

    def office(self, actor: Actor) -> Actor | None:
        """The body whose post the report last gives a person."""
        ...

    def issuer(self) -> Actor | None:
        """Whoever speaks as "we" in the report: the government, ministry or body that issued it; no news medium."""
        ...

    def voice(self) -> Actor | None:
        """Who "we" is in the report's own words: the issuer, or the state that it speaks for."""
        ...

    def outlet(self) -> Actor | None:
        """The publisher of the report, if it is known."""
        ...

    def at(self, first: int, last: int) -> tuple[Actor, ...]:
        """The actors named by the words between two report offsets (a transcript label, a signature)."""
        ...


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the report that a source vouches for.

    ``span`` holds the tokens of the content; ``trigger`` the token of the speech verb, noun or "according" (-1 for a
    turn, block or quotation run). ``speakers`` are mentions, ``speaker_actors`` stand in where no words do.
    ``evidence`` is the shortest stretch with both the speaker and the content, at most one sentence. ``via`` is the
    index of the segment of whoever relays this one ("Nikkei cited sources indicating ...": the sources' segment via
    Nikkei's), -1 for the report itself.
    """

    span: TokenSpan
    trigger: int
    kind: StatementKind
    evidence: TokenSpan
    speakers: tuple[Filler, ...] = ()
    speaker_actors: tuple[Actor, ...] = ()
    told_to: tuple[Filler, ...] = ()
    direct: bool = False
    hedge: str = ""
    via: int = -1
    rule: str = ""
    how: How = How.EXPLICIT
    statement: bool = True  # False: only credits a source ("according to"), or belongs to another family
    factive: bool = False  # whoever relays the words vouches for them as well ("acknowledged that ...")
    credits: bool = True  # False: words about something that others tell of ("condemned the raid"): no source for it


@dataclass(frozen=True)
class Reading:
    """All that a family reads; families add nothing to it."""

    document: Document
    frames: Frames
    resolver: Resolver
    segments: tuple[Segment, ...] = ()
    _made: dict[Callable[[Reading], Any], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[[Reading], T]) -> T:
        """What ``make`` gives for this reading: made when first asked for, kept with it, not to be changed."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def all_of(self, find: Callable[[Reading], Iterable[T]]) -> tuple[T, ...]:
        """All that a family finds; looked for once, though families build on each other."""
        if find not in self._made:
            self._made[find] = tuple(find(self))
        made: tuple[T, ...] = self._made[find]
        return made

    @cached_property
    def _near(self) -> dict[int, list[int]]:
        """The segments that each sentence has a share in: a long transcript has thousands."""
        found: dict[int, list[int]] = {}
        where = self.document.sentence_index
        for i, segment in enumerate(self.segments):
            for sentence in range(where(segment.span[0]), where(segment.span[1] - 1) + 1):
                found.setdefault(sentence, []).append(i)
        return found

    @cached_property
    def _by_trigger(self) -> dict[int, list[Segment]]:
        found: dict[int, list[Segment]] = {}
        for segment in self.segments:
            found.setdefault(segment.trigger, []).append(segment)
        return found

    def told_by(self, trigger: int) -> Sequence[Segment]:
        """The segments that the word at token ``trigger`` introduces, in their order."""
        return self._by_trigger.get(trigger, ())

    def sources(self, token: int) -> tuple[int, ...]:
        """Indices of the segments whose content covers ``token``, outermost first; not the segment it triggers."""
        near = self._near.get(self.document.sentence_index(token), ()) if token >= 0 else ()
        inside = [
            (s.span[1] - s.span[0], i)
            for i, s in ((i, self.segments[i]) for i in near)
            if s.credits and s.span[0] <= token < s.span[1] and s.trigger != token
        ]
        return tuple(i for _, i in sorted(inside, key=lambda pair: (-pair[0], pair[1])))
