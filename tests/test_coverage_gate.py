"""The gate finds what is tested too little, and says nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from coverage_gate import EDGES, main

KG = Path(__file__).parents[1] / "kg"


def measured(tmp_path: Path, **modules: tuple[int, int]) -> str:
    files = {
        f"kg/{name.replace('__', '/')}.py": {"summary": {"covered_branches": taken, "num_branches": number}}
        for name, (taken, number) in modules.items()
    }
    path = tmp_path / "coverage.json"
    path.write_text(json.dumps({"files": files}), "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        ({"layout": (95, 100), "model": (0, 0)}, ""),
        ({"layout": (89, 100)}, "89.0 % of the core's branches are tested, less than 90 %\n"),
        (
            {"layout": (99, 100), "rules__roles": (5, 10)},
            "50.0 % of the branches of rules/roles.py are tested, of 10\n",
        ),
        ({"layout": (95, 100), "cli": (0, 100), "formats__csv": (0, 9)}, ""),
        ({"cli": (9, 9)}, "no module of the core was measured\n"),
    ],
)
def test_what_is_tested_too_little(
    modules: dict[str, tuple[int, int]], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([measured(tmp_path, **modules)]) == bool(said)
    assert capsys.readouterr() == ("", said)


def test_the_figures_on_demand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--show", measured(tmp_path, layout=(95, 100), dates=(10, 10))]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == " 95.5 % of the core's 110 branches"


def test_every_edge_is_there() -> None:
    assert [edge for edge in EDGES if not (KG / edge).is_dir() and not (KG / f"{edge}.py").is_file()] == []
