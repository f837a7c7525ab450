"""A report read by hand: the model's own example, with every kind of situation and claim, in our own words.

It tells the same public event as the report that the vocabulary was designed on (a meeting of foreign and defence
ministers in 2025 that was off by some accounts and put back by others), so that a change to the graph shows here.
"""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal

from kg.model import (
    Actor,
    ActorKind,
    Claim,
    Comparator,
    Demand,
    Extraction,
    Factuality,
    Force,
    Meeting,
    Modality,
    Passage,
    Phase,
    Report,
    Resolution,
    Response,
    ResponseType,
    Situation,
    Statement,
    StatementKind,
    Status,
    StatusChange,
    Target,
    Tenure,
    Timeframe,
    Topic,
    When,
)

TEXT = """\
Title: Ministers' meeting in doubt
Date: 2025-06-22
Source: Example Courier

Tokyo has pulled out of the July 1 ministers' meeting in Washington after Washington leaned on it to spend more on \
arms, the Financial Times and Nikkei wrote. People briefed on the plans said the meeting is off.

Secretary of State Marco Rubio, Defense Secretary Pete Hegseth, Foreign Minister Takeshi Iwaya and Defense Minister \
Gen Nakatani were to take part. “It was put back,” a U.S. official told Reuters, without saying why.

U.S. officials have reportedly asked Japan to spend 3.5 percent of GDP on defence, up from an earlier request for 3 \
percent. Nikkei, citing sources, said the Trump administration wants its Asian allies, Japan among them, to reach at \
least 5 percent. President Donald Trump is likely to press NATO allies for 5 percent at their summit this week.

Elbridge Colby, number three at the Pentagon, is said to stand behind the push. Prime Minister Shigeru Ishiba turned \
the earlier calls down in March: “Our budget is decided here.” Spokesperson Tammy Bruce would not discuss the \
Financial Times report, and the Pentagon left questions unanswered. The embassy has said nothing in public.
"""

REPORT = Report(
    name="ministers.txt",
    text=TEXT,
    digest=hashlib.sha256(TEXT.encode()).hexdigest(),
    body=TEXT.index("Tokyo has"),
    path="reports/ministers.txt",
    title="Ministers' meeting in doubt",
    date=date(2025, 6, 22),
    publisher="Example Courier",
)

# ------------------------------------------------------------------------------------------------ actors
US = Actor(ActorKind.STATE, "United States")
JAPAN = Actor(ActorKind.STATE, "Japan")
US_GOVERNMENT = Actor(ActorKind.GOVERNMENT, "Government of the United States", "United States")
TRUMP_ADMINISTRATION = Actor(ActorKind.GOVERNMENT, "Trump administration", "United States", US_GOVERNMENT)
JAPAN_GOVERNMENT = Actor(ActorKind.GOVERNMENT, "Government of Japan", "Japan")
STATE_DEPARTMENT = Actor(ActorKind.ORGANIZATION, "State Department", "United States", US_GOVERNMENT)
PENTAGON = Actor(ActorKind.ORGANIZATION, "Department of Defense", "United States", US_GOVERNMENT)
EMBASSY = Actor(ActorKind.ORGANIZATION, "Embassy of Japan in Washington", "Japan")
RUBIO = Actor(ActorKind.PERSON, "Marco Rubio", part_of=STATE_DEPARTMENT)
HEGSETH = Actor(ActorKind.PERSON, "Pete Hegseth", part_of=PENTAGON)
IWAYA = Actor(ActorKind.PERSON, "Takeshi Iwaya", part_of=JAPAN_GOVERNMENT)
NAKATANI = Actor(ActorKind.PERSON, "Gen Nakatani", part_of=JAPAN_GOVERNMENT)
TRUMP = Actor(ActorKind.PERSON, "Donald Trump", "United States")
COLBY = Actor(ActorKind.PERSON, "Elbridge Colby", part_of=PENTAGON)
ISHIBA = Actor(ActorKind.PERSON, "Shigeru Ishiba", "Japan")
BRUCE = Actor(ActorKind.PERSON, "Tammy Bruce", part_of=STATE_DEPARTMENT)
FT = Actor(ActorKind.MEDIUM, "Financial Times")
NIKKEI = Actor(ActorKind.MEDIUM, "Nikkei")
REUTERS = Actor(ActorKind.MEDIUM, "Reuters")
COURIER = Actor(ActorKind.MEDIUM, "Example Courier")
BRIEFED = Actor(ActorKind.UNIDENTIFIED, "people briefed on the plans")
SOURCES = Actor(ActorKind.UNIDENTIFIED, "sources")
OFFICIAL = Actor(ActorKind.UNIDENTIFIED, "a U.S. official", "United States")
OFFICIALS = Actor(ActorKind.UNIDENTIFIED, "U.S. officials", "United States")
NATO_ALLIES = Actor(ActorKind.GROUP, "NATO allies")
ASIAN_ALLIES = Actor(ActorKind.GROUP, "Asian allies", "United States", members=(JAPAN,))

