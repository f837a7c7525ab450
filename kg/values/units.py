"""The units that ``quantities`` reads: currencies, percent and its bases, measures, counted things, comparators."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from kg.model import Comparator
from kg.values.numerals import Token, joined, over_hyphen, word_set

# ISO 4217. A bare "$" is the US dollar and a bare "¥" the yen: what English-language news means unless it says so.
SYMBOLS = MappingProxyType(
    {
        "$": "USD",
        "US$": "USD",
        "A$": "AUD",
        "AU$": "AUD",
        "C$": "CAD",
        "CA$": "CAD",
        "NZ$": "NZD",
        "HK$": "HKD",
        "S$": "SGD",
        "NT$": "TWD",
        "R$": "BRL",
        "€": "EUR",
        "£": "GBP",
        "¥": "JPY",
        "₹": "INR",
        "₩": "KRW",
        "₽": "RUB",
        "₺": "TRY",
        "₪": "ILS",
        "₴": "UAH",
    }
)
# Letters for a currency that stand before its sum, and no words otherwise: "Rs 500 crore", "Rs. 40", "RM 3 million".
MARKS = MappingProxyType({"Rs": "INR", "Tk": "BDT", "RM": "MYR", "KSh": "KES", "Ksh": "KES", "Shs": "shillings"})
CURRENCY_WORDS = MappingProxyType(
    {
        "dollar": "USD",
        "dlr": "USD",
        "euro": "EUR",
        "pound": "GBP",
        "stg": "GBP",
        "sterling": "GBP",
        "yen": "JPY",
        "yuan": "CNY",
        "renminbi": "CNY",
        "rupee": "INR",
        "ruble": "RUB",
        "rouble": "RUB",
        "won": "KRW",
        "lira": "TRY",
        "shekel": "ILS",
        "hryvnia": "UAH",
        "zloty": "PLN",
        "rand": "ZAR",
        "baht": "THB",
        "ringgit": "MYR",
        "rupiah": "IDR",
        "forint": "HUF",
        "usd": "USD",
        "eur": "EUR",
        "gbp": "GBP",
        "jpy": "JPY",
        "cny": "CNY",
        "aud": "AUD",
        "cad": "CAD",
        "chf": "CHF",
        "krw": "KRW",
        "naira": "NGN",
        "taka": "BDT",
        "birr": "ETB",
        "reais": "BRL",
        "cedi": "GHS",
        "tenge": "KZT",
        "kronor": "SEK",
        "koruna": "CZK",
        "zlotys": "PLN",
        "lei": "RON",
        "leva": "BGN",
        "ngn": "NGN",
        "inr": "INR",
        "zar": "ZAR",
        "pln": "PLN",
        "nok": "NOK",
        "sek": "SEK",
        "dkk": "DKK",
    }
)
_NATIONAL = MappingProxyType(
    {
        ("us", "dollar"): "USD",
        ("american", "dollar"): "USD",
        ("canadian", "dollar"): "CAD",
        ("australian", "dollar"): "AUD",
        ("singapore", "dollar"): "SGD",
        ("taiwan", "dollar"): "TWD",
        ("swiss", "franc"): "CHF",
        ("french", "franc"): "FRF",
        ("german", "mark"): "DEM",
        ("pakistani", "rupee"): "PKR",
        ("mexican", "peso"): "MXN",
        ("philippine", "peso"): "PHP",
        ("danish", "crown"): "DKK",
        ("danish", "krone"): "DKK",
        ("danish", "kroner"): "DKK",
        ("swedish", "kronor"): "SEK",
        ("norwegian", "kroner"): "NOK",
        ("czech", "crown"): "CZK",
        ("swedish", "crown"): "SEK",
        ("norwegian", "crown"): "NOK",
        ("kenyan", "shilling"): "KES",
        ("ugandan", "shilling"): "UGX",
        ("sri", "lankan", "rupee"): "LKR",
        ("cfa", "franc"): "CFA francs",
        ("norwegian", "krone"): "NOK",
        ("swedish", "krona"): "SEK",
        ("saudi", "riyal"): "SAR",
        ("turkish", "lira"): "TRY",
        ("pound", "sterling"): "GBP",
        ("hong", "kong", "dollar"): "HKD",
        ("new", "zealand", "dollar"): "NZD",
    }
)
_FOLLOWED_BY_SCALE_ONLY = frozenset({"won", "rand", "pound", "real"})  # words of other senses too

_AT_LEAST = (
    "a minimum of", "as high as", "at least", "above", "exceeding", "in excess of", "minimum", "more than",
    "no fewer than", "no less than", "no lower than", "not less than", "nothing less than", "not fewer than",
    "over", "upward of", "upwards of",
)  # fmt: skip
_AT_MOST = (
    "a maximum of", "as much as", "as many as", "at most", "below", "fewer than", "less than", "maximum",
    "no greater than", "no higher than", "no more than", "not more than", "nothing more than", "not exceeding",
    "under", "up to",
)  # fmt: skip
_ABOUT = (
    "about", "almost", "an estimated", "approximately", "around", "close to", "estimated", "just over", "just under",
    "near", "nearly", "roughly", "some", "well over",
)  # fmt: skip

_WITH_OVER = frozenset(
    {"roll", "hand", "turn", "take", "give", "sign", "carry", "pay", "rolling", "handing", "rolled", "handed", "paid"}
)

# Longest first, so that "no more than" is not read as "more than".
COMPARATORS: tuple[tuple[tuple[str, ...], Comparator], ...] = tuple(
    sorted(
        (
            (tuple(words.split()), comparator)
            for group, comparator in (
                (_AT_LEAST, Comparator.AT_LEAST),
                (_AT_MOST, Comparator.AT_MOST),
                (_ABOUT, Comparator.ABOUT),
            )
            for words in group
        ),
        key=lambda pair: (-len(pair[0]), pair[0]),
    )
)

_STOPS = word_set(
    """a an the of in once on at by to for from with and or but as is are was were be been has have had will would
    can could should may might must that which who whose this these those it its their his her our if than then
    when while after before since until during over under into out up down not no also only so because per each
    every all any more less said says told toward towards against among between within without through such like
    do does did make made take takes took came come comes set sets met meet between about including compared via"""
)
_BASE_NAMES = MappingProxyType(
    {
        "gross domestic product": "GDP",
        "gross national product": "GNP",
        "gross national income": "GNI",
        "national income": "national income",
    }
)
_MEASURES = MappingProxyType(
    {
        "barrels": "barrels",
        "barrel": "barrels",
        "bpd": "barrels per day",
        "tonnes": "tonnes",
        "tonne": "tonnes",
        "tons": "tons",
        "ton": "tons",
        "kilometres": "kilometres",
        "kilometers": "kilometres",
        "kilometre": "kilometres",
        "kilometer": "kilometres",
        "km": "kilometres",
        "miles": "miles",
        "mile": "miles",
        "metres": "metres",
        "meters": "metres",
        "metre": "metres",
        "meter": "metres",
        "hectares": "hectares",
        "acres": "acres",
        "kg": "kilograms",
        "kilograms": "kilograms",
        "kilogram": "kilograms",
        "kilos": "kilograms",
        "megawatts": "megawatts",
        "megawatt": "megawatts",
        "mw": "megawatts",
        "gigawatts": "gigawatts",
        "gigawatt": "gigawatts",
        "gw": "gigawatts",
        "degrees": "degrees",
        "degree": "degrees",
        "bushels": "bushels",
        "cents": "cents",
        "pence": "pence",
        "mph": "miles per hour",
        "litres": "litres",
        "liters": "litres",
    }
)
_PEOPLE = word_set("people troops personnel aircraft police children women men staff refugees sailors crew kroner")
_TIMES = word_set(
    "second seconds minute minutes hour hours day days week weeks month months year years decade decades century "
    "centuries quarter quarters times time years' days' am pm oclock p.m a.m"
)
# Nouns in -s that are verbs or singular beside a number: "the 12 says".
_NOT_PLURAL = word_set(
    "is was has does says its this us ones plus versus as thus yes perhaps always besides towards overseas news"
)


def currency_word(line: Sequence[Token], at: int, scaled: bool = True) -> tuple[str, int] | None:
    """The ISO code that a currency's name at token ``at`` stands for, and the index after the name."""
    words: list[str] = []
    for token in line[at : at + 3]:
        if token.kind != "word":
            break
        words.append("us" if token.text == "U.S." else token.lower)
    singular = [word.removesuffix("s") if len(word) > 3 else word for word in words]
    for size in (3, 2):
        code = _NATIONAL.get((*words[: size - 1], *singular[size - 1 : size]))
        if code and len(words) >= size:
            return code, at + size
    if not words:
        return None
    name = words[0] if words[0] in CURRENCY_WORDS else "dlr" if words[0] == "dlrs" else singular[0]
    if name in _FOLLOWED_BY_SCALE_ONLY and not scaled and not (name == "pound" and _paid(line, at + 1)):
        return None
    code = CURRENCY_WORDS.get(name)
    return (code, at + 1) if code else None


