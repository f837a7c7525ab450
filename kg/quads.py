"""Report, situations and claims to quads: one named graph a report, and what reports share in the registry graph.

Pure: the same extraction gives the same quads in the same order, on any machine. No blank nodes. Literals are in the
form that Oxigraph itself writes, so that what comes out of a store equals what went in. ``kg.vocabulary`` lists what
stands on which node.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg import vocabulary as v
from kg.iris import DEFAULT_BASE, PROVENANCE, VOCABULARY, ReportIris, graph_iri, place_iri, run_iri, series_iri, slug
from kg.model import (
    Actor,
    ActorKind,
    Claim,
    Demand,
    Extraction,
    Meeting,
    Passage,
    Response,
    Situation,
    Statement,
    StatusChange,
    Target,
    Tenure,
    When,
)
from kg.registry import above, reading_of, registry_quads, state_of
from kg.terms import TRUE, Graph, day, moment, number, plain, worded

AUTHOR: Final = Actor(ActorKind.UNIDENTIFIED, "the report's author (not named)")
FACETS: Final = {
    "instigator": v.INSTIGATED_BY,
    "reason": v.HAS_REASON,
    "condition": v.HAS_CONDITION,
    "consequence": v.HAS_CONSEQUENCE,
}


# ------------------------------------------------------------------------------------------------ a report's graph
def report_quads(extraction: Extraction, *, base: str = DEFAULT_BASE, outlet: Actor | None = None) -> tuple[Quad, ...]:
    """The quads of the report's own graph, in a fixed order.

    ``outlet`` makes the claims that no one else makes; without one it is an unidentified author.
    """
    writer = _ReportWriter(extraction, base, outlet)
    writer.write()
    return writer.graph.by_subject()


class _ReportWriter:
    """Writes one extraction; each method tells one kind of node."""

    def __init__(self, extraction: Extraction, base: str, outlet: Actor | None) -> None:
        self.extraction = extraction
        self.iris = ReportIris.of(base, extraction.report)
        self.outlet = outlet
        self.language = extraction.report.language
        self.graph = Graph(self.iris.report)
        self.met: set[Actor] = set()

    def write(self) -> None:
        """Tell everything."""
        self.report()
        for situation in self.extraction.situations:
            self.situation(situation)
        for claim in self.extraction.claims:
            self.claim(claim)
        for actor, forms in self.extraction.forms:
            # a person's forms are titles and parts of the name, and the registry has the surname
            if actor in self.met and actor.kind is not ActorKind.PERSON:
                names = (other_name(form, actor.name) for form in forms)
                self.graph.tell_all(self.iris.actor(actor), v.ALT_LABEL, (self.words(name) for name in names if name))

    def words(self, text: str) -> Literal:
        return worded(text, self.language)

    def report(self) -> None:
        report, node, tell = self.extraction.report, self.iris.report, self.graph.tell
        tell(node, v.RDF_TYPE, v.REPORT)
        tell(node, v.HAS_DIGEST, plain(report.digest))
        tell(node, v.HAS_FILE_NAME, plain(report.name))
        if report.encoding != "utf-8":
            tell(node, v.HAS_ENCODING, plain(report.encoding))
        tell(node, v.LANGUAGE, plain(report.language))
        if report.path:
            tell(node, v.HAS_FILE_PATH, plain(report.path))
        if report.title:
            tell(node, v.TITLE, self.words(report.title))
        if report.date:
            tell(node, v.ISSUED, day(report.date))
        tell(node, v.HAS_OUTLET, self.actor(self.outlet or AUTHOR))
        if report.url:
            tell(node, v.URL, plain(report.url))
        if report.licence:
            tell(node, v.RIGHTS, plain(report.licence))
        for gap in self.extraction.gaps:
            tell(node, v.LEAVES_UNREAD, self.words(f"{' and '.join(gap.signs)}, {gap.why}: {gap.passage.words}"))

    # -- what serves other nodes
    def actor(self, actor: Actor) -> str:
        """The actor's IRI; on first sight what only this report knows of it is told."""
        node = self.iris.actor(actor)
        if actor in self.met:
            return node
        self.met.add(actor)
        if actor.local:
            self.graph.tell(node, v.RDF_TYPE, v.ACTOR_CLASSES[actor.kind])
            self.graph.tell(node, v.LABEL, self.words(actor.name))
        self.graph.tell_all(node, v.MEMBER, (self.actor(member) for member in actor.members))
        principal, state = above(actor), state_of(actor)
        known = {a.key for a in (actor, state) if a is not None}  # the registry tells the state of a body
        if principal is not None and principal.key not in known:
            self.graph.tell(node, v.ACTS_FOR, self.actor(principal))
        return node

    def actors(self, node: str, predicate: str, actors: Iterable[Actor]) -> None:
        self.graph.tell_all(node, predicate, (self.actor(actor) for actor in actors))

    def time(self, node: str, predicate: str, when: When | None) -> None:
        if when is None:
            return
        bounds = tuple(d.isoformat() if d else "" for d in (when.first, when.last))
        iri = self.iris.part("time", when.words, when.words, when.iso, *bounds, when.resolution.value)
        self.graph.tell(node, predicate, iri)
        self.graph.tell(iri, v.WORDED_AS, self.words(when.words))
        if when.iso:
            self.graph.tell(iri, v.HAS_ISO_FORM, plain(when.iso))
        if when.first:
            self.graph.tell(iri, v.STARTS_ON, day(when.first))
        if when.last:
            self.graph.tell(iri, v.ENDS_ON, day(when.last))
        self.graph.tell(iri, v.RESTS_ON, v.RESOLUTIONS[when.resolution])

    def target(self, demand: str, target: Target) -> None:
        tell = self.graph.tell
        iri = self.iris.part("target", f"{number(target.value).value} {target.unit}", *_target_key(target))
        tell(demand, v.HAS_TARGET, iri)
        tell(iri, v.NUMERIC_VALUE, number(target.value))
        tell(iri, v.HAS_UNIT, plain(target.unit))
        tell(iri, v.HAS_COMPARATOR, v.COMPARATORS[target.comparator])
        tell(iri, v.WORDED_AS, self.words(target.words))
        if target.change:
            tell(iri, v.IS_CHANGE, TRUE)
        if target.baseline is not None:
            tell(iri, v.HAS_BASELINE, number(target.baseline))
        if target.baseline_words:
            tell(iri, v.HAS_BASELINE_IN_WORDS, self.words(target.baseline_words))
        self.time(iri, v.HAS_DEADLINE, target.deadline)

    def passage(self, claim: str, passage: Passage) -> None:
        iri = self.iris.passage(passage.start, passage.end)
        self.graph.tell(claim, v.HAS_EVIDENCE, iri)
        self.graph.tell(iri, v.STARTS_AT, Literal(passage.start))
        self.graph.tell(iri, v.ENDS_AT, Literal(passage.end))
        self.graph.tell(iri, v.HAS_WORDS, plain(passage.words))

    def told(self, node: str, predicate: str, text: str) -> None:
        """Words, where there are any."""
        if text:
            self.graph.tell(node, predicate, self.words(text))

    # -- situations
    def situation(self, situation: Situation) -> None:
        node = self.iris.keyed(situation.key)
        match situation:
            case Demand():
                self.demand(node, situation)
            case Response():
                self.response(node, situation)
            case Meeting():
                self.meeting(node, situation)
            case StatusChange():
                self.status_change(node, situation)
            case Tenure():
                self.tenure(node, situation)
            case Statement():
                self.statement(node, situation)

    def demand(self, node: str, demand: Demand) -> None:
        tell = self.graph.tell
        tell(node, v.RDF_TYPE, v.DEMAND)
        self.actors(node, v.DONE_BY, demand.by)
        self.actors(node, v.ADDRESSED_TO, demand.addressee)
        self.told(node, v.ASKS_FOR, demand.action)
        tell(node, v.HAS_TOPIC, v.TOPICS[demand.topic])
        tell(node, v.HAS_FORCE, v.FORCES[demand.force])
        for target in demand.targets:
            self.target(node, target)
        if demand.negative:
            tell(node, v.IS_NEGATIVE, TRUE)
        self.time(node, v.HAS_DEADLINE, demand.deadline)
        if demand.raises:
            tell(node, v.RAISES, self.iris.keyed(demand.raises))
        if demand.at:
            tell(node, v.MADE_AT, self.iris.keyed(demand.at))

    def response(self, node: str, response: Response) -> None:
        self.graph.tell(node, v.RDF_TYPE, v.RESPONSE)
        self.actors(node, v.DONE_BY, response.by)
        self.graph.tell(node, v.HAS_RESPONSE_TYPE, v.RESPONSE_TYPES[response.type])
        if response.to:
            self.graph.tell(node, v.ANSWERS, self.iris.keyed(response.to))
        self.told(node, v.ANSWERS_IN_WORDS, response.about)
        self.told(node, v.WORDED_AS, response.words)
        self.time(node, v.HAS_TIME, response.when)

    def meeting(self, node: str, meeting: Meeting) -> None:
        self.graph.tell(node, v.RDF_TYPE, v.MEETING)
        self.told(node, v.LABEL, meeting.name)
        self.actors(node, v.HAS_PARTICIPANT, meeting.participants)
        if meeting.place:
            self.graph.tell(node, v.TAKES_PLACE_IN, place_iri(self.iris.base, meeting.place))
        if meeting.series:
            self.graph.tell(node, v.IS_IN_SERIES, series_iri(self.iris.base, meeting.series))
        self.time(node, v.HAS_TIME, meeting.when)

    def status_change(self, node: str, change: StatusChange) -> None:
        self.graph.tell(node, v.RDF_TYPE, v.STATUS_CHANGE)
        self.graph.tell(node, v.CHANGES_STATUS_OF, self.iris.keyed(change.meeting))
        self.graph.tell(node, v.HAS_NEW_STATUS, v.MEETING_STATUSES[change.status])
        self.actors(node, v.DONE_BY, change.by)
        if change.reason:
            self.graph.tell(node, v.HAS_REASON, self.iris.keyed(change.reason))
        self.told(node, v.HAS_REASON_IN_WORDS, change.reason_words)
        self.time(node, v.HAS_TIME, change.when)

    def tenure(self, node: str, tenure: Tenure) -> None:
        post = self.iris.post(tenure.title, tenure.body)
        self.graph.tell(node, v.RDF_TYPE, v.TENURE)
        self.actors(node, v.HOLDER, (tenure.person,))
        self.graph.tell(node, v.HOLDS_POST, post)
        self.graph.tell(node, v.HAS_PHASE, v.PHASES[tenure.phase])
        if tenure.body is not None and tenure.body.local:  # else the post is in the registry
            self.graph.tell(post, v.RDF_TYPE, v.POST)
            self.graph.tell(post, v.LABEL, self.words(tenure.title))
            self.graph.tell(post, v.POST_IN, self.actor(tenure.body))
        self.time(node, v.HAS_TIME, tenure.as_of)

    def statement(self, node: str, statement: Statement) -> None:
        self.graph.tell(node, v.RDF_TYPE, v.STATEMENT)
        self.actors(node, v.DONE_BY, statement.speaker)
        self.graph.tell(node, v.HAS_STATEMENT_KIND, v.STATEMENT_KINDS[statement.kind])
        self.told(node, v.HAS_CONTENT, statement.content)
        self.actors(node, v.TOLD_TO, statement.told_to)
        if statement.direct:
            self.graph.tell(node, v.IS_DIRECT, TRUE)

    # -- claims
    def claim(self, claim: Claim) -> None:
        tell, node = self.graph.tell, self.iris.keyed(claim.key)
        tell(node, v.RDF_TYPE, v.CLAIM)
        tell(node, v.CLAIMED_BY, self.actor(claim.claimant or self.outlet or AUTHOR))
        tell(node, v.STATES, self.iris.keyed(claim.situation))
        for passage in claim.evidence:
            self.passage(node, passage)
        tell(node, v.HAS_PERSPECTIVE, v.perspective(claim.factuality, claim.timeframe, claim.modality))
        tell(node, v.READ_BY, reading_of(self.iris.base, claim))
        self.graph.tell_all(node, v.RELAYS, (self.iris.keyed(key) for key in claim.relays))
        self.actors(node, v.TOLD_TO, claim.told_to)
        self.told(node, v.HEDGED_BY, claim.hedge)
        self.graph.tell_all(node, v.QUOTES_WORDS, (self.words(text) for text in claim.quoted))
        self.facet(node, claim)

    def facet(self, node: str, claim: Claim) -> None:
        """What the claim is limited to, and the statement itself on the situation."""
        if not claim.facet:
            return
        facet = FACETS[claim.facet]
        value = self.actor(claim.facet_actor) if claim.facet_actor else ""
        if claim.facet_situation:
            value = self.iris.keyed(claim.facet_situation)
        if not value and not claim.facet_words:
            facet = v.HAS_REASON_IN_WORDS
        self.graph.tell(node, v.HAS_FACET, facet)
        self.told(self.iris.keyed(claim.situation), facet, claim.facet_words)
        if value:
            self.graph.tell(node, v.HAS_FACET_VALUE, value)
            self.graph.tell(self.iris.keyed(claim.situation), facet, value)


