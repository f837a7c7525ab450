"""The parse of a report as plain lists that the repairs may edit; spaCy's own Doc is never changed.

Attribute access on tokens costs more than all that is done with the answers, so each attribute is read once, in bulk.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.document import ACRONYMS

if TYPE_CHECKING:
    from kg.document import Document

ROOT = -1
QUOTE_MARKS = frozenset({'"', "“", "”", "„", "«", "»", "``", "''"})


@dataclass(slots=True)
class Arcs:
    """Parallel lists over the tokens: ``head[i]`` is the governor's index or -1, ``kids[i]`` its dependants in order.

    ``dep`` holds the labels of the ClearNLP scheme that spaCy's English models use, ``tag`` Penn tags, ``pos``
    universal tags. ``last[i]`` is the end (exclusive) of token i's sentence. ``quoted[i]`` numbers the quotation.
    """

    words: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    ent: list[str]
    first: list[int]
    last: list[int]
    quoted: Sequence[int]
    kids: list[list[int]] = field(default_factory=list)
    repaired: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Lists the dependants of every token."""
        self.kids = [[] for _ in self.head]
        for i, head in enumerate(self.head):
            if head >= 0:
                self.kids[head].append(i)

    def copy(self) -> Arcs:
        """Arcs that can be changed by themselves; words, sentences and quotations never change."""
        return replace(
            self,
            lemma=list(self.lemma),
            tag=list(self.tag),
            pos=list(self.pos),
            dep=list(self.dep),
            head=list(self.head),
            repaired=list(self.repaired),
        )

    @classmethod
    def of(cls, document: Document) -> Arcs:
        """The arcs of a parsed report."""
        doc = document.doc
        strings = doc.vocab.strings
        rows = doc.to_array(["LEMMA", "TAG", "POS", "DEP", "ENT_TYPE", "ORTH"]).tolist()
        known: dict[int, str] = {code: strings[code] for code in set().union(*rows)}
        size = len(rows)
        words = [known[row[5]] for row in rows]
        offsets = doc.to_array("HEAD").astype("int64").tolist()
        head = [i + offset for i, offset in enumerate(offsets)]
        first, last = [0] * size, [0] * size
        for start, end in document.sentences:
            first[start:end] = [start] * (end - start)
            last[start:end] = [end] * (end - start)
        names = {i for i, word in enumerate(document.lower) if word in ACRONYMS}
        return cls(
            words=words,
            lower=list(document.lower),
            lemma=[known[row[0]].lower() for row in rows],
            tag=["NNP" if i in names else known[row[1]] for i, row in enumerate(rows)],
            pos=["PROPN" if i in names else known[row[2]] for i, row in enumerate(rows)],
            dep=[known[row[3]] for row in rows],
            head=[ROOT if up == i else up for i, up in enumerate(head)],
            ent=[known[row[4]] for row in rows],
            first=first,
            last=last,
            quoted=document.in_quotation,
        )

    def __len__(self) -> int:
        return len(self.head)

    def with_dep(self, i: int, *deps: str) -> list[int]:
        """The dependants of ``i`` with one of these labels, in order."""
        dep = self.dep
        return [k for k in self.kids[i] if dep[k] in deps]

    def only(self, i: int, *deps: str) -> int:
        """The first dependant of ``i`` with one of these labels, or -1."""
        dep = self.dep
        for k in self.kids[i]:
            if dep[k] in deps:
                return k
        return -1

    def ancestors(self, i: int) -> Iterator[int]:
        """The governors of ``i``, nearest first."""
        up = self.head[i]
        while up >= 0:
            yield up
            up = self.head[up]

    def subtree(self, i: int, skip: frozenset[str] = frozenset()) -> list[int]:
        """Token ``i`` and all below it, sorted; dependants with a label in ``skip`` are left out with theirs."""
        found = [i]
        stack = [i]
        while stack:
            for k in self.kids[stack.pop()]:
                if self.dep[k] not in skip:
                    found.append(k)
                    stack.append(k)
        found.sort()
        return found

    def attach(self, i: int, head: int, dep: str) -> bool:
        """Hang ``i`` on ``head``; False, with nothing done, if that would make a circle or leave the sentence."""
        if head == i or self.first[head] != self.first[i] or i in self.ancestors(head):
            return False
        if self.head[i] >= 0:
            self.kids[self.head[i]].remove(i)
        self.head[i] = head
        self.dep[i] = dep
        insort(self.kids[head], i)
        return True

    def promote(self, k: int, i: int) -> bool:
        """Put ``k``, which stands below ``i``, in the place of ``i``; ``i`` is left to be attached anew."""
        if i not in self.ancestors(k):
            return False
        self.kids[self.head[k]].remove(k)
        up = self.head[i]
        self.head[k], self.dep[k] = up, self.dep[i]
        if up >= 0:
            self.kids[up].remove(i)
            insort(self.kids[up], k)
        self.head[i] = k
        self.dep[i] = "dep"
        insort(self.kids[k], i)
        return True

    def retag(self, i: int, tag: str, pos: str, lemma: str = "") -> None:
        """Give token ``i`` another part of speech."""
        self.tag[i], self.pos[i] = tag, pos
        if lemma:
            self.lemma[i] = lemma

    def is_verb(self, i: int) -> bool:
        """True if ``i`` is a verb that heads a clause: no auxiliary, no "according"."""
        return self.pos[i] in ("VERB", "AUX") and self.dep[i] not in ("aux", "auxpass", "prep")
