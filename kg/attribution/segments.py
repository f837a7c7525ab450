"""Who says what: the stretches of a report that a source vouches for.

Rules that hang on a word come first (verbs, nouns, "according to", hearsay, silences), then what carries no tag of
its own (quotations that run on, turns, a document's "we"). The order is fixed and every rule sees the same parse, so
the segments depend on the text alone. A segment within another's span is relayed by that one: "Nikkei cited sources
indicating that ..." makes the sources' segment one that comes via Nikkei's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.attribution.lastspeaker import several_before, speaker_before
from kg.attribution.nouns import hearsay_drafts, noun_drafts, source_drafts
from kg.attribution.opinions import opinion_drafts
from kg.attribution.ourselves import issuer_drafts
from kg.attribution.parts import Draft, Scene, as_how
from kg.attribution.runs import run_drafts
from kg.attribution.signed import signers_own
from kg.attribution.silence import silence_drafts
from kg.attribution.stances import stance_drafts
from kg.attribution.verbs import verb_drafts
from kg.document import Document
from kg.frames.frame import Filler, Frames, How
from kg.model import Actor, ActorKind, StatementKind
from kg.reading import Resolver, Segment

_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them", "two", "both", "one", "another"})
_LOST = frozenset({"it", "one", "another"})  # who say nothing unless it is known who they are
_ANYBODYS = frozenset({"report", "investigation", "audit", "probe"})
_REACH = 4  # sentences within which "the statement" can be the last speaker's


def attribute(document: Document, frames: Frames, resolver: Resolver) -> tuple[Segment, ...]:
    """The segments of a report, in the order of the text, each with the index of the one that relays it."""
    scene = Scene(document, frames, resolver)
    drafts: list[Draft] = []
    for rule in (verb_drafts, noun_drafts, source_drafts, opinion_drafts, hearsay_drafts, silence_drafts):
        drafts.extend(rule(scene))
    drafts = _one_a_trigger(_without_sources(scene, drafts))
    drafts = _continued(scene, _own_words(scene, drafts))
    drafts = signers_own(scene, drafts) if scene.signer else drafts
    drafts.extend([*run_drafts(scene, drafts), *issuer_drafts(scene, drafts)])
    drafts.extend(list(stance_drafts(scene, drafts)))
    return without_echoes(scene, _tied(scene, [_described(scene, d) for d in drafts]))


def _place(draft: Draft) -> tuple[int, int, int, str]:
    s = draft.segment
    return (s.evidence[0], s.span[0], -s.span[1], f"{s.trigger:09d}{s.rule}")


def _described(scene: Scene, draft: Draft) -> Draft:
    """Lets a body that nothing names stand under its description ("the ministry"), as an unnamed source does."""
    segment = draft.segment
    if segment.speaker_actors or not segment.speakers or any(scene.resolver.actors(f) for f in segment.speakers):
        return draft
    bodies = [scene.described(f) for f in segment.speakers]
    found = tuple(b for b in bodies if b is not None)
    return replace(draft, segment=replace(segment, speaker_actors=found)) if found else draft


def _one_a_trigger(drafts: Iterable[Draft]) -> list[Draft]:
    """One segment for each word: a silence beats what the same verb would say, else the first rule wins."""
    kept: dict[int, Draft] = {}
    for draft in drafts:
        known = kept.get(draft.segment.trigger)
        silent = draft.segment.kind is StatementKind.NO_COMMENT
        if known is None or (silent and known.segment.kind is not StatementKind.NO_COMMENT):
            kept[draft.segment.trigger] = draft
    return sorted(kept.values(), key=_place)


def _without_sources(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Takes "according to X" off the end of reported words: it goes with the tag as much as with them."""
    phrases: dict[int, list[Segment]] = {}
    for draft in drafts:
        if draft.segment.rule.startswith("speech:source:"):
            phrases.setdefault(scene.document.sentence_index(draft.segment.trigger), []).append(draft.segment)
    found: list[Draft] = []
    for draft in drafts:
        segment = draft.segment
        start, end = segment.span
        for phrase in phrases.get(scene.document.sentence_index(start), ()):
            at = phrase.trigger
            if phrase is segment or not (start < at < end <= phrase.evidence[1] and phrase.span[1] <= at):
                continue
            end = scene.trim((start, at))[1]
            until = max(end, segment.trigger + 1, *(f.span[1] for f in segment.speakers if f.span[1] <= at), 0)
            segment = replace(segment, span=(start, end), evidence=(segment.evidence[0], until))
        found.append(replace(draft, segment=segment))
    return found


