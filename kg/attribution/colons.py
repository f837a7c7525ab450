"""Whose direct speech follows a colon where no verb gives it to anybody.

::

    plain    = person "be" adjective ":"                 "Berg was blunt:", "Berg was adamant:"
    words    = person "'s" noun-for-words ["be" ...] ":"  "Berg's verdict:", "Berg's answer was blunt:"
    writing  = person "," [apposition ","] "in" document ":"    "Berg, in a letter to the council:"
"""

from __future__ import annotations

from kg.attribution.parts import Scene
from kg.attribution.words import speech_words
from kg.document import TokenSpan
from kg.frames.frame import Filler

_WORDS = frozenset(
    {"answer", "reply", "response", "verdict", "message", "warning", "advice", "conclusion", "explanation", "comment"}
    | {"reaction", "retort", "view", "assessment", "promise", "pledge", "plea", "appeal", "statement", "tweet", "post"}
)
_FINITE = ("past", "present", "future")
_IN = frozenset({"in", "on", "at"})


def colon_speakers(scene: Scene, span: TokenSpan, run: TokenSpan) -> tuple[int, tuple[Filler, ...]] | None:
    """The word that shows it and the speakers, for a quotation ``run`` of the sentence ``span``; None without both."""
    colon = next((i for i in range(run[0] - 1, max(span[0], run[0] - 3), -1) if scene.token(i).text == ":"), -1)
    if colon < 0 or any(scene.document.in_quotation[i] >= 0 for i in range(span[0], colon)):
        return None
    lead = (span[0], colon)
    return _words(scene, lead) or _plain(scene, lead) or _writing(scene, lead)


def _words(scene: Scene, lead: TokenSpan) -> tuple[int, tuple[Filler, ...]] | None:
    verbs = [i for i in range(*lead) if scene.token(i).pos_ == "VERB" and scene.token(i).lemma_ != "be"]
    for i in range(*lead):
        if scene.token(i).lemma_.lower() not in _WORDS or verbs:
            continue
        owners = [c.i for c in scene.token(i).children if c.dep_ == "poss" and lead[0] <= c.i < i]
        people = tuple(f for at in owners for f in scene.phrases(at) if scene.is_speaker(f))
        if people and owners[0] - lead[0] < 6:
            return i, people
    return None


def _plain(scene: Scene, lead: TokenSpan) -> tuple[int, tuple[Filler, ...]] | None:
    for i in range(*lead):
        frame = scene.frames.get(i)
        if frame is None or frame.pos != "adj" or frame.tense not in _FINITE or frame.negated:
            continue
        people = tuple(f for f in frame.subjects if f.head < i and scene.is_speaker(f))
        if people:
            return i, people
    return None


def _writing(scene: Scene, lead: TokenSpan) -> tuple[int, tuple[Filler, ...]] | None:
    tokens = [scene.token(i) for i in range(*lead)]
    commas = [t.i for t in tokens if t.text == ","]
    if not commas or any(t.pos_ in ("VERB", "AUX") for t in tokens) or scene.token(commas[-1] + 1).lower_ not in _IN:
        return None
    written = next((t.i for t in tokens if t.i > commas[-1] and t.lemma_.lower() in speech_words("document")), -1)
    heads = [i for i in range(lead[0], commas[0]) if not lead[0] <= scene.token(i).head.i < commas[0]]
    heads = heads or [i for i in range(lead[0], commas[0]) if scene.token(i).head.i == i]
    people = tuple(f for i in heads[:1] for f in scene.phrases(i) if scene.is_speaker(f))
    return (written, people) if written >= 0 and people else None


__all__ = ["colon_speakers"]
