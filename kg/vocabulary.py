"""The IRIs of ``ontology/`` as constants: the dmd vocabulary, its code lists, and the outside terms that the data uses.

Naming rule of the vocabulary: classes are nouns in UpperCamelCase (``dmd:Claim``), codes too (``dmd:Pressing``);
properties are verb phrases in lowerCamelCase (``dmd:hasForce``, ``dmd:claimedBy``, ``dmd:asksFor``). So no two terms
differ by case alone.

What stands in a report's graph (graph name = IRI of the report); ``?`` may be absent, ``*`` may repeat::

    report      a dmd:Report; dmd:hasDigest; dmd:hasFileName; dmd:hasFilePath?; dmd:hasEncoding? (if no UTF-8);
                dc:language;
                dmd:hasOutlet (whose voice the report is: publisher, or an unidentified author; sources are others)
                dmd:leavesUnread* (words: signs, why, sentence)
                dct:title? dct:issued? schema:url? (string) dc:rights?
    claim       a dmd:Claim; dmd:claimedBy (actor); dmd:states (situation); dmd:hasEvidence* (passage);
                dmd:hasPerspective (code: factuality + timeframe + modality); dmd:readBy (a reading, in the
                registry: dmd:hasConfidence decimal, dmd:hasRule, dmd:hasSlotWays?); dmd:relays* (claim);
                dmd:toldTo* dmd:hedgedBy? dmd:quotesWords*
                dmd:hasFacet? (a property) with dmd:hasFacetValue? (actor or situation)
    passage     dmd:startsAt; dmd:endsAt (integers, code points, end exclusive); dmd:hasWords (no rdf:type)
    demand      a dmd:Demand; dmd:doneBy* (who asks) dmd:addressedTo* dmd:asksFor (words) dmd:hasTopic dmd:hasForce
                dmd:hasTarget* dmd:hasDeadline? (time) dmd:hasCondition* dmd:hasConsequence* (words) dmd:isNegative?
                (true) dmd:raises? (demand) dmd:madeAt? (meeting) dmd:instigatedBy* (actor)
    target      qudt:numericValue (decimal) dmd:hasUnit (string) dmd:hasComparator dmd:wordedAs dmd:isChange? (true)
                dmd:hasBaseline? (decimal) dmd:hasBaselineInWords? dmd:hasDeadline? (time) (no rdf:type)
    response    a dmd:Response; dmd:doneBy* dmd:hasResponseType dmd:answers? (demand) dmd:answersInWords?
                dmd:hasTime? dmd:wordedAs?
    meeting     a dmd:Meeting; rdfs:label; dmd:hasParticipant* dmd:takesPlaceIn? (place) dmd:isInSeries? (series)
                dmd:hasTime?
    status      a dmd:StatusChange; dmd:changesStatusOf (meeting) dmd:hasNewStatus (code) dmd:doneBy* dmd:hasReason?
                (situation) dmd:hasReasonInWords? dmd:hasTime?
    tenure      a dmd:Tenure; org:member (person) dmd:holdsPost (post) dmd:hasPhase (code) dmd:hasTime?
    statement   a dmd:Statement; dmd:doneBy* (speaker) dmd:hasStatementKind dmd:hasContent? dmd:toldTo*
                dmd:isDirect? (true)
    time        dmd:wordedAs; dmd:hasIsoForm? (string) dmd:startsOn? dmd:endsOn? (xsd:date, both days included)
                dmd:restsOn (code) (no rdf:type)
    any actor   dmd:actsFor? (actor): what this report says it acts for; skos:altLabel*: its forms in this report
    local actor a dmd:UnidentifiedAgent | foaf:Group | foaf:Person; rdfs:label; foaf:member*

In the registry graph: actors (``a`` foaf:Person | dmd:State | dmd:Government | org:Organization |
schema:NewsMediaOrganization; rdfs:label; skos:altLabel*; dmd:actsFor?, the state of a government or body), posts
(``a`` org:Post; rdfs:label; org:postIn?), places (``a`` schema:Place; rdfs:label), series
(``a`` dmd:MeetingSeries; rdfs:label), readings. In the vocabulary graph:
every code (``a`` its class; skos:prefLabel, the word that the flat queries print; skos:notation? dmd:hasRank?), every
perspective (dmd:hasFactuality, dmd:hasTimeframe, dmd:hasModality) and every response type (dmd:countsAs). Graphs other
than the reports' are named by ``kg.iris.graph_iri``. The name and path of a report's file are no part of its content:
a store that has the report keeps those under which it was first loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeVar

from kg.model import (
    ActorKind,
    Comparator,
    Factuality,
    Force,
    Modality,
    Phase,
    Resolution,
    ResponseType,
    StatementKind,
    Status,
    Timeframe,
    Topic,
)

ONTOLOGY: Final = "https://w3id.org/dmd/ns"
NS: Final = ONTOLOGY + "#"

# ------------------------------------------------------------------------------------------------ classes
REPORT: Final = NS + "Report"
PASSAGE: Final = NS + "Passage"
CLAIM: Final = NS + "Claim"
PERSPECTIVE: Final = NS + "Perspective"
READING: Final = NS + "Reading"
SITUATION: Final = NS + "Situation"
ACT: Final = NS + "Act"
PLANNED_EVENT: Final = NS + "PlannedEvent"
DEMAND: Final = NS + "Demand"
RESPONSE: Final = NS + "Response"
MEETING: Final = NS + "Meeting"
MEETING_SERIES: Final = NS + "MeetingSeries"
STATUS_CHANGE: Final = NS + "StatusChange"
TENURE: Final = NS + "Tenure"
STATEMENT: Final = NS + "Statement"
TARGET: Final = NS + "Target"
TIME: Final = NS + "Time"
STATE: Final = NS + "State"
GOVERNMENT: Final = NS + "Government"
UNIDENTIFIED_AGENT: Final = NS + "UnidentifiedAgent"
LINK: Final = NS + "Link"

# ------------------------------------------------------------------------------------------------ classes of codes
CODE: Final = NS + "Code"
FACTUALITY: Final = NS + "Factuality"
TIMEFRAME: Final = NS + "Timeframe"
MODALITY: Final = NS + "Modality"
FORCE: Final = NS + "Force"
TOPIC: Final = NS + "Topic"
COMPARATOR: Final = NS + "Comparator"
RESPONSE_TYPE: Final = NS + "ResponseType"
MEETING_STATUS: Final = NS + "MeetingStatus"
STATEMENT_KIND: Final = NS + "StatementKind"
PHASE: Final = NS + "Phase"
RESOLUTION: Final = NS + "Resolution"
LINK_DECISION: Final = NS + "LinkDecision"
CAMEO_CODE: Final = NS + "CameoCode"  # datatypes of notations
PLOVER_CODE: Final = NS + "PloverCode"

# ------------------------------------------------------------------------------------------------ properties
# of reports
HAS_DIGEST: Final = NS + "hasDigest"
HAS_FILE_NAME: Final = NS + "hasFileName"
HAS_FILE_PATH: Final = NS + "hasFilePath"
HAS_ENCODING: Final = NS + "hasEncoding"
HAS_OUTLET: Final = NS + "hasOutlet"
LEAVES_UNREAD: Final = NS + "leavesUnread"
# of passages
STARTS_AT: Final = NS + "startsAt"
ENDS_AT: Final = NS + "endsAt"
HAS_WORDS: Final = NS + "hasWords"
# of claims
CLAIMED_BY: Final = NS + "claimedBy"
STATES: Final = NS + "states"
HAS_EVIDENCE: Final = NS + "hasEvidence"
HAS_PERSPECTIVE: Final = NS + "hasPerspective"
RELAYS: Final = NS + "relays"
TOLD_TO: Final = NS + "toldTo"
HEDGED_BY: Final = NS + "hedgedBy"
QUOTES_WORDS: Final = NS + "quotesWords"
HAS_FACET: Final = NS + "hasFacet"
HAS_FACET_VALUE: Final = NS + "hasFacetValue"
CONFLICTS_WITH: Final = NS + "conflictsWith"
READ_BY: Final = NS + "readBy"
# of readings
HAS_RULE: Final = NS + "hasRule"
HAS_SLOT_WAYS: Final = NS + "hasSlotWays"
HAS_CONFIDENCE: Final = NS + "hasConfidence"
# of perspectives and codes
HAS_FACTUALITY: Final = NS + "hasFactuality"
HAS_TIMEFRAME: Final = NS + "hasTimeframe"
HAS_MODALITY: Final = NS + "hasModality"
HAS_RANK: Final = NS + "hasRank"
COUNTS_AS: Final = NS + "countsAs"
HAS_TIER: Final = NS + "hasTier"
# of situations
INVOLVES: Final = NS + "involves"
DONE_BY: Final = NS + "doneBy"
ADDRESSED_TO: Final = NS + "addressedTo"
INSTIGATED_BY: Final = NS + "instigatedBy"
HAS_REASON: Final = NS + "hasReason"
HAS_REASON_IN_WORDS: Final = NS + "hasReasonInWords"
HAS_TIME: Final = NS + "hasTime"
WORDED_AS: Final = NS + "wordedAs"
# of demands and targets
ASKS_FOR: Final = NS + "asksFor"
HAS_TOPIC: Final = NS + "hasTopic"
HAS_FORCE: Final = NS + "hasForce"
HAS_TARGET: Final = NS + "hasTarget"
HAS_DEADLINE: Final = NS + "hasDeadline"
HAS_CONDITION: Final = NS + "hasCondition"
HAS_CONSEQUENCE: Final = NS + "hasConsequence"
IS_NEGATIVE: Final = NS + "isNegative"
RAISES: Final = NS + "raises"
MADE_AT: Final = NS + "madeAt"
HAS_UNIT: Final = NS + "hasUnit"
HAS_COMPARATOR: Final = NS + "hasComparator"
IS_CHANGE: Final = NS + "isChange"
HAS_BASELINE: Final = NS + "hasBaseline"
HAS_BASELINE_IN_WORDS: Final = NS + "hasBaselineInWords"
# of responses
ANSWERS: Final = NS + "answers"
ANSWERS_IN_WORDS: Final = NS + "answersInWords"
HAS_RESPONSE_TYPE: Final = NS + "hasResponseType"
# of meetings and status changes
HAS_PARTICIPANT: Final = NS + "hasParticipant"
TAKES_PLACE_IN: Final = NS + "takesPlaceIn"
IS_IN_SERIES: Final = NS + "isInSeries"
CHANGES_STATUS_OF: Final = NS + "changesStatusOf"
HAS_NEW_STATUS: Final = NS + "hasNewStatus"
# of tenures and statements
HOLDS_POST: Final = NS + "holdsPost"
HAS_PHASE: Final = NS + "hasPhase"
HAS_STATEMENT_KIND: Final = NS + "hasStatementKind"
HAS_CONTENT: Final = NS + "hasContent"
IS_DIRECT: Final = NS + "isDirect"
# of times
HAS_ISO_FORM: Final = NS + "hasIsoForm"
STARTS_ON: Final = NS + "startsOn"
ENDS_ON: Final = NS + "endsOn"
RESTS_ON: Final = NS + "restsOn"
# of actors
ACTS_FOR: Final = NS + "actsFor"
POSSIBLY_SAME_AS: Final = NS + "possiblySameAs"
# of links
HAS_DECISION: Final = NS + "hasDecision"
# of load runs
HAS_SOFTWARE_VERSION: Final = NS + "hasSoftwareVersion"
HAS_READER_DIGEST: Final = NS + "hasReaderDigest"

# ------------------------------------------------------------------------------------------------ codes
_Code = TypeVar("_Code", bound=StrEnum)


def _codes(pairs: Iterable[tuple[_Code, str]]) -> Mapping[_Code, str]:
    return MappingProxyType({value: NS + name for value, name in pairs})


FACTUALITIES: Final = _codes(
    (
        (Factuality.CERTAIN, "Certain"),
        (Factuality.PROBABLE, "Probable"),
        (Factuality.POSSIBLE, "Possible"),
        (Factuality.CERTAIN_NOT, "CertainlyNot"),
        (Factuality.PROBABLE_NOT, "ProbablyNot"),
        (Factuality.POSSIBLE_NOT, "PossiblyNot"),
        (Factuality.UNCOMMITTED, "Uncommitted"),
    )
)
TIMEFRAMES: Final = _codes(((Timeframe.BEHIND, "Behind"), (Timeframe.GOING_ON, "GoingOn"), (Timeframe.AHEAD, "Ahead")))
MODALITIES: Final = _codes((value, value.name.capitalize()) for value in Modality)
FORCES: Final = _codes((value, value.name.capitalize()) for value in Force)
TOPICS: Final = _codes((value, "Topic" + value.value.title().replace(" ", "")) for value in Topic)
COMPARATORS: Final = _codes((value, value.value.title().replace(" ", "")) for value in Comparator)
RESPONSE_TYPES: Final = _codes(
    (
        (ResponseType.ACCEPTANCE, "Acceptance"),
        (ResponseType.REFUSAL, "Refusal"),
        (ResponseType.CONDITION, "ConditionSet"),
        (ResponseType.DEFERRAL, "Deferral"),
        (ResponseType.DECLINED_TO_COMMENT, "DeclinedToComment"),
        (ResponseType.NO_REPLY, "NoReply"),
        (ResponseType.NO_STATEMENT, "NoStatement"),
        (ResponseType.NO_REASON_GIVEN, "NoReasonGiven"),
    )
)
MEETING_STATUSES: Final = _codes((value, "Meeting" + value.name.capitalize()) for value in Status)
STATEMENT_KINDS: Final = _codes(
    (
        (StatementKind.SAYS, "Saying"),
        (StatementKind.DENIES, "Denying"),
        (StatementKind.NO_COMMENT, "NotCommenting"),
    )
)
PHASES: Final = _codes((value, value.name.capitalize() + "Holder") for value in Phase)
RESOLUTIONS: Final = _codes((value, value.value.title().replace(" ", "")) for value in Resolution)
SCHEMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        FACTUALITY: NS + "Factualities",
        TIMEFRAME: NS + "Timeframes",
        MODALITY: NS + "Modalities",
        FORCE: NS + "Forces",
        TOPIC: NS + "Topics",
        COMPARATOR: NS + "Comparators",
        RESPONSE_TYPE: NS + "ResponseTypes",
        MEETING_STATUS: NS + "MeetingStatuses",
        STATEMENT_KIND: NS + "StatementKinds",
        PHASE: NS + "Phases",
        RESOLUTION: NS + "Resolutions",
        LINK_DECISION: NS + "LinkDecisions",
        PERSPECTIVE: NS + "Perspectives",
    }
)
LINK_PROPOSED: Final = NS + "LinkProposed"
LINK_ACCEPTED: Final = NS + "LinkAccepted"
LINK_REJECTED: Final = NS + "LinkRejected"
LINK_UNSURE: Final = NS + "LinkUnsure"


def perspective(factuality: Factuality, timeframe: Timeframe, modality: Modality) -> str:
    """The code that stands for a factuality, a timeframe and a modality together: ``dmd:CertainBehindReported``.

    One code in place of three keeps a claim small; the vocabulary graph says what it is made of. GRaSP writes
    attribution values in the same way (van Son et al. 2016).
    """
    parts = (FACTUALITIES[factuality], TIMEFRAMES[timeframe], MODALITIES[modality])
    return NS + "".join(part.removeprefix(NS) for part in parts)


PERSPECTIVES: Final[Mapping[tuple[Factuality, Timeframe, Modality], str]] = MappingProxyType(
    {(f, t, m): perspective(f, t, m) for f in Factuality for t in Timeframe for m in Modality}
)

# ------------------------------------------------------------------------------------------------ outside terms
RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
ALT_LABEL: Final = "http://www.w3.org/2004/02/skos/core#altLabel"
PREF_LABEL: Final = "http://www.w3.org/2004/02/skos/core#prefLabel"
NOTATION: Final = "http://www.w3.org/2004/02/skos/core#notation"
DATE: Final = "http://www.w3.org/2001/XMLSchema#date"
DATE_TIME: Final = "http://www.w3.org/2001/XMLSchema#dateTime"
DECIMAL: Final = "http://www.w3.org/2001/XMLSchema#decimal"
INTEGER: Final = "http://www.w3.org/2001/XMLSchema#integer"
BOOLEAN: Final = "http://www.w3.org/2001/XMLSchema#boolean"
TITLE: Final = "http://purl.org/dc/terms/title"
ISSUED: Final = "http://purl.org/dc/terms/issued"
LANGUAGE: Final = "http://purl.org/dc/elements/1.1/language"
RIGHTS: Final = "http://purl.org/dc/elements/1.1/rights"
URL: Final = "http://schema.org/url"
PERSON: Final = "http://xmlns.com/foaf/0.1/Person"
GROUP: Final = "http://xmlns.com/foaf/0.1/Group"
MEMBER: Final = "http://xmlns.com/foaf/0.1/member"
ORGANIZATION: Final = "http://www.w3.org/ns/org#Organization"
NEWS_MEDIUM: Final = "http://schema.org/NewsMediaOrganization"
PLACE: Final = "http://schema.org/Place"
POST: Final = "http://www.w3.org/ns/org#Post"
POST_IN: Final = "http://www.w3.org/ns/org#postIn"
HOLDER: Final = "http://www.w3.org/ns/org#member"
SUBJECT: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject"
PREDICATE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate"
OBJECT: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object"
COMMENT: Final = "http://www.w3.org/2000/01/rdf-schema#comment"
CREATED: Final = "http://purl.org/dc/terms/created"
CREATOR: Final = "http://purl.org/dc/terms/creator"
IS_REPLACED_BY: Final = "http://purl.org/dc/terms/isReplacedBy"
SAME_AS: Final = "http://www.w3.org/2002/07/owl#sameAs"
EXACT_MATCH: Final = "http://www.w3.org/2004/02/skos/core#exactMatch"
CLOSE_MATCH: Final = "http://www.w3.org/2004/02/skos/core#closeMatch"
BROAD_MATCH: Final = "http://www.w3.org/2004/02/skos/core#broadMatch"
NARROW_MATCH: Final = "http://www.w3.org/2004/02/skos/core#narrowMatch"
RELATED_MATCH: Final = "http://www.w3.org/2004/02/skos/core#relatedMatch"
SUBJECT_LABEL: Final = "https://w3id.org/sssom/subject_label"
OBJECT_LABEL: Final = "https://w3id.org/sssom/object_label"
OBJECT_SOURCE: Final = "https://w3id.org/sssom/object_source"
OBJECT_SOURCE_VERSION: Final = "https://w3id.org/sssom/object_source_version"
MAPPING_JUSTIFICATION: Final = "https://w3id.org/sssom/mapping_justification"
MAPPING_TOOL: Final = "https://w3id.org/sssom/mapping_tool"
MAPPING_TOOL_VERSION: Final = "https://w3id.org/sssom/mapping_tool_version"
CONFIDENCE: Final = "https://w3id.org/sssom/confidence"
AUTHOR_LABEL: Final = "https://w3id.org/sssom/author_label"
NUMERIC_VALUE: Final = "http://qudt.org/schema/qudt/numericValue"
ACTIVITY: Final = "http://www.w3.org/ns/prov#Activity"
SOFTWARE_AGENT: Final = "http://www.w3.org/ns/prov#SoftwareAgent"
USED: Final = "http://www.w3.org/ns/prov#used"
STARTED: Final = "http://www.w3.org/ns/prov#startedAtTime"
ENDED: Final = "http://www.w3.org/ns/prov#endedAtTime"
ASSOCIATED_WITH: Final = "http://www.w3.org/ns/prov#wasAssociatedWith"

ACTOR_CLASSES: Final[Mapping[ActorKind, str]] = MappingProxyType(
    {
        ActorKind.PERSON: PERSON,
        ActorKind.STATE: STATE,
        ActorKind.GOVERNMENT: GOVERNMENT,
        ActorKind.ORGANIZATION: ORGANIZATION,
        ActorKind.MEDIUM: NEWS_MEDIUM,
        ActorKind.GROUP: GROUP,
        ActorKind.UNIDENTIFIED: UNIDENTIFIED_AGENT,
    }
)


def terms() -> frozenset[str]:
    """Every IRI of the dmd vocabulary that the program knows: constants, codes and perspectives."""
    found: set[str] = set()
    for name, value in globals().items():
        if not name.isupper() or name in ("NS", "ONTOLOGY"):
            continue
        values = (value,) if isinstance(value, str) else tuple(value.values())
        found.update(iri for iri in values if iri.startswith(NS))
    return frozenset(found)
