"""Prints how many reports a second ``kg validate`` checks, and how much longer pySHACL takes for the same shapes.

Run ``python bench/validate.py [--copies 5] [--reports 0]``. The sample reports are loaded, each in so many copies; both
engines get the same reports in turn, in one run. With ``--reports 10000`` a store of that many is made and gone through
by kg alone, and the memory is printed after each tenth of the way: it should not grow.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from kg.findings import Severity
from kg.iris import report_iri
from kg.pipeline import extractions, load_vocabulary, quads_of
from kg.reports import read_report
from kg.stores import open_store
from kg.storing import Store
from kg.supertypes import inferred
from kg.validating import _stored, validate

ROOT = Path(__file__).resolve().parents[1]


def fill(store: Store, number: int) -> None:
    """Put so many reports in: the samples, again and again under digests of their own."""
    reports = [report for path in sorted((ROOT / "data" / "reports").iterdir()) for report in read_report(path)]
    found = [extraction for _, extraction, _ in extractions(reports) if extraction is not None]
    load_vocabulary(store)
    for i in range(number):
        extraction = found[i % len(found)]
        digest = hashlib.sha256(f"{i} {extraction.report.digest}".encode()).hexdigest()
        one = replace(extraction, report=replace(extraction.report, digest=digest, name=f"{i:06}.txt"))
        quads, shared = quads_of(one, store.base)
        store.replace_report(report_iri(store.base, digest), quads, (*shared, *inferred(quads)), ())
        store.keep_text(digest, one.report.text)


def pyshacl_seconds(store: Store) -> tuple[float, int]:
    """Seconds that pySHACL takes for all reports, and how many violations it finds."""
    import pyoxigraph
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(ROOT / "ontology" / "shapes.ttl")
    start, violations = time.perf_counter(), 0
    for report in store.reports():
        stored = _stored(store, report)
        triples = {q.triple for q in (*stored.own, *stored.shared)}
        lines = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
        _, found, _ = pyshacl.validate(rdflib.Graph().parse(data=lines, format="nt"), shacl_graph=shapes)
        violations += len(list(found.subjects(rdflib.SH.resultSeverity, rdflib.SH.Violation)))  # type: ignore[union-attr]
    return time.perf_counter() - start, violations


def kg_seconds(store: Store) -> tuple[float, int]:
    """Seconds that kg takes for all reports, and how many violations it finds."""
    start, violations, reports = time.perf_counter(), 0, tuple(store.reports())
    tenth = max(1, len(reports) // 10)
    for i, (_, findings) in enumerate(validate(store, reports), 1):
        violations += sum(f.severity == Severity.VIOLATION for f in findings)
        if len(reports) >= 1000 and i % tenth == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"  {i:>7} reports  {time.perf_counter() - start:7.1f} s  peak {peak} MB", flush=True)
    return time.perf_counter() - start, violations


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--copies", type=int, default=5)
    parser.add_argument("--reports", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"{folder}/store", write=True)
        number = options.reports or 19 * options.copies
        fill(store, number)
        seconds, violations = kg_seconds(store)
        print(f"kg validate  {number / seconds:7.1f} reports a second  {violations} violations")
        if not options.reports:
            slow, same = pyshacl_seconds(store)
            print(f"pySHACL      {number / slow:7.1f} reports a second  {same} violations")
            print(f"ratio        {slow / seconds:7.1f} x the time of kg validate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
