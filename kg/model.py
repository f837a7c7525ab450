"""The values that flow through kg: reports, passages, actors, situations, claims.

Three layers, as in the ontology: a *situation* (demand, response, meeting, status change, tenure, statement) asserts
nothing; a *claim* is one claimant's stand on one situation in one report; a *passage* is the exact words with their
offsets. Offsets count Unicode code points of the report's text, from 0, end exclusive. All values are frozen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


# ---------------------------------------------------------------------------------------------- reports
@dataclass(frozen=True, slots=True)
class Report:
    """One fixed text as it was loaded.

    ``text`` is the whole content decoded, header included, nothing removed; ``body`` is the offset at which the header
    ends; ``digest`` is the SHA-256 of the text in UTF-8, in hexadecimal.
    """

    name: str
    text: str
    digest: str
    body: int = 0
    path: str = ""
    title: str = ""
    date: date | None = None
    publisher: str = ""
    url: str = ""
    language: str = "en"
    licence: str = ""
    encoding: str = "utf-8"
    markdown: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Exact words: ``report.text[start:end] == words``."""

    start: int
    end: int
    words: str


# ---------------------------------------------------------------------------------------------- actors
class ActorKind(StrEnum):
    """What sort of agent an actor is."""

    PERSON = "person"
    STATE = "state"
    GOVERNMENT = "government"
    ORGANIZATION = "organization"
    MEDIUM = "news medium"
    GROUP = "group"
    UNIDENTIFIED = "unidentified"


@dataclass(frozen=True, slots=True)
class Actor:
    """An agent under the name by which a reader would call it ("Japan", "Marco Rubio", "a U.S. official").

    ``country`` is the English short name of the state it belongs to, where that is known; it keeps two ministries of
    one name apart. ``part_of`` is the body that it acts for. Groups and unidentified agents belong to one report;
    so does a person of whom only one name is known.
    """

    kind: ActorKind
    name: str
    country: str = ""
    part_of: Actor | None = None
    members: tuple[Actor, ...] = ()

    @property
    def local(self) -> bool:
        """True if the actor has no identity outside its report."""
        if self.kind in (ActorKind.GROUP, ActorKind.UNIDENTIFIED):
            return True
        return self.kind is ActorKind.PERSON and " " not in self.name.strip()

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two actors one: kind, name and, for bodies, country."""
        country = self.country if self.kind in (ActorKind.ORGANIZATION, ActorKind.GOVERNMENT) else ""
        return (self.kind.value, self.name, country)


# ---------------------------------------------------------------------------------------------- time and quantity
class Resolution(StrEnum):
    """What a resolved date rests on."""

    STATED = "stated"
    FROM_REPORT_DATE = "from the report date"
    YEAR_ASSUMED = "year assumed"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class When:
    """A time as an interval of days, both ends included, with the report's words for it.

    ``iso`` is as precise as is known: ``2025``, ``2025-07``, ``2025-07-01``; ``--07-01`` or ``--03``
    where no year can be known; empty if only the words are known.
    """

    words: str
    iso: str = ""
    first: date | None = None
    last: date | None = None
    resolution: Resolution = Resolution.UNRESOLVED


class Comparator(StrEnum):
    """How a figure bounds what is asked."""

    AT_LEAST = "at least"
    AT_MOST = "at most"
    EXACTLY = "exactly"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that is asked for: value in plain units, unit in words with its base ("percent of GDP", "USD").

    ``change`` tells a difference ("cut by a third") from a level. ``baseline`` is the previous figure in the same
    unit, ``baseline_words`` what the change is measured from ("2020 levels").
    """

    value: Decimal
    unit: str
    words: str
    comparator: Comparator = Comparator.EXACTLY
    change: bool = False
    baseline: Decimal | None = None
    baseline_words: str = ""
    deadline: When | None = None


# ---------------------------------------------------------------------------------------------- situations
class Topic(StrEnum):
    """What a demand is about: the closed list of the query contract."""

    DEFENCE_SPENDING = "defence spending"
    CLIMATE = "climate"
    TRADE = "trade"
    CEASEFIRE = "ceasefire"
    SANCTIONS = "sanctions"
    AID = "aid"
    MIGRATION = "migration"
    NUCLEAR = "nuclear"
    BUDGET = "budget"
    HUMAN_RIGHTS = "human rights"
    ELECTIONS = "elections"
    TERRITORY = "territory"
    HEALTH = "health"
    OTHER = "other"


class Force(StrEnum):
    """How strongly a demand is put, weakest first."""

    SUGGESTING = "suggesting"
    REQUESTING = "requesting"
    URGING = "urging"
    PRESSING = "pressing"
    ORDERING = "ordering"
    THREATENING = "threatening"


class ResponseType(StrEnum):
    """How an actor answers, silences included."""

    ACCEPTANCE = "acceptance"
    REFUSAL = "refusal"
    CONDITION = "condition"
    DEFERRAL = "deferral"
    DECLINED_TO_COMMENT = "declined to comment"
    NO_REPLY = "no reply"
    NO_STATEMENT = "no statement"
    NO_REASON_GIVEN = "no reason given"


