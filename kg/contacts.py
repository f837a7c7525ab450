"""Asking that is told in two verbs: first one turns to somebody, then one asks.

"Summoned the envoy to demand an apology", "wrote to the minister urging him to act", "met the minister and asked that".
"""

from __future__ import annotations

from kg.deeds import listed
from kg.frames import Frame
from kg.parties import NOBODY, Party, Scene


def contacted(scene: Scene, frame: Frame) -> Party:
    """Whoever the asking was put to in the verb before: "summoned the envoy and demanded an apology"."""
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
    named = (*above.recipients, *above.objects, *above.prep("to", "with"))
    return scene.party([f for f in named if scene.is_actor(f)], frame.trigger)


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
    writing = at.tense == "participle" and not at.passive and above.lemma in ("write", "email", "cable", "appeal")
    if not turning and not writing:
        return NOBODY
    return scene.party([f for f in above.subjects if scene.can_act(f)], frame.trigger)


def _governor(scene: Scene, noun: Frame) -> Frame | None:
    """The verb that has the noun under "to"."""
    above = scene.frame(noun.parent)
    fits = above is not None and any(f.head == noun.trigger for f in above.prep("to"))
    return above if fits else None
