"""The posts of whole reports, the labels of transcripts, outlets of datelines: cases as data."""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date
from pathlib import Path

import pytest

from kg.actors.posts import Post, distinct, tellings
from kg.actors.resolve import TableResolver, resolve
from kg.annotate import annotate
from kg.frames.framing import build_frames
from kg.model import ActorKind, Report
from kg.names.acronyms import acronyms
from kg.names.gazetteer import tokens
from kg.names.holders import full_name, holders, in_post
from kg.names.issuing import dateline_outlet, outlet
from kg.names.people import People, fold

FILES = sorted((Path(__file__).parent / "cases" / "posts").glob("*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]


def _report(text: str, publisher: str = "", day: str = "") -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report("case.txt", text, digest, publisher=publisher, date=date.fromisoformat(day) if day else None)


def _read(text: str, publisher: str = "", day: str = "") -> TableResolver:
    document = annotate(_report(text, publisher, day))
    return resolve(document, build_frames(document))


def _line(post: Post) -> str:
    body = post.body.name if post.body is not None else ""
    return " ".join(f"{post.person.name} | {post.title} | {body} | {post.phase}".split())


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_posts_of_a_report(case: dict[str, str]):
    found = _read(case["text"], case.get("publisher", ""), case.get("date", "")).posts
    assert [_line(post) for post in distinct(found)] == case["roles"]


@pytest.mark.slow
def test_name_and_body_that_stand_apart_are_both_shown():
    text = "President Ana Novak spoke in Brno. It was the first speech of Chile's President Novak."
    found = _read(text).posts
    assert [[text[p.start : p.end] for p in told] for told in tellings(found)] == [
        ["Chile's President Novak", "President Ana Novak"]
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("label", "publisher", "day", "who"),
    [
        ("THE PRESIDENT", "The White House", "2022-05-04", "Joe Biden"),
        ("MR. PRESIDENT", "The White House", "2023-07-04", "Joe Biden"),
        ("THE PRIME MINISTER", "UK Government", "2023-03-03", "Rishi Sunak"),
        ("THE SECRETARY-GENERAL", "United Nations", "2022-01-03", "António Guterres"),
        ("THE PRESIDENT", "", "2022-05-04", "the president"),
        ("THE PRESIDENT", "The Brno Courier", "2022-05-04", "the president"),
        ("PRIME MINISTER OF CANADA JUSTIN TRUDEAU", "", "2022-05-04", "Justin Trudeau"),
    ],
)
def test_an_office_alone_as_a_label(label: str, publisher: str, day: str, who: str):
    text = f"Remarks in the garden.\n\n{label}: Good morning to all of you.\n\nQ: And you?\n\n{label}: We are fine."
    found = _read(text, publisher, day).at(text.index(label), text.index(label) + len(label))
    assert [actor.name for actor in found] == [who]
    assert (found[0].kind is ActorKind.PERSON) == who[0].isupper()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("OSLO (Brno Wire) - Ana Novak said on Friday that she would go.", "Brno Wire"),
        ("OSLO (BWN) : Ana Novak said on Friday that she would go.", "BWN"),
        ("SEOUL, June 20 (Yonhap) -- Ana Novak said on Friday that she would go.", "Yonhap"),
        ("A Headline of the Day\n\nOSLO, July 1. /TASS/. Ana Novak said on Friday that she would go.", "TASS"),
        ("LONDON (UK) - Ana Novak said on Friday that she would go.", ""),
        ("GENEVA (UN) - Ana Novak said on Friday that she would go.", ""),
        ("OSLO (Agencies) - Ana Novak said on Friday that she would go.", ""),
        ("OSLO - Ana Novak said on Friday that she would go.", ""),
        ("Ana Novak of the Blue Party (BP) said on Friday - not today - that she would go.", ""),
    ],
)
def test_the_agency_in_a_dateline_is_the_outlet(text: str, name: str):
    found = dateline_outlet(_report(text))
    assert (found.name if found else "") == name
    assert outlet(_report(text, "The Brno Courier")).name == "The Brno Courier"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("names", "text", "who"),
    [
        (["Pedro Nuñez", "Pedro Nunez"], "Nunez left, Pedro Nunez stayed.", ["Pedro Nuñez", "Pedro Nuñez"]),
        (["Ana Novak Jr.", "Ana Novak"], "Ana Novak, and Novak Jr.", ["Ana Novak Jr.", "Ana Novak Jr."]),
        (["Ana Novak", "Petr Novak"], "Novak left.", ["Novak"]),
        (["Ana Novak", "Petr Novak"], "Petr Novak left, and Novak stayed.", ["Petr Novak", "Petr Novak"]),
        (["Charles III"], "Charles spoke.", ["Charles III"]),
        (["Ana von der Aa"], "Von der Aa spoke, and von der Aa left.", ["Ana von der Aa", "Ana von der Aa"]),
        (["Ana Novak"], "Ana “Red” Novak spoke.", ["Ana Novak"]),
    ],
)
def test_one_person_has_one_name(names: list[str], text: str, who: list[str]):
    assert [name for _, _, name in People.of(names).find(tokens(text))] == who


def test_spellings_lead_to_one_name():
    assert full_name("Recep Tayyip Erdogan", None) == full_name("Recep Tayyip Erdoğan", date(2024, 1, 1))
    assert full_name("Ana Novak", None) == "Ana Novak"
    assert fold("Łukasz Sørensen") == "Lukasz Sorensen"


def test_rows_of_holders_are_in_order():
    assert all(not h.until or h.since <= h.until for h in holders())
    assert in_post("president", "United States", date(2012, 3, 14)) == "Barack Obama"
    assert in_post("president", "United States", date(1950, 3, 14)) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Coastal Fisheries Authority (CFA) said", {"CFA": "Coastal Fisheries Authority"}),
        ("the Institute for Quiet Waters (IQW) said", {"IQW": "Institute for Quiet Waters"}),
        ("the Tokyo stock exchange (TSE) said", {"TSE": "Tokyo Stock Exchange"}),
        ("the Coastal Fisheries Authority (CEA) said", {}),
        ("the Blue Harvest Plan (BHP) said", {}),
        ("the North Atlantic Treaty Organization (NATO) said", {}),
        ("the coastal fisheries authority (CFA) said", {}),
    ],
)
def test_acronyms_that_a_text_defines(text: str, found: dict[str, str]):
    assert {short: actor.name for short, actor in acronyms(text).items()} == found
