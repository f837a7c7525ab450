"""What stands after a title's preposition: "of the National Wheat Growers' Association", "for President Novak".

::

    object = {determiner} (named body | words of office | names of the tables | a person, of whom one is the spokesman)
    body   = [state ["'s"]] {capital | link | "'s"} noun for bodies     ("the American Rye Society")
           | state ["'s"] {small word} noun for bodies                  ("the Danish delegation", "Peru's rye council")
"""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Actor, ActorKind
from kg.names.acronyms import is_body_noun
from kg.names.fields import SMALL, past_field, placed
from kg.names.gazetteer import Hit, NameKind, body, countries
from kg.names.localities import CLERICAL, locality
from kg.names.nouns import nouns
from kg.names.people import PARTICLES
from kg.names.titlewords import Head, Words, head_at, title_words

OWNERS = (NameKind.COUNTRY, NameKind.ADJECTIVE, NameKind.BODY, NameKind.MEDIUM)
STATES = (NameKind.COUNTRY, NameKind.ADJECTIVE)
BODIES = frozenset(
    {"commission", "committee", "council", "department", "ministry", "agency", "bank", "union", "house", "court"}
)
_PRINCES = frozenset({"crown prince", "emir", "amir", "ruler", "prince", "sheikh", "king", "sultan"})
LOCAL_POSTS = frozenset(
    {
        "prosecutor",
        "police",
        "attorney",
        "attorney general",
        "governor",
        "mayor",
        "senator",
        "representative",
        "congressman",
        "congresswoman",
    }
    | {"premier", "secretary", "ruler", "gov.", "sen.", "rep.", "sheriff"}
)
SERVING = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "adviser", "advisor", "aide", "assistant", "lawyer", "attorney"}
    | {"envoy", "representative", "chief of staff", "press secretary", "secretary", "deputy", "counsel", "negotiator"}
    | {"national security adviser", "national security advisor", "security adviser", "security advisor"}
)
_PREPOSITIONS = frozenset({"of", "for", "to", "on", "at", "in", "with"})


class Found(NamedTuple):
    """A body with its tokens; ``owner`` is a person's name where the post is somebody's ("spokesman for Novak")."""

    actor: Actor | None
    first: int
    last: int
    owner: str = ""


class Phrases(NamedTuple):
    """The prepositional phrases after a title: where they end, whose post it is, and whether the end was open."""

    last: int
    found: Found | None
    opened: bool


def joined(words: Words, left: int, right: int) -> bool:
    """True if only white space parts two tokens."""
    return words.tokens[right].start - words.tokens[left].end <= 1


def phrases_after(words: Words, head: Head, loose: bool) -> Phrases:
    """The prepositional phrases after a title's head; ``loose`` lets the last run to the next mark."""
    at = head.last
    found: Found | None = None
    opened = False
    if words.low(at) == "-" and words.low(at + 1) in ("elect", "designate"):
        at += 2
    at = past_field(words, head, at)
    while words.low(at) in _PREPOSITIONS and joined(words, at - 1, at):
        if words.low(at) == "with" and not loose:
            break
        if found is None and (owner := _person(words, head, at, loose)) is not None:
            return Phrases(owner.last, owner, False)
        end, told, opened = _object(words, at + 1, loose or (head.noun in _SEATED and _seat(words, at)))
        local = head.noun.split()[0] in LOCAL_POSTS | CLERICAL or head.noun in _PRINCES
        if end == at + 1 and not local:
            break
        if told is not None and head.noun in _SEATED and words.low(at) == "for" and told.actor is not None:
            seat = words.starting.get(told.first) is None or told.actor.kind is ActorKind.STATE
            told = None if seat else told
        if told is None and words.low(at) == "of" and local and (place := locality(words, at + 1, head.noun)):
            told, end = Found(*place), max(end, place[2])
        if end == at + 1:
            break
        if told is not None and opened and placed(words, end) and not is_body_noun(words.low(end - 1)):
            told = None  # "Head of Climate and Energy Policy | at WWF": a field of work
        if told is not None and told.actor is not None and words.low(at) == "for" and _sent(head, told.actor):
            told = None  # "Special Envoy for Yemen": where the work is, not whose it is
        if told is not None and words.low(at) != "to" and found is None:
            found = told
        at = end
    return Phrases(at, found, opened)


_SEATED = frozenset({"mp", "mep", "msp", "mla", "td", "member of parliament"})  # "for" tells where they were elected


def _sent(head: Head, actor: Actor) -> bool:
    return head.noun.split()[-1] in ("envoy", "coordinator", "negotiator") and actor.kind is ActorKind.STATE


