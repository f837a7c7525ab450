"""Verbs and their nouns: "devalue" and "devaluation", "suspend" and "suspension", "apologise" and "apology".

An answer often names the deed by a noun where the demand had the verb, or the other way round. Endings and the changes
of stem that go with them are those of English derivation (Bauer, Lieber and Plag 2013, ch. 10); a few nouns are listed.
"""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

_DEVERBAL = frozenset({"al", "ation", "tion", "ion", "ing", "ment", "ure", "e", "ance", "ence", "er", "r", "y"})
_STEMS = (
    ("nd", "nsion"), ("de", "sion"), ("d", "sion"), ("mit", "mission"), ("ce", "ction"), ("fy", "fication"),
    ("be", "ption"), ("pose", "position"), ("vene", "vention"), ("lve", "lution"), ("ise", "y"), ("ize", "y"),
    ("ise", "isation"), ("ize", "ization"), ("y", "ication"), ("y", "iance"), ("ke", "cation"), ("pel", "pulsion"),
    ("y", "ial"), ("ve", "f"),
)  # fmt: skip
_ODD = {
    "leave": "departure", "pay": "payment", "give": "gift", "choose": "choice", "sell": "sale", "lose": "loss",
    "cut": "cut", "free": "freedom", "know": "knowledge", "speak": "speech", "flee": "flight", "fly": "flight",
    "grow": "growth", "die": "death", "believe": "belief", "destroy": "destruction", "see": "sight", "buy": "purchase",
}  # fmt: skip


_ALIKE = tuple(
    frozenset(line.split())
    for line in (
        "resign quit resignation step stand leave go retire abdicate departure",
        "withdraw withdrawal pull leave retreat pullout evacuate evacuation",
        "free release liberate liberation hand",
        "extradite extradition hand surrender return deport",
        "stop halt end cease suspend suspension freeze discontinue quit refrain abandon",
        "raise increase boost hike lift up higher more rise",
        "cut reduce reduction lower slash trim shrink curb decrease",
        "lift remove removal scrap abolish drop rescind revoke repeal cancel withdraw",
        "open reopen reopening opening",
        "close shut closure shutdown shutter",
        "ban prohibit prohibition outlaw bar forbid",
        "apologise apologize apology sorry",
        "negotiate negotiation talk talks dialogue discuss consultation",
        "ceasefire cease-fire truce armistice",
        "delay postpone postponement defer put",
        "send deploy deployment supply provide deliver delivery ship dispatch give",
        "buy purchase import",
        "pay payment contribute contribution spend spending finance",
        "allow permit let admit grant access",
        "publish release disclose disclosure reveal",
        "destroy dismantle scrap eliminate",
        "disarm disarmament arm weapon",
        "attack strike bomb bombardment shell raid offensive",
        "exempt exemption exclude exclusion waive waiver",
        "probe inquiry investigate investigation enquiry",
        "vote referendum poll ballot election",
        "tariff duty levy tax",
        "join sign accede enter accession",
        "approve ratify ratification endorse sign adopt",
        "budget spending expenditure outlay",
        "aid assistance help",
        "extend extension prolong prolongation renew renewal continue",
        "deal agreement accord pact treaty",
        "change amend alter revise modify reform rewrite overhaul amendment revision",
    )
)
"""Words that the press uses for one deed (WordNet; Levin 1993 on verbs of one class)."""


@lru_cache(maxsize=1 << 14)
def _deeds(word: str) -> frozenset[int]:
    return frozenset(i for i, words in enumerate(_ALIKE) if word in words)


def alike(one: str, other: str) -> bool:
    """True if two words are used for one deed.

    >>> alike("resign", "step"), alike("free", "release"), alike("free", "close")
    (True, True, False)
    """
    return not _deeds(one).isdisjoint(_deeds(other))


def kin(verb: str, noun: str) -> bool:
    """True if a noun is the verb's own or the same noun.

    >>> kin("withdraw", "withdrawal"), kin("waive", "waiver"), kin("delay", "delay"), kin("close", "closet")
    (True, True, True, False)
    >>> kin("suspend", "suspension"), kin("reduce", "reduction"), kin("expel", "expulsion"), kin("pay", "payment")
    (True, True, True, True)
    """
    if verb == noun or _ODD.get(verb) == noun:
        return True
    stem = verb.removesuffix("e")
    ending = noun[len(stem) :] if noun.startswith(stem) else ""
    if (len(stem) >= 4 and ending in _DEVERBAL) or (len(stem) == 3 and ending == "ing"):
        return True
    return any(
        len(verb) > len(old) + 1 and verb.endswith(old) and noun == verb.removesuffix(old) + new for old, new in _STEMS
    )


def related(one: Set[str], other: Set[str]) -> frozenset[str]:
    """The words of the first set that are in the second, or stand for the same deed as one of its words."""
    return frozenset(a for a in one if a in other or any(_one_deed(a, b) for b in other))


@lru_cache(maxsize=1 << 16)
def _one_deed(one: str, other: str) -> bool:
    """True if two words are of one stem or used for one deed; the pairs of a report come again and again."""
    return kin(one, other) or kin(other, one) or alike(one, other)
