"""Verbs and their nouns: "devalue" and "devaluation", "suspend" and "suspension", "apologise" and "apology".

An answer often names the deed by a noun where the demand had the verb, or the other way round. Endings and the changes
of stem that go with them are those of English derivation (Bauer, Lieber and Plag 2013, ch. 10); a few nouns are listed.
"""

from __future__ import annotations

from collections.abc import Set

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
    if len(stem) >= 4 and noun.startswith(stem) and noun[len(stem) :] in _DEVERBAL:
        return True
    return any(
        len(verb) > len(old) + 1 and verb.endswith(old) and noun == verb.removesuffix(old) + new for old, new in _STEMS
    )


def related(one: Set[str], other: Set[str]) -> frozenset[str]:
    """The words of the first set that are in the second, or are a verb or a noun to one of its words."""
    return frozenset(a for a in one if a in other or any(kin(a, b) or kin(b, a) for b in other))
