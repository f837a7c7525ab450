"""Segments of sentences that carry no tag of their own: quotations that run on, turns, blocks, blocks.

A quotation is somebody's until it ends. Its owner is found, in this order, in the tag of another of its sentences, in
a tag further on in its paragraph, in the speech just before it, or in the subject of the sentence before it. In a
transcript the label of the turn tells who talks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.attribution.colons import colon_speakers
from kg.attribution.parts import Draft, Scene, as_how
from kg.attribution.phatic import phatic
from kg.document import TokenSpan
from kg.frames.frame import Filler, How
from kg.model import Actor, ActorKind, StatementKind
from kg.names.nouns import nouns
from kg.reading import Segment
from kg.text.cleaned import BlockKind

if TYPE_CHECKING:
    pass

_HONORIFIC = re.compile(r"(?:mr|mrs|ms|miss|dr|sir|dame|lord|lady)\.? ([a-z][\w’'-]+)$", re.I)
_ASKING = frozenset({"journalist", "reporter", "correspondent", "moderator", "operator", "interpreter"})
_ASKED = frozenset({"WDT", "WP", "WP$"})  # "did not say which offices would close"
_FINITE = ("past", "present", "future")
_PLAIN = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})


@dataclass(frozen=True, slots=True)
class Owner:
    """Whoever speaks in a run: mentions, or actors that no words near by stand for."""

    fillers: tuple[Filler, ...] = ()
    actors: tuple[Actor, ...] = ()
    told_to: tuple[Filler, ...] = ()


def run_drafts(scene: Scene, tagged: Sequence[Draft]) -> Iterator[Draft]:
    """One segment for each sentence that is spoken, but not tagged."""
    free = list(_introduced(scene, tagged))
    yield from free
    yield from _turns(scene)
    yield from _runs(scene, [*tagged, *free])


def spoken(scene: Scene, span: TokenSpan, owner: Owner, rule: str, how: How, direct: bool) -> Draft:
    """A segment of words that are spoken without a tag: a sentence of a turn, of a quotation, of the issuer."""
    trimmed = scene.trim(span)
    start = span[0]
    while start < trimmed[0] and scene.token(start).pos_ != "CCONJ":
        start += 1
    trimmed = (start, trimmed[1])  # whole sentences keep the "And" that they begin with
    return Draft(
        Segment(
            span=trimmed,
            trigger=-1,
            kind=StatementKind.SAYS,
            evidence=scene.stretch([trimmed]),
            speakers=as_how(owner.fillers, how),
            speaker_actors=owner.actors,
            told_to=owner.told_to,
            direct=direct,
            rule=rule,
            how=how,
            statement=not phatic(scene, span),
        )
    )


_OPENINGS = frozenset({"including", "such", "among", "who", "which", "where", "when"})  # no speaker begins so


# ------------------------------------------------------------------------------------------------ turns and blocks
def _turns(scene: Scene) -> Iterator[Draft]:
    """Each sentence of a turn, or of a block that stands under "X said:", is the label's speaker's."""
    document = scene.document
    for span in document.sentences:
        block = document.block(span[0])
        if block.kind not in (BlockKind.TURN, BlockKind.QUOTED) or block.speaker is None:
            continue
        owner = _labelled(scene, block.speaker)
        trimmed = scene.trim(span)
        if owner is not None and trimmed[0] < trimmed[1]:
            rule = "speech:turn" if block.kind is BlockKind.TURN else "speech:block"
            yield spoken(scene, span, owner, rule, How.SPEAKER, True)


def _labelled(scene: Scene, label: tuple[int, int]) -> Owner | None:
    """Whoever the words of a label name; words within the parsed text are read as the noun phrase that they are."""
    inside = scene.document.token_span(*label)
    if inside is not None and (first := _after_opening(scene, inside)) > inside[0]:
        inside, label = (first, inside[1]), (scene.document.starts[first], label[1])
    actors = scene.resolver.at(*label)
    if actors and not (inside is not None and _spokesman(scene, inside, actors)):
        return Owner(actors=actors)
    if inside is None:
        return _unnamed(scene.document.report.text[slice(*label)])
    head = _speaking(scene, inside)
    speakers = scene.speakers(scene.phrases(head))
    return Owner(fillers=speakers) if speakers else None


def _spokesman(scene: Scene, inside: TokenSpan, actors: tuple[Actor, ...]) -> bool:
    """True for "A Foreign Office spokesperson said:", where the body in the phrase is not who speaks."""
    head = _speaking(scene, inside)
    named = sum(a.kind is ActorKind.PERSON for a in actors)
    several = named > 1 and head == inside[1] - 1  # "on the arrest of X and Y, the spokesman"
    return (not named or several) and scene.token(head).lower_ in nouns("unnamed")


def _after_opening(scene: Scene, inside: TokenSpan) -> int:
    """Where the speaker's own phrase begins: "In reply to reports on leaders, including X, | the minister said:"."""
    if scene.token(inside[0]).lower_ not in _OPENINGS:
        return inside[0]
    commas = [i for i in range(*inside) if scene.token(i).text == ","]
    return commas[-1] + 1 if commas else inside[0]


