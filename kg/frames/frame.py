"""Normalised predicate-argument frames over the parse: what every pattern family reads.

Passives, control, coordination, relatives, participles and the parser's known errors are undone here, so that a rule
never walks the tree. Filled by ``kg.frames.framing``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kg.document import TokenSpan


class How(StrEnum):
    """How a slot came to be filled; it decides how far the filler is to be trusted."""

    EXPLICIT = "explicit"
    CONTROL = "control"
    COORDINATION = "coordination"
    RELATIVE = "relative"
    MODIFIER = "modifier"  # a possessive, demonym or compound of a noun
    COREFERENCE = "coreference"
    INHERITED = "inherited"
    ISSUER = "issuer"  # whoever issued the document
    SPEAKER = "speaker"  # whoever talks in the turn, block or quotation


@dataclass(frozen=True, slots=True)
class Filler:
    """A noun phrase in a slot: its head token, its token span (coordinated phrases are fillers of their own)."""

    head: int
    span: TokenSpan
    how: How = How.EXPLICIT


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in a slot: ``trigger`` is its predicate token, ``kind`` its form.

    Kinds: ``to`` ("to raise"), ``that`` (finite, with or without "that"), ``bare`` ("demanded Japan raise"),
    ``ing``, ``quote`` (direct speech), ``wh`` ("whether ...").
    """

    trigger: int
    kind: str
    span: TokenSpan


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate with its arguments, deep roles: ``subjects`` act, also in the passive ("was urged by X").

    ``pos`` is ``verb``, ``noun`` or ``adj``. ``lemma`` carries a particle ("call off"). ``preps`` pairs each
    preposition with the noun phrase it governs, in the order of the text. ``modal`` is the modal's lemma or a
    semi-modal ("be to", "be expected to", "be set to", "plan to"...). ``parent`` is the predicate that governs it, or
    -1; ``relation`` says how (``xcomp``, ``ccomp``, ``advcl``, ``conj``, ``relcl``, ``acl``, ``prep``, ``root``).
    ``adverbials`` pairs a subordinator ("if", "unless", "after", "by") with the predicate of its clause.
    """

    trigger: int
    pos: str
    lemma: str
    span: TokenSpan
    passive: bool = False
    subjects: tuple[Filler, ...] = ()
    objects: tuple[Filler, ...] = ()
    recipients: tuple[Filler, ...] = ()
    clauses: tuple[Clause, ...] = ()
    preps: tuple[tuple[str, Filler], ...] = ()
    adverbials: tuple[tuple[str, int], ...] = ()
    adverbs: tuple[str, ...] = ()
    negated: bool = False
    modal: str = ""
    tense: str = ""  # past, present, future, infinitive, participle
    perfect: bool = False
    progressive: bool = False
    parent: int = -1
    relation: str = "root"
    attributes: tuple[Filler, ...] = field(default=())  # of a copula: "X is Y"

    def prep(self, *names: str) -> tuple[Filler, ...]:
        """The noun phrases under any of these prepositions."""
        return tuple(filler for name, filler in self.preps if name in names)

    def clause(self, *kinds: str) -> Clause | None:
        """The first clause of one of these kinds."""
        return next((c for c in self.clauses if c.kind in kinds), None)


Frames = dict[int, Frame]
