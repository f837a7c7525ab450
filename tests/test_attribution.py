"""Who says what: cases for and against every construction, and what holds of any text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support_parses import cached_by_lane
from support_speech import Case, cases, line_of, names, reading

from kg.lexicon.rows import Row, load_rows
from kg.model import StatementKind
from kg.reading import Reading, Segment

ATTRIBUTION = tuple(cases("attribution"))
ROWS = load_rows("speech")
_ISSUER = "Norwegian Foreign Ministry"


def test_no_case_was_lost() -> None:
    assert len(ATTRIBUTION) >= 45
    assert len({c.name for c in ATTRIBUTION}) == len(ATTRIBUTION)
    assert len(ROWS) >= 250


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("case", ATTRIBUTION, ids=lambda c: c.name)
def test_segments(case: Case) -> None:
    found = reading(case.text)
    assert tuple(line_of(found, s) for s in found.segments) == case.expected


# ------------------------------------------------------------------------------------------------ the lexicon
def _signed(row: Row, segment: Segment) -> bool:
    """True if the segment is the row's: hearsay in the passive signs by its participle, whatever its auxiliary."""
    if row.cls == "hearsay" and row.lemma.startswith("be "):
        return segment.rule.startswith("speech:hearsay:be ")
    return segment.rule == f"speech:{row.cls}:{row.lemma}:{row.frame}"


@cached_by_lane
def row_readings() -> dict[str, Reading]:
    from support_speech import report

    from kg.annotate import annotate_all
    from kg.extract import understand

    issued = {t: _ISSUER if row.flag("official") else "" for row in ROWS for t in (row.matches, row.misses)}
    made = (report(text, publisher=issuer) for text, issuer in issued.items())
    return {d.report.text: understand(d) for d in annotate_all(made)}


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.cls}-{r.lemma}-{r.frame}".replace(" ", "_"))
def test_a_row_matches_its_sentence_and_misses_its_near_miss(row: Row) -> None:
    hit, miss = row_readings()[row.matches], row_readings()[row.misses]
    assert any(_signed(row, s) for s in hit.segments), row.where
    assert not any(_signed(row, s) for s in miss.segments), row.where


# ------------------------------------------------------------------------------------------------ what always holds
def check(found: Reading) -> None:
    size = len(found.document.doc)
    for number, segment in enumerate(found.segments):
        for start, end in (segment.span, segment.evidence):
            assert 0 <= start < end <= size
        passage = found.document.passage(*segment.evidence)
        assert found.document.report.text[passage.start : passage.end] == passage.words
        first, last = (found.document.sentence_index(i) for i in (segment.evidence[0], segment.evidence[1] - 1))
        assert first == last
        assert segment.via != number
        assert not (segment.statement and not (segment.speakers or segment.speaker_actors))
    triggers = [s.trigger for s in found.segments if s.trigger >= 0]
    assert len(triggers) == len(set(triggers))
    for number in range(len(found.segments)):
        chain: list[int] = []
        at = number
        while at >= 0:
            assert at not in chain
            chain.append(at)
            at = found.segments[at].via


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("case", ATTRIBUTION, ids=lambda c: c.name)
def test_invariants_hold_for_the_cases(case: Case) -> None:
    check(reading(case.text))


_PARTS = [
    "Anna Berg", "Norway", "Reuters", "officials", "the talks", "the ministry", "said", "told", "denied", "reported",
    "that", "according to", "citing", "“", "”", "\"", ",", ".", ":", "\n", "We", "will", "not", "declined to comment",
    "statement", "reportedly", "adding", "as", "quoted", "he", "in the words of", "is said to", "*", "—", "(", ")",
]  # fmt: skip


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(_PARTS), min_size=1, max_size=24).map(" ".join))
@example("in the words of officials")
def test_no_text_breaks_it(text: str) -> None:
    check(reading(text))


@pytest.mark.usefixtures("lane")
def test_the_same_text_gives_the_same_segments() -> None:
    from support_speech import report

    from kg.annotate import annotate
    from kg.extract import understand

    text = "\n".join(c.text for c in ATTRIBUTION)
    first, second = (understand(annotate(report(text))) for _ in range(2))
    assert first.segments == second.segments


# ------------------------------------------------------------------------------------------------ voices
@pytest.mark.usefixtures("lane")
def test_a_turn_is_its_speakers() -> None:
    text = (
        "President Anna Berg met Prime Minister Lars Holm in Oslo.\n\n"
        "PRIME MINISTER HOLM: The port is open. Thank you all.\n\n"
        "PRESIDENT BERG: The war is over.\n\n"
        "PRIME MINISTER HOLM: Norway has won it."
    )
    found = reading(text)
    said = [s for s in found.segments if s.rule == "speech:turn"]
    assert [found.document.passage(*s.span).words for s in said if s.statement] == [
        "The port is open",
        "The war is over",
        "Norway has won it",
    ]
    assert all(s.direct for s in said)


@pytest.mark.usefixtures("lane")
def test_we_is_the_state_whose_foreign_ministry_issued_the_text() -> None:
    text = "We condemn the attack on the convoy. The road is closed. We call on both sides to stop."
    found = reading(text, publisher="U.S. Department of State")
    said = [s for s in found.segments if s.statement]
    assert [s.how.value for s in said] == ["issuer", "issuer"]
    assert all(a.name == "United States" for s in said for a in s.speaker_actors)


@pytest.mark.usefixtures("lane")
def test_we_is_nobody_in_a_report_of_a_medium() -> None:
    found = reading("We condemn the attack on the convoy.", publisher="Reuters")
    assert not any(s.speaker_actors or names(found, s.speakers) not in ("", "(We)") for s in found.segments)


