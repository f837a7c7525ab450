"""Yielding, promising, being unable: "would not budge", "won a pledge from Chile", "has no intention of closing it".

What somebody does about a demand, told without a word that names the demand:

* commissives (Searle 1976) whose content is what was asked for: "agreed to spend 2 percent", "stands ready to help";
* a promise as a thing got from somebody ("won a commitment from Chile to ..."), or credited to them ("thanked Peru for
  its commitment to ...");
* verbs of yielding, outright or under a negation or a refusal: "backed down", "would not budge";
* lacks and utmosts: "has no intention of closing", "is in no position to", "has done its utmost";
* an obstacle in the speaker's words: "it cannot be closed before another opens" sets a condition.

But for promises got from somebody, each is tied to a demand before it, by shared words or by adjacency.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.actors.sides import sides
from kg.candidates import ResponseCandidate
from kg.demands.deeds import demand_rows, response_rows
from kg.demands.parties import Party
from kg.document import TokenSpan
from kg.factuality import construed
from kg.frames.frame import Clause, Filler, Frame
from kg.model import Modality, ResponseType
from kg.reading import Reading
from kg.responses.counters import other_figure
from kg.responses.kinship import related
from kg.responses.stances import Finding, Stances, stance_rows, words

_PROMISING = frozenset({"agree", "pledge", "promise", "undertake", "commit", "vow", "consent", "offer", "volunteer"})
_REFUSING = frozenset({"refuse", "decline", "vow", "pledge", "say"})
_UTMOST = frozenset({"utmost", "everything", "all", "best", "part", "share"})
_UNTIL = frozenset({"before", "until", "till", "unless"})
_STATES_OF_MIND = frozenset({"agreement", "readiness", "willingness"})  # no promise given by somebody
_NEAR = 3


def find(reading: Reading) -> Iterator[ResponseCandidate]:
    """The answers that promises, yielding, lacks and obstacles tell of."""
    stances = reading.once(Stances)
    for frame in reading.frames.values():
        patterns = (_promise, _ready, _got, _credited, _yielding, _lack, _utmost, _obstacle)
        yield from stances.tell_first(pattern(stances, frame) for pattern in patterns)


# ---------------------------------------------------------------------------------------------- promises
def _promise(stances: Stances, frame: Frame) -> Finding | None:
    """ "agreed to VP", where a group or nobody named was asked to VP."""
    clause = frame.clause("to")
    if frame.pos != "verb" or frame.lemma not in _PROMISING or clause is None or frame.negated:
        return None
    inner = stances.scene.frame(clause.trigger)
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    if not stances.scene.resolved(by) or not stances.happened(frame) or inner is None or inner.negated:
        return None
    before = [d for d in stances.answers.told.near(frame.trigger, 2) if d.trigger < frame.trigger]
    if frame.lemma == "offer" and any(other_figure(stances, clause.span, d) for d in before):
        return None  # "offered to raise it by 6 percent", after 12 was asked for: another offer
    pressed = next((f for f in _pressed_by(stances, frame)), None)
    if pressed is not None:
        rule = "response-commitment:pressed"
        sure = Decimal("0.7")
        return Finding(rule, frame.trigger, by, ResponseType.ACCEPTANCE, pressed.head, pressed.span, None, sure)
    to = stances.about(by, (clause.trigger, clause.span[1]), frame.trigger, 2)
    if to < 0 and (near := stances.near(by, frame.trigger, 2, named=True)) >= 0:
        asked = stances.answers.told.at(near)
        told = stances.content(asked.action) if asked is not None else frozenset()
        deed = related(frozenset({inner.lemma.split(" ")[0]}), told)
        to = near if deed else -1  # "wants it to change the law. It has promised to amend it"
    rule = "response-commitment:promise"
    as_asked = next(
        (at for f in (frame, inner) for name, at in f.adverbials if name == "as" and _asks(stances, at)), -1
    )
    if as_asked >= 0 and to < 0:
        return Finding(rule, frame.trigger, by, ResponseType.ACCEPTANCE, as_asked, clause.span, None, Decimal("0.7"))
    if inner.lemma.split(" ")[0] in words("delaying") | words("opening"):
        return _agreed_to_study(stances, frame, inner, by)
    if to < 0 or stances.answers.together(by):
        return None
    return Finding(rule, frame.trigger, by, ResponseType.ACCEPTANCE, to, clause.span, None, Decimal("0.65"))


def _pressed_by(stances: Stances, frame: Frame) -> Iterator[Filler]:
    """What a promise yields to: "under pressure from the bank", "at the urging of Peru"."""
    for filler in frame.prep("under"):
        if stances.scene.lemma(filler.head) in ("pressure", "threat"):
            yield filler
    for filler in frame.prep("at"):
        if stances.scene.lemma(filler.head) in ("request", "urging", "insistence", "behest"):
            yield filler


def _asks(stances: Stances, at: int) -> bool:
    """True if a verb of asking stands there: "as Peru had asked"."""
    frame = stances.scene.frame(at)
    return frame is not None and bool(demand_rows("verb", frame.lemma.split(" ")[0]))


def _agreed_to_study(stances: Stances, frame: Frame, inner: Frame, by: Party) -> Finding | None:
    """ "agreed to study the proposal": put off, for now."""
    for filler in (*inner.objects, *inner.prep("at", "into")):
        matter = stances.matter(filler)
        if matter is not None and not matter.deed and not stances.owns(by, matter):
            to, kind = stances.link(by, matter, frame.trigger), ResponseType.DEFERRAL
            rule = "response-commitment:study"
            return Finding(rule, frame.trigger, by, kind, to, filler.span, None, Decimal("0.65"))
    to = stances.near(by, frame.trigger, 1, named=True)
    if to < 0:
        return None
    rule, shown = "response-commitment:study", (frame.trigger, inner.span[1])
    return Finding(rule, frame.trigger, by, ResponseType.DEFERRAL, to, None, None, Decimal("0.5"), shown)


def _ready(stances: Stances, frame: Frame) -> Finding | None:
    """ "stands ready to help", right after something was asked of many or of nobody named."""
    if frame.lemma != "ready" or frame.negated or not stances.happened(frame):
        return None
    by = stances.scene.party(frame.subjects, frame.trigger)
    as_asked = next((at for name, at in frame.adverbials if name == "as" and _asks(stances, at)), -1)
    stands = stances.scene.lemma(stances.reading.document.doc[frame.trigger].head.i) in ("stand", "be")
    to = stances.near(by, frame.trigger, _NEAR) if stands and stances.scene.resolved(by) else -1
    to = as_asked if as_asked >= 0 and stances.scene.resolved(by) else to
    if to < 0:
        return None
    said = stances.speaks(frame.trigger)
    trigger = said[0].trigger if said is not None and _same_sentence(stances, said[0].trigger, frame.trigger) else -1
    at = trigger if trigger >= 0 else frame.trigger
    clause = frame.clause("to")
    talks = clause is not None and stances.scene.lemma(clause.trigger) in words("opening")
    kind = ResponseType.DEFERRAL if talks else ResponseType.ACCEPTANCE
    return Finding("response-commitment:ready", at, by, kind, to, None, None, Decimal("0.5"))


def _same_sentence(stances: Stances, a: int, b: int) -> bool:
    document = stances.reading.document
    return a >= 0 and document.sentence_index(a) == document.sentence_index(b)


def _got(stances: Stances, frame: Frame) -> Finding | None:
    """ "secured a commitment from Chile to VP": Chile has agreed."""
    if frame.negated or not any(row.frame == "obtain" for row in stance_rows(frame)) or not stances.happened(frame):
        return None
    for filler in frame.objects:
        noun = stances.scene.frame(filler.head)
        if noun is None or noun.lemma not in words("promises"):
            continue
        givers = [f for f in (*noun.prep("from", "by"), *frame.prep("from")) if stances.scene.can_act(f)]
        by = stances.scene.party(givers or noun.subjects, frame.trigger)
        getter = stances.scene.party(frame.subjects, frame.trigger)
        if stances.scene.resolved(by) and not stances.scene.same(by, getter):
            to = stances.about(by, _tail(stances, filler), frame.trigger, 1)
            rule = f"response-stance:{frame.lemma}/obtain"
            return Finding(rule, frame.trigger, by, ResponseType.ACCEPTANCE, to, filler.span, None, Decimal("0.7"))
    return None


def _credited(stances: Stances, frame: Frame) -> Finding | None:
    """ "thanked Chile for its commitment to VP", where something of the kind was asked for before."""
    if frame.pos != "verb" or frame.lemma not in words("crediting") or frame.negated or not stances.happened(frame):
        return None
    for filler in (*frame.prep("for"), *frame.objects):
        noun = stances.scene.frame(filler.head)
        if (
            noun is None
            or noun.pos != "noun"
            or noun.lemma not in words("promises") - {"agreement", "readiness", "willingness"}
        ):
            continue
        # "thanked Chile for its commitment": whoever is thanked has committed
        makers = frame.objects if filler not in frame.objects else noun.subjects or _made_by(stances, filler)
        by = stances.scene.party([f for f in makers if stances.scene.named(f)], frame.trigger)
        thanks = stances.scene.party(frame.subjects, frame.trigger)
        if not stances.scene.resolved(by) or stances.scene.same(by, thanks):
            continue
        tail = _tail(stances, filler)
        who = set(stances.scene.resolved(thanks))
        asked = [d for d in stances.open_to(by, frame.trigger) if who & set(stances.asker(d))]
        to = stances.about(by, tail, frame.trigger, 2)
        where = stances.reading.document.sentence_index
        asked = [d for d in asked if where(d.trigger) < where(frame.trigger)]
        shared = [d.trigger for d in asked if stances.content(tail) & stances.content(d.action)]
        to = to if to >= 0 else max(shared, default=-1)
        if to >= 0 and where(to) < where(frame.trigger):
            rule = "response-commitment:credited"
            return Finding(rule, frame.trigger, by, ResponseType.ACCEPTANCE, to, filler.span, None, Decimal("0.6"))
    return None


def _made_by(stances: Stances, noun: Filler) -> tuple[Filler, ...]:
    """Whose promise it is: "the commitments made by the rebels"."""
    frames = (
        stances.scene.frame(i) for i in range(noun.head + 1, min(noun.head + 4, len(stances.reading.document.doc)))
    )
    made = next((f for f in frames if f is not None and f.lemma in ("make", "give") and f.parent == noun.head), None)
    return made.subjects if made is not None and made.passive else ()


def _tail(stances: Stances, filler: Filler) -> TokenSpan:
    """What a promise is about: the words behind its noun."""
    noun = stances.scene.frame(filler.head)
    end = max(filler.span[1], noun.span[1] if noun is not None else filler.span[1])
    return (filler.head + 1, max(end, filler.head + 1))


# ---------------------------------------------------------------------------------------------- yielding
def _yielding(stances: Stances, frame: Frame) -> Finding | None:
    """ "backed down", "would not budge", "refused to give in", with a demand near before."""
    if frame.objects or not any(row.frame == "yield" for row in stance_rows(frame)):
        return None
    scene = stances.scene
    above = scene.frame(frame.parent) if frame.relation in ("xcomp", "ccomp", "advcl") else None
    by = scene.party(frame.subjects, frame.trigger)
    if not scene.resolved(by) or stances.asked_for(frame):
        return None
    refused = above is not None and above.lemma in ("refuse", "decline") and not above.negated
    vowed = above is not None and above.lemma in ("vow", "pledge", "promise") and frame.negated
    against = refused or vowed or (frame.negated and frame.modal not in ("may", "might", "could"))
    if above is not None and above.lemma in ("refuse", "decline", "vow", "pledge", "promise") and not against:
        return None
    if not against and not stances.happened(frame):
        return None
    to = stances.near(by, frame.trigger, _NEAR, named=True)
    if to < 0 or _to_another(stances, frame, to):
        return None
    kind = ResponseType.REFUSAL if against else ResponseType.ACCEPTANCE
    trigger = above.trigger if above is not None and (refused or vowed) else frame.trigger
    said = stances.speaks(frame.trigger)
    if said is not None and _one_side(stances, said[1], by):
        by = said[1]  # "Chile would never bow, its president said": one answer, the president's
        trigger = said[0].trigger if _same_sentence(stances, said[0].trigger, frame.trigger) else trigger
    row = next(row for row in stance_rows(frame) if row.frame == "yield")
    rule = f"response-stance:{row.lemma.replace(' ', '-')}/yield"
    return Finding(rule, trigger, by, kind, to, None, None, Decimal("0.65"))


def _to_another(stances: Stances, frame: Frame, to: int) -> bool:
    """True for "bowed to the queen", where another had asked."""
    whom = [a for f in frame.prep("to", "before") for a in stances.scene.named(f)]
    demand = stances.answers.told.at(to)
    asker = stances.asker(demand) if demand is not None else ()
    return bool(whom and asker) and not sides(stances.reading, whom) & sides(stances.reading, asker)


def _one_side(stances: Stances, a: Party, b: Party) -> bool:
    """True if both stand for one state."""
    left, right = stances.scene.resolved(a), stances.scene.resolved(b)
    return bool(sides(stances.reading, left) & sides(stances.reading, right))


# ---------------------------------------------------------------------------------------------- lacks and obstacles
def _lack(stances: Stances, frame: Frame) -> Finding | None:
    """ "has no intention of closing it", "there is no need to", "is in no position to"."""
    row = next((row for row in stance_rows(frame) if row.frame == "n-lack"), None)
    if row is None:
        return None
    clause = frame.clause("to", "ing") or _behind(stances, frame) or _need_for(stances, frame)
    no = any(c.lower_ == "no" for c in stances.reading.document.doc[frame.trigger].children)
    verb = stances.scene.frame(frame.parent)
    if clause is None or verb is None or not (no or verb.negated) or stances.asked_for(frame):
        return None
    if verb.lemma in ("announce", "unveil", "outline", "present", "disclose"):
        return None  # plans that are not told yet put off
    if construed(stances.reading, verb.trigger).modality is Modality.HYPOTHETICAL:
        return None
    inner = stances.scene.frame(clause.trigger)
    named = [f for f in inner.objects if stances.answers.is_demand_noun(f)] if inner is not None else []
    if named and inner is not None and not any(r.cls == "accept" for r in response_rows("verb", inner.lemma)):
        return None
    for by, at in _speakers(stances, frame, verb):
        if named and not stances.answers.asks_for(by, named):
            to, shown = stances.answers.named_demand(named[0]), (min(verb.trigger, frame.trigger), clause.span[1])
            rule = f"response-stance:{row.lemma}/n-lack"
            return Finding(rule, at, by, ResponseType.REFUSAL, to, named[0].span, None, Decimal("0.65"), shown)
        to = stances.about(by, (clause.trigger, clause.span[1]), frame.trigger, 1)
        if to < 0 and clause.kind == "np" and stances.scene.lower(clause.trigger) in ("one", "it", "that", "this"):
            to = _just_before(stances, by, frame.trigger)
        if to < 0 and frame.lemma in ("intention", "plan"):
            so = any(stances.scene.lower(i) == "so" for i in range(*clause.span))
            to = stances.near(by, frame.trigger, 1, named=not so)  # "demanded that she go. She had no plans to resign"
        if to < 0:
            to = _as_asked(stances, frame, verb)
        if to >= 0:
            rule = f"response-stance:{row.lemma}/n-lack"
            shown = (min(verb.trigger, *(f.span[0] for f in verb.subjects), frame.trigger), clause.span[1])
            return Finding(rule, at, by, ResponseType.REFUSAL, to, None, None, Decimal("0.65"), shown)
    return None


def _as_asked(stances: Stances, *frames: Frame) -> int:
    """The verb of asking in "saw no need to act, as Peru has demanded", or -1."""
    sentence = stances.reading.document.sentence(frames[0].trigger)
    for i in range(frames[0].trigger, sentence[1] - 1):
        frame = stances.scene.frame(i)
        if (
            frame is not None
            and stances.scene.lower(frame.span[0]) == "as"
            and frame.pos == "verb"
            and _asks(stances, i)
        ):
            return i
    return -1


def _speakers(stances: Stances, frame: Frame, clause: Frame) -> Iterator[tuple[Party, int]]:
    """Who may be meant to answer, each with the token that tells it: whoever says the words, then their subject."""
    said = stances.speaks(frame.trigger)
    if said is not None:
        here = _same_sentence(stances, said[0].trigger, frame.trigger)
        yield said[1], said[0].trigger if here else frame.trigger
    by = stances.scene.party(clause.subjects, frame.trigger)
    if stances.scene.resolved(by):
        yield by, frame.trigger


def _behind(stances: Stances, noun: Frame) -> Clause | None:
    """An infinitive behind the noun that the parser hung on its verb ("is in no position to close it")."""
    verb = stances.scene.frame(noun.parent)
    for name, at in verb.adverbials if verb is not None else ():
        inner = stances.scene.frame(at)
        if name == "" and inner is not None and inner.tense == "infinitive" and at > noun.trigger:
            return Clause(at, "to", (at, inner.span[1]))
    return None


def _just_before(stances: Stances, by: Party, before: int) -> int:
    """The demand of another in the sentence before, put to ``by`` or to nobody named, or -1."""
    where = stances.reading.document.sentence_index
    near = [d.trigger for d in stances.open_to(by, before) if where(before) - where(d.trigger) <= 1]
    return max(near, default=-1)


def _need_for(stances: Stances, noun: Frame) -> Clause | None:
    """ "saw no need for one": the noun phrase behind "for" stands for the deed."""
    thing = next(iter(noun.prep("for")), None) if noun.lemma in ("need", "reason", "room", "mandate") else None
    return Clause(thing.head, "np", thing.span) if thing is not None else None


def _utmost(stances: Stances, frame: Frame) -> Finding | None:
    """ "has done its utmost to open": no more is to be had."""
    heads = {stances.scene.lemma(f.head) for f in frame.objects}
    if frame.lemma != "do" or not frame.perfect or frame.negated or not heads & _UTMOST or not stances.happened(frame):
        return None
    for by, at in _speakers(stances, frame, frame):
        to = stances.near(by, frame.trigger, _NEAR)
        if to >= 0:
            rule = "response-commitment:utmost"
            return Finding(rule, at, by, ResponseType.REFUSAL, to, None, frame.span, Decimal("0.5"))
    return None


def _must_first(stances: Stances, frame: Frame) -> bool:
    """True for "we have to see X before we can talk": what must come first."""
    if frame.negated or not frame.modal.startswith(("must", "have to", "need to")):
        return False
    inner = (stances.scene.frame(at) for name, at in frame.adverbials if name in ("before", "until"))
    return any(f is not None and f.modal in ("can", "could", "will", "would") for f in inner)


def _obstacle(stances: Stances, frame: Frame) -> Finding | None:
    """ "cannot be closed before another opens", in the words of one who was asked something near before."""
    bound = _must_first(stances, frame)
    refused = frame.negated and frame.modal in ("can", "could", "will", "would")
    if frame.pos != "verb" or not (refused or bound):
        return None
    words_after = [stances.scene.lower(i) for i in range(frame.trigger, frame.span[1])]
    until = any(name in _UNTIL for name, _ in frame.adverbials)
    until = until or any(n in _UNTIL or n == "without" for n, _ in frame.preps)  # "cannot sign without debt relief"
    said = stances.speaks(frame.trigger)
    if said is None or not (until or _UNTIL & set(words_after)) or stances.asked_for(frame):
        return None
    to = stances.near(said[1], frame.trigger, _NEAR)
    to = to if to >= 0 else stances.about(said[1], frame.span, frame.trigger, 1)
    if to < 0:
        return None
    trigger = said[0].trigger if _same_sentence(stances, said[0].trigger, frame.trigger) else frame.trigger
    rule = "response-commitment:obstacle"
    return Finding(rule, trigger, said[1], ResponseType.CONDITION, to, None, frame.span, Decimal("0.55"))