def _paid(line: Sequence[Token], at: int) -> bool:
    """True if a time follows for which one is paid: "12 pounds an hour", no weight."""
    words = [token.lower for token in line[at : at + 2]]
    return words[:1] in (["a"], ["an"], ["per"], ["each"]) and words[1:] in (
        ["hour"], ["week"], ["month"], ["year"], ["day"]
    )  # fmt: skip


def measure(line: Sequence[Token], at: int, scaled: bool, spelt: bool) -> tuple[str, str, int] | None:
    """The unit at token ``at`` with its base, and the index after it: percent, money, or a physical measure."""
    if at >= len(line):
        return None
    percent = _percent(line, at)
    if percent:
        return percent
    money = currency_word(line, at, scaled)
    if money:
        return money[0], "", money[1]
    if line[at].text == "°":
        at += 1
    word = line[at].lower if at < len(line) else ""
    if at and word == "c" and line[at].text == "C" and line[at - 1].kind == "num" and joined(line, at):
        return "degrees Celsius", "", at + 1  # "1.5C"
    if at and line[at - 1].text == "°" and word in {"c", "f"}:
        return f"degrees {'Celsius' if word == 'c' else 'Fahrenheit'}", "", at + 1
    if word in {"square", "cubic", "metric", "nautical"} and at + 1 < len(line):
        inner = _MEASURES.get(line[at + 1].lower)
        return (f"{word} {inner}", "", at + 2) if inner else None
    unit = _MEASURES.get(word)
    if not unit:
        return None
    following = line[at + 1].lower if at + 1 < len(line) else ""
    if unit == "degrees" and following in {"celsius", "fahrenheit", "c", "f"}:
        return f"degrees {'Celsius' if following[0] == 'c' else 'Fahrenheit'}", "", at + 2
    return unit, "", at + 1


