"""Provisos: on what a demand depends ("unless the talks resume", "provided that the ports stay open").

A conditional clause that hangs on the deed or on the asking restricts the demand (Quirk et al. 1985, 15.32 to 15.37:
"if", "unless", "as long as", "provided", "on condition"). Where the clause itself holds the deed ("will not pay unless
Chile withdraws") it is the demand, and no proviso.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.document import TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MARKS: Final = frozenset({"unless", "if"})
_PARTICIPLES: Final = frozenset({"provided", "providing", "assuming"})
_NOT: Final = frozenset({"even", "as"})  # "even if" restricts nothing, "as if" likens


def proviso(doc: Doc, *heads: int) -> TokenSpan | None:
    """The first conditional clause or phrase under one of the tokens."""
    for head in heads:
        for child in doc[head].children:
            if (span := _span(child)) is not None:
                return span
    return None


def _span(child: Token) -> TokenSpan | None:
    doc, start, end = child.doc, child.left_edge.i, child.right_edge.i + 1
    if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _MARKS for c in child.children):
        start = next(c.i for c in child.children if c.dep_ == "mark")
        before = doc[start - 1].lower_ if start else ""
        if before in _NOT or doc[start].lower_ in _NOT:
            return None
        start -= before == "only"
    elif child.lower_ in _PARTICIPLES and child.dep_ in {"prep", "advcl"}:
        if not any(c.dep_ in {"pcomp", "ccomp"} for c in child.children):
            return None
    elif child.lower_ == "long" and any(c.dep_ == "advcl" for c in child.children):
        start = min(start, child.i - 1) if child.i and doc[child.i - 1].lower_ in {"as", "so"} else start
    elif not _on_condition(child):
        return None
    while end > start and doc[end - 1].is_punct:
        end -= 1
    return (start, end)


def _on_condition(child: Token) -> bool:
    """True of "on condition that observers are admitted", not of "on condition of anonymity"."""
    if child.dep_ != "prep" or child.lower_ not in {"on", "under"}:
        return False
    nouns = [c for c in child.children if c.dep_ == "pobj" and c.lower_ == "condition"]
    return any(c.dep_ in {"acl", "relcl", "ccomp"} for noun in nouns for c in noun.children)


__all__ = ["proviso"]
