"""Segments of whoever issued the text: sentences that say "we" or "I", or speak of "our" deeds as the issuer's.

A personal pronoun as subject is enough. A possessive is enough where it is the subject's ("Our teams will stay"), or
where the subject is the issuer by name ("Norway stands by our allies"); elsewhere "our" is whoever reads ("our
planet"), and in a sheet of facts or a readout it is style.

Whoever signs a statement and says "I" in it speaks all of it: each of its sentences is that person's, but for those
that give somebody else's words. A "we" alone is an office's, which signs what it reports as well. Each sentence of a
text that is signed in a line above it, or is a speech by its title, is its speaker's (``kg.attribution.signed``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.attribution.parts import Draft, Scene
from kg.attribution.runs import Owner, spoken
from kg.attribution.signed import SIGNED
from kg.document import TokenSpan
from kg.frames.frame import How
from kg.model import ActorKind
from kg.text.cleaned import BlockKind

_PLAIN = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
_OWN = frozenset({"our", "my", "ours", "ourselves"})
_FINITE = ("past", "present", "future")
_STYLED = ("fact sheet", "readout", "background")


def issuer_drafts(scene: Scene, tagged: Sequence[Draft]) -> Iterator[Draft]:
    """One segment for each sentence in which whoever issued the text speaks of itself."""
    if not scene.voice:
        return
    document = scene.document
    whole = _personal(scene)
    rule = SIGNED if scene.signer else "speech:issuer"
    drafts = [d for d in tagged if d.segment.how is How.ISSUER and (d.segment.statement or not scene.signer)]
    done = {document.sentence_index(d.segment.evidence[0]) for d in drafts}
    for number, span in enumerate(document.sentences):
        if document.kind(span[0]) not in _PLAIN or number in done:
            continue
        told = [d.segment.span for d in tagged if d.segment.how is not How.ISSUER and d.segment.direct is False]
        free = [i for i in range(*span) if _we_subject(scene, i) and not any(s <= i < e for s, e in told)]
        if free or _own(scene, span) or (whole and _tells(scene, span, [] if scene.signer else tagged)):
            draft = spoken(scene, span, Owner(actors=scene.voice), rule, How.ISSUER, False)
            yield replace(draft, segment=replace(draft.segment, direct=False))


def _personal(scene: Scene) -> bool:
    """True if the text is one person's own: it is a person's by its title, and that person says "I"."""
    if scene.signer:
        return True
    if len(scene.voice) != 1 or scene.voice[0].kind is not ActorKind.PERSON:
        return False
    return any(t.lower_ == "i" and _we_subject(scene, t.i) for t in scene.document.all_tokens if _plain(scene, t.i))


def _plain(scene: Scene, i: int) -> bool:
    return scene.document.kind(i) in _PLAIN


def _tells(scene: Scene, span: TokenSpan, tagged: Sequence[Draft]) -> bool:
    """True for a sentence with a finite verb in which nobody else is said to have said something."""
    others = any(span[0] <= d.segment.evidence[0] < span[1] and d.segment.statement for d in tagged)
    finite = any((f := scene.frames.get(i)) is not None and f.tense in _FINITE for i in range(*span))
    return finite and not others and any(scene.document.in_quotation[i] < 0 for i in range(*span))


def _we_subject(scene: Scene, i: int) -> bool:
    token = scene.token(i)
    subject = token.lower_ in ("we", "i") and token.dep_.startswith("nsubj") and scene.document.in_quotation[i] < 0
    return subject and not any(up.dep_ in ("relcl", "acl") for up in (token.head, *token.head.ancestors))


def _own(scene: Scene, span: TokenSpan) -> bool:
    """True if the sentence speaks of what is the issuer's as the issuer does."""
    if any(word in scene.document.report.title.lower() for word in _STYLED):
        return False
    free = [scene.token(i) for i in range(*span) if scene.document.in_quotation[i] < 0]
    words = {t.lower_ for t in free}
    if "me" in words:  # nobody but a person is "me"
        return all(a.kind is ActorKind.PERSON for a in scene.voice)
    if not words & _OWN:
        return False
    main = next((f for i in range(*span) if (f := scene.frames.get(i)) is not None and f.relation == "root"), None)
    if main is None or main.pos == "noun":
        return False
    surface = main.objects if main.passive else main.subjects
    heads = [f for f in surface if span[0] <= f.head < span[1] and f.head < main.trigger]
    if any(c.lower_ in _OWN for f in heads for c in scene.token(f.head).children):
        return True
    ours = {name for a in scene.voice for name in (a.name, a.country, a.part_of.name if a.part_of else "") if name}
    return any(a.name in ours or a.country in ours for f in heads for a in scene.resolver.actors(f))


__all__ = ["issuer_drafts"]
