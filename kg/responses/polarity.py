"""What a stretch of speech answers to whoever asked: a condition, a refusal, a delay, a yes; read off its polarity.

Negated main clauses, judgements, plain answers and a few verbs (Quirk et al. 1985, 11.7 on responses to requests).
"""

from __future__ import annotations

from kg.document import TokenSpan
from kg.frames.frame import Frame
from kg.model import ResponseType
from kg.responses.conditions import bound
from kg.responses.stances import Stances, phrases, words


def answer_in(stances: Stances, span: TokenSpan) -> ResponseType | None:
    """What a stretch of speech answers: a condition, a refusal, a delay, an acceptance; None if nothing."""
    doc = stances.reading.document.doc
    low = [t.lower_ for t in doc[span[0] : span[1]]]
    text = " ".join(low)
    plain = " ".join(w for w in low if w.isalpha() or "'" in w).strip()
    if plain in phrases("plain_no") or plain in phrases("plain_yes"):
        return ResponseType.REFUSAL if plain in phrases("plain_no") else ResponseType.ACCEPTANCE
    if any(phrase in text for phrase in ("not only", "no doubt", "not just")):
        return None
    negated = bool(set(low) & words("negations"))
    until = {"until", "before", "unless", "till"} & set(low)
    if any(c in text for c in ("only if", "only when", "only after", "provided that", "as long as", "on condition")):
        return ResponseType.CONDITION
    ifs = [w for w in low if w.isalpha()][:1] == ["if"]
    if (until and negated) or (ifs and {"will", "would", "'d", "'ll", "could", "might"} & set(low) and not negated):
        return ResponseType.CONDITION
    frames = [f for i in range(*span) if (f := stances.scene.frame(i)) is not None]
    main = [f for f in frames if f.relation not in ("relcl", "acl", "advcl")]
    lemmas = {f.lemma for f in main if not f.negated}
    if any(phrase in text for phrase in phrases("later")):
        return ResponseType.DEFERRAL
    tells = (f for f in main if f.pos != "noun" and not f.negated and not (f.passive and f.attributes))
    delays = {f.lemma for f in tells}  # no "is considered a help", no "this is a review of exports"
    if delays & words("delaying") and not any(f.negated for f in main if f.pos == "verb"):
        return ResponseType.DEFERRAL
    if stances.judgement(span) or any(_denies(stances, f) for f in main) or lemmas & words("refusing"):
        return ResponseType.REFUSAL
    if lemmas & words("accepting") and not negated:
        return ResponseType.ACCEPTANCE
    return None


def bound_promise(stances: Stances, span: TokenSpan) -> ResponseType | None:
    """A condition for "would free them once ...", as a reply."""
    low = stances.reading.document.lower[span[0] : span[1]]
    return ResponseType.CONDITION if {"will", "would", "'ll", "ready"} & set(low) and bound(low) else None


def _denies(stances: Stances, frame: Frame) -> bool:
    """True for a clause that denies: a negated verb, or a subject or object under "no"."""
    if frame.pos == "verb" and frame.negated:
        return frame.lemma not in ("know", "doubt", "mind", "want to")
    doc = stances.reading.document.doc
    heads = [f.head for f in (*frame.subjects, *frame.objects, *frame.attributes)]
    return frame.pos == "verb" and any(
        c.lower_ in ("no", "nobody", "none") for h in heads for c in (doc[h], *doc[h].children)
    )