# ------------------------------------------------------------------------------------------------ times
JULY_1 = When("July 1", "2025-07-01", date(2025, 7, 1), date(2025, 7, 1), Resolution.FROM_REPORT_DATE)
MARCH = When("in March", "2025-03", date(2025, 3, 1), date(2025, 3, 31), Resolution.FROM_REPORT_DATE)
THIS_WEEK = When("this week", "2025-06", date(2025, 6, 16), date(2025, 6, 22), Resolution.FROM_REPORT_DATE)


def at(words: str) -> Passage:
    """The first place in the report with these words."""
    start = TEXT.index(words)
    return Passage(start, start + len(words), words)


def _target(value: str, words: str, **more: object) -> Target:
    return Target(Decimal(value), "percent of GDP", words, **more)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------ situations
SITUATIONS: tuple[Situation, ...] = (
    Meeting("meeting", "ministers' meeting", (RUBIO, HEGSETH, IWAYA, NAKATANI), "Washington", JULY_1),
    StatusChange("status-off", "meeting", Status.CANCELLED, (JAPAN,), "demand-push", "after Washington leaned on it"),
    StatusChange("status-back", "meeting", Status.POSTPONED),
    Demand("demand-push", (US,), (JAPAN,), "to spend more on arms", Topic.DEFENCE_SPENDING, Force.PRESSING),
    Demand(
        "demand-3.5",
        (OFFICIALS,),
        (JAPAN,),
        "to spend 3.5 percent of GDP on defence",
        Topic.DEFENCE_SPENDING,
        Force.REQUESTING,
        (_target("3.5", "3.5 percent of GDP", baseline=Decimal(3)),),
        raises="demand-3",
    ),
    Demand(
        "demand-3",
        (OFFICIALS,),
        (JAPAN,),
        "an earlier request for 3 percent",
        Topic.DEFENCE_SPENDING,
        Force.REQUESTING,
        (_target("3", "3 percent"),),
    ),
    Demand(
        "demand-asia",
        (TRUMP_ADMINISTRATION,),
        (ASIAN_ALLIES,),
        "to reach at least 5 percent",
        Topic.DEFENCE_SPENDING,
        Force.URGING,
        (_target("5.0", "at least 5 percent", comparator=Comparator.AT_LEAST),),
    ),
    Demand(
        "demand-nato",
        (TRUMP,),
        (NATO_ALLIES,),
        "5 percent",
        Topic.DEFENCE_SPENDING,
        Force.PRESSING,
        (_target("5", "5 percent"),),
        at="meeting-summit",
    ),
    Meeting("meeting-summit", "their summit", (TRUMP, NATO_ALLIES), when=THIS_WEEK),
    StatusChange("status-summit", "meeting-summit", Status.PLANNED),
    Demand("demand-calls", (), (JAPAN,), "the earlier calls", Topic.DEFENCE_SPENDING, Force.REQUESTING),
    Response("response-ishiba", (ISHIBA,), ResponseType.REFUSAL, "demand-calls", "the earlier calls", MARCH),
    Response("response-bruce", (BRUCE,), ResponseType.DECLINED_TO_COMMENT, "", "the Financial Times report"),
    Response("response-pentagon", (PENTAGON,), ResponseType.NO_REPLY, "", "questions"),
    Response("response-embassy", (EMBASSY,), ResponseType.NO_STATEMENT),
    Tenure("tenure-rubio", RUBIO, "Secretary of State", STATE_DEPARTMENT),
    Tenure("tenure-hegseth", HEGSETH, "Secretary of Defense", PENTAGON),
    Tenure("tenure-iwaya", IWAYA, "Foreign Minister", JAPAN_GOVERNMENT),
    Tenure("tenure-nakatani", NAKATANI, "Defense Minister", JAPAN_GOVERNMENT),
    Tenure("tenure-colby", COLBY, "number three", PENTAGON, Phase.CURRENT),
    Tenure("tenure-ishiba", ISHIBA, "Prime Minister", JAPAN_GOVERNMENT, Phase.CURRENT, MARCH),
    Tenure("tenure-bruce", BRUCE, "Spokesperson", STATE_DEPARTMENT),
    Tenure("tenure-trump", TRUMP, "President", US_GOVERNMENT),
    Statement("statement-briefed", (BRIEFED,), StatementKind.SAYS, "the meeting is off"),
    Statement("statement-official", (OFFICIAL,), StatementKind.SAYS, "It was put back,", (REUTERS,), True),
    Statement("statement-nikkei", (NIKKEI,), StatementKind.SAYS, "the Trump administration wants its Asian allies"),
    Statement("statement-ishiba", (ISHIBA,), StatementKind.SAYS, "Our budget is decided here.", (), True),
    Statement("statement-bruce", (BRUCE,), StatementKind.NO_COMMENT),
)

