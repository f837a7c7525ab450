"""What will not come to be: "dues would not be touched", "the parade would go ahead", "something it would never do".

Whoever was asked, or speaks next where nobody is named, says of the thing that was asked about that nothing will come
of it (second parts of adjacency pairs: Schegloff and Sacks 1973), or takes the demand up by a word that stands for all
of it (Halliday and Hasan 1976 on reference to a clause):

* a negated "will" over the thing, a pronoun for it, or the speaker's own conduct ("it would not change its law");
* the thing that was to end will go on ("the parade would go ahead");
* "something" or "which" behind the demand: "something it would do only behind closed doors";
* "called that ridiculous", "reacted coolly", "has full confidence in him" right after the demand.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.actors.sides import sides
from kg.candidates import DemandCandidate, ResponseCandidate
from kg.demands.parties import NOBODY, Party
from kg.frames.frame import Filler, Frame
from kg.model import ActorKind, ResponseType
from kg.reading import Reading
from kg.responses.houses import answers_for
from kg.responses.kinship import related
from kg.responses.stances import Finding, Stances, words
from kg.responses.tellers import word_beside
from kg.values.numerals import word_set

_NO, _YES, _IF = ResponseType.REFUSAL, ResponseType.ACCEPTANCE, ResponseType.CONDITION
_WILL = frozenset({"will", "would", "can", "could", "shall", "be going to"})
# What one will not do without refusing anything.
_SILENT = word_set(
    """comment say discuss speculate know hesitate tell reveal disclose elaborate rest mind give be surprise attend
    happen stop need want sleep wait forget answer respond name identify"""
)
_CHANGING = word_set("change alter touch reopen reconsider amend revise modify bend budge move back give review")
_GOING_ON = word_set("go proceed continue stay remain stand")
_UNDOING = word_set("lift abolish remove repeal close cut axe shut change reverse undo")
_AHEAD = frozenset({"ahead", "on", "as", "in"})
_UNTIL = frozenset({"before", "until", "till", "unless", "without", "if"})
_THINGS = frozenset({"it", "them", "that", "one", "any", "those", "this"})
_SPEAKING = frozenset({"it", "he", "she", "they", "we", "i"})
_CALLING = word_set("call describe dismiss brand term label denounce deem")
_SAYING = word_set("say tell insist vow pledge promise signal indicate hint suggest add maintain")
_REFUSING = word_set("refuse reject resist oppose dismiss decline rebuff spurn") | {"rule out"}
_ACCEPTING = word_set("accept agree promise pledge undertake vow")
_WANTING = word_set("want accept support favour favor")
_REACTING = word_set("respond react reply")
_COOLLY = word_set("angrily furiously coolly icily coldly dismissively negatively frostily scathingly indignantly")
_WARMLY = word_set("positively favourably favorably warmly enthusiastically approvingly")
_GIVING = frozenset({"give", "offer", "deliver"})
_RECEPTION = frozenset({"response", "reception", "reply", "answer", "reaction", "welcome"})
_COOL = word_set("cool cold chilly frosty icy lukewarm tepid dismissive negative hostile angry")
_WARM = word_set("warm positive favourable favorable enthusiastic affirmative")
_TO_GO = word_set(
    "dismiss fire sack remove replace oust resign quit step resignation dismissal removal ouster departure go"
)
_NEAR = 2  # sentences
_FAR = 5


def find(reading: Reading) -> Iterator[ResponseCandidate]:
    """The answers in what is said of the thing that was asked about."""
    stances = reading.once(Stances)
    yield from stances.of_verbs(_of_the_thing, _goes_on, _something, _called_that, _reacted, _confidence, _silent)


def _open(stances: Stances, by: Party, before: int, reach: int) -> Iterator[DemandCandidate]:
    """The demands of others right before that ``by`` answers for, or that nobody is told to meet; the last first."""
    reading, who = stances.reading, stances.scene.resolved(by)
    where = reading.document.sentence_index
    for demand in reversed(stances.answers.told.near(before, reach)):
        asker, asked = stances.asker(demand), stances.asked(demand)
        near = demand.trigger < before and 0 <= where(before) - where(demand.trigger) <= reach
        if near and _others(stances, by, demand) and (answers_for(reading, who, asked) if asked else bool(asker)):
            yield demand


def _others(stances: Stances, by: Party, demand: DemandCandidate) -> bool:
    """True if a demand is not of those who answer."""
    who = stances.scene.resolved(by)
    return bool(who) and not sides(stances.reading, who) & sides(stances.reading, stances.asker(demand))


def _of_the_thing(stances: Stances, frame: Frame) -> Finding | None:
    """ "pensions would not be touched", "would not deliver them", "it would not change its law"."""
    will = frame.modal in _WILL or frame.tense == "future"
    if not frame.negated or not will or frame.relation in ("relcl", "acl", "advcl") or frame.lemma in _SILENT:
        return None
    said = stances.speaks(frame.trigger)
    able = (
        frame.modal in ("can", "could") and not frame.passive and not _own(stances, said[1], frame) if said else False
    )
    held = able or any(name in _UNTIL for name, _ in (*frame.adverbials, *frame.preps))
    if said is None or held or frame.clause("that", "wh") is not None:
        return None
    segment, by = said
    heads = [f.head for f in frame.objects]
    things = frozenset().union(*(stances.content(f.span) for f in frame.objects))
    pronoun = any(stances.scene.lower(head) in _THINGS for head in heads)
    lemma, where = frame.lemma.split(" ")[0], stances.reading.document.sentence_index
    for demand in _open(stances, by, frame.trigger, _FAR):
        deed, known = stances.content(demand.action), bool(stances.asked(demand))
        kindred = known and bool(related({lemma}, deed)) and _own(stances, by, frame)
        if not kindred and where(frame.trigger) - where(demand.trigger) > _NEAR:
            continue  # some sentences on: "the premier said he would not quit"
        if demand.negative or (words("ending") & deed and not (related({lemma}, deed) or lemma in _CHANGING)):
            continue
        beside = _beside(stances, demand, frame.trigger)
        thing = bool(related(things, deed)) or (pronoun and beside)
        own = (kindred or (known and beside and _own(stances, by, frame))) and frame.modal not in ("can", "could")
        if thing or own:
            at = word_beside(stances.scene, segment, frame.trigger)
            shown = (min([*heads, frame.trigger]), max([*heads, frame.trigger]) + 1)
            rule = "response-denial:thing"
            return Finding(rule, at, by, _NO, demand.trigger, None, None, Decimal("0.55"), shown)
    return None


def _own(stances: Stances, by: Party, frame: Frame) -> bool:
    """True if the subject of a clause is whoever says it, or the side for which it is said."""
    reading, who = stances.reading, stances.scene.resolved(by)
    for filler in frame.subjects:
        actors = reading.resolver.actors(filler)
        if sides(reading, actors) & sides(reading, who) or answers_for(reading, who, actors):
            return True
        if not actors and stances.scene.lower(filler.head) in _SPEAKING:
            return True
    return False


def _beside(stances: Stances, demand: DemandCandidate, at: int) -> bool:
    where = stances.reading.document.sentence_index
    return 0 <= where(at) - where(demand.trigger) <= 1


def _goes_on(stances: Stances, frame: Frame) -> Finding | None:
    """ "the parade would go ahead as planned", after a demand to call it off."""
    lemma, after = frame.lemma.split(" ")[0], frame.trigger + 1
    lower = stances.reading.document.lower
    particle = lower[after] if after < len(lower) else ""
    if lemma not in _GOING_ON or (lemma == "go" and particle not in _AHEAD) or frame.negated:
        return None
    said = stances.speaks(frame.trigger)
    if said is None or not (frame.modal in ("will", "would") or frame.tense == "future"):
        return None
    segment, by = said
    things = frozenset().union(*(stances.content(f.span) for f in frame.subjects))
    for demand in _open(stances, by, frame.trigger, _NEAR):
        deed = stances.content(demand.action)
        ends = words("ending") | (_UNDOING if lemma in ("stay", "remain", "stand") else frozenset())
        if (demand.negative or ends & deed) and related(things, deed):
            at = word_beside(stances.scene, segment, frame.trigger)
            shown = (min((f.span[0] for f in frame.subjects), default=frame.trigger), after + 1)
            rule = "response-denial:goes-on"
            return Finding(rule, at, by, _NO, demand.trigger, None, None, Decimal("0.6"), shown)
    return None


# ---------------------------------------------------------------------------------------------- words for the whole
def _something(stances: Stances, frame: Frame) -> Finding | None:
    """ "..., something Turkish officials say they will never do", "which it has refused to do"."""
    document = stances.reading.document
    start, end = document.sentence(frame.trigger)
    commas = [i for i in range(start + 2, frame.trigger) if document.lower[i] in ("something", "which")]
    at = next((i for i in reversed(commas) if document.doc[i - 1].text == "," and frame.trigger - i <= 8), -1)
    if at < 0 or any(
        t.pos_ in ("VERB", "AUX") and t.i not in _auxiliary(stances, frame) for t in document.doc[at : frame.trigger]
    ):
        return None
    kind, doer = _stand(stances, frame)
    for by in (stances.answers.answerer(frame.subjects, frame.trigger), doer):
        for demand in _open(stances, by, at, 0):
            if kind is not None and start <= demand.trigger < at:
                shown = (at, min(end, max(frame.span[1], frame.trigger + 1)))
                rule = "response-denial:something"
                return Finding(rule, frame.trigger, by, kind, demand.trigger, None, None, Decimal("0.65"), shown)
    return None


def _auxiliary(stances: Stances, frame: Frame) -> set[int]:
    return {t.i for t in stances.reading.document.doc[frame.trigger].children if t.dep_ in ("aux", "auxpass")}


def _stand(stances: Stances, frame: Frame) -> tuple[ResponseType | None, Party]:
    """The answer in a clause whose object is the demand: of a verb of answering, or of what is said one will do."""
    lemma = frame.lemma
    if lemma in _REFUSING | _ACCEPTING and not frame.negated and stances.happened(frame):
        does = frame.clause("to")
        inner = stances.scene.frame(does.trigger) if does is not None else None
        if inner is not None and inner.lemma not in ("do", "accept", "allow"):
            return None, NOBODY
        return _NO if lemma in _REFUSING else _YES, NOBODY
    if lemma in _WANTING and frame.negated and frame.modal in ("", "do") and not frame.objects:
        return _NO, NOBODY
    clause = frame.clause("that") if lemma in _SAYING and not frame.negated else None
    inner = stances.scene.frame(clause.trigger) if clause is not None else None
    if inner is None or inner.lemma not in ("do", "accept", "agree", "consider", "allow") or inner.objects:
        return None, NOBODY
    if not (inner.modal in _WILL or inner.tense == "future"):
        return None, NOBODY
    doer = stances.scene.party(inner.subjects, inner.trigger)
    near = stances.reading.document.lower[inner.trigger - 1 : inner.trigger + 2]
    if "only" in near or any(name in ("if", "once", "unless") for name, _ in inner.adverbials):
        return _IF, doer
    return _NO if inner.negated else _YES, doer


def _called_that(stances: Stances, frame: Frame) -> Finding | None:
    """ "called that ridiculous", right after the demand."""
    pronoun = any(stances.scene.lower(f.head) in ("that", "it", "this") for f in frame.objects) or (
        stances.reading.document.lower[frame.trigger + 1 : frame.trigger + 2] in (("that",), ("it",), ("this",))
    )
    if frame.lemma.split(" ")[0] not in _CALLING or not pronoun or frame.negated or not stances.happened(frame):
        return None
    end = min(frame.span[1], stances.reading.document.sentence(frame.trigger)[1])
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    if not stances.scene.resolved(by) or not stances.judgement((frame.trigger + 1, end)):
        return None
    beside = [d for d in stances.answers.told.near(frame.trigger, 1) if d.trigger < frame.trigger]
    demand = next((d for d in reversed(beside) if stances.asker(d) and _others(stances, by, d)), None)
    if demand is None:
        return None
    rule, shown = "response-denial:called-that", (frame.trigger, end)
    return Finding(rule, frame.trigger, by, _NO, demand.trigger, None, None, Decimal("0.6"), shown)


def _reacted(stances: Stances, frame: Frame) -> Finding | None:
    """ "responded angrily to the call", "reacted coolly"."""
    kind, fillers = _warmth(stances, frame)
    if kind is None or frame.negated or not stances.happened(frame):
        return None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    if not stances.scene.resolved(by):
        return None
    for filler in fillers:
        matter = stances.matter(filler)
        if matter is None or not matter.strong or stances.owns(by, matter):
            return None
        to = stances.link(by, matter, frame.trigger)
        rule = "response-denial:reacted"
        return Finding(rule, frame.trigger, by, kind, to, filler.span, None, Decimal("0.6"))
    demand = next((d for d in _open(stances, by, frame.trigger, 1) if stances.asked(d)), None)
    if demand is None:
        return None
    shown = (frame.trigger, frame.trigger + 2)
    return Finding(
        "response-denial:reacted", frame.trigger, by, kind, demand.trigger, None, None, Decimal("0.6"), shown
    )


def _warmth(stances: Stances, frame: Frame) -> tuple[ResponseType | None, tuple[Filler, ...]]:
    """How somebody reacted, and to what: by an adverb, or by what is given ("gave a cool response to the appeal")."""
    lemma, how = frame.lemma.split(" ")[0], set(frame.adverbs)
    fillers = frame.prep("to")
    if lemma in _GIVING:
        how = set()
        for filler in frame.objects:
            noun = stances.scene.frame(filler.head)
            if noun is not None and noun.lemma in _RECEPTION:
                how |= {c.lower_ for c in stances.reading.document.doc[filler.head].children}
                fillers += noun.prep("to")
    elif lemma not in _REACTING:
        return None, ()
    kind = _NO if how & (_COOLLY | _COOL) else _YES if how & (_WARMLY | _WARM) else None
    return kind, fillers


def _silent(stances: Stances, frame: Frame) -> Finding | None:
    """ "there has been no reply", "have received no answer", "the palace was silent", right after the demand."""
    scene, doc = stances.scene, stances.reading.document.doc
    children = list(doc[frame.trigger].children)
    if frame.modal or frame.tense not in ("past", "present") or frame.prep("to", "for", "from"):
        return None
    nouns = {f.head for f in frame.objects} | {c.i for c in children if c.dep_ in ("attr", "dobj", "acomp")}
    below = [{c.lower_ for c in doc[i].children} for i in nouns if scene.lemma(i) in _RECEPTION]
    none = any("no" in words_ and not words_ & {"from", "to", "for"} for words_ in below)
    there = any(c.dep_ == "expl" for c in children)
    received = frame.lemma in ("receive", "get", "have")
    quiet = frame.lemma in ("be", "remain", "stay", "keep") and not frame.negated and "silent" in _lower(stances, nouns)
    where = stances.reading.document.sentence_index
    near = [d for d in stances.answers.told.near(frame.trigger, 1) if d.trigger < frame.trigger]
    if not near or not (none or quiet) or (there and where(near[-1].trigger) == where(frame.trigger)):
        return None
    by, asker = Party(near[-1].addressee, near[-1].to_actor), Party(near[-1].by, near[-1].by_actor)
    subject = scene.party(frame.subjects, frame.trigger)
    who, asked = scene.resolved(subject), scene.resolved(by)
    if quiet:
        by = subject if who and asked and answers_for(stances.reading, who, asked) else NOBODY
    elif not there and not (received and set(who) & set(scene.resolved(asker))):
        by = NOBODY
    if not scene.resolved(by) or not scene.resolved(asker):
        return None
    rule, shown = "response-denial:silent", frame.span
    kind = ResponseType.NO_REPLY
    return Finding(rule, frame.trigger, by, kind, near[-1].trigger, None, None, Decimal("0.6"), shown)


def _lower(stances: Stances, tokens: set[int]) -> set[str]:
    return {stances.scene.lower(i) for i in tokens}


def _confidence(stances: Stances, frame: Frame) -> Finding | None:
    """ "had full confidence in him", after a demand that he be dismissed."""
    confident = (
        [f for f in frame.objects if stances.scene.lemma(f.head) == "confidence"] if frame.lemma == "have" else []
    )
    whom: tuple[Filler, ...] = frame.prep("in")
    for filler in confident:
        noun = stances.scene.frame(filler.head)
        whom += noun.prep("in") if noun is not None else ()
    if frame.lemma == "stand" and stances.reading.document.lower[frame.trigger + 1 : frame.trigger + 2] == ("by",):
        whom = frame.prep("by")
    elif not confident:
        return None
    said = stances.speaks(frame.trigger)
    by = said[1] if said is not None else stances.answers.answerer(frame.subjects, frame.trigger)
    persons = {a for f in whom for a in stances.reading.resolver.actors(f) if a.kind is not ActorKind.STATE}
    if frame.negated or not persons or not stances.scene.resolved(by):
        return None
    for demand in _open(stances, by, frame.trigger, 1):
        if stances.content(demand.action) & _TO_GO:
            shown = (frame.trigger, max(f.span[1] for f in whom))
            at = word_beside(stances.scene, said[0] if said is not None else None, frame.trigger)
            rule = "response-denial:confidence"
            return Finding(rule, at, by, _NO, demand.trigger, None, None, Decimal("0.55"), shown)
    return None
