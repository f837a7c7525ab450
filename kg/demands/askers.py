"""Who asks in a passive that does not say: "reservists were told to report, the defence ministry said".

A present passive of asking performs what it says (Austin 1962): "travellers are advised to" is the speaker's advice. In
the past the speaker tells of it; an office that says so of those under it has done it itself. A rule named beside the
passive ("under the code") asks for whoever made it.
"""

from __future__ import annotations

from dataclasses import replace

from kg.actors.sides import side
from kg.demands.deeds import listed
from kg.demands.papers import authors, issuers, itself
from kg.demands.parties import FIRST, NOBODY, Party, Scene
from kg.frames.control import lexicon
from kg.frames.frame import Filler, Frame, How
from kg.model import Actor, ActorKind
from kg.names.nouns import nouns

_ADVISING = frozenset({"advise", "urge", "request", "ask", "remind", "warn", "encourage", "invite", "recommend"})
_BY_LAW = frozenset({"require", "forbid", "ban", "bar", "prohibit"})
_OF_OWN = frozenset({"instruct", "direct", "advise", "urge", "ask"})  # what others are not likely to do to one's own
_ORDERING = _OF_OWN | _BY_LAW | {"order", "tell"}
_OWN = frozenset({"its", "their", "our", "his", "her"})
_OFFICES = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT})


def asker(scene: Scene, frame: Frame, to: Party) -> Party:
    """Whoever asks in a passive without "by"; nobody where the words leave it open."""
    if not frame.passive or frame.subjects:
        return NOBODY
    agent = _behind(scene, frame)
    if agent:
        return agent
    ruled = _by_rule(scene, frame)
    if ruled:
        return ruled
    voice = scene.demanding_voice(frame.trigger)
    if not voice and frame.lemma in _OF_OWN:  # others give orders as well
        voice = _spoke_before(scene, frame)
    if not voice or any(scene.lower(f.head) in FIRST | {"it", "he", "she", "they"} for f in to.fillers):
        return NOBODY
    performs = frame.tense == "present" and not frame.modal and not frame.perfect and frame.lemma in _ADVISING
    if performs:
        return voice
    if frame.lemma not in _ORDERING or (frame.lemma in _BY_LAW and not voice.fillers):
        return NOBODY  # "last year, insurers were required to pay", in a paper that says not by whom
    if any(_is_office(scene, f) for f in voice.fillers) and not _owned(scene, to, None):
        return voice
    over = tuple(dict.fromkeys(o for a in scene.resolved(voice) if (o := _office(scene, a)) is not None))
    if len(over) != 1 or (frame.lemma not in _OF_OWN and _owned(scene, to, over[0])):
        return NOBODY  # "Chile said its ship was ordered to turn back"
    same = over[0] in scene.resolved(voice)
    return (
        Party(tuple(replace(f, how=How.SPEAKER) for f in voice.fillers)) if same and voice.fillers else Party((), over)
    )


def _behind(scene: Scene, frame: Frame) -> Party:
    """Who asks, where "by" stands behind an active infinitive: "were asked to deploy | by the cabinet"."""
    clause = frame.clause("to")
    inner = scene.frame(clause.trigger) if clause is not None else None
    if inner is None or inner.passive:
        return NOBODY
    named = [f for f in inner.prep("by") if scene.is_actor(f) and f.head > inner.trigger]
    return scene.party(named, frame.trigger)


def _by_rule(scene: Scene, frame: Frame) -> Party:
    """Whoever made the rule under which it is asked ("under the code, airlines are required")."""
    paper = under_rule(scene, frame)
    if paper is None:
        return NOBODY
    known = scene.party(scene.within(paper) or authors(scene, paper) or issuers(scene, paper), frame.trigger)
    return known or Party(itself(scene, paper))


def under_rule(scene: Scene, frame: Frame) -> Filler | None:
    """The rule under which something is asked or forbidden: "is barred under UN resolutions from"."""
    inner = (scene.frame(i) for i in range(frame.trigger + 1, frame.span[1]))
    deeper = [p for f in inner if f is not None for p in f.prep("under")]  # "required to keep records | under a bill"
    known = listed("rules") | listed("papers")
    return next((p for p in (*frame.prep("under", "in"), *deeper) if scene.lemma(p.head) in known), None)


def _spoke_before(scene: Scene, frame: Frame) -> Party:
    """Whoever spoke in the sentence before, in the same paragraph: what is told goes on in their words."""
    document = scene.reading.document
    here = document.sentence_index(frame.trigger)
    first, last = document.sentences[max(0, here - 1)]
    if not here or document.block_of[first] != document.block_of[frame.trigger]:
        return NOBODY
    told = [s for s in scene.reading.segments if first <= s.evidence[0] and s.evidence[1] <= last and s.via < 0]
    speakers = {s.speakers: s for s in told if s.speakers}
    if len(speakers) != 1:
        return NOBODY
    return Party(tuple(replace(f, how=How.INHERITED) for f in next(iter(speakers))))


def _office(scene: Scene, speaker: Actor) -> Actor | None:
    """The office for which somebody speaks: the state's own, a ministry, that of its spokesman; nobody private."""
    if speaker.kind in _OFFICES:
        return speaker
    if speaker.kind is ActorKind.ORGANIZATION:
        return speaker if speaker.country else None
    if speaker.kind is ActorKind.UNIDENTIFIED:
        return speaker.part_of if speaker.part_of is not None and speaker.part_of.kind is not ActorKind.GROUP else None
    if speaker.kind is not ActorKind.PERSON:
        return None
    body = scene.reading.resolver.office(speaker)
    return body if body is not None and (body.kind in _OFFICES or body.country) else None


def _is_office(scene: Scene, speaker: Filler) -> bool:
    """True for an office that is only described ("police", "the ministry")."""
    known = scene.named(speaker)
    described = scene.lemma(speaker.head) in nouns("institution") | nouns("government")
    return described and all(a.kind is ActorKind.UNIDENTIFIED for a in known)


def _owned(scene: Scene, to: Party, over: Actor | None) -> bool:
    """True if those who are asked are told of as the speaker's own ("its ship", "Chilean sailors")."""
    own = side(scene.reading, over) if over is not None else ""
    for filler in to.fillers:
        if any(scene.lower(i) in _OWN for i in range(filler.span[0], filler.head)):
            return True
        inner = [Filler(i, (i, i + 1), How.MODIFIER) for i in range(filler.span[0], filler.head + 1)]
        if any(side(scene.reading, a) == own for f in inner for a in scene.named(f)):
            return True
    return False


def of_others(scene: Scene, named: list[Filler], verb: Frame | None, way: str) -> list[Filler]:
    """Without the pronoun that was taken for whoever answers: "the ministry refused to consider their call"."""
    if verb is None or way != "obj" or verb.passive or verb.lemma.split(" ")[0] not in lexicon().received_by:
        return named
    own = {a for f in verb.subjects for a in scene.named(f)} | {f.head for f in verb.subjects}
    pronoun = frozenset({"its", "their", "his", "her"})
    return [f for f in named if not (scene.lower(f.head) in pronoun and own & {f.head, *scene.named(f)})]


__all__ = ["asker", "of_others", "under_rule"]