def _seat(words: Words, at: int) -> bool:
    """True if a preposition leads to no more than a place before a comma: "MP | for East Dorley,"."""
    end = at + 1
    while words.capital(end) and end - at < 4:
        end += 1
    return words.low(at) == "for" and end > at + 1 and words.low(end) == ","


def _person(words: Words, head: Head, at: int, loose: bool) -> Found | None:
    """Whom somebody serves: "spokesman for President Novak", with the body of that one's post as far as it is named."""
    if head.noun not in SERVING and head.noun.split()[-1] not in SERVING:
        return None
    if words.low(at) not in ("for", "to", "of") or (words.low(at) == "of" and not loose):
        return None
    plain = words.low(at) != "of"
    at += 1
    table = title_words()
    first = at
    actor: Actor | None = None
    while words.low(at) in ("the", "former", "outgoing", "then") or (
        (hit := words.starting.get(at)) is not None and hit.has(*OWNERS) and _titled(words, hit.last)
    ):
        hit = words.starting.get(at)
        if hit is not None:
            actor, at = hit.name.actor, hit.last
        else:
            at += 1
    titled = False
    while words.low(at) in table.modifiers and _titled(words, at):
        at += 1
    inner = head_at(words, at)
    if inner is not None and not inner.plural:
        titled, at = True, inner.last
    name = _name(words, at)
    alone = loose and plain and words.low(name) in _ENDS and words.low(at) not in table.modifiers
    if name == at or not (titled or alone):
        return None
    return Found(actor, first, name, words.cut(at, name))


_ENDS = frozenset({",", ".", ";", ")", "—", "–", "", ":", "who", "and", "!", "?"})


def _titled(words: Words, at: int) -> bool:
    """True if words of office and a head begin at a token."""
    while words.low(at) in title_words().modifiers:
        at += 1
    return head_at(words, at) is not None


def _name(words: Words, at: int) -> int:
    """Where the plain name that begins at a token ends, or the token where none does."""
    end = at
    while end - at < 4 and (
        words.capital(end) or (words.low(end) in PARTICLES and end > at and words.capital(end + 1))
    ):
        word = words.low(end)
        if end in words.inside or word in title_words().no_names or not word[0].isalpha() or is_body_noun(word):
            return at
        if end > at and not joined(words, end - 1, end):
            break
        end += 1
    return end


def _object(words: Words, at: int, loose: bool) -> tuple[int, Found | None, bool]:
    """The object of a preposition in a title: words of office, names of the tables, or (loose) capitalised words."""
    table = title_words()
    start = at
    found: Found | None = None
    while words.low(at) in ("the", "its", "his", "her", "their", "a", "an"):
        at += 1
    if words.low(at - 1) in ("a", "an") and at > start and not loose:
        return start, None, False
    content = at
    if (whole := named_body(words, at)) is not None:
        found = _longer(words, whole) if loose else whole
        at = found.last
    while at < len(words.tokens):
        hit = words.starting.get(at)
        word = words.low(at)
        if hit is not None:
            found = _narrower(found, _as_body(words, hit))
            at = hit.last
        elif word in _STANDING and (words.capital(at + 1) or words.low(at + 1) in _STANDING):
            found, at = _party(words, found, at + 1)
        elif (word in table.modifiers and word != "under") or word in (_OBJECT_NOUNS if at > content else _OFFICES):
            at += 1
        elif at > content and word == "," and words.low(at + 1) == "and" and _goes_on(words, at + 2):
            at += 2
        elif (
            (at > content and word in _INNER and _goes_on(words, at + 1))
            or (loose and _in_name(words, content, at))
            or (word in _QUARTERS and words.capital(at) and _affairs(words, at))
            or _concerns(words, at)
        ):
            at += 1
        else:
            break
    opened = loose and any(
        _in_name(words, content, i) and words.low(i) not in table.modifiers for i in range(content, at)
    )
    if loose and found is None and not opened:
        at = _plainly(words, at, content)
    opened = opened and (words.capital(at - 1) or is_body_noun(words.low(at - 1)))
    firm = loose and words.low(start - 1) == "at" and at > content and words.capital(content)
    if (opened or firm) and found is None and not any(words.low(i) in ("'s", "'") for i in range(content, at)):
        first = next(i for i in range(content, at) if words.capital(i))
        found = Found(body(words.cut(first, at)), first, at)
    if at == content:
        return start, None, False
    return at, found, opened


_STANDING = frozenset({"ruling", "governing", "main", "opposition", "largest", "biggest"})  # of parties


def _party(words: Words, found: Found | None, at: int) -> tuple[Found | None, int]:
    """The party of no table that follows "ruling" or "opposition", and where it ends."""
    whole = named_body(words, at) if words.capital(at) else None
    if whole is None:
        return found, at
    return Found(whole.actor, found.first if found is not None else whole.first, whole.last), whole.last


