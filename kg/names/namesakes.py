"""Things that bear a title and a name: an airport, a street, a ship, a part on the stage. Nobody holds a post there."""

from __future__ import annotations

from kg.names.personnames import PersonName
from kg.names.titles import Title
from kg.names.titlewords import Words
from kg.values.numerals import word_set

_THINGS = word_set(
    """hospital airport stadium school street avenue square bridge prize award hotel inn cafe museum library island
    islands sound foundation university institute academy college highway boulevard cruises airfield theatre theater
    cup trophy glacier archipelago peninsula barracks dam cathedral airlines railway"""
)
_SHIPS = word_set(
    """uss hms hmcs hmas rms mv frigate destroyer cruiser submarine carrier yacht ferry ship vessel tanker liner
    icebreaker trawler"""
)
_PLAYING = word_set("played plays playing portrayed portrays portraying")
_CAST = word_set("cast starred stars starring appeared appears")


def namesake(words: Words, title: Title, name: PersonName) -> bool:
    """True for "President Kennedy Airport", "King Street", "the frigate King Harald", "starred as Queen Ana"."""
    after = words.capital(name.last) and words.low(name.last) in _THINGS and _beside(words, name.last)
    if after or (words.low(name.last - 1) in _THINGS and words.capital(name.last - 1)):
        return True
    before = words.low(title.first - 1)
    acted = before in _PLAYING or (before == "as" and words.low(title.first - 2) in _CAST)
    return acted or before in _SHIPS


def _beside(words: Words, at: int) -> bool:
    return words.tokens[at].start - words.tokens[at - 1].end == 1
