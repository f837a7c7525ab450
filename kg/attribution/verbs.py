"""Segments that hang on a verb of speech: "X said that", "said X", "X told Y", "X condemned the raid".

A verb of speech reports words only where somebody is said to have used them: not under a modal, a negation, a
condition or a verb of intention (Karttunen 1971, "Implicative verbs"; "will announce", "refused to say"), and only if
whoever is its subject can speak.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.attribution.citing import cited
from kg.attribution.clauses import clausal, interposed
from kg.attribution.parts import Draft, Scene, as_how, rows_for
from kg.attribution.phatic import phatic
from kg.attribution.phrases import complement, described, nominal, prepositional, quoted_words
from kg.attribution.words import speech_words
from kg.document import TokenSpan
from kg.frames.frame import Filler, Frame, How
from kg.frames.inversion import condition_by_order
from kg.lexicon.rows import Row
from kg.model import ActorKind
from kg.text.cleaned import BlockKind

IMPLICATIVE = frozenset({"go", "continue", "proceed", "begin", "start", "manage", "hasten", "dare", "use", "take"})
"""Verbs whose infinitive is said to have come about ("went on to say")."""

_COME_ABOUT = frozenset(f"{verb} to" for verb in IMPLICATIVE)
_INTENDING = frozenset({"plan", "consider", "avoid", "refrain", "stop", "contemplate", "mull"})
_INSTEAD = frozenset({"instead of", "rather than", "without", "from", "against", "of", "instead", "than"})
_SPEAKING = frozenset({"speak", "call", "write", "phone", "telephone", "talk"})
_PLAIN_SAYING = frozenset({"say", "add", "note", "state", "warn", "stress", "insist", "claim", "argue", "deny"})
_SELDOM = frozenset({"rarely", "seldom", "hardly", "barely", "usually"})
_OPEN = frozenset({"any", "no", "whatever"})
_SPOKEN_BLOCKS = frozenset({BlockKind.TURN, BlockKind.QUOTED})
_IRREAL = frozenset({"if", "unless", "whether", "lest"})


def verb_drafts(scene: Scene) -> Iterator[Draft]:
    """The segments of all verbs of speech, in the order of the text."""
    for frame in scene.frames.values():
        if frame.pos != "verb" or not scene.readable(frame.trigger):
            continue
        frame = _with_particle(frame)
        rows = [r for r in rows_for("verb", _lemma(scene, frame)) if r.frame != "no-words" and r.cls != "idiom"]
        rows = [r for r in rows if not r.flag("official") or _official(scene, frame)]
        if frame.negated and not frame.modal:  # "did not rule out": what is left open is said all the same
            open_ = [r for r in rows if r.flag("negated")]
            rows, frame = (open_, replace(frame, negated=False)) if open_ else (rows, frame)
        if not rows or blocked(scene, frame):
            continue
        draft = cited(scene, frame, rows) or _spoken(scene, frame, rows)
        if draft is not None:
            yield draft


def _with_particle(frame: Frame) -> Frame:
    """The verb with a particle that the parser took for an adverb or a preposition: "shrugged off it"."""
    if " " in frame.lemma:
        return frame
    for word in frame.adverbs:
        if rows_for("verb", f"{frame.lemma} {word}"):
            return replace(frame, lemma=f"{frame.lemma} {word}")
    for word, filler in frame.preps:
        if not frame.objects and rows_for("verb", f"{frame.lemma} {word}"):
            return replace(frame, lemma=f"{frame.lemma} {word}", objects=(filler,))
    return frame


def _official(scene: Scene, frame: Frame) -> bool:
    """True in the words of a body that issues a text: there what states do together is what they say."""
    return scene.resolver.issuer() is not None and scene.document.in_quotation[frame.trigger] < 0


def _lemma(scene: Scene, frame: Frame) -> str:
    """The verb's lemma, with the adjective that makes it a verb of speech ("made clear that")."""
    clear = frame.lemma == "make" and any(t.lower_ == "clear" for t in scene.token(frame.trigger).children)
    return "make clear" if clear else frame.lemma