def _narrower(found: Found | None, later: Found | None) -> Found | None:
    """The first body, or the one of that state that is named after it: "Poland's ruling | Law and Justice"."""
    if found is None or later is None or found.actor is None or later.actor is None:
        return found or later
    inside = found.actor.kind is ActorKind.STATE and later.actor.country == found.actor.name
    return Found(later.actor, found.first, later.last) if inside else found


_QUARTERS = frozenset(
    {"near", "middle", "eastern", "western", "southern", "northern", "east", "west", "south", "north", "central"}
    | {"african", "asian", "american", "pacific", "arctic", "eurasian", "hemisphere", "oceans", "indo-pacific", "arab"}
)


def _affairs(words: Words, at: int) -> bool:
    """True for "Near Eastern Affairs": a portfolio named after a quarter of the world."""
    while at < len(words.tokens) and (
        words.low(at) in _QUARTERS or words.low(at) in ("and", "&") or at in words.inside
    ):
        at += 1
    return words.low(at) in ("affairs", "policy", "relations", "security")


def _concerns(words: Words, at: int) -> bool:
    """True within "Fishing Issues", "Wheat Board Affairs": a portfolio under a name that no table knows."""
    end = at
    while end - at < 4 and words.capital(end) and words.tokens[end].key[0].isalpha() and end not in words.inside:
        if words.low(end) in _CONCERNS and end > at:
            return True
        end += 1
    return False


_CONCERNS = frozenset({"affairs", "issues", "matters", "negotiations", "questions"})


def _plainly(words: Words, at: int, content: int) -> int:
    """Past the small words of a portfolio up to the next mark: "commissioner for climate | action,"."""
    end = at
    while end - at < 4 and words.low(end).replace("-", "").isalpha() and not words.capital(end):
        if words.low(end) in SMALL - {"of"}:
            return at
        end += 1
    closed = end > at and words.low(end) in (",", ".", ")", ";", "")
    return end if closed and (at > content or words.low(content - 1) in ("for", "of", "on")) else at


def _longer(words: Words, found: Found) -> Found:
    """The body with what its name goes on with: "National Commission | for Quiet Waters"."""
    last = found.last
    while words.low(last) in ("for", "of", "on"):
        following = last + 1 + (words.low(last + 1) == "the")
        if not (words.capital(following) and _in_name(words, found.first, following)):
            break
        last = following + 1
        while _in_name(words, found.first, last):
            last += 1
    if last == found.last or found.actor is None or found.actor.name != words.cut(found.first, found.last):
        return found
    return Found(body(words.cut(found.first, last), found.actor.country), found.first, last)


_OBJECT_NOUNS = frozenset(
    {"ministry", "minister", "president", "staff", "parliament", "representatives", "state", "directors", "governors"}
    | {"region", "issues", "matters", "negotiations", "questions"}
)
_OFFICES = frozenset({"secretary-general", "director-general", "president", "secretary"})  # whom an envoy represents


_DATES = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march"}
    | {"april", "may", "june", "july", "august", "september", "october", "november", "december"}
)


def _in_name(words: Words, content: int, at: int) -> bool:
    """True if the token can belong to the name of a body that no table knows ("Institute for Quiet Waters")."""
    if words.capital(at):
        dated = words.low(at) in _DATES and (at == content or words.low(at - 1) in ("on", "in"))
        return words.tokens[at].key[0].isalpha() and at not in words.inside and not dated
    following = at + 1 + (words.low(at + 1) == "the")
    if words.low(at) == "in" and following in words.starting:
        return False
    links = words.low(at) in _LINKS and words.capital(following) and words.low(following) not in _DATES
    return at > content and links and head_at(words, following) is None


def _as_body(words: Words, hit: Hit) -> Found | None:
    """The body that a name in a title's phrase is: no adjective ("for Korean affairs", "of Hong Kong banks")."""
    named = _name(words, hit.last) - hit.last > 1 and words.low(hit.last) not in title_words().modifiers
    ends = hit.has(NameKind.COUNTRY) and (named or words.low(hit.last) in _ENDS)  # "of Hong Kong,"
    if hit.name.actor is None or (hit.has(NameKind.ADJECTIVE) and not ends):
        return None
    if not hit.has(NameKind.COUNTRY, NameKind.BODY, NameKind.MEDIUM):
        return None
    return Found(hit.name.actor, hit.first, hit.last)


_LINKS = frozenset({"for", "of", "on", "and", "&", "the", "in"})
_INNER = frozenset({"and", "&", ",", "'s", "'", "the", "of"})
_LONGEST = 10