def _percent(line: Sequence[Token], at: int) -> tuple[str, str, int] | None:
    word = line[at].lower
    after = line[at + 1].lower if at + 1 < len(line) else ""
    cent = over_hyphen(line, at + 1)
    if word == "per" and cent < len(line) and line[cent].lower == "cent":
        stop = cent + 1
    elif word in {"%", "percent", "pct", "percentage"}:
        stop = at + 1
    elif word == "basis" and after in {"point", "points"}:
        return "basis points", "", at + 2
    else:
        return None
    place = over_hyphen(line, stop)
    if place < len(line) and line[place].lower in {"point", "points"}:
        return "percentage points", "", place + 1
    if word == "percentage":
        return None
    base, end = base_of(line, stop)
    return (f"percent of {base}", base, end) if base else ("percent", "", stop)


def base_of(line: Sequence[Token], at: int) -> tuple[str, int]:
    """What a share is a share of, from "of" at token ``at`` ("of its GDP": "GDP"), and the index after it.

    The base is the noun phrase without its determiner, up to the next function word or mark; gross domestic product
    goes by its letters, as does a base that stands before its noun ("a 2% GDP target").
    """
    if at < len(line) and line[at].text in {"GDP", "GNP", "GNI"}:
        return line[at].text, at + 1
    opened = at < len(line) and line[at].text == "("
    at += opened
    if at >= len(line) or line[at].lower != "of":
        return "", at
    at += 1
    while at < len(line) and line[at].lower in {"the", "its", "their", "his", "our", "a", "an", "total", "all", "each"}:
        at += 1
    words: list[str] = []
    stop = at
    while stop < len(line) and len(words) < 5:
        token = line[stop]
        if (
            token.text in "'’"
            and words
            and words[-1].endswith("s")
            and joined(line, stop)
            and not joined(line, stop + 1)
        ):
            stop += 1  # "member states' income"
            words[-1] += "'"
            continue
        if token.kind == "mark" or token.lower in _STOPS or (token.kind == "num" and words):
            break
        words.append(token.text)
        stop += 1
        if token.text in {"GDP", "GNP", "GNI"}:
            return token.text, stop
        named = _BASE_NAMES.get(" ".join(words[-3:]).lower())
        if named:
            return named, _past_acronym(line, stop, named)
    if words and all(word.isdigit() for word in words):
        return "", at
    return " ".join(words), stop


