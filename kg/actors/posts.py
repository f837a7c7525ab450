"""The posts that a report gives to persons, with the body of each.

Where a title does not say whose it is, ``kg.actors.bodies`` looks for the body in the rest of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from kg.actors.bodies import Found, bodies
from kg.actors.mentions import defined, plain, plain_blocks, recognised
from kg.actors.speaking import speaking_names
from kg.document import Document
from kg.model import Actor, ActorKind, Phase
from kg.names.gazetteer import NameKind, tokens
from kg.names.givennames import names_called, woman_by_name
from kg.names.grammar import find_titles
from kg.names.holders import (
    elsewhere,
    full_name,
    held_by,
    holder_of,
    in_office,
    is_woman,
    known_as,
    office,
)
from kg.names.people import PARTICLES, People, bare, fold
from kg.names.titlemention import TitleMention
from kg.names.titlewords import Words, head_at, title_words
from kg.text.cleaned import Block, BlockKind, CleanText


@dataclass(frozen=True, slots=True)
class Post:
    """One mention of a post, in report offsets. ``named`` is the person as this mention names them."""

    person: Actor
    title: str
    body: Actor | None
    phase: Phase
    rule: str
    start: int
    end: int
    name_at: tuple[int, int]
    head: str
    woman: bool | None
    named: str


@dataclass(frozen=True)
class Posts:
    """All mentions of posts in a report, and its table of persons."""

    rows: tuple[Post, ...]
    people: People
    sexes: dict[str, bool]

    @cached_property
    def _of(self) -> dict[Actor, list[Post]]:
        """The mentions of each person's posts, the first of those that tell of one body and sex."""
        found: dict[Actor, dict[tuple[Actor | None, bool | None], Post]] = {}
        for post in self.rows:
            found.setdefault(post.person, {}).setdefault((post.body, post.woman), post)
        return {person: list(posts.values()) for person, posts in found.items()}

    def at(self, offset: int) -> Actor | None:
        """The person whose title or name covers a report offset."""
        found = (p for p in self.rows if p.start <= offset < p.end and p.rule != "joined")
        return next((p.person for p in found), None)

    def named_at(self, offset: int) -> Actor | None:
        """The person under whose title the name at a report offset stands, if the full name is known."""
        found = (p.person for p in self.rows if p.name_at[0] <= offset < p.name_at[1])
        return next((person for person in found if not person.local), None)

    def body_at(self, offset: int) -> Actor | None:
        """The body of the post whose mention covers a report offset, if it is an organisation."""
        found = next((p.body for p in self.rows if p.start <= offset < p.end and p.body is not None), None)
        return found if found is not None and found.kind is ActorKind.ORGANIZATION else None

    def woman(self, actor: Actor) -> bool | None:
        """The person's sex, as a title, an honorific, the table of office holders or a given name tells it."""
        told = next((p.woman for p in self._of.get(actor, ()) if p.woman is not None), None)
        if told is None:
            told = self.sexes.get(actor.name)
        if told is None:
            told = is_woman(actor.name)
        return told if told is not None else woman_by_name(actor.name)

    def state_of(self, actor: Actor) -> Actor | None:
        """The state that a person's post belongs to, or an actor's own state."""
        if actor.kind is ActorKind.STATE:
            return actor
        if actor.kind is not ActorKind.PERSON:
            return actor.part_of if actor.part_of is not None and actor.part_of.kind is ActorKind.STATE else None
        bodies = [p.body for p in self._of.get(actor, ()) if p.body is not None]
        states = list(dict.fromkeys(b if b.kind is ActorKind.STATE else b.part_of for b in bodies))
        return states[0] if len(states) == 1 else None

    def body_of(self, actor: Actor) -> Actor | None:
        """The one body that a person's posts belong to."""
        bodies = list(dict.fromkeys(p.body for p in self._of.get(actor, ()) if p.body is not None))
        return bodies[0] if len(bodies) == 1 else None


