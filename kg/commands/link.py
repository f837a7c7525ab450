"""Link actors and places to other data sets: propose links, review them, exchange them as tables.

  kg link                                    propose, by the data sets that come with kg
  kg link --with mine.csv --with graph:https://example.org/ministries
  kg link --dry-run                          show what would be proposed
  kg link review                             decide, one after the other
  kg link export -o links.sssom.tsv          all links as a SSSOM table
  kg link import links.sssom.tsv             what was edited in it comes back
  kg link dedupe                             propose actors that may be one

A link above one score is accepted, below another it is not proposed; the rest waits for review. What a person decided
stays: a link that was rejected is never proposed again.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kg import api
from kg.console import Progress, say
from kg.console import output as written
from kg.errors import UsageError
from kg.options import By, Output, Quiet, Store

if TYPE_CHECKING:
    from kg.authority import Kind
    from kg.linker import Linker, Passed
    from kg.linking.links import Link

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_Accept = Annotated[float, typer.Option("--accept", min=0, max=1.01, metavar="N", help="accept links of this score")]
_Review = Annotated[float, typer.Option("--review", min=0, max=1.01, metavar="N", help="propose links of this score")]
_Dry = Annotated[bool, typer.Option("--dry-run", help="change nothing, and show what would change")]
ACCEPT, REVIEW = 0.95, 0.3
NEVER = 1.01


_Authorities = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="AUTHORITY",
        help="territories, own, a .csv or .tsv file, graph:IRI, sparql+https://..., reconcile+https://..., or a .toml "
        "file with settings for one (default: territories and own, which come with kg)",
    ),
]
_Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="KIND", help="only these: person, state, government, organization, ..."),
]
_SameAs = Annotated[
    bool | None,
    typer.Option("--same-as/--no-same-as", help="state accepted exact matches as owl:sameAs, too", show_default=False),
]


@app.callback(invoke_without_command=True)
def propose(
    context: typer.Context,
    authorities: _Authorities = None,
    kinds: _Kinds = None,
    accept: _Accept = ACCEPT,
    review: _Review = REVIEW,
    same_as: _SameAs = None,
    dry: _Dry = False,
    store: Store = "",
    quiet: Quiet = False,
) -> int:
    """Ask the authorities, and keep what follows."""
    if context.invoked_subcommand is not None:
        _no_options(context)
        return 0
    from kg.authorities import DEFAULT
    from kg.linking.deciding import Thresholds

    limits = _limits(accept, review)
    wanted = tuple(_kind(name) for name in kinds) if kinds else None
    with api.open(store, write=not dry, make=False) as graphs, _bar(quiet=quiet or dry) as passed:
        linker = graphs.linker()
        summary = linker.propose(
            tuple(dict.fromkeys(authorities or DEFAULT)),
            Thresholds(*limits),
            kinds=wanted,
            write=not dry,
            told=_shown if dry and not quiet else None,
            passed=passed,
        )
        if same_as is not None and not dry:
            linker.same_as(same_as)
    if not quiet:
        say(summary.line())
        if summary.proposed:
            say("'kg link review' asks for each what to do with it")
    return 0


@contextlib.contextmanager
def _bar(*, quiet: bool) -> Iterator[Passed]:
    """What draws how far a run has come; the bar is gone at the end."""
    progress = Progress(shown=not quiet)
    try:
        yield lambda done, total: progress.reach(done, total, "actors and places")
    finally:
        progress.clear()


def _no_options(context: typer.Context) -> None:
    """Options of ``kg link`` itself do not reach its commands; to lose one would be worse than to refuse it."""
    for name in context.params:
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            raise UsageError(f"give the options of 'kg link {context.invoked_subcommand}' behind it")


def _limits(accept: float, review: float) -> tuple[float, float]:
    if review > accept:
        raise UsageError(f"--review {review:g} is above --accept {accept:g}; nothing would be left for review")
    return accept, review


def _kind(name: str) -> Kind:
    from kg.authority import Kind

    try:
        return Kind(name)
    except ValueError as error:
        raise UsageError(f"--kind must be one of {', '.join(Kind)}; not {name!r}") from error


def _shown(link: Link) -> None:
    """A link on a line."""
    name, target = link.subject_label, link.target_label
    score = f"{link.confidence:.3f}" if link.confidence is not None else "-"
    sys.stdout.write(f"{link.decision:<9} {score}  {name} = {target} <{link.target}>\n")


@app.command("review")
def review_links(
    only: Annotated[
        list[str] | None,
        typer.Option("--actor", metavar="NAME|CURIE|IRI", help="only this actor; several may be given"),
    ] = None,
    unsure: Annotated[bool, typer.Option("--unsure", help="those on which somebody was unsure, too")] = False,
    by: By = "",
    store: Store = "",
) -> int:
    """Decide on proposed links.

    One actor comes after the other, with the words it is from and its candidates; every decision is saved at once.

    kg link review
    kg link review --actor Japan --unsure --by "Ann Moor"
    """
    from kg.reviewing import review

    with api.open(store, write=True, make=False) as graphs:
        iris = [iri for name in only or () for iri in _meant(graphs, name)]
        review(graphs.linker(), by, iris, unsure=unsure)
    return 0


def _meant(graphs: api.Graphs, name: str) -> list[str]:
    found = graphs.meant(name)
    if not found:
        raise UsageError(f"nothing in the store is called {name!r}; 'kg query unlinked-actors' lists actors")
    return found


@app.command("decide")
def decide_link(
    link: Annotated[str, typer.Argument(metavar="LINK", help="the IRI of a link, as 'kg query links' lists them")],
    decision: Annotated[str, typer.Argument(metavar="accepted|rejected|unsure|open", help="what is decided")],
    by: By = "",
    store: Store = "",
    quiet: Quiet = False,
) -> int:
    """Decide on one link, or open it again.

    kg link decide https://w3id.org/dmd/link/06318f8af4ab81aa rejected
    """
    from datetime import date

    from kg.linking.links import Decision

    if decision not in ("accepted", "rejected", "unsure", "open"):
        raise UsageError(f"the decision must be accepted, rejected, unsure or open; not {decision!r}")
    with api.open(store, write=True, make=False) as graphs:
        linker: Linker = graphs.linker()
        found = linker.named(link)
        if decision == "open":
            linker.reopen([found])
        else:
            linker.decide([found], Decision(decision), by, date.today())
    if not quiet:
        say(f"{decision}: {found.subject_label} = {found.target_label or found.target}")
    return 0


@app.command("export")
def export_links(
    output: Output = None,
    licence: Annotated[
        str, typer.Option("--licence", metavar="IRI", show_default=False, help="the licence that the table names")
    ] = "",
    store: Store = "",
) -> int:
    """Write all links as a SSSOM table (TSV).

    kg link export -o links.sssom.tsv
    """
    graphs = api.open(store)
    with written(output) as stream:
        for line in graphs.linker().table(licence):
            stream.write(line.encode("utf-8", "replace"))
    return 0


@app.command("import")
def import_links(
    file: Annotated[str, typer.Argument(metavar="FILE", help="a SSSOM table (TSV), or - for standard input")],
    by: By = "",
    store: Store = "",
    quiet: Quiet = False,
) -> int:
    """Take in a SSSOM table that people edited.

    All of it is taken, or nothing if a row is wrong.

    A row is accepted unless its column 'decision' says otherwise; with the predicate_modifier Not it is rejected.

    kg link import links.sssom.tsv --by "Ann Moor"
    """
    from datetime import date

    from kg.console import lines_of

    with api.open(store, write=True, make=False) as graphs:
        summary = graphs.linker().read_table(file, lines_of(file), by, date.today())
    if not quiet:
        say(summary.line())
    return 0


@app.command("dedupe")
def dedupe(
    accept: _Accept = NEVER,
    review: _Review = REVIEW,
    dry: _Dry = False,
    store: Store = "",
    quiet: Quiet = False,
) -> int:
    """Propose actors that may be one.

    'kg link review' decides, and 'kg link decide' takes it back; the reports' own graphs stay as they are.

    Nothing is accepted without being looked at, unless --accept says from which score on.

    kg link dedupe --dry-run
    """
    from kg.linking.deciding import Thresholds

    limits = Thresholds(*_limits(accept, review))
    with api.open(store, write=not dry, make=False) as graphs, _bar(quiet=quiet or dry) as passed:
        told = _shown if dry and not quiet else None
        summary = graphs.linker().dedupe(limits, write=not dry, told=told, passed=passed)
    if not quiet:
        say(summary.line())
    return 0
