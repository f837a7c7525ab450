"""The stored parses: what is put into a document is what was stored, and what is out of date is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from support_parses import FOLDER, StoredParses, blank, line_of, put, read_file, write_file

from kg.annotate import annotate
from kg.model import Report

FAMILIES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def report(text: str) -> Report:
    return Report("case.txt", text, hashlib.sha256(text.encode()).hexdigest())


def test_there_are_parses_and_each_file_has_its_tests() -> None:
    assert len(FAMILIES) >= 10
    assert [family for family in FAMILIES if not Path(__file__).with_name(f"test_{family}.py").is_file()] == []
    assert sum(len(read_file(family)) for family in FAMILIES) >= 2900


@pytest.mark.parametrize("family", FAMILIES)
def test_what_is_put_into_a_document_is_what_was_stored(family: str) -> None:
    for text, line in read_file(family).items():
        assert line_of(put(line, blank().make_doc(text))) == line


@pytest.mark.parametrize("family", FAMILIES)
def test_a_file_is_written_as_it_was(family: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parses = read_file(family)
    monkeypatch.setattr("support_parses.FOLDER", tmp_path)
    write_file(family, dict(reversed(parses.items())))
    assert (tmp_path / f"{family}.txt").read_bytes() == (FOLDER / f"{family}.txt").read_bytes()


PARSE = "1/nsubj/PROPN/NNP/Number=Sing/B-GPE/= 1/ROOT/VERB/VBD/Tense=Past|VerbForm=Fin/O/leave 1/punct/PUNCT/.//O/="


@pytest.fixture
def stored() -> StoredParses:
    made = StoredParses("statements")
    made.parses = {"Chile left.": PARSE}
    return made


def test_a_stored_parse_is_the_documents(stored: StoredParses) -> None:
    document = annotate(report("Chile left."), stored)  # type: ignore[arg-type]
    assert [(t.text, t.head.i, t.dep_, t.lemma_, t.ent_type_) for t in document.doc] == [
        ("Chile", 1, "nsubj", "Chile", "GPE"),
        ("left", 1, "ROOT", "leave", ""),
        (".", 1, "punct", ".", ""),
    ]
    assert [document.words(span) for span in document.sentences] == ["Chile left."]


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("Peru left.", PARSE, "no parse is stored of 'Peru left.'"),
        ("Chile left.", PARSE.rpartition(" ")[0], "3 tokens, and 2 when its parse was stored"),
        ("Chile left.", PARSE.replace("1/punct", "2/punct"), "sentences start elsewhere"),
        ("It met the Security Council.", "", "other names are known"),
    ],
)
def test_a_parse_that_is_missing_or_out_of_date_is_refused(
    text: str, line: str, fault: str, stored: StoredParses
) -> None:
    if text.startswith("It"):
        line = " ".join(f"{min(1, i)}/dep/X/XX//O/=" if i else "1/dep/X/XX//O/=" for i in range(6))
    stored.parses = {"Chile left.": line} if "Security" not in text else {text: line}
    with pytest.raises(pytest.fail.Exception, match=r"--update-parses tests/test_statements\.py") as caught:
        annotate(report(text), stored)  # type: ignore[arg-type]
    assert fault in str(caught.value)
