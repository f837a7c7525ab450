"""Makes ``data/authority/territories.csv`` from public tables; ``python tests/support_territories.py`` writes it.

Needs what kg itself does not: ``pip install rigour==2.6.1 babel==2.19.0``. Wikidata ids, codes and English names are
OpenSanctions' (rigour, MIT), names in other languages Unicode's (CLDR, in babel), a few more names kg's own.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kg.linking.naming import folded

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "data/authority/territories.csv"
LANGUAGES = (
    *("fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "cs", "sk", "hu", "ro", "bg", "el", "sr", "hr", "tr"),
    *("sv", "da", "nb", "fi", "et", "lv", "lt", "zh", "ja", "ko", "ar", "fa", "he", "hi", "id", "vi"),
)
# what kg's own table calls a state and rigour does not, or by another name: rigour's codes
CODES = {
    "Cape Verde": "cv",
    "Czech Republic": "cz",
    "Democratic Republic of the Congo": "cd",
    "East Timor": "tl",
    "Ivory Coast": "ci",
    "Nauru": "nr",
    "Myanmar": "mm",
    "Palestine": "ps",
    "Republic of the Congo": "cg",
    "Turkey": "tr",
    "Vatican City": "va",
    "Soviet Union": "suhh",
    "Czechoslovakia": "cshh",
    "Yugoslavia": "yucs",
    "East Germany": "dd",
    "Hong Kong": "hk",
    "Macau": "mo",
    "Scotland": "gb-sct",
    "Wales": "gb-wls",
    "Northern Ireland": "gb-nir",
    "England": "gb-eng",
    "Kurdistan Region": "iq-kr",
    "Puerto Rico": "pr",
    "New Caledonia": "nc",
    "Abkhazia": "ge-ab",
    "South Ossetia": "x-so",
    "Transnistria": "md-pmr",
    "Somaliland": "so-som",
    "Northern Cyprus": "cy-trnc",
    "Quebec": "ca-qc",
}
# rigour has the two kingdoms with all their islands; reports, and other tables, mean the countries in Europe, which it
# lists beside them
MEANT = {"dk": "Q35", "nl": "Q55"}
LEFT_OUT = {"Catalonia"}  # rigour does not know it
YEARS = {"suhh": ("1922", "1991"), "cshh": ("1918", "1992"), "yucs": ("1945", "1992"), "dd": ("1949", "1990")}
COLUMNS = ("id", "label", "names", "kind", "country", "from", "to", "description", "source")


def own_names() -> dict[str, tuple[str, ...]]:
    """The states of kg's table, each with its other names."""
    found = {}
    for line in (ROOT / "kg/lexicon/countries.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, aliases, *_ = line.split("\t")
            found[name] = tuple(filter(None, aliases.split("|")))
    return found


def territories() -> dict[str, dict[str, Any]]:
    """What rigour knows, by its code."""
    from rigour._core import territories_jsonl  # type: ignore[import-not-found,unused-ignore]

    return {row["code"]: row for row in map(json.loads, territories_jsonl().splitlines())}


def names_of(code: str, row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The names of a territory with their languages, the surest first."""
    from babel import Locale  # type: ignore[import-not-found,unused-ignore]

    yield row["name"], "en"
    if english := Locale("en").territories.get(code.upper()):
        yield english, "en"
    for name in row["names_strong"]:
        if not (name.isupper() and len(name) > 4) and "(" not in name and "&" not in name:
            yield name, ""
    for language in LANGUAGES:
        if translated := Locale(language).territories.get(code.upper()):
            yield translated, language
    if "alpha3" in row:
        yield row["alpha3"].upper(), ""


def _item(code: str, row: dict[str, Any]) -> str:
    """The Wikidata item of a territory."""
    meant = MEANT.get(code, row["qid"])
    if meant not in (row["qid"], *row.get("other_qids", ())):
        raise ValueError(f"{code}: rigour does not know {meant}")
    return str(meant)


def rows() -> list[dict[str, str]]:
    """The rows of the table, by label."""
    known, ours = territories(), own_names()
    by_name = {row["name"]: code for code, row in known.items() if row["is_country"]}
    labels = {CODES.get(name) or by_name[name]: name for name in ours if name not in LEFT_OUT}
    chosen = sorted(
        {code for code, row in known.items() if row["is_country"] and not row.get("is_historical")} | set(labels)
    )
    found, uses = {}, Counter[str]()
    for code in chosen:
        label = labels.get(code, known[code]["name"])
        names: dict[str, tuple[str, str]] = {folded(label): (label, "en")}
        for name, language in (*((alias, "en") for alias in ours.get(label, ())), *names_of(code, known[code])):
            if "|" not in name and "@" not in name and folded(name) and name != label:
                names.setdefault(name.casefold(), (name, language))
        found[code] = label, names
        uses.update({folded(name) for name, _ in names.values()})
    mains = {folded(label): code for code, (label, _) in found.items()}
    made = []
    for code, (label, names) in found.items():
        kept = [
            f"{name}@{language}" if language else name
            for name, language in list(names.values())[1:]
            if uses[folded(name)] == 1 or mains.get(folded(name)) == code
        ]
        row = known[code]
        codes = ", ".join([code.upper()] * (len(code) == 2 and code != "xk") + [row.get("alpha3", "").upper()])
        what = "former state" if row.get("is_historical") else "state" if row["is_country"] else "territory"
        where = row.get("subregion") or row.get("region") or ""
        made.append(
            {
                "id": f"wd:{_item(code, row)}",
                "label": label,
                "names": "|".join(kept),
                "kind": "state",
                "country": "",
                "from": YEARS.get(code, ("", ""))[0],
                "to": YEARS.get(code, ("", ""))[1],
                "description": what + (f" in {where}" if where else "") + (f"; ISO 3166-1 {codes}" * bool(codes)),
                "source": f"rigour {version('rigour')}, CLDR in babel {version('babel')}",
            }
        )
    return sorted(made, key=lambda one: one["label"])


def table() -> str:
    """The file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows())
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(TABLE.write_text(table(), "utf-8") <= 0)
