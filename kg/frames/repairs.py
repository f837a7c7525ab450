"""Known errors of the parser, undone on the arcs, each under a name with a construction for and against.

The grounds are grammatical: a verb that cannot take what it was given, a tense that does not agree, a phrase that
belongs to the noun it follows. Where two readings are both English the parser's stays. Their sentences are in
``tests/cases/frames/repairs.txt``.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.document import Document
from kg.frames.arcs import Arcs
from kg.frames.control import Control, lexicon
from kg.frames.repair_adjuncts import (
    clause_past_adjunct,
    for_clause_past_adjunct,
    infinitive_past_adjunct,
    phrase_past_adjunct,
)
from kg.frames.repair_asking import (
    gapped_asking,
    mandative_compound,
    mandative_noun,
    open_series,
    to_series,
    verb_in_subject,
)
from kg.frames.repair_clauses import asked_aside, main_verb_past_commas, main_verb_past_participle, that_for_adjunct
from kg.frames.repair_conjuncts import first_of_series, mark_for_preposition, middle_of_series, verb_after_and
from kg.frames.repair_headlines import headline_infinitive, headline_root, headline_verb
from kg.frames.repair_infinitives import (
    asking_at_start,
    for_before_infinitive,
    infinitive_for_adjective,
    infinitive_of_asked,
    infinitive_of_participle,
    participle_after_infinitive,
    performed_conjunct,
    subjunctive_for_compound,
)
from kg.frames.repair_joins import (
    bare_in_series,
    closing_tag,
    finite_conjunct,
    infinitive_conjunct,
    joint_report,
    lost_first_verb,
    modal_conjunct,
    participle_of_refuser,
    participle_of_speaker,
    relative_series,
    subject_after_and,
)
from kg.frames.repair_names import acronym_for_verb, object_for_verb, verb_for_attribute, verb_for_plural
from kg.frames.repair_phrases import (
    agent_of_passive,
    asked_for,
    asked_from,
    bare_preposition,
    before_that,
    beyond_the_name,
    figure_of_measure,
    infinitive_after_demand,
    infinitive_of_noun,
    infinitive_past_relative,
    linear_noun_phrase,
    lost_subject,
    parenthetical_infinitive,
    participle_after_object,
    participle_of_event,
    phrase_past_person,
    subject_in_apposition,
    that_after_noun,
    told_noun_phrase,
)
from kg.frames.repair_rules import (
    mark_for_sum,
    multiple_for_adjective,
    scale_for_name,
    verb_for_ruled,
    verb_for_subject,
)
from kg.frames.repair_said import clause_past_adverb, inverted_tag, modal_for_name, that_told
from kg.frames.repair_tags import past_date, speaker_in_commas, title_for_subject, visiting_object
from kg.frames.repair_wanted import (
    adjective_after_to,
    adverb_for_bare_verb,
    bare_verb_after_gerund,
    bare_verb_after_mandate,
    infinitive_past_partitive,
    raise_for_verb,
    time_for,
    wanted_result_of_noun,
)
from kg.frames.repair_words import (
    adjective_after_and,
    content_clause,
    existential_participle,
    finite_participle,
    lost_finite_verb,
    lost_main_verb,
    member_states,
    noun_after_to,
    participle_in_commas,
    participle_of_noun,
    subject_before_tag,
    subject_of_auxiliary,
    that_before_subject,
    that_of_clause,
    verb_after_to,
    wanted_result,
)

Rule = Callable[[Arcs, Control, int], bool]
REPAIRS: tuple[Rule, ...] = (
    subject_of_auxiliary,
    verb_after_to,
    adjective_after_to,
    that_of_clause,
    that_before_subject,
    acronym_for_verb,
    object_for_verb,
    verb_for_attribute,
    verb_for_plural,
    verb_for_subject,
    verb_for_ruled,
    scale_for_name,
    mark_for_sum,
    multiple_for_adjective,
    first_of_series,
    middle_of_series,
    verb_after_and,
    mark_for_preposition,
    participle_of_noun,
    finite_participle,
    lost_main_verb,
    asked_aside,
    main_verb_past_commas,
    main_verb_past_participle,
    that_for_adjunct,
    lost_finite_verb,
    subject_before_tag,
    inverted_tag,
    modal_for_name,
    speaker_in_commas,
    visiting_object,
    past_date,
    participle_in_commas,
    lost_first_verb,
    headline_verb,
    headline_root,
    headline_infinitive,
    wanted_result,
    wanted_result_of_noun,
    raise_for_verb,
    existential_participle,
    noun_after_to,
    infinitive_for_adjective,
    infinitive_past_partitive,
    time_for,
    content_clause,
    verb_in_subject,
    asking_at_start,
    for_before_infinitive,
    mandative_noun,
    mandative_compound,
    adverb_for_bare_verb,
    bare_verb_after_gerund,
    bare_verb_after_mandate,
    adjective_after_and,
    member_states,
    bare_preposition,
    told_noun_phrase,
    lost_subject,
    subject_in_apposition,
    title_for_subject,
    before_that,
    clause_past_adverb,
    that_told,
    parenthetical_infinitive,
    infinitive_past_relative,
    infinitive_of_asked,
    phrase_past_adjunct,
    infinitive_past_adjunct,
    clause_past_adjunct,
    for_clause_past_adjunct,
    participle_after_object,
    subject_after_and,
    participle_after_infinitive,
    performed_conjunct,
    subjunctive_for_compound,
    finite_conjunct,
    modal_conjunct,
    infinitive_conjunct,
    relative_series,
    bare_in_series,
    gapped_asking,
    to_series,
    open_series,
    participle_of_refuser,
    participle_of_speaker,
    closing_tag,
    joint_report,
    phrase_past_person,
    beyond_the_name,
    linear_noun_phrase,
    figure_of_measure,
    infinitive_of_noun,
    infinitive_of_participle,
    infinitive_after_demand,
    agent_of_passive,
    participle_of_event,
    asked_from,
    asked_for,
    that_after_noun,
)
"""In this order: tags first, then what hangs on what, then nouns, whose phrases need the verbs in place."""


def repaired(document: Document) -> Arcs:
    """The repaired arcs of a document; ``document.once(repaired)`` keeps them for all who read them."""
    return repair(document.once(Arcs.of).copy())


def repair(arcs: Arcs) -> Arcs:
    """The same arcs, repaired in place; what was done is in ``arcs.repaired``."""
    words = lexicon()
    for rule in REPAIRS:
        for i in range(len(arcs)):
            if rule(arcs, words, i):
                arcs.repaired.append((rule.__name__, i))
    return arcs
