"""Options of the test runner, and the two lanes of tests that need a parse."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
import support_servers
from hypothesis import settings

if TYPE_CHECKING:
    from support_cli import Run
    from support_parses import Lanes


# The same examples in every run, so that a change is judged by what it changed; `just explore` looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", derandomize=False, print_blob=True, deadline=None)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="write what comes out into the case files")
    parser.addoption("--update-parses", action="store_true", help="write what the model gives into tests/parses")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "lanes: runs on stored parses, and once more (slow) on those that the model makes"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "lane" in getattr(item, "fixturenames", ()):
            item.add_marker("lanes")


LANES = pytest.StashKey["Lanes"]()


@pytest.fixture(scope="session")
def lanes(pytestconfig: pytest.Config) -> Lanes:
    """The models of both lanes."""
    from support_parses import Lanes

    update = pytestconfig.getoption("--update-cases") or pytestconfig.getoption("--update-parses")
    made = pytestconfig.stash[LANES] = Lanes(update=bool(update))
    return made


@pytest.fixture(params=["stored", pytest.param("model", marks=pytest.mark.slow)])
def lane(request: pytest.FixtureRequest, lanes: Lanes, monkeypatch: pytest.MonkeyPatch) -> str:
    """Has a test run on the parses stored for its module, and again on those that the language model makes."""
    model = lanes.model(request.param, request.path.stem.removeprefix("test_"))
    monkeypatch.setattr("kg.annotate.load_model", lambda *_: model)
    return str(request.param)


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the graphs of two query cases; nothing is written to it."""
    from support_cli import make_small_store

    place = str(tmp_path_factory.mktemp("cli") / "kg-store")
    make_small_store(place)
    return place


@pytest.fixture
def kg(small_store: str, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line in this process, on the small store unless it names another."""
    from support_cli import runner

    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("KG_STORE", small_store)
    return runner(capfdbinary)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    lanes = session.config.stash.get(LANES, None)
    if lanes is None or not lanes.update:
        return
    options = session.config.option
    chosen = options.keyword or options.markexpr not in ("", "lanes") or any("::" in a for a in session.config.args)
    lanes.write(whole=exitstatus == 0 and not chosen)


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Starts a server when it is first asked for."""
    with contextlib.ExitStack() as stack:
        started: dict[str, str] = {}

        def address(name: str) -> str:
            if name not in started:
                started[name] = stack.enter_context(getattr(support_servers, name)(tmp_path_factory.mktemp(name)))
            return started[name]

        yield address
