"""What a reconciliation service answers, held against the API (version 0.2) before anything is made of it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple, NoReturn
from urllib.parse import quote

from kg.errors import AuthorityError
from kg.linking.rows import absolute, tidy

_BATCHES = range(1, 101)
_RESULTS = 1_000  # of one query, of which the rest is not looked at


class Manifest(NamedTuple):
    """What a service says of itself (section 3): its name, where its ids belong, its types, how many queries it takes.

    ``types`` gives ids by id and by name; ``suggest_type`` is the address of its suggest service for types, or nothing.
    """

    name: str
    space: str
    version: str
    types: Mapping[str, str]
    batch: int
    suggest_type: str

    def iri(self, id_: str) -> str:
        """The IRI of the thing of that id: the id itself if it is one, or what follows the service's identifier space.

        Empty if that makes none.
        """
        if found := absolute(id_):
            return found
        joint = "" if self.space.endswith(("/", "#", "=", ":")) else "/"
        return absolute(self.space + joint + quote(id_, safe="/:@!$&'()*+,;=-._~"))


class Found(NamedTuple):
    """A candidate as the service gives it (section 4.3): ``score`` from 0 to 1; ids and names of its types."""

    id: str
    name: str
    score: float | None
    description: str
    types: tuple[str, ...]
    type_names: tuple[str, ...]


def parsed(data: bytes, place: str) -> Any:
    """The JSON of an answer; AuthorityError if it is none."""

    def no(word: str) -> NoReturn:
        raise ValueError(f"{word} is no number of JSON")

    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=no)
    except (ValueError, RecursionError) as error:
        begin = tidy(data[:60].decode("utf-8", "replace"))
        raise AuthorityError(
            f"{place}: the answer is no JSON, or not all of it ({tidy(str(error), 80)}): {begin}"
        ) from error


def manifest(said: Any, place: str) -> Manifest:
    """What the service says of itself; AuthorityError if that is no manifest."""
    if not isinstance(said, dict):
        raise _wrong(place, "the manifest is no object; is this a reconciliation service?", said)
    if problem := _problem(said):
        raise AuthorityError(f"{place}: the service says: {problem}")
    name, space = said.get("name"), said.get("identifierSpace")
    if not isinstance(name, str) or not isinstance(space, str):
        raise _wrong(place, "the manifest has no name and identifierSpace; is this a reconciliation service?", said)
    types: dict[str, str] = {}
    for one in _list(said.get("defaultTypes", []), place, "defaultTypes"):
        if isinstance(one, dict) and isinstance(one.get("id"), str):
            types[one["id"]] = one["id"]
            if isinstance(one.get("name"), str):
                types.setdefault(one["name"], one["id"])
    size = said.get("batchSize")
    return Manifest(
        tidy(name, 200),
        space,
        sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16],
        types,
        size if isinstance(size, int) and size in _BATCHES else 0,
        _suggest(said),
    )


def _suggest(said: Mapping[str, Any]) -> str:
    """The address of the suggest service for types (section 5)."""
    services = said.get("suggest")
    service = services.get("type") if isinstance(services, dict) else None
    parts = (service.get("service_url"), service.get("service_path")) if isinstance(service, dict) else ()
    return "".join(part for part in parts if isinstance(part, str))


def suggested(given: str, said: Any, place: str) -> str:
    """The id of what is suggested under just this id or name; what was given if nothing is."""
    if not isinstance(said, dict):
        raise _wrong(place, "what is suggested is no object", said)
    for one in _list(said.get("result", []), place, "result"):
        if isinstance(one, dict) and isinstance(one.get("id"), str):
            names = (one["id"], one.get("name"))
            if any(isinstance(name, str) and name.casefold() == given.casefold() for name in names):
                return str(one["id"])
    return given


def batch(said: Any, keys: Sequence[str], place: str) -> list[Any]:
    """The list of results for each key of a batch (section 4.3), in their order; AuthorityError if one is missing."""
    if not isinstance(said, dict):
        raise _wrong(place, "the answer is no object", said)
    if not any(key in said for key in keys) and (problem := _problem(said)):
        raise AuthorityError(f"{place}: the service says: {problem}")
    missing = [key for key in keys if key not in said]
    if missing:
        raise AuthorityError(f"{place}: the service left {len(missing)} of {len(keys)} queries without an answer")
    found = []
    for key in keys:
        one = said[key]
        if not isinstance(one, dict) or "result" not in one:
            problem = _problem(one) if isinstance(one, dict) else ""
            raise _wrong(place, f"a query has no result{f' ({problem})' if problem else ''}", one)
        found.append(_list(one["result"], place, "result"))
    return found


def results(said: Any, place: str) -> tuple[Found, ...]:
    """The candidates of a query; AuthorityError if one of them is not as the API has it.

    Scores beyond 1 are taken as of a hundred, for the API leaves their range to the service.
    """
    found = [_result(one, place) for one in _list(said, place, "result")[:_RESULTS]]
    highest = max((one.score for one in found if one.score is not None), default=0)
    if highest > 1:
        found = [one._replace(score=min(one.score / 100, 1.0)) if one.score is not None else one for one in found]
    return tuple(found)


def extension(said: Any, ids: Sequence[str], place: str) -> list[dict[str, list[Any]]]:
    """What the data extension service (section 6) has for each id, property by property, in their order.

    AuthorityError if it is no answer; ids and properties of which it says nothing have nothing.
    """
    if not isinstance(said, dict) or not isinstance(said.get("rows"), dict):
        problem = _problem(said) if isinstance(said, dict) else ""
        raise _wrong(place, f"what is told of candidates has no rows{f' ({problem})' if problem else ''}", said)
    return [_row(said["rows"].get(id_) or {}, place) for id_ in ids]


def _row(said: Any, place: str) -> dict[str, list[Any]]:
    if not isinstance(said, dict):
        raise _wrong(place, "what is told of a candidate is no object", said)
    return {str(key): _list(values, place, "what is told of a candidate") for key, values in said.items()}


def values(row: Mapping[str, Any], property_: str) -> list[tuple[str, str]]:
    """The values of a property, each with the id of the thing that it is, or nothing, and as a text."""
    found = []
    for one in row.get(property_) or []:
        if isinstance(one, dict):
            texts = [one.get(key) for key in ("name", "str", "date", "id")]
            text = next((tidy(text) for text in texts if isinstance(text, str) and tidy(text)), "")
            found.append((one["id"] if isinstance(one.get("id"), str) else "", text))
    return [(id_, text) for id_, text in found if text]


def _result(one: Any, place: str) -> Found:
    if not isinstance(one, dict):
        raise _wrong(place, "a candidate is no object", one)
    id_, name, score = one.get("id"), one.get("name"), one.get("score")
    id_ = str(id_) if isinstance(id_, int) and not isinstance(id_, bool) else id_
    if not isinstance(id_, str) or not id_.strip() or not isinstance(name, str) or not tidy(name):
        raise _wrong(place, "a candidate has no id and name", one)
    if isinstance(score, str):  # as some services have it
        try:
            score = float(score)
        except ValueError as error:
            raise _wrong(place, "a candidate's score is no number", one) from error
    if score is not None and (isinstance(score, bool) or not isinstance(score, int | float) or not _sane(score)):
        raise _wrong(place, "a candidate's score is no number from nought up", one)
    types = _list(one.get("type") or one.get("types") or [], place, "type")
    ids = tuple(t if isinstance(t, str) else t["id"] for t in types if isinstance(t, str) or _has(t, "id"))
    names = tuple(tidy(t["name"], 80) for t in types if _has(t, "name"))
    description = one.get("description")
    told = tidy(description) if isinstance(description, str) else ""
    return Found(id_.strip(), tidy(name), None if score is None else float(score), told, ids, names[:5])


def _sane(score: float) -> bool:
    return 0 <= score < 1e12 and math.isfinite(score)


def _has(type_: Any, what: str) -> bool:
    return isinstance(type_, dict) and isinstance(type_.get(what), str)


def _list(said: Any, place: str, what: str) -> list[Any]:
    if not isinstance(said, list):
        raise _wrong(place, f"{what} is no list", said)
    return said


def _problem(said: Mapping[str, Any]) -> str:
    """What an answer says that went wrong, in one of the ways that services say so."""
    for key in ("error", "message", "details"):
        told = said.get(key)
        if isinstance(told, dict):
            told = told.get("message")
        if isinstance(told, str) and tidy(told):
            return tidy(told, 300)
    return "an error" if said.get("status") == "error" else ""


def _wrong(place: str, what: str, said: Any) -> AuthorityError:
    try:
        shown = tidy(json.dumps(said)[:200], 80)
    except (ValueError, RecursionError):
        shown = "?"
    return AuthorityError(f"{place}: {what}: {shown}")
