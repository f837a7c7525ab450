"""What the patterns of asking verbs look at around the verb: far infinitives, raised objects, purposes, lists.

Each answers one question about an asking frame; which verbs take which pattern is for ``kg.rules.demand_verbs``.
"""

from __future__ import annotations

from dataclasses import replace

from kg.demands.actions import Deed, clause_deeds, is_deed
from kg.demands.deeds import listed
from kg.demands.demanding import MANDATIVE, MIDDLE
from kg.demands.parties import NOBODY, SECOND, Party, Scene
from kg.frames.frame import Clause, Filler, Frame, How
from kg.lexicon.rows import Row

_TIPSTERS = frozenset({"source", "participant", "observer", "expert", "watcher"})  # those who only expect
_QUESTIONS = frozenset({"which", "what", "who", "whom", "whose", "how", "why", "when", "where", "whether", "if"})
_COMPLEMENT = frozenset({"to", "of", "on", "between", "against", "into", "with"})
_PARTS = frozenset({"half", "third", "quarter", "fifth", "tenth", "zero", "double", "triple"})


def sender(scene: Scene, frame: Frame) -> Party:
    """Who asks in a paper or call to those whom its participle was hung on: "a notice for X urging them to stay"."""
    noun = scene.frame(frame.parent) if frame.relation == "acl" and frame.tense == "participle" else None
    above = scene.frame(noun.parent) if noun is not None and noun.pos == "noun" else None
    if noun is None or above is None or not any(f.head == noun.trigger for f in above.prep("to", "for")):
        return NOBODY
    if above.pos == "noun":
        higher = scene.frame(above.parent)
        written = above.lemma in listed("papers") or above.lemma in listed("pressures")
        doers = above.subjects or (higher.subjects if higher is not None and higher.pos == "verb" else ())
    else:
        written = any(scene.lemma(f.head) in listed("papers") for f in above.objects)
        doers = above.subjects
    if not written:
        return NOBODY
    return scene.party([f for f in doers if scene.can_act(f)], frame.trigger)


def of_own_law(scene: Scene, rule: Filler) -> bool:
    """True if the rule is told of as made by somebody ("the passage of legislation", "passed a law")."""
    noun = scene.frame(rule.head)
    above = scene.frame(noun.parent) if noun is not None else None
    return above is not None and (above.lemma in listed("lawmaking") or above.lemma in listed("issuing"))


def far_infinitive(scene: Scene, frame: Frame) -> Clause | None:
    """The infinitive of an object that a relative clause follows ("urged states that have not joined to do so")."""
    heads = {f.head for f in frame.objects if scene.is_actor(f)}
    end = scene.reading.document.sentence(frame.trigger)[1]
    for at in range(frame.trigger + 3, end if heads else 0):
        inner = scene.frame(at)
        if inner is None or inner.tense != "infinitive" or scene.lower(at - 1) != "to":
            continue
        above = scene.frame(inner.parent)
        relative = above is not None and above.relation == "relcl" and above.parent in heads
        if relative and any(f.head in heads for f in inner.subjects):
            return Clause(at, "to", (at - 1, inner.span[1]))
    return None


def raised(scene: Scene, frame: Frame, row: Row, clause: Clause, named: tuple[Filler, ...]) -> bool:
    """True if the object only undergoes what is wanted: "wants the crew to be released", not "to be prepared".

    Verbs of wishing and ordering raise it from the infinitive; of urging and asking it is the one addressed (Postal
    1974, "On raising").
    """
    raises = row.cls == "want" or frame.lemma in ("order", "command")
    spoken_to = any(scene.lower(f.head) in SECOND for f in named)
    return raises and not spoken_to and scene.lemma(clause.trigger) not in MIDDLE


def for_thing(scene: Scene, frame: Frame, clause: Clause | None) -> bool:
    """True if a thing is asked for and the infinitive tells its use ("asked Congress for $3 billion to help Nepal")."""
    asked = [f for f in frame.prep("for") if f.head > frame.trigger and not _lasts(scene, f)]
    before = [f for f in asked if clause is None or f.head < clause.trigger]
    return bool(before) and not any(scene.is_actor(f) for f in before)


