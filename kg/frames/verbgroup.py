"""The verb group: modal, tense, aspect, negation, particle, and what a governing semi-modal colours it with.

"is expected to press", "plans to press", "has been trying to press" are one event with a modal; the governing verb
keeps a frame of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.frames.arcs import QUOTE_MARKS, Arcs
from kg.frames.forms import SUBJECTS
from kg.frames.subjects import Subjects

_MODALS = {"'ll": "will", "wo": "will", "’ll": "will", "'d": "would", "’d": "would", "ca": "can", "sha": "shall"}
_NEGATIVE_SUBJECTS = frozenset({"nobody", "none", "nothing", "no-one", "neither"})
_FRONTED = frozenset({"no", "not", "never", "nor", "neither", "nowhere"})
_STOPS = frozenset({",", ";", ":", "-", "–", "—", "?", "and", "but", *QUOTE_MARKS})
_FINITE = {"VBD": "past", "VBZ": "present", "VBP": "present", "MD": "present"}
_COMPARING = frozenset({"more", "less", "fewer", "later", "lower", "higher", "greater", "earlier", "sooner"})


@dataclass(frozen=True, slots=True)
class Group:
    """What the verb group of one verb says."""

    modal: str = ""
    tense: str = ""
    perfect: bool = False
    progressive: bool = False
    negated: bool = False
    adverbs: tuple[str, ...] = ()


class Groups:
    """Verb groups, worked out once per verb."""

    def __init__(self, arcs: Arcs, subjects: Subjects) -> None:
        self.arcs = arcs
        self.subjects = subjects
        self._known: dict[int, Group] = {}

    def of(self, i: int) -> Group:
        """The verb group of verb (or predicative adjective's copula) ``i``."""
        if i not in self._known:
            self._known[i] = Group()
            self._known[i] = self._find(i)
        return self._known[i]

    def _find(self, i: int) -> Group:
        arcs = self.arcs
        own = self._own(i)
        head = arcs.head[i]
        if head < 0:
            return own
        if arcs.dep[i] == "conj" and arcs.is_verb(head):
            return self._shared(i, head, own)
        if arcs.dep[i] in ("xcomp", "ccomp") and self.subjects.infinitive(i) and arcs.only(i, *SUBJECTS) < 0:
            return self._coloured(i, head, own)
        if (arcs.dep[i] == "pcomp" and arcs.lower[head] == "without") or self._foregone(i):
            return Group(own.modal, own.tense, own.perfect, own.progressive, True, own.adverbs)
        return own

    def _own(self, i: int) -> Group:
        """What the words beside verb ``i`` say."""
        arcs = self.arcs
        modal, finite, perfect, progressive, negated = "", _FINITE.get(arcs.tag[i], ""), False, False, False
        adverbs: list[str] = []
        for k in arcs.kids[i]:
            dep, low = arcs.dep[k], arcs.lower[k]
            negated = negated or self._negates(i, k) or self._fronted_no(i, k)
            if dep == "advmod":
                adverbs.append(arcs.lemma[k])
            elif dep in ("aux", "auxpass"):
                if arcs.tag[k] == "MD":
                    modal = _MODALS.get(low, low)
                    continue
                if arcs.tag[k] == "TO":
                    continue
                perfect = (
                    perfect
                    or low == "been"
                    or ((arcs.lemma[k] == "have" or low == "having") and arcs.tag[i] in ("VBN", "VBD"))
                )
                progressive = progressive or low == "being" or (arcs.lemma[k] == "be" and arcs.tag[i] == "VBG")
                finite = _FINITE.get(arcs.tag[k], finite)
        tense = "infinitive" if self.subjects.infinitive(i) and not modal else self._tense(i, modal, finite, perfect)
        if tense == "infinitive" and arcs.head[i] < 0 and self.subjects.own(i) >= 0:
            modal = "be to"  # a headline's "Italy to host summit"
        return Group(modal, tense, perfect, progressive, negated, tuple(adverbs))

    def _tense(self, i: int, modal: str, finite: str, perfect: bool) -> str:
        arcs = self.arcs
        if modal:
            return "future" if modal in ("will", "shall") else "present"
        if finite:
            return finite
        plain = arcs.tag[i] == "VB" and arcs.dep[i] in ("ROOT", "relcl") and self.subjects.own(i) >= 0
        if plain or (perfect and not any(arcs.lower[k] == "having" for k in arcs.kids[i])):
            return "present"  # forms that the tagger took for others
        return {"VB": "infinitive", "VBG": "participle", "VBN": "participle"}.get(arcs.tag[i], "")

    def _negates(self, i: int, k: int) -> bool:
        """True if dependant ``k`` negates verb ``i``."""
        arcs = self.arcs
        dep, low = arcs.dep[k], arcs.lower[k]
        if dep == "neg" or (dep == "preconj" and low == "neither"):
            return True
        if dep == "advmod":
            no_longer = low == "longer" and any(arcs.lower[n] == "no" or arcs.dep[n] == "neg" for n in arcs.kids[k])
            return low in ("never", "hardly", "barely") or no_longer
        if dep in ("aux", "auxpass"):
            return any(arcs.dep[n] == "neg" for n in arcs.kids[k])
        if dep in SUBJECTS or dep in ("dobj", "attr"):
            return self._no(k)
        return dep == "cc" and low in ("nor", "neither") and k < i

    def _fronted_no(self, i: int, k: int) -> bool:
        """True if auxiliary ``k`` stands before the subject for a negative word in front of it: "at no time did X ask".

        Of such words only "not only" and "no sooner" leave the clause positive (Huddleston and Pullum 2002, 9.2.1).
        """
        arcs = self.arcs
        subject = next((s for s in arcs.kids[i] if arcs.dep[s] in SUBJECTS), -1)
        if arcs.dep[k] not in ("aux", "auxpass") or not k < subject or not k < i:
            return False
        start = next((n + 1 for n in range(k - 1, arcs.first[i] - 1, -1) if arcs.lower[n] in _STOPS), arcs.first[i])
        at = next((n for n in (start, start + 1) if n < k and arcs.lower[n] in _FRONTED), -1)
        return at >= 0 and arcs.lower[at + 1] not in ("only", "sooner")

    def _no(self, k: int) -> bool:
        """True if noun phrase ``k`` negates its clause: "no country has agreed", "neither X nor Y"."""
        arcs = self.arcs
        if arcs.lower[k] in _NEGATIVE_SUBJECTS:
            return True
        return any(
            arcs.lower[n] in ("no", "neither") and arcs.dep[n] in ("det", "preconj", "cc", "neg", "advmod", "amod")
            for n in arcs.kids[k]
            if n + 1 < len(arcs) and arcs.lower[n + 1] not in _COMPARING  # "charge no more than $35": a bound
        )

    def _foregone(self, i: int) -> bool:
        """True after "instead of", "rather than", "far from": what was not done, and something else was."""
        before = tuple(self.arcs.lower[max(self.arcs.first[i], i - 2) : i])
        return before in (("instead", "of"), ("rather", "than"), ("far", "from"))

    def _shared(self, i: int, head: int, own: Group) -> Group:
        """What a coordinated verb shares with the first: modal, auxiliaries, "not ... or"."""
        arcs = self.arcs
        if arcs.with_dep(i, "aux", "auxpass") or arcs.only(i, *SUBJECTS) >= 0:
            return own
        first = self.of(head)
        negated = own.negated or (
            first.negated and any(arcs.lower[k] in ("or", "nor") for k in arcs.with_dep(head, "cc"))
        )
        bare = arcs.tag[i] == "VB" and (arcs.tag[head] == "VB" or first.modal != "")
        same = arcs.tag[i] == arcs.tag[head] and arcs.tag[i] in ("VBN", "VBG")
        if bare:
            return Group(first.modal, first.tense, own.perfect, own.progressive, negated, own.adverbs)
        if same:
            tense = first.tense
            return Group(first.modal, tense, first.perfect, first.progressive, negated, own.adverbs)
        nor = any(arcs.lower[k] == "nor" for k in arcs.with_dep(head, "cc"))  # "neither confirmed nor denied"
        negated = negated and (nor or arcs.tag[i] == "VB")
        return Group(own.modal, own.tense, own.perfect, own.progressive, negated, own.adverbs)

    def _coloured(self, i: int, head: int, own: Group) -> Group:
        """The group of an infinitive under a semi-modal."""
        words = self.subjects.words
        above = self.of(self._copula(head))
        name = self.semimodal(head, i)
        if not name:
            return own
        if name.split()[0] in words.aspectual and not name.startswith("be "):
            name = ""
        modal = above.modal or name or own.modal
        if above.modal in ("will", "would") and name:
            modal = name
        return Group(
            modal,
            own.tense,
            own.perfect or above.perfect,
            own.progressive,
            own.negated or above.negated or name == "have yet to",
            tuple(dict.fromkeys(above.adverbs + own.adverbs)),
        )

    def _copula(self, head: int) -> int:
        arcs = self.arcs
        return arcs.head[head] if arcs.dep[head] == "acomp" and arcs.head[head] >= 0 else head

    def semimodal(self, head: int, i: int) -> str:
        """The semi-modal that ``head`` makes for infinitive ``i``, or the empty string."""
        arcs, words = self.arcs, self.subjects.words
        lemma = arcs.lemma[head]
        if arcs.dep[head] == "acomp" or arcs.pos[head] == "ADJ":
            copula = self._copula(head)
            plain = lemma in words.adjectives and copula != head and arcs.lemma[copula] == "be"
            return f"be {arcs.lower[head]} to" if plain else ""
        if not arcs.is_verb(head):
            return ""
        if arcs.only(head, "auxpass") >= 0:
            return f"be {arcs.lower[head]} to" if lemma in words.passive else ""
        if lemma == "be":
            to = next((k for k in arcs.kids[i] if arcs.tag[k] == "TO"), i)
            near = all(arcs.pos[t] in ("ADV", "PART") or arcs.dep[t] in ("neg", *SUBJECTS) for t in range(head + 1, to))
            return "be to" if near and arcs.only(head, "acomp", "attr", "expl") < 0 else ""
        if any(k < i for k in arcs.with_dep(head, "dobj", "dative")):
            return ""
        if lemma == "have" and arcs.lower[head + 1] != "to":
            return "have yet to" if arcs.lower[head + 1] == "yet" else ""
        if lemma == "go":
            return "be going to" if arcs.lower[head] == "going" else "go to"
        if lemma == "use":
            return "used to" if arcs.lower[head] == "used" else ""
        return f"{lemma} to" if lemma in words.active else ""
