"""Where a body stands, told in its own text: "The Union is deeply concerned by the raid", "Chad hopes that ...".

In a body's own text the third person is the first ("the Secretary-General considers" is "I consider"): to put down
there what the body feels, holds or is ready for is to say it. In a report by others the same words tell what the
writer knows, and make no statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.attribution.parts import Draft, Scene
from kg.attribution.runs import Owner, spoken
from kg.frames.frame import Filler, Frame, How
from kg.model import Actor, ActorKind
from kg.text.cleaned import BlockKind

_PLAIN = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
_STANDS = frozenset({"be", "remain", "stay", "stand", "feel"})
_FEELINGS = frozenset(
    {"concerned", "committed", "encouraged", "grateful", "appreciative", "alarmed", "appalled", "saddened", "dismayed"}
    | {"disappointed", "determined", "ready", "supportive", "convinced", "confident", "hopeful", "troubled", "outraged"}
    | {"pleased", "proud", "worried", "disturbed", "heartened", "shocked", "prepared", "steadfast", "resolute"}
    | {"opposed", "horrified", "gratified", "dedicated", "firm", "united", "unwavering"}
)
_HOLDS = frozenset(
    {"hopes", "hope", "hoped", "believes", "believe", "considers", "consider", "expects", "expect", "trusts", "trust"}
    | {"regrets", "regret", "deplores", "deplore", "attaches", "attach", "values"}
)
_HEADS = frozenset({"secretary-general", "president", "chair", "high representative", "members", "member states"})


def stance_drafts(scene: Scene, tagged: Sequence[Draft]) -> Iterator[Draft]:
    """One segment for each sentence of a body's own text that tells where the body stands."""
    issuer = scene.resolver.issuer()
    if issuer is None or issuer.kind is ActorKind.MEDIUM or scene.signer:
        return
    own = {name for a in (issuer, scene.resolver.voice(), issuer.part_of) if a is not None for name in _names(a)}
    done = {scene.document.sentence_index(d.segment.evidence[0]) for d in tagged if d.segment.statement}
    for number, span in enumerate(scene.document.sentences):
        if scene.document.kind(span[0]) not in _PLAIN or number in done or scene.document.in_quotation[span[0]] >= 0:
            continue
        for i in range(*span):
            frame = scene.frames.get(i)
            if frame is None or frame.relation != "root" or frame.pos != "verb" or not _stands(scene, frame):
                continue
            speakers = tuple(f for f in frame.subjects if _is_own(scene, f, own))
            if speakers and len(speakers) == len(frame.subjects):
                yield spoken(scene, span, Owner(fillers=speakers), "speech:stance", How.EXPLICIT, False)


def _names(actor: Actor) -> tuple[str, ...]:
    return tuple(m.name for m in actor.members) or (actor.name,)


def _stands(scene: Scene, frame: Frame) -> bool:
    """True for a main verb in the present that tells a feeling, a conviction or a readiness."""
    if frame.tense not in ("present", "past") or frame.modal or frame.negated or frame.passive:
        return False
    token = scene.token(frame.trigger)
    if token.lower_ in _HOLDS:
        return True
    if frame.lemma not in _STANDS or frame.tense != "present":
        return False
    return any(c.lower_ in _FEELINGS and c.i > frame.trigger for c in token.children)


def _is_own(scene: Scene, filler: Filler, own: set[str]) -> bool:
    """True for the issuer, its state, its head by title alone, or its members."""
    actors = scene.resolver.actors(filler)
    if actors and all(a.name in own for a in actors):
        return True
    words = scene.document.words(filler.span).lower().removeprefix("the ")
    unnamed = all(a.kind in (ActorKind.UNIDENTIFIED, ActorKind.GROUP) for a in actors)
    return unnamed and any(words == head or words.startswith(f"{head} of the ") for head in _HEADS)


__all__ = ["stance_drafts"]
