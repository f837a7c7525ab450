"""How surely a candidate is what a mention means: features of the two, and a rate of being right made of them.

The rate is a logistic function of the features, with the weights that ``bench/linking.py --fit`` found on its list of
mentions; of links with a score of 0.9 about nine in ten are right there. Features are from -1 to 1, and 0 where nothing
is known, so that what an authority does not tell neither helps nor harms.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from kg.authority import Candidate, Kind, Mention, Office
from kg.linking.naming import SMALL, core, words
from kg.linking.similarity import Likeness, likeness

GRACE: Final = timedelta(days=45)
"""A report of somebody's office may be so much older or younger than the office."""

BYNAME: Final = 0.94
"""What a likeness counts that is that of a byname only: two states may be "the Republic" to some report."""

FAME: Final = timedelta(days=15 * 365)
"""After so long reports seldom speak of who held an office; somebody else of that name is as likely."""


class Features(NamedTuple):
    """What speaks for a candidate, and what against it.

    ``name``: how like the names are, 0 at a likeness of 0.6, 1 at 1; ``close``: from 0 at 0.75 to 1 at 0.9; ``exact``:
    they are the same but for what carries no meaning; ``kind``: both are known to be of one sort; ``country`` and
    ``office``: 1 if they agree, -1 if not; ``time``: the candidate held an office, or existed, when the reports were
    written (1), or did not (-1); ``beside``: its country or body is named together with the mention; ``service``: what
    a service says; ``alone``: a person of whom nothing but the name agrees; ``rival``: another candidate is as like by
    its name.
    """

    name: float
    close: float
    exact: float
    kind: float
    country: float
    office: float
    time: float
    beside: float
    service: float
    alone: float
    rival: float = 0.0


WEIGHTS: Final = Features(2.78, 3.25, 0.86, 0.46, 1.59, 1.56, 0.01, 0.53, 1.0, -3.15, -3.15)
"""What each feature weighs; found by ``bench/linking.py --fit``."""

BASE: Final = -3.98
"""The logit of a candidate of which all features are 0."""


def features(mention: Mention, candidate: Candidate, found: Likeness) -> Features:
    """The features of a candidate whose names are so like, as if there were no other."""
    person = mention.kind is Kind.PERSON
    country, office = _country(mention, candidate), _office(mention, candidate)
    beside = _beside(mention, candidate)
    told = max(country, office, beside) > 0
    return Features(
        name=max(-1.0, (found.value - 0.6) / 0.4),
        close=min(1.0, max(0.0, (found.value - 0.75) / 0.15)),
        exact=float(found.value >= 0.96),
        kind=float(candidate.kind is not None),
        country=country,
        office=office,
        time=_time(mention, candidate),
        beside=beside,
        service=candidate.score or 0.0,
        alone=float(person and not told),
    )


def name_likeness(mention: Mention, candidate: Candidate) -> Likeness:
    """How like the likest of their names are; "Ministry of Tides" of Norland is "Norlandic Ministry of Tides", too."""
    theirs = (candidate.label, *(name.text for name in candidate.names))
    person = mention.kind is Kind.PERSON
    best = likeness(_called(mention, (mention.name,)), theirs, person=person)
    if best.value < BYNAME and mention.names:
        by = likeness(_called(mention, mention.names), theirs, person=person)
        best = max(best, Likeness(BYNAME * by.value, by.way))
    return best