def posts(document: Document) -> Posts:
    """The posts of a report; its title and headings that say more help to name persons, but are no evidence."""
    found = list(_found(document))
    body = " ".join(document.report.text[document.report.body :].split())
    found = [(m, c, fact) for m, c, fact in found if fact or m.person in body]
    when = document.report.date
    found = [row for row in found if row[0].rule != "counterpart" or not elsewhere(row[0].person, row[0].title, when)]
    people = _people(document, [m for m, _, _ in found])
    named = [(_with_person(m, people, document), clean, fact) for m, clean, fact in found]
    named = _by_office(named, people)
    named = bodies(document, named, people)
    rows = tuple(_post(m, clean) for m, clean, fact in named if fact and clean is not None)
    return Posts(rows, people, _sexes(document, people))


def _sexes(document: Document, people: People) -> dict[str, bool]:
    """True for whom the report calls "Ms Novak", False for whom it calls "Mr Novak"."""
    table = title_words()
    found: dict[str, bool] = {}
    for clean in document.once(plain_blocks):
        words = tokens(clean.text)
        for first, _, name in people.find(words):
            before = words[first - 1].key.lower() if first else ""
            if before in table.masculine or before in table.feminine:
                found.setdefault(name, before in table.feminine)
    return found


def _found(document: Document) -> Iterator[Found]:
    """Title mentions of every block; whether it counts as evidence."""
    if document.report.title:
        title = document.report.title
        yield from ((m, None, False) for m in find_titles(title) if _ends_well(title, m))
    known = frozenset(name.split()[-1] for name in recognised(document))
    own = document.once(defined)
    for block, clean in zip(document.layout.blocks, document.once(plain_blocks), strict=True):
        yield from _labels(document, block)
        fact = block.kind is not BlockKind.HEADING
        headline = not fact or _headline(clean.text)
        for mention in find_titles(clean.text, known, own):
            if not headline or _ends_well(clean.text, mention):
                yield _unshouted(mention), clean, fact or _whole(clean.text, mention)


def _whole(text: str, mention: TitleMention) -> bool:
    """True for a line of a list of those present: nothing but a full name and its post."""
    return " " in mention.person and text[: mention.start].strip() == "" == text[mention.end :].strip()


def _labels(document: Document, block: Block) -> Iterator[Found]:
    """The title mentions in a label that stands before its block ("PRIME MINISTER NOVAK:")."""
    if block.speaker is None or block.start <= block.speaker[0]:
        return
    clean = plain(document.report.text, *block.speaker)
    for mention in find_titles(clean.text):
        yield _unshouted(mention), clean, True


def _headline(text: str) -> bool:
    """True for a line in title case without a full stop: its verbs look like names."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 3 and text.rstrip()[-1:] not in '.?!”"' and all(word[0].isupper() for word in words)


def _ends_well(text: str, mention: TitleMention) -> bool:
    """True if in a headline the name is followed by something that no name goes on with."""
    return re.match(r"\s*(?:$|[,.;:)’']|of\b|and\b|with\b|to\b|on\b|in\b|at\b)", text[mention.end :]) is not None


def _unshouted(mention: TitleMention) -> TitleMention:
    """The mention in usual case, if it is a transcript's label ("PRIME MINISTER NOVAK")."""
    if not (mention.person.isupper() and mention.title.isupper() and len(mention.person) > 2):
        return mention
    small = {"Of", "For", "The", "And", "To"}
    title = " ".join(w.lower() if w in small else w for w in mention.title.title().split())
    return replace(mention, person=mention.person.title(), title=title)


