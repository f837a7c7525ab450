"""Who issued a report: those whom a notice names ("the text of a communiqué issued by A, B and C"), else its header."""

from __future__ import annotations

from collections.abc import Callable

from kg.document import Document
from kg.model import Actor, ActorKind
from kg.names.issuing import group_of, joint_issuer, publisher


def issuer_of(document: Document, at: Callable[[int, int], tuple[Actor, ...]]) -> Actor | None:
    """The authors of a joint text as a group, or a publisher that is no medium; ``at`` reads names between offsets."""
    report = document.report
    source = publisher(report.publisher)
    if source is not None and source.kind is ActorKind.MEDIUM:
        return None
    if (joint := joint_issuer(report.title, report.text[report.body :])) is not None:
        return joint
    named = at(*document.layout.issuer) if document.layout.issuer is not None else ()
    bodies = tuple(actor for actor in named if actor.kind is not ActorKind.PERSON)
    return group_of(bodies) if len(bodies) == len(named) > 1 else source


def office_group(issuer: Actor) -> bool:
    """True for "G7 foreign ministers", who speak under that name; states that speak together are named one by one."""
    return not any(member.name in issuer.name for member in issuer.members)
