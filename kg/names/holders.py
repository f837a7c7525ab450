"""Who held an office when: a small table of public facts (``kg/lexicon/holders.tsv``).

It gives a bare title its country and a surname its full name, and only where the table leaves no choice: for the
report's date, or, without a date, where all its rows agree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from kg.model import Actor, Phase
from kg.names.gazetteer import lookup, state
from kg.names.people import fold

_FAMILY_FIRST = frozenset({"China", "South Korea", "North Korea", "Taiwan", "Vietnam", "Cambodia", "Singapore"})


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in an office from one month to another, as numbers ``year * 12 + month``; ``until`` 0 if it goes on."""

    name: str
    others: tuple[str, ...]
    title: str
    country: str
    since: int
    until: int
    woman: bool

    def body(self) -> Actor:
        """The state or organisation of the office."""
        entry = lookup(self.country)
        return entry.actor if entry is not None and entry.actor is not None else state(self.country)

    def at(self, when: date | None, phase: Phase) -> bool:
        """True if the office could be meant on that day; a former holder has left it, or is called so early."""
        if when is None:
            return True
        month = when.year * 12 + when.month
        if phase is Phase.FORMER:
            return self.since <= month
        return self.since - 3 <= month and (not self.until or month <= self.until + 1)


def _month(cell: str) -> int:
    return int(cell[:4]) * 12 + int(cell[5:7]) if cell else 0


