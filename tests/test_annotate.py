"""Documents: tokens tied to the report, sentence starts and names kept by the model, the pinned digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import annotate as edge
from kg.document import Document
from kg.errors import ModelError
from kg.model import Report
from kg.text.cleaned import BlockKind
from kg.text.header import make_report

FOLDER = Path(__file__).parent / "cases/text/layout"
SHARED = Path(__file__).parents[1].parent / "shared" / "reports"


def report(text: str) -> Report:
    return make_report(text, "utf-8", "x.txt")


def check(document: Document) -> None:
    """What must hold of any document."""
    doc, text = document.doc, document.report.text
    assert len(doc) == len(document.starts) == len(document.ends) == len(document.block_of)
    assert list(document.starts) == sorted(document.starts)
    assert list(document.ends) == sorted(document.ends)
    for number, quotation in enumerate(document.layout.quotations):
        inside = [i for i, start in enumerate(document.starts) if quotation.start <= start < quotation.end]
        assert quotation.scare or all(document.in_quotation[i] == number for i in inside)
        within = [i for i in inside if document.ends[i] <= quotation.end]
        assert document.token_span(quotation.start, quotation.end) == ((within[0], within[-1] + 1) if within else None)
    for token, start, end in zip(doc, document.starts, document.ends, strict=True):
        block = document.block(token.i)
        assert block.start <= start < end <= block.end
        assert not token.is_space
        passage = document.passage(token.i, token.i + 1)
        assert text[passage.start : passage.end] == passage.words
    covered = [i for a, b in document.sentences for i in range(a, b)]
    assert covered == list(range(len(doc)))
    for first, last in document.sentences:
        assert document.block_of[first] == document.block_of[last - 1], "no sentence runs over a block"


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_invariants(path: Path) -> None:
    check(edge.annotate(report(path.read_text(encoding="utf-8").split("---- blocks\n")[0])))


@pytest.mark.slow
def test_invariants_of_the_seed() -> None:
    seed = SHARED / "seed.txt"
    if not seed.exists():
        pytest.skip("the shared reports lie beside the checkout, and are not there")
    document = edge.annotate(report(seed.read_text(encoding="utf-8")))
    check(document)
    assert "to *5% of GDP*" in document.report.text
    assert not any("*" in token.text for token in document.doc)


@pytest.mark.slow
def test_sentence_starts_are_ours() -> None:
    document = edge.annotate(report('"Never!" Halvorsen told the U.S. envoy. No. 12 of the list is his. He left.'))
    assert [document.words(span) for span in document.sentences] == [
        '"Never!" Halvorsen told the U.S. envoy.',
        "No. 12 of the list is his.",
        "He left.",
    ]


@pytest.mark.slow
def test_a_heading_is_no_part_of_the_next_sentence() -> None:
    document = edge.annotate(report("Japan Asks Norway\nThe ministers met on Monday."))
    assert [document.kind(first) for first, _ in document.sentences] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


@pytest.mark.slow
def test_known_names_are_marked() -> None:
    document = edge.annotate(report("A deal was near, Nikkei reported, as Jim Jordan wrote in the Financial Times."))
    entities = {entity.text: entity.label_ for entity in document.doc.ents}
    assert entities["Nikkei"] == "ORG"
    assert entities["the Financial Times"] == "ORG"
    assert "Jordan" not in entities, "a surname is no country"


@pytest.mark.slow
def test_hidden_words_are_not_parsed() -> None:
    text = "Envoy to the North Ana Paz left."
    document = edge.annotate(report(text), hide=lambda clean: [(6, clean.index("Ana"))])
    assert [token.text for token in document.doc] == ["Envoy", "Ana", "Paz", "left", "."]
    check(document)


@pytest.mark.slow
def test_streams_in_order_and_batches_do_not_matter() -> None:
    texts = ["Norway left. Chile stayed.", "***\n", "Japan asked Chile to pay.\n\n- One.\n- Two.", "(5/4)", "***\n"]
    reports = [Report(str(n), text, hashlib.sha256(text.encode()).hexdigest()) for n, text in enumerate(texts)]
    small = list(edge.annotate_all(iter(reports), batch=1))
    big = list(edge.annotate_all(iter(reports)))
    assert [document.report.name for document in small] == ["0", "1", "2", "3", "4"]
    assert [d.doc.to_json() for d in small] == [d.doc.to_json() for d in big]
    assert [len(d.doc) for d in small][1::3] == [0, 0]


@pytest.mark.slow
def test_one_report_at_a_time() -> None:
    taken: list[str] = []

    def stream() -> Iterator[Report]:
        for number in range(300):
            taken.append(str(number))
            yield report(f"Norway asked Chile to pay {number} crowns.")

    next(edge.annotate_all(stream()))
    assert len(taken) < 300, "documents come before the last report is read"


def test_an_unknown_model_is_refused() -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        edge.load_model("no_such_model")


def test_other_files_than_the_pinned_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge, "PINNED_DIGEST", "0" * 64)
    edge._load.cache_clear()
    with pytest.raises(ModelError, match="reinstall it with"):
        edge.load_model(edge.DEFAULT_MODEL)


def test_the_digest_minds_names_and_contents_and_no_compiled_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    first = edge.model_digest(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/a.pyc").write_text("y")
    assert edge.model_digest(tmp_path) == first
    (tmp_path / "a").rename(tmp_path / "b")
    second = edge.model_digest(tmp_path)
    (tmp_path / "b").write_text("z")
    assert len({first, second, edge.model_digest(tmp_path)}) == 3