def blocked(scene: Scene, frame: Frame) -> bool:
    """True if the verb is not said to have happened."""
    if set(frame.adverbs) & _SELDOM:
        return True
    if _free_relative(scene, frame):
        return True
    unreal = frame.negated or frame.tense == "future" or (frame.modal != "" and frame.modal not in _COME_ABOUT)
    if unreal and not interposed(scene, frame) and not _quoted_no(scene, frame):
        return True
    marks = {c.lower_ for c in scene.token(frame.trigger).children if c.dep_ == "mark"}
    if marks & _IRREAL or condition_by_order(scene.document, frame):
        return True
    if frame.passive and frame.lemma in ("ask", "question") and frame.tense == "participle":
        return True  # "Asked by a reporter whether ...": what is told is the answer
    if frame.passive and any(c.lower_ in _OPEN for f in frame.objects for c in scene.token(f.head).children):
        return True
    above = scene.frames.get(frame.parent)
    if above is not None and _of_future(scene, frame, above):
        return True
    if frame.tense == "infinitive":
        if above is not None and _spoke(scene, frame, above):
            return blocked(scene, above)
        if above is None or frame.relation not in ("xcomp", "advcl") or above.lemma.split(" ")[0] not in IMPLICATIVE:
            return True
        return blocked(scene, above)
    if above is None or frame.tense != "participle":
        return False
    if frame.relation in ("prep", "xcomp") and above.lemma in _INTENDING:
        return True
    return any(at == frame.trigger and name in _INSTEAD for name, at in above.adverbials)


def _of_future(scene: Scene, frame: Frame, above: Frame) -> bool:
    """True for a bare verb that shares a "will" ("will meet and agree that"), and for a participle before one."""
    token = scene.token(frame.trigger)
    ahead = above.tense == "future" and above.pos == "verb"
    if frame.tense == "participle":
        return ahead and not frame.passive and frame.relation == "advcl" and frame.trigger < above.trigger
    bare = token.lower_ == token.lemma_ and token.tag_ in ("VB", "VBP")
    own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in token.children)
    return (ahead or above.modal not in ("", *_COME_ABOUT)) and frame.relation == "conj" and bare and not own


def _spoke(scene: Scene, frame: Frame, above: Frame) -> bool:
    """True for "wrote to Berg to tell her that ...": what one speaks for is said in speaking.

    A clause of purpose after a verb of speaking or, in an issued text, of meeting.
    """
    speaking = above.lemma in _SPEAKING or (above.lemma == "meet" and scene.resolver.issuer() is not None)
    past = above.tense == "past" and not above.modal and above.pos == "verb"
    return speaking and past and frame.relation in ("advcl", "xcomp") and frame.trigger > above.trigger


def _free_relative(scene: Scene, frame: Frame) -> bool:
    """True for "what X calls Y", "half of what X had threatened to impose": a name for a thing, no report."""
    token = scene.token(frame.trigger)
    verbs = [token, *(c for c in token.children if c.dep_ in ("xcomp", "ccomp") and c.i > token.i)]
    things = [c for v in verbs for c in v.children if c.lower_ == "what" and c.i < token.i]
    return any(c.dep_ in ("dobj", "attr", "oprd", "pobj") for c in things)


def _quoted_no(scene: Scene, frame: Frame) -> bool:
    """True if it is the quoted words that negate: 'X said: "No comment."'"""
    inside = scene.document.in_quotation
    words = bool(frame.objects) and all(inside[f.head] >= 0 > inside[frame.trigger] for f in frame.objects)
    own = any(c.dep_ == "neg" and inside[c.i] < 0 for c in scene.token(frame.trigger).children)
    return words and not own and not frame.modal and frame.tense != "future"


