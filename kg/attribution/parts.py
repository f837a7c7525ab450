"""What all attribution rules share: the scene they read, the rows of the speech lexicon, spans and speakers.

A draft is a segment that does not yet know who relays it; ``kg.attribution.segments`` ties drafts together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from kg.attribution.signed import signer
from kg.attribution.voice import voice
from kg.attribution.words import speech_words
from kg.document import Document, TokenSpan
from kg.frames.arcs import QUOTE_MARKS, Arcs
from kg.frames.frame import Filler, Frame, Frames, How
from kg.frames.phrases import fillers as phrases_under
from kg.frames.repairs import repaired
from kg.lexicon.rows import Row, load_rows
from kg.model import Actor, ActorKind, StatementKind
from kg.names.nouns import nouns
from kg.reading import Resolver, Segment
from kg.text.cleaned import BlockKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_PEOPLE = frozenset({"he", "she", "they", "we", "i", "both", "others", "some", "many", "several", "all"})
_COUNTED = frozenset({"two", "three", "four"})
_PARTS = frozenset({"one", "two", "three", "four", "some", "many", "several", "most", "another", "others", "both"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_NO_COMMENT = re.compile(
    r"(?:(?:(?:that )?(?:the )?[\w.’']+ (?:have|has|had) [\"“]?)?no (?:further |immediate )?comment"
    r"|(?:that )?(?:he|she|it|they) (?:would|could|will|can) ?not (?:immediately )?comment)"
    r"(?: (?:at|for|on|about) .{1,60})?"
)
_FIRST = frozenset({"i", "we", "our", "my"})
_NEVER = frozenset({"it", "this", "that", "these", "those", "which", "what", "there", "one", "you", "none", "each"})


_AGENTIVE = re.compile(r"[a-z-]{2,}(?:er|or|ist|ian|eer|man|woman|men|women)")
_PARTICLES = frozenset({"von", "van", "de", "der", "den", "al", "bin", "da", "del", "di", "la", "le", "ter"})
_BESIDE = frozenset({"conj", "cc"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A segment, and the trigger of the segment that relays it where that does not show in the spans (or -1)."""

    segment: Segment
    under: int = -1


def rows_for(pos: str, lemma: str) -> tuple[Row, ...]:
    """The rows of the speech lexicon for one lemma, in the order in which frames are tried."""
    return _speech_rows().get((pos, lemma), ())


@cache
def _speech_rows() -> dict[tuple[str, str], tuple[Row, ...]]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in load_rows("speech"):
        found.setdefault((row.pos, row.lemma), []).append(row)
    return {key: tuple(sorted(rows, key=lambda r: _ORDER.index(r.frame))) for key, rows in found.items()}


_ORDER = ("no-words", "tell", "content", "np-as", "to", "ing", "pp", "object", "np", "at", "of", "adverb")


@cache
def phrase_rows(cls: str) -> tuple[Row, ...]:
    """The rows of one class, as they stand."""
    return tuple(r for r in load_rows("speech") if r.cls == cls)