# ------------------------------------------------------------------------------------------------ claims
PULLED = at("Tokyo has pulled out of the July 1 ministers' meeting in Washington")
LEANED = at("after Washington leaned on it to spend more on arms")
BACK = at("“It was put back,” a U.S. official told Reuters")
THIRD = at("U.S. officials have reportedly asked Japan to spend 3.5 percent of GDP on defence")
ASIA = at("the Trump administration wants its Asian allies, Japan among them, to reach at least 5 percent")
PUSH = at("Elbridge Colby, number three at the Pentagon, is said to stand behind the push")

Sure, Probable, Uncommitted = Factuality.CERTAIN, Factuality.PROBABLE, Factuality.UNCOMMITTED


def _told(
    situation: str, words: str | Passage, number: int = 1, claimant: Actor | None = None, **more: object
) -> Claim:
    passage = words if isinstance(words, Passage) else at(words)
    settings = {"rule": situation.partition("-")[0], "how": (("by", "explicit"),), **more}
    return Claim(f"{situation}.{number}", situation, claimant, (passage,), **settings)  # type: ignore[arg-type]


def _relayed(situation: str, words: str | Passage, *claimants: Actor, **more: object) -> tuple[Claim, ...]:
    """A claim of each claimant, then the outlet's, which relays them."""
    below = tuple(_told(situation, words, i, who, **more) for i, who in enumerate(claimants, start=1))
    own = {
        "factuality": Uncommitted,
        "modality": Modality.REPORTED,
        "relays": tuple(c.key for c in below),
        **{name: value for name, value in more.items() if name in ("timeframe", "facet", "facet_situation", "hedge")},
    }
    return (*below, _told(situation, words, len(below) + 1, **own))


