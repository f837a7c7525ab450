"""What the pattern families yield: situations whose slots are still mentions in the text.

``kg.extract`` resolves the mentions to actors, joins what tells of the same, and makes the claims. A candidate keeps
the rule that made it and how each slot was filled, and says nothing of the source: that is read off the attribution
segments that cover ``trigger``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.document import TokenSpan
from kg.frames.frame import Filler
from kg.model import Actor, Force, Modality, Phase, ResponseType, StatementKind, Status, Target, Timeframe, When


@dataclass(frozen=True, slots=True)
class Candidate:
    """``trigger`` is the token that the reading hangs on; ``evidence`` the tokens that carry the fact.

    ``modality`` and ``hedge`` are the construction's own ("is expected to press", "reportedly"); attribution to a
    source is added later. ``confidence`` is 0 to 1.
    """

    rule: str
    trigger: int
    evidence: TokenSpan
    modality: Modality = Modality.ASSERTED
    hedge: str = ""
    timeframe: Timeframe = Timeframe.BEHIND
    confidence: Decimal = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class DemandCandidate(Candidate):
    """``by_actor``/``to_actor`` stand in where no words do (the issuer of a statement, its speaker)."""

    by: tuple[Filler, ...] = ()
    addressee: tuple[Filler, ...] = ()
    by_actor: tuple[Actor, ...] = ()
    to_actor: tuple[Actor, ...] = ()
    action: TokenSpan = (0, 0)
    action_prefix: str = ""  # "not", "stop": where the words alone would turn the sense
    force: Force = Force.REQUESTING
    negative: bool = False
    condition: TokenSpan | None = None  # what the demand depends on
    consequence: TokenSpan | None = None  # what is threatened or held out
    targets: tuple[Target, ...] = ()
    deadline: When | None = None
    at: TokenSpan | None = None
    instigator: tuple[Filler, ...] = ()
    anaphoric: bool = False  # a retelling ("the push", "the demand"): may be one with an earlier demand


@dataclass(frozen=True, slots=True)
class ResponseCandidate(Candidate):
    """``to`` is the trigger token of the demand that is answered, or -1; ``about`` the words answered."""

    by: tuple[Filler, ...] = ()
    by_actor: tuple[Actor, ...] = ()
    type: ResponseType = ResponseType.REFUSAL
    to: int = -1
    about: TokenSpan | None = None
    when: When | None = None
    words: TokenSpan | None = None


@dataclass(frozen=True, slots=True)
class MeetingCandidate(Candidate):
    """One mention of a meeting with the status that this mention gives it."""

    name: TokenSpan = (0, 0)
    title: str = ""  # what to call it where a verb tells of it ("met": "meeting"), the name's words being no name
    family: str = "meeting"  # meeting, conference, visit, press conference, call ...
    participants: tuple[Filler, ...] = ()
    participant_actors: tuple[Actor, ...] = ()
    place: TokenSpan | None = None
    when: When | None = None
    status: Status = Status.HELD
    by: tuple[Filler, ...] = ()
    reason: TokenSpan | None = None
    definite: bool = False  # "the talks": may be one with an earlier mention
    status_said: bool = True  # False: the status is only implied by the mention


@dataclass(frozen=True, slots=True)
class RoleCandidate(Candidate):
    """A person's post, all resolved by the name table already."""

    person: Actor | None = None
    title: str = ""
    body: Actor | None = None
    phase: Phase = Phase.CURRENT
    as_of: When | None = None
    where: tuple[int, int] = (0, 0)  # report offsets; evidence may be hidden from the parser


@dataclass(frozen=True, slots=True)
class StatementCandidate(Candidate):
    """One attributed sentence; ``content`` is what was said, in report offsets."""

    speaker: tuple[Filler, ...] = ()
    speaker_actor: tuple[Actor, ...] = ()
    kind: StatementKind = StatementKind.SAYS
    content: tuple[int, int] | None = None
    told_to: tuple[Filler, ...] = ()
    direct: bool = False
    segment: int = -1  # index of the attribution segment that it comes from


AnyCandidate = DemandCandidate | ResponseCandidate | MeetingCandidate | RoleCandidate | StatementCandidate
