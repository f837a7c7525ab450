"""Who acts: the subject of every verb, also of those that have none beside them.

Infinitives and participles take theirs from the clause above by control, raising, coordination or modification
(Huddleston and Pullum 2002, ch. 14 and 15).
"""

from __future__ import annotations

from dataclasses import replace

from kg.frames.arcs import Arcs
from kg.frames.forms import RELATIVE, Forms
from kg.frames.frame import Filler, How
from kg.frames.phrases import NOMINAL, conjuncts, fillers, is_time, phrase_span

_ACTORS = frozenset({"GPE", "ORG", "NORP", "PERSON"})


def weaker(found: tuple[Filler, ...], how: How) -> tuple[Filler, ...]:
    """The same phrases, reached by one more step: a slot is no surer than the weakest step to it."""
    order = (How.EXPLICIT, How.COORDINATION, How.RELATIVE, How.MODIFIER, How.CONTROL)
    return tuple(replace(f, how=how) if f.how in order and order.index(f.how) < order.index(how) else f for f in found)


class Subjects(Forms):
    """Surface subjects, worked out once per token; circles in the grammar end in no subject."""

    def __init__(self, arcs: Arcs) -> None:
        super().__init__(arcs)
        self._known: dict[int, tuple[Filler, ...]] = {}

    # -------------------------------------------------------------------------------------------- subjects
    def of(self, i: int) -> tuple[Filler, ...]:
        """The surface subject of predicate ``i``: what it agrees with, or would if it were finite."""
        if i not in self._known:
            self._known[i] = ()
            self._known[i] = self._find(i)
        return self._known[i]

    def _find(self, i: int) -> tuple[Filler, ...]:
        arcs = self.arcs
        own = self.own(i)
        if own >= 0:
            return self._own(i, own)
        if arcs.only(i, "expl") >= 0:
            return ()
        head, dep = arcs.head[i], arcs.dep[i]
        if head < 0:
            return ()
        if dep == "oprd" and arcs.is_verb(head):
            objects = arcs.only(head, "dobj")
            return fillers(arcs, objects) if objects >= 0 else self.of(head)
        if dep in ("xcomp", "ccomp", "oprd"):
            return self._complement(i, head)
        if dep == "conj":
            return weaker(self.of(head), How.COORDINATION) if self._predicate(head) else self._beside_noun(i, head)
        if dep in ("advcl", "dep", "relcl", "acl") and self._predicate(head):
            return self._adjunct(i, head)
        if dep in ("acl", "relcl"):
            return self._of_noun(i, head)
        if dep == "pcomp":
            return self._gerund(i, head)
        if dep in ("acomp", "attr"):
            return self.of(head)
        if dep == "amod":
            return fillers(arcs, head, How.MODIFIER)
        return ()

    def _predicate(self, i: int) -> bool:
        return self.arcs.is_verb(i) or self.arcs.dep[i] == "acomp"

    def _own(self, i: int, own: int) -> tuple[Filler, ...]:
        arcs = self.arcs
        if arcs.lower[own] in RELATIVE and arcs.tag[own] in ("WP", "WDT", "IN"):
            return self.antecedent(i)
        if arcs.lower[own] == "it" and self.extraposed(i):
            return ()
        if arcs.lower[own] == "there" or arcs.is_verb(own):
            return ()
        how = How.CONTROL if arcs.dep[i] == "advcl" and arcs.only(i, "mark") >= 0 and self._for_to(i) else How.EXPLICIT
        found = fillers(arcs, own)
        return weaker(found, how)

    def _for_to(self, i: int) -> bool:
        arcs = self.arcs
        return arcs.lower[arcs.only(i, "mark")] == "for" and self.infinitive(i)

    def antecedent(self, i: int) -> tuple[Filler, ...]:
        """The noun phrase that the relative clause around ``i`` belongs to."""
        arcs = self.arcs
        at = i
        for _ in range(12):
            if arcs.dep[at] in ("relcl", "acl"):
                head = arcs.head[at]
                one = self._one_of(head)
                if one:
                    return one
                every = self._joint(head, at)
                return tuple(Filler(h, phrase_span(arcs, h), How.RELATIVE) for h in every)
            at = arcs.head[at]
            if at < 0:
                break
        return ()

    def _one_of(self, noun: int) -> tuple[Filler, ...]:
        """Who is told to be among those who do something: "| Oslo | is among those calling", "is one of the states"."""
        arcs = self.arcs
        prep = arcs.head[noun]
        if prep < 0 or arcs.dep[noun] != "pobj" or arcs.lower[prep] not in ("among", "of"):
            return ()
        up = arcs.head[prep]
        if up >= 0 and arcs.lower[prep] == "of" and arcs.lower[up] == "one" and arcs.dep[up] == "attr":
            up = arcs.head[up]
        elif arcs.lower[prep] == "of":
            return ()
        if up < 0 or arcs.lemma[up] != "be" or not arcs.is_verb(up) or up > noun:
            return ()
        own = self.own(up)
        return weaker(fillers(arcs, own), How.RELATIVE) if 0 <= own < up and arcs.lower[own] != "there" else ()

    def _joint(self, head: int, relative: int) -> list[int]:
        """The noun phrases that a relative clause is said of: all of "A, B and C, which are"."""
        arcs = self.arcs
        every = conjuncts(arcs, head)
        if len(every) > 1 and relative > every[-1]:
            single = arcs.tag[relative] == "VBZ" or any(
                arcs.lower[k] in ("is", "was", "has") for k in arcs.kids[relative]
            )
            return every[-1:] if single else every
        top = head
        while arcs.dep[top] == "conj" and arcs.pos[arcs.head[top]] in NOMINAL:
            top = arcs.head[top]
        plural = arcs.tag[relative] == "VBP" or any(
            arcs.lower[k] in ("are", "were", "have") for k in arcs.kids[relative]
        )
        if top != head and plural and arcs.tag[head] in ("NN", "NNP"):
            return [h for h in conjuncts(arcs, top) if h < relative]
        return [head]

    def _complement(self, i: int, head: int) -> tuple[Filler, ...]:
        """The subject of a bare complement: control and raising."""
        arcs, words = self.arcs, self.words
        if not self._predicate(head):
            return self._of_noun(i, head) if arcs.pos[head] in ("NOUN", "PROPN") else self.of(head)
        if arcs.tag[i] in ("VBD", "VBZ", "VBP", "MD") and arcs.dep[i] == "ccomp":
            return ()
        lemma = arcs.lemma[head]
        if self.passive(head):
            return weaker(self.of(head), How.CONTROL)
        if lemma in ("give", "grant", "allow", "leave", "set"):
            receiver = arcs.only(head, "dative", "dobj" if lemma != "set" else "dative")
            if head < receiver < i and arcs.pos[receiver] != "ADP":
                return self._moved(head, receiver, i)
        through = self._through(i, head)
        if through:
            return through
        if lemma not in words.subject:
            for k in arcs.with_dep(head, "dobj", "dative", "nsubj"):
                if arcs.dep[k] == "nsubj" and not (head < k < i):
                    continue
                if k < i and arcs.dep[k] != "nsubj" and arcs.pos[k] != "ADP" and lemma in words.object:
                    return self._moved(head, k, i)
            if lemma in words.object and arcs.only(head, "dobj") < 0:
                gap = self.objects_of_relative(head)
                if gap:
                    return weaker(gap, How.CONTROL)
        return weaker(self.of(head), How.CONTROL)

    def _moved(self, head: int, k: int, i: int) -> tuple[Filler, ...]:
        if self.arcs.lower[k] in RELATIVE and k < head:
            return weaker(self.antecedent(head), How.CONTROL)
        return tuple(f for f in fillers(self.arcs, k, How.CONTROL) if f.head < i)

    def _through(self, i: int, head: int) -> tuple[Filler, ...]:
        """The noun phrase after a preposition that controls: "called on X to VP"."""
        arcs = self.arcs
        allowed = self.words.through.get(arcs.lemma[head], ())
        for k in reversed(arcs.with_dep(head, "prep", "dative", "prt")):
            if k < i and arcs.lower[k].replace("upon", "on") in allowed:
                inner = arcs.only(k, "pobj")
                if inner < 0:  # "up to X"
                    inner = next((p for q in arcs.with_dep(k, "prep") for p in arcs.with_dep(q, "pobj")), -1)
                if inner >= 0:
                    if arcs.lower[inner] in RELATIVE:
                        return weaker(self.antecedent(head), How.CONTROL)
                    return tuple(f for f in fillers(arcs, inner, How.CONTROL) if f.head < i)
        return ()

    def objects_of_relative(self, i: int) -> tuple[Filler, ...]:
        """The antecedent where it is the object of ``i``, a relative clause's verb or the infinitive below it.

        "the talks (that) Japan called off", "fighters, which they refused to take back".
        """
        arcs = self.arcs
        top = i
        while (
            arcs.dep[top] == "xcomp"
            and arcs.head[top] >= 0
            and self.infinitive(top)
            and arcs.only(arcs.head[top], "dobj") < 0
        ):
            top = arcs.head[top]
        if arcs.dep[top] != "relcl" or self.passive(i) or self.passive(top):
            return ()
        own = self.own(top)
        if own < 0 or arcs.lower[own] in RELATIVE:
            return ()
        if top != i and not any(arcs.lower[k] in RELATIVE for k in arcs.kids[top]):
            return ()
        return self.antecedent(top)

    def _adjunct(self, i: int, head: int) -> tuple[Filler, ...]:
        """The subject of ", adding that", "to press Iran, ...": that of the main clause."""
        arcs = self.arcs
        marks = [arcs.lower[k] for k in arcs.with_dep(i, "mark", "advmod")]
        if arcs.tag[i] in ("VBD", "VBZ", "VBP"):
            return ()
        if arcs.tag[i] == "VBN" and ("as" in marks or (arcs.only(i, "aux") >= 0 and arcs.tag[i] != "VBN")):
            return ()
        if arcs.tag[i] == "VB" and not self.infinitive(i):
            return ()
        if self.infinitive(i):
            return self._complement(i, head)
        noun = self.gerund_subject(i)
        return fillers(arcs, noun, How.CONTROL) if noun >= 0 else weaker(self.of(head), How.CONTROL)

    def _beside_noun(self, i: int, head: int) -> tuple[Filler, ...]:
        """A verb coordinated with what the parser took for a noun: the subject of the clause around it."""
        if self.arcs.tag[i] in ("VBN", "VBG"):
            return ()
        for up in self.arcs.ancestors(head):
            if self.arcs.is_verb(up):
                return weaker(self.of(up), How.COORDINATION)
        return ()

    def _gerund(self, i: int, prep: int) -> tuple[Filler, ...]:
        """The subject of a gerund after a preposition: "accused X of violating", "by stating"."""
        arcs = self.arcs
        head = arcs.head[prep]
        if head < 0:
            return ()
        if arcs.dep[prep] in ("prep", "agent", "mark") and self._predicate(head):
            if self.passive(head):
                return weaker(self.of(head), How.CONTROL)
            objects = [k for k in arcs.with_dep(head, "dobj") if k < prep]
            if objects and arcs.lower[prep] == "as":  # "quoted X as saying"
                return fillers(arcs, objects[-1], How.CONTROL)
            if (
                objects
                and arcs.lemma[head] in self.words.object_ing
                and arcs.lower[prep] not in ("by", "after", "before")
            ):
                return fillers(arcs, objects[-1], How.CONTROL)
            return weaker(self.of(head), How.CONTROL)
        if arcs.pos[head] in ("NOUN", "PROPN"):
            return self.holder(head)
        return ()

    # -------------------------------------------------------------------------------------------- nouns
    def holder(self, noun: int) -> tuple[Filler, ...]:
        """Whose plan, decision or chance it is: possessor, "by X", receiver or subject of the verb it is object of."""
        arcs = self.arcs
        named = self.noun_subjects(noun)
        if named:
            return weaker(named, How.CONTROL)
        for prep, inner in self.noun_preps(noun):
            if prep == "of" and arcs.pos[inner] in ("NOUN", "PROPN") and not is_time(arcs, inner):
                return fillers(arcs, inner, How.CONTROL)
        up = arcs.head[noun]
        if up >= 0 and arcs.dep[noun] in ("dobj", "npadvmod") and (receiver := arcs.only(up, "dative")) >= 0:
            inner = arcs.only(receiver, "pobj") if arcs.pos[receiver] == "ADP" else receiver
            return fillers(arcs, inner, How.CONTROL) if inner >= 0 else ()
        if up >= 0 and arcs.dep[noun] in ("dobj", "attr", "conj") and self._predicate(up):
            return weaker(self.of(up), How.CONTROL)
        if up >= 0 and arcs.dep[noun] == "pobj":
            top = arcs.head[up]
            if (
                top >= 0
                and arcs.dep[up] == "prep"
                and self._predicate(top)
                and arcs.lower[up] in ("with", "on", "in", "under")
            ):
                return weaker(self.of(top), How.CONTROL)
        return ()

    def noun_subjects(self, noun: int) -> tuple[Filler, ...]:
        """Who does what noun ``noun`` tells of: possessor, "by X", "from X", demonym or name before it."""
        arcs = self.arcs
        found: list[Filler] = []
        for k in arcs.kids[noun]:
            dep = arcs.dep[k]
            if dep == "poss" and not is_time(arcs, k):
                if arcs.lower[k] == "whose":
                    found.extend(self.antecedent(k))
                else:
                    found.extend(fillers(arcs, k, How.MODIFIER))
            elif (
                dep in ("amod", "compound", "nmod") and k < noun and arcs.ent[k] in _ACTORS and arcs.pos[noun] == "NOUN"
            ):
                found.append(Filler(k, phrase_span(arcs, k), How.MODIFIER))
        for prep, inner in self.noun_preps(noun):
            by = prep == "by" and not is_time(arcs, inner)
            told = prep == "from" and arcs.lemma[noun] in self.words.told and not is_time(arcs, inner)
            if by or told:
                found.extend(fillers(arcs, inner))
        if not found and arcs.dep[noun] == "dobj" and arcs.lemma[noun] in self.words.told | self.words.own:
            verb = arcs.head[noun]
            if arcs.lemma[verb] in self.words.light and not self.passive(verb):
                return weaker(self.of(verb), How.CONTROL)
        return tuple(found)

    def noun_preps(self, noun: int) -> list[tuple[str, int]]:
        """(preposition, head of its noun phrase) of noun ``noun``."""
        arcs = self.arcs
        return [
            (name_of(arcs, k), inner)
            for k in arcs.with_dep(noun, "prep", "agent")
            for inner in arcs.with_dep(k, "pobj")
        ]

    def _of_noun(self, i: int, noun: int) -> tuple[Filler, ...]:
        """The subject of a participle or infinitive that belongs to a noun."""
        arcs, words = self.arcs, self.words
        if arcs.dep[i] == "relcl" and not self.infinitive(i):
            return ()
        if not self.infinitive(i):
            if arcs.pos[noun] not in ("NOUN", "PROPN", "PRON", "NUM", "DET"):
                return ()
            return self._one_of(noun) or fillers(arcs, noun, How.RELATIVE)
        if arcs.lemma[noun] == "order" and arcs.lower[noun - 1] == "in":  # "in order to"
            return next((weaker(self.of(up), How.CONTROL) for up in arcs.ancestors(noun) if arcs.is_verb(up)), ())
        if arcs.lemma[noun] not in words.asked:
            return self.holder(noun)
        for prep, inner in reversed(self.noun_preps(noun)):
            if prep in ("on", "for", "to", "of") and inner < i and not is_time(arcs, inner):
                return fillers(arcs, inner, How.CONTROL)
        return self._receiver(noun)

    def _receiver(self, noun: int) -> tuple[Filler, ...]:
        """The addressee of a demand noun as the subject of its verb: "rejected a call to", "under pressure to"."""
        arcs = self.arcs
        up = arcs.head[noun]
        if up < 0:
            return ()
        if arcs.dep[noun] == "dobj" and arcs.is_verb(up):
            if arcs.lemma[up] in self.words.received_by:
                return weaker(self.of(up), How.CONTROL)
            for k in arcs.with_dep(up, "prep", "dative"):
                if arcs.lower[k] in ("on", "to", "upon") and arcs.only(k, "pobj") >= 0:
                    return fillers(arcs, arcs.only(k, "pobj"), How.CONTROL)
            return ()
        if arcs.dep[noun] == "pobj":
            top = arcs.head[up]
            if top < 0 or not self._predicate(top):
                return ()
            answers = arcs.lower[up] in ("to", "with", "on") and arcs.lemma[top] in self.words.received_by
            if answers or arcs.lower[up] in ("under", "following", "after", "amid", "despite"):
                return weaker(self.of(top), How.CONTROL)
            return ()
        if arcs.dep[noun] == "nsubjpass" and arcs.lemma[up] in self.words.received_by:
            agent = arcs.only(up, "agent")
            inner = arcs.only(agent, "pobj") if agent >= 0 else -1
            return fillers(arcs, inner, How.CONTROL) if inner >= 0 else ()
        return ()


def name_of(arcs: Arcs, prep: int) -> str:
    """The name under which a preposition is listed: "upon" as "on", "according to", "because of"."""
    name = arcs.lower[prep]
    if name == "upon":
        return "on"
    if name == "towards":
        return "toward"
    if name in ("out", "according", "because", "ahead", "instead", "due", "prior", "next", "as"):
        for k in arcs.kids[prep]:
            if arcs.dep[k] in ("prep", "pcomp", "mwe", "fixed") and arcs.lower[k] in ("of", "to", "for"):
                return f"{name} {arcs.lower[k]}"
    if name == "of" and prep and arcs.lower[prep - 1] in ("instead", "because", "ahead", "regardless", "short"):
        return f"{arcs.lower[prep - 1]} of"
    return name
