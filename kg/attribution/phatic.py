"""Words that tell nothing: thanks, greetings, asides, scraps (Malinowski's phatic communion)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.attribution.parts import Scene
from kg.attribution.words import speech_words
from kg.document import TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINING = frozenset({"so", "and", "but", "well", "again", "once", "now", "then", "ok", "okay", "first", "all", "of"})
_LEADS = _JOINING | frozenset({"many", "very", "much", "my", "our", "just", "also", "oh", "yeah", "yes"})
_GLAD = frozenset(
    {"good", "great", "nice", "wonderful", "pleasure", "honor", "honour", "privilege", "delight", "lovely", "pleased"}
    | {"delighted", "honored", "honoured", "happy", "glad"}
)
_WISH = (
    ["want", "to", "thank"],
    ["would", "like", "to", "thank"],
    ["'d", "like", "to", "thank"],
    ["wish", "to", "thank"],
)
_HERE = frozenset({"here", "you", "back"})
_SHORT = 10
_GREETING = 18


def phatic(scene: Scene, span: TokenSpan) -> bool:
    """True for thanks, greetings and scraps."""
    words = [scene.token(i) for i in range(*span) if not scene.token(i).is_punct and not scene.token(i).is_space]
    words = _past_aside(words, scene, span)
    if len(words) < 3 or not any(t.pos_ in ("VERB", "AUX") for t in words):
        return True
    text = scene.document.words(span).strip()
    if text.startswith("(") and text.rstrip(".").endswith(")"):
        return True  # a stage direction
    if len(words) < _GREETING and {"take", "questions"} <= {t.lower_ for t in words}:
        return True  # "I'm happy to take your questions."
    if words[0].lower_ in ("hello", "hi", "welcome") and len(words) < 14:
        return True
    if [t.lower_ for t in words[:2]] == ["god", "bless"] or (words[0].lower_ == "if" and len(words) < 5):
        return True  # a blessing; "If I may."
    if words[0].lower_ in ("i", "we") and _welcoming(words) and len(words) < _SHORT:
        return True
    core = _past_leads(words)
    if core and core[0].lower_ in ("thank", "thanks") and not _second_clause(core[0]):
        return True
    if len(words) < _GREETING and (_pleased(core) or _wishing(core)):
        return True
    determiner = words[0].dep_ == "det"  # "No decision has been made."
    return len(words) < 6 and words[0].lower_ in speech_words("phatic") and not determiner


def _past_aside(words: list[Token], scene: Scene, span: TokenSpan) -> list[Token]:
    """The words behind "(Via interpreter)" and the like at the beginning."""
    if scene.token(span[0]).text not in ("(", "["):
        return words
    close = next((i for i in range(*span) if scene.token(i).text in (")", "]")), -1)
    return [t for t in words if t.i > close] if 0 < close < span[1] - 2 else words


def _past_leads(words: list[Token]) -> list[Token]:
    """The words behind "So, once again, Mr. President," and "And many, many"."""
    at = 0
    while at < len(words) and at < 8:
        token = words[at]
        address = token.pos_ == "PROPN" and not token.dep_.startswith("nsubj")
        if token.lower_ not in _LEADS and not address:
            break
        at += 1
    return words[at:]


def _welcoming(words: list[Token]) -> bool:
    """True for "I thank you", "We welcome Minister Berg"; what is welcomed else ("the deal") is told."""
    verb = words[1]
    if verb.lemma_.lower() != "welcome":
        return verb.lemma_.lower() == "thank"
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return not objects or any(o.pos_ in ("PRON", "PROPN") for o in objects)


def _pleased(words: list[Token]) -> bool:
    """True for "it's great to have you here", "I'm delighted to be back": pleasantries on meeting."""
    if len(words) < 4 or words[0].lower_ not in ("it", "i", "we", "what", "great", "good") or words[0].lower_ in _HERE:
        return False
    head = {t.lower_ for t in words[1:6]}
    rest = {t.lower_ for t in words[3:]}
    return bool(head & _GLAD) and "to" in rest and bool(rest & _HERE) and "that" not in rest


def _wishing(words: list[Token]) -> bool:
    """True for "I'd like to thank the minister"."""
    said = [t.lower_.replace("’", "'") for t in words[1:8] if t.lower_ not in ("also", "just", "really", "first")]
    return bool(words) and words[0].lower_ in ("i", "we") and any(said[: len(w)] == w for w in _WISH)


def _second_clause(thanks: Token) -> bool:
    """True if a clause of its own stands beside the thanks ("Thank you, we are ready")."""
    beside = [thanks.head, *thanks.children] if thanks.head.i != thanks.i else list(thanks.children)
    clauses = [t for t in beside if t.pos_ in ("VERB", "AUX") and t.dep_ in ("ROOT", "conj", "ccomp", "parataxis")]
    return any(c.dep_ == "nsubj" for t in clauses for c in t.children)


__all__ = ["phatic"]