@dataclass(frozen=True)
class Scene:
    """One report with its frames and its actors."""

    document: Document
    frames: Frames
    resolver: Resolver

    @cached_property
    def arcs(self) -> Arcs:
        """The repaired parse, for phrases that have no frame of their own."""
        return self.document.once(repaired)

    def token(self, i: int) -> Token:
        """Token ``i``."""
        return self.document.token(i)

    def phrases(self, head: int, how: How = How.EXPLICIT) -> tuple[Filler, ...]:
        """The noun phrase headed by ``head`` and those coordinated with it."""
        return phrases_under(self.arcs, head, how)

    # ------------------------------------------------------------------------------------------------ speakers
    def is_speaker(self, filler: Filler) -> bool:
        """True if the noun phrase can name someone who speaks."""
        word = self.token(filler.head).lower_
        if word in _PEOPLE and self.token(filler.head).pos_ in ("PRON", "DET", "ADJ"):
            return True
        if word in _PARTS and self._of_actors(filler):
            return True
        if word in _COUNTED and self.token(filler.head).pos_ == "NUM":
            return True
        if word in _NEVER and not self._human(filler):
            return word == "it" and bool(self.resolver.actors(filler))
        return self.resolver.is_actor(filler) or self._institution(filler) or self._human(filler)

    def _human(self, filler: Filler) -> bool:
        """True for a noun whose form tells that it is somebody's: "a florist", "steel makers", "those attending"."""
        token = self.token(filler.head)
        if token.lower_ == "those":
            behind = any(c.dep_ in ("acl", "relcl") or c.pos_ == "ADJ" for c in token.children)
            return behind and filler.how is not How.RELATIVE  # "those who support graft": a name for them, no report
        lemma = token.lemma_.lower()
        return token.pos_ == "NOUN" and bool(_AGENTIVE.fullmatch(lemma)) and lemma not in speech_words("thing")

    def _of_actors(self, filler: Filler) -> bool:
        """True for "one of the officials", "another" after such: a part of a group that can speak."""
        token = self.token(filler.head)
        inner = [n for c in token.children if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]
        if not inner:
            return token.lower_ in ("another", "others") and token.dep_ == "nsubj"
        return any(self.is_speaker(f) for n in inner for f in self.phrases(n.i))

    def _institution(self, filler: Filler) -> bool:
        """True for "the ministry", "a court": a body that can speak, though nothing here tells whose it is."""
        token = self.token(filler.head)
        bodies = nouns("institution") | nouns("medium") | nouns("government")
        return token.pos_ == "NOUN" and bool({token.lemma_.lower(), token.lower_} & bodies)

    def described(self, filler: Filler) -> Actor | None:
        """A body under the report's own words for it, where no name is known: "the defence ministry"."""
        words = " ".join(self.document.words(filler.span).split())
        first = self.token(filler.span[0])
        if first.tag_ == "PRP$" and first.i != filler.head:  # "his office"
            owners = self.resolver.actors(Filler(first.i, (first.i, first.i + 1)))
            words = f"{owners[0].name}'s {words.partition(' ')[2]}" if len(owners) == 1 else words
        part = self.token(filler.head).lower_ in _PARTS and self._of_actors(filler)
        if not (part or self._institution(filler) or self._human(filler)) or not words:
            return None
        head, _, rest = words.partition(" ")
        words = f"{head.lower()} {rest}".strip() if part or head.lower() in ("the", "a", "an") else words
        return Actor(ActorKind.UNIDENTIFIED, words)

    def speakers(self, fillers: Iterable[Filler]) -> tuple[Filler, ...]:
        """The fillers that speak; a document that speaks ("the statement said") stands for whoever issued it."""
        fillers = self._named_after(tuple(fillers))
        found: list[Filler] = []
        for filler in fillers:
            if self.token(filler.head).lemma_.lower() in speech_words("document"):
                found.extend(f for f in self.issuers(filler) if f not in found)
            elif self.is_speaker(filler) and filler not in found:
                found.append(filler)
        return tuple(found)

    def stranger(self, frame: Frame) -> Actor | None:
        """A person whom nothing but the verb of speech shows to be one: the proper name that is its only subject.

        Only agents say that something is so (the verb's selectional restriction), so the name is no thing's.
        """
        if len(frame.subjects) != 1 or frame.passive:
            return None
        filler = frame.subjects[0]
        token = self.token(filler.head)
        name = " ".join(self.document.words(filler.span).split()).strip(" '\"")
        plain = token.pos_ == "PROPN" and token.ent_type_ in ("", "PERSON") and name[:1].isupper()
        spelled = all(w[:1].isupper() or w in _PARTICLES for w in name.split())
        if not (plain and spelled) or self.document.in_quotation[filler.head] >= 0 or len(name) < 3:
            return None
        return Actor(ActorKind.PERSON, name)

    def _named_after(self, fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
        """The fillers, but the name alone where it follows its titles ("an expert and former envoy, Anna Berg,")."""
        fillers = tuple(part for filler in fillers for part in self._parts(filler))
        for filler in fillers:
            for child in self.token(filler.head).children:
                if child.dep_ != "appos" or child.pos_ != "PROPN":
                    continue
                name = Filler(child.i, self.phrases(child.i)[0].span, filler.how)
                singular = all(self.token(f.head).tag_ in ("NN", "CD", "NNP") for f in fillers)
                titles = all(not self._proper(f) for f in fillers)
                if singular and titles and self.resolver.is_actor(name):
                    return (name,)
        return fillers

    def _parts(self, filler: Filler) -> tuple[Filler, ...]:
        """The two persons of a phrase that the parser took for one ("Secretary Berg and Minister Holm")."""
        joints = [i for i in range(filler.span[0] + 1, filler.head) if self.token(i).lower_ == "and"]
        for i in joints:
            left = Filler(i - 1, (filler.span[0], i), filler.how)
            right = Filler(filler.head, (i + 1, filler.span[1]), filler.how)
            if all(self._person(part) for part in (left, right)):
                return (left, right)
        return (filler,)

    def _person(self, filler: Filler) -> bool:
        return any(a.kind is ActorKind.PERSON for a in self.resolver.actors(filler))

    def _proper(self, filler: Filler) -> bool:
        """True if the phrase resolves to someone with a name."""
        unnamed = (ActorKind.UNIDENTIFIED, ActorKind.GROUP)
        return any(a.kind not in unnamed for a in self.resolver.actors(filler))

    def issuers(self, document: Filler) -> tuple[Filler, ...]:
        """Who issued a document, from its own phrase: "the ministry's statement", "a report by the bank"."""
        head = document.head
        frame = self.frames.get(head)
        found: list[Filler] = []
        if frame is not None and frame.pos == "noun":
            found.extend(f for f in frame.subjects if self.is_speaker(f))
            found.extend(f for f in frame.prep("by", "from", "in", "of") if self.is_speaker(f))
            for child in self.token(head).children:
                made = self.frames.get(child.i)
                if child.dep_ == "acl" and made is not None and made.passive and made.lemma in speech_words("issuing"):
                    found.extend(f for f in made.subjects if self.is_speaker(f))
        if not found:
            for child in self.token(head).children:
                if child.i < head and child.dep_ in ("compound", "nmod", "poss"):
                    named = self.phrases(child.i, How.MODIFIER) if child.lower_ not in ("press", "news") else ()
                    found.extend(f for f in named if self.is_speaker(f))
        media = [c.i for c in self.token(head).children if c.dep_ == "compound" and c.lemma_.lower() in nouns("medium")]
        if media:  # "Japanese newspaper reports": the newspapers, not Japan
            found = [f for f in found if f.head in media]
        if not found and any(c.lower_ in _DEFINITE for c in self.token(head).children):
            found = list(self._made_before(head))
        above = self.frames.get(self.token(head).head.i) if not found and self.token(head).dep_ == "dobj" else None
        if above is not None and not above.passive and above.lemma in speech_words("issuing") | {"issue"}:
            found = [f for f in above.subjects if self.is_speaker(f)]  # "the ministry issued a press release saying"
        unique = list(dict.fromkeys(found))
        return tuple(unique) if unique else ((document,) if self.resolver.actors(document) else ())

    def _made_before(self, head: int) -> tuple[Filler, ...]:
        """The makers of the text that "the release" takes up: of the last one of its noun told of before."""
        lemma = self.token(head).lemma_.lower()
        for i in self.texts_before(head):
            token = self.token(i)
            if token.lemma_.lower() == lemma and token.dep_ != "compound":
                definite = any(c.lower_ in _DEFINITE for c in token.children)
                return () if definite else self.issuers(Filler(i, (i, i + 1)))
        return ()

    def text_alone(self, filler: Filler) -> Actor | None:
        """A text of which nobody is said to be the maker, under its own words: "several reports", "a draft statement".

        Definite ones ("the statement") were told of before, and are their makers'.
        """
        token = self.token(filler.head)
        if token.pos_ != "NOUN" or token.lemma_.lower() not in speech_words("document"):
            return None
        if any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in token.children):
            return None
        first = min([filler.head, *(c.left_edge.i for c in token.lefts)])
        words = " ".join(self.document.words((max(first, filler.span[0]), filler.head + 1)).split())
        return Actor(ActorKind.UNIDENTIFIED, words) if words else None

    def text_itself(self, span: TokenSpan) -> tuple[Actor, ...]:
        """The first text among tokens under its own words, where no more is known: "the communique"."""
        at = next((i for i in range(*span) if self.is_document(i)), None)
        if at is None or self.document.in_quotation[at] >= 0:
            return ()
        first = min([at, *(c.left_edge.i for c in self.token(at).lefts)])
        words = " ".join(self.document.words((first, at + 1)).split())
        head, _, rest = words.partition(" ")
        return (Actor(ActorKind.UNIDENTIFIED, f"{head.lower()} {rest}".strip()),)

    def medium(self, fillers: Iterable[Filler]) -> bool:
        """True if the speakers are news media."""
        actors = [a for f in fillers for a in self.resolver.actors(f)]
        return bool(actors) and all(a.kind is ActorKind.MEDIUM for a in actors)

    def first_person(self, fillers: Iterable[Filler]) -> bool:
        """True if the speaker is "I" or "we"."""
        return any(self.token(f.head).lower_ in _FIRST for f in fillers)

    def is_document(self, i: int) -> bool:
        """True if token ``i`` is a noun for a text that speaks for whoever issued it."""
        token = self.token(i)
        return token.pos_ == "NOUN" and token.lemma_.lower() in speech_words("own")

    def texts_before(self, i: int) -> tuple[int, ...]:
        """The tokens before token ``i`` that are nouns for such a text, the last one first."""
        return tuple(reversed(self._texts[: bisect_left(self._texts, i)]))

    @cached_property
    def _texts(self) -> tuple[int, ...]:
        return tuple(i for i in range(len(self.document.doc)) if self.is_document(i))

    def own_words(self, fillers: Iterable[Filler]) -> bool:
        """True for "the statement", "the letter": words of someone who was named before."""
        for filler in fillers:
            token = self.token(filler.head)
            if token.lemma_.lower() in speech_words("own") and any(c.lower_ in ("the", "this") for c in token.children):
                return True
        return False

    @cached_property
    def signer(self) -> tuple[Actor, ...]:
        """Who speaks the whole text, though nothing in it is in quotation marks (``kg.attribution.signed``)."""
        return signer(self)

    @cached_property
    def voice(self) -> tuple[Actor, ...]:
        """Who "we" is outside quotations (``kg.attribution.voice``)."""
        return voice(self)

    # ------------------------------------------------------------------------------------------------ spans
    def trim(self, span: TokenSpan) -> TokenSpan:
        """The span without punctuation and conjunctions at its ends; brackets and quotation marks count too."""
        start, end = span
        while start < end and self._edge(start):
            start += 1
        while end > start and self._edge(end - 1):
            end -= 1
        return (start, end)

    def _edge(self, i: int) -> bool:
        token = self.token(i)
        return token.is_space or token.pos_ == "CCONJ" or (token.is_punct and token.text != "%")

    def full(self, filler: Filler) -> TokenSpan:
        """The noun phrase with everything that is said about it ("two officials saying that ...")."""
        arcs = self.arcs
        own = [i for k in arcs.kids[filler.head] if arcs.dep[k] not in _BESIDE for i in arcs.subtree(k)]
        last = max([filler.span[1] - 1, *own])
        return self.trim((filler.span[0], last + 1))

    def stretch(self, spans: Iterable[TokenSpan]) -> TokenSpan:
        """The shortest stretch over the spans, quotation marks balanced where a neighbour token closes them."""
        spans = tuple(spans)
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        first, last = self.document.sentence(start)
        last = max(last, end)
        if self._odd(start, end):
            at = end
            while at < last and at < end + 3 and self.token(at).is_punct:
                if self.token(at).text in QUOTE_MARKS:
                    return (start, at + 1)
                at += 1
            if start - 1 >= first and self.token(start - 1).text in QUOTE_MARKS:
                return (start - 1, end)
        elif start - 1 >= first and self.token(start - 1).text in QUOTE_MARKS and end < last:
            at = end
            while at < last and at < end + 2 and self.token(at).is_punct:
                if self.token(at).text in QUOTE_MARKS:
                    return (start - 1, at + 1)
                at += 1
        return (start, end)

    def _with_both(self, span: TokenSpan) -> TokenSpan:
        """The phrase with a "both" or "neither" before it."""
        start = span[0]
        return (start - 1, span[1]) if start and self.token(start - 1).lower_ in ("both", "neither", "either") else span

    def _odd(self, start: int, end: int) -> bool:
        return sum(1 for i in range(start, end) if self.token(i).text in QUOTE_MARKS) % 2 == 1

    def quoted(self, span: TokenSpan) -> bool:
        """True if more than half of the words of the span stand in quotation marks."""
        words = [i for i in range(*span) if not self.token(i).is_punct]
        inside = sum(1 for i in words if self.document.in_quotation[i] >= 0)
        return inside * 2 > len(words)

    def quotations_in(self, span: TokenSpan) -> tuple[TokenSpan, ...]:
        """The unbroken runs of quoted tokens in a span, quotation marks trimmed off."""
        runs: list[TokenSpan] = []
        start = -1
        inside = self.document.in_quotation
        for i in range(span[0], span[1] + 1):
            here = i < span[1] and inside[i] >= 0
            if here and start < 0:
                start = i
            elif not here and start >= 0:
                runs.append(self.trim((start, i)))
                start = -1
        return tuple(r for r in runs if r[0] < r[1])

    def readable(self, i: int) -> bool:
        """True if token ``i`` stands in words that tell something: no notice, no novel's plot."""
        return self.document.tells(i)

    def headline(self, i: int) -> bool:
        """True if token ``i`` stands in a heading."""
        return self.document.kind(i) is BlockKind.HEADING

    # ------------------------------------------------------------------------------------------------ drafts
    def draft(
        self,
        row: Row,
        frame: Frame,
        speakers: tuple[Filler, ...],
        content: TokenSpan,
        told_to: tuple[Filler, ...] = (),
        under: int = -1,
    ) -> Draft:
        """The segment that a row of the lexicon makes of a frame."""
        spans = [content, (frame.trigger, frame.trigger + 1)]
        first, last = self.document.sentence(frame.trigger)
        beside = (*frame.recipients, *frame.objects, *frame.prep("to"))
        near = (*speakers, *frame.subjects, *(f for f in told_to if f in beside))
        spans.extend(self._with_both(f.span) for f in near if first <= f.head < last)
        ways = [f.how for f in speakers]
        actors: tuple[Actor, ...] = ()
        if self.first_person(speakers) and self.document.in_quotation[frame.trigger] < 0 and self.voice:
            speakers, actors, ways = (), self.voice, [How.ISSUER]
        kind = StatementKind(row.text("kind", "says"))
        if _NO_COMMENT.fullmatch(" ".join(self.document.words(content).lower().split())):
            kind = StatementKind.NO_COMMENT
        segment = Segment(
            span=content,
            trigger=frame.trigger,
            kind=kind,
            evidence=self.stretch(spans),
            speakers=speakers,
            speaker_actors=actors,
            told_to=told_to,
            direct=self.quoted(content),
            rule=rule_name(row),
            how=ways[0] if ways else How.EXPLICIT,
            statement=not self.headline(frame.trigger),
            credits=row.flag("credits"),
            factive=row.flag("factive"),
        )
        return Draft(segment, under)


def rule_name(row: Row) -> str:
    """The name under which a row signs its segments."""
    return f"speech:{row.cls}:{row.lemma}:{row.frame}"


def as_how(fillers: Iterable[Filler], how: How) -> tuple[Filler, ...]:
    """The same phrases, filled in another way."""
    return tuple(replace(f, how=how) for f in fillers)