def named_body(words: Words, at: int) -> Found | None:
    """A body whose name begins at a token and is longer than what the tables know of it."""
    hit = words.starting.get(at)
    owner = hit.name.actor if hit is not None and hit.has(*STATES, NameKind.CAPITAL) else None
    if owner is not None and owner.kind is not ActorKind.STATE:
        owner = None
    last = _capital_run(words, at)
    if last is not None and (hit is None or last > hit.last):
        possessive = hit is not None and words.low(hit.last) in ("'s", "'")
        country = owner.name if owner is not None else ""
        ends = words.ending.get(last)
        if hit is None and ends is not None and ends.has(NameKind.COUNTRY) and ends.name.actor is not None:
            return Found(body(words.cut(at, last), ends.name.actor.name), at, last)
        if possessive and owner is not None and hit is not None:
            name = f"{countries()[owner.name].adjective} {words.cut(hit.last + 1, last)}"
            return Found(body(name, country), at, last)
        return Found(body(words.cut(at, last), country if hit is not None and hit.has(*STATES) else ""), at, last)
    return _small_run(words, hit, owner) if owner is not None and hit is not None else None


def _capital_run(words: Words, at: int) -> int | None:
    """Where the capitalised name that begins at a token ends, cut after its last noun for bodies."""
    end: int | None = None
    i = at
    while i < min(at + _LONGEST, len(words.tokens)) and (i == at or joined(words, i - 1, i)):
        word = words.low(i)
        mark = word in ("'s", "'") and i > at
        link = word in _LINKS and i > at and words.capital(i + 1 + (words.low(i + 1) == "the"))
        if not (mark or link or (words.capital(i) and word[0].isalpha())):
            break
        title = head_at(words, i) if words.capital(i) else None
        if title is not None and not is_body_noun(word) and words.low(title.last) not in ("'s", "'") and i > at:
            break
        if words.capital(i) and is_body_noun(word) and (owned := _of_state(words, i + 1)) is not None:
            end = owned
        if words.capital(i) and i > at and (is_body_noun(word) or is_body_noun(word.removesuffix("s"))):
            known = words.starting.get(i)
            if known is None or not known.has(*STATES):
                end = max(end or 0, i + 1)
        i += 1
    small = end is None and at < i < at + 4 and at not in words.inside and words.low(i) in _SMALL_BODIES
    return i + 1 if small and joined(words, i - 1, i) else end


_SMALL_BODIES = frozenset({"union", "party", "federation", "movement", "foundation", "institute", "association"})


def _of_state(words: Words, at: int) -> int | None:
    """Where the state ends that a body's name goes on with: "Bank | of Slovakia"."""
    if words.low(at) != "of":
        return None
    hit = words.starting.get(at + 1 + (words.low(at + 1) == "the"))
    return hit.last if hit is not None and hit.has(NameKind.COUNTRY, NameKind.CAPITAL, NameKind.PLACE) else None


def _small_run(words: Words, hit: Hit, owner: Actor) -> Found | None:
    """The body of a state under a common noun: "the Danish delegation", "Peru's rye growers' council"."""
    at = hit.last + (words.low(hit.last) in ("'s", "'"))
    for end in range(at, min(at + 5, len(words.tokens))):
        word = words.low(end)
        if word in SMALL or not (word[:1].isalpha() or word in ("'s", "'")) or not joined(words, end - 1, end):
            return None
        if words.capital(end) and word not in title_words().modifiers and not is_body_noun(word):
            return None
        if (word in nouns("institution") or word in _SERVED) and words.low(end + 1) not in ("'s", "'"):
            if words.low(end + 1) in nouns("institution") or (word in _STANDING and words.capital(end + 1)):
                continue
            name = " ".join(w if w[0].isupper() else w.capitalize() for w in words.cut(at, end + 1).split())
            name = name.replace(" '", "'").replace(" ’", "’")
            return Found(body(f"{countries()[owner.name].adjective} {name}", owner.name), hit.first, end + 1)
    return None


_SERVED = frozenset({"team", "campaign", "squad", "cabinet", "government", "administration"})


def _goes_on(words: Words, at: int) -> bool:
    """True if the object of the preposition goes on at ``at``: a word of office or a name of a body."""
    if words.low(at) == "the":
        at += 1
    hit = words.starting.get(at)
    if words.low(at) in _STANDING and words.low(at - 1) == "'s":
        return True
    if head_at(words, at) is not None or head_at(words, at + 1) is not None:
        return False
    if hit is not None:
        return head_at(words, hit.last) is None
    return words.low(at) in title_words().modifiers or words.low(at) in _OBJECT_NOUNS
