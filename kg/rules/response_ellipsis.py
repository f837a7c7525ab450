"""Answers that leave out what was asked: "was asked to leave but refused", "said it would do so", "refused to".

The deed is known from the demand right before, so English leaves it out (null complement anaphora and ellipsis of the
verb phrase: Hankamer and Sag 1976) or puts a pro-form for it (Halliday and Hasan 1976 on substitution):

* a verb of agreeing or refusing with nothing behind it ("Kenya declined", "the army obliged", "refused outright");
* "do so", "do it", "do that" under a verb of agreeing, refusing or being able, or under "will", "would", "cannot";
* a modal alone ("said it would not").

Read only where whoever answers is the one who was asked, in the same sentence or right before.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.candidates import ResponseCandidate
from kg.demands.parties import Party
from kg.frames.frame import Frame
from kg.model import ResponseType
from kg.reading import Reading
from kg.responses.conditions import conditional
from kg.responses.stances import Finding, Stances, stance_rows, words

_YES, _NO, _IF = ResponseType.ACCEPTANCE, ResponseType.REFUSAL, ResponseType.CONDITION
_PRO_FORMS = frozenset({"so", "it", "that", "this"})
_WILL = frozenset({"will", "would", "shall", "be going to"})
_MAY = frozenset({"might", "may", "could"})
_CAN = frozenset({"can", "could", "be able to"})
_UNABLE = frozenset({"unable", "unwilling", "reluctant", "afford"})
_ABLE = frozenset({"ready", "willing", "prepared", "happy"})
_NOT = frozenset({"not", "n't", "n’t", "never"})
_PROVIDED = frozenset({"provided", "providing"})  # "agreed, provided that"
_MANNER = frozenset(
    {"condition", "principle", "part", "full", "vain", "private", "theory", "writing"}
)  # "agreed in principle"
_OTHER = frozenset({"as", "about", "among", "between"})


def find(reading: Reading) -> Iterator[ResponseCandidate]:
    """The answers that leave the deed out."""
    stances = reading.once(Stances)
    for frame in reading.frames.values():
        if frame.pos != "noun" and stances.scene.readable(frame.trigger):
            yield from stances.tell_first(pattern(stances, frame) for pattern in (_bare, _doing_so, _modal_alone))


def _bare(stances: Stances, frame: Frame) -> Finding | None:
    """ "was asked to leave but refused", "Kenya declined"."""
    lemma = frame.lemma.split(" ")[0]
    yes, no = lemma in words("bare_yes"), lemma in words("bare_no")
    if (
        frame.pos != "verb"
        or frame.passive
        or frame.relation in ("relcl", "acl")
        or not (yes or no)
        or _complemented(stances, frame)
    ):
        return None
    if frame.tense not in ("past", "present", "future") and not frame.modal:
        return None
    if any(row.frame == "yield" for row in stance_rows(frame)) and (frame.negated or stances.happened(frame)):
        return None  # response_commitments tells of yielding
    kind = _NO if no or frame.negated else _YES
    if frame.negated and no:
        return None
    return _told(stances, frame, frame, kind, "bare")


def _complemented(stances: Stances, frame: Frame) -> bool:
    """True if the verb has something to be about, or is a tag of speech ("“Yes,” he agreed")."""
    behind = [(name, stances.scene.frame(at)) for name, at in frame.adverbials if at > frame.trigger]
    adverbial = any(n == "as" or (n == "" and (f is None or f.tense == "infinitive")) for n, f in behind)
    spoken = any(s.trigger == frame.trigger for s in stances.reading.segments)
    about = any(
        name in ("to", "with", "on", "in", "that") and stances.scene.lower(f.head) not in _MANNER
        for name, f in frame.preps
    )
    clauses = [c for c in frame.clauses if stances.scene.lower(max(c.span[0] - 1, 0)) not in _PROVIDED]
    return bool(frame.objects or clauses or frame.recipients) or about or adverbial or spoken


def _doing_so(stances: Stances, frame: Frame) -> Finding | None:
    """ "refused to do so", "said it would do so", "cannot do that"."""
    if frame.lemma.split(" ")[0] != "do" or frame.pos != "verb":
        return None
    lower, doc = stances.reading.document.lower, stances.reading.document.doc
    after = frame.trigger + 1
    if after >= len(doc) or lower[after] not in _PRO_FORMS or doc[after].dep_ == "mark":
        return None
    above = stances.scene.frame(frame.parent) if frame.tense == "infinitive" else None
    if above is None:
        kind = _by_modal(frame)
        if kind is None and frame.modal in _MAY and not frame.negated and conditional(stances.reading, frame):
            kind = _IF  # "might do so if"
        return _told(stances, frame, frame, kind, "do-so") if kind is not None else None
    first = above.lemma.split(" ")[0]
    if first in words("bare_no") | _UNABLE:
        refuses = not above.negated or first == "afford"
        unable = first != "afford" or above.negated or above.modal in _CAN
        return _told(stances, above, frame, _NO, "do-so") if refuses and unable else None
    if first in words("bare_yes") | words("binding") | _ABLE:
        return _told(stances, above, frame, _NO if above.negated or frame.negated else _YES, "do-so")
    return None


def _modal_alone(stances: Stances, frame: Frame) -> Finding | None:
    """ "said it would not", "said that it would", "said he could not", with nothing behind the modal."""
    document = stances.reading.document
    token, (_, end) = document.doc[frame.trigger], document.sentence(frame.trigger)
    after = frame.trigger + 1
    while after < end and document.lower[after] in _NOT:
        after += 1
    closed = after >= end or document.doc[after].is_punct or document.doc[after].tag_ == "CC"
    lemma = document.lower[frame.trigger]
    bare = not (frame.objects or frame.clauses or frame.attributes or frame.preps)
    if token.tag_ != "MD" or not closed or not bare or frame.relation in ("relcl", "acl", "advcl"):
        return None
    will, can = lemma in _WILL | {"wo", "'ll"}, lemma in _CAN | {"ca"}
    kind = _NO if frame.negated and (will or can) else _YES if will and not frame.negated else None
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    if kind is None or not stances.answers.own_words(by, frame.trigger):
        return None
    return _told(stances, frame, frame, kind, "modal")


def _by_modal(frame: Frame) -> ResponseType | None:
    """What "would do so", "will not do so", "cannot do so" answer."""
    if frame.modal in _WILL or frame.tense == "future":
        return _NO if frame.negated else _YES
    return _NO if frame.modal in _CAN and frame.negated else None


def _told(stances: Stances, frame: Frame, deed: Frame, kind: ResponseType, how: str) -> Finding | None:
    """The finding, if the one who answers was asked right before."""
    by = stances.answers.answerer(frame.subjects, frame.trigger)
    pronoun = any(stances.scene.lower(f.head) in ("he", "she", "it", "they") for f in frame.subjects)
    asked = stances.answers.just_asked(frame.subjects, frame.trigger) if pronoun else ()
    if asked and not stances.answers.own_words(by, frame.trigger):
        by = Party(actors=asked)  # "asked Mr Baz to stay. He agreed": who is asked answers
    if not stances.scene.resolved(by) or stances.asked_for(frame) or stances.answers.is_denied(frame.trigger):
        return None
    own = how == "modal" or (
        deed.modal in _WILL | _MAY and (stances.answers.own_words(by, frame.trigger) or frame.tense == "future")
    )
    if not own and not frame.negated and not stances.happened(frame):
        return None
    to = _asked_just_now(stances, by, frame)
    if to < 0:
        return None
    bound = conditional(stances.reading, deed) or conditional(stances.reading, frame)
    if bound:
        kind = _IF
    rule = f"response-ellipsis:{how}"
    end = max(frame.trigger, deed.trigger + (1 if deed is not frame or how == "do-so" else 0)) + 1
    start = min(frame.trigger, deed.trigger)
    return Finding(rule, frame.trigger, by, kind, to, None, None, Decimal("0.7"), (start, end))


def _asked_just_now(stances: Stances, by: Party, frame: Frame) -> int:
    """The last demand on ``by``, in the same sentence or the one before, if no other deed was told since; or -1."""
    to = stances.near(by, frame.trigger, 1, named=True)
    if to >= 0:
        return to
    where, who = stances.reading.document.sentence_index, set(stances.scene.resolved(by))
    same = [
        d.trigger for d in stances.answers.told.near(frame.trigger, 0)
        if d.trigger < frame.trigger and where(d.trigger) == where(frame.trigger)
        and who & set(stances.asked(d)) and not who & set(stances.asker(d))
        and not d.action[0] <= frame.trigger < d.action[1]
    ]  # fmt: skip
    return max(same, default=-1)
