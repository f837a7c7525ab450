"""For whom an official speaks: "Prime Minister Sato said it would study the demand" tells of Japan."""

from __future__ import annotations

from collections.abc import Callable

from kg.actors.posts import Posts
from kg.frames.arcs import Arcs
from kg.frames.frame import Filler, Frames
from kg.model import Actor, ActorKind
from kg.names.nouns import nouns


def speakers_side(
    arcs: Arcs, frames: Frames, posts: Posts, token: int, read: Callable[[Filler], tuple[Actor, ...]]
) -> tuple[Actor, ...]:
    """The state or body of the one official who says what "it" will do, or nobody.

    What one says of deeds to come one says of one's own side. Against: "the minister said it was wrong", which tells
    of no deed, and "China, the minister said, would act if it", whose pronoun is in another clause.
    """
    verb = arcs.head[token]
    up = arcs.head[verb] if verb >= 0 else -1
    if up < 0 or arcs.dep[token] != "nsubj" or arcs.dep[verb] != "ccomp" or arcs.lemma[up] not in nouns("saying"):
        return ()
    done, said = frames.get(verb), frames.get(up)
    if done is None or said is None or done.passive or done.lemma in ("be", "have", "become", "seem", "take", "mean"):
        return ()
    if not (done.modal in ("will", "would", "be going to", "shall") or done.progressive):
        return ()
    before = [f for f in said.subjects if f.head < token]
    speakers = tuple(dict.fromkeys(a for f in before for a in read(f)))
    if len(speakers) != 1 or speakers[0].kind not in (ActorKind.PERSON, ActorKind.UNIDENTIFIED):
        return ()
    one = speakers[0]
    body = posts.body_of(one) if one.kind is ActorKind.PERSON else one.part_of
    return (body,) if body is not None else ()
