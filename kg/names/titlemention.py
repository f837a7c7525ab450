"""A person with a title as the grammar finds it, before anything is known of the rest of the report."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Actor, Phase
from kg.names.personnames import PersonName
from kg.names.titles import Title
from kg.names.titlewords import Words, title_words


@dataclass(frozen=True, slots=True)
class TitleMention:
    """A person with a title, in character offsets of the text: the whole, the name, the title, the body's words.

    ``title`` is the title without the body and without "former" and the like; ``body`` is who it belongs to, as far as
    the phrase itself says; ``woman`` is what an honorific or the title's ending tells of the person's sex; ``owner`` is
    whom the person serves ("spokesman for Novak"), or a body that no table knows.
    """

    start: int
    end: int
    person: str
    person_span: tuple[int, int]
    title: str
    title_span: tuple[int, int]
    body: Actor | None
    body_span: tuple[int, int] | None
    phase: Phase
    rule: str
    head: str = ""
    prepositions: bool = False
    woman: bool | None = None
    owner: str = ""


def mention_of(
    words: Words, title: Title, name: PersonName, rule: str, place: tuple[Actor, int, int] | None = None
) -> TitleMention:
    """The mention that a title and a name make, ``place`` being the body that stands after the name."""
    ends = [title.last, place[2] if place else 0, name.last]
    starts = [title.first, *([name.first] if name.first >= 0 else [])]
    first, last = min(starts), max(ends)
    tokens = words.tokens
    body, where = title.body, title.body_at
    if place is not None and body is None:
        body, where, rule = place[0], (place[1], place[2]), "of" if rule == "bare" else rule
    table = title_words()
    sexes = [table.masculine, table.feminine]
    woman = name.woman
    noun = title.head.noun.split()[-1]
    if woman is None and (noun in sexes[0] or noun in sexes[1]):
        woman = noun in sexes[1]
    return TitleMention(
        tokens[first].start,
        tokens[last - 1].end,
        name.text,
        (tokens[name.first].start, tokens[name.last - 1].end) if name.first >= 0 else (0, 0),
        title.text,
        (tokens[title.first].start, tokens[title.last - 1].end),
        body,
        (tokens[where[0]].start, tokens[where[1] - 1].end) if where else None,
        title.phase,
        rule,
        title.head.noun,
        title.prepositions,
        woman,
        title.owner if body is None else "",
    )