def _past_acronym(line: Sequence[Token], at: int, name: str) -> int:
    """The index after "(GDP)"."""
    inside = [token.text for token in line[at : at + 3]]
    return at + 3 if inside == ["(", name, ")"] else at


def things(line: Sequence[Token], at: int) -> tuple[str, int, bool] | None:
    """What a number counts ("additional US troops"), the index after it, and whether it is an addition.

    The noun phrase ends at its first plural noun; four words at the most may come before it. Times are no things.
    """
    more = False
    words: list[str] = []
    for place in range(at, min(at + 6, len(line))):
        token = line[place]
        if token.text in "-‑" and joined(line, place) and joined(line, place + 1):
            continue
        word = token.lower
        if not words and word in {"more", "additional", "extra", "further", "fewer", "other", "new"}:
            more = more or word in {"more", "additional", "extra", "further", "fewer"}
            if word not in {"other", "new"}:
                continue
        if token.kind == "num" and words and joined(line, place):  # "F-16s"
            named = place + 1 < len(line) and line[place + 1].text == "s" and joined(line, place + 1)
            return (f"{' '.join(words)}-{token.text}s", place + 2, more) if named else None
        if token.kind != "word" or word in _STOPS or word in _TIMES:
            return None
        words.append(token.text)
        if word in _PEOPLE or _plural(token.text):
            return " ".join(words), place + 1, more
    return None


def _plural(word: str) -> bool:
    low = word.lower()
    if len(low) < 4 or low in _NOT_PLURAL or low.endswith(("ss", "us", "is", "'s", "’s")):
        return False
    return low.endswith("s")


def comparator_before(line: Sequence[Token], at: int) -> tuple[Comparator, int]:
    """The comparator that ends before token ``at``, and the index of its first token."""
    for words, comparator in COMPARATORS:
        first = at - len(words)
        if first >= 0 and all(line[first + i].lower == word for i, word in enumerate(words)):
            if words == ("over",) and first and line[first - 1].lower in _WITH_OVER:
                break  # "roll over 5 billion dollars of debt": the verb's own
            return comparator, first
    return Comparator.EXACTLY, at


def before_comparator(line: Sequence[Token], at: int) -> int:
    """The index of the token before an amount and its comparator, -1 at the start."""
    return comparator_before(line, at)[1] - 1
