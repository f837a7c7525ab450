"""Frames from a parsed report: one per verb, noun and predicative adjective, in deep roles.

Conventions, beyond those of ``kg.frames.frame``:

* ``span`` is the predicate's whole clause or noun phrase, punctuation trimmed.
* "NP to VP" verbs have the NP among the objects, whatever the parser made of it ("urged Japan to act", "wants Japan to
  act"); verbs of telling, giving and asking-for among the recipients ("told Japan that", "asked Japan for help", "gave
  Iran until July"). Read both for an addressee. "call on/for X to VP" has X in ``preps`` and the clause as ``to``.
* The subject of an infinitive or participle is in the frame at the clause's ``trigger``. Coordinated clauses are one
  ``Clause``; the later verbs have frames with ``relation`` conj and the first as ``parent``.
* "out of" after a verb of motion is a particle and "of": lemma "pull out", preps ("of", NP). "upon" is "on".
* A bare date ("met Monday") is in ``preps`` under the empty preposition.
* A gerund after a preposition is in ``adverbials`` (("of", trigger)) and, where it is no adjunct, a clause ``ing``.
* A tag put into what it reports ("The talks, he said, were off") lies within the clause's span.
* ``modal`` holds a semi-modal of the verb above ("be expected to", "plan to"), the outermost modal where there are
  several; negation comes down with it. "refuse", "decline" and "fail" are verbs like others.
* Nouns: possessor, demonym or name before, "by X" and (of what is said or asked) "from X" are subjects, the subject of
  a light verb too ("made a request", how=control); every prepositional phrase stays in ``preps``. Auxiliaries, names of
  persons and places, dates and parts of compounds have no frame.
"""

from __future__ import annotations

from kg.document import Document
from kg.frames.arcs import Arcs
from kg.frames.arguments import Verbs
from kg.frames.frame import Clause, Filler, Frame, Frames, How
from kg.frames.nominal import Nouns
from kg.frames.phrases import clause_span
from kg.frames.repairs import repaired
from kg.frames.subjects import Subjects
from kg.frames.verbgroup import Groups

_PLAIN_NAMES = frozenset({"PERSON", "GPE", "NORP", "DATE", "TIME", "MONEY", "PERCENT", "LOC"})
_PARTS = frozenset({"compound", "poss", "nmod", "amod", "npadvmod"})


def build_frames(document: Document) -> Frames:
    """The frames of every predicate of a report, by trigger token, in order."""
    return frames_of(document.once(repaired))


def frames_of(arcs: Arcs) -> Frames:
    """The frames over repaired arcs."""
    builder = _Builder(arcs)
    found: Frames = {}
    for i in range(len(arcs)):
        frame = builder.frame(i)
        if frame is not None:
            found[i] = frame
    return found