def _called(mention: Mention, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, those of a body with its country, too, if they do not say it."""
    if mention.kind not in (Kind.ORGANIZATION, Kind.GOVERNMENT) or not mention.country:
        return names
    return (*names, *(f"{name} {mention.country}" for name in names if not _tells(name, mention.country)))


def _tells(name: str, country: str) -> bool:
    """True if the name of a body says of which country it is."""
    return set(core(country)) <= set(core(name))


def logit(of: Features) -> float:
    """The log of the odds of being right."""
    return BASE + sum(weight * value for weight, value in zip(WEIGHTS, of, strict=True))


def rate(odds: float) -> float:
    """The rate of being right that the log of the odds stands for.

    >>> rate(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def rivalled(all_features: Sequence[Features]) -> list[Features]:
    """The features of candidates that compete, with how near the best of the others comes by its name."""
    found = []
    for i, one in enumerate(all_features):
        others = [other.name for j, other in enumerate(all_features) if j != i]
        near = max(others, default=-1.0)
        found.append(one._replace(rival=float(near >= max(0.5, one.name - 0.04))))
    return found


# ---------------------------------------------------------------------------------------------- country
@lru_cache(4096)
def _same(name: str) -> tuple[str, ...]:
    """The name of a country or a body, made alike."""
    return tuple(sorted(core(name)))


def _country(mention: Mention, candidate: Candidate) -> float:
    if not candidate.country or mention.kind is Kind.STATE:
        return 0.0
    ours = {_same(mention.country)} if mention.country else set()
    ours |= {_same(office.body) for office in mention.offices if office.body}
    if _same(candidate.country) in ours:
        return 1.0
    bodies = " ".join(office.body for office in mention.offices)
    if set(_same(candidate.country)) <= set(core(bodies)):  # "US State Department"
        return 1.0
    return -1.0 if mention.country else 0.0


def _beside(mention: Mention, candidate: Candidate) -> float:
    theirs = {_same(name) for name in (candidate.country, *(o.body for o in candidate.offices)) if name}
    return float(any(_same(name) in theirs for name in mention.beside))


# ---------------------------------------------------------------------------------------------- offices and days
_ALIKE: Final = """defense defence, premier prime, external foreign, treasury finance, exchequer finance,
secretary minister, monarch king, queen king, chair chief, chairman chief, chairwoman chief, chairperson chief,
head chief, leader chief, vice deputy"""
_VAGUE: Final = {"minister", "chief", "deputy"}
_TITLE: Final = {**dict(pair.split() for pair in _ALIKE.split(",")), "affairs": "", "federal": "", "state": ""}


@lru_cache(4096)
def title_words(title: str) -> frozenset[str]:
    """The words of a title that tell it from others, what languages and houses call differently made alike.

    >>> title_words("Secretary of Defense") == title_words("Defence Minister")
    True
    >>> sorted(title_words("Secretary of State")), sorted(title_words("Foreign Secretary"))
    (['minister'], ['foreign', 'minister'])
    """
    found = (_TITLE.get(word, word) for word in words(title) if word not in SMALL)
    return frozenset(word for word in found if word)


def same_title(one: str, other: str) -> bool:
    """True if two titles are of one office, whichever country's.

    >>> same_title("Foreign Minister", "Minister for Foreign Affairs of Norland")
    True
    >>> same_title("Secretary of State", "Finance Minister")
    False
    """
    ours, theirs = title_words(one), title_words(other)
    short = min(ours, theirs, key=len)
    if not short or not short <= (ours | theirs) - (ours ^ theirs) or ("deputy" in ours) != ("deputy" in theirs):
        return False
    return ours == theirs or bool(short - _VAGUE)  # "Minister" is not any minister


def _office(mention: Mention, candidate: Candidate) -> float:
    """1 if an office of the one is an office of the other then; -1 if it is the same, but at another time."""
    met = False
    for ours in mention.offices:
        for theirs in candidate.offices:
            if same_title(ours.title, theirs.title):
                if _together(ours, theirs):
                    return 1.0
                met = True
    return -1.0 if met else 0.0


def _together(ours: Office, theirs: Office) -> bool:
    """True if the days of two offices meet, or nearly; what is not told is open."""
    since = max(filter(None, (ours.since, theirs.since)), default=date.min)
    until = min(filter(None, (ours.until, theirs.until)), default=date.max)
    return since - GRACE <= until if since > date.min + GRACE else True


def _time(mention: Mention, candidate: Candidate) -> float:
    """-1 if the candidate was gone or not yet there when the reports were written; 1 if it held an office then."""
    if mention.first is None or mention.last is None:
        return 0.0
    if candidate.since and candidate.since > mention.last:
        return -1.0
    if candidate.until and candidate.until + GRACE < mention.first and mention.kind is not Kind.PERSON:
        return -1.0
    written = Office("", "", mention.first, mention.last)
    dated = [office for office in candidate.offices if office.since or office.until]
    if any(_together(written, office) for office in dated):
        return 1.0
    return -1.0 if dated and not any(_together(_wide(written), office) for office in dated) else 0.0


def _wide(office: Office) -> Office:
    """The office with the years around it in which one still speaks of who held it."""
    since, until = (office.since or date.min, office.until or date.max)
    return Office("", "", max(since, date.min + FAME) - FAME, min(until, date.max - FAME) + FAME)


def explained(of: Features) -> str:
    """What speaks for a candidate and what against it, in a few words for people."""
    said: Iterable[tuple[bool, str]] = (
        (of.exact > 0, "same name"),
        (of.exact == 0 and of.name > -1, "like name"),
        (of.country > 0, "same country"),
        (of.country < 0, "other country"),
        (of.office > 0, "same office then"),
        (of.office < 0, "that office at another time"),
        (of.time < 0, "not of that time"),
        (of.beside > 0, "its country or body is named beside"),
        (of.rival > 0, "another has as like a name"),
        (of.kind == 0, "sort unknown"),
    )
    return ", ".join(text for holds, text in said if holds)