def _lasts(scene: Scene, filler: Filler) -> bool:
    """True for how long or how often, which nobody asks for: "for years", "for the second time"."""
    return is_time(scene, filler) or scene.lemma(filler.head) == "time"


def undergone(scene: Scene, clause: Clause) -> bool:
    """True if what is asked for is that something end or begin ("called for the fighting to stop")."""
    inner = scene.frame(clause.trigger)
    if inner is None or inner.objects:
        return False
    return inner.lemma in listed("unaccusative") or moved(scene, clause)


def moved(scene: Scene, clause: Clause) -> bool:
    """True if a figure is to move or to stand somewhere ("wants rates to rise to 5 pounds", "to be at 3 percent")."""
    inner = scene.frame(clause.trigger)
    if inner is None or inner.objects or inner.passive or inner.lemma not in listed("moving"):
        return False
    return any(
        t.like_num or t.lower_ in _PARTS for t in scene.reading.document.tokens((clause.trigger, clause.span[1]))
    )


def for_others(scene: Scene, clause: Clause) -> list[tuple[int, Deed]]:
    """What others are asked for in the same breath: "for A to leave | and for B to stay", with where it begins."""
    out: list[tuple[int, Deed]] = []
    for i in range(clause.trigger + 3, scene.reading.document.sentence(clause.trigger)[1]):
        inner = scene.frame(i)
        named = inner.objects if inner is not None and inner.passive else inner.subjects if inner is not None else ()
        to = scene.lower(i - 2) if inner is not None and inner.passive else scene.lower(i - 1)
        if inner is None or inner.tense != "infinitive" or to != "to" or not named:
            continue
        start = named[0].span[0]
        if start > clause.trigger and scene.lower(start - 1) == "for" and scene.lower(start - 2) in ("and", ","):
            end = start - 2 if scene.lower(start - 2) == "and" else start - 1
            found = clause_deeds(scene, Clause(i, "to", (i - 1, inner.span[1])))
            if found and (inner.passive or inner.lemma in listed("unaccusative")):
                found = (replace(found[0], span=(start, found[0].span[1])), *found[1:])
            out.extend((end, d) for d in found)
    return out


def not_bound(scene: Scene, frame: Frame, deed: Deed) -> Deed:
    """The deed without a pronoun for its doer that was taken for the asker: nobody demands of oneself."""
    own = {a for f in frame.subjects for a in scene.named(f)}
    return replace(deed, doers=tuple(f for f in deed.doers if not own & set(scene.named(f))), about=())


def purpose(scene: Scene, frame: Frame, clause: Clause, preps: tuple[str, ...]) -> bool:
    """True if the infinitive tells what the deed asked for is to serve: "called for action to end the famine"."""
    named, inner = frame.prep(*preps), scene.frame(clause.trigger)
    transitive = inner is not None and (inner.objects or inner.clauses)
    if not named or inner is None or inner.passive or not transitive:
        return False
    return all(f.head < clause.trigger and is_deed(scene, f) and not scene.is_actor(f) for f in named)


def joined(scene: Scene, named: tuple[Filler, ...]) -> tuple[Filler, ...]:
    """The phrases of the first preposition and of those joined to it: not "for action ... for its affront"."""
    out: list[Filler] = []
    for filler in named:
        at = filler.span[0] - 2
        joined = at >= 0 and scene.lower(at) in ("and", ",", "both")
        if not out or filler.how is How.COORDINATION or joined:
            out.append(filler)
    return tuple(out)


def stray(scene: Scene, frame: Frame, named: tuple[Filler, ...]) -> tuple[Filler, ...]:
    """Noun phrases after "and" that the parser hung on the verb ("called for restraint and an end to the war")."""
    last = max((f.head for f in named), default=-1)
    found = [
        Filler(f.trigger, f.span, How.COORDINATION) for f in scene.reading.frames.values()
        if f.pos == "noun" and f.parent == frame.trigger and f.relation == "conj" and 0 <= last < f.trigger
    ]  # fmt: skip
    return tuple(f for f in found if is_deed(scene, f))


