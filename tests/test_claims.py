"""Claims: who vouches for a situation, and how surely whoever passes it on does."""

from __future__ import annotations

import pytest
from support_speech import reading

from kg.extract import assemble, candidates
from kg.model import Demand, Meeting

pytestmark = pytest.mark.usefixtures("lane")

TOLD = "Norway had cancelled the talks with Chile."


def stands(text: str) -> dict[str, str]:
    """Who claims that the meeting of a text is so, each with its certainty and its modality."""
    found = reading(text)
    extraction = assemble(found, candidates(found))
    meetings = {s.key for s in extraction.situations if isinstance(s, Meeting)}
    claims = [c for c in extraction.claims if c.situation in meetings]
    return {c.claimant.name if c.claimant else "-": f"{c.factuality.value} {c.modality.value}" for c in claims}


@pytest.mark.parametrize("verb", ["confirmed", "admitted", "acknowledged", "conceded", "disclosed", "revealed"])
def test_who_relays_a_factive_verb_vouches_for_its_words(verb: str) -> None:
    found = stands(f"Foreign Minister Anna Berg {verb} that {TOLD}")
    assert found == {"Anna Berg": "CT+ asserted", "-": "CT+ reported"}


@pytest.mark.parametrize("verb", ["claimed", "alleged", "said", "insisted", "announced"])
def test_who_relays_any_other_verb_vouches_for_nothing(verb: str) -> None:
    found = stands(f"Foreign Minister Anna Berg {verb} that {TOLD}")
    assert found == {"Anna Berg": "CT+ asserted", "-": "Uu reported"}


@pytest.mark.parametrize(
    ("text", "relaying", "outlet"),
    [
        (f"Reuters said that Foreign Minister Anna Berg admitted that {TOLD}", "CT+ reported", "Uu reported"),
        (f"Reuters confirmed that Foreign Minister Anna Berg claimed that {TOLD}", "Uu reported", "Uu reported"),
        (f"Reuters confirmed that Foreign Minister Anna Berg admitted that {TOLD}", "CT+ reported", "CT+ reported"),
    ],
)
def test_what_is_granted_stays_so_only_through_factive_verbs(text: str, relaying: str, outlet: str) -> None:
    assert stands(text) == {"Anna Berg": "CT+ asserted", "Reuters": relaying, "-": outlet}


def test_a_denial_is_no_ground_for_the_outlet() -> None:
    found = stands(f"Foreign Minister Anna Berg denied that {TOLD}")
    assert found == {"Anna Berg": "CT- denied", "-": "Uu denied"}


def test_who_denies_an_act_of_its_own_is_the_source_of_the_denial() -> None:
    found = reading("Norway denied asking Sweden to raise its tariffs.")
    extraction = assemble(found, candidates(found))
    demands = {s.key for s in extraction.situations if isinstance(s, Demand)}
    claims = [c for c in extraction.claims if c.situation in demands]
    assert {c.claimant.name if c.claimant else "-": c.factuality.value for c in claims} == {"Norway": "CT-", "-": "Uu"}


def test_what_nobody_confirms_is_only_possible() -> None:
    found = stands("Officials declined to confirm that President Lars Holm had met President Anna Berg.")
    assert found == {"-": "PS+ hypothetical"}


def credited(text: str) -> set[str]:
    """Whom the claims on the demand of a text name."""
    found = reading(text)
    extraction = assemble(found, candidates(found))
    demands = {s.key for s in extraction.situations if isinstance(s, Demand)}
    return {c.claimant.name for c in extraction.claims if c.situation in demands and c.claimant}


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Premier Anna Berg said that Chile's calls for a truce were late.", set()),
        ("Premier Anna Berg said that Chile's call for a truce was no order.", set()),
        ("Premier Anna Berg said that Chile's main demand was the release of the crew.", {"Anna Berg"}),
        ("Premier Anna Berg spoke of Chile's demand that Peru free the crew.", set()),
        ("Premier Anna Berg said that she heard of Chile's demand that Peru free the crew.", {"Anna Berg"}),
        ("Premier Anna Berg said that Chile called for a truce.", {"Anna Berg"}),
    ],
)
def test_what_a_speaker_takes_for_granted_rests_on_the_teller(text: str, sources: set[str]) -> None:
    """A demand that indirect speech names with its possessor is described, not told (a definite noun phrase)."""
    assert credited(text) == sources