def _people(document: Document, found: list[TitleMention]) -> People:
    """The report's persons: those with a title, those recognised; a surname of an office holder gets its full name."""
    when = document.report.date
    names = [m.person for m in found if not _alone(bare(m.person))]
    names += recognised(document)
    names += speaking_names(document)
    names += [name for clean in document.once(plain_blocks) for name in names_called(Words.of(clean.text))]
    names += _of_states(document)
    names += _spelt_out(document, {bare(m.person) for m in found if _alone(bare(m.person))})
    alone = {e.text.removesuffix("'s").removesuffix("’s") for e in document.doc.ents if e.label_ == "PERSON"}
    known = People.of(names)
    alone -= {one for m in found if _alone(one := bare(m.person)) and not holder_of(one, m.title, when, m.phase)}
    names += sorted(full for one in alone if not known.who(one) and (full := in_office(one, when)))
    table = People.of(names)
    for mention in found:
        single = bare(mention.person)
        told = table.who(single.split()[-1])
        if not _alone(single) or told:
            continue
        holder = holder_of(single, mention.title, when, mention.phase)
        names.append(holder.name if holder is not None else single)
    aliases = _aliases(document, names)
    names += sorted(aliases)
    longer = {bare(m.person): known_as(bare(m.person), m.title, when, m.phase) for m in found}
    return People.of(names, lambda name: aliases.get(name) or longer.get(name) or full_name(name, when))


_ALIAS = re.compile(
    r",? \(?(?:who is |also |better |widely |commonly |popularly |more commonly |universally )*known "
    r"(?:simply |locally |widely |by (?:his|her) (?:nickname|initials|nom de guerre) )?(?:as )?[“\"]?([A-Z][\w’'-]+)"
    r"\b(?! [A-Z])"
)


def _aliases(document: Document, names: list[str]) -> dict[str, str]:
    """The one-word names that the report says persons go by: "Ana Novak, also known as Nova"."""
    out: dict[str, str] = {}
    for clean in document.once(plain_blocks):
        for match in _ALIAS.finditer(clean.text):
            before = fold(clean.text[: match.start()])
            whose = [name for name in names if " " in name and before.endswith(fold(name))]
            if whose and match.group(1) not in out:
                out[match.group(1)] = max(whose, key=len)
    return out