@pytest.mark.usefixtures("lane")
def test_a_joint_text_speaks_for_its_parties() -> None:
    text = "Norway and Sweden held talks in Oslo on Monday. We call on Russia to withdraw."
    found = reading(text, title="Joint Statement on the Talks", publisher="U.S. Department of State")
    (we,) = [s for s in found.segments if s.how.value == "issuer"]
    assert [a.name for a in we.speaker_actors] == ["Norway", "Sweden"]


@pytest.mark.usefixtures("lane")
def test_a_heading_makes_no_statement() -> None:
    found = reading("Norway Says Talks Are Over\n\nNorway said on Monday that the talks were over.")
    assert sum(1 for s in found.segments if s.statement) == 1


@pytest.mark.usefixtures("lane")
def test_judging_words_are_no_source() -> None:
    found = reading("France condemned the attack on the convoy.")
    attack = next(t.i for t in found.document.doc if t.text == "attack")
    assert found.sources(attack) == ()
    assert found.segments[0].kind is StatementKind.SAYS


_STATEMENT = "Statement by President Lars Holm on the Truce"
_OURS = (
    (_STATEMENT, "Our teams will stay in Oslo. The envoys will report to me. The harvest is late.", 2),
    (_STATEMENT, "I met the envoy today. The harvest is late. The king thanked both sides. I thank him for that.", 2),
    ("President Lars Holm's remarks in Oslo", "I met the envoy today. The harvest is late.", 2),
    ("Remarks by President Lars Holm anger Peru", "Peru closed the port. I am angry, said a sailor.", 0),
    ("Statement on the Truce", "Norway stands by our allies. The allies know our seas. We will act.", 2),
    ("Fact Sheet: The Truce", "Norway stands by our allies. The plan keeps our seas clean.", 0),
)


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize(("title", "text", "said"), _OURS, ids=[title for title, _, _ in _OURS])
def test_what_is_ours_is_the_issuers(title: str, text: str, said: int) -> None:
    found = reading(f"{title}\n\n{text}", title, "Reuters" if "anger" in title else _ISSUER)
    assert len([s for s in found.segments if s.rule == "speech:issuer"]) == said


_VOTE = (
    "On June 21 many people will vote. The United States urges Chad to count well. We welcome the calm of all sides."
)
_REPLY = "QUESTION\n\nMr Petr Kral: To ask whether the port is open.\n\nREPLY\n\nThe port is open. It will stay open."
_DEBATE = "Statement of Chad in the general debate of the General Assembly"
_RULES = "Trade needs rules. Chad will keep them. We signed the pact."
_SIGNED = (
    (
        "a line above the text",
        "Voting in Chad",
        f"Ana Novak, Department Spokesperson\n\n{_VOTE}",
        _ISSUER,
        3,
        "Ana Novak",
    ),
    ("a writer's line", "Voting in Chad", f"Ana Novak, Africa Editor\n\n{_VOTE}", "Reuters", 0, ""),
    ("a transcript", "Talks", "Ana Novak, Secretary of State\n\nSECRETARY NOVAK: It is late.", _ISSUER, 0, ""),
    ("a speech", _DEBATE, _RULES, "United Nations", 3, "Chad"),
    ("a paper's title", _DEBATE, _RULES, "Reuters", 0, ""),
    ("no speech of Chad's", "Statement of support for Chad at the session", _RULES, "United Nations", 0, ""),
    ("a reply", "Minister Ana Novak's written reply to a question", _REPLY, "Government of Norway", 2, "Ana Novak"),
)


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("case", _SIGNED, ids=[case[0] for case in _SIGNED])
def test_a_signed_text_is_its_signers(case: tuple[str, str, str, str, int, str]) -> None:
    _, title, text, publisher, said, who = case
    found = reading(f"{title}\n\n{text}", title, publisher)
    signed = [s for s in found.segments if s.rule == "speech:signed"]
    assert len(signed) == said
    assert {a.name for s in signed for a in s.speaker_actors} == ({who} if who else set())
    assert not any(s.statement for s in found.segments if signed and s.rule != "speech:signed" and s.trigger >= 0)


@pytest.mark.usefixtures("lane")
def test_words_under_a_tag_without_a_comma() -> None:
    text = "Foreign Secretary Ana Novak went home.\n\nAfter the talks the Foreign Secretary said:\n\nThe port is open."
    found = reading(text, "Talks", "Government of Norway")
    (block,) = [s for s in found.segments if s.rule == "speech:block"]
    assert [a.name for a in block.speaker_actors] == ["Ana Novak"]


_STANDS = (
    (
        "United Nations",
        "The Secretary-General is greatly concerned by the shelling of the port.",
        "the Secretary-General",
    ),
    ("European Union", "The EU is strongly committed to the talks in Geneva.", "European Union"),
    ("Ministry of Foreign Affairs, Singapore", "Singapore hopes that both sides can show restraint.", "Singapore"),
    ("U.S. Department of State", "The United States stands ready to help Sudan.", "United States"),
    ("Reuters", "The United States stands ready to help Sudan.", ""),
    ("U.S. Department of State", "Kenya remains committed to the treaty.", ""),
    ("U.S. Department of State", "The United States would be ready to help Sudan.", ""),
    ("U.S. Department of State", "The United States is the largest buyer of tea.", ""),
)


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize(("publisher", "text", "who"), _STANDS, ids=[f"{p}: {t[:20]}" for p, t, _ in _STANDS])
def test_where_a_body_stands_is_told_by_its_own_text(publisher: str, text: str, who: str) -> None:
    found = reading(text, "Text", publisher)
    told = [s for s in found.segments if s.rule == "speech:stance"]
    assert [a.name for s in told for f in s.speakers for a in found.resolver.actors(f)] == ([who] if who else [])