def _target_key(target: Target) -> tuple[str, ...]:
    """What makes two targets of one report one: everything that is told of them."""
    deadline, baseline = target.deadline, target.baseline
    return (
        number(target.value).value,
        target.unit,
        target.words,
        target.comparator.value,
        str(target.change),
        "" if baseline is None else number(baseline).value,
        target.baseline_words,
        *((deadline.words, deadline.iso) if deadline else ()),
    )


def other_name(form: str, name: str) -> str:
    """The form without its article if it is another name of the actor, else "": a description, or part of the name.

    >>> other_name("Washington", "United States"), other_name("the United States", "United States")
    ('Washington', '')
    >>> other_name("President Joe Biden", "Joe Biden"), other_name("the official", "Ann Lee")
    ('', '')
    """
    words = form.split()
    if words and words[0].casefold() in ("the", "a", "an"):
        words = words[1:]
    if not words or any(word[0].islower() and word not in _SMALL for word in words) or not words[0][0].isalnum():
        return ""
    known, seen = ([slug(word) or word.casefold() for word in part] for part in (name.split(), words))
    return "" if _within(seen, known) or _within(known, seen) else " ".join(words)


_SMALL: Final = frozenset(
    ("of", "for", "and", "the", "on", "in", "to", "de", "la", "le", "du", "von", "van", "der", "al")
)


