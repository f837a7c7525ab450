"""Quotations of a text: what stands between quotation marks."""

from __future__ import annotations

import re

from kg.text import Block, Quotation

_PAIR = re.compile(r"“([^“”]*)”|\"([^\"\n]*)\"")


def quotations(text: str, blocks: tuple[Block, ...] = ()) -> tuple[Quotation, ...]:
    """The quotations of ``text``, in order."""
    out = []
    for found in _PAIR.finditer(text):
        start, end = found.span(1) if found.group(1) is not None else found.span(2)
        words = text[start:end].split()
        if words:
            out.append(Quotation(start, end, True, len(words) <= 8 and words[0][0].islower()))
    return tuple(out)