class Status(StrEnum):
    """Where a meeting stands, for one claimant."""

    PLANNED = "planned"
    HELD = "held"
    ONGOING = "ongoing"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    PROPOSED = "proposed"


class StatementKind(StrEnum):
    """What a speaker did."""

    SAYS = "says"
    DENIES = "denies"
    NO_COMMENT = "no comment"


@dataclass(frozen=True, slots=True)
class Demand:
    """``by`` asks ``addressee`` to do ``action`` (the text's words)."""

    key: str
    by: tuple[Actor, ...]
    addressee: tuple[Actor, ...]
    action: str
    topic: Topic
    force: Force
    targets: tuple[Target, ...] = ()
    negative: bool = False
    deadline: When | None = None
    raises: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """``by`` answers the demand ``to`` (a key), or, where that is empty, what ``about`` says in the text's words."""

    key: str
    by: tuple[Actor, ...]
    type: ResponseType
    to: str = ""
    about: str = ""
    when: When | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """An encounter of actors, whether or not it came about."""

    key: str
    name: str
    participants: tuple[Actor, ...] = ()
    place: str = ""
    when: When | None = None
    series: str = ""


@dataclass(frozen=True, slots=True)
class StatusChange:
    """Where the meeting ``meeting`` (a key) stands; ``by`` whom and why (``reason`` a demand's key, or words)."""

    key: str
    meeting: str
    status: Status
    by: tuple[Actor, ...] = ()
    reason: str = ""
    reason_words: str = ""
    when: When | None = None


class Phase(StrEnum):
    """How a person stands to a post."""

    CURRENT = "current"
    FORMER = "former"
    ACTING = "acting"
    DESIGNATE = "designate"


@dataclass(frozen=True, slots=True)
class Tenure:
    """``person`` holds the post ``title`` in ``body``."""

    key: str
    person: Actor
    title: str
    body: Actor | None = None
    phase: Phase = Phase.CURRENT
    as_of: When | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """``speaker`` says, denies or will not say ``content``."""

    key: str
    speaker: tuple[Actor, ...]
    kind: StatementKind
    content: str = ""
    told_to: tuple[Actor, ...] = ()
    direct: bool = False


Situation = Demand | Response | Meeting | StatusChange | Tenure | Statement


# ---------------------------------------------------------------------------------------------- claims
class Modality(StrEnum):
    """How the report puts a situation (the query contract's column)."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    EXPECTED = "expected"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Factuality(StrEnum):
    """A claimant's certainty and polarity, in the codes of FactBank (Saurí and Pustejovsky 2009)."""

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    CERTAIN_NOT = "CT-"
    PROBABLE_NOT = "PR-"
    POSSIBLE_NOT = "PS-"
    UNCOMMITTED = "Uu"


class Timeframe(StrEnum):
    """Whether the situation lay behind, was going on or lay ahead when the claim was made."""

    BEHIND = "behind"
    GOING_ON = "going on"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Claim:
    """``claimant``'s stand on the situation with key ``situation``; claimant None is the report's own outlet.

    ``relays`` holds the keys of the claims that this one passes on. A claim with a ``facet`` ("instigator", "reason",
    "condition", "consequence") vouches only for that property's value: ``facet_actor``, ``facet_situation`` (a key) or,
    for the last two, ``facet_words``.
    ``confidence`` is how sure the reader is of having read rightly, 0 to 1; ``rule`` and ``how`` say what it rests on.
    """

    key: str
    situation: str
    claimant: Actor | None
    evidence: tuple[Passage, ...]
    factuality: Factuality = Factuality.CERTAIN
    timeframe: Timeframe = Timeframe.BEHIND
    modality: Modality = Modality.ASSERTED
    relays: tuple[str, ...] = ()
    told_to: tuple[Actor, ...] = ()
    hedge: str = ""
    quoted: tuple[str, ...] = ()
    facet: str = ""
    facet_actor: Actor | None = None
    facet_situation: str = ""
    facet_words: str = ""
    confidence: Decimal = Decimal("0.9")
    rule: str = ""
    how: tuple[tuple[str, str], ...] = ()


class Sign(StrEnum):
    """What makes a sentence worth a look."""

    ASKING_WORD = "a word that asks"
    FIGURE = "a figure"
    QUOTATION = "a quotation"


class Why(StrEnum):
    """Why nothing was read in such a sentence."""

    NO_ACTOR = "nobody is known who does it"
    NO_SPEAKER = "nobody is known who says it"
    NO_FRAME = "no predicate was made out"
    ABSTAINED = "no rule takes it for a claim"


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence in which nothing was read, with the signs that there may be something."""

    passage: Passage
    signs: tuple[Sign, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read in one report, in a fixed order; ``forms`` holds each named actor's forms in the text.

    ``gaps`` are the sentences that may hold more.
    """

    report: Report
    situations: tuple[Situation, ...] = ()
    claims: tuple[Claim, ...] = ()
    forms: tuple[tuple[Actor, tuple[str, ...]], ...] = field(default=())
    gaps: tuple[Gap, ...] = ()