class _Builder:
    def __init__(self, arcs: Arcs) -> None:
        self.arcs = arcs
        self.subjects = Subjects(arcs)
        self.groups = Groups(arcs, self.subjects)
        self.verbs = Verbs(arcs, self.subjects)
        self.nouns = Nouns(arcs, self.subjects, self.verbs)

    def sort(self, i: int) -> str:
        """The part of speech of the frame that token ``i`` gets, or the empty string."""
        arcs = self.arcs
        pos, dep = arcs.pos[i], arcs.dep[i]
        if pos in ("VERB", "AUX"):
            part = dep in ("aux", "auxpass", "prep", "mark", "cc") or (
                dep in ("amod", "compound") and arcs.only(i, "agent", "prep", "dobj", "xcomp", "advcl") < 0
            )
            return "" if part else "verb"
        if pos == "NOUN":
            return "noun" if dep != "compound" and arcs.ent[i] not in _PLAIN_NAMES else ""
        if pos == "PROPN":
            return (
                "noun"
                if dep not in _PARTS and arcs.ent[i] not in _PLAIN_NAMES and arcs.lower[i] != arcs.words[i]
                else ""
            )
        if pos == "ADJ":
            if dep in ("acomp", "oprd") or (dep == "conj" and self.sort(arcs.head[i]) == "adj"):
                return "adj"
            if arcs.only(i, "xcomp", "ccomp") >= 0 or dep == "ROOT":
                return "adj"
        return ""

    def frame(self, i: int) -> Frame | None:
        """The frame of token ``i``, if it has one."""
        sort = self.sort(i)
        if not sort:
            return None
        parent, relation = self.parent(i)
        if sort == "verb":
            return self._verb(i, parent, relation)
        if sort == "noun":
            return self.nouns.frame(i, parent, relation)
        return self._adjective(i, parent, relation)

    def _verb(self, i: int, parent: int, relation: str) -> Frame:
        arcs = self.arcs
        group, found = self.groups.of(i), self.verbs.of(i)
        particle = arcs.only(i, "prt")
        lemma = arcs.lemma[i]
        if particle >= 0 and arcs.only(particle, "pobj") < 0:
            lemma = f"{lemma} {arcs.lower[particle]}"
        preps = found.preps
        if lemma == arcs.lemma[i] and any(name == "out of" for name, _ in preps):
            lemma = f"{lemma} out"
            preps = [("of" if name == "out of" else name, f) for name, f in preps]
        return Frame(
            trigger=i,
            pos="verb",
            lemma=lemma,
            span=clause_span(arcs, i),
            passive=self.subjects.passive(i),
            subjects=tuple(found.subjects),
            objects=tuple(found.objects),
            recipients=tuple(found.recipients),
            clauses=tuple(found.clauses),
            preps=tuple(sorted(preps, key=lambda pair: pair[1].span)),
            adverbials=tuple(found.adverbials),
            adverbs=group.adverbs,
            negated=group.negated,
            modal=group.modal,
            tense=group.tense,
            perfect=group.perfect,
            progressive=group.progressive,
            parent=parent,
            relation=relation,
            attributes=tuple(found.attributes),
        )

    def _adjective(self, i: int, parent: int, relation: str) -> Frame:
        arcs = self.arcs
        at = i
        while arcs.dep[at] == "conj" and arcs.pos[arcs.head[at]] == "ADJ":
            at = arcs.head[at]
        copula = arcs.head[at] if arcs.dep[at] in ("acomp", "oprd", "attr") else -1
        found = self.verbs.of(i)
        clauses, preps = list(found.clauses), list(found.preps)
        subjects = self.subjects.of(copula) if copula >= 0 and arcs.dep[at] != "oprd" else self.subjects.of(at)
        if copula >= 0:
            above = self.verbs.of(copula)
            clauses += [c for c in above.clauses if c.trigger > i and c not in clauses]
            preps += [p for p in above.preps if p[1].head > i]
            group = self.groups.of(copula)
        else:
            group = self.groups.of(i)
        return Frame(
            trigger=i,
            pos="adj",
            lemma=arcs.lemma[i],
            span=clause_span(arcs, i),
            subjects=subjects,
            clauses=tuple(clauses),
            preps=tuple(preps),
            adverbs=group.adverbs,
            negated=group.negated,
            modal=group.modal,
            tense=group.tense,
            perfect=group.perfect,
            parent=parent,
            relation=relation,
        )

    def parent(self, i: int) -> tuple[int, str]:
        """The predicate that governs ``i``, and how."""
        arcs = self.arcs
        dep, up = arcs.dep[i], arcs.head[i]
        relation = _RELATIONS.get(dep, dep or "dep")
        while up >= 0:
            if self.sort(up):
                return up, relation
            if arcs.dep[up] in ("prep", "agent", "dative") and relation == "pobj":
                relation = "prep"
            up = arcs.head[up]
        return -1, "root"


_RELATIONS = {
    "ROOT": "root",
    "dobj": "obj",
    "nsubj": "subj",
    "nsubjpass": "subj",
    "csubj": "subj",
    "csubjpass": "subj",
    "pcomp": "prep",
    "pobj": "pobj",
    "compound": "mod",
    "amod": "mod",
    "poss": "mod",
    "nmod": "mod",
}


# ------------------------------------------------------------------------------------------------ for readers
def describe(frame: Frame, document: Document) -> str:
    """One frame in one line of words, for people: ``urge[past] subj=Japan/x obj=... to:"to raise ..."``."""

    def phrase(filler: Filler) -> str:
        mark = "" if filler.how is How.EXPLICIT else f"/{filler.how.value}"
        return f"{document.words(filler.span)}{mark}"

    def clause(item: Clause) -> str:
        return f'{item.kind}:"{document.words(item.span)}"'

    flags = [frame.tense, f"modal={frame.modal}" if frame.modal else ""]
    flags += [name for name in ("passive", "perfect", "progressive", "negated") if getattr(frame, name)]
    parts = [f"{frame.lemma} {frame.pos}[{' '.join(flag for flag in flags if flag)}]"]
    for name, slot in (
        ("subj", frame.subjects),
        ("obj", frame.objects),
        ("to", frame.recipients),
        ("attr", frame.attributes),
    ):
        if slot:
            parts.append(f"{name}=({' | '.join(phrase(f) for f in slot)})")
    parts.extend(f"{name or '@'}=({phrase(f)})" for name, f in frame.preps)
    parts.extend(clause(c) for c in frame.clauses)
    parts.extend(f"{name or 'adv'}->{document.words((at, at + 1))}" for name, at in frame.adverbials)
    if frame.adverbs:
        parts.append(f"adv={','.join(frame.adverbs)}")
    if frame.parent >= 0:
        parts.append(f"<{frame.relation} {document.words((frame.parent, frame.parent + 1))}>")
    return " ".join(parts)