def _speaking(scene: Scene, inside: TokenSpan) -> int:
    """The head of the phrase that speaks, before the verb."""
    heads = [i for i in range(*inside) if not inside[0] <= scene.token(i).head.i < inside[1]]
    nominal = [i for i in heads if scene.token(i).dep_ in ("nsubj", "nsubjpass")]
    return (nominal or heads[:1] or [inside[1] - 1])[-1]


def _unnamed(label: str) -> Owner | None:
    """A label that tells little: "SENIOR ADMINISTRATION OFFICIAL", "MS. BERG"; whoever asks or switches is nobody."""
    person = _HONORIFIC.match(label.strip())
    if person is not None:
        return Owner(actors=(Actor(ActorKind.PERSON, person.group(1).title()),))
    words = " ".join(re.findall(r"[A-Za-z-]+", label.lower()))
    last = words.rsplit(" ", 1)[-1]
    if words == "moderator":
        return Owner(actors=(Actor(ActorKind.UNIDENTIFIED, "the moderator"),))
    if last not in nouns("unnamed") or last in _ASKING or " " not in words:
        return None
    article = "an" if words[0] in "aeiou" else "a"
    return Owner(actors=(Actor(ActorKind.UNIDENTIFIED, f"{article} {words}"),))


# ------------------------------------------------------------------------------------------------ quotations
def _runs(scene: Scene, tagged: Sequence[Draft]) -> Iterator[Draft]:
    document = scene.document
    sentences = document.sentences
    quoted = [whole_quotation(scene, s) for s in sentences]
    tags = _tags_by_sentence(scene, tagged)
    owners: dict[int, Owner] = {}
    of_quotation = _by_quotation(scene, tags)
    for number, span in enumerate(sentences):
        if document.kind(span[0]) not in _PLAIN or not quoted[number] or _tag_of(scene, tags.get(number, ()), span):
            continue
        owner = (
            next((of_quotation[q] for q in sorted(_quotations_of(scene, span)) if q in of_quotation), None)
            or _ahead(scene, number, quoted, tags)
            or _before(scene, number, tags, owners)
            or _signed(scene, number, quoted)
            or _subject_before(scene, number)
        )
        if owner is not None:
            owners[number] = owner
            yield spoken(scene, span, owner, "speech:run", How.SPEAKER, True)


