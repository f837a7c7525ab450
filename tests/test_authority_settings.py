"""Files that say how a data set is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.authorities import open_authority
from kg.authority import Kind, Settings
from kg.errors import AuthorityFileError
from kg.linking import settings
from kg.linking.settings import settings_in


def test_what_a_file_says() -> None:
    assert settings.__doc__
    example = settings.__doc__.partition("::\n")[2].replace("\n    ", "\n")
    where, made = settings_in("x.toml", example)
    assert where == "reconcile+https://example.org/reconcile"
    assert made == Settings(
        ("de",),
        ("http://www.w3.org/2004/02/skos/core#prefLabel",),
        {Kind.PERSON: ("Q5",)},
        {"country": "P17"},
        {"kind": "P31"},
    )
    assert settings_in("x.toml", 'authority = "own"\n[types]\n"news medium" = ["Q1"]')[1].types == {
        Kind.MEDIUM: ("Q1",)
    }


BAD = {
    "no toml": ("authority = ", "is no TOML"),
    "nothing": ("", "must say which data set"),
    "a number": ("authority = 7", "must say which data set"),
    "round and round": ('authority = "x.toml"', "must say which data set"),
    "a slip": ('authority = "own"\nlanguage = ["de"]', "'language' is not known; there is authority, languages"),
    "no list": ('authority = "own"\nlanguages = "de"', "languages must be a list of texts"),
    "no language": ('authority = "own"\nlanguages = ["German)"]', "'German)' is no language"),
    "no table": ('authority = "own"\ntypes = ["Q5"]', "types must be a table"),
    "no kind": ('authority = "own"\n[types]\nhuman = ["Q5"]', "types.'human' is not known; there is person"),
    "no types": ('authority = "own"\n[types]\nperson = [5]', "types.person must be a list of texts"),
    "nothing to tell": ('authority = "own"\n[tells]\nage = "x"', "tells.'age' is not known; there is kind, country"),
    "no property": ('authority = "own"\n[properties]\ncountry = []', "properties.country must be"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_is_named(case: str, tmp_path: Path) -> None:
    text, message = BAD[case]
    path = tmp_path / "x.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(AuthorityFileError) as caught:
        open_authority(str(path))
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)


def test_files_that_cannot_be_read_and_one_that_can(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    for data in (None, b"\xff", b"#" * (1 << 20) + b"##"):
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(AuthorityFileError, match=r"cannot be read as text|this is no file of settings"):
            open_authority(str(path))
    path.write_text('authority = "territories"', "utf-8")
    assert open_authority(str(path)).name == "territories"
