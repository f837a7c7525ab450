"""The table of persons in office: its form, and that it does not contradict kg's own table of office holders."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from kg.names.gazetteer import lookup, state
from kg.names.holders import Holder, holders, office
from kg.names.people import fold

PEOPLE = Path(__file__).parent.parent / "data" / "authority" / "people.csv"
COLUMNS = ["id", "label", "names", "kind", "country", "office", "body", "from", "to", "description", "source"]
AT_LEAST = 1_520
PERSONS_AT_LEAST = 1_275
AGREE_AT_LEAST = 490
ENDLESS = 99_999
LAST_LOOK = date(2026, 9, 1)
"""No source is younger."""

ADDRESS = re.compile(r"https?://[\w.-]+/\S+")
BLOB = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+/blob/([^/]+)/\S+")
NAME = re.compile(r"[^@|]+(?:@[a-z]{2,3}(?:-[A-Za-z0-9]+)*)?")


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with PEOPLE.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        assert reader.fieldnames == COLUMNS
        return tuple(reader)


def _where(row: dict[str, str]) -> str:
    return f"{row['id']} {row['label']}: {row['office']} of {row['body']}, {row['from']}"


def _days(row: dict[str, str]) -> tuple[date, date | None]:
    return date.fromisoformat(row["from"]), date.fromisoformat(row["to"]) if row["to"] else None


def test_there_are_rows_enough():
    assert len(_rows()) >= AT_LEAST
    assert len({row["id"] for row in _rows()}) >= PERSONS_AT_LEAST


def test_every_cell_is_well_formed():
    wrong = []
    for row in _rows():
        fine = (
            re.fullmatch(r"wd:Q[1-9][0-9]*", row["id"])
            and row["kind"] == "person"
            and all(row[column] == " ".join(row[column].split()) for column in COLUMNS)
            and all(row[column] for column in COLUMNS if column not in ("names", "to"))
            and not re.search(r"[,|@(]", row["label"])
            and all(NAME.fullmatch(name) for name in row["names"].split("|") if row["names"])
            and all(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", row[c]) for c in ("from", "to") if row[c])
        )
        wrong += [] if fine else [_where(row)]
    assert wrong == []


def test_every_country_is_one_that_kg_knows_by_this_name():
    unknown = {row["country"] for row in _rows() if (entry := lookup(row["country"])) is None or entry.actor is None}
    other = {country for country in {row["country"] for row in _rows()} - unknown if state(country).name != country}
    assert (unknown, other) == (set(), set())


def test_every_body_is_one_that_kg_knows():
    assert {row["body"] for row in _rows() if lookup(row["body"]) is None} == set()


def test_terms_begin_before_they_end_and_none_lies_ahead():
    wrong = []
    for row in _rows():
        start, end = _days(row)
        wrong += [] if start <= (end or LAST_LOOK) <= LAST_LOOK else [_where(row)]
    assert wrong == []


def test_no_row_stands_twice_and_terms_of_one_person_in_one_office_are_apart():
    terms = defaultdict(list)
    for row in _rows():
        terms[row["id"], row["office"], row["body"]].append(_days(row))
    wrong = []
    for key, days in terms.items():
        days.sort(key=lambda term: term[0])
        wrong += [key for one, two in pairwise(days) if one[1] is None or two[0] <= one[1]]
    assert wrong == []


def test_a_person_has_one_label_one_country_one_description():
    for column in ("label", "names", "country", "description"):
        cells = defaultdict(set)
        for row in _rows():
            cells[row["id"]].add(row[column])
        assert {key: found for key, found in cells.items() if len(found) > 1} == {}, column


def test_a_label_is_no_other_name_of_the_same_person():
    assert [_where(row) for row in _rows() if row["label"] in row["names"].split("|")] == []


def test_every_row_names_the_public_pages_in_which_it_was_seen():
    wrong = []
    for row in _rows():
        for source in row["source"].split(" "):
            blob = BLOB.fullmatch(source)
            stable = blob is None or re.fullmatch(r"[0-9a-f]{40}", blob[1])
            wrong += [] if ADDRESS.fullmatch(source) and stable else [(_where(row), source)]
    assert wrong == []


def _month(day: date | None) -> int:
    return day.year * 12 + day.month if day else 0


def _served() -> list[tuple[str, str, str, int, int]]:
    """Label, office, body and the months of each stay in office; what a caretaker interrupted for a month is one."""
    terms = defaultdict(list)
    for row in _rows():
        start, end = _days(row)
        terms[row["label"], row["office"], row["body"]].append((_month(start), _month(end) if end else ENDLESS))
    stays = []
    for key, months in terms.items():
        merged = [sorted(months)[0]]
        for start, end in sorted(months)[1:]:
            if start - merged[-1][1] <= 1:
                merged[-1] = merged[-1][0], end
            else:
                merged.append((start, end))
        stays += [(*key, start, end) for start, end in merged]
    return stays


def test_it_agrees_with_kgs_own_table_to_the_month():
    table: dict[tuple[str, str, str], list[Holder]] = defaultdict(list)
    for holder in holders():
        for name in {holder.name, *holder.others}:
            table[fold(name), office(holder.title), holder.country].append(holder)
    agree, differ = 0, []
    for label, title, body, start, end in _served():
        same = [
            abs(holder.since - start) <= 1 and (until == ENDLESS or abs(until - end) <= 1)
            for holder in table[fold(label), office(title), body]
            if holder.since - 1 <= end and start <= (until := holder.until or ENDLESS) + 1
        ]
        agree += any(same)
        differ += [(label, title, body)] if same and not any(same) else []
    assert differ == []
    assert agree >= AGREE_AT_LEAST
