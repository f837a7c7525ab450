"""SSSOM tables: what is written is read back as it was, and SSSOM's own tool finds nothing wrong with it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_links import BASE, link
from test_links import links

from kg.errors import KgError, UsageError
from kg.linking import sssom
from kg.linking.links import Decision, Link

SSSOM = os.environ.get("KG_SSSOM") or shutil.which("sssom")


def lines(*found: Link) -> list[bytes]:
    heading, known = sssom.head(BASE, sssom.spaces(found))
    return f"{heading}{''.join(sssom.written(one, BASE, known) for one in found)}".encode().splitlines(keepends=True)


def tidied(one: Link) -> Link:
    """The link with its texts as a cell can hold them."""
    from dataclasses import replace

    names = ("subject_label", "target_label", "description", "source_version")
    return replace(one, **{name: sssom._CONTROL.sub(" ", getattr(one, name)).strip() for name in names})


@given(st.lists(links(), max_size=4))
def test_a_table_comes_back_as_it_was(found: list[Link]) -> None:
    read = [row.link for row in sssom.read("t", lines(*found), BASE)]
    assert read == [tidied(one) for one in found]


@given(st.lists(st.binary(max_size=40), max_size=6))
def test_any_bytes_are_read_or_refused(data: list[bytes]) -> None:
    for head in ([], [b"subject_id\tpredicate_id\tobject_id\n"]):
        with contextlib.suppress(KgError):
            list(sssom.read("t", [*head, *data], BASE))


def test_a_rejected_link_has_the_modifier_not_and_iris_get_prefixes() -> None:
    far = link(target="https://data.example.org/bodies/9/", decision=Decision.REJECTED, author="https://orcid.org/1")
    text = b"".join(lines(far)).decode()
    assert "#  ns1: https://data.example.org/bodies/\n" in text
    assert "#  ns2: https://orcid.org/\n" in text
    assert "\tNot\tns1:9/\t" in text
    assert "\tns2:1\t" in text


def test_a_row_without_a_decision_is_accepted() -> None:
    head, row = b"subject_id\tpredicate_id\tobject_id\tpredicate_modifier\n", b"actor:x\tskos:exactMatch\twd:Q1\t%s\n"
    for cell, decision in ((b"", Decision.ACCEPTED), (b"Not", Decision.REJECTED)):
        (found,) = sssom.read("t", [head, row % cell], BASE)
        assert (found.link.decision, found.line) == (decision, 2)
        assert found.link.justification.endswith("ManualMappingCuration")


def test_a_row_that_says_both_is_refused() -> None:
    head = b"subject_id\tpredicate_id\tobject_id\tpredicate_modifier\tdecision\n"
    with pytest.raises(UsageError, match="contradict"):
        list(sssom.read("t", [head, b"actor:x\tskos:exactMatch\twd:Q1\tNot\taccepted\n"], BASE))


@pytest.mark.skipif(SSSOM is None, reason="no sssom (pip install sssom==0.4.21, or its path in KG_SSSOM)")
@pytest.mark.slow
def test_the_tool_of_sssom_finds_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "links.sssom.tsv"
    found = (
        link(
            subject_label='Japan, "the"',
            target_label="Japan",
            description="island\tcountry\nin Asia",
            source_version="1",
        ),
        link(target="https://sws.geonames.org/1861060/", decision=Decision.REJECTED, author="Ann Moor"),
        link(
            target="https://data.example.org/x#9",
            decision=Decision.UNSURE,
            author="https://orcid.org/0000-0002-1825-0097",
        ),
    )
    path.write_bytes(b"".join(lines(*found)))
    done = subprocess.run([SSSOM, "validate", str(path)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "rror" not in done.stderr
    path.write_bytes(path.read_bytes().replace(b"semapv:", b"nonsense:", 1).replace(b"\t0.97\t", b"\t7\t"))
    assert subprocess.run([SSSOM, "validate", str(path)], capture_output=True, timeout=120).returncode != 0, "it looks"
