"""Stable IRIs from content: the same content has the same IRI on any machine, in any order of loading.

::

    <base>report/06318f8af4ab81aa                    a report (and its graph): the first 16 digits of its text's digest
    <base>report/06318f8af4ab81aa#char=0,28          a passage (RFC 5147 fragment, code points, end exclusive)
    <base>report/06318f8af4ab81aa#demand-12-80       what belongs to one report: situations, claims, local actors
    <base>actor/marco-rubio-1c9f04ab                 what reports share: actors, posts, places, series
    <base>graph/registry                             graphs that are no report's

A readable part (``slug``) is for people; the hexadecimal part keeps apart what the slug makes alike. It is cut from
the SHA-256 digest of the parts, each with its length before it, so that ("ab", "c") and ("a", "bc") differ.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from kg.model import Actor, Report

DEFAULT_BASE: Final = "https://w3id.org/dmd/"

_SAFE_KEY: Final = re.compile(r"[a-z](?:[a-z0-9_-]|\.(?=[a-z0-9_-]))*")
_RESERVED: Final = ("char", "actor-", "key-", "post-", "time-", "target-")
_SLUG_LENGTH: Final = 48


def content_digest(*parts: str) -> str:
    """SHA-256, in hexadecimal, of the parts, each as UTF-8 with its length in bytes before it.

    >>> content_digest("ab", "c") == content_digest("a", "bc")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()


def slug(text: str) -> str:
    """A readable piece of an IRI: small Latin letters, digits and single hyphens; may be empty.

    >>> slug("São Tomé & Príncipe"), slug("日本")
    ('sao-tome-principe', '')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    return words[:_SLUG_LENGTH].rstrip("-")


def named(text: str, *parts: str) -> str:
    """A slug of the text, then eight hexadecimal digits for the parts, which are what the thing is known by."""
    short = content_digest(*parts)[:8]
    readable = slug(text)
    return f"{readable}-{short}" if readable else short


def fragment(key: str) -> str:
    """The key itself where it can stand in an IRI as it is, else a slug of it with a digest.

    >>> fragment("demand-12-80.1")
    'demand-12-80.1'
    """
    if _SAFE_KEY.fullmatch(key) and not key.startswith(_RESERVED):
        return key
    return "key-" + named(key, key)


def check_base(base: str) -> str:
    """The base IRI, if IRIs can be made by adding to it; ValueError says what is wrong with it."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`#]*[/:]", base):
        raise ValueError(f"not a base IRI: {base!r}; it has a scheme, no '#', and ends in '/' or ':'")
    return base


# ------------------------------------------------------------------------------------------------ graphs
def graph_iri(base: str, name: str) -> str:
    """The graph ``registry``, ``vocabulary``, ``provenance``, ``links`` ... of a store."""
    return f"{base}graph/{name}"


REGISTRY: Final = "registry"
VOCABULARY: Final = "vocabulary"
PROVENANCE: Final = "provenance"
LINKS: Final = "links"
ACCEPTED: Final = "links-accepted"
INFERRED: Final = "inferred"


def report_iri(base: str, digest: str) -> str:
    """The IRI of the report with this digest, which is also the name of its graph."""
    return f"{base}report/{digest[:16]}"


# ------------------------------------------------------------------------------------------------ shared things
def actor_iri(base: str, actor: Actor) -> str:
    """The IRI of an actor that has an identity outside its report; it depends on ``actor.key`` alone."""
    return f"{base}actor/{named(actor.name, *actor.key)}"


def post_iri(base: str, title: str, body: Actor | None) -> str:
    """The IRI of a post: title and body."""
    return f"{base}post/{_post(title, body)}"


def place_iri(base: str, name: str) -> str:
    """The IRI of a place known by its name alone."""
    return f"{base}place/{named(name, name)}"


def series_iri(base: str, name: str) -> str:
    """The IRI of a series of meetings known by its name alone."""
    return f"{base}series/{named(name, name)}"


def reading_iri(base: str, rule: str, slot_ways: str, confidence: str) -> str:
    """The IRI of a way of reading: a rule, how its slots were filled, and how far it is trusted."""
    return f"{base}reading/{named(rule, rule, slot_ways, confidence)}"


def link_iri(base: str, subject: str, predicate: str, target: str) -> str:
    """The IRI of a link, from the three IRIs that it is about: whoever proposes it again means the same link."""
    return f"{base}link/{content_digest(subject, predicate, target)[:16]}"


def authority_iri(base: str, name: str) -> str:
    """The IRI of an authority (territories, wikidata, a user's file) by which links to it name it."""
    return f"{base}authority/{re.sub('[^A-Za-z0-9._-]+', '-', name).strip('-') or 'unnamed'}"


def run_iri(base: str, *parts: str) -> str:
    """The IRI of a load run, from what makes it this one (when it started, by which reader, on which reports)."""
    return f"{base}run/{content_digest(*parts)[:16]}"


def _post(title: str, body: Actor | None) -> str:
    name = f"{title} {body.name}" if body else title
    return named(name, title, *(body.key if body else ()))


# ------------------------------------------------------------------------------------------------ one report's things
@dataclass(frozen=True, slots=True)
class ReportIris:
    """Makes the IRIs of what one report tells."""

    base: str
    digest: str

    @classmethod
    def of(cls, base: str, report: Report) -> ReportIris:
        """The maker for this report."""
        return cls(base, report.digest)

    @property
    def report(self) -> str:
        """The report, and its graph."""
        return report_iri(self.base, self.digest)

    def passage(self, start: int, end: int) -> str:
        """A passage, by RFC 5147."""
        return f"{self.report}#char={start},{end}"

    def keyed(self, key: str) -> str:
        """A situation or a claim."""
        return f"{self.report}#{fragment(key)}"

    def part(self, kind: str, text: str, *parts: str) -> str:
        """A time, target or local actor: kind, slug of the text, digest of what it is known by."""
        return f"{self.report}#{kind}-{named(text, *parts)}"

    def actor(self, actor: Actor) -> str:
        """An actor: in the report's namespace if it is local, else shared."""
        if not actor.local:
            return actor_iri(self.base, actor)
        return self.part("actor", actor.name, *local_key(actor))

    def post(self, title: str, body: Actor | None) -> str:
        """A post: in the report's namespace if its body is local, else shared."""
        if body is not None and body.local:
            return f"{self.report}#post-{_post(title, body)}"
        return post_iri(self.base, title, body)


def local_key(actor: Actor) -> tuple[str, ...]:
    """What makes two local actors of one report one: kind, name, country, body and members."""
    above = actor.part_of.key if actor.part_of else ("", "", "")
    members = tuple(part for member in actor.members for part in member.key)
    return (*actor.key, actor.country, *above, *members)
