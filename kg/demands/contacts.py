"""Asking that is told in two verbs: first one turns to somebody, then one asks.

"Summoned the envoy to demand an apology", "wrote to the minister urging him to act", "met the minister and asked that".
"""

from __future__ import annotations

from dataclasses import replace

from kg.demands.deeds import listed
from kg.demands.parties import NOBODY, Party, Scene
from kg.frames.frame import Frame, How

_WRITING = frozenset({"write", "email", "cable", "appeal"})


def contacted(scene: Scene, frame: Frame) -> Party:
    """Whoever the asking was put to in the verb before: "summoned the envoy and demanded an apology"."""
    met = _in_meeting(scene, frame) or _in_letter(scene, frame) or by_letter(scene, frame)
    if met:
        return met
    at, above = frame, None
    for _ in range(3):
        above = scene.frame(at.parent) if at.relation in ("conj", "advcl", "xcomp", "dep", "acl") else None
        if above is not None and above.pos == "noun":
            above = _governor(scene, above)
        if above is None or above.lemma in listed("contact"):
            break
        at = above
    if above is None or above.lemma not in listed("contact") or above.passive:
        return NOBODY
    named = [*above.recipients, *above.objects, *above.prep("to", "with")]
    for thing in above.objects if above.lemma == "lodge" else ():  # "lodged a protest with X"
        noun = scene.frame(thing.head)
        named.extend(noun.prep("with") if noun is not None else ())
    return scene.party([f for f in named if scene.is_actor(f)], frame.trigger)


def treated(scene: Scene, frame: Frame) -> Party:
    """Whom the verb before was done to, for "it" and "them": "fined the bank and told it to repay its clients"."""
    above = scene.frame(frame.parent) if frame.relation == "conj" else None
    if above is None or above.pos != "verb" or above.passive:
        return NOBODY
    named = [f for f in (*above.recipients, *above.objects, *above.prep("to")) if scene.is_actor(f)]
    if len(named) != 1 or named[0].head > frame.trigger:
        return NOBODY
    plural = scene.reading.document.doc[named[0].head].tag_ in ("NNS", "NNPS")
    pronouns = {scene.lower(f.head) for f in frame.objects}
    fits = pronouns & ({"them"} if plural else {"it", "him", "her"})
    return scene.party([replace(named[0], how=How.COREFERENCE)], frame.trigger) if fits else NOBODY


def _in_meeting(scene: Scene, frame: Frame) -> Party:
    """Whom one met where something was asked: "a meeting with X, in which he demanded ..."."""
    if frame.relation != "relcl":
        return NOBODY
    for place in frame.prep("in", "at", "during"):
        for i in range(max(0, frame.trigger - 25), frame.trigger):
            noun = scene.frame(i)
            if noun is None or noun.pos != "noun" or noun.lemma not in listed("encounters"):
                continue
            partners = [f for f in noun.prep("with") if scene.is_actor(f)]
            if not partners and scene.lower(i + 1) == "with" and place.span[0] == i + 2 and scene.is_actor(place):
                partners = [place]
            if partners and (place.head == i or any(f.head == place.head for f in partners)):
                return scene.party(partners, frame.trigger)
    return NOBODY


def _in_letter(scene: Scene, frame: Frame) -> Party:
    """Whom a letter that asks is sent to: "sent X a letter demanding", "a letter requesting rules to X"."""
    paper = scene.frame(frame.parent) if frame.relation in ("acl", "relcl") else None
    if paper is None or paper.lemma not in listed("papers"):
        return NOBODY
    named = [*paper.prep("to")]
    for i in range(max(0, paper.trigger - 25), paper.trigger + 25):
        verb = scene.frame(i)
        sent = verb is not None and any(f.head == paper.trigger for f in verb.objects)
        if verb is not None and sent and verb.lemma in listed("sending"):
            # what the parser gave to the asking may belong to the sending
            named.extend((*verb.recipients, *verb.prep("to"), *frame.prep("to")))
    return scene.party([f for f in named if scene.is_actor(f)], frame.trigger)


