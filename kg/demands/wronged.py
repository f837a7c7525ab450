"""Who owes amends where the demand does not say: whoever did what the words before reproach.

"Described X's plan as a ploy but demanded answers", "X seized the ship. Y demanded the release of the crew".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.demands.actions import Deed
from kg.demands.deeds import listed
from kg.demands.parties import NOBODY, Party, Scene
from kg.frames.frame import Filler, Frame, How
from kg.model import Actor

_SAID = frozenset({"announcement", "tweet", "outburst", "threat", "insult", "slur"})
_THEIRS = frozenset({"his", "her", "its", "their"})


def owing(scene: Scene, frame: Frame, by: Party, wanted: Iterable[Deed]) -> Party:
    """Who owes the amends or the release that is demanded; nobody where two could."""
    deeds = tuple(wanted)
    asked = {scene.lemma(d.trigger) for d in deeds}
    amends, freeing = asked <= listed("amends"), asked <= listed("freeing")
    if not asked or not (amends or freeing):
        return NOBODY
    own = set(scene.resolved(by))
    start, end = scene.reading.document.sentence(frame.trigger)
    found = _only(scene, _characterised(scene, frame), own) if amends else NOBODY
    if not found and amends and _of_words(scene, frame, start):
        found = _only(scene, _speakers_before(scene, start), own)
    back = _sentence_before(scene, start)
    if not found:
        found = _only(scene, _doers(scene, deeds, start, end, amends=amends), own)
    if not found and back is not None and not _names_others(scene, frame, start, own):
        found = _only(scene, _doers(scene, deeds, *back, amends=amends), own)
    return found


def _sentence_before(scene: Scene, start: int) -> tuple[int, int] | None:
    """The sentence right before, in the same paragraph or the one above."""
    document = scene.reading.document
    if start == 0:
        return None
    first, last = document.sentence(start - 1)
    return (first, last) if document.block_of[start] - document.block_of[first] <= 1 else None


def _names_others(scene: Scene, frame: Frame, start: int, own: set[Actor]) -> bool:
    """True if the words before the demand name somebody else, whom it may be put to."""
    doc = scene.reading.document.doc
    heads = (i for i in range(start, frame.trigger) if doc[i].pos_ in ("NOUN", "PROPN") and doc[i].dep_ != "compound")
    return any(set(scene.named(Filler(i, (i, i + 1)))) - own for i in heads)


def _characterised(scene: Scene, frame: Frame) -> Iterator[tuple[Filler, ...]]:
    """Whose deed the verb before calls something: "described the government's offer as late but demanded details"."""
    above = scene.frame(frame.parent) if frame.relation == "conj" else None
    if above is None or above.lemma not in listed("characterising"):
        return
    for thing in above.objects:
        yield scene.within(thing) or ((thing,) if scene.is_actor(thing) else ())


def _of_words(scene: Scene, frame: Frame, start: int) -> bool:
    """True if words that somebody said before are what is reproached: "said the remarks were insulting and"."""
    for i in range(start, frame.trigger):
        noun = scene.frame(i)
        said = noun is not None and noun.pos == "noun" and (noun.lemma in listed("sayings") or noun.lemma in _SAID)
        if noun is not None and said and not noun.subjects and scene.lower(noun.span[0]) in ("the", "those", "these"):
            return True
    return False


def _speakers_before(scene: Scene, start: int) -> Iterator[tuple[Filler, ...]]:
    """Whose words are told last before a sentence, at most two sentences back."""
    document = scene.reading.document
    first = document.sentences[max(0, document.sentence_index(start) - 2)][0]
    told = [s for s in scene.reading.segments if first <= s.evidence[0] and s.evidence[1] <= start and s.speakers]
    if told:
        yield max(told, key=lambda s: s.evidence).speakers


def _doers(
    scene: Scene, deeds: tuple[Deed, ...], start: int, end: int, *, amends: bool
) -> Iterator[tuple[Filler, ...]]:
    """Those who are told to have done a wrong between two tokens."""
    wrongs = listed("wrongs") | listed("seizing") if amends else listed("seizing")
    for i in range(start, end):
        inner = scene.frame(i)
        if inner is None or inner.negated or inner.modal or inner.lemma.split(" ")[0] not in wrongs:
            continue
        if inner.pos == "verb" and (amends or _freed(scene, inner, deeds)):
            doers = tuple(f for f in inner.subjects if scene.is_actor(f))
            yield doers or tuple(w for f in inner.subjects for w in scene.within(f))  # "Turkish jets violated ..."


def _freed(scene: Scene, seizing: Frame, deeds: tuple[Deed, ...]) -> bool:
    """True if those to be freed are those who were seized: under the same noun, a pronoun, or aboard."""
    seized = {scene.lemma(f.head) for f in seizing.objects}
    for deed in deeds:
        noun = scene.frame(deed.trigger)
        freed = (*noun.prep("of", "for"), *noun.subjects) if noun is not None else ()
        words = {scene.lemma(f.head) for f in freed} | {scene.lower(i) for i in range(*deed.span)} & _THEIRS
        if words & (seized | _THEIRS) or (words & listed("aboard") and seized & listed("vessels")):
            return True
    return False


def _only(scene: Scene, told: Iterable[tuple[Filler, ...]], own: set[Actor]) -> Party:
    """The one party that is told of, besides the asker."""
    found: dict[tuple[Actor, ...], tuple[Filler, ...]] = {}
    for fillers in told:
        named = tuple(dict.fromkeys(a for f in fillers for a in scene.named(f)))
        if named and not own & set(named):
            found.setdefault(
                named, tuple(f if f.how is How.MODIFIER else replace(f, how=How.INHERITED) for f in fillers)
            )
    return Party(next(iter(found.values()))) if len(found) == 1 else NOBODY
