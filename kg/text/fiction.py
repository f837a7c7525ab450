"""Sentences that tell what happens in a novel, film or play: nobody asked, answered or met anybody there.

A setting ("In the play, a king orders ..."), a synopsis ("The novel follows a mayor who ...") and a character ("The
film's hero urges ..."). A documentary tells of the world; where the sentence names one, the words count as any others.
"""

from __future__ import annotations

import re

_BOOKS = "novel|novella|thriller|whodunit|opera|operetta|musical|comedy|sitcom|farce|satire|fable"
_SHOWS = "play|drama|myth|ballet|comic|film|movie|series|miniseries|telenovela"
WORDS = frozenset(f"{_BOOKS}|{_SHOWS}|tale|game|story".split("|"))
_BOOK = rf"(?:{_BOOKS}|fairy tale|short story)"
_PLOT = rf"(?:{_BOOK}|play|film|movie)"
_WORK = rf"(?:{_BOOK}|{_SHOWS}|folk tale|video game)"
_A = r"(?:the|a|an|his|her|their|its|this|that|another|one|\w+['’]s?)"
_THE_WORK = rf"{_A} (?:[\w'’-]+ ){{0,3}}?{_WORK}"
_TITLE = r"""(?: ["“'‘]?(?-i:[A-Z])[^,"“”‘]{0,60}?,?["”'’]?)?"""
_BY = r"(?: (?:by|based|adapted|from|titled|called|set) [^,;]{1,60})?"
_COMMA = r"""(?:, |(?<=,["”’]) )"""
_PART = r"(?:scene|act|chapter|episode|pages|plot|finale|story|climax)"
_TELLS = (
    "follows|tells|depicts|portrays|imagines|recounts|chronicles|stars|opens with|begins with|ends with|centres on|"
    "centers on|revolves around|is set in|is about|is the story of|was about|was set in"
)
_INVENTED = re.compile(
    "|".join(
        (
            rf"^\W*In {_THE_WORK}{_TITLE}{_BY}{_COMMA}",
            rf"^\W*In {_THE_WORK}['’]s? (?:\w+ ){{0,2}}{_PART}, ",
            rf"^\W*In {_A} (?:\w+ ){{0,2}}{_PART} of {_THE_WORK}, ",
            rf"\b{_WORK}(?:,[^,]{{1,60}},)? (?:{_TELLS}) ",
            rf"\b{_WORK}['’]s? (?:\w+ )?(?:hero|heroine|protagonist|narrator|villain|main character)\b",
            rf"\b{_PLOT}\b[^.;]{{0,40}}?,? (?:in which|where) an? ",
            rf"\b{_PLOT} about an? ",
        )
    ),
    re.IGNORECASE,
)


def invented(sentence: str) -> bool:
    """True for a sentence that tells of what somebody made up.

    >>> invented("In the novel, the general demands that the city surrender.")
    True
    >>> invented("In the documentary film, the general demands that the city surrender.")
    False
    """
    return _INVENTED.search(sentence) is not None and "documentary" not in sentence.lower()
