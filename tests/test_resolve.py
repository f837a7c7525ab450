"""Mentions to actors: noun phrases and pronouns as data, read with the language model; parts that need none without."""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date
from pathlib import Path

import pytest

from kg.actors.posts import distinct
from kg.actors.resolve import TableResolver, resolve
from kg.annotate import annotate
from kg.document import Document
from kg.frames.frame import Filler
from kg.frames.framing import build_frames
from kg.model import Actor, ActorKind, Report
from kg.names.issuing import joint_issuer, publisher
from kg.reading import Reading, Resolver
from kg.rules.roles import find

CASES = Path(__file__).parent / "cases" / "resolve"
SEED = Path(__file__).parents[1].parent / "shared" / "gold" / "dev-1" / "seed.txt"
AT_LEAST = 55


def _cases() -> list[dict[str, object]]:
    files = sorted(CASES.glob("*.toml"))
    return [case for file in files for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]


def _read(text: str, publisher: str = "", title: str = "", day: date | None = None) -> tuple[Document, TableResolver]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = Report("case.txt", text, digest, publisher=publisher, title=title, date=day)
    document = annotate(report)
    return document, resolve(document, build_frames(document))


def _filler(document: Document, words: str) -> Filler:
    for start in range(len(document.doc)):
        for end in range(start + 1, len(document.doc) + 1):
            span = document.doc[start:end]
            if span.text == words:
                return Filler(span.root.i, (start, end))
            if len(span.text) > len(words):
                break
    raise AssertionError(f"no {words!r} in the case")


def _line(actor: Actor) -> str:
    line = f"{actor.kind}: {actor.name}"
    if actor.part_of is not None:
        line += f" < {actor.part_of.name}"
    if actor.members:
        line += f" [{', '.join(member.name for member in actor.members)}]"
    return line


def test_no_case_is_lost():
    assert len(_cases()) >= AT_LEAST


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("case", _cases(), ids=[str(case["text"])[:60] for case in _cases()])
def test_who_is_meant(case: dict[str, object]):
    document, resolver = _read(str(case["text"]), str(case.get("publisher", "")), str(case.get("title", "")))
    want = case.get("want", {})
    assert isinstance(want, dict)
    for words, actors in want.items():
        assert [_line(actor) for actor in resolver.actors(_filler(document, words))] == actors, words
    for words in case.get("places", []):  # type: ignore[attr-defined]
        assert resolver.is_place(_filler(document, words)), words
        assert not resolver.actors(_filler(document, words)), words


@pytest.mark.usefixtures("lane")
def test_one_actor_is_the_same_value_in_every_report():
    _, first = _read("Japanese Foreign Minister Ana Novak met Petr Kral in Oslo, and the Pentagon agreed with Tokyo.")
    document, second = _read("Tokyo is wrong, the Pentagon said, and Ana Novak of Japan agreed.")
    ours = {m.actor for m in first.names.rows if m.actor is not None and not m.actor.local}
    theirs = {m.actor for m in second.names.rows if m.actor is not None and not m.actor.local}
    assert {a for a in ours if a.key in {b.key for b in theirs}} <= theirs
    protocol: Resolver = second
    assert protocol.at(0, len(document.report.text))


@pytest.mark.usefixtures("lane")
def test_labels_of_a_transcript_name_their_speakers():
    text = "Secretary of State Marco Rubio spoke with Ana Novak.\n\nSECRETARY RUBIO: Good morning.\n\nMS. NOVAK: Hello."
    _, resolver = _read(text, publisher="US Department of State")
    first, second = text.index("SECRETARY RUBIO"), text.index("MS. NOVAK")
    assert [a.name for a in resolver.at(first, first + 15)] == ["Marco Rubio"]
    assert [a.name for a in resolver.at(second, second + 9)] == ["Ana Novak"]


@pytest.mark.usefixtures("lane")
def test_an_office_holder_gets_a_body_and_a_full_name_from_the_date():
    _, resolver = _read("President Obama met Prime Minister Cameron.", day=date(2012, 3, 14))
    found = [(p.person.name, p.body.name if p.body else "") for p in distinct(resolver.posts)]
    assert found == [("Barack Obama", "United States"), ("David Cameron", "United Kingdom")]