def is_time(scene: Scene, filler: Filler) -> bool:
    """True for a date or a length of time."""
    token = scene.reading.document.doc[filler.head]
    return token.ent_type_ in ("DATE", "TIME") or scene.lemma(filler.head) in listed("times")


def unbound(deeds: tuple[Deed, ...]) -> tuple[Deed, ...]:
    """Deeds of a gerund that others are to do: its doer is not the subject ("recommended lifting the ban")."""
    return tuple(replace(d, doers=()) for d in deeds)


def plain_thing(scene: Scene, filler: Filler) -> bool:
    """True for a noun phrase with a noun or a figure for its head."""
    token = scene.reading.document.doc[filler.head]
    return token.pos_ in ("NOUN", "PROPN", "VERB", "NUM", "SYM")


def infinitive(scene: Scene, at: int) -> bool:
    """True if the token is an infinitive."""
    inner = scene.frame(at)
    return inner is not None and inner.tense == "infinitive"


def inner_infinitive(scene: Scene, named: Filler) -> Clause | None:
    """The passive infinitive that the parser put into its subject ("called for | those responsible to be tried")."""
    for i in range(named.span[0] + 2, named.span[1]):
        inner = scene.frame(i)
        if inner is not None and inner.passive and scene.lower(i - 1) == "be" and scene.lower(i - 2) == "to":
            return Clause(i, "to", (i - 2, max(inner.span[1], named.span[1])))
    return None


def own_infinitive(scene: Scene, frame: Frame) -> Clause | None:
    """The infinitive below a verb of giving that was read as a relative clause ("gave them a week to answer")."""
    for i in range(frame.trigger + 3, frame.trigger + 9):
        inner = scene.frame(i)
        if inner is not None and inner.parent == frame.trigger and infinitive(scene, i) and inner.relation == "relcl":
            return Clause(i, "to", (i, inner.span[1]))
    return None


def below_semimodal(scene: Scene, clause: Clause | None) -> Clause | None:
    """The clause with the verb that "have to" and "need to" colour for its predicate ("told it that it had to act")."""
    inner = scene.frame(clause.trigger) if clause is not None else None
    below = inner.clause("to") if inner is not None and inner.lemma in ("have", "need") else None
    verb = scene.frame(below.trigger) if below is not None else None
    if clause is None or below is None or verb is None or verb.modal not in MANDATIVE:
        return clause
    return replace(clause, trigger=below.trigger, kind="to")


def with_tail(scene: Scene, frame: Frame, filler: Filler) -> Filler:
    """The noun phrase with its complement, where the parser gave that to the verb ("an end | to the war")."""
    end = filler.span[1]
    for name, phrase in frame.preps:
        given = name == "to" and scene.is_actor(phrase)  # "a letter requesting rules | to the governor"
        if name in _COMPLEMENT and phrase.span[0] == end + 1 and not given:
            end = phrase.span[1]
    return replace(filler, span=(filler.span[0], end))


def indefinite(scene: Scene, filler: Filler) -> bool:
    """True for an indefinite noun phrase with an article or a number: "a majority", "at least 800 clerks"."""
    children = list(scene.reading.document.doc[filler.head].children)
    return any(c.dep_ == "nummod" or c.lower_ in ("a", "an", "more", "enough", "some") for c in children)


def anonymous(scene: Scene, clause: Clause) -> bool:
    """True if what is asked is that a source stay unnamed."""
    inner = scene.frame(clause.trigger)
    if inner is None or not inner.passive or not inner.negated:
        return False
    named = any(scene.lemma(f.head) in ("name", "identity") for f in (*inner.objects, *inner.subjects))
    return named or inner.lemma in ("name", "identify", "quote")


