"""Reports made of a few quads, and the work of a process that is going to be killed; light to import."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pyoxigraph as ox

from kg.storing import DEFAULT_BASE, Store

BASE = DEFAULT_BASE
DMD = "https://w3id.org/dmd/ns#"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
BY = ox.NamedNode(f"{DMD}doneBy")
PART_OF = ox.NamedNode(f"{DMD}actsFor")
USED = ox.NamedNode("http://www.w3.org/ns/prov#used")
READER = ox.NamedNode(f"{DMD}hasReaderDigest")
REGISTRY = ox.NamedNode(f"{BASE}graph/registry")
RUNS = ox.NamedNode(f"{BASE}graph/provenance")
Quads = list[ox.Quad]


def graph(name: str) -> str:
    return f"{BASE}report/{name}"


def actor(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{BASE}actor/{name}")


def report(name: str, actors: tuple[str, ...], extra: str = "") -> tuple[str, Quads, Quads, Quads]:
    """A report that names these actors; "x-y" is an actor that acts for "y"."""
    g = ox.NamedNode(graph(name))
    own = [
        ox.Quad(g, TYPE, ox.NamedNode(f"{DMD}Report"), g),
        ox.Quad(g, ox.NamedNode(f"{DMD}hasDigest"), ox.Literal(name * 4), g),
        ox.Quad(g, ox.NamedNode(f"{DMD}hasFileName"), ox.Literal(f"{name}{extra}.txt"), g),
        *(ox.Quad(ox.NamedNode(f"{graph(name)}#d"), BY, actor(a), g) for a in actors),
    ]
    shared: Quads = []
    for a in actors:
        while a:  # an actor is described in the same way whichever report names it
            above = a.partition("-")[2]
            shared.append(ox.Quad(actor(a), LABEL, ox.Literal(a, language="en"), REGISTRY))
            if above:
                shared.append(ox.Quad(actor(a), PART_OF, actor(above), REGISTRY))
            a = above
    run = ox.NamedNode(f"{BASE}run/{name}{extra}")
    told = [ox.Quad(run, USED, g, RUNS), ox.Quad(run, READER, ox.Literal(f"reader{extra}"), RUNS)]
    return graph(name), own, shared, told


# ------------------------------------------------------------------------------------------------ what is done, killed
DEEDS = ("small", "big", "update", "report", "report", "retract", "restore", "optimize")


def small(place: Path, number: int) -> Path:
    """Quads that take the place of those of the last file of that name."""
    path = place / f"small{number % 3}.nt"
    path.write_text("".join(f'<urn:s{i}> <urn:p> "{number}" .\n' for i in range(200)), "utf-8")
    return path


def big(place: Path, number: int) -> Path:
    """So many quads that they are not held in memory, in the place of those of the last file of that name."""
    path = place / f"big{number % 4}.nt"
    path.write_text("".join(f'<urn:s{i}> <urn:p{number if i % 3 else 0}> "{i}" .\n' for i in range(3000)), "utf-8")
    return path


def update(number: int) -> str:
    """Parts that only make sense together."""
    numbers = ", ".join(str(number * 1000 + i) for i in range(100))
    parts = [f"DELETE WHERE {{ GRAPH <urn:u{number % 2}> {{ ?s ?p ?o }} }}"]
    parts += [f"INSERT DATA {{ GRAPH <urn:u{k}> {{ <urn:s> <urn:p> {numbers} }} }}" for k in range(3)]
    return " ; ".join(parts)


def deed(number: int) -> str:
    """What is the number's to do."""
    return random.Random(number).choice(DEEDS)


def do(what: str, number: int, place: Path, store: Store) -> None:
    """Do it to a store that is open."""
    from kg.importing import Source, import_file

    if what in ("small", "big"):
        import_file(store, Source((small if what == "small" else big)(place, number)))
    elif what == "update":
        store.update(update(number))
    elif what == "report":
        store.replace_report(*report(f"r{number % 5}", ("japan", f"envoy{number % 7}-peru"), str(number)))
    elif what == "retract":
        store.retract(graph(f"r{number % 5}"))


def say(what: str, number: int) -> None:
    """A line that a kill cannot cut in two, as print() may: so short a write to a pipe is atomic (POSIX, PIPE_BUF)."""
    os.write(1, f"{what} {number}\n".encode())


def work(place: Path, number: int) -> None:
    """The worker: everything from this number on, with a line before and after each."""
    from kg import importing
    from kg.stores import open_store, restore

    importing.BIG = 50_000
    where = str(place / "s")
    while True:
        what = deed(number)
        say("begin", number)
        store = open_store(where, write=True)
        if what == "restore":
            store.backup(str(place / f"backup{number}"))
            restore(str(place / f"backup{number}"), str(place / f"again{number}"))
        elif what == "optimize":
            store.optimize()
        else:
            do(what, number, place, store)
        del store
        say("done", number)
        number += 1
