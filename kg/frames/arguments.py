"""The arguments of a verb: objects, recipients, prepositional phrases, clauses, in deep roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.frames.arcs import QUOTE_MARKS, Arcs
from kg.frames.forms import RELATIVE, SUBJECTS
from kg.frames.frame import Clause, Filler, How
from kg.frames.phrases import clause_span, fillers, is_amount, is_time, phrase_span
from kg.frames.subjects import Subjects, name_of, weaker

_WH = frozenset({"whether", "if", "what", "how", "why", "when", "where", "who", "which", "whom", "whatever"})
_ADJUNCT = frozenset(
    {"by", "after", "before", "without", "while", "since", "despite", "in", "upon", "besides", "until"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(slots=True)
class Arguments:
    """The slots of one verb while they are being filled."""

    subjects: list[Filler] = field(default_factory=list)
    objects: list[Filler] = field(default_factory=list)
    recipients: list[Filler] = field(default_factory=list)
    attributes: list[Filler] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    preps: list[tuple[str, Filler]] = field(default_factory=list)
    adverbials: list[tuple[str, int]] = field(default_factory=list)


def gerund(arcs: Arcs, p: int) -> str:
    """The kind of the clause after a preposition: "ing", or "wh" for a question."""
    heads = [p, *arcs.with_dep(p, "aux", "auxpass")]
    return "ing" if any(arcs.tag[k] == "VBG" for k in heads) else "wh"


def resolved(arcs: Arcs, subjects: Subjects, i: int, how: How = How.EXPLICIT) -> tuple[Filler, ...]:
    """The noun phrase headed by ``i``, a relative pronoun as its antecedent."""
    if arcs.lower[i] in RELATIVE and arcs.tag[i] in ("WP", "WDT", "IN"):
        found = subjects.antecedent(i)
        if found:
            return found
    return fillers(arcs, i, how)


class Verbs:
    """The arguments of verbs, worked out once per verb."""

    def __init__(self, arcs: Arcs, subjects: Subjects) -> None:
        self.arcs = arcs
        self.subjects = subjects
        self._known: dict[int, Arguments] = {}

    def of(self, i: int) -> Arguments:
        """The arguments of verb ``i``."""
        if i not in self._known:
            self._known[i] = Arguments()
            self._known[i] = self._find(i)
        return self._known[i]

    def _find(self, i: int) -> Arguments:
        found = Arguments()
        for k in self.arcs.kids[i]:
            self._slot(i, k, found)
        self._split_clause(i, found)
        self._gaps(i, found)
        self._voice(i, found)
        self._share(i, found)
        self._addressees(i, found)
        found.clauses.sort(key=lambda clause: clause.span)
        return found

    # -------------------------------------------------------------------------------------------- slots
    def _slot(self, i: int, k: int, found: Arguments) -> None:
        arcs, dep = self.arcs, self.arcs.dep[k]
        if dep == "dobj":
            found.objects.extend(resolved(arcs, self.subjects, k))
        elif dep == "dative":
            inner = arcs.only(k, "pobj")
            if inner >= 0:
                phrases = resolved(arcs, self.subjects, inner)
                found.recipients.extend(phrases)
                found.preps.extend((name_of(arcs, k), f) for f in phrases)
            elif arcs.pos[k] != "ADP":
                found.recipients.extend(resolved(arcs, self.subjects, k))
        elif dep in ("attr", "oprd") and arcs.pos[k] not in ("VERB", "ADJ", "ADV"):
            found.attributes.extend(fillers(arcs, k))
        elif dep in ("prep", "agent") or (dep in ("prt", "advmod") and arcs.only(k, "pobj") >= 0):
            self._prep(i, k, found)
        elif dep in ("prt", "advmod"):
            for inner in arcs.with_dep(k, "prep"):  # "back to June"; but "ahead of June" is one preposition
                self._prep(i, k if " " in name_of(arcs, k) else inner, found)
        elif dep in ("xcomp", "ccomp", "advcl"):
            self._clause(i, k, found)
        elif dep == "conj" and self.subjects.infinitive(k) and arcs.only(k, *SUBJECTS) > i and found.clauses:
            self._for_to(i, k, found)
        elif dep == "npadvmod" and arcs.pos[k] in ("NOUN", "PROPN") and is_time(arcs, k):
            found.preps.extend(("", f) for f in fillers(arcs, k))

    def _prep(self, i: int, k: int, found: Arguments) -> None:
        arcs = self.arcs
        for prep in [k, *arcs.with_dep(k, "conj")]:
            name = (
                name_of(arcs, prep) if arcs.pos[prep] in ("ADP", "SCONJ", "ADV", "VERB", "PART") else name_of(arcs, k)
            )
            inner = arcs.with_dep(prep, "pobj")
            if not inner:
                inner = [p for q in arcs.with_dep(prep, "prep", "pcomp") for p in arcs.with_dep(q, "pobj")]
            for p in inner:
                phrases = resolved(arcs, self.subjects, p)
                if arcs.dep[k] == "agent" or (name == "by" and arcs.tag[i] == "VBN"):
                    phrases = self._agent(i, p, phrases, found)
                found.preps.extend((name, f) for f in phrases)
            for p in arcs.with_dep(prep, "pcomp"):
                if arcs.is_verb(p):
                    found.adverbials.append((name, p))
                    if name not in _ADJUNCT and " " not in name:
                        found.clauses.append(Clause(p, gerund(arcs, p), clause_span(arcs, p)))

    def _agent(self, i: int, p: int, phrases: tuple[Filler, ...], found: Arguments) -> tuple[Filler, ...]:
        """Puts whoever acts in a passive among the subjects; a date or an amount after "by" stays where it is."""
        arcs = self.arcs
        if not self.subjects.passive(i) or is_time(arcs, p) or is_amount(arcs, p):
            return phrases
        actors = tuple(f for f in phrases if not is_time(arcs, f.head))
        found.subjects.extend(actors)
        return tuple(f for f in phrases if f not in actors)

    # -------------------------------------------------------------------------------------------- clauses
    def _clause(self, i: int, k: int, found: Arguments) -> None:
        arcs = self.arcs
        marks = arcs.with_dep(k, "mark")
        words = [arcs.lower[m] for m in marks]
        if arcs.dep[k] == "advcl":
            if "for" in words and self.subjects.infinitive(k) and k > i:
                own = arcs.only(k, *SUBJECTS)
                if own >= 0:
                    self._for_to(i, k, found)
                    return
            if not words and self.subjects.infinitive(k) and k > i and (self._through(i, k) or self._of_object(i, k)):
                found.clauses.append(Clause(k, "to", self._to_span(k)))
                return
            asked = arcs.lemma[i] in self.subjects.words.asking and words[:1] in (["if"], ["whether"])
            if asked and k > i and "," not in arcs.lower[i : arcs.subtree(k)[0]]:
                found.clauses.append(Clause(k, "wh", clause_span(arcs, k, i)))
                return
            if self.subjects.gerund_subject(k) >= 0:
                found.clauses.append(Clause(k, "ing", clause_span(arcs, k)))
            first = [arcs.lower[m] for m in arcs.with_dep(k, "advmod") if arcs.tag[m] == "WRB"]
            found.adverbials.append(((words or first or [""])[0], k))
            return
        if arcs.dep[k] == "ccomp" and arcs.pos[k] in ("NOUN", "PROPN", "ADJ") and arcs.only(k, "nsubj") >= 0:
            found.objects.extend(fillers(arcs, arcs.only(k, "nsubj")))  # "made reform a condition"
            if arcs.pos[k] != "ADJ":
                found.attributes.append(Filler(k, phrase_span(arcs, k)))
            return
        if not (arcs.is_verb(k) or arcs.dep[k] == "xcomp" or arcs.only(k, "cop", *SUBJECTS) >= 0):
            return
        if arcs.dep[k] == "xcomp" and arcs.pos[k] in ("ADJ", "NOUN", "PROPN") and not self.subjects.infinitive(k):
            return
        if k < i and (";" in arcs.lower[k:i] or (arcs.only(i, "dobj") >= 0 and not self._tells(i))):
            return  # a sentence of its own before this one
        kind = self.kind(i, k)
        if kind == "to" and "for" in words:
            self._for_to(i, k, found)
            return
        own = arcs.only(k, "nsubj", "nsubjpass")
        if kind in ("to", "bare") and own >= 0 and not words:
            found.objects.extend(fillers(arcs, own))  # "want X to VP", "made X VP": as with "urge X to VP"
        found.clauses.append(Clause(k, kind, self._to_span(k) if kind == "to" else clause_span(arcs, k, i)))

    def _tells(self, i: int) -> bool:
        words = self.subjects.words
        return self.arcs.lemma[i] in words.addressee or self.arcs.lemma[i] in words.speech

    def _for_to(self, i: int, k: int, found: Arguments) -> None:
        """Takes "for X to VP" apart: X under "for", the infinitive as a clause; so also with "and for Y to VP"."""
        arcs = self.arcs
        for clause in [k, *arcs.with_dep(k, "conj")]:
            own = arcs.only(clause, *SUBJECTS)
            if clause != k and (own < 0 or not self.subjects.infinitive(clause)):
                continue
            if own >= 0:
                found.preps.extend(("for", f) for f in fillers(arcs, own))
            found.clauses.append(Clause(clause, "to", self._to_span(clause)))

    def _to_span(self, k: int) -> tuple[int, int]:
        """An infinitive's span from its "to" on."""
        arcs = self.arcs
        start, end = clause_span(arcs, k)
        to = next((t for t in arcs.kids[k] if arcs.tag[t] == "TO"), start)
        before = [t for t in arcs.kids[k] if t < to and arcs.dep[t] == "neg"]
        return (max(start, min([to, *before])), end)

    def _through(self, i: int, k: int) -> bool:
        arcs = self.arcs
        allowed = self.subjects.words.through.get(arcs.lemma[i], ())
        return any(
            p < k and name_of(arcs, p) in allowed and arcs.only(p, "pobj") >= 0
            for p in arcs.with_dep(i, "prep", "dative", "prt")
        )

    def _of_object(self, i: int, k: int) -> bool:
        """True if infinitive ``k`` completes an object-control verb that the parser gave it as an adjunct."""
        arcs = self.arcs
        if arcs.lemma[i] not in self.subjects.words.object or any(
            t for t in arcs.kids[i] if i < t < k and arcs.tag[t] == ","
        ):
            return False
        return self.subjects.passive(i) or any(i < t < k for t in arcs.with_dep(i, "dobj", "dative"))

    def kind(self, i: int, k: int) -> str:
        """The form of complement clause ``k`` of predicate ``i``."""
        arcs = self.arcs
        marks = {arcs.lower[m] for m in arcs.with_dep(k, "mark")}
        if self.subjects.infinitive(k) and arcs.tag[k] not in _FINITE:
            return "to" if not self._asked(i, k) else "wh"
        if "that" in marks and not self._quoted(i, k):
            return "that"
        if marks & _WH or self._asked(i, k):
            return "wh"
        if self._quoted(i, k):
            return "quote"
        if arcs.tag[k] == "VBG" and not arcs.with_dep(k, "aux"):
            return "ing"
        if arcs.tag[k] == "VBN" and arcs.lemma[i] in self.subjects.words.result and arcs.only(k, "nsubjpass") >= 0:
            return "bare"
        if arcs.tag[k] == "VB" and not any(arcs.tag[a] in _FINITE for a in arcs.with_dep(k, "aux", "auxpass")):
            return "bare"
        return "that"

    def _asked(self, i: int, k: int) -> bool:
        """True if the first word of clause ``k`` asks: "what it wanted", "how to proceed"."""
        arcs = self.arcs
        first = arcs.subtree(k)[0]
        if first < i < k or any(arcs.dep[t] == "advcl" and arcs.head[t] == k for t in (first, *arcs.ancestors(first))):
            return False  # "If it wants peace, Libya must act, she said": the condition comes first
        return arcs.lower[first] in _WH and arcs.tag[first] in ("WP", "WRB", "WDT", "WP$", "IN")

    def _quoted(self, i: int, k: int) -> bool:
        """True if clause ``k`` is direct speech: it opens within quotation marks that leave predicate ``i`` out."""
        arcs = self.arcs
        start = clause_span(arcs, k, i)[0]
        if arcs.quoted[start] >= 0 and arcs.quoted[start] != arcs.quoted[i]:
            return True
        if (
            arcs.quoted[k] >= 0
            and arcs.quoted[i] < 0
            and not any(arcs.lower[m] == "that" for m in arcs.with_dep(k, "mark"))
        ):
            return arcs.quoted[start] >= 0
        first = arcs.first[i]
        opened = sum(1 for t in range(first, start) if arcs.lower[t] in QUOTE_MARKS) % 2
        opened_at_trigger = sum(1 for t in range(first, i) if arcs.lower[t] in QUOTE_MARKS) % 2
        return opened == 1 and opened_at_trigger == 0

    def _split_clause(self, i: int, found: Arguments) -> None:
        """A speech verb put into the sentence that it reports ("The talks, he said, were off")."""
        arcs = self.arcs
        head = arcs.head[i]
        if arcs.dep[i] == "parataxis" and head >= 0 and arcs.is_verb(head) and not found.clauses and not found.objects:
            found.clauses.append(Clause(head, "quote" if self._quoted(i, head) else "that", clause_span(arcs, head, i)))

    # -------------------------------------------------------------------------------------------- gaps, voice, sharing
    def _gaps(self, i: int, found: Arguments) -> None:
        """A relative clause's missing object: "the demand (that) Japan rejected"."""
        arcs = self.arcs
        if found.objects or found.clauses or found.attributes or arcs.lemma[i] == "be":
            return
        if any(
            arcs.lower[k] in RELATIVE for _, p in enumerate(arcs.with_dep(i, "prep")) for k in arcs.with_dep(p, "pobj")
        ):
            return
        gap = self.subjects.objects_of_relative(i)
        if (gap and not is_time(arcs, gap[0].head) and not arcs.with_dep(i, "advmod", "prt")) or (
            gap and arcs.with_dep(i, "prt")
        ):
            found.objects.extend(gap)

    def _voice(self, i: int, found: Arguments) -> None:
        """Deep roles: the surface subject of a passive is its object."""
        surface = self.subjects.of(i)
        if not self.subjects.passive(i):
            found.subjects[:] = surface
            return
        if found.objects:
            found.recipients[:0] = surface
        else:
            found.objects.extend(surface)

    def _share(self, i: int, found: Arguments) -> None:
        """What coordinated verbs share on the right ("will reaffirm and underscore the need") and of their agent."""
        arcs = self.arcs
        for k in arcs.with_dep(i, "conj"):
            if (
                not arcs.is_verb(k)
                or arcs.tag[k] != arcs.tag[i]
                or arcs.lemma[i] in self.subjects.words.alone
                or found.objects
                or found.clauses
                or found.preps
            ):
                continue
            between = range(i + 1, k)
            if all(arcs.dep[t] in ("cc", "advmod") for t in between) and arcs.only(k, *SUBJECTS) < 0:
                other = self.of(k)
                found.objects.extend(f for f in weaker(tuple(other.objects), How.COORDINATION) if f.head > k)
                found.clauses.extend(c for c in other.clauses if c.trigger > k)
                shared = self.subjects.words.through.get(arcs.lemma[i], ())
                found.preps.extend((n, f) for n, f in other.preps if f.head > k and n in shared)

    def _addressees(self, i: int, found: Arguments) -> None:
        """Whoever is told something, or asked for something, is a recipient and no object."""
        arcs = self.arcs
        if arcs.lemma[i] not in self.subjects.words.addressee or found.recipients or not found.objects:
            return
        finite = any(c.kind in ("that", "wh", "quote") for c in found.clauses)
        asked = arcs.lemma[i] == "ask" and any(name in ("for", "about") for name, _ in found.preps)
        given = arcs.lemma[i] == "give" and any(name == "until" for name, _ in found.preps)
        if (finite and not any(c.kind == "to" for c in found.clauses)) or asked or given:
            found.recipients.extend(found.objects)
            found.objects.clear()


def verb_tokens(arcs: Arcs) -> Iterator[int]:
    """The verbs that head clauses, in order."""
    return (i for i in range(len(arcs)) if arcs.is_verb(i))