def _introduced(scene: Scene, tagged: Sequence[Draft]) -> Iterator[Draft]:
    """Direct speech after a clause without a verb of speech: 'Berg defended the plan: "It is the best we have."'"""
    inside = scene.document.in_quotation
    covered = bytearray(len(inside))
    for draft in tagged:
        start, end = draft.segment.span
        if draft.segment.speakers and inside[draft.segment.trigger] < 0:
            covered[start:end] = b"\1" * (end - start)
    for span in scene.document.sentences:
        if scene.document.kind(span[0]) not in _PLAIN:
            continue
        for run in scene.quotations_in(span):
            if any(covered[run[0] : run[1]]) or not _speech(scene, span, run):
                continue
            verb = next((scene.frames[i] for i in range(span[0], run[0]) if _introduces(scene, i, run)), None)
            before = tuple(f for f in verb.subjects if f.head < run[0]) if verb else ()
            people = tuple(f for f in before if scene.is_speaker(f) and scene.token(f.span[0]).tag_ not in _ASKED)
            if verb is not None and people:
                yield _free(scene, run, verb.trigger, people)
            elif (found := colon_speakers(scene, span, run)) is not None:
                yield _free(scene, run, *found)


def _speech(scene: Scene, span: TokenSpan, run: TokenSpan) -> bool:
    """True if a quotation is a clause of its own behind a comma or colon, not a part of the sentence around it."""
    before = [scene.token(i) for i in range(max(span[0], run[0] - 3), run[0])]
    parted = any(t.text in (",", ":") for t in before)
    finite = any(i in scene.frames and scene.frames[i].tense in _FINITE for i in range(*run))
    return parted and finite and scene.token(run[0]).text[:1].isupper() and run[0] > span[0] + 2


def _introduces(scene: Scene, i: int, run: TokenSpan) -> bool:
    frame = scene.frames.get(i)
    finite = frame is not None and frame.pos == "verb" and frame.tense in _FINITE and not frame.negated
    return finite and scene.document.in_quotation[i] < 0 and i < run[0]


def _free(scene: Scene, run: TokenSpan, trigger: int, people: tuple[Filler, ...]) -> Draft:
    return Draft(
        Segment(
            span=run,
            trigger=trigger,
            kind=StatementKind.SAYS,
            evidence=scene.stretch([run, (trigger, trigger + 1), *(f.span for f in people)]),
            speakers=people,
            direct=True,
            rule="speech:free",
            how=people[0].how,
            statement=not scene.headline(run[0]),
        )
    )


def whole_quotation(scene: Scene, span: TokenSpan) -> bool:
    """True if every word of the sentence stands in quotation marks."""
    inside = scene.document.in_quotation
    words = [i for i in range(*span) if not scene.token(i).is_punct and not scene.token(i).is_space]
    return len(words) >= 2 and all(inside[i] >= 0 for i in words)


def _tags_by_sentence(scene: Scene, tagged: Sequence[Draft]) -> dict[int, tuple[Segment, ...]]:
    """The segments whose tag stands outside quotation marks, by the number of their sentence."""
    found: dict[int, list[Segment]] = {}
    for draft in tagged:
        segment = draft.segment
        if segment.trigger >= 0 and segment.speakers and scene.document.in_quotation[segment.trigger] < 0:
            found.setdefault(scene.document.sentence_index(segment.trigger), []).append(segment)
    return {number: _without_citing(segments) for number, segments in found.items()}