def is_over(scene: Scene, limit: Filler) -> bool:
    """True for a time that is over ("last week"): no deadline."""
    return any(scene.lower(i) in ("last", "ago", "yesterday", "earlier") for i in range(*limit.span))


def is_undone(scene: Scene, clause: Clause) -> bool:
    """True for a participle that tells what is to be done to something: "wants the law scrapped"."""
    inner = scene.frame(clause.trigger)
    return inner is not None and scene.reading.document.doc[clause.trigger].tag_ in ("VBN", "VBD") and not inner.modal


def forecast(scene: Scene, frame: Frame, wanted: tuple[Deed, ...]) -> bool:
    """True if those who expect something only tell what they think comes next: "analysts said they expected"."""
    clause = frame.clause("to")
    raised = clause is not None and any(_some(scene, f) for f in frame.objects if f.head < clause.trigger)
    if frame.tense == "past" and (raised or wanted[0].passive):
        return True  # "expected some voters to switch", "expected the ban to be lifted": no one is told to
    spoken = any(scene.lower(f.head) in ("they", "he", "she") for f in frame.subjects)
    speakers = scene.voice(frame.trigger).fillers if spoken else ()
    return any(_foretells(scene, f) or scene.lemma(f.head) in _TIPSTERS for f in (*frame.subjects, *speakers))


def _foretells(scene: Scene, filler: Filler) -> bool:
    return bool({scene.lemma(filler.head), scene.lower(filler.head).removesuffix("s")} & listed("foretelling"))


def _some(scene: Scene, filler: Filler) -> bool:
    """True for "some voters", "more firms", "most of them": a part of a whole, whom nobody addresses."""
    return scene.lower(filler.span[0]) in ("some", "many", "most", "more", "few", "several", "fewer", "half", "up")


def well_wished(scene: Scene, deed: Deed, *, negated: bool = False) -> bool:
    """True if what is wanted of others is their own good or a state of theirs: "we want Kenya to succeed"."""
    frame = scene.frame(deed.trigger)
    bare = deed.span[1] - deed.span[0] == 1 and frame is not None and frame.lemma == "do"  # "what we want them to do"
    if frame is None or frame.passive:
        return bare
    if negated:  # "does not want Iran to have a bomb" forbids; "does not want it to be so" does not
        return frame.lemma == "be"
    return bare or frame.lemma in listed("well") or frame.lemma == "end up"


def told_to_act(row: Row) -> bool:
    """True for a row by which somebody is told what to do, as rules do too: "the plan asks states to pay"."""
    return row.frame in ("np-to", "pp-to") and row.cls not in ("want", "oppose") and row.lemma != "hope"


def on_air(scene: Scene, deed: Deed) -> bool:
    """True for a medium, where one says it and nothing that is insisted on: "insisted on Radio Four's evening show"."""
    words = {scene.lower(i) for i in range(*deed.span)}
    return bool(words & {"radio", "tv", "television", "bbc", "cnn", "facebook", "twitter", "programme", "show"})


def wondered(scene: Scene, frame: Frame, clause: Clause) -> bool:
    """True for a question that was asked: "were asked which of the plans they would support"."""
    first = range(frame.trigger + 1, min(clause.trigger, frame.trigger + 4))
    return frame.lemma == "ask" and any(scene.lower(i) in _QUESTIONS for i in first)


def rule_above(scene: Scene, frame: Frame) -> tuple[Filler, ...]:
    """The rule that a relative clause in the singular tells of past a plural: "the pact on refugees, which obliges"."""
    doc = scene.reading.document.doc
    for f in frame.subjects if doc[frame.trigger].tag_ == "VBZ" and frame.relation == "relcl" else ():
        at = f.span[0] - 2
        joined = at >= 0 and doc[f.head].tag_ in ("NNS", "NNPS") and doc[at + 1].pos_ == "ADP"
        above = scene.frame(at) if joined and doc[at].tag_ in ("NN", "NNP") else None
        if above is not None and above.lemma in listed("rules"):
            return (Filler(above.trigger, (above.span[0], above.trigger + 1)),)
    return ()
