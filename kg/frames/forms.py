"""The forms of verbs that subjects depend on: passive, infinitive, extraposition, gerunds with a noun before them."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.control import lexicon

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve", "'d", "’d"})
_LINKING = frozenset({"be", "seem", "remain", "become", "appear"})
_EXTRAPOSING = frozenset(
    {"time", "turn", "duty", "matter", "shame", "fact", "pity", "mistake", "honour", "responsibility"}
)
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "csubj", "relcl", "acl"})


class Forms:
    """Questions to one verb of the arcs."""

    def __init__(self, arcs: Arcs) -> None:
        self.arcs = arcs
        self.words = lexicon()

    def passive(self, i: int) -> bool:
        """True if verb ``i`` is passive, reduced relatives and shared auxiliaries included."""
        arcs = self.arcs
        if arcs.tag[i] != "VBN" and arcs.only(i, "auxpass") < 0:
            return False
        if arcs.only(i, "auxpass", "nsubjpass", "csubjpass") >= 0:
            return True
        if arcs.dep[i] == "conj" and arcs.only(i, *SUBJECTS) >= 0:
            return False
        if arcs.tag[i] != "VBN" or any(arcs.lower[k] in _HAVE for k in arcs.with_dep(i, "aux")):
            return False
        if arcs.dep[i] == "conj" and arcs.head[i] >= 0 and arcs.only(i, *SUBJECTS) < 0:
            head = arcs.head[i]
            if arcs.is_verb(head) and arcs.tag[head] == "VBN":
                return self.passive(head)
            return not arcs.is_verb(head)
        return (arcs.only(i, "nsubj") < 0 and arcs.only(i, "dobj") < 0) or arcs.only(i, "agent") >= 0

    def infinitive(self, i: int) -> bool:
        """True if verb ``i`` has "to" before it."""
        return "TO" in [self.arcs.tag[k] for k in self.arcs.kids[i] if k < i]

    def own(self, i: int) -> int:
        """The subject beside verb ``i``, or -1; of two, the one that is no relative pronoun."""
        found = self.arcs.with_dep(i, *SUBJECTS)
        plain = [k for k in found if self.arcs.lower[k] not in RELATIVE]
        return (plain or found or [-1])[-1 if len(found) > 1 and plain else 0]

    def extraposed(self, i: int) -> bool:
        """True if "it" is no one here: "it is vital that", "it was agreed that", "it is time for X to"."""
        arcs = self.arcs
        named = arcs.only(i, "acomp", "attr")
        below = [k for k in arcs.kids[i] if k > i]
        if named >= 0 and (arcs.pos[named] != "NOUN" or arcs.lemma[named] in _EXTRAPOSING):
            below += [k for k in arcs.kids[named] if k > named]
        clauses = [k for k in below if arcs.is_verb(k) and arcs.dep[k] in _CLAUSES]
        if arcs.lemma[i] == "be" and named < 0:  # "it is up to X to", "it is for X to"
            up = any(arcs.lower[k] == "up" for k in arcs.kids[i])
            return any(self.infinitive(k) and (up or self._introduced(k)) for k in clauses)
        if arcs.lemma[i] in _LINKING:
            return named >= 0 and any(self._impersonal(arcs.lower[named], k) for k in clauses)
        return arcs.only(i, "auxpass") >= 0 and any(
            self._introduced(k) or (arcs.dep[k] == "ccomp" and not self.infinitive(k)) for k in clauses
        )

    def _impersonal(self, adjective: str, k: int) -> bool:
        """True if clause ``k`` is what the adjective is said of: "it is vital to", but not "it is ready to"."""
        if self.infinitive(k) and not self._introduced(k):
            return adjective not in self.words.personal_to
        bound = any(self.arcs.lower[m] == "if" for m in self.arcs.with_dep(k, "mark"))
        if bound and adjective in self.words.personal_to:
            return False  # "it was ready to pay if the fund helped", but "it is unclear if"
        return self._introduced(k) and adjective not in self.words.personal_that

    def _introduced(self, k: int) -> bool:
        """True if a word opens clause ``k``: "that", "for", "whether"."""
        return any(self.arcs.lower[m] in ("that", "for", "whether", "if") for m in self.arcs.with_dep(k, "mark"))

    def gerund_subject(self, i: int) -> int:
        """The noun between a preposition and its gerund ("insisted on Vienna paying"), or -1."""
        arcs = self.arcs
        verb = arcs.head[i]
        if arcs.dep[i] != "advcl" or arcs.tag[i] != "VBG" or arcs.lemma[verb] in self.words.through:
            return -1
        for k in arcs.with_dep(verb, "prep"):
            noun = arcs.only(k, "pobj")
            if (
                noun >= 0
                and arcs.lower[k] in ("on", "of", "about", "to", "against")
                and arcs.subtree(noun)[-1] == i - 1
            ):
                return noun
        return -1