# ------------------------------------------------------------------------------------------------ speakers
def speakers_of(scene: Scene, frame: Frame) -> tuple[Filler, ...]:
    """Who speaks: the deep subject, that of "quoted X as saying", or nobody."""
    above = scene.frames.get(frame.parent)
    if above is not None and above.lemma == "quote" and any(at == frame.trigger for _, at in above.adverbials):
        return scene.speakers(as_how(above.objects, How.CONTROL))
    if frame.lemma == "quote" and frame.passive and not frame.subjects:  # "was quoted as saying by X"
        saying = [scene.frames.get(at) for name, at in frame.adverbials if name == "as"]
        return scene.speakers(f for said in saying if said is not None for f in said.prep("by"))
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
    if frame.passive or not frame.subjects:
        return ()
    at = scene.token(frame.subjects[0].head)
    which = frame.relation == "relcl" and at.i < frame.trigger and at.lemma_.lower() in speech_words("document")
    if not which and (frame.tense != "participle" or frame.relation not in ("acl", "advcl")):
        return ()
    for _ in range(6):
        sent = [at, *(c for c in at.children if c.dep_ == "dobj" and at.pos_ == "VERB")]
        text = next((t for t in sent if t.lemma_.lower() in speech_words("document") and t.i < frame.trigger), None)
        if text is not None:
            made = scene.issuers(Filler(text.i, (text.i, text.i + 1)))
            verb = scene.frames.get(text.head.i)
            return made or (as_how(verb.subjects, How.CONTROL) if verb is not None and verb.pos == "verb" else ())
        at = at.head
    return ()


def told(scene: Scene, frame: Frame) -> tuple[Filler, ...]:
    """Whom the words were addressed to: recipients, "to X", "in an interview with X"."""
    to = frame.recipients or (frame.objects if frame.lemma in ("tell", "inform", "assure", "remind", "notify") else ())
    found = [f for f in to if scene.resolver.is_actor(f)]
    judging = all(r.cls == "judge" for r in rows_for("verb", frame.lemma))  # "thanked Norway for its aid to refugees"
    found.extend(f for f in frame.prep("to") if not judging and scene.resolver.is_actor(f) and f not in found)
    for setting in frame.prep("in", "during"):
        noun = scene.frames.get(setting.head)
        if noun is not None and noun.lemma in ("interview", "conversation"):
            found.extend(f for f in noun.prep("with", "to") if scene.resolver.is_actor(f) and f not in found)
    return tuple(found)


# ------------------------------------------------------------------------------------------------ content
def _spoken(scene: Scene, frame: Frame, rows: list[Row]) -> Draft | None:
    if _performed(scene, frame, rows) or _setting(scene, frame):
        return None
    speakers = speakers_of(scene, frame) or _it(scene, frame)
    if _shown(scene, frame, speakers):
        return None
    stranger = None if speakers else scene.stranger(frame)
    if not speakers and stranger is None and not scene.own_words(frame.subjects):
        return None
    if scene.document.kind(frame.trigger) in _SPOKEN_BLOCKS and scene.first_person(speakers):
        return None
    for row in rows:
        if row.text("subject") == "medium" and not scene.medium(speakers):
            continue
        content = content_of(scene, frame, row)
        if content is not None and content[0] < content[1]:
            inside = range(*content) if row.frame in ("content", "tell") else ()  # "that aid to Norway would end"
            heard = tuple(f for f in told(scene, frame) if f.head not in inside)
            draft = _thanks(scene, frame, scene.draft(row, frame, speakers, content, heard))
            draft = replace(draft, under=frame.parent) if _quoting(scene, frame) is not None else draft
            if stranger is None:
                return draft
            named = replace(draft.segment, speaker_actors=(stranger,))
            return replace(draft, segment=named) if row.frame in ("content", "tell") else None
    return None


def _thanks(scene: Scene, frame: Frame, draft: Draft) -> Draft:
    """The draft, no statement where the issuer of the text does nothing but thank ("I thank them for that")."""
    polite = draft.segment.how is How.ISSUER and phatic(scene, scene.document.sentence(frame.trigger))
    return replace(draft, segment=replace(draft.segment, statement=False)) if polite else draft