def _own_words(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Gives "the statement said" to whoever made the statement; one whose maker is unknown speaks for itself."""
    found: list[Draft] = []
    for draft in drafts:
        segment = draft.segment
        if not (segment.speakers or segment.speaker_actors or segment.hedge):
            speakers, actors = _maker(scene, segment, found)
            actors = actors if speakers else actors or scene.text_itself(segment.evidence)
            if not speakers and not actors:
                continue
            how = How.COREFERENCE if speakers else How.ISSUER
            segment = replace(segment, speakers=as_how(speakers, how), speaker_actors=actors, how=how)
        found.append(replace(draft, segment=segment))
    return found


def _continued(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Gives speech by an unresolved "he", "she", "they" or "it" to whoever spoke before; "it" that nobody fits goes.

    The speaker of reported speech stays the centre of attention in what follows (Grosz, Joshi and Weinstein 1995).
    """
    found: list[Draft] = []
    for draft in drafts:
        segment = draft.segment
        words = {scene.token(f.head).lower_ for f in segment.speakers}
        known = [a for f in segment.speakers for a in scene.resolver.actors(f)]
        lost = not known or (words == {"they"} and len(known) > 1 and several_before(scene, segment, found))
        outside = scene.document.in_quotation[segment.trigger] < 0
        if len(segment.speakers) == 1 and lost and words & _PRONOUNS and outside:
            word = words.pop()
            speakers, actors = speaker_before(scene, segment, found, word)
            if word in _LOST and not speakers and not actors:
                continue
            speakers = as_how(speakers, How.COREFERENCE)
            if speakers or actors:
                segment = replace(segment, speakers=speakers, speaker_actors=actors, how=How.COREFERENCE)
        found.append(replace(draft, segment=segment))
    return found


def _maker(scene: Scene, segment: Segment, before: Sequence[Draft]) -> tuple[tuple[Filler, ...], tuple[Actor, ...]]:
    """The maker of "the release": of the last such document told of before, else the last speaker, else the issuer."""
    document = scene.document
    noun = next((i for i in range(*segment.evidence) if scene.is_document(i)), None)
    here = document.sentence_index(segment.evidence[0])
    if noun is not None:
        lemma = scene.token(noun).lemma_.lower()
        for i in scene.texts_before(document.sentences[here][0]):
            if scene.token(i).lemma_.lower() != lemma:
                continue
            made = scene.issuers(Filler(i, (i, i + 1)))
            if made:
                return made, ()
            said = [d.segment for d in before if d.segment.evidence[0] <= i < d.segment.evidence[1]]
            said = said or [d.segment for d in before if _same_sentence(scene, d.segment, i)]
            if said:
                return said[0].speakers, said[0].speaker_actors
        if lemma in _ANYBODYS:  # a medium's, if one has reported just before; else what anybody may have written
            told = [d.segment for d in before if 0 < here - document.sentence_index(d.segment.evidence[0]) <= _REACH]
            media = [s for s in told if scene.medium(s.speakers)]
            return (media[-1].speakers, media[-1].speaker_actors) if media else ((), ())
    near = [d.segment for d in before if 0 <= here - document.sentence_index(d.segment.evidence[0]) <= _REACH]
    near = [s for s in near if s.speakers and s.kind is not StatementKind.NO_COMMENT]
    return (near[-1].speakers, near[-1].speaker_actors) if near else ((), scene.voice)


def _same_sentence(scene: Scene, segment: Segment, token: int) -> bool:
    return scene.document.sentence_index(segment.evidence[0]) == scene.document.sentence_index(token)


def _tied(scene: Scene, drafts: Iterable[Draft]) -> tuple[Segment, ...]:
    """The segments in order, ``via`` filled in."""
    ordered = sorted(dict.fromkeys(drafts), key=_place)
    segments = [d.segment for d in ordered]
    by_trigger = {s.trigger: i for i, s in enumerate(segments) if s.trigger >= 0}
    beside: dict[int, list[int]] = {}
    for i, segment in enumerate(segments):
        beside.setdefault(scene.document.sentence_index(segment.span[0]), []).append(i)
    tied: list[Segment] = []
    for i, draft in enumerate(ordered):
        via = by_trigger.get(draft.under, -1) if draft.under >= 0 else _around(scene, segments, i, beside)
        tied.append(replace(draft.segment, via=via if via != i else -1))
    return tuple(tied)


def without_echoes(scene: Scene, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments with three kinds made no statements of their own.

    The words of unnamed sources that a medium cites are the medium's. A participle inside reported words ("said its
    crew had fired, blaming an error") may belong to the reporting verb as well as to the reported one. A pronoun in
    reported words means the one who reports, as a rule ("the ministry said it regretted the delay").
    """
    resolver = scene.resolver
    pronouns = {t.i for t in scene.document.doc if t.lower_ in ("it", "he", "she", "they", "we", "i")}
    kept: list[Segment] = []
    for segment in segments:
        outer = segments[segment.via] if segment.via >= 0 else None
        citing = outer is not None and any(s.rule.startswith("speech:cite:") for s in (outer, segment))
        actors = [a for f in segment.speakers for a in resolver.actors(f)]
        unnamed = all(a.kind is ActorKind.UNIDENTIFIED for a in actors)
        loose = outer is not None and segment.how is How.CONTROL and ":cite:" not in outer.rule and not segment.direct
        told = outer is not None and not outer.direct and outer.rule.startswith(("speech:say:", "speech:tell:"))
        own = told and all(f.head in pronouns for f in segment.speakers)
        kept.append(replace(segment, statement=False) if (citing and unnamed) or loose or own else segment)
    return tuple(kept)


def _around(scene: Scene, segments: Sequence[Segment], i: int, beside: dict[int, list[int]]) -> int:
    """The segment whose words hold the whole of segment ``i``, the nearest one, or -1; spans keep to a sentence."""
    inner = segments[i]
    best, size = -1, 0
    for j in beside[scene.document.sentence_index(inner.span[0])]:
        outer = segments[j]
        if j == i or not outer.credits or outer.kind is StatementKind.NO_COMMENT or not _holds(outer, inner):
            continue
        width = outer.span[1] - outer.span[0]
        if best < 0 or width < size:
            best, size = j, width
    return best


def _holds(outer: Segment, inner: Segment) -> bool:
    """True if the outer words take in the inner tag and content, and not the other way round."""
    start, end = outer.span
    tag = start <= inner.trigger < end if inner.trigger >= 0 else True
    content = start <= inner.span[0] and inner.span[1] <= end
    source = outer.rule.startswith("speech:source:") and not inner.rule.startswith("speech:source:")
    strict = inner.span != outer.span or source
    return tag and content and strict and not inner.span[0] <= outer.trigger < inner.span[1]


__all__ = ["attribute"]