@cache
def holders() -> tuple[Holder, ...]:
    """The table, row by row."""
    out = []
    text = files("kg.lexicon").joinpath("holders.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, others, title, country, since, until, sex = line.split("\t")
            aliases = tuple(other for other in others.split("|") if other)
            out.append(Holder(name, aliases, title, country, _month(since), _month(until), sex == "f"))
    return tuple(out)


@cache
def _by_name() -> dict[str, tuple[Holder, ...]]:
    """Rows by full name and, where they can stand alone, by family name, all without diacritics."""
    index: dict[str, list[Holder]] = {}
    for holder in holders():
        keys = {holder.name, *holder.others, holder.name.split()[-1]}
        keys |= {_surname(holder.name), _surname(holder.name).removeprefix("al-").removeprefix("Al-")}
        keys |= {other.split()[-1] for other in holder.others}
        if holder.country in _FAMILY_FIRST:
            keys.add(holder.name.split()[0])
        for key in sorted({fold(key) for key in keys}):
            index.setdefault(key, []).append(holder)
    return {key: tuple(rows) for key, rows in index.items()}


def _surname(name: str) -> str:
    match = re.search(r"\b(?:(?:von|van|der|de|da|le|al)\s)+\w.*$", name, re.I)
    return match.group() if match else name.split()[-1]


@lru_cache(maxsize=4096)
def office(title: str) -> str:
    """A title in the table's wording: "Minister of Foreign Affairs" and "foreign affairs minister" are one office."""
    words = title.lower().replace("defence", "defense").replace("secretary-general", "secretary general")
    words = (
        words.replace("director-general", "director general").replace("advisor", "adviser").replace("vice-", "vice ")
    )
    words = re.sub(r"^minister (?:of|for)(?: the)? (?!state\b)([a-z][a-z ]+)$", r"\1 minister", words)
    words = re.sub(r"\bforeign affairs minister\b|\bminister (?:of|for) foreign affairs\b", "foreign minister", words)
    words = re.sub(
        r"\b(?:minister (?:of|for)(?: national)? defense|(?:national )?defense minister)\b", "defense minister", words
    )
    words = re.sub(r"\bdefense secretary\b", "secretary of defense", words)
    words = re.sub(r"\bpresidency\b", "president", words)
    words = re.sub(r"\bpremiership\b", "prime minister", words)
    words = re.sub(r"\bchancellorship\b", "chancellor", words)
    words = re.sub(r"\bsen\.(?!\w)", "senator", words)
    words = re.sub(r"\brep\.(?!\w)", "representative", words)
    words = re.sub(r"\bgov\.(?!\w)", "governor", words)
    words = re.sub(r"\bpm\b", "prime minister", words)
    words = re.sub(r"\bfm\b", "foreign minister", words)
    words = re.sub(r"\bdpm\b", "deputy prime minister", words)
    words = re.sub(r"\btreasury secretary\b", "secretary of the treasury", words)
    return re.sub(r"\s+", " ", words).strip()


def _is(title: str, holder: Holder) -> bool:
    one, other = office(title), office(holder.title)
    if one == other:
        return True
    if one == "secretary":
        return other.startswith("secretary of") and holder.country == "United States"
    if one == "deputy secretary":
        return other.startswith("deputy secretary")
    return other in _SHORT.get(one, ())


_SHORT = {
    "premier": ("prime minister", "premier"),
    "chancellor": ("chancellor of the exchequer",),
    "speaker": ("house speaker",),
    "commissioner": (
        "trade commissioner",
        "agriculture commissioner",
        "enlargement commissioner",
        "economy commissioner",
    ),
}


def _rows(name: str, title: str, when: date | None, phase: Phase) -> list[Holder]:
    """The rows for a name and an office: those of the date, or, where there is none, those of any date."""
    found = list(_by_name().get(fold(name), ()))
    if not found and " " in name:
        parts = fold(name).split()
        inner = (parts[:2], parts[:3], parts[:4], parts[-2:], [parts[0], parts[-1]], parts[1:])
        found = [h for some in inner for h in _by_name().get(" ".join(some), ()) if len(some) > 1]
    held = [h for h in found if _is(title, h)]
    then = [h for h in held if h.at(when, phase)]
    return then or (held if " " in name or when is None else [])


def holder_of(name: str, title: str, when: date | None, phase: Phase = Phase.CURRENT) -> Holder | None:
    """The holder of an office by that name, if name, office and date leave one person and one country."""
    rows = _rows(name, title, when, phase)
    return rows[0] if len({(h.name, h.country) for h in rows}) == 1 else None


def known_as(name: str, title: str, when: date | None, phase: Phase = Phase.CURRENT) -> str:
    """The usual name of an office holder who is given with more names ("Iván Duque Márquez"), or nothing."""
    if when is None or name.count(" ") < 2:
        return ""
    names = {h.name for h in _rows(name, title, when, phase) if h.at(when, phase)}
    return names.pop() if len(names) == 1 else ""


def country_of(name: str, title: str, when: date | None, phase: Phase = Phase.CURRENT) -> Actor | None:
    """The body of the office, where all persons of that name who held it agree on that."""
    rows = _rows(name, title, when, phase)
    return rows[0].body() if len({h.country for h in rows}) == 1 else None


def left_office(name: str, title: str, when: date | None) -> bool:
    """True if the table knows the person in that office, and out of it before that day."""
    rows = [h for h in _by_name().get(fold(name), ()) if _is(title, h)]
    month = when.year * 12 + when.month if when is not None else 0
    return bool(rows and month) and all(h.until and h.until < month for h in rows)


def full_name(name: str, when: date | None) -> str:
    """The usual full name of a person given in another full form, else the name itself."""
    if " " not in name:
        return name
    plain = fold(name)
    rows = [
        h
        for h in _by_name().get(plain, ())
        if plain == fold(h.name) or (plain in map(fold, h.others) and h.at(when, Phase.FORMER))
    ]
    names = {h.name for h in rows}
    return names.pop() if len(names) == 1 else name


def in_office(surname: str, when: date | None) -> str:
    """The full name of the only head of state or government of that surname in office then, or nothing."""
    if when is None:
        return ""
    heads = ("president", "prime minister", "chancellor", "premier")
    rows = [h for h in _by_name().get(fold(surname), ()) if h.title in heads and h.at(when, Phase.CURRENT)]
    names = {h.name for h in rows}
    return names.pop() if len(names) == 1 else ""


def in_post(title: str, country: str, when: date | None) -> str:
    """The full name of the one who held that office of that state on that day, or nothing."""
    if when is None:
        return ""
    rows = [
        h for h in holders() if h.country == country and office(h.title) == office(title) and h.at(when, Phase.CURRENT)
    ]
    month = when.year * 12 + when.month
    exact = [h for h in rows if h.since < month and (not h.until or month < h.until)] or rows
    names = {h.name for h in exact}
    return names.pop() if len(names) == 1 else ""


def post_of(name: str, title: str, when: date) -> str:
    """The body of the office that a person of that full name held on that day, or nothing."""
    rows = [h for h in _by_name().get(fold(name), ()) if h.name == name and _is(title, h) and h.at(when, Phase.CURRENT)]
    return rows[0].country if rows else ""


def elsewhere(name: str, title: str, when: date | None) -> bool:
    """True if the table knows a person of that full name on that day in other offices alone."""
    if when is None or " " not in name:
        return False
    rows = [h for h in _by_name().get(fold(name), ()) if h.at(when, Phase.CURRENT)]
    return bool(rows) and not any(_is(title, h) for h in rows)


def held_by(surname: str, body: str, when: date | None) -> str:
    """The full name of the only one of that last name who held an office of that body then, or nothing."""
    rows = [h for h in _by_name().get(fold(surname), ()) if h.country == body and h.at(when, Phase.CURRENT)]
    names = {h.name for h in rows}
    return names.pop() if len(names) == 1 else ""


def is_woman(name: str) -> bool | None:
    """The person's sex by the table; None for a person who is not in it."""
    rows = [h for h in _by_name().get(fold(name), ()) if h.name == name]
    return rows[0].woman if rows else None


def state_led_by(name: str) -> str:
    """The one state that a person of that full name has led, or nothing: "Novak administration" is of that state."""
    heads = ("president", "prime minister", "chancellor", "premier", "taoiseach")
    states = {h.country for h in holders() if h.name == name and h.title in heads}
    return states.pop() if len(states) == 1 else ""