def _it(scene: Scene, frame: Frame) -> tuple[Filler, ...]:
    """ "It said", "one said": a body or a text told of before, one of several; "it was said that" has no speaker."""
    bare = len(frame.subjects) == 1 and scene.token(frame.subjects[0].head).lower_ in ("it", "one", "another")
    bare = bare and frame.subjects[0].span[1] - frame.subjects[0].span[0] == 1
    says = bare and frame.lemma in _PLAIN_SAYING and not frame.passive and frame.tense in ("past", "present")
    return frame.subjects if says and scene.document.in_quotation[frame.trigger] < 0 else ()


_SHOWING = frozenset({"underscore", "underline", "highlight", "illustrate", "demonstrate"})


def _shown(scene: Scene, frame: Frame, speakers: tuple[Filler, ...]) -> bool:
    """True for "the state passed 100 deaths, underscoring the need": what an event shows, nobody has said."""
    above = scene.frames.get(frame.parent)
    if above is None or frame.tense != "participle" or frame.passive or frame.lemma not in _SHOWING:
        return False
    persons = any(a.kind is ActorKind.PERSON for f in speakers for a in scene.resolver.actors(f))
    return frame.relation == "advcl" and not persons and not rows_for("verb", above.lemma)


def _setting(scene: Scene, frame: Frame) -> bool:
    """True for "Commenting on the talks, Berg said ...": the occasion of what is said, no words of its own."""
    above = scene.frames.get(frame.parent)
    if above is None or frame.tense != "participle" or frame.passive or frame.trigger > above.trigger:
        return False
    speaking = any(r.frame in ("content", "tell") for r in rows_for("verb", above.lemma))
    return speaking and frame.relation == "advcl" and frame.lemma in ("comment", "speak", "respond", "reply", "testify")


def _performed(scene: Scene, frame: Frame, rows: list[Row]) -> bool:
    """True for judging and promising in words that are spoken anyhow: "Norway deeply regrets ..." in a quotation.

    In the present tense such a verb performs the act (Austin 1962); it reports nobody else's.
    """
    spoken = scene.document.in_quotation[frame.trigger] >= 0 or scene.document.kind(frame.trigger) in _SPOKEN_BLOCKS
    acts = all(r.cls not in ("say", "tell", "cite", "deny") for r in rows)
    return spoken and acts and frame.tense != "past"


def _quoting(scene: Scene, frame: Frame) -> Frame | None:
    """The verb of quoting over "as saying": who quotes relays."""
    above = scene.frames.get(frame.parent)
    under = above is not None and any(name == "as" and at == frame.trigger for name, at in above.adverbials)
    return (
        above if under and above is not None and any(r.cls == "cite" for r in rows_for("verb", above.lemma)) else None
    )


def _as_saying(scene: Scene, frame: Frame) -> TokenSpan | None:
    """The words before "Berg was quoted as saying"."""
    above = _quoting(scene, frame)
    return quoted_words(scene, above) if above is not None else None


def content_of(scene: Scene, frame: Frame, row: Row) -> TokenSpan | None:
    """The tokens of what was said, if the verb stands in the frame that the row asks for."""
    if row.frame in ("content", "tell"):
        return clausal(scene, frame, row) or _as_saying(scene, frame)
    if row.frame in ("to", "ing"):
        # A result, not a threat: "imports fell, threatening to shut the plant".
        result = row.lemma == "threaten" and frame.tense == "participle" and frame.relation == "advcl"
        return None if result else complement(scene, frame, row)
    if row.frame == "np-as":
        return described(scene, frame, row)
    if row.frame == "pp":
        return prepositional(scene, frame, row)
    return nominal(scene, frame, row)


__all__ = ["IMPLICATIVE", "blocked", "content_of", "speakers_of", "told", "verb_drafts"]
