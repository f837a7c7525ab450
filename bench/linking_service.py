"""The list of ``bench/linking.py`` again, through a reconciliation service: csv-reconcile, on this machine.

    python bench/linking_service.py

The service holds each name of the authorities that come with kg, with kind and country, which kg asks it for by the
data extension part of the API. It has no notion of other names, so each name is a row of its own, and the number behind
its id is taken off again here. Printed are precision and recall by group, and what the whole list takes, the second
time out of what was kept of the answers.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from linking import Row, measured, rows, told

from kg.authorities import open_authority
from kg.authority import Authority, Candidate, Settings
from kg.linking.deciding import Source, Thresholds, judge
from kg.linking.rows import rows as rows_of

DATA = Path(__file__).parents[1] / "data" / "authority"
TELLS = {"kind": "kind0", "country": "country0"}


def names() -> Iterator[tuple[str, str, str, str]]:
    """A row of the service for each name of each thing."""
    seen = set()
    for path in sorted(DATA.glob("*.csv")):
        with path.open("rb") as stream:
            for one in (row.candidate for row in rows_of(path.name, stream)):
                every = dict.fromkeys((one.label, *(name.text for name in one.names)))
                for number, name in enumerate(every):
                    id_ = f"{one.target}#{number}"
                    if id_ not in seen:
                        seen.add(id_)
                        yield id_, name, str(one.kind or ""), one.country or "-"


def candidates(authority: Authority, every: list[Row]) -> Iterator[tuple[Candidate, ...]]:
    """What the service has for each row, each thing once, under the name that is likest."""
    for found in authority.candidates(row.mention for row in every):
        best: dict[str, Candidate] = {}
        for one in found:
            target = one.target.partition("#")[0]
            best.setdefault(target, replace(one, target=target))
        yield tuple(best.values())


def main() -> int:
    """0 if precision and recall are as they should be."""
    sys.path.append(str(DATA.parents[1] / "tests"))
    from support_servers import csv_reconcile

    every = list(rows())
    with tempfile.TemporaryDirectory() as folder, csv_reconcile(Path(folder), names(), tuple(TELLS)) as url:
        environ = {"KG_CACHE": folder, "NETRC": str(Path(folder) / "none")}
        for turn in ("asked", "again"):
            start = time.perf_counter()
            authority = open_authority(f"reconcile+{url}", settings=Settings(tells=TELLS), environ=environ)
            found = list(candidates(authority, every))
            print(f"{len(every)} mentions {turn}: {time.perf_counter() - start:.1f} s")
    source = Source(authority.name, authority.version)
    judged = [judge(row.mention, [(one, source) for one in few]) for row, few in zip(every, found, strict=True)]
    for group in (*dict.fromkeys(row.group for row in every), ""):
        some = [i for i, row in enumerate(every) if group in ("", row.group)]
        counts = measured([every[i] for i in some], [judged[i] for i in some], Thresholds())
        print(told(group or "all", counts))
    right, accepted, there, _ = counts
    return 0 if right >= 0.98 * accepted and right >= 0.85 * there else 1


if __name__ == "__main__":
    sys.exit(main())