def _within(short: list[str], long: list[str]) -> bool:
    """True if the words of ``short`` stand in ``long``, side by side."""
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


# ------------------------------------------------------------------------------------------------ other graphs
def vocabulary_quads(turtle: bytes, *, base: str = DEFAULT_BASE) -> tuple[Quad, ...]:
    """What queries need of the codes (``ontology/codes.ttl``): class, word, rank, parts; for the vocabulary graph.

    Definitions and examples stay in the file.
    """
    graph = NamedNode(graph_iri(base, VOCABULARY))
    return tuple(
        sorted(
            (
                Quad(t.subject, t.predicate, t.object, graph)
                for t in parse(turtle, format=RdfFormat.TURTLE)
                if _asked_for(t)
            ),
            key=str,
        )
    )


def _asked_for(triple: Quad) -> bool:
    predicate = triple.predicate.value
    if predicate == v.RDF_TYPE:
        return isinstance(triple.object, NamedNode) and triple.object.value.startswith(v.NS)
    return predicate in (v.PREF_LABEL, v.NOTATION) or (predicate.startswith(v.NS) and predicate != v.HAS_TIER)


def run_quads(
    *,
    base: str = DEFAULT_BASE,
    started: datetime,
    ended: datetime,
    used: Iterable[str],
    version: str,
    reader: str,
) -> tuple[Quad, ...]:
    """The record of one load run (a prov:Activity): which reports (their IRIs), when, by which version and reader.

    Times carry their zone. See https://www.w3.org/TR/prov-o/#Activity.
    """
    reports = sorted(set(used))
    run = run_iri(base, started.isoformat(), ended.isoformat(), version, reader, *reports)
    graph = Graph(graph_iri(base, PROVENANCE))
    graph.tell(run, v.RDF_TYPE, v.ACTIVITY)
    graph.tell(run, v.STARTED, moment(started))
    graph.tell(run, v.ENDED, moment(ended))
    graph.tell(run, v.HAS_SOFTWARE_VERSION, plain(version))
    graph.tell(run, v.HAS_READER_DIGEST, plain(reader))
    graph.tell_all(run, v.USED, reports)
    return graph.quads()


__all__ = ["registry_quads", "report_quads", "run_quads", "vocabulary_quads"]