ON, AHEAD = Timeframe.GOING_ON, Timeframe.AHEAD
_REASON = {"facet": "reason", "facet_situation": "demand-push", "factuality": Probable, "hedge": "after"}
_FT, _NIKKEI = (_told("status-off", LEANED, 5 + i, who, **_REASON) for i, who in enumerate((FT, NIKKEI)))
_COLBY = {"facet": "instigator", "facet_actor": COLBY, "timeframe": ON, "factuality": Uncommitted}

CLAIMS: tuple[Claim, ...] = (
    _told("meeting", PULLED, timeframe=AHEAD),
    *_relayed("status-off", PULLED, FT, NIKKEI),
    _told("status-off", "the meeting is off", 4, BRIEFED),
    _FT,
    _NIKKEI,
    *_relayed("status-back", BACK, OFFICIAL, told_to=(REUTERS,), quoted=("It was put back,",)),
    *_relayed("demand-push", LEANED, FT, NIKKEI, timeframe=ON),
    _told("demand-push", PUSH, 4, hedge="is said to", modality=Modality.REPORTED, **_COLBY),
    _told("demand-3.5", THIRD, hedge="reportedly", factuality=Uncommitted, modality=Modality.REPORTED),
    _told("demand-3", "an earlier request for 3 percent"),
    _told("demand-asia", ASIA, 1, SOURCES, timeframe=ON),
    _told("demand-asia", ASIA, 2, NIKKEI, factuality=Uncommitted, relays=("demand-asia.1",), timeframe=ON),
    _told(
        "demand-asia",
        ASIA,
        3,
        factuality=Uncommitted,
        modality=Modality.REPORTED,
        relays=("demand-asia.2",),
        timeframe=ON,
    ),
    _told(
        "demand-nato",
        "President Donald Trump is likely to press NATO allies for 5 percent at their summit",
        timeframe=AHEAD,
        factuality=Probable,
        modality=Modality.EXPECTED,
        hedge="is likely to",
    ),
    _told("meeting-summit", "their summit this week", timeframe=AHEAD),
    _told("status-summit", "their summit this week", timeframe=AHEAD),
    _told("demand-calls", "the earlier calls"),
    _told("response-ishiba", "Prime Minister Shigeru Ishiba turned the earlier calls down in March"),
    _told("response-bruce", "Spokesperson Tammy Bruce would not discuss the Financial Times report"),
    _told("response-pentagon", "the Pentagon left questions unanswered"),
    _told("response-embassy", "The embassy has said nothing in public", timeframe=ON),
    _told("tenure-rubio", "Secretary of State Marco Rubio", timeframe=ON),
    _told("tenure-hegseth", "Defense Secretary Pete Hegseth", timeframe=ON),
    _told("tenure-iwaya", "Foreign Minister Takeshi Iwaya", timeframe=ON),
    _told("tenure-nakatani", "Defense Minister Gen Nakatani", timeframe=ON),
    _told("tenure-colby", "Elbridge Colby, number three at the Pentagon", timeframe=ON),
    _told("tenure-ishiba", "Prime Minister Shigeru Ishiba", timeframe=ON),
    _told("tenure-bruce", "Spokesperson Tammy Bruce", timeframe=ON),
    _told("tenure-trump", "President Donald Trump", timeframe=ON),
    _told("statement-briefed", "People briefed on the plans said the meeting is off"),
    _told("statement-official", BACK),
    _told("statement-nikkei", "Nikkei, citing sources, said the Trump administration wants its Asian allies"),
    _told("statement-ishiba", "“Our budget is decided here.”"),
    _told("statement-bruce", "Spokesperson Tammy Bruce would not discuss the Financial Times report"),
)

FORMS = ((JAPAN, ("Tokyo", "Japan")), (US, ("Washington",)), (PENTAGON, ("the Pentagon",)), (RUBIO, ("Marco Rubio",)))

EXTRACTION = Extraction(REPORT, SITUATIONS, CLAIMS, FORMS)
