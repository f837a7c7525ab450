"""Which demand an answer is tied to, through the whole reading: tests/cases/response_links/cases.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from support_parses import cached_by_lane

from kg.model import Demand, Extraction, Response

CASES = tomllib.loads((Path(__file__).parent / "cases/response_links/cases.toml").read_text("utf-8"))["case"]


@cached_by_lane
def extractions() -> dict[str, Extraction]:
    from kg.annotate import annotate_all
    from kg.extract import read
    from kg.text.header import make_report

    texts = [case["text"] for case in CASES]
    documents = annotate_all([make_report(text, "utf-8", "case") for text in texts])
    return dict(zip(texts, map(read, documents), strict=True))


def shown(extraction: Extraction) -> list[str]:
    """ "who | stance | asker: deed" of each answer, "-" where it is tied to no demand."""
    demands = {s.key: s for s in extraction.situations if isinstance(s, Demand)}
    found = []
    for answer in (s for s in extraction.situations if isinstance(s, Response)):
        demand = demands.get(answer.to)
        to = f"{', '.join(a.name for a in demand.by)}: {demand.action}" if demand is not None else "-"
        found.append(f"{', '.join(a.name for a in answer.by)} | {answer.type.value} | {to}")
    return found


@pytest.mark.usefixtures("lane")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_the_demand_meant(case: dict[str, object]) -> None:
    assert shown(extractions()[str(case["text"])]) == case["gives"]
