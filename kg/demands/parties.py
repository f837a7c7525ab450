"""Who asks and who is asked: the parties of a demand, as mentions.

A slot that the words leave open is filled in a fixed order, and each step leaves its mark on the filler: named
outright, named inside the noun phrase of what is asked for ("Japan's spending", "an apology from Japan"), whoever
speaks the words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.actors.ownside import belonging
from kg.actors.sides import posts_of
from kg.demands.deeds import deeds, listed
from kg.frames.frame import Filler, Frame, How
from kg.model import Actor, ActorKind, StatementKind
from kg.names.nouns import nouns
from kg.reading import Reading

FIRST = frozenset({"i", "we", "us", "me", "my", "our", "ours", "myself", "ourselves", "let's", "'s"})
SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})
_EMPTY = frozenset({"it", "this", "that", "these", "those", "there", "which", "what", "nothing", "one", "something"})
_PERSONS = frozenset({"he", "she", "they", "him", "her", "them", "who", "whom", "his", "their"})
_NUMBERS = frozenset({"two", "three", "four", "five", "six"})
_CLEFT = frozenset({"all", "what", "thing"})
_WANTING = frozenset({"need", "want", "have", "can", "wish"})
_WANTING_MODALS = frozenset({"need to", "want to", "have to", "can", "must", "wish to"})
_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", ""})
_SETTING_UP = frozenset({"set", "establish", "build", "erect", "pitch", "stage", "hold", "organise", "organize"})
_PRESS = frozenset({"reporter", "journalist", "correspondent", "newspaper", "press", "magazine"})
_CROWDS = frozenset({"thousands", "hundreds"})
_FAMILIES = ("unnamed", "group", "government", "institution", "medium")


@dataclass(frozen=True, slots=True)
class Party:
    """Those in one slot: mentions, or actors whom no words of the sentence name. ``open`` slots may stay empty."""

    fillers: tuple[Filler, ...] = ()
    actors: tuple[Actor, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fillers or self.actors)


NOBODY = Party()


@dataclass(frozen=True)
class Scene:
    """One reading with the questions that all rules on demands and responses ask of it."""

    reading: Reading
    _voices: dict[int, Party] = field(default_factory=dict)

    # ------------------------------------------------------------------------------------------ words
    def lower(self, token: int) -> str:
        """The word at ``token`` in lower case; "US" and "WHO" are no pronouns."""
        return self.reading.document.lower[token]

    def lemma(self, token: int) -> str:
        """The lemma at ``token`` in lower case."""
        return self.reading.document.lemmas[token]

    def frame(self, token: int) -> Frame | None:
        """The frame of ``token``, if it has one."""
        return self.reading.frames.get(token)

    def frame_is_verb(self, token: int) -> bool:
        """True if the frame of ``token`` is a verb's."""
        frame = self.frame(token)
        return frame is not None and frame.pos == "verb"

    def readable(self, token: int) -> bool:
        """True unless ``token`` stands in a heading, a notice or a novel's plot."""
        return self.reading.document.readable(token)

    def asks(self, token: int) -> bool:
        """True if the sentence of ``token`` is a question."""
        return self.reading.document.asks(token)

    # ------------------------------------------------------------------------------------------ who speaks
    def voice(self, token: int) -> Party:
        """Whoever speaks the words at ``token``: the nearest source that covers them, else the issuer of the report."""
        if token not in self._voices:
            self._voices[token] = self._voice(token)
        return self._voices[token]

    def _voice(self, token: int) -> Party:
        for index in reversed(self.reading.sources(token)):
            segment = self.reading.segments[index]
            if segment.kind is StatementKind.NO_COMMENT or not (segment.speakers or segment.speaker_actors):
                continue
            how = How.SPEAKER if segment.how is How.EXPLICIT else segment.how
            plain = [f for f in segment.speakers if self.lower(f.head) not in FIRST]
            if plain or segment.speaker_actors:
                return Party(tuple(replace(f, how=how) for f in plain), segment.speaker_actors)
        holder = self._holder(token)
        if holder:
            return holder
        block = self.reading.document.block(token)
        if block.speaker is not None:
            named = self.reading.resolver.at(*block.speaker)
            if named:
                return Party(actors=named)
        issuer = self.reading.resolver.voice()
        by_name = issuer is not None and all(member.name in issuer.name for member in issuer.members)
        together = issuer.members if issuer is not None and by_name else ()
        return Party(actors=together or (issuer,)) if issuer is not None else NOBODY

    def _holder(self, token: int) -> Party:
        """Whoever is told to hold what stands at ``token``: the subject of "agreed that", "believes that"."""
        frame = self.frame(token)
        above = self.frame(frame.parent) if frame is not None and frame.relation == "ccomp" else None
        if above is None or above.negated or above.modal or above.lemma not in listed("holding"):
            return NOBODY
        named = tuple(f for f in above.subjects if self.is_actor(f) and self.lower(f.head) not in FIRST)
        return Party(tuple(replace(f, how=How.SPEAKER) for f in named))

    def told_to(self, token: int) -> tuple[Filler, ...]:
        """Whom the words at ``token`` are said to."""
        for index in reversed(self.reading.sources(token)):
            segment = self.reading.segments[index]
            told = segment.told_to
            tag = self.frame(segment.trigger) if segment.trigger >= 0 else None
            if not told and tag is not None and tag.pos == "verb" and not tag.passive:
                told = tuple(f for f in (*tag.recipients, *tag.objects) if self.is_actor(f))
            if told:
                return tuple(replace(f, how=How.SPEAKER) for f in told)
        return ()

    def of_press(self, filler: Filler) -> bool:
        """True for those to whom one talks so that others hear: "told reporters you have to slow down"."""
        press = self.lemma(filler.head) in _PRESS
        return press or any(a.kind is ActorKind.MEDIUM for a in self.named(filler))

    def silent(self, token: int) -> Party:
        """Whoever is said to have nothing to say in the words at ``token``."""
        for segment in self.reading.segments:
            inside = segment.evidence[0] <= token < segment.evidence[1]
            if segment.kind is StatementKind.NO_COMMENT and inside:
                return Party(segment.speakers, segment.speaker_actors)
        return NOBODY

    def demanding_voice(self, token: int) -> Party:
        """Whoever speaks the words at ``token``, unless it is a news medium, which only tells what others ask."""
        voice = self.voice(token)
        actors = self.resolved(voice)
        return NOBODY if actors and all(a.kind is ActorKind.MEDIUM for a in actors) else voice

    def attributed(self, token: int) -> bool:
        """True if somebody is known to say the words at ``token``."""
        return bool(self.voice(token))

    # ------------------------------------------------------------------------------------------ who acts
    def is_actor(self, filler: Filler) -> bool:
        """True if the noun phrase can name someone who acts."""
        word = self.lower(filler.head)
        if word in _PERSONS or word in FIRST or word in SECOND or word in listed("others"):
            return True
        if self.nobody(filler) or self._counted(filler):
            return True
        if word in _EMPTY:
            return word in ("it", "those") and bool(self.reading.resolver.actors(filler))
        return self.reading.resolver.is_actor(filler) or self._is_somebody(filler)

    def _is_somebody(self, filler: Filler) -> bool:
        """True for a common noun for people and bodies, also where the text does not say which ("the court")."""
        token = self.reading.document.doc[filler.head]
        if token.pos_ not in ("NOUN", "PROPN"):
            return False
        if token.lower_ in _CROWDS:  # "thousands marched", but "thousands of dollars"
            return not any(c.lower_ in ("of", "more") for c in token.children)
        words = {token.lemma_.lower(), token.lower_.removesuffix("s"), token.lower_.replace("men", "man")}
        if words & listed("no_one"):
            return False
        return any(word in listed("humans") or any(word in nouns(f) for f in _FAMILIES) for word in sorted(words))

    def named(self, filler: Filler) -> tuple[Actor, ...]:
        """The actors that a filler names."""
        return self.reading.resolver.actors(filler)

    def resolved(self, party: Party) -> tuple[Actor, ...]:
        """The actors of a party."""
        found = [a for f in party.fillers for a in self.named(f)]
        return tuple(dict.fromkeys((*found, *party.actors)))

    def everybody(self, party: Party) -> tuple[Actor, ...]:
        """Those whom no words name, and those whose words nothing else tells of: who asks or is asked can act."""
        unknown = [f for f in party.fillers if not self.named(f) and not self._personal(f)]
        return tuple(dict.fromkeys((*party.actors, *(a for f in unknown for a in self.reading.resolver.somebody(f)))))

    def _personal(self, filler: Filler) -> bool:
        """True for a pronoun that is no pronoun of number: "they", but not "everyone"."""
        pronoun = self.reading.document.doc[filler.head].pos_ == "PRON"
        return pronoun and self.lower(filler.head) not in listed("others") and not self.nobody(filler)

    def nobody(self, filler: Filler) -> bool:
        """True for "no one", "nobody", "none": those told not to do something."""
        word = self.lower(filler.head)
        return word in ("nobody", "none") or (word == "one" and self.lower(filler.head - 1) == "no")

    def _counted(self, filler: Filler) -> bool:
        """True for "the two" and "the three" by themselves: those told of before."""
        token = self.reading.document.doc[filler.head]
        return token.pos_ == "NUM" and token.lower_ in _NUMBERS and self.lower(filler.head - 1) in ("the", "these")

    def first_person(self, fillers: Iterable[Filler]) -> bool:
        """True if the phrase is "I" or "we", or "we Europeans"."""
        return any(self.lower(f.head) in FIRST or self.lower(f.span[0]) in ("we", "us") for f in fillers)

    def can_act(self, filler: Filler) -> bool:
        """True for actors, and for unknown names in a slot that only an actor can fill ("Macron told ...")."""
        token = self.reading.document.doc[filler.head]
        named = token.pos_ == "PROPN" and token.ent_type_ in _NAMES
        return self.is_actor(filler) or (
            named and token.lower_ not in _EMPTY and not self._is_thing(token.lemma_.lower())
        )

    def _is_thing(self, lemma: str) -> bool:
        return lemma in listed("rules") or lemma in listed("papers") or lemma in listed("no_one")

    def party(self, fillers: Iterable[Filler], token: int) -> Party:
        """The actors among the noun phrases of a slot; "we" is whoever speaks, "you" whoever is spoken to."""
        kept: list[Filler] = []
        actors: list[Actor] = []
        for f in fillers:
            word = self.lower(f.head)
            if f.how is How.COORDINATION and self._instead(f):
                continue
            if word in FIRST:
                voice = self.voice(token)
                kept.extend(voice.fillers)
                actors.extend(voice.actors or (() if voice.fillers else self.named(f)))
            elif word in SECOND:
                kept.extend(f for f in self.told_to(token) if not self.of_press(f))
            elif (own := self._own_side(f, token)) is not None:
                actors.append(own)
            elif self.can_act(f):
                kept.append(f)
        return Party(tuple(dict.fromkeys(kept)), tuple(dict.fromkeys(actors)))

    def _instead(self, filler: Filler) -> bool:
        """True for those who are told not to be meant: "the owner, and not the tenant", "Peru rather than Chile"."""
        before = [self.lower(i) for i in range(max(0, filler.span[0] - 2), filler.span[0])]
        return "not" in (*before[-1:], self.lower(filler.span[0])) or before in (["rather", "than"], ["instead", "of"])

    def _own_side(self, filler: Filler, token: int) -> Actor | None:
        """The speaker's country, government or body: "our government", "his country's wish, said the minister"."""
        first = self.lower(filler.span[0])
        if first not in ("my", "our", "his", "her") or filler.head - filler.span[0] != 1:
            return None
        pronoun = Filler(filler.span[0], (filler.span[0], filler.span[0] + 1))
        if first in ("his", "her") and self.named(pronoun):
            return None
        speakers = self.resolved(self.voice(token))
        known = posts_of(self.reading)
        return belonging(speakers[0], self.lemma(filler.head), known) if len(speakers) == 1 else None

    def demander(self, frame: Frame, *, rule: bool = False) -> Party | None:
        """Who asks, given the frame of the asking; None if its subject is no one who can ask.

        A document ("the letter") stands for whoever wrote it, a rule for whoever made it, where its own phrase says so.
        """
        subjects = self._of_cleft(frame) or self._of_adjunct(frame) or frame.subjects
        if not subjects:
            return NOBODY
        found = [f for f in subjects if self.can_act(f)]
        if found:
            return self.party(found, frame.trigger)
        if all(self.lower(f.head) == "it" for f in frame.subjects):
            return NOBODY  # somebody, where the words that follow need somebody
        for f in frame.subjects:
            lemma = self.lemma(f.head)
            if lemma in listed("pressures") and self.within(f):
                return self.party(self.within(f), frame.trigger)
            if lemma in listed("protests") and self.frame(f.head) is not None:
                return self.party(self.within(f), frame.trigger)
            if lemma in listed("papers") or (rule and lemma in listed("rules")):
                return self.party(self.within(f) or self._sides(f) or self._issuers(f), frame.trigger)
        if presumed := tuple(f for f in frame.subjects if self._asks_itself(frame, f)):
            return Party(presumed)
        return self._misjoined(frame)

    def _of_adjunct(self, frame: Frame) -> tuple[Filler, ...]:
        """The subject of the clause that a participle set off by a comma, or after a thing, stands beside.

        "Refused to go to Oslo, or any town in a state at war, demanding ..." (free adjuncts: Stump 1985).
        """
        noun = self.frame(frame.parent) if frame.relation == "acl" and frame.tense == "participle" else None
        if noun is None or noun.pos != "noun" or frame.passive or not frame.subjects:
            return ()
        at = frame.trigger - 1
        while at > noun.trigger and self.reading.document.doc[at].pos_ in ("ADV", "AUX"):
            at -= 1
        actor = self.is_actor(Filler(noun.trigger, (noun.span[0], noun.trigger + 1)))
        if noun.lemma in listed("papers") | listed("protests") | listed("pressures"):
            return ()
        above = self.frame(noun.parent)
        made = above is not None and above.lemma.split(" ")[0] in _SETTING_UP
        if actor and self.lower(at) != "," and not made:
            return ()
        while above is not None and above.pos != "verb":
            above = self.frame(above.parent)
        own = [f for f in above.subjects if self.is_actor(f)] if above is not None and not above.passive else []
        return tuple(replace(f, how=How.CONTROL) for f in own if f.head != noun.trigger)

    def _asks_itself(self, frame: Frame, filler: Filler) -> bool:
        """True for a noun that no list has where only those who speak can stand: "the brewery asked for time"."""
        token = self.reading.document.doc[filler.head]
        lemma = self.lemma(filler.head)
        own = filler.how in (How.EXPLICIT, How.COORDINATION)
        plain = token.pos_ == "NOUN" and own and not self._is_thing(lemma)
        other = lemma in listed("no_askers") or lemma in listed("pressures") or deeds().is_deed(lemma)
        return plain and not other and not frame.passive and frame.lemma.split(" ")[0] in listed("speaking_asks")

    def _of_cleft(self, frame: Frame) -> tuple[Filler, ...]:
        """The subject of what one does in a cleft: "all | we | need to do is ask him", "what she wants is ..."."""
        copula = self.frame(frame.parent) if frame.relation in ("xcomp", "ccomp") else None
        if copula is None or copula.lemma != "be":
            return ()
        for i in range(max(self.reading.document.sentence(copula.trigger)[0], copula.trigger - 8), copula.trigger):
            inner = self.frame(i)
            wanting = inner is not None and (inner.lemma in _WANTING or inner.modal in _WANTING_MODALS)
            if inner is not None and wanting and inner.subjects and self.lower(inner.subjects[0].span[0] - 1) in _CLEFT:
                return inner.subjects
        return ()

    def _sides(self, paper: Filler) -> tuple[Filler, ...]:
        """The sides of a treaty ("a pact between X and Y")."""
        noun = self.frame(paper.head)
        return tuple(f for f in noun.prep("between") if self.is_actor(f)) if noun is not None else ()

    def _misjoined(self, frame: Frame) -> Party | None:
        """Who asks where the parser joined the asking to what was said: "said the raid was wrong and demanded ..."."""
        beside = self.frame(frame.parent) if frame.relation == "advcl" and frame.tense == "participle" else None
        if beside is not None and all(f.how is How.CONTROL for f in frame.subjects):
            # "took to the streets demanding": the subject's doing, whatever stands before the participle
            own = [f for f in beside.subjects if self.can_act(f)]
            return self.party(own, frame.trigger) if own else None
        over = self.frame(frame.parent) if frame.relation == "xcomp" and frame.tense == "participle" else None
        if over is not None:  # "the ban follows | Washington urging firms to stop"
            own = [f for f in over.objects if f.span[1] == frame.trigger and self.can_act(f)]
            return self.party(own, frame.trigger) if own else None
        joined = frame.relation == "conj" and all(f.how is How.COORDINATION for f in frame.subjects)
        inner = self.frame(frame.parent) if joined else None
        above = self.frame(inner.parent) if inner is not None and inner.relation == "ccomp" else None
        if above is None or above.tense != frame.tense:
            return None
        named = [f for f in above.subjects if self.can_act(f)]
        return self.party(named, frame.trigger) if named else None

    def _issuers(self, paper: Filler) -> tuple[Filler, ...]:
        """Whoever brings a document out in the same sentence: "the board passed a resolution ordering ..."."""
        noun = self.frame(paper.head)
        above = self.frame(noun.parent) if noun is not None else None
        if above is not None and above.pos == "noun" and above.lemma in listed("lawmaking"):
            return self._of_law(above)
        for i in range(*self.reading.document.sentence(paper.head)):
            verb = self.frame(i)
            made = (*verb.objects, *verb.prep("for")) if verb is not None and verb.lemma in listed("issuing") else ()
            if verb is not None and any(f.head == paper.head for f in made):
                return tuple(f for f in verb.subjects if self.can_act(f))
        return ()

    def _of_law(self, making: Frame) -> tuple[Filler, ...]:
        """Whose law it is: the doer of "the passage of a law", or whoever is praised for it."""
        doers = tuple(f for f in making.subjects if self.is_actor(f))
        verb = self.frame(making.parent)
        praised = verb is not None and any(f.head == making.trigger for f in verb.prep("on", "for"))
        return doers or (tuple(f for f in verb.objects if self.is_actor(f)) if praised and verb is not None else ())

    # ------------------------------------------------------------------------------------------ inside noun phrases
    def within(self, filler: Filler) -> tuple[Filler, ...]:
        """The doers that a deed's own phrase names: possessor, demonym, "by X", "from X", "an end to X's siege"."""
        return tuple(dict.fromkeys(self._within(filler.head, 0)))

    def _within(self, head: int, depth: int) -> list[Filler]:
        frame = self.frame(head)
        if frame is None or depth > 2:
            return []
        lemma = self.lemma(head)
        found = [f for f in frame.subjects if self.is_actor(f) and self.lower(f.head) not in _EMPTY]
        if lemma in listed("hardware"):
            found = [f for f in found if any(a.kind is ActorKind.STATE or a.country for a in self.named(f))]
        if lemma in listed("harmed"):
            found = []  # "Kenyan rights": what others are to respect
        if lemma in listed("captives"):  # "US hostages" are held by others, "Chad's prisoners" by Chad
            found = [f for f in found if self.reading.document.doc[f.head].dep_ == "poss"]
        if lemma in listed("undergone") and not frame.prep("of"):
            found = []  # "Novak's release": done to her (passive nominals: Grimshaw 1990)
        if lemma not in deeds().leaving:
            found.extend(f for f in frame.prep("from") if self.is_actor(f))
        if lemma in deeds().doer:
            found.extend(f for f in frame.prep("of") if self.is_actor(f))
        found = [replace(f, how=How.MODIFIER) for f in found]
        if not found and lemma in deeds().light:
            for f in frame.prep("of", "to", "in", "on"):
                found.extend(self._within(f.head, depth + 1))
        return found

    def same(self, a: Party, b: Party) -> bool:
        """True if both parties are known and are the same."""
        left, right = self.resolved(a), self.resolved(b)
        return bool(left) and set(left) == set(right)