def written_to(scene: Scene, frame: Frame) -> Party:
    """Whom a verb of writing names, where its participle asks: "wrote to X asking to"."""
    if frame.tense != "participle" or frame.passive:
        return NOBODY
    above = scene.frame(frame.parent)
    if above is None or above.pos == "noun":  # the participle was hung on whoever is written to
        near = (scene.frame(i) for i in range(max(0, frame.parent - 12), max(0, frame.parent)))
        above = next((v for v in near if v is not None and any(f.head == frame.parent for f in v.prep("to"))), None)
    if above is None or above.lemma not in _WRITING:
        return NOBODY
    named = (*above.recipients, *above.objects, *above.prep("to"))
    return scene.party([f for f in named if scene.can_act(f)], frame.trigger)


def by_letter(scene: Scene, frame: Frame) -> Party:
    """To whom one writes or talks while asking: "in a letter to X, Y asked for"."""
    for filler in frame.prep("in"):
        noun = scene.frame(filler.head)
        if noun is not None and (noun.lemma in listed("papers") or noun.lemma in ("call", "conversation")):
            return scene.party([f for f in noun.prep("to", "with") if scene.is_actor(f)], frame.trigger)
    return NOBODY


def partner(scene: Scene, frame: Frame) -> Party:
    """Whom one talks with where something is demanded: "demanded access in talks with X"."""
    for name, filler in frame.preps:
        noun = scene.frame(filler.head)
        if name in ("in", "at", "during", "for") and noun is not None and noun.lemma in listed("encounters"):
            found = scene.party([f for f in noun.prep("with") if scene.is_actor(f)], frame.trigger)
            if found:
                return found
    return NOBODY


def blamed(scene: Scene, frame: Frame) -> Party:
    """Who is blamed in the verb before: "condemned X's raid and demanded an apology", "said X's raid was wrong and"."""
    above = scene.frame(frame.parent) if frame.relation == "conj" else None
    if above is None or above.negated:
        return NOBODY
    if above.lemma in listed("blaming"):
        done = (*above.objects, *above.recipients)
    else:
        inner = scene.frame(next((c.trigger for c in above.clauses if c.kind == "that"), above.trigger))
        judged = {word for i in range(above.trigger, frame.trigger) for word in (scene.lemma(i), scene.lower(i))}
        if inner is None or not judged & listed("bad"):
            return NOBODY
        done = inner.subjects
    named = [f for f in done if scene.is_actor(f)] or [w for f in done for w in scene.within(f)]
    own = {a for f in frame.subjects for a in scene.named(f)}
    return scene.party([f for f in named if not own & set(scene.named(f))], frame.trigger)


def who_turns(scene: Scene, frame: Frame) -> Party:
    """Who asks by turning to somebody: the subject of "summoned the envoy to protest and demand an apology"."""
    at: Frame | None = frame
    while at is not None and at.relation == "conj" and at.tense == "infinitive":
        at = scene.frame(at.parent)
    above = scene.frame(at.parent) if at is not None and at.relation in ("xcomp", "advcl", "acl") else None
    if above is not None and above.pos == "noun":  # the participle was hung on whoever is written to
        above = _governor(scene, above)
    if above is None or at is None:
        return NOBODY
    turning = at.tense == "infinitive" and above.lemma in ("summon", "meet", "visit", "call", "call in")
    writing = at.tense == "participle" and not at.passive and above.lemma in _WRITING
    if not turning and not writing:
        return NOBODY
    return scene.party([f for f in above.subjects if scene.can_act(f)], frame.trigger)


def _governor(scene: Scene, noun: Frame) -> Frame | None:
    """The verb that has the noun under "to"."""
    above = scene.frame(noun.parent)
    fits = above is not None and any(f.head == noun.trigger for f in above.prep("to"))
    return above if fits else None