_HONOURED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|MR|MRS|MS|DR)\.? ([A-Z][\w’'-]+)")


def _of_states(document: Document) -> list[str]:
    """Full names of office holders under their body and last name: "Germany's Merkel"."""
    out: dict[str, None] = {}
    for clean in document.once(plain_blocks):
        words = Words.of(clean.text)
        for end, hit in sorted(words.ending.items()):
            owner = hit.name.actor
            if words.low(end) != "'s" or not words.capital(end + 1) or owner is None:
                continue
            if hit.has(NameKind.COUNTRY, NameKind.BODY) and not words.capital(end + 2):
                name = held_by(words.tokens[end + 1].key, owner.name, document.report.date)
                out.update({name: None} if name else {})
    return list(out)


_STARTS = frozenset({".", "!", "?", ":", "“", '"'})


def _spelt_out(document: Document, surnames: set[str]) -> list[str]:
    """Full names of those whom a title or an honorific calls by their last name alone: "Ana Novak" for "Ms Novak"."""
    text = document.report.text
    surnames = surnames | {m if not m.isupper() else m.title() for m in _HONOURED.findall(text)}
    table = title_words()
    out: dict[str, None] = {}
    for clean in document.once(plain_blocks):
        words = Words.of(clean.text)
        for at in range(2, len(words.tokens)):
            given, before = words.low(at - 1), words.low(at - 2)
            if words.tokens[at].key not in surnames or not words.capital(at - 1) or at - 1 in words.inside:
                continue
            known = given in table.honorifics | table.modifiers | table.no_names or head_at(words, at - 1) is not None
            initials = len(given.rstrip(".")) == 1 or words.tokens[at - 1].text.isupper()
            if not known and not initials and given[0].isalpha() and before not in _STARTS:
                out[f"{words.tokens[at - 1].text} {words.tokens[at].text}"] = None
    return list(out)


def _alone(name: str) -> bool:
    """True for a last name alone, particles included ("von der Leyen")."""
    return " " not in name or name.split()[0].lower() in PARTICLES


def _with_person(mention: TitleMention, people: People, document: Document) -> TitleMention:
    name = bare(mention.person)
    if not _alone(name):
        usual = people.usual.get(name) or full_name(name, document.report.date)
        return replace(mention, person=usual)
    who = people.short(name)
    if len(who) > 1:
        holder = holder_of(name, mention.title, document.report.date, mention.phase)
        return replace(mention, person=holder.name if holder is not None and holder.name in who else name)
    return replace(mention, person=who[0] if len(who) == 1 else name)


def _by_office(found: list[Found], people: People) -> list[Found]:
    """The mentions; of two who share a last name, the one who has that office is meant by title and last name."""
    out: list[Found] = []
    for mention, clean, fact in found:
        if _alone(mention.person) and len(who := people.short(mention.person)) > 1:
            same = {m.person for m, _, _ in found if m.person in who and office(m.title) == office(mention.title)}
            head = {m.person for m, _, _ in out if m.person in who and m.head == mention.head}
            if len(same or head) == 1:  # "Minister Novak" behind "Defence Minister Ana Novak", where others are Novaks
                mention = replace(mention, person=(same or head).pop())
        out.append((mention, clean, fact))
    return out


def _post(mention: TitleMention, clean: CleanText) -> Post:
    start, end = clean.original(mention.start, mention.end)
    return Post(
        Actor(ActorKind.PERSON, mention.person),
        mention.title,
        mention.body,
        mention.phase,
        mention.rule,
        start,
        end,
        clean.original(*mention.person_span),
        mention.head,
        mention.woman,
        mention.person,
    )


def distinct(found: Posts) -> tuple[Post, ...]:
    """One post for each person and office: the mention that says most, in the order of the text."""
    return tuple(posts[0] for posts in tellings(found))


def tellings(found: Posts) -> tuple[tuple[Post, ...], ...]:
    """For each person and office the mention that says most, then one that says what the first leaves out.

    That is the person's full name, or the body: "President Ana Novak" and "Chile's President Novak" are told apart
    and are one post.
    """
    groups: dict[tuple[str, str], list[Post]] = {}
    for post in found.rows:
        groups.setdefault((post.person.name, office(post.title)), []).append(post)
    best = {key: max(rows, key=lambda p: (p.body is not None, _says(p), -p.start)) for key, rows in groups.items()}
    kept = {k: p for k, p in best.items() if not any(_shorter(p, other) for other in best.values())}
    out = []
    for key, post in sorted(kept.items(), key=lambda row: (row[1].start, row[1].end, row[1].title)):
        adds = [p for p in groups[key] if not _full(post) and _full(p) and p.phase is post.phase]
        more = [replace(p, title=post.title, body=post.body) for p in adds[:1]]
        out.append((post, *more))
    return tuple(out)


_BODILESS = frozenset({"bare", "joined", "default", "rank", "nominal"})


def _full(post: Post) -> bool:
    """True if the mention gives more of the name than its last word."""
    return post.name_at[1] - post.name_at[0] > len(post.person.name.split()[-1]) + 1


def _says(post: Post) -> int:
    """How much the mention itself says: its body counts more than the full name."""
    return 2 * (post.rule not in _BODILESS) + _full(post)


_GENERIC = frozenset({"head", "chief", "leader", "boss"})


def _shorter(post: Post, other: Post) -> bool:
    """True if another post of the person says the same in more words ("Secretary" of "Secretary of State")."""
    if post is other or post.person != other.person:
        return False
    ranked = other.head in title_words().ranks
    if post.title.lower() in _GENERIC and other.title.lower() not in _GENERIC and not ranked:
        return post.body is not None and post.body == other.body and post.phase is other.phase
    short, long = office(post.title).split(), office(other.title).split()
    inside = short == ["secretary"] or short == long[: len(short)] or short == long[-len(short) :]
    graded = ("vice" in long or "deputy" in long) and short[:1] != ["deputy"]
    return len(short) < len(long) and inside and not graded
