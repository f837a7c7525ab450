"""Forms of the verbs of speech that tag a quotation, as the text layer needs them before any parse.

A closed list of report verbs that take a quotation (Quirk et al. 1985, 14.28-30); the frames of speech verbs, with
what each needs around it, are in kg/lexicon.
"""

from __future__ import annotations

import re

TAG = re.compile(
    r"\b(?:say|says|said|saying|told|tells|telling|ask|asks|asked|add|adds|added|adding|write|writes|wrote|"
    r"stated|states|declared|declares|announced|announces|replied|replies|answered|answers|responded|responds|"
    r"warned|warns|insisted|insists|explained|explains|noted|notes|remarked|commented|continued|argued|argues|"
    r"concluded|tweeted|posted|stressed|shouted|exclaimed|joked|demanded|quoted|reads|read)\b"
)


def word_set(words: str) -> frozenset[str]:
    """The words of a string, as a set."""
    return frozenset(words.split())
