"""The loader of word lists: what it gives, and every way in which it refuses."""

from __future__ import annotations

import pytest

from kg.lexicon.rows import LexiconError, parse_rows

HEAD = """
[schema]
frames = ["np-to", "that"]
[schema.attributes]
force = ["urging", "ordering"]
rule = "bool"
gloss = "str"
blocks = "list"
"""
CLASS = HEAD + '[[class]]\nname = "urge"\npos = "verb"\nforce = "urging"\n'
GOOD = '{ lemma = "urge", frame = "np-to", matches = "A urged B to go.", misses = "The urge to go." }'


def test_a_class_lends_its_columns_to_its_rows():
    rows = parse_rows(
        CLASS + f"rows = [ {GOOD}, {GOOD.replace('np-to', 'that').replace('}', ', rule = true }')} ]", "x.toml"
    )
    assert [(r.lemma, r.pos, r.cls, r.frame, r.text("force"), r.flag("rule")) for r in rows] == [
        ("urge", "verb", "urge", "np-to", "urging", False),
        ("urge", "verb", "urge", "that", "urging", True),
    ]
    assert rows[0].words("blocks") == ()
    assert rows[0].text("gloss", "none") == "none"


def test_a_row_overrides_its_class():
    row = GOOD.replace("}", ', force = "ordering" }')
    (row,) = parse_rows(CLASS + f"rows = [ {row} ]", "x.toml")
    assert row.text("force") == "ordering"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('lemma = "urge", ', ""), "lemma is missing"),
        (('matches = "A urged B to go."', 'matches = ""'), "matches is missing"),
        (('"np-to"', '"np-from"'), "frame 'np-from' is not in the schema"),
        ((" }", ', force = "asking" }'), "force is 'asking', not one of urging, ordering"),
        ((" }", ', rule = "yes" }'), "rule is 'yes'"),
        ((" }", ", blocks = [1] }"), "blocks is"),
        ((" }", ", colour = true }"), "colour is no column"),
        ((" }", ', pos = "particle" }'), "pos is 'particle'"),
        (('"The urge to go."', '"A urged B to go."'), "the same sentence"),
    ],
)
def test_a_fault_is_named_with_its_file_and_row(change, message):
    with pytest.raises(LexiconError, match=r"x\.toml: class urge, row 1") as caught:
        parse_rows(CLASS + f"rows = [ {GOOD.replace(*change)} ]", "x.toml")
    assert message in str(caught.value)


def test_a_row_given_twice_is_refused():
    with pytest.raises(LexiconError, match=r"row 2 \(urge\): urge verb np-to stands already at"):
        parse_rows(CLASS + f"rows = [ {GOOD}, {GOOD} ]", "x.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[schema", "x.toml:"),
        ("a = 1", "frames is missing"),
        ('[schema]\nframes = ["x"]\nattributes = 1', "is no table"),
        (HEAD + "[class]\nname = 'x'", r"\[\[class\]\]"),
        (HEAD + "[[class]]\npos = 'verb'", "class 1 has no name"),
    ],
)
def test_a_file_that_is_no_list_is_refused(text, message):
    with pytest.raises(LexiconError, match=message):
        parse_rows(text, "x.toml")
