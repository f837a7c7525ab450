"""Segments that hang on a verb of speech: "X said that", "said X", "X told Y", "X condemned the raid".

A verb of speech reports words only where somebody is said to have used them: not under a modal, a negation, a
condition or a verb of intention (Karttunen 1971, "Implicative verbs"; "will announce", "refused to say"), and only if
whoever is its subject can speak.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.attribution_citing import SPOKEN, cited
from kg.attribution_nouns import voiced
from kg.attribution_parts import DOCUMENTS, Draft, Scene, as_how, rows_for
from kg.document import TokenSpan
from kg.frames import Clause, Filler, Frame, How
from kg.lexicon.rows import Row
from kg.text import BlockKind

IMPLICATIVE = frozenset({"go", "continue", "proceed", "begin", "start", "manage", "hasten", "dare", "use", "take"})
"""Verbs whose infinitive is said to have come about ("went on to say")."""

_COME_ABOUT = frozenset(f"{verb} to" for verb in IMPLICATIVE)
_INTENDING = frozenset({"plan", "consider", "avoid", "refrain", "stop", "contemplate", "mull"})
_INSTEAD = frozenset({"instead of", "rather than", "without", "from", "against", "of", "instead", "than"})
_SELDOM = frozenset({"rarely", "seldom", "hardly", "barely", "usually"})
_OPEN = frozenset({"any", "no", "whatever"})
_SPOKEN_BLOCKS = frozenset({BlockKind.TURN, BlockKind.QUOTED})
_IRREAL = frozenset({"if", "unless", "whether", "lest"})
_PERSONS = frozenset({"PERSON", "GPE", "NORP"})
_OPINION = frozenset({"as", "like"})


def verb_drafts(scene: Scene) -> Iterator[Draft]:
    """The segments of all verbs of speech, in the order of the text."""
    for frame in scene.frames.values():
        if frame.pos != "verb" or not scene.readable(frame.trigger):
            continue
        rows = [r for r in rows_for("verb", frame.lemma) if r.frame != "no-words"]
        if not rows or blocked(scene, frame):
            continue
        draft = cited(scene, frame, rows) or _spoken(scene, frame, rows)
        if draft is not None:
            yield draft


def blocked(scene: Scene, frame: Frame) -> bool:
    """True if the verb is not said to have happened."""
    if frame.negated or set(frame.adverbs) & _SELDOM or frame.tense == "future":
        return True
    if frame.modal and frame.modal not in _COME_ABOUT:
        return True
    marks = {c.lower_ for c in scene.token(frame.trigger).children if c.dep_ == "mark"}
    if marks & _IRREAL:
        return True
    if frame.passive and any(c.lower_ in _OPEN for f in frame.objects for c in scene.token(f.head).children):
        return True
    above = scene.frames.get(frame.parent)
    if frame.tense == "infinitive":
        if above is None or frame.relation not in ("xcomp", "advcl") or above.lemma.split(" ")[0] not in IMPLICATIVE:
            return True
        return blocked(scene, above)
    if above is None or frame.tense != "participle":
        return False
    if frame.relation in ("prep", "xcomp") and above.lemma in _INTENDING:
        return True
    return any(at == frame.trigger and name in _INSTEAD for name, at in above.adverbials)


# ------------------------------------------------------------------------------------------------ speakers
def speakers_of(scene: Scene, frame: Frame) -> tuple[Filler, ...]:
    """Who speaks: the deep subject, that of "quoted X as saying", or nobody."""
    above = scene.frames.get(frame.parent)
    if above is not None and above.lemma == "quote" and any(at == frame.trigger for _, at in above.adverbials):
        return scene.speakers(as_how(above.objects, How.CONTROL))
    inside = scene.document.in_quotation
    found = scene.speakers(_of_document(scene, frame) or frame.subjects)
    if frame.passive and not found:  # "was condemned in a statement by Norway"
        texts = [f for f in frame.prep("in") if scene.is_document(f.head)]
        found = tuple(maker for f in texts for maker in scene.issuers(f))
    if not found and not frame.passive:  # a title and its name before one verb come out as two subjects
        heads = [c.i for c in scene.token(frame.trigger).children if c.dep_ == "nsubj"]
        found = scene.speakers(f for head in heads[1:] for f in scene.phrases(head))
    # What stands in the quotation cannot be the tag's subject, nor can "I" in somebody's quoted words be a new source.
    if inside[frame.trigger] >= 0:
        return () if scene.first_person(found) else found
    return tuple(f for f in found if inside[f.head] < 0)


def _of_document(scene: Scene, frame: Frame) -> tuple[Filler, ...]:
    """The sender of a letter that the parser has passed over: "sent letters to the firms outlining a plan"."""
    if frame.tense != "participle" or frame.passive or frame.relation not in ("acl", "advcl") or not frame.subjects:
        return ()
    at = scene.token(frame.subjects[0].head)
    for _ in range(4):
        sent = [at, *(c for c in at.children if c.dep_ == "dobj" and at.pos_ == "VERB")]
        text = next((t for t in sent if t.lemma_.lower() in DOCUMENTS and t.i < frame.trigger), None)
        if text is not None:
            made = scene.issuers(Filler(text.i, (text.i, text.i + 1)))
            verb = scene.frames.get(text.head.i)
            return made or (as_how(verb.subjects, How.CONTROL) if verb is not None and verb.pos == "verb" else ())
        at = at.head
    return ()


def told(scene: Scene, frame: Frame) -> tuple[Filler, ...]:
    """Whom the words were addressed to: recipients, "to X", "in an interview with X"."""
    found = [f for f in frame.recipients if scene.resolver.is_actor(f)]
    found.extend(f for f in frame.prep("to") if scene.resolver.is_actor(f) and f not in found)
    for setting in frame.prep("in", "during"):
        noun = scene.frames.get(setting.head)
        if noun is not None and noun.lemma in ("interview", "conversation"):
            found.extend(f for f in noun.prep("with", "to") if scene.resolver.is_actor(f) and f not in found)
    return tuple(found)


# ------------------------------------------------------------------------------------------------ content
def _spoken(scene: Scene, frame: Frame, rows: list[Row]) -> Draft | None:
    if _performed(scene, frame, rows):
        return None
    speakers = speakers_of(scene, frame)
    stranger = None if speakers else scene.stranger(frame)
    if not speakers and stranger is None and not scene.own_words(frame.subjects):
        return None
    if scene.document.kind(frame.trigger) in _SPOKEN_BLOCKS and scene.first_person(speakers):
        return None
    for row in rows:
        content = content_of(scene, frame, row)
        if content is not None and content[0] < content[1]:
            draft = scene.draft(row, frame, speakers, content, told(scene, frame))
            if stranger is None:
                return draft
            named = replace(draft.segment, speaker_actors=(stranger,))
            return replace(draft, segment=named) if row.frame in ("content", "tell") else None
    return None


def _performed(scene: Scene, frame: Frame, rows: list[Row]) -> bool:
    """True for judging and promising in words that are spoken anyhow: "Norway deeply regrets ..." in a quotation.

    In the present tense such a verb performs the act (Austin 1962); it reports nobody else's.
    """
    spoken = scene.document.in_quotation[frame.trigger] >= 0 or scene.document.kind(frame.trigger) in _SPOKEN_BLOCKS
    acts = all(r.cls not in ("say", "tell", "cite", "deny") for r in rows)
    return spoken and acts and frame.tense != "past"


def content_of(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """The tokens of what was said, if the verb stands in the frame that the row asks for."""
    if row.frame in ("content", "tell"):
        return _clausal(scene, frame, row)
    if row.frame in ("to", "ing"):
        # A result, not a threat: "imports fell, threatening to shut the plant".
        result = row.lemma == "threaten" and frame.tense == "participle" and frame.relation == "advcl"
        return None if result else _complement(frame, row)
    if row.frame == "np-as":
        return _described(scene, frame, row)
    if row.frame == "pp":
        return _prepositional(scene, frame, row)
    return _nominal(scene, frame, row)


def _clausal(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    if row.frame == "tell" and not frame.recipients and not frame.objects:
        return None
    clauses = [c for c in frame.clauses if c.kind in SPOKEN and _whole(frame, c) and not _of_noun(scene, frame, c)]
    if row.cls == "urge":
        clauses = [c for c in clauses if c.kind == "quote" and scene.quoted(c.span)]
    if clauses:
        span = (min(c.span[0] for c in clauses), max(c.span[1] for c in clauses))
        return scene.trim(_from_start(scene, frame, _without_next(scene, frame, clauses[-1], span)))
    quoted = _quotation_beside(scene, frame)
    if quoted is not None or row.cls == "urge":
        return quoted
    return _comment_clause(scene, frame)


def _from_start(scene: Scene, frame: Frame, span: TokenSpan) -> TokenSpan:
    """The content; of a tag that ends its sentence ("..., X reported.") all that stands before it in the sentence."""
    first, last = scene.document.sentence(frame.trigger)
    subject = {i for f in frame.subjects for i in range(*f.span)}
    rest = [i for i in range(frame.trigger + 1, last) if not scene.token(i).is_punct and i not in subject]
    if span[1] > frame.trigger or scene.quoted(span) or rest:
        return span
    return scene.trim((first, span[1]))


def _without_next(scene: Scene, frame: Frame, clause: Clause, span: TokenSpan) -> TokenSpan:
    """The content without a main clause that the parser took for its conjunct.

    After a subordinate tag ("While X told Y the talks were off, no reason was given") a clause with a subject of its
    own and no conjunction is the main clause; after any tag "..., and Z said ..." is the next tag.
    """
    subordinate = any(c.dep_ == "mark" for c in scene.token(frame.trigger).children)
    at = clause.trigger
    for child in scene.token(at).children:
        inner = scene.frames.get(child.i)
        if child.dep_ != "conj" or child.i < frame.trigger or inner is None or inner.tense not in ("past", "present"):
            continue
        start = min(t.i for t in child.subtree)
        own = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        comma = any(scene.token(i).text == "," for i in range(at, start + 1))
        marked = any(c.dep_ == "mark" for c in child.children)
        joined = any(c.dep_ == "cc" for c in scene.token(at).children if at < c.i < child.i)
        tag = joined and _tags(scene, inner)
        if own and comma and not marked and span[0] < start < span[1] and ((subordinate and not joined) or tag):
            stop = max(i for i in range(at, start + 1) if scene.token(i).text == ",")
            return scene.trim((span[0], max(stop, at + 1)))
    return span


def _tags(scene: Scene, frame: Frame) -> bool:
    said = any(r.frame in ("content", "tell", "no-words") for r in rows_for("verb", frame.lemma))
    return said and bool(scene.speakers(frame.subjects))


def _of_noun(scene: Scene, frame: Frame, clause: Clause) -> bool:
    """True if the clause belongs to a noun of speech before it ("responded to claims by X that ...")."""
    nouns = [scene.frames[f.head] for _, f in frame.preps if f.head in scene.frames and f.head > frame.trigger]
    return any(n.trigger < clause.span[0] and voiced(scene, n) for n in nouns)


def _whole(frame: Frame, clause: Clause) -> bool:
    return clause.span[1] - clause.span[0] >= 2 or clause.kind == "quote"


def _quotation_beside(scene: Scene, frame: Frame) -> TokenSpan | None:
    """A quotation that only punctuation parts from the tag, where the parser has not tied the two."""
    if scene.document.in_quotation[frame.trigger] >= 0:
        return None
    runs = scene.quotations_in(scene.document.sentence(frame.trigger))
    heads = [frame.trigger, *(f.head for f in frame.subjects), *(f.head for f in frame.recipients)]
    heads.extend(f.head for _, f in frame.preps if abs(f.head - frame.trigger) < 12)
    left, right = min(heads), max(heads)
    for run in runs:
        between = range(run[1], left) if run[1] <= left else range(right + 1, run[0])
        if all(_slack(scene, i) for i in between) and not run[0] <= frame.trigger < run[1]:
            return run
    return None


def _slack(scene: Scene, i: int) -> bool:
    token = scene.token(i)
    slack = token.pos_ in ("DET", "ADJ", "ADV", "PROPN", "ADP", "PART")
    return token.is_punct or token.is_space or slack or token.dep_ in ("compound", "nmod", "prt", "poss")


def _comment_clause(scene: Scene, frame: Frame) -> TokenSpan | None:
    """The main clause beside "..., the minister said." or "As the minister noted, ..." (Quirk et al. 15.53-54)."""
    if frame.objects or frame.tense not in ("past", "present"):
        return None
    first, last = scene.document.sentence(frame.trigger)
    tag = sorted([frame.trigger, *(i for f in frame.subjects for i in range(*f.span) if first <= i < last)])
    left, right = tag[0], tag[-1] + 1
    as_clause = any(c.lower_ in _OPINION and c.i < frame.trigger for c in scene.token(frame.trigger).children)
    if as_clause:
        left = min(c.i for c in scene.token(frame.trigger).children if c.lower_ in _OPINION)
        rest = (right, last) if left <= first + 1 else (first, left)
        return _finite(scene, rest)
    if left > first + 2 and scene.token(left - 1).text == "," and right - left <= 14:
        rest_after = [i for i in range(right, last) if not scene.token(i).is_punct]
        tail = all(scene.token(i).pos_ in ("ADP", "PROPN", "NOUN", "DET", "NUM", "ADJ", "ADV") for i in rest_after)
        if tail and not frame.clauses:
            return _finite(scene, (first, left))
    return None


def _finite(scene: Scene, span: TokenSpan) -> TokenSpan | None:
    """The span, trimmed, if it holds a finite verb: a clause and no mere adjunct."""
    span = scene.trim(span)
    tenses = ("past", "present", "future")
    held = any(i in scene.frames and scene.frames[i].tense in tenses for i in range(*span))
    return span if held else None


def _complement(frame: Frame, row: Row) -> TokenSpan | None:
    clause = frame.clause(row.frame)
    if clause is None or clause.trigger < frame.trigger or (row.frame == "to" and frame.objects):
        return None
    return clause.span


def _described(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """ "described X as Y", "called X Y": from X to the end of Y."""
    if row.cls == "call":
        return _called(scene, frame)
    ends = [f.span[1] for f in frame.prep("as")]
    ends.extend(scene.frames[at].span[1] for name, at in frame.adverbials if name == "as" and at in scene.frames)
    ends.extend(_bare_as(scene, frame))
    after = [e for e in ends if e > frame.trigger]
    if not after or (frame.passive and not frame.objects):
        return None
    if not frame.objects:  # the object stands last: "described as absurd a report that ..."
        return scene.trim((frame.trigger + 1, max(after)))
    start = min(frame.trigger + 1, *(f.span[0] for f in frame.objects))
    return scene.trim((start, max(*after, *(f.span[1] for f in frame.objects))))


def _bare_as(scene: Scene, frame: Frame) -> Iterator[int]:
    """The ends of "as" with an adjective, which is no noun phrase ("dismissed it as absurd")."""
    for child in scene.token(frame.trigger).children:
        if child.lower_ == "as" and child.i > frame.trigger:
            yield max(t.i for t in child.subtree) + 1
    for filler in frame.objects:
        for child in scene.token(filler.head).children:
            if child.lower_ == "as" and child.i > filler.head:
                yield max(t.i for t in child.subtree) + 1


def _called(scene: Scene, frame: Frame) -> TokenSpan | None:
    """An object with a predicate of its own: "called the vote a farce" ("oprd", or a verbless clause)."""
    token = scene.token(frame.trigger)
    if frame.passive:
        return None
    for child in token.children:
        if child.i <= frame.trigger:
            continue
        small = child.dep_ in ("ccomp", "xcomp") and child.pos_ in ("ADJ", "NOUN", "PROPN")
        second = child.dep_ == "dobj" and any(c.dep_ == "dobj" and c.i < child.i for c in token.children)
        if child.dep_ == "oprd" or small or second:
            end = max(t.i for t in child.subtree) + 1
            return scene.trim((frame.trigger + 1, end))
    return None


def _prepositional(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    wanted = row.words("preps")
    found = [scene.full(f) for name, f in frame.preps if name in wanted and f.head > frame.trigger]
    found.extend(
        (at, scene.frames[at].span[1]) for name, at in frame.adverbials if name in wanted and at in scene.frames
    )
    for thing in frame.objects:  # the parser hangs the preposition on the object as often as not
        noun = scene.frames.get(thing.head)
        after = noun.prep(*wanted) if noun is not None else ()
        found.extend(scene.full(f) for f in after if f.head > thing.head)
    if not found:
        return None
    spans = [*found, *(f.span for f in frame.objects if f.head > frame.trigger)]
    return scene.trim((min(s for s, _ in spans), max(e for _, e in spans)))


def _nominal(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """What is announced, condemned or expressed; "*" among the row's objects stands for any noun."""
    if not frame.objects or (frame.recipients and row.cls == "deny"):
        return None
    heads = {scene.token(f.head).lemma_.lower() for f in frame.objects}
    if heads & set(row.words("except")):
        return None
    wanted = row.words("objects")
    if wanted and "*" not in wanted and not heads & set(wanted):
        return None
    first = frame.objects[0]
    if scene.token(first.head).pos_ == "PRON" and (row.flag("things") or wanted):
        return None
    if row.flag("things") and _person(scene, first):
        return None
    if frame.passive and first.how is How.RELATIVE:
        # Set off by a comma it tells something; else it only says which one is meant ("the plan announced by X").
        apart = any(scene.token(i).text in (",", "(", "—", "–") for i in range(first.span[1], frame.trigger))
        return first.span if apart or frame.tense != "participle" else None
    ends = [scene.full(f)[1] for f in frame.objects]
    if row.cls == "judge":  # what somebody is blamed, praised or thanked for belongs to what was said
        ends.extend(scene.full(f)[1] for f in frame.prep("of", "for", "over") if f.head > first.head)
        deeds = [at for name, at in frame.adverbials if name in ("of", "for") and at in scene.frames]
        ends.extend(scene.frames[at].span[1] for at in deeds if at > first.head)
    if row.cls == "cite":
        ends.extend(c.span[1] for c in frame.clauses if c.trigger > frame.trigger)
    return scene.trim((min(f.span[0] for f in frame.objects), max(ends)))


def _person(scene: Scene, filler: Filler) -> bool:
    token = scene.token(filler.head)
    return (token.ent_type_ in _PERSONS and token.pos_ == "PROPN") or scene.resolver.is_actor(filler)


__all__ = ["IMPLICATIVE", "blocked", "content_of", "speakers_of", "told", "verb_drafts"]
