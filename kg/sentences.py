"""Where sentences start in a clean text."""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cmdr adm sgt sen rep gov pres amb hon rev st jr sr no nos vs etc inc ltd co corp"
    " jan feb mar apr jun jul aug sep sept oct nov dec mt ft fig art para approx est dept min".split()
)
_END = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")


def sentence_starts(clean: str) -> tuple[int, ...]:
    """Offsets at which a sentence starts, 0 first."""
    starts = [0]
    for found in _END.finditer(clean):
        mark = clean[found.start() : found.end()].rstrip()
        before = clean[starts[-1] : found.start()].split()
        word = before[-1].lstrip("(\"“‘'[") if before else ""
        if mark.startswith(".") and not mark.startswith("..") and (
            word.lower() in _ABBREVIATIONS or re.fullmatch(r"(?:[A-Za-z]\.)*[A-Z]", word)
        ):
            continue
        starts.append(found.end())
    return tuple(starts)
