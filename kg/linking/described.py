"""What RDF tells of a thing, as a candidate: its labels and other names, its type, its description, its country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from kg.authority import Candidate, Kind, Name
from kg.linking.rows import tidy
from kg.prefixes import PREFIXES

_RDFS, _SKOS, _SCHEMA = PREFIXES["rdfs"], PREFIXES["skos"], PREFIXES["schema"]
_FOAF, _ORG, _DCT = PREFIXES["foaf"], PREFIXES["org"], PREFIXES["dct"]
_SCHEMAS = (_SCHEMA, "https://schema.org/")

TYPE = PREFIXES["rdf"] + "type"
LABELS: Sequence[str] = (
    *(_SKOS + "prefLabel", _RDFS + "label", *(schema + "name" for schema in _SCHEMAS), _FOAF + "name"),
    *(_SKOS + "altLabel", *(schema + "alternateName" for schema in _SCHEMAS)),
)
"""The properties whose values are names, those first that give the one to show."""

DESCRIPTIONS: Sequence[str] = (
    *(*(schema + "description" for schema in _SCHEMAS), _SKOS + "definition", _DCT + "description"),
    _RDFS + "comment",
)
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        **{f"{schema}{name}": kind for schema in _SCHEMAS for name, kind in (
            ("Person", Kind.PERSON), ("Country", Kind.STATE), ("GovernmentOrganization", Kind.ORGANIZATION),
            ("NewsMediaOrganization", Kind.MEDIUM), ("Newspaper", Kind.MEDIUM), ("Organization", Kind.ORGANIZATION),
            ("City", Kind.PLACE), ("AdministrativeArea", Kind.PLACE), ("Place", Kind.PLACE),
        )},
        _FOAF + "Person": Kind.PERSON,
        _FOAF + "Organization": Kind.ORGANIZATION,
        _ORG + "Organization": Kind.ORGANIZATION,
        _ORG + "FormalOrganization": Kind.ORGANIZATION,
        **{f"https://w3id.org/dmd/ns#{name}": kind for name, kind in (
            ("Person", Kind.PERSON), ("State", Kind.STATE), ("Government", Kind.GOVERNMENT),
            ("NewsMedium", Kind.MEDIUM), ("Organization", Kind.ORGANIZATION), ("Place", Kind.PLACE),
        )},
    }
)  # fmt: skip
"""The kinds that well-known classes are."""

_SHARPEST = (Kind.MEDIUM, Kind.STATE, Kind.GOVERNMENT, Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE)


def described(
    target: str,
    told: Iterable[tuple[str, str, str]],
    *,
    labels: Sequence[str] = LABELS,
    kinds: Mapping[str, Kind] = KINDS,
    languages: Sequence[str] = (),
    source: str = "",
) -> Candidate | None:
    """The thing of which these are the properties, their values (IRIs or texts) and the languages of those.

    The label is in one of the languages if it can be, then in English, then in none; None if there is no name at all.
    """
    told = sorted(set(told))
    order = (*(one.lower() for one in languages), "en", "")

    def rank(property_: str, language: str, known: Sequence[str]) -> tuple[int, int]:
        start = language.lower().partition("-")[0]
        return (order.index(start) if start in order else len(order), known.index(property_))

    names = sorted(
        (rank(p, language, labels), text, language) for p, o, language in told if p in labels and (text := tidy(o))
    )
    if not names:
        return None
    texts = sorted((rank(p, lang, DESCRIPTIONS), tidy(o)) for p, o, lang in told if p in DESCRIPTIONS and tidy(o))
    found = {kinds[o] for p, o, _ in told if p == TYPE and o in kinds}
    return Candidate(
        target,
        names[0][1],
        tuple(dict.fromkeys(Name(text, language) for _, text, language in names[1:] if text != names[0][1])),
        next((kind for kind in _SHARPEST if kind in found), None),
        description=texts[0][1] if texts else "",
        source=source,
    )
