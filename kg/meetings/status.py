"""Where a meeting stands, read from the verb that governs it, its auxiliaries and what governs that verb.

The verb nearest to the noun decides, never the verb of saying above it. A verb of holding gives its status by tense
and modality; a verb of status ("postpone") gives its own, but only where it happened: of "may cancel the talks" and
"refused to cancel the talks" no more is left than that talks were planned. Negated holding gives no meeting.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from kg.factuality import construed
from kg.frames.frame import Frame, Frames, How
from kg.lexicon.rows import Row
from kg.meetings.words import row
from kg.model import Modality, Resolution, Status, Timeframe, When
from kg.reading import Reading
from kg.values.numerals import word_set

_PLANNING = word_set(
    """will shall would plan intend expect schedule set due slate arrange agree prepare decide likely go fix book
    promise pledge commit going time"""
)
_PROPOSING = word_set(
    """can could may might should must need want hope seek offer propose suggest invite invitation urge call ask request
    ready willing open wish aim consider proposal offering appeal demand push press encourage try attempt possible
    prepared threaten warn mull possibility chance ought have recommend require like happy able"""
)
# Verbs under which the deed is done: of one's own will, or because something or somebody made one do it.
_DECIDING = word_set(
    """decide decided choose chose opt opted elect vote agree agreed force forced compel compelled oblige obliged
    lead led prompt prompted cause caused induce induced persuade persuaded convince convinced make made spur spurred"""
)
_MANDATIVE = word_set("propose suggest recommend request ask demand urge insist")
_GOALS = word_set("goal aim objective view purpose intention hope aspiration task priority")
_IMPLICATIVE = word_set(
    "manage begin start continue get come go proceed happen help return arrive gather use fly travel drive sail head"
)
_GLAD = word_set("pleased glad happy delighted honored honoured grateful please delight")
PLEASURE = frozenset({"pleasure", "honor", "honour", "privilege", "delight"})
_REFUSING = word_set("refuse decline fail reject unable unwilling refusal failure avoid forget neglect stop")
_HABITUAL = word_set("usually often regularly always never annually normally typically rarely sometimes seldom")
_AHEAD = frozenset({"before", "until", "till", "once", "when", "if", "as", "while", "by the time", "ahead of"})


_DURING = frozenset({"as", "while"})  # "as the conference begins"


class Standing(NamedTuple):
    """Status, whether the words say it, and how it is put."""

    status: Status
    said: bool
    modality: Modality = Modality.ASSERTED
    hedge: str = ""


_ARRANGING = frozenset({"plan", "schedule", "expect", "arrange", "intend", "agree", "announce"})
_ARRANGED = frozenset((word, "to") for word in ("was", "were", "due", "scheduled", "supposed"))
_TRUE = frozenset({"true", "case", "correct", "be"})
GOING = frozenset({Status.HELD, Status.ONGOING})
NOT_HELD = Standing(Status.HELD, True, Modality.DENIED)  # "did not take place"
NO_PLANS = Standing(Status.PLANNED, True, Modality.DENIED)


def by_tense(reading: Reading, frame: Frame, depth: int = 0) -> Standing | None:
    """The standing that a verb of holding gives by tense and modality; None where it did not or does not come about."""
    if frame.negated or _HABITUAL & set(frame.adverbs) or depth > 4:
        return None
    power = force(frame.modal)
    up = reading.frames.get(frame.parent)
    if frame.modal in {"could", "can"} and up is not None and up.lemma in _GLAD:
        return Standing(Status.HELD, True)  # who is glad that they could meet has met
    if frame.tense == "future":
        power = power or "planning"
    if power == "refusing":
        return None
    if power == "planning" and _unmet(reading, frame):
        return Standing(Status.CANCELLED, True)
    if power == "planning":
        return Standing(Status.PLANNED, True)
    if power == "proposing" and had_to(reading, frame):
        return Standing(Status.HELD, True)
    if power == "proposing":
        hedge = frame.modal if frame.modal in {"could", "may", "might"} else ""
        return Standing(Status.PROPOSED, True, Modality.HYPOTHETICAL if hedge else Modality.ASSERTED, hedge)
    hearsay = next((word for word in frame.adverbs if word.endswith("edly") and word != "repeatedly"), "")
    modality = Modality.REPORTED if hearsay else Modality.ASSERTED
    if frame.tense == "infinitive":
        return _infinitive(reading, frame, depth)
    if frame.progressive and any(reading.document.doc[f.head].lemma_ in _GOALS for f in frame.subjects):
        return Standing(Status.PROPOSED, True, modality, hearsay)  # "the aim is bringing A back"
    if frame.progressive and frame.tense == "present":
        return Standing(Status.ONGOING, True, modality, hearsay)
    if frame.progressive and frame.tense == "past" and not frame.perfect:
        return Standing(Status.ONGOING, False, modality, hearsay)  # "was holding talks", as the report was written
    if frame.tense == "participle" and not frame.perfect:
        return _participle(reading, frame, depth)
    if frame.tense == "present" and not frame.perfect:
        if _mandated(reading, frame):
            return Standing(Status.PROPOSED, True)
        if under(reading.frames, frame) in _AHEAD - _DURING:
            return Standing(Status.PLANNED, True)
        return Standing(Status.ONGOING, False, modality, hearsay)
    going = frame.progressive or frame.lemma.split(" ")[0] == "be"
    if frame.perfect and frame.tense == "present" and going and frame.prep("since"):
        return Standing(Status.ONGOING, True, modality, hearsay)  # "have been in talks since March"
    return Standing(Status.HELD, True, modality, hearsay)


def given_up(reading: Reading, frame: Frame) -> Standing | None:
    """The standing of "will not visit Oslo as planned", "will no longer meet A": what was arranged is off."""
    if not frame.negated or not (frame.tense == "future" or frame.modal in {"will", "would"}):
        return None
    frames = (reading.frames.get(trigger) for word, trigger in frame.adverbials if word == "as")
    arranged = any(under is not None and under.lemma in _ARRANGING for under in frames)
    before = reading.document.lower[max(0, frame.trigger - 3) : frame.trigger]
    off = arranged or ("no", "longer") in pairwise(before)
    return Standing(Status.CANCELLED, True) if off else None


def _unmet(reading: Reading, frame: Frame) -> bool:
    """True of "was to have met": what was arranged did not come about (Quirk et al. 4.66)."""
    doc = reading.document.doc
    before = [t.lower_ for t in doc[max(0, frame.trigger - 5) : frame.trigger]]
    arranged = any(pair in _ARRANGED for pair in pairwise(before))
    return arranged and "have" in before and frame.tense in {"past", "infinitive"} and not frame.negated


def embedded(reading: Reading, standing: Standing, frame: Frame) -> Standing:
    """The standing as the clauses over its verb leave it: "whether X met Y", "could not confirm that X met Y".

    Who does not confirm or say a thing does not deny it either; "it is not true that" does.
    """
    if standing.modality is not Modality.ASSERTED or frame.negated:
        return standing
    if frame.modal and _whether(reading, frame):
        return standing._replace(modality=Modality.HYPOTHETICAL)
    if frame.modal:
        return standing
    if frame.tense not in {"past", "present"}:
        return standing
    stand = construed(reading, frame.trigger)
    up = reading.frames.get(frame.parent)
    if stand.modality is Modality.DENIED and up is not None and (up.pos == "noun" or up.lemma in _TRUE):
        return standing._replace(modality=Modality.DENIED)
    if stand.modality in {Modality.HYPOTHETICAL, Modality.DENIED}:
        return standing._replace(modality=Modality.HYPOTHETICAL, hedge=stand.hedge)
    return standing


def _whether(reading: Reading, frame: Frame) -> bool:
    """True of "would not say whether he would meet X"."""
    return any(t.dep_ == "mark" and t.lower_ == "whether" for t in reading.document.doc[frame.trigger].lefts)


def force(modal: str) -> str:
    """What a modal or semi-modal ("be expected to", "refuse to") makes of its infinitive."""
    if not modal:
        return ""
    words = modal.lower().split()
    if words[:2] == ["be", "to"]:
        return "planning"
    for word in words:
        for name, group in (("planning", _PLANNING), ("proposing", _PROPOSING), ("refusing", _REFUSING)):
            if word in group or any(_participle_of(word, verb) for verb in group):
                return name
    return ""


def _participle_of(word: str, verb: str) -> bool:
    return len(verb) > 3 and word in {verb + "ed", verb + "d", verb + verb[-1] + "ed"}


def _infinitive(reading: Reading, frame: Frame, depth: int) -> Standing | None:
    """The standing of "to meet X", by what governs it: a plan, a proposal, a deed told of ("flew to Oslo to meet")."""
    up = reading.frames.get(frame.parent)
    if up is None:
        return Standing(Status.PLANNED, False)
    power = force(up.lemma) or force(up.modal)
    if up.pos == "noun" and up.lemma in {"invitation", "offer", "proposal"} and _accepted(reading, up):
        return Standing(Status.PLANNED, True)
    if up.pos == "noun" and up.lemma == "plan":
        return NO_PLANS if unplanned(reading, up) else _planned(reading, up)
    if up.pos == "noun" and up.lemma in {"proposal", "idea", "offer"} and _planned(reading, up).said:
        return _planned(reading, up)  # "a proposal to hold a summit was shelved"
    if pleasant(reading, up):
        return Standing(Status.ONGOING, False)  # "it is an honor to welcome him"
    if up.lemma.split(" ")[0] == "be" and (frame.relation == "xcomp" or (_due(reading, up) and not up.negated)):
        return Standing(Status.PLANNED, True)
    if power == "refusing" or up.negated:
        return None
    if power:
        return Standing(Status.PLANNED if power == "planning" else Status.PROPOSED, True)
    if up.lemma in _GLAD and up.tense == "past" and not up.modal:
        return Standing(Status.HELD, True)  # who was glad to meet somebody has met him
    if up.lemma in _GLAD - _PROPOSING and up.tense == "present" and not up.modal:
        return Standing(Status.ONGOING, False)
    if up.pos == "noun":
        return _planned(reading, up)
    above = by_tense(reading, up, depth + 1)
    if above is None:
        return None
    if frame.relation in {"xcomp", "ccomp"} and up.lemma.split(" ")[0] not in _IMPLICATIVE:
        return Standing(Status.PROPOSED, False, above.modality)  # of unknown verbs no more is known
    return Standing(above.status, False, above.modality, above.hedge)


def _due(reading: Reading, being: Frame) -> bool:
    """True of "is due in Lima" in "is due in Lima on Friday to meet A"."""
    return any(t.dep_ == "acomp" and t.lower_ == "due" for t in reading.document.doc[being.trigger].children)


def _mandated(reading: Reading, frame: Frame) -> bool:
    """True of "proposed that the two presidents meet": the subjunctive under a past tense of asking."""
    up = reading.frames.get(frame.parent)
    asked = up is not None and frame.relation == "ccomp" and up.pos == "verb" and up.lemma in _MANDATIVE
    return asked and up is not None and (up.tense == "past" or reading.document.doc[frame.trigger].tag_ == "VB")


def pleasant(reading: Reading, up: Frame) -> bool:
    """True of the noun in "it is a pleasure to welcome A", and of the verb over it."""
    if up.pos == "noun":
        return up.lemma in PLEASURE
    doc = reading.document.doc
    told = any(t.dep_ == "attr" and t.lemma_.lower() in PLEASURE for t in doc[up.trigger].children)
    return up.lemma.split(" ")[0] == "be" and told


def _accepted(reading: Reading, offer: Frame) -> bool:
    """True of "accepted an invitation to visit X"."""
    verb = reading.frames.get(offer.parent)
    return verb is not None and verb.lemma in {"accept", "take up"} and not verb.negated and offer.relation == "obj"


def unplanned(reading: Reading, plan: Frame) -> bool:
    """True of "has no plans to meet X", "there are no plans for a summit": that anything is planned is denied."""
    verb = reading.frames.get(plan.parent)
    doc = reading.document.doc
    none = any(t.dep_ == "det" and t.lower_ in {"no", "any"} for t in doc[plan.trigger].lefts)
    having = verb is not None and verb.lemma.split(" ")[0] in {"have", "be"} and verb.tense in {"present", "past"}
    if not having or verb is None or (verb.modal and verb.modal != "do"):
        return False
    return verb.negated or (none and any(t.lower_ == "no" for t in doc[plan.trigger].lefts))


def _planned(reading: Reading, plan: Frame) -> Standing:
    """The standing of "plans to meet X": what a verb of status does to the plan it does to the meeting."""
    verb = reading.frames.get(plan.parent)
    entry = row("event-obj", "verb", verb.lemma) if verb is not None and plan.relation in {"obj", "subj"} else None
    told = by_tense(reading, verb) if verb is not None and entry is not None and entry.flag("own") else None
    if entry is not None and told is not None and told.status is Status.HELD and entry.text("status"):
        return Standing(Status(entry.text("status")), True)
    return Standing(Status.PLANNED, False)


def _participle(reading: Reading, frame: Frame, depth: int) -> Standing | None:
    """The standing of a participle: "held in Oslo" is past, "after meeting X" is as its clause is."""
    if frame.passive:
        return Standing(Status.HELD, True)
    up = reading.frames.get(frame.parent)
    if _aimed_at(reading, frame, up):
        return Standing(Status.PROPOSED, True)
    if up is None or up.pos == "noun":
        return Standing(Status.ONGOING, False)
    if up.lemma.split(" ")[0] == "look" and not up.negated:
        return Standing(Status.PLANNED, False)  # "looks forward to meeting X"
    if force(up.lemma) == "refusing" or up.lemma in {"deny", "rule out", "preclude", "oppose"}:
        return None
    beneath = under(reading.frames, frame)
    above = by_tense(reading, up, depth + 1) if up.pos == "verb" else None
    if above is not None and above.status in {Status.PLANNED, Status.PROPOSED}:
        return Standing(above.status, False, above.modality)
    # Beside a clause the participle tells of a deed of its own: "called for calm, addressing a summit".
    start = min([frame.trigger, frame.span[0], *(f.span[0] for f in frame.subjects if f.how is not How.CONTROL)])
    adjunct = start > 0 and reading.document.doc[start - 1].text == ","
    if (force(up.lemma) == "proposing" and not adjunct) or up.lemma in {"suggest", "consider", "propose"}:
        return Standing(Status.PROPOSED, True)
    if beneath in {"before", "ahead of"}:
        return Standing(Status.PLANNED, False)
    return Standing(Status.HELD, beneath in {"after", "since", "following", "upon"})


def _aimed_at(reading: Reading, frame: Frame, up: Frame | None) -> bool:
    """True of "the goal of bringing X back", "with a view to returning X", "the aim is returning X"."""
    if up is None:
        return False
    if up.pos == "noun":
        return up.lemma in _GOALS
    doc = reading.document.doc
    before = doc[frame.trigger - 1] if frame.trigger else None
    if before is not None and before.lower_ in {"of", "to"} and before.dep_ == "prep" and before.head.lemma_ in _GOALS:
        return True
    return up.lemma.split(" ")[0] == "be" and any(doc[f.head].lemma_ in _GOALS for f in up.subjects)


def under(frames: Frames, frame: Frame) -> str:
    """The subordinator or preposition under which the clause of ``frame`` stands ("when", "after")."""
    up = frames.get(frame.parent)
    if up is None:
        return ""
    return next((word for word, trigger in up.adverbials if trigger == frame.trigger), "")


def by_row(reading: Reading, frame: Frame, row: Row) -> Standing | None:
    """The standing that the verb of ``row`` gives its encounter."""
    own = row.text("status")
    told = by_tense(reading, frame)
    if not own and row.frame == "event-subj" and frame.negated and not frame.modal and frame.tense == "past":
        return NOT_HELD
    if (
        row.cls == "occur" and frame.negated and _announced(reading, frame)
    ):  # "will not take place", "will not now be held"
        later = bool(frame.prep("until", "before")) or any(w in {"until", "before"} for w, _ in frame.adverbials)
        return Standing(Status.POSTPONED if later else Status.CANCELLED, True)
    if not own:
        return told
    status = Status(own)
    if status is Status.HELD and told is not None and told.status in {Status.PLANNED, Status.PROPOSED}:
        return told
    if status is Status.ONGOING:
        if told is None or told.status in {Status.PLANNED, Status.PROPOSED}:
            return told
        opens = row.frame == "event-subj" and frame.pos == "verb" and frame.lemma.split(" ")[0] != "be"
        dated = any(t.ent_type_ == "DATE" for t in reading.document.doc[frame.trigger].subtree)
        fixed = dated and opens and frame.tense == "present" and not frame.perfect and not frame.progressive
        return Standing(status, not fixed, told.modality, told.hedge)  # "opens on Monday" lies ahead
    if status in {Status.PLANNED, Status.PROPOSED}:
        if frame.negated and row.lemma in {"confirm", "announce"}:
            return Standing(status, False)
        if frame.negated:
            return NO_PLANS if row.lemma in {"plan", "schedule"} and frame.tense in {"past", "present"} else None
        wanted = frame.tense == "infinitive" and told is not None and told.status is Status.PROPOSED
        return told if wanted and told is not None else Standing(status, True)  # "urged them to agree to talks"
    if row.lemma.startswith("no longer "):
        return Standing(status, True)
    if not frame.negated and (_decided(reading, frame) or _announced(reading, frame)):
        return Standing(status, True)
    if told is not None and told.hedge and frame.tense == "present" and not frame.negated:
        return Standing(status, True, Modality.HYPOTHETICAL, told.hedge)  # "could be postponed"
    if told is None or told.status in {Status.PLANNED, Status.PROPOSED}:
        return _unfulfilled(told)
    return Standing(status, True, told.modality, told.hedge)


def undone(frame: Frame, row: Row) -> Standing | None:
    """The status that "has not been cancelled" denies; under modals and of what lies ahead nothing is denied."""
    plain = frame.negated and not frame.modal and frame.tense in {"past", "present"}
    done = frame.passive or frame.perfect or frame.tense == "past"
    status = row.text("status")
    if (
        row.lemma.startswith("no longer ")
        or not (plain and (done or row.frame == "event-subj"))
        or status not in {"cancelled", "postponed", "rescheduled"}
    ):
        return None
    return Standing(Status(status), True, Modality.DENIED)


def had_to(reading: Reading, frame: Frame) -> bool:
    """True of "had to leave", "has had to leave": what was necessary in the past came about (Palmer 2001, 5.2)."""
    up = reading.frames.get(frame.parent)
    if up is None or up.lemma != "have" or not frame.modal.startswith("have to") or up.negated or up.modal:
        return False
    return up.tense == "past" or up.perfect


def _decided(reading: Reading, frame: Frame) -> bool:
    """True of "decided to call off", "was forced to postpone": for a change of status that is the deed itself."""
    up = reading.frames.get(frame.parent)
    if frame.tense != "infinitive" or up is None:
        return False
    if had_to(reading, frame):
        return True
    words = {*frame.modal.split(), up.lemma}
    told = by_tense(reading, up)
    return bool(words & _DECIDING) and told is not None and told.status is Status.HELD


_SAID = frozenset({"say", "announce", "confirm", "tell", "state", "report", "write", "declare", "add", "inform"})


def _announced(reading: Reading, frame: Frame) -> bool:
    """True of "will be postponing his trip", "will be cancelled": said without a condition, that calls it off.

    So does "said that it would be cancelled": behind a past tense of saying, "would" is "will" (Quirk et al. 14.31).
    """
    up = reading.frames.get(frame.parent)
    told = frame.modal == "would" and frame.relation == "ccomp" and up is not None
    shifted = told and up is not None and up.lemma in _SAID and up.tense == "past" and not up.negated
    ahead = shifted or (frame.tense == "future" and frame.modal in {"", "will", "be going to"})
    return ahead and not any(word in {"if", "unless"} for word, _ in frame.adverbials)


def _unfulfilled(told: Standing | None) -> Standing:
    """What is left of a status verb that did not or may not come about: the encounter is still planned."""
    return Standing(Status.PLANNED, False, told.modality if told else Modality.ASSERTED)


def nearest(one: When | None, other: When | None, reading: Reading) -> When | None:
    """Of two readings of the same date the one that lies nearer to the report's."""
    anchor = reading.document.report.date
    if one is None or other is None or anchor is None or one.first is None or other.first is None:
        return one or other
    return other if abs((other.first - anchor).days) < abs((one.first - anchor).days) else one


