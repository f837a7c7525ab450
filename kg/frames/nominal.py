"""The arguments of nouns: "Washington's demand on Tokyo to act", "pressure from X on Y to Z"."""

from __future__ import annotations

from kg.frames.arcs import Arcs
from kg.frames.arguments import Verbs, gerund, resolved
from kg.frames.forms import SUBJECTS
from kg.frames.frame import Clause, Filler, Frame
from kg.frames.phrases import clause_span, fillers, phrase_span
from kg.frames.subjects import Subjects, name_of

_DEGREE = frozenset({"no", "neither"})


class Nouns:
    """Noun frames over the arcs."""

    def __init__(self, arcs: Arcs, subjects: Subjects, verbs: Verbs) -> None:
        self.arcs = arcs
        self.subjects = subjects
        self.verbs = verbs

    def frame(self, i: int, parent: int, relation: str) -> Frame:
        """The frame of noun ``i``."""
        arcs = self.arcs
        if not arcs.kids[i]:
            return Frame(i, "noun", arcs.lemma[i], (i, i + 1), parent=parent, relation=relation)
        clauses: list[Clause] = []
        preps: list[tuple[str, Filler]] = []
        adverbials: list[tuple[str, int]] = []
        for k in arcs.kids[i]:
            dep = arcs.dep[k]
            if dep in ("prep", "agent"):
                for prep in (k, *(c for c in arcs.with_dep(k, "conj") if arcs.pos[c] == "ADP")):  # "with A and with B"
                    self._prep(prep, preps, clauses, adverbials)
            elif dep in ("acl", "ccomp", "xcomp", "advcl", "relcl") and k > i:
                self._clause(i, k, clauses, preps, adverbials)
        return Frame(
            trigger=i,
            pos="noun",
            lemma=arcs.lemma[i],
            span=clause_span(arcs, i) if clauses or preps else phrase_span(arcs, i),
            subjects=self.subjects.noun_subjects(i),
            clauses=tuple(clauses),
            preps=tuple(preps),
            adverbials=tuple(adverbials),
            negated=any(arcs.lower[k] in _DEGREE for k in arcs.kids[i] if k < i),
            parent=parent,
            relation=relation,
        )

    def _prep(
        self, k: int, preps: list[tuple[str, Filler]], clauses: list[Clause], adverbials: list[tuple[str, int]]
    ) -> None:
        arcs = self.arcs
        name = name_of(arcs, k)
        inner = arcs.with_dep(k, "pobj") or [p for q in arcs.with_dep(k, "prep") for p in arcs.with_dep(q, "pobj")]
        for p in inner:
            preps.extend((name, f) for f in resolved(arcs, self.subjects, p))
        for p in arcs.with_dep(k, "pcomp"):
            if arcs.is_verb(p):
                adverbials.append((name, p))
                clauses.append(Clause(p, gerund(arcs, p), clause_span(arcs, p)))

    def _clause(
        self, i: int, k: int, clauses: list[Clause], preps: list[tuple[str, Filler]], adverbials: list[tuple[str, int]]
    ) -> None:
        arcs = self.arcs
        marks = {arcs.lower[m] for m in arcs.with_dep(k, "mark")}
        if self.subjects.infinitive(k):
            own = arcs.only(k, *SUBJECTS)
            if "for" in marks and own >= 0:
                preps.extend(("for", f) for f in fillers(arcs, own))
            clauses.append(Clause(k, "to", self.verbs._to_span(k)))
        elif "that" in marks and arcs.dep[k] != "relcl":
            clauses.append(Clause(k, "that", clause_span(arcs, k)))
        elif marks & {"whether", "if"}:
            clauses.append(Clause(k, "wh", clause_span(arcs, k)))
        elif arcs.dep[k] == "advcl":
            adverbials.append((min(marks, default=""), k))
