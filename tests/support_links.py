"""Links and mentions for tests; light to import."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from kg import vocabulary as v
from kg.iris import DEFAULT_BASE
from kg.linking.links import Link

BASE = DEFAULT_BASE
QS = "http://www.wikidata.org/entity/Q"
JAPAN = f"{BASE}actor/japan-1"


def link(**more: Any) -> Link:
    """A link of Japan to Wikidata, with what is told otherwise."""
    told = {
        "subject": JAPAN,
        "predicate": v.EXACT_MATCH,
        "target": f"{QS}17",
        "confidence": Decimal("0.97"),
        "source": "territories",
        **more,
    }
    return Link(**told)


def member(told: str, name: str) -> str:
    """What ``kg info`` says of one thing."""
    found = re.search(rf"^{re.escape(name)}\s+(.*)$", told, re.MULTILINE)
    assert found, told
    return found[1]