def far(when: When | None, reading: Reading) -> bool:
    """True of a date more than half a year ahead, of which the year is assumed."""
    anchor = reading.document.report.date
    if when is None or when.first is None or anchor is None or when.resolution is not Resolution.YEAR_ASSUMED:
        return False
    return (when.first - anchor).days > 180


def with_date(standing: Standing, when: When | None, reading: Reading) -> Standing:
    """The standing set right by the meeting's date: what is not said is planned ahead of the report, held behind."""
    anchor = reading.document.report.date
    if when is None or anchor is None or when.first is None or when.last is None:
        return standing
    if when.first > anchor and standing.status in {Status.HELD, Status.ONGOING} and not standing.said:
        return standing._replace(status=Status.PLANNED)
    if when.first > anchor and standing.status is Status.ONGOING:
        return standing._replace(status=Status.PLANNED)
    open_ = {Status.PLANNED, Status.ONGOING, Status.PROPOSED}
    if when.last < anchor and not standing.said and standing.status in open_:
        return standing._replace(status=Status.HELD)
    around = when.first <= anchor and (anchor - when.first).days < (when.last - anchor).days
    if around and not standing.said and standing.status is Status.HELD:
        return standing._replace(status=Status.PLANNED)  # "the visit this week", told at its beginning
    return standing


def timeframe(status: Status) -> Timeframe:
    """Whether an encounter of this status lies ahead."""
    if status in {Status.PLANNED, Status.PROPOSED}:
        return Timeframe.AHEAD
    return Timeframe.GOING_ON if status is Status.ONGOING else Timeframe.BEHIND