@pytest.mark.usefixtures("lane")
def test_an_unknown_office_holder_stays_without_a_body():
    _, resolver = _read("President Novak met Prime Minister Kral.", day=date(2012, 3, 14))
    assert [(p.person.name, p.body) for p in distinct(resolver.posts)] == [("Novak", None), ("Kral", None)]


@pytest.mark.usefixtures("lane")
def test_a_body_is_taken_from_another_mention_of_the_person():
    _, resolver = _read("President Ana Novak spoke. It was the first speech of Chilean President Ana Novak.")
    assert [p.body.name for p in distinct(resolver.posts) if p.body] == ["Chile"]


SEED_ROLES = [
    ("Marco Rubio", "Secretary of State", "United States"),
    ("Pete Hegseth", "Defense Secretary", "United States"),
    ("Takeshi Iwaya", "Foreign Minister", "Japan"),
    ("Gen Nakatani", "Defense Minister", "Japan"),
    ("Tammy Bruce", "spokesperson", "US State Department"),
    ("Elbridge Colby", "third-ranking Pentagon official", "US Department of Defense"),
    ("Shigeru Ishiba", "Prime Minister", "Japan"),
    ("Donald Trump", "President", "United States"),
]


@pytest.mark.slow
@pytest.mark.skipif(not SEED.exists(), reason="the shared seed report is not beside the checkout")
def test_the_seed_report_has_eight_roles():
    document, resolver = _read(SEED.read_text(encoding="utf-8"))
    roles = list(find(Reading(document, build_frames(document), resolver)))
    assert [(r.person.name, r.title, r.body.name) for r in roles if r.person and r.body] == SEED_ROLES
    assert len(roles) == len(SEED_ROLES)
    for role in roles:
        assert role.title.split()[-1] in document.report.text[slice(*role.where)]
    assert not any("PEN" in str(role) or "Islamabad" in str(role) for role in roles)


@pytest.mark.parametrize(
    ("name", "kind", "actor"),
    [
        ("The White House", ActorKind.ORGANIZATION, "White House"),
        ("US Department of State", ActorKind.ORGANIZATION, "US State Department"),
        ("Government of Canada", ActorKind.GOVERNMENT, "Government of Canada"),
        ("Ministry of Fisheries of Norway", ActorKind.ORGANIZATION, "Ministry of Fisheries of Norway"),
        ("Deutsche Welle", ActorKind.MEDIUM, "Deutsche Welle"),
        ("The Brno Courier", ActorKind.MEDIUM, "The Brno Courier"),
        ("Brno Press Agency", ActorKind.MEDIUM, "Brno Press Agency"),
        ("Prime Minister's Office of Norway", ActorKind.ORGANIZATION, "Prime Minister's Office of Norway"),
        ("Institute for Quiet Waters", ActorKind.ORGANIZATION, "Institute for Quiet Waters"),
    ],
)
def test_a_publisher_is_a_body_or_a_medium(name: str, kind: ActorKind, actor: str):
    found = publisher(name)
    assert found is not None
    assert (found.kind, found.name) == (kind, actor)


@pytest.mark.parametrize(
    ("title", "text", "name", "members"),
    [
        ("Joint Statement from Norway, Kenya and Chile", "", "Norway, Kenya and Chile", 3),
        ("Communiqué of the G20 Finance Ministers on Debt", "", "G20 Finance Ministers", 0),
        ("Statement", "We, the foreign ministers of Norway and Kenya, urge Chile to wait.", "foreign ministers", 2),
        ("Statement", "We, the people of Norway, urge Chile to wait.", "", 0),
        ("Statement", "We, the Foreign Ministers of Norway and Kenya, urge Chile to wait.", "Foreign Ministers", 2),
        ("Joint Statement on Chile", "", "", 0),
        ("Statement on Norway and Chile", "", "", 0),
    ],
)
def test_joint_issuers(title: str, text: str, name: str, members: int):
    found = joint_issuer(title, text)
    assert (found.name if found else "", len(found.members) if found else 0) == (name, members)