def _without_citing(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments without that of a paper that quotes, where another of them is whom it quotes."""
    said = {s.span for s in segments if not s.rule.startswith("speech:cite:")}
    return tuple(s for s in segments if not (s.rule.startswith("speech:cite:") and s.span in said))


def _tag_of(scene: Scene, segments: Sequence[Segment], span: TokenSpan) -> bool:
    return any(s.span[0] < span[1] and span[0] < s.span[1] for s in segments)


def _owner(segment: Segment) -> Owner:
    return Owner(segment.speakers, segment.speaker_actors, segment.told_to)


def _quotations_of(scene: Scene, span: TokenSpan) -> set[int]:
    return {scene.document.in_quotation[i] for i in range(*span)} - {-1}


def _by_quotation(scene: Scene, tags: dict[int, tuple[Segment, ...]]) -> dict[int, Owner]:
    """The owner of each quotation that has a tag in one of its sentences: the first such tag's speaker."""
    found: dict[int, Owner] = {}
    for number in sorted(tags):
        for segment in tags[number]:
            if segment.direct:
                for quotation in _quotations_of(scene, segment.span):
                    found.setdefault(quotation, _owner(segment))
    return found


def _ahead(scene: Scene, number: int, quoted: Sequence[bool], tags: dict[int, tuple[Segment, ...]]) -> Owner | None:
    """The tag of the next sentence of the paragraph that has one, with nothing but quoted sentences between."""
    document = scene.document
    block = document.block_of[document.sentences[number][0]]
    for later in range(number + 1, len(document.sentences)):
        if document.block_of[document.sentences[later][0]] != block:
            return None
        direct = next((s for s in tags.get(later, ()) if s.direct), None)
        if direct is not None and direct.span[0] < direct.trigger:
            return _owner(direct)
        if not quoted[later]:
            return None
    return None


def _before(
    scene: Scene,
    number: int,
    tags: dict[int, tuple[Segment, ...]],
    owners: dict[int, Owner],
) -> Owner | None:
    """The speaker of the sentence just before, whether it is tagged or goes on a run itself."""
    earlier = number - 1
    while earlier >= 0 and _wordless(scene, scene.document.sentences[earlier]):
        earlier -= 1
    if earlier < 0 or scene.headline(scene.document.sentences[earlier][0]):
        return None
    if earlier in owners:
        return owners[earlier]
    said = [s for s in tags.get(earlier, ()) if s.kind is not StatementKind.NO_COMMENT]
    direct = [s for s in said if s.direct]
    return _owner((direct or said)[-1 if direct else 0]) if said else None


def _signed(scene: Scene, number: int, quoted: Sequence[bool]) -> Owner | None:
    """Whoever signs a quotation in the line below it: "– President Lars Holm, May 4"."""
    document = scene.document
    below = next((n for n in range(number + 1, len(quoted)) if not quoted[n]), -1)
    if below < 0:
        return None
    start, end = document.sentences[below]
    if document.block_of[start] == document.block_of[start - 1] or end - start > 16:
        return None
    if any(i in scene.frames and scene.frames[i].pos == "verb" for i in range(start, end)):
        return None
    named = scene.resolver.at(document.starts[start], document.ends[end - 1])
    people = tuple(a for a in named if a.kind is ActorKind.PERSON)
    return Owner(actors=people) if len(people) == 1 else None


def _wordless(scene: Scene, span: TokenSpan) -> bool:
    """True for a date or a note between two quotations, which ends no run."""
    if not scene.readable(span[0]):
        return span[1] - span[0] < 12
    return not any(scene.token(i).is_alpha for i in range(*span))


def _subject_before(scene: Scene, number: int) -> Owner | None:
    """The subject of the sentence before: who is introduced is given the word ("Lee was unmoved. "Never."")."""
    if number == 0:
        return None
    document = scene.document
    span, before = document.sentences[number], document.sentences[number - 1]
    if document.block_of[span[0]] != document.block_of[before[0]]:
        return None
    for i in range(*before):
        frame = scene.frames.get(i)
        if frame is not None and frame.pos != "noun" and frame.relation == "root":
            surface = frame.objects if frame.passive else frame.subjects
            people = tuple(f for f in surface if _person(scene, f))
            return Owner(as_how(people, How.INHERITED)) if people else None
    return None


def _person(scene: Scene, filler: Filler) -> bool:
    token = scene.token(filler.head)
    return scene.is_speaker(filler) and (token.ent_type_ == "PERSON" or token.lower_ in ("he", "she"))


__all__ = ["Owner", "run_drafts", "spoken", "whole_quotation"]
