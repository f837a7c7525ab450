"""The import rules, the sizes and the map: what ARCHITECTURE.md says of the tree is so."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
KG = ROOT / "kg"
EDGES = (
    *("annotate", "authorities", "checking", "compacting", "hosts", "reports", "shacl", "sources", "stores", "formats"),
)
TOOLS = ("caching", "http", "incoming", "packed", "rdflibs", "relaying", "resources")
JOINS = (
    *("pipeline", "importing", "exporting", "validating", "asking", "answering", "api", "linker", "reviewing"),
    *("console", "options", "commands", "app", "cli"),
)
PLUGINS = ("authorities", "sources", "stores", "formats", "commands", "rules")
FORBIDDEN_IN_CORE = {
    "spacy", "rdflib", "pyshacl", "typer", "os", "time", "random", "secrets", "subprocess", "socket", "urllib", "http",
    "tempfile", "shutil", "pyoxigraph",
}  # fmt: skip
# quads, with terms and registry below it, makes pyoxigraph terms, which count as values.
VALUES = (
    "quads",
    "terms",
    "registry",
    "supertypes",
    "findings",
    "describing",
    "views",
    "sharing",
    "updates",
    "linking",
)
MAY = {
    *((step, "pyoxigraph") for step in VALUES),
    ("addresses", "urllib"),
    ("linking", "urllib"),
}  # of urllib only urllib.parse


def modules() -> list[Path]:
    return sorted(KG.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def imports(path: Path, *, top_only: bool = False) -> set[str]:
    """Modules imported at run time; with ``top_only`` only those that importing the module brings along."""
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if is_type_checking(child):
                continue
            if top_only and isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue
            if isinstance(child, ast.Import):
                found.update(alias.name for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, f"relative import in {path}"
                module = child.module or ""
                found.add(module)
                found.update(f"{module}.{a.name}" for a in child.names if (ROOT / module.replace(".", "/")).is_dir())
            visit(child)

    visit(ast.parse(path.read_text(encoding="utf-8")))
    return found


def part(name: str) -> str:
    """The step that a module belongs to: ``kg.rules.roles`` is in ``rules``."""
    return name.split(".")[1] if "." in name else "kg"


CORE = [p for p in modules() if part(name_of(p)) not in (*EDGES, *TOOLS, *JOINS)]


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_the_core_knows_no_world_and_no_edge(path: Path) -> None:
    step = part(name_of(path))
    used = imports(path)
    outside = {name.split(".")[0] for name in used} & FORBIDDEN_IN_CORE
    assert not {m for m in outside if (step, m) not in MAY}
    assert not {name for name in used if name.startswith("kg.") and part(name) in (*EDGES, *TOOLS, *JOINS)}


@pytest.mark.parametrize("path", [p for p in modules() if part(name_of(p)) in EDGES], ids=name_of)
def test_edges_do_not_import_each_other(path: Path) -> None:
    step = part(name_of(path))
    for name in imports(path):
        if name.startswith("kg."):
            assert part(name) not in JOINS
            assert part(name) not in EDGES or part(name) == step


@pytest.mark.parametrize("path", [p for p in modules() if part(name_of(p)) in TOOLS], ids=name_of)
def test_tools_import_no_edge(path: Path) -> None:
    assert not {name for name in imports(path) if name.startswith("kg.") and part(name) in (*EDGES, *JOINS)}


@pytest.mark.parametrize("path", [p for p in modules() if part(name_of(p)) in PLUGINS], ids=name_of)
def test_plug_ins_of_one_folder_do_not_import_each_other(path: Path) -> None:
    folder = f"kg.{part(name_of(path))}."
    assert not {name for name in imports(path) if name.startswith(folder)}


STORES = {
    "kg.stores", "kg.storing", "kg.pipeline", "kg.importing", "kg.exporting", "kg.validating", "kg.completing",
    "kg.describing", "kg.shacl", "kg.updates", "kg.sharing", "kg.rdflibs", "pyoxigraph.Store",
}  # fmt: skip
"""What works on a store; the command line goes by way of kg.api."""


@pytest.mark.parametrize(
    "path",
    [p for p in modules() if part(name_of(p)) in ("commands", "answering", "options", "app", "cli")],
    ids=name_of,
)
def test_the_command_line_works_on_a_store_by_the_python_interface_alone(path: Path) -> None:
    assert not imports(path) & STORES


def test_no_import_goes_round_in_a_circle() -> None:
    graph = {name_of(p): {n for n in imports(p, top_only=True) if n.startswith("kg")} for p in modules()}
    graph = {name: {n for n in used if n in graph and n != name} for name, used in graph.items()}
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name in done:
            return
        for used in sorted(graph[name]):
            if used not in ("kg", *(f"kg.{f}" for f in PLUGINS)):
                walk(used, (*trail, name))
        done.add(name)

    for name in sorted(graph):
        walk(name, ())


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_modules_stay_one_thing(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 450
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{name_of(path)}.{node.name}"


def the_map() -> list[tuple[str, str]]:
    """The steps with their kinds (core, edge, ...), in the order of the page."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    return re.findall(r"^  kg/([a-z_]+(?:\.py|/)) .*?(\w*)$", page, re.MULTILINE)


def test_the_map_names_every_step_and_no_other() -> None:
    named = [name for name, _ in the_map()]
    steps = {p.name for p in KG.glob("*.py")} | {f"{p.name}/" for p in KG.iterdir() if (p / "__init__.py").exists()}
    assert len(named) == len(set(named))
    assert set(named) == steps


def test_the_map_says_what_is_an_edge() -> None:
    kinds = {name.removesuffix(".py").rstrip("/"): kind for name, kind in the_map()}
    assert {name for name, kind in kinds.items() if kind == "edge"} == set(EDGES)
    assert {name for name, kind in kinds.items() if kind == "tool"} == set(TOOLS)
    assert {name for name, kind in kinds.items() if kind in ("joins", "CLI")} == set(JOINS)


BY_NAME = {("demands", "rules"), ("responses", "rules")}  # all demands of a report: what several families found


def test_a_part_uses_only_those_above_it_on_the_map() -> None:
    order = [name.removesuffix(".py").rstrip("/") for name, _ in the_map()]
    for path in modules():
        user = part(name_of(path))
        for name in imports(path, top_only=True):
            used = part(name)
            if name.startswith("kg.") and used != user and user != "kg" and (user, used) not in BY_NAME:
                assert order.index(used) < order.index(user), f"{name_of(path)} uses {name}"


def test_the_map_fits_on_a_page() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 118


def test_the_public_names_are_all_there_and_sorted() -> None:
    import kg

    assert kg.__all__ == sorted(kg.__all__)
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    with pytest.raises(AttributeError, match="nothing_like_it"):
        kg.nothing_like_it  # noqa: B018
